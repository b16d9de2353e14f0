"""People correct an article: what is decided is written into its file, kept as a version, and can be undone.

The index does not follow by itself; whoever calls these functions builds it afterwards.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from chatbot.errors import KeepingError
from chatbot.seen_articles import Corrected, Edit, Seen, change_article
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.reviewers import Reviewer
from corpus.decisions import decision_about, with_decision, without_decisions, without_lost
from corpus.municipalities import is_municipality
from corpus.records import Article, DecidedAs, Decision, Quote, Span, Speaker

_SHOWN_WORDS = 80
"""Characters of a quote in the list of versions."""


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """All that is decided about some words of an article; what was decided about any of them before goes.

    Attributes:
        segments: what is said, in text order, offsets into the article's text; a tag stands between two. Where the
            rules have other words there, or none, these are the quote.
        kind: what the words are; what follows is a quote's only.
        speakers: a role of None is the one that the article tells; () for nobody who may be named; None leaves it to
            the rules.
        municipality: official name; "" for none; None leaves it to the rules.
        waits: no name is shown until somebody decides.
    """

    segments: tuple[Span, ...]
    kind: DecidedAs = DecidedAs.QUOTE
    speakers: tuple[Speaker, ...] | None = None
    municipality: str | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article's file says of the whole; None where it does not tell, and the rules may.

    Attributes:
        municipality: official name; "" for none.
    """

    title: str | None
    publisher: str | None
    url: str | None
    published: datetime.date | None
    municipality: str | None


def approved(quote: Quote) -> QuoteChange:
    """Return the change that publishes a quote with the speakers that it has by the rules.

    Role and municipality are left to the article, so that they follow what is decided about these.
    """
    speakers = tuple(Speaker(speaker.name) if speaker.name else speaker for speaker in quote.attribution.speakers)
    return QuoteChange(quote.segments, speakers=speakers)


def metadata_of(article: Article) -> Metadata:
    """Return what an article's file says of the whole."""
    town = article.decision.municipality if article.decision else None
    return Metadata(article.title, article.publisher, article.url, article.published, town)


# --- an article with a change in it; nothing is written ---------------------------------------------


def with_change(article: Article, change: QuoteChange, *, by: str | None) -> Article:
    """Return an article with a decision about some of its words.

    Args:
        article: with normalised text (Seen.article).
        change: what is decided.
        by: who decides.

    Raises:
        KeepingError: the words cannot be decided about as they are given, or the municipality is none.
    """
    _refuse_other_place(change.municipality)
    try:
        decision = decision_about(article.text, change.segments)
    except ValueError as exc:
        raise KeepingError("markera hela ord, från det första till det sista som sägs") from exc
    if change.kind is DecidedAs.QUOTE:
        speakers = change.speakers and tuple(map(_plain_speaker, change.speakers))
        decision = replace(decision, speakers=speakers, municipality=change.municipality, waits=change.waits)
    elif len(change.segments) > 1:
        raise KeepingError("det som inte är ett citat är ett enda stycke text; markera en del i taget")
    today = datetime.datetime.now(datetime.UTC).date()
    return with_decision(article, replace(decision, kind=change.kind, by=by and _plain(by), date=today))


def with_metadata(article: Article, metadata: Metadata) -> Article:
    """Return an article with other metadata.

    Raises:
        KeepingError: the municipality is none.
    """
    _refuse_other_place(metadata.municipality)
    decision = replace(article.decision or Decision(), municipality=metadata.municipality)
    decided = replace(article, decision=decision)
    return replace(
        _tidy(decided),
        title=_plain(metadata.title or "") or None,
        publisher=_plain(metadata.publisher or "") or None,
        url=_plain(metadata.url or "") or None,
        published=metadata.published,
    )


def with_roles(article: Article, roles: Mapping[str, str | None]) -> Article:
    """Return an article with the roles of some people decided; "" for somebody who has none, None for by the rules."""
    decision = article.decision or Decision()
    decided = {_plain(name): _plain(role) for name, role in roles.items() if role is not None and _plain(name)}
    kept = {name: role for name, role in decision.roles.items() if name not in map(_plain, roles)}
    return _tidy(replace(article, decision=replace(decision, roles={**kept, **decided})))


def _tidy(article: Article) -> Article:
    """Return an article without a decision that decides nothing."""
    decision = article.decision
    is_empty = decision is not None and decision == Decision(by=decision.by)
    return replace(article, decision=None) if is_empty else article


def _plain(line: str) -> str:
    """Return a line as the front matter has it, without more space than it needs."""
    return " ".join(line.split())


def _plain_speaker(speaker: Speaker) -> Speaker:
    name, role = _plain(speaker.name or "") or None, speaker.role
    if name is None and not _plain(role or ""):
        raise KeepingError("ange talarens namn, eller åtminstone rollen")
    return Speaker(name, None if role is None else _plain(role))


def _refuse_other_place(municipality: str | None) -> None:
    if municipality and not is_municipality(municipality):
        raise KeepingError(f'"{municipality}" är ingen kommun; skriv till exempel "Västerås"')


def correction(change: QuoteChange, *, by: str) -> Callable[[Seen], Edit]:
    """Return what makes a change of a quote in an article, or in a draft.

    Raises:
        KeepingError: when it is called, as with_change does.
    """

    def edit(seen: Seen) -> Edit:
        named = None if change.speakers is None else [speaker.name or speaker.role for speaker in change.speakers]
        return Edit(
            with_change(seen.article, change, by=by),
            {
                "words": _beginning(seen, change.segments),
                "kind": change.kind.value,
                "speakers": named,
                "municipality": change.municipality,
                "waits": change.waits,
            },
        )

    return edit


def release(words: Span) -> Callable[[Seen], Edit]:
    """Return what takes back what was decided about some words."""
    return lambda seen: Edit(_tidy(without_decisions(seen.article, words)), {"words": _beginning(seen, [words])})


# --- the same, written ------------------------------------------------------------------------------
# All of them take the file's hash that the reviewer saw, and raise as change_article does.


def correct_quote(
    settings: Settings,
    database: Database,
    article_id: str,
    change: QuoteChange,
    *,
    reviewer: Reviewer,
    expected_sha256: str,
) -> Corrected:
    """Decide about some words of an article: who says them, where, which words, that they are no quote, that they wait.

    Raises:
        ConflictError: the file is another now; stored is the article as it is (Seen).
        KeepingError: no such article, or the change cannot be made; the message tells why. Nothing was changed.
        CorpusError, StoreError: the article cannot be read, or the database not be used. Nothing was changed.
    """
    return change_article(
        settings,
        database,
        article_id,
        correction(change, by=reviewer.login),
        action="article.quote",
        reviewer=reviewer,
        expected_sha256=expected_sha256,
    )


def release_quote(
    settings: Settings,
    database: Database,
    article_id: str,
    words: Span,
    *,
    reviewer: Reviewer,
    expected_sha256: str,
) -> Corrected:
    """Take back what was decided about some words, so that the rules tell who speaks.

    Raises:
        As correct_quote does.
    """
    return change_article(
        settings,
        database,
        article_id,
        release(words),
        action="article.release",
        reviewer=reviewer,
        expected_sha256=expected_sha256,
    )


def release_lost(
    settings: Settings, database: Database, article_id: str, *, reviewer: Reviewer, expected_sha256: str
) -> Corrected:
    """Take away the decisions whose words the article has no more (Reading.lost_decisions).

    Raises:
        As correct_quote does.
    """
    return change_article(
        settings,
        database,
        article_id,
        lambda seen: Edit(_tidy(without_lost(seen.article)), {"lost": len(seen.reading.lost_decisions)}),
        action="article.release_lost",
        reviewer=reviewer,
        expected_sha256=expected_sha256,
    )


def set_metadata(
    settings: Settings,
    database: Database,
    article_id: str,
    metadata: Metadata,
    *,
    reviewer: Reviewer,
    expected_sha256: str,
) -> Corrected:
    """Set title, publisher, address, date and municipality of an article.

    Raises:
        As correct_quote does.
    """

    def edit(seen: Seen) -> Edit:
        article = with_metadata(seen.article, metadata)
        before, after = metadata_of(seen.article), metadata_of(article)
        fields = ("title", "publisher", "url", "published", "municipality")
        return Edit(article, {"fields": [name for name in fields if getattr(before, name) != getattr(after, name)]})

    return change_article(
        settings,
        database,
        article_id,
        edit,
        action="article.metadata",
        reviewer=reviewer,
        expected_sha256=expected_sha256,
    )


def set_roles(
    settings: Settings,
    database: Database,
    article_id: str,
    roles: Mapping[str, str | None],
    *,
    reviewer: Reviewer,
    expected_sha256: str,
) -> Corrected:
    """Decide the roles of people in an article: full name -> role, "" for none, None for what the rules tell.

    Raises:
        As correct_quote does.
    """
    return change_article(
        settings,
        database,
        article_id,
        lambda seen: Edit(with_roles(seen.article, roles), {"roles": dict(roles)}),
        action="article.roles",
        reviewer=reviewer,
        expected_sha256=expected_sha256,
    )


def _beginning(seen: Seen, segments: Sequence[Span]) -> str:
    words = " ".join(seen.article.text[segments[0].start : segments[-1].end].split()) if segments else ""
    return words if len(words) <= _SHOWN_WORDS else words[:_SHOWN_WORDS] + " …"
