"""Writes what visitors ask and rate into the database, without anybody waiting for it."""

from __future__ import annotations

import datetime
import itertools
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from chatbot.errors import StoreError
from chatbot.records import Answer, Comparison
from chatbot.steering import steering_lock
from chatbot.store.database import Database
from chatbot.store.errors import RefusedError, UnknownAnswerError
from chatbot.store.log import KEPT_DAYS, forget_log
from chatbot.store.records import (
    AskedQuestion,
    Channel,
    Entry,
    Rating,
    RatingKind,
    asked_question,
    conversation_key,
    new_token,
)
from chatbot.store.scrubbing import Scrubber
from chatbot.store.sign_ins import forget_failures
from chatbot.store.sittings import forget_sittings
from chatbot.store.steering import write_decided
from chatbot.store.writing import delete_before, delete_conversation, shown_by, write_entry

logger = logging.getLogger(__name__)

WAITING_AT_MOST = 10_000
"""Questions and ratings that wait in memory for a database that cannot be written to; some 20 MB."""
_AT_ONCE = 200
_FIRST_RETRY, _LAST_RETRY = 1.0, 60.0  # seconds; doubled each time
_CLEANING_SECONDS = 24 * 3600


def _now() -> datetime.datetime:
    """Return the time to the second: to tell visitors apart by it is nobody's business."""
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


class Recorder:
    """Takes questions and ratings at once, and writes them in a thread of its own; use it in a with statement.

    Whatever becomes of the database, asking goes on: what cannot be written waits, bounded, and is written later.
    """

    def __init__(
        self,
        database: Database,
        scrubber: Callable[[], Scrubber],
        *,
        retention_days: int,
        waiting_at_most: int = WAITING_AT_MOST,
        closing_seconds: float = 5.0,
        now: Callable[[], datetime.datetime] = _now,
        steering: Path | None = None,
    ) -> None:
        """Take the database; nothing is opened yet.

        Args:
            database: where to.
            scrubber: gives what takes personal details out, for the corpus as it is now.
            retention_days: questions older than this are deleted, at the start and every day.
            waiting_at_most: entries in memory.
            closing_seconds: how long close waits for what is not written yet.
            now: the clock.
            steering: directory of what verdicts taught the chat (Settings.steering_directory); None where nothing did.
        """
        self._database = database
        self._scrubber = scrubber
        self._retention = datetime.timedelta(days=retention_days)
        self._limit = waiting_at_most
        self._closing_seconds = closing_seconds
        self._now = now
        self._steering = steering
        self._numbers = itertools.count()
        self._waiting: dict[int, Entry] = {}  # in the order of their numbers
        self._changed = threading.Condition()
        self._writing = threading.RLock()
        self._closing = False
        self._cleaning_due = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self.is_failing = False
        """Whether the last writing failed: what is taken meanwhile waits in memory alone."""
        self.lost = 0
        """How many entries were given up: too many waited, or the database will never take them."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Write what waits, for some seconds at most, and stop."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread.ident is not None:
            self._thread.join(self._closing_seconds)
        with self._changed:
            if self._waiting:
                logger.error("%d frågor och omdömen hann inte sparas", len(self._waiting))
        self._database.close()

    @property
    def waiting(self) -> int:
        """How many entries wait to be written."""
        with self._changed:
            return len(self._waiting)

    # --- what visitors do ---------------------------------------------------------------------------

    def record(self, answer: Answer | Comparison, *, channel: Channel, conversation: str | None = None) -> str:
        """Take an answer that is shown, and return its id; never fails, never waits for the database.

        Args:
            answer: as shown.
            channel: where it was asked.
            conversation: the page's token.
        """
        answer_id = new_token()
        entry = asked_question(answer, answer_id, asked=self._now(), channel=channel, conversation=conversation)
        with self._changed:
            if len(self._waiting) >= self._limit:
                self._drop_oldest()
            self._waiting[next(self._numbers)] = entry
            self._changed.notify_all()
        return answer_id

    def rate(
        self, answer: str, *, quote: str | None = None, kind: RatingKind | None, comment: str | None = None
    ) -> None:
        """Take a rating; it will be written, as long as the database can be in the end.

        Args:
            answer: id of the answer.
            quote: id of one of its quotes; None rates the whole.
            kind: None takes an earlier rating back.
            comment: the visitor's own words.

        Raises:
            UnknownAnswerError: there is no such answer, or it did not show that quote.
            StoreError: the database cannot be asked, or too much waits.
        """
        shown = self._shown_by(answer)
        if shown is None or (quote is not None and quote not in shown):
            raise UnknownAnswerError(answer)
        with self._changed:
            if len(self._waiting) >= self._limit:
                raise StoreError("för mycket väntar på att sparas")
            self._waiting[next(self._numbers)] = Rating(answer, quote, kind, comment, self._now())
            self._changed.notify_all()

    def delete_conversation(self, token: str) -> int:
        """Delete what was asked, shown and rated in a conversation; return how many questions.

        Raises:
            StoreError: it cannot be done now; what waited in memory is gone all the same.
        """
        key = conversation_key(token)
        with self._writing:  # or what is being written now would stay
            with self._changed:
                mine = {e.id for e in self._waiting.values() if isinstance(e, AskedQuestion) and e.conversation == key}
                self._drop_answers(mine)
            if key is None:
                return len(mine)
            return len(mine) + self._delete_stored(key)

    def _delete_stored(self, conversation: str) -> int:
        if self._steering is None:
            with self._database.changing() as connection:
                return delete_conversation(connection, conversation)
        try:
            # What verdicts on it taught the chat goes from the chat's own file, too, or nothing goes.
            with steering_lock(self._steering), self._database.changing() as connection:
                gone = delete_conversation(connection, conversation)
                write_decided(connection, self._steering)
                return gone
        except OSError as exc:
            raise StoreError(f"{self._steering}: {exc}") from exc

    def _shown_by(self, answer: str) -> frozenset[str] | None:
        """Return the quotes of an answer, wherever it is now; None if there is none."""
        with self._changed:
            for entry in self._waiting.values():
                if isinstance(entry, AskedQuestion) and entry.id == answer:
                    return frozenset(quote.quote for quote in entry.quotes)
        with self._database.reading() as connection:
            return shown_by(connection, answer)

    def _drop_oldest(self) -> None:
        """Make room: the oldest answer goes, with its ratings, which without it say nothing."""
        oldest = next((entry.id for entry in self._waiting.values() if isinstance(entry, AskedQuestion)), None)
        dropped = self._drop_answers({oldest}) if oldest else self._drop({min(self._waiting)})
        if self.lost == 0:
            logger.error("%s: för mycket väntar på att sparas; det äldsta kastas", self._database.name)
        self.lost += dropped

    def _drop_answers(self, ids: set[str]) -> int:
        """Forget answers that wait, and their ratings; return how many entries."""
        gone = {
            number
            for number, entry in self._waiting.items()
            if (entry.id if isinstance(entry, AskedQuestion) else entry.answer) in ids
        }
        return self._drop(gone)

    def _drop(self, numbers: set[int]) -> int:
        for number in numbers:
            self._waiting.pop(number, None)
        return len(numbers)

    # --- the thread ---------------------------------------------------------------------------------

    def _run(self) -> None:
        retry = _FIRST_RETRY
        while self._wait_for_work():
            is_last = self._closing
            try:
                self._clean_when_due()
                self._write_some()
                self.is_failing, retry = False, _FIRST_RETRY
            except Exception as exc:  # noqa: BLE001 - the thread outlives whatever it is, and tries again
                self.is_failing = True
                if is_last:
                    logger.warning("%s", exc)
                    return
                logger.warning("%s; försöker igen om %.0f s", exc, retry)
                with self._changed:
                    self._changed.wait_for(lambda: self._closing, retry)
                retry = min(2 * retry, _LAST_RETRY)

    def _wait_for_work(self) -> bool:
        """Wait until something is to be written or cleaned; return False when all is done and nothing more comes."""
        with self._changed:
            while not self._waiting and not self._closing and (left := self._cleaning_due - time.monotonic()) > 0:
                self._changed.wait(left)
            return bool(self._waiting) or not self._closing

    def _write_some(self) -> None:
        with self._writing:
            with self._changed:
                some = dict(itertools.islice(self._waiting.items(), _AT_ONCE))
            if not some:
                return
            try:
                self._write(some)
            except RefusedError:
                self._write_each(some)

    def _write(self, entries: dict[int, Entry]) -> None:
        with self._database.changing() as connection:
            # Within the transaction: whoever withdraws a person meanwhile waits, and finds what is written here.
            scrubber = self._scrubber()
            for entry in entries.values():
                write_entry(connection, entry, scrubber)
        with self._changed:
            self._drop(set(entries))

    def _write_each(self, entries: dict[int, Entry]) -> None:
        """Write one by one, so that what the database refuses is the only thing lost."""
        for number, entry in entries.items():
            try:
                self._write({number: entry})
            except RefusedError as exc:
                logger.error("en post kastas: %s", exc)  # noqa: TRY400 - the trace would tell nothing more
                with self._changed:
                    self._drop({number})
                    self.lost += 1

    def _clean_when_due(self) -> None:
        if time.monotonic() < self._cleaning_due:
            return
        with self._writing, self._database.changing() as connection:
            gone = delete_before(connection, self._now() - self._retention)
            forget_log(connection, self._now() - datetime.timedelta(days=KEPT_DAYS))
            forget_failures(connection, self._now())
            forget_sittings(connection, self._now())
        self._cleaning_due = time.monotonic() + _CLEANING_SECONDS
        if gone:
            logger.info("%d frågor äldre än %d dagar är raderade", gone, self._retention.days)
