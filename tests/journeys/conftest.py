"""A database of its own, for processes that are killed."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection


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
