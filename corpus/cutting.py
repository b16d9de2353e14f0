"""Lines that hold two things are cut in two: a question and its answer, a quote and the name under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.lines import DASHES, OPENING_MARKS, Line
from corpus.records import Article, Layout, Span

_OFTEN = 3
_QUESTION_AND_ANSWER = re.compile(
    r"(?P<first>(?:\d+[.)]\s*)?(?i:vad|hur|varför|vilken|vilket|vilka|vem|när|var|har|är|kan|vill|om|finns)\b"
    r"[^.!?\n]{3,150}\?)\s+(?P<second>[^\n]+)"
)
_ASKED_AND_SAID = re.compile(
    rf"(?P<first>[^\W\d_a-zåäö][^.!?\n]{{3,150}}\?)\s+(?P<second>(?:[{DASHES}]\s*)?[^\W\d_a-zåäö][^?\n]*)"
)
_QUOTE_AND_NAME = re.compile(
    rf"(?P<first>[{OPENING_MARKS}][^{OPENING_MARKS}\n]{{8,}}[{OPENING_MARKS}][.!?]?)\s*"
    rf"(?P<second>[/{DASHES}]\s?[^\W\d_a-zåäö][^.!?:\n{OPENING_MARKS}]{{3,80}})"
)


def cut_lines(article: Article, lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of two parts as two."""
    forms = [_QUESTION_AND_ANSWER.match(line.text) or _ASKED_AND_SAID.fullmatch(line.text) for line in lines]
    sure = _is_form_of_page(forms)
    bold = {mark.span.start: mark.span.end for mark in article.marks if mark.layout is Layout.BOLD}
    cut: list[Line] = []
    for line, asked in zip(lines, forms, strict=True):
        form = asked or _QUOTE_AND_NAME.fullmatch(line.text)
        is_bold = asked is not None and _is_bold(bold, line, asked)
        if form is None or (asked and not (sure or is_bold)):
            cut.append(line)
            continue
        first, second = (
            Span(line.span.start + form.start(part), line.span.start + form.end(part)) for part in ("first", "second")
        )
        layouts = frozenset([Layout.BOLD]) if is_bold else line.layouts
        cut.append(Line(first, first.of(article.text), line.gap, layouts=layouts))
        cut.append(Line(second, second.of(article.text), gap=1))
    return cut


def _is_form_of_page(forms: Sequence[re.Match[str] | None]) -> bool:
    """Tell whether an article puts its questions and answers on one line each: in a row, often, or plainly."""
    found = [form for form in forms if form]
    asking = [form for form in found if form.re is _QUESTION_AND_ANSWER]
    plain = [form for form in found if form["first"].isupper() or form["second"][0] in DASHES]
    in_a_row = any(all(forms[n : n + _OFTEN]) for n in range(len(forms) - _OFTEN + 1))
    return len(asking) >= _OFTEN or len(plain) > 1 or in_a_row


def _is_bold(bold: dict[int, int], line: Line, form: re.Match[str]) -> bool:
    end = bold.get(line.span.start)
    return end is not None and abs(end - line.span.start - form.end("first")) <= 1
