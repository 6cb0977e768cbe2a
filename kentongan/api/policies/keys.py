"""Keys: how they are made, read and remembered."""

import hashlib
import re
import secrets
from uuid import NAMESPACE_URL, UUID, uuid5

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is taken for something else when read from a screen
_KEY = re.compile(r"ktg_([a-z2-9]{8})_[A-Za-z0-9_-]{32}\Z")


def new_key() -> tuple[str, str]:
    """(the key, the part of it that may be seen). The rest is 192 bits of chance, so a plain digest of it gives nothing away."""
    prefix = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"ktg_{prefix}_{secrets.token_urlsafe(24)}", prefix


def prefix_of(key: str) -> str | None:
    """The part that may be seen, or None where this is no key of ours."""
    found = _KEY.match(key)
    return found[1] if found else None


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def client_id_for(digest: str, mark: str) -> UUID:
    """The id of a submission that a program calls ``mark``: no other program's mark and no resident's device gives the same.

    With the id one has the receipt again, so it follows from the whole key (its ``digest``): the prefix may be seen, and marks are guessed.
    """
    return uuid5(NAMESPACE_URL, f"kentongan:api:{digest}:{mark}")
