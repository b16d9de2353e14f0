"""What a visitor does on the chat page, for the tests."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def question_box(page: Page) -> Locator:
    """Return the question box."""
    return page.locator("#question textarea")  # by its id: the label follows the page's language


def answers(page: Page) -> Locator:
    """Return the turns that have their answer."""
    return page.locator(".turn:not(.pending)")


def wait_for_answer(page: Page, count: int = 1) -> Locator:
    """Wait until count answers stand on the page, and return the last."""
    expect(answers(page)).to_have_count(count)
    return answers(page).last


def ask(page: Page, question: str) -> Locator:
    """Type a question, press Enter, and return the answer."""
    before = answers(page).count()
    question_box(page).fill(question)
    question_box(page).press("Enter")
    return wait_for_answer(page, before + 1)
