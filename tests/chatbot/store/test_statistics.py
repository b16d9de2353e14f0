"""What was asked, counted on both databases as it is by hand."""

from __future__ import annotations

import datetime

from chatbot.store.database import Database
from chatbot.store.schema import answers
from chatbot.store.statistics import Asked, days_asked, steps, total

FIRST = datetime.date(2026, 3, 1)
ASKED = (
    (0, "answered", False),
    (0, "answered", True),
    (0, "no_answer", False),
    (2, "no_voice", False),
    (2, "not_a_question", False),
)
"""Day, status, disliked."""


def day(number: int) -> datetime.date:
    """Return a day after the first."""
    return FIRST + datetime.timedelta(days=number)


def keep(database: Database) -> None:
    """Keep the questions, each at five to midnight."""
    rows = [
        {
            "id": f"a{number}",
            "asked": datetime.datetime.combine(day(after), datetime.time(23, 55), datetime.UTC),
            "channel": "page",
            "conversation": f"c{number}",
            "question": "Hur är det?",
            "scrubbed": False,
            "language": "sv",
            "interpreted_question": "Hur är det?",
            "compared": False,
            "status": status,
            "generation": "g",
            "disliked": disliked,
        }
        for number, (after, status, disliked) in enumerate(ASKED)
    ]
    with database.changing() as connection:
        connection.execute(answers.insert(), rows)


def test_questions_are_counted_by_day(database: Database) -> None:
    """Answered, without an answer, disliked; what was no question is only among all."""
    keep(database)
    with database.reading() as connection:
        everything = days_asked(connection, None)
        later = days_asked(connection, datetime.datetime.combine(day(1), datetime.time(), datetime.UTC))
    assert everything == [Asked(day(0), 3, 2, 1, 1), Asked(day(2), 2, 0, 1, 0)]
    assert later == everything[1:]


def test_nothing_asked_is_no_day(database: Database) -> None:
    """And its sum is nothing."""
    with database.reading() as connection:
        days = days_asked(connection, None)
    assert days == []
    assert total(days, day(0), day(9)) == Asked(day(0), 0, 0, 0, 0)


def test_days_without_questions_are_points_too() -> None:
    """Or the line would tell that there were some."""
    days = [Asked(day(0), 3, 2, 1, 1), Asked(day(2), 2, 0, 1, 0)]
    assert steps(days, day(0), day(3)) == [days[0], Asked(day(1), 0, 0, 0, 0), days[1], Asked(day(3), 0, 0, 0, 0)]


def test_a_long_time_is_told_by_week() -> None:
    """Each begins with the first of its seven days; the last may have fewer."""
    days = [Asked(day(n), 1, 1, 0, 0) for n in range(100)]
    weeks = steps(days, day(0), day(99))
    assert [week.questions for week in weeks] == [7] * 14 + [2]
    assert [week.day for week in weeks[:2]] == [day(0), day(7)]
