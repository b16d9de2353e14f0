"""What every page has, in both languages."""

from __future__ import annotations

import httpx
import pytest
from starlette.requests import Request

from chatbot.web.page_state import LONGEST, PageState
from chatbot.web.shell import Visit
from chatbot.web.texts.languages import Language, preferred_language
from tests.chatbot.web.conftest import Site


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        pytest.param(None, "sv", id="nothing said"),
        pytest.param("", "sv", id="empty"),
        pytest.param("*", "sv", id="anything"),
        pytest.param("sv-SE,sv;q=0.9,en;q=0.8", "sv", id="Swedish first"),
        pytest.param("en-GB,en;q=0.9,sv;q=0.8", "en", id="English first"),
        pytest.param("en;q=0.2, sv;q=0.7", "sv", id="by weight, not by place"),
        pytest.param("de-DE,de;q=0.9", "en", id="neither"),
        pytest.param("de, sv;q=0.3", "sv", id="neither, but Swedish after it"),
        pytest.param("da-DK", "sv", id="Danes read Swedish"),
        pytest.param("sv;q=0, en", "en", id="Swedish refused"),
        pytest.param("sv;q=much, en;q=0.1", "en", id="a weight that is none"),
        pytest.param(";;,q=", "en", id="noise"),
    ],
)
def test_the_browser_chooses_the_language(accepted: str | None, expected: str) -> None:
    """By its weights; whoever reads neither language gets English, whoever says nothing Swedish."""
    assert preferred_language(accepted) == expected


def _visit(query: str) -> Visit:
    scope = {
        "type": "http",
        "path": "/om",
        "query_string": query.encode(),
        "server": ("a.example", 80),
        "scheme": "http",
    }
    return Visit.of(Request({**scope, "headers": [(b"accept-language", b"sv")]}))


def test_the_address_outweighs_the_browser_and_is_kept_in_links() -> None:
    """A chosen language goes along to other pages, before the fragment; one that was not chosen does not."""
    chosen = _visit("lang=en&a=1&b=%26")
    assert (chosen.language, chosen.link("/om#x"), chosen.origin) == (
        Language.ENGLISH,
        "/om?lang=en#x",
        "http://a.example",
    )
    assert chosen.in_other_language() == "/om?a=1&b=%26&lang=sv"
    unchosen = _visit("lang=xx")
    assert (unchosen.language, unchosen.link("/om#x")) == (Language.SWEDISH, "/om#x")


@pytest.mark.parametrize("language", list(Language))
def test_a_page_that_is_missing_is_told_in_the_visitors_language(site: Site, language: Language) -> None:
    """Status 404, html lang, a heading, and a way back that keeps the language."""
    response = httpx.get(f"{site.url}/finns-inte?lang={language}", headers={"Accept": "text/html"})
    heading = {"sv": "Sidan finns inte", "en": "There is no such page"}[language]
    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.text
    assert f"<h1>{heading}</h1>" in response.text
    assert f'href="/?lang={language}"' in response.text


@pytest.mark.parametrize(
    "written",
    [
        None,
        7,
        "",
        "{",
        "[]",
        "null",
        '{"language": 7}',
        '{"language": "xx"}',
        "[" * LONGEST,
        '{"language":"en"}' * LONGEST,
    ],
)
def test_a_state_that_cannot_be_read_counts_as_not_said(written: object) -> None:
    """Whatever a browser sends, nothing fails."""
    assert PageState.read(written) == PageState()
    assert PageState.read('{"language": "en"}') == PageState(language=Language.ENGLISH)
