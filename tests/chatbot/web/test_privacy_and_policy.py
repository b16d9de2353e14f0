"""Nothing leaves the origin, and of Gradio only what the page needs is reachable."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chatbot.web.asking import ask, question_box
from tests.chatbot.web.conftest import Site


@pytest.mark.browser
def test_every_request_stays_on_the_origin(browser: Browser, site: Site) -> None:
    """From opening to an answer, Chromium asks no other host, and no policy is broken."""
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site.url)
    question_box(page).wait_for()
    ask(page, "Visa alla slag")
    page.wait_for_load_state("load")
    context.close()
    assert [url for url in requests if not url.startswith((f"{site.url}/", "data:"))] == []
    assert complaints == []
    assert not any("font" in url or "iframeResizer" in url for url in requests)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("locale", "language", "button"),
    [("sv-SE", "sv", "Fråga"), ("nb-NO", "sv", "Fråga"), ("en-US", "en", "Ask"), ("de-DE", "en", "Ask")],
)
def test_the_page_speaks_the_browsers_language(
    visit: Callable[..., Page], locale: str, language: str, button: str
) -> None:
    """Swedish for those who read it, English for others; and Gradio shows nothing of itself."""
    page = visit(locale=locale)
    ask(page, "Hur samarbetar ni med polisen?")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("button", name=button, exact=True)).to_be_visible()
    shown = page.locator("body").inner_text()
    assert not any(word in shown for word in ("Gradio", "API", "Settings", "Inställningar", "Error", "Loading"))


def test_the_page_has_a_strict_policy(site: Site) -> None:
    """Scripts need the page's own nonce, which is new each time; everything else is same-origin or nothing."""
    first, second = (httpx.get(site.url) for _ in range(2))
    policy = first.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert "nonce-" in scripts
    assert policy != second.headers["content-security-policy"]
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in first.headers


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/config"),
        ("GET", "/gradio_api/info"),
        ("GET", "/gradio_api/openapi.json"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/proxy=https://example.org/"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/gradio_api/vibe-edit"),
        ("POST", "/gradio_api/run/answer"),
        ("POST", "/gradio_api/call/answer"),
        ("POST", "/gradio_api/component_server"),
        ("GET", "/monitoring"),
        ("GET", "/assets/../config"),
        ("GET", "/assets/%2e%2e/index.html"),
        ("GET", "/static/img/logo.svg"),
        ("POST", "/login"),
        ("GET", "/web/chat.css"),
        ("GET", "/docs"),
    ],
)
def test_what_the_page_does_not_need_is_closed(site: Site, method: str, path: str) -> None:
    """Gradio's other routes answer like addresses that do not exist."""
    response = httpx.request(method, site.url + path)
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


def test_an_unknown_page_is_told_in_swedish(site: Site) -> None:
    """A browser gets a page in Swedish with a way back."""
    response = httpx.get(f"{site.url}/finns/inte", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert '<html lang="sv">' in response.text
    assert "Sidan finns inte" in response.text


def test_the_pages_own_files_may_be_kept_for_good(site: Site) -> None:
    """Style and script carry a version in their address, the page itself is never kept."""
    page = httpx.get(site.url)
    assert page.headers["cache-control"] == "no-store"
    style = page.text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert style.startswith("/web/site.css?v=")
    assert "immutable" in httpx.get(site.url + style).headers["cache-control"]


def test_what_goes_round_the_page_is_checked_again(site: Site) -> None:
    """A long or odd question sent past chat.js gets a sentence, not a trace, and a long one reaches no chatbot."""
    assert '"api_visibility":"public"' not in httpx.get(site.url).text
    with httpx.Client(base_url=site.url, timeout=10) as client:
        odd: list[list[object]] = [
            ["x" * 5000, None, None],
            [{"a": 1}, 7, "{"],
            [None, None, []],
            [["x"], "", "x" * 9000],
        ]
        for data in odd:
            body = {"data": data, "fn_index": 0, "session_hash": "abcdefgh", "event_data": {"question": 7}}
            assert client.post("/gradio_api/queue/join", json=body).status_code == 200
            with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "abcdefgh"}) as stream:
                text = "".join(stream.iter_text())
            assert "Traceback" not in text
    assert all(len(question) < 1000 for question, _ in site.chatbot.calls)


def test_a_page_of_another_version_leaves_no_words_in_the_log(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    """It sends fewer values; Gradio would have written them all to the log, and so the question as it was typed."""
    with httpx.Client(base_url=site.url, timeout=10) as client:
        body = {"data": ["Min son Kalle Karlsson"], "fn_index": 0, "session_hash": "oldversion"}
        assert client.post("/gradio_api/queue/join", json=body).status_code == 200
        with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "oldversion"}) as stream:
            text = "".join(stream.iter_text())
    assert '"success":false' in text
    assert "Karlsson" not in "".join(capfd.readouterr()) + text


def test_a_page_that_the_server_does_not_know_is_told_so(site: Site) -> None:
    """It was open while the server started anew; its stream comes to an end, and does not break off."""
    response = httpx.get(f"{site.url}/gradio_api/queue/data", params={"session_hash": "unknown"})
    assert response.status_code == 200
    assert '"session_not_found":true' in response.text
