"""Opened generations of articles, to check texts against."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from chatbot.quote_checking import check_quote
from chatbot.records import QuoteCheck
from corpus.files import find_articles, read_article
from corpus.reading import read
from index.building import build
from index.generation import Generation, open_current
from index.manifest import Source
from tests.index.fakes import FakeEncoder

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "corpus" / "articles"
TUNE = ROOT / "tests" / "gold" / "articles" / "tune"


class Checker:
    """Checks texts against the articles of a directory."""

    def __init__(self, generation: Generation, corpus: Path) -> None:
        self.generation = generation
        self.corpus = corpus

    def __call__(self, text: str, language: str = "sv") -> QuoteCheck:
        """Check a text."""
        return check_quote(text, self.generation, self.corpus, language)


@contextmanager
def checker_of(corpus: Path, index: Path, every: int = 1) -> Iterator[Checker]:
    """Index a directory's articles, or only every so many of them, and open them."""
    paths = find_articles(corpus)[::every]
    build_articles(paths, index)
    with open_current(index, FakeEncoder(8)) as generation:
        yield Checker(generation, corpus)


def build_articles(paths: Iterable[Path], index: Path) -> None:
    """Index articles, with vectors that need no model."""
    paths = list(paths)
    sources = {path.stem: Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths}
    build((read(read_article(path)) for path in paths), sources, FakeEncoder(8), index, reader="1")
