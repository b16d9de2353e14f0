"""The command that measures: `chatbot evaluate`, on questions, articles or passages that are labelled."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.errors import ChatbotError
from chatbot.figures import Hits, QuestionFigures, write_question_figures, write_speaker_figures
from chatbot.settings import Settings
from chatbot.steering import CurrentSteering, FixedSteering, Steers

if TYPE_CHECKING:
    from chatbot.evaluation import LabelledQuestion, Report
    from chatbot.evaluation_report import Measured
    from chatbot.trials import Corpus
    from index.encoding import Encoder

# What needs the model or FAISS is imported where it is used: articles are measured without them.

GOLD = Path("tests/gold")
"""The project's own labelled sets."""


def evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Measure what the options name and print it; return the exit code."""
    if options.attribution is not None:
        return _evaluate_attribution(options, settings)
    if options.beir is not None:
        return _evaluate_passages(options, settings)
    return _evaluate_questions(options, settings)


def _evaluate_questions(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.confidence import default_calibration
    from chatbot.evaluation import read_questions
    from chatbot.evaluation_report import write_report
    from chatbot.trials import corpus_named, corpus_of
    from index.manifest import find_current
    from index.model import load_encoder

    files = options.files or [*sorted(GOLD.glob("questions*.jsonl")), *sorted(GOLD.glob("collections/*.jsonl"))]
    if not files:
        raise ChatbotError(f"{GOLD}: inga frågor med facit (questions*.jsonl) här; ange en fil")
    questions = {file: read_questions(file) for file in files}
    named = corpus_named(options.articles) if options.articles else None
    corpora = {file: named or corpus_of(file) for file in files}
    if None in corpora.values():
        find_current(settings.index_directory)  # before the model, which takes long to unpack or load
    encoder = load_encoder(settings.model_directory, settings.model, _say)
    measured = {}
    for file, corpus in corpora.items():
        index = _index(corpus, encoder, settings)
        # What people have decided is about the articles that are served.
        steering = CurrentSteering(settings.steering_directory) if corpus is None else FixedSteering()
        thoroughly = options.report is not None
        measured[str(file)] = _measured(encoder, index, questions[file], steering, thoroughly=thoroughly)
        _print_report(str(file), measured[str(file)].report, options)
    if options.report is not None:
        point = default_calibration().operating_point
        write_report(options.report, measured, operating_point=point, model=encoder.name, with_faults=options.errors)
        _say(f"Skrev {options.report}")
    if options.figures is not None:
        sets = [_figures(measured[str(file)].report, own=corpus is None) for file, corpus in corpora.items()]
        write_question_figures(options.figures, sets)
        _say(f"Skrev {options.figures}")
    return 0


def _figures(report: Report, *, own: bool) -> QuestionFigures:
    first_right, answered, refused = (
        Hits(share.hits, share.count) for share in map(report.share, ("first_shown_fair", "answered", "refused"))
    )
    return QuestionFigures(own, first_right, answered, refused)


def _index(corpus: Corpus | None, encoder: Encoder, settings: Settings) -> tuple[Path, Path]:
    """Return the folder of the articles that are asked about, and that of their index, which is made if need be."""
    from chatbot.trials import index_corpus

    if corpus is None:
        return settings.corpus, settings.index_directory
    root = settings.evaluation_directory / corpus.name
    index_corpus(corpus, encoder, root, _say)
    return corpus.folder, root


def _measured(
    encoder: Encoder,
    index: tuple[Path, Path],
    questions: Sequence[LabelledQuestion],
    steering: Steers,
    *,
    thoroughly: bool,
) -> Measured:
    """Ask every question; thoroughly, also as if nothing were refused."""
    from chatbot.answering import Chatbot
    from chatbot.confidence import default_calibration
    from chatbot.evaluation import evaluate
    from chatbot.evaluation_report import Measured
    from chatbot.reliability import NEVER_REFUSED, judge

    folder, root = index
    with Chatbot(encoder, corpus=folder, index=root, steering=steering) as chatbot:
        report = evaluate(chatbot, questions)
    if not thoroughly:
        return Measured(report, ())
    calibration = replace(default_calibration(), operating_point=NEVER_REFUSED)
    with Chatbot(encoder, corpus=folder, index=root, calibration=calibration) as eager:  # as the program is by itself
        return Measured(report, tuple(judge(eager, questions)))


def _print_report(file: str, report: Report, options: argparse.Namespace) -> None:
    from chatbot.evaluation_view import fault_lines, faults_as_data, measures_table

    if options.json:
        faults = {"errors": faults_as_data(report)} if options.errors else {}
        _print_json({"file": file, **report.to_dict(), **faults})
    else:
        lines = ["", *fault_lines(report)] if options.errors else []
        print("\n".join([file, measures_table(report), *lines, ""]), flush=True)


def _evaluate_attribution(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.reading_evaluation import evaluate_reading, read_gold

    report = evaluate_reading(read_gold(options.attribution, settings.corpus))
    if options.json:
        _print_json(report.to_dict(), indent=2)
    else:
        print(report.table())
    if options.figures is not None:
        write_speaker_figures(
            options.figures, Hits(report.total.published_right, report.total.published), report.articles
        )
        _say(f"Skrev {options.figures}")
    return 0


def _evaluate_passages(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.passage_evaluation import evaluate_passages, open_passages, read_passages
    from index.model import load_encoder

    passages = read_passages(options.beir)
    encoder = load_encoder(settings.model_directory, settings.model, _say)
    root = settings.evaluation_directory / passages.name  # kept: weights change oftener than vectors
    with open_passages(passages, encoder, root, progress=_say) as chatbot:
        report = evaluate_passages(chatbot, passages)
    if options.json:
        _print_json(report.to_dict(), indent=2)
    else:
        print(report.table())
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _print_json(data: object, indent: int | None = None) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=indent), flush=True)
