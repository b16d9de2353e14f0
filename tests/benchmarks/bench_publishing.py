"""From publishing an article to an answer that quotes it, and how long visitors wait meanwhile: 5 and 500 articles.

Run by `make bench`, or `python -m tests.benchmarks.bench_publishing [ARTICLES ...]`. The corpus is the five articles,
or articles made up of the sentences of the labelled ones; the chat has the bundled model. The first article that is
published after the start finds every other unread; the next ones are what a recruiter waits for. A visitor asks one
question after another all the time; the ratios are to the same visitor's questions before, since the machine may be
busy with other things.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from chatbot.answering import Chatbot
from chatbot.building import build_index
from chatbot.publishing import IndexFollower
from chatbot.settings import Settings
from index.model import load_encoder
from tests.benchmarks.bench_questions import QUOTES_IN_AN_ARTICLE, REPOSITORY, corpora_in

SIZES = (5, 500)
PUBLISHED = 3
ASKED_BEFORE = 15
QUESTIONS = ("Hur är stämningen i arbetsgruppen?", "Får man handledning?", "Vad är svårast med jobbet?")
NEW = """---
title: "Om cykeln {number}"
---
Siri Aspvik är socialsekreterare i Hjo kommun.

– Vi cyklar lådcykel {number} till alla hembesök, även när det snöar, säger Siri Aspvik.
"""
ASKED = "Cyklar ni till hembesöken när det snöar?"


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(
        "| articles | published | to an answer, s | answers | ms: before | meanwhile: median | 95 % | longest | ratio |"
    )
    print("|---" * 9 + "|")
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            for row in rows(Path(temporary) / str(size), size):
                print(f"| {size} | {row} |", flush=True)


def rows(data: Path, size: int) -> Iterator[str]:
    """Yield the cells of each article that is published."""
    data.mkdir()
    settings = Settings(corpus=data / "corpus", data=data)
    corpora = corpora_in(data, [size * QUOTES_IN_AN_ARTICLE])  # the first are the real articles
    real = next(corpora)[0]
    shutil.copytree(real if size == SIZES[0] else next(corpora)[0], settings.corpus)
    encoder = load_encoder(REPOSITORY / "var" / "model")
    build_index(settings, encoder=encoder)
    with Chatbot(encoder, corpus=settings.corpus, index=settings.index_directory) as chatbot:
        chatbot.starters()
        before = [seconds_of(chatbot, number) for number in range(ASKED_BEFORE)]
        with IndexFollower(settings, chatbot.rebuild) as follower:
            for number in range(1, PUBLISHED + 1):
                took, waits = publish(chatbot, follower, settings, number)
                yield cells(number, took, before, waits)


def publish(chatbot: Chatbot, follower: IndexFollower, settings: Settings, number: int) -> tuple[float, list[float]]:
    """Publish an article; return the seconds until it is quoted, and those of each answer meanwhile."""
    waits: list[float] = []
    done = threading.Event()

    def visit() -> None:
        while not done.is_set():
            waits.append(seconds_of(chatbot, len(waits)))

    visitor = threading.Thread(target=visit)
    (settings.corpus / f"ny-{number}.md").write_text(NEW.format(number=number), encoding="utf-8")
    began = time.perf_counter()
    visitor.start()
    follower.wait(follower.request())
    quotes = chatbot.ask(ASKED, top=10).quotes
    took = time.perf_counter() - began
    done.set()
    visitor.join()
    if not any(f"lådcykel {number}" in quote.text for quote in quotes):
        raise RuntimeError(f"article {number} is not quoted")
    return took, waits


def seconds_of(chatbot: Chatbot, number: int) -> float:
    """Return how long the answer to one of the visitor's questions takes."""
    began = time.perf_counter()
    chatbot.ask(QUESTIONS[number % len(QUESTIONS)])
    return time.perf_counter() - began


def cells(number: int, took: float, before: list[float], waits: list[float]) -> str:
    """Return a row's cells."""
    usual, (median, most) = np.median(before), np.percentile(waits, [50, 95])
    told = [f"{1000 * seconds:.0f}" for seconds in (usual, median, most, max(waits))]
    return " | ".join([str(number), f"{took:.1f}", str(len(waits)), *told, f"{median / usual:.1f}"])


if __name__ == "__main__":
    main()
