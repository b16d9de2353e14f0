"""The queue holds what waits for a verdict, in the order asked for, a page at a time; on both databases."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from chatbot.store.database import Database
from chatbot.store.queue import Choice, Order, Page, Place, Queue, Tab
from chatbot.store.schema import answers, reviewers, verdicts

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
ME, OTHER = 1, 2
SCORES = (0.4, 0.9, None, 0.4, 0.2, None, 0.7)


def answer(number: int, **changes: object) -> dict[str, Any]:
    """Return an answer; two at a time were asked in the same second."""
    score = SCORES[number % len(SCORES)]
    return {
        "id": f"answer-{number:02}",
        "asked": NOON - datetime.timedelta(minutes=number // 2),
        "channel": "page",
        "question": f"Fråga {number}?",
        "scrubbed": False,
        "language": "sv",
        "interpreted_question": f"Fråga {number}?",
        "compared": False,
        "status": "answered" if score is not None else "no_answer",
        "generation": "g1",
        "score": score,
        **changes,
    }


def fill(database: Database, *rows: dict[str, Any]) -> None:
    """Write answers, and two accounts."""
    with database.changing() as connection:
        accounts = [{"id": n, "login": f"konto{n}", "role": "reviewer", "added": NOON} for n in (ME, OTHER)]
        connection.execute(reviewers.insert(), accounts)
        for row in rows:
            connection.execute(answers.insert(), row)


def judge(database: Database, answer_id: str, reviewer: int) -> None:
    """Write a verdict."""
    with database.changing() as connection:
        values = {"answer": answer_id, "reviewer": reviewer, "version": 1, "question": "", "language": "sv"}
        values |= {"status": "answered", "compared": False}
        connection.execute(verdicts.insert(), {**values, "kind": "right", "generation": "g1", "judged": NOON})


def shown(database: Database, choice: Choice, **place: Place | int) -> Page:
    """Return a page."""
    with database.reading() as connection:
        return Queue(connection, ME, unsure_below=0.5).page(choice, **place)  # type: ignore[arg-type]


def ids(database: Database, choice: Choice) -> list[str]:
    """Return the ids of the first page."""
    return [row.id for row in shown(database, choice).rows]


KEYS: dict[Order, Callable[[dict[str, Any]], Any]] = {
    Order.NEWEST: lambda row: (-row["asked"].timestamp(), -int(row["id"][-2:])),
    Order.OLDEST: lambda row: (row["asked"], row["id"]),
    Order.LOWEST: lambda row: (row["score"] is None, row["score"] or 0, row["id"]),
}


@pytest.mark.parametrize("order", Order, ids=lambda order: order.value)
def test_pages_follow_each_other_in_every_order(database: Database, order: Order) -> None:
    """Forwards and back again nothing is shown twice or left out, though times and scores are the same."""
    rows = [answer(number) for number in range(23)]
    fill(database, *rows)
    expected = [row["id"] for row in sorted(rows, key=KEYS[order])]
    choice = Choice(order=order)

    def forwards() -> Iterator[Page]:
        page = shown(database, choice, size=4)
        yield page
        while page.has_later:
            page = shown(database, choice, after=page.rows[-1].place, size=4)
            yield page

    pages = list(forwards())
    back = [shown(database, choice, before=later.rows[0].place, size=4) for later in pages[1:]]

    assert [row.id for page in pages for row in page.rows] == expected
    assert [[row.id for row in page.rows] for page in back] == [[row.id for row in page.rows] for page in pages[:-1]]
    assert [page.has_earlier for page in back] == [False] + [True] * (len(back) - 1)


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        (Tab.NEW, ["answer-00", "answer-01", "answer-02", "answer-03", "answer-04"]),
        (Tab.DISLIKED, ["answer-01"]),
        (Tab.UNSURE, ["answer-00", "answer-03", "answer-04"]),
        (Tab.UNANSWERED, ["answer-02"]),
        (Tab.SECOND, ["answer-09"]),
        (Tab.DISAGREED, ["answer-10"]),
        (Tab.DONE, ["answer-11"]),
    ],
    ids=lambda value: value.value if isinstance(value, Tab) else "",
)
def test_each_tab_has_what_it_says(database: Database, tab: Tab, expected: list[str]) -> None:
    """The second reviewer's is without what one has judged oneself; nothing judged is among the new."""
    fill(
        database,
        *(answer(number, disliked=number == 1) for number in range(5)),
        answer(8, state="second", disliked=True),
        answer(9, state="second"),
        answer(10, state="adjudicate"),
        answer(11, state="done", score=0.1),
    )
    judge(database, "answer-08", ME)
    judge(database, "answer-09", OTHER)

    assert sorted(ids(database, Choice(tab))) == expected
    with database.reading() as connection:
        assert Queue(connection, ME, unsure_below=0.5).counts()[tab] == len(expected)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(text="ångest"), ["answer-01", "answer-02"]),
        (Choice(text="ÅNGEST"), ["answer-01", "answer-02"]),
        (Choice(text="100 %"), ["answer-03"]),
        (Choice(text="_"), []),
        (Choice(text="\\"), ["answer-04"]),
        (Choice(municipality="Flen"), ["answer-01"]),
        (Choice(language="en"), ["answer-02"]),
        (Choice(channel="widget"), ["answer-03"]),
        (Choice(status="no_answer"), ["answer-02"]),
        (Choice(since=NOON), ["answer-01"]),
        (Choice(until=NOON - datetime.timedelta(minutes=1)), ["answer-04"]),
        (Choice(text="ångest", municipality="Flen", language="en"), []),
    ],
    ids=itertools.count(),
)
def test_the_queue_is_narrowed(database: Database, choice: Choice, expected: list[str]) -> None:
    """By text in small and capital letters, with no sign that means something else, and by each detail."""
    fill(
        database,
        answer(1, question="Ångest på jobbet?", interpreted_municipality="Flen"),
        answer(2, question="Har ni ångest?", language="en"),
        answer(3, question="Är det 100 % närvaro?", channel="widget"),
        answer(4, question="Ett \\ streck"),
    )

    assert sorted(ids(database, choice)) == expected


def test_counting_stops_at_a_thousand(database: Database) -> None:
    """A thousand and one tells "more than a thousand"."""
    fill(database)
    with database.changing() as connection:
        connection.execute(answers.insert(), [{**answer(0), "id": f"n{number}"} for number in range(1100)])

    with database.reading() as connection:
        assert Queue(connection, ME, unsure_below=0.5).count(Choice()) == 1001


def test_the_next_answer_is_found_though_the_last_has_left(database: Database) -> None:
    """Its place is known by what it was sorted by, not by counting."""
    fill(database, *(answer(number) for number in range(6)))
    with database.reading() as connection:
        queue = Queue(connection, ME, unsure_below=0.5)
        place = queue.place_of("answer-03")
        assert place is not None
    with database.changing() as connection:
        connection.execute(answers.update().where(answers.c.id == "answer-03").values(state="done"))
    with database.reading() as connection:
        queue = Queue(connection, ME, unsure_below=0.5)
        assert queue.next_id(Choice(), place) == "answer-02"
        assert queue.next_id(Choice(order=Order.OLDEST), place) == "answer-00"


@pytest.mark.parametrize("order", Order, ids=lambda order: order.value)
def test_a_round_shows_each_once_wherever_it_begins(database: Database, order: Order) -> None:
    """In order up to the last, then from the first; whether they are skipped or judged."""
    rows = [answer(number) for number in range(9)]
    fill(database, *rows)
    expected = [row["id"] for row in sorted(rows, key=KEYS[order])]
    for start in (0, 4, 8):
        seen = [expected[start]]
        with database.reading() as connection:
            queue = Queue(connection, ME, unsure_below=0.5)
            begun = queue.place_of(seen[0])
            while (
                begun
                and (at := queue.place_of(seen[-1]))
                and (to := queue.following(Choice(order=order), at, begun=begun))
            ):
                seen.append(to)
        assert seen == expected[start:] + expected[:start]
