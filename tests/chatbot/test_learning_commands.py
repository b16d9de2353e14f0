"""`chatbot learn`: the state, a trial and its end, without the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot import learning_commands
from chatbot.answering import Chatbot
from chatbot.cli import main
from chatbot.steering import CurrentSteering, read_steering
from chatbot.store.database import Database
from chatbot.store.judgements import AnswerVerdict
from index.generation import open_current
from tests.chatbot.conftest import BY_MEANING
from tests.chatbot.learning import settle, somebody
from tests.index.fakes import FakeEncoder

QUESTION = "Är kaffet gott där?"


@pytest.fixture
def options(
    articles: Path, index_articles: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[str]:
    """Return the options of a corpus that is indexed with the fake encoder, which the commands then use."""
    root = index_articles()

    def opened(*_: object, **__: object) -> Chatbot:
        steering = CurrentSteering(tmp_path / "steering")
        return Chatbot(FakeEncoder(256), corpus=articles, index=root, calibration=BY_MEANING, steering=steering)

    monkeypatch.setattr(Chatbot, "open", opened)
    monkeypatch.setattr(learning_commands, "open_index", lambda _: open_current(root, FakeEncoder(256)))
    monkeypatch.delenv("CHATBOT_DATABASE", raising=False)
    monkeypatch.chdir(tmp_path)  # where there are no labelled questions but the verdicts
    return ["--corpus", str(articles), "--data", str(tmp_path)]


def test_what_waits_is_tried_and_applied(
    options: list[str], tmp_path: Path, chatbot: Chatbot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each step tells what it did; what the chat reads is written only by the last."""
    database = Database(f"sqlite:///{tmp_path / 'chatbot.sqlite'}")
    quote = chatbot.ask("Vem träffar ni varje torsdag? Polisen?").quotes[0].id
    kind = AnswerVerdict.SHOULD_ANSWER
    settle(database, QUESTION, reviewer=somebody(database), kind=kind, status="no_answer", chosen=(quote,))
    assert main(["learn", *options]) == 0
    assert "Väntar på prov: 1 nya, 0 som tas bort." in capsys.readouterr().out
    assert main(["learn", "--apply", *options]) == 1
    assert "chatbot learn --try" in capsys.readouterr().err
    assert main(["learn", "--try", *options]) == 0
    assert "Prov 1: godkänt.\nverdicts: 1 frågor, 1 svar blir andra\n" in capsys.readouterr().out
    assert read_steering(tmp_path / "steering")[0].lessons == ()
    assert main(["learn", "--apply", *options]) == 0
    assert [lesson.quote for lesson in read_steering(tmp_path / "steering")[0].lessons] == [quote]
    assert main(["learn", "--try", *options]) == 0
    assert "Det finns inget att pröva." in capsys.readouterr().out


def test_the_chats_file_is_mended(options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is damaged is written anew from the database."""
    assert main(["learn", *options]) == 0
    for file in (tmp_path / "steering").glob("*.json"):
        file.write_text("{", encoding="utf-8")
    assert main(["learn", *options]) == 0
    assert read_steering(tmp_path / "steering")[1] == []
    assert "Dolda citat: 0." in capsys.readouterr().out
