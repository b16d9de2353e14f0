"""The corpus's articles in a list: what the index knows of them, and those that it does not have yet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chatbot.settings import Settings
from corpus.errors import CorpusError
from corpus.files import find_articles, read_article
from corpus.reading import read
from corpus.records import QuoteStatus, Reading
from index.catalogue import Catalogue, Tally
from index.manifest import CATALOGUE
from index.recipe import present_manifest


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A row of the list.

    Attributes:
        published: YYYY-MM-DD.
        municipalities: of those who are quoted, most quotes first.
        quotes: without repeated pull quotes.
        waiting: how many of them have a speaker who is not sure enough.
        is_indexed: whether the chat has it.
        fault: why its file cannot be read.
    """

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    municipalities: tuple[str, ...] = ()
    quotes: int = 0
    waiting: int = 0
    is_indexed: bool = True
    fault: str | None = None


def listed_articles(settings: Settings) -> list[ListedArticle]:
    """Return every article of the corpus by its title; only those that are not indexed are read.

    Raises:
        CorpusError: two files have the same name.
    """
    paths = {path.stem: path for path in find_articles(settings.corpus)} if settings.corpus.is_dir() else {}
    listed = {row.id: row for row in _indexed(settings) if row.id in paths}
    for article_id in paths.keys() - listed.keys():
        try:
            listed[article_id] = _read_one(article_id, read(read_article(paths[article_id])))
        except CorpusError as exc:
            listed[article_id] = ListedArticle(article_id, is_indexed=False, fault=str(exc))
    return sorted(listed.values(), key=lambda row: ((row.title or row.id).casefold(), row.id))


def article_path(settings: Settings, article_id: str) -> Path | None:
    """Return the file of an article; None where there is none of that id."""
    paths = find_articles(settings.corpus) if settings.corpus.is_dir() else []
    return next((path for path in paths if path.stem == article_id), None)


def _indexed(settings: Settings) -> list[ListedArticle]:
    manifest = present_manifest(settings.index_directory)
    if manifest is None:
        return []
    catalogue = Catalogue(settings.index_directory / manifest.generation / CATALOGUE)
    try:
        tallies = {tally.article: tally for tally in catalogue.tallies()}
        rows = catalogue.articles()
    finally:
        catalogue.close()
    none = Tally("", (), 0, 0)
    return [
        ListedArticle(
            row.id,
            row.title,
            row.publisher,
            row.published,
            tallies.get(row.id, none).municipalities,
            tallies.get(row.id, none).quotes,
            tallies.get(row.id, none).waiting,
        )
        for row in rows
    ]


def _read_one(article_id: str, reading: Reading) -> ListedArticle:
    article = reading.article
    own = [quote for quote in reading.quotes if quote.duplicate_of is None]
    counts: dict[str, int] = {}
    for quote in own:
        if quote.municipality:
            counts[quote.municipality] = counts.get(quote.municipality, 0) + 1
    return ListedArticle(
        article_id,
        article.title,
        article.publisher,
        article.published.isoformat() if article.published else None,
        tuple(sorted(counts, key=lambda name: (-counts[name], name))),
        len(own),
        sum(quote.status is QuoteStatus.NEEDS_REVIEW for quote in own),
        is_indexed=False,
    )
