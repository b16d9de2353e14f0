"""Numbers and addresses that lead to a person: personal identity numbers, telephone, e-mail, street, links."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from corpus.municipalities import surfaces


class Mark(StrEnum):
    """What stands in the place of what was taken out."""

    PERSONAL_NUMBER = "[personnummer]"
    PHONE = "[telefon]"
    EMAIL = "[e-post]"
    ADDRESS = "[adress]"
    LINK = "[länk]"
    NAME = "[namn]"


class Found(NamedTuple):
    """A stretch [start, end) of a text that is to be taken out."""

    start: int
    end: int
    mark: Mark


_DASH = r"[-‐‑‒–—−⁃]"

_LINK = re.compile(r"\b(?:https?://|www\.)[^\s<>\"”]*[^\s<>\"”.,;:!?)\]]", re.IGNORECASE)
_EMAIL = re.compile(
    r"[\w.+%'-]+\s?(?:@|[(\[{]\s?(?:at|@|snabel-?a)\s?[)\]}])\s?[\w-]+(?:\s?(?:\.|[(\[{]\s?(?:dot|punkt)\s?[)\]}])\s?[\w-]+)+",
    re.IGNORECASE,
)
_SPOKEN_EMAIL = re.compile(
    r"\b[\w.+-]+\s(?:snabel-?a\s[\w-]+(?:\s?(?:\.|\b(?:dot|punkt)\b)\s?[\w-]+)+|at\s[\w-]+(?:\s(?:dot|punkt)\s[\w-]+)+)",
    re.IGNORECASE,
)
"""As one says it: "anna snabel-a post punkt se"; a page is looked at, too."""

# YYMMDD-NNNN, with or without century, sign and spaces.
_PERSONAL_NUMBER = re.compile(
    rf"(?<![\d.,])(?:(?P<century>18|19|20)(?P<gap>(?:{_DASH}|\s)?))?(?P<year>\d\d)(?P<dash>{_DASH}|\s|)(?P<month>\d\d)(?P=dash)"
    rf"(?P<day>\d\d)(?P<sign>\s?(?:{_DASH}|[+./:])?\s?)(?P<last>\d\d\s?\d\d)(?!\d|[.,]\d)"
)
_NUMBER_IS_TOLD = re.compile(
    r"\b(?:person|samordnings)(?:nr|nummer|nummret)\b|\bp(?:nr|ers\.?nr)\b|\bföd(?:d|da|s|des)\b|\bborn\b",
    re.IGNORECASE,
)
_COORDINATION = 60
"""Added to the day of birth in a coordination number."""

# From the leading 0 or + on, with what people put between the digits.
_PHONE = re.compile(r"(?<![\w+.,/-])(?:\+|00?)\s?(?:\(0\)\s?)?(?:\d[\s./()‐‑‒–—−-]{0,3}){5,14}\d(?!\d|[.,]\d|\s?%)")
_PHONE_IS_TOLD = re.compile(
    r"\b(?:ring|telefon(?:nummer|nr|en)?|tel|tfn|mobil(?:nummer|nr|en)?|sms:?a|nummer(?:et)?|phone|call)\b"
    r"(?:\s(?:mig|oss|mej|me|us|är|på|till|henne|honom|him|her|is|at|on))*[\s.:]*"
    r"(?P<number>\d(?:[\s-]{0,2}\d){4,11})(?!\d)",
    re.IGNORECASE,
)
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_DATE = re.compile(rf"0?\d?\d{_DASH}(?:0[1-9]|1[0-2]){_DASH}(?:0[1-9]|[12]\d|3[01])")

_STREET = re.compile(
    r"\b(?:(?:[A-ZÅÄÖÉ][\w-]*)\s)?[^\W\d_][\w-]*"
    r"(?:gatan?|vägen|väg|gränden?|stigen?|allén?|torget|torg|backen?|esplanaden|stranden|kajen|bron?|svängen|slingan)"
    r"\s(?P<number>\d{1,3}(?:[a-zA-Z]|\s[A-H])?)\b(?!\d|[.,:]\d|\s?(?:%|§))"
    r"(?:,?\s(?:lgh|lägenhet|vån(?:ing)?|tr)\.?\s?\d+)*",
)
# "Norra Vägen 17", and after "bor på" whatever a street is called.
_NAMED_STREET = re.compile(
    r"\b[A-ZÅÄÖÉ][\w-]*\s(?:Gatan|Vägen|Gränden|Stigen|Allén|Torget|Backen)\s(?P<number>\d{1,3}[a-zA-Z]?)\b"
)
_LIVES = re.compile(
    r"\b(?:bor|bodde|bo|hemma|adress(?:en)?(?:\sär)?|live|lives|address(?:\sis)?)(?:\s(?:på|i|at|on)|:)?\s"
    r"(?P<street>(?:[A-ZÅÄÖÉ][\w-]*\s){1,3}\d{1,3}(?:[a-zA-Z]|\s[A-H])?)\b(?!\d|[.,:]\d|\s?(?:%|§))"
)
_NOT_A_HOUSE = re.compile(
    r"\s(?:(?:år|månad|veck|dag|dygn|timm|minut|sekund|gång|person|barn|elev|klient|ärende|kolleg|kron|procent|meter|plats)"
    r"\w*|ggr|tim|min|kr|av|km|m|st|stycken|boende|i\s(?:veckan|månaden)|till\s\d|eller\s\d)\b",
    re.IGNORECASE,
)
_STREET_WORDS = ("gatan", "gata", "vägen", "väg", "gränd", "gränden")
_BOX = re.compile(r"\b(?:box|postbox)\s\d{1,5}\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b(?:SE?-)?\d{3}\s?\d{2}\s(?P<town>[A-ZÅÄÖ][^\W\d_]+)")


def find_identifiers(text: str) -> Iterator[Found]:
    """Yield what in a text leads to a person, whatever the words around it; stretches may overlap."""
    yield from (Found(*match.span(), Mark.LINK) for match in _LINK.finditer(text) if _tells_much(match[0]))
    yield from (Found(*match.span(), Mark.EMAIL) for each in (_EMAIL, _SPOKEN_EMAIL) for match in each.finditer(text))
    yield from _personal_numbers(text)
    yield from _phones(text)
    yield from _addresses(text)


def _tells_much(link: str) -> bool:
    """Tell whether a link carries more than the page that it leads to."""
    return any(sign in link for sign in "?#@&=")


# --- personal identity numbers ----------------------------------------------------------------------


def _personal_numbers(text: str) -> Iterator[Found]:
    is_told = _NUMBER_IS_TOLD.search(text) is not None
    position = 0
    while match := _PERSONAL_NUMBER.search(text, position):
        # Ten digits may begin within what was taken for a century: look again one digit on.
        position = match.start() + 1
        if _is_date(match) and (is_told or _has_checksum(match)):
            yield Found(*match.span(), Mark.PERSONAL_NUMBER)
            position = match.end()


def _is_date(match: re.Match[str]) -> bool:
    day = int(match["day"])
    day -= _COORDINATION if day > _COORDINATION else 0
    centuries = [int(match["century"])] if match["century"] else [19, 20]
    return any(_exists(century * 100 + int(match["year"]), int(match["month"]), day) for century in centuries)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _has_checksum(match: re.Match[str]) -> bool:
    """Tell whether the last digit fits the nine before it (Luhn, as the tax agency prescribes)."""
    digits = [int(digit) for part in ("year", "month", "day", "last") for digit in match[part] if digit.isdigit()]
    doubled = (digit * (2 - i % 2) for i, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


# --- telephone --------------------------------------------------------------------------------------


def _phones(text: str) -> Iterator[Found]:
    for match in _PHONE.finditer(text):
        digits = sum(character.isdigit() for character in match[0])
        if _FEWEST_DIGITS <= digits <= _MOST_DIGITS and not _DATE.fullmatch(match[0]):
            yield Found(*match.span(), Mark.PHONE)
    yield from (Found(*match.span("number"), Mark.PHONE) for match in _PHONE_IS_TOLD.finditer(text))


# --- addresses --------------------------------------------------------------------------------------


def _addresses(text: str) -> Iterator[Found]:
    for match in _STREET.finditer(text):
        if not _NOT_A_HOUSE.match(text, match.end("number")) and _is_street(match):
            yield Found(*match.span(), Mark.ADDRESS)
    yield from (Found(*match.span(), Mark.ADDRESS) for match in _NAMED_STREET.finditer(text))
    for match in _LIVES.finditer(text):
        if not _NOT_A_HOUSE.match(text, match.end("street")):
            yield Found(*match.span("street"), Mark.ADDRESS)
    yield from (Found(*match.span(), Mark.ADDRESS) for match in _BOX.finditer(text))
    for match in _POSTCODE.finditer(text):
        if match["town"] in surfaces():
            yield Found(*match.span(), Mark.ADDRESS)


def _is_street(match: re.Match[str]) -> bool:
    """Tell a street from another word that ends so: it is written with a capital, or it is nothing but a street."""
    name = match[0].split(match["number"])[0].strip()
    return name[0].isupper() or name.casefold().endswith(_STREET_WORDS)
