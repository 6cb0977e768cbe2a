"""The calendar with our overrides on top, and editions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta

from kentongan.core import queries
from kentongan.core.actions import set_turns
from kentongan.core.models import CalendarOverride, Edition, EventRecord, Turn


def test_the_calendar_knows_holidays_joint_leave_and_our_overrides(db: None) -> None:
    CalendarOverride.objects.create(date=date(2026, 6, 8), is_working=False, reason="Pilkades serentak")
    CalendarOverride.objects.create(date=date(2026, 12, 24), is_working=True, reason="Cuti bersama dibatalkan")
    off, working = queries.off_days([2026])
    assert {date(2026, 8, 17), date(2026, 12, 25), date(2026, 6, 8)} <= off
    assert working == {date(2026, 12, 24)}
    assert date(2026, 11, 24) not in off


NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


def test_the_tag_changes_with_any_of_the_scopes_and_with_nothing_else(db: None) -> None:
    chain = ("group:1", "region:61.07", "region:00")
    before = queries.edition_of(chain, "/kabar/", now=NOW)
    Edition.objects.create(scope="group:2", number=9)
    assert queries.edition_of(chain, "/kabar/", now=NOW) == before
    Edition.objects.create(scope="region:61.07", number=1)
    assert queries.edition_of(chain, "/kabar/", now=NOW) != before
    assert queries.edition_of(chain, "/kabar/", now=NOW) != queries.edition_of(chain, "/", now=NOW)


def test_the_tag_changes_by_the_clock_alone_at_each_turn_of_one_of_the_scopes(
    db: None, django_assert_num_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    Edition.objects.create(scope="region:61.07", number=1)
    Edition.objects.create(scope="group:2", number=1)
    set_turns("text:1", scopes=["region:61.07"], moments=[NOW + timedelta(hours=1), NOW + timedelta(hours=2)])

    def states(*scopes: str) -> list[tuple[int, bool]]:
        """At each half hour: which of the tags seen so far it is, and whether another turn comes."""
        with django_assert_num_queries(6):
            seen = [queries.edition_of(scopes, now=NOW + timedelta(minutes=30 * step)) for step in range(6)]
        tags = list(dict.fromkeys(edition.tag for edition in seen))
        return [(tags.index(edition.tag), edition.turns_ahead) for edition in seen]

    assert states("group:1", "region:61.07") == [(0, True), (0, True), (1, True), (1, True), (2, False), (2, False)]
    assert states("group:2", "region:00") == [(0, False)] * 6
    set_turns("text:1", scopes=["region:61.07"], moments=[NOW + timedelta(hours=3)])
    assert states("region:61.07") == [(0, True)] * 6
    set_turns("text:1", scopes=(), moments=())
    assert (states("region:61.07"), Turn.objects.count()) == ([(0, False)] * 6, 0)


def test_what_shows_everything_changes_with_each_fact_and_each_turn(db: None) -> None:
    assert queries.edition_of_everything(now=NOW) == queries.PageEdition("0 ", turns_ahead=False)
    fact = EventRecord.objects.create(name="core.CalendarChanged", at=NOW)
    set_turns("text:1", scopes=["region:61.07", "region:61.08"], moments=[NOW + timedelta(hours=1)])
    before, after = (queries.edition_of_everything(now=NOW + timedelta(hours=hours)) for hours in (0, 1))
    assert (before, before.tag != after.tag) == (queries.PageEdition(f"{fact.pk} ", turns_ahead=True), True)
    assert not after.turns_ahead
