"""The table of moderation, as one would show it."""

from datetime import UTC, datetime, timedelta

import pytest

from kentongan.comments.policies import ARROWS, Deed, Part, State, arrow_for, arrows_from, can_appeal, parts

AUTHOR, MODERATOR, SECOND = frozenset({Part.AUTHOR}), frozenset({Part.MODERATOR}), frozenset({Part.MODERATOR, Part.SECOND})
NOBODY: frozenset[Part] = frozenset()

# state → deed → (who may, what becomes of it)
TABLE = {
    State.HELD: {Deed.SHOW: ("MS", State.SHOWN), Deed.HIDE: ("MS", State.HIDDEN), Deed.TAKE_BACK: ("A", State.WITHDRAWN)},
    State.SHOWN: {Deed.KEEP: ("MS", State.SHOWN), Deed.HIDE: ("MS", State.HIDDEN), Deed.TAKE_BACK: ("A", State.WITHDRAWN)},
    State.HIDDEN: {Deed.SHOW: ("MS", State.SHOWN), Deed.APPEAL: ("A", State.APPEALED), Deed.TAKE_BACK: ("A", State.WITHDRAWN)},
    State.APPEALED: {Deed.GRANT: ("S", State.RESTORED), Deed.REJECT: ("S", State.REJECTED), Deed.TAKE_BACK: ("A", State.WITHDRAWN)},
    State.RESTORED: {Deed.KEEP: ("MS", State.RESTORED), Deed.TAKE_BACK: ("A", State.WITHDRAWN)},
    State.REJECTED: {Deed.TAKE_BACK: ("A", State.WITHDRAWN)},
    State.WITHDRAWN: {},
}
WHO = {"A": AUTHOR, "M": MODERATOR, "S": SECOND, "-": NOBODY}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("who", WHO)
def test_who_may_do_what_in_which_state(state: State, deed: Deed, who: str) -> None:
    allowed, target = TABLE[state].get(deed, ("", None))
    arrow = arrow_for(state, deed, WHO[who])
    assert (arrow.target if arrow else None) == (target if who in allowed else None)


def test_what_must_be_said() -> None:
    assert {(arrow.deed, arrow.needs_reason, arrow.needs_text) for arrow in ARROWS if arrow.needs_reason or arrow.needs_text} == {
        (Deed.HIDE, True, False),
        (Deed.APPEAL, False, True),
        (Deed.GRANT, False, True),
        (Deed.REJECT, False, True),
    }


def test_leaving_it_is_a_deed_only_where_it_was_flagged() -> None:
    assert [arrow.deed for arrow in arrows_from(State.SHOWN, MODERATOR)] == [Deed.HIDE]
    assert [arrow.deed for arrow in arrows_from(State.SHOWN, MODERATOR, is_flagged=True)] == [Deed.KEEP, Deed.HIDE]


@pytest.mark.parametrize(
    ("is_author", "is_moderator", "hid_it", "expected"),
    [
        (False, False, False, NOBODY),
        (True, False, False, AUTHOR),
        (False, True, False, SECOND),
        (False, True, True, MODERATOR),
        (True, True, False, AUTHOR | MODERATOR),
        (False, False, True, NOBODY),  # who hid it and lost the role decides nothing any more
    ],
)
def test_what_somebody_is(is_author: bool, is_moderator: bool, hid_it: bool, expected: frozenset[Part]) -> None:
    assert parts(is_author=is_author, is_moderator=is_moderator, hid_it=hid_it) == expected


@pytest.mark.parametrize(("days", "expected"), [(0, True), (30, True), (31, False)])
def test_an_appeal_comes_in_time(days: int, expected: bool) -> None:
    decided = datetime(2026, 11, 24, tzinfo=UTC)
    assert can_appeal(decided, decided + timedelta(days=days), days=30) is expected
    assert not can_appeal(None, decided, days=30)
