"""An article's text becomes blocks: paragraphs, headings, questions, pull quotes, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from corpus.boilerplate import mark_boilerplate, mark_headings_of_nothing
from corpus.lines import DASHES, QUESTION_LABEL, SENTENCE_END, Line, lines_of
from corpus.records import Article, Block, BlockKind, Layout, Span
from corpus.tags import find_tag, name_length
from corpus.words import Token, role_base, tokenize

HEADING_LENGTH = 110
"""Characters; longer lines without a full stop are sentences that lost it."""
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
# Questions that have no question mark because the interviewer sums up ("Stöd och utbildning då").
_QUESTION_LENGTH = 400


def find_blocks(article: Article) -> tuple[Block, ...]:
    """Return the article's blocks in text order; blank lines belong to none.

    Every block's span is trimmed of outer white space. Blocks do not overlap.
    """
    lines = lines_of(article)
    for classify in (
        mark_boilerplate,
        _mark_pull_quotes,
        _mark_name_lines,
        _mark_questions,
        _mark_headings,
        mark_headings_of_nothing,
    ):
        classify(lines)
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


def is_name_line(text: str) -> bool:
    """Tell whether a line is nothing but a person's name, with or without dash and role."""
    words = tokenize(text)
    name = leading_name(words, text)
    if not name or re.search(r"[.!?:”\"]", text[: name[-1].end]) or len(text) > 90:
        return False
    rest = text[name[-1].end :].strip(" ,\n")
    return not rest or (not SENTENCE_END.search(rest) and any(role_base(t.text) for t in tokenize(rest)[:5]))


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
            if is_name_line(lines[near].text.lstrip(DASHES + " ")):
                lines[near].kind = BlockKind.NAME_LINE
                _mark_role_line(lines, near + 1)
                break


def _mark_role_line(lines: list[Line], number: int) -> None:
    if number < len(lines) and lines[number].kind is None and lines[number].gap == 1:
        words = tokenize(lines[number].text)
        if 1 <= len(words) <= 6 and not lines[number].is_sentence and any(role_base(w.text) for w in words):
            lines[number].kind = BlockKind.NAME_LINE


def _mark_questions(lines: list[Line]) -> None:
    for number, (line, following) in enumerate(zip_longest(lines, lines[1:])):
        if line.kind is None and not line.is_speech and following and _is_question(line, following):
            if number == 0 and _is_headline(line, following):
                line.kind = BlockKind.HEADING
                continue
            line.kind = BlockKind.QUESTION
            label = QUESTION_LABEL.match(line.text)
            if label:
                line.span = Span(line.span.start + label.end(), line.span.end)
                line.text = line.text[label.end() :]


def _is_headline(line: Line, following: Line) -> bool:
    """Tell whether a question at the top is the article's headline: what follows is a lead, not an answer."""
    lead = not following.is_speech and not _SAYS_I.search(following.text)
    return lead and not QUESTION_LABEL.match(line.text) and not _GREETING.match(line.text)


def _is_question(line: Line, following: Line) -> bool:
    if len(line.text) > _QUESTION_LENGTH or following.kind not in (None, BlockKind.PARAGRAPH):
        return False
    asks = line.text.endswith("?") or (
        line.text.endswith((".", "!", ":")) and (_IMPERATIVE.match(line.text) or _GREETING.match(line.text))
    )
    set_apart = bool(line.layouts & {Layout.BOLD, Layout.HEADING, Layout.ITALIC})
    is_long_prose = len(re.findall(r"[.!] ", line.text)) > 3
    if QUESTION_LABEL.match(line.text):
        return following.kind is None
    return bool(asks) and (set_apart or following.is_speech or not is_long_prose) and following.kind is None


def _mark_headings(lines: list[Line]) -> None:
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        if line.kind is not None or line.is_speech or _answers_briefly(before, line, after):
            continue
        short = len(line.text) <= HEADING_LENGTH and not line.is_sentence
        if Layout.HEADING in line.layouts or (short and not line.text.endswith((",", ";"))):
            line.kind = BlockKind.HEADING


def _answers_briefly(before: Line | None, line: Line, after: Line | None) -> bool:
    """Tell whether a short line answers the question above it: no room between, or another question after."""
    if before is None or before.kind is not BlockKind.QUESTION or Layout.HEADING in line.layouts:
        return False
    return line.gap == 1 or (after is not None and after.kind is BlockKind.QUESTION)
