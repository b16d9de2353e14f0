"""A trial's progress in a browser: it renews itself, is read out, and takes nobody's focus away."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from chatbot.store.reviewers import Role
from chatbot.store.trials import begin_trial, break_trial, tell_progress
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.desk.conftest import DeskSite

PAGE = "/granska/larande"


@pytest.mark.parametrize("is_own_page", [False, True], ids=["the page of all", "the trial's own page"])
def test_a_running_trial_tells_how_far_it_has_come(desk_site: DeskSite, browser: Browser, *, is_own_page: bool) -> None:
    """By itself; when it has ended its outcome stands there, and whoever was at the link is at the heading."""
    database = desk_site.desk.database
    with database.changing() as connection:
        trial = begin_trial(connection, reviewer=None)
    page = desk_site.open(browser, Role.ADMIN, f"{PAGE}/prov/{trial}" if is_own_page else PAGE)
    if is_own_page:
        audit(page, "Lärande, ett prov", "medan det pågår", THEMES)
    with database.changing() as connection:
        tell_progress(connection, trial, done=40, of=80)
    section = page.locator("[data-progress]")
    expect(section.locator(".told")).to_have_text("40 av 80 frågor är ställda.", timeout=30_000)
    expect(section.get_by_role("status")).to_have_text("40 av 80 frågor är ställda.")
    section.get_by_role("link").focus()
    with database.changing() as connection:
        break_trial(connection, trial, "indexet är borta")
    expect(page.get_by_role("status").get_by_text("Provet är klart.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(section).to_have_count(0)
    expect(page.get_by_text("avbrut").first).to_be_visible()
