"""What is kept is read, a block at a time."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.database import Database
from chatbot.store.schema import answers, ratings, shown_quotes

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KeptRating:
    """A rating as it is kept; quote None rates the answer as a whole."""

    quote: str | None
    kind: str
    comment: str | None
    rated: datetime.datetime


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """A question as it is kept, with what was shown and how it was rated.

    Attributes:
        values: column -> value.
        quotes: (quote id, article id, score) as shown, in order.
    """

    values: dict[str, Any]
    quotes: tuple[tuple[str, str, float], ...]
    ratings: tuple[KeptRating, ...]


def in_blocks(database: Database, query: sa.Select[Any], *order: sa.Column[Any]) -> Iterator[Sequence[sa.Row[Any]]]:
    """Yield the rows of a query some at a time, each time from a connection of its own.

    Whoever reads slowly, as a download over a bad line does, keeps nobody from writing.

    Args:
        database: is asked.
        query: with the columns of the order among its own.
        order: of the rows; together they are unique.

    Raises:
        StoreError: the database cannot be read.
    """
    last: sa.Row[Any] | None = None
    while True:
        some = query.order_by(*order).limit(AT_ONCE)
        if last is not None:
            some = some.where(_after([(column, last._mapping[column.name]) for column in order]))  # noqa: SLF001
        with database.reading() as connection:
            rows = connection.execute(some).all()
        if rows:
            yield rows
        if len(rows) < AT_ONCE:
            return
        last = rows[-1]


def _after(place: Sequence[tuple[sa.Column[Any], Any]]) -> sa.ColumnElement[bool]:
    """Return the condition of coming after a place in the order; its first part lets an index be used."""
    (column, value), *rest = place
    return sa.and_(column >= value, sa.or_(column > value, _after(rest))) if rest else column > value


def kept_questions(database: Database) -> Iterator[KeptQuestion]:
    """Yield every question, the oldest first.

    Raises:
        StoreError: the database cannot be read.
    """
    for block in in_blocks(database, sa.select(answers), answers.c.asked, answers.c.id):
        with database.reading() as connection:
            questions = _with_parts(connection, [dict(row._mapping) for row in block])  # noqa: SLF001
        yield from questions


def _with_parts(connection: Connection, rows: Sequence[dict[str, Any]]) -> list[KeptQuestion]:
    ids = [row["id"] for row in rows]
    shown: defaultdict[str, list[tuple[str, str, float]]] = defaultdict(list)
    of_these = sa.select(shown_quotes).where(shown_quotes.c.answer.in_(ids)).order_by(shown_quotes.c.position)
    for row in connection.execute(of_these):
        shown[row.answer].append((row.quote, row.article, row.score))
    rated: defaultdict[str, list[KeptRating]] = defaultdict(list)
    for row in connection.execute(sa.select(ratings).where(ratings.c.answer.in_(ids)).order_by(ratings.c.id)):
        rated[row.answer].append(KeptRating(row.quote, row.kind, row.comment, row.rated))
    return [KeptQuestion(values, tuple(shown[values["id"]]), tuple(rated[values["id"]])) for values in rows]
