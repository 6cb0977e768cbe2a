"""What resembles a report is shown before it is sent, one tap joins it, and nothing that was typed is lost."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.aspirations import actions
from kentongan.aspirations.models import Report, Support
from kentongan.cases import actions as cases
from kentongan.cases.models import Case
from kentongan.core.models import EventRecord
from kentongan.core.rules import Denied, NotVisible

from .conftest import Sending, opened
from .test_verifying import read

SAME = "Papan jembatan gantung di Dusun Hulu patah, anak sekolah tidak bisa lewat dan harus memutar."


@pytest.fixture(autouse=True)
def _see_all(across_scopes: None) -> None:
    """These tests look at rows whoever owns them."""


@pytest.fixture
def visitor() -> Client:
    """A phone without account, on the hub."""
    return Client(headers={"host": "kim.localhost"})


@pytest.fixture
def public(send: Sending, cast: SimpleNamespace) -> Case:
    """The bridge, verified, two days ago."""
    case = send(now=timezone.now() - timedelta(days=2)).case
    actions.verify_report(actor=cast.rini, case=case, now=timezone.now() - timedelta(days=1), **read())
    return case


@pytest.fixture
def typed(cast: SimpleNamespace) -> dict[str, str]:
    """The same trouble in other words."""
    return {
        "client_id": str(uuid4()), "dibuka": opened(), "jenis": "complaint", "isi": SAME, "desa": cast.siding_village.code,
        "dusun": "Dusun Hulu", "nama": "Lukas",
    }  # fmt: skip


def hidden(page: Any) -> dict[str, str]:
    """What the form sends when it is sent again as it stands."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_the_form_comes_back_with_everything_and_is_then_sent_as_it_is(visitor: Client, typed: dict[str, str], public: Case) -> None:
    page = visitor.post("/lapor/", typed)
    html = page.content.decode()
    assert (page.status_code, Report.objects.count()) == (200, 1)
    assert "Sudah ada yang melapor seperti ini" in html
    assert f'formaction="/laporan/{public.number}/dukung/"' in html
    assert typed.items() <= hidden(page).items()
    sent = visitor.post("/lapor/", hidden(page))
    assert (sent.status_code, list(Report.objects.order_by("pk").values_list("text", flat=True))[1]) == (201, SAME)


@pytest.mark.parametrize(
    ("then", "changes", "is_shown"),
    [
        ("", {}, True),
        ("", {"rahasia": "on"}, False),
        ("", {"isi": "Kapan imunisasi campak untuk bayi di posyandu?"}, False),
        ("archive", {}, False),
        ("refer", {}, False),
    ],
)
def test_what_is_shown_as_alike(
    then: str, changes: dict[str, str], is_shown: bool, visitor: Client, typed: dict[str, str], public: Case, cast: SimpleNamespace
) -> None:
    if then:
        cases.move_case(actor=cast.rini, case=public, action=then, text="Karena itu.", now=timezone.now())
    assert visitor.post("/lapor/mirip/", typed | changes).status_code == (200 if is_shown else 204)
    assert visitor.post("/lapor/", typed | changes).status_code == (200 if is_shown else 201)


def test_what_is_not_public_is_never_shown(visitor: Client, typed: dict[str, str], send: Sending) -> None:
    send(now=timezone.now(), is_secret=True)
    send(now=timezone.now(), text="Jembatan gantung di Dusun Hulu patah.")  # nobody verified it
    assert visitor.post("/lapor/mirip/", typed).status_code == 204
    assert visitor.post("/lapor/", typed).status_code == 201


def test_asking_while_typing_stores_nothing_and_names_what_was_seen(visitor: Client, typed: dict[str, str], public: Case) -> None:
    answer = visitor.post("/lapor/mirip/", typed)
    assert (answer["X-Numbers"], answer["Cache-Control"], answer.cookies.output()) == (public.number, "no-store, private", "")
    assert Report.objects.count() == 1
    assert visitor.post("/lapor/", typed | {"dilihat": answer["X-Numbers"]}).status_code == 201
    assert visitor.post("/lapor/mirip/", {"isi": "Jembatan"}).status_code == 204


@pytest.mark.parametrize("count", [1, 30])
def test_asking_costs_the_same_for_one_and_for_thirty(
    count: int, visitor: Client, typed: dict[str, str], send: Sending, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        case = send(now=timezone.now()).case
        Report.objects.filter(pk=case.pk).update(public_text=case.report.text, public_title="Jembatan", published_at=timezone.now())
    visitor.post("/lapor/mirip/", typed)
    with django_assert_num_queries(3):  # the villages; the village; the reports there
        assert visitor.post("/lapor/mirip/", typed).content.count(b"dukung/") == min(count, 3)


def test_support_counts_once_for_a_device(public: Case, now: datetime) -> None:
    report, mine, hers = Report.objects.get(pk=public.pk), uuid4(), uuid4()
    counted = [actions.support_report(report=report, client_id=device, now=now) for device in (mine, mine, hers)]
    assert counted == [True, False, True]
    assert Report.objects.get().supporters == 2
    assert set(Support.objects.values_list("client_id", "at")) == {(mine, now), (hers, now)}
    told = EventRecord.objects.filter(name="aspirations.ReportSupported")
    assert [(record.payload["case_id"], record.payload["region_code"]) for record in told.distinct()] == [
        (public.pk, public.region_id)
    ] * told.distinct().count()


@pytest.mark.parametrize(
    ("then", "error"), [("unread", NotVisible), ("join", NotVisible), ("archive", NotVisible), ("refer", Denied), ("", None)]
)
def test_what_can_be_supported(then: str, error: type[Exception] | None, send: Sending, cast: SimpleNamespace, now: datetime) -> None:
    case = send().case
    if then != "unread":
        actions.verify_report(actor=cast.rini, case=case, now=now, **read())
    if then not in ("", "unread"):
        cases.move_case(actor=cast.rini, case=case, action=then, text="Karena itu.", now=now)
    report = Report.objects.get(pk=case.pk)
    if error is None:
        assert actions.support_report(report=report, client_id=uuid4(), now=now)
        return
    with pytest.raises(error):
        actions.support_report(report=report, client_id=uuid4(), now=now)
    assert not Support.objects.exists()


@pytest.mark.parametrize("host", ["", "/kim/suara-siding"])
def test_one_tap_from_anywhere(host: str, visitor: Client, public: Case) -> None:
    device = str(uuid4())
    pages = [visitor.post(f"{host}/laporan/{public.number}/dukung/", {"client_id": device}) for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 200]
    assert "1 orang juga mengalaminya" in pages[1].content.decode()
    assert pages[1].cookies.output() == ""
    assert [row.client_id for row in Support.objects.all()] == [UUID(device)]
    bare = visitor.post(f"{host}/laporan/{public.number}/dukung/", {})
    assert (bare.status_code, 'data-device="dukungan"' in bare.text, Support.objects.count()) == (422, True, 1)
    assert [script for script in ("device.js", "lapor.js") if script in bare.text] == ["device.js"]
