"""The overview: what is asked, what becomes of it, whether it is right, and what is lacking."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.engine import Connection
from starlette.datastructures import FormData

from chatbot.covering import Covering
from chatbot.letters import letter
from chatbot.overview import Period, agreed, heard, midnight, precision, questions
from chatbot.risk import Risk
from chatbot.store.auditing import note
from chatbot.store.desk_settings import SettingError, read_setting
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Role
from chatbot.store.steering import OPERATING_POINT, OPERATING_POINT_IN_USE, POINTS
from chatbot.store.trials import set_operating_point
from chatbot.store.verdicts import judged_by_two
from chatbot.unanswered import Groups
from chatbot.web.desk.access import Signed, form_of, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.lacking_parts import groups_part, topics_part
from chatbot.web.desk.overview_parts import (
    agreement_part,
    municipalities_part,
    precision_part,
    roles_part,
    summary,
    time_part,
)
from chatbot.web.desk.pages import Section, desk_page
from chatbot.web.desk.risk_part import Setting, risk_part
from chatbot.web.markup import Markup, element
from chatbot.web.shell import message_page
from chatbot.web.texts.desk_overview import overview_texts
from chatbot.web.texts.desk_risk import risk_texts
from chatbot.web.texts.numbers import read_number, whole_number, written_decimal

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
    risk: Risk


def build_overview(desk: Desk) -> APIRouter:
    """Return the routes of the overview."""
    router = desk.access.router(shows_verdicts=True)
    overview = _Overview(
        desk, Covering(desk.chatbot), Groups(desk.chatbot), Risk(desk.chatbot, desk.database, desk.settings)
    )

    @router.get("/overblick")
    def show(request: Request) -> Response:
        return HTMLResponse(_page(overview, signed_in(request), _period(request)), headers=_PRIVATE)

    @router.get("/overblick/grupp/{group}.{form}")
    def write(request: Request, group: str, form: _Form) -> Response:
        return _letter(overview, signed_in(request), group, form, _period(request))

    @router.post("/overblick/mat")
    def measure(request: Request) -> Response:
        signed = signed_in(request, Role.REVIEWER)
        overview.risk.start()
        with desk.database.changing() as connection:
            note(connection, signed.reviewer.id, "overview.measure")
        return RedirectResponse(signed.visit.link(f"{Section.OVERVIEW.path}#risk-heading"), 303)

    @router.post("/overblick/troskel")
    def choose(request: Request, form: Annotated[FormData, Depends(form_of)]) -> Response:
        return _choose(overview, signed_in(request, Role.ADMIN), form)

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


def _choose(overview: _Overview, signed: Signed, form: FormData) -> Response:
    """Take an admin's choice of the abstention setting, which a trial then has to pass."""
    visit, database = signed.visit, overview.desk.database
    texts, decimal = risk_texts(visit.language), partial(written_decimal, language=visit.language)
    point, version = read_number(str(form.get("point"))), whole_number(str(form.get("version")))
    try:
        with database.changing() as connection:
            set_operating_point(connection, point, reviewer=signed.reviewer, expected_version=version)
    except SettingError:
        least, most = map(decimal, POINTS)
        told = texts.no_number.format(least=least, most=most)
        return HTMLResponse(_page(overview, signed, Period.MONTH, told), 422, headers=_PRIVATE)
    except ConflictError:
        with database.reading() as connection:
            other = _setting(overview, connection, signed).chosen
        told = texts.conflict.format(other=decimal(other), yours=decimal(point))
        return HTMLResponse(_page(overview, signed, Period.MONTH, told), 409, headers=_PRIVATE)
    return RedirectResponse(visit.link(f"{Section.OVERVIEW.path}#risk-heading"), 303)


def _setting(overview: _Overview, connection: Connection, signed: Signed) -> Setting:
    own = overview.desk.chatbot.operating_point
    chosen = read_setting(connection, OPERATING_POINT)
    in_use = read_setting(connection, OPERATING_POINT_IN_USE).value or own
    return Setting(in_use, chosen.value or own, chosen.version, signed.may(Role.ADMIN))


def _page(overview: _Overview, signed: Signed, period: Period, told: str | None = None) -> str:
    visit, desk, since = signed.visit, overview.desk, _since(period)
    language = visit.language
    with desk.database.reading() as connection:
        asked = questions(connection, period, _today())
        found = precision(connection, since)
        doubled = judged_by_two(connection, since)
        groups = overview.groups.of(connection, since)
        topics = overview.covering.of(connection, since, language.value)
        setting = _setting(overview, connection, signed)
    voices = heard(desk.chatbot.people(), desk.chatbot.municipalities())
    risk = risk_part(
        overview.risk.latest(),
        setting,
        signed,
        period,
        is_measuring=overview.risk.is_measuring,
        generation=desk.chatbot.generation,
        told=told,
    )
    # Of columns of their own, so that a short part leaves no hole beside a long one.
    parts = (
        _column(time_part(asked, language), agreement_part(agreed(doubled, period, _today()), period, visit)),
        _column(precision_part(found, language), risk),
        groups_part(groups, visit, period),
        _column(topics_part(topics, visit, period)),
        _column(municipalities_part(voices, language), roles_part(voices, language)),
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


def _column(*parts: Markup) -> Markup:
    return element("div", *parts, class_="column")


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
        found = overview.groups.of(connection, _since(period))
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
