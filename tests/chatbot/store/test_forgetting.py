"""What is deleted for people's sake: of a person who withdraws, of a conversation, of what is old."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.leftovers import Needles
from chatbot.steering import read_steering
from chatbot.store.database import Database
from chatbot.store.forgetting import GONE, forget_person, texts_of
from chatbot.store.learning import LessonState
from chatbot.store.log import KEPT_DAYS
from chatbot.store.recorder import Recorder
from chatbot.store.records import conversation_key
from chatbot.store.reviewers import Role
from chatbot.store.schema import (
    answers,
    article_versions,
    audit,
    desk_settings,
    drafts,
    hidden_quotes,
    lessons,
    ratings,
    reviewers,
    shown_quotes,
    sign_in_failures,
    trials,
    verdict_quotes,
    verdicts,
)
from chatbot.store.scrubbing import Scrubber
from corpus.withdrawal import NameForms, fold

NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
NAME = "Tuva Granhöst"
SAID = "Polisen träffar vi varje torsdag och det är vi glada för"
NAMED = f"Är {NAME} chef?"
LEFT = "Är [namn] chef?"
ARTICLE = f"---\ntitle: Fika\npublisher: null\nurl: null\npublished: null\n---\n– {SAID}, säger {NAME}.\n"
OTHER = "---\ntitle: Hjo\npublisher: null\nurl: null\npublished: null\n---\n– Bra, säger Amir Fjällstig.\n"
TOKEN = "et-samtals-hemliga-tal"  # noqa: S105 - a page's


def insert(connection: Connection, table: sa.Table, **values: Any) -> None:  # noqa: ANN401 - any column's
    """Write a row; what must be there and is not given has some value."""
    known: dict[str, Any] = {
        **dict.fromkeys(("asked", "rated", "judged", "hidden", "made", "changed", "started", "at", "added"), NOW),
        "channel": "page", "question": "Vad?", "language": "sv", "interpreted_question": "Vad?", "score": 0.5,
        "compared": False, "status": "answered", "generation": "g1", "scrubbed": False, "version": 1, "kind": "right",
        "label": "answers", "state": "active", "article": "flen", "position": 0,
    }  # fmt: skip
    given = {name: value for name, value in known.items() if name in table.c}
    connection.execute(table.insert().values({**given, **values}))


def as_docx(text: str) -> bytes:
    """Return a Word file, in which no word stands as it is."""
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def fill(database: Database) -> None:
    """Put the person everywhere where somebody may be."""
    report = json.dumps({"questions": [{"question": NAMED, "answers": [SAID], NAME: 1}], "passed": True})
    with database.changing() as connection:
        insert(connection, reviewers, id=1, login="anna", role=Role.ADMIN.value)
        insert(
            connection, answers, id="a1", question=NAMED, interpreted_speaker=NAME, conversation=conversation_key(TOKEN)
        )
        insert(connection, shown_quotes, answer="a1", quote="q-tuva")
        insert(connection, ratings, answer="a1", quote="q-amir", comment=NAMED)
        insert(connection, verdicts, id=1, answer="a1", reviewer=1, question=NAMED, speaker=NAME, comment=SAID)
        insert(connection, verdict_quotes, verdict=1, quote="q-tuva")
        insert(connection, verdict_quotes, verdict=1, quote="q-amir")
        insert(connection, lessons, id=1, verdict=1, question=NAMED, quote="q-tuva", kind="answers")
        insert(connection, lessons, id=2, verdict=1, question=NAMED, quote="q-amir", kind="beside")
        insert(connection, hidden_quotes, quote="q-tuva", reason="x")
        insert(connection, hidden_quotes, quote="q-amir", article="tuva-granhost", reason=f"{NAME} bad om det.")
        insert(connection, trials, id=1, report=report)
        insert(connection, desk_settings, key="guidelines", value=json.dumps({"text": NAMED}))
        insert(connection, drafts, id="d1", file="a.docx", content=ARTICLE.encode(), details="{}")
        insert(connection, drafts, id="d2", file="b.docx", content=OTHER.encode(), details="{}")
        insert(connection, drafts, id="d3", file="c.md", content=OTHER.encode(), details=json.dumps({"titel": NAME}))
        old, word = ARTICLE.encode(), as_docx(f"– {SAID}, säger {NAME}.")
        detail = json.dumps({"speaker": NAME})
        of_person = (("flen.md", old), ("flen.docx", word), ("renamed.md", word))
        for file, content in (*of_person, ("hjo.md", OTHER.encode())):
            insert(connection, article_versions, article=file, file=file, content=content, action="article.quote")
        insert(connection, article_versions, article="sala", file="sala.md", action="article.quote", detail=detail)
        insert(connection, article_versions, article="flen", file="flen.md", action="article.quote")
        insert(connection, audit, action="conversation.read", subject="tuva-granhost", reason=f"{NAME} ringde.")


def forget(database: Database) -> None:
    """Take the person out, whose article has another id afterwards."""
    articles = {"tuva-granhost": "artikel"}
    needles = Needles(NAME, [SAID])
    forget_person(database, NameForms(NAME), needles, quotes=["q-tuva"], articles=articles, versions_of=["flen"])


def rows(database: Database, *columns: sa.Column[Any]) -> list[Any]:
    """Return what stands in columns of a table, in the order of its key."""
    table = columns[0].table
    with database.reading() as connection:
        found = connection.execute(sa.select(*columns).order_by(*table.primary_key.columns))
        return [row[0] if len(columns) == 1 else tuple(row) for row in found]


def test_a_person_goes_from_every_table(database: Database) -> None:
    """Whoever searches finds neither name nor words, not even in a Word file; what is not the person's stays."""
    needles = Needles(NAME, [SAID])
    fill(database)
    assert any(needles.found_in(fold(text)) for text in texts_of(database))
    forget(database)
    assert [text for text in texts_of(database) if needles.found_in(fold(text))] == []
    assert rows(database, verdicts.c.question, verdicts.c.comment, verdicts.c.scrubbed, verdicts.c.version) == [
        (LEFT, GONE, True, 2)
    ]
    assert rows(database, verdict_quotes.c.quote) == ["q-amir"]
    assert rows(database, lessons.c.question, lessons.c.quote) == [(LEFT, "q-amir")]
    assert rows(database, hidden_quotes.c.quote, hidden_quotes.c.article, hidden_quotes.c.reason) == [
        ("q-amir", "artikel", "[namn] bad om det.")
    ]
    assert json.loads(rows(database, trials.c.report)[0]) == {
        "questions": [{"question": LEFT, "answers": [GONE], "[namn]": 1}],
        "passed": True,
    }
    assert rows(database, desk_settings.c.value, desk_settings.c.version) == [('{"text": "' + LEFT + '"}', 2)]
    assert rows(database, drafts.c.id) == ["d2"]
    assert rows(database, article_versions.c.file) == ["hjo.md"]
    assert rows(database, audit.c.reason)[0] == "[namn] ringde."


def recorder_of(database: Database, tmp_path: Path) -> Recorder:
    """Return a recorder that keeps questions for ninety days, at NOW."""
    return Recorder(
        database,
        lambda: Scrubber.of([]),
        retention_days=90,
        closing_seconds=120,
        now=lambda: NOW,
        steering=tmp_path / "steering",
    )


def test_a_deleted_conversation_takes_its_verdicts_along(database: Database, tmp_path: Path) -> None:
    """And what they taught the chat, in its own file too; the log of the desk has no word of it."""
    question = "Får min granne hjälp?"
    report = json.dumps([question, "Annat?"])
    with database.changing() as connection:
        insert(connection, reviewers, id=1, login="anna", role=Role.ADMIN.value)
        for number, token in enumerate((TOKEN, "ett-annat-samtals-tal"), 1):
            asked = question if token == TOKEN else "Annat?"
            insert(connection, answers, id=f"a{number}", conversation=conversation_key(token), question=asked)
            insert(connection, verdicts, id=number, answer=f"a{number}", reviewer=1, question=asked)
            insert(connection, lessons, id=number, verdict=number, question=asked, quote="q", kind="answers",
                   state=LessonState.ACTIVE.value)  # fmt: skip
        insert(connection, trials, id=1, report=report)
        connection.execute(verdicts.update().values(comment=verdicts.c.question))
        for number, reason in enumerate((question, "Annat?"), 1):
            insert(connection, hidden_quotes, quote=f"q{number}", article="a", reason=reason, reviewer=1, hidden=NOW)
    with recorder_of(database, tmp_path) as recorder:
        assert recorder.delete_conversation(TOKEN) == 1
    assert rows(database, hidden_quotes.c.reason) == [None, "Annat?"]
    assert rows(database, verdicts.c.question) == rows(database, lessons.c.question) == ["Annat?"]
    assert json.loads(rows(database, trials.c.report)[0]) == [GONE, "Annat?"]
    steering, faults = read_steering(tmp_path / "steering")
    assert ([lesson.question for lesson in steering.lessons], faults) == (["Annat?"], [])


def test_the_daily_job_lets_go_of_what_is_old(database: Database, tmp_path: Path) -> None:
    """Questions after ninety days, lines of the log after two years, wrong passwords after a day; verdicts stay."""
    day = datetime.timedelta(days=1)
    with database.changing() as connection:
        insert(connection, reviewers, id=1, login="anna", role=Role.ADMIN.value)
        for age in (89, 91):
            insert(connection, answers, id=f"a{age}", asked=NOW - age * day)
            insert(connection, verdicts, id=age, answer=f"a{age}", reviewer=1, question=f"För {age} dagar sedan?")
        for age in (KEPT_DAYS - 1, KEPT_DAYS + 1):
            insert(connection, audit, id=age, at=NOW - age * day, action="account.sign_in")
        for hours in (23, 25):
            until = NOW - datetime.timedelta(hours=hours)
            insert(connection, sign_in_failures, key=f"{hours}", failures=1, locked_until=until)
    with recorder_of(database, tmp_path):
        pass
    assert rows(database, answers.c.id) == ["a89"]
    assert rows(database, verdicts.c.answer) == ["a89", "a91"]
    assert rows(database, audit.c.id) == [KEPT_DAYS - 1]
    assert rows(database, sign_in_failures.c.key) == ["23"]


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00\x01", b"PK\x03\x04damaged", b"%PDF-1.4 damaged"], ids=["noise", "zip", "pdf"]
)
def test_a_damaged_file_keeps_nobody_from_withdrawing(database: Database, content: bytes) -> None:
    """Its bytes are searched, and it stays."""
    with database.changing() as connection:
        insert(connection, drafts, id="d1", file="a.docx", content=content, details="{}")
    forget(database)
    assert rows(database, drafts.c.id) == ["d1"]
