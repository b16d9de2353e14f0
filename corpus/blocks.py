"""An article's text becomes blocks: paragraphs, headings, questions, pull quotes, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.answers import label_of
from corpus.boilerplate import mark_boilerplate, mark_headings_of_nothing
from corpus.cutting import cut_lines
from corpus.lines import DASHES, OPENING_MARKS, SENTENCE_END, Line, lines_of
from corpus.questions import mark_questions
from corpus.records import Article, Block, BlockKind, Layout, Span
from corpus.subjects import name_length
from corpus.tags import find_tag
from corpus.words import Token, first_names, role_base, tokenize

HEADING_LENGTH = 110
"""Characters; longer lines without a full stop are sentences that lost it."""
_CALLS = re.compile(r"(?:Ring|Mejla|Maila|Kontakta|Ansök|Läs|Anmäl|Boka|Sök|Klicka|Swish\w*|Besök|Skicka)\b")
_AGE = re.compile(r"^\d{1,2} år\b")
_WHOLLY_MARKED = re.compile(
    r"[”“„\"»«](?P<words>[^”“„\"»«]+(?:[”“\"][^”“„\"»«]{1,60}[”“\"][^”“„\"»«]*)*)[”“\"»«][.!?]?"
)


def find_blocks(article: Article) -> tuple[Block, ...]:
    """Return the article's blocks in text order; blank lines belong to none.

    Every block's span is trimmed of outer white space. Blocks do not overlap.
    """
    lines = cut_lines(article, lines_of(article))
    for classify in (
        mark_boilerplate,
        _mark_pull_quotes,
        _mark_name_lines,
        mark_questions,
        _mark_headings,
        mark_headings_of_nothing,
    ):
        classify(lines)
    if lines and _is_spoken_headline(lines, article.title):
        lines[0].kind = BlockKind.PULL_QUOTE
    return tuple(Block(line.span, line.kind or BlockKind.PARAGRAPH) for line in lines)


# --- what the article is made of -----------------------------------------------------------------


def _mark_pull_quotes(lines: list[Line]) -> None:
    for before, line in pairwise([None, *lines]):
        announced = before is not None and before.text.endswith(":")
        if line is None or announced or find_tag(line.text, 0, len(line.text)):
            continue
        if (line.kind is None and _WHOLLY_MARKED.fullmatch(line.text) and len(line.text.split()) >= 3) or (
            line.kind is None and Layout.BLOCK_QUOTE in line.layouts and not line.is_speech
        ):
            line.kind = BlockKind.PULL_QUOTE


def _is_spoken_headline(lines: Sequence[Line], title: str | None) -> bool:
    """Tell whether the page's first line is a headline with a talstreck: short, without a full stop."""
    first = lines[0]
    short = len(first.text) <= HEADING_LENGTH and not find_tag(first.text, 0, len(first.text))
    titled = (title is None or first.text in title) and not first.text.endswith((".", "?"))
    return titled and first.kind is None and first.is_speech and short and len(lines) > 1 and lines[1].gap > 1


def is_name_line(text: str) -> bool:
    """Tell whether a line is nothing but a person's name, with or without dash and role."""
    words = tokenize(text)
    name = leading_name(words, text)
    if not name or re.search(r"[.!?:”\"]", text[: name[-1].end]) or len(text) > 90:
        return False
    rest = _AGE.sub("", text[name[-1].end :].strip(" ,\n")).strip(" ,")
    return not rest or (not SENTENCE_END.search(rest) and any(role_base(t.text) for t in tokenize(rest)[:5]))


def _is_signature(text: str) -> bool:
    """Tell whether a dash line under a pull quote is a full name, a comma and a few words of any work."""
    name = leading_name(tokenize(text), text)
    rest = text[name[-1].end :] if name else ""
    return bool(name) and (not rest or rest.startswith(",")) and len(rest.split()) < 6 and not SENTENCE_END.search(text)


def _is_short_name_line(text: str) -> bool:
    """Tell whether a line is a first name and a role: "Tuva, socialsekreterare"."""
    name, _, rest = text.partition(",")
    words = tokenize(rest)
    return name in first_names() and 0 < len(words) < 7 and any(role_base(word.text) for word in words)


def leading_name(words: Sequence[Token], text: str) -> list[Token]:
    """Return the words of the full name that the line begins with; empty where it has none."""
    name = list(words[: name_length(text, words)])
    while name and role_base(name[-1].text):
        name.pop()
    return name if 2 <= len(name) <= 5 else []


def _mark_name_lines(lines: list[Line]) -> None:
    """Mark names right before or after a pull quote, and a role on a line of its own after it."""
    for number, line in enumerate(lines):
        if line.kind is not BlockKind.PULL_QUOTE:
            continue
        for near in (number + 1, number - 1):
            if not 0 <= near < len(lines) or lines[near].kind is not None:
                continue
            words = lines[near].text.lstrip(DASHES + "/ ")
            signed = near > number and lines[near].is_speech and _is_signature(words)
            if signed or is_name_line(words) or _is_short_name_line(words):
                lines[near].kind = BlockKind.NAME_LINE
                _mark_role_line(lines, near + 1)
                break


def _mark_role_line(lines: list[Line], number: int) -> None:
    if number < len(lines) and lines[number].kind is None and lines[number].gap == 1:
        words = tokenize(lines[number].text)
        if 1 <= len(words) <= 6 and not lines[number].is_sentence and any(role_base(w.text) for w in words):
            lines[number].kind = BlockKind.NAME_LINE


def _mark_headings(lines: list[Line]) -> None:
    labelled = [line for line in lines if label_of(line.text, Span(0, len(line.text)))]
    replicas = {id(line) for line in labelled}
    is_script = sum(line.is_sentence for line in labelled) > 1
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if line.kind is not None or line.is_speech or _answers_briefly(before, line, after) or _is_tagged(line):
            continue
        if is_script and id(line) in replicas:
            continue
        short = len(line.text) <= HEADING_LENGTH and not line.is_sentence
        if Layout.HEADING in line.layouts or (short and not line.text.endswith((",", ";"))):
            line.kind = BlockKind.HEADING


def _is_tagged(line: Line) -> bool:
    """Tell whether a line has words in quotation marks and says who spoke them; then its full stop is lost."""
    marked = sum(line.text.count(mark) for mark in OPENING_MARKS) > 1
    return marked and len(line.text) <= HEADING_LENGTH and find_tag(line.text, 0, len(line.text)) is not None


def _answers_briefly(before: Line | None, line: Line, after: Line | None) -> bool:
    """Tell whether a short line answers the question above it: no room between, or another question after."""
    if before is None or before.kind is not BlockKind.QUESTION or Layout.HEADING in line.layouts:
        return False
    if _CALLS.match(line.text):
        return False
    return line.gap == 1 or (after is not None and after.kind is BlockKind.QUESTION)
