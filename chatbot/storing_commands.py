"""The commands on what is kept of visitors' questions: forget and export."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from chatbot.exports import Form, Source, pieces
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.writing import delete_before
from chatbot.web.texts.languages import Language


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
    """Write what was asked for to standard output."""
    with _opened(settings) as database:
        source = Source(database, settings)
        for piece in pieces(options.what, Form(options.format), source, Language(options.language)):
            sys.stdout.buffer.write(piece)
    sys.stdout.flush()
    return 0
