"""Words in quotation marks: how marks pair, and which pairs hold speech (T2, T3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.lines import DASH_OPENING, DASHES
from corpus.records import Block, BlockKind, Span
from corpus.words import tokenize

MARKS = '”“„"»«'
_CLAUSE_WORD = re.compile(
    r"\b(?:jag|vi|man|du|det|min|mitt|mina|vår|vårt|våra|oss|mig|är|har|kan|ska|vill|får|måste|inte)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w")
_NEAR = 40  # characters
# What has a name of its own, or was written and not said.
_WORK = (
    r"(?:bok|rapport|skrift|film|serie|artikel|kampanj|kurs|utställning|projekt|tema|rubrik|titel|motto|devis|låt|sång|"
    r"pjäs|podd|program|broschyr|folder|motivering|lag|paragraf|stadga|utbildning)"
    r"(?:en|n|et|t|ar|er|or|na|erna|arna|orna)?"
)
_NAMED_BEFORE = re.compile(
    rf"\b(?:{_WORK}|heter|hette|kallas|kallad|döpt till|exempel|(?:lagen|domen|beslutet) (?:står|lyder))\s?:?\s*$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"\s*,?\s*(?:heter|hette|kallas|(?:är|var) (?:namnet|titeln|rubriken|temat|mottot|devisen)|"
    r"brukar det (?:ju )?heta)\b"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two marks that belong together: the words between them, and those with the marks."""

    inner: Span
    outer: Span


def pair_marks(text: str, span: Span, *, continued: bool) -> tuple[list[Pair], bool]:
    """Pair marks by position, not by parity (T2); tell whether the last one stays open.

    Args:
        continued: a mark of the paragraph before is still open; one that closes first here closes it.
    """
    pairs: list[Pair] = []
    opened: int | None = None
    for position in range(span.start, span.end):
        if text[position] not in MARKS:
            continue
        before = text[position - 1] if position > span.start else " "
        after = text[position + 1] if position + 1 < span.end else " "
        opens = (before.isspace() or before in f"({DASHES}") and not after.isspace()
        closes = not opens and (after.isspace() or after.islower() or after in ".,;:!?)…–—")
        if continued and closes and opened is None and not pairs:
            pairs.append(Pair(Span(span.start, position), Span(span.start, position + 1)))
        elif opened is None and opens:
            opened = position
        elif opened is not None and closes:
            pairs.append(Pair(Span(opened + 1, position), Span(opened, position + 1)))
            opened = None
    if opened is not None:
        pairs.append(Pair(Span(opened + 1, span.end), Span(opened, span.end)))
    return pairs, opened is not None


def is_speech(text: str, pair: Pair, span: Span, *, tagged: bool) -> bool:
    """Tell direct speech from titles, nicknames and scare quotes (T3).

    Args:
        span: the paragraph.
        tagged: a tag beside the words tells who says them.
    """
    words = pair.inner.of(text)
    count = len(tokenize(words))
    if tagged:
        return count >= 2 or bool(re.search(r"[.!?…]$", words)) or pair.outer.start == span.start
    before = text[max(span.start, pair.outer.start - _NEAR) : pair.outer.start]
    if _NAMED_BEFORE.search(before) or _NAMED_AFTER.match(text, pair.outer.end, span.end):
        return False
    whole = pair.outer == span
    if words[:1].islower() and not whole:
        return False
    sentence = re.search(r"[.!?…]$", words) and words[:1].isupper()
    if sentence and before.rstrip().endswith(":"):
        return count >= 2
    return count >= 4 and bool(whole or sentence or _CLAUSE_WORD.search(words))


def trim(text: str, span: Span) -> Span:
    """Take off outer white space, a comma before a tag, and marks that enclose all the words."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;"):
        end -= 1
    inner = text[start + 1 : end - 1]
    if end - start > 2 and text[start] in MARKS and text[end - 1] in MARKS and not any(m in inner for m in MARKS):
        return trim(text, Span(start + 1, end - 1))
    if end > start and text[end - 1] in MARKS and not any(m in text[start : end - 1] for m in MARKS):
        return trim(text, Span(start, end - 1))
    if end > start and text[start] in MARKS and not any(m in text[start + 1 : end] for m in MARKS):
        return trim(text, Span(start + 1, end))
    return Span(start, end)


def trim_pull(text: str, span: Span) -> Span:
    """Take off all the marks around words that are set apart, and a talstreck before them."""
    opening = DASH_OPENING.match(text, span.start, span.end)
    start, end = opening.end() if opening else span.start, span.end
    while start < end and (text[start].isspace() or text[start] in MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in MARKS):
        end -= 1
    return Span(start, end)


def find_enclosed(text: str, blocks: Sequence[Block]) -> set[int]:
    """Return the paragraphs without marks between one that opens a mark and one that closes it."""
    enclosed: set[int] = set()
    waiting: list[int] | None = None
    for number, block in enumerate(blocks):
        words = block.span.of(text)
        if block.kind is not BlockKind.PARAGRAPH or DASH_OPENING.match(words):
            waiting = None
        elif not any(mark in words for mark in MARKS):
            if waiting is not None:
                waiting.append(number)
        else:
            pairs, unclosed = pair_marks(text, block.span, continued=waiting is not None)
            closes = bool(pairs) and text[pairs[0].outer.start] not in MARKS
            enclosed.update(waiting if waiting and closes else [])
            waiting = [] if unclosed else None
    return enclosed


def prose(text: str, start: int, end: int) -> Span | None:
    """Return a stretch without dashes and marks at its ends; None where no word is left."""
    piece = text[start:end] if end > start else ""
    if not _WORD.search(piece):
        return None
    left = len(piece) - len(piece.lstrip(f" \n\t,;.:!?{DASHES}{MARKS}"))
    right = len(piece.rstrip(f" \n\t{DASHES}{MARKS}"))
    return Span(start + left, start + right)
