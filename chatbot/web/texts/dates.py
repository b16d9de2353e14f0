"""Dates as people write them."""

from __future__ import annotations

import datetime

from chatbot.web.texts.languages import Language

_MONTHS = {
    Language.SWEDISH: "januari februari mars april maj juni juli augusti september oktober november december".split(),
    Language.ENGLISH: ("January February March April May June July August September October November December".split()),
}


def written_moment(moment: datetime.datetime) -> str:
    """Return a moment as "2026-11-22 14:35", by the server's clock."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def written_date(published: str, language: Language) -> str:
    """Return YYYY-MM-DD as "1 februari 2017" or "1 February 2017"."""
    day = datetime.date.fromisoformat(published)
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
