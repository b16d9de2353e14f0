"""Fit the coefficients in chatbot/calibration.json on the labelled questions that are there to tune on.

    make calibrate              or: .venv/bin/python scripts/calibrate.py

First the order: a pairwise logistic regression on the features of a question's candidates (RankNet, Burges 2005): which
of two quotes answers better? Then the confidence: a logistic regression on the place in that order and on what is known
of the question: does this quote answer it? Both are linear, so one weight a feature is kept. The operating point weighs
the kinds of error. Everything is judged by cross-validation: a topic's questions are never both fitted and judged.
The halves to look at last are never touched here.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

from chatbot.answering import Chatbot
from chatbot.evaluation import grade_of, read_questions
from chatbot.ranking import Features
from chatbot.settings import Settings
from chatbot.trials import Corpus, corpus_of, index_corpus
from index.encoding import Encoder
from index.model import load_encoder

GOLD = Path("tests/gold")
SETS = (GOLD / "questions.tune.jsonl", *(GOLD / "collections" / f"{name}.jsonl" for name in ("a", "c", "d")))
TIMES = {"questions.tune": 3}
"""How often a set counts: the shipped articles are real ones, and the collections would outvote them."""
TARGET = Path("chatbot/calibration.json")
FOLDS = 10
NAMES = [field.name for field in fields(Features)]
OF_QUESTION = ("choice", "typical", "missing", "worded")
"""Features that all candidates of a question share: they say nothing of the order."""
JUDGED = 3
"""Candidates a question on which confidence is fitted: those that may be shown."""

WRONG, NO_ANSWER = 0.25, 2.0
"""What it costs to show a wrong quote where a right one exists, and where none does; a right one is worth 1."""
EQUAL = 0.97
"""Share of the most that can be had, from which on two operating points are as good as each other."""

Floats = npt.NDArray[np.float64]
_shared = np.array([name in OF_QUESTION for name in NAMES])


@dataclass(frozen=True, slots=True)
class Asked:
    """One question's candidates: features (n, features), their grades (n,)."""

    topic: str
    source: str
    answerable: bool
    features: Floats
    grades: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Model:
    """A weight for each feature, on the features' own scale, and the intercept."""

    weights: Floats
    intercept: float

    def log_odds(self, features: Floats) -> Floats:
        """Return (n,) of (n, features)."""
        return np.asarray(features @ self.weights + self.intercept)


def collect(encoder: Encoder, settings: Settings) -> Iterator[Asked]:
    """Yield the candidates of every question about something."""
    for path in SETS:
        corpus = corpus_of(path) or Corpus(settings.corpus, "*")
        root = settings.evaluation_directory / corpus.name
        index_corpus(corpus, encoder, root, print)
        with Chatbot(encoder, corpus=corpus.folder, index=root) as chatbot:
            for labelled in read_questions(path):
                found = chatbot.candidates(labelled.question, labelled.history)
                if found:
                    features = np.array([astuple(candidate.features) for _, candidate, _ in found])
                    grades = np.array([grade_of(record.text, labelled.relevant) for *_, record in found])
                    topic = labelled.topic or labelled.question
                    yield Asked(topic, path.stem, labelled.answerable, features, grades)


def fit(asked: Sequence[Asked]) -> Model:
    """Return the order's weights, scaled to log-odds, and the intercept."""
    asked = [one for one in asked for _ in range(TIMES.get(one.source, 1))]
    order = fit_order(asked)
    best = [np.argsort(-(one.features @ order))[:JUDGED] for one in asked]
    features = np.concatenate([one.features[rows] for one, rows in zip(asked, best, strict=True)])
    answers = np.concatenate([one.grades[rows] > 0 for one, rows in zip(asked, best, strict=True)])
    inputs = np.column_stack([features @ order, features[:, _shared]])
    regression = LogisticRegression(C=1.0).fit(inputs, answers)
    scale, *of_question = regression.coef_[0]
    weights = order * scale
    weights[_shared] = of_question
    return Model(weights, float(regression.intercept_[0]))


def fit_order(asked: Sequence[Asked], strength: float = 0.3) -> Floats:
    """Return a weight for each feature that the candidates of a question differ in; 0 for the others.

    Args:
        asked: questions; those without two different grades tell nothing.
        strength: C of the regression.
    """
    differences, importance = [], []
    for one in asked:
        better, worse = np.nonzero(one.grades[:, None] > one.grades[None, :])
        if len(better):
            differences.append(one.features[better] - one.features[worse])
            gains = 2.0**one.grades
            gain = gains[better] - gains[worse]
            # The nearest wrong ones decide which is shown: the rest is far below anyway.
            importance.append(gain / gain.sum())
    rows, weights = np.concatenate(differences), np.concatenate(importance)
    spread = np.where(_shared, 1.0, rows.std(axis=0) + 1e-9)
    both = np.concatenate([rows, -rows]) / spread
    right = np.repeat([True, False], len(rows))
    weights = np.concatenate([weights, weights]) * len(asked) / weights.sum()
    regression = LogisticRegression(C=strength, fit_intercept=False, max_iter=300).fit(both, right, weights)
    return np.asarray(np.where(_shared, 0.0, regression.coef_[0] / spread))


@dataclass(frozen=True, slots=True)
class Judged:
    """Each question judged by a model that was not fitted on its topic."""

    probability: Floats
    right: npt.NDArray[np.bool_]
    answerable: npt.NDArray[np.bool_]
    times: Floats


def cross_validate(asked: Sequence[Asked]) -> Judged:
    """Return for each question probability and rightness of the best candidate."""
    probability, right = np.zeros(len(asked)), np.zeros(len(asked), np.bool_)
    for train, test in GroupKFold(FOLDS).split(np.zeros(len(asked)), groups=[one.topic for one in asked]):
        model = fit([asked[i] for i in train])
        for i in test:
            log_odds = model.log_odds(asked[i].features)
            best = int(np.argmax(log_odds))
            probability[i], right[i] = 1 / (1 + np.exp(-log_odds[best])), asked[i].grades[best] > 0
    times = np.array([float(TIMES.get(one.source, 1)) for one in asked])
    return Judged(probability, right, np.array([one.answerable for one in asked]), times)


def choose_point(judged: Judged) -> float:
    """Return the probability from which on to answer: where most is right of what is answered and what is refused."""
    points = np.arange(0.05, 0.9, 0.01)
    worth = np.array([worth_of(judged, point) for point in points])
    # Smaller differences are an accident of these questions; among equals the one that answers most.
    return round(float(points[np.flatnonzero(worth >= EQUAL * worth.max())[0]]), 2)


def worth_of(judged: Judged, point: float) -> float:
    """Return what an operating point is worth: 1 for each right answer, less what the wrong ones cost."""
    shown = judged.probability >= point
    wrong, none = shown & judged.answerable & ~judged.right, shown & ~judged.answerable
    return float((judged.times * (1.0 * (shown & judged.right) - WRONG * wrong - NO_ANSWER * none)).sum())


def table(asked: Sequence[Asked], judged: Judged, point: float) -> dict[str, dict[str, float]]:
    """Return the cross-validated measures of each set."""
    sources = np.array([one.source for one in asked])
    shown = judged.probability >= point
    measures = {}
    for source in dict.fromkeys(sources):
        of = sources == source
        has, none = of & judged.answerable, of & ~judged.answerable
        measures[str(source)] = {
            "questions": int(of.sum()),
            "first_fair": round(float((shown & judged.right)[has].mean()), 3),
            "shown_fair": round(float(judged.right[has & shown].mean()), 3),
            "answered": round(float(shown[has].mean()), 3),
            "refused": round(float((~shown)[none].mean()), 3),
            "auroc": round(float(roc_auc_score(judged.answerable[of], judged.probability[of])), 3),
            "brier": round(float(brier_score_loss(judged.right[of], judged.probability[of])), 3),
        }
    return measures


def main() -> None:
    """Fit, judge by cross-validation, write the file."""
    settings = Settings.from_environment()
    asked = list(collect(load_encoder(settings.model_directory, settings.model), settings))
    judged = cross_validate(asked)
    point = choose_point(judged)
    model = fit(asked)
    calibration = {
        "how": "scripts/calibrate.py: pairwise logistic regression, then logistic regression; cross-validated by topic",
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "cross_validated": table(asked, judged, point),
        "weights": {name: round(float(weight), 4) for name, weight in zip(NAMES, model.weights, strict=True)},
        "intercept": round(model.intercept, 4),
        "operating_point": point,
    }
    text = json.dumps(calibration, ensure_ascii=False, indent=2)
    TARGET.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
