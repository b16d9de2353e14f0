"""Writes what people have decided about answers from the database to where the chat reads it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.errors import SteeringError, StoreError
from chatbot.settings import Settings
from chatbot.steering import Steering, read_steering, steering_lock, write_steering
from chatbot.store.database import Database
from chatbot.store.desk_settings import Setting, SettingError, read_setting
from chatbot.store.learning import COUNTING, kept_lessons
from chatbot.store.schema import hidden_quotes

POINTS = (0.05, 0.9)
"""The least and the greatest operating point that can be set: below everything is answered, above nothing."""


def _point(value: object) -> float | None:
    """Return an operating point, or None for the program's own.

    Raises:
        SettingError: it is neither.
    """
    if value is None:
        return None
    least, most = POINTS
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise SettingError(f"{value!r} är inget tal från {least} till {most}".replace(".", ","))
    return round(float(value), 4)


OPERATING_POINT: Setting[float | None] = Setting("operating_point", None, _point)
"""The probability from which on an admin wants questions to be answered; None for the program's own."""
OPERATING_POINT_IN_USE: Setting[float | None] = Setting("operating_point_in_use", None, _point)
"""The one that the chat answers by: the wanted one, once a trial has passed with it."""


def decided(connection: Connection) -> Steering:
    """Return what people have decided, as the database has it."""
    return Steering(
        hidden=frozenset(connection.scalars(sa.select(hidden_quotes.c.quote))),
        lessons=tuple(each.lesson for each in kept_lessons(connection, COUNTING)),
        operating_point=read_setting(connection, OPERATING_POINT_IN_USE).value,
    )


def publish(database: Database, directory: Path, *, shown: AbstractSet[str] = frozenset()) -> Steering:
    """Write what the database has to the folder that the chat reads; return it.

    Args:
        database: where people's decisions are.
        directory: that the chat reads them from.
        shown: ids of quotes that are hidden no more.

    Raises:
        StoreError: the database cannot be used.
        OSError: the folder cannot be written to.
    """
    with steering_lock(directory), database.changing() as connection:
        return write_decided(connection, directory, shown=shown)


def write_decided(connection: Connection, directory: Path, *, shown: AbstractSet[str] = frozenset()) -> Steering:
    """Do what publish does, for whoever holds the folder's lock and writes to the database.

    What the folder hides and the database does not know of is hidden there, too: the database is an older or another
    one than what was hidden was told, and what was hidden must not come back for that.
    """
    known = frozenset(connection.scalars(sa.select(hidden_quotes.c.quote)))
    now = datetime.datetime.now(datetime.UTC)
    for quote in sorted(_hidden_in(directory) - known - shown):
        connection.execute(hidden_quotes.insert(), {"quote": quote, "article": "", "hidden": now})
    steering = decided(connection)
    write_steering(directory, steering)
    return steering


def _hidden_in(directory: Path) -> frozenset[str]:
    try:
        return read_steering(directory)[0].hidden
    except SteeringError:  # both copies are damaged; the database has what can be known
        return frozenset()


def publish_at_start(settings: Settings, say: Callable[[str], None]) -> None:
    """Write what the database has before the chat starts; without a database that answers, what was written counts.

    Args:
        settings: where both are.
        say: told of what keeps it from being written.

    Raises:
        SteeringError: nothing was written before either, so that nobody knows what must not be shown.
    """
    with closing(Database(settings.database_url)) as database:
        if not database.exists:
            return
        try:
            publish(database, settings.steering_directory)
        except (StoreError, OSError) as exc:
            if not settings.steering_directory.exists():
                raise SteeringError(
                    f"{exc}; {settings.steering_directory} finns inte heller, så ingen vet vad som inte får visas; "
                    "se till att databasen går att använda, eller återställ mappen ur en säkerhetskopia, och starta om"
                ) from exc
            say(f"! {exc}; det som redan är dolt förblir dolt")


def differences(connection: Connection, steering: Steering, directory: Path) -> list[str]:
    """Return where the chat's folder says something else than the database, one line each, in Swedish."""
    wanted = decided(connection)
    told = {
        "dolda citat": wanted.hidden == steering.hidden,
        "vad bedömningar har lärt chatten": wanted.lessons == steering.lessons,
        "tröskeln för svar": wanted.operating_point == steering.operating_point,
    }
    return [
        f"{directory}: säger annat än databasen om {what}; kör: chatbot learn"
        for what, is_same in told.items()
        if not is_same
    ]
