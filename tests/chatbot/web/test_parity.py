"""The same question gets the same answer on the command line, over HTTP, from the MCP server and on the page."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from playwright.sync_api import Browser

from tests.chatbot.web.asking import ask, question_box
from tests.chatbot.web.loops import in_a_thread
from tests.chatbot.web.real import ROOT, RealSite

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.slow]

GOLD = ROOT / "tests" / "gold" / "questions.tune.jsonl"
OF_EACH_KIND = 2
# What the index decides; suggestions come as soon as the server has found out which questions are answered well.
SAME = ("question", "language", "interpreted", "status", "message", "quotes", "generation")


def questions() -> list[dict[str, Any]]:
    """Return labelled questions of every kind (places, people, follow-ups, English, none that has an answer ...)."""
    chosen: dict[str, list[dict[str, Any]]] = {}
    for line in GOLD.read_text("utf-8").splitlines():
        row = json.loads(line)
        of_kind = chosen.setdefault(f"{row['kind']} {row['status']} {bool(row['history'])}", [])
        if len(of_kind) < OF_EACH_KIND:
            of_kind.append({"question": row["question"], "history": row["history"]})
    return [question for of_kind in chosen.values() for question in of_kind]


def same(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what has to be the same of each record."""
    return [{name: record[name] for name in SAME} for record in records]


@pytest.fixture(scope="module")
def asked() -> list[dict[str, Any]]:
    """Return what is asked, all in all."""
    return questions()


@pytest.fixture(scope="module")
def expected(real_site: RealSite, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the answers of the HTTP API."""
    with httpx.Client(base_url=real_site.url, timeout=60) as client:
        return same([client.post("/api/v1/ask", json=body).json() for body in asked])


def test_the_questions_are_of_every_sort(asked: list[dict[str, Any]], expected: list[dict[str, Any]]) -> None:
    """All statuses but that of small talk, both languages, follow-ups, places and people are among them."""
    assert {answer["status"] for answer in expected} >= {"answered", "no_answer", "no_voice"}
    assert {answer["language"] for answer in expected} >= {"sv", "en"}
    assert any(question["history"] for question in asked)
    for named in ("municipality", "speaker"):
        assert any(answer["interpreted"][named] for answer in expected)


def test_a_batch_is_answered_alike(
    real_site: RealSite, asked: list[dict[str, Any]], expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    """The command line in one process gives the same records."""
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(question) + "\n" for question in asked), encoding="utf-8")
    done = subprocess.run(
        real_site.command("ask", "--batch", str(file)), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert same([json.loads(line) for line in done.stdout.splitlines()]) == expected


def test_the_command_line_answers_alike(
    real_site: RealSite, asked: list[dict[str, Any]], expected: list[dict[str, Any]]
) -> None:
    """One question in a process of its own, here a follow-up, gives the same record."""
    n = next(n for n, question in enumerate(asked) if question["history"])
    earlier = [part for question in asked[n]["history"] for part in ("--history", question)]
    command = real_site.command("ask", asked[n]["question"], *earlier, "--json")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert same([json.loads(done.stdout)]) == [expected[n]]


@pytest.mark.parametrize("transport", ["http", "stdio"])
def test_assistants_are_answered_alike(
    real_site: RealSite, asked: list[dict[str, Any]], expected: list[dict[str, Any]], transport: str
) -> None:
    """The MCP server gives the same records, and every quote stands unchanged in what the model reads."""
    command, *arguments = real_site.command("mcp")
    local = StdioServerParameters(command=command, args=arguments, cwd=ROOT)

    @in_a_thread
    async def ask_all() -> list[tuple[dict[str, Any], str]]:
        async with Client(f"{real_site.url}/mcp" if transport == "http" else local) as client:
            results = [await client.call_tool("ask", question) for question in asked]
        return [(result.structured_content, getattr(result.content[0], "text", "")) for result in results]

    given = ask_all()
    assert same([record for record, _ in given]) == expected
    assert all(quote["text"] in text for record, text in given for quote in record["quotes"])


def test_the_page_answers_alike(
    browser: Browser, real_site: RealSite, asked: list[dict[str, Any]], expected: list[dict[str, Any]]
) -> None:
    """A visitor who types the questions sees the same quotes in the same order, the same status and message."""
    page = browser.new_page(locale="sv-SE")
    seen = []
    for question in asked:
        page.goto(real_site.url)
        question_box(page).wait_for()
        for earlier in question["history"]:
            ask(page, earlier)
        turn = ask(page, question["question"])
        ids = turn.get_by_role("figure").evaluate_all("all => all.map(e => e.dataset.quote)")
        seen.append((ids, turn.get_attribute("data-status"), turn.locator(".message").inner_text()))
    page.close()
    assert seen == [
        ([quote["id"] for quote in answer["quotes"]], answer["status"], answer["message"]) for answer in expected
    ]
