"""What a file reader hands over: text with markup, not normalised yet."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from corpus.records import Decision, Layout, LayoutMark, Span


class UnreadableError(Exception):
    """A file's content cannot be read; the message says why, without the file's name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file has it.

    Attributes:
        text: lines end in a line feed; marks point into it.
        dated: the file has its own say about the date, even where that is None; the text is
            searched for a date only where it has not.
    """

    text: str
    marks: tuple[LayoutMark, ...] = ()
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: datetime.date | None = None
    dated: bool = False
    decision: Decision | None = None


@dataclass(slots=True)
class DraftText:
    """Text that grows piece by piece, together with the markup of its pieces."""

    _pieces: list[str] = field(default_factory=list)
    _marks: list[LayoutMark] = field(default_factory=list)
    length: int = 0

    def append(self, piece: str) -> None:
        """Add characters at the end."""
        self._pieces.append(piece)
        self.length += len(piece)

    def mark(self, start: int, layout: Layout) -> None:
        """Mark everything from start to the end; an empty stretch is not marked."""
        if self.length > start:
            self._marks.append(LayoutMark(Span(start, self.length), layout))

    @property
    def text(self) -> str:
        """All the characters so far."""
        return "".join(self._pieces)

    @property
    def marks(self) -> tuple[LayoutMark, ...]:
        """All the marks so far, in text order."""
        return tuple(sorted(self._marks, key=lambda mark: (mark.span, mark.layout.value)))
