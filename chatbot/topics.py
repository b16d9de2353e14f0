"""What visitors may ask about: topics with questions, of the field and of the interviewers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chatbot.intent import Intent
from chatbot.parts import is_topical
from chatbot.understanding import understand
from chatbot.voices import Voices
from chatbot.words import FOLLOWING, PRONOUNS, THERE
from corpus.asked_places import places_in_question
from corpus.words import tokenize

LONGEST = 80
"""Characters of a question that is offered to visitors."""
_FEWEST_WORDS = 4
_LANGUAGES = ("sv", "en")
_POINTING = FOLLOWING | PRONOUNS | THERE | {"det", "den", "detta", "sådant"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading and questions in one language."""

    heading: str
    questions: tuple[str, ...]


@cache
def topics_of_the_field(language: str) -> tuple[Topic, ...]:
    """Return the topics that people ask about, whether or not a corpus speaks of them.

    Args:
        language: "sv" or "en".
    """
    column = _LANGUAGES.index(language)
    found: list[tuple[str, list[str]]] = []
    content = files("chatbot").joinpath("topics.txt").read_text(encoding="utf-8")
    for line in content.splitlines():
        if not line or line.startswith("#"):
            continue
        text = line.strip("[]").split(" | ")[column]
        if line.startswith("["):
            found.append((text, []))
        else:
            found[-1][1].append(text)
    return tuple(Topic(heading, tuple(questions)) for heading, questions in found)


def standing_alone(questions: Iterable[str | None], voices: Voices) -> list[str]:
    """Return the interviewers' questions that a visitor can ask of anybody, each once.

    They are short, have a topic, name nobody and no place, and point at nothing that was said before.
    """
    names = {part.casefold() for name in voices.people.names for part in name.split()}
    found: dict[str, str] = {}
    for question in filter(None, questions):
        text = " ".join(question.split())
        if len(text) <= LONGEST and text.casefold() not in found and _stands_alone(text, voices, names):
            found[text.casefold()] = text
    return list(found.values())


def _stands_alone(text: str, voices: Voices, names: set[str]) -> bool:
    words = [token.text.casefold() for token in tokenize(text)]
    if not text.endswith("?") or text.count("?") > 1 or len(words) < _FEWEST_WORDS or not text[0].isupper():
        return False
    # "Hur är det att ...?" points at nothing, "Hur är det?" does.
    pointing = _POINTING - {"det"} if "att" in words else _POINTING
    if names.intersection(words) or pointing.intersection(words) or not any(map(is_topical, words)):
        return False
    understood = understand(text, (), voices, find_places=places_in_question)
    return understood.intent is Intent.QUESTION and understood.topic == understood.interpretation.question
