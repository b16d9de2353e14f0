"""What becomes of a question when the connection or the server is lost, seen in Chromium."""

from __future__ import annotations

import json
import threading

import pytest
from playwright.sync_api import Page, Route, expect

from tests.chatbot.web.asking import answers, ask, question_box, wait_for_answer
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import POLICE

pytestmark = pytest.mark.browser

QUESTION = "Hur samarbetar ni med polisen?"
SENT = "**/gradio_api/queue/join*"
ANSWERED = "**/gradio_api/queue/data*"
STREAM = {"Content-Type": "text/event-stream"}


def ask_and_fail(page: Page) -> None:
    """Type a question, press Enter, and wait until no answer is waited for any more."""
    question_box(page).fill(QUESTION)
    question_box(page).press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.locator(".pending")).to_have_count(0)


def stream(message: dict[str, object]) -> str:
    """Return an event of a stream."""
    return f"data: {json.dumps(message)}\n\n"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="cut off"),
        pytest.param("", id="empty"),
        pytest.param('data: {"msg": "process_comp', id="half"),
        pytest.param(stream({"msg": "estimation", "event_id": "1", "rank": 0, "queue_size": 1}), id="not finished"),
        pytest.param(stream({"msg": "unexpected_error", "message": "404", "session_not_found": True}), id="restarted"),
    ],
)
def test_a_server_lost_in_the_middle_loses_nothing_of_the_page(page: Page, answer: str | None) -> None:
    """However the stream ends: the visitor is told, conversation and question stay, and the next one is answered."""
    ask(page, "Vad är det bästa?")

    def lose(route: Route) -> None:
        if answer is None:
            route.abort("connectionreset")
        else:
            route.fulfill(body=answer, headers=STREAM)

    page.route(ANSWERED, lose)
    ask_and_fail(page)
    expect(page.get_by_role("alert")).to_contain_text("Tjänsten går inte att nå")
    expect(question_box(page)).to_have_value(QUESTION)
    expect(answers(page)).to_have_count(1)
    page.unroute(ANSWERED)
    question_box(page).press("Enter")
    expect(wait_for_answer(page, 2).locator(".words").first).to_have_text(POLICE.text)


@pytest.mark.parametrize(
    ("status", "told"),
    [(502, "Tjänsten går inte att nå"), (413, "Frågan fick inget svar"), (500, "Frågan fick inget svar")],
)
def test_a_refused_question_is_told_for_what_it_is(page: Page, status: int, told: str) -> None:
    """Only a server that is not there is called that; after an update of the program the visitor learns what to do."""
    page.route(SENT, lambda route: route.fulfill(status=status, json={"detail": "secret"}))
    ask_and_fail(page)
    expect(page.get_by_role("alert")).to_contain_text(told)
    expect(question_box(page)).to_have_value(QUESTION)
    assert "secret" not in page.content()


def test_a_connection_lost_while_an_answer_is_waited_for_is_told_at_once(page: Page, site: Site) -> None:
    """The visitor does not wait for what cannot come, and the late answer does not appear beside the new one."""
    gate = site.chatbot.gates[QUESTION] = threading.Event()
    question_box(page).fill(QUESTION)
    question_box(page).press("Enter")
    expect(page.locator(".pending")).to_have_count(1)
    page.wait_for_timeout(300)
    page.context.set_offline(True)
    expect(page.get_by_role("alert")).to_contain_text("Tjänsten går inte att nå")
    expect(question_box(page)).to_have_value(QUESTION)
    gate.set()
    page.context.set_offline(False)
    question_box(page).press("Enter")
    wait_for_answer(page, 1)
