"""Features become a probability; coefficients that cannot be used are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.confidence import Calibration, background_questions, default_calibration, read_calibration
from chatbot.errors import CalibrationError
from chatbot.ranking import Features

NOTHING = Features(unit=0.0, chunk=0.0, covered=0.0, missing=0.0, worded=0.0, told=0.0)


def test_probability_is_the_logistic_of_the_weighted_sum() -> None:
    """Log-odds 0 are one half; the extremes stay within (0, 1)."""
    weights = Features(unit=2.0, chunk=0.0, covered=1.0, missing=-1.0, worded=0.0, told=0.0)
    calibration = Calibration(weights, intercept=0.0, operating_point=0.5)
    assert calibration.probability(NOTHING) == 0.5
    one = Features(unit=1.0, chunk=9.0, covered=1.0, missing=2.0, worded=1.0, told=1.0)
    assert calibration.probability(one) == pytest.approx(0.7310586)
    far = Features(unit=1e9, chunk=0.0, covered=0.0, missing=0.0, worded=0.0, told=0.0)
    assert 0.0 < calibration.probability(far) < 1.0


def test_the_shipped_coefficients_point_the_right_way() -> None:
    """Nearness and shared words speak for a candidate; narration against it."""
    calibration = default_calibration()
    assert calibration.weights.unit > 0
    assert calibration.weights.covered > 0
    assert calibration.weights.late > 0
    assert calibration.weights.told < 0
    assert 0.0 < calibration.operating_point < 1.0
    assert calibration.probability(NOTHING) < calibration.operating_point


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"weights": {}, "intercept": 0, "operating_point": 0.5}',
        json.dumps({"weights": dict.fromkeys(Features.__slots__, "x"), "intercept": 0, "operating_point": 0.5}),
        json.dumps({"weights": dict.fromkeys(Features.__slots__, 1.0), "intercept": 0, "operating_point": 0}),
    ],
)
def test_malformed_coefficients_are_refused_with_the_remedy(tmp_path: Path, content: str) -> None:
    """An operating point of 0 would always answer."""
    path = tmp_path / "calibration.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CalibrationError, match=r"calibration.json: .*kör: python scripts/calibrate.py"):
        read_calibration(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """There is no default to fall back on."""
    with pytest.raises(CalibrationError, match="går inte att läsa"):
        read_calibration(tmp_path / "none.json")


def test_there_are_enough_unrelated_questions() -> None:
    """A mean and a spread want dozens, each once."""
    questions = background_questions()
    assert len(questions) == len(set(questions)) >= 30
