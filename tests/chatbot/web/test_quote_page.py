"""The page of one quote: its words, its article, its receipt, and what stands there where there is none."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote as percent_encoded

import httpx
import pytest
from playwright.sync_api import Browser, Page

from chatbot.records import AnswerQuote
from chatbot.web.citing import address_of
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import HOSTILE, INTRODUCED, JOINT, PASSAGE, POLICE, ROLE_ONLY, TAGGED, UNATTRIBUTED

EVERY = {
    "certain": POLICE,
    "with a tag": TAGGED,
    "uncertain": INTRODUCED,
    "joint": JOINT,
    "unattributed": UNATTRIBUTED,
    "role only": ROLE_ONLY,
    "passage": PASSAGE,
    "hostile": HOSTILE,
}
every_quote = pytest.mark.parametrize("quote", EVERY.values(), ids=EVERY.keys())

AXE_STATES = {
    "citat": address_of(POLICE.id),
    "citat med osäker talare": address_of(INTRODUCED.id),
    "citat som inte finns": "/citat/borta",
}


def _get(site: Site, path: str, language: str = "sv", method: str = "GET") -> httpx.Response:
    return httpx.request(method, f"{site.url}{path}", headers={"Accept-Language": language, "Accept": "text/html"})


def _open(browser: Browser, site: Site, path: str, **options: Any) -> Page:  # noqa: ANN401 - Playwright's own
    """Open a page as a visitor whose browser runs no scripts."""
    settings = {"locale": "sv-SE", "viewport": {"width": 390, "height": 844}, "java_script_enabled": False, **options}
    page = browser.new_context(**settings).new_page()
    page.goto(f"{site.url}{path}")
    return page


def _metadata(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html)
    return dict(found)


@pytest.mark.browser
@every_quote
def test_the_marked_words_are_the_articles(browser: Browser, site: Site, quote: AnswerQuote) -> None:
    """Without scripts, character for character, in the card and in the article; nothing hostile becomes markup."""
    page = _open(browser, site, address_of(quote.id))
    assert page.locator("mark#citat").text_content() == quote.text
    assert page.locator("figure blockquote").text_content() == quote.text
    assert page.locator("main script, main svg, main img").count() == 0
    page.context.close()


@pytest.mark.browser
def test_the_anchor_shows_the_quote_with_its_neighbours(browser: Browser, site: Site) -> None:
    """The mark is in sight below what stands before it, and is told to those who do not see it."""
    page = _open(browser, site, f"{address_of(POLICE.id)}#citat")
    boxes = [
        page.locator(selector).bounding_box() for selector in (".part.question", "mark#citat", ".part:last-of-type")
    ]
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert 0 < tops[1] < 844
    around = page.locator(".part.of-quote p").inner_text()
    assert re.search(r"Citatet börjar:\s+Vi sitter i polishuset", around)
    assert re.search(r"redan var för sent\.\s+Citatet slutar\.", around)
    page.context.close()


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        pytest.param(POLICE, "Artikeln säger vem som talar.", id="certain"),
        pytest.param(INTRODUCED, "sammanhanget pekar på Amir Fjällstig.", id="uncertain"),
        pytest.param(UNATTRIBUTED, "Talare framgår inte av texten.", id="unattributed"),
        pytest.param(PASSAGE, "Ur artikeln (inte ett citat)", id="passage"),
    ],
)
def test_how_sure_it_is_who_speaks_is_told(site: Site, quote: AnswerQuote, sentence: str) -> None:
    """In a sentence, whatever it is."""
    assert sentence in _get(site, address_of(quote.id)).text


def test_other_quotes_lead_to_their_own_pages(site: Site) -> None:
    """Each under its own speaker's name, and how sure that is; the quote itself has no link to itself."""
    html = _get(site, f"{address_of(POLICE.id)}?lang=sv").text
    links = re.findall(r'<li><a href="(/citat/[^"]+)">([^<]+)<span class="visually-hidden" lang="sv">', html)
    assert links == [
        (f"{address_of(TAGGED.id)}?lang=sv#citat", "Citat av Tuva Granhöst"),
        (f"{address_of(INTRODUCED.id)}?lang=sv#citat", "Citat, troligen av Amir Fjällstig"),
        (f"{address_of(JOINT.id)}?lang=sv#citat", "Citat av Tuva Granhöst och Amir Fjällstig"),
    ]


def test_the_receipt_tells_how_to_check(site: Site) -> None:
    """Id, offsets, checksum, generation."""
    rows = re.findall(r"<dd>([^<]*)</dd>", _get(site, address_of(POLICE.id)).text)
    assert rows == [POLICE.id, f"tecken {POLICE.start} till {POLICE.end}", POLICE.sha256, "g1"]


@pytest.mark.parametrize(("language", "locale"), [("sv", "sv_SE"), ("en", "en_GB")])
def test_link_previews_have_the_quote_and_its_speaker(site: Site, language: str, locale: str) -> None:
    """Open Graph and a canonical address on this host; no picture."""
    response = _get(site, address_of(POLICE.id), language)
    found = _metadata(response.text)
    address = f"{site.url}{address_of(POLICE.id)}"
    assert f'<html lang="{language}">' in response.text
    assert f'<link rel="canonical" href="{address}">' in response.text
    assert found["og:title"] == {"sv": "Citat av Tuva Granhöst", "en": "Quote by Tuva Granhöst"}[language]
    assert found["og:description"] == found["description"] == f"”{POLICE.text}”"
    assert (found["og:type"], found["og:locale"], found["og:url"]) == ("article", locale, address)
    assert found["twitter:card"] == "summary"
    assert "og:image" not in found


def _linked_data(html: str) -> dict[str, Any] | None:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(block[1]) if block else None


def test_programs_read_who_said_it_only_where_it_is_sure(site: Site) -> None:
    """A caveat cannot be given along, so an uncertain name is not; a passage is no quotation."""
    certain, uncertain, passage, hostile = (
        _linked_data(_get(site, address_of(quote.id)).text) for quote in (POLICE, INTRODUCED, PASSAGE, HOSTILE)
    )
    assert certain
    assert certain["text"] == POLICE.text
    assert certain["spokenByCharacter"] == [
        {"@type": "Person", "name": "Tuva Granhöst", "jobTitle": "socialsekreterare"}
    ]
    assert uncertain
    assert "spokenByCharacter" not in uncertain
    assert passage is None
    assert hostile
    assert hostile["text"] == HOSTILE.text
    assert "url" not in hostile["isPartOf"]
    assert "Fjällstig" not in _metadata(_get(site, address_of(INTRODUCED.id)).text)["og:title"]


@pytest.mark.parametrize(
    "quote_id",
    ["borta", "", "a/b", "../../etc/passwd", '"><script>alert(1)</script>', "å" * 300, "\x00", "?x", "#", "%"],
)
@pytest.mark.parametrize(("language", "heading"), [("sv", "Citatet finns inte här"), ("en", "The quote is not here")])
def test_a_quote_that_is_not_there_is_told_without_names(
    site: Site, quote_id: str, language: str, heading: str
) -> None:
    """Status 404, a text that repeats nothing, ways on, and no cache that keeps it."""
    response = _get(site, f"/citat/{percent_encoded(quote_id, safe='')}", language)
    assert response.status_code == 404
    assert f"<h1>{heading}</h1>" in response.text
    assert "<script" not in response.text
    assert response.headers["cache-control"] == "no-store"
    assert "noindex" in _metadata(response.text)["robots"]
    assert not {"Granhöst", "Fjällstig"} & set(re.findall(r"\w+", response.text))


@pytest.mark.parametrize(("path", "status"), [(address_of(POLICE.id), 200), ("/citat/borta", 404)])
def test_the_head_alone_can_be_asked_for(site: Site, path: str, status: int) -> None:
    """HEAD is GET without the page."""
    response = _get(site, path, method="HEAD")
    assert (response.status_code, response.content) == (status, b"")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"


def test_an_address_with_two_slashes_leads_to_no_other_host(site: Site) -> None:
    """The link to the other language stays here."""
    assert 'href="//' not in _get(site, "//evil.example/citat").text


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", THEMES)
@pytest.mark.parametrize("state", AXE_STATES)
def test_axe_finds_nothing(browser: Browser, site: Site, state: str, scheme: str) -> None:
    """No violation at three widths, nothing scrolls sideways, and links are large enough."""
    page = _open(browser, site, AXE_STATES[state], color_scheme=scheme, java_script_enabled=True)
    audit(page, "Citatet i artikeln", state)
    heights = page.locator("main a").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(heights) >= 24
    page.context.close()
