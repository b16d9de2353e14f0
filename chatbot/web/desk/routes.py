"""All routes of the desk, and what becomes of requests that may not pass."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, FastAPI, Request, Response

from chatbot.errors import StoreError
from chatbot.web.desk.access import NotAllowedError
from chatbot.web.desk.account_page import build_account
from chatbot.web.desk.administration import build_administration
from chatbot.web.desk.agreement_page import build_agreement
from chatbot.web.desk.article_page import build_article
from chatbot.web.desk.articles_page import build_articles
from chatbot.web.desk.case_routes import build_case
from chatbot.web.desk.conversation_page import build_conversation
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.drafts_page import build_drafts
from chatbot.web.desk.export_page import build_export
from chatbot.web.desk.gate import Gate
from chatbot.web.desk.guidelines_page import build_guidelines
from chatbot.web.desk.import_page import build_import
from chatbot.web.desk.index_state import build_index_state
from chatbot.web.desk.intake_page import build_intake
from chatbot.web.desk.learning_page import build_learning
from chatbot.web.desk.log_page import build_log
from chatbot.web.desk.openid_page import build_openid
from chatbot.web.desk.overview_page import build_overview
from chatbot.web.desk.queue_page import build_queue
from chatbot.web.desk.refusals import not_allowed, unavailable
from chatbot.web.desk.removal_page import build_removal
from chatbot.web.desk.sign_in_page import build_sign_in
from chatbot.web.desk.withdrawal_page import build_withdrawal
from chatbot.web.guard import UPLOAD_LIMIT

_PARTS: tuple[Callable[[Desk], APIRouter], ...] = (
    build_sign_in,
    build_openid,
    build_account,
    build_administration,
    build_log,
    build_queue,
    build_case,
    build_conversation,
    build_export,
    build_guidelines,
    build_agreement,
    build_overview,
    build_learning,
    build_articles,
    build_article,
    build_intake,
    build_removal,
    build_withdrawal,
    build_import,
    build_drafts,
    build_index_state,
)
"""What makes the routes of each part; what is not for everybody comes from Access.router."""


def build_desk(desk: Desk) -> APIRouter:
    """Return every route below /granska."""
    router = APIRouter()
    for build in _PARTS:
        router.include_router(build(desk))
    return router


def add_desk(app: FastAPI, desk: Desk) -> None:
    """Give an application the desk's routes, the gate before them, and answers to what may not be done."""
    app.include_router(build_desk(desk))
    app.add_middleware(Gate, access=desk.access)

    @app.exception_handler(NotAllowedError)
    def _not_allowed(request: Request, _: NotAllowedError) -> Response:
        return not_allowed(request)

    @app.exception_handler(StoreError)
    async def _unavailable(request: Request, _: StoreError) -> Response:
        return await unavailable(request, most=UPLOAD_LIMIT)
