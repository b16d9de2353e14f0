"""An article's file as somebody sees it, and its change: only of what was seen, with a version kept, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from chatbot.corpus_files import changing_corpus, delete_file, put_back_on_failure, replace_file
from chatbot.errors import KeepingError
from chatbot.removing import find_article
from chatbot.settings import Settings
from chatbot.store.article_versions import UNDO, Version, keep_found, keep_version
from chatbot.store.auditing import note
from chatbot.store.database import Database
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Reviewer
from chatbot.withdrawn import Withdrawn
from corpus.decisions import meet
from corpus.errors import ArticleError
from corpus.files import article_of, content_of, find_articles, normalise
from corpus.reading import read
from corpus.records import PUBLISHING_THRESHOLD, Article, Reading, Span
from corpus.writing import write_article
from index.chunks import Record, RecordKind, make_records


@dataclass(frozen=True, slots=True)
class Seen:
    """An article with its file, as somebody sees it.

    Attributes:
        path: its file.
        sha256: of the file; given back with a change, as expected_sha256.
        article: as the file has it; its title is None where only the text tells it.
        reading: of the article; all offsets point into its text.
    """

    path: Path
    content: bytes
    sha256: str
    article: Article
    reading: Reading


@dataclass(frozen=True, slots=True)
class Changed:
    """One quote that is not as it was, as visitors see it: before None, it is new; after None, it is no quote now."""

    before: Record | None
    after: Record | None

    @property
    def span(self) -> Span:
        """Where it stands, or stood."""
        record = self.after or self.before
        return record.span if record else Span(0, 0)


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a change came to.

    Attributes:
        seen: the article as it is now.
        version: number of the version that the change made; None where nothing was changed.
        changes: the quotes that are not as they were, those meant and others that followed, in text order.
    """

    seen: Seen
    version: int | None
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be done with an article.

    Attributes:
        article: as it is to be, or the bytes of its file with the file's name.
        detail: to say it in words; can be written as JSON.
    """

    article: Article | tuple[str, bytes]
    detail: Mapping[str, Any]


def see_article(settings: Settings, article_id: str) -> Seen:
    """Return an article as it is now.

    Raises:
        KeepingError: there is none of that id.
        CorpusError: it cannot be read.
    """
    path = find_article(settings, article_id)
    return seen_article(path, content_of(path))


def seen_article(path: Path, content: bytes) -> Seen:
    """Return the article that a file of this content would hold.

    Raises:
        ArticleError: it cannot be read.
    """
    given = article_of(content, path.name)
    text, marks = normalise(given.text, given.marks)
    article = replace(given, text=text, marks=marks)
    return Seen(path, content, hashlib.sha256(content).hexdigest(), article, read(article))


def change_article(
    settings: Settings,
    database: Database,
    article_id: str,
    edit: Callable[[Seen], Edit],
    *,
    action: str,
    reviewer: Reviewer,
    expected_sha256: str,
) -> Corrected:
    """Change an article that somebody has seen; file, version and log change together, or none of them.

    Args:
        settings: corpus and data directory.
        database: keeps versions and log.
        article_id: which article.
        edit: what is to be done with it as it is now.
        action: for the log and the list of versions.
        reviewer: who does it.
        expected_sha256: of the file that was seen.

    Raises:
        ConflictError: the file is another now; stored is the article as it is (Seen).
        KeepingError: no such article, or it must not be as it would be; nothing was changed.
        CorpusError, StoreError: the article cannot be read, or the database not be used; nothing was changed.
    """
    with changing_corpus(settings, lambda: None):
        before = see_article(settings, article_id)
        if before.sha256 != expected_sha256:
            raise ConflictError(before)
        made = edit(before)
        if made.article == before.article:
            return Corrected(before, None, ())
        after = seen_as_written(before, made.article)
        Withdrawn.read(settings.corpus).refuse(after.path.name, after.reading)
        _keep_found(database, settings, before)
        with put_back_on_failure({before.path, after.path}), database.changing() as connection:
            number = _keep(connection, settings, after.path, after.content, action, made.detail, reviewer)
            replace_file(before.path, after.path, after.content)
    return Corrected(after, number, changes_between(before.reading, after.reading))


def remove_article(
    settings: Settings, database: Database, article_id: str, *, reviewer: Reviewer, expected_sha256: str
) -> int:
    """Take an article that somebody has seen out of the corpus; return the number of the version, to be undone.

    Raises:
        ConflictError: the file is another now; stored is the article as it is (Seen).
        KeepingError: no such article.
        CorpusError, StoreError: it cannot be read, or the database not be used; nothing was changed.
    """
    with changing_corpus(settings, lambda: None):
        before = see_article(settings, article_id)
        if before.sha256 != expected_sha256:
            raise ConflictError(before)
        _keep_found(database, settings, before)
        with put_back_on_failure([before.path]), database.changing() as connection:
            number = _keep(connection, settings, before.path, None, "article.remove", {}, reviewer)
            delete_file(before.path)
    return number


def restore_article(
    settings: Settings, database: Database, gone: Version, before: Version, reviewer: Reviewer
) -> Corrected:
    """Put an article that was removed back into the corpus as it was.

    Args:
        settings: corpus and data directory.
        database: keeps versions and log.
        gone: the version of the removal.
        before: the one before it.
        reviewer: who does it.

    Raises:
        KeepingError: it is there again, or quotes somebody who has withdrawn since.
        CorpusError, StoreError: it cannot be read, or the database not be used; nothing was changed.
    """
    with changing_corpus(settings, lambda: None):
        if any(path.stem == gone.article for path in find_articles(settings.corpus)):
            raise KeepingError(f"{gone.article}: artikeln finns redan")
        after = seen_article(settings.corpus / before.file, before.content or b"")
        Withdrawn.read(settings.corpus).refuse(after.path.name, after.reading)
        detail = {"version": gone.id, "undone": gone.action}
        with put_back_on_failure([after.path]), database.changing() as connection:
            number = _keep(connection, settings, after.path, after.content, UNDO, detail, reviewer)
            replace_file(None, after.path, after.content)
    return Corrected(after, number, tuple(Changed(None, record) for record in _quotes(after.reading).values()))


def seen_as_written(before: Seen, made: Article | tuple[str, bytes]) -> Seen:
    """Return the article as its new file will hold it.

    Raises:
        KeepingError: the file would hold another one.
    """
    if isinstance(made, tuple):
        name, content = made
        return seen_article(before.path.with_name(name), content)
    path = before.path.with_suffix(".md")
    try:
        after = seen_article(path, write_article(made).encode())
    except ArticleError as exc:
        raise KeepingError(str(exc)) from exc
    if after.article != made:
        raise KeepingError(
            f"{path.name}: uppgifterna går inte att spara som de är; skriv dem på en rad, utan styrtecken"
        )
    return after


def _keep(
    connection: Connection,
    settings: Settings,
    path: Path,
    content: bytes | None,
    action: str,
    detail: Mapping[str, Any],
    reviewer: Reviewer,
) -> int:
    """Store the version and the line of the log; content is None where the file goes."""
    note(connection, reviewer.id, action, subject=path.stem)
    file = path.relative_to(settings.corpus).as_posix()
    return keep_version(
        connection, path.stem, file=file, content=content, action=action, detail=detail, reviewer=reviewer.id
    )


def _keep_found(database: Database, settings: Settings, seen: Seen) -> None:
    file = seen.path.relative_to(settings.corpus).as_posix()
    keep_found(database, seen.path.stem, file=file, content=seen.content)


def changes_between(before: Reading, after: Reading) -> tuple[Changed, ...]:
    """Return the quotes that visitors see otherwise than before, in text order; by id, else by their place."""
    old, new = _quotes(before), _quotes(after)
    changes = [Changed(old[name], new[name]) for name in old.keys() & new.keys() if old[name] != new[name]]
    gone = [record for name, record in old.items() if name not in new]
    for record in (record for name, record in new.items() if name not in old):
        same = next((each for each in gone if meet(each.span, record.span)), None)
        gone = [each for each in gone if each is not same]
        changes.append(Changed(same, record))
    changes += [Changed(record, None) for record in gone]
    return tuple(sorted(changes, key=lambda change: change.span))


def _quotes(reading: Reading) -> dict[str, Record]:
    records = make_records(reading, publish_at=PUBLISHING_THRESHOLD)
    return {record.id: record for record in records if record.kind is RecordKind.QUOTE}
