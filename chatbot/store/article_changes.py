"""When each article was last changed, and by whom."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.schema import article_versions


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last change of an article.

    Attributes:
        reviewer: number of who made it; None for the command line.
    """

    reviewer: int | None
    made: datetime.datetime


def last_changes(connection: Connection) -> dict[str, LastChange]:
    """Return article id -> its last change, of all that have been changed."""
    newest = sa.select(sa.func.max(article_versions.c.id)).group_by(article_versions.c.article)
    rows = connection.execute(
        sa.select(article_versions.c.article, article_versions.c.reviewer, article_versions.c.made).where(
            article_versions.c.id.in_(newest)
        )
    )
    return {row.article: LastChange(row.reviewer, row.made) for row in rows}
