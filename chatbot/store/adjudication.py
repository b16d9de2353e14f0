"""Cases in which two reviewers disagree, as they are laid before the third."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.judgements import ReviewState
from chatbot.store.schema import answers, shown_quotes


@dataclass(frozen=True, slots=True)
class Case:
    """An answer with what it showed.

    Attributes:
        question: as it was understood.
        quotes: ids, in the order shown, each once.
    """

    answer: str
    question: str
    municipality: str | None
    speaker: str | None
    status: str
    state: ReviewState
    quotes: tuple[str, ...]


def read_case(connection: Connection, answer: str) -> Case | None:
    """Return a case; None if there is no such answer, or if it is deleted."""
    row = connection.execute(sa.select(answers).where(answers.c.id == answer)).one_or_none()
    if row is None:
        return None
    ordered = sa.select(shown_quotes.c.quote).where(shown_quotes.c.answer == answer).order_by(shown_quotes.c.position)
    return Case(
        answer=answer,
        question=row.interpreted_question,
        municipality=row.interpreted_municipality,
        speaker=row.interpreted_speaker,
        status=row.status,
        state=ReviewState(row.state),
        quotes=tuple(dict.fromkeys(connection.scalars(ordered))),
    )


def waiting_cases(connection: Connection, at_most: int) -> tuple[int, list[tuple[str, str]]]:
    """Return how many cases wait for a decision, and (answer, question) of the oldest."""
    waits = answers.c.state == ReviewState.ADJUDICATE.value
    count = connection.scalar(sa.select(sa.func.count()).select_from(answers).where(waits)) or 0
    oldest = (
        sa.select(answers.c.id, answers.c.interpreted_question)
        .where(waits)
        .order_by(answers.c.asked, answers.c.id)
        .limit(at_most)
    )
    return count, [(row.id, row.interpreted_question) for row in connection.execute(oldest)]
