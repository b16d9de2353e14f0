"""Takes the pictures of docs/screenshots from a running chat: python scripts/screenshots.py [ADDRESS]."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
ADDRESS = "http://127.0.0.1:7860"
DESKTOP = (1280, 900)
PHONE = (390, 844)

TOPICS = "Vad kan jag fråga om?"
COMPARE = "Jämför kommuner"

# file name, size of the window, colour scheme, questions, or buttons in their place
PICTURES = (
    ("start-desktop", DESKTOP, "light", ()),
    ("start-phone", PHONE, "light", ()),
    ("topics-desktop", DESKTOP, "light", (TOPICS,)),
    ("answer-desktop", DESKTOP, "light", ("Hur samarbetar ni med polisen?",)),
    ("answer-phone", PHONE, "light", ("Hur samarbetar ni med polisen?",)),
    ("answer-phone-dark", PHONE, "dark", ("Hur samarbetar ni med polisen?",)),
    ("comparison-desktop", DESKTOP, "light", ("Hur samarbetar ni med polisen?", COMPARE)),
    ("follow-up-phone", PHONE, "light", ("Hur samarbetar ni med polisen?", "Och i Örebro?")),
    ("no-answer-phone", PHONE, "light", ("Hur mycket tjänar man?",)),
)


def take(browser: Browser, address: str, size: tuple[int, int], scheme: str, questions: tuple[str, ...]) -> bytes:
    """Return a picture of the window after the questions have been answered and the buttons pressed."""
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="sv-SE",
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=size == PHONE,  # so that the question box lets go of the focus, as on a phone
        device_scale_factor=2 if size == PHONE else 1,
    )
    page = context.new_page()
    page.goto(address)
    box = page.get_by_label("Din fråga")
    box.wait_for()
    for number, question in enumerate(questions, 1):
        if question in {TOPICS, COMPARE}:
            page.get_by_role("button", name=question).click()
        else:
            box.fill(question)
            box.press("Enter")
        if question == TOPICS:
            expect(page.get_by_role("dialog")).to_be_visible()
            page.mouse.move(0, 0)  # points at no question
            break
        expect(page.locator(".turn:not(.pending)")).to_have_count(number, timeout=30_000)
    picture = page.screenshot()
    context.close()
    return picture


def main() -> None:
    """Write every picture."""
    address = sys.argv[1] if len(sys.argv) > 1 else ADDRESS
    chromium = os.environ.get("CHATBOT_CHROMIUM") or shutil.which("chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for name, size, scheme, questions in PICTURES:
            (FOLDER / f"{name}.png").write_bytes(take(browser, address, size, scheme, questions))
            print(FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
