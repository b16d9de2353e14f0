"""The log: who has done what, the latest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from chatbot.store.log import LogLine, read_log
from chatbot.store.reviewers import Role, logins_by_id
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.log_subjects import Subjects
from chatbot.web.desk.pages import Section, desk_page, options, select, table
from chatbot.web.markup import Markup, element, void
from chatbot.web.texts.dates import written_moment
from chatbot.web.texts.desk_log import LogTexts, log_texts
from chatbot.web.texts.numbers import whole_number

_PATH = f"{Section.ADMINISTRATION.path}/logg"
_LINES = 50


def build_log(desk: Desk) -> APIRouter:
    """Return the route."""
    router = desk.access.router(shows_verdicts=True)

    @router.get("/administration/logg")
    def show(request: Request, vem: str = "", vad: str = "", fore: str = "") -> Response:
        signed = signed_in(request, Role.ADMIN)
        with desk.database.reading() as connection:
            logins = logins_by_id(connection)
            lines = read_log(
                connection,
                seen_by=signed.reviewer.id,
                reviewer=whole_number(vem),
                actions=[vad] if vad else (),
                before=whole_number(fore),
                most=_LINES + 1,
            )
            subjects = Subjects(desk, signed, connection, lines, logins)
            return HTMLResponse(_page(subjects, vem=vem, vad=vad, is_first=not fore))

    return router


def _page(subjects: Subjects, *, vem: str, vad: str, is_first: bool) -> str:
    signed, lines = subjects.signed, subjects.lines
    texts, visit = log_texts(signed.visit.language), signed.visit
    shown = lines[:_LINES]
    further = []
    if not is_first:
        further.append(element("a", texts.latest, href=visit.link(f"{_PATH}?{urlencode({'vem': vem, 'vad': vad})}")))
    if len(lines) > _LINES:
        query = urlencode({"vem": vem, "vad": vad, "fore": shown[-1].id})
        further.append(element("a", texts.earlier, href=visit.link(f"{_PATH}?{query}"), rel="next"))
    return desk_page(
        signed,
        texts.title,
        element("p", texts.lead, class_="lead"),
        _filters(signed, subjects.logins, vem, vad),
        _table(shown, subjects, texts) if shown else element("p", texts.nothing),
        element("nav", *further, class_="pages", aria_label=texts.pages) if further else None,
        element("p", element("a", texts.administration, href=visit.link(Section.ADMINISTRATION.path))),
        section=Section.ADMINISTRATION,
        wide=True,
    )


def _filters(signed: Signed, logins: Mapping[int, str], vem: str, vad: str) -> Markup:
    texts = log_texts(signed.visit.language)
    people = [("", texts.anybody), *((str(number), login) for number, login in sorted(logins.items(), key=_by_login))]
    actions = [("", texts.anything), *sorted(texts.actions.items(), key=lambda action: action[1])]
    language = signed.visit.language.value if signed.visit.chosen else None
    return element(
        "form",
        void("input", type="hidden", name="lang", value=language) if language else None,
        select(texts.who, "vem", options(people, vem)),
        select(texts.what, "vad", options(actions, vad)),
        element("button", texts.show, type="submit"),
        method="get",
        action=_PATH,
        class_="row",
    )


def _by_login(pair: tuple[int, str]) -> str:
    return pair[1]


def _table(lines: Sequence[LogLine], subjects: Subjects, texts: LogTexts) -> Markup:
    rows = (
        (
            element("td", written_moment(line.at), class_="date"),
            element("td", line.login or texts.command_line),
            texts.actions.get(line.action, line.action),
            element("td", subjects.of(line)),
            line.reason,
        )
        for line in lines
    )
    return table(texts.title, (texts.when, texts.who, texts.what, texts.subject, texts.reason), rows)
