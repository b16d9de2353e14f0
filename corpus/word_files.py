"""Word files (.docx): paragraphs in order, with headings, bold words, lists and tables."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element  # type: ignore[import-untyped]

from corpus.drafts import Draft, DraftText, UnreadableError
from corpus.file_metadata import publisher_of, title_in
from corpus.records import Layout

_LARGEST_UNPACKED = 300 * 1024 * 1024
"""Bytes; a small file can unpack to anything."""
_LARGEST_PART = 20 * 1024 * 1024
"""Bytes of markup in one part; pictures may be larger."""
_MOST_PARTS = 5000

_PARAGRAPH, _RUN, _TEXT, _TABLE = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:tbl")
_COMPANY = re.compile(rb"<Company>([^<]{1,200})</Company>")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_LAYOUT_BY_STYLE = (
    (("heading", "title", "subtitle", "rubrik"), Layout.HEADING),
    (("caption", "beskrivning"), Layout.CAPTION),
    (("quote", "intense quote", "citat", "starkt citat"), Layout.BLOCK_QUOTE),
    (("list", "lista"), Layout.LIST_ITEM),
)


def read_word_file(content: bytes) -> Draft:
    """Return the draft of a Word file.

    Raises:
        UnreadableError: it is no Word file, or is protected by a password.
    """
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("filen är lösenordsskyddad eller i det gamla formatet .doc; spara om den som .docx")
    try:
        _refuse_bomb(content)
        document = docx.Document(io.BytesIO(content))
        text = _read_body(document)
        given, company = document.core_properties.title, _company(document)
    except UnreadableError:
        raise
    except Exception as exc:
        # Broken packages fail in as many ways as they break.
        raise UnreadableError("filen är ingen läsbar Word-fil; spara om den som .docx") from exc
    return Draft(text.text, text.marks, title=title_in(given, text.text), publisher=publisher_of(company))


def _company(document: Document) -> str | None:
    """Return the organisation that the program was set up for."""
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            match = _COMPANY.search(part.blob)
            return html.unescape(match[1].decode("utf-8", "replace")) if match else None
    return None


def _refuse_bomb(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    markup = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if len(parts) > _MOST_PARTS or markup > _LARGEST_PART or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise UnreadableError("filen blir för stor när den packas upp; kopiera artikelns text till ett nytt dokument")


def _read_body(document: Document) -> DraftText:
    draft = DraftText()
    has_fallbacks = next(document.element.body.iter(_FALLBACK), None) is not None
    styles = {style.style_id: style for style in document.styles}
    for paragraph in document.element.body.iter(_PARAGRAPH):
        if next(paragraph.iter(_TEXT), None) is None:
            continue
        if has_fallbacks and any(ancestor.tag == _FALLBACK for ancestor in paragraph.iterancestors()):
            continue
        style_id = paragraph.style
        style = styles.get(style_id) if style_id else None
        layout = _layout(paragraph, (style.name or "") if style is not None else "")
        _append_paragraph(draft, paragraph, layout, bold_style=layout is None and _has_bold_font(style))
    return draft


def _has_bold_font(style: object) -> bool:
    font = getattr(style, "font", None)
    return bool(font is not None and font.bold)


def _append_paragraph(draft: DraftText, paragraph: _Element, layout: Layout | None, *, bold_style: bool) -> None:
    runs = [(_run_text(run), _is_bold(run, bold_style=bold_style)) for run in _own_runs(paragraph)]
    if not "".join(words for words, _ in runs).strip():
        return
    if draft.length:
        draft.append("\n" if layout is Layout.LIST_ITEM else "\n\n")
    start = draft.length
    bold_start: int | None = None
    for words, bold in runs:
        if bold_start is not None and not bold and words.strip():
            draft.mark(bold_start, Layout.BOLD)
            bold_start = None
        if bold and bold_start is None and words.strip():
            bold_start = draft.length
        draft.append(words)
    if bold_start is not None:
        draft.mark(bold_start, Layout.BOLD)
    if layout is not None:
        draft.mark(start, layout)


def _own_runs(paragraph: _Element) -> Iterator[_Element]:
    """Yield the paragraph's runs, insertions and links too; not those of a text box in it."""
    for run in paragraph.iter(_RUN):
        owner = next(run.iterancestors(_PARAGRAPH), None)
        if owner is paragraph and not _is_hidden(run):
            yield run


def _run_text(run: _Element) -> str:
    pieces = []
    for child in run:
        if child.tag == _TEXT:
            pieces.append(child.text or "")
        else:
            pieces.append(_CHARACTERS.get(child.tag, ""))
    return "".join(pieces)


def _is_bold(run: _Element, *, bold_style: bool) -> bool:
    return _switch(run, "w:b", default=bold_style)


def _is_hidden(run: _Element) -> bool:
    return _switch(run, "w:vanish", default=False)


def _switch(run: _Element, name: str, *, default: bool) -> bool:
    """Return an on/off property of a run; an element without a value means on."""
    properties = run.find(qn("w:rPr"))
    element = properties.find(qn(name)) if properties is not None else None
    if element is None:
        return default
    return (element.get(qn("w:val")) or "true").lower() not in ("0", "false", "off")


def _layout(paragraph: _Element, style_name: str) -> Layout | None:
    name = style_name.lower()
    for beginnings, layout in _LAYOUT_BY_STYLE:
        if name.startswith(beginnings) and name not in ("list paragraph", "liststycke"):
            return layout
    if paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
        return Layout.LIST_ITEM
    in_table = next(paragraph.iterancestors(_TABLE), None) is not None
    return Layout.TABLE if in_table else None
