"""Recruiters' accounts changed: added, given a role, turned off and on, their passwords and sessions."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.errors import ChatbotError
from chatbot.store.auditing import note
from chatbot.store.reviewers import Reviewer, Role, is_anybody_there
from chatbot.store.schema import reviewers

_LOGIN = re.compile(r"[\w][\w.@+-]{0,62}[\w]")


class AccountProblem(Enum):
    """Why an account cannot be as it was asked for."""

    LOGIN_FORM = auto()
    LOGIN_TAKEN = auto()
    UNKNOWN = auto()
    LAST_ADMIN = auto()
    PASSWORD_SHORT = auto()
    PASSWORD_LONG = auto()
    PASSWORD_IS_LOGIN = auto()
    PASSWORD_COMMON = auto()
    PASSWORD_WRONG = auto()
    PASSWORDS_DIFFER = auto()


class AccountError(ChatbotError):
    """An account cannot be as it was asked for; nothing was changed.

    Attributes:
        problem: why; its text in both languages is in chatbot.web.texts.desk_accounts.
    """

    def __init__(self, problem: AccountProblem) -> None:
        super().__init__(problem.name)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Account:
    """An account as lists show it.

    Attributes:
        has_password: False for somebody who signs in through the provider of OpenID Connect alone.
    """

    reviewer: Reviewer
    added: datetime.datetime
    has_password: bool


def normal_login(login: str) -> str:
    """Return a login as it is stored and compared: in one form of writing, in small letters."""
    return unicodedata.normalize("NFKC", login).replace("\0", "").strip().casefold()


def all_accounts(connection: Connection) -> list[Account]:
    """Return every account, by login."""
    rows = connection.execute(sa.select(reviewers).order_by(reviewers.c.login))
    return [
        Account(
            Reviewer(row.id, row.login, Role(row.role), row.disabled, row.epoch), row.added, row.password is not None
        )
        for row in rows
    ]


def account_of(connection: Connection, login: str) -> Account:
    """Return the account of a login.

    Raises:
        AccountError: there is none.
    """
    found = [account for account in all_accounts(connection) if account.reviewer.login == normal_login(login)]
    if not found:
        raise AccountError(AccountProblem.UNKNOWN)
    return found[0]


def check_login(connection: Connection, login: str) -> None:
    """Find out whether an account could be added under a login.

    Raises:
        AccountError: it is taken, or of another form.
    """
    if not _LOGIN.fullmatch(normal_login(login)):
        raise AccountError(AccountProblem.LOGIN_FORM)
    if connection.scalar(sa.select(sa.exists().where(reviewers.c.login == normal_login(login)))):
        raise AccountError(AccountProblem.LOGIN_TAKEN)


def add_account(
    connection: Connection, login: str, *, password: str | None, role: Role | None, by: int | None
) -> Reviewer:
    """Add an account.

    Args:
        connection: of a transaction.
        login: letters, digits and . @ + - _ in any case.
        password: its hash (chatbot.store.passwords); None for whoever signs in through OpenID Connect alone.
        role: None makes the very first account an admin, since somebody must be, and later ones reviewers.
        by: number of who adds it; None for the command line.

    Raises:
        AccountError: the login is taken, or of another form.
    """
    check_login(connection, login)
    normal = normal_login(login)
    given = role or (Role.REVIEWER if is_anybody_there(connection) else Role.ADMIN)
    added = datetime.datetime.now(datetime.UTC)
    statement = reviewers.insert().values(login=normal, password=password, role=given.value, added=added)
    key = connection.execute(statement).inserted_primary_key
    number = int(key[0]) if key else 0
    note(connection, by, "account.add", subject=str(number))
    return Reviewer(number, normal, given, disabled=False, epoch=0)


def rename(connection: Connection, reviewer: int, login: str, *, by: int | None) -> None:
    """Give an account another login; its sessions go on.

    Raises:
        AccountError: the login is taken, or of another form; or there is no such account.
    """
    check_login(connection, login)
    _change(connection, reviewer, login=normal_login(login))
    note(connection, by, "account.rename", subject=str(reviewer))


def set_role(connection: Connection, reviewer: int, role: Role, *, by: int | None) -> None:
    """Give an account another role.

    Raises:
        AccountError: there is no such account, or it is the last admin.
    """
    if role is not Role.ADMIN:
        _keep_an_admin(connection, without=reviewer)
    _change(connection, reviewer, role=role.value)
    note(connection, by, "account.role", subject=str(reviewer))


def disable(connection: Connection, reviewer: int, *, by: int | None) -> None:
    """Turn an account off; its sessions end at once, what it has done stays.

    Raises:
        AccountError: there is no such account, or it is the last admin.
    """
    _keep_an_admin(connection, without=reviewer)
    _change(connection, reviewer, disabled=True, epoch=reviewers.c.epoch + 1)
    note(connection, by, "account.disable", subject=str(reviewer))


def enable(connection: Connection, reviewer: int, *, by: int | None) -> None:
    """Turn an account on again.

    Raises:
        AccountError: there is no such account.
    """
    _change(connection, reviewer, disabled=False)
    note(connection, by, "account.enable", subject=str(reviewer))


def set_password(connection: Connection, reviewer: int, password: str, *, by: int | None) -> None:
    """Give an account another password, by its hash; all its sessions end.

    Raises:
        AccountError: there is no such account.
    """
    _change(connection, reviewer, password=password, epoch=reviewers.c.epoch + 1)
    note(connection, by, "account.password", subject=str(reviewer))


def end_sessions(connection: Connection, reviewer: int, *, by: int | None) -> None:
    """End every session of an account.

    Raises:
        AccountError: there is no such account.
    """
    _change(connection, reviewer, epoch=reviewers.c.epoch + 1)
    note(connection, by, "account.end_sessions", subject=str(reviewer))


def _change(connection: Connection, reviewer: int, **values: object) -> None:
    changed = connection.execute(sa.update(reviewers).where(reviewers.c.id == reviewer).values(**values))
    if not changed.rowcount:
        raise AccountError(AccountProblem.UNKNOWN)


def _keep_an_admin(connection: Connection, *, without: int) -> None:
    # Locked, so that of two admins not each can turn off the other at once; SQLite has one writer at a time anyhow.
    admins = sa.select(reviewers.c.id).where(reviewers.c.role == Role.ADMIN.value, reviewers.c.disabled.is_(False))
    left = set(connection.scalars(admins.with_for_update()))
    if left == {without}:
        raise AccountError(AccountProblem.LAST_ADMIN)
