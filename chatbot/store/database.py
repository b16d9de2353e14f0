"""The database: SQLite in a file of its own, or PostgreSQL by URL; opened, brought up to date, told apart."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from chatbot.errors import StoreError
from chatbot.store.errors import RefusedError
from chatbot.store.versions import is_current, upgrade
from index.storage import exclusive_lock

logger = logging.getLogger(__name__)

_BUSY_SECONDS = 5
"""So long another process may hold the database; whoever waits longer tries again later."""
_CONNECT_SECONDS = 5
_UPGRADE_LOCK = 6_021_023
"""Of PostgreSQL's advisory locks, the one that a process holds while it changes the tables."""


class Database:
    """A database that may be locked, full or gone: each piece of work opens it, and tells by a StoreError if it can't.

    Attributes:
        file: of an SQLite database; None for PostgreSQL.
        name: for people; without password.
    """

    def __init__(self, url: str) -> None:
        """Take the address; nothing is opened yet.

        Args:
            url: "sqlite:///path" or "postgresql://...".
        """
        address = sa.make_url(url)
        if address.drivername in ("postgres", "postgresql"):
            address = address.set(drivername="postgresql+psycopg")
        self.file = Path(address.database or "") if address.get_backend_name() == "sqlite" else None
        self.name = str(self.file) if self.file else address.render_as_string(hide_password=True)
        self._engine = _sqlite_engine(address) if self.file else _postgresql_engine(address)
        self._prepared: object = None
        self._was_there = False
        self._preparing = threading.Lock()

    def close(self) -> None:
        """Let go of open connections; the database may be used again."""
        self._engine.dispose()

    @property
    def exists(self) -> bool:
        """Tell whether there is something to open; a PostgreSQL database is taken to be there."""
        return self.file is None or self.file.exists()

    def prepare(self) -> None:
        """Bring the tables up to date; a database that is not there is made.

        Raises:
            NewerDatabaseError: a later version of the program has changed it.
            StoreError: it cannot be opened.
        """
        with self._told(), self._preparing:
            self._prepare()

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """Give a transaction that writes, committed at the end.

        Raises:
            StoreError: it cannot be written to now.
            RefusedError: what was written does not fit the tables.
        """
        with self._told():
            self._be_ready()
            with self._engine.connect().execution_options(immediate=True) as connection, connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that reads.

        Raises:
            StoreError: it cannot be read now.
        """
        with self._told():
            self._be_ready()
            with self._engine.connect() as connection:
                yield connection

    def run_alone(self, statement: str) -> list[Any]:
        """Run a statement outside any transaction, as VACUUM must be; return its rows.

        Raises:
            StoreError: it cannot be done now.
        """
        with self._told():
            self._be_ready()
            return self._run_alone(statement)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what SQLAlchemy and the system raise into errors that say which database, and why."""
        try:
            yield
        except (DataError, IntegrityError) as exc:
            raise RefusedError(f"{self.name}: databasen tar inte emot uppgifterna ({_reason(exc)})") from exc
        except (SQLAlchemyError, OSError) as exc:
            self._prepared = None  # whatever it was, it is looked at anew next time
            raise StoreError(f"{self.name}: databasen går inte att använda ({_reason(exc)})") from exc

    def _be_ready(self) -> None:
        """Bring the tables up to date where that is not done; a file that was there and has gone is not made anew.

        In an empty one there would be no accounts, and nothing that people have decided about the answers.
        """
        with self._preparing:
            present = self._identity()
            if present is None and self._was_there:
                raise StoreError(
                    f"{self.name}: databasen är borta; lägg tillbaka den, eller starta om för att börja med en tom"
                )
            if self._prepared is None or self._prepared != present:
                self._prepare()

    def _prepare(self) -> None:
        if self.file is not None:
            if self._prepared is not None:
                logger.warning("%s: databasen är utbytt mot en annan fil", self.name)
            _create_private(self.file)
        with self._engine.connect() as connection:
            current = is_current(connection)
        if not current:
            self._upgrade()
        self._prepared = self._identity()
        self._was_there = True

    def _upgrade(self) -> None:
        if self.file is None:
            with self._engine.begin() as connection:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
                upgrade(connection)
            return
        with exclusive_lock(self.file.with_name(f"{self.file.name}.lock"), waiting=lambda: None):
            self._run_alone("PRAGMA journal_mode = WAL")
            with self._engine.connect() as connection:
                # A table that is built anew must not take the rows that point to it along.
                connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
                with connection.execution_options(immediate=True).begin():
                    upgrade(connection)

    def _run_alone(self, statement: str) -> list[Any]:
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            result = connection.exec_driver_sql(statement)
            return [*result.all()] if result.returns_rows else []

    def _identity(self) -> object:
        """Return what tells this file from another that takes its place: SQLite goes on writing into a deleted one."""
        if self.file is None:
            return self.name
        try:
            status = self.file.stat()
        except FileNotFoundError:
            return None
        return (status.st_dev, status.st_ino)


def _reason(exc: Exception) -> str:
    """Return the first line of the driver's own words; SQLAlchemy's would have what was to be written."""
    cause = getattr(exc, "orig", None) or exc
    lines = str(cause).strip().splitlines()
    return lines[0] if lines else type(cause).__name__


def _create_private(path: Path) -> None:
    """Make an empty file that only its owner can read, where there is none; SQLite's side files follow it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _sqlite_engine(address: sa.URL) -> sa.Engine:
    # A connection for each piece of work: the last to close it clears the log, so that what was deleted is gone.
    engine = sa.create_engine(
        address,
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"timeout": _BUSY_SECONDS, "isolation_level": None},
    )

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = NORMAL"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            # Whoever reads first and then writes may find that another has written; then it fails at once.
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("immediate") else "BEGIN")

    return engine


def _postgresql_engine(address: sa.URL) -> sa.Engine:
    return sa.create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "options": f"-c lock_timeout={_BUSY_SECONDS}s -c timezone=UTC",
            "application_name": "chatbot",
        },
    )
