"""The articles of the corpus, to be compared with one that may be among them already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from chatbot.building import sources_of
from corpus.files import find_articles, read_article
from corpus.fingerprints import Fingerprint, fingerprint_of
from corpus.reading import read
from corpus.records import Article, Reading
from index.catalogue import Catalogue
from index.manifest import CATALOGUE, Source
from index.recipe import present_manifest

_COMPARED = 10
"""Articles that are read for one comparison, those most alike by their sketches first."""
_TRACKING = ("utm_", "fbclid", "gclid", "mc_")


@dataclass(frozen=True, slots=True)
class Known:
    """An article of the corpus.

    Attributes:
        article: as its file has it; its title is None where only the text tells it.
        path: its file.
    """

    article: Article
    reading: Reading
    path: Path
    fingerprint: Fingerprint


class KnownArticles:
    """Finds the articles that another one may be the same as.

    Those that the index has are found by their sketches in the catalogue, so that a large corpus is not read for
    it; those that have been put into the corpus since the last build are read.
    """

    def __init__(self, corpus: Path, catalogue: Catalogue | None, indexed: Mapping[str, Source]) -> None:
        self._catalogue = catalogue
        paths = find_articles(corpus) if corpus.is_dir() else []
        self.paths = {path.stem: path for path in paths}
        self.sources = sources_of(paths, corpus)
        self._addresses: dict[str, str] = {}
        self._titles: dict[str, list[str]] = {}
        self._sketches: dict[int, list[str]] = {}
        self._read: dict[str, Known] = {}
        for row in catalogue.articles() if catalogue else ():
            if self._is_indexed(row.id, indexed):
                self._note(row.id, row.url, row.title)
        for article_id, path in self.paths.items():
            if not self._is_indexed(article_id, indexed):
                self._remember(_known(read_article(path), path))

    def _is_indexed(self, article_id: str, indexed: Mapping[str, Source]) -> bool:
        return article_id in indexed and self.sources.get(article_id) == indexed[article_id]

    def _note(self, article_id: str, url: str | None, title: str | None) -> None:
        if url:
            self._addresses.setdefault(plain_address(url), article_id)
        if title:
            self._titles.setdefault(_plain_title(title), []).append(article_id)

    def _remember(self, known: Known) -> None:
        self._read[known.article.id] = known
        self._note(known.article.id, known.article.url, known.reading.article.title)
        for run in known.fingerprint.sketch:
            self._sketches.setdefault(run, []).append(known.article.id)

    def add(self, article: Article, reading: Reading, path: Path) -> None:
        """Take in an article that is about to be written."""
        self._addresses = {key: value for key, value in self._addresses.items() if value != article.id}
        self.paths[article.id] = path
        self._remember(Known(article, reading, path, fingerprint_of(reading)))

    def at_address(self, url: str | None) -> str | None:
        """Return the id of the article with this address, if there is one."""
        return self._addresses.get(plain_address(url)) if url else None

    def resembling(self, fingerprint: Fingerprint, title: str | None) -> list[Known]:
        """Return the articles that may have the same text or an earlier version of it."""
        counts: dict[str, int] = {}
        for run in fingerprint.sketch:
            for article_id in self._sketches.get(run, ()):
                counts[article_id] = counts.get(article_id, 0) + 1
        found = sorted(counts, key=lambda article_id: -counts[article_id])[:_COMPARED]
        if self._catalogue:
            found += self._catalogue.resembling(fingerprint.sketch, _COMPARED)
        found += self._titles.get(_plain_title(title), ())[:_COMPARED] if title else ()
        return [self.known(article_id) for article_id in dict.fromkeys(found) if article_id in self.paths]

    def known(self, article_id: str) -> Known:
        """Return an article, read anew; CorpusError if its file can no longer be read."""
        if article_id not in self._read:
            path = self.paths[article_id]
            self._read[article_id] = _known(read_article(path), path)
        return self._read[article_id]


@contextmanager
def known_articles(corpus: Path, index: Path) -> Iterator[KnownArticles]:
    """Open the corpus for comparisons, with the help of the index if there is one.

    Raises:
        CorpusError: an article that is not indexed cannot be read.
    """
    manifest = present_manifest(index)
    if manifest is None:
        yield KnownArticles(corpus, None, {})
        return
    catalogue = Catalogue(index / manifest.generation / CATALOGUE)
    try:
        yield KnownArticles(corpus, catalogue, manifest.sources)
    finally:
        catalogue.close()


def _known(article: Article, path: Path) -> Known:
    reading = read(article)
    return Known(article, reading, path, fingerprint_of(reading))


def plain_address(url: str) -> str:
    """Return a web address without what leads to the same page: scheme, www, fragment, tracking, a last slash."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url.strip()
    fields = [field for field in parse_qsl(parts.query, keep_blank_values=True) if not field[0].startswith(_TRACKING)]
    query = urlencode(fields)
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def _plain_title(title: str) -> str:
    return " ".join(title.casefold().split())
