"""Signing in, one's account and the administration in a real browser: by keyboard, by axe, and with a lost session."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser, Page, expect

from chatbot.store.accounts import end_sessions
from chatbot.store.reviewers import Role
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.desk.conftest import DeskSite
from tests.chatbot.web.desk.test_signing_in import PASSWORD, add


def look(page: Page, name: str) -> None:
    """Keep a picture of the page, where somebody wants to look at it."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("theme", THEMES)
def test_the_pages_of_accounts_have_no_fault(browser: Browser, desk_site: DeskSite, theme: str) -> None:
    """Sign-in, the sign-in of somebody whose session ended, own account, administration, log."""
    page = desk_site.open(browser, Role.ADMIN, "/granska/logga-ut", color_scheme=theme)  # no page, but a session
    pages = {
        "/granska/konto": "Mitt konto",
        "/granska/administration": "Administration",
        "/granska/administration/konton/1": "Ett konto",
        "/granska/administration/logg": "Loggen",
    }
    for path, name in pages.items():
        page.goto(desk_site.url + path)
        audit(page, name, "öppnad")
        look(page, f"{theme}-{path.rpartition('/')[2]}")
    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", name="Logga in")).to_be_visible()
    audit(page, "Inloggning", "öppnad")
    look(page, f"{theme}-logga-in")
    page.get_by_label("Inloggningsnamn").fill("ingen")
    page.get_by_label("Lösenord").fill("fel lösenord nu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("hör inte ihop")
    audit(page, "Inloggning", "fel lösenord")


def test_what_was_written_is_saved_after_a_lost_session(browser: Browser, desk_site: DeskSite) -> None:
    """By keyboard alone: the form, the sign-in, what is about to be saved, and the button that saves it."""
    desk = desk_site.desk
    add(desk, "anna", Role.ADMIN)
    page = desk_site.open(browser, Role.ADMIN, "/granska/administration", viewport={"width": 390, "height": 844})
    with desk.database.changing() as connection:
        end_sessions(connection, 2, by=None)
    page.get_by_label("Inloggningsnamn").fill("bo")
    page.get_by_label("Lösenord att börja med").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("utloggad")
    audit(page, "Inloggning", "med det som inte blev sparat", THEMES)
    look(page, "lost")
    page.get_by_label("Inloggningsnamn").fill("anna")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Spara det du skrev?")).to_be_visible()
    expect(page.locator("dd").first).to_have_text("bo")
    audit(page, "Inloggning", "det som ska sparas", THEMES)
    look(page, "again")
    page.locator("input[type=password]").fill(PASSWORD)  # which no page carries on
    page.get_by_role("button", name="Spara i mitt namn").press("Enter")
    expect(page.get_by_role("link", name="bo", exact=True)).to_be_visible()


def test_a_script_tells_of_a_lost_session_and_keeps_the_page(browser: Browser, desk_site: DeskSite) -> None:
    """With a link that signs in in another tab; what is on the page stays."""
    page = desk_site.open(browser, Role.ADMIN, "/granska/administration")
    page.get_by_label("Inloggningsnamn").fill("bo")
    page.context.clear_cookies()
    answer = page.evaluate("desk.send('/granska/administration/konton', {login: 'bo'})")
    assert answer is None
    expect(page.get_by_role("alert")).to_contain_text("Ingenting är sparat än")
    expect(page.get_by_role("link", name="Logga in i en ny flik")).to_have_attribute("target", "_blank")
    expect(page.get_by_label("Inloggningsnamn")).to_have_value("bo")
