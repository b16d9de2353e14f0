"""Everything that can be exported: known to the command line, written whole."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

import pytest

from chatbot.cli import main
from chatbot.exports import EXPORTS, Form, Source, file_name, pieces
from chatbot.settings import Settings
from chatbot.store.auditing import note
from chatbot.store.database import Database
from chatbot.store.hiding import hide_quote, quotes_hidden
from chatbot.store.schema import answers, reviewers, verdict_quotes, verdicts
from tests.chatbot.store.desk_records import add_answer

WHEN = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def content(name: str, form: Form, database: Database | None) -> bytes:
    """Return a whole file."""
    return b"".join(pieces(EXPORTS[name], form, Source(database, Settings())))


def table(file: bytes) -> list[dict[str, str]]:
    """Return the rows as Excel in Swedish reads them."""
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";"))


def judge(database: Database) -> None:
    """Keep a reviewer with one verdict on two quotes and one on none."""
    verdict = {
        "reviewer": 1,
        "version": 1,
        "question": "=Får man handledning?",
        "language": "sv",
        "status": "answered",
        "compared": False,
        "generation": "g",
        "judged": WHEN,
    }
    quotes = [
        {"verdict": 1, "quote": "q1", "position": 0, "label": "answers"},
        {"verdict": 1, "quote": "q2", "position": 1, "label": "beside"},
    ]
    with database.changing() as connection:
        connection.execute(reviewers.insert(), {"id": 1, "login": "frej", "role": "reviewer", "added": WHEN})
        connection.execute(verdicts.insert(), {**verdict, "id": 1, "answer": "a1", "kind": "right"})
        connection.execute(verdicts.insert(), {**verdict, "id": 2, "answer": "a2", "kind": "should_refuse"})
        connection.execute(verdict_quotes.insert(), quotes)
        note(connection, 1, "verdict.save", subject="a1")


def test_the_command_line_knows_every_export(capsys: pytest.CaptureFixture[str]) -> None:
    """And names them where it is asked for another."""
    with pytest.raises(SystemExit, match="2"):
        main(["export", "everything"])
    told = capsys.readouterr().err
    assert [name for name in EXPORTS if name not in told] == []


@pytest.mark.parametrize("name", sorted(set(EXPORTS) - {"quotes"}))
@pytest.mark.parametrize("form", Form)
def test_nothing_kept_is_an_empty_file(name: str, form: Form, tmp_path: Path) -> None:
    """A table has its headings; with a database that was never made, and with an empty one."""
    empty = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    for database in (None, empty):
        file = content(name, form, database)
        expected = ";".join(EXPORTS[name].columns) if form is Form.CSV else ""
        assert file.decode("utf-8-sig").strip() == expected


def test_verdicts_are_a_row_for_every_quote(database: Database) -> None:
    """And one for an answer without any; the reviewer by login."""
    judge(database)
    rows = table(content("verdicts", Form.CSV, database))
    found = [(row["Granskare"], row["Svaret"], row["Citat-id"], row["Citatet"]) for row in rows]
    assert found == [
        ("frej", "right", "q1", "answers"),
        ("frej", "right", "q2", "beside"),
        ("frej", "should_refuse", "", ""),
    ]
    assert {row["Fråga"] for row in rows} == {"'=Får man handledning?"}


def test_a_verdict_that_waits_for_a_second_reviewer_is_not_exported(database: Database) -> None:
    """Or whoever is the second could read the first's."""
    judge(database)
    with database.changing() as connection:
        add_answer(connection, answer="a1")
        connection.execute(answers.update().values(state="second"))
    assert [row["Svar"] for row in table(content("verdicts", Form.CSV, database))] == ["a2"]


def test_a_verdict_that_hides_is_blind_too(database: Database, tmp_path: Path) -> None:
    """The quote is hidden at once; who hid it and why is told when a second reviewer has answered, and nowhere else."""
    judge(database)
    hide_quote(database, tmp_path / "steering", "q1", article="a", reviewer=1, reason="nedsättande")
    with database.changing() as connection:
        add_answer(connection, answer="a1")
        connection.execute(answers.update().values(state="second"))
        (waiting,) = quotes_hidden(connection)
    assert (waiting.is_blind, waiting.reviewer, waiting.reason) == (True, None, None)
    (row,) = table(content("hidden", Form.CSV, database))
    assert (row["Citat-id"], row["Granskare"], row["Skäl"]) == ("q1", "", "")
    assert b"neds" not in content("audit", Form.JSONL, database)
    with database.changing() as connection:
        connection.execute(answers.update().values(state="done"))
        (told,) = quotes_hidden(connection)
    assert (told.is_blind, told.reviewer, told.reason) == (False, 1, "nedsättande")
    (row,) = table(content("hidden", Form.CSV, database))
    assert (row["Granskare"], row["Skäl"]) == ("frej", "nedsättande")


def test_the_log_is_exported_with_who_did_it(database: Database) -> None:
    """In the order in which it was done."""
    judge(database)
    (line,) = content("audit", Form.JSONL, database).splitlines()
    row = json.loads(line)
    assert (row["reviewer"], row["action"], row["subject"]) == ("frej", "verdict.save", "a1")


def test_a_file_has_the_day_in_its_name() -> None:
    """So that two downloads are told apart."""
    assert file_name(EXPORTS["questions"], Form.CSV, datetime.date(2026, 3, 1)) == "fragor-2026-03-01.csv"
