"""The words of the interface in their languages:  python scripts/translations.py collect|compile|check [FILE.po …]

collect   put new words of code and templates into the .po files (needs GNU gettext)
compile   make the .mo files that Django reads; they are not kept in git
check     fail where a word has no translation, or stands in the code but not yet in the .po files
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kentongan"


def catalogues(folder: Path = PACKAGE) -> list[Path]:
    """All .po files of the house."""
    return sorted(folder.rglob("locale/*/LC_MESSAGES/*.po"))


def collect(package: Path = PACKAGE) -> None:
    """Run Django's makemessages over the package for every language that has a catalogue.

    It runs without the settings: they name the real catalogues, and the check below works on a copy.
    """
    (package / "locale").mkdir(exist_ok=True)
    languages = sorted({file.parts[-3] for file in catalogues(package)} or {"en"})
    chosen = [part for language in languages for part in ("--locale", language)]
    options = ["--add-location", "file", "--ignore", "*/tests/*", "--no-wrap", "--no-obsolete", "--verbosity", "0"]
    plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, "-m", "django", "makemessages", *chosen, *options], cwd=package, env=plain, check=True)


def compile_(files: list[Path]) -> None:
    """Write the .mo beside each .po."""
    for file in files:
        polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))


def words(file: Path) -> set[tuple[str | None, str]]:
    """The words a catalogue knows: (context, word)."""
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(file)) if not entry.obsolete}


def check() -> list[str]:
    """Return what is missing, one sentence each."""
    troubles = []
    for file in catalogues():
        catalogue = polib.pofile(str(file))
        name = file.relative_to(ROOT)
        troubles += [f"{name}: no translation of {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
        troubles += [f"{name}: to be looked at again (fuzzy): {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kentongan"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "data", "*.mo"))
        before = {file.relative_to(copy): words(file) for file in catalogues(copy)}
        collect(copy)
        for file in catalogues(copy):
            name = file.relative_to(copy)
            troubles += [
                f"kentongan/{name}: not collected yet: {word!r}" for _, word in sorted(words(file) - before.get(name, set()), key=str)
            ]
    return troubles


def main() -> int:
    """Do what the command line says."""
    deed, files = (sys.argv[1:2] or [""])[0], [Path(name) for name in sys.argv[2:]]
    if deed == "collect":
        collect()
    elif deed == "compile":
        compile_(files or catalogues())
    elif deed == "check":
        troubles = check()
        sys.stdout.writelines(f"{trouble}\n" for trouble in troubles)
        return 1 if troubles else 0
    else:
        sys.exit(__doc__)
    return 0


if __name__ == "__main__":
    sys.exit(main())
