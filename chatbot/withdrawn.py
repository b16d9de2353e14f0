"""The people who have withdrawn: kept beside the articles as salted hashes, without their names."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from chatbot.errors import KeepingError
from corpus.records import Reading
from corpus.withdrawal import plain_name, quoted_names
from index.storage import write_text

FILE = ".withdrawn.json"
"""Hidden, so that it is no article; in the corpus, so that it goes where the articles go."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Who has withdrawn; ask with ``name in withdrawn``.

    A hash can be compared with a name that one has, at a few milliseconds a guess, but not turned into one.

    Attributes:
        salt: hexadecimal, of this corpus.
        hashes: hexadecimal.
    """

    salt: str
    hashes: AbstractSet[str]

    @classmethod
    def read(cls, corpus: Path) -> Self:
        """Return those of a corpus.

        Raises:
            KeepingError: the list is damaged; nothing may be added then.
        """
        path = corpus / FILE
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls(str(data["salt"]), frozenset(map(str, data["people"])))
        except FileNotFoundError:
            return cls(secrets.token_hex(16), frozenset())
        except (ValueError, KeyError, TypeError) as exc:
            raise KeepingError(f"{path}: listan över dem som har dragit sig ur är skadad; återställ filen") from exc

    def __contains__(self, name: object) -> bool:
        return bool(self.hashes) and isinstance(name, str) and _hash(plain_name(name), self.salt) in self.hashes

    def refuse(self, file: str, reading: Reading) -> None:
        """Refuse an article that quotes somebody who has withdrawn.

        Raises:
            KeepingError: the message names the file and the person.
        """
        for name in sorted(quoted_names(reading.quotes)) if self.hashes else ():
            if name in self:
                remedy = f"ta bort de citaten, eller artikeln, eller kör: chatbot withdraw {name!r}"
                raise KeepingError(f"{file}: citerar {name}, som har dragit sig ur; {remedy}")

    def with_person(self, name: str) -> Withdrawn:
        """Return the list with one more."""
        return Withdrawn(self.salt, self.hashes | {_hash(plain_name(name), self.salt)})

    def write(self, corpus: Path) -> None:
        """Replace the corpus's list."""
        data = {"salt": self.salt, "people": sorted(self.hashes)}
        write_text(corpus / FILE, json.dumps(data, indent=1) + "\n")


@lru_cache(1024)
def _hash(name: str, salt: str) -> str:
    return hashlib.scrypt(name.encode(), salt=salt.encode(), n=2**10, r=8, p=1, dklen=32).hex()
