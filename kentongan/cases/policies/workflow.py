"""A workflow as a table: statuses, and which action leads from which to which, by whom, and what the law clock does meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .numbers import PREFIX

Words = object  # a text, or a lazy one that is put into the reader's language when it is drawn


class Part(StrEnum):
    """What somebody is to a case. A room may add parts of its own: any text will do."""

    APPLICANT = "applicant"  # proved it with number and code
    HANDLER = "handler"  # it lies with her: as the person, as one of the office, or at the desk of the scope
    DESK = "desk"  # works at the desk of the scope that owns it
    OVERSEER = "overseer"  # stands above: the scope's region lies in hers
    CLOCK = "clock"  # nobody: the time came


class Clock(StrEnum):
    """What the law clock does while a case has a status."""

    RUNS = "runs"
    PAUSES = "pauses"  # somebody else was asked and it waits for the answer
    STOPS = "stops"  # all terms end


class Right(StrEnum):
    """What may be done beside moving a case."""

    READ = "read"  # the whole case with its internal notes
    NOTE = "note"  # write an entry
    ATTACH = "attach"
    ASSIGN = "assign"  # give it to a person or office of the scope, or hand it to another scope
    EXTEND = "extend"
    LETTER = "letter"
    IDENTITY = "identity"  # ask who sent it: name and contact, with a reason that is kept


class WrongTable(ValueError):
    """A workflow that does not hold together; raised when the house starts, not when a citizen meets it."""


@dataclass(frozen=True)
class Status:
    """A status: its words for officers and citizens, what the clock does, and what comes next in plain words."""

    key: str
    label: Words
    clock: Clock = Clock.RUNS
    next_step: Words = ""
    is_draft: bool = False  # not sent yet
    is_end: bool = False  # nothing is left to do; it may still be opened again
    takes_words: bool = False  # the applicant may go on writing, although it is an end
    tone: str = ""  # "", "ok" or "bad", for the dot beside it


@dataclass(frozen=True)
class Arrow:
    """From one of ``sources`` by ``action`` to ``target``, for whoever has one of ``parts``."""

    action: str
    sources: tuple[str, ...]
    target: str
    parts: frozenset[str]
    label: Words  # on the button: "Minta dilengkapi"
    said: Words = ""  # on the trail: "Dikembalikan untuk dilengkapi"
    needs_text: bool = False
    is_public: bool = True
    starts: tuple[str, ...] = ()  # names of terms, see settings.CASE_TERMS
    ends: tuple[str, ...] = ()
    page: str = ""  # name of the room's view (given the ticket) where the applicant takes it; "": the status page asks for words


STANDARD_RIGHTS: Mapping[Right, frozenset[str]] = {
    Right.READ: frozenset({Part.HANDLER, Part.DESK, Part.OVERSEER}),
    Right.NOTE: frozenset({Part.HANDLER, Part.DESK, Part.OVERSEER}),
    Right.ATTACH: frozenset({Part.HANDLER, Part.DESK, Part.APPLICANT}),
    Right.ASSIGN: frozenset({Part.DESK, Part.OVERSEER}),
    Right.EXTEND: frozenset({Part.HANDLER, Part.OVERSEER}),
    Right.LETTER: frozenset({Part.HANDLER, Part.DESK}),
    Right.IDENTITY: frozenset({Part.HANDLER}),
}


@dataclass(frozen=True)
class Workflow:
    """All a room says about a kind of case. It is signed up once with ``cases.queries.register_workflow``."""

    kind: str  # "registration.formation": the room and its kind
    prefix: str  # of the numbers: "KIM"; kinds may share one, then they share the count
    label: Words
    statuses: tuple[Status, ...]
    arrows: tuple[Arrow, ...]
    first: str  # the status it opens with
    starts: tuple[str, ...] = ()  # terms that start when it is opened
    desk_roles: frozenset[str] = frozenset()  # who works at the desk of the scope that owns it
    oversight_roles: frozenset[str] = frozenset()  # who sees all of it in and below a region
    rights: Mapping[Right, frozenset[str]] = field(default_factory=lambda: STANDARD_RIGHTS)
    ladder: str = ""  # name of a ladder in settings.CASE_LADDERS; "" where nobody above is told
    expires: Mapping[str, str] = field(default_factory=dict)  # a term → the action the clock takes when it is over
    parts_of: Callable[[Any, Any], frozenset[str]] | None = None  # (actor, case) → parts; None: rules.usual_parts_of
    status_template: str = ""  # what the room adds to the status page: a template, given case and ticket

    def __post_init__(self) -> None:
        problem = self._problem()
        if problem:
            raise WrongTable(f"{self.kind}: {problem}")

    def _problem(self) -> str:
        keys = [status.key for status in self.statuses]
        table = [(source, arrow.action) for arrow in self.arrows for source in arrow.sources]
        if not PREFIX.match(self.prefix):
            return f"prefix {self.prefix!r}"
        if len(set(keys)) != len(keys) or self.first not in keys:
            return "statuses are named once, and the first is one of them"
        if len(set(table)) != len(table):
            return "an action leads from a status to one place only"
        if unknown := {key for arrow in self.arrows for key in (*arrow.sources, arrow.target)} - set(keys):
            return f"arrows to nowhere: {sorted(unknown)}"
        if lost := set(keys) - self._reachable():
            return f"never reached: {sorted(lost)}"
        if stuck := {status.key for status in self.statuses if not status.is_end} - {source for source, _ in table}:
            return f"no way out: {sorted(stuck)}"
        by_clock = {arrow.action for arrow in self.arrows if Part.CLOCK in arrow.parts}
        if set(self.expires.values()) - by_clock:
            return "the clock takes only arrows that are open to it"
        return ""

    def _reachable(self) -> set[str]:
        found, waiting = {self.first}, [self.first]
        while waiting:
            here = waiting.pop()
            ahead = {arrow.target for arrow in self.arrows if here in arrow.sources} - found
            found |= ahead
            waiting += ahead
        return found

    def status(self, key: str) -> Status:
        """The status of this key."""
        return next(status for status in self.statuses if status.key == key)

    def arrow(self, source: str, action: str) -> Arrow | None:
        """Where the action leads from the status, or None where it does not."""
        return next((arrow for arrow in self.arrows if arrow.action == action and source in arrow.sources), None)

    def arrows_from(self, source: str, parts: frozenset[str]) -> list[Arrow]:
        """What somebody with these parts may do next, in the order of the table."""
        return [arrow for arrow in self.arrows if source in arrow.sources and arrow.parts & parts]

    @property
    def terms(self) -> set[str]:
        """The names of all terms it starts or ends."""
        return {*self.starts, *self.expires, *(name for arrow in self.arrows for name in (*arrow.starts, *arrow.ends))}
