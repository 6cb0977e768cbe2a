"""The demo regency is built by real deeds, whole, once, and taken up again where it was broken off."""

from datetime import datetime

import pytest

from kentongan.core.models import EventRecord
from kentongan.demo.actions import build_demo, build_scale
from kentongan.demo.actions.building import NoRegions
from kentongan.demo.queries import welcome_lines
from kentongan.groups.models import Group
from kentongan.publishing.models import Publication
from kentongan.regions.models import Region
from kentongan.sites.models import Site

WHOLE = {
    "groups": 16, "people": 44, "articles": 64, "bulletins": 9, "formations": 3, "events": 14, "galleries": 4, "documents": 6,
    "profiles": 5, "alerts": 3, "reports": 12, "shared problems": 2, "activities": 16, "tasks": 3, "activity reports": 3,
    "wall newspapers": 2,
}  # fmt: skip


class PowerCut(Exception):
    """Somebody stopped the build."""


@pytest.mark.once  # half a minute of deeds, each of which has its own tests on both databases
def test_built_whole_after_a_break_and_never_twice(regions: dict[str, Region], now: datetime, across_scopes: None) -> None:
    def cut(what: str, done: int, total: int) -> None:
        if (what, done) == ("Tulisan", 20):
            raise PowerCut

    with pytest.raises(PowerCut):
        build_demo(now=now, progress=cut, picture_width=120)
    assert 0 < Publication.objects.count() < 73
    assert build_demo(now=now, picture_width=120) == WHOLE
    facts = EventRecord.objects.count()
    assert (build_demo(now=now, picture_width=120), EventRecord.objects.count()) == (WHOLE, facts)
    counted = {status: Publication.objects.filter(status=status).count() for status in Publication.Status.values}
    assert counted == {"draft": 3, "submitted": 2, "returned": 1, "scheduled": 1, "published": 85, "withdrawn": 2}
    assert Publication.objects.exclude(is_demo=True).count() + Group.objects.exclude(is_demo=True).count() == 0
    assert sorted(Site.objects.exclude(state="active").values_list("state", flat=True)) == ["archived", "moved", "suspended"]
    assert Publication.objects.filter(status="published", cover__is_public=False).count() == 0
    assert [line for line in welcome_lines() if "suara-siding." in line] != []


def test_without_regions_it_says_so(db: None) -> None:
    with pytest.raises(NoRegions):
        build_demo()


def test_scale_adds_as_many_groups_as_asked(regions: dict[str, Region], across_scopes: None) -> None:
    assert [build_scale(groups=count) for count in (3, 2)] == [{"groups": 3, "articles": 36}, {"groups": 2, "articles": 24}]
    assert list(Site.objects.values_list("slug", flat=True)) == [f"uji-{number:05}" for number in range(5)]
    assert Publication.objects.filter(status="published").count() == 60
