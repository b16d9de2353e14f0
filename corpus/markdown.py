"""Markdown files: front matter, and light markup taken out of the text.

An article's body is plain text kept verbatim. Only what is clearly markup goes (headings, bold
and italic words, links, images, block quotes); a line that begins with "- " or "* " is a speech
dash or a note and keeps its characters.

A file that corpus.writing wrote says in its front matter what the text's SHA-256 is. Its body is that text and
has no markup; a body that has been edited since is refused, since its quotes would no longer be verbatim.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Mapping

import yaml

from corpus.decision_fields import decision_of, kind_of
from corpus.drafts import Draft, DraftText, UnreadableError
from corpus.records import Layout, LayoutMark, Span

_FENCE = "---"
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_BLOCK_QUOTE = re.compile(r">(?: |$)")
# Emphasis opens after a non-word and closes before one, so that 5*3*2 and snake_case stay.
_INLINE = re.compile(
    r"!\[(?P<image>[^\]\n]*)\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)"
    r"|\[(?P<link>[^\]\n]+)\]\([^()\s]+(?:\s+\"[^\"\n]*\")?\)"
    r"|(?<![\w*])\*\*(?=[^\s*])(?P<stars>[^\n]*?[^\s*])\*\*(?![\w*])"
    r"|(?<![\w_])__(?=[^\s_])(?P<bars>[^\n]*?[^\s_])__(?![\w_]|\.\w)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<star>[^\n*]*?[^\s*])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<bar>[^\n_]*?[^\s_])_(?![\w_]|\.\w)"
)
_WRITTEN_MARK = re.compile(r"(?P<layout>\w+):(?P<start>\d+)-(?P<end>\d+)")
_LAYOUT_BY_GROUP = {
    "image": Layout.CAPTION,
    "link": None,
    "stars": Layout.BOLD,
    "bars": Layout.BOLD,
    "star": Layout.ITALIC,
    "bar": Layout.ITALIC,
}


def has_front_matter(text: str) -> bool:
    """Tell whether a Markdown file begins with a front matter block."""
    return text.split("\n", 1)[0].rstrip() == _FENCE


def read_markdown(text: str) -> Draft:
    """Return the draft of a Markdown file.

    Raises:
        UnreadableError: the front matter is broken.
    """
    if not has_front_matter(text):
        return Draft(*_read_markup(text))
    header, body_text = _split_front_matter(text)
    fields = _parse_front_matter(header)
    text, marks = _read_written(fields, body_text) if "sha256" in fields else _read_markup(body_text)
    return Draft(
        text,
        marks,
        title=_optional_text(fields, "title"),
        publisher=_optional_text(fields, "publisher"),
        url=_optional_text(fields, "url"),
        published=_published(fields),
        dated="published" in fields,
        decision=decision_of(fields.get("decided")),
    )


def _split_front_matter(text: str) -> tuple[str, str]:
    lines = text.split("\n")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
    raise UnreadableError('inledningen mellan "---" är inte avslutad; lägg till en rad med bara "---" efter den')


def _parse_front_matter(header: str) -> Mapping[str, object]:
    try:
        fields = yaml.safe_load(header)
    except yaml.MarkedYAMLError as exc:
        # The header's first line is the file's second.
        line = f" på rad {exc.problem_mark.line + 2}" if exc.problem_mark else ""
        raise UnreadableError(f"inledningen är inte giltig YAML{line}: {exc.problem}") from exc
    except (yaml.YAMLError, ValueError, RecursionError, AttributeError, TypeError) as exc:
        reason = " ".join(str(exc).split())
        raise UnreadableError(f"inledningen är inte giltig YAML: {reason}") from exc
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        raise UnreadableError(f'inledningen ska bestå av rader som "title: ...", men är {kind_of(fields)}')
    return fields


def _optional_text(fields: Mapping[str, object], key: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise UnreadableError(f'"{key}" i inledningen ska vara text, men är {kind_of(value)}; sätt citattecken om den')
    return " ".join(value.split()) or None


def _published(fields: Mapping[str, object]) -> datetime.date | None:
    value = fields.get("published")
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError as exc:
            raise UnreadableError(f'"published" i inledningen är inget datum: {value}') from exc
    raise UnreadableError(f'"published" i inledningen ska vara ÅÅÅÅ-MM-DD eller null, men är {kind_of(value)}')


def _read_written(fields: Mapping[str, object], body: str) -> tuple[str, tuple[LayoutMark, ...]]:
    """Return the text that corpus.writing wrote, and its marks."""
    if hashlib.sha256(body.encode("utf-8", "replace")).hexdigest() != fields["sha256"]:
        raise UnreadableError(
            "texten är ändrad sedan artikeln lades till; återställ den, eller lägg till artikeln på nytt (chatbot add)"
        )
    layout = _optional_text(fields, "layout")
    return body, tuple(_written_mark(mark, len(body)) for mark in layout.split(",")) if layout else ()


def _written_mark(mark: str, length: int) -> LayoutMark:
    match = _WRITTEN_MARK.fullmatch(mark)
    try:
        if match and int(match["end"]) <= length:
            return LayoutMark(Span(int(match["start"]), int(match["end"])), Layout(match["layout"]))
    except ValueError:
        pass
    raise UnreadableError(f'"layout" i inledningen har "{mark[:40]}"; lägg till artikeln på nytt (chatbot add)')


def _read_markup(text: str) -> tuple[str, tuple[LayoutMark, ...]]:
    body = _strip_markup(text)
    return body.text, body.marks


def _strip_markup(text: str) -> DraftText:
    draft = DraftText()
    quote_start: int | None = None
    lines = text.split("\n")
    for number, line in enumerate(lines):
        quoted = _BLOCK_QUOTE.match(line)
        if quoted is None and quote_start is not None:
            draft.mark(quote_start, Layout.BLOCK_QUOTE)
            quote_start = None
        if number:
            draft.append("\n")
        if quoted is not None:
            quote_start = draft.length if quote_start is None else quote_start
        _append_line(draft, line[quoted.end() :] if quoted is not None else line)
    if quote_start is not None:
        draft.mark(quote_start, Layout.BLOCK_QUOTE)
    return draft


def _append_line(draft: DraftText, line: str) -> None:
    start = draft.length
    heading = _HEADING.match(line)
    if heading is None:
        _append_inline(draft, line)
        return
    _append_inline(draft, _HEADING_END.sub("", line[heading.end() :]))
    draft.mark(start, Layout.HEADING)


def _append_inline(draft: DraftText, line: str) -> None:
    position = 0
    for match in _INLINE.finditer(line):
        group = match.lastgroup or ""
        start = draft.length + match.start() - position
        draft.append(line[position : match.start()])
        _append_inline(draft, match[group])
        layout = _LAYOUT_BY_GROUP[group]
        if layout is not None:
            draft.mark(start, layout)
        position = match.end()
    draft.append(line[position:])
