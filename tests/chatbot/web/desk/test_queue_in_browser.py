"""In Chromium: ten answers by keyboard only, nothing lost when saving fails, and pages that everybody can use."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from chatbot.store.reviewers import Role
from chatbot.store.schema import answers, verdicts
from tests.chatbot.web.auditing import audit
from tests.chatbot.web.desk.cases import ask
from tests.chatbot.web.desk.conftest import DeskSite

FIKA = "Fikar ni på stort allvar i gruppen?"
QUESTIONS = (
    FIKA,
    "Hur ofta träffar ni polisen?",
    "Vad är det för soffa i köket?",
    "Får kuratorer handledning av psykolog?",
    "Vad kostar en månadsbiljett?",
    "Vad tar längst tid med biståndet?",
    "Fikar ni i gruppen på allvar?",
    "Har ni en gul soffa på kontoret?",
    "Lämnas ingen ensam med svåra beslut?",
    "Var ligger närmaste badhus?",
)


def judged(site: DeskSite) -> int:
    """Return how many verdicts are stored."""
    with site.desk.database.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(verdicts)) or 0


def heading(page: Page) -> str:
    """Return the question that the page is about."""
    return page.locator("h1").inner_text()


def begin(page: Page) -> None:
    """Open the first answer of the queue, and wait until its script listens to keys."""
    page.get_by_role("link", name="Börja granska").click()
    page.wait_for_url("**/granska/svar/**")


def judge_by_keys(page: Page) -> None:
    """Say that every quote answers, and that the answer is right; then save and go on."""
    before = page.url
    for _ in range(page.locator("[data-item=quote]").count()):
        page.keyboard.press("j")
        page.keyboard.press("1")
    page.keyboard.press("r")
    page.keyboard.press("s")
    page.wait_for_url(lambda url: url != before)


@pytest.mark.accessibility("Tio svar bedöms med bara tangentbordet")
def test_ten_answers_are_judged_by_keyboard_only(desk_site: DeskSite, browser: Browser) -> None:
    """From the queue to its end; after each save the focus is on the next question, and what was saved is told."""
    for question in QUESTIONS:
        ask(desk_site.desk, question)
    page = desk_site.open(browser, Role.REVIEWER)
    page.get_by_role("link", name="Börja granska").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/granska/svar/**")
    expect(page.locator("h1")).to_have_text(QUESTIONS[0])
    for question in QUESTIONS[1:]:
        judge_by_keys(page)
        expect(page.locator("h1")).to_have_text(question)
        expect(page.locator("h1")).to_be_focused()
        expect(page.locator("#told [role=status]")).to_contain_text("Sparat.")
    judge_by_keys(page)
    expect(page.get_by_text("Det var det sista svaret i listan.")).to_be_visible()
    assert judged(desk_site) == 10


def test_closing_the_other_quotes_keeps_the_place(desk_site: DeskSite, browser: Browser) -> None:
    """The focus was on one of them; it stays where they are opened, not at the page's beginning."""
    answer = ask(desk_site.desk, FIKA)
    page = desk_site.open(browser, Role.REVIEWER, f"/granska/svar/{answer}")
    page.keyboard.press("o")
    expect(page.locator("#candidates [data-item]").first).to_be_focused()
    page.keyboard.press("o")
    expect(page.locator("#candidates > summary")).to_be_focused()


@pytest.mark.accessibility("Tangenter med ett tecken går att stänga av, och verkar inte i textfält")
def test_keys_can_be_switched_off(desk_site: DeskSite, browser: Browser) -> None:
    """The next page knows it, too; while one writes a comment they are letters."""
    ask(desk_site.desk, FIKA)
    ask(desk_site.desk, QUESTIONS[1])
    page = desk_site.open(browser, Role.REVIEWER, "/granska")
    begin(page)
    right = page.locator("[name=kind][value=right]")
    page.keyboard.press("c")
    page.keyboard.type("rsh j")
    expect(page.locator("#comment")).to_have_value("rsh j")
    expect(right).not_to_be_checked()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_text("nästa citat eller fråga")).to_be_visible()
    page.get_by_role("button", name="Stäng av tangenterna").click()
    page.locator("h1").focus()
    page.keyboard.press("r")
    expect(right).not_to_be_checked()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Hoppa över").click()
    expect(page.locator("h1")).to_have_text(QUESTIONS[1])
    page.keyboard.press("r")
    expect(right).not_to_be_checked()
    page.get_by_text("Tangenter", exact=True).click()
    expect(page.get_by_role("button", name="Slå på tangenterna")).to_be_visible()


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        (401, "not_signed_in", "Logga in i en ny flik"),
        (503, "unavailable", "Databasen"),
        (None, "", "Servern svarar inte"),
    ],
    ids=["signed out", "the database is gone", "no network"],
)
def test_a_failed_save_keeps_what_was_typed(
    desk_site: DeskSite, browser: Browser, status: int | None, code: str, told: str
) -> None:
    """It is told what to do, and saving again saves it; leaving meanwhile asks."""
    ask(desk_site.desk, FIKA)
    page = desk_site.open(browser, Role.REVIEWER)
    begin(page)
    body = json.dumps({"error": {"code": code, "message": told}})

    def fail(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        elif status is None:
            route.abort()
        else:
            route.fulfill(status=status, body=body, content_type="application/json")

    page.route("**/granska/svar/**", fail)
    page.fill("#comment", "Min långa tanke")
    page.locator("h1").focus()
    for key in "j1rs":
        page.keyboard.press(key)
    expect(page.locator("#told")).to_contain_text(told)
    expect(page.locator("#comment")).to_have_value("Min långa tanke")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Till kön").click(no_wait_after=True)
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    page.unroute("**/granska/svar/**")
    page.locator("h1").focus()
    page.keyboard.press("s")
    expect(page.get_by_text("Det var det sista svaret i listan.")).to_be_visible()
    assert judged(desk_site) == 1


def test_the_conflict_of_two_tabs_shows_both(desk_site: DeskSite, browser: Browser) -> None:
    """What was saved elsewhere, and in the form what was just typed."""
    ask(desk_site.desk, FIKA)
    page = desk_site.open(browser, Role.REVIEWER)
    begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    for tab, comment in ((page, "Den första"), (other, "Den andra")):
        tab.fill("#comment", comment)
        tab.locator("h1").focus()
        for key in "j1rs":
            tab.keyboard.press(key)
        tab.wait_for_load_state()
    expect(other.get_by_text("Ingenting är sparat: svaret har bedömts på annat håll")).to_be_visible()
    expect(other.get_by_text("Den första")).to_be_visible()
    expect(other.locator("#comment")).to_have_value("Den andra")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_pass_axe(desk_site: DeskSite, browser: Browser, theme: str) -> None:
    """The queue with its filters, an answer with everything open, a refusal, and a conversation."""
    desk = desk_site.desk
    first, refused = ask(desk, FIKA, conversation="c"), ask(desk, "Var ligger närmaste badhus?", conversation="c")
    ask(desk, "fikar ni på stort allvar i gruppen")
    while desk.similar.follow():
        pass
    with desk.database.changing() as connection:
        connection.execute(answers.update().values(disliked=True, scrubbed=True))
    page = desk_site.open(browser, Role.EDITOR, "/granska?order=oldest", color_scheme=theme)
    audit(page, "Granskningens kö", "med filter")
    page.goto(f"{desk_site.url}/granska/svar/{first}")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.locator("[value=hide]").first.check()
    audit(page, "Ett svar att granska", "allt öppet")
    page.goto("about:blank")
    page.goto(f"{desk_site.url}/granska/svar/{refused}")
    audit(page, "Ett svar att granska", "utan citat")
    page.goto(f"{desk_site.url}/granska/samtal/{first}")
    page.fill("#reason", "Vill förstå följdfrågan")
    page.get_by_role("button", name="Läs samtalet").click()
    expect(page.get_by_text("Läsningen är inskriven i loggen")).to_be_visible()
    audit(page, "Ett helt samtal", "öppnat")
