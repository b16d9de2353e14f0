"""What scores are worth: bins, calibration error, risk over coverage; exact on small cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.evaluation import LabelledQuestion, Share
from chatbot.reliability import (
    NEVER_REFUSED,
    Judged,
    Point,
    answering_curve,
    area_under,
    bins,
    calibration_error,
    decided,
    judge,
    refusing_curve,
)
from tests.chatbot.conftest import BY_MEANING
from tests.index.fakes import FakeEncoder

JUDGED = [
    Judged(0.95, is_right=True, is_answerable=True),
    Judged(0.85, is_right=True, is_answerable=True),
    Judged(0.81, is_right=False, is_answerable=False),
    Judged(0.25, is_right=False, is_answerable=True),
    Judged(0.05, is_right=False, is_answerable=False),
]


def test_scores_of_like_size_share_a_bin() -> None:
    """Only bins that hold any; a score of 1 is in the last."""
    found = bins([*JUDGED, Judged(1.0, is_right=True, is_answerable=True)])
    assert [(one.low, one.right) for one in found] == [
        (0.0, Share(0, 1)),
        (0.2, Share(0, 1)),
        (0.8, Share(1, 2)),
        (0.9, Share(2, 2)),
    ]
    assert found[2].mean_score == pytest.approx(0.83)
    assert bins([]) == []


def test_the_calibration_error_weighs_bins_by_their_questions() -> None:
    """|0.95 - 1| + 2 * |0.83 - 0.5| + |0.25 - 0| + |0.05 - 0|, over five."""
    assert calibration_error(JUDGED) == pytest.approx((0.05 + 0.66 + 0.25 + 0.05) / 5)
    assert calibration_error([]) == 0.0


def test_the_curve_of_answering_goes_from_the_surest_to_all() -> None:
    """Of those answered, the share that is wrong."""
    curve = answering_curve(JUDGED)
    assert curve == [Point(0.2, 0.0), Point(0.4, 0.0), Point(0.6, 1 / 3), Point(0.8, 0.5), Point(1.0, 0.6)]
    assert area_under(curve) == pytest.approx((0 + 0 + 1 / 3 + 0.5 + 0.6) / 5)


def test_the_curve_of_refusing_goes_the_other_way() -> None:
    """Of those refused, the share that has an answer."""
    risks = [point.risk for point in refusing_curve(JUDGED)]
    assert risks == [0.0, 0.5, pytest.approx(1 / 3), 0.5, pytest.approx(0.6)]


def test_no_threshold_lies_between_equal_scores() -> None:
    """They are answered together or not at all."""
    same = [replace(one, score=0.5) for one in JUDGED]
    assert answering_curve(same) == [Point(1.0, 0.6)]


def test_the_operating_point_lies_on_both_curves() -> None:
    """What is answered and what is refused add up; where nothing is refused there is no such point."""
    answered, refused = decided(JUDGED, 0.5)
    assert answered == answering_curve(JUDGED)[2]
    assert refused == refusing_curve(JUDGED)[1]
    assert decided(JUDGED, 0.0) == (Point(1.0, 0.6), None)
    assert decided(JUDGED, 0.99) == (None, Point(1.0, 0.6))


def test_what_would_be_refused_is_judged_too(articles: Path, chatbot: Chatbot, tmp_path: Path) -> None:
    """The weather has a first quote, and it is wrong; a greeting has none."""
    questions = [
        LabelledQuestion("Hur ofta träffar ni polisen?", relevant={"Polisen träffar": 2}),
        LabelledQuestion("Hur blir vädret?", answerable=False),
        LabelledQuestion("Hej!", answerable=False),
    ]
    never = replace(BY_MEANING, operating_point=NEVER_REFUSED)
    with Chatbot(FakeEncoder(256), corpus=articles, index=tmp_path / "index", calibration=never) as eager:
        right, wrong = judge(eager, questions)
    assert (right.is_right, right.is_answerable) == (True, True)
    assert (wrong.is_right, wrong.is_answerable) == (False, False)
    assert wrong.score < 0.5 < right.score
