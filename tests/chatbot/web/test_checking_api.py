"""The HTTP API's check of a text."""

from __future__ import annotations

import httpx
import pytest

from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import POLICE


def verify(site: Site, body: object) -> httpx.Response:
    """Post a text."""
    return httpx.post(f"{site.url}/api/v1/verify-quote", json=body)


def test_checking_gives_the_record(site: Site) -> None:
    """The fields are there, and a match has the same quote record as an answer."""
    response = verify(site, {"text": " en ändrad text\n"})
    checked = response.json()
    assert response.status_code == 200
    fields = ["text", "status", "message", "notes", "remarks", "credit", "matches", "more", "generation"]
    assert list(checked) == fields
    assert (checked["text"], checked["status"], checked["notes"]) == (" en ändrad text\n", "altered", ["number"])
    (match,) = checked["matches"]
    assert list(match) == ["kind", "text", "article", "start", "end", "quotes", "differences"]
    assert match["differences"][1] == {"kind": "changed", "given": "tre ", "original": "två "}
    assert match["quotes"] == [httpx.get(f"{site.url}/api/v1/quotes/{POLICE.id}").json()]


@pytest.mark.parametrize("body", [{}, {"text": None}, {"text": "a", "language": "tlh"}, {"txt": "a"}, "a"])
def test_a_wrong_request_is_explained(site: Site, body: object) -> None:
    """As JSON of the contract's form."""
    response = verify(site, body)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_request")


def test_a_text_that_is_too_long_is_refused_in_words(site: Site) -> None:
    """Ten thousand characters are checked at a time."""
    response = verify(site, {"text": "ord " * 3000})
    assert (response.status_code, response.json()["error"]["code"]) == (422, "text_too_long")
    assert "för lång" in response.json()["error"]["message"]
