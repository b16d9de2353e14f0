"""Text in decomposed letters is read as if it were composed; what was read points into the text as it is.

Names and words are told by their letters, and a ring or two dots apart from its letter would cut them off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from corpus.records import Article, Reading, Span

_DECOMPOSED = re.compile(r".[\u0300-\u036f]+", re.DOTALL)


def is_composed(article: Article) -> bool:
    """Tell whether the text can be read as it is; a file with marks was composed where it was read."""
    return bool(article.marks) or unicodedata.is_normalized("NFC", article.text)


def read_composed(article: Article, read: Callable[[Article], Reading]) -> Reading:
    """Return what read finds in the article's text in composed letters, with spans in the text as it is."""
    text, places = _composed(article.text)
    reading: Reading = _moved(read(replace(article, text=text)), places)
    return replace(reading, article=replace(article, title=reading.article.title))


def _composed(text: str) -> tuple[str, list[int]]:
    """Return the text with its letters composed, and for each place in it the place in text."""
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for match in _DECOMPOSED.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        pieces += [text[position : match.start()], letter]
        places += range(position, match.start() + len(letter))
        position = match.end()
    pieces.append(text[position:])
    places += range(position, len(text) + 1)
    return "".join(pieces), places


def _moved(value: Any, places: list[int]) -> Any:  # noqa: ANN401 - any record, with the records in it
    """Return a record with all the spans in it moved."""
    if isinstance(value, Span):
        return Span(places[value.start], places[value.end])
    if isinstance(value, tuple):
        return tuple(_moved(each, places) for each in value)
    if is_dataclass(value) and not isinstance(value, (type, Article)):
        return replace(value, **{field.name: _moved(getattr(value, field.name), places) for field in fields(value)})
    return value
