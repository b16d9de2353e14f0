"""Databases to test with: SQLite in a file, and a real PostgreSQL."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from chatbot.store.database import Database


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a PostgreSQL server, once for all tests; return its URL.

    Run as root the package makes a system user "pgserver" for it, since PostgreSQL refuses root.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without XDG_RUNTIME_DIR it takes a directory in /tmp
        from pgserver.postgres_server import get_server  # noqa: PLC0415
    # Not below pytest's own directory, which only its owner may enter.
    with get_server(tempfile.mkdtemp(prefix="pg-"), cleanup_mode="delete") as server:
        yield str(server.get_uri())


@pytest.fixture
def emptied(postgresql: str) -> str:
    """Return the URL of the PostgreSQL database, without a table."""
    engine = sa.create_engine(postgresql.replace("postgresql:", "postgresql+psycopg:"), poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    return postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of an empty database, of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'chatbot.sqlite'}"
    return str(request.getfixturevalue("emptied"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Return an empty database, of either kind."""
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """Return an empty SQLite database."""
    database = Database(f"sqlite:///{tmp_path / 'data' / 'chatbot.sqlite'}")
    yield database
    database.close()
