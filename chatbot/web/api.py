"""The HTTP API: what other programs ask, and the health check."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import MAXYEAR, MINYEAR
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from chatbot.filters import FacetValue, Filters
from chatbot.intent import LONGEST_QUESTION
from chatbot.records import Answer, AnswerQuote, Comparison
from chatbot.store.recorder import Recorder
from chatbot.store.records import Channel
from chatbot.topics import Topic
from chatbot.web.answerer import Answerer
from chatbot.web.conversation import AT_ONCE
from chatbot.web.guard import BODY_LIMIT

logger = logging.getLogger(__name__)

_HISTORY_LIMIT = 50
_NAME_LIMIT = 200
_TOP_LIMIT = 100
_PLACES_LIMIT = 290
_TOP_OF_EACH_LIMIT = 10
_HEALTH_SECONDS = 30

Question = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_NAME_LIMIT)]


class ApiError(Exception):
    """An answer with a status other than 200.

    Args:
        code: short, stable, for programs.
        message: a sentence in Swedish, for people.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def body(self) -> dict[str, Any]:
        """Return the error's JSON."""
        return {"error": {"code": self.code, "message": self.message}}


Conversation = Annotated[str, StringConstraints(min_length=16, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]
"""A page's own token, too long to be guessed."""


class Narrowing(BaseModel):
    """What quotes must fulfil to answer."""

    model_config = ConfigDict(extra="forbid")

    role: Name | None = None
    area: Name | None = None
    year_from: int | None = Field(default=None, ge=MINYEAR, le=MAXYEAR)
    year_to: int | None = Field(default=None, ge=MINYEAR, le=MAXYEAR)

    def filters(self, municipality: str | None = None) -> Filters:
        """Return the filters."""
        return Filters(municipality, self.role, self.area, self.year_from, self.year_to)


class FiltersRequest(Narrowing):
    """What is chosen already, and the language of the names."""

    municipality: Name | None = None
    language: Literal["sv", "en"] = "sv"


class AskRequest(Narrowing):
    """A question with what it may lean on."""

    question: Question
    history: list[Question] = Field(default_factory=list, max_length=_HISTORY_LIMIT, description="oldest first")
    municipality: Name | None = None
    speaker: Name | None = None
    top: int = Field(default=3, ge=1, le=_TOP_LIMIT)
    conversation: Conversation | None = None


class CompareRequest(Narrowing):
    """A question that several municipalities are to answer."""

    question: Question
    history: list[Question] = Field(default_factory=list, max_length=_HISTORY_LIMIT, description="oldest first")
    municipalities: list[Name] = Field(
        default_factory=list,
        max_length=_PLACES_LIMIT,
        description="none: those that the question names, if it names several, else all",
    )
    top: int = Field(default=1, ge=1, le=_TOP_OF_EACH_LIMIT, description="quotes of each municipality at most")
    conversation: Conversation | None = None


@dataclass(frozen=True, slots=True)
class KeptAnswer(Answer):
    """An answer with the id by which it can be rated; None where nothing is kept."""

    answer_id: str | None = None


@dataclass(frozen=True, slots=True)
class KeptComparison(Comparison):
    """A comparison with the id by which it can be rated; None where nothing is kept."""

    answer_id: str | None = None


class FilterList(BaseModel):
    """What answers can be narrowed to."""

    language: Literal["sv", "en"]
    filters: Filters
    quotes: int
    municipality: list[FacetValue]
    role: list[FacetValue]
    area: list[FacetValue]
    year: list[FacetValue]


class TopicList(BaseModel):
    """What can be asked about."""

    language: Literal["sv", "en"]
    topics: list[Topic]


class HealthRecord(BaseModel):
    """How the service is."""

    status: Literal["ok"]


class ErrorDetail(BaseModel):
    """What is wrong."""

    code: str
    message: str


class ErrorRecord(BaseModel):
    """An error."""

    error: ErrorDetail


class Health:
    """Whether the index verifies, asked at most every 30 seconds."""

    def __init__(self, find_faults: Callable[[], Sequence[str]], clock: Callable[[], float] = time.monotonic) -> None:
        self._find_faults = find_faults
        self._clock = clock
        self._lock = threading.Lock()
        self._is_well = False
        self._until = float("-inf")

    def is_well(self) -> bool:
        """Return the latest result; faults go to the log, where those who run the service look."""
        with self._lock:
            if self._clock() >= self._until:
                self._is_well = not self._log_faults()
                self._until = self._clock() + _HEALTH_SECONDS
            return self._is_well

    def _log_faults(self) -> bool:
        try:
            faults = self._find_faults()
        except Exception:
            logger.exception("the health check itself failed")
            return True
        for fault in faults:
            logger.error("health: %s", fault)
        return bool(faults)


def told(operation_id: str, tag: str, record: type, *errors: int) -> dict[str, Any]:
    """Return what the description of the API is told of a route; openapi.py has its words."""
    failures = {status: {"model": ErrorRecord} for status in sorted({*errors, 429, 500})}
    return {
        "operation_id": operation_id,
        "tags": [tag],
        "response_model": None,
        "responses": {200: {"model": record}, **failures},
    }


def build_api(chatbot: Answerer, recorder: Recorder | None = None) -> APIRouter:
    """Return the routes of the API.

    The records' types are told for its description only: what is sent was checked where it was made.

    Args:
        chatbot: answers.
        recorder: keeps what is asked; None keeps nothing.
    """
    router = APIRouter()
    health = Health(chatbot.verify)
    at_once = asyncio.Semaphore(AT_ONCE)

    def kept(answer: Answer | Comparison, conversation: str | None) -> dict[str, Any]:
        answer_id = recorder and recorder.record(answer, channel=Channel.API, conversation=conversation)
        return {**answer.to_dict(), "answer_id": answer_id}

    @router.post("/api/v1/ask", max_body_size=BODY_LIMIT, **told("ask", "questions", KeptAnswer, 413, 422))
    async def ask(request: AskRequest) -> dict[str, Any]:
        async with at_once:
            answer = await run_in_threadpool(
                chatbot.ask,
                request.question,
                request.history,
                speaker=request.speaker,
                filters=request.filters(request.municipality),
                top=request.top,
            )
        return kept(answer, request.conversation)

    @router.post("/api/v1/compare", max_body_size=BODY_LIMIT, **told("compare", "questions", KeptComparison, 413, 422))
    async def compare(request: CompareRequest) -> dict[str, Any]:
        async with at_once:
            compared = await run_in_threadpool(
                chatbot.compare,
                request.question,
                request.history,
                municipalities=request.municipalities,
                filters=request.filters(),
                top=request.top,
            )
        return kept(compared, request.conversation)

    @router.get("/api/v1/filters", **told("filters", "questions", FilterList, 422))
    async def filters(request: Annotated[FiltersRequest, Query()]) -> dict[str, Any]:
        counts = await run_in_threadpool(chatbot.facets, request.filters(request.municipality), request.language)
        return {"language": request.language, **asdict(counts)}

    @router.get("/api/v1/topics", **told("topics", "questions", TopicList, 422))
    async def topics(language: Literal["sv", "en"] = "sv") -> dict[str, Any]:
        found = await run_in_threadpool(chatbot.topics, language)
        return {"language": language, "topics": [asdict(topic) for topic in found]}

    @router.get("/api/v1/quotes/{quote_id}", **told("get_quote", "quotes", AnswerQuote, 404, 422))
    async def get_quote(quote_id: Annotated[str, Path(max_length=_NAME_LIMIT)]) -> dict[str, Any]:
        quote = await run_in_threadpool(chatbot.quote, quote_id)
        if quote is None:
            raise ApiError(404, "quote_not_found", f"Det finns inget citat med beteckningen {quote_id!r}.")
        return asdict(quote)

    @router.get("/health", **told("check_health", "service", HealthRecord, 503))
    async def check_health() -> dict[str, Any]:
        if not await run_in_threadpool(health.is_well):
            raise ApiError(503, "unhealthy", "Indexet stämmer inte med artiklarna. Felen står i tjänstens logg.")
        return {"status": "ok"}

    return router


_FAULTS = {
    "missing": "saknas",
    "string_too_short": "är tomt",
    "string_too_long": "är för långt",
    "too_long": "har för många värden",
    "string_type": "ska vara text",
    "list_type": "ska vara en lista",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "greater_than_equal": "är för litet",
    "less_than_equal": "är för stort",
    "extra_forbidden": "är okänt",
    "literal_error": "är inget av de värden som finns",
    "enum": "är inget av de värden som finns",
    "string_pattern_mismatch": "har tecken som inte går att använda",
}


def explain(errors: Sequence[Any]) -> str:
    """Return pydantic's errors as one Swedish sentence, without repeating what was sent."""
    if any(error["type"] == "json_invalid" for error in errors):
        return "Begäran är inte giltig JSON."
    parts = []
    for error in errors:
        where = ".".join(str(part) for part in error["loc"] if part not in ("body", "query", "path")) or "begäran"
        parts.append(f"{where} {_FAULTS.get(error['type'], 'har ett värde som inte går att använda')}")
    return f"Begäran går inte att förstå: {'; '.join(parts)}."
