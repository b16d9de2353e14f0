"""Articles as they were read, remembered while their files stay as they are, so that one change is one reading."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Set as AbstractSet
from pathlib import Path

from corpus.files import article_of, content_of
from corpus.reading import read
from corpus.records import Reading

MOST = 2_000
"""Readings; one takes some 13 kB, and 15 to 30 ms of one processor to make."""


class RememberedReadings:
    """Reads articles, each file once; may be used by several threads.

    It lives no longer than the program, and so than the rules that it reads by.
    """

    def __init__(self, most: int = MOST) -> None:
        """Remember nothing yet, and never more than so many readings; what does not fit is read each time."""
        self._most = most
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], Reading] = {}

    def __len__(self) -> int:
        return len(self._known)

    def read(self, path: Path) -> Reading:
        """Return the article of a file as it was read.

        Raises:
            ArticleError: it cannot be read.
        """
        content = content_of(path)
        # Of the bytes that are read: the file may be another in the next moment.
        key = path.name, hashlib.sha256(content).hexdigest()
        with self._lock:
            known = self._known.get(key)
        if known is None:
            known = read(article_of(content, path.name))
            with self._lock:
                if len(self._known) < self._most:
                    self._known[key] = known
        return known

    def keep_only(self, sha256s: AbstractSet[str]) -> None:
        """Let go of every article but those of files with these hashes: what was taken out must not stay in memory."""
        with self._lock:
            self._known = {key: reading for key, reading in self._known.items() if key[1] in sha256s}
