"""Measure the index room and print tables: vectors by size, words by size, a whole generation, the encoder.

python tests/benchmarks/bench_index.py            what fits into a few minutes
python tests/benchmarks/bench_index.py --large    up to a million vectors, 300,000 records
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np

import index.vectors
from corpus.records import Article, Attribution, Method, Quote, Reading, Segment, SegmentKind, Span, Speaker
from index.building import build
from index.encoding import Encoded, Vectors
from index.generation import open_current
from index.lexical import LexicalIndex, build_lexical
from index.manifest import Source
from index.model import load_encoder
from index.storage import Progress
from index.vectors import FLAT_UP_TO, Rows, VectorIndex, build_index, write_index

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

DIMENSION = 384
QUESTIONS = 100
MOST_FLAT = 100_000
FEWEST_CLUSTERED = 30_000
REPOSITORY = Path(__file__).resolve().parents[2]

QUESTIONS_IN_SWEDISH = [
    "Hur ser en vanlig dag ut?",
    "Får man stöd av kollegorna när det är svårt?",
    "Vad är det bästa med att arbeta som biståndshandläggare i en liten kommun?",
]
PASSAGES_IN_SWEDISH = [
    "Vi har handledning varannan vecka, och ingen lämnas ensam med de svåra besluten.",
    "Vad förvånade dig mest? Hur fritt arbetet är. Jag planerar mina hembesök själv och skriver när det passar.",
    "Man växer in i rollen.",
    "Introduktionen tog ett halvt år. Först gick jag bredvid en kollega, och nu är det jag som visar nya hur vi gör.",
]

# Invented words, drawn as often as words are in a language: the n-th one 1 / n times as often as the first.
SYLLABLES = "ar be dig en fo gö hand in ju kol la mö no om på ras so till ut vå".split()


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--large", action="store_true", help="up to a million vectors and 300,000 records")
    large = parser.parse_args().large
    with tempfile.TemporaryDirectory() as directory:
        bench_vectors(Path(directory), [5_000, 30_000, 100_000] + [1_000_000] * large)
        bench_words(Path(directory), [5_000, 50_000] + [300_000] * large)
        bench_generation(Path(directory), [500] + [60_000] * large)
    bench_encoder()


def table(title: str, columns: Sequence[str], rows: Iterator[Sequence[object]]) -> None:
    """Print rows as they come."""
    print(f"\n## {title}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |", flush=True)


def timed(action: Callable[P, R], *given: P.args, **named: P.kwargs) -> tuple[R, float]:
    """Return what the action returns, and the seconds that it took."""
    start = time.perf_counter()
    result = action(*given, **named)
    return result, time.perf_counter() - start


def milliseconds(action: Callable[[T], object], values: Iterable[T]) -> str:
    """Return median and 95th percentile of the action's time for one value."""
    times = np.array([timed(action, value)[1] for value in values]) * 1000
    return f"{np.median(times):.1f} / {np.percentile(times, 95):.1f}"


def megabytes(path: Path) -> int:
    """Return the size of a file, or of all files of a directory."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) >> 20


def peak_memory() -> int:
    """Return the most memory that this process has had, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> (20 if sys.platform == "darwin" else 10)


# ---- vectors ----


def write_vectors(path: Path, count: int) -> Vectors:
    """Write vectors like e5's, in a narrow cone around many topics, and return questions near some of them.

    Between a question and a random passage the cosine is 0.77 on average, and 0.93 to the nearest.
    """
    random = np.random.default_rng(1)
    cone = random.standard_normal(DIMENSION) / np.sqrt(DIMENSION)
    topics = random.standard_normal((max(50, count // 60), DIMENSION)).astype(np.float32) / np.sqrt(DIMENSION)

    def draw(number: int, noise: float) -> Vectors:
        spread = noise * random.standard_normal((number, DIMENSION)) / np.sqrt(DIMENSION)
        drawn = 1.6 * cone + 0.7 * topics[random.integers(0, len(topics), number)] + spread
        return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True), np.float32)

    vectors = np.lib.format.open_memmap(path, mode="w+", dtype=np.float32, shape=(count, DIMENSION))
    for start in range(0, count, 50_000):
        vectors[start : start + 50_000] = draw(min(50_000, count - start), 0.45)
    vectors.flush()
    return draw(QUESTIONS, 0.6)


def bench_vectors(directory: Path, sizes: Sequence[int]) -> None:
    """Flat against clustered: recall@50 against an exact scan, and time."""
    columns = ["vectors", "index", "build s", "load s", "MB", "recall@50", "ms"]
    table(
        "Vectors: 50 nearest of so many, one question at a time; ms are median / 95th percentile",
        [*columns, "2 % allowed: recall@50", "ms", "20 % allowed: recall@50", "ms"],
        (row for count in sizes for row in vector_rows(directory, count)),
    )


def vector_rows(directory: Path, count: int) -> Iterator[list[object]]:
    """Measure both kinds of index, where a kind makes sense for so many."""
    questions = write_vectors(directory / "v.npy", count)
    vectors = np.load(directory / "v.npy", mmap_mode="r")
    subsets = [None, *(np.arange(0, count, step) for step in (50, 5))]
    truths = [exact(vectors, questions, subset) for subset in subsets]
    for kind, limit in {"flat": count, "clustered": 0}.items():
        if (kind == "flat" and count > MOST_FLAT) or (kind == "clustered" and count < FEWEST_CLUSTERED):
            continue
        index.vectors.FLAT_UP_TO = limit
        built, building = timed(build_index, vectors)
        write_index(built, directory / "v.faiss")
        opened, opening = timed(VectorIndex.open, directory / "v.faiss", directory / "v.npy")
        row: list[object] = [f"{count:,}", kind, f"{building:.1f}", f"{opening:.3f}", megabytes(directory / "v.faiss")]
        for subset, truth in zip(subsets, truths, strict=True):
            search = partial(find, opened, subset)
            row += [recall(opened, questions, subset, truth), milliseconds(search, questions)]
        yield row


def find(opened: VectorIndex, allowed: Rows | None, question: Vectors) -> object:
    """Ask one question."""
    return opened.search(question[None], 50, allowed)


def exact(vectors: Vectors, questions: Vectors, allowed: Rows | None) -> list[set[int]]:
    """Return the rows of the 50 nearest by comparing with every vector, a block at a time."""
    best: list[list[tuple[float, int]]] = [[] for _ in questions]
    chosen = np.arange(len(vectors)) if allowed is None else allowed
    for start in range(0, len(chosen), 50_000):
        block = chosen[start : start + 50_000]
        scores = vectors[block] @ questions.T
        for number, column in enumerate(scores.T):
            nearest = np.argsort(-column)[:50]
            best[number] = sorted([*best[number], *zip(-column[nearest], block[nearest], strict=True)])[:50]
    return [{int(row) for _, row in hits} for hits in best]


def recall(opened: VectorIndex, questions: Vectors, allowed: Rows | None, truths: list[set[int]]) -> str:
    """Return the mean share of the true 50 nearest that are found."""
    found = [set(rows.tolist()) for rows, _ in opened.search(questions, 50, allowed)]
    return f"{np.mean([len(f & truth) / len(truth) for f, truth in zip(found, truths, strict=True)]):.4f}"


# ---- words ----


def sentences(count: int, seed: int = 0) -> Iterator[str]:
    """Yield sentences of invented words."""
    random = np.random.default_rng(seed)
    words = ["".join(random.choice(SYLLABLES, random.integers(1, 5))) for _ in range(30_000)]
    steps = np.cumsum(1 / np.arange(1, len(words) + 1))
    for length in random.integers(6, 18, count):
        drawn = np.searchsorted(steps, random.uniform(0, steps[-1], length))
        yield " ".join(words[number] for number in drawn).capitalize() + "."


def bench_words(directory: Path, sizes: Sequence[int]) -> None:
    """The keyword leg."""
    table(
        "Words: 50 best of so many records of three sentences",
        ["records", "build s", "load s", "MB", "ms"],
        (word_row(directory / f"words-{count}", count) for count in sizes),
    )


def word_row(directory: Path, count: int) -> list[object]:
    """Measure one size."""
    _, building = timed(build_lexical, paragraphs(count), directory)
    opened, opening = timed(LexicalIndex, directory)
    asked = milliseconds(partial(opened.search, k=50), sentences(QUESTIONS, seed=1))
    return [f"{count:,}", f"{building:.1f}", f"{opening:.2f}", megabytes(directory), asked]


def paragraphs(count: int) -> list[str]:
    """Return texts of three sentences."""
    return [" ".join(group) for group in zip(*[sentences(count * 3)] * 3, strict=True)]


# ---- a whole generation ----


class RandomEncoder:
    """Vectors at once, so that everything but encoding is measured."""

    name = "random"
    fingerprint = "random/1"
    dimension = DIMENSION
    max_tokens = 512

    def token_count(self, text: str) -> int:
        """Estimate."""
        return len(text) // 4

    def encode_queries(self, texts: Sequence[str]) -> Encoded:
        """Return random directions, and as many tokens as there are words."""
        random = np.random.default_rng(len(texts))

        def drawn(count: int) -> Vectors:
            directions = random.standard_normal((count, DIMENSION), np.float32)
            return np.asarray(directions / np.linalg.norm(directions, axis=1, keepdims=True), np.float32)

        return Encoded(drawn(len(texts)), tuple(drawn(len(text.split())) for text in texts))

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Encoded:
        """Return random directions."""
        return self.encode_queries(texts)


def readings(articles: int) -> Iterator[Reading]:
    """Yield articles of five quotes of four sentences."""
    made = sentences(articles * 20)
    for number in range(articles):
        text = ""
        quotes = []
        for speaker in range(5):
            spoken = " ".join(next(made) for _ in range(4))
            who = Attribution((Speaker(f"Person {speaker} {number % 997}", "handläggare"),), Method.EXPLICIT, 0.97)
            span = Span(len(text) + 2, len(text) + 2 + len(spoken))
            quotes.append(Quote((span,), who, municipality=f"Kommun {number % 290}"))
            text += f"– {spoken}\n\n"
        segments = tuple(Segment(SegmentKind.QUOTE, quote.span, place) for place, quote in enumerate(quotes))
        yield Reading(Article(f"artikel-{number:06}", text), (), segments, tuple(quotes), (), None)


def bench_generation(directory: Path, sizes: Sequence[int]) -> None:
    """Build, open, ask, verify; without the time that encoding takes."""
    columns = [
        "records",
        "units",
        "build s",
        "again s",
        "open s",
        "dense ms",
        "in one municipality ms",
        "50 records ms",
    ]
    table(
        "A generation, encoding left out; MB of memory are the most that this process has had",
        [*columns, "verify s", "MB on disk", "MB memory"],
        (generation_row(directory / f"generation-{count}", count) for count in sizes),
    )


def generation_row(root: Path, count: int) -> list[object]:
    """Measure one size; the second build finds nothing changed."""
    index.vectors.FLAT_UP_TO = FLAT_UP_TO
    encoder = RandomEncoder()
    sources = {f"artikel-{number:06}": Source(f"artikel-{number:06}.md", "0" * 64) for number in range(count)}
    build_it = partial(build, sources=sources, encoder=encoder, root=root, reader="1")
    report, building = timed(build_it, readings(count))
    _, again = timed(build_it, readings(count))
    generation, opening = timed(open_current, root, encoder)
    with generation:
        questions = encoder.encode_queries(["?"] * QUESTIONS).vectors
        in_one_municipality = partial(generation.search_dense, k=50, allowed=generation.select("Kommun 1"))
        times = [
            milliseconds(partial(generation.search_dense, k=50), questions),
            milliseconds(in_one_municipality, questions),
            milliseconds(generation.records, [range(number, number + 50) for number in range(QUESTIONS)]),
        ]
        _, verifying = timed(generation.verify)
    sizes = [f"{number:,}" for number in (report.quotes + report.passages, report.units)]
    taken = [f"{time_taken:.2f}" for time_taken in (building, again, opening)]
    return [*sizes, *taken, *times, f"{verifying:.1f}", megabytes(root), peak_memory()]


# ---- the encoder ----


def bench_encoder() -> None:
    """The bundled model."""
    columns = ["load s", "one question ms", "passages a second", "tokens a passage", "MB memory"]
    table("The bundled model, float32", columns, iter([encoder_row(REPOSITORY / "var" / "model")]))


def encoder_row(model: Path) -> list[object]:
    """Measure loading, one question at a time, and many passages."""
    load_encoder(model)
    encoder, loading = timed(load_encoder, model)
    encoder.warm_up()
    asked = milliseconds(lambda question: encoder.encode_queries([question]), QUESTIONS_IN_SWEDISH * 10)
    passages = PASSAGES_IN_SWEDISH * 50
    _, encoding = timed(encoder.encode_passages, passages)
    tokens = np.mean([encoder.token_count(passage) for passage in passages])
    return [f"{loading:.1f}", asked, f"{len(passages) / encoding:.0f}", f"{tokens:.0f}", peak_memory()]


if __name__ == "__main__":
    main()
