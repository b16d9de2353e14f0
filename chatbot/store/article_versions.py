"""Versions of articles: the file after each change, who made it, and what was done."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from chatbot.store.contents import texts_of_row
from chatbot.store.database import Database
from chatbot.store.schema import article_versions, reviewers

FOUND = "article.found"
"""What was done where a file is as no page of the desk has made it."""
UNDO = "article.undo"
"""What was done where a change was taken back."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article's file after a change.

    Attributes:
        file: path below the corpus.
        content: bytes; None where the file went.
        sha256: of content; None where the file went.
        action: what was done, as in the log: "article.quote".
        detail: to say it in words (chatbot.web.texts.desk_versions).
        who: login; None for the command line, or somebody whose account is no more.
    """

    id: int
    article: str
    file: str
    content: bytes | None
    sha256: str | None
    action: str
    detail: Mapping[str, Any]
    who: str | None
    made: datetime.datetime


def keep_version(
    connection: Connection,
    article: str,
    *,
    file: str,
    content: bytes | None,
    action: str,
    detail: Mapping[str, Any] | None = None,
    reviewer: int | None = None,
) -> int:
    """Store how an article's file is after a change; return the version's number.

    Args:
        connection: of the transaction in which it is changed.
        article: its id.
        file: path below the corpus.
        content: of the file; None where it goes.
        action: at most 32 characters.
        detail: what can be written as JSON.
        reviewer: number of who does it; None for the command line.
    """
    values = {
        "article": article,
        "file": file,
        "content": content,
        "sha256": None if content is None else hashlib.sha256(content).hexdigest(),
        "action": action,
        "detail": json.dumps(detail, ensure_ascii=False) if detail else None,
        "reviewer": reviewer,
        "made": datetime.datetime.now(datetime.UTC),
    }
    result = connection.execute(article_versions.insert().values(**values))
    return int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0


def keep_found(database: Database, article: str, *, file: str, content: bytes) -> None:
    """Keep how an article's file is, unless that is its newest version.

    Done before anything is changed, in a transaction of its own: a program that is killed amid the change loses
    nothing then.

    Args:
        database: where versions are kept.
        article: its id.
        file: path below the corpus.
        content: of the file.
    """
    with database.reading() as connection:
        known = newest_version(connection, article)
    if known is None or known.content != content:
        with database.changing() as connection:
            keep_version(connection, article, file=file, content=content, action=FOUND)


def versions_of(connection: Connection, article: str) -> list[Version]:
    """Return the versions of an article, the newest first."""
    chosen = _SELECTED.where(article_versions.c.article == article).order_by(article_versions.c.id.desc())
    return [_version(row) for row in connection.execute(chosen)]


def newest_version(connection: Connection, article: str) -> Version | None:
    """Return how an article's file was last known to be; None where no version of it is kept."""
    chosen = _SELECTED.where(article_versions.c.article == article).order_by(article_versions.c.id.desc()).limit(1)
    row = connection.execute(chosen).one_or_none()
    return None if row is None else _version(row)


def version_by_id(connection: Connection, number: int) -> Version | None:
    """Return a version; None if there is none of that number."""
    row = connection.execute(_SELECTED.where(article_versions.c.id == number)).one_or_none()
    return None if row is None else _version(row)


def version_before(connection: Connection, version: Version) -> Version | None:
    """Return the version of the same article right before one; None for the first."""
    same = _SELECTED.where(article_versions.c.article == version.article, article_versions.c.id < version.id)
    row = connection.execute(same.order_by(article_versions.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _version(row)


def forget_versions(connection: Connection, articles: Collection[str], tells: Callable[[str], bool]) -> None:
    """Delete the versions of some articles, and all others that tell of somebody.

    Args:
        connection: of the transaction.
        articles: ids of those of which nothing is kept.
        tells: tells whether a text does.
    """
    for number in connection.scalars(sa.select(article_versions.c.id)).all():  # one at a time: files may be large
        found = article_versions.c.id == number
        row = connection.execute(sa.select(article_versions).where(found)).one()
        if row.article in articles or any(map(tells, texts_of_row(row._asdict()))):
            connection.execute(article_versions.delete().where(found))


_SELECTED = sa.select(article_versions, reviewers.c.login).join_from(article_versions, reviewers, isouter=True)


def _version(row: Row[tuple[Any, ...]]) -> Version:
    return Version(
        id=row.id,
        article=row.article,
        file=row.file,
        content=row.content,
        sha256=row.sha256,
        action=row.action,
        detail=json.loads(row.detail) if row.detail else {},
        who=row.login,
        made=row.made,
    )
