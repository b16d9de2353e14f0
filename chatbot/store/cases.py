"""One stored answer as a reviewer judges it, and others of its kind or of its conversation."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from chatbot.filters import Filters
from chatbot.store.judgements import ReviewState
from chatbot.store.narrowing import narrowing_of, narrowing_values
from chatbot.store.schema import answers, ratings, shown_quotes, verdicts


@dataclass(frozen=True, slots=True)
class Rated:
    """What the visitor said of the answer, or of one quote of it."""

    kind: str
    comment: str | None
    scrubbed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote that the visitor saw, and what she said of it."""

    quote: str
    article: str
    score: float
    rated: Rated | None


@dataclass(frozen=True, slots=True)
class Case:
    """An answer with everything that is stored of it but verdicts.

    Attributes:
        question: as typed, scrubbed.
        understood: the question as it was understood.
        quotes: in the order in which they were shown, each once.
        filters: what the visitor chose beside the question; a municipality is among what was understood.
        rated: what the visitor said of the answer as a whole.
        has_others: whether other questions of the same conversation are stored.
    """

    id: str
    asked: datetime.datetime
    channel: str
    question: str
    scrubbed: bool
    language: str
    understood: str
    municipality: str | None
    speaker: str | None
    role: str | None
    compared: bool
    status: str
    state: ReviewState
    generation: str
    quotes: tuple[Shown, ...]
    filters: Filters
    rated: Rated | None
    has_others: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A stored question with the ids of the quotes that answered it, in their order."""

    id: str
    asked: datetime.datetime
    question: str
    scrubbed: bool
    status: str
    quotes: tuple[str, ...]


def read_case(connection: Connection, answer: str) -> Case | None:
    """Return an answer; None if it is unknown, or deleted."""
    row = connection.execute(sa.select(answers).where(answers.c.id == answer)).one_or_none()
    if row is None:
        return None
    rated = {
        each.quote: Rated(each.kind, each.comment, each.scrubbed)
        for each in connection.execute(sa.select(ratings).where(ratings.c.answer == answer))
    }
    of_answer = sa.select(shown_quotes).where(shown_quotes.c.answer == answer).order_by(shown_quotes.c.position)
    shown = {
        each.quote: Shown(each.quote, each.article, each.score, rated.get(each.quote))
        for each in connection.execute(of_answer)
    }
    return _case(row, tuple(shown.values()), rated.get(None), has_others=_has_others(connection, row))


def conversation_of(connection: Connection, answer: str) -> list[Asked]:
    """Return what was asked in an answer's conversation, the oldest first; nothing if it belongs to none."""
    of_answer = sa.select(answers.c.conversation).where(answers.c.id == answer).scalar_subquery()
    asked = sa.select(answers).where(answers.c.conversation == of_answer).order_by(answers.c.asked, answers.c.id)
    return _asked(connection, connection.execute(asked).all())


def same_kind(connection: Connection, case: Case, found: Sequence[str], reviewer: int) -> list[Asked]:
    """Return those of the answers found that wait as the case does, and were asked of the same place, person and so on.

    Args:
        connection: that reads.
        case: that is judged; beside one that somebody else has settled meanwhile, new ones.
        found: ids, the nearest first; the case's own is left out.
        reviewer: number of who judges; what he has judged waits for somebody else.
    """
    mine = sa.exists().where(verdicts.c.answer == answers.c.id, verdicts.c.reviewer == reviewer)
    state = case.state if case.state.is_open else ReviewState.NEW
    wanted = sa.select(answers).where(
        answers.c.id.in_([one for one in found if one != case.id]),
        answers.c.state == state.value,
        answers.c.compared == case.compared,
        answers.c.interpreted_municipality.is_not_distinct_from(case.municipality),
        answers.c.interpreted_speaker.is_not_distinct_from(case.speaker),
        answers.c.interpreted_role.is_not_distinct_from(case.role),
        *(answers.c[name].is_not_distinct_from(value) for name, value in narrowing_values(case.filters).items()),
        ~mine,
    )
    asked = {each.id: each for each in _asked(connection, connection.execute(wanted).all())}
    return [asked[one] for one in found if one in asked]


def _case(row: Row[Any], quotes: tuple[Shown, ...], rated: Rated | None, *, has_others: bool) -> Case:
    return Case(
        id=row.id,
        asked=row.asked,
        channel=row.channel,
        question=row.question,
        scrubbed=row.scrubbed,
        language=row.language,
        understood=row.interpreted_question,
        municipality=row.interpreted_municipality,
        speaker=row.interpreted_speaker,
        role=row.interpreted_role,
        compared=row.compared,
        status=row.status,
        state=ReviewState(row.state),
        generation=row.generation,
        quotes=quotes,
        filters=narrowing_of(row),
        rated=rated,
        has_others=has_others,
    )


def _has_others(connection: Connection, row: Row[Any]) -> bool:
    if row.conversation is None:
        return False
    others = answers.c.conversation == row.conversation, answers.c.id != row.id
    return connection.scalar(sa.select(sa.exists().where(*others))) is True


def _asked(connection: Connection, rows: Sequence[Row[Any]]) -> list[Asked]:
    ids = [row.id for row in rows]
    quotes: dict[str, list[str]] = {one: [] for one in ids}
    shown = sa.select(shown_quotes).where(shown_quotes.c.answer.in_(ids)).order_by(shown_quotes.c.position)
    for each in connection.execute(shown):
        quotes[each.answer].append(each.quote)
    return [
        Asked(row.id, row.asked, row.question, row.scrubbed, row.status, tuple(dict.fromkeys(quotes[row.id])))
        for row in rows
    ]
