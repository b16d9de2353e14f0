"""Checks the database, and counts what is in it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from chatbot.store.database import Database
from chatbot.store.schema import answers, ratings, reviewers, shown_quotes, verdicts


@dataclass(frozen=True, slots=True)
class Contents:
    """How much is kept.

    Attributes:
        verdicts: of reviewers; they stay when the question goes.
        accounts: of reviewers.
        outdated: quotes that were shown and are in the index no more; after a change of the corpus there are some.
    """

    questions: int
    ratings: int
    verdicts: int
    accounts: int
    outdated: int


def find_faults(database: Database) -> list[str]:
    """Return what is wrong with the database, one line each.

    Raises:
        StoreError: it cannot be read.
    """
    if database.file is None:
        return []  # PostgreSQL checks its pages and references itself
    broken = [row[0] for row in database.run_alone("PRAGMA integrity_check") if row[0] != "ok"]
    loose = {row[0] for row in database.run_alone("PRAGMA foreign_key_check")}
    return [
        *(f"{database.name}: {line}; återställ databasen ur en säkerhetskopia" for line in broken),
        *(f"{database.name}: rader i {table} hör till något som inte finns" for table in sorted(loose)),
    ]


def count_contents(database: Database, known: Collection[str]) -> Contents:
    """Return how much is kept.

    Args:
        database: where.
        known: ids of the quotes in the index.

    Raises:
        StoreError: it cannot be read.
    """
    with database.reading() as connection:
        shown = set(connection.scalars(sa.select(shown_quotes.c.quote).distinct()))
        questions, rated, judged, accounts = (
            connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in (answers, ratings, verdicts, reviewers)
        )
    return Contents(questions, rated, judged, accounts, outdated=len(shown - set(known)))
