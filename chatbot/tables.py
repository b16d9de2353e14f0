"""Rows become files, a piece at a time: CSV that Excel in Swedish opens by itself, JSON Lines for programs."""

from __future__ import annotations

import csv
import datetime
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

Row = Mapping[str, object]

_PIECE_BYTES = 64 * 1024
_FORMULA = frozenset("=+-@\u2212")
"""What a cell begins with that a spreadsheet would compute, once wide forms are written as narrow ones."""
_SKIPPED = frozenset("\"'`´‘’“”")
"""What a spreadsheet, or somebody who imports the file, may take off before it looks at the first character."""
_BREAKS = ("\t", "\r", "\n")


def csv_pieces(rows: Iterable[Row], columns: Mapping[str, str]) -> Iterator[bytes]:
    """Yield a table in pieces: byte order mark, semicolons, decimal commas.

    Every cell is in quotation marks, so that no program that expects another separator finds a cell in the middle of
    one. A text that would be computed gets an apostrophe before it.

    Args:
        rows: what may have more than the columns.
        columns: key -> heading.
    """
    out = io.StringIO(newline="")
    out.write("\ufeff")
    csv.writer(out, delimiter=";").writerow(columns.values())
    table = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    for row in rows:
        table.writerow([_cell(row.get(key)) for key in columns])
        if out.tell() >= _PIECE_BYTES:
            yield _taken(out)
    yield _taken(out)


def jsonl_pieces(rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a JSON object a line, in pieces; moments are written as ISO 8601."""
    out = io.StringIO(newline="")
    for row in rows:
        out.write(json.dumps(dict(row), ensure_ascii=False, default=_plain) + "\n")
        if out.tell() >= _PIECE_BYTES:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    """Return what was written so far, and begin anew."""
    piece = out.getvalue().encode("utf-8", "replace")
    out.seek(0)
    out.truncate()
    return piece


def _plain(value: object) -> str:
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:.4f}".replace(".", ",")
        case int():
            return str(value)
        case datetime.datetime():
            return f"{value.astimezone():%Y-%m-%d %H:%M:%S}"
        case list() | tuple():
            return safe(", ".join(map(str, value)))
        case _:
            return safe(str(value))


def safe(text: str) -> str:
    """Return a text that no spreadsheet computes, with line breaks of one kind."""
    clean = text.replace("\x00", "").replace("\r\n", "\n")
    return f"'{clean}" if clean.startswith(_BREAKS) or _is_computed(clean) else clean.replace("\r", "\n")


def _is_computed(text: str) -> bool:
    """Tell whether the first character that counts begins a formula, also in its wide, small or raised form."""
    for character in text:
        if character in _SKIPPED or unicodedata.category(character)[0] in "ZC":
            continue
        return unicodedata.normalize("NFKC", character)[:1] in _FORMULA
    return False
