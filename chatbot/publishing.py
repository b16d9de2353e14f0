"""The index follows the corpus: one build at a time, in a thread of the server, which has the model loaded.

A process of its own would take ten seconds of a processor to load the model before it encodes one new sentence.
Requests that come while a build runs are answered together by one more after it.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self

from chatbot.corpus_files import corpus_sources
from chatbot.errors import ChatbotError, in_a_line
from chatbot.settings import Settings
from index.disposal import delete_all, keep_only_current
from index.recipe import present_manifest
from index.storage import Progress, silent

NICENESS = 5
"""Of the thread that builds, where a thread can have one: visitors go before it."""


class BuildError(ChatbotError):
    """The index could not be built; the one before stays. The message is one line."""


class Phase(Enum):
    """What the index is doing."""

    RESTING = "resting"
    BUILDING = "building"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class IndexState:
    """Whether the index has what the corpus has.

    Attributes:
        since: when the phase began; None before the first build.
        articles, quotes: of the index that answers now.
        fault: why the last build failed; the index before it answers.
    """

    phase: Phase = Phase.RESTING
    since: datetime.datetime | None = None
    articles: int = 0
    quotes: int = 0
    fault: str | None = None


class IndexFollower:
    """Builds the index after the corpus has changed; a with statement ends what is going on at its end.

    Args:
        settings: where corpus and index are.
        build: writes a new generation, telling what it does as it goes on; it is ended by what that raises.
    """

    def __init__(self, settings: Settings, build: Callable[[Settings, Progress], object]) -> None:
        self._settings = settings
        self._build = build
        self._closing = threading.Event()
        self._condition = threading.Condition()
        self._state = IndexState()
        self._wanted = 0
        self._done = 0
        self._fault: BuildError | None = None
        self._purges = False
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._closing.clear()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._closing.set()
        with self._condition:
            thread = self._thread
        if thread is not None:
            thread.join()

    @property
    def state(self) -> IndexState:
        """What the index is doing, and what it has."""
        with self._condition:
            state = self._state
        manifest = present_manifest(self._settings.index_directory)
        if manifest is None:
            return state
        return replace(state, articles=manifest.counts.articles, quotes=manifest.counts.quotes)

    def is_behind(self) -> bool:
        """Tell whether the corpus has changed since the index was built; reads every file's bytes."""
        manifest = present_manifest(self._settings.index_directory)
        return (dict(manifest.sources) if manifest else {}) != corpus_sources(self._settings.corpus)

    def request(self, *, purges: bool = False) -> int:
        """Ask for a build of the corpus as it is now; return a number to wait for.

        Args:
            purges: whether nothing of what was there before may be kept: generations before it go.
        """
        with self._condition:
            self._wanted += 1
            self._purges = self._purges or purges
            if self._thread is None:
                self._thread = threading.Thread(target=self._follow, name="index", daemon=True)
                self._thread.start()
            return self._wanted

    def wait(self, number: int, timeout: float | None = None) -> bool:
        """Wait until what was asked for is built.

        Raises:
            BuildError: it could not be.
        """
        with self._condition:
            is_done = self._condition.wait_for(lambda: self._done >= number, timeout)
            if is_done and self._fault is not None:
                raise self._fault
            return is_done

    def _follow(self) -> None:
        _give_way()
        while True:
            with self._condition:
                if self._done == self._wanted:
                    self._thread = None
                    return
                number, purges, self._purges = self._wanted, self._purges, False
                self._state = IndexState(Phase.BUILDING, _now())
            fault = self._run(purges=purges)
            with self._condition:
                self._done, self._fault = number, fault
                phase = Phase.FAILED if fault else Phase.DONE
                self._state = IndexState(phase, _now(), fault=str(fault) if fault else None)
                self._purges = self._purges or (purges and fault is not None)
                self._condition.notify_all()

    def _run(self, *, purges: bool) -> BuildError | None:
        try:
            if not corpus_sources(self._settings.corpus):
                delete_all(self._settings.index_directory, silent)
                return None
            # What must not be kept is deleted before the program ends.
            self._build(self._settings, silent if purges else self._go_on)
            if purges:
                keep_only_current(self._settings.index_directory, silent)
        except Exception as exc:  # noqa: BLE001  the thread has nobody above it: the page tells
            return BuildError(in_a_line(exc))
        return None

    def _go_on(self, _line: str) -> None:
        """Let the build go on unless the program ends."""
        if self._closing.is_set():
            raise BuildError("programmet avslutades medan indexet byggdes; bygg det igen")


def _give_way() -> None:
    """Let everything else go before this thread; elsewhere than on Linux only a whole process can."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
