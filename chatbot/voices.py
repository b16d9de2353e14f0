"""Whom a question can ask for: what the corpus has, made ready once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from chatbot.names import People
from chatbot.roles import holders_of
from corpus.words import role_base
from index.catalogue import Voice


@dataclass(frozen=True, slots=True)
class Voices:
    """Whom a question can ask for.

    Attributes:
        people: everybody who is quoted by name.
        roles: base form of a role ("enhetschef") -> full names of those who have it.
        words: lower-case words of the corpus.
    """

    people: People
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: Container[str] = frozenset()

    @classmethod
    def of(cls, voices: Iterable[Voice], words: Iterable[str]) -> Self:
        """Return what a question can ask for.

        Args:
            voices: everybody who is quoted by name, once for each role and municipality.
            words: lower-case words of the corpus.
        """
        roles, held = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        names: dict[str, None] = {}
        for voice in voices:
            names[voice.name] = None
            if voice.role:
                first = voice.role.split()[0]
                base = role_base(first) or first.casefold()
                roles[base].add(voice.name)
                held[voice.name].add(base)
        parts = {part.casefold() for name in names for part in name.split()}
        people = People(
            tuple(names),
            frozenset(word for word in words if word not in parts),
            {name: frozenset(bases) for name, bases in held.items()},
        )
        return cls(people, {base: frozenset(found) for base, found in roles.items()}, frozenset(words))

    def holders(self, role: str) -> frozenset[str]:
        """Return the full names of those who have a role, given in its base form, or one like it."""
        return holders_of(role, self.roles)


NOBODY = Voices(People(()))
"""What an empty corpus has."""
