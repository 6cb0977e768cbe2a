"""The floors of the house, top to bottom, as .importlinter has them, and the source files standing on them."""

from configparser import ConfigParser
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "kentongan"


def floors() -> list[set[str]]:
    """The apps of each floor, top first, read from the import contract so that there is one list only."""
    contract = ConfigParser()
    contract.read(REPOSITORY / ".importlinter")
    lines = contract["importlinter:contract:floors"]["layers"].split("\n")
    return [{name.strip(" ()") for name in line.split("|")} for line in lines if line.strip()]


def height_of(app: str) -> int:
    """How high the app stands: 0 is core."""
    for height, apps in enumerate(reversed(floors())):
        if app in apps:
            return height
    raise LookupError(f"{app} stands on no floor")


def apps() -> list[str]:
    """The apps that exist."""
    return sorted(folder.name for folder in PACKAGE.iterdir() if (folder / "apps.py").exists())


def sources(*, with_tests: bool = False) -> list[Path]:
    """Our Python files."""
    return sorted(path for path in PACKAGE.rglob("*.py") if with_tests or ("tests" not in path.parts and "migrations" not in path.parts))


def app_of(path: Path) -> str:
    """The app a file belongs to."""
    return path.relative_to(PACKAGE).parts[0]
