"""The lines of an article: what stands between line breaks, put together again where a line was broken."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.records import Article, BlockKind, Layout, LayoutMark, Span
from corpus.words import read_rows

DASHES = "–—−‒‐‑―-"
OPENING_MARKS = '”“„"»«'
DASH_OPENING = re.compile(rf"[{DASHES}]\s*(?=[^\W\d_a-zåäö]|[{OPENING_MARKS}…(’'])")
"""A talstreck at the start of a block; with or without a space (docs/reading.md, T1)."""

SENTENCE_END = re.compile(r"[.!?…:][”“\"»’')]*$")
QUESTION_LABEL = re.compile(
    r"(?i:fråga(?: \d+)?|f|q|reportern?|intervjuaren?|redaktionen|journalisten)\s?:\s+(?=\S)"
    r"|[A-ZÅÄÖ]{1,3}\s?:\s+(?=\S[^\n]*\?$)"
)
"""The word or initials that announce a question ("FRÅGA: ...", "Reporter: ...", "FS: ...?"), no part of it."""
_DASH_GOES_ON = re.compile(rf"[{DASHES}] (?=[a-zåäö])")
_LINE = re.compile(r"[^\n]+")
_CLOSING_MARK_ALONE = re.compile(r"[”“\"»«]\W?")
_LONGEST_FURNITURE = 400


@dataclass(slots=True)
class Line:
    """A stretch that is to become one block, while its kind is being found."""

    span: Span
    text: str
    gap: int  # line breaks before it
    kind: BlockKind | None = None
    layouts: frozenset[Layout] = frozenset()

    @property
    def is_sentence(self) -> bool:
        """Tell whether it ends like a sentence."""
        return bool(SENTENCE_END.search(self.text))

    @property
    def is_speech(self) -> bool:
        """Tell whether it begins with a talstreck."""
        return bool(DASH_OPENING.match(self.text))


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    """Return one pattern for all the rows of a kind in boilerplate.tsv."""
    return re.compile(
        "|".join(f"(?:{row[1]})" for row in read_rows("boilerplate.tsv") if row[0] == kind), re.IGNORECASE
    )


def is_listed(kind: str, line: str) -> bool:
    """Tell whether a line is of a kind in boilerplate.tsv; a long one is prose, and costly to search."""
    return len(line) <= _LONGEST_FURNITURE and bool(_patterns(kind).fullmatch(line))


def lines_of(article: Article) -> list[Line]:
    """Return the article's lines in text order, each trimmed of white space; blank ones are left out."""
    text = article.text
    lines: list[Line] = []
    position = 0
    for match in _LINE.finditer(text):
        content = match.group()
        stripped = content.strip()
        if not stripped:
            continue
        start = match.start() + content.index(stripped)
        span = Span(start, start + len(stripped))
        lines.append(Line(span, stripped, gap=text.count("\n", position, span.start)))
        position = span.end
    lines = _join(text, lines, column=_wrapped_at(lines))
    _mark_layouts(lines, article.marks)
    return lines


def _mark_layouts(lines: Sequence[Line], marks: Iterable[LayoutMark]) -> None:
    ends = [line.span.end for line in lines]
    for mark in marks:
        for number in range(bisect(ends, mark.span.start), len(lines)):
            line = lines[number]
            if line.span.start >= mark.span.end:
                break
            if _covers(mark.span, line.span):
                line.layouts |= {mark.layout}


def _covers(mark: Span, line: Span) -> bool:
    """Tell whether a mark covers a line but for a character or two (a dash, a full stop)."""
    overlap = min(mark.end, line.end) - max(mark.start, line.start)
    return overlap >= len(line) - 3 and overlap > 0


def _wrapped_at(lines: Sequence[Line]) -> int | None:
    """Return the column at which lines were broken, so that a line is not a paragraph; None where they were not.

    Most lines that go on after a single line break then end near the widest column, in the
    middle of a sentence.
    """
    broken = [line for line, following in pairwise(lines) if following.gap == 1]
    if len(broken) < 6:
        return None
    widest = sorted(len(line.text) for line in broken)[int(0.95 * (len(broken) - 1))]
    full = [line for line in broken if widest - 18 <= len(line.text) <= widest + 4 and not line.is_sentence]
    return widest if 35 <= widest <= 110 and len(full) >= 0.5 * len(broken) else None


def _join(text: str, lines: Sequence[Line], *, column: int | None) -> list[Line]:
    """Put broken lines together; each stretch is copied once, however many lines it has."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, column):
            groups[-1].append(line)
        else:
            groups.append([line])
    spans = [Span(group[0].span.start, group[-1].span.end) for group in groups]
    return [Line(span, span.of(text), group[0].gap) for group, span in zip(groups, spans, strict=True)]


def _continues(group: Sequence[Line], line: Line, column: int | None) -> bool:
    first, last = group[0], group[-1]
    length = last.span.end - first.span.start
    if _CLOSING_MARK_ALONE.fullmatch(line.text):
        return first.text[0] in OPENING_MARKS and line.gap <= 2
    if line.gap > 1 or is_listed("line", line.text) or is_listed("box", line.text):
        return False
    if column is not None:
        return length > 30 and not _was_ended(last, line, column)
    goes_on = line.text[0].islower() or _DASH_GOES_ON.match(line.text)
    return bool(goes_on) and not line.is_speech and not last.is_sentence and length >= 40


def _was_ended(last: Line, line: Line, column: int) -> bool:
    """Tell whether a line of wrapped text ended a paragraph: the next word had room, or a dash opens speech."""
    room = column - len(last.text) - 1 - len(line.text.split(maxsplit=1)[0])
    had_room = room >= (0 if last.text.endswith("?") else column // 2)
    return last.is_sentence and (line.is_speech or had_room)
