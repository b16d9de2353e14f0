"""Which of the candidates are shown: others before anybody speaks twice, nothing said twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from corpus.words import tokenize
from index.chunks import Record
from index.generation import Generation

SAME = 0.7
"""Share of the shorter one's word triples from which on two quotes are one, said or printed twice."""


def choose(
    generation: Generation,
    ordered: Sequence[int],
    *,
    top: int,
    one_per_person: bool,
    accept: Callable[[Record], bool],
) -> list[tuple[int, Record]]:
    """Return at most top records: others before anybody speaks twice, nothing said twice.

    Args:
        generation: the index.
        ordered: record numbers, best first.
        top: how many are wanted.
        one_per_person: False where one person was asked for.
        accept: called for a record that would be chosen; False leaves it out.
    """
    chosen: list[tuple[int, Record]] = []
    spoken: set[frozenset[str]] = set()

    def take(numbers: Iterable[int], *, one_per_person: bool) -> list[int]:
        left_over = []
        for number in numbers:
            if len(chosen) == top:
                break
            record = generation.record(number)
            names = frozenset(speaker.name for speaker in record.speakers if speaker.name)
            if one_per_person and names and names in spoken:
                left_over.append(number)
            elif not any(_say_the_same(record, other) for _, other in chosen) and accept(record):
                spoken.add(names)
                chosen.append((number, record))
        return left_over

    take(take(ordered, one_per_person=one_per_person), one_per_person=False)
    return chosen


def _say_the_same(one: Record, other: Record) -> bool:
    """Tell whether the shorter of two records stands in the longer, but for a word or two."""
    first, second = _trigrams(one.spoken), _trigrams(other.spoken)
    return len(first & second) >= SAME * min(len(first), len(second))


def _trigrams(text: str) -> set[tuple[str, ...]]:
    words = [token.text.casefold() for token in tokenize(text)]
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
