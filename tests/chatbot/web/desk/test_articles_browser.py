"""Articles at the desk in Chromium: without a mouse, and audited."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from chatbot.seen_articles import see_article
from chatbot.store.reviewers import Role
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.desk.conftest import DeskSite
from tests.chatbot.web.desk.test_articles import NEW
from tests.chatbot.web.desk.test_draft_corrections import NEW as TWO

POLICE = "Polisen träffar vi varje torsdag"
DOUBTFUL = "\n\nElin Sjövind och Tuva Granhöst nickar.\n\n– Då kokar vi nytt kaffe åt hela huset, säger hon.\n"


def start_of(site: DeskSite, words: str) -> int:
    """Return where the quote with some words begins."""
    seen = see_article(site.desk.settings, "flen")
    return next(quote.span.start for quote in seen.reading.quotes if words in quote.span.of(seen.article.text))


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until an element has the focus."""
    for _ in range(150):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached")


@pytest.mark.accessibility("Ett citat rättas med bara tangentbordet.")
def test_a_speaker_and_the_words_are_corrected_by_keyboard(desk_site: DeskSite, browser: Browser) -> None:
    """From the note to the form, another speaker by the arrows, a word less by a button, saved; the focus follows."""
    page = desk_site.open(browser, Role.EDITOR, "/granska/artiklar/flen")
    note = f"#citat-{start_of(desk_site, POLICE)}"
    tab_to(page, f"{note} a.correct")
    page.keyboard.press("Enter")
    expect(page.locator("#ratta")).to_be_focused()
    tab_to(page, "[name=speaker]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[data-of=last][data-step='-1']")
    page.keyboard.press("Enter")
    expect(page.locator(".choose-words .chosen")).to_have_count(4)
    tab_to(page, "[value=visa]")
    page.keyboard.press("Enter")
    expect(page.locator(".correction [role=status]")).to_contain_text("Efter: Elin Sjövind, kurator")
    tab_to(page, "[value=spara]")
    page.keyboard.press("Enter")
    expect(page.locator("main > .message").first).to_contain_text("Sparat.")
    seen = see_article(desk_site.desk.settings, "flen")
    said = {q.span.of(seen.article.text): q.attribution.speakers[0].name for q in seen.reading.quotes}
    assert said["Polisen träffar vi varje"] == "Elin Sjövind"


@pytest.mark.accessibility("Citat som väntar på beslut nås med tangenter.")
def test_keys_lead_from_one_that_waits_to_the_next(desk_site: DeskSite, browser: Browser) -> None:
    """N goes to a quote that waits, E opens its form."""
    path = desk_site.desk.settings.corpus / "flen.md"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + DOUBTFUL, encoding="utf-8")
    page = desk_site.open(browser, Role.EDITOR, "/granska/artiklar/flen")
    page.keyboard.press("n")
    expect(page.locator(f"#citat-{start_of(desk_site, 'kokar')}")).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("#ratta")).to_be_focused()


def test_an_article_that_is_handed_in_answers(desk_site: DeskSite, browser: Browser) -> None:
    """Pasted, looked at, published; the page tells when the index has followed, and the chat quotes it."""
    page = desk_site.open(browser, Role.EDITOR, "/granska/ny-artikel")
    page.get_by_label("Artikelns text").fill(NEW)
    page.get_by_role("button", name="Läs texten").click()
    page.get_by_label("Utgivare").fill("Hjobladet")
    page.get_by_role("button", name="Publicera", exact=True).click()
    expect(page.locator(".index-state [role=status]")).to_contain_text("Indexet blev klart")
    answer = desk_site.desk.chatbot.ask("Sommarkatten följer med mig på hembesöken?")
    assert [quote.speakers[0].name for quote in answer.quotes] == ["Siri Aspvik"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_of_articles_pass_the_audit(desk_site: DeskSite, browser: Browser, theme: str) -> None:
    """The list, what is handed in, a draft, an article with something that waits, and with the form open."""
    path = desk_site.desk.settings.corpus / "flen.md"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + DOUBTFUL, encoding="utf-8")
    page = desk_site.open(browser, Role.EDITOR, "/granska/ny-artikel", color_scheme=theme)
    audit(page, "Granska: artiklar", "lämna in")
    page.get_by_label("Artikelns text").fill(NEW)
    page.get_by_role("button", name="Läs texten").click()
    audit(page, "Granska: artiklar", "utkast")
    for state, address in (
        ("listan", "/granska/artiklar"),
        ("en artikel", "/granska/artiklar/flen"),
        ("rätta ett citat", f"/granska/artiklar/flen?ratta={start_of(desk_site, POLICE)}"),
        ("ta bort", "/granska/artiklar/flen/ta-bort"),
        ("dra tillbaka", "/granska/dra-tillbaka"),
        ("importera", "/granska/importera"),
    ):
        page.goto(desk_site.url + address)
        audit(page, "Granska: artiklar", state)


@pytest.mark.accessibility("Ett utkast rättas med bara tangentbordet.")
def test_a_draft_is_corrected_by_keyboard(desk_site: DeskSite, browser: Browser) -> None:
    """Its page is as an article's: the form beside the quote, and what it comes to, before anything is published."""
    page = desk_site.open(browser, Role.EDITOR, "/granska/ny-artikel")
    page.get_by_label("Artikelns text").fill(TWO)
    page.get_by_role("button", name="Läs texten").click()
    tab_to(page, "a.correct")
    page.keyboard.press("Enter")
    expect(page.locator("#ratta")).to_be_focused()
    audit(page, "Ett utkast", "med formuläret som rättar ett citat", THEMES)
    tab_to(page, "[name=speaker]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[value=spara].primary")
    page.keyboard.press("Enter")
    expect(page.locator("main > .message").first).to_contain_text("Utkastet är sparat.")
    expect(page.locator(".note h3").first).to_contain_text("Edit Tallvik")
    expect(page.get_by_role("link", name="Markera ett citat här ”– Sommarkatten")).to_have_count(1)
