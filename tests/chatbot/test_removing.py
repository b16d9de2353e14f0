"""Removing an article: it goes from the corpus and from every generation of the index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import chatbot.proof
from chatbot.answering import Chatbot
from chatbot.proof import current_text
from index.errors import GenerationError
from index.recipe import present_manifest
from tests.chatbot.conftest import BY_MEANING
from tests.chatbot.keeping import FLEN, HJO, Kept, use_fake_model
from tests.index.fakes import FakeEncoder


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Return a corpus of two articles, indexed."""
    use_fake_model(monkeypatch)
    kept = Kept(tmp_path)
    assert kept.add(kept.give("flen.txt", FLEN), kept.give("hjo.txt", HJO)) == 0
    return kept


def words_in_index(kept: Kept, words: str) -> list[str]:
    """Return the files of all generations that hold the words."""
    files = (path for path in (kept.data / "index").rglob("*") if path.is_file())
    return [path.name for path in files if words.encode() in path.read_bytes()]


def test_a_removed_article_is_in_no_generation(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even in the one that the build keeps."""
    assert words_in_index(kept, "varje torsdag")
    assert kept.run("remove", "fika-pa-stort-allvar", "--yes", "--quiet") == 0
    assert "1 artiklar, 1 citat" in capsys.readouterr().out
    assert kept.files == ["arenden-i-hjo.md"]
    assert words_in_index(kept, "varje torsdag") == []
    assert len(kept.generations) == 1
    assert kept.run("verify") == 0


def test_an_unknown_id_changes_nothing(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest ones are named."""
    assert kept.run("remove", "fika-pa-allvar", "--yes") == 1
    assert "menar du fika-pa-stort-allvar" in capsys.readouterr().err
    assert len(kept.files) == 2


def test_nothing_is_removed_unasked(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """What would go is shown."""
    assert kept.run("remove", "arenden-i-hjo") == 1
    error = capsys.readouterr().err
    assert "Amir Fjällstig" in error
    assert "--yes" in error
    assert len(kept.files) == 2


def test_the_last_article_takes_the_index_with_it(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says how to begin again."""
    assert kept.run("remove", "arenden-i-hjo", "--yes", "--quiet") == 0
    assert kept.run("remove", "fika-pa-stort-allvar", "--yes", "--quiet") == 0
    assert "chatbot add" in capsys.readouterr().out
    assert kept.files == kept.generations == []
    assert kept.run("ask", "Hur är det?") == 1


def test_an_article_that_cannot_be_read_can_be_removed(kept: Kept) -> None:
    """It would stop every build."""
    (kept.corpus / "trasig.pdf").write_bytes(b"%PDF-1.7 rubbish")
    assert kept.run("build", "--quiet") == 1
    assert kept.run("remove", "trasig", "--yes", "--quiet") == 0
    assert kept.run("verify") == 0


def test_a_running_chatbot_follows_and_forgets(kept: Kept) -> None:
    """The texts that it has in memory go with the generation; without any index it answers nothing."""
    with Chatbot(FakeEncoder(), corpus=kept.corpus, index=kept.data / "index", calibration=BY_MEANING) as running:
        assert {voice.name for voice in running.people()} == {"Tuva Granhöst", "Elin Sjövind", "Amir Fjällstig"}
        current_text(kept.corpus / "arenden-i-hjo.md")
        kept.run("remove", "arenden-i-hjo", "--yes", "--quiet")
        assert {voice.name for voice in running.people()} == {"Tuva Granhöst", "Elin Sjövind"}
        assert chatbot.proof._text_of.cache_info().currsize == 0
        kept.run("remove", "fika-pa-stort-allvar", "--yes", "--quiet")
        with pytest.raises(GenerationError, match="indexet är borttaget"):
            running.people()


def test_a_build_that_waited_for_another_has_the_newest_articles(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two builds at once the later one wins; it must not be the one that saw the older corpus."""

    @contextmanager
    def late(*_: object, **__: object) -> Iterator[None]:
        (kept.corpus / "sent.txt").write_text(HJO.replace("Amir Fjällstig", "Siv Ek"), encoding="utf-8")
        yield

    monkeypatch.setattr("chatbot.building.exclusive_lock", late)
    (kept.corpus / "ny.txt").write_text(HJO.replace("Amir Fjällstig", "Jon Ek"), encoding="utf-8")
    assert kept.run("build", "--quiet") == 0
    manifest = present_manifest(kept.data / "index")
    assert manifest is not None
    assert {"ny", "sent"} <= set(manifest.sources)
