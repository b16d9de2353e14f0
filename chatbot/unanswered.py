"""What people ask and nobody has said anything about: questions without an answer, put together by what they ask."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.aside import Aside
from chatbot.records import Status
from chatbot.store.schema import answers, question_vectors
from index.clusters import cluster

LOOKED_AT = 2000
"""The newest questions without an answer that are put together."""
FEWEST_CONVERSATIONS = 2
"""A group is shown that comes from so many conversations: what only one visitor asks may say something of the visitor.

Whoever may review reads single questions in the queue, where conversations are opened for a reason and noted.
"""
GROUPS = 12
"""The largest that are shown."""
EXAMPLES = 5
_SECONDS = 1.5
_LATELY = datetime.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that got no answer, as it was understood; scrubbed."""

    answer: str
    question: str
    asked: datetime.datetime
    conversation: str | None
    municipality: str | None
    vector: bytes


@dataclass(frozen=True, slots=True)
class Group:
    """Questions about the same thing.

    Attributes:
        id: of the answer to the question that stands for all.
        examples: different wordings, that question first.
        size: how many questions.
        lately, before: of them asked in the last 30 days, and in the 30 before.
        municipality: that more than half of them ask about.
    """

    id: str
    examples: tuple[str, ...]
    size: int
    lately: int
    before: int
    municipality: str | None

    @property
    def question(self) -> str:
        """The one that stands for all."""
        return self.examples[0]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The groups that may be shown.

    Attributes:
        looked_at: questions that were put together.
        unread: without an answer too, but not read by the model yet.
        alone: questions in groups from fewer conversations than FEWEST_CONVERSATIONS.
        is_cut: there were more questions than LOOKED_AT.
    """

    groups: tuple[Group, ...]
    looked_at: int
    unread: int
    alone: int
    is_cut: bool


class Groups:
    """Puts questions together aside, and remembers the latest groups in memory alone.

    What is deleted is gone from here as soon as somebody asks for the groups again.
    """

    def __init__(self) -> None:
        self._aside: Aside[tuple[object, ...], list[list[int]]] = Aside("groups of unanswered questions")

    def of(self, connection: Connection, model: str, since: datetime.datetime | None) -> Grouped | None:
        """Return the groups of the newest questions without an answer; None while they are put together.

        Args:
            connection: reads.
            model: whose vectors they are.
            since: None for everything that is kept.
        """
        rows, unread = read_unanswered(connection, model, since)
        found = rows[:LOOKED_AT]
        key = tuple(row.answer for row in found)
        parts = self._aside.get(key, lambda: cluster([row.vector for row in found]), seconds=_SECONDS)
        if parts is None:
            return None
        now = datetime.datetime.now(datetime.UTC)
        every = [[found[place] for place in part] for part in parts]
        shown = [part for part in every if _conversations(part) >= FEWEST_CONVERSATIONS]
        return Grouped(
            tuple(_group(part, now) for part in shown[:GROUPS]),
            len(found),
            unread,
            len(found) - sum(map(len, shown)),
            is_cut=len(rows) > LOOKED_AT,
        )


def read_unanswered(
    connection: Connection, model: str, since: datetime.datetime | None
) -> tuple[list[Unanswered], int]:
    """Return the newest questions without an answer, one more than are looked at, and how many have no vector yet."""
    of_model = sa.and_(question_vectors.c.answer == answers.c.id, question_vectors.c.model == model)
    query = (
        sa.select(
            answers.c.id,
            answers.c.interpreted_question,
            answers.c.asked,
            answers.c.conversation,
            answers.c.interpreted_municipality,
            question_vectors.c.vector,
        )
        .select_from(answers.outerjoin(question_vectors, of_model))
        .where(answers.c.status.in_((Status.NO_ANSWER, Status.NO_VOICE)))
        .order_by(answers.c.asked.desc(), answers.c.id.desc())
        .limit(LOOKED_AT + 1)
    )
    if since is not None:
        query = query.where(answers.c.asked >= since)
    rows = connection.execute(query).all()
    read = [Unanswered(*row) for row in rows if row.vector is not None and row.interpreted_question.strip()]
    return read, sum(row.vector is None for row in rows)


def _conversations(part: Sequence[Unanswered]) -> int:
    """Return how many conversations there are; a question without one, from a program, counts as its own."""
    return len({each.conversation or each.answer for each in part})


def _group(part: Sequence[Unanswered], now: datetime.datetime) -> Group:
    wordings: dict[str, str] = {}
    for each in part:
        wordings.setdefault(" ".join(each.question.casefold().split()).strip(" ?!."), each.question)
    (place, count), *_ = Counter(each.municipality for each in part).most_common(1)
    return Group(
        id=part[0].answer,
        examples=tuple(wordings.values())[:EXAMPLES],
        size=len(part),
        lately=sum(now - each.asked <= _LATELY for each in part),
        before=sum(_LATELY < now - each.asked <= 2 * _LATELY for each in part),
        municipality=place if 2 * count > len(part) else None,
    )
