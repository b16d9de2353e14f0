"""Recruiters' accounts: who they are, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from chatbot.store.schema import reviewers


class Role(StrEnum):
    """What somebody may do; each may do what those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Tell whether this role is enough where another is needed."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody with an account.

    Attributes:
        epoch: of the sessions that count; a higher one ended all before it.
    """

    id: int
    login: str
    role: Role
    disabled: bool
    epoch: int


def reviewer_by_id(connection: Connection, reviewer_id: int) -> Reviewer | None:
    """Return the account of a number; None if there is none."""
    row = connection.execute(sa.select(reviewers).where(reviewers.c.id == reviewer_id)).one_or_none()
    return None if row is None else _reviewer(row)


def is_anybody_there(connection: Connection) -> bool:
    """Tell whether there is any account."""
    return connection.scalar(sa.select(sa.exists().select_from(reviewers))) is True


def logins_by_id(connection: Connection) -> dict[int, str]:
    """Return the login of each account by its number, for tables that tell who did something."""
    return {row.id: row.login for row in connection.execute(sa.select(reviewers.c.id, reviewers.c.login))}


def _reviewer(row: Row[tuple[object, ...]]) -> Reviewer:
    return Reviewer(row.id, row.login, Role(row.role), row.disabled, row.epoch)
