"""Words and word lists: tokens with offsets, reporting verbs, roles, first names."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

WORD = re.compile(r"\w+(?:[-’'.:]\w+)*")

# Ends of profession words that the list cannot hold in every compound.
ROLE_ENDINGS = (
    "arbetare", "arbetaren", "assistent", "assistenten", "behandlare", "behandlaren", "biträde", "biträdet", "chef",
    "chefen", "coach", "coachen", "direktör", "direktören", "fältare", "fältaren", "handläggare", "handläggaren",
    "inspektör", "inspektören", "jurist", "juristen", "konsulent", "konsulenten", "konsult", "konsulten", "kurator",
    "kuratorn", "ledare", "ledaren", "mästare", "mästaren", "ombud", "ombudet", "ordförande", "ordföranden",
    "pedagog", "pedagogen", "psykolog", "psykologen", "rekryterare", "rekryteraren", "rådgivare", "rådgivaren",
    "samordnare", "samordnaren", "sekreterare", "sekreteraren", "sköterska", "sköterskan", "specialist",
    "specialisten", "strateg", "strategen", "stödjare", "stödjaren", "tekniker", "teknikern", "terapeut",
    "terapeuten", "utredare", "utredaren", "utvecklare", "utvecklaren", "vårdare", "vårdaren", "åklagare",
    "åklagaren",
)  # fmt: skip


class VerbClass(Enum):
    """Where a reporting verb may stand (docs/reading.md)."""

    SPEECH = "A"
    OPINION = "B"
    EXPRESSIVE = "C"
    REPORTER = "D"


class Gender(Enum):
    """What a first name, or an article's own pronouns, tell of a person."""

    FEMALE = "f"
    MALE = "m"
    UNKNOWN = "u"


class Token(NamedTuple):
    """A word with its half-open offsets."""

    text: str
    start: int
    end: int

    @property
    def is_capitalised(self) -> bool:
        """Tell whether the word begins with a capital letter."""
        return self.text[0].isupper()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of text[start:end] in order, with offsets into text."""
    stop = len(text) if end is None else end
    return [Token(match[0], *match.span()) for match in WORD.finditer(text, start, stop)]


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of a word list; its first line tells source and date."""
    content = files("corpus").joinpath("lexicon", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in content.splitlines()[1:] if line and not line.startswith("#")]


@cache
def reporting_verbs() -> dict[str, dict[str, VerbClass]]:
    """Return finite form -> particle ("" where it stands alone) -> class."""
    verbs: dict[str, dict[str, VerbClass]] = {}
    for row in read_rows("verbs.tsv"):
        particle = row[3] if len(row) > 3 else ""
        verbs.setdefault(row[0], {})[particle] = VerbClass(row[1])
    return verbs


@cache
def _roles() -> dict[str, str]:
    """Return every singular form of a role, lower case -> its base form."""
    roles: dict[str, str] = {}
    for row in read_rows("roles.tsv"):
        for form in row[:2]:
            roles.setdefault(form.lower(), row[0])
    return roles


@cache
def _plural_roles() -> dict[str, str]:
    """Return every plural form of a role, lower case -> its base form."""
    return {form.lower(): row[0] for row in read_rows("roles.tsv") for form in row[2:4] if form}


def role_base(word: str, *, plural: bool = False) -> str | None:
    """Return the base form of a role word in any listed form, or None.

    Compounds that no list holds count by their last part ("mottagningschefen").
    """
    lowered = word.lower()
    known = _roles().get(lowered) or (_plural_roles().get(lowered) if plural else None)
    if known or not lowered.endswith(ROLE_ENDINGS) or lowered in ROLE_ENDINGS:
        return known
    ending = next(e for e in sorted(ROLE_ENDINGS, key=len, reverse=True) if lowered.endswith(e))
    base = _roles().get(ending, ending)
    first = word if word[:2].isupper() else lowered  # "IT-pedagog"
    return first[: -len(ending)] + base


@cache
def first_names() -> dict[str, Gender]:
    """Return first name -> gender."""
    return {row[0]: Gender(row[1]) for row in read_rows("first_names.tsv")}


def is_first_name(word: str) -> bool:
    """Tell whether a word is a first name, or several with hyphens: "Åsa-Britt"."""
    return all(part in first_names() for part in word.split("-"))


@cache
def names_that_are_words() -> frozenset[str]:
    """Return first names that are ordinary words too ("My", "Per", "Dag")."""
    return frozenset(row[0] for row in read_rows("first_names.tsv") if len(row) > 2 and row[2] == "word")


@cache
def _organisations() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the endings, and the whole words, lower case, that make a name an organisation's."""
    rows = read_rows("organisations.tsv")
    return tuple(word for word, kind in rows if kind == "end"), frozenset(
        word for word, kind in rows if kind == "whole"
    )


def is_organisation(word: str) -> bool:
    """Tell whether a word of a name makes it an organisation's: "Nacka kommun", "Röda Korset"."""
    lowered = word.lower()
    endings, whole = _organisations()
    return any(form in whole or form.endswith(endings) for form in (lowered, lowered.removesuffix("s")))


@cache
def strangers() -> dict[str, Gender]:
    """Return words for people without a name ("klient", "pojke"), indefinite and lower case -> gender."""
    rows = (row for row in read_rows("strangers.tsv") if row[1] == "person")
    return {row[0]: Gender(row[2]) if len(row) > 2 else Gender.UNKNOWN for row in rows}


@cache
def writings() -> frozenset[str]:
    """Return words for what is written and may be quoted ("brev", "lapp"), indefinite and lower case."""
    return frozenset(row[0] for row in read_rows("strangers.tsv") if row[1] == "writing")
