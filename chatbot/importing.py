"""A list of articles, as CSV or JSON Lines: each line names an address, or holds the text itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.drafts import UnreadableError
from corpus.files import decode

COLUMNS = ("url", "title", "publisher", "published", "municipality", "text")
MOST_LINES = 5_000
"""At once: each is fetched and read, some seconds a line, and somebody is to look at each draft."""


class ListProblem(Exception):  # noqa: N818  it says what is wrong with a list, in words that the page chooses
    """A list cannot be read.

    Attributes:
        kind: "empty", "encoding", "columns", "too_many", "no_rows" or "json".
        details: that fill the sentence for it.
    """

    def __init__(self, kind: str, **details: object) -> None:
        super().__init__(kind)
        self.kind = kind
        self.details = details


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list.

    Attributes:
        number: in the file, from 1; a heading counts.
        fields: column -> what stands there, without space around it; empty ones are left out.
    """

    number: int
    fields: Mapping[str, str]


def read_list(content: bytes) -> list[Line]:
    """Return the lines of a list.

    Raises:
        ListProblem: it is empty, no text, too long, or has other columns.
    """
    try:
        text = decode(content).lstrip("\ufeff")
    except UnreadableError as exc:
        raise ListProblem("encoding") from exc
    if not text.strip():
        raise ListProblem("empty")
    lines = _json_lines(text) if text.lstrip().startswith(("{", "[")) else _csv_lines(text)
    if not lines:
        raise ListProblem("no_rows")
    if len(lines) > MOST_LINES:
        raise ListProblem("too_many", count=len(lines))
    return lines


def _json_lines(text: str) -> list[Line]:
    lines = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as exc:
            raise ListProblem("json", line=number) from exc
        if not isinstance(data, dict):
            raise ListProblem("json", line=number)
        _check(data)
        lines.append(Line(number, _filled((key, value) for key, value in data.items() if value is not None)))
    return lines


def _csv_lines(text: str) -> list[Line]:
    """Read commas, semicolons (Excel in Swedish) or tabs, whichever the heading has most of."""
    heading = text.lstrip().splitlines()[0]
    separator = max(",;\t", key=heading.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # for the whole process, so never lowered
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip()), delimiter=separator))
    except csv.Error as exc:
        raise ListProblem("columns", found=heading[:200]) from exc
    columns = [column.strip().casefold() for column in rows[0]]
    _check(columns)
    lines = [Line(n, _filled(zip(columns, row, strict=False))) for n, row in enumerate(rows[1:], start=2) if any(row)]
    for row in rows[1:]:
        if any(cell.strip() for cell in row[len(columns) :]):
            raise ListProblem("columns", found=f"{heading[:200]} (+ {separator.join(row[len(columns) :])[:80]})")
    return lines


def _check(columns: Iterable[str]) -> None:
    found = list(columns)
    if not set(found) <= set(COLUMNS) or not {"url", "text"} & set(found) or len(set(found)) < len(found):
        raise ListProblem("columns", found=", ".join(found)[:300])


def _filled(cells: Iterable[tuple[str, object]]) -> dict[str, str]:
    return {column: str(value).strip() for column, value in cells if str(value).strip()}
