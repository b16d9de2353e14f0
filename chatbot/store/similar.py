"""Stored questions that ask the same: their vectors are made aside, kept with them, and searched in memory."""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable, Sequence
from typing import Protocol, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.database import Database
from chatbot.store.schema import answers, question_vectors
from index.question_index import QuestionIndex

logger = logging.getLogger(__name__)

ASKS_THE_SAME = 0.8
"""Cosine from which on two questions are offered to be judged together.

Of the labelled questions' pairs that are so near, nine in ten have the same answer; most of the others name different
people, and are told apart by that.
"""
COMPARED_AT_MOST = 500_000
"""The newest questions are compared; 200 MB with 384 numbers each."""
_MADE_AT_ONCE = 16
_READ_AT_ONCE = 5_000
_SECONDS_BETWEEN, _SECONDS_BUSY = 20.0, 0.5
"""Between two looks for new questions, and while there are more, so that visitors do not wait for it."""
_LATE = datetime.timedelta(days=1)
"""So long after it was asked a question may be written, where the database was gone."""


class Encoding(Protocol):
    """What is asked of the chat; chatbot.answering.Chatbot."""

    @property
    def model(self) -> str:
        """Which model makes the vectors."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def packed_questions(self, texts: Sequence[str]) -> list[bytes]:
        """Return each question's vector in bytes."""


class SimilarQuestions:
    """Finds stored questions that ask the same; use it in a with statement, or call follow().

    Nobody waits for the vectors: a thread makes those that are missing, a few at a time.

    Args:
        database: has the questions, scrubbed.
        encoding: makes the vectors.
        on_fault: told of what the thread could not do; it tries again later.
    """

    def __init__(
        self, database: Database, encoding: Encoding, on_fault: Callable[[Exception], None] | None = None
    ) -> None:
        self._database = database
        self._encoding = encoding
        self._on_fault = on_fault or (lambda exc: logger.warning("%s", exc))
        self._index = QuestionIndex(encoding.dimension)
        self._is_read = False
        self._since: datetime.datetime | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="similar questions", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(5.0)

    def near(self, question: str, k: int = 50) -> list[str]:
        """Return the ids of the answers to questions that ask the same, the nearest first.

        Args:
            question: as it was understood.
            k: at most.
        """
        packed = self._encoding.packed_questions([question])[0]
        return [answer for answer, _ in self._index.near(packed, k, ASKS_THE_SAME)]

    def follow(self) -> bool:
        """Read what is stored, and make some of the vectors that are missing; return whether there may be more.

        Raises:
            StoreError: the database cannot be used now.
        """
        if not self._is_read or self._has_lost_some():
            self._index = self._read()
            self._is_read = True
        started = datetime.datetime.now(datetime.UTC)
        with self._database.reading() as connection:
            missing = self._missing(connection)
        if not missing:
            self._since = started - _LATE
            return False
        vectors = self._encoding.packed_questions([question for _, question in missing])
        made = [(answer, vector) for (answer, _), vector in zip(missing, vectors, strict=True)]
        with self._database.changing() as connection:
            self._write(connection, made)
        self._index.add(made)
        return True

    def _run(self) -> None:
        has_more = True
        while not self._stopping.wait(_SECONDS_BUSY if has_more else _SECONDS_BETWEEN):
            try:
                has_more = self.follow()
            except Exception as exc:  # noqa: BLE001 - the thread outlives whatever it is, and tries again
                self._on_fault(exc)
                has_more = False

    def _has_lost_some(self) -> bool:
        """Tell whether vectors were deleted: then none of them is to be kept in memory either."""
        of_model = question_vectors.c.model == self._encoding.model
        with self._database.reading() as connection:
            stored = connection.scalar(sa.select(sa.func.count()).select_from(question_vectors).where(of_model)) or 0
        return stored < len(self._index)

    def _read(self) -> QuestionIndex:
        index = QuestionIndex(self._encoding.dimension)
        place: tuple[datetime.datetime, str] | None = None
        with self._database.reading() as connection:
            while len(index) < COMPARED_AT_MOST:
                rows = connection.execute(_stored(self._encoding.model, place)).all()
                if not rows:
                    break
                index.add([(row.id, row.vector) for row in rows])
                place = (rows[-1].asked, rows[-1].id)
        return index

    def _missing(self, connection: Connection) -> list[tuple[str, str]]:
        has_vector = sa.exists().where(
            question_vectors.c.answer == answers.c.id, question_vectors.c.model == self._encoding.model
        )
        wanted = sa.select(answers.c.id, answers.c.interpreted_question).where(~has_vector)
        if self._since is not None:
            wanted = wanted.where(answers.c.asked >= self._since)
        newest_first = wanted.order_by(answers.c.asked.desc(), answers.c.id.desc()).limit(_MADE_AT_ONCE)
        return [(row.id, row.interpreted_question) for row in connection.execute(newest_first)]

    def _write(self, connection: Connection, made: Sequence[tuple[str, bytes]]) -> None:
        """Write vectors, in the place of another model's; what is deleted meanwhile stays so."""
        ids = [answer for answer, _ in made]
        connection.execute(question_vectors.delete().where(question_vectors.c.answer.in_(ids)))
        there = set(connection.scalars(sa.select(answers.c.id).where(answers.c.id.in_(ids))))
        model = self._encoding.model
        rows = [{"answer": answer, "model": model, "vector": vector} for answer, vector in made if answer in there]
        if rows:
            connection.execute(question_vectors.insert(), rows)


def _stored(model: str, place: tuple[datetime.datetime, str] | None) -> sa.Select[tuple[str, datetime.datetime, bytes]]:
    """Return the statement for the next vectors, the newest question's first."""
    columns = (answers.c.asked, answers.c.id)
    wanted = (
        sa.select(answers.c.id, answers.c.asked, question_vectors.c.vector)
        .join(question_vectors, question_vectors.c.answer == answers.c.id)
        .where(question_vectors.c.model == model)
    )
    if place is not None:
        values = (sa.bindparam(None, value, column.type) for value, column in zip(place, columns, strict=True))
        wanted = wanted.where(sa.tuple_(*columns) < sa.tuple_(*values))
    return wanted.order_by(*(column.desc() for column in columns)).limit(_READ_AT_ONCE)
