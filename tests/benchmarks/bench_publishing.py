"""From a change of the corpus to an answer that has it, and how long visitors wait meanwhile: 5 and 500 articles.

Run by `make bench`, or `python -m tests.benchmarks.bench_publishing [ARTICLES ...]`. The corpus is the five articles,
or articles made up of the sentences of the labelled ones; the chat has the bundled model. An article is published,
published again with every other article read and made ready anew (what nothing but the changed article would spare),
corrected, and its person withdraws. The time is told in parts, of one processor, for the thread that builds: checks of
checksums, reading, encoding, the rest of building, opening. A visitor asks one question after another all the time;
the ratios are to the same visitor's questions before, since the machine may be busy with other things.
"""

from __future__ import annotations

import pkgutil
import shutil
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from chatbot.answering import Chatbot
from chatbot.building import build_index
from chatbot.publishing import IndexFollower
from chatbot.settings import Settings
from chatbot.withdrawing import carry_out, plan_withdrawal
from index.model import load_encoder
from tests.benchmarks.bench_questions import QUOTES_IN_AN_ARTICLE, REPOSITORY, Composing, corpora_in

SIZES = (5, 500)
ASKED_BEFORE = 15
QUESTIONS = ("Hur är stämningen i arbetsgruppen?", "Får man handledning?", "Vad är svårast med jobbet?")
NAME, OTHER_NAME = "Siri Aspvik", "Edit Tallvik"
NEW = """---
title: "Om saken {number}"
---
{name} är socialsekreterare i Hjo kommun.

– {said}, säger {name}.
"""
SAID = (
    "Vi cyklar lådcykel till alla hembesök, även när det snöar",
    "Terapihunden ligger under bordet under varje möte",
    "På taket odlar vi tomater tillsammans med familjerna",
)
PARTS = {
    "checks": ("index.kept.find_file_faults", "index.building._manifest"),
    "reading": ("chatbot.building.read", "chatbot.building.read_article"),
    "encoding": ("index.encoding.SentenceEncoder.encode_passages",),
    "building": ("chatbot.answering.build_index",),
    "opening": ("chatbot.opened.CurrentGeneration._open",),
}
COLUMNS = ("articles", "change", "to an answer, s", *PARTS, "answers", "ms: before", "meanwhile", "95 %", "ratio")


def main() -> None:
    """Print the table."""
    print(f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|")
    with tempfile.TemporaryDirectory() as temporary:
        for size in [int(size) for size in sys.argv[1:]] or SIZES:
            for row in rows(Path(temporary) / str(size), size):
                print(f"| {size} | {row} |", flush=True)


def rows(data: Path, size: int) -> Iterator[str]:
    """Yield the cells of each change."""
    data.mkdir()
    settings = Settings(corpus=data / "corpus", data=data)
    corpora = corpora_in(data, [size * QUOTES_IN_AN_ARTICLE])  # the first are the real articles
    real = next(corpora)[0]
    shutil.copytree(real if size == SIZES[0] else next(corpora)[0], settings.corpus)
    encoder = load_encoder(REPOSITORY / "var" / "model")
    build_index(settings, encoder=Composing(encoder))

    def write(number: int, name: str) -> None:
        (settings.corpus / f"ny-{number}.md").write_text(
            NEW.format(number=number, name=name, said=SAID[number]), encoding="utf-8"
        )

    changes: Sequence[tuple[str, Callable[[], object], int, str | None, AbstractContextManager[object]]] = (
        ("published", lambda: write(0, NAME), 0, SAID[0], nullcontext()),
        ("published", lambda: write(1, NAME), 1, SAID[1], nullcontext()),
        ("published, all anew", lambda: write(2, NAME), 2, SAID[2], patch("index.kept.Kept.find", _nothing)),
        ("corrected", lambda: write(0, OTHER_NAME), 0, OTHER_NAME, nullcontext()),
        ("withdrawn", lambda: withdraw(settings), 1, None, nullcontext()),
    )
    with Chatbot(encoder, corpus=settings.corpus, index=settings.index_directory) as chatbot:
        chatbot.starters()
        before = [seconds_of(chatbot, number) for number in range(ASKED_BEFORE)]
        with IndexFollower(settings, chatbot.rebuild) as follower:
            for name, change, number, expected, otherwise in changes:
                with otherwise, timed() as parts:
                    took, waits = follow(chatbot, follower, change, f"{SAID[number]}?", expected)
                yield cells(name, took, parts, before, waits)


def _nothing(*_: object) -> None:
    """Find no article."""


def withdraw(settings: Settings) -> None:
    """Take a person out of the corpus."""
    carry_out(settings, plan_withdrawal(settings, NAME), lambda: None)


def follow(
    chatbot: Chatbot, follower: IndexFollower, change: Callable[[], object], asked: str, expected: str | None
) -> tuple[float, list[float]]:
    """Change the corpus; return the seconds until an answer has the change, and those of each answer meanwhile.

    Args:
        chatbot: that visitors ask.
        follower: of its index.
        change: changes the corpus.
        asked: the question.
        expected: words or a name of the answer afterwards; None where the person is to be gone from it.
    """
    waits: list[float] = []
    done = threading.Event()

    def visit() -> None:
        while not done.is_set():
            waits.append(seconds_of(chatbot, len(waits)))

    visitor = threading.Thread(target=visit)
    began = time.perf_counter()
    visitor.start()
    change()
    follower.wait(follower.request(purges=expected is None))
    quotes = chatbot.ask(asked, top=10).quotes
    took = time.perf_counter() - began
    done.set()
    visitor.join()
    shown = "\n".join(f"{quote.text} {[speaker.name for speaker in quote.speakers]}" for quote in quotes)
    if ((expected or NAME) in shown) is (expected is None):
        raise RuntimeError(f"{expected or NAME}: not as expected in {shown}")
    return took, waits


@contextmanager
def timed() -> Iterator[defaultdict[str, float]]:
    """Give the seconds of processor time of each part, without those of the parts within it."""
    spent, each = defaultdict[str, float](float), threading.local()  # the visitor's thread may open the index too

    def wrap(part: str, target: str) -> AbstractContextManager[object]:
        original = pkgutil.resolve_name(target)

        def measured(*arguments: Any, **named: Any) -> object:  # noqa: ANN401  whatever the original takes
            running = each.__dict__.setdefault("parts", list[str]())
            began = time.thread_time()
            running.append(part)
            try:
                result = original(*arguments, **named)
                return iter(list(result)) if isinstance(result, Iterator) else result  # the work is in its steps
            finally:
                running.pop()
                took = time.thread_time() - began
                spent[part] += took
                if running:
                    spent[running[-1]] -= took

        return patch(target, measured)

    with ExitStack() as patches:
        for part, targets in PARTS.items():
            for target in targets:
                patches.enter_context(wrap(part, target))
        yield spent


def seconds_of(chatbot: Chatbot, number: int) -> float:
    """Return how long the answer to one of the visitor's questions takes."""
    began = time.perf_counter()
    chatbot.ask(QUESTIONS[number % len(QUESTIONS)])
    return time.perf_counter() - began


def cells(name: str, took: float, parts: defaultdict[str, float], before: list[float], waits: list[float]) -> str:
    """Return a row's cells."""
    usual, (median, most) = np.median(before), np.percentile(waits, [50, 95])
    told = [f"{1000 * seconds:.0f}" for seconds in (usual, median, most)]
    spent = [f"{parts[part]:.2f}" for part in PARTS]
    return " | ".join([name, f"{took:.1f}", *spent, str(len(waits)), *told, f"{median / usual:.1f}"])


if __name__ == "__main__":
    main()
