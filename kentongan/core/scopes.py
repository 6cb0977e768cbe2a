"""Scopes: who a thing belongs to and who it concerns, as one short string.

A scope is a group (``"group:12"``) or a region (``"region:61.07"``); the nation is ``"region:00"``. The same string is the key of an
edition, of a tenant's rows and of a role, so that one question answers all three: which scopes does this page, row or person hang on?
"""

NATION = "region:00"


def group_scope(group_id: int) -> str:
    """The scope of a group: ``group_scope(12) == "group:12"``."""
    return f"group:{group_id}"


def region_scope(code: str) -> str:
    """The scope of a region: ``region_scope("61.07") == "region:61.07"``."""
    return f"region:{code}"


def ancestor_codes(code: str) -> tuple[str, ...]:
    """The region itself and all above it, nearest first: ``"61.07.04"`` gives ``("61.07.04", "61.07", "61")``."""
    parts = code.split(".")
    return tuple(".".join(parts[:length]) for length in range(len(parts), 0, -1))


def region_chain(code: str) -> tuple[str, ...]:
    """The scopes a page of this region depends on, nearest first and the nation last."""
    return (*(region_scope(ancestor) for ancestor in ancestor_codes(code)), NATION)


def is_within(code: str, ancestor: str) -> bool:
    """Whether the region ``code`` is ``ancestor`` or lies below it; ``"00"``, the nation, holds all."""
    return ancestor == "00" or code == ancestor or code.startswith(ancestor + ".")


def region_code_of(scope: str) -> str | None:
    """The region code of a region's scope, ``None`` for a group's."""
    kind, _, value = scope.partition(":")
    return value if kind == "region" else None


def group_id_of(scope: str) -> int | None:
    """The group's id of a group's scope, ``None`` for a region's."""
    kind, _, value = scope.partition(":")
    return int(value) if kind == "group" else None
