"""The date of publication where an article's own text tells it.

A date counts where it stands by itself among the first or last lines, or behind a label such as
"Publicerad" at the start of a line. A date in running text is about something else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from enum import IntEnum

_EDGE_LINES = 6
_LONGEST_LINE = 200
_MONTH_STEMS = ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct")
_MONTHS = {stem: n for n, stems in enumerate(_MONTH_STEMS, start=1) for stem in stems.split()}
_MONTHS |= {"nov": 11, "dec": 12}
_MONTH = (
    r"(?:jan(?:uar[iy])?|feb(?:ruar[iy])?|mar(?:s|ch)?|apr(?:il)?|ma[jy]|june?|juni|july?|juli"
    r"|aug(?:ust[i]?)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?::[ea]|st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?P<iso>(?P<y>\d{{4}})-(?P<m>\d{{2}})-(?P<d>\d{{2}}))(?!\d)"
    rf"|(?P<day>{_DAY})\s+(?P<month>{_MONTH}),?\s+(?P<year>\d{{4}})(?!\d)"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>{_DAY}),?\s+(?P<year2>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_WEEKDAY = (
    r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[.,]?\s+"
)
_LEAD_IN = re.compile(rf"\s*:?\s*(?:den\s+)?(?:{_WEEKDAY})?(?:den\s+)?", re.IGNORECASE)
_TIME = re.compile(
    r"[,T]?\s*(?:(?:kl(?:ockan)?[.:]*|at)\s*)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?"
    r"(?:\s*Z|[+-]\d{2}:?\d{2})?(?!\d)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:[|·•,;/()–—-]\s*)*")
_BYLINE = re.compile(r"(?:av|by|text|foto|bild|skriven av)\b", re.IGNORECASE)


class _Kind(IntEnum):
    """How well a date tells the day of publication; smaller is better."""

    PUBLISHED = 0
    DATED = 1
    ALONE = 2
    UPDATED = 3


_LABELS = {
    _Kind.PUBLISHED: r"(?:artikeln\s+(?:är\s+)?)?(?:först\s+)?publice(?:rad|rat|rades|ringsdatum)"
    r"(?:\s+av\s+[^\d|·•,]{1,60}?(?=[\s,]+(?:den\s+)?\d))?|published(?:\s+on)?|posted(?:\s+on)?",
    _Kind.DATED: r"datum|date|skriven|skapad|created|inlagd|upplagd",
    _Kind.UPDATED: r"(?:senast\s+)?(?:uppdaterad|uppdaterat|uppdaterades|ändrad|granskad)"
    r"|(?:last\s+)?(?:updated|modified)(?:\s+on)?",
}
_LABEL_PATTERNS = tuple((kind, re.compile(rf"(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _LABELS.items())


def find_date(text: str) -> datetime.date | None:
    """Return the day of publication that the text states, or None.

    Publication goes before a date by itself, and that before an update. An impossible date is
    no date. Nothing is guessed.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    found: list[tuple[_Kind, int, datetime.date]] = []
    for number, line in enumerate(lines):
        if len(line) > _LONGEST_LINE:
            continue
        at_edge = number < _EDGE_LINES or number >= len(lines) - _EDGE_LINES
        found.extend((kind, number, date) for kind, date in _dates_of(line) if at_edge or kind is not _Kind.ALONE)
    return min(found, key=lambda item: item[:2])[2] if found else None


def parse_date(words: str) -> datetime.date | None:
    """Return the date that words begin with ("2017-02-01T08:00", "1 feb. 2017"), or None."""
    match = _DATE.match(words.strip())
    return _date_of(match) if match else None


def _dates_of(line: str) -> Iterator[tuple[_Kind, datetime.date]]:
    """Yield the dates of a line that holds labels, dates, times and bylines only."""
    position = 0
    is_divided = False
    dates: list[tuple[_Kind, datetime.date]] = []
    while position < len(line):
        kind, position = _label_at(line, position)
        lead_in = _LEAD_IN.match(line, position)
        match = _DATE.match(line, lead_in.end() if lead_in else position)
        if match is None:
            if not dates or _BYLINE.match(line, position) is None:
                break
            position = len(line)
            continue
        date = _date_of(match)
        if date is not None:
            dates.append((kind, date))
        time = _TIME.match(line, match.end())
        after = time.end() if time else match.end()
        separator = _SEPARATOR.match(line, after)
        position = separator.end() if separator else after
        is_divided = separator is not None and any(mark in separator[0] for mark in "|·•")
    if position >= len(line) or is_divided:
        yield from dates


def _label_at(line: str, position: int) -> tuple[_Kind, int]:
    for kind, pattern in _LABEL_PATTERNS:
        match = pattern.match(line, position)
        if match is not None:
            return kind, match.end()
    return _Kind.ALONE, position


def _date_of(match: re.Match[str]) -> datetime.date | None:
    if match["iso"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        name = match["month"] or match["month2"]
        month = _MONTHS[name[:3].lower()]
        year = int(match["year"] or match["year2"])
        day = int(re.sub(r"\D", "", match["day"] or match["day2"]))
    if not 1900 <= year <= 2100:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
