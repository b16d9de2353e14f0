"""PDF files: lines joined to paragraphs by what the page looks like.

A PDF has no paragraphs, only characters at places. Lines that follow closely in the same type
are one paragraph; what is repeated at the edge of the pages (headers, footers, page numbers) is
no text of the article.
"""

from __future__ import annotations

import ctypes
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.drafts import Draft, DraftText, UnreadableError
from corpus.file_metadata import publisher_of, title_in
from corpus.records import Layout

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})
# pdfium's signs for a hyphen at a line's end; it goes on without a line break.
_LINE_END_HYPHENS = "\x02\ufffe"
_DASH_START = re.compile(r"[–—-]\s*[A-ZÅÄÖÉ”\"…]|[•▪]")
_SENTENCE_END = re.compile(r"[.!?:…][”\"’»)]*$")
_PAGE_NUMBER = re.compile(r"(?:sid(?:a|an)?|page)?\s*\d+\s*(?:(?:av|of|/)\s*\d+|\(\d+\))?", re.IGNORECASE)
# What a browser prints above and below a page.
_PRINTED_BY_BROWSER = re.compile(
    r"(?:https?|file)://\S*\s+\d+/\d+"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},?\s+(?:kl\.?\s*)?\d{1,2}[:.]\d{2}(?:\s*[AP]M)?\b.*"
)
_BOLD_FONT = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600

_EDGE = 0.12
"""The top and the bottom of a page, as a share of its height, where headers and footers stand."""
_NEW_PARAGRAPH_PITCH = 1.3
_OTHER_TYPE_SIZE = 0.08
_HEADING_SIZE = 1.15
_SHORT_LINE = 0.85
_COLUMN_STEP = 40.0
_COLUMN_GAP = 1.5
"""White space within a line, in type sizes, that parts columns set beside each other."""
_SHORTEST_COLUMN = 12
"""Characters of a usual line; what is narrower is a table."""
_DROP_CAP = 1.6
_MOST_PAGES = 500


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page; places in points, from the page's lower left corner."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool
    at_edge: bool
    hyphenated: bool


def read_pdf_file(content: bytes) -> Draft:
    """Return the draft of a PDF file.

    Raises:
        UnreadableError: it is no PDF, has a password, or holds pictures of text only.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as exc:
        if exc.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableError("filen är skyddad med lösenord; spara den utan lösenord först") from exc
        raise UnreadableError("filen är ingen läsbar PDF; hämta eller exportera den på nytt") from exc
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableError(f"PDF-filen har {len(document)} sidor; spara artikelns sidor som en egen PDF")
        lines = [line for number in range(len(document)) for line in _in_columns(list(_lines(document, number)))]
        given, author = document.get_metadata_value("Title"), document.get_metadata_value("Author")
    except pypdfium2.PdfiumError as exc:
        raise UnreadableError("filen är en skadad PDF; hämta eller exportera den på nytt") from exc
    finally:
        document.close()
    if not lines:
        raise UnreadableError("PDF-filen har ingen text, kanske är den skannad; kör textigenkänning (OCR) först")
    text = _join(list(_with_drop_caps(_without_page_furniture(lines))))
    return Draft(text.text, text.marks, title=title_in(given, text.text), publisher=publisher_of(author))


def _lines(document: object, number: int) -> Iterator[_Line]:
    page = document[number]  # type: ignore[index]
    textpage = page.get_textpage()
    height = page.get_height() or 1.0
    indices: list[int] = []
    characters: list[str] = []
    for index in range(textpage.count_chars()):
        character = _character(textpage, index)
        if character and character in _LINE_END_HYPHENS:
            characters.append("-")
            indices.append(index)
            character = "\n"
        if character in ("\r", "\n") or _leaps(textpage, indices, index, character):
            yield from _line(textpage, number, height, indices, characters)
            indices, characters = [], []
        if character not in ("\r", "\n"):
            indices.append(index)
            characters.append(character)
    yield from _line(textpage, number, height, indices, characters)
    textpage.close()
    page.close()


def _leaps(textpage: object, indices: Sequence[int], index: int, character: str) -> bool:
    """Tell whether a character stands in another column than the one before it in the line."""
    before = next((each for each in reversed(indices[-3:]) if _character(textpage, each).strip()), None)
    if before is None or not character.strip():
        return False
    left, last = textpage.get_charbox(index), textpage.get_charbox(before, loose=True)  # type: ignore[attr-defined]
    return bool(left[0] - last[2] > _COLUMN_GAP * (last[3] - last[1]))


def _in_columns(lines: Sequence[_Line]) -> list[_Line]:
    """Return a page's lines with the columns one after the other where they are written row by row."""
    beside = [right for left, right in pairwise(lines) if abs(left.base - right.base) < 1 and left.right < right.left]
    starts = Counter(round(line.left / 5) * 5 for line in beside)
    gutters = [start - 3.0 for start, count in starts.items() if count >= 3]
    if not gutters or statistics.median(len(line.text) for line in lines) < _SHORTEST_COLUMN:
        return list(lines)
    ordered: list[_Line] = []
    run: list[_Line] = []
    for line in lines:
        if any(line.left < gutter < line.right for gutter in gutters):  # it goes over several columns
            ordered += [*sorted(run, key=lambda each: _gutters_before(each, gutters)), line]
            run = []
        else:
            run.append(line)
    return ordered + sorted(run, key=lambda each: _gutters_before(each, gutters))


def _gutters_before(line: _Line, gutters: Sequence[float]) -> int:
    return sum(gutter < line.left for gutter in gutters)


def _character(textpage: object, index: int) -> str:
    code = pdfium.FPDFText_GetUnicode(textpage, index)
    # Lone surrogates and code 0 come from broken fonts.
    return "" if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _line(
    textpage: object,
    number: int,
    height: float,
    indices: Sequence[int],
    characters: Sequence[str],
) -> Iterator[_Line]:
    text = "".join(characters).translate(_LIGATURES)
    text = re.sub(r"[\x00-\x08\x0b-\x1f\u00ad]", "", text).strip(" ")
    inked = [index for index, character in zip(indices, characters, strict=True) if character.strip()]
    if not text or not inked:
        return
    boxes = [textpage.get_charbox(index) for index in inked]  # type: ignore[attr-defined]
    if _has_drop_cap(boxes) and re.match(r"[A-HJ-ZÄ] [a-zåäö]", text):  # "I" is a word of its own
        text = text[0] + text[2:]
    bold = _is_bold(textpage, inked[0]) and _is_bold(textpage, inked[-1])
    base = _base(textpage, inked[0])
    yield _Line(
        text=text,
        page=number,
        left=min(box[0] for box in boxes),
        right=max(box[2] for box in boxes),
        base=base,
        size=_type_size(textpage, inked),
        bold=bold,
        at_edge=not _EDGE * height < base < (1 - _EDGE) * height,
        hyphenated=text.endswith("-"),
    )


def _has_drop_cap(boxes: Sequence[tuple[float, ...]]) -> bool:
    heights = [box[3] - box[1] for box in boxes[:40]]
    return len(heights) > 2 and heights[0] > _DROP_CAP * max(heights[1:])


def _base(textpage: object, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    return float(y.value)


def _type_size(textpage: object, indices: Sequence[int]) -> float:
    """Return the height of the type, as shown: fonts of size 1 are scaled by the page."""
    heights = []
    for index in indices[:40]:
        box = textpage.get_charbox(index, loose=True)  # type: ignore[attr-defined]
        heights.append(box[3] - box[1])
    return statistics.median(heights) or 1.0


def _is_bold(textpage: object, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(textpage, index) >= _BOLD_WEIGHT:
        return True
    size = pdfium.FPDFText_GetFontInfo(textpage, index, None, 0, None)
    if not size:
        return False
    name = ctypes.create_string_buffer(size)
    pdfium.FPDFText_GetFontInfo(textpage, index, name, size, None)
    return _BOLD_FONT.search(name.value.decode("utf-8", "replace")) is not None


def _without_page_furniture(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the lines that are not a header, a footer or a page number."""
    pages = len({line.page for line in lines})
    on_pages: dict[str, set[int]] = {}
    for line in lines:
        if line.at_edge:
            on_pages.setdefault(_without_digits(line.text), set()).add(line.page)
    for line in lines:
        seen = len(on_pages.get(_without_digits(line.text), ()))
        # Left and right pages may have headers of their own.
        repeated = line.at_edge and seen > 1 and 3 * seen >= pages
        if not repeated and not (line.at_edge and _is_page_label(line.text)):
            yield line


def _with_drop_caps(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Yield the lines, a large first letter that hangs below its line put in front of it."""
    cap: _Line | None = None
    for line in lines:
        joins = cap is not None and cap.page == line.page and line.text[0].islower()
        if cap is not None and not joins:
            yield cap
        joined = replace(line, text=cap.text + line.text) if cap is not None and joins else line
        cap = line if len(line.text) == 1 and line.text.isupper() else None
        if cap is None:
            yield joined
    if cap is not None:
        yield cap


def _is_page_label(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text) or _PRINTED_BY_BROWSER.fullmatch(text))


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _join(lines: Sequence[_Line]) -> DraftText:
    """Return the lines as paragraphs apart by a blank line, headings and bold ones marked."""
    body_size = _usual(line.size for line in lines for _ in range(len(line.text)))
    pitch = _usual_pitch(lines)
    margins = _right_margins(lines)
    draft = DraftText()
    for paragraph in _paragraphs(lines, pitch, margins):
        if draft.length:
            draft.append("\n\n")
        start = draft.length
        for line, following in zip(paragraph, [*paragraph[1:], None], strict=True):
            draft.append(_ending_for(line, following))
        text_length = draft.length - start
        if paragraph[0].size > _HEADING_SIZE * body_size and text_length < 300:
            draft.mark(start, Layout.HEADING)
        elif all(line.bold for line in paragraph):
            draft.mark(start, Layout.BOLD)
    return draft


def _paragraphs(lines: Sequence[_Line], pitch: float, margins: dict[int, float]) -> Iterator[list[_Line]]:
    paragraph: list[_Line] = []
    for line in lines:
        if paragraph and _begins_paragraph(paragraph, line, pitch, margins):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins_paragraph(paragraph: Sequence[_Line], line: _Line, pitch: float, margins: dict[int, float]) -> bool:
    last = paragraph[-1]
    if _DASH_START.match(line.text) and not last.hyphenated:
        return True
    if abs(line.size - last.size) > _OTHER_TYPE_SIZE * last.size or line.bold != last.bold:
        return True
    ends = _SENTENCE_END.search(last.text) is not None
    if line.page != last.page or line.base > last.base:
        return ends or not line.text[0].islower()
    if last.base - line.base > _NEW_PARAGRAPH_PITCH * max(pitch, line.size):
        return True
    margin = margins[_column(last)]
    is_short = last.right - last.left < _SHORT_LINE * (margin - last.left)
    is_indented = line.left > paragraph[0].left + 0.6 * line.size and len(paragraph) > 1
    return (ends and (is_short or is_indented)) or (is_short and line.text[0].isupper())


def _ending_for(line: _Line, following: _Line | None) -> str:
    """Return the line's text as it goes on into the following one."""
    if following is None:
        return line.text
    if not line.hyphenated:
        return f"{line.text} "
    stem = line.text.removesuffix("-")
    first = re.match(r"[^\W\d_]+", following.text)
    if first is None or first[0] in ("och", "eller", "samt"):
        return f"{stem}- "
    last = re.search(r"[^\W\d_]+$", stem)
    # "LSS-handläggare" and "e-post" have a hyphen of their own.
    is_division = last is not None and len(last[0]) > 1 and not last[0].isupper()
    return stem if is_division and following.text[0].islower() else f"{stem}-"


def _usual(values: Iterator[float]) -> float:
    counted = Counter(round(value, 1) for value in values)
    return counted.most_common(1)[0][0] if counted else 1.0


def _usual_pitch(lines: Sequence[_Line]) -> float:
    pairs = pairwise(lines)
    return _usual(
        above.base - below.base
        for above, below in pairs
        if above.page == below.page and 0 < above.base - below.base < 3 * above.size
    )


def _right_margins(lines: Sequence[_Line]) -> dict[int, float]:
    """Return column -> where its longest line ends, on any page."""
    margins: dict[int, float] = {}
    for line in lines:
        column = _column(line)
        for near in (column - 1, column, column + 1):  # indented lines belong to the same column
            margins[near] = max(margins.get(near, 0.0), line.right)
    return margins


def _column(line: _Line) -> int:
    return int(line.left // _COLUMN_STEP)
