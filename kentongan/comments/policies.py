"""What may become of a remark: one table of states, deeds and parts. Plain values in, plain values out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a remark stands."""

    HELD = "held"  # waits until a moderator has read it
    SHOWN = "shown"
    HIDDEN = "hidden"  # with a reason; its author may appeal
    APPEALED = "appealed"  # hidden, and waits for somebody else than the one who hid it
    RESTORED = "restored"  # shown again by that decision, which is final
    REJECTED = "rejected"  # stays hidden by that decision, which is final
    WITHDRAWN = "withdrawn"  # its author took it back; nothing of it is kept


READABLE = frozenset({State.SHOWN, State.RESTORED})
OUT_OF_SIGHT = frozenset({State.HIDDEN, State.APPEALED, State.REJECTED})


class Part(StrEnum):
    """What somebody is to a remark."""

    AUTHOR = "author"
    MODERATOR = "moderator"
    SECOND = "second"  # a moderator who neither wrote nor hid it


class Deed(StrEnum):
    """What may be done with a remark."""

    SHOW = "show"
    HIDE = "hide"
    KEEP = "keep"  # readers flagged it, a moderator looked and leaves it
    APPEAL = "appeal"
    GRANT = "grant"
    REJECT = "reject"
    TAKE_BACK = "take_back"


@dataclass(frozen=True)
class Arrow:
    """From one of the sources by the deed of this part to the target. ``needs_reason``: one of the vocabulary; ``needs_text``: in words."""

    deed: Deed
    sources: frozenset[State]
    target: State
    part: Part
    needs_reason: bool = False
    needs_text: bool = False


ARROWS = (
    Arrow(Deed.SHOW, frozenset({State.HELD, State.HIDDEN}), State.SHOWN, Part.MODERATOR),
    Arrow(Deed.KEEP, frozenset({State.SHOWN}), State.SHOWN, Part.MODERATOR),
    Arrow(Deed.KEEP, frozenset({State.RESTORED}), State.RESTORED, Part.MODERATOR),
    Arrow(Deed.HIDE, frozenset({State.HELD, State.SHOWN}), State.HIDDEN, Part.MODERATOR, needs_reason=True),
    Arrow(Deed.APPEAL, frozenset({State.HIDDEN}), State.APPEALED, Part.AUTHOR, needs_text=True),
    Arrow(Deed.GRANT, frozenset({State.APPEALED}), State.RESTORED, Part.SECOND, needs_text=True),
    Arrow(Deed.REJECT, frozenset({State.APPEALED}), State.REJECTED, Part.SECOND, needs_text=True),
    Arrow(Deed.TAKE_BACK, frozenset(State) - {State.WITHDRAWN}, State.WITHDRAWN, Part.AUTHOR),
)


def parts(*, is_author: bool, is_moderator: bool, hid_it: bool) -> frozenset[Part]:
    """What somebody is to a remark. Nobody decides the appeal against himself, neither as author nor as the one who hid it."""
    found = set()
    if is_author:
        found.add(Part.AUTHOR)
    if is_moderator:
        found.add(Part.MODERATOR)
        if not is_author and not hid_it:
            found.add(Part.SECOND)
    return frozenset(found)


def arrow_for(state: str, deed: str, held: frozenset[Part]) -> Arrow | None:
    """The arrow that the deed means for somebody with these parts; None where it is not open to him now."""
    for arrow in ARROWS:
        if arrow.deed == deed and state in arrow.sources and arrow.part in held:
            return arrow
    return None


def arrows_from(state: str, held: frozenset[Part], *, is_flagged: bool = False) -> list[Arrow]:
    """What is open to somebody with these parts: the buttons. Leaving a remark as it is, is a deed only where readers flagged it."""
    found = [arrow for arrow in ARROWS if state in arrow.sources and arrow.part in held]
    return [arrow for arrow in found if arrow.deed != Deed.KEEP or is_flagged]


def can_appeal(decided_at: datetime | None, now: datetime, *, days: int) -> bool:
    """Whether an appeal still comes in time: up to so many days after the decision."""
    return decided_at is not None and now <= decided_at + timedelta(days=days)
