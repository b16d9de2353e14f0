"""Takes the pictures of docs/screenshots from a running chat: python scripts/screenshots.py [ADDRESS].

Those of the recruiters' desk need an account: its name in DESK_LOGIN, its password in DESK_PASSWORD. They show what the
chat has been asked.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
ADDRESS = "http://127.0.0.1:7860"
DESK = "/granska"
DESKTOP = (1280, 900)
PHONE = (390, 844)

POLICE = "Hur samarbetar ni med polisen?"
PASTED = "Det gör jag genom att fysiskt inte vara på plats i polishuset för att finnas tillhands"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be seen on a picture.

    Attributes:
        name: of the file.
        size: of the window in CSS pixels.
        questions: asked one after the other.
        press: selector of what is pressed afterwards; "first quote" opens the first quote in its article, "first case"
            the first answer of the queue.
    """

    name: str
    size: tuple[int, int] = DESKTOP
    path: str = "/"
    questions: tuple[str, ...] = ()
    press: str | None = None
    is_dark: bool = False


PICTURES = (
    Picture("start-desktop"),
    Picture("start-phone", PHONE),
    Picture("start-english-dark", path="/?lang=en", is_dark=True),
    Picture("topics-desktop", press="#starters .more"),
    Picture("filters-phone", PHONE, press="#filter-open"),
    Picture("answer-desktop", questions=(POLICE,)),
    Picture("answer-phone", PHONE, questions=(POLICE,)),
    Picture("answer-phone-dark", PHONE, questions=(POLICE,), is_dark=True),
    Picture("follow-up-phone", PHONE, questions=(POLICE, "Och i Örebro?")),
    Picture("no-answer-phone", PHONE, questions=("Hur mycket tjänar man?",)),
    Picture("comparison-desktop", questions=(POLICE,), press="[data-compare]"),
    Picture("context-desktop", questions=(POLICE,), press="first quote"),
    Picture("context-phone-dark", PHONE, questions=(POLICE,), press="first quote", is_dark=True),
    Picture("check-desktop", path="/kontrollera", questions=(PASTED,)),
    Picture("about-phone", PHONE, path="/om"),
    Picture("desk-queue-desktop", path="/granska"),
    Picture("desk-queue-phone-dark", PHONE, path="/granska", is_dark=True),
    Picture("desk-case-desktop", path="/granska", press="first case"),
    Picture("desk-case-phone", PHONE, path="/granska", press="first case"),
    Picture("desk-article-desktop", path="/granska/artiklar/jobba-inom-socialtjansten"),
    Picture("desk-overview-desktop", path="/granska/overblick"),
    Picture("widget-desktop", path="/inbaddning", press="widget"),
    Picture("widget-phone", PHONE, path="/inbaddning", press="widget"),
)


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """Return the picture."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="sv-SE",
        color_scheme="dark" if picture.is_dark else "light",
        reduced_motion="reduce",
        has_touch=picture.size == PHONE,  # so that the question box lets go of the focus, as on a phone
        device_scale_factor=2 if picture.size == PHONE else 1,
    )
    page = context.new_page()
    if picture.path.startswith(DESK):
        sign_in(page, address)
    page.goto(address + picture.path)
    if picture.path == "/kontrollera":
        page.locator("textarea").fill(picture.questions[0])
        page.locator("main button").click()
    elif picture.path.startswith("/?") or picture.path == "/":
        ask(page, picture.questions)
    if picture.press == "first case":
        page.locator("main a[href*='/svar/']").last.click()
        page.wait_for_url("**/svar/**")
    elif picture.press == "first quote":
        page.goto(f"{address}/citat/{page.locator('[data-quote]').first.get_attribute('data-quote')}#citat")
    elif picture.press == "widget":
        open_widget(page)
    elif picture.press:
        press(page, picture)
    page.mouse.move(0, 0)  # points at no question
    taken = page.screenshot()
    context.close()
    return taken


def sign_in(page: Page, address: str) -> None:
    """Sign in to the desk."""
    page.goto(address + DESK)
    page.locator("[name=login]").fill(os.environ["DESK_LOGIN"])
    page.locator("[name=password]").fill(os.environ["DESK_PASSWORD"])
    page.keyboard.press("Enter")
    page.locator(".desk-header").wait_for()


def ask(page: Page, questions: tuple[str, ...]) -> None:
    """Ask one after the other, and wait for each answer."""
    box = page.locator("#question textarea")
    box.wait_for()
    for number, question in enumerate(questions, 1):
        box.fill(question)
        box.press("Enter")
        expect(page.locator(".turn:not(.pending)")).to_have_count(number, timeout=30_000)


def press(page: Page, picture: Picture) -> None:
    """Press what is asked for, and wait for what it brings: a dialog, or one more answer."""
    page.locator(str(picture.press)).last.click()
    if picture.questions:
        expect(page.locator(".turn:not(.pending)")).to_have_count(len(picture.questions) + 1, timeout=30_000)
    else:
        expect(page.get_by_role("dialog")).to_be_visible()


def open_widget(page: Page) -> None:
    """Open the widget's panel and ask in it."""
    page.get_by_role("button", name="Fråga om jobbet").click()
    panel = page.frame_locator("iframe").last
    box = panel.locator("#question textarea")
    box.fill(POLICE)
    box.press("Enter")
    expect(panel.locator(".turn:not(.pending)")).to_have_count(1, timeout=30_000)


def main() -> None:
    """Write every picture."""
    address = sys.argv[1] if len(sys.argv) > 1 else ADDRESS
    chromium = os.environ.get("CHATBOT_CHROMIUM") or shutil.which("chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for picture in PICTURES:
            if picture.path.startswith(DESK) and "DESK_LOGIN" not in os.environ:
                continue
            path = FOLDER / f"{picture.name}.png"
            path.write_bytes(take(browser, address, picture))
            print(path)
        browser.close()


if __name__ == "__main__":
    main()
