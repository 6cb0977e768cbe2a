"""Facts about activity reports."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportWritten(Event):
    """Somebody wrote the own words of a report, or chose its pictures."""

    report_id: int


@dataclass(frozen=True, kw_only=True)
class ReportFrozen(Event):
    """A report was frozen and got its number."""

    report_id: int
    number: str


@dataclass(frozen=True, kw_only=True)
class ReportWithdrawn(Event):
    """A frozen report was withdrawn; it keeps its number, and a draft of its next revision is open."""

    report_id: int
    number: str
