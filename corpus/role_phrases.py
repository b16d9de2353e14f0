"""What a role is: one word or several, in the base form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.words import Token, role_base


@dataclass(frozen=True, slots=True)
class Role:
    """A role in the base form of its words.

    Attributes:
        start, end: where its words stand.
        one, many: whether its form can be said of one, of several.
    """

    name: str
    start: int
    end: int
    one: bool
    many: bool


_MODIFIERS = frozenset(
    "1:e 1:a förste första biträdande bitr tf t.f vice tillförordnad tillförordnade legitimerad leg pensionerad"
    " pensionerade facklig fackliga samordnande personlig personligt".split()
)
_MAY_PRECEDE = frozenset(
    "en ett den de numera nu idag dag i också även själv fortfarande bara ensam enda ny nya nye nybliven nyanställd"
    " dagens vår våra deras kommunens enhetens av få två tre fyra fem sex sju åtta nio tio flera många han hon båda"
    " bägge alla idel verksam anställd anställda sedan länge våras somras"
    " höstas vintras fjol".split()
)
_SECOND = re.compile(r" (?:och|samt) (?P<role>[a-zåäö-]+)(?=[,.;)\n]|$| (?:i|på|vid|inom|för|hos)\b)")
_SCHOLAR_ROLES = frozenset("professor docent lektor universitetslektor forskare doktorand".split())
_AGREEING = re.compile(r"\b(tillförordnad|pensionerad|samordnand|facklig)[ae]\b", re.IGNORECASE)
_OFFICES = frozenset("ordförande ledamot ersättare".split())
_SCHOLARS = re.compile(r"\s+i\s+[a-zåäö]+(?:\s+(?:och\s+)?(?:arbete|vetenskap|folkhälsa|hälsa))?")
_UNIT = re.compile(r" för (?:[a-zåäö]+- och )?[a-zåäö]+(?:en|et|erna|na|vård|tjänst|omsorg)\b")
_COMMITTEE = re.compile(r"\s+(?:i|för)\s+[a-zåäö]*(?:nämnden|utskottet|styrelsen|fullmäktige)")

_EXTENTS = {
    **dict.fromkeys(_SCHOLAR_ROLES, _SCHOLARS),
    **dict.fromkeys(_OFFICES, _COMMITTEE),
    "chef": _UNIT,
}


def role_among(text: str, words: Sequence[Token]) -> Role | None:
    """Return the first role, where only small words stand before it."""
    for number, word in enumerate(words):
        role = role_at(text, words, number)
        if role is not None:
            return role
        lowered = word.text.lower()
        small = lowered in _MAY_PRECEDE or lowered in _MODIFIERS or lowered.isdigit()
        hangs = text[word.end : word.end + 5] in ("- och", "- ell")
        joins = lowered in ("och", "eller") and number and text[words[number - 1].end] == "-"
        owner = lowered.endswith("s")  # "är Flens första kurator", "kommunens arkivarie"
        adjective = lowered.endswith(("ad", "ig", "isk", "ande", "ende", "ell")) and not word.text[0].isupper()
        if not (small or hangs or joins or owner or adjective):
            return None
    return None


def role_at(text: str, words: Sequence[Token], number: int) -> Role | None:
    """Return the role whose last plain word stands at a place among words, with what belongs to it."""
    word = words[number]
    base = role_base(word.text)
    plural = base is None
    base = base or role_base(word.text, plural=True)
    if base is None:
        return None
    first = _first_of(text, words, number)
    name = _AGREEING.sub(r"\1", text[words[first].start : word.start]) + base
    end = _extent(text, base, word.end)
    name += text[word.end : end]
    many = plural or word.text.lower().endswith(("are", "ombud", "biträde", "a"))
    return Role(" ".join(name.split()), words[first].start, end, one=not plural, many=many)


def _first_of(text: str, words: Sequence[Token], number: int) -> int:
    """Return where a role begins that has more words: "budget- och ...", "1:e ...", "socialnämndens ..."."""
    if number > 1 and text[words[number - 2].end : words[number].start] in ("- och ", "- eller "):
        return _first_of(text, words, number - 2) if words[number - 2].text.lower() not in _MODIFIERS else number - 2
    before = words[number - 1].text if number else ""
    near = bool(number) and text[words[number - 1].end : words[number].start] in (" ", ". ")
    if near and before.lower() in _MODIFIERS:
        return number - 1
    base = role_base(words[number].text)
    if near and base in _OFFICES and before.endswith("s"):
        ours = before[0].islower() or before.endswith(("nämndens", "styrelsens", "utskottets"))
        return number - 1 if ours else number
    return number


def _extent(text: str, base: str, end: int) -> int:
    """Return where a role ends that says more: "docent i socialt arbete", "kurator och skyddsombud"."""
    pattern = _EXTENTS.get(base)
    match = pattern.match(text, end) if pattern else None
    if match:
        return match.end()
    second = _SECOND.match(text, end)
    if second and role_base(second["role"]) == second["role"].lower():
        return second.end()
    return end
