"""The page of what verdicts teach the chat: who may do what, what is told, what is undone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from chatbot.steering import read_steering
from chatbot.store.hiding import hide_quote
from chatbot.store.judgements import AnswerVerdict, QuoteLabel
from chatbot.store.learning import LessonState, kept_lessons
from chatbot.store.reviewers import Role
from chatbot.store.trials import TrialState, begin_trial, break_trial, kept_trials, tell_progress
from chatbot.web.desk.desk import Desk
from tests.chatbot.learning import settle, somebody
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.desk.conftest import DeskSite

PAGE = "/granska/larande"
QUESTION = "Är kaffet gott där?"
POLICE = "Polisen träffar vi varje torsdag"
As = Callable[..., Any]


def _quote(desk: Desk) -> str:
    return desk.chatbot.ask("Vem träffar ni varje torsdag? Polisen?").quotes[0].id


def _teach(desk: Desk) -> None:
    """Have a reviewer choose a quote for a question that got no answer."""
    reviewer = somebody(desk.database)
    should = AnswerVerdict.SHOULD_ANSWER
    settle(desk.database, QUESTION, reviewer=reviewer, kind=should, status="no_answer", chosen=(_quote(desk),))


def _wait(desk: Desk) -> TrialState:
    """Wait until the newest trial has ended."""
    while True:
        with desk.database.reading() as connection:
            newest = kept_trials(connection)[0]
        if newest.state is not TrialState.RUNNING:
            return newest.state
        time.sleep(0.05)


def test_the_page_tells_that_nothing_waits(client_as: As) -> None:
    """Whoever may only read gets no button."""
    page = client_as(Role.READER).get(PAGE)
    assert page.status_code == 200
    assert "Ingenting väntar." in page.text
    assert "Inga citat är dolda." in page.text
    assert f'action="{PAGE}' not in page.text


def test_what_waits_is_tried_applied_and_undone(desk: Desk, client_as: As) -> None:
    """An editor does it with three buttons, and the visitors' answer follows."""
    _teach(desk)
    client = client_as(Role.EDITOR)
    before = desk.chatbot.ask(QUESTION)
    page = client.get(PAGE).text
    assert POLICE in page
    assert "Pröva ändringarna" in page
    client.post(f"{PAGE}/prova")
    assert _wait(desk) is TrialState.PASSED
    page = client.get(PAGE).text
    (apply,) = set(re.findall(r'action="(/granska/larande/prov/\d+/galler)"', page))
    assert desk.chatbot.ask(QUESTION) == before
    told = client.post(apply)
    assert "Ändringarna gäller från nästa fråga." in told.text
    assert [quote.text for quote in desk.chatbot.ask(QUESTION).quotes] == [POLICE]
    report = client.get(apply.removesuffix("/galler")).text
    assert "Godkänt" in report
    assert "Granskarnas bedömningar" in report
    client.post(apply.replace("/galler", "/angra"))
    assert desk.chatbot.ask(QUESTION) == before


def test_a_report_names_what_a_trial_blames(desk: Desk, client_as: As) -> None:
    """It can be tried again, and the page of learning has it among what is set aside."""
    reviewer, client = somebody(desk.database), client_as(Role.EDITOR)
    labels = {_quote(desk): QuoteLabel.PARTLY}
    settle(desk.database, "Vem träffar ni varje torsdag? Polisen?", labels, reviewer=reviewer)
    wrong, refuse = {_quote(desk): QuoteLabel.BESIDE}, AnswerVerdict.SHOULD_REFUSE
    settle(desk.database, "Vem träffar ni varje torsdag? Polis?", wrong, reviewer=reviewer, kind=refuse)
    client.get(PAGE)
    client.post(f"{PAGE}/prova")
    assert _wait(desk) is TrialState.FAILED
    page = client.get(PAGE).text
    assert "Ställda åt sidan" in page
    (trial,) = set(re.findall(r"/granska/larande/prov/\d+", page))
    report = client.get(trial).text
    assert "Inte godkänt" in report
    assert "Polis?" in report
    (retry,) = set(re.findall(r'action="(/granska/larande/lardom/\d+/forsok)"', report))
    client.post(retry)
    with desk.database.reading() as connection:
        assert {each.state for each in kept_lessons(connection)} == {LessonState.PENDING}


def test_a_hidden_quote_is_shown_again(desk: Desk, client_as: As) -> None:
    """The page has its words and the reason, for those who decide."""
    quote = _quote(desk)
    folder = desk.settings.steering_directory
    hide_quote(desk.database, folder, quote, article="flen", reviewer=None, reason="fel person")
    assert desk.chatbot.quote(quote) is None
    client = client_as(Role.EDITOR)
    page = client.get(PAGE).text
    assert POLICE in page
    assert "fel person" in page
    assert re.search(rf">: {re.escape(POLICE[:20])}", page)
    assert f": {quote}<" not in page
    client.post(f"{PAGE}/dolda/visa", data={"quote": quote})
    assert desk.chatbot.quote(quote) is not None
    assert read_steering(folder)[0].hidden == frozenset()


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.REVIEWER, "/prova"),
        (Role.REVIEWER, "/prov/1/galler"),
        (Role.REVIEWER, "/prov/1/angra"),
        (Role.REVIEWER, "/lardom/1/angra"),
        (Role.REVIEWER, "/lardom/1/forsok"),
        (Role.REVIEWER, "/dolda/visa"),
        (Role.EDITOR, "/troskel"),
    ],
)
def test_nobody_does_what_the_role_is_not_enough_for(role: Role, path: str, client_as: As) -> None:
    """Whatever the page shows."""
    data = {"quote": "x", "value": "0,5", "version": "0"}
    assert client_as(role).post(PAGE + path, data=data).status_code == 403


@pytest.mark.parametrize("path", ["/prov/7/galler", "/prov/7/angra", "/lardom/7/angra", "/lardom/7/forsok"])
def test_what_has_changed_meanwhile_is_told(path: str, client_as: As) -> None:
    """With the page as it is now."""
    answer = client_as(Role.EDITOR).post(PAGE + path)
    assert answer.status_code == 409
    assert "Någon annan har ändrat samma sak" in answer.text


def test_an_admin_sets_the_operating_point(desk: Desk, client_as: As) -> None:
    """It waits for a trial; what cannot be set is told, with what was written still there."""
    client = client_as(Role.ADMIN)
    wrong = client.post(f"{PAGE}/troskel", data={"value": "mycket", "version": "0"})
    assert wrong.status_code == 422
    assert 'value="mycket"' in wrong.text
    done = client.post(f"{PAGE}/troskel", data={"value": "0,62", "version": "0"})
    assert "Tröskeln för svar ändras från programmets egen (0,50) till 0,62." in done.text
    assert read_steering(desk.settings.steering_directory)[0].operating_point is None
    late = client.post(f"{PAGE}/troskel", data={"value": "0,7", "version": "0"})
    assert (late.status_code, 'value="0,7"' in late.text) == (409, True)


def test_a_script_sets_the_operating_point(client_as: As) -> None:
    """It gets JSON: what is wanted, its version, and what is in use."""
    client = client_as(Role.ADMIN)
    headers = {"Accept": "application/json"}
    answer = client.post(f"{PAGE}/troskel", data={"value": "0,62", "version": "0"}, headers=headers)
    assert answer.json() | {"told": ""} == {"wanted": 0.62, "version": 1, "in_use": None, "told": ""}
    late = client.post(f"{PAGE}/troskel", data={"value": "0,7", "version": "0"}, headers=headers)
    assert (late.status_code, late.json()["wanted"]) == (409, 0.62)
    wrong = client.post(f"{PAGE}/troskel", data={"value": "7", "version": "1"}, headers=headers)
    assert wrong.status_code == 422


def test_progress_is_told_while_a_trial_runs(desk: Desk, client_as: As) -> None:
    """The page and its script; one that is broken off is told of, too."""
    client = client_as(Role.READER)
    with desk.database.changing() as connection:
        trial = begin_trial(connection, reviewer=None)
        tell_progress(connection, trial, done=30, of=90)
    page = client.get(PAGE).text
    assert "30 av 90 frågor är ställda." in page
    assert 'role="status"' in page
    assert client.get(f"{PAGE}/lage").json() == {
        "running": True,
        "told": "30 av 90 frågor är ställda.",
        "done": 30,
        "of": 90,
    }
    own = client.get(f"{PAGE}/prov/{trial}").text
    assert "30 av 90 frågor är ställda." in own
    assert f'href="{PAGE}/prov/{trial}">Uppdatera sidan' in own
    assert client_as(Role.EDITOR).post(f"{PAGE}/prova").status_code == 409
    with desk.database.changing() as connection:
        break_trial(connection, trial, "indexet är borta")
    assert client.get(f"{PAGE}/lage").json()["running"] is False
    report = client.get(f"{PAGE}/prov/{trial}").text
    assert "avbröts innan det var klart" in report
    assert "indexet är borta" in report


def test_a_full_disk_is_told(desk: Desk, client_as: As, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts in the database will be written when it can be; the page says how."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("chatbot.web.desk.learning_page.undo_trial", full)
    answer = client_as(Role.EDITOR).post(f"{PAGE}/prov/1/angra")
    assert answer.status_code == 500
    assert "No space left on device" in answer.text
    assert "chatbot learn" in answer.text


def test_the_page_speaks_english(desk: Desk, client_as: As) -> None:
    """All of it."""
    _teach(desk)
    page = client_as(Role.EDITOR).get(f"{PAGE}?lang=en").text
    assert "Try the changes" in page
    assert "Pröva" not in page


def test_no_report_is_shown_of_a_trial_that_is_not_there(client_as: As) -> None:
    """The address is unknown."""
    assert client_as(Role.READER).get(f"{PAGE}/prov/99").status_code == 404


@pytest.mark.accessibility("Granskningens sidor om lärande klarar WCAG 2.2 AA och sköts med tangentbordet.")
def test_an_editor_tries_and_applies_by_keyboard(desk_site: DeskSite, browser: Browser) -> None:
    """In Chromium: the trial's progress comes by itself, and the report can be read and acted on."""
    desk = desk_site.desk
    _teach(desk)
    hide_quote(desk.database, desk.settings.steering_directory, "gone-1", article="gone", reviewer=None, reason="prov")
    page = desk_site.open(browser, Role.ADMIN, PAGE)
    audit(page, "Lärande", "något väntar", THEMES)
    page.get_by_role("button", name="Pröva ändringarna").focus()
    page.keyboard.press("Enter")
    apply = page.get_by_role("button", name="Låt ändringarna gälla")
    expect(apply).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Visa provets rapport").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Godkänt:")).to_be_visible()
    audit(page, "Lärande, ett prov", "godkänt", THEMES)
    page.get_by_role("button", name="Låt ändringarna gälla").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ändringarna gäller från nästa fråga.")).to_be_visible()
    audit(page, "Lärande", "ändringar gäller", THEMES)
    assert [quote.text for quote in desk.chatbot.ask(QUESTION).quotes] == [POLICE]
