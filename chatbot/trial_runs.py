"""Carries trials out: aside, politely, with their progress and their end in the database."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.answering import Chatbot
from chatbot.aside import resting, step_aside
from chatbot.errors import StoreError
from chatbot.measuring_commands import GOLD
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.desk_settings import MARGIN, read_setting
from chatbot.store.forgetting import GONE
from chatbot.store.schema import verdicts
from chatbot.store.trials import INDEX_CHANGED, begin_trial, break_trial, end_trial, planned, tell_progress
from chatbot.trying import VERDICTS, Heard, IndexChangedError, Trial, question_sets

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_SIGNS = 2.0


def run_trial(
    database: Database, settings: Settings, chatbot: Chatbot, trial: int, *, heard: Heard, gold: Path = GOLD
) -> None:
    """Carry out a trial that has begun, and keep its report; what keeps it from that is kept in its place.

    Args:
        database: where it is noted.
        settings: where the articles are.
        chatbot: that visitors ask.
        trial: its number.
        heard: told after each question.
        gold: directory of the project's own labelled questions.

    Raises:
        StoreError: the database cannot be used; the trial is found broken after a while.
    """
    signs = _Signs(database, trial)

    def hear(done: int, of: int) -> None:
        signs.give(done, of)
        heard(done, of)

    try:
        with database.changing() as connection:
            plan = planned(connection)
            margin = read_setting(connection, MARGIN).value
        with chatbot.lend_generation() as generation:
            sets = question_sets(generation, settings.corpus, database, gold)
        with Trial(chatbot, plan, hear) as trying:
            report = trying.run(sets, margin)
    except StoreError:
        raise
    except IndexChangedError:
        with database.changing() as connection:
            break_trial(connection, trial, INDEX_CHANGED)
        return
    except Exception as exc:
        logger.exception("trial %s could not be carried out", trial)
        with database.changing() as connection:
            break_trial(connection, trial, f"{type(exc).__name__}: {exc}")
        return
    with database.changing() as connection:
        end_trial(connection, trial, _as_kept(connection, report))


def _as_kept(connection: Connection, report: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report without the questions that were deleted, or had a name taken out, while the trial ran."""
    kept = set(connection.scalars(sa.select(verdicts.c.question)))

    def told(change: Mapping[str, Any]) -> dict[str, Any]:
        return {**change, "question": change["question"] if change["question"] in kept else GONE}

    sets = [
        {**each, "changes": [told(change) for change in each["changes"]]} if each["name"] == VERDICTS else each
        for each in report["sets"]
    ]
    return {**report, "sets": sets}


class _Signs:
    """Notes now and then how far a trial has come."""

    def __init__(self, database: Database, trial: int) -> None:
        self._database = database
        self._trial = trial
        self._given = 0.0

    def give(self, done: int, of: int) -> None:
        """Note it, if the last time is a while ago."""
        now = time.monotonic()
        if now - self._given < SECONDS_BETWEEN_SIGNS:
            return
        self._given = now
        with self._database.changing() as connection:
            tell_progress(connection, self._trial, done=done, of=of)


class TrialThread:
    """Carries out one trial at a time beside the visitors' questions, which go first.

    Args:
        database: where trials are noted.
        settings: where the articles are.
        chatbot: that visitors ask.
        gold: directory of the project's own labelled questions.
    """

    def __init__(self, database: Database, settings: Settings, chatbot: Chatbot, gold: Path = GOLD) -> None:
        self._database = database
        self._settings = settings
        self._chatbot = chatbot
        self._gold = gold
        self._thread: threading.Thread | None = None

    def start(self, *, reviewer: int) -> int:
        """Begin a trial and return its number.

        Raises:
            ConflictError: one runs already.
            StoreError: the database cannot be written to.
        """
        with self._database.changing() as connection:
            trial = begin_trial(connection, reviewer=reviewer)
        self._thread = threading.Thread(target=self._run, args=(trial,), daemon=True, name=f"trial {trial}")
        self._thread.start()
        return trial

    def wait(self) -> None:
        """Wait for the trial that was begun last."""
        if self._thread is not None:
            self._thread.join()

    def _run(self, trial: int) -> None:
        step_aside()
        rest = resting()
        try:
            run_trial(
                self._database, self._settings, self._chatbot, trial, heard=lambda _done, _of: rest(), gold=self._gold
            )
        except StoreError:
            logger.exception("trial %s could not be kept", trial)
