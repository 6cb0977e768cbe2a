"""The six activities of a KIM (ADINDA): what proves each, and which of its four functions it serves. Plain tables (DOMAIN.md §1)."""

# What proves a deed of a kind, beside its day, title, hamlets, attendance and pictures. The names are the keys of an entry's ``evidence``.
EVIDENCE: dict[str, tuple[str, ...]] = {
    "akses": ("origin", "topic"),
    "diskusi": ("minutes", "conclusion"),
    "implementasi": ("applied_by", "result"),
    "networking": ("partner", "cooperation"),
    "diseminasi": ("channels", "link"),
    "aspirasi": ("case", "addressee", "answer"),
}

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
