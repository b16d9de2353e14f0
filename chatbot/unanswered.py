"""What people ask and nobody has said anything about: questions without an answer, put together by what they ask."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.aside import Aside, resting
from chatbot.records import Status
from chatbot.store.schema import answers, question_vectors
from corpus.municipalities import is_municipality
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
ASKED_AGAIN = 300
"""So many wordings are asked of the index as it is now, those of the largest groups first."""
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
    speaker: str | None
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
        looked_at: questions that were put together, without those that are answered by now.
        unread: without an answer too, but not read by the model yet.
        alone: questions in groups from fewer conversations than FEWEST_CONVERSATIONS.
        answered: questions left out, since the chat answers them by now.
        is_cut: there were more questions than LOOKED_AT.
    """

    groups: tuple[Group, ...]
    looked_at: int
    unread: int
    alone: int
    answered: int
    is_cut: bool


class Chat(Protocol):
    """What is asked again: chatbot.answering.Chatbot."""

    @property
    def model(self) -> str: ...  # noqa: D102

    @property
    def state(self) -> str: ...  # noqa: D102

    def answers(self, question: str, *, municipality: str | None, speaker: str | None) -> bool: ...  # noqa: D102


class Groups:
    """Puts questions together aside, and remembers the latest groups in memory alone.

    What is deleted is gone from here as soon as somebody asks for the groups again. What a later article answers is
    left out: every new state of the chat is asked again.

    Args:
        chatbot: that visitors ask.
    """

    def __init__(self, chatbot: Chat) -> None:
        self._chatbot = chatbot
        self._aside: Aside[tuple[object, ...], list[list[int]]] = Aside("groups of unanswered questions")
        self._answers: tuple[str, dict[_Question, bool]] = ("", {})

    def of(self, connection: Connection, since: datetime.datetime | None) -> Grouped | None:
        """Return the groups of the newest questions without an answer; None while they are put together.

        Args:
            connection: reads.
            since: None for everything that is kept.
        """
        rows, unread = read_unanswered(connection, self._chatbot.model, since)
        found = rows[:LOOKED_AT]
        state = self._chatbot.state
        key = (state, *(row.answer for row in found))
        parts = self._aside.get(key, lambda: self._parts(found, state), seconds=_SECONDS)
        if parts is None:
            return None
        now = datetime.datetime.now(datetime.UTC)
        every = [[found[place] for place in part] for part in parts]
        shown = [part for part in every if _conversations(part) >= FEWEST_CONVERSATIONS]
        left = sum(map(len, every))
        return Grouped(
            tuple(_group(part, now) for part in shown[:GROUPS]),
            left,
            unread,
            left - sum(map(len, shown)),
            len(found) - left,
            is_cut=len(rows) > LOOKED_AT,
        )

    def _parts(self, found: Sequence[Unanswered], state: str) -> list[list[int]]:
        """Return the places of the questions of each group, the largest first, without those answered by now."""
        parts = cluster([each.vector for each in found])
        several = (part for part in parts if _conversations([found[place] for place in part]) >= FEWEST_CONVERSATIONS)
        answered = self._answered([found[place] for part in several for place in part], state)
        left = ([place for place in part if _asked(found[place]) not in answered] for part in parts)
        return sorted(filter(None, left), key=len, reverse=True)

    def _answered(self, questions: Sequence[Unanswered], state: str) -> set[_Question]:
        """Return those of the questions that the chat answers now; each is asked once for every state of the chat."""
        known_of, known = self._answers
        if known_of != state:
            known = {}
        wanted = dict.fromkeys(map(_asked, questions))
        rest = resting()
        for question in [*wanted][:ASKED_AGAIN]:
            if question not in known:
                known[question] = self._chatbot.answers(
                    question.text, municipality=question.place, speaker=question.who
                )
                rest()
        self._answers = state, {question: known[question] for question in wanted if question in known}
        return {question for question in wanted if known.get(question)}


class _Question(NamedTuple):
    """A question as the chat is asked again."""

    text: str
    place: str | None
    who: str | None


def _asked(each: Unanswered) -> _Question:
    is_place = each.municipality is not None and is_municipality(each.municipality)
    return _Question(each.question, each.municipality if is_place else None, each.speaker)


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
            answers.c.interpreted_speaker,
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
