"""Measure what lessons do to questions that they were not learnt from, over bounds of how alike two questions must be.

    PYTHONPATH=. .venv/bin/python scripts/measure_lessons.py

Half of the answerable questions to tune on become lessons: their best quote answers them, and what was shown first and
is not labelled does not. The other half, and all questions that should be refused, are asked with and without them;
then the halves change places. The halves to look at last are never touched here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from chatbot import lessons
from chatbot.answering import Chatbot
from chatbot.evaluation import LabelledQuestion, Outcome, Report, ask_labelled, best_words, grade_of, read_questions
from chatbot.settings import Settings
from chatbot.steering import NOTHING, FixedSteering, Lesson, Steering
from chatbot.trials import Corpus, corpus_of, index_corpus
from index.model import load_encoder

GOLD = Path("tests/gold")
SETS = (GOLD / "questions.tune.jsonl", GOLD / "collections" / "a.jsonl")
BOUNDS = (
    (0.70, 0.80),
    (0.75, 0.85),
    (0.80, 0.88),
    (0.80, 0.92),
    (0.84, 0.90),
    (0.84, 0.92),
    (0.88, 0.94),
    (0.90, 0.96),
)
MEASURES = ("first_fair", "best_in_three", "answered", "refused", "first_shown_fair")


def main() -> None:
    """Print a table for each set."""
    settings = Settings()
    encoder = load_encoder(settings.model_directory, None)
    for path in SETS:
        corpus = corpus_of(path) or Corpus(settings.corpus, "*")
        root = settings.evaluation_directory / corpus.name
        index_corpus(corpus, encoder, root)
        steering = FixedSteering()
        with (
            Chatbot(encoder, corpus=corpus.folder, index=root) as plain,
            plain.steered_by(steering) as chatbot,
        ):
            _measure(path, chatbot, steering)


def _measure(path: Path, chatbot: Chatbot, steering: FixedSteering) -> None:
    questions = read_questions(path)
    taught = [each for each in questions if each.answerable and each.relevant]
    folds = [Steering(lessons=tuple(_lessons(taught[half::2], chatbot))) for half in (0, 1)]
    asked = [[each for each in questions if each not in taught[half::2]] for half in (0, 1)]
    print(f"\n{path}: {len(questions)} questions, {[len(fold.lessons) for fold in folds]} lessons")
    print(f"| bounds | changed | better | worse | ndcg@3 | {' | '.join(MEASURES)} |")
    steering.steering = NOTHING
    before = [ask_labelled(chatbot, each) for fold in asked for each in fold]
    _row("none", before, before)
    for far, near in BOUNDS:
        lessons.FAR, lessons.NEAR = far, near
        after: list[Outcome] = []
        for fold, some in zip(folds, asked, strict=True):
            steering.steering = fold
            after += [ask_labelled(chatbot, each) for each in some]
        _row(f"{far:.2f}-{near:.2f}", before, after)


def _lessons(taught: Sequence[LabelledQuestion], chatbot: Chatbot) -> Iterator[Lesson]:
    """Yield what a reviewer would teach: the best quote, and that what is shown first and is not labelled is beside."""
    records = {}
    with chatbot.lend_generation() as generation:
        for record in generation.records(range(generation.counts.records)):
            records[record.id] = record.text
    for each in taught:
        best = set(best_words(each))
        yield from (
            Lesson(each.question, name, answers=True)
            for name, text in records.items()
            if any(words in text for words in best)
        )
        answer = chatbot.ask(each.question, each.history)
        for quote in answer.quotes[:1]:
            if not grade_of(quote.text, each.relevant):
                place, speaker = answer.interpreted.municipality, answer.interpreted.speaker
                yield Lesson(each.question, quote.id, answers=False, municipality=place, speaker=speaker)


def _row(name: str, before: Sequence[Outcome], after: Sequence[Outcome]) -> None:
    pairs = list(zip(before, after, strict=True))
    changed = [(one, other) for one, other in pairs if one.answer.quotes != other.answer.quotes]
    better = sum(_worth(other) > _worth(one) for one, other in changed)
    worse = sum(_worth(other) < _worth(one) for one, other in changed)
    report = Report(tuple(after))
    shares = " | ".join(f"{report.share(measure).value:.3f}" for measure in MEASURES)
    print(f"| {name} | {len(changed)} | {better} | {worse} | {report.ndcg:.3f} | {shares} |", flush=True)


def _worth(outcome: Outcome) -> float:
    """Return how good an answer is: 1 for the best, 0 for none where one is due; wrongly answered is below."""
    if outcome.refused is not None:
        return 1.0 if outcome.refused else -1.0
    return outcome.ndcg or 0.0


if __name__ == "__main__":
    main()
