"""What is kept is exported, forgotten, verified, and cleaned of who withdraws; on both databases."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from chatbot.records import (
    Answer,
    AnswerAttribution,
    AnswerQuote,
    ArticleReference,
    Interpretation,
    Status,
)
from chatbot.store.database import Database
from chatbot.store.recorder import Recorder
from chatbot.store.records import Channel, RatingKind
from chatbot.store.schema import hidden_quotes
from chatbot.store.scrubbing import Scrubber
from chatbot.unfinished import file_of
from index.errors import GenerationError
from index.manifest import current_generation
from tests.chatbot.keeping import FLEN, HJO, Kept, use_fake_model

TUVA = "Tuva Granhöst"
ELIN = "Elin Sjövind"
SAID = "Polisen träffar vi varje torsdag och det är vi glada för"
NOW = datetime.datetime.now(datetime.UTC)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> Kept:
    """Return a corpus of two articles, indexed, with an empty database of either kind."""
    use_fake_model(monkeypatch)
    monkeypatch.setenv("CHATBOT_DATABASE", url)
    kept = Kept(tmp_path)
    assert kept.add(kept.give("flen.txt", FLEN), kept.give("hjo.txt", HJO)) == 0
    return kept


def quotes_in_index(kept: Kept) -> dict[str, tuple[str, str]]:
    """Return quote id -> text and article id."""
    with sqlite3.connect(kept.catalogue) as connection:
        rows = connection.execute("SELECT id, text, article FROM records").fetchall()
    connection.close()
    return {row[0]: (row[1], row[2]) for row in rows}


def shown(kept: Kept, words: str) -> AnswerQuote:
    """Return the indexed quote with these words, as an answer shows it."""
    quote, (text, article) = next((id_, found) for id_, found in quotes_in_index(kept).items() if words in found[0])
    reference = ArticleReference(article, article, None, None, None)
    attribution = AnswerAttribution("explicit", 0.9)
    return AnswerQuote(
        quote, "quote", text, None, (), (), attribution, None, None, reference, 0, len(text), "", score=0.75
    )


def keep(database: Database, *asked: tuple[str, str, AnswerQuote | None, str], days: int = 0) -> None:
    """Keep questions, each (question, speaker, quote, comment) with a rating, asked so many days ago."""
    names = Scrubber.of([TUVA, ELIN, "Amir Fjällstig"])
    now = NOW - datetime.timedelta(days=days)
    with Recorder(database, lambda: names, retention_days=3650, closing_seconds=120, now=lambda: now) as recorder:
        for question, speaker, quote, comment in asked:
            interpreted = Interpretation(question, speaker=speaker or None)
            quotes = (quote,) if quote else ()
            answer = Answer(question, "sv", interpreted, Status.ANSWERED, "", quotes, (), "g")
            answer_id = recorder.record(answer, channel=Channel.PAGE, conversation="min")
            recorder.rate(answer_id, kind=RatingKind.OTHER, comment=comment)
            if quote:
                recorder.rate(answer_id, quote=quote.id, kind=RatingKind.WRONG_PERSON)


def exported(kept: Kept, capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> bytes:
    """Run an export; return what it wrote."""
    capfdbinary.readouterr()
    assert kept.run("export", *arguments) == 0
    return capfdbinary.readouterr().out


def table(content: bytes) -> list[dict[str, str]]:
    """Return a table as Excel in Swedish reads it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_questions_are_exported_for_excel(
    kept: Kept, database: Database, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """With byte order mark, semicolons and decimal commas; the conversation is not in it."""
    keep(database, ("Hur är det i Flen?", "", shown(kept, SAID), "Bra; tack"))
    content = exported(kept, capfdbinary, "questions")
    assert content.startswith(b"\xef\xbb\xbfSt\xc3\xa4lld;Kanal;")
    (row,) = table(content)
    assert (row["Fråga"], row["Kommentarer"], row["Högsta sannolikhet"]) == (
        "Hur är det i Flen?",
        "Bra; tack",
        "0,7500",
    )
    assert (row["Annat"], row["Fel person"], row["Hjälpte"], row["Rensad"]) == ("1", "1", "0", "nej")
    assert row["Ställd"] == f"{NOW.astimezone():%Y-%m-%d %H:%M:%S}"


def test_questions_are_exported_for_programs(
    kept: Kept, database: Database, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """An object a line, with quotes and ratings one by one."""
    quote = shown(kept, SAID)
    keep(database, ("Hur är det?", "", quote, "bra"), ("Och sen?", "", None, ""))
    lines = exported(kept, capfdbinary, "questions", "--format", "jsonl").splitlines()
    first, second = sorted(map(json.loads, lines), key=lambda row: str(row["question"]))
    assert first["quotes"] == [{"id": quote.id, "article": quote.article.id, "score": 0.75}]
    assert [(r["quote"], r["kind"], r["comment"]) for r in first["ratings"]] == [
        (None, "other", "bra"),
        (quote.id, "wrong_person", None),
    ]
    assert second["question"] == "Och sen?"
    assert "conversation" not in first


def test_nothing_kept_is_a_table_without_rows(kept: Kept, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """And a file without lines."""
    assert table(exported(kept, capfdbinary, "questions")) == []
    assert exported(kept, capfdbinary, "questions", "--format", "jsonl") == b""


def test_quotes_are_exported(kept: Kept, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Every quote, with who said it and where; not the articles' own narration."""
    rows = [json.loads(line) for line in exported(kept, capfdbinary, "quotes", "--format", "jsonl").splitlines()]
    tuva = next(row for row in rows if SAID in row["text"])
    assert (tuva["speakers"], tuva["roles"], tuva["municipality"]) == ([TUVA], ["enhetschef"], "Flen")
    assert tuva["method"] == "explicit"
    assert 0 < tuva["confidence"] <= 1
    assert not any("soffa" in row["text"] for row in rows)
    assert [row["Citat-id"] for row in table(exported(kept, capfdbinary, "quotes"))] == [row["id"] for row in rows]


def test_a_quote_whose_article_is_gone_is_not_exported(kept: Kept, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """As it is not shown."""
    (kept.corpus / "arenden-i-hjo.md").unlink()
    assert {row["Artikel-id"] for row in table(exported(kept, capfdbinary, "quotes"))} == {"fika-pa-stort-allvar"}


def test_old_questions_are_forgotten(kept: Kept, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """With what was shown and rated; newer ones stay."""
    keep(database, ("Gammal?", "", shown(kept, SAID), "x"), days=91)
    keep(database, ("Ny?", "", shown(kept, SAID), "x"), days=89)
    assert kept.run("forget", "--older-than", "90d") == 0
    assert "1 frågor äldre än 90 dagar är raderade" in capsys.readouterr().out
    assert kept.run("forget", "--older-than", "0") == 0
    assert "1 frågor äldre än 0 dagar" in capsys.readouterr().out


@pytest.mark.parametrize("age", ["90y", "-1d", "d", "nittio", "999999d"])
def test_an_age_that_is_none_is_refused(kept: Kept, capsys: pytest.CaptureFixture[str], age: str) -> None:
    """Nothing is deleted."""
    with pytest.raises(SystemExit, match="2"):
        kept.run("forget", f"--older-than={age}")
    assert "är ingen ålder; skriv till exempel 90d" in capsys.readouterr().err


def test_verify_checks_the_database(kept: Kept, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """It counts what is kept, and shown quotes that are no more."""
    keep(database, ("Hur?", "", shown(kept, SAID), "x"), ("Hur?", "", shown(kept, "Biståndet"), "x"))
    assert kept.run("remove", "arenden-i-hjo", "--yes", "--quiet") == 0
    capsys.readouterr()
    assert kept.run("verify") == 0
    assert (
        "2 frågor, 4 omdömen, 0 bedömningar och 0 konton; 1 citat som har visats finns inte längre"
        in capsys.readouterr().err
    )


def test_nothing_of_who_withdraws_is_kept(
    kept: Kept, database: Database, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """No name, no word, no shown quote of theirs; what is about others stays."""
    pasted = "Stämmer det att polisen träffar vi varje torsdag och det är vi glada för?"
    keep(database, ("Vad säger Tuva Granhöst?", TUVA, shown(kept, SAID), "tuva har fel"), days=3)
    keep(database, (pasted, "", shown(kept, SAID), ""), days=2)
    keep(database, ("Vad säger Elin Sjövind?", ELIN, shown(kept, "Handledning"), "Granhösts ord, inte Elins"), days=1)
    assert kept.run("withdraw", TUVA, "--yes", "--quiet") == 0
    lines = exported(kept, capfdbinary, "questions", "--format", "jsonl").splitlines()
    rows = sorted(map(json.loads, lines), key=lambda row: str(row["asked"]))
    assert [(row["question"], row["interpreted_speaker"], row["scrubbed"]) for row in rows] == [
        ("Vad säger [namn]?", "[namn]", True),
        ("[borttaget]", None, True),
        ("Vad säger Elin Sjövind?", ELIN, False),
    ]
    assert [len(row["quotes"]) for row in rows] == [0, 0, 1]
    assert [[r["comment"] for r in row["ratings"]] for row in rows] == [
        ["[namn] har fel"],
        [None],
        ["[namn] ord, inte Elins", None],
    ]
    if database.file:
        for path in database.file.parent.iterdir():
            content = path.read_bytes().decode(errors="ignore").casefold() if path.is_file() else ""
            assert "granhöst" not in content
            assert "varje torsdag" not in content


@pytest.mark.parametrize("step", ["keeping_commands.forget", "withdrawing.forget_person", "withdrawing.publish"])
def test_a_withdrawal_that_was_killed_is_finished(
    kept: Kept,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    step: str,
) -> None:
    """Words, shown quotes and ratings go in the second run, though no article tells of them any more."""

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    pasted = "Stämmer det att polisen träffar vi varje torsdag och det är vi glada för?"
    keep(database, (pasted, "", shown(kept, SAID), "Granhöst har fel"))
    with monkeypatch.context() as patch:
        patch.setattr(f"chatbot.{step}", killed)
        assert kept.run("withdraw", TUVA, "--yes", "--quiet") == 1
    note = file_of(kept.data, TUVA)
    assert stat.S_IMODE(note.stat().st_mode) == 0o600
    assert stat.S_IMODE(note.parent.stat().st_mode) == 0o700
    capfdbinary.readouterr()
    assert kept.run("verify") == 1
    told = "Tuva Granhöst: tillbakadragningen är inte klar; kör: chatbot withdraw 'Tuva Granhöst'"
    assert told in capfdbinary.readouterr().out.decode()
    assert kept.run("withdraw", TUVA.upper(), "--yes", "--quiet") == 0
    assert "0 meningar och 0 vektorer" not in capfdbinary.readouterr().out.decode()
    assert not note.exists()
    (row,) = map(json.loads, exported(kept, capfdbinary, "questions", "--format", "jsonl").splitlines())
    assert (row["question"], row["quotes"]) == ("[borttaget]", [])
    assert [rating["comment"] for rating in row["ratings"]] == ["[namn] har fel"]
    assert kept.run("verify") == 0


def test_the_proof_of_a_second_run_knows_the_words(
    kept: Kept, database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If the database still has them it says so, and the withdrawal is not finished."""
    keep(database, ("Polisen träffar vi varje torsdag och det är vi glada för?", "", shown(kept, SAID), ""))
    monkeypatch.setattr("chatbot.withdrawing.forget_person", lambda *_, **__: None)
    for _ in range(2):
        assert kept.run("withdraw", TUVA, "--yes", "--quiet") == 1
        assert f"{database.name}: citerade ord finns kvar" in capsys.readouterr().out
        assert file_of(kept.data, TUVA).exists()


def test_what_is_hidden_is_not_forgotten_before_the_index_is_new(
    kept: Kept, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is left alone when the index cannot be built."""
    with database.changing() as connection:
        quote = shown(kept, SAID).id
        now = datetime.datetime.now(datetime.UTC)
        connection.execute(
            hidden_quotes.insert().values(quote=quote, article="fika-pa-stort-allvar", hidden=now, reason="fel")
        )

    def fail(*_: object) -> None:
        raise GenerationError("disken är full")

    def hidden() -> list[str]:
        with database.reading() as connection:
            return [*connection.scalars(sa.select(hidden_quotes.c.quote))]

    with monkeypatch.context() as patch:
        patch.setattr("chatbot.withdrawing.index_what_is_left", fail)
        assert kept.run("withdraw", TUVA, "--yes", "--quiet") == 1
    assert hidden() == [quote]
    assert kept.run("withdraw", TUVA, "--yes", "--quiet") == 0
    assert hidden() == []


def test_what_is_left_in_the_database_is_found(
    kept: Kept, database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it could not be cleaned, the proof says so."""
    keep(database, ("Vad säger Tuva Granhöst?", TUVA, None, ""))
    monkeypatch.setattr("chatbot.withdrawing.forget_person", lambda *_, **__: None)
    assert kept.run("withdraw", TUVA, "--yes", "--quiet") == 1
    assert f"{database.name}: namnet finns kvar" in capsys.readouterr().out


def test_a_database_that_cannot_be_used_stops_a_withdrawal(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is changed."""
    broken = tmp_path / "broken.sqlite"
    broken.write_text("Detta är ett brev. " * 100, encoding="utf-8")
    monkeypatch.setenv("CHATBOT_DATABASE", f"sqlite:///{broken}")
    before = current_generation(kept.data / "index")
    assert kept.run("withdraw", TUVA, "--yes", "--quiet") == 1
    assert "databasen går inte att använda" in capsys.readouterr().err
    assert current_generation(kept.data / "index") == before
    assert kept.files == ["arenden-i-hjo.md", "fika-pa-stort-allvar.md"]
