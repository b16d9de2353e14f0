"""The overview: what is asked, what becomes of it, whether it is right, and what is lacking."""

from __future__ import annotations

import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from chatbot.overview import Period, heard, precision, questions
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.overview_parts import municipalities_part, precision_part, roles_part, summary, time_part
from chatbot.web.desk.pages import Section, desk_page
from chatbot.web.markup import Markup, element
from chatbot.web.texts.desk_overview import overview_texts

_PRIVATE = {"Cache-Control": "no-store"}


def build_overview(desk: Desk) -> APIRouter:
    """Return the routes of the overview."""
    router = desk.access.router()

    @router.get("/overblick")
    def show(request: Request) -> Response:
        chosen = request.query_params.get("period")
        period = next((period for period in Period if period == chosen), Period.MONTH)
        return HTMLResponse(_page(desk, signed_in(request), period), headers=_PRIVATE)

    return router


def _page(desk: Desk, signed: Signed, period: Period) -> str:
    language = signed.visit.language
    texts = overview_texts(language)
    today = datetime.datetime.now(datetime.UTC).date()
    with desk.database.reading() as connection:
        asked = questions(connection, period, today)
        found = precision(connection, None if period is Period.ALL else asked.first)
    voices = heard(desk.chatbot.people(), desk.chatbot.municipalities())
    parts = (
        time_part(asked, language),
        precision_part(found, language),
        municipalities_part(voices, language),
        roles_part(voices, language),
    )
    is_new = period is Period.ALL and not asked.now.questions
    return desk_page(
        signed,
        texts.title,
        _periods(signed, period),
        element("p", texts.empty, class_="lead") if is_new else summary(asked, period, language),
        element("div", *parts, class_="parts"),
        section=Section.OVERVIEW,
        wide=True,
    )


def _periods(signed: Signed, period: Period) -> Markup:
    texts = overview_texts(signed.visit.language)
    links = (
        element(
            "li",
            element(
                "a",
                name,
                href=signed.visit.link(f"{Section.OVERVIEW.path}?period={each}"),
                aria_current="true" if each is period else None,
            ),
        )
        for each, name in texts.periods.items()
    )
    return element("nav", element("ul", *links), aria_label=texts.choose_period, class_="periods")
