"""Quotes that are not to be shown to anybody: hidden at once, and shown again, by people."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.steering import steering_lock
from chatbot.store.auditing import note
from chatbot.store.blindness import may_know_hidden
from chatbot.store.database import Database
from chatbot.store.schema import hidden_quotes
from chatbot.store.steering import publish, write_decided


@dataclass(frozen=True, slots=True)
class HiddenQuote:
    """A quote that is not shown; reviewer None for the command line."""

    quote: str
    article: str
    reason: str | None
    reviewer: int | None
    hidden: datetime.datetime


def hide_quote(
    database: Database, directory: Path, quote: str, *, article: str, reviewer: int | None, reason: str | None = None
) -> bool:
    """Hide a quote from the next question on; return False where it was hidden already.

    The chat's file is written before the database is told for good: whatever fails, nothing that a person has hidden
    is shown because of it.

    Args:
        database: where people's decisions are.
        directory: that the chat reads them from (Settings.steering_directory).
        quote: id.
        article: id of the article that it is from.
        reviewer: number of who hides it.
        reason: why, in the reviewer's words; None for none.

    Raises:
        StoreError: the database cannot be written to; nothing has changed, or the chat hides the quote already.
        OSError: the chat's file cannot be written; nothing has changed.
    """
    with steering_lock(directory), database.changing() as connection:
        is_new = not _is_hidden(connection, quote)
        if is_new:
            now = datetime.datetime.now(datetime.UTC)
            values = {"quote": quote, "article": article, "reason": reason, "reviewer": reviewer, "hidden": now}
            connection.execute(hidden_quotes.insert(), values)
            note(connection, reviewer, "quote.hide", subject=quote)  # the reason may be a verdict's, which can go
        write_decided(connection, directory)
    return is_new


def show_quote(database: Database, directory: Path, quote: str, *, reviewer: int | None) -> bool:
    """Let a hidden quote be shown again; return False where it was not hidden.

    Raises:
        StoreError: the database cannot be written to; nothing has changed.
        OSError: the chat's file cannot be written; the quote stays hidden until it is.
    """
    with database.changing() as connection:
        gone = connection.execute(hidden_quotes.delete().where(hidden_quotes.c.quote == quote)).rowcount
        if gone:
            note(connection, reviewer, "quote.show", subject=quote)
    publish(database, directory, shown={quote})
    return bool(gone)


def quotes_hidden(connection: Connection, *, seen_by: int | None) -> tuple[list[HiddenQuote], int]:
    """Return the hidden quotes that somebody may know of, those hidden last first; and how many others there are.

    Args:
        connection: that reads.
        seen_by: number of the account; those that another's verdict hides, which waits for a second reviewer, are not
            told to it. None for the command line.
    """
    told = may_know_hidden(seen_by)
    query = sa.select(hidden_quotes).where(told).order_by(hidden_quotes.c.hidden.desc(), hidden_quotes.c.quote)
    others = connection.scalar(sa.select(sa.func.count()).select_from(hidden_quotes).where(sa.not_(told))) or 0
    return [HiddenQuote(**row._mapping) for row in connection.execute(query)], others  # noqa: SLF001


def _is_hidden(connection: Connection, quote: str) -> bool:
    return connection.scalar(sa.select(hidden_quotes.c.quote).where(hidden_quotes.c.quote == quote)) is not None
