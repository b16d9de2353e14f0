"""The answer record, the same for the command line, the HTTP API and the pages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from chatbot.filters import Filters


class Status(StrEnum):
    """What kind of answer it is."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    NO_VOICE = "no_voice"
    NOT_A_QUESTION = "not_a_question"


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was understood of a question; None for what it does not name.

    Attributes:
        filters: what the visitor has narrowed the answers to; None for nothing.
    """

    question: str
    municipality: str | None = None
    speaker: str | None = None
    role: str | None = None
    filters: Filters | None = None


@dataclass(frozen=True, slots=True)
class AnswerSpeaker:
    """Who speaks; name None where the article does not tell, or not surely enough."""

    name: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class AnswerAttribution:
    """The rule that decided who speaks, and how sure it is, in [0, 1]."""

    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """Where a quote was published; published as YYYY-MM-DD."""

    id: str
    title: str
    publisher: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class AnswerQuote:
    """One verbatim quote, or a passage of the article's own narration.

    Attributes:
        kind: "quote" or "passage"; a passage has no speakers.
        text: article.text[start:end], compared again at the moment of answering.
        highlight: [start, end) of the best sentence within text, or None for the whole.
        segments: spoken stretches [start, end) within text; what lies between them is the
            narrator's tag. One stretch, the whole text, for most quotes.
        start, end: offsets of text in the article's text.
        sha256: of text in UTF-8, hexadecimal.
        score: calibrated probability in [0, 1] that the quote answers the question.
    """

    id: str
    kind: str
    text: str
    highlight: tuple[int, int] | None
    segments: tuple[tuple[int, int], ...]
    speakers: tuple[AnswerSpeaker, ...]
    attribution: AnswerAttribution
    municipality: str | None
    interviewer_question: str | None
    article: ArticleReference
    start: int
    end: int
    sha256: str
    score: float


@dataclass(frozen=True, slots=True)
class Unfiltered:
    """How many quotes answer without one of the filters; filter "all" for without any, quotes counted up to a limit."""

    filter: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    Attributes:
        unfiltered: where there is no answer with the visitor's filters: what each of them, left out, would give.
    """

    question: str
    language: str
    interpreted: Interpretation
    status: Status
    message: str
    quotes: tuple[AnswerQuote, ...]
    suggestions: tuple[str, ...]
    generation: str
    unfiltered: tuple[Unfiltered, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain data, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What one municipality answers; message tells why where it has no quotes, and is empty where it has."""

    municipality: str
    status: Status
    message: str
    quotes: tuple[AnswerQuote, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question, answered municipality by municipality.

    Attributes:
        municipalities: those with quotes first, the best first; then those without.
        more: how many municipalities are not shown.
    """

    question: str
    language: str
    interpreted: Interpretation
    status: Status
    message: str
    municipalities: tuple[PlaceAnswer, ...]
    more: int
    generation: str

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain data, ready for JSON."""
        return asdict(self)
