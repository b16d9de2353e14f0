"""What was asked and judged, for the desk's tests."""

from __future__ import annotations

import datetime
from typing import Any

from chatbot.store.database import Database
from chatbot.store.schema import answers

NOW = datetime.datetime.now(datetime.UTC)


def asked(number: int, *, days: int = 0, status: str = "answered", **others: Any) -> dict[str, Any]:  # noqa: ANN401 - columns differ
    """Return a question that was asked so many days ago, in a conversation of its own."""
    question = others.get("question", f"Hur är det på dag {number}?")
    return {
        "id": f"a{number}",
        "asked": NOW - datetime.timedelta(days=days),
        "channel": "page",
        "conversation": f"c{number}",
        "scrubbed": False,
        "language": "sv",
        "interpreted_question": question,
        "compared": False,
        "status": status,
        "generation": "g",
        "disliked": False,
        **others,
        "question": question,
    }


def keep(database: Database, *rows: dict[str, Any]) -> None:
    """Keep questions."""
    with database.changing() as connection:
        connection.execute(answers.insert(), list(rows))
