"""Databases to test with: SQLite in a file, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.store.database import Database


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
