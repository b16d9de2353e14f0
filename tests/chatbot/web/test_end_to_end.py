"""The whole program: real articles, model, index and server, seen in Chromium."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from corpus.files import read_article
from tests.chatbot.web.asking import ask, question_box

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = ROOT / "corpus" / "articles"
START_SECONDS = 180


@pytest.fixture(scope="module")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build an index of the project's own articles in a folder of its own, serve it, and give the address."""
    data = tmp_path_factory.mktemp("data")
    model = ROOT / "var" / "model"
    if model.is_dir():  # unpacking it anew would take most of the time
        (data / "model").symlink_to(model)
    options = ["--corpus", str(ARTICLES), "--data", str(data)]
    subprocess.run([sys.executable, "-m", "chatbot", "build", *options], cwd=ROOT, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "chatbot", "serve", *options, "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_healthy(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the health check says that the index verifies."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, f"the server ended with exit code {server.returncode}"
        try:
            if httpx.get(f"{url}/health").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"{url}/health was not 200 within {START_SECONDS} s")


def test_a_quote_on_the_screen_is_the_article_byte_for_byte(browser: Browser, real_site: str) -> None:
    """What is shown, selected and copied are the bytes that the article's file has at the quote's place."""
    context = browser.new_context(locale="sv-SE")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=real_site)
    page = context.new_page()
    page.goto(real_site)
    question_box(page).wait_for()
    answer = ask(page, "Hur samarbetar ni med polisen?")
    cards = answer.get_by_role("figure")
    assert cards.count() > 0
    assert "polis" in cards.first.locator(".words").inner_text().casefold()
    for card in cards.all():
        record = httpx.get(f"{real_site}/api/v1/quotes/{card.get_attribute('data-quote')}").json()
        words = card.locator(".words")
        shown = words.evaluate("e => e.textContent")
        words.evaluate("e => getSelection().selectAllChildren(e)")
        page.keyboard.press("Control+c")
        copied = page.evaluate("navigator.clipboard.readText()")
        file = next(ARTICLES.glob(f"{record['article']['id']}.*"))
        assert shown == copied == record["text"] == read_article(file).text[record["start"] : record["end"]]
        assert shown.encode() in file.read_bytes()
    context.close()


def test_all_ways_of_asking_give_the_same_quotes(browser: Browser, real_site: str) -> None:
    """The page shows the quotes that the API gives, in the same order."""
    question = "Vad är det bästa med jobbet?"
    given = httpx.post(f"{real_site}/api/v1/ask", json={"question": question}, timeout=30).json()
    page = browser.new_page(locale="sv-SE")
    page.goto(real_site)
    question_box(page).wait_for()
    shown = ask(page, question).get_by_role("figure").evaluate_all("all => all.map(e => e.dataset.quote)")
    page.close()
    assert shown == [quote["id"] for quote in given["quotes"]]


def test_what_nobody_has_said_is_told(browser: Browser, real_site: str) -> None:
    """A question that no article answers gets the honest no, and questions that are answered."""
    page = browser.new_page(locale="sv-SE")
    page.goto(real_site)
    question_box(page).wait_for()
    answer = ask(page, "Vad kostar en månads hyra i Umeå?")
    assert answer.get_by_role("figure").count() == 0
    assert "Det finns ing" in answer.locator(".message").inner_text()
    assert answer.locator(".suggestions button").count() > 0
    page.close()
