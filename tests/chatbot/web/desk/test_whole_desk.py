"""The whole desk, as the recruiters use it: the real program over the project's own articles, in Chromium."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.chatbot.web.asking import question_box
from tests.chatbot.web.real import ARTICLES, ROOT, wait_until_healthy

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.slow]

PASSWORD = "en gul soffa som alla vill behålla"  # noqa: S105 - of nobody
QUESTIONS = (
    "Hur samarbetar ni med polisen?",
    "Vad tjänar man?",
    "Är det ett tungt jobb?",
    "Hur är stödet från chefen?",
    "Vad är det bästa med jobbet?",
    "Hur ser en vanlig dag ut?",
    "Hur många klienter har man?",
    "Vad tycker Sandra Johansson om jobbet?",
    "Vilken utbildning behöver man?",
    "Får man ta med sig sin hund till kontoret?",
)
HUND = "Får man ta med sig sin hund till kontoret?"
ARTICLE = """Hunden Bosse är med på jobbet

Tuva Granhöst är socialsekreterare i Flens kommun. Hon har arbetat där i fyra år.

– Här får man ta med sig sin hund till kontoret. Min hund ligger under skrivbordet hela dagen, säger Tuva Granhöst.

– Besökarna blir lugna av hunden och börjar prata, säger Tuva Granhöst.
"""


@dataclass
class Installation:
    """The program with a corpus, a data directory and a database of its own, running."""

    url: str
    options: tuple[str, ...]
    environment: dict[str, str]

    def run(self, *arguments: str, given: str = "") -> str:
        """Run a command; return what it writes."""
        command = [sys.executable, "-m", "chatbot", *arguments, *self.options]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, input=given, capture_output=True, text=True, check=True
        )
        return done.stdout

    def quote_when(self, words: str, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the quote that begins with some words once it is as wanted; the index follows within seconds."""
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            quotes = [json.loads(line) for line in self.run("export", "quotes", "--format", "jsonl").splitlines()]
            for one in (quote for quote in quotes if quote["text"].startswith(words)):
                shown: dict[str, Any] = httpx.get(f"{self.url}/api/v1/quotes/{one['id']}", timeout=60).json()
                if "error" not in shown and is_so(shown):
                    return shown
            time.sleep(0.5)
        return pytest.fail(f"no quote began with {words!r} and was as wanted within two minutes")

    def ask(self, question: str) -> dict[str, Any]:
        """Return the answer that a visitor gets."""
        answer: dict[str, Any] = httpx.post(f"{self.url}/api/v1/ask", json={"question": question}, timeout=60).json()
        return answer


@contextmanager
def running(directory: Path, database: str, built: Path) -> Iterator[Installation]:
    """Serve a copy of the project's own articles and of what was built of them."""
    corpus, data = directory / "corpus", directory / "data"
    shutil.copytree(ARTICLES, corpus)
    shutil.copytree(built, data, symlinks=True)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = ("--corpus", str(corpus), "--data", str(data))
    site = Installation(f"http://127.0.0.1:{port}", options, {**os.environ, "CHATBOT_DATABASE": database})
    command = [sys.executable, "-m", "chatbot", "serve", "--port", str(port), *options]
    with (directory / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=log, stderr=log)
    try:
        wait_until_healthy(site.url, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path, built: Path) -> Iterator[Installation]:
    """Return the running program over either database, with an account for each of two recruiters."""
    sqlite = f"sqlite:///{tmp_path / 'data' / 'chatbot.sqlite'}"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("emptied")
    with running(tmp_path, url, built) as site:
        yield site


class Recruiter:
    """Somebody at a keyboard."""

    def __init__(self, browser: Browser, site: Installation, login: str, role: str) -> None:
        site.run("reviewer", "add", login, "--role", role, given=f"{PASSWORD}\n")
        self.context: BrowserContext = browser.new_context(locale="sv-SE", viewport={"width": 1280, "height": 900})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(30_000)
        self.url = site.url
        self.open("/granska")
        self.page.keyboard.press("Tab")  # wherever the focus was, it is on the page now
        self.page.get_by_label("Inloggningsnamn").focus()
        self.type(login, "Tab")
        self.type(PASSWORD, "Enter")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Svar att granska")

    def open(self, path: str) -> None:
        """Go to a page of the desk."""
        self.page.goto(self.url + path)

    def type(self, text: str, *keys: str) -> None:
        """Write, then press keys."""
        self.page.keyboard.insert_text(text)
        self.press(*keys)

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def heading(self) -> str:
        """Return the page's title."""
        return self.page.get_by_role("heading", level=1).inner_text()


def judge_by_keyboard(recruiter: Recruiter, count: int, *, label: str = "1", verdict: str = "r") -> list[str]:
    """Judge answers with the page's keys alone; return their questions.

    Args:
        recruiter: at the keyboard.
        count: how many are judged.
        label: key of what is said of each quote.
        verdict: keys of what is said of each answer; those that its page does not have do nothing.
    """
    page, judged = recruiter.page, list[str]()
    page.get_by_role("link", name="Börja granska").focus()
    recruiter.press("Enter")
    page.wait_for_url("**/granska/svar/**")
    for _ in range(count):
        page.wait_for_load_state()
        judged.append(recruiter.heading())
        for _quote in range(page.locator("[data-item=quote]").count()):
            recruiter.press("j", label)
        before = page.url
        recruiter.press(*verdict, "s")
        expect(page).not_to_have_url(before)
    return judged


def test_answers_are_judged_by_keyboard_and_by_a_second_recruiter_blind(
    browser: Browser, installation: Installation
) -> None:
    """From signing in to the agreement of two who have not seen each other's verdicts, and a third who decides."""
    for question in QUESTIONS:
        installation.ask(question)
    maja = Recruiter(browser, installation, "maja", "admin")
    olle = Recruiter(browser, installation, "olle", "reviewer")
    maja.open("/granska/riktlinjer")
    maja.page.get_by_label("Andel svar som får en andra granskare").fill("100")
    maja.page.locator("form", has=maja.page.get_by_label("Andel svar som får en andra granskare")).get_by_role(
        "button"
    ).click()
    maja.open("/granska")
    assert sorted(judge_by_keyboard(maja, len(QUESTIONS))) == sorted(QUESTIONS)

    olle.open("/granska?tab=second")
    assert "maja" not in olle.page.content()
    assert len(judge_by_keyboard(olle, len(QUESTIONS) - 1)) == len(QUESTIONS) - 1
    olle.open("/granska?tab=second")
    judge_by_keyboard(olle, 1, label="3", verdict="vb")  # whichever is left last
    olle.open("/granska/samstammighet")
    expect(olle.page.get_by_role("main")).to_contain_text("Två granskare säger detsamma om 9 av 10 svar")

    eva = Recruiter(browser, installation, "eva", "editor")
    eva.open("/granska/samstammighet")
    expect(eva.page.get_by_role("main")).to_contain_text("Fall där två granskare tycker olika: 1.")
    assert installation.run("export", "verdicts", "--format", "jsonl").count("\n") == len(QUESTIONS) - 1
    for recruiter in (maja, olle, eva):
        recruiter.context.close()


def test_articles_are_corrected_added_and_withdrawn(browser: Browser, installation: Installation) -> None:
    """What a recruiter decides about articles is what visitors get, within seconds."""
    eva = Recruiter(browser, installation, "eva", "editor")
    visitor = browser.new_context(locale="sv-SE").new_page()
    visitor.set_default_timeout(30_000)
    correct_who_says_it(eva, installation)
    add_what_was_lacking(eva, installation, visitor)
    withdraw(eva, installation)
    eva.context.close()
    visitor.context.close()


def correct_who_says_it(eva: Recruiter, installation: Installation) -> None:
    """Give a quote that waits, since the text does not tell for sure who says it, the name that is right."""
    eva.open("/granska/artiklar/jobba-inom-socialtjansten")
    waiting = eva.page.get_by_role("region", name="Väntar på beslut").get_by_role("link").first
    waiting.focus()
    eva.press("Enter")
    eva.page.get_by_role("link", name=re.compile("Rätta.*citat 6$")).focus()
    eva.press("Enter")
    eva.page.get_by_role("radio", name=re.compile("^Lotta Berg Kolsmyr")).focus()
    eva.press("Space")
    eva.page.get_by_role("button", name="Spara", exact=True).focus()
    eva.press("Enter")
    expect(eva.page.get_by_role("status").first).to_contain_text("Sparat")
    quote = installation.quote_when(
        "För rollen behöver medarbetaren", lambda quote: quote["attribution"]["method"] == "decided"
    )
    assert [speaker["name"] for speaker in quote["speakers"]] == ["Lotta Berg Kolsmyr"]


def add_what_was_lacking(eva: Recruiter, installation: Installation, visitor: Page) -> None:
    """Take in an article that answers a question which nobody had answered."""
    assert installation.ask(HUND)["status"] == "no_answer"
    eva.open("/granska/ny-artikel")
    eva.page.locator("input[type=file]").set_input_files(
        {"name": "hunden.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()}
    )
    eva.page.get_by_role("button", name="Läs filen").focus()
    eva.press("Enter")
    eva.page.wait_for_url("**/granska/utkast/**")
    eva.page.get_by_role("button", name="Publicera", exact=True).focus()
    eva.press("Enter")
    eva.page.wait_for_url("**/granska/artiklar/**")
    quote = installation.quote_when("Här får man ta med sig sin hund", lambda _: True)
    assert (quote["speakers"][0]["name"], quote["municipality"]) == ("Tuva Granhöst", "Flen")

    visitor.goto(installation.url)
    question_box(visitor).fill(HUND)
    question_box(visitor).press("Enter")
    expect(visitor.locator("#conversation blockquote").first).to_contain_text("Här får man ta med sig sin hund")


def withdraw(eva: Recruiter, installation: Installation) -> None:
    """Take a person out; the quotes are gone from the chat, the pages, the interfaces and the exports."""
    quote = installation.quote_when("Här får man ta med sig sin hund", lambda _: True)
    eva.open("/granska/dra-tillbaka")
    eva.page.get_by_label("Personens hela namn").fill("Tuva Granhöst")
    eva.press("Enter")
    eva.page.get_by_label("Skriv namnet en gång till").fill("Tuva Granhöst")
    eva.press("Enter")
    expect(eva.page.get_by_role("main")).to_contain_text("Ingenting av personen är kvar", timeout=120_000)
    assert installation.ask(HUND)["status"] == "no_answer"
    for path in (f"/api/v1/quotes/{quote['id']}", f"/citat/{quote['id']}"):
        assert httpx.get(installation.url + path).status_code == httpx.codes.NOT_FOUND
    checked = httpx.post(f"{installation.url}/api/v1/verify-quote", json={"text": quote["text"]}, timeout=60).json()
    assert checked["status"] == "not_found"
    for what in ("quotes", "questions", "verdicts"):
        assert "Granhöst" not in installation.run("export", what, "--format", "jsonl")
    assert installation.run("verify")
