"""The page of what verdicts teach the chat, and what is done there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from chatbot.store.desk_settings import SettingError, StoredSetting, read_setting, setting_history
from chatbot.store.errors import ConflictError
from chatbot.store.hiding import HiddenQuote, quotes_hidden, show_quote
from chatbot.store.learning import AGAIN, COUNTING, KeptLesson, LessonState, kept_lessons, retry_lesson, undo_lesson
from chatbot.store.reviewers import Role, logins_by_id
from chatbot.store.steering import OPERATING_POINT, OPERATING_POINT_IN_USE, POINTS, publish
from chatbot.store.trials import (
    Plan,
    Trial,
    TrialState,
    apply_trial,
    kept_trials,
    may_apply,
    planned,
    set_operating_point,
    trial_by_id,
    undo_trial,
)
from chatbot.trial_runs import TrialThread
from chatbot.web.api import ApiError
from chatbot.web.desk.access import Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.learning_parts import (
    PATH,
    View,
    counts,
    hidden_table,
    lessons_table,
    point_change,
    point_form,
    point_table,
    progress,
    told_progress,
    trials_table,
)
from chatbot.web.desk.pages import Section, desk_page, message
from chatbot.web.desk.refusals import wants_json
from chatbot.web.desk.trial_page import trial_page
from chatbot.web.markup import Markup, element
from chatbot.web.texts.desk_learning import learning_texts
from chatbot.web.texts.numbers import read_number, written_decimal


@dataclass(frozen=True, slots=True)
class _Learnt:
    """All that the page shows."""

    plan: Plan
    lessons: list[KeptLesson]
    hidden: tuple[list[HiddenQuote], int]
    trials: list[Trial]
    wanted: StoredSetting[float | None]
    points: list[StoredSetting[float | None]]

    @property
    def running(self) -> Trial | None:
        """The trial that runs."""
        return next((trial for trial in self.trials if trial.state is TrialState.RUNNING), None)


def build_learning(desk: Desk) -> APIRouter:
    """Return the routes of the page."""
    router = desk.access.router(shows_verdicts=True)
    _add_reading(router, desk)
    _add_trials(router, desk)
    _add_taking_back(router, desk)
    _add_point(router, desk)
    return router


def _add_reading(router: APIRouter, desk: Desk) -> None:
    @router.get("/larande")
    def show(request: Request, gjort: str = "") -> Response:
        signed = signed_in(request)
        said = learning_texts(signed.visit.language).told.get(gjort)
        return _shown(desk, signed, message(said) if said else None)

    @router.get("/larande/lage")
    def tell_progress(request: Request) -> Response:
        texts = learning_texts(signed_in(request).visit.language)
        with desk.database.reading() as connection:
            newest = next(iter(kept_trials(connection)), None)
        if newest is None or newest.state is not TrialState.RUNNING:
            return JSONResponse({"running": False, "told": texts.done})
        return JSONResponse({"running": True, "told": told_progress(texts.progress, newest), **counts(newest)})

    @router.get("/larande/prov/{trial}")
    def report(request: Request, trial: int) -> Response:
        signed = signed_in(request)
        with desk.database.changing() as connection:
            plan, found = planned(connection), trial_by_id(connection, trial)
            lessons, logins = kept_lessons(connection), logins_by_id(connection)
        if found is None:
            raise HTTPException(404)
        passed = may_apply(found, plan, desk.chatbot.generation)
        return HTMLResponse(trial_page(View(signed, desk.chatbot, logins), found, lessons, may_apply=passed))


def _add_trials(router: APIRouter, desk: Desk) -> None:
    runs = TrialThread(desk.database, desk.settings, desk.chatbot)
    folder = desk.settings.steering_directory

    @router.post("/larande/prova")
    def begin(request: Request) -> Response:
        signed = signed_in(request, Role.EDITOR)
        return _done(desk, signed, "begun", lambda: runs.start(reviewer=signed.reviewer.id))

    @router.post("/larande/prov/{trial}/galler")
    def apply(request: Request, trial: int) -> Response:
        signed = signed_in(request, Role.EDITOR)
        generation, who = desk.chatbot.generation, signed.reviewer.id
        act = partial(apply_trial, desk.database, folder, trial, generation=generation, reviewer=who)
        return _done(desk, signed, "applied", act)

    @router.post("/larande/prov/{trial}/angra")
    def undo(request: Request, trial: int) -> Response:
        signed = signed_in(request, Role.EDITOR)
        act = partial(undo_trial, desk.database, folder, trial, reviewer=signed.reviewer.id)
        return _done(desk, signed, "undone", act)


def _add_taking_back(router: APIRouter, desk: Desk) -> None:
    folder = desk.settings.steering_directory

    @router.post("/larande/lardom/{lesson}/angra")
    def undo_one(request: Request, lesson: int) -> Response:
        signed = signed_in(request, Role.EDITOR)

        def act() -> None:
            with desk.database.changing() as connection:
                undo_lesson(connection, lesson, reviewer=signed.reviewer.id)
            publish(desk.database, folder)

        return _done(desk, signed, "lesson-undone", act)

    @router.post("/larande/lardom/{lesson}/forsok")
    def retry(request: Request, lesson: int) -> Response:
        signed = signed_in(request, Role.EDITOR)

        def act() -> None:
            with desk.database.changing() as connection:
                retry_lesson(connection, lesson, reviewer=signed.reviewer.id)

        return _done(desk, signed, "retried", act)

    @router.post("/larande/dolda/visa")
    def show_again(request: Request, quote: Annotated[str, Form()]) -> Response:
        signed = signed_in(request, Role.EDITOR)
        act = partial(show_quote, desk.database, folder, quote, reviewer=signed.reviewer.id)
        return _done(desk, signed, "shown", act)


def _add_point(router: APIRouter, desk: Desk) -> None:
    @router.post("/larande/troskel")
    def set_point(request: Request, version: Annotated[int, Form()], value: Annotated[str, Form()] = "") -> Response:
        signed = signed_in(request, Role.ADMIN)

        def act() -> None:
            wanted = read_number(value) if value.strip() else None
            with desk.database.changing() as connection:
                set_operating_point(connection, wanted, reviewer=signed.reviewer, expected_version=version)

        try:
            done = _done(desk, signed, "point", act, given=value)
        except (ValueError, SettingError):
            least, most = (written_decimal(point, signed.visit.language) for point in POINTS)
            said = learning_texts(signed.visit.language).point_wrong.format(least=least, most=most)
            if wants_json(request):
                return JSONResponse(ApiError(422, "unfit", said).body(), 422)
            return _shown(desk, signed, message(said, is_fault=True), 422, given=value)
        return _as_json(desk, signed, done) if wants_json(request) else done


def _as_json(desk: Desk, signed: Signed, done: Response) -> Response:
    """Return for a script what the operating point is now, and with 409 that somebody else has set it."""
    with desk.database.reading() as connection:
        wanted = read_setting(connection, OPERATING_POINT)
        used = read_setting(connection, OPERATING_POINT_IN_USE)
    status = 409 if done.status_code == 409 else 200  # noqa: PLR2004 - HTTP's
    texts = learning_texts(signed.visit.language)
    told = texts.conflict if status != 200 else texts.told["point"]  # noqa: PLR2004
    point = {"wanted": wanted.value, "version": wanted.version, "in_use": used.value, "told": told}
    return JSONResponse(point, status)


def _done(desk: Desk, signed: Signed, what: str, act: Callable[[], object], *, given: str | None = None) -> Response:
    """Do something and lead back to the page; what cannot be done is told there, and nothing is changed.

    Args:
        desk: that it is done at.
        signed: who does it.
        what: word for it in the page's address.
        act: does it.
        given: what was typed for it.
    """
    texts = learning_texts(signed.visit.language)
    try:
        act()
    except ConflictError:
        return _shown(desk, signed, message(texts.conflict, is_fault=True), 409, given=given)
    except OSError as exc:
        return _shown(desk, signed, message(texts.disk.format(reason=exc.strerror or exc), is_fault=True), 500)
    return RedirectResponse(signed.visit.link(f"{PATH}?gjort={what}"), 303)


def _shown(
    desk: Desk, signed: Signed, told: Markup | None, status: int = 200, *, given: str | None = None
) -> HTMLResponse:
    with desk.database.changing() as connection:
        learnt = _Learnt(
            planned(connection),
            kept_lessons(connection),
            quotes_hidden(connection, seen_by=signed.reviewer.id),
            kept_trials(connection),
            read_setting(connection, OPERATING_POINT),
            setting_history(connection, OPERATING_POINT_IN_USE),
        )
        logins = logins_by_id(connection)
    view = View(signed, desk.chatbot, logins)
    texts = view.texts
    body = (
        told,
        element("p", texts.lead, class_="lead"),
        *_waiting(view, learnt),
        *_listed(view, texts.counting, texts.nothing_counts, learnt, COUNTING),
        *_listed(view, texts.set_aside, None, learnt, AGAIN, texts.set_aside_lead),
        element("h2", texts.hidden),
        element("p", texts.hidden_lead),
        *_hidden(view, *learnt.hidden),
        *_point(view, learnt, given),
        element("h2", texts.history),
        trials_table(view, learnt.trials) if learnt.trials else element("p", texts.no_history),
    )
    page = desk_page(signed, texts.title, *(part for part in body if part), section=Section.LEARNING, wide=True)
    return HTMLResponse(page, status)


def _waiting(view: View, learnt: _Learnt) -> Iterator[Markup]:
    texts, plan = view.texts, learnt.plan
    yield element("h2", texts.waiting)
    waiting = [each for each in learnt.lessons if each.state in (LessonState.PENDING, LessonState.LEAVING)]
    if plan.is_empty:
        yield element("p", texts.nothing_waits)
    if plan.before.operating_point != plan.after.operating_point:
        yield element("p", point_change(view, plan.before.operating_point, plan.after.operating_point))
    if waiting:
        yield lessons_table(view, texts.waiting, waiting)
    if learnt.running:
        yield progress(view, learnt.running, "")
        return
    newest = learnt.trials[0] if learnt.trials else None
    buttons = []
    if newest is not None and not plan.is_empty and may_apply(newest, plan, view.chatbot.generation):
        buttons.append(view.button(texts.apply, f"/prov/{newest.id}/galler", "", kind="primary"))
        yield element("p", element("a", texts.show_report, href=view.link(f"/prov/{newest.id}")))
    elif not plan.is_empty:
        yield element("p", texts.how_tried)
        buttons.append(view.button(texts.try_changes, "/prova", "", kind="primary"))
    if view.is_editor and buttons:
        yield element("div", *buttons, class_="actions")


def _listed(
    view: View,
    heading: str,
    nothing: str | None,
    learnt: _Learnt,
    states: tuple[LessonState, ...],
    lead: str | None = None,
) -> Iterator[Markup]:
    some = [each for each in learnt.lessons if each.state in states]
    if not some and nothing is None:
        return
    yield element("h2", heading)
    if lead:
        yield element("p", lead)
    yield lessons_table(view, heading, some) if some else element("p", nothing)


def _hidden(view: View, told: list[HiddenQuote], untold: int) -> Iterator[Markup]:
    texts = view.texts
    if told:
        yield hidden_table(view, told)
    if untold:
        yield element("p", texts.hidden_untold.format(count=untold))
    elif not told:
        yield element("p", texts.nothing_hidden)


def _point(view: View, learnt: _Learnt, given: str | None) -> Iterator[Markup]:
    texts = view.texts
    yield element("h2", texts.point)
    yield element("p", texts.point_lead)
    yield element("p", texts.point_now.format(point=view.point(learnt.plan.before.operating_point)))
    if view.signed.may(Role.ADMIN):
        yield point_form(view, learnt.wanted, given)
    if len(learnt.points) > 1:
        yield point_table(view, learnt.points)
