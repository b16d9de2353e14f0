"""Features become a probability, and the probability a decision: to answer or to abstain.

The coefficients are made by scripts/calibrate.py from the tune half of the labelled questions.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from operator import attrgetter
from pathlib import Path

from chatbot.errors import CalibrationError
from chatbot.ranking import Features

_REMEDY = "kör: python scripts/calibrate.py"
_values = attrgetter(*(field.name for field in fields(Features)))


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression on the features of a candidate.

    Attributes:
        weights: one for each feature.
        intercept: log-odds of a candidate whose features are all 0.
        operating_point: abstain if no candidate reaches this probability.
    """

    weights: Features
    intercept: float
    operating_point: float

    def probability(self, features: Features) -> float:
        """Return the probability in (0, 1) that a candidate answers the question."""
        pairs = zip(_values(self.weights), _values(features), strict=True)
        log_odds = self.intercept + sum(weight * value for weight, value in pairs)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


@cache
def default_calibration() -> Calibration:
    """Return the calibration that comes with the program."""
    with files("chatbot").joinpath("calibration.json").open(encoding="utf-8") as file:
        return _parsed(file.read(), "chatbot/calibration.json")


@cache
def background_questions() -> tuple[str, ...]:
    """Return the unrelated questions that tell how near anything at all comes to an index."""
    content = files("chatbot").joinpath("background.txt").read_text(encoding="utf-8")
    return tuple(line for line in content.splitlines() if line and not line.startswith("#"))


def read_calibration(path: Path) -> Calibration:
    """Return the calibration in a file.

    Raises:
        CalibrationError: the file is missing or malformed.
    """
    try:
        return _parsed(path.read_text(encoding="utf-8"), str(path))
    except OSError as exc:
        raise CalibrationError(f"{path}: går inte att läsa ({exc.strerror}); {_REMEDY}") from exc


def _parsed(content: str, name: str) -> Calibration:
    try:
        stored = json.loads(content)
        weights = Features(**{field.name: float(stored["weights"][field.name]) for field in fields(Features)})
        calibration = Calibration(weights, float(stored["intercept"]), float(stored["operating_point"]))
    except (ValueError, KeyError, TypeError) as exc:
        raise CalibrationError(f"{name}: saknar giltiga koefficienter ({exc}); {_REMEDY}") from exc
    if not 0.0 < calibration.operating_point < 1.0:
        got = calibration.operating_point
        raise CalibrationError(f"{name}: operating_point är {got}, ska vara mellan 0 och 1; {_REMEDY}")
    return calibration
