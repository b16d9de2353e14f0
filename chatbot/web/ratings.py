"""What visitors say of answers, and the deletion of what they asked: the routes of the API."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, StringConstraints

from chatbot.errors import StoreError
from chatbot.store.errors import UnknownAnswerError
from chatbot.store.recorder import Recorder
from chatbot.store.records import RatingKind
from chatbot.web.api import ApiError, Conversation, told
from chatbot.web.guard import BODY_LIMIT

COMMENT_LIMIT = 1000
"""Characters of a rating's own words."""

_Id = Annotated[str, StringConstraints(min_length=1, max_length=128)]
_Comment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=COMMENT_LIMIT)]

_UNAVAILABLE = "Databasen går inte att nå just nu. Försök igen om en stund."


class RatingRequest(BaseModel):
    """What a visitor says of an answer, or of one quote in it."""

    model_config = ConfigDict(extra="forbid")

    answer: _Id
    quote: _Id | None = None
    kind: RatingKind | None
    comment: _Comment | None = None


class RatingRecord(BaseModel):
    """What became of a rating."""

    status: Literal["accepted", "waiting", "taken_back"]


class DeletionRequest(BaseModel):
    """Whose questions are to be deleted."""

    model_config = ConfigDict(extra="forbid")

    conversation: Conversation


class DeletionRecord(BaseModel):
    """How many questions were deleted."""

    questions: int


def build_ratings(recorder: Recorder) -> APIRouter:
    """Return the routes."""
    router = APIRouter()

    @router.post(
        "/api/v1/ratings", max_body_size=BODY_LIMIT, **told("rate", "ratings", RatingRecord, 404, 413, 422, 503)
    )
    async def rate(request: RatingRequest, response: Response) -> dict[str, Any]:
        try:
            await run_in_threadpool(
                recorder.rate, request.answer, quote=request.quote, kind=request.kind, comment=request.comment or None
            )
        except UnknownAnswerError:
            raise ApiError(404, "answer_not_found", "Svaret finns inte kvar, så det går inte att bedöma.") from None
        except StoreError as exc:
            raise ApiError(503, "store_unavailable", _UNAVAILABLE) from exc
        if recorder.is_failing:
            response.status_code = 202
            return {"status": "waiting"}
        return {"status": "taken_back" if request.kind is None else "accepted"}

    @router.post(
        "/api/v1/conversations/delete",
        max_body_size=BODY_LIMIT,
        **told("delete_conversation", "ratings", DeletionRecord, 413, 422, 503),
    )
    async def delete_conversation(request: DeletionRequest) -> dict[str, Any]:
        try:
            questions = await run_in_threadpool(recorder.delete_conversation, request.conversation)
        except StoreError as exc:
            raise ApiError(503, "store_unavailable", _UNAVAILABLE) from exc
        return {"questions": questions}

    return router
