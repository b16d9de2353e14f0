"""Names as words: where they stand, how they are written, when two may be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.records import Span
from corpus.subjects import name_length
from corpus.words import Gender, Token, first_names, is_organisation, tokenize

NICKNAME = re.compile(r"\s[”“\"’'(]([^\W\d_]+)[”“\"’')](?=\s)")


def name_runs(text: str, span: Span) -> Iterable[Sequence[Token]]:
    """Yield the runs of capitalised words in text[span], particles between them included."""
    words = tokenize(text, span.start, span.end)
    position = 0
    while position < len(words):
        if not words[position].is_capitalised or words[position].text[0].isdigit():
            position += 1
            continue
        count = max(1, name_length(text, words[position : position + 8]))
        yield words[position : position + count]
        position += count


def canonical(name: str) -> str:
    """Return a name without a nickname in it, and not all in capitals."""
    words = NICKNAME.sub("", name).split()
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in words)


def slip_keys(parts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what two names have in common if a slip makes one of the other: all but a word, and an end of it."""
    first, last = parts[0], parts[-1]
    keys: list[tuple[str, ...]] = [("<", *parts[:-1], last[:2]), (">", *parts[:-1], last[-2:])]
    return [*keys, ("<<", first[:2], *parts[1:]), (">>", first[-2:], *parts[1:])]


def one_slip_apart(one: str, other: str) -> bool:
    """Tell whether a letter left out, put in or exchanged makes one word of the other."""
    if one == other or abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 5:
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = one[same:], other[same:]
    return rests[0][1:] == rests[1][1:] or rests[0][1:] == rests[1] or rests[0] == rests[1][1:]


def may_be_person(name: str) -> bool:
    """Tell a person from an organisation: "Rädda Barnen", "Kvinnojouren Alma", "Röda Korset"."""
    return not any(is_organisation(word) for word in name.split())


def gender_of(first_name: str) -> Gender:
    """Return the gender that a first name, or its first half, is listed with."""
    return first_names().get(first_name) or first_names().get(first_name.split("-", maxsplit=1)[0], Gender.UNKNOWN)


def is_subsequence(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether the words of short stand in long, in order."""
    rest = iter(long)
    return all(word in rest for word in short)
