"""Numbers as people write them."""

from __future__ import annotations

import math

from chatbot.web.texts.languages import Language

_NO_BREAK = "\u00a0"
_INTEGER_DIGITS = 9  # all numbers of so many digits fit in a database's integer column


def whole_number(told: str) -> int | None:
    """Return the whole number that an address or a hidden field tells; None where it is none, or larger than any."""
    return int(told) if told.isascii() and told.isdigit() and len(told) <= _INTEGER_DIGITS else None


def read_number(told: str) -> float:
    """Return a number as people write it, "0,5" or "0.5"; NaN, which is equal to no number, where it is none."""
    try:
        number = float(told.strip().replace(",", "."))
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan


def written_number(number: int, language: Language) -> str:
    """Return 12345 as "12 345" or "12,345"."""
    grouped = f"{number:,}"
    return grouped.replace(",", _NO_BREAK) if language is Language.SWEDISH else grouped


def written_percent(share: float, language: Language) -> str:
    """Return 0.713 as "71 %" or "71%"; what is hardly anything, or hardly all, is not rounded to nothing or all."""
    percent = round(share * 100)
    if 0 < share < 1 and percent in (0, 100):
        tenths = f"{min(max(share * 100, 0.1), 99.9):.1f}"
        text = tenths.replace(".", ",") if language is Language.SWEDISH else tenths
    else:
        text = str(percent)
    return f"{text}{_NO_BREAK}%" if language is Language.SWEDISH else f"{text}%"


def written_decimal(number: float, language: Language, digits: int = 2) -> str:
    """Return 0.713 as "0,71" or "0.71"."""
    text = f"{number:.{digits}f}"
    return text.replace(".", ",").replace("-", "\u2212") if language is Language.SWEDISH else text
