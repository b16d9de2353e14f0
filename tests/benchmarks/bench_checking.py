"""How long it takes to check a text, over the five articles, 1,000 and 20,000 quotes.

Run by `make bench`, or `python -m tests.benchmarks.bench_checking [QUOTES ...]`. The larger corpora are those of
bench_questions; their vectors need no model, because a check looks at none. Articles are read anew from their files at
each check, as they are for visitors.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from chatbot.proof import forget_texts
from tests.benchmarks.bench_questions import QUOTES, corpora_in
from tests.chatbot.checking import Checker, checker_of

TIMES = 50
LONGEST = 10_000

Make = Callable[[Checker, random.Random], str]


def main() -> None:
    """Print the table."""
    print("| quotes | text | status | ms: median | slowest of 50 | articles unread, median |")
    print("|---" * 6 + "|")
    sizes = [int(count) for count in sys.argv[1:]] or QUOTES
    with tempfile.TemporaryDirectory() as temporary:
        for number, (corpus, _) in enumerate(corpora_in(Path(temporary), sizes)):
            with checker_of(corpus, Path(temporary) / f"index-{number}") as check:
                for name, make in TEXTS.items():
                    print(f"| {check.generation.counts.quotes:,} | {name} | {row(check, make)} |", flush=True)


def row(check: Checker, make: Make) -> str:
    """Check texts of one kind; return their cells of the table."""
    drawn = random.Random(1)  # noqa: S311  the same texts each time
    texts = [make(check, drawn) for _ in range(TIMES)]
    statuses = sorted({check(text).status.value for text in texts})
    warm = sorted(milliseconds(check, text) for text in texts)
    cold = sorted(unread(check, texts))
    return f"{', '.join(statuses)} | {warm[TIMES // 2]:.1f} | {warm[-1]:.1f} | {cold[TIMES // 2]:.1f}"


def unread(check: Checker, texts: list[str]) -> Iterator[float]:
    """Yield how long each check takes when no article is remembered."""
    for text in texts:
        forget_texts()
        yield milliseconds(check, text)


def milliseconds(check: Checker, text: str) -> float:
    """Return how long one check takes by the clock."""
    began = time.perf_counter()
    check(text)
    return (time.perf_counter() - began) * 1000


def quoted(check: Checker, drawn: random.Random) -> list[str]:
    """Return the words of any record of at least twelve."""
    while True:
        words = check.generation.record(drawn.randrange(check.generation.counts.records)).text.split()
        if len(words) >= 12:
            return words


def exact(check: Checker, drawn: random.Random) -> str:
    """Return some words of a quote."""
    return " ".join(quoted(check, drawn)[:12])


def altered(check: Checker, drawn: random.Random) -> str:
    """Return a quote with one word too many."""
    words = quoted(check, drawn)
    return " ".join([*words[:6], "xylofon", *words[6:]])


def unrelated(_: Checker, drawn: random.Random) -> str:
    """Return common words in a row that nobody has said."""
    return " ".join(drawn.choices("det är att man inte och som för på jag vi har kan en med till av så".split(), k=25))


def whole_page(check: Checker, drawn: random.Random) -> str:
    """Return as much as is checked at a time: quotes of many places, one after the other."""
    text = ""
    while len(text) < LONGEST:
        text += altered(check, drawn) + "\n"
    return text[:LONGEST]


TEXTS: dict[str, Make] = {
    "12 words": exact,
    "a quote and a word": altered,
    "25 common words": unrelated,
    "10,000 characters": whole_page,
}

if __name__ == "__main__":
    main()
