"""What recruiters decide about the desk itself; each version stays, with who made it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from chatbot.errors import ChatbotError
from chatbot.store.auditing import note
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Reviewer
from chatbot.store.schema import desk_settings

T = TypeVar("T")
TEXT_LIMIT = 50_000
"""Characters of the guidelines."""


class SettingError(ChatbotError):
    """A value is none that the setting can have."""


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """A setting: its key, what it is while nobody has changed it, and what turns a stored value into its type.

    Attributes:
        checked: takes what was read from JSON; raises SettingError for a value that it cannot have.
    """

    key: str
    default: T
    checked: Callable[[Any], T]


@dataclass(frozen=True, slots=True)
class StoredSetting(Generic[T]):
    """One version of a setting.

    Attributes:
        version: 0 is the program's own value, that nobody has changed yet.
        reviewer: number of who saved it; None for the program's own, or from the command line.
        changed: when; None for the program's own.
    """

    value: T
    version: int
    reviewer: int | None
    changed: datetime.datetime | None


def share(value: object) -> float:
    """Return a share from 0 to 1.

    Raises:
        SettingError: it is none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise SettingError(f"{value!r} är inget tal från 0 till 1")
    return float(value)


def text(value: object) -> str:
    """Return a text that says something, with line ends as one character.

    Raises:
        SettingError: it is none, or too long.
    """
    if not isinstance(value, str) or not value.strip():
        raise SettingError("texten är tom")
    if len(value) > TEXT_LIMIT:
        raise SettingError(f"texten har {len(value)} tecken; högst {TEXT_LIMIT} får plats")
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


SECOND_SHARE = Setting("second_share", 0.2, share)
"""The share of answers that gets a second reviewer."""
MARGIN = Setting("margin", 0.01, share)
"""So much worse a measure may become when verdicts change the chat."""
GUIDELINES = Setting("guidelines", Path(__file__).with_name("guidelines.txt").read_text(encoding="utf-8").strip(), text)
"""How to judge: plain text; a line that begins with "# " is a heading, one with "- " an item of a list."""


def read_setting(connection: Connection, setting: Setting[T]) -> StoredSetting[T]:
    """Return a setting as it is now."""
    row = connection.execute(_versions(setting).limit(1)).one_or_none()
    return StoredSetting(setting.default, 0, None, None) if row is None else _stored(setting, row)


def setting_history(connection: Connection, setting: Setting[T]) -> list[StoredSetting[T]]:
    """Return every version of a setting, the newest first; the last is the program's own."""
    saved = [_stored(setting, row) for row in connection.execute(_versions(setting))]
    return [*saved, StoredSetting(setting.default, 0, None, None)]


def save_setting(
    connection: Connection, setting: Setting[T], value: T, *, reviewer: Reviewer | None, expected_version: int | None
) -> StoredSetting[T]:
    """Save a setting as a new version; one that is the same already is left as it is.

    Args:
        connection: of a transaction.
        setting: which.
        value: what it becomes.
        reviewer: who changes it; None for the command line.
        expected_version: that the reviewer saw and changed; None, which conflicts, where that is not known.

    Raises:
        ConflictError: somebody else has saved a newer version; the error has it.
        SettingError: the value is none that the setting can have.
    """
    wanted = setting.checked(value)
    current = read_setting(connection, setting)
    if current.version != expected_version:
        raise ConflictError(current)
    if current.value == wanted:
        return current
    who = None if reviewer is None else reviewer.id
    new = StoredSetting(wanted, current.version + 1, who, datetime.datetime.now(datetime.UTC))
    values = {
        "key": f"{setting.key}@{new.version}",
        "value": json.dumps(wanted, ensure_ascii=False),
        "version": new.version,
        "reviewer": who,
        "changed": new.changed,
    }
    try:
        with connection.begin_nested():  # PostgreSQL goes on after a failed statement only so
            connection.execute(desk_settings.insert(), values)
    except IntegrityError:
        raise ConflictError(read_setting(connection, setting)) from None
    note(connection, who, "setting.save", subject=f"{setting.key}@{new.version}")
    return new


def _versions(setting: Setting[T]) -> sa.Select[Any]:
    """Return what selects the versions, the newest first: each is a row of its own, so that two never write one."""
    of_setting = desk_settings.c.key.startswith(f"{setting.key}@", autoescape=True)
    return sa.select(desk_settings).where(of_setting).order_by(desk_settings.c.version.desc())


def _stored(setting: Setting[T], row: Row[Any]) -> StoredSetting[T]:
    return StoredSetting(setting.checked(json.loads(row.value)), row.version, row.reviewer, row.changed)
