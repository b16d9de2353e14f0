"""How far reviewers agree beyond chance: Cohen's kappa and Krippendorff's alpha, by nltk, with intervals."""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from chatbot.evaluation import Share
from chatbot.store.judgements import Verdict

# nltk is imported where it is used: it takes a second or two, and only one page needs it.

ENOUGH = 20
"""So many things judged by two; of fewer a coefficient says nothing."""
RESAMPLES = 1000
_SEED = 0
_PAIR = 2

Labels = Mapping[int, str]
"""Reviewer -> label of one thing."""
_Doubled = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Agreement beyond chance: 1 is full, 0 what chance would give; with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two reviewers agree.

    Attributes:
        reviewers: their numbers.
        share: of the things that both have judged, those of which they say the same.
        kappa: Cohen's; None where it is undefined, since both always say the same one thing.
    """

    reviewers: tuple[int, int]
    share: Share
    kappa: Coefficient | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far all reviewers agree.

    Attributes:
        share: of the things that two have judged, those of which they say the same.
        alpha: Krippendorff's, nominal; None where it is undefined, since all always say the same one thing.
        pairs: those who have judged the most together first.
        disagreements: (label, other label) -> how often, the commonest first.
    """

    share: Share
    alpha: Coefficient | None
    pairs: tuple[PairAgreement, ...]
    disagreements: Mapping[_Doubled, int]

    @property
    def is_enough(self) -> bool:
        """Whether the coefficients say something."""
        return self.share.count >= ENOUGH


def agreement_on_answers(judged: Iterable[Sequence[Verdict]]) -> Agreement:
    """Return how far reviewers agree on answers as a whole.

    Args:
        judged: the verdicts on each answer; only those count that were given blind.
    """
    return measure({verdict.reviewer: verdict.kind.value for verdict in _blind(given)} for given in judged)


def agreement_on_quotes(judged: Iterable[Sequence[Verdict]]) -> Agreement:
    """Return how far reviewers agree on the quotes that were shown.

    Labels are compared by name (nominal): wrong speaker and beside are not nearer to each other than to answers.

    Args:
        judged: the verdicts on each answer; only those count that were given blind.
    """
    things: list[dict[int, str]] = []
    for given in judged:
        of_quote: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for verdict in _blind(given):
            for quote, label in verdict.labels.items():
                of_quote[quote][verdict.reviewer] = label.value
        things += of_quote.values()
    return measure(things)


def measure(things: Iterable[Labels]) -> Agreement:
    """Return how far those agree who have labelled the same things; what only one has labelled says nothing.

    Args:
        things: reviewer -> label, of each thing; of more than two labels the first two count, by reviewer.
    """
    doubled = [dict(sorted(labels.items())[:_PAIR]) for labels in things if len(labels) >= _PAIR]
    both = [_labels(labels) for labels in doubled]
    of_pair: defaultdict[tuple[int, int], list[Labels]] = defaultdict(list)
    for labels in doubled:
        one, other = labels
        of_pair[one, other].append(labels)
    pairs = sorted(of_pair.items(), key=lambda item: (-len(item[1]), item[0]))
    differing = Counter((min(pair), max(pair)) for pair in both if pair[0] != pair[1])
    return Agreement(
        share=_share(both),
        alpha=_coefficient(_alpha(doubled), both, alpha_of),
        pairs=tuple(_pair(reviewers, some) for reviewers, some in pairs),
        disagreements=dict(sorted(differing.items(), key=lambda item: (-item[1], item[0]))),
    )


def alpha_of(counts: Mapping[_Doubled, int]) -> float | None:
    """Return Krippendorff's nominal alpha of things labelled twice; None where it is undefined.

    nltk would need minutes for a thousand samples; a test compares this with it.
    """
    pairs = sum(counts.values())
    totals: Counter[str] = Counter()
    for (one, other), count in counts.items():
        totals[one] += count
        totals[other] += count
    labels = 2 * pairs
    expected = 1 - sum(n * (n - 1) for n in totals.values()) / (labels * (labels - 1))
    observed = sum(count for (one, other), count in counts.items() if one != other) / pairs
    return None if math.isclose(expected, 0, abs_tol=1e-12) else 1 - observed / expected


def kappa_of(counts: Mapping[_Doubled, int]) -> float | None:
    """Return Cohen's kappa of things that two have labelled; None where it is undefined."""
    pairs = sum(counts.values())
    first, second = Counter[str](), Counter[str]()
    for (one, other), count in counts.items():
        first[one] += count
        second[other] += count
    expected = sum(n * second[label] for label, n in first.items()) / pairs**2
    observed = sum(count for (one, other), count in counts.items() if one == other) / pairs
    return None if math.isclose(expected, 1) else (observed - expected) / (1 - expected)


def _blind(given: Sequence[Verdict]) -> list[Verdict]:
    return [verdict for verdict in given if not verdict.adjudicates]


def _labels(labels: Labels) -> _Doubled:
    one, other = labels.values()
    return one, other


def _share(both: Sequence[_Doubled]) -> Share:
    return Share(sum(one == other for one, other in both), len(both))


def _pair(reviewers: tuple[int, int], things: Sequence[Labels]) -> PairAgreement:
    both = [_labels(labels) for labels in things]
    return PairAgreement(reviewers, _share(both), _coefficient(_kappa(things, reviewers), both, kappa_of))


def _alpha(things: Sequence[Labels]) -> float | None:
    if len({label for labels in things for label in labels.values()}) < _PAIR:
        return None  # nltk says 1 then, but there is nothing that chance could have made otherwise
    from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415

    return float(AnnotationTask(_triples(things)).alpha())


def _kappa(things: Sequence[Labels], reviewers: tuple[int, int]) -> float | None:
    if len({label for labels in things for label in labels.values()}) < _PAIR:
        return None  # 0 / 0, of which nltk makes 1
    from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415

    # A task of these two alone: nltk divides by all things of a task, also by those that others have judged.
    one, other = reviewers
    return float(AnnotationTask(_triples(things)).kappa_pairwise(str(one), str(other)))


def _triples(things: Sequence[Labels]) -> list[tuple[str, str, str]]:
    return [(str(who), f"{n:09}", label) for n, labels in enumerate(things) for who, label in labels.items()]


def _coefficient(
    value: float | None, both: Sequence[_Doubled], of_counts: Callable[[Mapping[_Doubled, int]], float | None]
) -> Coefficient | None:
    """Return a coefficient with 95 % of those of things drawn anew, always the same draws."""
    if value is None:
        return None
    draw = random.Random(_SEED)  # noqa: S311  a bootstrap, no secret
    drawn = (of_counts(Counter(draw.choices(both, k=len(both)))) for _ in range(RESAMPLES))
    # A sample in which all say the same is one of full agreement.
    values = sorted(1.0 if each is None else each for each in drawn)
    return Coefficient(value, values[RESAMPLES * 25 // 1000], values[RESAMPLES * 975 // 1000 - 1])
