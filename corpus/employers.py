"""Who is employed by somebody else than a municipality, or speaks for nobody's work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from functools import cache

from corpus.words import read_rows
from corpus.work_relations import ROLE


class Employment(Enum):
    """What the text says of somebody's employer, where it is no municipality."""

    ELSEWHERE = "elsewhere"
    """A region, a university, the police, a union, a company."""
    PRIVATE = "private"
    """Clients, relatives, volunteers: they speak of no work of theirs."""


_CAPITALISED = r"[A-ZÅÄÖÉ][\w-]+"
_FULL_NAME = re.compile(rf"{_CAPITALISED} {_CAPITALISED}")
_MAY_STAND_BETWEEN = re.compile(
    rf"[\s,(]*(?:(?:är|leder|arbetar|jobbar|forskar|verkar)\b[^.,;]{{0,60}}|(?:{ROLE}\b)[^.,;]{{0,30}})?"
)
_RELATIVE = (
    r"(?:man|mannen|make|maken|fru|frun|hustru|hustrun|maka|makan|sambo|sambon|mamma|mamman|pappa|pappan|mor|far|son"
    r"|sonen|dotter|dottern|bror|brodern|syster|systern)"
)


def employment(name: str | None, role: str | None, workplace: str | None, told: Sequence[str]) -> Employment | None:
    """Return how somebody is employed outside the municipality; None where nothing says so.

    Args:
        told: the sentences and tags that tell of the person.
    """
    kind = _roles().get(role.lower()) if role else None
    if kind is not None:
        return kind
    if workplace is not None and _body_at_start().match(workplace):
        return Employment.ELSEWHERE
    if name is None:
        return None
    if any(_belongs_to_body(sentence, name) for sentence in told):
        return Employment.ELSEWHERE
    if role is None and not any(_has_role(sentence, name) for sentence in told):
        return Employment.PRIVATE if any(_is_private(sentence, name) for sentence in told) else None
    return None


def _belongs_to_body(sentence: str, name: str) -> bool:
    """Tell whether a sentence ties somebody to another employer, before the name or after it."""
    if not _any_body().search(sentence):
        return False
    surname = re.escape(name.rsplit(maxsplit=1)[-1])
    first = re.escape(name.split(maxsplit=1)[0])
    after = re.compile(
        rf"\b(?:{surname}|{first})\b(?:{_MAY_STAND_BETWEEN.pattern}\s*\b(?:på|vid|hos|inom|för|från)\s+|\s*[,(]\s*)"
        rf"(?:\w+\s+){{0,2}}?{_body()}"
    )
    before = re.compile(rf"\b{_body()}(?::?s)?\s+(?:[a-zåäö]\w*\s+){{0,3}}(?:{first}|{surname})\b")
    return before.search(sentence) is not None or any(
        _FULL_NAME.search(match[0], len(name)) is None for match in after.finditer(sentence)
    )


def _has_role(sentence: str, name: str) -> bool:
    surname = re.escape(name.rsplit(maxsplit=1)[-1])
    return re.search(rf"\b{surname}\b,?\s[^.;]{{0,40}}\b{ROLE}\b", sentence) is not None


def _is_private(sentence: str, name: str) -> bool:
    """Tell whether a sentence makes somebody a client, a relative, a neighbour, a child."""
    first, last = re.escape(name.split(maxsplit=1)[0]), re.escape(name.rsplit(maxsplit=1)[-1])
    named = rf"(?:{first}|{last}|^Hon|^Han|^Hen)"
    patterns = (
        rf"\b{named}\s*[,(]\s*\d{{1,2}}(?:\s+år)?\b",
        rf"\b\d{{1,2}}-årig[ae]\s+{named}\b",
        rf"\b{named},? som (?:är|fyll\w+) \w+(?: år)?\b(?! (?:och|socionom))",
        rf"\b(?:hos|familjen|paret)\s+{named}\b",
        rf"\b{_RELATIVE}\s+{named}\b",
        rf"\b{first}\s+och\s+{_CAPITALISED}\s+{last}\b|(?:^|\b[a-zåäö]\w*\s+|[.:,]\s+){_CAPITALISED}\s+och\s+{first}\s+{last}\b",
        rf"\b{named}\b[^.;]*\b(?:(?:är|var|varit|blivit|blev)\s+(?:\w+\s+){{0,3}}?|som\s+){_private_word()}\b",
        rf"\b{named}\b[^.;]*\bläser\b[^.;]*\b(?:termin|program|universitet|högskola)",
        rf"\b{named}\b[^.;,]*,?\s(?:som\s)?går\s(?:\w+\s){{0,4}}(?:gymnasiet|högstadiet|\w+an\b|klass)",
        rf"\b{_private_word()},?\s+{named}\b",
    )
    return any(re.search(pattern, sentence) for pattern in patterns)


@cache
def _roles() -> dict[str, Employment]:
    return {word.lower(): Employment(kind) for kind, word in read_rows("outsiders.tsv") if kind != "body"}


@cache
def _private_word() -> str:
    words = [word for word, kind in _roles().items() if kind is Employment.PRIVATE]
    return rf"(?:[Ee]n\s+)?(?:{'|'.join(words)})(?:n|en|ns|ens)?"


@cache
def _body() -> str:
    return "(?:" + "|".join(word for kind, word in read_rows("outsiders.tsv") if kind == "body") + ")"


@cache
def _any_body() -> re.Pattern[str]:
    return re.compile(rf"\b{_body()}")


@cache
def _body_at_start() -> re.Pattern[str]:
    return re.compile(rf"(?:\w+\s+){{0,2}}?{_body()}")
