"""Accounts and answers for tests of the desk: written straight into the tables."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence

from sqlalchemy.engine import Connection

from chatbot.filters import NO_FILTERS, Filters
from chatbot.store.narrowing import narrowing_values
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import answers, reviewers, shown_quotes

NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)
_numbers = itertools.count(1)


def add_reviewer(connection: Connection, login: str, role: Role = Role.REVIEWER) -> Reviewer:
    """Add an account without a password."""
    values = {"login": login, "role": role.value, "added": NOW}
    number = connection.execute(reviewers.insert().returning(reviewers.c.id), values).scalar_one()
    return Reviewer(number, login, role, disabled=False, epoch=0)


def add_answer(
    connection: Connection,
    quotes: Sequence[str] = ("a/1", "a/2"),
    *,
    answer: str | None = None,
    question: str = "Hur är det att börja?",
    municipality: str | None = None,
    speaker: str | None = None,
    filters: Filters = NO_FILTERS,
) -> str:
    """Add an answer that showed these quotes; return its id."""
    answer = answer or f"answer-{next(_numbers)}"
    values = {
        "id": answer,
        "asked": NOW,
        "channel": "page",
        "question": question,
        "scrubbed": False,
        "language": "sv",
        "interpreted_question": question,
        "interpreted_municipality": municipality,
        "interpreted_speaker": speaker,
        **narrowing_values(filters),
        "compared": False,
        "status": "answered" if quotes else "no_answer",
        "generation": "g1",
        "score": 0.8 if quotes else None,
    }
    connection.execute(answers.insert(), values)
    for position, quote in enumerate(quotes):
        connection.execute(
            shown_quotes.insert().values(answer=answer, position=position, quote=quote, article="a", score=0.8)
        )
    return answer
