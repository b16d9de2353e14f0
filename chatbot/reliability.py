"""Does a score mean what it says, and what does it cost to answer more or less often?

Every question is answered as if nothing were ever refused, so that what lies below the operating point is seen too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chatbot.answering import Chatbot
from chatbot.evaluation import LabelledQuestion, Share, grade_of

BINS = 10
NEVER_REFUSED = 1e-9
"""Operating point of a chatbot that answers whatever it is asked."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The first quote for one question.

    Attributes:
        score: probability that it answers, as predicted.
        is_right: it does.
        is_answerable: something in the corpus does.
    """

    score: float
    is_right: bool
    is_answerable: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """First quotes of like score: how many, their mean score, and the share that is right."""

    low: float
    high: float
    mean_score: float
    right: Share


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold: what share of the questions is decided so, and what share of those decisions is wrong."""

    coverage: float
    risk: float


def judge(eager: Chatbot, questions: Sequence[LabelledQuestion]) -> Iterator[Judged]:
    """Yield the first quote of every question that gets one; greetings and unknown voices get none.

    Args:
        eager: with the operating point NEVER_REFUSED.
        questions: with their labels.
    """
    for labelled in questions:
        quotes = eager.ask(labelled.question, labelled.history, top=1).quotes
        if quotes:
            is_right = grade_of(quotes[0].text, labelled.relevant) > 0
            yield Judged(quotes[0].score, is_right, labelled.answerable)


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """Return the bins of equal width that hold any, in order."""
    found = []
    for number in range(BINS):
        held = [one for one in judged if min(int(one.score * BINS), BINS - 1) == number]
        if held:
            mean = math.fsum(one.score for one in held) / len(held)
            right = Share(sum(one.is_right for one in held), len(held))
            found.append(Bin(number / BINS, (number + 1) / BINS, mean, right))
    return found


def calibration_error(judged: Sequence[Judged]) -> float:
    """Return the expected calibration error: how far score and share lie apart, mean over the questions."""
    apart = (abs(one.mean_score - one.right.value) * one.right.count for one in bins(judged))
    return math.fsum(apart) / len(judged) if judged else 0.0


def answering_curve(judged: Sequence[Judged]) -> list[Point]:
    """Return the points from the surest answer to all: of those answered, the share whose first quote is wrong."""
    ordered = sorted(judged, key=lambda one: -one.score)
    return _curve([one.score for one in ordered], [not one.is_right for one in ordered])


def refusing_curve(judged: Sequence[Judged]) -> list[Point]:
    """Return the points from the surest refusal to all: of those refused, the share that has an answer."""
    ordered = sorted(judged, key=lambda one: one.score)
    return _curve([one.score for one in ordered], [one.is_answerable for one in ordered])


def _curve(scores: Sequence[float], wrong: Sequence[bool]) -> list[Point]:
    """Return a point for every place where a threshold can lie: between two different scores, and after the last."""
    points, mistakes = [], 0
    for i, is_wrong in enumerate(wrong):
        mistakes += is_wrong
        if i + 1 == len(scores) or scores[i + 1] != scores[i]:
            points.append(Point((i + 1) / len(scores), mistakes / (i + 1)))
    return points


def area_under(curve: Sequence[Point]) -> float:
    """Return the area under a curve of risk over coverage (AURC): the mean risk, each stretch at its end's risk."""
    starts = [0.0, *(point.coverage for point in curve)]
    return math.fsum((point.coverage - start) * point.risk for start, point in zip(starts, curve, strict=False))


def decided(judged: Sequence[Judged], operating_point: float) -> tuple[Point | None, Point | None]:
    """Return where on the two curves the operating point lies; None where nothing is answered, or nothing refused."""
    answered = [not one.is_right for one in judged if one.score >= operating_point]
    refused = [one.is_answerable for one in judged if one.score < operating_point]
    return _point(answered, len(judged)), _point(refused, len(judged))


def _point(wrong: Sequence[bool], count: int) -> Point | None:
    return Point(len(wrong) / count, sum(wrong) / len(wrong)) if wrong else None
