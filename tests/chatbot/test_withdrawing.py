"""Withdrawing a person: nothing of theirs is left anywhere, and that is proved."""

from __future__ import annotations

import datetime
import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

import chatbot.removing
from chatbot.corrections import QuoteChange, correct_quote
from chatbot.leftovers import Needles
from chatbot.seen_articles import see_article
from chatbot.settings import Settings
from chatbot.store.accounts import add_account
from chatbot.store.article_versions import versions_of
from chatbot.store.contents import readable
from chatbot.store.database import Database
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import reviewers
from chatbot.unfinished import file_of
from chatbot.withdrawn import FILE, Withdrawn
from corpus.files import read_article
from corpus.reading import read
from corpus.records import Speaker
from corpus.withdrawal import fold, quoted_names
from index.errors import GenerationError
from tests.chatbot.keeping import FLEN, HJO, Kept, use_fake_model

TUVA = "Tuva Granhöst"
SAID = "Polisen träffar vi varje torsdag och det är vi glada för"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Return a corpus of two articles, indexed; Tuva speaks in the first, with Elin."""
    use_fake_model(monkeypatch)
    kept = Kept(tmp_path)
    assert kept.add(kept.give("flen.txt", FLEN), kept.give("hjo.txt", HJO)) == 0
    return kept


def withdraw(kept: Kept, *arguments: str) -> int:
    """Withdraw without asking."""
    return kept.run("withdraw", *arguments, "--yes", "--quiet")


def contents(kept: Kept) -> dict[str, bytes]:
    """Return every file of corpus and data directory."""
    files = [path for root in (kept.corpus, kept.data) for path in root.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files}


def test_nothing_of_the_person_is_left(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """No name and no word in any file, not even in an older generation; what others say stays."""
    assert any(SAID.encode() in data for data in contents(kept).values())
    assert withdraw(kept, TUVA) == 0
    for path, data in contents(kept).items():
        assert "Granhöst".encode() not in data, path
        assert SAID.encode() not in data, path
    assert len(kept.generations) == 1
    output = capsys.readouterr().out
    assert "Ingenting av Tuva Granhöst är kvar" in output
    assert "git" in output
    assert kept.run("verify") == 0
    assert "Handledning med en psykolog" in read_article(kept.corpus / "fika-pa-stort-allvar.md").text


def test_no_decision_and_no_version_of_the_article_is_left(kept: Kept) -> None:
    """What people decided about the words, and the files as they were; versions of other articles stay."""
    settings = Settings(corpus=kept.corpus, data=kept.data)
    with closing(Database(settings.database_url)) as database:
        now = datetime.datetime.now(datetime.UTC)
        with database.changing() as connection:
            connection.execute(reviewers.insert().values(login="redaktor", role="editor", added=now))
        editor = Reviewer(1, "redaktor", Role.EDITOR, disabled=False, epoch=0)
        for article, name in (("fika-pa-stort-allvar", TUVA), ("arenden-i-hjo", "Amir Fjällstig")):
            seen = see_article(settings, article)
            change = QuoteChange(seen.reading.quotes[-1].segments, speakers=(Speaker(name),))
            correct_quote(settings, database, article, change, reviewer=editor, expected_sha256=seen.sha256)
    assert kept.run("build", "--quiet") == 0
    assert withdraw(kept, TUVA) == 0
    for path, data in contents(kept).items():
        assert "Granhöst".encode() not in data, path
    with closing(Database(settings.database_url)) as database, database.reading() as connection:
        assert versions_of(connection, "fika-pa-stort-allvar") == []
        assert len(versions_of(connection, "arenden-i-hjo")) == 2


def test_the_plan_can_be_seen_without_anything_happening(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """With --dry-run, and where nobody says yes."""
    before = contents(kept)
    assert kept.run("withdraw", "tuva  granhöst", "--dry-run") == 0
    assert "2 citat av Tuva Granhöst tas bort, 1 citat är kvar" in capsys.readouterr().err
    assert kept.run("withdraw", TUVA) == 1
    assert contents(kept) == before


def test_nobody_adds_the_person_again(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """The list has no name in it; an article without the person is taken in as before."""
    withdraw(kept, TUVA)
    assert b"uva" not in (kept.corpus / FILE).read_bytes()
    assert TUVA.upper() in Withdrawn.read(kept.corpus)
    assert "Elin Sjövind" not in Withdrawn.read(kept.corpus)
    capsys.readouterr()
    assert kept.add(kept.give("igen.txt", FLEN)) == 1
    assert "citerar Tuva Granhöst, som har dragit sig ur" in capsys.readouterr().err
    assert kept.add(kept.give("annat.txt", HJO.replace("Amir Fjällstig", "Siv Ek").replace("tar", "drar"))) == 0


def test_an_article_restored_from_a_copy_is_not_indexed(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """The build says what to do about it, and that helps."""
    withdraw(kept, TUVA)
    (kept.corpus / "gammal.txt").write_text(FLEN, encoding="utf-8")
    capsys.readouterr()
    assert kept.run("build", "--quiet") == 1
    assert "gammal.txt: citerar Tuva Granhöst" in capsys.readouterr().err
    assert withdraw(kept, TUVA) == 0
    assert kept.run("verify") == 0


def test_a_damaged_list_lets_nobody_in(kept: Kept) -> None:
    """Else a withdrawn person could slip through."""
    (kept.corpus / FILE).write_text("{", encoding="utf-8")
    assert kept.add(kept.give("c.txt", HJO.replace("Amir", "Jon"))) == 1


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ("Siv Almgrund", "ingen i korpusen heter så"),
        ("Tuva", "menar du Tuva Granhöst"),
        ("Tuva Granhäst", "menar du Tuva Granhöst"),
        (" ", "ange personens namn"),
    ],
)
def test_a_name_that_is_not_exact_changes_nothing(
    kept: Kept, capsys: pytest.CaptureFixture[str], person: str, told: str
) -> None:
    """Those who may be meant are named."""
    before = contents(kept)
    assert withdraw(kept, person) == 1
    assert told in capsys.readouterr().err
    assert contents(kept) == before


def test_a_first_name_that_several_may_have_is_refused(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere somebody is called by it alone."""
    text = "Dagen börjar\n\nTuva är kurator i Mora kommun.\n\n– Jag trivs med allt det här, säger Tuva.\n"
    kept.add(kept.give("mora.txt", text))
    capsys.readouterr()
    assert withdraw(kept, "Tuva") == 1
    assert "fler än en kan heta så" in capsys.readouterr().err
    assert withdraw(kept, TUVA) == 0
    assert "! Tuva (dagen-borjar) kan vara samma person" in capsys.readouterr().err


def test_an_article_of_the_persons_words_alone_goes_as_a_whole(kept: Kept) -> None:
    """With its file."""
    assert withdraw(kept, "Amir Fjällstig") == 0
    assert kept.files == ["fika-pa-stort-allvar.md"]
    assert kept.run("verify") == 0


def test_the_last_persons_index_goes_too(kept: Kept) -> None:
    """There is nothing left to ask."""
    assert kept.run("remove", "arenden-i-hjo", "--yes", "--quiet") == 0
    assert withdraw(kept, TUVA) == withdraw(kept, "Elin Sjövind") == 0
    assert kept.files == kept.generations == []


def test_a_file_that_is_no_markdown_is_rewritten(kept: Kept) -> None:
    """Under the same id; its name goes where the person's name is in it."""
    (kept.corpus / "moten.html").write_text(
        "<p>Ulf Ek och Mia Berg är kuratorer i Mora kommun.</p><p>– Mötena är många här, säger Ulf Ek.</p>"
        "<p>– Jag tar en promenad varje dag, säger Mia Berg.</p>",
        encoding="utf-8",
    )
    assert withdraw(kept, "Ulf Ek") == 0
    assert "moten.md" in kept.files
    assert "moten.html" not in kept.files
    text = FLEN.replace("Fika på stort allvar", "Möt Tuva")
    kept.add(kept.give("c.md", f"---\ntitle: Möt Tuva\n---\n{text}"))
    assert withdraw(kept, TUVA) == 0
    assert not [name for name in kept.files if "tuva" in name]


def test_what_was_interrupted_is_finished_by_running_it_again(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An index that cannot be rebuilt is deleted, since it has the words; the corpus has lost them already.

    Whoever verifies is told who it is, and whoever serves that there is somebody, whose name is in no log.
    """

    def fail(*_: object, **__: object) -> None:
        raise GenerationError("disken är full")

    monkeypatch.setattr(chatbot.removing, "build_index", fail)
    assert withdraw(kept, TUVA) == 1
    assert kept.generations == []
    monkeypatch.undo()
    use_fake_model(monkeypatch)
    capsys.readouterr()
    assert kept.run("verify") == 1
    assert "Tuva Granhöst: tillbakadragningen är inte klar; kör: chatbot withdraw 'Tuva Gra" in capsys.readouterr().err
    assert kept.run("serve", "--port", "0") == 1
    told = capsys.readouterr().err
    assert "tillbakadragning är inte klar; kör: chatbot verify" in told
    assert "Tuva" not in told
    assert withdraw(kept, TUVA) == 0
    assert "blev inte klar; det som återstår görs nu" in capsys.readouterr().err
    assert kept.run("verify") == 0
    assert withdraw(kept, TUVA) == 0
    assert "har redan dragit sig ur" in capsys.readouterr().err


def test_a_file_under_a_new_name_is_not_written_twice(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first run was killed between writing the new one and deleting the old one."""
    assert kept.run("remove", "fika-pa-stort-allvar", "--yes", "--quiet") == 0
    kept.add(kept.give("c.md", f"---\ntitle: Möt Tuva\n---\n{FLEN.replace('Fika på stort allvar', 'Möt Tuva')}"))
    monkeypatch.setattr("chatbot.corpus_files.delete_file", _killed)
    assert withdraw(kept, TUVA) == 1
    assert len(kept.files) == 3
    monkeypatch.undo()
    use_fake_model(monkeypatch)
    assert withdraw(kept, TUVA) == 0
    assert len(kept.files) == 2
    assert not [name for name in kept.files if "tuva" in name or name.endswith("-2.md")]


def test_what_is_to_be_cleaned_is_kept_until_nothing_is_left(kept: Kept) -> None:
    """A trace that somebody must delete by hand is searched for again, by the words that no article has any more."""
    trace = kept.data / "logg.txt"
    trace.write_text(SAID, encoding="utf-8")
    assert withdraw(kept, TUVA) == withdraw(kept, TUVA) == kept.run("verify") == 1
    trace.unlink()
    assert withdraw(kept, TUVA) == kept.run("verify") == 0


def test_a_damaged_note_of_what_is_left_to_do_is_told(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is taken to be finished."""
    path = file_of(kept.data, TUVA)
    path.parent.mkdir()
    path.write_text("{}", encoding="utf-8")
    assert withdraw(kept, TUVA) == kept.run("verify") == 1
    told = capsys.readouterr()
    assert f"{path}: vad en tillbakadragning har kvar att göra är skadat" in told.out
    assert f"{path}: vad en tillbakadragning har kvar att göra är skadat" in told.err


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_what_others_say_in_the_same_words_is_theirs(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """It is neither removed nor counted as left behind."""
    text = f"Torsdagar i Mora\n\nSiv Ek är kurator i Mora kommun.\n\n– {SAID}, säger Siv Ek.\n"
    kept.add(kept.give("mora.txt", text))
    assert withdraw(kept, TUVA) == 0
    assert "1 meningar söktes inte" in capsys.readouterr().out
    assert SAID in read_article(kept.corpus / "torsdagar-i-mora.md").text


@pytest.mark.slow
def test_everybody_in_the_shipped_corpus_can_withdraw(kept: Kept) -> None:
    """One after the other, each by the full name, until nothing is left."""
    for path in [*kept.corpus.iterdir()]:
        path.unlink()
    for path in Path("corpus/articles").glob("*.md"):
        (kept.corpus / path.name).write_bytes(path.read_bytes())
    readings = [read(read_article(path)) for path in kept.corpus.glob("*.md")]
    names = sorted({name for reading in readings for name in quoted_names(reading.quotes)})
    assert len(names) > 10
    for name in names:
        assert withdraw(kept, name) == 0
    assert kept.files == kept.generations == []


PLANTED = {
    "name": TUVA.encode(),
    "capitals": TUVA.upper().encode(),
    "accents apart": unicodedata.normalize("NFD", TUVA).encode(),
    "JSON": json.dumps({"speaker": TUVA}).encode(),
    "address": b"https://flen.example/tuva-granhost",
    "address with codes": b"?vem=Tuva%20Granh%C3%B6st",
    "HTML": b"<b>Tuva&nbsp;Granh&ouml;st</b>",
    "surname": "fru Granhösts".encode(),
    "words": SAID.encode(),
    "words in JSON": json.dumps(SAID.replace(" och", "\noch")).encode(),
    "a large file": b"x" * (8 * 1024 * 1024 - 5) + TUVA.encode(),
}


@pytest.mark.parametrize("content", PLANTED.values(), ids=PLANTED.keys())
def test_a_trace_is_found_wherever_it_is(kept: Kept, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    """In any file of the data directory; then the exit code is 1 and the place is told."""
    trace = kept.data / "logg" / "fragor.jsonl"
    trace.parent.mkdir()
    trace.write_bytes(content)
    assert withdraw(kept, TUVA) == 1
    output = capsys.readouterr().out
    assert f"{trace}: " in output
    assert "Ingenting av" not in output


def test_an_account_of_that_name_is_left_and_told(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """With what to do about it: it is no part of the articles, and whose it is the program does not know."""
    settings = Settings(corpus=kept.corpus, data=kept.data)
    with closing(Database(settings.database_url)) as database, database.changing() as connection:
        add_account(connection, "tuva.granhöst", password=None, role=None, by=None)
        add_account(connection, "bo", password=None, role=None, by=None)
    capsys.readouterr()
    assert withdraw(kept, TUVA) == 1
    (told,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Kontot")]
    assert told.endswith("Byt namn på det: chatbot reviewer rename tuva.granhöst NYTT-NAMN")
    assert kept.run("reviewer", "rename", "tuva.granhöst", "tg") == 0
    assert "heter nu tg" in capsys.readouterr().out
    assert withdraw(kept, TUVA) == 0


def test_a_trace_in_a_file_name_and_in_a_database_is_found(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """A long text stands in its file in several pieces, and may be cut in the middle of a name."""
    (kept.data / "tuva-granhost.txt").write_text("", encoding="utf-8")
    connection = sqlite3.connect(kept.data / "store.sqlite")
    with connection:
        connection.execute("CREATE TABLE answers (text TEXT)")
        for length in range(4000, 4100):
            connection.execute("INSERT INTO answers VALUES (?)", ["x" * length + TUVA])
    connection.close()
    assert withdraw(kept, TUVA) == 1
    output = capsys.readouterr().out
    assert "tuva-granhost.txt: namnet finns kvar" in output
    assert "store.sqlite: namnet finns kvar" in output


def test_a_vector_of_the_persons_words_is_found(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the words themselves are in no file."""
    monkeypatch.setattr("chatbot.keeping_commands.forget", lambda *_: None)
    monkeypatch.setattr(Needles, "found_in", lambda *_: set())
    assert withdraw(kept, TUVA) == 1


def test_a_name_within_another_is_no_trace() -> None:
    """Anna Berg is not in "Hanna Bergman", and a genitive is hers."""
    needles = Needles("Anna Berg", [])
    needles.spare("Hanna Bergman är här.")
    assert needles.found_in(fold("Hanna Bergman ler")) == set()
    assert needles.found_in(fold("Anna Bergs rum")) == {"namnet"}


def test_what_a_file_makes_of_letters_is_undone() -> None:
    """JSON, HTML and addresses."""
    assert readable(rb"\u00e4r &ouml;l %C3%A5 a\nb") == "är öl å a b"
