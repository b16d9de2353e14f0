"""What is kept is read, a block at a time."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.database import Database
from chatbot.store.schema import answers, ratings, shown_quotes

_AT_ONCE = 500


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


def kept_questions(database: Database) -> Iterator[KeptQuestion]:
    """Yield every question, the oldest first.

    Raises:
        StoreError: the database cannot be read.
    """
    with database.reading() as connection:
        ids = list(connection.scalars(sa.select(answers.c.id).order_by(answers.c.asked, answers.c.id)))
        for start in range(0, len(ids), _AT_ONCE):
            yield from _some(connection, ids[start : start + _AT_ONCE])


def _some(connection: Connection, ids: list[str]) -> Iterator[KeptQuestion]:
    found = connection.execute(sa.select(answers).where(answers.c.id.in_(ids))).mappings()
    rows = {row["id"]: dict(row) for row in found}
    shown: defaultdict[str, list[tuple[str, str, float]]] = defaultdict(list)
    of_these = sa.select(shown_quotes).where(shown_quotes.c.answer.in_(ids)).order_by(shown_quotes.c.position)
    for row in connection.execute(of_these):
        shown[row.answer].append((row.quote, row.article, row.score))
    rated: defaultdict[str, list[KeptRating]] = defaultdict(list)
    for row in connection.execute(sa.select(ratings).where(ratings.c.answer.in_(ids)).order_by(ratings.c.id)):
        rated[row.answer].append(KeptRating(row.quote, row.kind, row.comment, row.rated))
    for answer in ids:
        if answer in rows:
            yield KeptQuestion(rows[answer], tuple(shown[answer]), tuple(rated[answer]))
