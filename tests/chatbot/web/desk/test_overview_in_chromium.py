"""The overview and the exports in a browser: found without fault, and worked by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from chatbot.store.reviewers import Role
from chatbot.unanswered import Groups
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.desk.conftest import DeskSite
from tests.chatbot.web.desk.keeping import asked, keep
from tests.chatbot.web.desk.test_lacking import keep_unanswered
from tests.chatbot.web.desk.test_overview_page import PATH
from tests.chatbot.web.desk.test_risk import measured


def filled(desk_site: DeskSite) -> None:
    """Keep what every part of the overview has something to show of."""
    desk = desk_site.desk
    keep(desk.database, *(asked(number, days=number, question="Hur är cheferna?") for number in range(20, 25)))
    keep_unanswered(desk)
    measured(desk)


def with_groups(page: Page) -> Page:
    """Wait until the groups of questions, which are found aside, have come by themselves."""
    expect(page.get_by_text("Skriv till redaktören").first).to_be_visible(timeout=60_000)
    return page


@pytest.mark.parametrize("theme", THEMES)
def test_the_overview_has_no_fault(desk_site: DeskSite, browser: Browser, theme: str) -> None:
    """With all tables and letters open, and nothing asked of another host."""
    filled(desk_site)
    page = desk_site.open(browser, Role.ADMIN, PATH, color_scheme=theme)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    with_groups(page)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    audit(page, "Granskningens överblick", "med frågor och bedömningar")
    assert [url for url in requests if not url.startswith(desk_site.url)] == []


def test_what_is_made_comes_by_itself(desk_site: DeskSite, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without taking the focus away, read out, and worked as if it had been there from the beginning."""
    filled(desk_site)
    make, is_held = Groups.of, [True]
    monkeypatch.setattr(Groups, "of", lambda *given: None if is_held else make(*given))
    page = desk_site.open(browser, Role.READER, PATH, permissions=["clipboard-read", "clipboard-write"])
    part = page.locator("#part-groups")
    link = part.get_by_role("link", name="Uppdatera sidan")
    link.focus()
    is_held.clear()
    expect(page.get_by_role("status").get_by_text("Framräknat: Frågor som ingen har svarat på.")).to_be_visible(
        timeout=60_000
    )
    expect(part.get_by_role("heading", level=2)).to_be_focused()
    part.get_by_text("Skriv till redaktören").first.press("Enter")
    expect(part.get_by_role("button", name="Kopiera texten").first).to_be_visible()


def test_the_exports_have_no_fault(desk_site: DeskSite, browser: Browser) -> None:
    """As a table, and on a narrow screen as a list."""
    audit(desk_site.open(browser, Role.ADMIN, "/granska/export"), "Hämta data", "alla filer", THEMES)


def test_the_setting_is_moved_by_keyboard(desk_site: DeskSite, browser: Browser) -> None:
    """What it does is told at once, in words and in the picture; then it is saved."""
    filled(desk_site)
    page = desk_site.open(browser, Role.ADMIN, PATH)
    slider, mark = page.get_by_role("slider"), page.locator("#risk-chosen")
    before = mark.get_attribute("cx")
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "0,05: svarar på 75\u00a0% av frågorna; 33\u00a0% av svaren fel")
    expect(page.get_by_label("Som tal")).to_have_value("0.05")
    expect(page.locator("#risk-effect")).to_contain_text("Med 0,05 svarar chatten på 75")
    assert mark.get_attribute("cx") != before
    for _ in range(16):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#risk-effect")).to_contain_text("Med 0,21 svarar chatten på 50")
    page.get_by_role("button", name="Spara").press("Enter")
    expect(page.get_by_text("Vald men inte prövad: 0,21")).to_be_visible()


def test_the_number_moves_the_slider(desk_site: DeskSite, browser: Browser) -> None:
    """As somebody types it."""
    filled(desk_site)
    page = desk_site.open(browser, Role.READER, PATH)
    page.get_by_label("Som tal").fill("0.2")
    expect(page.get_by_role("slider")).to_have_value("0.2")
    expect(page.locator("#risk-effect")).to_contain_text("Med 0,20 svarar chatten på 75")


def test_a_letter_is_opened_and_copied_by_keyboard(desk_site: DeskSite, browser: Browser) -> None:
    """What is copied is what stands there."""
    filled(desk_site)
    page = desk_site.open(browser, Role.READER, PATH, permissions=["clipboard-read", "clipboard-write"])
    with_groups(page).get_by_text("Skriv till redaktören").first.press("Enter")
    letter = page.locator(".letter").first
    expect(letter).to_be_visible()
    page.get_by_role("button", name="Kopiera texten").first.press("Enter")
    expect(page.get_by_role("status").get_by_text("Kopierad")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == letter.inner_text()
