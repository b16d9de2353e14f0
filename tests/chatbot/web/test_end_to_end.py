"""The whole program: real articles, model, index and server, seen in Chromium."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Browser

from corpus.files import read_article
from tests.chatbot.web.asking import ask, question_box
from tests.chatbot.web.real import ARTICLES, RealSite

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.slow]


def test_a_quote_on_the_screen_is_the_article_byte_for_byte(browser: Browser, real_site: RealSite) -> None:
    """What is shown, selected and copied are the bytes that the article's file has at the quote's place."""
    context = browser.new_context(locale="sv-SE")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=real_site.url)
    page = context.new_page()
    page.goto(real_site.url)
    question_box(page).wait_for()
    answer = ask(page, "Hur samarbetar ni med polisen?")
    cards = answer.get_by_role("figure")
    assert cards.count() > 0
    assert "polis" in cards.first.locator(".words").inner_text().casefold()
    for card in cards.all():
        record = httpx.get(f"{real_site.url}/api/v1/quotes/{card.get_attribute('data-quote')}").json()
        words = card.locator(".words")
        shown = words.evaluate("e => e.textContent")
        words.evaluate("e => getSelection().selectAllChildren(e)")
        page.keyboard.press("Control+c")
        copied = page.evaluate("navigator.clipboard.readText()")
        file = next(ARTICLES.glob(f"{record['article']['id']}.*"))
        assert shown == copied == record["text"] == read_article(file).text[record["start"] : record["end"]]
        assert shown.encode() in file.read_bytes()
    context.close()


def test_what_nobody_has_said_is_told(browser: Browser, real_site: RealSite) -> None:
    """A question that no article answers gets the honest no, and questions that are answered."""
    page = browser.new_page(locale="sv-SE")
    page.goto(real_site.url)
    question_box(page).wait_for()
    answer = ask(page, "Vad kostar en månads hyra i Umeå?")
    assert answer.get_by_role("figure").count() == 0
    assert "Det finns ing" in answer.locator(".message").inner_text()
    assert answer.locator(".suggestions button").count() > 0
    page.close()
