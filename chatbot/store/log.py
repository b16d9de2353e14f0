"""The log of what was done at the desk, read a page at a time, and let go when it is old."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.blindness import may_know_line
from chatbot.store.schema import audit, reviewers

KEPT_DAYS = 730
"""Two years: long enough to find out who read what, should somebody ask."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log.

    Attributes:
        login: of who did it; None for the command line.
    """

    id: int
    at: datetime.datetime
    login: str | None
    action: str
    subject: str | None
    reason: str | None


def read_log(
    connection: Connection,
    *,
    seen_by: int,
    reviewer: int | None = None,
    actions: Sequence[str] = (),
    before: int | None = None,
    most: int = 50,
) -> list[LogLine]:
    """Return lines of the log, the latest first.

    Args:
        connection: that reads.
        seen_by: number of who reads; lines that tell of another's verdict that waits for a second reviewer come later.
        reviewer: number of who did it; None for anybody.
        actions: which; none for all.
        before: id of a line; only earlier ones. None begins with the latest.
        most: how many.
    """
    login = reviewers.c.login.label("login")
    query = sa.select(audit, login).join_from(audit, reviewers, isouter=True).where(may_know_line(seen_by))
    if reviewer is not None:
        query = query.where(audit.c.reviewer == reviewer)
    if actions:
        query = query.where(audit.c.action.in_(actions))
    if before is not None:
        query = query.where(audit.c.id < before)
    rows = connection.execute(query.order_by(audit.c.id.desc()).limit(most))
    return [LogLine(row.id, row.at, row.login, row.action, row.subject, row.reason) for row in rows]


def forget_log(connection: Connection, before: datetime.datetime) -> int:
    """Delete lines older than a moment; return how many."""
    return connection.execute(audit.delete().where(audit.c.at < before)).rowcount
