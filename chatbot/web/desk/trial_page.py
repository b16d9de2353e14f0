"""The page of one trial: what was asked, what it showed, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chatbot.store.learning import KeptLesson
from chatbot.store.trials import INDEX_CHANGED, Trial, TrialState
from chatbot.trying import VERDICTS
from chatbot.web.desk.learning_parts import (
    View,
    lessons_table,
    point_change,
    progress,
    quote_cell,
    trial_chip,
    undo_button,
)
from chatbot.web.desk.pages import Section, desk_page, message, table
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts.dates import written_moment
from chatbot.web.texts.numbers import written_decimal


def trial_page(view: View, trial: Trial, lessons: Sequence[KeptLesson], *, may_apply: bool) -> str:
    """Return the page.

    Args:
        view: who looks.
        trial: which.
        lessons: all that are kept.
        may_apply: whether it has passed and nothing has changed since.
    """
    texts = view.texts
    return desk_page(
        view.signed,
        texts.report.format(number=trial.id),
        element("p", trial_chip(view, trial), f" {view.who(trial.reviewer)}, {written_moment(trial.started)}"),
        *(_content(view, trial, lessons, may_apply=may_apply) if "sets" in trial.report else _nothing(view, trial)),
        element("p", element("a", texts.back, href=view.link(""))),
        section=Section.LEARNING,
        wide=True,
    )


def _nothing(view: View, trial: Trial) -> Iterator[Markup]:
    if trial.state is TrialState.RUNNING:
        yield progress(view, trial, f"/prov/{trial.id}")
    if trial.state is TrialState.BROKEN:
        yield message(view.texts.broken, is_fault=True)
        if reason := trial.report.get("reason"):
            yield element("p", view.texts.index_changed if reason == INDEX_CHANGED else reason, class_="hint")


def _content(view: View, trial: Trial, lessons: Sequence[KeptLesson], *, may_apply: bool) -> Iterator[Markup]:
    texts, report = view.texts, trial.report
    margin = written_decimal(report["margin"], view.signed.visit.language)
    outcome = texts.passed if report["passed"] else texts.failed
    yield message(outcome.format(margin=margin), is_fault=not report["passed"])
    point = report["operating_point"]
    if point["before"] != point["after"]:
        yield element("p", point_change(view, point["before"], point["after"]))
    yield from _next_step(view, trial, may_apply=may_apply)
    blamed = [each for each in lessons if each.id in report["blamed"]]
    if blamed:
        yield element("h2", texts.set_aside)
        yield element("p", texts.blamed)
        yield lessons_table(view, texts.set_aside, blamed)
    if report["point_is_blamed"]:
        yield element("p", texts.point_blamed)
    yield element("h2", texts.changes)
    yield _changes(view, report["sets"])
    yield element("h2", texts.asked)
    yield join(*(_measures(view, each) for each in report["sets"]))


def _next_step(view: View, trial: Trial, *, may_apply: bool) -> Iterator[Markup]:
    texts = view.texts
    if trial.state is TrialState.PASSED and not may_apply:
        yield element("p", texts.changed_since)
    buttons = [undo_button(view, trial)]
    if may_apply:
        buttons.append(view.button(texts.apply, f"/prov/{trial.id}/galler", "", kind="primary"))
    if view.is_editor and any(buttons):
        yield element("div", *buttons, class_="actions")


def _changes(view: View, sets: Sequence[Mapping[str, Any]]) -> Markup:
    texts = view.texts
    rows = [
        (
            element("th", change["question"], scope="row"),
            element("td", _answer(view, change["before"])),
            element("td", _answer(view, change["after"])),
            element("td", _becomes(view, change["is"])),
        )
        for each in sets
        for change in each["changes"]
    ]
    if not rows:
        return element("p", texts.no_changes)
    return table(texts.changes, (texts.question, texts.before, texts.after, texts.state), rows)


def _answer(view: View, answer: Mapping[str, str | None]) -> Markup:
    if answer["quote"] is None:
        return element("p", view.texts.statuses[answer["status"] or ""])
    return quote_cell(view, answer["quote"])


def _becomes(view: View, what: str) -> Markup:
    kinds = {"better": "chip good", "worse": "chip bad"}
    return element("span", view.texts.becomes[what], class_=kinds.get(what, "chip"))


def _measures(view: View, each: Mapping[str, Any]) -> Markup:
    texts = view.texts
    name = texts.verdict_set if each["name"] == VERDICTS else each["name"]
    told = texts.left_out if each["left_out"] else texts.nothing_left_out
    rows = [
        (
            element("th", label, scope="row"),
            element("td", _figure(view, each["before"], measure), class_="when"),
            element("td", _figure(view, each["after"], measure), class_="when"),
            element("td", element("span", texts.lost, class_="chip bad") if measure in each["losses"] else None),
        )
        for measure, label in texts.measures.items()
        if each["before"].get(measure) is not None or each["after"].get(measure) is not None
    ]
    return join(
        element("h3", name),
        element("p", told.format(asked=each["questions"], left_out=each["left_out"])),
        table(name, (texts.measure, texts.before, texts.after, texts.state), rows) if rows else None,
    )


def _figure(view: View, measures: Mapping[str, Any], name: str) -> str:
    """Return a measure with its interval of 95 %."""
    found = measures.get(name)
    if found is None:
        return "–"
    interval = measures["ndcg@3_interval"] if name == "ndcg@3" else (found["low"], found["high"])
    value = found if name == "ndcg@3" else found["value"]
    language = view.signed.visit.language
    value, low, high = (written_decimal(number, language) for number in (value, *interval))
    return f"{value} ({low}–{high})"
