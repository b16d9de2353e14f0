"""What is handed to the store."""

from __future__ import annotations

import datetime
import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum

from chatbot.records import Answer, Comparison, Interpretation


class Channel(StrEnum):
    """Where a question was asked."""

    PAGE = "page"
    WIDGET = "widget"
    API = "api"
    MCP = "mcp"


class RatingKind(StrEnum):
    """What a visitor says of an answer, or of one quote in it."""

    HELPFUL = "helpful"
    BESIDE = "beside"
    WRONG_PERSON = "wrong_person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote as an answer showed it; its text stays in the article."""

    quote: str
    article: str
    score: float


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its answer, as asked: it is scrubbed on its way into the database.

    Attributes:
        id: of the answer; random.
        conversation: SHA-256 of the page's token, hexadecimal.
        compared: the answer was given municipality by municipality.
        quotes: as shown, in order.
    """

    id: str
    asked: datetime.datetime
    channel: Channel
    conversation: str | None
    question: str
    language: str
    interpreted: Interpretation
    compared: bool
    status: str
    generation: str
    quotes: tuple[ShownQuote, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """A visitor's rating; the latest of the same answer and quote counts.

    Attributes:
        quote: id of one quote of the answer; None rates the answer as a whole.
        kind: None takes an earlier rating back.
        comment: as written; scrubbed on its way into the database.
    """

    answer: str
    quote: str | None
    kind: RatingKind | None
    comment: str | None
    rated: datetime.datetime


Entry = AskedQuestion | Rating


def new_token() -> str:
    """Return a random id that nobody guesses, for an answer or a conversation."""
    return secrets.token_urlsafe(16)


def conversation_key(token: str | None) -> str | None:
    """Return what the database knows of a conversation; None without a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest() if token else None


def asked_question(
    answer: Answer | Comparison,
    answer_id: str,
    *,
    asked: datetime.datetime,
    channel: Channel,
    conversation: str | None,
) -> AskedQuestion:
    """Return what is kept of an answer.

    Args:
        answer: as shown.
        answer_id: its id.
        asked: when.
        channel: where.
        conversation: the page's token; None where there is none.
    """
    compared = isinstance(answer, Comparison)
    quotes = (
        [quote for place in answer.municipalities for quote in place.quotes]
        if isinstance(answer, Comparison)
        else answer.quotes
    )
    return AskedQuestion(
        id=answer_id,
        asked=asked,
        channel=channel,
        conversation=conversation_key(conversation),
        question=answer.question,
        language=answer.language,
        interpreted=answer.interpreted,
        compared=compared,
        status=answer.status.value,
        generation=answer.generation,
        quotes=tuple(ShownQuote(quote.id, quote.article.id, quote.score) for quote in quotes),
    )
