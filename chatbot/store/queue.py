"""The recruiters' queue: which answers wait for a verdict, a page at a time, and how many there are."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from chatbot.records import Status
from chatbot.store.schema import answers, verdicts

PAGE = 50
"""Answers on a page."""
COUNTED = 1000
"""More than these are not counted: the queue tells "1000+"."""
_UNANSWERED = (Status.NO_ANSWER.value, Status.NO_VOICE.value)
_ESCAPE = "\\"

Condition = sa.ColumnElement[bool]
_Columns = tuple[sa.Column[Any], ...]
_Part = tuple[Condition, _Columns]


class Tab(StrEnum):
    """A part of the queue."""

    NEW = "new"
    DISLIKED = "disliked"
    UNSURE = "unsure"
    UNANSWERED = "unanswered"
    SECOND = "second"
    DISAGREED = "disagreed"
    DONE = "done"


class Order(StrEnum):
    """What the queue is sorted by; answers without a score come last where it is the score."""

    NEWEST = "newest"
    OLDEST = "oldest"
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to see of the queue; None and "" for everything.

    Attributes:
        text: that the question has, in capitals or not.
        since, until: [since, until) when it was asked.
    """

    tab: Tab = Tab.NEW
    order: Order = Order.NEWEST
    text: str = ""
    municipality: str | None = None
    language: str | None = None
    channel: str | None = None
    status: str | None = None
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the queue an answer stands, whatever is added or leaves meanwhile."""

    id: str
    asked: datetime.datetime
    score: float | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer in the queue."""

    id: str
    asked: datetime.datetime
    channel: str
    question: str
    scrubbed: bool
    language: str
    municipality: str | None
    status: str
    score: float | None
    disliked: bool

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.id, self.asked, self.score)


@dataclass(frozen=True, slots=True)
class Page:
    """Some answers of the queue in their order, and whether there are others before and after them."""

    rows: tuple[Waiting, ...]
    has_earlier: bool
    has_later: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue as one reviewer sees it.

    Attributes:
        reviewer: number of the account; what it has judged does not wait for its second verdict.
        unsure_below: an answer whose best score is lower is unsure.
    """

    connection: Connection
    reviewer: int
    unsure_below: float

    def page(
        self, choice: Choice, *, after: Place | None = None, before: Place | None = None, size: int = PAGE
    ) -> Page:
        """Return a page: the first, or the one after or before a place in the same choice."""
        if before is not None:
            found = self._ids(choice, before, size + 1, backwards=True)
            ids = found[:size][::-1]
            return Page(self._rows(ids), has_earlier=len(found) > size, has_later=True)
        found = self._ids(choice, after, size + 1)
        return Page(self._rows(found[:size]), has_earlier=after is not None, has_later=len(found) > size)

    def next_id(self, choice: Choice, after: Place | None) -> str | None:
        """Return the answer after a place; None at the end."""
        return next(iter(self._ids(choice, after, 1)), None)

    def following(self, choice: Choice, after: Place, *, begun: Place) -> str | None:
        """Return the answer after a place in a round through a choice; None when the round is over.

        After the last in order comes the first that remains, and so on up to where the round began: so each is shown
        once, and what is skipped is not shown again.
        """
        found = self.next_id(choice, after)
        has_turned = _comes_before(after, begun, choice.order)
        if found is None and not has_turned:
            found, has_turned = self.next_id(choice, None), True
        place = self.place_of(found) if found else None
        if place is None or (has_turned and not _comes_before(place, begun, choice.order)):
            return None
        return found

    def counts(self) -> dict[Tab, int]:
        """Return how many answers each tab has; COUNTED + 1 for more than COUNTED."""
        return {tab: self.count(Choice(tab)) for tab in Tab}

    def count(self, choice: Choice) -> int:
        """Return how many answers a choice has; COUNTED + 1 for more than COUNTED."""
        some = sa.select(answers.c.id).where(*self._conditions(choice)).limit(COUNTED + 1).subquery()
        return self.connection.scalar(sa.select(sa.func.count()).select_from(some)) or 0

    def place_of(self, answer: str) -> Place | None:
        """Return where an answer stands; None if there is no such answer."""
        row = self.connection.execute(
            sa.select(answers.c.id, answers.c.asked, answers.c.score).where(answers.c.id == answer)
        ).one_or_none()
        return None if row is None else Place(row.id, row.asked, row.score)

    def _rows(self, ids: Sequence[str]) -> tuple[Waiting, ...]:
        found = self.connection.execute(sa.select(answers).where(answers.c.id.in_(ids)))
        by_id = {row.id: _waiting(row) for row in found}
        return tuple(by_id[one] for one in ids if one in by_id)

    def _ids(self, choice: Choice, place: Place | None, limit: int, *, backwards: bool = False) -> list[str]:
        conditions = self._conditions(choice)
        if choice.order is Order.LOWEST:
            return self._by_score(conditions, place, limit, backwards=backwards)
        is_ascending = (choice.order is Order.OLDEST) is not backwards
        columns = (answers.c.asked, answers.c.id)
        beyond = [] if place is None else [_beyond(columns, (place.asked, place.id), is_ascending=is_ascending)]
        return list(self._some(conditions + beyond, columns, limit, is_ascending=is_ascending))

    def _by_score(self, conditions: list[Condition], place: Place | None, limit: int, *, backwards: bool) -> list[str]:
        """Return ids by score, those without one last: databases differ on where NULL stands."""
        scored: _Part = (answers.c.score.is_not(None), (answers.c.score, answers.c.id))
        unscored: _Part = (answers.c.score.is_(None), (answers.c.id,))
        parts = [unscored, scored] if backwards else [scored, unscored]
        values: tuple[object, ...] = ()
        if place is not None:
            values = (place.id,) if place.score is None else (place.score, place.id)
            if (place.score is None) is not backwards:
                del parts[0]  # it lies on the other side
        ids: list[str] = []
        for condition, columns in parts:
            beyond = [_beyond(columns, values, is_ascending=not backwards)] if values else []
            ids += self._some([*conditions, condition, *beyond], columns, limit - len(ids), is_ascending=not backwards)
            values = ()
        return ids

    def _some(self, conditions: list[Condition], columns: _Columns, limit: int, *, is_ascending: bool) -> Sequence[str]:
        order = [column.asc() if is_ascending else column.desc() for column in columns]
        return self.connection.scalars(sa.select(answers.c.id).where(*conditions).order_by(*order).limit(limit)).all()

    def _conditions(self, choice: Choice) -> list[Condition]:
        asked = answers.c.asked
        exact = {
            answers.c.interpreted_municipality: choice.municipality,
            answers.c.language: choice.language,
            answers.c.channel: choice.channel,
            answers.c.status: choice.status,
        }
        return [
            *self._of_tab(choice.tab),
            *(column == value for column, value in exact.items() if value),
            *([asked >= choice.since] if choice.since else []),
            *([asked < choice.until] if choice.until else []),
            *([self._has(choice.text)] if choice.text else []),
        ]

    def _of_tab(self, tab: Tab) -> list[Condition]:
        match tab:
            case Tab.NEW:
                return [answers.c.state == "new"]
            case Tab.DISLIKED:
                return [answers.c.state == "new", answers.c.disliked == sa.true()]
            case Tab.UNSURE:
                return [
                    answers.c.state == "new",
                    answers.c.status == Status.ANSWERED.value,
                    answers.c.score < self.unsure_below,
                ]
            case Tab.UNANSWERED:
                return [answers.c.state == "new", answers.c.status.in_(_UNANSWERED)]
            case Tab.SECOND:
                mine = sa.exists().where(verdicts.c.answer == answers.c.id, verdicts.c.reviewer == self.reviewer)
                return [answers.c.state == "second", ~mine]
            case Tab.DISAGREED:
                return [answers.c.state == "adjudicate"]
            case Tab.DONE:
                return [answers.c.state == "done"]

    def _has(self, text: str) -> Condition:
        """Return the condition that the question has a text.

        Folding every letter takes PostgreSQL a quarter of a second over 200,000 questions, and SQLite cannot; so both
        fold ASCII alone, and the text is looked for as it is, in small, in large, and with a capital first.
        """
        escaped = "".join(f"{_ESCAPE}{character}" if character in "%_\\" else character for character in text)
        forms = sorted(
            {_fold_ascii(form) for form in (escaped, escaped.lower(), escaped.upper(), escaped.capitalize())}
        )
        # Whatever letter may stand for å: hardly any question then has to be looked at once for each form.
        loose = "".join(character if character.isascii() else "_" for character in escaped)
        return sa.and_(self._like(loose), sa.or_(*map(self._like, forms)))

    def _like(self, pattern: str) -> Condition:
        question = answers.c.question
        if self.connection.dialect.name == "sqlite":
            return question.like(f"%{pattern}%", escape=_ESCAPE)
        return sa.collate(question, "C").ilike(f"%{pattern}%", escape=_ESCAPE)


def _comes_before(one: Place, other: Place, order: Order) -> bool:
    if order is Order.LOWEST:
        return (one.score is None, one.score or 0.0, one.id) < (other.score is None, other.score or 0.0, other.id)
    first, last = (other, one) if order is Order.NEWEST else (one, other)
    return (first.asked, first.id) < (last.asked, last.id)


def _fold_ascii(text: str) -> str:
    """Return the text with small letters for the capitals that SQLite's LIKE knows."""
    return "".join(character.lower() if character.isascii() else character for character in text)


def _beyond(columns: _Columns, values: tuple[object, ...], *, is_ascending: bool) -> Condition:
    """Return the condition that a row comes after these values."""
    row, place = (
        sa.tuple_(*columns),
        sa.tuple_(*(sa.bindparam(None, value, column.type) for column, value in zip(columns, values, strict=True))),
    )
    return row > place if is_ascending else row < place


def _waiting(row: Row[tuple[object, ...]]) -> Waiting:
    return Waiting(
        id=row.id,
        asked=row.asked,
        channel=row.channel,
        question=row.question,
        scrubbed=row.scrubbed,
        language=row.language,
        municipality=row.interpreted_municipality,
        status=row.status,
        score=row.score,
        disliked=row.disliked,
    )
