"""Agreement: as published examples have it, and honest where it says nothing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

import pytest
from nltk.metrics.agreement import AnnotationTask

from chatbot.agreement import Agreement, alpha_of, kappa_of, measure

_: int | None = None
CANONICAL = {
    "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    "C": [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
}
"""Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section D: four coders, with gaps."""
YES_NO = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
"""A table of 50 by two: observed 35 / 50 = 0.7, expected 0.5 * 0.6 + 0.5 * 0.4 = 0.5, kappa 0.2 / 0.5 = 0.4."""


def things(counts: Mapping[tuple[str, str], int], reviewers: tuple[int, int] = (1, 2)) -> list[dict[int, str]]:
    """Return things that two have labelled so often so."""
    one, other = reviewers
    return [{one: first, other: second} for (first, second), n in counts.items() for _number in range(n)]


def test_the_library_gives_the_published_alpha() -> None:
    """With four coders and gaps, nominal: 0.743."""
    rows = [(who, str(n), label) for who, row in CANONICAL.items() for n, label in enumerate(row) if label is not None]
    assert AnnotationTask(rows).alpha() == pytest.approx(0.743, abs=0.0005)


def test_kappa_is_as_computed_by_hand() -> None:
    """Cohen (1960): (observed - expected) / (1 - expected)."""
    (pair,) = measure(things(YES_NO)).pairs
    assert pair.kappa is not None
    assert (pair.reviewers, pair.share.hits, pair.share.count) == ((1, 2), 35, 50)
    assert pair.kappa.value == pytest.approx(0.4)
    assert pair.kappa.low < 0.4 < pair.kappa.high


def test_alpha_is_as_computed_by_hand() -> None:
    """Observed 15 / 50; expected, of 55 yes and 45 no among 100 labels, 2 * 55 * 45 / (100 * 99) = 0.5."""
    alpha = measure(things(YES_NO)).alpha
    assert alpha is not None
    assert alpha.value == pytest.approx(1 - 0.3 / 0.5)


@pytest.mark.parametrize("seed", range(5))
def test_the_samples_are_measured_as_the_library_measures(seed: int) -> None:
    """Of any labels."""
    draw = random.Random(seed)  # noqa: S311  no secret
    counts = Counter((draw.choice("abcd"), draw.choice("abcd")) for _number in range(40))
    measured = measure(things(counts))
    assert measured.alpha is not None
    assert measured.pairs[0].kappa is not None
    assert alpha_of(counts) == pytest.approx(measured.alpha.value)
    assert kappa_of(counts) == pytest.approx(measured.pairs[0].kappa.value)


def test_coefficients_of_a_single_label_are_undefined() -> None:
    """Both always say the same: full agreement, but nothing beyond chance can be told."""
    measured = measure(things({("right", "right"): 30}))
    assert (measured.share.value, measured.alpha, measured.pairs[0].kappa) == (1.0, None, None)


def test_nothing_judged_twice_says_nothing() -> None:
    """Also where much was judged once."""
    assert measure([{1: "right"}, {}]) == Agreement(measure([]).share, None, (), {})
    assert not measure([]).is_enough


def test_a_pair_is_measured_by_what_both_have_judged() -> None:
    """What others have judged does not count for it; those with the most together come first."""
    measured = measure([*things({("a", "b"): 1, ("a", "a"): 2}, (1, 3)), *things(YES_NO)])
    assert [(pair.reviewers, pair.share.count) for pair in measured.pairs] == [((1, 2), 50), ((1, 3), 3)]
    assert measured.pairs[0].kappa is not None
    assert measured.pairs[0].kappa.value == pytest.approx(0.4)


def test_disagreements_are_counted_whoever_said_what() -> None:
    """The commonest first."""
    measured = measure(things({("a", "b"): 2, ("b", "a"): 3, ("c", "a"): 6, ("a", "a"): 9}))
    assert list(measured.disagreements.items()) == [(("a", "c"), 6), (("a", "b"), 5)]
