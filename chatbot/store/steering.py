"""Writes what people have decided about answers from the database to where the chat reads it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.errors import StoreError
from chatbot.settings import Settings
from chatbot.steering import Lesson, Steering, steering_lock, write_steering
from chatbot.store.database import Database
from chatbot.store.schema import hidden_quotes, lessons, verdicts

COUNTING = ("active", "leaving")
"""States of the lessons that the chat answers by; "leaving" until a trial has passed without it."""


def decided(connection: Connection) -> Steering:
    """Return what people have decided, as the database has it."""
    counting = lessons.c.state.in_(COUNTING)
    return Steering(
        hidden=frozenset(connection.scalars(sa.select(hidden_quotes.c.quote))),
        lessons=tuple(lessons_where(connection, counting).values()),
    )


def lessons_where(connection: Connection, condition: sa.ColumnElement[bool]) -> dict[int, Lesson]:
    """Return lessons by their numbers, oldest first."""
    columns = (lessons.c.id, lessons.c.question, lessons.c.quote, lessons.c.kind)
    chosen = sa.select(*columns, verdicts.c.municipality, verdicts.c.speaker).outerjoin_from(lessons, verdicts)
    return {
        row.id: Lesson(row.question, row.quote, row.kind == "answers", row.municipality, row.speaker)
        for row in connection.execute(chosen.where(condition).order_by(lessons.c.id))
    }


def publish(database: Database, directory: Path) -> Steering:
    """Write what the database has to the folder that the chat reads; return it.

    Raises:
        StoreError: the database cannot be read.
        OSError: the folder cannot be written to.
    """
    with steering_lock(directory):
        with database.reading() as connection:
            steering = decided(connection)
        write_steering(directory, steering)
    return steering


def publish_at_start(settings: Settings, say: Callable[[str], None]) -> None:
    """Write what the database has before the chat starts; without a database that answers, what was written counts.

    Args:
        settings: where both are.
        say: told of what keeps it from being written.
    """
    with closing(Database(settings.database_url)) as database:
        if not database.exists:
            return
        try:
            publish(database, settings.steering_directory)
        except (StoreError, OSError) as exc:
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
