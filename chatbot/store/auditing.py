"""Who did what at the desk, written in the same transaction as what was done."""

from __future__ import annotations

import datetime

from sqlalchemy.engine import Connection

from chatbot.store.schema import audit


def note(
    connection: Connection, reviewer: int | None, action: str, *, subject: str | None = None, reason: str | None = None
) -> None:
    """Write a line of the log.

    Args:
        connection: of the transaction in which it is done.
        reviewer: number of who does it; None for the command line.
        action: "area.verb", for instance "verdict.save"; in English, shown in words by the page of the log.
        subject: id of what it is done to; never a visitor's words, nor the name of somebody who is quoted.
        reason: that was asked for.
    """
    now = datetime.datetime.now(datetime.UTC)
    connection.execute(audit.insert().values(at=now, reviewer=reviewer, action=action, subject=subject, reason=reason))
