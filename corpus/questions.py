"""Which lines of an article are an interviewer's questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from corpus.answers import label_of
from corpus.lines import QUESTION_LABEL, Line
from corpus.records import BlockKind, Layout, Span

_IMPERATIVE = re.compile(
    r"(?:(?:hej|hallå|tjena|hejsan|välkommen)\b[^.!?]{0,60}[!.,]\s*)?(?:\w+(?:\s\w+)?,\s*)?"
    r"(?:berätta|beskriv|förklara|ge (?:oss )?(?:ett|några) exempel|presentera dig|utveckla|nämn|ta oss med|"
    r"rangordna|motivera)\b",
    re.IGNORECASE,
)
_SAYS_I = re.compile(r"\b(?:jag|mig|min|mitt|mina)\b", re.IGNORECASE)
_GREETING = re.compile(r"(?:och )?(?:hej|hallå|tjena|hejsan|grattis|välkommen)\b[ ,]", re.IGNORECASE)
_QUESTION_LENGTH = 400
_SET_APART = frozenset((Layout.BOLD, Layout.HEADING, Layout.ITALIC))
_LONGEST_UNMARKED = 110
_QUESTION_WORD = re.compile(
    r"(?:\d+[.)]\s*)?(?:och |men )?"
    r"(?:vad|hur|varför|vilken|vilket|vilka|vem|när|var|berätta|beskriv|kan du|har du|är du)\b",
    re.IGNORECASE,
)
_SPEAKS_TO = re.compile(r"\b(?:du|dig|din|ditt|dina)\b", re.IGNORECASE)


def mark_questions(lines: list[Line]) -> None:
    """Mark the lines in which an interviewer asks, each before what answers it."""
    talkers = _talkers(lines)
    for number, (line, following) in enumerate(zip_longest(lines, lines[1:])):
        if line.kind is None and not line.is_speech and following and _is_question(line, following):
            if _name_of(line) in talkers:
                continue
            if (number == 0 or _only_greets(line)) and _is_headline(line, following):
                line.kind = BlockKind.HEADING
                continue
            line.kind = BlockKind.QUESTION
            _cut_label(line)
    for line in [*_unmarked_questions(lines), *_dashed_questions(lines)]:
        line.kind = BlockKind.QUESTION


def _talkers(lines: Sequence[Line]) -> set[str]:
    """Return the names before replicas that are not all questions: whoever only asks is the interviewer."""
    named = [(name, line) for line in lines if (name := _name_of(line))]
    return {name for name, line in named if not line.text.endswith("?") and not _IMPERATIVE.search(line.text)}


def _name_of(line: Line) -> str | None:
    label = label_of(line.text, Span(0, len(line.text)))
    return label["name"] if label else None


def _cut_label(line: Line) -> None:
    label = QUESTION_LABEL.match(line.text) or label_of(line.text, Span(0, len(line.text)))
    if label:
        line.span = Span(line.span.start + label.end(), line.span.end)
        line.text = line.text[label.end() :]


def _dashed_questions(lines: Sequence[Line]) -> list[Line]:
    """Return questions with a talstreck that are told from answers: these have none, or are not in bold."""
    dashed = [(line, after) for line, after in zip_longest(lines, lines[1:]) if line.kind is None and line.is_speech]
    asking = [(line, after) for line, after in dashed if line.text.endswith("?") and after is not None]
    answered = [line for line, after in asking if not after.is_speech]
    if len(answered) > 1 and len(answered) == len(dashed):
        return answered
    return [line for line, after in asking if line.layouts & _SET_APART and not after.layouts & _SET_APART]


def _unmarked_questions(lines: Sequence[Line]) -> list[Line]:
    """Return lines that ask without a question mark, where somebody is spoken to and somebody answers.

    "VAD GÖR DU EN VANLIG DAG" is a question among others with a mark, or where the paragraph after it
    says "I"; then the other lines of its form are questions too. Where most headings do not ask, none does.
    """
    headings = [(line, after) for line, after in pairwise(lines) if _heads_prose(line, after)]
    asking = [(line, after) for line, after in headings if _QUESTION_WORD.match(line.text)]
    if sum(line.kind is BlockKind.QUESTION for line in lines) > 1:
        return [line for line, _ in asking]
    answered = [line for line, after in asking if _SAYS_I.search(after.text)]
    spoken_to = any(_SPEAKS_TO.search(line.text) for line in answered)
    if not spoken_to or 2 * len(answered) < len(asking) or 2 * len(asking) < len(headings):
        return []
    return [line for line, _ in asking]


def _heads_prose(line: Line, following: Line) -> bool:
    is_short = len(line.text) <= _LONGEST_UNMARKED and not line.is_sentence and not line.is_speech
    return line.kind is None and is_short and following.kind is None and following.is_sentence


def _is_headline(line: Line, following: Line) -> bool:
    """Tell whether a question at the top is the article's headline: what follows is a lead, not an answer."""
    lead = not following.is_speech and not _SAYS_I.search(following.text)
    greets = _GREETING.match(line.text) and not _only_greets(line)
    return lead and not QUESTION_LABEL.match(line.text) and not greets


def _only_greets(line: Line) -> bool:
    """Tell whether a line greets somebody and asks nothing: "Hallå där, Tuva Granhöst!"."""
    one = not re.search(r"[.!?]\s", line.text) and not _IMPERATIVE.match(line.text)
    return bool(_GREETING.match(line.text)) and line.text.endswith("!") and one


def _is_question(line: Line, following: Line) -> bool:
    if len(line.text) > _QUESTION_LENGTH or following.kind not in (None, BlockKind.PARAGRAPH):
        return False
    asks = line.text.endswith("?") or (
        line.text.endswith((".", "!", ":")) and (_IMPERATIVE.match(line.text) or _GREETING.match(line.text))
    )
    set_apart = bool(line.layouts & _SET_APART)
    is_long_prose = len(re.findall(r"[.!] ", line.text)) > 3
    if QUESTION_LABEL.match(line.text):
        return following.kind is None
    return bool(asks) and (set_apart or following.is_speech or not is_long_prose) and following.kind is None
