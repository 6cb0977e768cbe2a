"""Facts about reports. What happens to their cases is told by kentongan.cases.events."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReportSent(Event):
    """A resident sent something, or an officer wrote it down for one. Its scopes are the region in charge and the village it is about."""

    case_id: int
    kind: str
    category: str
    region_code: str
    is_assisted: bool


@dataclass(frozen=True, kw_only=True)
class ReportShown(Event):
    """Everybody can read a report, or reads other words of it now."""

    case_id: int
    region_code: str
