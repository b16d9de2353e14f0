"""Who sits over an answer without having seen what others say of it: what is typed meanwhile is blind."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.judgements import ReviewState
from chatbot.store.schema import answers, sittings

_KEPT = datetime.timedelta(days=1)


def is_sitting(connection: Connection, answer: str, reviewer: int) -> bool:
    """Tell whether a reviewer opened an answer while it was open, a day ago at most, and has seen no verdict since."""
    since = datetime.datetime.now(datetime.UTC) - _KEPT
    mine = sittings.c.answer == answer, sittings.c.reviewer == reviewer, sittings.c.begun >= since
    return connection.scalar(sa.select(sa.exists().where(*mine))) is True


def begin_sitting(connection: Connection, answer: str, reviewer: int) -> None:
    """Note that a reviewer is shown an answer; nothing is noted if it is settled by now, or deleted.

    Args:
        connection: of a transaction.
        answer: that nobody's verdict is shown of.
        reviewer: number of who has no sitting over it yet.
    """
    state = connection.scalar(sa.select(answers.c.state).where(answers.c.id == answer).with_for_update())
    if state is None or not ReviewState(state).is_open:
        return
    now = datetime.datetime.now(datetime.UTC)
    forget_sittings(connection, now)
    connection.execute(sittings.insert().values(answer=answer, reviewer=reviewer, begun=now))


def end_sittings(connection: Connection, reviewer: int, answer: str | None = None) -> None:
    """Note that a reviewer is going to see verdicts: on an answer, or on any (None).

    What is then typed on a page that was opened before does not count as blind.
    """
    mine = sittings.c.reviewer == reviewer
    connection.execute(sittings.delete().where(mine if answer is None else mine & (sittings.c.answer == answer)))


def has_sittings(connection: Connection, reviewer: int) -> bool:
    """Tell whether a reviewer sits over any answer."""
    return connection.scalar(sa.select(sa.exists().where(sittings.c.reviewer == reviewer))) is True


def forget_sittings(connection: Connection, now: datetime.datetime) -> None:
    """Delete those of more than a day ago."""
    connection.execute(sittings.delete().where(sittings.c.begun < now - _KEPT))
