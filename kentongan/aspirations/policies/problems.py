"""What may become of a shared problem: one table of states, deeds and parts. Plain values in, plain values out."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a shared problem stands."""

    OPEN = "open"
    PLANNED = "planned"
    WORKING = "working"
    SOLVED = "solved"
    CLOSED = "closed"  # given up, with a reason everybody reads
    WITHDRAWN = "withdrawn"  # nobody but its keepers reads it; it can come back to where it stood


UNDER_WAY = frozenset({State.OPEN, State.PLANNED, State.WORKING})


class Part(StrEnum):
    """What somebody is to a shared problem."""

    KEEPER = "keeper"  # redaktur and ketua of the KIM it belongs to, officers of the place, the coordinator above
    MEMBER = "member"  # who writes for that KIM: tells how it goes


class Deed(StrEnum):
    """What may be done with a shared problem."""

    MEND = "mend"  # its words: what is wrong can be set right whenever it is found
    PLAN = "plan"  # add, change or take away a step or a day of working together
    PROGRESS = "progress"  # tick a step, tell how it goes
    SOLVE = "solve"
    CLOSE = "close"
    REOPEN = "reopen"
    TELL = "tell"  # begin the article "Kabar Balik"
    RETRACT = "retract"  # take back what was told of how it goes: one's own words, a keeper anybody's
    WITHDRAW = "withdraw"  # from the public, with a reason
    BRING_BACK = "bring_back"


@dataclass(frozen=True)
class Arrow:
    """From one of the sources to the target, by any of the parts. No target: it stays where it is."""

    deed: Deed
    sources: frozenset[State]
    target: State | None
    parts: frozenset[Part]


_KEEPER = frozenset({Part.KEEPER})
_ALL = frozenset({Part.KEEPER, Part.MEMBER})
_ANY = frozenset(State)
ARROWS = (
    Arrow(Deed.MEND, _ANY, None, _KEEPER),
    Arrow(Deed.PLAN, frozenset({State.OPEN}), State.PLANNED, _KEEPER),
    Arrow(Deed.PLAN, frozenset({State.PLANNED, State.WORKING}), None, _KEEPER),
    Arrow(Deed.PROGRESS, UNDER_WAY, State.WORKING, _ALL),
    Arrow(Deed.SOLVE, UNDER_WAY, State.SOLVED, _KEEPER),
    Arrow(Deed.CLOSE, UNDER_WAY, State.CLOSED, _KEEPER),
    Arrow(Deed.REOPEN, frozenset({State.SOLVED, State.CLOSED}), State.WORKING, _KEEPER),
    Arrow(Deed.TELL, frozenset({State.SOLVED}), None, _ALL),
    Arrow(Deed.RETRACT, _ANY, None, _ALL),
    Arrow(Deed.WITHDRAW, _ANY - {State.WITHDRAWN}, State.WITHDRAWN, _KEEPER),
    Arrow(Deed.BRING_BACK, frozenset({State.WITHDRAWN}), None, _KEEPER),  # to where it stood, which the problem knows
)


def arrow_for(state: str, deed: str, held: frozenset[Part]) -> Arrow | None:
    """The arrow that the deed means for somebody with these parts; None where it is not open to him now."""
    for arrow in ARROWS:
        if arrow.deed == deed and state in arrow.sources and arrow.parts & held:
            return arrow
    return None


def next_deed(state: str, held: frozenset[Part], *, has_steps: bool, all_done: bool, is_told: bool) -> Deed | None:
    """The natural next step, the one button at the thumb: plan, then tell how it goes, then the result, then Kabar Balik."""
    wanted: list[Deed]
    if state in UNDER_WAY:
        wanted = [Deed.PLAN] if not has_steps else [Deed.SOLVE, Deed.PROGRESS] if all_done else [Deed.PROGRESS]
        wanted.append(Deed.PROGRESS)
    else:
        wanted = [] if is_told else [Deed.TELL]
    return next((deed for deed in wanted if arrow_for(state, deed, held)), None)


# --- Kabar Balik: the story of a problem, as a draft that somebody goes on writing ------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of a solved problem; days and hours in words."""

    title: str
    text: str
    keeper: str
    started: str
    ended: str
    supporters: int
    report_number: str = ""
    steps: tuple[str, ...] = ()
    work_days: tuple[tuple[str, str, int], ...] = ()  # (day, place, how many said they come)
    updates: tuple[tuple[str, str], ...] = ()  # (day, words)
    result: str = ""
    thanks: str = ""


@dataclass(frozen=True)
class Draft:
    """Title, summary and text of an article, in Markdown."""

    title: str
    summary: str
    text: str


def first_sentence(text: str) -> str:
    """The first sentence of the text, as one line."""
    line = " ".join(text.split())
    for end in (". ", "! ", "? "):
        if end in line:
            return line.split(end, 1)[0] + end.strip()
    return line


def _asked(told: Told) -> str:
    asked = f"Hal ini mulai dibicarakan pada {told.started}"
    if told.report_number:
        asked += f" dari laporan warga nomor {told.report_number}"
    if told.supporters:
        asked += f", dan {told.supporters} warga menyatakan mengalami hal yang sama"
    return asked + "."


def story(told: Told) -> Draft:
    """The article: the result first, what was the matter, who asked, what was done, and thanks. Plain Indonesian, to be rewritten."""
    parts = [told.result.strip(), "## Apa masalahnya", told.text.strip(), _asked(told)]
    if told.steps:
        parts += ["## Apa yang dikerjakan", "\n".join(f"- {step}" for step in told.steps)]
    for day, place, joiners in told.work_days:
        came = f", {joiners} orang menyatakan ikut" if joiners else ""
        parts.append(f"Gotong royong {day} di {place}{came}.")
    if told.updates:
        parts.append("\n".join(f"- **{day}**: {' '.join(words.split())}" for day, words in told.updates))
    parts.append(f"{told.keeper} mencatat pekerjaan ini selesai pada {told.ended}.")
    if told.thanks.strip():
        parts += ["## Terima kasih", told.thanks.strip()]
    return Draft(f"Kabar balik: {told.title}", first_sentence(told.result), "\n\n".join(parts))
