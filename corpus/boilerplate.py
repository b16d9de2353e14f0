"""What surrounds an article on its page: menus, credits, contact boxes, lists of other articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.lines import QUESTION_LABEL, Line, is_listed
from corpus.records import BlockKind, Layout

_BOX_LINE_LENGTH = 90


def mark_boilerplate(lines: Sequence[Line]) -> None:
    """Give the lines that do not belong to the article their kind; captions too."""
    for mark in (_mark_furniture, _mark_contact_boxes, _mark_tails, _mark_captions):
        mark(lines)


def _mark_furniture(lines: Sequence[Line]) -> None:
    counts = Counter(line.text for line in lines)
    title = lines[0] if lines else None
    for line in lines:
        repeated = counts[line.text] > 1 and not line.is_sentence and not line.is_speech and line is not title
        if Layout.CAPTION in line.layouts or (not line.is_speech and is_listed("caption", line.text)):
            line.kind = BlockKind.CAPTION
        elif line.text.endswith("?") and QUESTION_LABEL.match(line.text):
            continue
        elif (is_listed("line", line.text) and not line.is_speech) or repeated:
            line.kind = BlockKind.BOILERPLATE


def _is_prose(line: Line) -> bool:
    return line.is_sentence and len(line.text) > _BOX_LINE_LENGTH


def _mark_contact_boxes(lines: Sequence[Line]) -> None:
    """Mark address and contact lines, and what stands with them until the next prose."""
    boxed = False
    for number, line in enumerate(lines):
        told = line.is_sentence and len(line.text.split()) > 8
        opens = is_listed("box", line.text) and not told and not line.is_speech
        if boxed and (_is_prose(line) or line.is_speech or (line.gap > 1 and not opens)):
            boxed = False
        if opens:
            boxed = True
            _mark_organisation_above(lines, number)
        if boxed and line.kind is None:
            line.kind = BlockKind.BOILERPLATE


def _mark_organisation_above(lines: Sequence[Line], number: int) -> None:
    """Mark the line that heads a box: an organisation's name right above an address."""
    above = lines[number - 1] if number else None
    address = re.match(r"(?:post|besöks)?adress|växel|tel", lines[number].text, re.IGNORECASE)
    if above and address and lines[number].gap == 1 and not above.is_sentence and len(above.text) < 60:
        above.kind = BlockKind.BOILERPLATE


def _mark_tails(lines: Sequence[Line]) -> None:
    """Mark lists of other articles: a heading for them, and short lines until the next prose."""
    tail = False
    for line in lines:
        if is_listed("tail", line.text) and not line.is_speech:
            tail = True
        elif tail and (_is_prose(line) or line.is_speech):
            tail = False
        if tail and line.kind is None:
            line.kind = BlockKind.BOILERPLATE


def _mark_captions(lines: Sequence[Line]) -> None:
    for number, line in enumerate(lines):
        after_image = number > 0 and re.match(
            r"[\w-]*(?:img|dsc|dscf)[_-]?\d|\S+\.(?:jpe?g|png)$", lines[number - 1].text, re.IGNORECASE
        )
        if line.kind is None and not line.is_speech and after_image:
            line.kind = BlockKind.CAPTION
