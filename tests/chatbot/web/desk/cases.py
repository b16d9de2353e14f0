"""Stored answers for tests of the desk, made as the chat makes them."""

from __future__ import annotations

import datetime
import itertools
from typing import Any

from chatbot.filters import NO_FILTERS, Filters
from chatbot.store.records import Channel, asked_question
from chatbot.store.schema import answers
from chatbot.store.scrubbing import Scrubber
from chatbot.store.writing import write_entry
from chatbot.web.desk.desk import Desk

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
_NUMBERS = itertools.count()


def put(desk: Desk, *rows: dict[str, Any]) -> None:
    """Write answers as they are."""
    with desk.database.changing() as connection:
        for row in rows:
            connection.execute(answers.insert(), row)


def ask(
    desk: Desk,
    question: str,
    *,
    conversation: str | None = None,
    municipality: str | None = None,
    filters: Filters = NO_FILTERS,
) -> str:
    """Ask the desk's chat, and keep its answer as the recorder does; each is a minute older than the one before."""
    number = next(_NUMBERS)
    asked = asked_question(
        desk.chatbot.ask(question, municipality=municipality, filters=filters),
        f"answer-{number:04}",
        asked=NOON - datetime.timedelta(minutes=number),
        channel=Channel.PAGE,
        conversation=conversation,
    )
    with desk.database.changing() as connection:
        write_entry(connection, asked, Scrubber.of([voice.name for voice in desk.chatbot.people()]))
    return asked.id
