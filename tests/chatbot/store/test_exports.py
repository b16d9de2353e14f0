"""Everything that can be exported: known to the command line, written whole."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from chatbot.cli import main
from chatbot.evaluation import MEASURES
from chatbot.exports import EXPORTS, Form, Source, file_name, pieces
from chatbot.records import Status
from chatbot.settings import Settings
from chatbot.store.article_versions import keep_version
from chatbot.store.auditing import note
from chatbot.store.database import Database
from chatbot.store.hiding import hide_quote, quotes_hidden
from chatbot.store.judgements import AnswerVerdict, QuoteLabel
from chatbot.store.learning import ANSWERS, BESIDE, LessonState
from chatbot.store.log import read_log
from chatbot.store.records import Channel, RatingKind
from chatbot.store.schema import answers, lessons, ratings, reviewers, trials, verdict_quotes, verdicts
from chatbot.store.trials import INDEX_CHANGED, TrialState
from chatbot.trying import VERDICTS
from chatbot.web.texts.desk_columns import cell_words, headings
from chatbot.web.texts.languages import Language
from corpus.records import Method, QuoteStatus
from tests.chatbot.store.desk_records import add_answer

WHEN = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def content(
    name: str,
    form: Form,
    database: Database | None,
    language: Language = Language.SWEDISH,
    seen_by: int | None = None,
) -> bytes:
    """Return a whole file."""
    return b"".join(pieces(name, form, Source(database, Settings(), seen_by), language))


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
        expected = ";".join(headings(name, Language.SWEDISH).values()) if form is Form.CSV else ""
        assert file.decode("utf-8-sig").strip() == expected


def test_verdicts_are_a_row_for_every_quote(database: Database) -> None:
    """And one for an answer without any; the reviewer by login."""
    judge(database)
    rows = table(content("verdicts", Form.CSV, database))
    found = [(row["Granskare"], row["Svaret"], row["Citat-id"], row["Citatet"]) for row in rows]
    assert found == [
        ("frej", "Rätt", "q1", "Svarar"),
        ("frej", "Rätt", "q2", "Bredvid"),
        ("frej", "Borde inte ha svarat", "", ""),
    ]
    assert {row["Fråga"] for row in rows} == {"'=Får man handledning?"}


def test_a_verdict_that_waits_for_a_second_reviewer_is_not_exported(database: Database) -> None:
    """Or whoever is the second could read the first's."""
    judge(database)
    with database.changing() as connection:
        add_answer(connection, answer="a1")
        connection.execute(answers.update().values(state="second"))
    assert [row["Svar"] for row in table(content("verdicts", Form.CSV, database))] == ["a2"]


@pytest.mark.parametrize(("seen_by", "knows"), [(1, True), (2, False), (None, True)], ids=["own", "other", "operator"])
def test_what_tells_of_a_waiting_verdict_is_told_to_nobody_else(
    database: Database, tmp_path: Path, seen_by: int | None, *, knows: bool
) -> None:
    """Neither that it was given, nor which quote it hides; log, list and exports tell it when a second has answered."""
    judge(database)
    with database.changing() as connection:
        connection.execute(reviewers.insert(), {"id": 2, "login": "ada", "role": "admin", "added": WHEN})
        add_answer(connection, ["q1", "q2"], answer="a1")
        connection.execute(answers.update().values(state="second"))
        note(connection, None, "index.build")
        note(connection, 2, "conversation.read", subject="a1", reason="en fråga")
    hide_quote(database, tmp_path / "steering", "q1", article="a", reviewer=1, reason="nedsättande")
    hide_quote(database, tmp_path / "steering", "q9", article="a", reviewer=1, reason="fel år")

    def told() -> tuple[list[str], list[str], list[str], list[str], int]:
        log = [
            json.loads(line)["action"] for line in content("audit", Form.JSONL, database, seen_by=seen_by).splitlines()
        ]
        rows = [row["Citat-id"] for row in table(content("hidden", Form.CSV, database, seen_by=seen_by))]
        with database.reading() as connection:
            listed, others = quotes_hidden(connection, seen_by=seen_by)
            lines = read_log(connection, seen_by=seen_by or 1)
        return log, rows, [line.action for line in reversed(lines)], sorted(one.quote for one in listed), others

    everything = ["verdict.save", "index.build", "conversation.read", "quote.hide", "quote.hide"]
    some = ["index.build", "conversation.read", "quote.hide"]
    all_told = (everything, ["q1", "q9"], everything, ["q1", "q9"], 0)
    assert told() == (all_told if knows else (some, ["q9"], some, ["q9"], 1))
    with database.changing() as connection:
        connection.execute(answers.update().values(state="done"))
    assert told() == all_told


def test_the_log_is_exported_with_who_did_it(database: Database) -> None:
    """In the order in which it was done."""
    judge(database)
    (line,) = content("audit", Form.JSONL, database).splitlines()
    row = json.loads(line)
    assert (row["reviewer"], row["action"], row["subject"]) == ("frej", "verdict.save", "a1")


def test_a_file_has_the_day_in_its_name() -> None:
    """So that two downloads are told apart."""
    assert file_name("questions", Form.CSV, datetime.date(2026, 3, 1)) == "fragor-2026-03-01.csv"


REPORT = {
    "passed": True,
    "margin": 0.005,
    "lessons": [7, 8],
    "leaving": [],
    "blamed": [8],
    "operating_point": {"before": None, "after": 0.6},
    "sets": [
        {
            "name": VERDICTS,
            "questions": 4,
            "left_out": 1,
            "changes": [{}],
            "losses": ["refused"],
            "before": {"ndcg@3": 0.5, "refused": {"value": 1.0}, "answered": None},
            "after": {"ndcg@3": 0.625, "refused": {"value": 0.75}, "answered": None},
        }
    ],
}


def keep_trial(database: Database, number: int, state: TrialState, report: object) -> None:
    """Keep a trial with its report."""
    values = {"id": number, "state": state, "started": WHEN, "report": json.dumps(report)}
    with database.changing() as connection:
        connection.execute(trials.insert(), values)


def test_a_trial_is_a_row_for_every_measure(database: Database) -> None:
    """In words, with what was asked and what it led to beside it; nothing is JSON in a cell."""
    keep_trial(database, 1, TrialState.PASSED, REPORT)
    rows = table(content("trials", Form.CSV, database))
    figures = [(row["Mått"], row["Före"], row["Med ändringarna"], row["Sämre än tillåtet"]) for row in rows]
    assert figures == [
        ("Ordning på de tre första (ndcg@3)", "0,5000", "0,6250", "nej"),
        ("Fick inget svar när inget fanns", "1,0000", "0,7500", "ja"),
    ]
    row = rows[0]
    names = ("Läge", "Nya lärdomar", "Lärdomar som ställdes åt sidan", "Tröskel före", "Tröskel efter", "Frågor ur")
    told = [row[name] for name in names]
    assert told == ["godkänt", "7, 8", "8", "programmets egen", "0,6000", "Granskarnas bedömningar"]
    assert (row["Frågor som ställdes"], row["Frågor som inte ställdes"], row["Svar som blir andra"]) == ("4", "1", "1")


def test_a_trial_that_was_broken_off_is_one_row_with_why(database: Database) -> None:
    """What was never asked has no figures."""
    keep_trial(database, 1, TrialState.BROKEN, {"reason": INDEX_CHANGED})
    (row,) = table(content("trials", Form.CSV, database, Language.ENGLISH))
    assert (row["State"], row["Measure"], row["Threshold before"]) == ("broken off", "", "")
    assert row["Reason"].startswith("Articles changed")


def test_json_lines_have_the_whole_report_in_the_programs_words(database: Database) -> None:
    """As JSON in JSON, not as a text."""
    keep_trial(database, 1, TrialState.PASSED, REPORT)
    row = json.loads(content("trials", Form.JSONL, database))
    assert (row["state"], row["report"]) == ("passed", REPORT)


def test_a_change_of_an_article_is_a_sentence(database: Database) -> None:
    """As on the article's page; JSON Lines have its parts."""
    detail = {"words": "Vi fikar", "speakers": ["Tuva Lind"]}
    with database.changing() as connection:
        keep_version(connection, "fika", file="fika.md", content=b"x", action="article.quote", detail=detail)
    (row,) = table(content("articles", Form.CSV, database))
    assert row["Ändring"] == "”Vi fikar” sägs av Tuva Lind"
    machine = json.loads(content("articles", Form.JSONL, database))
    assert (machine["action"], machine["detail"]) == ("article.quote", detail)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            Language.SWEDISH,
            ["Chattens sida", "nej", "Svenska", "nej", "Inget svar", "Bredvid frågan", "svarar", "gäller"],
        ),
        (Language.ENGLISH, ["The chat's page", "no", "Swedish", "no", "No answer", "Beside the question", "answers"]),
    ],
)
def test_a_table_speaks_the_readers_language(database: Database, language: Language, expected: list[str]) -> None:
    """Questions, ratings and lessons in the words of the pages; moments as Excel reads them."""
    with database.changing() as connection:
        add_answer(connection, (), answer="a1")
        rating = {"answer": "a1", "kind": RatingKind.BESIDE, "scrubbed": False, "rated": WHEN}
        connection.execute(ratings.insert(), rating)
        lesson = {"question": "Q", "quote": "q", "kind": ANSWERS, "state": LessonState.ACTIVE}
        connection.execute(lessons.insert(), {**lesson, "made": WHEN, "changed": WHEN})
    files = [content(name, Form.CSV, database, language) for name in ("questions", "ratings", "lessons")]
    cells = [cell for file in files for row in table(file) for cell in row.values()]
    assert [word for word in expected if word not in cells] == []
    assert f"{WHEN.astimezone():%Y-%m-%d %H:%M:%S}" in cells


@pytest.mark.parametrize("language", Language)
def test_every_word_of_the_program_has_one_for_people(language: Language) -> None:
    """A new kind of anything needs its words before it can be exported."""
    wanted: dict[tuple[str, str], Iterable[str]] = {
        ("questions", "status"): Status,
        ("questions", "channel"): Channel,
        ("ratings", "kind"): RatingKind,
        ("verdicts", "kind"): AnswerVerdict,
        ("verdicts", "label"): QuoteLabel,
        ("quotes", "method"): [method.value for method in Method],
        ("quotes", "status"): [status.value for status in QuoteStatus],
        ("lessons", "kind"): [ANSWERS, BESIDE],
        ("lessons", "state"): LessonState,
        ("trials", "state"): TrialState,
        ("trials", "measure"): ["ndcg@3", *MEASURES],
    }
    missing = [
        (*cell, word)
        for cell, words in wanted.items()
        for word in words
        if word not in cell_words(cell[0], language)[cell[1]]
    ]
    assert missing == []


@pytest.mark.parametrize("name", EXPORTS)
def test_a_table_has_the_same_cells_in_both_languages(name: str) -> None:
    """In the same order, each under a heading of its own."""
    swedish, english = (headings(name, language) for language in (Language.SWEDISH, Language.ENGLISH))
    assert [*swedish] == [*english]
    assert [len(set(each.values())) for each in (swedish, english)] == [len(swedish)] * 2
