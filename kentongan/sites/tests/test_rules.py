"""role × deed × own or another group, as one table."""

from types import SimpleNamespace

import pytest

from kentongan.groups.models import Group
from kentongan.sites import rules

EVERYBODY = ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")


@pytest.mark.parametrize(
    ("deed", "of_siding", "of_jagoi"),
    [
        ("can_open_site", {"rini", "adi"}, {"rini", "adi"}),
        ("can_dress_site", {"sari", "yohanes", "markus", "rini"}, {"joko", "rini"}),
        ("can_rename_site", {"markus", "rini"}, {"rini"}),
        ("can_set_domain", {"rini", "adi"}, {"rini", "adi"}),
        ("can_halt_site", {"rini", "adi"}, {"rini", "adi"}),
    ],
)
def test_who_does_what(cast: SimpleNamespace, deed: str, of_siding: set[str], of_jagoi: set[str]) -> None:
    for site, allowed in ((cast.siding_site, of_siding), (cast.jagoi_site, of_jagoi)):
        about: Group = site.group if deed == "can_open_site" else site
        assert {name for name in EVERYBODY if getattr(rules, deed)(getattr(cast, name), about)} == allowed


def test_a_coordinator_has_no_say_in_the_next_regency(cast: SimpleNamespace, regions: dict) -> None:
    group = Group.objects.create(name="KIM Sambas", region=regions["61.01.01"])
    assert not rules.can_open_site(cast.rini, group)
