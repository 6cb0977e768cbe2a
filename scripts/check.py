"""All checks of `make check`, one after the other; every one runs even where an earlier one found something.

python scripts/check.py            all
python scripts/check.py types js   only those
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MOST_LINES = 60
TEMPLATES = sorted(str(path) for path in ROOT.glob("kentongan/*/templates"))

CHECKS: dict[str, list[list[str]]] = {
    "format": [[str(BIN / "ruff"), "format", "--check", "--output-format", "concise", "."]],
    "lint": [[str(BIN / "ruff"), "check", "--output-format", "concise", "."]],
    "types": [[str(BIN / "mypy")]],
    "arrows": [[str(BIN / "lint-imports"), "--no-logo"], [sys.executable, "-m", "pytest", "-q", "-n0", "tests/architecture"]],
    "migrations": [[sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]],
    "django": [[sys.executable, "manage.py", "check", "--fail-level", "WARNING"]],
    "templates": [[str(BIN / "djlint"), "--lint", "--quiet", *TEMPLATES]],
    "js": [["node_modules/.bin/tsc", "--noEmit"]],
    "translations": [["sh", "scripts/system_packages.sh", "translations"], [sys.executable, "scripts/translations.py", "check"]],
}


def run(name: str) -> bool:
    """Run one check; print its output only where it failed."""
    began = time.monotonic()
    for command in CHECKS[name]:
        # Locked programs (node among them) come before the machine's own.
        path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            lines = done.stdout.rstrip().splitlines()
            more = [f"… and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []
            print("\n".join([f"✗ {name}", *lines[:MOST_LINES], *more]), flush=True)
            return False
    print(f"✓ {name:<13} {time.monotonic() - began:5.1f} s", flush=True)
    return True


def main() -> int:
    """Run the checks named on the command line, or all."""
    failed = [name for name in sys.argv[1:] or CHECKS if not run(name)]
    print(f"\n{'Not in order: ' + ', '.join(failed) if failed else 'All in order.'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
