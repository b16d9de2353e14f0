"""The overview: what is asked, what becomes of it, whether it is right, and what is lacking."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from chatbot.covering import Covering
from chatbot.letters import letter
from chatbot.overview import Period, heard, midnight, precision, questions
from chatbot.store.auditing import note
from chatbot.unanswered import Groups
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.lacking_parts import groups_part, topics_part
from chatbot.web.desk.overview_parts import municipalities_part, precision_part, roles_part, summary, time_part
from chatbot.web.desk.pages import Section, desk_page
from chatbot.web.markup import Markup, element
from chatbot.web.shell import message_page
from chatbot.web.texts.desk_overview import overview_texts

_PRIVATE = {"Cache-Control": "no-store"}


class _Form(StrEnum):
    """How a letter is written."""

    TEXT = "txt"
    MARKDOWN = "md"


@dataclass(frozen=True, slots=True)
class _Overview:
    """What the overview remembers between two looks at it."""

    desk: Desk
    covering: Covering
    groups: Groups


def build_overview(desk: Desk) -> APIRouter:
    """Return the routes of the overview."""
    router = desk.access.router()
    overview = _Overview(desk, Covering(desk.chatbot), Groups())

    @router.get("/overblick")
    def show(request: Request) -> Response:
        return HTMLResponse(_page(overview, signed_in(request), _period(request)), headers=_PRIVATE)

    @router.get("/overblick/grupp/{group}.{form}")
    def write(request: Request, group: str, form: _Form) -> Response:
        return _letter(overview, signed_in(request), group, form, _period(request))

    return router


def _period(request: Request) -> Period:
    chosen = request.query_params.get("period")
    return next((period for period in Period if period == chosen), Period.MONTH)


def _since(period: Period) -> datetime.datetime | None:
    """Return when a period begins; None for everything that is kept."""
    if period.days is None:
        return None
    return midnight(_today() - datetime.timedelta(days=period.days - 1))


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _page(overview: _Overview, signed: Signed, period: Period) -> str:
    visit, desk, since = signed.visit, overview.desk, _since(period)
    language = visit.language
    with desk.database.reading() as connection:
        asked = questions(connection, period, _today())
        found = precision(connection, since)
        groups = overview.groups.of(connection, desk.chatbot.model, since)
        topics = overview.covering.of(connection, since, language.value)
    voices = heard(desk.chatbot.people(), desk.chatbot.municipalities())
    parts = (
        time_part(asked, language),
        precision_part(found, language),
        groups_part(groups, visit, period),
        topics_part(topics, language),
        municipalities_part(voices, language),
        roles_part(voices, language),
    )
    texts = overview_texts(language)
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


def _letter(overview: _Overview, signed: Signed, group: str, form: _Form, period: Period) -> Response:
    """Return the letter about a group that is still shown."""
    database = overview.desk.database
    with database.reading() as connection:
        found = overview.groups.of(connection, overview.desk.chatbot.model, _since(period))
    chosen = next((each for each in (found.groups if found else ()) if each.id == group), None)
    if chosen is None:
        texts = overview_texts(signed.visit.language)
        return HTMLResponse(message_page(signed.visit, texts.gone_heading, texts.gone), 404, headers=_PRIVATE)
    with database.changing() as connection:
        note(connection, signed.reviewer.id, "overview.letter", subject=chosen.id)
    kind = "markdown" if form is _Form.MARKDOWN else "plain"
    called = f"nasta-intervju-{_today():%Y-%m-%d}.{form}"
    return Response(
        letter(chosen, markdown=form is _Form.MARKDOWN),
        media_type=f"text/{kind}; charset=utf-8",
        headers={**_PRIVATE, "Content-Disposition": f'attachment; filename="{called}"'},
    )
