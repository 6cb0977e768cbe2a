"""The site of a group that has ended: an archive at its own address."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from kentongan.core.actions import sweep_untold
from kentongan.core.rules import Denied
from kentongan.groups import actions as groups
from kentongan.sites import actions, rules
from kentongan.sites.models import Site

Told = Callable[[], list[tuple]]
DAY = date(2026, 11, 20)


def dissolve(cast: SimpleNamespace, now: datetime) -> None:
    groups.dissolve_group(actor=cast.rini, group=cast.siding, reason="Musyawarah.", day=DAY, now=now)
    cast.siding_site.group = cast.siding


def state(site: Site) -> str:
    return str(Site.objects.values_list("state", flat=True).get(pk=site.pk))


def test_the_site_follows_its_group_whatever_it_hears_and_how_often(cast: SimpleNamespace, now: datetime, told: Told) -> None:
    dissolve(cast, now)
    seen = len(told())
    for _ in range(2):
        actions.follow_group(group_id=cast.siding.pk, actor_id=cast.rini.pk, now=now)
    assert (state(cast.siding_site), state(cast.jagoi_site)) == ("archived", "active")
    groups.revive_group(actor=cast.rini, group=cast.siding, now=now)
    for _ in range(2):
        actions.follow_group(group_id=cast.siding.pk, actor_id=cast.rini.pk, now=now)
    assert state(cast.siding_site) == "active"
    own = [fact for fact in told()[seen:] if fact[0].startswith("sites.")]
    ids, scopes = {"site_id": cast.siding_site.pk}, [cast.siding.scope]
    assert own == [("sites.SiteArchived", ids, cast.rini.pk, scopes), ("sites.SiteResumed", ids, cast.rini.pk, scopes)]


def test_it_hears_of_every_ending(cast: SimpleNamespace, now: datetime) -> None:
    def tell_everybody() -> None:
        sweep_untold(now=datetime.now(now.tzinfo) + timedelta(minutes=5))

    groups.merge_group(actor=cast.rini, group=cast.siding, into=cast.jagoi, reason="Sepakat.", day=DAY, now=now)
    tell_everybody()
    assert state(cast.siding_site) == "archived"
    groups.revive_group(actor=cast.rini, group=cast.siding, now=now)
    tell_everybody()
    assert state(cast.siding_site) == "active"
    groups.dissolve_group(actor=cast.rini, group=cast.siding, reason="Sepakat.", day=DAY, now=now)
    tell_everybody()
    assert state(cast.siding_site) == "archived"


@pytest.mark.parametrize("halted", ["suspended", "moved"])
def test_a_site_that_was_stopped_or_moved_stays_so_and_resumes_as_an_archive(cast: SimpleNamespace, now: datetime, halted: str) -> None:
    site = cast.siding_site
    if halted == "suspended":
        actions.suspend_site(actor=cast.rini, site=site, reason="Pemeriksaan", now=now)
    else:
        actions.move_site(actor=cast.rini, site=site, moved_to="https://suarasiding.id", now=now)
    dissolve(cast, now)
    actions.follow_group(group_id=cast.siding.pk, actor_id=None, now=now)
    assert state(site) == halted
    actions.resume_site(actor=cast.rini, site=site, now=now)
    assert state(site) == "archived"


def test_a_group_without_a_site_ends_all_the_same(cast: SimpleNamespace, now: datetime) -> None:
    cast.siding_site.delete()
    dissolve(cast, now)
    actions.follow_group(group_id=cast.siding.pk, actor_id=None, now=now)
    assert list(Site.objects.values_list("slug", flat=True)) == ["jagoi-bersuara"]


def test_nobody_changes_an_archive(cast: SimpleNamespace, now: datetime) -> None:
    dissolve(cast, now)
    people = [getattr(cast, name) for name in ("sari", "yohanes", "dewi", "markus", "budi", "wati", "joko", "rini", "adi")]
    site = cast.siding_site
    assert [person for person in people if rules.can_dress_site(person, site) or rules.can_rename_site(person, site)] == []
    with pytest.raises(Denied):
        actions.save_page(actor=cast.rini, site=site, title="Baru", text="Isi", now=now)
    with pytest.raises(Denied):
        actions.rename_site(actor=cast.rini, site=site, slug="lain-lagi", now=now)
    assert [person.username for person in people if rules.can_halt_site(person, site)] == ["rini", "adi"]  # what must come down, can
