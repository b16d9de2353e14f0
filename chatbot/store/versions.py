"""Brings a database's tables to the version that this program knows."""

from __future__ import annotations

import threading
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from chatbot.store.errors import NewerDatabaseError

_ONE_AT_A_TIME = threading.Lock()  # Alembic keeps what it works on in module globals


def is_current(connection: Connection) -> bool:
    """Tell whether the database has the newest version's tables.

    Raises:
        NewerDatabaseError: a later version of the program has changed it.
    """
    version = _version_of(connection)
    if version is not None and version not in _known():
        raise NewerDatabaseError(
            f"databasen har version {version}, som är nyare än programmets {_newest()}; installera en nyare version av "
            "programmet, eller ange en annan databas med CHATBOT_DATABASE"
        )
    return version == _newest()


def upgrade(connection: Connection) -> None:
    """Apply what the database lacks, within the connection's transaction."""
    with _ONE_AT_A_TIME:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "chatbot.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


@cache
def _known() -> frozenset[str]:
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


@cache
def _newest() -> str:
    return str(ScriptDirectory.from_config(_config()).get_current_head())
