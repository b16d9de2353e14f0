"""The tables of what verdicts teach the chat: lessons, hidden quotes, trials, the operating point."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chatbot.answering import Chatbot
from chatbot.store.desk_settings import StoredSetting
from chatbot.store.hiding import HiddenQuote
from chatbot.store.learning import AGAIN, CAN_BE_UNDONE, KeptLesson
from chatbot.store.reviewers import Role
from chatbot.store.steering import POINTS
from chatbot.store.trials import Trial, TrialState
from chatbot.web.desk.access import Signed
from chatbot.web.desk.pages import Section, table
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.dates import written_moment
from chatbot.web.texts.desk_learning import LearningTexts, learning_texts
from chatbot.web.texts.numbers import written_decimal

PATH = Section.LEARNING.path
_BEGINNING = 60
_CHIPS = {
    TrialState.PASSED: "chip good",
    TrialState.APPLIED: "chip good",
    TrialState.FAILED: "chip bad",
    TrialState.BROKEN: "chip bad",
}


@dataclass(frozen=True, slots=True)
class View:
    """What the parts of a page are made with.

    Attributes:
        logins: number of an account -> its login.
    """

    signed: Signed
    chatbot: Chatbot
    logins: Mapping[int, str]

    @property
    def texts(self) -> LearningTexts:
        """In the visitor's language."""
        return learning_texts(self.signed.visit.language)

    @property
    def is_editor(self) -> bool:
        """Whether the one who looks may change something."""
        return self.signed.may(Role.EDITOR)

    def link(self, path: str) -> str:
        """Return the address of a page below this one."""
        return self.signed.visit.link(f"{PATH}{path}")

    def who(self, reviewer: int | None) -> str:
        """Return who did something."""
        return self.texts.nobody if reviewer is None else self.logins.get(reviewer, self.texts.nobody)

    def point(self, value: float | None) -> str:
        """Return an operating point in words."""
        if value is not None:
            return written_decimal(value, self.signed.visit.language)
        own = written_decimal(self.chatbot.own_operating_point, self.signed.visit.language)
        return self.texts.own_point.format(point=own)

    def button(self, label: str, path: str, about: str, *, kind: str = "small", **values: str) -> Markup:
        """Return a form of one button; about tells screen readers which of many it is."""
        hidden = (void("input", type="hidden", name=name, value=value) for name, value in values.items())
        said = element("span", f": {about}", class_="visually-hidden") if about else None
        return element(
            "form",
            *hidden,
            element("button", label, said, type="submit", class_=kind),
            method="post",
            action=self.link(path),
        )


def progress(view: View, trial: Trial, path: str) -> Markup:
    """Return how far a trial has come; a script keeps it up to date, and without one a link does.

    Args:
        view: who looks.
        trial: that runs.
        path: of the page that it stands on, below this one.
    """
    texts, found = view.texts, counts(trial)
    told = told_progress(texts.progress, trial)
    return element(
        "section",
        element("h2", texts.running, id="running"),
        element("progress", value=str(found["done"]), max=str(found["of"] or 1), aria_labelledby="running"),
        element("p", told, class_="told"),
        element("p", role="status", class_="visually-hidden"),
        element("p", element("a", texts.refresh, href=view.link(path))),
        class_="panel trial",
        data_progress=view.link("/lage"),
    )


def counts(trial: Trial) -> dict[str, int]:
    """Return how many questions a trial that runs has asked, and of how many; 0 of 0 before the first."""
    return {"done": int(trial.report.get("done", 0)), "of": int(trial.report.get("of", 0))}


def told_progress(template: str, trial: Trial) -> str:
    """Return how far a trial has come in words."""
    found = counts(trial)
    return template.format(done=found["done"], of=found["of"] or "…")


def quote_cell(view: View, quote_id: str | None) -> Markup:
    """Return a quote's words with who says them, also a hidden one's."""
    quote = view.chatbot.quote(quote_id, even_hidden=True) if quote_id else None
    if quote is None:
        return element("p", view.texts.gone if quote_id else "–", class_="hint")
    names = ", ".join(each.name or each.role or "" for each in quote.speakers)
    said_by = ", ".join(part for part in (names, quote.municipality) if part)
    return join(
        element("p", quote.text, class_="words", lang="sv"),
        element("p", said_by, class_="hint") if said_by else None,
    )


def lessons_table(view: View, caption: str, lessons: Sequence[KeptLesson]) -> Markup:
    """Return lessons with what can be done about each."""
    texts = view.texts
    rows = (
        (
            element("th", each.lesson.question, _where(each), scope="row"),
            element("td", texts.answers if each.lesson.answers else texts.beside),
            element("td", quote_cell(view, each.lesson.quote)),
            element("td", texts.states[each.state.value], _trial_link(view, each)),
            *([element("td", _lesson_button(view, each))] if view.is_editor else []),
        )
        for each in lessons
    )
    heads = (texts.question, texts.says, texts.quote, texts.state, *([texts.actions] if view.is_editor else []))
    return table(caption, heads, rows)


def _where(each: KeptLesson) -> Markup | None:
    bound = ", ".join(part for part in (each.lesson.speaker, each.lesson.municipality) if part)
    return element("p", bound, class_="hint") if bound else None


def _trial_link(view: View, each: KeptLesson) -> Markup | None:
    if each.trial is None:
        return None
    label = view.texts.number_of_trial.format(number=each.trial)
    return element("p", element("a", label, href=view.link(f"/prov/{each.trial}")))


def _lesson_button(view: View, each: KeptLesson) -> Markup | None:
    texts, path = view.texts, f"/lardom/{each.id}"
    if each.state in CAN_BE_UNDONE:
        return view.button(texts.undo, f"{path}/angra", each.lesson.question)
    return view.button(texts.retry, f"{path}/forsok", each.lesson.question) if each.state in AGAIN else None


def hidden_table(view: View, hidden: Sequence[HiddenQuote]) -> Markup:
    """Return the hidden quotes."""
    texts = view.texts
    rows = (
        (
            element("td", quote_cell(view, each.quote)),
            element("td", each.reason),
            element("td", view.who(each.reviewer)),
            element("td", written_moment(each.hidden), class_="when"),
            *(
                [
                    element(
                        "td",
                        view.button(texts.show_quote, "/dolda/visa", _beginning(view, each.quote), quote=each.quote),
                    )
                ]
                if view.is_editor
                else []
            ),
        )
        for each in hidden
    )
    actions = [texts.actions] if view.is_editor else []
    return table(texts.hidden, (texts.quote, texts.reason, texts.who, texts.when, *actions), rows)


def _beginning(view: View, quote_id: str) -> str:
    quote = view.chatbot.quote(quote_id, even_hidden=True)
    return textwrap.shorten(quote.text, _BEGINNING, placeholder=" …") if quote else quote_id


def trials_table(view: View, trials: Sequence[Trial]) -> Markup:
    """Return all trials, with what can be undone."""
    texts = view.texts
    rows = (
        (
            element(
                "th", element("a", texts.report.format(number=each.id), href=view.link(f"/prov/{each.id}")), scope="row"
            ),
            element("td", trial_chip(view, each)),
            element("td", _content(view, each)),
            element("td", view.who(each.reviewer)),
            element("td", written_moment(each.started), class_="when"),
            *([element("td", undo_button(view, each))] if view.is_editor else []),
        )
        for each in trials
    )
    heads = (texts.number, texts.state, texts.what, texts.who, texts.when)
    return table(texts.history, (*heads, *([texts.actions] if view.is_editor else [])), rows)


def trial_chip(view: View, trial: Trial) -> Markup:
    """Return the state of a trial in a word."""
    return element("span", view.texts.trials[trial.state.value], class_=_CHIPS.get(trial.state, "chip"))


def undo_button(view: View, trial: Trial) -> Markup | None:
    """Return what undoes a trial that counts."""
    if trial.state is not TrialState.APPLIED:
        return None
    return view.button(view.texts.undo, f"/prov/{trial.id}/angra", view.texts.report.format(number=trial.id))


def _content(view: View, trial: Trial) -> str:
    if "lessons" not in trial.report:
        return ""
    count = len(trial.report["lessons"]) + len(trial.report["leaving"])
    point = trial.report["operating_point"]
    told = [view.texts.lessons_count.format(count=count)] if count else []
    if point["before"] != point["after"]:
        told.append(point_change(view, point["before"], point["after"]))
    return ". ".join(told)


def point_change(view: View, before: float | None, after: float | None) -> str:
    """Return how the operating point changes, in words."""
    return view.texts.waiting_point.format(before=view.point(before), after=view.point(after))


def point_form(view: View, wanted: StoredSetting[float | None], given: str | None = None) -> Markup:
    """Return the form that sets the operating point; given is what was written and could not be set."""
    texts, language = view.texts, view.signed.visit.language
    least, most = (written_decimal(point, language) for point in POINTS)
    known = "" if wanted.value is None else written_decimal(wanted.value, language)
    field = element(
        "div",
        element("label", texts.point_label, for_="varde"),
        element("p", texts.point_hint.format(least=least, most=most), class_="hint", id="varde-hint"),
        void(
            "input",
            id="varde",
            name="value",
            value=known if given is None else given,
            inputmode="decimal",
            autocomplete="off",
            size="6",
            aria_describedby="varde-hint",
            aria_invalid=None if given is None else "true",
        ),
        class_="field",
    )
    return element(
        "form",
        void("input", type="hidden", name="version", value=str(wanted.version)),
        field,
        element("div", element("button", texts.point_save, type="submit"), class_="actions"),
        method="post",
        action=view.link("/troskel"),
    )


def point_table(view: View, versions: Iterable[StoredSetting[float | None]]) -> Markup:
    """Return every operating point that was in effect, the newest first."""
    texts = view.texts
    rows = (
        (
            element("th", view.point(each.value), scope="row"),
            element("td", view.who(each.reviewer)),
            element("td", written_moment(each.changed) if each.changed else "–", class_="when"),
        )
        for each in versions
    )
    return table(texts.point, (texts.point, texts.who, texts.when), rows)
