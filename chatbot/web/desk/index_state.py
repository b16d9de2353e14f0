"""What the index is doing, on every page of articles and for the script that follows it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse

from chatbot.publishing import IndexState, Phase
from chatbot.store.auditing import note
from chatbot.store.reviewers import Role
from chatbot.web.desk.access import PREFIX, Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section
from chatbot.web.markup import Markup, element
from chatbot.web.shell import Visit
from chatbot.web.texts.desk_articles import article_texts

INDEX = f"{PREFIX}/index"


def build_index_state(desk: Desk) -> APIRouter:
    """Return the routes: what the index is doing, and the button that lets it follow."""
    router = desk.access.router()

    @router.get("/index")
    async def state(request: Request) -> Response:
        visit = Visit.of(request)
        now = await run_in_threadpool(lambda: desk.index.state)
        told = {"phase": now.phase.value, "text": _told(now, visit)}
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    @router.post("/index", max_body_size=1024)
    def update(request: Request) -> Response:
        signed = signed_in(request, Role.EDITOR)
        with desk.database.changing() as connection:
            note(connection, signed.reviewer.id, "index.build")
        desk.index.request()
        return RedirectResponse(signed.visit.link(Section.ARTICLES.path), 303)

    return router


def index_state(desk: Desk, signed: Signed, *, looks_behind: bool = False) -> Markup:
    """Return what the index is doing; the script renews it while it builds.

    Args:
        desk: whose index.
        signed: for the language, and whether there is a button.
        looks_behind: whether the corpus is compared with the index; reads every file.
    """
    visit, texts, state = signed.visit, article_texts(signed.visit.language), desk.index.state
    is_building = state.phase is Phase.BUILDING
    is_behind = looks_behind and not is_building and desk.index.is_behind()
    classes = "message fault index-state" if state.phase is Phase.FAILED else "message index-state"
    button = element(
        "form",
        element("button", texts.index_update, type="submit"),
        method="post",
        action=visit.link(INDEX),
    )
    needs = is_behind or state.phase is Phase.FAILED
    return element(
        "div",
        element("p", _told(state, visit), role="status"),
        element("p", texts.index_reload, class_="hint without-script") if is_building else None,
        element("p", texts.index_behind) if is_behind and state.phase is not Phase.FAILED else None,
        button if needs and signed.may(Role.EDITOR) else None,
        class_=classes,
        data_phase=state.phase.value,
        data_follow=visit.link(INDEX) if is_building else None,
    )


def _told(state: IndexState, visit: Visit) -> str:
    texts = article_texts(visit.language)
    template = {
        Phase.RESTING: texts.index_resting,
        Phase.BUILDING: texts.index_building,
        Phase.DONE: texts.index_done,
        Phase.FAILED: texts.index_failed,
    }[state.phase]
    time = f"{state.since.astimezone():%H:%M:%S}" if state.since else ""
    return template.format(time=time, articles=state.articles, quotes=state.quotes, fault=state.fault or "")
