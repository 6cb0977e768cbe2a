"""What must be there before the house can be served: tables, regions, static files, the demonstration where it is wanted, the index.

Each step looks first whether it is needed, so that the second start takes seconds; each may be broken off and done again.
"""

import fcntl
import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from kentongan.regions import actions as regions
from kentongan.regions.models import Region
from kentongan.search import actions as search

Say = Callable[[str], None]


def _marks_file() -> Path:
    return settings.HOME / "prepared.json"


def _marks() -> dict[str, str]:
    try:
        return dict(json.loads(_marks_file().read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _mark(name: str, value: str) -> None:
    new = _marks_file().with_suffix(".new")
    new.write_text(json.dumps({**_marks(), name: value}, indent=1), encoding="utf-8")
    new.replace(_marks_file())


def _digest(files: Iterator[tuple[str, Path]]) -> str:
    total = hashlib.sha256()
    for name, path in sorted(files):
        total.update(name.encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _database_name() -> str:
    """Tell databases apart, so that a mark made for one is not believed of another."""
    where = connection.settings_dict
    return hashlib.sha256(f"{connection.vendor} {where['HOST']} {where['PORT']} {where['NAME']}".encode()).hexdigest()[:12]


@contextmanager
def alone(say: Say) -> Iterator[None]:
    """Let only one process at a time prepare a data directory; a second one waits and then finds all done."""
    with (settings.HOME / "prepare.lock").open("w") as lock:
        try:
            # lockf, not flock: the lock must end with this process, also where a child of it lives on for a moment.
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(_("Menunggu persiapan lain di folder data ini selesai …"))
            fcntl.lockf(lock, fcntl.LOCK_EX)
        yield


def prepare_tables(say: Say) -> None:
    """Bring the database to the newest migrations."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    say(_("Menyiapkan basis data …"))
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def prepare_regions(say: Say) -> None:
    """Load the regions of Indonesia, unless this very list is loaded already."""
    digest = _digest((path.name, path) for path in regions.DATA.iterdir())
    name = f"regions {_database_name()}"
    if _marks().get(name) == digest and Region.objects.count() >= sum(regions.EXPECTED.values()):
        return
    say(_("Memuat wilayah Indonesia (sekali saja) …"))
    call_command("regions_import")
    _mark(name, digest)


def prepare_static(say: Say) -> None:
    """Gather, name by content and compress the static files, where one of them changed."""
    if settings.DEBUG:
        return  # in development they are served from where they are written

    def sources() -> Iterator[tuple[str, Path]]:
        for finder in get_finders():
            for path, storage in finder.list([]):
                yield path, Path(storage.path(path))

    digest = _digest(sources()) + settings.STORAGES["staticfiles"]["BACKEND"]
    if _marks().get("static") == digest and (settings.STATIC_ROOT / "staticfiles.json").exists():
        return
    say(_("Merapikan berkas tampilan …"))
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _mark("static", digest)


def prepare_demo(say: Say) -> None:
    """Build the demonstration regency once; an unfinished one is taken up again."""
    name = f"demo {_database_name()}"
    if _marks().get(name) and _people_exist():
        return
    say(_("Membangun kabupaten contoh (sekali saja) …"))
    call_command("build_demo")
    _mark(name, "done")


def prepare_search(say: Say) -> None:
    """Build the search index, unless there is one of this schema and database that the log of changes reaches back to."""
    if search.is_usable():
        return
    say(_("Menyusun indeks pencarian …"))
    call_command("search_rebuild")


def _people_exist() -> bool:
    from django.contrib.auth import get_user_model

    people: Any = get_user_model()
    return bool(people.objects.exists())


def prepare(say: Say, *, demo: bool) -> float:
    """Do all that is needed, each step only where it is. Returns the seconds it took."""
    began = time.monotonic()
    with alone(say):
        prepare_tables(say)
        prepare_regions(say)
        prepare_static(say)
        if demo:
            prepare_demo(say)
        prepare_search(say)
    connection.close()
    return time.monotonic() - began
