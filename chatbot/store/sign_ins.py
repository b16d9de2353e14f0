"""Signing in by a password, with a wait that grows with each wrong one."""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.store.accounts import normal_login
from chatbot.store.auditing import note
from chatbot.store.database import Database
from chatbot.store.passwords import is_right, renewed
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import reviewers, sign_in_failures

FREE = 5
"""Wrong passwords in a row after which the next has to wait: 1 s, 2 s, 4 s, ..."""
LONGEST_WAIT = datetime.timedelta(minutes=15)
FORGOTTEN = datetime.timedelta(days=1)
"""So long after the last wait all is forgotten."""
AT_ONCE = 4
"""Passwords that are looked at or wait for it, of browsers that are known and of all others each: whoever sends more
must not take the threads that answer visitors."""


class SignInError(Exception):
    """The login and the password do not belong together, or there is no such account: which, is not told."""


@dataclass
class WaitError(Exception):
    """There were too many wrong passwords; this one was not looked at.

    Attributes:
        seconds: after which the next may be given, at least 1.
    """

    seconds: int


class SignIns:
    """Lets people in who know their password.

    Whoever guesses is slowed down by the login that he gives, whether there is such an account or not. A browser in
    which somebody has signed in before is counted alone: others' guesses cannot lock its owner out.

    Args:
        database: has the accounts.
        secret: of the installation; without it nobody can tell which logins were given.
    """

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._secret = hashlib.sha256(secret).digest()
        self._places = {is_trusted: threading.BoundedSemaphore(AT_ONCE) for is_trusted in (False, True)}

    def sign_in(self, login: str, password: str, *, trusted: str | None = None) -> Reviewer:
        """Return who it is, and note it in the log; arguments and errors are those of confirm()."""
        reviewer = self.confirm(login, password, trusted=trusted)
        with self._database.changing() as connection:
            note(connection, reviewer.id, "account.sign_in")
        return reviewer

    def confirm(self, login: str, password: str, *, trusted: str | None = None) -> Reviewer:
        """Return whose login and password they are.

        Args:
            login: as it was written.
            password: as it was written.
            trusted: token of a browser in which this login was let in before; None for any other.

        Raises:
            SignInError: login and password do not belong together.
            WaitError: it has to wait.
            StoreError: the database cannot be used.
        """
        with self._place(is_trusted=trusted is not None):
            return self._confirmed(login, password, trusted)

    @contextmanager
    def _place(self, *, is_trusted: bool) -> Iterator[None]:
        places = self._places[is_trusted]
        if not places.acquire(blocking=False):
            raise WaitError(1)
        try:
            yield
        finally:
            places.release()

    def _confirmed(self, login: str, password: str, trusted: str | None) -> Reviewer:
        now = datetime.datetime.now(datetime.UTC)
        key = self._key(normal_login(login), trusted)
        with self._database.changing() as connection:  # counted before it is looked at: others may guess meanwhile
            _count(connection, key, now)
        with self._database.reading() as connection:
            row = connection.execute(sa.select(reviewers).where(reviewers.c.login == normal_login(login))).one_or_none()
        is_known = is_right(password, row.password if row else None)
        if row is None or row.disabled or not is_known:
            raise SignInError
        newer = renewed(password, row.password)
        with self._database.changing() as connection:
            connection.execute(sign_in_failures.delete().where(sign_in_failures.c.key == key))
            if newer:
                kept = (reviewers.c.id == row.id) & (reviewers.c.password == row.password)
                connection.execute(sa.update(reviewers).where(kept).values(password=newer))
        return Reviewer(row.id, row.login, Role(row.role), row.disabled, row.epoch)

    def _key(self, login: str, trusted: str | None) -> str:
        given = f"{login}\0{trusted or ''}".encode()
        return hashlib.blake2b(given, key=self._secret, digest_size=16).hexdigest()


def _count(connection: Connection, key: str, now: datetime.datetime) -> None:
    """Count an attempt, as if its password were wrong.

    Raises:
        WaitError: it has to wait; then it is not counted.
    """
    failed = sign_in_failures.c
    forget_failures(connection, now)
    row = connection.execute(sa.select(sign_in_failures).where(failed.key == key).with_for_update()).one_or_none()
    if row is None:
        connection.execute(sign_in_failures.insert().values(key=key, failures=1, locked_until=now))
        return
    left = (row.locked_until - now).total_seconds()
    if left > 0:
        raise WaitError(int(left) + 1)
    values = {"failures": row.failures + 1, "locked_until": now + wait_after(row.failures + 1)}
    connection.execute(sa.update(sign_in_failures).where(failed.key == key).values(values))


def wait_after(failures: int) -> datetime.timedelta:
    """Return how long the next attempt has to wait after so many wrong passwords in a row."""
    if failures < FREE:
        return datetime.timedelta()
    doublings = min(failures - FREE, 30)  # beyond any wait; a larger power would not fit
    return min(datetime.timedelta(seconds=2**doublings), LONGEST_WAIT)


def forget_failures(connection: Connection, now: datetime.datetime) -> None:
    """Delete what is too old to count."""
    connection.execute(sign_in_failures.delete().where(sign_in_failures.c.locked_until < now - FORGOTTEN))
