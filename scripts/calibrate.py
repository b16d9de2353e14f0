"""Fit the coefficients in chatbot/calibration.json on the tune half of the labelled questions.

    .venv/bin/python scripts/calibrate.py            needs a built index (chatbot build)

A logistic regression on the features of the ten nearest candidates of each question: does this
candidate answer it? The operating point weighs the two kinds of error, judged by cross-validation:
a topic's questions are never both fitted and judged. The last half is never looked at here.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from chatbot.answering import Chatbot
from chatbot.evaluation import grade_of, read_questions
from chatbot.ranking import NEAREST, Features
from chatbot.settings import Settings

QUESTIONS = Path("tests/gold/questions.tune.jsonl")
TARGET = Path("chatbot/calibration.json")
FOLDS = 10
STRENGTH = 1.0
"""C of the regression; from 0.1 to 1.0 the cross-validated AUROC stays within 0.003."""

WORTH_OF_NO = 2.0
"""A quote that does not answer costs twice the trust that a missing answer does."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's candidates: features (n, features), whether each answers; nearest first."""

    topic: str
    answerable: bool
    features: Floats
    answers: npt.NDArray[np.bool_]


def collect(chatbot: Chatbot, path: Path) -> list[Asked]:
    """Return the candidates of every question about something."""
    collected = []
    for labelled in read_questions(path):
        found = chatbot.candidates(labelled.question, labelled.history)
        found.sort(key=lambda item: -item[1].features.unit)
        if found:
            features = np.array([astuple(candidate.features) for _, candidate, _ in found[:NEAREST]])
            answers = np.array([grade_of(record.text, labelled.relevant) > 0 for *_, record in found[:NEAREST]])
            collected.append(Asked(labelled.topic or labelled.question, labelled.answerable, features, answers))
    return collected


def fit(asked: Sequence[Asked]) -> tuple[Floats, float]:
    """Return weights and intercept on the features' own scale."""
    features = np.concatenate([one.features for one in asked])
    answers = np.concatenate([one.answers for one in asked])
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH))
    pipeline.fit(features, answers)
    scaler, regression = pipeline[0], pipeline[1]
    weights = regression.coef_[0] / scaler.scale_
    return weights, float(regression.intercept_[0] - weights @ scaler.mean_)


def best_probability(one: Asked, weights: Floats, intercept: float) -> tuple[float, bool]:
    """Return the probability of the best candidate, and whether it answers."""
    log_odds = one.features @ weights + intercept
    best = int(np.argmax(log_odds))
    return float(1 / (1 + np.exp(-log_odds[best]))), bool(one.answers[best])


def cross_validate(asked: Sequence[Asked]) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return for each question, judged by folds that lack its topic, probability and rightness of its best."""
    probabilities, right = np.zeros(len(asked)), np.zeros(len(asked), np.bool_)
    for train, test in GroupKFold(FOLDS).split(np.zeros(len(asked)), groups=[one.topic for one in asked]):
        weights, intercept = fit([asked[i] for i in train])
        for i in test:
            probabilities[i], right[i] = best_probability(asked[i], weights, intercept)
    return probabilities, right


def choose_point(probabilities: Floats, answerable: npt.NDArray[np.bool_]) -> float:
    """Return the probability from which on to answer, at the least cost of both kinds of error."""
    points = np.arange(0.05, 0.95, 0.01)
    answered = np.array([(probabilities[answerable] >= point).mean() for point in points])
    refused = np.array([(probabilities[~answerable] < point).mean() for point in points])
    worth = answered + WORTH_OF_NO * refused
    best = np.flatnonzero(np.isclose(worth, worth.max()))
    # In the middle of equally good ones: the edge of a gap is an accident of these questions.
    return round(float(points[best[len(best) // 2]]), 2)


def main() -> None:
    """Fit, judge by cross-validation, write the file."""
    with Chatbot.open(Settings.from_environment()) as chatbot:
        asked = collect(chatbot, QUESTIONS)
    answerable = np.array([one.answerable for one in asked])
    probabilities, right = cross_validate(asked)
    point = choose_point(probabilities, answerable)
    weights, intercept = fit(asked)
    calibration = {
        "how": "scripts/calibrate.py: logistic regression, cross-validated by topic",
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "questions": f"{QUESTIONS}: {len(asked)} about something, {int(answerable.sum())} of them with an answer",
        "cross_validated": {
            "auroc": round(float(roc_auc_score(answerable, probabilities)), 3),
            "brier": round(float(brier_score_loss(right, probabilities)), 3),
            "answered": round(float((probabilities[answerable] >= point).mean()), 3),
            "refused": round(float((probabilities[~answerable] < point).mean()), 3),
        },
        "weights": {
            field.name: round(float(weight), 4) for field, weight in zip(fields(Features), weights, strict=True)
        },
        "intercept": round(intercept, 4),
        "operating_point": point,
    }
    text = json.dumps(calibration, ensure_ascii=False, indent=2)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
