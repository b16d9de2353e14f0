"""The command that measures: `chatbot evaluate`, on questions, articles or passages that are labelled."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from chatbot.errors import ChatbotError
from chatbot.settings import Settings

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
    from chatbot.answering import Chatbot
    from chatbot.evaluation import evaluate, read_questions
    from chatbot.evaluation_view import fault_lines, faults_as_data, measures_table
    from chatbot.trials import corpus_named, corpus_of, index_corpus
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
    for file, corpus in corpora.items():
        folder, root = settings.corpus, settings.index_directory
        if corpus is not None:
            folder, root = corpus.folder, settings.evaluation_directory / corpus.name
            index_corpus(corpus, encoder, root, _say)
        with Chatbot(encoder, corpus=folder, index=root) as chatbot:
            report = evaluate(chatbot, questions[file])
        if options.json:
            faults = {"errors": faults_as_data(report)} if options.errors else {}
            _print_json({"file": str(file), **report.to_dict(), **faults})
        else:
            lines = ["", *fault_lines(report)] if options.errors else []
            print("\n".join([str(file), measures_table(report), *lines, ""]))
    return 0


def _evaluate_attribution(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.reading_evaluation import evaluate_reading, read_gold

    report = evaluate_reading(read_gold(options.attribution, settings.corpus))
    if options.json:
        _print_json(report.to_dict(), indent=2)
    else:
        print(report.table())
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
