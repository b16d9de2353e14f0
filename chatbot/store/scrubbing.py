"""What leads to a person is taken out of a text before it is stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from chatbot.filters import Filters
from chatbot.records import Interpretation
from chatbot.store.identifiers import Found, Mark, find_identifiers
from chatbot.store.own_names import KnownNames, find_names

_KEPT_CONTROLS = "\n\t"
# As wide as Chinese characters, which hides a number or an address from what looks for it.
_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)} | dict.fromkeys(map(ord, "。｡"), ".")


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """A text that may be stored, and whether anything was taken out of it."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Scrubber:
    """Takes personal details out of what visitors write.

    Attributes:
        known: whose names may stay.
        is_withdrawn: tells whether somebody of that full name has withdrawn.
    """

    known: KnownNames
    is_withdrawn: Callable[[str], bool]

    @classmethod
    def of(cls, names: Collection[str], is_withdrawn: Callable[[str], bool] = lambda _name: False) -> Scrubber:
        """Return one that knows these full names."""
        return cls(KnownNames.of(names), is_withdrawn)

    def scrub(self, text: str) -> Scrubbed:
        """Return the text with a mark for everything that leads to a person; a scrubbed text stays as it is."""
        clean = _writable(text)
        # Names last: "Storgatan" and what stands in an address are none.
        marked = _replace(clean, find_identifiers(clean))
        marked = _replace(marked, (found for found in find_names(marked, self.known, self.is_withdrawn)))
        return Scrubbed(marked, marked != clean)

    def scrub_interpretation(self, interpreted: Interpretation) -> Interpretation:
        """Return what was understood of a question without what leads to a person."""
        place, speaker = interpreted.municipality, interpreted.speaker
        return replace(
            interpreted,
            question=self.scrub(interpreted.question).text,
            municipality=self.scrub(place).text if place else None,
            speaker=self._speaker(speaker) if speaker else None,
            role=self.scrub(interpreted.role).text if interpreted.role else None,
            filters=self._filters(interpreted.filters) if interpreted.filters else None,
        )

    def _filters(self, chosen: Filters) -> Filters:
        """Return what was chosen; only a role may be in words that no list of ours has."""
        return replace(chosen, role=self.scrub(chosen.role).text) if chosen.role else chosen

    def _speaker(self, label: str) -> str:
        """Return whom a question names, if everybody in it is known: it is a name, whatever it looks like."""
        names = [name for part in label.split(" och ") for name in part.split(" and ")]
        is_known = all(self.known.has(name.split(), of_relative=False) for name in names if name.split())
        return label if is_known else Mark.NAME.value


def _writable(text: str) -> str:
    """Return the text without what no database takes, and without invisible characters that hide what is there."""
    whole = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode()).translate(_NARROW)
    spaced = (" " if unicodedata.category(character) == "Zs" else character for character in whole)
    return "".join(c for c in spaced if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cf"))


def _replace(text: str, found: Iterable[Found]) -> str:
    """Return the text with marks; of stretches that overlap the first, then the longest, gives the mark of all."""
    pieces: list[str] = []
    position = 0
    for start, end, mark in sorted(found, key=lambda each: (each.start, -each.end)):
        if start >= position:
            pieces += [text[position:start], mark]
        position = max(position, end)
    return "".join([*pieces, text[position:]])
