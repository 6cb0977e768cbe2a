"""Killed at any moment of publishing, the house loses no event and tells none twice to effect."""

import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

REPOSITORY = Path(__file__).resolve().parents[2]
KILLS = 24


@pytest.fixture
def own_database(db: None, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database on the engine under test, which other processes can reach."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        return
    import psycopg

    name = f"killed_{secrets.token_hex(4)}"
    values = connection.get_connection_params()
    reach = {key: values[key] for key in ("host", "port", "user", "password") if values.get(key)}
    with psycopg.connect(dbname="postgres", autocommit=True, **reach) as server:
        server.execute(f'CREATE DATABASE "{name}"')  # type: ignore[call-overload]
        try:
            address = os.environ["KENTONGAN_DATABASE_URL"]
            bare, _, options = address.partition("?")
            yield f"{bare.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[call-overload]


def test_killed_at_random_moments(own_database: str, tmp_path: Path) -> None:
    surroundings = os.environ | {
        "KENTONGAN_DATABASE_URL": own_database,
        "KENTONGAN_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
        "PYTHONPATH": str(REPOSITORY),
    }

    def run(*command: str) -> str:
        result = subprocess.run([sys.executable, *command], cwd=REPOSITORY, env=surroundings, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        return result.stdout

    run("manage.py", "migrate", "--verbosity", "0")
    found = json.loads(run(str(REPOSITORY / "tests/journeys/killed_house.py"), str(KILLS), "2026").splitlines()[-1])
    drafts = sorted(found["drafts"])
    assert (found["moments"], found["endings"]) == (KILLS, [[-signal.SIGKILL, 0]] * KILLS)
    assert (found["published"], found["facts"], found["marks"], found["untold"]) == (KILLS + 2, drafts, drafts, 0)
    assert (found["numbers"], found["edition"]) == (list(range(1, KILLS + 3)), KILLS + 2)
