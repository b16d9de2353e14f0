"""The commands on what is kept of visitors' questions: forget and export."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from chatbot.errors import StoreError
from chatbot.exporting import (
    QUESTION_COLUMNS,
    QUOTE_COLUMNS,
    question_record,
    question_row,
    quote_records,
    write_csv,
    write_jsonl,
)
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.reading import kept_questions
from chatbot.store.writing import delete_before
from chatbot.verifying import open_index


@contextmanager
def _opened(settings: Settings) -> Iterator[Database | None]:
    """Give the database; None where nothing was ever kept."""
    database = Database(settings.database_url)
    try:
        yield database if database.exists else None
    finally:
        database.close()


def forget(options: argparse.Namespace, settings: Settings) -> int:
    """Delete old questions, with what was shown and rated."""
    before = datetime.datetime.now(datetime.UTC) - options.older_than
    with _opened(settings) as database:
        gone = 0
        if database is not None:
            with database.changing() as connection:
                gone = delete_before(connection, before)
    print(f"{gone} frågor äldre än {options.older_than.days} dagar är raderade, med visade citat och omdömen.")
    return 0


def export(options: argparse.Namespace, settings: Settings) -> int:
    """Write questions or quotes to standard output."""
    if options.what == "verdicts":
        raise StoreError("det finns inga bedömningar att exportera: granskningen finns inte i den här versionen")
    run = _export_questions if options.what == "questions" else _export_quotes
    run(settings, as_csv=options.format == "csv")
    sys.stdout.flush()
    return 0


def _export_questions(settings: Settings, *, as_csv: bool) -> None:
    with _opened(settings) as database:
        questions = kept_questions(database) if database else iter(())
        if as_csv:
            write_csv(map(question_row, questions), QUESTION_COLUMNS, sys.stdout.buffer)
        else:
            write_jsonl(map(question_record, questions), sys.stdout.buffer)


def _export_quotes(settings: Settings, *, as_csv: bool) -> None:
    with open_index(settings) as generation:
        rows = quote_records(generation, settings.corpus)
        if as_csv:
            write_csv(rows, QUOTE_COLUMNS, sys.stdout.buffer)
        else:
            write_jsonl(rows, sys.stdout.buffer)
