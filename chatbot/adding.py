"""Articles are taken into the corpus: all are read and compared first, then written; nothing is taken in by halves."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from chatbot.corpus_files import changing_corpus, corpus_sources, put_back_on_failure, replace_file
from chatbot.errors import ChatbotError, KeepingError
from chatbot.fetching import Fetched, is_address
from chatbot.known_articles import Known, KnownArticles, known_articles
from chatbot.settings import Settings
from chatbot.withdrawn import Withdrawn
from corpus.decisions import find_decided
from corpus.errors import ArticleError, CorpusError
from corpus.files import article_of, content_of, normalise
from corpus.fingerprints import fingerprint_of
from corpus.markdown import has_front_matter
from corpus.reading import NOTHING_SAID, read
from corpus.records import PUBLISHING_THRESHOLD, Article, Decision, QuoteDecision, QuoteStatus, Reading
from corpus.writing import slug_of, unused_name, write_article
from index.chunks import RecordKind, make_records
from index.manifest import Source

SAME = 0.9
"""Overlap from which on two articles are the same text, cut out of its page or file in another way."""
REVISED = 0.5
"""Overlap from which on an article of the same title, or file name if it has none, is a new version of the old one."""

Fetch = Callable[[str], Fetched]


class Outcome(Enum):
    """What adding an article comes to."""

    ADDED = "added"
    REPLACED = "replaced"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class Details:
    """What the one who adds an article says of it; None where the article itself is to tell."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    municipality: str | None = None


NOTHING_TOLD = Details()


@dataclass(frozen=True, slots=True)
class Changes:
    """How many quotes a new version keeps, with their ids, adds and lacks."""

    kept: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class Addition:
    """One article on its way into the corpus.

    Attributes:
        origin: the file or the address that was given.
        reading: of the file as it will stand in the corpus; of the one that is there already for PRESENT.
        content: bytes to be written.
        path: where; the file that is there already for PRESENT.
        replaces: the file of the old version.
        changes: against the old version.
        lost: what people had decided about words of the old version that the new one has no more.
        resembles: id and overlap of another article with much of the same text.
    """

    origin: str
    outcome: Outcome
    reading: Reading
    content: bytes
    path: Path
    replaces: Path | None = None
    changes: Changes | None = None
    lost: tuple[QuoteDecision, ...] = ()
    resembles: tuple[str, float] | None = None

    @property
    def quotes(self) -> int:
        """How many quotes it has, repeated pull quotes left out."""
        return sum(quote.duplicate_of is None for quote in self.reading.quotes)

    @property
    def needs_review(self) -> int:
        """How many of them wait for a person."""
        quotes = [quote for quote in self.reading.quotes if quote.duplicate_of is None]
        return sum(quote.status is QuoteStatus.NEEDS_REVIEW for quote in quotes)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written, and the corpus that it was compared with."""

    additions: tuple[Addition, ...]
    corpus: Mapping[str, Source]

    @property
    def changes_anything(self) -> bool:
        """Whether any of the articles is new."""
        return any(addition.outcome is not Outcome.PRESENT for addition in self.additions)


def plan_additions(settings: Settings, origins: Sequence[str], details: Details, fetch: Fetch) -> Plan:
    """Read files and addresses, and compare them with the corpus and with each other. Nothing is written.

    Raises:
        KeepingError: some cannot be taken in; the message tells of each.
        CorpusError: an article of the corpus itself cannot be read.
    """
    withdrawn = Withdrawn.read(settings.corpus)
    read_ones: list[_Incoming] = []
    faults: list[str] = []
    for origin in origins:
        try:
            incoming = _read(origin, details, fetch)
            withdrawn.refuse(origin, incoming.reading)
        except (ChatbotError, CorpusError) as exc:
            faults.append(str(exc))
        else:
            read_ones.append(incoming)
    if faults:
        raise KeepingError("; ".join(faults))
    with known_articles(settings.corpus, settings.index_directory) as known:
        sources = dict(known.sources)
        return Plan(tuple(_place(incoming, known, settings.corpus, details) for incoming in read_ones), sources)


def plan_article(settings: Settings, origin: str, article: Article) -> Plan:
    """Compare an article that is at hand with the corpus. Nothing is written.

    Args:
        settings: where the corpus is.
        origin: what messages call it.
        article: with everything that is said of it.

    Raises:
        KeepingError: it cannot be taken in: nobody speaks, or somebody who has withdrawn.
        CorpusError: an article of the corpus itself cannot be read.
    """
    incoming = _incoming(origin, _detailed(article, NOTHING_TOLD), None)
    Withdrawn.read(settings.corpus).refuse(origin, incoming.reading)
    decided = Details(municipality=article.decision.municipality if article.decision else None)
    with known_articles(settings.corpus, settings.index_directory) as known:
        return Plan((_place(incoming, known, settings.corpus, decided),), dict(known.sources))


def carry_out(
    settings: Settings,
    plan: Plan,
    waiting: Callable[[], None],
    *,
    recorded: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> None:
    """Write the articles, all or none.

    Args:
        settings: where the corpus is.
        plan: what is written.
        waiting: called once if somebody else changes the corpus.
        recorded: gives the transaction that tells of it; if it cannot be committed the files are as they were.

    Raises:
        KeepingError: the corpus has changed since it was compared, or the disk does not take a file.
    """
    additions = [addition for addition in plan.additions if addition.outcome is not Outcome.PRESENT]
    changed = [path for each in additions for path in (each.path, each.replaces) if path is not None]
    with changing_corpus(settings, waiting):
        if corpus_sources(settings.corpus) != plan.corpus:
            raise KeepingError("korpusen har ändrats under tiden; kör kommandot igen")
        with put_back_on_failure(changed), recorded():
            for addition in additions:
                replace_file(addition.replaces, addition.path, addition.content)


# --- reading ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Incoming:
    """An article as it was given; own is the file's bytes where they can be kept as they are."""

    origin: str
    article: Article
    own: bytes | None
    reading: Reading


def _read(origin: str, details: Details, fetch: Fetch) -> _Incoming:
    if is_address(origin):
        given = _fetched_article(origin, fetch)
        own = None
    else:
        path = Path(origin).expanduser()
        content = content_of(path)
        given = article_of(content, path.name)
        own = content if path.suffix.lower() == ".md" and has_front_matter(content.decode("utf-8-sig")) else None
    article = _detailed(given, details)
    return _incoming(origin, article, own if article == given else None)


def _incoming(origin: str, article: Article, own: bytes | None) -> _Incoming:
    # What is shown is read from what will be stored, not from what was given.
    reading = read(article_of(own or write_article(article).encode(), "artikel.md"))
    if not reading.quotes:
        raise KeepingError(f"{origin}: {NOTHING_SAID}")
    return _Incoming(origin, article, own, reading)


def _fetched_article(address: str, fetch: Fetch) -> Article:
    fetched = fetch(address)
    name = (PurePath(urlsplit(fetched.url).path).stem or "sida") + fetched.ending
    try:
        return article_of(fetched.content, name, url=fetched.url)
    except ArticleError as exc:
        raise KeepingError(f"{address}: {str(exc).removeprefix(f'{name}: ')}") from exc


def _detailed(article: Article, details: Details) -> Article:
    """Return the article with a text that can be stored, and with what was said of it."""
    text, marks = normalise(article.text, article.marks)
    decision = article.decision
    if details.municipality:
        decision = replace(decision or Decision(), municipality=details.municipality)
    return replace(
        article,
        text=text,
        marks=marks,
        url=details.url or article.url,
        title=details.title or article.title,
        publisher=details.publisher or article.publisher,
        published=details.published or article.published,
        decision=decision,
    )


# --- comparing --------------------------------------------------------------------------------------


def _place(incoming: _Incoming, known: KnownArticles, corpus: Path, details: Details) -> Addition:
    outcome, other, resembles = _compare(incoming, known, details)
    if outcome is Outcome.PRESENT and other is not None:
        return Addition(incoming.origin, outcome, other.reading, b"", other.path)
    article, own, lost = incoming.article, incoming.own, tuple[QuoteDecision, ...]()
    if other is None:
        name = slug_of(incoming.reading.article.title or "") or slug_of(article.id) or "artikel"
        path = corpus / f"{unused_name(name, known.paths)}.md"
    else:
        path = other.path.with_suffix(".md")
        article, lost = _merged(article, other.article)
        own = own if article == incoming.article else None
    content = own or write_article(article).encode()
    article = article_of(content, path.name)
    reading = read(article)
    known.add(article, reading, path)
    changes = _changes(other.reading, reading) if other else None
    replaces = other.path if other else None
    return Addition(incoming.origin, outcome, reading, content, path, replaces, changes, lost, resembles)


def _compare(
    incoming: _Incoming, known: KnownArticles, details: Details
) -> tuple[Outcome, Known | None, tuple[str, float] | None]:
    """Return what adding the article comes to, the article of the corpus that it is, and one that it resembles."""
    fingerprint = fingerprint_of(incoming.reading)
    title = incoming.reading.article.title
    near = known.resembling(fingerprint, title)
    at_address = known.at_address(incoming.article.url)
    if at_address is not None:
        near.insert(0, known.known(at_address))
    overlaps = sorted(((fingerprint.overlap(each.fingerprint), each) for each in near), key=lambda pair: -pair[0])
    for overlap, each in overlaps:
        if overlap >= SAME and fingerprint.said == each.fingerprint.said:
            return _same(each, details), each, None
    if at_address is not None:
        return Outcome.REPLACED, known.known(at_address), None
    for overlap, each in overlaps:
        if overlap >= REVISED and _is_called_the_same(incoming, each):
            return Outcome.REPLACED, each, None
        if overlap >= SAME:
            return _same(each, details), each, None
    best = overlaps[0] if overlaps else None
    return Outcome.ADDED, None, (best[1].article.id, best[0]) if best and best[0] >= REVISED else None


def _is_called_the_same(incoming: _Incoming, known: Known) -> bool:
    title = incoming.reading.article.title
    if title is not None:
        return title == known.reading.article.title
    return known.reading.article.title is None and slug_of(incoming.article.id) == slug_of(known.article.id)


def _same(known: Known, details: Details) -> Outcome:
    """Return that the text is there already, unless a person decides something new about it."""
    decided = known.article.decision.municipality if known.article.decision else None
    return Outcome.PRESENT if details.municipality in (None, decided) else Outcome.REPLACED


def _merged(article: Article, old: Article) -> tuple[Article, tuple[QuoteDecision, ...]]:
    """Return the new version with what only the old one has: metadata, and what people have decided.

    Returns:
        The second has the decisions about words that the new version has no more; they are not in the first.
    """
    new, decided = article.decision or Decision(), old.decision or Decision()
    town = decided.municipality if new.municipality is None else new.municipality
    roles, by = {**decided.roles, **new.roles}, new.by or decided.by
    merged = replace(
        article,
        title=article.title or old.title,
        publisher=article.publisher or old.publisher,
        url=article.url or old.url,
        published=article.published or old.published,
        decision=Decision(town, roles, by, (*(each for each in decided.quotes if each not in new.quotes), *new.quotes)),
    )
    found, lost = find_decided(merged)
    decision = Decision(town, roles, by, tuple(each.decision for each in found))
    return replace(merged, decision=decision if decision != Decision() else None), lost


def _changes(old: Reading, new: Reading) -> Changes:
    before, after = _quote_ids(old), _quote_ids(new)
    return Changes(kept=len(before & after), new=len(after - before), gone=len(before - after))


def _quote_ids(reading: Reading) -> set[str]:
    records = make_records(reading, publish_at=PUBLISHING_THRESHOLD)
    return {record.id for record in records if record.kind is RecordKind.QUOTE}
