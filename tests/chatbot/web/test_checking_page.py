"""The page where a pasted text is checked, by plain requests and in a browser without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import POLICE

Open = Callable[..., Page]
TEXTS = {
    "exact": "en ordagrann text",
    "misattributed": "en text med fel namn",
    "altered": "en ändrad text",
    "not found": "något annat",
    "too short": "kort",
    "empty": " ",
    "too long": "ord " * 3000,
}
TITLES = {
    "exact": "Ordagrant",
    "misattributed": "Ordagrant, men inte sagt av den som texten anger",
    "altered": "Inte ordagrant",
    "not found": "Finns inte här",
    "too short": "För kort att kontrollera",
    "empty": "Fel",
    "too long": "Fel",
}


def post(site: Site, text: str, **options: Any) -> httpx.Response:  # noqa: ANN401  whatever httpx takes
    """Send the form as a browser does."""
    headers = {"Accept": "text/html", "Accept-Language": "sv"}
    return httpx.post(f"{site.url}/kontrollera", data={"text": text}, headers=headers, **options)


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Open]:
    """Return a function that opens the page, and checks a text on it if there is one, with a context's options."""
    contexts = []

    def opened(text: str | None = None, **options: Any) -> Page:  # noqa: ANN401  whatever playwright takes
        context = browser.new_context(**{"locale": "sv-SE", "java_script_enabled": False, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.url}/kontrollera")
        if text is not None:
            page.get_by_label("Text att kontrollera").fill(text)
            page.get_by_role("button", name="Kontrollera").click()
        return page

    yield opened
    for context in contexts:
        context.close()


def test_the_empty_page_has_a_form_and_no_script(site: Site) -> None:
    """Everything works with what stands in the HTML; the text goes in the body, never into an address."""
    response = httpx.get(f"{site.url}/kontrollera", headers={"Accept-Language": "sv"})
    assert response.status_code == 200
    assert "<script" not in response.text
    assert '<form method="post" action="/kontrollera#resultat">' in response.text
    english = httpx.get(f"{site.url}/kontrollera?lang=en").text
    assert '<html lang="en">' in english
    assert 'action="/kontrollera?lang=en#resultat"' in english


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("exact", 200),
        ("misattributed", 200),
        ("altered", 200),
        ("not found", 200),
        ("too short", 200),
        ("empty", 422),
        ("too long", 422),
    ],
)
def test_the_text_is_kept_and_the_title_tells_the_verdict(site: Site, state: str, status: int) -> None:
    """Whatever comes of it."""
    response = post(site, TEXTS[state])
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    assert f"<title>{TITLES[state]}: Kontrollera citat – " in response.text
    assert f">\n{TEXTS[state]}</textarea>" in response.text


@pytest.mark.browser
@pytest.mark.parametrize("text", ["å" * 25_000, "\n\n  två\r\nrader & <b>fet</b> ”så”  "], ids=["50 kB", "white space"])
def test_what_was_pasted_comes_back_as_it_was(open_page: Open, text: str) -> None:
    """A text of 50 kB is more than is checked, and is not lost; line breaks and markup are only text."""
    page = open_page(text)
    expect(page.locator("textarea")).to_have_value(text.replace("\r\n", "\n"))
    if len(text) > 10_000:
        expect(page.get_by_role("alert")).to_contain_text("för lång")


def test_a_failure_of_ours_keeps_the_text(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """And shows nothing of the server's inside."""

    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr(site.chatbot, "verify_quote", fail)
    response = post(site, "min text")
    assert response.status_code == 500
    assert "Felet är hos oss" in response.text
    assert ">\nmin text</textarea>" in response.text
    assert "secret" not in response.text


def test_a_form_of_more_than_a_megabyte_is_refused_on_a_page(site: Site) -> None:
    """The browser's way back leads to the text; a program gets JSON."""
    response = post(site, "a" * 1_100_000)
    assert (response.status_code, "Gå tillbaka i webbläsaren" in response.text) == (413, True)
    program = httpx.post(f"{site.url}/kontrollera", content=b"a" * 1_100_000)
    assert program.json()["error"]["code"] == "too_large"


def test_markup_in_text_and_article_stays_text(site: Site) -> None:
    """The differences are escaped as everything is."""
    page = post(site, "elak <img src=x onerror=alert(1)>").text
    assert "<img" not in page
    assert "<script" not in page


@pytest.mark.browser
def test_both_texts_stand_beside_each_other_with_words_for_their_marks(open_page: Open) -> None:
    """What is not the article's is struck out, what is left out underlined; a screen reader hears which."""
    page = open_page("en ändrad text", viewport={"width": 1280, "height": 800})
    given, original = page.locator(".compared").all()
    assert given.locator("del").all_inner_texts() == ["tre", "Alltid."]
    assert original.locator("ins").all_inner_texts() == ["två"]
    assert "[står inte i artikeln: tre]" in " ".join((given.text_content() or "").split())
    assert "[saknas i din text: två]" in " ".join((original.text_content() or "").split())
    boxes = [side.bounding_box() for side in (given, original)]
    assert len({box and box["y"] for box in boxes}) == 1
    expect(page.locator("ul.remarks")).to_have_text("Obs! Tal skiljer sig: ”tre”, ”två”.")
    assert given.get_attribute("lang") == original.get_attribute("lang") == "sv"


@pytest.mark.browser
def test_a_verdict_leads_to_the_quote_and_its_receipt(open_page: Open) -> None:
    """Speaker, role, municipality, source, the way to its context, and what proves it."""
    page = open_page("en ordagrann text")
    result = page.get_by_role("region", name="Ordagrant")
    expect(result).to_contain_text("Tuva Granhöst, socialsekreterare, Flen")
    expect(result.get_by_role("link", name="Läs i sitt sammanhang")).to_have_attribute("href", f"/citat/{POLICE.id}")
    result.get_by_text("Kvitto").click()
    receipt = result.locator("dd").all_inner_texts()
    assert receipt == [POLICE.id, f"{POLICE.start}–{POLICE.end}", POLICE.sha256, "g1"]
    assert (result.locator(".words").text_content() or "") == POLICE.text


@pytest.mark.browser
def test_the_keyboard_goes_on_from_the_verdict(open_page: Open) -> None:
    """The page comes back at the verdict, and the next Tab goes to what stands in it."""
    page = open_page("en ordagrann text", java_script_enabled=True)
    assert page.evaluate("document.activeElement.id") == "resultat"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#resultat') !== null")


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", THEMES)
@pytest.mark.parametrize("state", [None, *TEXTS])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(open_page: Open, state: str | None, scheme: str) -> None:
    """No violation of WCAG 2.0 to 2.2, levels A and AA, nor of best practice, at three widths."""
    text = TEXTS[state] if state else None
    page = open_page(text, java_script_enabled=True, color_scheme=scheme)
    audit(page, "Kontrollera citat", TITLES[state].casefold() if state in TITLES else state or "tomt formulär")
