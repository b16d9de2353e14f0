"""Before the chat starts: what may not be shown is known, or the chat does not start."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chatbot.errors import SteeringError
from chatbot.settings import Settings
from chatbot.steering import NOTHING, CurrentSteering, read_steering
from chatbot.store.database import Database
from chatbot.store.hiding import hide_quote
from chatbot.store.steering import publish_at_start


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return those of a chat in which a quote has been hidden."""
    settings = Settings(corpus=tmp_path, data=tmp_path)
    hide_quote(
        Database(settings.database_url), settings.steering_directory, "a-1", article="a", reviewer=None, reason="prov"
    )
    return settings


def break_database(settings: Settings) -> None:
    """Make the database one that cannot be read."""
    (settings.data / "chatbot.sqlite").write_bytes(b"ingen databas" * 1000)


def test_a_first_start_has_neither_folder_nor_database(tmp_path: Path) -> None:
    """Nothing is hidden, and nothing is told."""
    settings, told = Settings(corpus=tmp_path, data=tmp_path), list[str]()
    publish_at_start(settings, told.append)
    assert CurrentSteering(settings.steering_directory).now() == NOTHING
    assert told == []


def test_a_folder_that_is_gone_is_written_from_the_database(settings: Settings) -> None:
    """What was hidden stays so."""
    shutil.rmtree(settings.steering_directory)
    publish_at_start(settings, list[str]().append)
    assert read_steering(settings.steering_directory)[0].hidden == {"a-1"}


def test_without_the_database_the_folder_counts(settings: Settings) -> None:
    """The operator is told."""
    told = list[str]()
    break_database(settings)
    publish_at_start(settings, told.append)
    assert "förblir dolt" in told[0]
    assert CurrentSteering(settings.steering_directory).now().hidden == {"a-1"}


def test_without_both_the_chat_does_not_start(settings: Settings) -> None:
    """Nobody knows what must not be shown; the message tells what to do."""
    break_database(settings)
    shutil.rmtree(settings.steering_directory)
    with pytest.raises(SteeringError, match="säkerhetskopia"):
        publish_at_start(settings, list[str]().append)


def test_a_folder_that_has_been_there_is_missed_although_there_is_no_database(settings: Settings) -> None:
    """A data directory of which only a part was restored is not a first start."""
    (settings.data / "chatbot.sqlite").unlink()
    shutil.rmtree(settings.steering_directory)
    publish_at_start(settings, list[str]().append)
    with pytest.raises(SteeringError, match="mappen är borta"):
        CurrentSteering(settings.steering_directory)
