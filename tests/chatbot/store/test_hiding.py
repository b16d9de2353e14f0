"""Hiding quotes, and showing them again: in the database and in the chat's file."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from chatbot.errors import StoreError
from chatbot.steering import NOTHING, Steering, read_steering
from chatbot.store import steering
from chatbot.store.database import Database
from chatbot.store.hiding import hide_quote, quotes_hidden, show_quote
from chatbot.store.schema import audit, hidden_quotes
from chatbot.store.steering import publish


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the chat reads what is hidden."""
    return tmp_path / "steering"


def test_a_quote_is_hidden_and_shown_again(database: Database, folder: Path) -> None:
    """The file follows each change, and each is in the log once."""
    assert hide_quote(database, folder, "a-1", article="a", reviewer=None, reason="för känsligt")
    assert not hide_quote(database, folder, "a-1", article="a", reviewer=None)
    assert hide_quote(database, folder, "b-1", article="b", reviewer=None)
    assert read_steering(folder) == (Steering(frozenset({"a-1", "b-1"})), [])
    with database.reading() as connection:
        hidden, _ = quotes_hidden(connection, seen_by=None)
    assert {(one.quote, one.article, one.reason) for one in hidden} == {
        ("a-1", "a", "för känsligt"),
        ("b-1", "b", None),
    }
    assert show_quote(database, folder, "a-1", reviewer=None)
    assert not show_quote(database, folder, "a-1", reviewer=None)
    assert read_steering(folder) == (Steering(frozenset({"b-1"})), [])
    with database.reading() as connection:
        told = [*connection.execute(sa.select(audit.c.action, audit.c.subject).order_by(audit.c.id))]
    assert told == [("quote.hide", "a-1"), ("quote.hide", "b-1"), ("quote.show", "a-1")]


def test_hiding_anew_mends_the_file(database: Database, folder: Path) -> None:
    """Whoever hides what the database already hides gets it hidden in the chat too."""
    hide_quote(database, folder, "a-1", article="a", reviewer=None)
    for file in folder.iterdir():
        file.unlink()
    hide_quote(database, folder, "a-1", article="a", reviewer=None)
    assert read_steering(folder)[0].hidden == {"a-1"}


def test_what_cannot_be_written_for_the_chat_is_not_said_to_be_hidden(
    database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reviewer is told, and the database has nothing of it."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(steering, "write_steering", full)
    # The database tells of it as of its own full disk.
    with pytest.raises((OSError, StoreError), match="No space"):
        hide_quote(database, folder, "a-1", article="a", reviewer=None)
    with database.reading() as connection:
        assert quotes_hidden(connection, seen_by=None) == ([], 0)


def test_the_file_is_written_from_the_database(database: Database, folder: Path) -> None:
    """Whatever the file said before."""
    hide_quote(database, folder, "a-1", article="a", reviewer=None)
    (folder / "steering.json").write_text("{", encoding="utf-8")
    assert publish(database, folder) == Steering(frozenset({"a-1"}))
    assert read_steering(folder) == (Steering(frozenset({"a-1"})), [])


def test_an_empty_database_hides_nothing(database: Database, folder: Path) -> None:
    """The file is written all the same."""
    assert publish(database, folder) == NOTHING
    assert folder.exists()


def test_what_was_hidden_stays_so_when_the_database_is_another(database: Database, folder: Path) -> None:
    """An empty or older one comes to know it, and it can be shown again from there."""
    hide_quote(database, folder, "a-1", article="a", reviewer=None)
    hide_quote(database, folder, "b-1", article="b", reviewer=None)
    with database.changing() as connection:  # as a database that was lost and made anew
        connection.execute(hidden_quotes.delete())
    hide_quote(database, folder, "c-1", article="c", reviewer=None)
    assert publish(database, folder).hidden == {"a-1", "b-1", "c-1"}
    with database.reading() as connection:
        assert {one.quote for one in quotes_hidden(connection, seen_by=None)[0]} == {"a-1", "b-1", "c-1"}
    assert show_quote(database, folder, "a-1", reviewer=None)
    assert publish(database, folder).hidden == {"b-1", "c-1"}
