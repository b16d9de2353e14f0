"""What is kept, as text to be searched: rows, and the files in them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from urllib.parse import unquote

from corpus.errors import CorpusError
from corpus.files import article_of

_JSON_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_JSON_SPACE = re.compile(r"\\[nrt]")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_KINDS = {b"PK\x03\x04": "artikel.docx", b"%PDF": "artikel.pdf"}
_TEXT = "artikel.md"


def texts_of_row(row: Mapping[str, object]) -> Iterator[str]:
    """Yield what a row of a table says: its texts, and the article in the file that it may have.

    Args:
        row: column -> value; a column "file" beside bytes names them.
    """
    yield "\n".join(readable(value.encode()) for value in row.values() if isinstance(value, str))
    for name, value in row.items():
        if isinstance(value, bytes | memoryview) and name != "vector":
            yield from texts_of_file(bytes(value), str(row.get("file") or _TEXT))


def texts_of_file(content: bytes, name: str) -> Iterator[str]:
    """Yield what a file says: its bytes as text, and the article that it is read as."""
    yield readable(content)
    kind = next((kind for start, kind in _KINDS.items() if content.startswith(start)), _TEXT)
    for each in {name, kind}:  # a draft is kept as Markdown, whatever was handed in
        with suppress(CorpusError):  # its bytes are searched
            article = article_of(content, each)
            yield "\n".join((article.title or "", article.publisher or "", article.text))


def readable(content: bytes) -> str:
    """Return bytes as text, with what JSON, HTML and addresses make of letters undone."""
    text = content.decode("utf-8", errors="ignore")
    if "\\" in text:
        text = _JSON_SPACE.sub(" ", _JSON_CODE.sub(lambda code: chr(int(code[1], 16)), text))
    if "%" in text:
        text = _PERCENT.sub(lambda codes: unquote(codes[0]), text)
    return html.unescape(text) if "&" in text else text
