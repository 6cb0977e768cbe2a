"""Files made of what is published (posters, pictures, sound): made when first asked for, kept below MADE_ROOT."""

import fcntl
from collections.abc import Callable
from pathlib import Path

from django.conf import settings


def place_of(*names: str) -> Path:
    """Where such a file lies, made or not: below MADE_ROOT, which may be deleted at any time."""
    return Path(settings.MADE_ROOT).joinpath(*names)


def made_once(file: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds, made where it is not there. Of many who ask at once one makes it and the others wait; those of the same
    folder and ending that were made before go.
    """
    if (kept := _read(file)) is not None:
        return kept
    file.parent.mkdir(parents=True, exist_ok=True)
    with (file.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (kept := _read(file)) is not None:
            return kept
        made, new = make(), file.with_suffix(".new")
        new.write_bytes(made)
        for former in file.parent.glob(f"*{file.suffix}"):
            former.unlink(missing_ok=True)
        new.replace(file)  # whole, or not at all
    return made


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
