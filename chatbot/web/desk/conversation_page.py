"""The page of a whole conversation: read only for a reason, which is logged, each time anew."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote as percent_encoded

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from chatbot.store.auditing import note
from chatbot.store.cases import Asked, conversation_of, read_case
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section, desk_page, message
from chatbot.web.desk.queue_address import Chosen
from chatbot.web.desk.queue_page import status_chip, when
from chatbot.web.markup import Markup, element
from chatbot.web.shell import message_page
from chatbot.web.texts.desk_case import case_texts
from chatbot.web.texts.desk_conversation import conversation_texts
from chatbot.web.texts.desk_queue import queue_texts

SHORTEST_REASON = 10
LONGEST_REASON = 500


def build_conversation(desk: Desk) -> APIRouter:
    """Return the routes of a conversation."""
    router = desk.access.router()

    @router.get("/samtal/{answer}")
    def ask(request: Request, answer: str) -> Response:
        signed = signed_in(request, Role.REVIEWER)
        with desk.database.reading() as connection:
            case = read_case(connection, answer)
        if case is None:
            return _gone(signed)
        return HTMLResponse(_asking(signed, Chosen.of(signed, request.query_params), answer, alone=not case.has_others))

    @router.post("/samtal/{answer}")
    def read(request: Request, answer: str, reason: Annotated[str, Form()] = "") -> Response:
        signed = signed_in(request, Role.REVIEWER)
        chosen, texts = Chosen.of(signed, request.query_params), conversation_texts(signed.visit.language)
        said = desk.scrubber().scrub(reason.strip()[:LONGEST_REASON]).text
        if len(said) < SHORTEST_REASON:
            fault = texts.reason_short.format(count=SHORTEST_REASON)
            return HTMLResponse(_asking(signed, chosen, answer, typed=reason, fault=fault), 422)
        with desk.database.changing() as connection:
            asked = conversation_of(connection, answer)
            if asked:
                note(connection, signed.reviewer.id, "conversation.read", subject=answer, reason=said)
        return HTMLResponse(_reading(signed, chosen, answer, asked, said)) if asked else _gone(signed)

    return router


def _gone(signed: Signed) -> Response:
    texts = case_texts(signed.visit.language)
    return HTMLResponse(message_page(signed.visit, texts.gone_heading, texts.gone_answer), 404)


def _asking(
    signed: Signed, chosen: Chosen, answer: str, *, typed: str = "", fault: str | None = None, alone: bool = False
) -> str:
    texts = conversation_texts(signed.visit.language)
    back = element("p", element("a", texts.to_case, href=chosen.case(answer)))
    if alone:
        return desk_page(signed, texts.title, message(texts.alone), back, section=Section.QUEUE)
    form = element(
        "form",
        element(
            "div",
            element("label", texts.reason, for_="reason"),
            element("p", texts.reason_hint.format(count=SHORTEST_REASON), class_="hint", id="reason-hint"),
            element(
                "textarea",
                typed,
                id="reason",
                name="reason",
                rows="3",
                required=True,
                maxlength=str(LONGEST_REASON),
                aria_describedby="reason-hint",
                aria_invalid="true" if fault else None,
            ),
            class_="field",
        ),
        element("p", element("button", texts.read, type="submit", class_="primary"), class_="actions"),
        method="post",
        action=chosen.other(f"samtal/{percent_encoded(answer, safe='')}"),
        class_="panel",
    )
    told = [message(fault, is_fault=True)] if fault else []
    lead = element("p", texts.lead)
    return desk_page(signed, texts.title, *told, lead, form, back, section=Section.QUEUE)


def _reading(signed: Signed, chosen: Chosen, answer: str, asked: list[Asked], reason: str) -> str:
    texts = conversation_texts(signed.visit.language)
    questions = (_question(signed, chosen, one, is_this=one.id == answer) for one in asked)
    return desk_page(
        signed,
        texts.title,
        message(texts.logged.format(reason=reason)),
        element("ol", *questions, class_="conversation"),
        element("p", element("a", texts.to_case, href=chosen.case(answer))),
        section=Section.QUEUE,
    )


def _question(signed: Signed, chosen: Chosen, asked: Asked, *, is_this: bool) -> Markup:
    language = signed.visit.language
    return element(
        "li",
        element("p", element("a", asked.question, href=chosen.case(asked.id)), class_="words"),
        element(
            "p",
            when(asked.asked, language),
            " ",
            status_chip(asked.status, queue_texts(language)),
            " ",
            element("span", conversation_texts(language).this_one, class_="chip good") if is_this else None,
            class_="hint",
        ),
        class_="panel",
        aria_current="true" if is_this else None,
    )
