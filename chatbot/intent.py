"""Whether there is a question at all: greetings, thanks, noise and talk about other things than the work are not."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Container, Sequence
from enum import Enum

from chatbot.own_cases import asks_in_own_case
from chatbot.talk import asks_for_vacancies, is_about_the_chat, is_in_need, is_told_to_the_chat
from chatbot.words import GREETINGS, THANKS, is_function_word
from corpus.words import tokenize

LONGEST_QUESTION = 1000
"""Characters; what is longer is somebody's text, not a question."""

_SHORT = 3
_KEYS_IN_A_ROW = 4
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_OPENINGS = frozenset({"hej", "hejsan", "hallå", "tjena", "hi", "hello", "hey"})
_THANKING = frozenset("tack tackar thanks thank hejdå adjö bye goodbye merci danke".split())
_ACKNOWLEDGING = frozenset("ok okej okay bra toppen super perfekt great perfect good cheers".split())
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_CODE = re.compile(
    r"^[\[{].*[\]}]$|\b(?:select\b.+\bfrom|drop table|insert into|delete from|union select)\b|<\?php|\balert\(",
    re.IGNORECASE,
)


class Intent(Enum):
    """Whether there is a question at all."""

    QUESTION = "question"
    GREETING = "greeting"
    THANKS = "thanks"
    ABOUT_THE_CHAT = "about the chat"
    IN_NEED = "in need"
    OWN_CASE = "own case"
    VACANCIES = "vacancies"
    EMPTY = "empty"
    NOISE = "noise"
    TOO_LONG = "too long"


SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS, Intent.ABOUT_THE_CHAT, Intent.EMPTY, Intent.NOISE})
"""What leaves the last question what it was."""


def clean(text: str) -> str:
    """Return text in NFC on one line, without control and formatting characters and without HTML tags."""
    composed = _TAG.sub(" ", unicodedata.normalize("NFC", text))
    visible = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in composed)
    return " ".join("".join(c for c in visible if unicodedata.category(c) not in {"Cf", "Cs"}).split())


def intent_of(text: str, known: Container[str]) -> tuple[Intent, str]:
    """Return the intent, and the question without the greeting that it begins with.

    Args:
        text: cleaned.
        known: lower-case words of the corpus; never noise.
    """
    if not text:
        return Intent.EMPTY, text
    tokens = tokenize(text)
    words = [token.text.casefold() for token in tokens]
    if is_in_need(words):  # before all else: who tells it at length is not to be told to be brief
        return Intent.IN_NEED, text
    if len(text) > LONGEST_QUESTION:
        return Intent.TOO_LONG, text
    if all(word in GREETINGS for word in words) and words:
        return Intent.GREETING, text
    polite = bool(words) and all(word in THANKS for word in words) and "?" not in text
    if polite and (_THANKING.intersection(words) or _ACKNOWLEDGING.issuperset(words)):
        return Intent.THANKS, text
    if _is_all_noise(words, known) or _CODE.search(text):
        return Intent.NOISE, text
    begin = _length_of_greeting(words)
    if is_about_the_chat(words[begin:]) or is_told_to_the_chat(words[begin:]):
        return Intent.ABOUT_THE_CHAT, text
    if asks_in_own_case(words[begin:]):
        return Intent.OWN_CASE, text
    if asks_for_vacancies(words[begin:]):
        return Intent.VACANCIES, text
    return Intent.QUESTION, text[tokens[begin].start :] if begin else text


def _length_of_greeting(words: Sequence[str]) -> int:
    """Return how many words "Hej! Har ni handledning?" has before its question."""
    i = 0
    while i < len(words) - 1 and words[i] in _OPENINGS:
        i += 1
    return i


def _is_all_noise(words: Sequence[str], known: Container[str]) -> bool:
    """Tell whether no word can be a word; short abbreviations (LSS) are noise only beside noise."""
    doubtful = [word for word in words if not (word.isalpha() and len(word) <= _SHORT)]
    if not all(_is_noise(word, known) for word in doubtful):
        return False
    if doubtful and any(word.isalpha() for word in doubtful):
        return not any(word in known or is_function_word(word) for word in words)
    return not any(word.isalpha() for word in words)


def _is_noise(word: str, known: Container[str]) -> bool:
    """Tell whether a word is no word of any language: no vowel, or along a row of keys."""
    if not word.isalpha():
        return not any(character.isalpha() for character in word)
    if word in known or is_function_word(word) or not all("LATIN" in unicodedata.name(c, "") for c in word):
        return False
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    if not re.search(r"[aeiouyæø]", bare) or re.search(r"[^aeiouyæø]{7}", bare) or re.fullmatch(r"(.)\1{2,}", bare):
        return True
    return max(_run_along(bare, row) for row in _KEYBOARD) >= _KEYS_IN_A_ROW


def _run_along(word: str, keys: str) -> int:
    """Return the longest stretch of word that runs along one row of keys."""
    longest = current = 1
    for left, right in itertools.pairwise(word):
        current = current + 1 if left + right in keys else 1
        longest = max(longest, current)
    return longest
