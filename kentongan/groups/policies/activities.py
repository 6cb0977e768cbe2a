"""The six activities of a KIM (ADINDA): what proves each, and which of its four functions it serves. Plain tables (DOMAIN.md §1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# What proves a deed of a kind, beside its day, title, hamlets, attendance and pictures. The names are the keys of an entry's ``evidence``.
EVIDENCE: dict[str, tuple[str, ...]] = {
    "akses": ("origin", "topic"),
    "diskusi": ("minutes", "conclusion"),
    "implementasi": ("applied_by", "result"),
    "networking": ("partner", "cooperation"),
    "diseminasi": ("channels", "link"),
    "aspirasi": ("case", "addressee", "answer"),
}

PICTURED = frozenset({"diskusi", "implementasi", "networking"})  # what is hard to believe without a photo
TITLE_MOST = 200

# Sources that tell of a group and are no sign of its life: who enters them is often the coordinator.
NO_SIGN_OF_LIFE = frozenset({"groups.Forum", "groups.ForumMember"})

# The function a kind serves where nobody says otherwise (Permenkominfo 8/2010: wahana informasi, mitra dialog, literasi, nilai ekonomi).
FUNCTION_OF: dict[str, str] = {
    "akses": "informasi",
    "diskusi": "mitra",
    "implementasi": "literasi",  # what was learnt is put to use
    "networking": "informasi",  # the horizontal road: between groups and with partners
    "diseminasi": "informasi",
    "aspirasi": "mitra",
}


@dataclass(frozen=True, kw_only=True)
class ActivityFacts:
    """What a person writes of a deed that happened offline."""

    kind: str
    day: date
    title: str
    text: str = ""
    function: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    hamlets: tuple[str, ...] = ()
    women: int | None = None
    men: int | None = None
    reach: int | None = None

    def values(self) -> dict[str, object]:
        """As an entry keeps them: single spaces in the title, only the evidence of its kind and only what was given."""
        given = {name: self.evidence.get(name, "").strip() for name in EVIDENCE[self.kind]}
        return {
            "kind": self.kind,
            "function": self.function or FUNCTION_OF[self.kind],
            "day": self.day,
            "title": " ".join(self.title.split())[:TITLE_MOST],
            "text": self.text.strip(),
            "evidence": {name: words for name, words in given.items() if words},
            "hamlets": list(dict.fromkeys(name.strip() for name in self.hamlets if name.strip())),
            "women": self.women,
            "men": self.men,
            "reach": self.reach,
        }


def missing_evidence(kind: str, evidence: Mapping[str, object], *, has_pictures: bool, is_counted: bool) -> tuple[str, ...]:
    """What would still prove the deed better: keys of ``EVIDENCE``, "pictures", and for a discussion "attendance"."""
    missing = [name for name in EVIDENCE[kind] if not evidence.get(name)]
    if not is_counted and kind == "diskusi":
        missing.append("attendance")
    if not has_pictures and kind in PICTURED:
        missing.append("pictures")
    return tuple(missing)
