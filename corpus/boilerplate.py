"""What surrounds an article on its page: menus, credits, contact boxes, lists of other articles.

Words decide, and place: a newspaper's name is furniture above the text, "Vill du veta mer?" is below
it, and short lines that nothing follows head nothing. Speech is never taken for furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from corpus.lines import OPENING_MARKS, QUESTION_LABEL, Line, is_listed
from corpus.records import BlockKind, Layout
from corpus.words import first_names, role_base, tokenize

_BOX_LINE_LENGTH = 90
_LONGEST_CAPTION = 300
_LAST_LINES = 8
"""How far from the end a line may stand that asks the reader to do something."""
_LAST_LINES_OF_MONOLOGUE = 3
_FIRST_LINES = 12
"""Where the picture above the text may stand."""
_MENU_LENGTH = 4
"""So many short lines in a row above the text are a menu."""
_IMAGE = re.compile(
    r"[\w-]*(?:img|dsc|dscf)[_-]?\d|\S+\.(?:jpe?g|png)$|(?:artikel)?bild(?: \d+)?$|\d+ av \d+$", re.IGNORECASE
)
_PHOTO_CREDIT = re.compile(r"(?:foto|bild|fotograf)\b", re.IGNORECASE)
_SAYS_I = re.compile(r"\b(?:jag|mig|min|mitt|mina)\b", re.IGNORECASE)
_SPEECH_INSIDE = re.compile(r"[.!?:] [–—−-] ?[A-ZÅÄÖ]")
_CLAUSE = re.compile(r"\b(?:är|har|var|hade|kan|ska|vill|får|blir|måste|jag|vi|man|det|hon|han|de)\b", re.IGNORECASE)
_FACT = re.compile(r"\w[\w ]{1,25}: \S")
_FULL_NAME = re.compile(r"\W?(?P<name>(?P<first>[A-ZÅÄÖÉ][\w-]+) [A-ZÅÄÖÉ][\w-]+(?: [A-ZÅÄÖÉ][\w-]+)?)")


def mark_boilerplate(lines: Sequence[Line]) -> None:
    """Give the lines that do not belong to the article their kind; captions too."""
    for mark in (
        _mark_furniture,
        _mark_contact_boxes,
        _mark_tails,
        _mark_bylines,
        _mark_top,
        _mark_menus,
        _mark_end,
        _mark_captions,
    ):
        mark(lines)


def mark_headings_of_nothing(lines: Sequence[Line]) -> None:
    """Mark the headings below the last paragraph: nothing follows that they could head.

    A name that stands there alone may be the one who speaks in a monologue; it is kept, and so are facts
    about somebody ("Ålder: 63").
    """
    last = next((n for n in reversed(range(len(lines))) if _is_body(lines[n])), None)
    furniture = False
    if lines and last is not None and last == len(lines) - 2 and _is_cut_off(lines[-1]):
        lines[-1].kind = None
        return
    for line in lines[last + 1 :] if last is not None else ():
        furniture = furniture or line.kind is BlockKind.BOILERPLATE
        if line.kind is BlockKind.HEADING and (
            furniture or not (_FULL_NAME.match(line.text) or _FACT.match(line.text))
        ):
            line.kind = BlockKind.BOILERPLATE
            furniture = True


def _is_cut_off(line: Line) -> bool:
    """Tell whether the article breaks off in this line: it has a verb or a pronoun, but no end."""
    plain = line.kind is BlockKind.HEADING and Layout.HEADING not in line.layouts and not is_listed("end", line.text)
    return plain and len(line.text.split()) >= 5 and _CLAUSE.search(line.text) is not None


def _is_body(line: Line) -> bool:
    return line.kind not in (BlockKind.HEADING, BlockKind.BOILERPLATE, BlockKind.CAPTION)


# --- by its words alone ----------------------------------------------------------------------------


def _mark_furniture(lines: Sequence[Line]) -> None:
    counts = Counter(line.text for line in lines)
    title = lines[0] if lines else None
    for line in lines:
        repeated = counts[line.text] > 1 and not line.is_sentence and not line.is_speech and line is not title
        if line.is_speech or (line.text.endswith("?") and QUESTION_LABEL.match(line.text)):
            continue
        if is_listed("credit", line.text):
            line.kind = BlockKind.BOILERPLATE
        elif Layout.CAPTION in line.layouts or (
            is_listed("caption", line.text) and not _SPEECH_INSIDE.search(line.text)
        ):
            line.kind = BlockKind.CAPTION
        elif is_listed("line", line.text) or repeated:
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


def _mark_bylines(lines: Sequence[Line]) -> None:
    """Mark a journalist's name: on the line beside "Reporter", or above an e-mail address."""
    for before, line in pairwise(lines):
        for byline, name in ((line, before), (before, line)):
            beside = byline.text if line.gap == 1 else ""
            if is_listed("byline", beside) and name.kind is None and _is_bare_name(name.text):
                name.kind = byline.kind = BlockKind.BOILERPLATE


def _is_bare_name(text: str) -> bool:
    match = _FULL_NAME.fullmatch(text)
    return match is not None and match["first"] in first_names()


# --- by its place ----------------------------------------------------------------------------------


def _mark_top(lines: Sequence[Line]) -> None:
    """Mark what names the paper, the section or the picture above the text."""
    for line in lines:
        if line.kind is None and is_listed("top", line.text):
            line.kind = BlockKind.BOILERPLATE
        elif line.kind is None and _is_text(line):
            return


def _is_text(line: Line) -> bool:
    return line.is_speech or _is_prose(line)


def _mark_menus(lines: Sequence[Line]) -> None:
    """Mark short lines in a row above the text; the last may be the headline, and stays."""
    run: list[Line] = []
    above = takewhile(lambda line: line.kind is not None or not _is_text(line), lines)
    for line in [*(line for line in above if line.kind is None), None]:
        if line is not None and (not run or line.gap == 1) and _is_menu_item(line):
            run.append(line)
            continue
        if len(run) > _MENU_LENGTH:
            for item in run[:-1]:
                item.kind = BlockKind.BOILERPLATE
        run = [line] if line is not None and _is_menu_item(line) else []


def _is_menu_item(line: Line) -> bool:
    plain = not line.is_sentence and line.text[0] not in OPENING_MARKS and ":" not in line.text
    return plain and len(line.text) <= 40 and len(line.text.split()) <= 5 and not _FULL_NAME.match(line.text)


def _mark_end(lines: Sequence[Line]) -> None:
    """Mark what is said to the reader below the last words of the interview."""
    free = [line for line in lines if line.kind is None]
    spoken = [n for n, line in enumerate(free) if line.is_speech or line.text[0] in OPENING_MARKS]
    # The line below a question is its answer.
    answers = [n + 1 for n, line in enumerate(free) if line.text.endswith("?") and n + 1 < len(free)]
    last = max([*spoken, *(n for n in answers if not is_listed("end", free[n - 1].text))], default=None)
    far = _LAST_LINES if last is not None else _LAST_LINES_OF_MONOLOGUE
    for line in free[max(len(free) - far, 1 if last is None else last + 1) :]:
        if is_listed("end", line.text) and not _SAYS_I.search(line.text):
            line.kind = BlockKind.BOILERPLATE


# --- captions --------------------------------------------------------------------------------------


def _mark_captions(lines: Sequence[Line]) -> None:
    pictured = _below_pictures(lines)
    for number, (before, line, after) in enumerate(_neighbours(lines)):
        if line.kind is not None or line.is_speech or len(line.text) > _LONGEST_CAPTION:
            continue
        if (
            number in pictured
            or _is_credited(line, after)
            or _is_below_credit(before, line)
            or _is_said_twice(before, line, after)
            or _presents(before, line, after)
            or (number < _FIRST_LINES and _is_presented_below(line, lines[number + 1 : number + 40]))
        ):
            line.kind = BlockKind.CAPTION


def _below_pictures(lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines between a picture's name and its photographer's, or of the one below it."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if _IMAGE.match(line.text):
            below = takewhile(lambda each: each.gap == 1, lines[number + 1 : number + 5])
            credit = next((n for n, each in enumerate(below) if _is_photo_credit(each)), 1)
            found.update(range(number + 1, number + 1 + credit))
    return found


def _is_photo_credit(line: Line) -> bool:
    apart = line.kind in (BlockKind.BOILERPLATE, BlockKind.CAPTION)
    return apart and len(line.text) < _BOX_LINE_LENGTH and _PHOTO_CREDIT.match(line.text) is not None


def _is_credited(line: Line, after: Line | None) -> bool:
    """Tell whether the photographer stands right below a sentence that stands apart from the text."""
    return after is not None and _is_photo_credit(after) and after.gap == 1 < line.gap and not _is_prose(line)


def _neighbours(lines: Sequence[Line]) -> Iterator[tuple[Line | None, Line, Line | None]]:
    return zip([None, *lines], lines, [*lines[1:], None], strict=False)


def _is_below_credit(before: Line | None, line: Line) -> bool:
    """Tell whether a single sentence that names people stands right below the photographer."""
    near = before is not None and _is_photo_credit(before) and line.gap == 1
    return near and _FULL_NAME.match(line.text) is not None and not re.search(r"[.!?] ", line.text)


def _is_said_twice(before: Line | None, line: Line, after: Line | None) -> bool:
    """Tell whether the line beside it has the same words: the picture's text and its description."""
    if len(line.text) < 20 or line.text[0] in OPENING_MARKS or line.text.endswith("?"):
        return False
    beside = [near.text for near in (before, after) if near is not None]
    return any(text.startswith(line.text) or line.text.startswith(text) for text in beside if len(text) >= 20)


def _presents(before: Line | None, line: Line, after: Line | None) -> bool:
    """Tell whether a single sentence names somebody in full whom the next paragraph presents again; not the lead."""
    name = _name_that_opens(line)
    if name is None or before is None or not before.is_sentence or after is None or after.is_speech:
        return False
    return not re.search(r"[.!?] ", line.text) and name in after.text[:120] and _is_prose(after)


def _is_presented_below(line: Line, below: Sequence[Line]) -> bool:
    """Tell whether the text presents somebody with a role whom a sentence or two named in full before."""
    name = _name_that_opens(line)
    if name is None or line.gap == 1 or len(re.findall(r"[.!?] ", line.text)) > 1:
        return False
    presents = re.compile(rf"{re.escape(name)}(?:,| som är) (?P<role>[^.!?]{{,60}})")
    found = (presents.search(each.text) for each in below)
    return any(role_base(word.text) for match in found if match for word in tokenize(match["role"])[:4])


def _name_that_opens(line: Line) -> str | None:
    """Return the full name that a short line of whole sentences begins with."""
    name = _FULL_NAME.match(line.text)
    if name is None or name["first"] not in first_names() or not line.is_sentence or len(line.text) > 160:
        return None
    return name["name"]
