"""The private PostgreSQL of the tests comes and goes with the command."""

import signal
import sys
from pathlib import Path

import pytest

TELL = """
import os, sys, dj_database_url, psycopg
where = dj_database_url.parse(os.environ["KENTONGAN_DATABASE_URL"])
with psycopg.connect(host=where["HOST"], user=where["USER"], dbname=where["NAME"]) as database:
    print("directory", where["HOST"], flush=True)
    print("encoding", database.execute("show server_encoding").fetchone()[0], flush=True)
    print("answer", database.execute("select 6 * 7").fetchone()[0], flush=True)
"""
SCRIPT = [sys.executable, "scripts/with_postgres.py"]


def directory_of(output: str) -> Path:
    return Path(next(line for line in output.splitlines() if line.startswith("directory ")).removeprefix("directory "))


def test_the_command_finds_a_database_and_nothing_is_left(start):
    running = start(*SCRIPT, sys.executable, "-c", TELL + "sys.exit(3)")
    assert running.wait_for_end() == 3
    assert running.output.splitlines()[1:] == ["encoding UTF8", "answer 42"]
    assert not directory_of(running.output).exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 128 + signal.SIGTERM), (signal.SIGKILL, -signal.SIGKILL)])
def test_nothing_is_left_when_it_is_ended(start, number, code):
    asks_for_long = TELL + "    print('asks', flush=True)\n    database.execute('select pg_sleep(600)')"
    running = start(*SCRIPT, sys.executable, "-c", asks_for_long)
    running.wait_for("asks")
    directory = directory_of(running.output)
    assert directory.exists()
    running.send(number)
    # The end of the output means that the command, the server and the guard are all gone.
    assert running.wait_for_end() == code
    assert not directory.exists()
