"""The index follows the corpus: one build at a time, in a process of its own, so that no visitor waits for it.

A build in a thread of the chat would hold Python's interpreter lock for as long as the articles are read, which
grows with the corpus. Requests that come while a build runs are answered together by one more after it.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from chatbot.corpus_files import corpus_sources
from chatbot.errors import ChatbotError
from chatbot.settings import Settings
from index.disposal import delete_all, keep_only_current
from index.recipe import present_manifest
from index.storage import silent

NICENESS = 5
"""Of the process that builds: visitors go before it."""


class BuildError(ChatbotError):
    """The index could not be built; the one before stays. The message is the command's own line."""


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
    """Builds the index after the corpus has changed.

    Args:
        settings: where corpus and index are.
        build: writes a new generation and raises a BuildError if it can't; a process of its own unless given.
    """

    def __init__(self, settings: Settings, build: Callable[[Settings], object] | None = None) -> None:
        self._settings = settings
        self._build = build or build_aside
        self._condition = threading.Condition()
        self._state = IndexState()
        self._wanted = 0
        self._done = 0
        self._fault: BuildError | None = None
        self._purges = False
        self._thread: threading.Thread | None = None

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
            self._build(self._settings)
            if purges:
                keep_only_current(self._settings.index_directory, silent)
        except BuildError as exc:
            return exc
        except Exception as exc:  # noqa: BLE001  the thread has nobody above it: the page tells
            return BuildError(" ".join(str(exc).split()) or type(exc).__name__)
        return None


def build_aside(settings: Settings) -> None:
    """Run ``chatbot build`` in a process of its own.

    Raises:
        BuildError: it failed; the message is the last line that it wrote.
    """
    options = ["--corpus", str(settings.corpus), "--data", str(settings.data)]
    environment = dict(os.environ)
    environment.pop("CHATBOT_MODEL", None)
    if settings.model:
        environment["CHATBOT_MODEL"] = settings.model
    command = [sys.executable, "-m", "chatbot", "build", "--quiet", *options]
    with subprocess.Popen(  # noqa: S603  our own program
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        with contextlib.suppress(OSError, AttributeError):  # no such thing on this system: it goes on as it is
            os.setpriority(os.PRIO_PROCESS, process.pid, NICENESS)
        _, told = process.communicate()
    if process.returncode:
        lines = told.decode("utf-8", "replace").strip().splitlines()
        raise BuildError(
            lines[-1].removeprefix("chatbot: ") if lines else f"chatbot build slutade med kod {process.returncode}"
        )


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
