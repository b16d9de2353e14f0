"""Settled verdicts for tests: of answers whose conversations are deleted, so that nobody else is to judge them."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping

from chatbot.store.accounts import add_account
from chatbot.store.database import Database
from chatbot.store.judgements import AnswerVerdict, QuoteLabel
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import verdict_quotes, verdicts

_NUMBERS = itertools.count(1)


def somebody(database: Database, role: Role = Role.EDITOR) -> Reviewer:
    """Return a new reviewer."""
    with database.changing() as connection:
        return add_account(connection, f"{role.value}-l{next(_NUMBERS)}", password=None, role=role, by=None)


def settle(  # noqa: PLR0913 - what can be left out has a default
    database: Database,
    question: str,
    labels: Mapping[str, QuoteLabel] | None = None,
    *,
    reviewer: Reviewer,
    kind: AnswerVerdict = AnswerVerdict.RIGHT,
    status: str = "answered",
    chosen: tuple[str, ...] = (),
    municipality: str | None = None,
) -> int:
    """Store what a reviewer has said of an answer; return the number of the verdict."""
    values = {
        "answer": f"answer-{next(_NUMBERS)}",
        "reviewer": reviewer.id,
        "version": 1,
        "question": question,
        "language": "sv",
        "municipality": municipality,
        "kind": kind.value,
        "status": status,
        "compared": False,
        "generation": "g",
        "judged": datetime.datetime.now(datetime.UTC),
    }
    said = [*(labels or {}).items(), *((quote, QuoteLabel.ANSWERS) for quote in chosen)]
    with database.changing() as connection:
        number = connection.execute(verdicts.insert().returning(verdicts.c.id), values).scalar_one()
        if said:
            rows = [
                {
                    "verdict": number,
                    "quote": quote,
                    "position": None if quote in chosen else place,
                    "label": label.value,
                }
                for place, (quote, label) in enumerate(said)
            ]
            connection.execute(verdict_quotes.insert(), rows)
    return int(number)
