"""What takes long is made in a thread and remembered, so that no page waits for it."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from index.errors import GenerationError

logger = logging.getLogger(__name__)

_NICE = 10

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


def step_aside() -> None:
    """Let every other thread go before this one, where a thread has a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)


def resting() -> Callable[[], None]:
    """Return what rests as long as the step before took: half of the time belongs to visitors alone."""
    begun = time.monotonic()

    def rest() -> None:
        nonlocal begun
        time.sleep(min(1.0, time.monotonic() - begun))
        begun = time.monotonic()

    return rest


class Aside(Generic[K, T]):
    """Remembers the latest that was made, and makes what is asked for next, one at a time.

    Args:
        name: for the log.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._made: tuple[K, T] | None = None
        self._thread: threading.Thread | None = None

    def get(self, key: K, make: Callable[[], T], *, seconds: float = 0.0) -> T | None:
        """Return what was made for a key; None while it is being made, which begins now if nothing else is.

        Args:
            key: what it depends on.
            make: makes it.
            seconds: that are waited at most for it.
        """
        with self._lock:
            if self._made is not None and self._made[0] == key:
                return self._made[1]
            thread = self._thread
            if thread is None or not thread.is_alive():
                thread = threading.Thread(target=self._make, args=(key, make), name=self._name, daemon=True)
                self._thread = thread
                thread.start()
        if seconds:
            thread.join(seconds)
        with self._lock:
            return self._made[1] if self._made is not None and self._made[0] == key else None

    @property
    def is_busy(self) -> bool:
        """Tell whether something is being made."""
        thread = self._thread
        return thread is not None and thread.is_alive()

    def _make(self, key: K, make: Callable[[], T]) -> None:
        step_aside()
        try:
            made = make()
        except GenerationError as exc:  # closed, or deleted meanwhile
            logger.info("%s could not be made: %s", self._name, exc)
            return
        except Exception:  # whoever asks again has it made again
            logger.exception("%s could not be made", self._name)
            return
        with self._lock:
            self._made = (key, made)
