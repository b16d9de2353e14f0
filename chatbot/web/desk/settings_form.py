"""The settings of the review, as percentages in a form."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from chatbot.store.desk_settings import MARGIN, SECOND_SHARE, Setting, SettingError, read_setting, save_setting
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Role, logins_by_id
from chatbot.web.desk.access import Signed, form_of, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section, desk_page, field, message
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.shell import Visit
from chatbot.web.texts.desk_verdicts import GuidelineTexts, guideline_texts
from chatbot.web.texts.numbers import whole_number

_ACTION = f"{Section.GUIDELINES.path}/installningar"
_SETTINGS: tuple[Setting[float], ...] = (SECOND_SHARE, MARGIN)
_HUNDRED = 100
_LONGEST = 10


def build_settings(desk: Desk, router: APIRouter) -> None:
    """Give a router the route that saves the settings."""

    @router.post("/riktlinjer/installningar")
    def save(request: Request, form: Annotated[FormData, Depends(form_of)]) -> Response:
        signed = signed_in(request, Role.ADMIN)
        given = {setting.key: str(form.get(setting.key, "")).strip()[:_LONGEST] for setting in _SETTINGS}
        versions = {setting.key: whole_number(str(form.get(f"{setting.key}-version", ""))) for setting in _SETTINGS}
        texts = guideline_texts(signed.visit.language)
        try:
            with desk.database.changing() as connection:
                for setting in _SETTINGS:
                    share = _share(given[setting.key])
                    version = versions[setting.key]
                    save_setting(connection, setting, share, reviewer=signed.reviewer, expected_version=version)
        except SettingError:
            return HTMLResponse(_fault_page(desk, signed, given, texts.percent), 422)
        except ConflictError:
            return HTMLResponse(_fault_page(desk, signed, given, _told(desk, texts)), 409)
        address = signed.visit.link(Section.GUIDELINES.path)
        return RedirectResponse(f"{address}{'&' if '?' in address else '?'}sparat=1", 303)


def settings_form(desk: Desk, visit: Visit, given: dict[str, str] | None = None, *, fault: str | None = None) -> Markup:
    """Return the form with its heading, for whoever has the role admin.

    Args:
        desk: has the settings.
        visit: the request.
        given: what somebody has written, as written; None for what is stored.
        fault: what is wrong with it.

    Raises:
        StoreError: the database cannot be read.
    """
    texts = guideline_texts(visit.language)
    with desk.database.reading() as connection:
        stored = {setting.key: read_setting(connection, setting) for setting in _SETTINGS}
    shown = given or {key: percent(each.value, visit) for key, each in stored.items()}
    names = {
        SECOND_SHARE.key: (texts.second_share, texts.second_share_hint),
        MARGIN.key: (texts.margin, texts.margin_hint),
    }
    fields = (_field(key, *names[key], shown[key], str(each.version)) for key, each in stored.items())
    return element(
        "section",
        element("h2", texts.settings, id="installningar"),
        message(fault, is_fault=True) if fault else None,
        element("p", texts.settings_lead),
        element(
            "form",
            *fields,
            element("p", element("button", texts.save, type="submit"), class_="actions"),
            method="post",
            action=visit.link(_ACTION),
            class_="panel",
        ),
    )


def percent(share: float, visit: Visit) -> str:
    """Return a share as a number of percent, in the reader's way of writing."""
    written = f"{share * _HUNDRED:.4g}"
    return written.replace(".", ",") if visit.language.value == "sv" else written


def _field(key: str, label: str, hint: str, value: str, version: str) -> Markup:
    written = field(f"{label} (%)", key, hint=hint, value=value, inputmode="decimal", size="6", autocomplete="off")
    return join(void("input", type="hidden", name=f"{key}-version", value=version), written)


def _fault_page(desk: Desk, signed: Signed, given: dict[str, str], fault: str) -> str:
    texts = guideline_texts(signed.visit.language)
    form = settings_form(desk, signed.visit, given, fault=fault)
    return desk_page(signed, texts.title, form, section=Section.GUIDELINES)


def _told(desk: Desk, texts: GuidelineTexts) -> str:
    with desk.database.reading() as connection:
        second_share, margin = read_setting(connection, SECOND_SHARE), read_setting(connection, MARGIN)
        newest = max(second_share, margin, key=lambda each: each.changed.timestamp() if each.changed else 0)
        who = logins_by_id(connection).get(newest.reviewer or 0, "–")
    return texts.settings_conflict.format(
        who=who, second_share=f"{second_share.value * _HUNDRED:.4g}", margin=f"{margin.value * _HUNDRED:.4g}"
    )


def _share(written: str) -> float:
    """Return the share that a number of percent is.

    Raises:
        SettingError: it is no number.
    """
    try:
        return round(float(written.removesuffix("%").strip().replace(",", ".")) / _HUNDRED, 6)
    except (ValueError, OverflowError) as exc:
        raise SettingError(f"{written!r} är inget tal") from exc
