"""What is asked about, and what of that the quotes speak of: topic by topic."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.answering import ANSWERED_WELL, Chatbot
from chatbot.aside import Aside
from chatbot.records import Status
from chatbot.store.schema import answers, question_vectors
from chatbot.topics import topics_of_the_field
from index.chunks import RecordKind
from index.clusters import nearest

LOOKED_AT = 5_000
"""The newest questions whose topic is looked for."""
_OF_TOPIC = 0.7
"""Cosine from which on a question is about the topic whose question is nearest.

Of questions about anything else in the world one in twenty comes nearer than 0.68 to some topic.
"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the quotes of one generation speak of.

    Attributes:
        quotes: all there are.
        of_topic: quotes that answer a question of the topic, in the order of the topics.
        vectors: of the questions of each topic, packed.
    """

    quotes: int
    of_topic: tuple[int, ...]
    vectors: tuple[tuple[bytes, ...], ...]


@dataclass(frozen=True, slots=True)
class AskedTopic:
    """A topic: how many of the questions, and how many of the quotes, are about it."""

    heading: str
    asked: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Topics:
    """Topics by how many ask about them, those asked about most first.

    Attributes:
        questions: whose topic was looked for.
        others: of them about no topic of these.
        quotes: all there are.
    """

    topics: tuple[AskedTopic, ...]
    questions: int
    others: int
    quotes: int


class Covering:
    """Finds out aside what the quotes of a generation speak of."""

    def __init__(self, chatbot: Chatbot) -> None:
        self._chatbot = chatbot
        self._aside: Aside[str, Coverage] = Aside("coverage of the topics")

    def of(self, connection: Connection, since: datetime.datetime | None, language: str) -> Topics | None:
        """Return the topics; None while it is found out what the quotes speak of.

        Args:
            connection: reads.
            since: None for everything that is kept.
            language: of the headings, "sv" or "en".
        """
        coverage = self._aside.get(self._chatbot.generation, self._cover)
        if coverage is None:
            return None
        found = nearest(read_vectors(connection, self._chatbot.model, since), coverage.vectors)
        counts = Counter(place for place, cosine in found if cosine >= _OF_TOPIC)
        topics = [
            AskedTopic(topic.heading, counts[place], coverage.of_topic[place])
            for place, topic in enumerate(topics_of_the_field(language))
        ]
        topics.sort(key=lambda topic: -topic.asked)
        return Topics(tuple(topics), len(found), len(found) - counts.total(), coverage.quotes)

    def _cover(self) -> Coverage:
        swedish, english = topics_of_the_field("sv"), topics_of_the_field("en")
        return Coverage(
            self._chatbot.facets().quotes,
            tuple(self._count(topic.questions) for topic in swedish),
            tuple(
                tuple(self._chatbot.packed_questions([*one.questions, *other.questions]))
                for one, other in zip(swedish, english, strict=True)
            ),
        )

    def _count(self, questions: Sequence[str]) -> int:
        """Return how many quotes answer one of the questions more likely than not."""
        return len(
            {
                record.id
                for question in questions
                for score, _, record in self._chatbot.candidates(question)
                if record.kind is RecordKind.QUOTE and score >= ANSWERED_WELL
            }
        )


def read_vectors(connection: Connection, model: str, since: datetime.datetime | None) -> list[bytes]:
    """Return the vectors of the newest questions that were answered, or should have been."""
    query = (
        sa.select(question_vectors.c.vector)
        .join(answers, answers.c.id == question_vectors.c.answer)
        .where(question_vectors.c.model == model, answers.c.status != Status.NOT_A_QUESTION)
        .order_by(answers.c.asked.desc())
        .limit(LOOKED_AT)
    )
    if since is not None:
        query = query.where(answers.c.asked >= since)
    return list(connection.scalars(query))
