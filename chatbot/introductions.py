"""The asker's own name: whoever says what he is called asks for nobody of that name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from chatbot.words import is_function_word
from corpus.subjects import PARTICLES
from corpus.words import Token, is_first_name, tokenize

_LONGEST = 4
"""Words of a name."""
_SURELY = re.compile(
    r"\b(?:(?:jag heter|(?:mitt|vårt) namn är|kalla mig|my name is|my name[’']s|(?:you can |please )?call me)"
    r"(?: också| då| alltså)?)\s+",
    re.IGNORECASE,
)
_PERHAPS = re.compile(r"\b(?:jag är|det här är|i am|i[’']?m|this is)\s+", re.IGNORECASE)
"""What may say something else of the asker: a name counts only where it is one by the list, and nobody else's."""
_GOES_ON = frozenset({"och", "and", "som", "who", "från", "from", "i", "in", "på", "at", "här", "here"})
_AFTER = re.compile(r"\s*(?:[,.!;:–-]+\s*)?(?:(?:och|and)\s+)?", re.IGNORECASE)


def introductions(text: str) -> list[tuple[int, int]]:
    """Return the stretches [start, end) in which the asker tells his own name, with the "and" after it."""
    tokens = tokenize(text)
    found = []
    for match in (*_SURELY.finditer(text), *_PERHAPS.finditer(text)):
        place = next((i for i, token in enumerate(tokens) if token.start >= match.end()), len(tokens))
        is_sure = match.re is _SURELY
        length = _name_at(text, tokens, place, is_sure=is_sure)
        if length and (is_sure or _is_whole(text, tokens, place + length)):
            end = _AFTER.match(text, tokens[place + length - 1].end)
            found.append((match.start(), end.end() if end else tokens[place + length - 1].end))
    return sorted(found)


def _name_at(text: str, tokens: Sequence[Token], i: int, *, is_sure: bool) -> int:
    """Return how many words from i on are a name; 0 for none."""
    if i >= len(tokens) or is_function_word(tokens[i].text):
        return 0
    if not is_sure and not (tokens[i].is_capitalised and is_first_name(tokens[i].text)):
        return 0
    length = 1
    for before, word in zip(tokens[i:], tokens[i + 1 : i + _LONGEST], strict=False):
        is_apart = text[before.end : word.start].strip() != ""
        is_part = word.is_capitalised or word.text in PARTICLES or word.text.endswith("sson")
        if is_apart or not is_part:
            break
        length += 1
    return length


def _is_whole(text: str, tokens: Sequence[Token], end: int) -> bool:
    """Tell whether a name ends before a word: "jag är Mia Bergs granne" is about somebody else."""
    if end >= len(tokens):
        return True
    between = text[tokens[end - 1].end : tokens[end].start].strip()
    return bool(between) or tokens[end].text.casefold() in _GOES_ON or tokens[end].text[0].isdigit()
