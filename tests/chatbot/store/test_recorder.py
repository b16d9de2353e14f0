"""Recording: nobody waits for the database, nothing is lost that need not be, and all of it is bounded."""

from __future__ import annotations

import datetime
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from chatbot.errors import StoreError
from chatbot.store import recorder as recorder_module
from chatbot.store import writing
from chatbot.store.database import Database
from chatbot.store.errors import UnknownAnswerError
from chatbot.store.recorder import Recorder
from chatbot.store.records import Channel, RatingKind, conversation_key
from chatbot.store.schema import answers, ratings, shown_quotes
from chatbot.store.scrubbing import Scrubber
from tests.chatbot.web.fakes import POLICE, TAGGED, make_answer, make_comparison

NOW = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)
_OPTIONS: dict[str, Any] = {"retention_days": 90, "closing_seconds": 120.0, "now": lambda: NOW}


def recorder_of(database: Database, **options: Any) -> Recorder:  # noqa: ANN401  whatever Recorder takes
    """Return a recorder at a fixed time."""
    return Recorder(database, lambda: Scrubber.of([]), **{**_OPTIONS, **options})


def rows(database: Database, table: sa.Table) -> list[dict[str, Any]]:
    """Return a table's rows in the order in which they were written."""
    with database.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(sa.select(table))]


def ask(recorder: Recorder, question: str = "Hur är det?", **where: Any) -> str:  # noqa: ANN401  as record takes it
    """Record an answer with one quote; return its id."""
    return recorder.record(make_answer(question, POLICE), **{"channel": Channel.PAGE, **where})


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once, so that no test waits."""
    monkeypatch.setattr(recorder_module, "_FIRST_RETRY", 0.01)
    monkeypatch.setattr(recorder_module, "_LAST_RETRY", 0.02)


@contextmanager
def failing(database: Database, statement: str = "INSERT") -> Iterator[None]:
    """Let the database refuse a kind of statement, as a full disk does."""

    @sa.event.listens_for(database._engine, "before_cursor_execute")
    def fail(_connection: object, _cursor: object, given: str, *_rest: object) -> None:
        if given.startswith(statement):
            raise sa.exc.OperationalError(given, None, Exception("database or disk is full"))

    yield
    sa.event.remove(database._engine, "before_cursor_execute", fail)


def test_an_answer_is_kept_as_it_was_shown(database: Database) -> None:
    """With channel, time, what was understood, and the quotes in order; without their text."""
    with recorder_of(database) as recorder:
        answer_id = recorder.record(make_answer("Hur är det?", POLICE, TAGGED), channel=Channel.WIDGET)
    (answer,) = rows(database, answers)
    assert (answer["id"], answer["asked"], answer["channel"]) == (answer_id, NOW, "widget")
    assert (answer["question"], answer["status"], answer["conversation"]) == ("Hur är det?", "answered", None)
    shown = rows(database, shown_quotes)
    assert [(row["position"], row["quote"], row["score"]) for row in shown] == [
        (0, POLICE.id, POLICE.score),
        (1, TAGGED.id, TAGGED.score),
    ]


def test_a_comparison_is_kept_too(database: Database) -> None:
    """With the quotes of all its municipalities."""
    compared = make_comparison("Hur är det i Flen och Sala?")
    with recorder_of(database) as recorder:
        recorder.record(compared, channel=Channel.PAGE)
    assert [row["compared"] for row in rows(database, answers)] == [True]
    assert len(rows(database, shown_quotes)) == sum(len(place.quotes) for place in compared.municipalities)


def test_nothing_of_the_visitor_is_kept(sqlite: Database) -> None:
    """Neither what leads to a person nor the page's token is in any file."""
    with recorder_of(sqlite) as recorder:
        answer = ask(recorder, "Min son Kalle Karlsson, 070-123 45 67", conversation="sidans-hemlighet")
        recorder.rate(answer, kind=RatingKind.OTHER, comment="Skriv till kalle@example.org")
    assert sqlite.file is not None
    kept = b"".join(path.read_bytes() for path in sqlite.file.parent.iterdir())
    for secret in (b"Kalle", b"45 67", b"hemlighet", b"example.org"):
        assert secret not in kept
    assert rows(sqlite, answers)[0]["conversation"] == conversation_key("sidans-hemlighet")
    assert rows(sqlite, answers)[0]["scrubbed"]
    assert rows(sqlite, ratings)[0]["comment"] == "Skriv till [e-post]"


def test_a_second_rating_takes_the_place_of_the_first(database: Database) -> None:
    """For each quote, and for the answer as a whole; none takes it back."""
    with recorder_of(database) as recorder:
        answer = ask(recorder)
        recorder.rate(answer, kind=RatingKind.HELPFUL)
        recorder.rate(answer, kind=RatingKind.BESIDE, comment="fel fråga")
        recorder.rate(answer, quote=POLICE.id, kind=RatingKind.WRONG_PERSON)
        recorder.rate(answer, quote=POLICE.id, kind=None)
    assert [(row["quote"], row["kind"], row["comment"]) for row in rows(database, ratings)] == [
        (None, "beside", "fel fråga")
    ]


def test_an_answer_that_nobody_knows_cannot_be_rated(database: Database) -> None:
    """Nor a quote that it did not show, whether it waits or is written."""
    recorder = recorder_of(database)
    waiting = ask(recorder)
    with pytest.raises(UnknownAnswerError):
        recorder.rate(waiting, quote="q-other", kind=RatingKind.HELPFUL)
    with recorder:
        pass
    for answer, quote in ((waiting, "q-other"), ("unknown", None)):
        with pytest.raises(UnknownAnswerError):
            recorder.rate(answer, quote=quote, kind=RatingKind.HELPFUL)


def test_a_locked_database_is_written_to_later(sqlite: Database) -> None:
    """Asking and rating go on meanwhile."""
    sqlite.prepare()
    recorder = recorder_of(sqlite)
    with sqlite.changing():
        answer = ask(recorder)
        recorder.rate(answer, kind=RatingKind.HELPFUL)
        assert recorder.waiting == 2
    with recorder:
        pass
    assert [row["answer"] for row in rows(sqlite, ratings)] == [answer]


def test_a_full_disk_is_survived(database: Database) -> None:
    """What could not be written is written once there is room, in order."""
    tried = threading.Event()
    with recorder_of(database, now=lambda: NOW) as recorder:
        with failing(database):
            sa.event.listen(database._engine, "handle_error", lambda _context: tried.set())
            first = ask(recorder)
            recorder.rate(first, kind=RatingKind.HELPFUL)
            assert tried.wait(10)
            assert recorder.waiting == 2
        second = ask(recorder)
    assert [row["id"] for row in rows(database, answers)] == [first, second]
    assert len(rows(database, ratings)) == 1
    assert not recorder.is_failing


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for the recorder's thread, half a minute at most."""
    deadline = time.monotonic() + 30
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert is_so()


def test_a_file_that_goes_in_the_middle_is_written_when_it_is_back(sqlite: Database, tmp_path: Path) -> None:
    """What comes meanwhile waits."""
    assert sqlite.file is not None
    with recorder_of(sqlite) as recorder:
        first = ask(recorder)
        wait_until(lambda: not recorder.waiting)
        sqlite.close()
        aside = sqlite.file.parent.rename(tmp_path / "aside")
        later = ask(recorder)
        wait_until(lambda: recorder.is_failing)
        aside.rename(sqlite.file.parent)
    assert {row["id"] for row in rows(sqlite, answers)} == {first, later}


def test_a_database_that_cannot_be_opened_hinders_nobody(tmp_path: Path) -> None:
    """Questions wait; a rating of one that waits is taken, another one is not, and says so."""
    (tmp_path / "file").touch()
    database = Database(f"sqlite:///{tmp_path / 'file' / 'chatbot.sqlite'}")
    with recorder_of(database) as recorder:
        answer = ask(recorder)
        recorder.rate(answer, kind=RatingKind.HELPFUL)
        with pytest.raises(StoreError, match="går inte att använda"):
            recorder.rate("earlier", kind=RatingKind.HELPFUL)
        assert recorder.waiting == 2


def test_too_much_that_waits_costs_the_oldest(sqlite: Database, caplog: pytest.LogCaptureFixture) -> None:
    """With its rating; a rating that finds no room is refused, so that nobody is thanked for it."""
    recorder = recorder_of(sqlite, waiting_at_most=3)
    first = ask(recorder)
    recorder.rate(first, kind=RatingKind.HELPFUL)
    second = ask(recorder)
    third = ask(recorder)
    fourth = ask(recorder)
    with pytest.raises(StoreError, match="för mycket väntar"):
        recorder.rate(second, kind=RatingKind.HELPFUL)
    assert recorder.lost == 2
    with recorder:
        pass
    assert [row["id"] for row in rows(sqlite, answers)] == [second, third, fourth]
    assert "det äldsta kastas" in caplog.text


def test_what_the_database_refuses_hinders_nothing_else(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    """An entry that can never be written is given up alone, and its text is not logged."""
    recorder = recorder_of(database)
    before = ask(recorder)
    twice = ask(recorder, "Hur är det med hemligheten?")
    recorder._waiting[99] = recorder._waiting[1]
    with recorder:
        after = ask(recorder)
    assert {row["id"] for row in rows(database, answers)} == {before, twice, after}
    assert recorder.lost == 1
    assert "hemligheten" not in caplog.text


def test_an_odd_text_is_kept(database: Database) -> None:
    """Characters that a database cannot hold are left out."""
    with recorder_of(database) as recorder:
        ask(recorder, "Hur\x00 är\udcff \u200bdet?")
    assert [row["question"] for row in rows(database, answers)] == ["Hur är? det?"]


def test_a_conversation_is_deleted_wherever_it_is(database: Database) -> None:
    """What waits and what is written, with quotes and ratings; others stay."""
    recorder = recorder_of(database)
    with recorder:
        mine = ask(recorder, conversation="min")
        recorder.rate(mine, kind=RatingKind.HELPFUL)
        others = ask(recorder, conversation="annan")
    later = recorder_of(database)
    waiting = ask(later, conversation="min")
    later.rate(waiting, kind=RatingKind.BESIDE)
    assert later.delete_conversation("min") == 2
    assert later.waiting == 0
    assert [row["id"] for row in rows(database, answers)] == [others]
    assert rows(database, ratings) == []
    assert later.delete_conversation("min") == 0


def test_a_conversation_that_cannot_be_deleted_is_told(sqlite: Database) -> None:
    """What waited is gone all the same, and nobody is told that all is."""
    recorder = recorder_of(sqlite)
    ask(recorder, conversation="min")
    sqlite.prepare()
    with failing(sqlite, "DELETE"), pytest.raises(StoreError):
        recorder.delete_conversation("min")
    assert recorder.waiting == 0


def test_old_questions_go_by_themselves(database: Database) -> None:
    """At the start; the ninetieth day is the last."""
    ages = {days: NOW - datetime.timedelta(days=days) for days in (89, 90, 91)}
    clock = iter([ages[91], ages[90], ages[89]])
    with recorder_of(database, now=lambda: next(clock, ages[91])) as recorder:
        ids = [ask(recorder) for _ in range(3)]
    with recorder_of(database):
        pass
    assert [row["id"] for row in rows(database, answers)] == ids[1:]


def test_old_questions_go_every_day(sqlite: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the program runs."""
    monkeypatch.setattr(recorder_module, "_CLEANING_SECONDS", 0.01)
    cleaned = threading.Event()
    times = itertools.count()
    clean = writing.delete_before

    def counted(connection: sa.Connection, moment: datetime.datetime) -> int:
        if next(times) == 2:
            cleaned.set()
        return clean(connection, moment)

    monkeypatch.setattr(recorder_module, "delete_before", counted)
    with recorder_of(sqlite):
        assert cleaned.wait(10)


def test_many_ask_at_once(database: Database) -> None:
    """Nothing is lost or doubled."""
    with recorder_of(database) as recorder, ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda n: ask(recorder, f"Fråga {n}?"), range(200)))
        list(pool.map(lambda answer: recorder.rate(answer, kind=RatingKind.HELPFUL), ids))
    assert {row["id"] for row in rows(database, answers)} == set(ids)
    assert len(rows(database, ratings)) == 200


def test_stopping_does_not_wait_for_ever(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What could not be written by then is counted in the log."""
    (tmp_path / "file").touch()
    with recorder_of(Database(f"sqlite:///{tmp_path / 'file' / 'x.sqlite'}")) as recorder:
        ask(recorder)
        ask(recorder)
    assert "2 frågor och omdömen hann inte sparas" in caplog.text


def test_what_is_kept_is_there_after_a_restart(url: str) -> None:
    """And can be rated then."""
    first = Database(url)
    with recorder_of(first) as recorder:
        answer = ask(recorder)
    with recorder_of(Database(url)) as recorder:
        recorder.rate(answer, quote=POLICE.id, kind=RatingKind.HELPFUL)
    with recorder_of(first):
        assert [row["kind"] for row in rows(first, ratings)] == ["helpful"]
