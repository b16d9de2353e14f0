"""Stored questions that ask the same are found, though nobody waits for their vectors; on both databases."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Sequence

import pytest
import sqlalchemy as sa

from chatbot.store import similar
from chatbot.store.database import Database
from chatbot.store.forgetting import change_texts
from chatbot.store.schema import answers, question_vectors
from chatbot.store.similar import SimilarQuestions
from index.encoding import Encoder
from index.question_index import pack
from tests.index.fakes import FakeEncoder

NOON = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
PAY, PAID = "Vad har ni för löner?", "vad har ni för löner"
FIKA = "Fikar ni tillsammans på fredagar?"


class Model:
    """A model that counts what it is asked."""

    def __init__(self, model: str = "m1") -> None:
        self.model = model
        self.dimension = 128
        self.asked: list[str] = []
        self._encoder: Encoder = FakeEncoder(128)

    def packed_questions(self, texts: Sequence[str]) -> list[bytes]:
        """Return vectors by spelling."""
        self.asked += texts
        return pack(self._encoder.encode_queries(list(texts)).vectors)


def ask(database: Database, *questions: str, age: datetime.timedelta = datetime.timedelta()) -> None:
    """Write questions; their ids are the questions."""
    with database.changing() as connection:
        for question in questions:
            values = {"channel": "page", "question": question, "scrubbed": False, "language": "sv", "compared": False}
            values |= {"interpreted_question": question, "status": "answered", "generation": "g1"}
            connection.execute(answers.insert(), {"id": question, "asked": NOON - age, **values})


def follow(questions: SimilarQuestions) -> None:
    """Follow the database until nothing is missing."""
    while questions.follow():
        pass


def test_questions_that_ask_the_same_are_found(database: Database) -> None:
    """Those that were there before, and those that are asked later."""
    ask(database, PAY, FIKA)
    questions = SimilarQuestions(database, Model())
    follow(questions)
    assert questions.near(PAY) == [PAY]

    ask(database, PAID)
    follow(questions)

    assert set(questions.near(PAY)) == {PAY, PAID}


def test_vectors_are_made_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few at a time, the newest first, kept, and read after a restart; another model's are made anew."""
    monkeypatch.setattr(similar, "_MADE_AT_ONCE", 2)
    ask(database, FIKA, PAY, age=datetime.timedelta(days=3))
    ask(database, PAID)
    first = Model()
    follow(SimilarQuestions(database, first))
    assert first.asked[0] == PAID
    assert sorted(first.asked) == sorted([PAY, PAID, FIKA])

    again, other = Model(), Model("m2")
    follow(SimilarQuestions(database, again))
    follow(SimilarQuestions(database, other))

    assert again.asked == []
    assert len(other.asked) == 3
    with database.reading() as connection:
        assert set(connection.scalars(sa.select(question_vectors.c.model))) == {"m2"}


def test_what_was_deleted_is_not_found(database: Database) -> None:
    """Its vector goes with the question, from the memory, too."""
    ask(database, PAY, PAID)
    questions = SimilarQuestions(database, Model())
    follow(questions)
    with database.changing() as connection:
        connection.execute(answers.delete().where(answers.c.id == PAID))
    follow(questions)

    assert questions.near(PAY) == [PAY]


def test_a_question_that_is_changed_is_read_anew(database: Database) -> None:
    """When somebody withdraws whom it names, nothing is kept of what it meant."""
    ask(database, PAY)
    questions = SimilarQuestions(database, Model())
    follow(questions)
    with database.changing() as connection:
        change_texts(connection, answers, ("interpreted_question",), lambda _: FIKA)
        assert connection.scalar(sa.select(sa.func.count()).select_from(question_vectors)) == 0
    follow(questions)

    assert questions.near(PAY) == []
    assert questions.near(FIKA) == [PAY]


def test_the_thread_does_it_by_itself(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after the database was away."""
    monkeypatch.setattr(similar, "_SECONDS_BETWEEN", 0.01)
    monkeypatch.setattr(similar, "_SECONDS_BUSY", 0.01)
    faults: list[Exception] = []
    model = Model()
    ask(database, PAY)
    questions = SimilarQuestions(database, model, faults.append)
    is_made = threading.Event()
    follow = questions.follow

    def noting() -> bool:
        has_more = follow()
        if not has_more:
            is_made.set()
        return has_more

    monkeypatch.setattr(questions, "follow", noting)
    with questions:
        assert is_made.wait(30)

    assert questions.near(PAY) == [PAY]
    assert faults == []
