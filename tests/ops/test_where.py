"""`make where` leads from an address to the code that answers it."""

import pytest
from django.core.management import CommandError, call_command

from tests.ops.conftest import ROOT


def where(address: str, capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    call_command("where", address)
    heading, *lines = capsys.readouterr().out.splitlines()
    found: dict[str, list[str]] = {"place": [heading]}
    for line in lines:
        label, _, value = line.strip().partition(" ")
        found.setdefault(label, []).append(value.strip())
    return found


@pytest.mark.parametrize(
    ("address", "place", "view", "name"),
    [
        ("/ruang/", "hub /ruang/", "kentongan.workspace.views.week.week_show", "workspace:week_show"),
        ("http://kim.localhost:8000/ruang/?x=1", "hub /ruang/", "kentongan.workspace.views.week.week_show", "workspace:week_show"),
        ("/kim/suara-siding/kabar/", "site /kabar/", "kentongan.newsroom.views.reading.article_list", "newsroom:article_list"),
        (
            "http://suara-siding.kim.localhost/kabar/",
            "site /kabar/",
            "kentongan.newsroom.views.reading.article_list",
            "newsroom:article_list",
        ),
        ("https://suara-siding.example/kabar/", "site /kabar/", "kentongan.newsroom.views.reading.article_list", "newsroom:article_list"),
    ],
)
def test_an_address_names_its_view_file_and_template(address, place, view, name, capsys):
    found = where(address, capsys)
    assert found["place"] == [place]
    assert found["view"] == [view]
    assert found["name"] == [name]
    [position] = found["file"]
    file, _, line = position.partition(":")
    function = view.rpartition(".")[2]
    assert f"def {function}(" in "\n".join((ROOT / file).read_text().splitlines()[int(line) - 1 : int(line) + 8])
    assert all((ROOT / template).is_file() for template in found["template"])
    assert any(template.endswith(f"/{function}.html") for template in found["template"])


def test_a_slug_in_the_address_is_shown(capsys):
    assert where("/kim/suara-siding/kabar/banjir/", capsys)["with"] == ["slug = 'banjir'"]


def test_an_address_nobody_answers_is_said_so():
    with pytest.raises(CommandError, match="Nothing answers /tidak-ada/ini/, neither on the hub nor on a site"):
        call_command("where", "/tidak-ada/ini/")
