"""The commands that ask: ask, filters, topics and check."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from chatbot.answer_view import answer_text, comparison_text, facets_text
from chatbot.answering import Chatbot
from chatbot.batches import read_batch
from chatbot.check_view import show_check
from chatbot.filters import Filters
from chatbot.quote_checking import check_quote
from chatbot.settings import Settings
from chatbot.steering import read_steering
from chatbot.verifying import open_index

TOP = 3
"""Quotes of an answer unless --top tells otherwise."""


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or a file of them."""
    requests = read_batch(options.batch) if options.batch else []
    top = options.top or TOP
    with Chatbot.open(settings) as chatbot:
        if options.batch:
            for request in requests:
                answer = chatbot.ask(
                    request.question,
                    request.history,
                    municipality=request.municipality or options.municipality,
                    speaker=request.speaker or options.speaker,
                    filters=_filters(options),
                    top=top,
                )
                print_json(answer.to_dict())
            return 0
        answer = chatbot.ask(
            options.question,
            options.history,
            speaker=options.speaker,
            filters=_filters(options),
            top=top,
        )
    if options.json:
        print_json(answer.to_dict(), indent=2)
    else:
        print(answer_text(answer))
    return 0


def compare(options: argparse.Namespace, settings: Settings) -> int:
    """Answer municipality by municipality."""
    with Chatbot.open(settings) as chatbot:
        compared = chatbot.compare(options.question, options.history, filters=_filters(options), top=options.top or 1)
    if options.json:
        print_json(compared.to_dict(), indent=2)
    else:
        print(comparison_text(compared))
    return 0


def _filters(options: argparse.Namespace) -> Filters:
    return Filters(options.municipality, options.role, options.area, options.from_year, options.to_year)


def show_filters(options: argparse.Namespace, settings: Settings) -> int:
    """Show what answers can be narrowed to."""
    with Chatbot.open(settings) as chatbot:
        counts = chatbot.facets(_filters(options), options.language)
    if options.json:
        print_json(asdict(counts), indent=2)
    else:
        print(facets_text(counts))
    return 0


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Tell whether a text stands word for word in an article."""
    text = sys.stdin.read() if options.text == "-" else options.text
    steering, _ = read_steering(settings.steering_directory)
    with open_index(settings) as generation:
        checked = check_quote(text, generation, settings.corpus, hidden=steering.hidden)
    if options.json:
        print_json(checked.to_dict(), indent=2)
    else:
        show_check(checked)
    return 0


def show_topics(options: argparse.Namespace, settings: Settings) -> int:
    """Show what can be asked about."""
    with Chatbot.open(settings) as chatbot:
        topics = chatbot.topics(options.language)
    if options.json:
        print_json([asdict(topic) for topic in topics], indent=2)
    else:
        print("\n\n".join("\n".join([topic.heading, *(f"  {q}" for q in topic.questions)]) for topic in topics))
    return 0


def print_json(data: object, indent: int | None = None) -> None:
    """Print data as JSON, at once."""
    print(json.dumps(data, ensure_ascii=False, indent=indent), flush=True)
