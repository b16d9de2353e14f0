"""The page for developers: whole, readable without scripts, and for everyone."""

from __future__ import annotations

import html
import json
import re
import shlex
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from chatbot.web.openapi import operations
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.conftest import Site


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everything_that_the_document_tells_is_on_the_page(site: Site, language: str) -> None:
    """Every operation, record, field and word of the description, in the page's language."""
    document = httpx.get(f"{site.url}/api/openapi.json?lang={language}").json()
    page = httpx.get(f"{site.url}/api/docs?lang={language}").text
    shown = html.unescape(page)
    assert f'<html lang="{language}">' in page
    for method, path, operation in operations(document):
        assert f"<code>{method.upper()} {path}</code>" in shown
        assert operation["summary"] in shown
        assert operation["description"] in shown
    for name, schema in document["components"]["schemas"].items():
        assert f'id="{name}"' in page
        assert all(field["description"] in shown for field in schema.get("properties", {}).values())
    targets = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets


def test_what_a_field_takes_is_told_in_words(site: Site) -> None:
    """Kind and limits, what has to be sent first; a record that comes back has nothing to send."""
    page = html.unescape(httpx.get(f"{site.url}/api/docs?lang=sv").text)
    asking = page.split('id="ask"')[1].split("</dl>")[0]
    assert re.findall(r"<dt><code>(\w+)</code>", asking)[0] == "question"
    assert "<code>question</code> <span>text, 1–1000 tecken, <b>krävs</b></span>" in asking
    assert "<code>top</code> <span>heltal, 1–100, annars 3</span>" in asking
    assert "<code>history</code> <span>lista av text, högst 50 stycken</span>" in asking
    answer = page.split('id="KeptAnswer"')[1].split("</dl>")[0]
    assert '<code>quotes</code> <span>lista av <a href="#AnswerQuote">' in answer
    assert "krävs" not in answer


def test_the_commands_on_the_page_work_as_they_stand(site: Site) -> None:
    """Each is for this very address; what it asks for is answered or, if it names an invented record, not found."""
    page = httpx.get(f"{site.url}/api/docs").text
    commands = [html.unescape(text) for text in re.findall(r"<pre><code[^>]*>(curl .*?)</code></pre>", page, re.DOTALL)]
    statuses = {}
    for command in commands:
        _, address, *options = shlex.split(command.replace("\\\n", " "))
        body: dict[str, Any] | None = json.loads(options[-1]) if options else None
        statuses[address.removeprefix(site.url)] = httpx.request(
            "POST" if body else "GET", address, json=body
        ).status_code
    assert statuses["/api/v1/ask"] == statuses["/api/v1/topics?language=sv"] == statuses["/health"] == 200
    invented = [path for path in statuses if "/quotes/" in path or path == "/api/v1/ratings"]
    assert [statuses.pop(path) for path in invented] == [404, 404]
    assert set(statuses.values()) == {200}


@pytest.mark.browser
@pytest.mark.parametrize("scheme", THEMES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_and_no_script_is_needed(browser: Browser, site: Site, language: str, scheme: str) -> None:
    """No fault at any width, nothing scrolls sideways, and the page has no script of its own."""
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{site.url}/api/docs?lang={language}")
    assert page.locator("script").count() == 0
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    audit(page, "För utvecklare", f"allt utfällt, {language}")
    context.close()
    assert all(url.startswith(f"{site.url}/") for url in requests)
