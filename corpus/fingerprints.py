"""How much two articles have in common: words in runs of five, whatever file or address they came from."""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.records import Reading, SegmentKind

SKETCH_SIZE = 32
"""Hashes of an article that are compared first; two that share half their text share about as many runs here."""

_RUN = 5
_WORD = re.compile(r"[^\W_]+")
_TOLD = frozenset((SegmentKind.QUOTE, SegmentKind.NARRATION, SegmentKind.QUESTION))


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What an article says, without its layout and what surrounds it.

    Attributes:
        said: everything quoted and the tags beside it, letters and digits only: how it was cut into quotes and
            lines leaves no trace, but another name in a tag does.
        runs: hashes of each five words in a row, of quotes, questions and narration.
    """

    said: str
    runs: frozenset[int]

    def overlap(self, other: Fingerprint) -> float:
        """Return the share in [0, 1] of the runs of both that both have."""
        together = len(self.runs | other.runs)
        return len(self.runs & other.runs) / together if together else 0.0

    @property
    def sketch(self) -> tuple[int, ...]:
        """The smallest hashes: a fair sample of the runs, the same for the same text."""
        return tuple(heapq.nsmallest(SKETCH_SIZE, self.runs))


def fingerprint_of(reading: Reading) -> Fingerprint:
    """Return what an article says; repeated pull quotes, headings and boilerplate do not count."""
    text = reading.article.text
    said: list[str] = []
    words: list[str] = []
    end = 0
    for segment in reading.segments:
        said += _WORD.findall(text[end : segment.span.start].casefold())  # a tag: what stands between segments
        end = segment.span.end
        if segment.kind in _TOLD:
            found = _WORD.findall(segment.span.of(text).casefold())
            words += found
            said += found if segment.kind is SegmentKind.QUOTE else ()
    said += _WORD.findall(text[end:].casefold())
    return Fingerprint("".join(said), frozenset(_runs(words)))


def _runs(words: list[str]) -> Iterable[int]:
    """Yield a signed 64-bit hash, which SQLite can hold, of each run; of all the words where they are fewer."""
    for start in range(max(1, len(words) - _RUN + 1)):
        run = " ".join(words[start : start + _RUN])
        yield int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big", signed=True)
