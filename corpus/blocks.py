"""An article's text becomes blocks: paragraphs, headings, questions, pull quotes, boilerplate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest

from corpus.records import Article, Block, BlockKind, Layout, Span
from corpus.tags import find_tag, name_length
from corpus.words import Token, read_rows, role_base, tokenize

DASHES = "–—−‒‐‑―-"
OPENING_MARKS = '”“„"»«'
DASH_OPENING = re.compile(rf"[{DASHES}]\s*(?=[^\W\d_a-zåäö]|[{OPENING_MARKS}…(’'])")
"""A talstreck at the start of a block; with or without a space (docs/reading.md, T1)."""

HEADING_LENGTH = 110
"""Characters; longer lines without a full stop are sentences that lost it."""
_SENTENCE_END = re.compile(r"[.!?…:][”“\"»’')]*$")
_LINE = re.compile(r"[^\n]+")
_CLOSING_MARK_ALONE = re.compile(r"[”“\"»«]\W?")
_WHOLLY_MARKED = re.compile(
    r"[”“„\"»«](?P<words>[^”“„\"»«]+(?:[”“\"][^”“„\"»«]{1,60}[”“\"][^”“„\"»«]*)*)[”“\"»«][.!?]?"
)
_IMPERATIVE = re.compile(
    r"(?:(?:hej|hallå|tjena|hejsan|välkommen)\b[^.!?]{0,60}[!.,]\s*)?(?:\w+(?:\s\w+)?,\s*)?"
    r"(?:berätta|beskriv|förklara|ge (?:oss )?(?:ett|några) exempel|presentera dig|utveckla|nämn)\b",
    re.IGNORECASE,
)
_SAYS_I = re.compile(r"\b(?:jag|mig|min|mitt|mina)\b", re.IGNORECASE)
_GREETING = re.compile(r"(?:hej|hallå|tjena|hejsan|grattis|välkommen)\b[ ,]", re.IGNORECASE)
_QUESTION_LABEL = re.compile(
    r"(?i:fråga|f|q|reportern?|intervjuaren?|redaktionen|journalisten)\s?:\s+(?=\S)|[A-ZÅÄÖ]{2,3}\s?:\s+(?=\S[^\n]*\?$)"
)
"""The word or initials that announce a question ("FRÅGA: ...", "Reporter: ...", "FS: ...?"), no part of it."""
# Questions that have no question mark because the interviewer sums up ("Stöd och utbildning då").
_QUESTION_LENGTH = 400
_BOX_LINE_LENGTH = 90
_LONGEST_FURNITURE = 300


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    """Return one pattern for all the rows of a kind in boilerplate.tsv."""
    return re.compile(
        "|".join(f"(?:{row[1]})" for row in read_rows("boilerplate.tsv") if row[0] == kind), re.IGNORECASE
    )


def _is(kind: str, line: str) -> bool:
    """Tell whether a line is of a kind in boilerplate.tsv; a long one is prose, and costly to search."""
    return len(line) <= _LONGEST_FURNITURE and bool(_patterns(kind).fullmatch(line))


@dataclass(slots=True)
class _Line:
    """A stretch that is to become one block, while its kind is being found."""

    span: Span
    text: str
    gap: int  # line breaks before it
    kind: BlockKind | None = None
    layouts: frozenset[Layout] = frozenset()

    @property
    def is_sentence(self) -> bool:
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_speech(self) -> bool:
        return bool(DASH_OPENING.match(self.text))


def find_blocks(article: Article) -> tuple[Block, ...]:
    """Return the article's blocks in text order; blank lines belong to none.

    Every block's span is trimmed of outer white space. Blocks do not overlap.
    """
    lines = _lines(article)
    for classify in (
        _mark_boilerplate,
        _mark_contact_boxes,
        _mark_tails,
        _mark_captions,
        _mark_pull_quotes,
        _mark_name_lines,
        _mark_questions,
        _mark_headings,
    ):
        classify(lines)
    return tuple(Block(line.span, line.kind or BlockKind.PARAGRAPH) for line in lines)


# --- lines ------------------------------------------------------------------------------------------


def _lines(article: Article) -> list[_Line]:
    text = article.text
    lines: list[_Line] = []
    position = 0
    for match in _LINE.finditer(text):
        content = match.group()
        stripped = content.strip()
        if not stripped:
            continue
        start = match.start() + content.index(stripped)
        span = Span(start, start + len(stripped))
        lines.append(_Line(span, stripped, gap=text.count("\n", position, span.start)))
        position = span.end
    lines = _join(text, lines, wrapped=_is_hard_wrapped(lines))
    for line in lines:
        line.layouts = frozenset(mark.layout for mark in article.marks if _covers(mark.span, line.span))
    return lines


def _covers(mark: Span, line: Span) -> bool:
    """Tell whether a mark covers a line but for a character or two (a dash, a full stop)."""
    overlap = min(mark.end, line.end) - max(mark.start, line.start)
    return overlap >= len(line) - 3 and overlap > 0


def _is_hard_wrapped(lines: Sequence[_Line]) -> bool:
    """Tell whether lines were broken at a column, so that a line is not a paragraph.

    Then most lines that go on after a single line break end near the widest column, in the
    middle of a sentence.
    """
    broken = [line for line, following in pairwise(lines) if following.gap == 1]
    if len(broken) < 6:
        return False
    widest = sorted(len(line.text) for line in broken)[int(0.95 * (len(broken) - 1))]
    full = [line for line in broken if widest - 18 <= len(line.text) <= widest + 4 and not line.is_sentence]
    return 35 <= widest <= 110 and len(full) >= 0.5 * len(broken)


def _join(text: str, lines: list[_Line], *, wrapped: bool) -> list[_Line]:
    joined: list[_Line] = []
    for line in lines:
        if joined and _continues(joined[-1], line, wrapped=wrapped):
            span = Span(joined[-1].span.start, line.span.end)
            joined[-1] = _Line(span, span.of(text), joined[-1].gap)
        else:
            joined.append(line)
    return joined


def _continues(before: _Line, line: _Line, *, wrapped: bool) -> bool:
    if _CLOSING_MARK_ALONE.fullmatch(line.text):
        return before.text[0] in OPENING_MARKS and line.gap <= 2
    if line.gap > 1 or line.is_speech or _is("line", line.text) or _is("box", line.text):
        return False
    if wrapped:
        return len(before.text) > 30
    return line.text[0].islower() and not before.is_sentence and len(before.text) >= 40


# --- what does not belong to the article ---------------------------------------------------------


def _mark_boilerplate(lines: list[_Line]) -> None:
    counts = Counter(line.text for line in lines)
    title = lines[0] if lines else None
    for line in lines:
        repeated = counts[line.text] > 1 and not line.is_sentence and not line.is_speech and line is not title
        if Layout.CAPTION in line.layouts or (not line.is_speech and _is("caption", line.text)):
            line.kind = BlockKind.CAPTION
        elif line.text.endswith("?") and _QUESTION_LABEL.match(line.text):
            continue
        elif (_is("line", line.text) and not line.is_speech) or repeated:
            line.kind = BlockKind.BOILERPLATE


def _is_prose(line: _Line) -> bool:
    return line.is_sentence and len(line.text) > _BOX_LINE_LENGTH


def _mark_contact_boxes(lines: list[_Line]) -> None:
    """Mark address and contact lines, and what stands with them until the next prose."""
    boxed = False
    for number, line in enumerate(lines):
        told = line.is_sentence and len(line.text.split()) > 8
        opens = _is("box", line.text) and not told and not line.is_speech
        if boxed and (_is_prose(line) or line.is_speech or (line.gap > 1 and not opens)):
            boxed = False
        if opens:
            boxed = True
            _mark_organisation_above(lines, number)
        if boxed and line.kind is None:
            line.kind = BlockKind.BOILERPLATE


def _mark_organisation_above(lines: list[_Line], number: int) -> None:
    """Mark the line that heads a box: an organisation's name right above an address."""
    above = lines[number - 1] if number else None
    address = re.match(r"(?:post|besöks)?adress|växel|tel", lines[number].text, re.IGNORECASE)
    if above and address and lines[number].gap == 1 and not above.is_sentence and len(above.text) < 60:
        above.kind = BlockKind.BOILERPLATE


def _mark_tails(lines: list[_Line]) -> None:
    """Mark lists of other articles: a heading for them, and short lines until the next prose."""
    tail = False
    for line in lines:
        if _is("tail", line.text) and not line.is_speech:
            tail = True
        elif tail and (_is_prose(line) or line.is_speech):
            tail = False
        if tail and line.kind is None:
            line.kind = BlockKind.BOILERPLATE


def _mark_captions(lines: list[_Line]) -> None:
    for number, line in enumerate(lines):
        after_image = number > 0 and re.match(
            r"[\w-]*(?:img|dsc|dscf)[_-]?\d|\S+\.(?:jpe?g|png)$", lines[number - 1].text, re.IGNORECASE
        )
        if line.kind is None and not line.is_speech and after_image:
            line.kind = BlockKind.CAPTION


# --- what the article is made of -----------------------------------------------------------------


def _mark_pull_quotes(lines: list[_Line]) -> None:
    for before, line in pairwise([None, *lines]):
        announced = before is not None and before.text.endswith(":")
        if line is None or announced or find_tag(line.text, 0, len(line.text)):
            continue
        if (line.kind is None and _WHOLLY_MARKED.fullmatch(line.text) and len(line.text.split()) >= 3) or (
            line.kind is None and Layout.BLOCK_QUOTE in line.layouts and not line.is_speech
        ):
            line.kind = BlockKind.PULL_QUOTE


def is_name_line(text: str) -> bool:
    """Tell whether a line is nothing but a person's name, with or without dash and role."""
    words = tokenize(text)
    name = leading_name(words, text)
    if not name or re.search(r"[.!?:”\"]", text[: name[-1].end]) or len(text) > 90:
        return False
    rest = text[name[-1].end :].strip(" ,\n")
    return not rest or (not _SENTENCE_END.search(rest) and any(role_base(t.text) for t in tokenize(rest)[:5]))


def leading_name(words: Sequence[Token], text: str) -> list[Token]:
    """Return the words of the full name that the line begins with; empty where it has none."""
    name = list(words[: name_length(text, words)])
    while name and role_base(name[-1].text):
        name.pop()
    return name if 2 <= len(name) <= 5 else []


def _mark_name_lines(lines: list[_Line]) -> None:
    """Mark names right before or after a pull quote, and a role on a line of its own after it."""
    for number, line in enumerate(lines):
        if line.kind is not BlockKind.PULL_QUOTE:
            continue
        for near in (number + 1, number - 1):
            if not 0 <= near < len(lines) or lines[near].kind is not None:
                continue
            if is_name_line(lines[near].text.lstrip(DASHES + " ")):
                lines[near].kind = BlockKind.NAME_LINE
                _mark_role_line(lines, near + 1)
                break


def _mark_role_line(lines: list[_Line], number: int) -> None:
    if number < len(lines) and lines[number].kind is None and lines[number].gap == 1:
        words = tokenize(lines[number].text)
        if 1 <= len(words) <= 6 and not lines[number].is_sentence and any(role_base(w.text) for w in words):
            lines[number].kind = BlockKind.NAME_LINE


def _mark_questions(lines: list[_Line]) -> None:
    for number, (line, following) in enumerate(zip_longest(lines, lines[1:])):
        if line.kind is None and not line.is_speech and following and _is_question(line, following):
            if number == 0 and _is_headline(line, following):
                line.kind = BlockKind.HEADING
                continue
            line.kind = BlockKind.QUESTION
            label = _QUESTION_LABEL.match(line.text)
            if label:
                line.span = Span(line.span.start + label.end(), line.span.end)
                line.text = line.text[label.end() :]


def _is_headline(line: _Line, following: _Line) -> bool:
    """Tell whether a question at the top is the article's headline: what follows is a lead, not an answer."""
    lead = not following.is_speech and not _SAYS_I.search(following.text)
    return lead and not _QUESTION_LABEL.match(line.text) and not _GREETING.match(line.text)


def _is_question(line: _Line, following: _Line) -> bool:
    if len(line.text) > _QUESTION_LENGTH or following.kind not in (None, BlockKind.PARAGRAPH):
        return False
    asks = line.text.endswith("?") or (
        line.text.endswith((".", "!", ":")) and (_IMPERATIVE.match(line.text) or _GREETING.match(line.text))
    )
    set_apart = bool(line.layouts & {Layout.BOLD, Layout.HEADING, Layout.ITALIC})
    is_long_prose = len(re.findall(r"[.!] ", line.text)) > 3
    if _QUESTION_LABEL.match(line.text):
        return following.kind is None
    return bool(asks) and (set_apart or following.is_speech or not is_long_prose) and following.kind is None


def _mark_headings(lines: list[_Line]) -> None:
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if line.kind is not None or line.is_speech or _answers_briefly(before, line, after):
            continue
        short = len(line.text) <= HEADING_LENGTH and not line.is_sentence
        if Layout.HEADING in line.layouts or (short and not line.text.endswith((",", ";"))):
            line.kind = BlockKind.HEADING


def _answers_briefly(before: _Line | None, line: _Line, after: _Line | None) -> bool:
    """Tell whether a short line answers the question above it: no room between, or another question after."""
    if before is None or before.kind is not BlockKind.QUESTION or Layout.HEADING in line.layouts:
        return False
    return line.gap == 1 or (after is not None and after.kind is BlockKind.QUESTION)
