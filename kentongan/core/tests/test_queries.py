"""The calendar with our overrides on top, and editions."""

from datetime import date

from kentongan.core import queries
from kentongan.core.models import CalendarOverride, Edition


def test_the_calendar_knows_holidays_joint_leave_and_our_overrides(db: None) -> None:
    CalendarOverride.objects.create(date=date(2026, 6, 8), is_working=False, reason="Pilkades serentak")
    CalendarOverride.objects.create(date=date(2026, 12, 24), is_working=True, reason="Cuti bersama dibatalkan")
    off, working = queries.off_days([2026])
    assert {date(2026, 8, 17), date(2026, 12, 25), date(2026, 6, 8)} <= off
    assert working == {date(2026, 12, 24)}
    assert date(2026, 11, 24) not in off


def test_the_tag_changes_with_any_of_the_scopes_and_with_nothing_else(db: None) -> None:
    chain = ("group:1", "region:61.07", "region:00")
    before = queries.edition_tag(chain, "/kabar/")
    Edition.objects.create(scope="group:2", number=9)
    assert queries.edition_tag(chain, "/kabar/") == before
    Edition.objects.create(scope="region:61.07", number=1)
    assert queries.edition_tag(chain, "/kabar/") != before
    assert queries.edition_tag(chain, "/kabar/") != queries.edition_tag(chain, "/")
