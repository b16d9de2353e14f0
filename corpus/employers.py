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
_NAME_RUN = re.compile(rf"{_CAPITALISED}(?: (?:(?:von|af|de|la) )?{_CAPITALISED})*")
# A sentence is judged with its names replaced by these: the person's full name, part of it, and a relative's.
_FULL, _SHORT, _KIN = "\ue000", "\ue001", "\ue002"
_PERSON = f"[{_FULL}{_SHORT}]"
_RELATIVE = (
    r"(?:man|mannen|make|maken|fru|frun|hustru|hustrun|maka|makan|sambo|sambon|mamma|mamman|pappa|pappan|mor|far|son"
    r"|sonen|dotter|dottern|bror|brodern|syster|systern)"
)
_HAS_ROLE = re.compile(rf"{_PERSON},?\s[^.;]{{0,40}}\b{ROLE}\b")
_AT_WORK = re.compile(
    r"\b(?:kolleg\w*|arbetskamrat\w*|arbetsplats\w*|arbeta[rt]?|arbetade|jobb(?:a[rt]?|ade|et)?|anställ\w*|började|yrket"
    r"|rekryter\w*|handled\w*|tjänste?n?|tjänsterum|socionom\w*|fälta[rt]?|chef"
    r"|(?:gruppen|teamet|enheten|förvaltningen|socialkontoret|stadshuset|kommunhuset)|kommunens)\b",
    re.IGNORECASE,
)
_FOR_PARTY = re.compile(rf"{_PERSON} \((?:[A-ZÅÄÖ]{{1,2}}|MP|SD|KD)\)")
_WITH_COLLEAGUE = re.compile(rf"{ROLE} (?:tillsammans|ihop) med {_PERSON}")
_HEAD = re.compile(r"chef|direktör|rektor|ordförande|råd\b|politiker")
_BY_MUNICIPALITY = re.compile(
    rf"{_PERSON}[^.;]{{0,60}}\b(?:(?:{ROLE}|anställd|arbetar|jobbar)\s+(?:\w+\s+)?(?:i|av|på|inom|hos)"
    rf"\s+(?:kommunen|staden|socialtjänsten|socialförvaltningen)\b|kommunens\s+{ROLE})"
)
_SHORT_WORD = 3
"""Letters; so short a role is no ending of another."""
_LONGEST_SENTENCE = 600
"""Characters; a longer stretch without a full stop is no sentence that tells of somebody."""


def is_head(role: str) -> bool:
    """Tell whether a role is to lead or to govern."""
    return _HEAD.search(role) is not None


def tells_of_work(sentence: str, name: str) -> bool:
    """Tell whether a sentence about somebody speaks of work: a colleague, a job, a role, an employment."""
    marked = _marked(sentence, name)
    about = any(told.search(marked) for told in (_HAS_ROLE, _FOR_PARTY, _WITH_COLLEAGUE))
    return about or _AT_WORK.search(sentence) is not None


def employment(name: str | None, role: str | None, workplace: str | None, told: Sequence[str]) -> Employment | None:
    """Return how somebody is employed outside the municipality; None where nothing says so.

    Args:
        told: the sentences and tags that tell of the person.
    """
    if role is not None:
        kind = _employment_in(role)
        if kind is not None:
            return kind
    if workplace is not None and _body_at_start().match(workplace):
        return Employment.ELSEWHERE
    if name is None:
        return None
    about = [_marked(sentence, name) for sentence in told if len(sentence) <= _LONGEST_SENTENCE]
    if any(_BY_MUNICIPALITY.search(sentence) for sentence in about):
        return None
    if any(_belongs_to_body(sentence) for sentence in about):
        return Employment.ELSEWHERE
    if role is None and not any(_HAS_ROLE.search(sentence) for sentence in about):
        return Employment.PRIVATE if any(_private().search(sentence) for sentence in about) else None
    return None


def _employment_in(role: str) -> Employment | None:
    """Return what a role tells by itself, as a whole, by one of its words, or by what such a word ends in."""
    words = role.lower()
    for part in (words, *words.split()):
        if part in _roles():
            return _roles()[part]
    if _any_body().search(role):
        return Employment.ELSEWHERE
    last = _role_at_end().search(words.split(" i ")[0])
    return _roles()[last[1]] if last else None


@cache
def _role_at_end() -> re.Pattern[str]:
    """Match the outsider that a compound ends in: "ungdomspolis", "HR-konsult"."""
    endings = sorted((word for word in _roles() if len(word) > _SHORT_WORD), key=len, reverse=True)
    return re.compile(rf"({'|'.join(endings)})$")


def _marked(sentence: str, name: str) -> str:
    """Return the sentence with a mark in the place of each name of the person or of a relative."""
    words = name.split()
    first, last = words[0], words[-1]

    def mark(match: re.Match[str]) -> str:
        run = match[0].split()
        if run[-1] == last and last != first:
            return _SHORT if len(run) == 1 else _FULL if first in run else _KIN
        # "Socialsekreteraren Tuva": what opens a sentence stands before the name.
        return match[0].replace(first, _SHORT) if first in run else match[0]

    return _NAME_RUN.sub(mark, sentence)


def _belongs_to_body(sentence: str) -> bool:
    """Tell whether a sentence ties the person to another employer, before the name or after it."""
    if not _any_body().search(sentence):
        return False
    before, after = _beside_body()
    return before.search(sentence) is not None or after.search(sentence) is not None


@cache
def _beside_body() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match "Visions ordförande Tuva", and "Tuva, Region Skåne", "Tuva är forskare vid Lunds universitet"."""
    work = rf"(?:(?:är|leder|arbetar|jobbar|forskar|verkar)\b[^.,;]{{0,60}}|{ROLE}\b[^.,;]{{0,30}})?"
    tied = rf"(?:[\s,(]*{work}\s*\b(?:på|vid|hos|inom|för|från)\s+|\s*[,(]\s*)"
    before = re.compile(rf"\b{_body()}(?::?s)?\s+(?:[a-zåäö]\w*\s+){{0,3}}{_PERSON}")
    return before, re.compile(rf"{_PERSON}{tied}(?:\w+\s+){{0,2}}?{_body()}")


@cache
def _private() -> re.Pattern[str]:
    """Match what makes somebody a client, a relative, a neighbour, a child."""
    named = rf"(?:{_PERSON}|^Hon\b|^Han\b|^Hen\b)"
    opening = r"(?:^|\b[a-zåäö]\w*\s+|[.:,]\s+)"
    return re.compile(
        rf"{_PERSON}(?:\s+i\s+{_CAPITALISED})?\s*[,(]\s*\d{{1,2}}\b(?!\s+år\s+i\s+yrket)"
        rf"|{named}[^.;]*\b(?:vårda[rt]|tagit\s+hand\s+om)\s+sin\s+{_RELATIVE}"
        rf"|{named}[^.;]*\b(?:haft\s+kontakt\s+med|(?:har|få|får|fått|fick|sökt)\s+(?:stöd|hjälp)\s+av|(?:tagit|tar)\s+emot\s+\w+\s+barn)\b"
        rf"|{named}[^.;]*\bhar\s+(?:\w+\s+){{1,2}}(?:barn|tonåringar|söner|döttrar)\b"
        rf"|\b(?:heter\s+egentligen|sitt\s+förnamn\b)|{named}[^.;]*\bvi\s+(?:kan\s+)?kallar?\b"
        rf"|\b{_private_word()}\s+(?:är|var)\s+{_PERSON}"
        rf"|\b\d{{1,2}}-årig[ae]\s+{_PERSON}"
        rf"|{_PERSON},? som (?:är|fyll\w+) \w+(?: år)?\b(?! (?:och|socionom))"
        rf"|\b(?:hos|familjen|paret|{_RELATIVE})\s+{_PERSON}"
        rf"|{_SHORT}\s+och\s+{_KIN}|{opening}{_CAPITALISED}\s+och\s+{_FULL}"
        rf"|{named}[^.;]*\b(?:(?:är|var|varit|blivit|blev)\s+(?:\w+\s+){{0,3}}?|som\s+){_private_word()}\b"
        rf"|{named}[^.;]*\bläser\b[^.;]*\b(?:termin|program|universitet|högskola)"
        rf"|{named}[^.;,]*,?\s(?:som\s)?går\s(?:\w+\s){{0,4}}(?:gymnasiet|högstadiet|\w+an\b|klass)"
        rf"|\b{_private_word()},?\s+{_PERSON}"
    )


@cache
def _roles() -> dict[str, Employment]:
    return {word.lower(): Employment(kind) for kind, word in read_rows("outsiders.tsv") if kind != "body"}


@cache
def _private_word() -> str:
    stems = [word.removesuffix("e") for word, kind in _roles().items() if kind is Employment.PRIVATE]
    return rf"(?:[Ee]n\s+)?(?:{'|'.join(stems)})(?:e|n|en|ns|ens|na|arna|erna)?"


@cache
def _body() -> str:
    return "(?:" + "|".join(word for kind, word in read_rows("outsiders.tsv") if kind == "body") + ")"


@cache
def _any_body() -> re.Pattern[str]:
    return re.compile(rf"\b{_body()}")


@cache
def _body_at_start() -> re.Pattern[str]:
    return re.compile(rf"(?:\w+\s+){{0,2}}?{_body()}")
