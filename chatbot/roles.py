"""Roles in questions: whose holders are asked to speak, and whose holders know best."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chatbot.words import SAYING
from corpus.words import Token, role_base

_CHIEFS = frozenset({"chef", "chefen", "chefer", "cheferna", "chefens", "chefernas"})
_EVERYBODY = frozenset({"socionom", "kollega", "medarbetare"})
"""Roles that are no answer to who is asked: the corpus is theirs."""
_THE = r"(?:(?:en|ett|de|den|era|er|din|dina|våra|vår|alla|andra|några|nya|ny|nye|erfarna|erfaren|unga|bra) )*"
_THE_IN_ENGLISH = r"(?:(?:the|your|a|an|other|some|most|all|new|experienced) )*"
_ASKED_BEFORE = re.compile(
    rf"(?:\b(?:{'|'.join(sorted(SAYING))}|enligt) {_THE}|\baccording to {_THE_IN_ENGLISH})$", re.IGNORECASE
)
_MAY_SPEAK_BEFORE = re.compile(rf"\b(?:har|hade|do|does|did) (?:{_THE}|{_THE_IN_ENGLISH})$", re.IGNORECASE)
_SPEAKS_AFTER = re.compile(r" (?:att säga|sagt|tyckt|tänkt|berättat|say|think|feel|mean|describe)\b", re.IGNORECASE)
# Only what it is like; what it takes to become one, their managers know better.
_KNOWS_BEFORE = re.compile(
    rf"(?:\b[Hh]ur (?:\w+ ){{1,3}}(?:vara|jobba som|arbeta som|livet som|vardagen som) {_THE}"
    rf"|\b[Hh]ur (?:mår|trivs) {_THE}"
    rf"|\b(?:like|[Hh]ow (?:is|does) it) (?:\w+ ){{0,2}}(?:be|being|as) {_THE_IN_ENGLISH})$"
)
_HAS_BEFORE = re.compile(rf"\bhar {_THE}$", re.IGNORECASE)
_IT_AFTER = re.compile(r" det\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AskedRole:
    """A role that a question names, at [start, end) of it.

    Attributes:
        base: base form ("enhetschef").
        speaks: its holders are asked to speak ("vad tycker gruppledaren?").
        knows: its holders know best, though others may too ("hur är det att vara gruppledare?").
    """

    base: str
    start: int
    end: int
    speaks: bool
    knows: bool


def roles_in(text: str, tokens: Sequence[Token]) -> list[AskedRole]:
    """Return the roles that a question names, those asked to speak first, then those that know best."""
    roles = [_judged(text, base, start, end) for base, start, end in _named(text, tokens)]
    return sorted(roles, key=lambda role: (not role.speaks, not role.knows))


def holders_of(role: str, roles: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return who has a role: "chef" is every kind of chief; where there is none, who has one like it.

    Args:
        role: base form.
        roles: base form -> full names of those who have it.
    """

    def holders(base: str) -> frozenset[str]:
        return frozenset(name for known, names in roles.items() if known.endswith(base) for name in names)

    return holders(role) or frozenset().union(*(holders(other) for other in _alike().get(role, ())))


def _judged(text: str, base: str, start: int, end: int) -> AskedRole:
    before = text[:start]
    speaks = bool(_ASKED_BEFORE.search(before))
    speaks = speaks or bool(_MAY_SPEAK_BEFORE.search(before) and _SPEAKS_AFTER.match(text, end))
    is_told = _HAS_BEFORE.search(before) and _IT_AFTER.match(text, end)
    return AskedRole(base, start, end, speaks, knows=bool(_KNOWS_BEFORE.search(before) or is_told))


def _named(text: str, tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    for token in tokens:
        word = token.text.casefold()
        base = "chef" if word in _CHIEFS else role_base(word, plural=True)
        if base and base not in _EVERYBODY:
            yield base, token.start, token.end
    for match in _english().finditer(text):
        yield _words()[0][match[1].casefold()], *match.span()


@cache
def _words() -> tuple[dict[str, str], list[list[str]]]:
    """Return English word -> base form, and the groups of roles that are alike."""
    lines = files("chatbot").joinpath("roles.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {row[0]: row[1] for row in rows if row[0] != "="}, [row[1:] for row in rows if row[0] == "="]


@cache
def _english() -> re.Pattern[str]:
    words = sorted(_words()[0], key=len, reverse=True)
    return re.compile(rf"\b(?:the )?({'|'.join(words)})s?\b", re.IGNORECASE)


@cache
def _alike() -> dict[str, tuple[str, ...]]:
    """Return role -> the roles that may answer for it."""
    return {role: tuple(other for other in group if other != role) for group in _words()[1] for role in group}
