"""Facts about the birth of a KIM and about lists of KIM. What happens to a case on its way is told by ``cases``."""

from dataclasses import dataclass

from kentongan.core.events import Event


@dataclass(frozen=True, kw_only=True)
class FormationApproved(Event):
    """A formation was approved: the group, its decree, board, first roles and site exist from now on."""

    case_id: int
    group_id: int
    site_id: int


@dataclass(frozen=True, kw_only=True)
class ListImported(Event):
    """A list of KIM from elsewhere was written into the register."""

    import_id: int
    new_count: int
    changed_count: int


@dataclass(frozen=True, kw_only=True)
class ListImportUndone(Event):
    """An import was taken back; ``kept_count`` rows stay, because somebody built on them."""

    import_id: int
    undone_count: int
    kept_count: int
