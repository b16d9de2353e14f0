"""Lessons: what settled verdicts teach the chat, and how far each has come.

pending -> active when a trial has passed and somebody lets it count; or refused when a trial blames it. active ->
leaving when the verdict no longer says it, -> left with the next trial. Whoever undoes it makes it undone; a refused or
undone one can be tried again.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.steering import Lesson
from chatbot.store.auditing import note
from chatbot.store.errors import ConflictError
from chatbot.store.forgetting import GONE
from chatbot.store.identifiers import Mark
from chatbot.store.judgements import QuoteLabel, Verdict
from chatbot.store.schema import lessons, verdicts
from chatbot.store.verdicts import settled_verdicts


class LessonState(StrEnum):
    """How far a lesson has come."""

    PENDING = "pending"
    ACTIVE = "active"
    LEAVING = "leaving"
    LEFT = "left"
    REFUSED = "refused"
    UNDONE = "undone"


ANSWERS, BESIDE = "answers", "beside"
COUNTING = (LessonState.ACTIVE, LessonState.LEAVING)
"""States of the lessons that the chat answers by."""
WANTED = (LessonState.ACTIVE, LessonState.PENDING)
"""States of those that it would answer by after the next trial."""
CAN_BE_UNDONE = (LessonState.ACTIVE, LessonState.PENDING)
AGAIN = (LessonState.REFUSED, LessonState.UNDONE)
"""States from which a lesson can be tried again."""
_LABELS = {
    QuoteLabel.ANSWERS: ANSWERS,
    QuoteLabel.BESIDE: BESIDE,
    QuoteLabel.WRONG_SPEAKER: BESIDE,
    QuoteLabel.WRONG_MUNICIPALITY: BESIDE,
}


@dataclass(frozen=True, slots=True)
class KeptLesson:
    """A lesson as it is stored.

    Attributes:
        trial: number of the trial that let it count, took it out or refused it.
        reviewer: number of who changed it last.
    """

    id: int
    lesson: Lesson
    state: LessonState
    trial: int | None
    reviewer: int | None
    changed: datetime.datetime


def gather_lessons(connection: Connection) -> None:
    """Bring the lessons up to what the settled verdicts say; none of them counts in the chat because of it."""
    said = dict(_said(settled_verdicts(connection)))
    kept = kept_lessons(connection)
    known = {each.lesson for each in kept if each.state is not LessonState.LEFT}
    now = datetime.datetime.now(datetime.UTC)
    new = [(lesson, verdict) for lesson, verdict in said.items() if lesson not in known]
    if new:
        connection.execute(lessons.insert(), [_row(lesson, verdict, now) for lesson, verdict in new])
    gone = [each for each in kept if each.lesson not in said]
    back = [each for each in kept if each.lesson in said and each.state is LessonState.LEAVING]
    _set_state(connection, _of(gone, LessonState.ACTIVE), LessonState.LEAVING, None)
    _set_state(connection, _of(back, LessonState.LEAVING), LessonState.ACTIVE, None)
    dropped = _of(gone, LessonState.PENDING, *AGAIN)
    if dropped:
        connection.execute(lessons.delete().where(lessons.c.id.in_(dropped)))


def kept_lessons(connection: Connection, states: Collection[LessonState] = tuple(LessonState)) -> list[KeptLesson]:
    """Return the lessons in some states, the oldest first."""
    chosen = (
        sa.select(lessons, verdicts.c.municipality, verdicts.c.speaker)
        .outerjoin_from(lessons, verdicts, lessons.c.verdict == verdicts.c.id)
        .where(lessons.c.state.in_(list(states)))
        .order_by(lessons.c.id)
    )
    return [
        KeptLesson(
            row.id,
            Lesson(row.question, row.quote, row.kind == ANSWERS, row.municipality, row.speaker),
            LessonState(row.state),
            row.trial,
            row.reviewer,
            row.changed,
        )
        for row in connection.execute(chosen)
    ]


def undo_lesson(connection: Connection, lesson: int, *, reviewer: int | None) -> None:
    """Take back one lesson that counts, or that waits.

    Raises:
        ConflictError: it does neither any more; the error has it as it is, or None.
    """
    _move(connection, lesson, CAN_BE_UNDONE, LessonState.UNDONE, reviewer)
    note(connection, reviewer, "lesson.undo", subject=str(lesson))


def retry_lesson(connection: Connection, lesson: int, *, reviewer: int | None) -> None:
    """Let the next trial try a lesson that was refused or undone.

    Raises:
        ConflictError: it is neither any more; the error has it as it is, or None.
    """
    _move(connection, lesson, AGAIN, LessonState.PENDING, reviewer)
    note(connection, reviewer, "lesson.retry", subject=str(lesson))


def set_states(
    connection: Connection, changes: Mapping[LessonState, Sequence[int]], *, trial: int, reviewer: int | None
) -> None:
    """Give lessons the states that a trial led to."""
    for state, numbers in changes.items():
        _set_state(connection, numbers, state, reviewer, trial=trial)


def _said(settled: Sequence[Verdict]) -> Iterator[tuple[Lesson, int]]:
    """Yield each lesson with the number of its verdict; questions with something taken out teach none."""
    for verdict in settled:
        words = f"{verdict.question} {verdict.speaker or ''}"
        if verdict.compared or verdict.question == GONE or any(mark in words for mark in Mark):
            continue
        labels = {quote: _LABELS[label] for quote, label in verdict.labels.items() if label in _LABELS}
        for quote, kind in {**labels, **dict.fromkeys(verdict.chosen, ANSWERS)}.items():
            where = (verdict.municipality, verdict.speaker)
            yield Lesson(verdict.question, quote, kind == ANSWERS, *where), verdict.id


def _row(lesson: Lesson, verdict: int, now: datetime.datetime) -> dict[str, object]:
    return {
        "verdict": verdict,
        "question": lesson.question,
        "quote": lesson.quote,
        "kind": ANSWERS if lesson.answers else BESIDE,
        "state": LessonState.PENDING,
        "made": now,
        "changed": now,
    }


def _of(kept: Sequence[KeptLesson], *states: LessonState) -> list[int]:
    return [each.id for each in kept if each.state in states]


def _move(
    connection: Connection, lesson: int, sources: Sequence[LessonState], target: LessonState, reviewer: int | None
) -> None:
    """Give one lesson another state, if it is still in one of these."""
    now = datetime.datetime.now(datetime.UTC)
    moved = connection.execute(
        lessons.update()
        .where(lessons.c.id == lesson, lessons.c.state.in_(sources))
        .values(state=target, reviewer=reviewer, changed=now)
    )
    if not moved.rowcount:
        raise ConflictError(next((each for each in kept_lessons(connection) if each.id == lesson), None))


def _set_state(
    connection: Connection, numbers: Sequence[int], state: LessonState, reviewer: int | None, trial: int | None = None
) -> None:
    if not numbers:
        return
    values: dict[str, object] = {"state": state, "reviewer": reviewer, "changed": datetime.datetime.now(datetime.UTC)}
    connection.execute(
        lessons.update()
        .where(lessons.c.id.in_(numbers))
        .values(values if trial is None else {**values, "trial": trial})
    )
