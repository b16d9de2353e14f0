"""Accounts of those who sign in through a service: found by the service's own name for them, bound to it at first."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.accounts import normal_login
from chatbot.store.auditing import note
from chatbot.store.reviewers import Reviewer, reviewer_by_id
from chatbot.store.schema import reviewers


def reviewer_of_identity(connection: Connection, subject: str, logins: Iterable[str]) -> Reviewer | None:
    """Return whose account it is, and note in the log that somebody signed in; None for whoever has none that is open.

    An account that was added without a password is bound to the first identity of its name: whoever is given that
    name at the service later does not get in.

    Args:
        connection: of a transaction.
        subject: the service and its own, unchanging name for somebody.
        logins: that the account may have been added under.
    """
    number = connection.scalar(sa.select(reviewers.c.id).where(reviewers.c.subject == subject))
    if number is None:
        names = {normal_login(login) for login in logins}
        is_waiting = reviewers.c.subject.is_(None) & reviewers.c.password.is_(None)
        waiting = connection.scalars(sa.select(reviewers.c.id).where(reviewers.c.login.in_(names), is_waiting)).all()
        if len(waiting) != 1:  # by name and e-mail two accounts may be meant
            return None
        number = waiting[0]
        connection.execute(sa.update(reviewers).where(reviewers.c.id == number).values(subject=subject))
        note(connection, number, "account.bind", subject=str(number))
    reviewer = reviewer_by_id(connection, number)
    if reviewer is None or reviewer.disabled:
        return None
    note(connection, reviewer.id, "account.sign_in")
    return reviewer
