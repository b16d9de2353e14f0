"""Quotes that are not to be shown to anybody: hidden at once, and shown again, by people."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.steering import steering_lock, write_steering
from chatbot.store.auditing import note
from chatbot.store.database import Database
from chatbot.store.judgements import ReviewState
from chatbot.store.schema import answers, hidden_quotes, verdict_quotes, verdicts
from chatbot.store.steering import decided, publish

IS_BLIND = (
    sa.exists()
    .where(
        answers.c.state == ReviewState.SECOND,
        verdicts.c.answer == answers.c.id,
        verdicts.c.reviewer == hidden_quotes.c.reviewer,
        verdict_quotes.c.verdict == verdicts.c.id,
        verdict_quotes.c.quote == hidden_quotes.c.quote,
    )
    .correlate(hidden_quotes)
    .label("is_blind")
)
"""Whether a quote was hidden by whose verdict waits for a second reviewer, who is not to know of it."""


@dataclass(frozen=True, slots=True)
class HiddenQuote:
    """A quote that is not shown; reviewer None for the command line.

    Attributes:
        is_blind: it was hidden by a verdict that waits for a second reviewer; who and why is not told until then.
    """

    quote: str
    article: str
    reason: str | None
    reviewer: int | None
    hidden: datetime.datetime
    is_blind: bool = False


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
        write_steering(directory, decided(connection))
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
    publish(database, directory)
    return bool(gone)


def quotes_hidden(connection: Connection) -> list[HiddenQuote]:
    """Return the hidden quotes, those hidden last first."""
    query = sa.select(hidden_quotes, IS_BLIND).order_by(hidden_quotes.c.hidden.desc(), hidden_quotes.c.quote)
    return [
        HiddenQuote(row.quote, row.article, None, None, row.hidden, is_blind=True)
        if row.is_blind
        else HiddenQuote(row.quote, row.article, row.reason, row.reviewer, row.hidden)
        for row in connection.execute(query)
    ]


def _is_hidden(connection: Connection, quote: str) -> bool:
    return connection.scalar(sa.select(hidden_quotes.c.quote).where(hidden_quotes.c.quote == quote)) is not None
