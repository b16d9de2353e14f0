"""The HTTP API's check of a text: exact, altered, or not found."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict

from chatbot.quote_checking import TextTooLongError
from chatbot.records import QuoteCheck
from chatbot.web.answerer import Answerer
from chatbot.web.api import ApiError, told
from chatbot.web.conversation import AT_ONCE
from chatbot.web.guard import BODY_LIMIT


class CheckRequest(BaseModel):
    """A text that may be a quote."""

    model_config = ConfigDict(extra="forbid")

    text: str
    language: Literal["sv", "en"] = "sv"


def build_checking_api(chatbot: Answerer) -> APIRouter:
    """Return the route that checks a text."""
    router = APIRouter()
    at_once = asyncio.Semaphore(AT_ONCE)

    @router.post(
        "/api/v1/verify-quote", max_body_size=BODY_LIMIT, **told("verify_quote", "quotes", QuoteCheck, 413, 422)
    )
    async def verify_quote(request: CheckRequest) -> dict[str, Any]:
        async with at_once:
            try:
                checked = await run_in_threadpool(chatbot.verify_quote, request.text, request.language)
            except TextTooLongError as exc:
                raise ApiError(422, "text_too_long", str(exc)) from exc
        return checked.to_dict()

    return router
