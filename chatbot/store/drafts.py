"""Drafts: articles that somebody has handed in and nobody has published yet."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from chatbot.store.contents import texts_of_row
from chatbot.store.schema import drafts

_ID_BYTES = 9


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it is kept.

    Attributes:
        file: what it was called, or its address.
        content: the article's Markdown file as it would be published but for the details.
        details: JSON; what is said of the article.
        version: goes up with each change.
        reviewer: number of who changed it last.
    """

    id: str
    file: str
    content: bytes
    details: str
    version: int
    reviewer: int | None
    changed: datetime.datetime


def add_draft(connection: Connection, reviewer: int, *, file: str, content: bytes, details: str) -> str:
    """Keep a new draft; return its id."""
    draft_id = secrets.token_urlsafe(_ID_BYTES)
    connection.execute(
        drafts.insert().values(
            id=draft_id, file=file, content=content, details=details, version=1, reviewer=reviewer, changed=_now()
        )
    )
    return draft_id


def draft_by_id(connection: Connection, draft_id: str) -> StoredDraft | None:
    """Return a draft; None if it is published or thrown away."""
    row = connection.execute(sa.select(drafts).where(drafts.c.id == draft_id)).one_or_none()
    return None if row is None else _draft(row)


def all_drafts(connection: Connection, *, first: int = 0, most: int | None = None) -> list[StoredDraft]:
    """Return the drafts, the one changed last first: all, or so many after the first ones."""
    chosen = sa.select(drafts).order_by(drafts.c.changed.desc(), drafts.c.id).offset(first).limit(most)
    return [_draft(row) for row in connection.execute(chosen)]


def count_drafts(connection: Connection) -> int:
    """Return how many drafts there are."""
    return connection.scalar(sa.select(sa.func.count()).select_from(drafts)) or 0


def draft_of_file(connection: Connection, file: str, content: bytes | None = None) -> str | None:
    """Return the id of a draft of that file or address, and of this content if it is given; None for none."""
    chosen = sa.select(drafts.c.id).where(drafts.c.file == file).order_by(drafts.c.changed).limit(1)
    return connection.scalar(chosen if content is None else chosen.where(drafts.c.content == content))


def change_draft(
    connection: Connection,
    reviewer: int,
    draft_id: str,
    *,
    version: int,
    details: str | None = None,
    content: bytes | None = None,
) -> bool:
    """Change what is said of a draft, or its file; return False where it is no longer the version that was seen."""
    changes = {"details": details, "content": content}
    changed = connection.execute(
        drafts.update()
        .where(drafts.c.id == draft_id, drafts.c.version == version)
        .values(
            **{name: value for name, value in changes.items() if value is not None},
            version=version + 1,
            reviewer=reviewer,
            changed=_now(),
        )
    )
    return changed.rowcount == 1


def take_draft(connection: Connection, draft_id: str, *, version: int) -> bool:
    """Delete a draft; return False where it is no longer the version that was seen."""
    gone = connection.execute(drafts.delete().where(drafts.c.id == draft_id, drafts.c.version == version))
    return gone.rowcount == 1


def forget_drafts(connection: Connection, tells: Callable[[str], bool]) -> None:
    """Delete the drafts that tell of somebody.

    Args:
        connection: of the transaction.
        tells: tells whether a text does.
    """
    for draft in all_drafts(connection):
        if any(map(tells, texts_of_row(asdict(draft)))):
            connection.execute(drafts.delete().where(drafts.c.id == draft.id))


def _draft(row: Row[tuple[object, ...]]) -> StoredDraft:
    return StoredDraft(row.id, row.file, bytes(row.content), row.details, row.version, row.reviewer, row.changed)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
