"""What was asked and what became of it, counted by the database itself."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.records import Status
from chatbot.store.schema import answers

WEEKLY_FROM = 92
"""Days from which on a picture has a point a week: more would run into each other."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked on a day, or in the seven days that begin with it.

    Attributes:
        refused: questions without an answer: nothing said of it, or no voice of that place or person. The rest, up to
            all questions, was none: a greeting, thanks, noise.
        disliked: answers that a visitor said did not help.
    """

    day: datetime.date
    questions: int
    answered: int
    refused: int
    disliked: int


def days_asked(connection: Connection, since: datetime.datetime | None) -> list[Asked]:
    """Return the days on which something was asked, in order; a day ends at midnight UTC.

    Args:
        connection: reads.
        since: None for everything that is kept.
    """
    day = sa.func.date(answers.c.asked)
    query = sa.select(day.label("day"), *_counts()).group_by(day).order_by(day)
    if since is not None:
        query = query.where(answers.c.asked >= since)
    return [
        # SQLite gives a day as text, PostgreSQL as a date.
        Asked(datetime.date.fromisoformat(str(row.day)), row.questions, row.answered, row.refused, row.disliked)
        for row in connection.execute(query)
    ]


def _counts() -> tuple[sa.Label[int], ...]:
    refused = answers.c.status.in_((Status.NO_ANSWER, Status.NO_VOICE))
    return (
        sa.func.count().label("questions"),
        _count(answers.c.status == Status.ANSWERED).label("answered"),
        _count(refused).label("refused"),
        _count(answers.c.disliked).label("disliked"),
    )


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


def total(days: Sequence[Asked], first: datetime.date, last: datetime.date) -> Asked:
    """Return the sum of the days from the first to the last, both included."""
    some = [day for day in days if first <= day.day <= last]
    return Asked(
        first,
        sum(day.questions for day in some),
        sum(day.answered for day in some),
        sum(day.refused for day in some),
        sum(day.disliked for day in some),
    )


def steps(days: Sequence[Asked], first: datetime.date, last: datetime.date) -> list[Asked]:
    """Return a point for every day, or for every seven days where they are many; also those without a question."""
    step = 7 if (last - first).days >= WEEKLY_FROM else 1
    length = datetime.timedelta(days=step)
    starts = (first + n * length for n in range(((last - first).days // step) + 1))
    return [total(days, start, min(start + length - datetime.timedelta(days=1), last)) for start in starts]
