"""What the overview shows: questions over time, what reviewers have found, and who is quoted from where."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.engine import Connection

from chatbot.evaluation import Share
from chatbot.records import Status
from chatbot.store.judgements import AnswerVerdict, QuoteLabel, Verdict
from chatbot.store.statistics import Asked, days_asked, steps, total
from chatbot.store.verdicts import settled_verdicts
from corpus.municipalities import municipalities
from corpus.role_groups import groups_of_role
from index.catalogue import Voice

OTHER_ROLES = ""
"""Key of the roles that belong to no group, and of people without one."""


class Period(StrEnum):
    """How far back is looked; the value stands in the page's address."""

    MONTH = "30"
    QUARTER = "90"
    ALL = "alla"

    @property
    def days(self) -> int | None:
        """How many, today included; None for all."""
        return None if self is Period.ALL else int(self.value)


@dataclass(frozen=True, slots=True)
class Questions:
    """What was asked in a period, and in the one of the same length before.

    Attributes:
        first, last: days, both included.
        steps: a point for each day or week.
        before: None where there was nothing to compare with: all is asked for, or nothing was asked then.
    """

    first: datetime.date
    last: datetime.date
    steps: tuple[Asked, ...]
    now: Asked
    before: Asked | None


@dataclass(frozen=True, slots=True)
class Precision:
    """What the settled verdicts of a period say.

    Attributes:
        first_quote: the first quote answers, at least partly.
        every_quote: the same of every quote that was shown and judged.
        answer: what was answered was right as a whole.
        refusal: a "no" was right.
        wrong_name: quotes under a wrong name or municipality.
    """

    first_quote: Share
    every_quote: Share
    answer: Share
    refusal: Share
    wrong_name: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """How often two reviewers said the same of an answer as a whole, in a week or a month.

    Attributes:
        first: day of it.
        share: of the answers that the second of the two judged then.
    """

    first: datetime.date
    share: Share


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is quoted by name.

    Attributes:
        people: how many there are.
        by_municipality: name -> (people, quotes), those with most people first.
        unheard: municipalities that nobody speaks from, by name.
        by_role: key of a group of roles, or OTHER_ROLES -> people, most first.
    """

    people: int
    by_municipality: Mapping[str, tuple[int, int]]
    unheard: tuple[str, ...]
    by_role: Mapping[str, int]


def questions(connection: Connection, period: Period, today: datetime.date) -> Questions:
    """Return what was asked until today."""
    length = period.days
    begin = None if length is None else today - datetime.timedelta(days=2 * length - 1)
    days = days_asked(connection, None if begin is None else midnight(begin))
    first = days[0].day if days else today
    if length is not None:
        first = today - datetime.timedelta(days=length - 1)
    before = None
    if begin is not None:
        before = total(days, begin, first - datetime.timedelta(days=1))
    is_comparable = before is not None and before.questions > 0
    return Questions(
        first, today, tuple(steps(days, first, today)), total(days, first, today), before if is_comparable else None
    )


def midnight(day: datetime.date) -> datetime.datetime:
    """Return the moment at which a day begins, UTC."""
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def precision(connection: Connection, since: datetime.date | None) -> Precision:
    """Return what the settled verdicts say that were given since a day, or ever."""
    found = settled_verdicts(connection)
    if since is not None:
        found = [verdict for verdict in found if verdict.judged >= midnight(since)]
    return precision_of(found)


def precision_of(verdicts: Sequence[Verdict]) -> Precision:
    """Return what some settled verdicts say."""
    labelled = [list(verdict.labels.values()) for verdict in verdicts if verdict.labels]
    every = [label for labels in labelled for label in labels]
    showed = [verdict.status == Status.ANSWERED for verdict in verdicts]
    right = [verdict.kind is AnswerVerdict.RIGHT for verdict in verdicts]
    wrong = (QuoteLabel.WRONG_SPEAKER, QuoteLabel.WRONG_MUNICIPALITY)
    return Precision(
        _share(labels[0].is_relevant for labels in labelled),
        _share(label.is_relevant for label in every),
        _share(itertools.compress(right, showed)),
        _share(is_right for is_right, has_quotes in zip(right, showed, strict=True) if not has_quotes),
        sum(label in wrong for label in every),
    )


def agreed(judged: Sequence[Sequence[Verdict]], period: Period, today: datetime.date) -> list[Agreed]:
    """Return how often two said the same, week by week until today, or month by month of all that is kept.

    Args:
        judged: the verdicts on each answer that two have judged; only those count that were given blind.
        period: how far back is looked.
        today: the last day.
    """
    same: dict[datetime.date, list[bool]] = {}
    for given in judged:
        one, other, *_ = (verdict for verdict in given if not verdict.adjudicates)
        day = max(one.judged, other.judged).astimezone(datetime.UTC).date()
        same.setdefault(_begin(day, period), []).append(one.kind is other.kind)
    first = today - datetime.timedelta(days=period.days - 1) if period.days else min(same, default=today)
    begins = sorted({_begin(first + datetime.timedelta(days=n), period) for n in range((today - first).days + 1)})
    return [Agreed(begin, _share(same.get(begin, ()))) for begin in begins]


def _begin(day: datetime.date, period: Period) -> datetime.date:
    """Return the first day of the month, or the Monday of the week, that a day is in."""
    return day.replace(day=1) if period is Period.ALL else day - datetime.timedelta(days=day.weekday())


def _share(outcomes: Iterable[bool]) -> Share:
    found = list(outcomes)
    return Share(sum(found), len(found))


def heard(voices: Sequence[Voice], quotes: Mapping[str, int]) -> Heard:
    """Return who is quoted from where.

    Args:
        voices: everybody who is quoted by name, once for each role and municipality.
        quotes: municipality -> number of quotes.
    """
    places, roles = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for voice in voices:
        if voice.municipality:
            places[voice.municipality].add(voice.name)
        for key in groups_of_role(voice.role) if voice.role else ():
            roles[key].add(voice.name)
    grouped = {name for names in roles.values() for name in names}
    roles[OTHER_ROLES] = {voice.name for voice in voices} - grouped
    counted = {place: (len(places[place]), quotes.get(place, 0)) for place in {*places, *quotes}}
    known = sorted((place.name for place in municipalities()), key=_alphabetical)
    return Heard(
        len({voice.name for voice in voices}),
        dict(sorted(counted.items(), key=lambda item: (-item[1][0], -item[1][1], _alphabetical(item[0])))),
        tuple(name for name in known if name not in counted),
        dict(sorted(((key, len(names)) for key, names in roles.items() if names), key=lambda item: -item[1])),
    )


def _alphabetical(name: str) -> str:
    return name.casefold().translate(str.maketrans("åäö", "{|}"))  # after z, in this order
