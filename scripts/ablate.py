"""Leave each leg and each step of the ranking out once, and measure what is lost: docs/evaluation/ablation.md.

    make evaluation             or: .venv/bin/python -m scripts.ablate

Whatever is left out is left out while the weights are fitted, on the questions to tune on, so that the rest may take
its place; then the questions to look at last are asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from chatbot.answering import Chatbot
from chatbot.confidence import Calibration
from chatbot.evaluation import Share, evaluate, read_questions
from chatbot.evaluation_view import MEASURE_HEADS, markdown_table, measure_row, share_cell
from chatbot.ranking import Candidate, Features, find_candidates
from chatbot.related import Thesaurus
from chatbot.reliability import NEVER_REFUSED, answering_curve, area_under, judge
from chatbot.settings import Settings
from chatbot.trials import Corpus, corpus_of, index_corpus
from index.encoding import Encoder
from index.model import load_encoder
from index.spelling import Spelling
from scripts.calibrate import GOLD, NAMES, SETS, Asked, choose_point, collect, cross_validate, fit

TARGET = Path("docs/evaluation/ablation.md")
LAST = sorted({*GOLD.glob("questions*.jsonl"), *GOLD.glob("collections/*.jsonl")} - set(SETS))

HEADS = ("första rätt om inget avvisas", "AURC", *MEASURE_HEADS)
ABOUT = (
    "Skriven av `python -m scripts.ablate`. En del i taget är utelämnad, också när vikterna och gränsen för att svara "
    "anpassades. Vad delen ger ordningen syns där inget avvisas; de övriga måtten beror också på var gränsen hamnade."
)

LEGS: Mapping[str, Sequence[str]] = {
    "bästa mening": ["unit"],
    "hela citatet": ["chunk"],
    "sammanhanget": ["context"],
    "sen växelverkan (late interaction)": ["late"],
    "kända frågor": ["known", "known_context", "typical"],
    "nyckelord": ["covered", "missing", "worded"],
    "frågans egna drag": ["typical", "missing", "worded"],
    "om det är berättartext": ["told"],
}
"""What is left out -> the features that it gives."""

STEPS: Mapping[str, Sequence[tuple[type, str, object]]] = {
    "besläktade ord": [(Thesaurus, "related", {}), (Thesaurus, "phrase_at", None)],
    "stavfel": [(Spelling, "corrected", None)],
}
"""What is left out -> methods, and what they return where they find nothing."""


@dataclass(frozen=True, slots=True)
class Index:
    """A file of questions with the index that it is asked of."""

    questions: Path
    corpus: Path
    root: Path


def indexes(encoder: Encoder, settings: Settings) -> Iterator[Index]:
    """Yield the files to look at last, their articles indexed."""
    for path in LAST:
        corpus = corpus_of(path) or Corpus(settings.corpus, "*")
        root = settings.evaluation_directory / corpus.name
        index_corpus(corpus, encoder, root, print)
        yield Index(path, corpus.folder, root)


@contextmanager
def without_step(name: str) -> Iterator[None]:
    """Let a step find nothing."""
    with ExitStack() as stack:
        for owner, method, nothing in STEPS[name]:
            stack.enter_context(mock.patch.object(owner, method, return_value=nothing))
        yield


@contextmanager
def searched_once(encoder: Encoder) -> Iterator[None]:
    """Let a question that is asked again be neither encoded nor searched for again: only weights differ."""
    encode = encoder.encode_queries
    encoded: dict[Sequence[str], Any] = {}
    found: dict[Sequence[object], list[Candidate]] = {}

    def encode_once(texts: Sequence[str]) -> Any:  # noqa: ANN401  whatever the encoder gives
        key = tuple(texts)
        if key not in encoded:
            encoded[key] = encode(texts)
        return encoded[key]

    def find_once(*of: Any, **options: Any) -> list[Candidate]:  # noqa: ANN401
        generation, _, _, text = of
        key = (generation.id, text, options["language"], str(options["allowed"]))
        if key not in found:
            found[key] = find_candidates(*of, **options)
        return found[key]

    with (
        mock.patch.object(encoder, "encode_queries", encode_once),
        mock.patch("chatbot.finding.find_candidates", find_once),
    ):
        yield


def without_features(asked: Sequence[Asked], names: Sequence[str]) -> list[Asked]:
    """Return the questions with some features at 0, so that no weight is given to them."""
    kept = np.array([name not in names for name in NAMES])
    return [replace(one, features=one.features * kept) for one in asked]


def calibration_on(asked: Sequence[Asked]) -> Calibration:
    """Return weights and operating point as scripts/calibrate.py finds them."""
    model = fit(asked)
    weights = Features(**dict(zip(NAMES, map(float, model.weights), strict=True)))
    return Calibration(weights, model.intercept, choose_point(cross_validate(asked)))


def measure(encoder: Encoder, found: Sequence[Index], calibration: Calibration) -> dict[Path, list[str]]:
    """Return for each file to look at last the cells of its row: had nothing been refused, and as answered."""
    cells = {}
    for index in found:
        questions = read_questions(index.questions)
        eager = replace(calibration, operating_point=NEVER_REFUSED)
        with Chatbot(encoder, corpus=index.corpus, index=index.root, calibration=eager) as chatbot:
            judged = list(judge(chatbot, questions))
        with Chatbot(encoder, corpus=index.corpus, index=index.root, calibration=calibration) as chatbot:
            report = evaluate(chatbot, questions)
        right = Share(sum(one.is_right for one in judged), sum(labelled.answerable for labelled in questions))
        unrefused = [share_cell(right), f"{area_under(answering_curve(judged)):.3f}"]
        cells[index.questions] = [*unrefused, *measure_row("", report)[1:]]
    return cells


def ablate(encoder: Encoder, settings: Settings) -> Iterator[tuple[str, dict[Path, list[str]]]]:
    """Yield what is left out with what is then measured; nothing is left out first."""
    found = list(indexes(encoder, settings))
    asked = list(collect(encoder, settings))
    with searched_once(encoder):
        for name, features in {"–": [], **LEGS}.items():
            yield name, measure(encoder, found, calibration_on(without_features(asked, features)))
    for name in STEPS:
        with without_step(name):
            yield name, measure(encoder, found, calibration_on(list(collect(encoder, settings))))


def main() -> None:
    """Measure, and write the page."""
    settings = Settings.from_environment()
    rows: dict[Path, list[list[str]]] = {path: [["utan", *HEADS]] for path in LAST}
    for name, cells in ablate(load_encoder(settings.model_directory, settings.model, print), settings):
        print(f"utan {name}", flush=True)
        for path, row in cells.items():
            rows[path].append([name, *row])
    parts = [
        "# Vad varje del av sökningen ger",
        ABOUT,
    ]
    for path, table in rows.items():
        parts += [f"## {path}", markdown_table(table)]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
