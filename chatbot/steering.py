"""What people have decided that changes answers: hidden quotes, lessons, the operating point.

The database has it all, but asking never waits for the database: what counts is written from it to a folder, and
read from there. There are two copies, so that no damage to a file brings a hidden quote back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from chatbot.errors import SteeringError
from index.storage import exclusive_lock, write_text

COPIES = ("steering.json", "steering.copy.json")
"""The first is written first, so that it is never older than the second."""
VECTORS = "questions.npz"
_FORM = 1
_REMEDY = "kör: chatbot learn, som skriver den på nytt ur databasen"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What people have found of a quote and a question.

    Attributes:
        question: as it was understood.
        quote: id.
        answers: whether it answers the question; or else it is not to be shown for it.
        municipality: that the question keeps to, named in it or not.
        speaker: the same of a person.
    """

    question: str
    quote: str
    answers: bool
    municipality: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Steering:
    """What steers the chat beside its index.

    Attributes:
        hidden: ids of quotes that are not to be shown to anybody.
        lessons: those that count.
        operating_point: that an admin has set; None for the program's own.
    """

    hidden: frozenset[str] = frozenset()
    lessons: tuple[Lesson, ...] = ()
    operating_point: float | None = None

    @property
    def digest(self) -> str:
        """Short name; of two that steer alike it is the same."""
        return _digest(_written(self))[:16]


NOTHING = Steering()


class Steers(Protocol):
    """Knows what steers the chat now.

    Attributes:
        vectors: file in which the lessons' vectors are kept; None keeps them in memory only.
    """

    @property
    def vectors(self) -> Path | None: ...  # noqa: D102 - see above

    def now(self) -> Steering:
        """Return what steers the chat now; the same object as before while nothing has changed."""
        ...

    def faults(self) -> list[str]:
        """Return what is wrong with it, in Swedish."""
        ...


@dataclass(slots=True)
class FixedSteering:
    """Steering that is given; whoever has it may exchange it."""

    steering: Steering = NOTHING

    @property
    def vectors(self) -> None:
        """There is no file."""
        return

    def now(self) -> Steering:
        """Return it."""
        return self.steering

    def faults(self) -> list[str]:
        """Return none."""
        return []


class CurrentSteering:
    """The steering in a folder; a new one is noticed, and a damaged one does not replace the last good one."""

    def __init__(self, directory: Path) -> None:
        """Read it.

        Raises:
            SteeringError: it is damaged, and nobody knows what must not be shown.
        """
        self._directory = directory
        self._seen = self._stamp()
        self._steering, self._faults = read_steering(directory)

    @property
    def vectors(self) -> Path:
        """Beside what it is made from, and going with it."""
        return self._directory / VECTORS

    def now(self) -> Steering:
        """Return what is in the folder; a look at two files' times."""
        stamp = self._stamp()
        if stamp != self._seen:
            self._seen = stamp
            self._read()
        return self._steering

    def faults(self) -> list[str]:
        """Return what is wrong with the files now."""
        self.now()
        return self._faults

    def _read(self) -> None:
        known = self._steering
        try:
            steering, self._faults = read_steering(self._directory)
        except SteeringError as exc:
            self._faults = [str(exc)]
            return
        if not self._directory.exists() and known != NOTHING:
            self._faults = [f"{self._directory}: mappen är borta; {_REMEDY}"]
            return
        # One copy may be older than what is known already.
        self._steering = replace(steering, hidden=steering.hidden | known.hidden) if self._faults else steering

    def _stamp(self) -> tuple[object, ...]:
        return tuple(map(_stamp_of, (self._directory / name for name in COPIES)))


def _stamp_of(path: Path) -> object:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino, status.st_size


def read_steering(directory: Path) -> tuple[Steering, list[str]]:
    """Return what is in a folder, and what is wrong with one of its copies.

    What one of the copies hides is hidden.

    A folder that was never written has nothing; who ever wrote it has left its lock beside it.

    Raises:
        SteeringError: there is no good copy.
    """
    if not directory.exists():
        if _lock_of(directory).exists():
            raise SteeringError(
                f"{directory}: mappen är borta, och ingen vet vad som inte får visas; återställ databasen om den också "
                f"är borta, och {_REMEDY}"
            )
        return NOTHING, []
    good: list[Steering] = []
    faults: list[str] = []
    for name in COPIES:
        try:
            good.append(_parsed((directory / name).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            faults.append(f"{directory / name}: saknas eller är skadad; {_REMEDY}")
    if not good:
        raise SteeringError(f"{directory}: ingen fil med vad som inte får visas går att läsa; {_REMEDY}")
    if good[0] != good[-1]:
        faults.append(f"{directory}: de två filerna säger inte detsamma; {_REMEDY}")
    hidden = frozenset[str]().union(*(steering.hidden for steering in good))
    return replace(good[0], hidden=hidden), faults


def write_steering(directory: Path, steering: Steering) -> None:
    """Replace what is in a folder, for whoever holds its lock."""
    directory.mkdir(parents=True, exist_ok=True)
    content = _written(steering)
    text = json.dumps({"form": _FORM, "sha256": _digest(content), "content": content}, ensure_ascii=False, indent=1)
    for name in COPIES:
        write_text(directory / name, text + "\n")


@contextmanager
def steering_lock(directory: Path) -> Iterator[None]:
    """Hold what whoever reads the database and writes the folder must hold, or an older state could come last."""
    waiting: Callable[[], None] = lambda: None  # noqa: E731
    with exclusive_lock(_lock_of(directory), waiting=waiting):
        yield


def _lock_of(directory: Path) -> Path:
    return directory.with_name(f"{directory.name}.lock")


def _written(steering: Steering) -> dict[str, Any]:
    return {
        "hidden": sorted(steering.hidden),
        "lessons": [asdict(lesson) for lesson in steering.lessons],
        "operating_point": steering.operating_point,
    }


def _parsed(text: str) -> Steering:
    stored = json.loads(text)
    content = stored["content"]
    if stored["form"] != _FORM or stored["sha256"] != _digest(content):
        raise ValueError(f"form {stored['form']}")
    return Steering(
        frozenset(content["hidden"]),
        tuple(Lesson(**lesson) for lesson in content["lessons"]),
        content["operating_point"],
    )


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
