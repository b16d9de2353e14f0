"""Files that Excel in Swedish opens by itself, in which nothing is computed, written a piece at a time."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator

import pytest

from chatbot.tables import Row, csv_pieces, jsonl_pieces

COLUMNS = {"text": "Text", "number": "Tal"}


def opened(content: bytes) -> list[list[str]]:
    """Return the cells as Excel in Swedish reads them."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def written(*texts: object) -> list[str]:
    """Return what becomes of texts in the first column."""
    return [row[0] for row in opened(b"".join(csv_pieces([{"text": text} for text in texts], COLUMNS)))[1:]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("=1+1", id="a formula"),
        pytest.param("+46", id="plus"),
        pytest.param("-2", id="minus"),
        pytest.param("@SUM(A1)", id="at"),
        pytest.param("=cmd|' /C calc'!A0", id="dynamic data exchange"),
        pytest.param("\t=1", id="tab"),
        pytest.param("\tord", id="tab before a word"),
        pytest.param("\r=1", id="carriage return"),
        pytest.param("\nord", id="line feed"),
        pytest.param("  =1", id="after spaces"),
        pytest.param("\u00a0=1", id="after a no-break space"),
        pytest.param("\u200b\ufeff=1", id="after what is not seen"),
        pytest.param('"=1"', id="after a quotation mark"),
        pytest.param("”=1”", id="after a Swedish quotation mark"),
        pytest.param("'=1", id="after an apostrophe"),
        pytest.param("＝1", id="a wide equals sign"),
        pytest.param("＠SUM(A1)", id="a wide at sign"),
        pytest.param("﹢1", id="a small plus"),
        pytest.param("\u22122", id="a minus sign"),
    ],
)
def test_no_cell_is_computed(text: str) -> None:
    """A spreadsheet shows what was written, after an apostrophe; in lists, too."""
    (alone, listed) = written(text, [text])
    assert alone.startswith("'")
    assert alone[1:].replace("\r", "\n") == text.replace("\r", "\n")
    assert listed == alone


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("Hur är det; egentligen?", "Hur är det; egentligen?"),
        ("– Vi fikar", "– Vi fikar"),
        ("a = b", "a = b"),
        ("två\r\nrader\roch en", "två\nrader\noch en"),
        ('han sa "nej"', 'han sa "nej"'),
        ("noll\x00tecken", "nolltecken"),
        (0.7125, "0,7125"),
        (-2, "-2"),
        (None, ""),
        (["a", "b"], "a, b"),
        (datetime.date(2026, 3, 1), "2026-03-01"),
    ],
)
def test_other_values_are_written_as_swedes_read_them(value: object, cell: str) -> None:
    """Numbers with a decimal comma, line breaks of one kind, nothing cut or changed."""
    assert written(value) == [cell]


def test_no_cell_begins_in_the_middle_of_another() -> None:
    """Also a program that expects commas finds what was said as one cell."""
    content = b"".join(csv_pieces([{"text": "ja,=1+1\n=2"}], COLUMNS)).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(content.partition("\n")[2], newline=""), delimiter=",")) == ['ja,=1+1\n=2;""']


def test_json_lines_have_the_words_as_they_are() -> None:
    """Nothing is put before them, and moments are written as ISO 8601."""
    moment = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    (line,) = b"".join(jsonl_pieces([{"text": "=1\nå", "at": moment}])).splitlines()
    assert json.loads(line) == {"text": "=1\nå", "at": "2026-03-01T12:00:00+00:00"}


def test_rows_are_sent_while_more_are_read() -> None:
    """The first piece comes before the last row was asked for."""
    asked = 0

    def rows() -> Iterator[Row]:
        nonlocal asked
        for asked in range(10_000):
            yield {"text": "Hur är det att arbeta i socialtjänsten?", "number": asked}

    pieces = csv_pieces(rows(), COLUMNS)
    first = next(pieces)
    assert asked < 5_000
    assert len(opened(first + b"".join(pieces))) == 10_001
