"""Words that ask for the same thing: the applicant's everyday word beside the profession's own."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files

from index.lexical import SHORTEST_PART, fold, stem


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Return stem, with and without diacritics -> the words of its groups."""
    content = files("chatbot").joinpath("related.txt").read_text(encoding="utf-8")
    related: dict[str, dict[str, None]] = defaultdict(dict)
    for line in content.splitlines():
        if line.startswith("#"):
            continue
        words = line.split()
        for word in words:
            for key in (stem(word), stem(fold(word))):
                related[key].update(dict.fromkeys(words))
    return {key: tuple(words) for key, words in related.items()}


def related_words(word: str) -> tuple[str, ...]:
    """Return the words that ask for the same thing as a casefolded word, itself left out.

    A compound that no group has is known by its last part ("ärendebelastning").
    """
    groups = _groups()
    for start in range(len(word) - SHORTEST_PART + 1):
        found = groups.get(stem(word[start:]))
        if found and (start == 0 or start >= SHORTEST_PART):
            own = stem(word)
            return tuple(other for other in found if stem(other) != own)
    return ()
