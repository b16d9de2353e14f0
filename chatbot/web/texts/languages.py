"""The interface's languages, and which of them a visitor gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

# Danes and Norwegians read Swedish more easily than most people read English.
_READ_SWEDISH = frozenset({"sv", "da", "nb", "nn", "no"})

_Texts = TypeVar("_Texts")


class Language(StrEnum):
    """A language of the interface, by its ISO 639-1 code."""

    SWEDISH = "sv"
    ENGLISH = "en"

    @property
    def other(self) -> Language:
        """The language that the visitor may switch to."""
        return Language.ENGLISH if self is Language.SWEDISH else Language.SWEDISH


def in_both(*, swedish: _Texts, english: _Texts) -> Mapping[Language, _Texts]:
    """Return one area's texts by language."""
    return {Language.SWEDISH: swedish, Language.ENGLISH: english}


def chosen_language(value: str | None) -> Language | None:
    """Return the language that an address names, None where it names none that there is."""
    return next((language for language in Language if language == (value or "").strip().casefold()), None)


def preferred_language(accepted: str | None) -> Language:
    """Return the language that a browser asks for in Accept-Language (RFC 9110, section 12.5.4)."""
    for tag in _by_weight(accepted or ""):
        primary = tag.split("-")[0]
        if primary in _READ_SWEDISH:
            return Language.SWEDISH
        if primary == Language.ENGLISH:
            return Language.ENGLISH
    # Somebody who reads neither, or did not say: the quotes are Swedish, but a reader of German reads English.
    return Language.ENGLISH if any(tag != "*" for tag in _by_weight(accepted or "")) else Language.SWEDISH


def _by_weight(accepted: str) -> Iterator[str]:
    """Yield the language tags, the most wanted first; those that cannot be read and those refused are left out."""
    weighed: list[tuple[float, str]] = []
    for part in accepted.casefold().split(","):
        tag, _, weight = part.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        if tag.strip() and quality > 0:
            weighed.append((quality, tag.strip()))
    yield from (tag for _, tag in sorted(weighed, key=lambda pair: -pair[0]))
