"""The chat opens its store: whose names may stay follows the index, and a database that is away hinders nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.errors import NewerDatabaseError
from chatbot.store.opening import CurrentScrubber, open_recorder
from chatbot.store.records import Channel
from chatbot.store.schema import answers
from chatbot.withdrawn import Withdrawn
from index.catalogue import Voice
from tests.chatbot.web.fakes import make_answer


class Quoting:
    """A chatbot of which the index changes."""

    def __init__(self, *names: str) -> None:
        self.generation = "1"
        self.names = names

    def people(self) -> list[Voice]:
        """Return who is quoted."""
        return [Voice(name, None, None, 1) for name in self.names]


def test_names_follow_the_index(tmp_path: Path) -> None:
    """Who is not quoted any more is a stranger."""
    chatbot = Quoting("Tuva Granhöst", "Amir Fjällstig")
    scrubber = CurrentScrubber(chatbot, tmp_path)
    asked = "Vad säger Tuva Granhöst och Amir Fjällstig?"
    assert scrubber().scrub(asked).text == asked
    chatbot.names, chatbot.generation = ("Amir Fjällstig",), "2"
    assert scrubber().scrub(asked).text == "Vad säger [namn] och Amir Fjällstig?"


def test_who_has_withdrawn_is_a_stranger(tmp_path: Path) -> None:
    """From the moment when the list has the name, even one that looks like none."""
    scrubber = CurrentScrubber(Quoting(), tmp_path)
    assert not scrubber().scrub("Trivs Qwaru Zjö?").changed
    Withdrawn.read(tmp_path).with_person("Qwaru Zjö").write(tmp_path)
    assert scrubber().scrub("Trivs Qwaru Zjö?").changed


def test_a_question_is_kept_in_the_data_directory(tmp_path: Path) -> None:
    """Without any setting."""
    told: list[str] = []
    with open_recorder(Settings(corpus=tmp_path, data=tmp_path / "var"), Quoting(), told.append) as recorder:
        recorder.record(make_answer("Hur är det?"), channel=Channel.PAGE)
    database = Database(f"sqlite:///{tmp_path / 'var' / 'chatbot.sqlite'}")
    with database.reading() as connection:
        assert connection.scalars(sa.select(answers.c.question)).all() == ["Hur är det?"]
    assert told == []


def test_a_database_that_is_away_is_told_and_the_chat_starts(tmp_path: Path) -> None:
    """It may be back later."""
    told: list[str] = []
    (tmp_path / "file").touch()
    settings = Settings(corpus=tmp_path, data=tmp_path, database=f"sqlite:///{tmp_path / 'file' / 'x.sqlite'}")
    with open_recorder(settings, Quoting(), told.append) as recorder:
        assert recorder.record(make_answer("Hur är det?"), channel=Channel.PAGE)
    assert len(told) == 1
    assert "chatten startar ändå" in told[0]


def test_a_newer_database_keeps_the_chat_from_starting(tmp_path: Path) -> None:
    """Nobody knows what its tables mean."""
    settings = Settings(corpus=tmp_path, data=tmp_path)
    with Database(settings.database_url).changing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabaseError):
        open_recorder(settings, Quoting(), lambda _line: None)
