"""How much one address may ask for."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Browser, expect
from starlette.requests import Request

from chatbot.web.application import create_app
from chatbot.web.rate import RateLimiter, Use, use_of
from tests.chatbot.web.asking import answers, ask, question_box
from tests.chatbot.web.conftest import serve_app
from tests.chatbot.web.fakes import FakeChatbot
from tests.chatbot.web.loops import in_a_thread

QUESTION = {"question": "Fikar ni?"}


def request_from(host: str | None) -> Request:
    """Return a request of one address."""
    return Request({"type": "http", "headers": [], "client": (host, 1) if host else None})


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return what lets a number of seconds pass; none pass by themselves."""
    now = [1_800_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])

    def pass_seconds(seconds: float) -> None:
        now[0] += seconds

    return pass_seconds


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("POST", "/api/v1/ask", Use.ASKING),
        ("POST", "/api/v1/compare", Use.ASKING),
        ("POST", "/gradio_api/queue/join", Use.ASKING),
        ("GET", "/", Use.READING),
        ("HEAD", "/api/v1/quotes/x", Use.READING),
        ("POST", "/mcp", Use.READING),
        ("GET", "/assets/index-a.js", None),
        ("GET", "/web/page.css", None),
        ("GET", "/gradio_api/queue/data", None),
        ("POST", "/gradio_api/cancel", None),
        ("GET", "/health", None),
    ],
)
def test_questions_count_as_asking_and_files_not_at_all(method: str, path: str, expected: Use | None) -> None:
    """The page's own questions count like those to the API; what only shows their answers is free."""
    assert use_of(method, path) is expected


def test_a_window_moves(pass_time: Callable[[float], None]) -> None:
    """Each question makes room again a minute after it was asked, and the wait is told to the second."""
    limiter = RateLimiter("2/minute")
    waits = []
    for seconds in (0, 20, 0, 39.5, 1, 0, 20):
        pass_time(seconds)
        waits.append(limiter.wait(Use.ASKING, request_from("192.0.2.1")))
    assert waits == [0, 0, 41, 1, 0, 20, 0]


def test_the_longer_window_counts_too(pass_time: Callable[[float], None]) -> None:
    """What was refused by the minute is not counted by the hour."""
    limiter = RateLimiter("3/hour;1/minute")
    waits = []
    for seconds in (0, 1, 60, 61, 61):
        pass_time(seconds)
        waits.append(limiter.wait(Use.ASKING, request_from("192.0.2.1")))
    assert waits == [0, 60, 0, 0, 3601 - 183]


def test_reading_has_more_room_of_its_own(pass_time: Callable[[float], None]) -> None:
    """Who may ask no more may still read, ten times as often."""
    limiter = RateLimiter("1/minute")
    visitor = request_from("192.0.2.1")
    assert [bool(limiter.wait(Use.ASKING, visitor)) for _ in range(2)] == [False, True]
    assert [bool(limiter.wait(Use.READING, visitor)) for _ in range(11)] == [False] * 10 + [True]


@pytest.mark.parametrize(
    ("other", "is_the_same"),
    [
        ("192.0.2.2", False),
        ("::ffff:192.0.2.1", True),
        ("2001:db8::1", False),
        (None, False),
    ],
)
def test_each_address_has_its_own_count(other: str | None, is_the_same: bool) -> None:
    """IPv4 in IPv6's clothes is the same address; a socket without one is one of its own."""
    limiter = RateLimiter("1/day")
    limiter.wait(Use.ASKING, request_from("192.0.2.1"))
    assert bool(limiter.wait(Use.ASKING, request_from(other))) is is_the_same


def test_a_customer_of_ipv6_is_one_address() -> None:
    """The second half of the address is the customer's own to choose."""
    limiter = RateLimiter("1/day")
    waits = [
        limiter.wait(Use.ASKING, request_from(host)) for host in ("2001:db8::1", "2001:db8::ffff:2", "2001:db8:0:1::1")
    ]
    assert [bool(wait) for wait in waits] == [False, True, False]


def test_no_address_is_kept(pass_time: Callable[[float], None]) -> None:
    """Only hashes are in memory, another one in every process, and they go when their time is over."""
    limiters = [RateLimiter("5/second"), RateLimiter("5/second")]
    for limiter in limiters:
        limiter.wait(Use.ASKING, request_from("192.0.2.77"))
    first, second = ("".join(limiter._counts.events) for limiter in limiters)
    assert "192.0.2.77" not in first
    assert first != second
    for n in range(1500):
        limiters[0].wait(Use.ASKING, request_from(f"198.18.{n // 250}.{n % 250}"))
    pass_time(2)
    limiters[0]._counts._MemoryStorage__expire_events()  # type: ignore[attr-defined]  # its timer's work, now
    limiters[0].wait(Use.ASKING, request_from("192.0.2.1"))
    assert len(limiters[0]._counts.events) == 1


@pytest.fixture
def app_client() -> httpx.AsyncClient:
    """Return a client of an application that answers two questions a day."""
    app = create_app(FakeChatbot(), rate_limit="2/day")
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


@in_a_thread
async def test_one_question_too_many_is_told_with_the_time_to_wait(app_client: httpx.AsyncClient) -> None:
    """Status 429 in the contract's form, whichever way the question comes; reading goes on."""
    async with app_client as client:
        for _ in range(2):
            assert (await client.post("/api/v1/ask", json=QUESTION)).status_code == httpx.codes.OK
        for path in ("/api/v1/ask", "/api/v1/compare", "/gradio_api/queue/join"):
            refused = await client.post(path, json=QUESTION)
            assert refused.status_code == httpx.codes.TOO_MANY_REQUESTS
            assert refused.json()["error"]["code"] == "too_many_requests"
            assert "Vänta en stund och försök igen." in refused.json()["error"]["message"]
            assert 0 < int(refused.headers["retry-after"]) <= 24 * 60 * 60
            assert refused.headers["x-content-type-options"] == "nosniff"
        assert (await client.get("/api/v1/topics")).status_code == httpx.codes.OK


@pytest.mark.parametrize(
    ("language", "accept", "expected"),
    [
        ("sv", "text/html", "<h1>För många på en gång</h1>"),
        ("en-GB", "text/html", "<h1>Too many at once</h1>"),
        ("en-GB", "application/json", '"message":"More questions come from your address than we can answer.'),
    ],
)
@in_a_thread
async def test_the_refusal_is_in_the_readers_language(language: str, accept: str, expected: str) -> None:
    """A page for people, JSON for programs."""
    app = create_app(FakeChatbot(), rate_limit="1/day")
    headers = {"Accept": accept, "Accept-Language": language}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test", headers=headers) as client:
        responses = [await client.get("/api/v1/topics") for _ in range(11)]
    assert [response.status_code for response in responses] == [200] * 10 + [429]
    assert expected in responses[10].text


@pytest.mark.browser
def test_a_visitor_who_asks_too_fast_is_told_and_keeps_the_question(browser: Browser) -> None:
    """The sentence stands at the box, the question in it, and the answers so far stay."""
    with serve_app(create_app(FakeChatbot(), rate_limit="1/day")) as url:
        page = browser.new_page(locale="sv-SE")
        page.goto(url)
        ask(page, "Vad är det bästa?")
        question_box(page).fill("Hur samarbetar ni med polisen?")
        question_box(page).press("Enter")
        expect(page.get_by_role("alert")).to_have_text(
            "Du frågar fortare än vi hinner svara. Vänta en stund; frågan är kvar i rutan."
        )
        expect(question_box(page)).to_have_value("Hur samarbetar ni med polisen?")
        expect(page.locator(".pending")).to_have_count(0)
        assert answers(page).count() == 1
        page.close()
