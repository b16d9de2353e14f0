"""The HTTP API and the health check."""

from __future__ import annotations

import hashlib
from typing import Any

import httpx
import pytest

from chatbot.filters import Filters
from chatbot.web.api import Health
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import POLICE


def test_asking_gives_the_answer_record(site: Site) -> None:
    """The contract's fields are there, and the text is what its hash says."""
    body = {"question": " Hur samarbetar ni med polisen? ", "history": ["Hej?"], "top": 2}
    response = httpx.post(f"{site.url}/api/v1/ask", json=body)
    answer = response.json()
    assert response.status_code == 200
    assert list(answer) == [
        "question",
        "language",
        "interpreted",
        "status",
        "message",
        "quotes",
        "suggestions",
        "generation",
        "unfiltered",
        "elsewhere",
        "answer_id",
    ]
    assert answer["status"] == "answered"
    quote = answer["quotes"][0]
    assert quote["text"] == POLICE.text
    assert quote["sha256"] == hashlib.sha256(quote["text"].encode()).hexdigest()
    assert quote["highlight"] == list(POLICE.highlight or ())
    assert site.chatbot.calls == [("Hur samarbetar ni med polisen?", ("Hej?",))]


def test_answers_are_narrowed_to_the_filters(site: Site) -> None:
    """Of a question and of a comparison; names become keys."""
    filters = {"role": "Chefer och arbetsledare", "area": "barn", "year_from": 2017, "year_to": 2020}
    question = {"question": "Hur samarbetar ni med polisen?"}
    assert httpx.post(f"{site.url}/api/v1/ask", json={**question, **filters, "municipality": "Flen"}).status_code == 200
    assert httpx.post(f"{site.url}/api/v1/compare", json={**question, **filters}).status_code == 200
    years = (2017, 2020)
    assert site.chatbot.filters == [Filters("Flen", "chef", "barn", *years), Filters(None, "chef", "barn", *years)]


def test_what_can_be_chosen_is_listed_with_its_numbers(site: Site) -> None:
    """In the language asked for, under what is chosen already."""
    response = httpx.get(f"{site.url}/api/v1/filters", params={"role": "chef", "year_to": 2020, "language": "en"})
    found = response.json()
    assert response.status_code == 200
    assert list(found) == ["language", "filters", "quotes", "municipality", "role", "area", "year"]
    assert found["filters"] == {"municipality": None, "role": "chef", "area": None, "year_from": None, "year_to": 2020}
    assert found["role"] == [{"value": "chef", "label": "Managers and team leaders", "quotes": 2}]


@pytest.mark.parametrize("path", ["ask", "compare", "filters"])
def test_a_filter_that_does_not_exist_is_refused(site: Site, path: str) -> None:
    """The message tells which there are."""
    if path == "filters":
        response = httpx.get(f"{site.url}/api/v1/filters", params={"area": "rymden"})
    else:
        response = httpx.post(f"{site.url}/api/v1/{path}", json={"question": "Hur?", "area": "rymden"})
    error = response.json()["error"]
    assert (response.status_code, error["code"]) == (422, "invalid_filter")
    assert error["message"].startswith("arbetsområde: 'rymden' finns inte; välj bland barn, familjehem, ")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "question saknas"),
        ({"question": "  "}, "question är tomt"),
        ({"question": "å" * 1001}, "question är för långt"),
        ({"question": 7}, "question ska vara text"),
        ({"question": "Hur?", "top": 0}, "top är för litet"),
        ({"question": "Hur?", "top": 101}, "top är för stort"),
        ({"question": "Hur?", "top": "x"}, "top ska vara ett heltal"),
        ({"question": "Hur?", "history": "Hej"}, "history ska vara en lista"),
        ({"question": "Hur?", "secret": 1}, "secret är okänt"),
        ({"question": "Hur?", "year_from": "x"}, "year_from ska vara ett heltal"),
        ({"question": "Hur?", "year_to": 0}, "year_to är för litet"),
    ],
)
def test_a_wrong_request_is_explained_in_swedish(site: Site, body: dict[str, Any], message: str) -> None:
    """Status 422, and the message names the field and what is wrong with it."""
    response = httpx.post(f"{site.url}/api/v1/ask", json=body)
    assert response.status_code == 422
    assert response.json() == {
        "error": {"code": "invalid_request", "message": f"Begäran går inte att förstå: {message}."}
    }
    assert site.chatbot.calls == []


def test_what_is_not_json_is_told(site: Site) -> None:
    """A body that is no JSON is refused in Swedish."""
    response = httpx.post(f"{site.url}/api/v1/ask", content="{", headers={"Content-Type": "application/json"})
    assert response.status_code == 422
    assert response.json()["error"]["message"] == "Begäran är inte giltig JSON."


@pytest.mark.parametrize("is_chunked", [False, True], ids=["with its length", "chunked"])
@pytest.mark.parametrize("path", ["/api/v1/ask", "/gradio_api/queue/join"])
def test_a_large_body_is_refused(site: Site, path: str, is_chunked: bool) -> None:
    """More than 64 kB is refused before anything reads it."""
    content = iter([b" " * 70_000]) if is_chunked else b" " * 70_000
    response = httpx.post(site.url + path, content=content, headers={"Content-Type": "application/json"})
    assert response.status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/v1/ask", "OPTIONS, POST"),
        ("DELETE", "/health", "GET, HEAD, OPTIONS"),
        ("POST", "/web/site.css", "GET, HEAD, OPTIONS"),
        ("PUT", "/", "GET, HEAD, OPTIONS"),
        ("GET", "/mcp", "OPTIONS, POST"),
    ],
)
def test_a_wrong_method_is_told_with_the_right_ones(site: Site, method: str, path: str, allowed: str) -> None:
    """Status 405 for an address that exists with another method; OPTIONS names them."""
    response = httpx.request(method, site.url + path)
    assert (response.status_code, response.headers["allow"]) == (405, allowed)
    assert response.json()["error"]["code"] == "method_not_allowed"
    asked = httpx.request("OPTIONS", site.url + path)
    assert (asked.status_code, asked.headers["allow"], asked.content) == (204, allowed, b"")


@pytest.mark.parametrize("path", ["/", "/api/v1/topics", f"/api/v1/quotes/{POLICE.id}", "/health", "/web/site.css"])
def test_head_is_get_without_the_body(site: Site, path: str) -> None:
    """The status and the kind of what would come."""
    head, get = (httpx.request(method, site.url + path) for method in ("HEAD", "GET"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


def test_an_inner_failure_shows_nothing_of_itself(site: Site) -> None:
    """Status 500 with a Swedish sentence; the reason stays in the log."""
    response = httpx.post(f"{site.url}/api/v1/ask", json={"question": "krasch"})
    assert response.status_code == 500
    assert response.json() == {"error": {"code": "internal", "message": "Felet är hos oss. Försök igen om en stund."}}


def test_comparing_gives_an_answer_for_each_municipality(site: Site) -> None:
    """Those with quotes first, and why the others have none."""
    response = httpx.post(f"{site.url}/api/v1/compare", json={"question": "Fikar ni?", "municipalities": ["Flen"]})
    assert response.status_code == httpx.codes.OK
    compared = response.json()
    assert (compared["status"], compared["more"]) == ("answered", 0)
    assert [(place["municipality"], place["status"]) for place in compared["municipalities"]] == [
        ("Flen", "answered"),
        ("Sala", "answered"),
        ("Hjo", "no_answer"),
        ("Umeå", "no_voice"),
    ]


@pytest.mark.parametrize(
    "body", [{}, {"question": "?", "top": 11}, {"question": "?", "municipalities": ["a"] * 291}, {"question": " "}]
)
def test_a_wrong_comparison_is_refused(site: Site, body: dict[str, Any]) -> None:
    """No question, too many quotes, more municipalities than there are."""
    response = httpx.post(f"{site.url}/api/v1/compare", json=body)
    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_request")


def test_what_can_be_asked_about_is_told(site: Site) -> None:
    """Topics with their questions; only in the languages that there are."""
    told = httpx.get(f"{site.url}/api/v1/topics").json()
    assert told["language"] == "sv"
    assert told["topics"][0] == {
        "heading": "Samarbete",
        "questions": ["Hur samarbetar ni med polisen?", "Hur samarbetar ni med skolan?"],
    }
    refused = httpx.get(f"{site.url}/api/v1/topics", params={"language": "xx"})
    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "är inget av de värden som finns" in refused.json()["error"]["message"]


def test_a_quote_is_found_by_its_id(site: Site) -> None:
    """A known id gives the quote, an unknown one 404."""
    known = httpx.get(f"{site.url}/api/v1/quotes/{POLICE.id}")
    assert known.json()["text"] == POLICE.text
    unknown = httpx.get(f"{site.url}/api/v1/quotes/finns-inte")
    assert unknown.status_code == 404
    assert unknown.json()["error"] == {
        "code": "quote_not_found",
        "message": "Det finns inget citat med beteckningen 'finns-inte'.",
    }


def test_the_api_describes_itself_without_another_host(site: Site) -> None:
    """The OpenAPI description is there; FastAPI's own pages, which load scripts elsewhere, are not."""
    assert "/api/v1/ask" in httpx.get(f"{site.url}/api/openapi.json").json()["paths"]
    assert httpx.get(f"{site.url}/docs").status_code == 404


def test_health_is_ok_while_the_index_verifies(site: Site) -> None:
    """Status 200 without faults."""
    assert httpx.get(f"{site.url}/health").json() == {"status": "ok"}


def test_health_is_asked_at_most_every_30_seconds() -> None:
    """The check runs once in its time, then again; a fault or a failing check is unhealthy."""
    results = iter([[], ["fel"], ["fel"], []])
    now = [0.0]
    health = Health(lambda: next(results), clock=lambda: now[0])
    seen = []
    for now[0] in (0.0, 29.9, 30.0, 59.9, 60.0, 90.0):
        seen.append(health.is_well())
    assert seen == [True, True, False, False, False, True]


def test_a_failing_check_is_unhealthy() -> None:
    """An exception in the check is a fault, not a crash."""

    def fail() -> list[str]:
        raise OSError("disk")

    assert not Health(fail).is_well()
