"""What a withdrawal has to clean is written down before anything is changed: one that was killed can be finished."""

from __future__ import annotations

import hashlib
import json
import shlex
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from chatbot.corpus_files import delete_file
from chatbot.errors import KeepingError
from corpus.withdrawal import plain_name
from index.storage import ASIDE, write_bytes

_FOLDER = "withdrawals"
"""In the data directory; only its owner can look into it."""
_OWNERS = 0o600


@dataclass(frozen=True, slots=True)
class Traces:
    """What a person leaves behind once the articles are changed; only the articles as they were told of it.

    Attributes:
        name: as the corpus had it.
        others: full names of other people that share a word with it.
        stretches: what the person said, stretch by stretch.
        quotes: ids of the quotes and passages that go.
        renamed: article ids that are no more -> what they are now; None where the article went as a whole.
        changed: ids of the articles that lose words.
        hashes: of the texts that were encoded for the quotes alone.
    """

    name: str
    others: AbstractSet[str]
    stretches: tuple[str, ...]
    quotes: AbstractSet[str]
    renamed: Mapping[str, str | None]
    changed: AbstractSet[str]
    hashes: AbstractSet[bytes] = frozenset()

    def after(self, earlier: Traces) -> Traces:
        """Return these with what an earlier withdrawal of the person, that was not finished, had to clean."""
        return Traces(
            self.name,
            earlier.others | self.others,
            tuple(dict.fromkeys((*earlier.stretches, *self.stretches))),
            earlier.quotes | self.quotes,
            {**earlier.renamed, **self.renamed},
            earlier.changed | self.changed,
            earlier.hashes | self.hashes,
        )

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return what was written down.

        Raises:
            KeepingError: the file is damaged.
        """
        try:
            data = json.loads(path.read_bytes())
            return cls(
                data["name"],
                frozenset(data["others"]),
                tuple(data["stretches"]),
                frozenset(data["quotes"]),
                dict(data["renamed"]),
                frozenset(data["changed"]),
                frozenset(map(bytes.fromhex, data["hashes"])),
            )
        except (ValueError, KeyError, TypeError) as exc:
            raise KeepingError(f"{path}: vad en tillbakadragning har kvar att göra är skadat; återställ filen") from exc

    def write(self, data: Path) -> None:
        """Write it down in a file that only its owner can read.

        Args:
            data: the data directory.
        """
        path = file_of(data, self.name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for leftover in path.parent.glob(f".*{ASIDE}"):
            leftover.unlink()
        told = {
            "name": self.name,
            "others": sorted(self.others),
            "stretches": self.stretches,
            "quotes": sorted(self.quotes),
            "renamed": dict(self.renamed),
            "changed": sorted(self.changed),
            "hashes": sorted(each.hex() for each in self.hashes),
        }
        write_bytes(path, json.dumps(told, ensure_ascii=False, indent=1).encode(), mode=_OWNERS)


def file_of(data: Path, person: str) -> Path:
    """Return where it is written down what the withdrawal of a person has to clean."""
    return data / _FOLDER / f"{hashlib.sha256(plain_name(person).encode()).hexdigest()}.json"


def unfinished_of(data: Path, person: str) -> Traces | None:
    """Return what a withdrawal of a person that has begun has to clean; None where none has.

    Raises:
        KeepingError: the file is damaged.
    """
    path = file_of(data, person)
    return Traces.read(path) if path.exists() else None


def unfinished(data: Path) -> list[str]:
    """Return the names of those whose withdrawal has begun and is not finished.

    Raises:
        KeepingError: a file is damaged.
    """
    return sorted(Traces.read(path).name for path in (data / _FOLDER).glob("*.json"))


def finish(data: Path, person: str) -> None:
    """Delete what was written down: everything is clean, and that is proved."""
    path = file_of(data, person)
    if path.exists():
        delete_file(path)


def unfinished_faults(data: Path) -> list[str]:
    """Return whose withdrawal is not finished, with the command that does it, one line each."""
    try:
        return [f"{name}: tillbakadragningen är inte klar; kör: {command(name)}" for name in unfinished(data)]
    except KeepingError as exc:
        return [str(exc)]


def tell_unfinished(data: Path, say: Callable[[str], None]) -> None:
    """Tell that a withdrawal is not finished; without the name, since what a server says is kept in logs."""
    if unfinished_faults(data):
        say("! En persons tillbakadragning är inte klar; kör: chatbot verify (den säger vilket kommando som gör klart)")


def command(person: str) -> str:
    """Return the command that withdraws a person."""
    return f"chatbot withdraw {shlex.quote(person)}"
