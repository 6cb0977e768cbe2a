"""The import contracts hold, and notice when they are broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .floors import PACKAGE, REPOSITORY


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run lint-imports on the package in ``folder``."""
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())", "--no-cache"]
    surroundings = os.environ | {"PYTHONPATH": str(folder), "KENTONGAN_HOME": str(folder / "home")}
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)


def test_the_contracts_are_kept() -> None:
    result = lint(REPOSITORY)
    assert (result.returncode, "0 broken" in result.stdout) == (0, True), result.stdout


PLANTED = {
    "a mechanism that knows a room": ("publishing/actions/__init__.py", "import kentongan.newsroom.models", "Floors"),
    "the ground that knows a mechanism": ("groups/queries/__init__.py", "import kentongan.publishing.models", "Floors"),
    "core that knows persons": ("core/actions.py", "import kentongan.accounts.models", "Floors"),
    "a rule that asks a deed": ("publishing/rules/__init__.py", "import kentongan.publishing.actions", "Inside an app"),
    "a model that knows its view": ("newsroom/models/__init__.py", "import kentongan.newsroom.views", "Inside an app"),
    "arithmetic with a database": ("core/policies/days.py", "import django.db", "Policies are plain"),
    "an app on no floor": ("gudang/__init__.py", '"""Nobody placed it."""', "Floors"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package in which a test may do harm."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(PACKAGE, folder / "kentongan", ignore=shutil.ignore_patterns("__pycache__", "data", "static", "templates", "locale"))
    shutil.copy(REPOSITORY / ".importlinter", folder)
    return folder


@pytest.mark.parametrize(("file", "line", "contract"), PLANTED.values(), ids=PLANTED)
def test_a_planted_violation_is_noticed(file: str, line: str, contract: str, copy: Path) -> None:
    target = copy / "kentongan" / file
    before = target.read_text() if target.exists() else None
    target.parent.mkdir(exist_ok=True)
    target.write_text((before or "") + f"\n{line}\n")
    try:
        result = lint(copy)
    finally:
        if before is None:
            shutil.rmtree(target.parent)
        else:
            target.write_text(before)
    assert result.returncode == 1
    broken = [line for line in result.stdout.splitlines() if " BROKEN" in line]
    assert broken == [] or any(contract in line for line in broken), result.stdout
    assert broken or "gudang" in result.stdout, result.stdout
