"""How soon the chat page can be used, and how soon an answer stands on it; stock Gradio beside it.

Run by `make bench`, or `python -m tests.benchmarks.bench_page`, after `make setup`. A real server, a real Chromium:

- first view: from the address to a question box that takes text, in a browser that has never been there; requests,
  and bytes over the wire. Stock Gradio is a ChatInterface without any settings, measured in turn with ours.
- answer, one visitor: from Enter to the frame after the answer stood in the page.
- answer, 20 visitors at once: clients that speak the page's own protocol (join the queue, read its events), each with
  its own connection, all asking at the same moment, again and again. A browser each would measure the browsers.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from chatbot.evaluation import read_questions
from tests.chromium import find_chromium

REPOSITORY = Path(__file__).resolve().parents[2]
QUESTIONS = REPOSITORY / "tests" / "gold" / "questions.tune.jsonl"
VISITS = 5
ASKED = 60
AT_ONCE = 20
ROUNDS = 5
STARTING_SECONDS = 120

STOCK = """
import sys
import gradio as gr
gr.ChatInterface(lambda message, history: message).launch(server_port=int(sys.argv[1]), quiet=True)
"""

# Resolves with milliseconds from the key to the frame after the answer stood in the page.
ASK = """question => new Promise(resolve => {
    const before = document.querySelectorAll('.turn:not(.pending)').length;
    const box = document.querySelector('#question textarea');
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, question);
    box.dispatchEvent(new Event('input', { bubbles: true }));
    requestAnimationFrame(() => {
        const start = performance.now();
        const seen = new MutationObserver(() => {
            if (document.querySelectorAll('.turn:not(.pending)').length <= before) return;
            seen.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        });
        seen.observe(document.querySelector('#conversation'), { childList: true, subtree: true });
        box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        box.dispatchEvent(new KeyboardEvent('keypress', { key: 'Enter', bubbles: true, cancelable: true }));
    });
})"""


def main() -> None:
    """Print the tables."""
    questions = [labelled.question for labelled in read_questions(QUESTIONS)]
    with running_ours() as ours:
        show_in_browser(ours, questions[:ASKED])
        show(f"{AT_ONCE} at once", asyncio.run(answers_of_many(ours, questions)))


def show_in_browser(ours: str, questions: Sequence[str]) -> None:
    """Print what one visitor sees, and when."""
    with running_stock() as stock, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium())
        views: dict[str, list[tuple[float, int, int]]] = {"this page": [], "stock Gradio": []}
        for _ in range(VISITS):
            views["this page"].append(first_view(browser, ours))
            views["stock Gradio"].append(first_view(browser, stock))
        print("first view        usable after  requests  over the wire")
        for name, seen in views.items():
            seconds, requests, size = (statistics.median(column) for column in zip(*seen, strict=True))
            print(f"{name:16} {seconds:11.2f} s {requests:9.0f} {size / 1e6:11.2f} MB")
        show("one visitor", answers_of_one(browser, ours, questions))
        browser.close()


def show(what: str, seconds: Sequence[float]) -> None:
    """Print how long answers took."""
    ordered = sorted(seconds)
    p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
    print(f"answer, {what:12} median {1000 * statistics.median(ordered):5.0f} ms, 95 % {1000 * p95:5.0f} ms", end="")
    print(f" ({len(ordered)} answers)")


def first_view(browser: Browser, address: str) -> tuple[float, int, int]:
    """Return seconds until the question box takes text, requests, and bytes over the wire, for a new visitor."""
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    requests: list[str] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda request: requests.append(request.url) if request.url.startswith("http") else None)
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("textarea:visible").first.fill("a")
    seconds = time.perf_counter() - start
    page.wait_for_load_state("load")
    page.wait_for_timeout(1000)  # what is fetched afterwards counts too
    context.close()
    return seconds, len(requests), int(sum(sizes))


def answers_of_one(browser: Browser, address: str, questions: Sequence[str]) -> list[float]:
    """Return seconds from Enter to the answer in the page, question by question, the first left out."""
    page: Page = browser.new_page(locale="sv-SE")
    page.goto(address)
    page.locator("#question textarea").wait_for()
    page.wait_for_timeout(1000)
    seconds = [page.evaluate(ASK, question) / 1000 for question in questions]
    page.close()
    return seconds[1:]


async def answers_of_many(address: str, questions: Sequence[str]) -> list[float]:
    """Return seconds from sending a question to its answer, of visitors who ask at the same moment."""
    async with contextlib.AsyncExitStack() as opened:
        clients = [
            await opened.enter_async_context(httpx.AsyncClient(base_url=address, timeout=60)) for _ in range(AT_ONCE)
        ]
        seconds: list[float] = []
        for number in range(ROUNDS + 1):
            asked = (questions[(number * AT_ONCE + place) % len(questions)] for place in range(AT_ONCE))
            took = await asyncio.gather(
                *(ask(client, question) for client, question in zip(clients, asked, strict=True))
            )
            seconds += took if number else []  # in the first round connections are made
    return seconds


async def ask(client: httpx.AsyncClient, question: str) -> float:
    """Return how long the page's own protocol takes from the question to the answer."""
    session = secrets.token_hex(6)
    body = {"data": [question, "", "{}"], "fn_index": 0, "session_hash": session, "trigger_id": None}
    start = time.perf_counter()
    (await client.post("/gradio_api/queue/join", json=body)).raise_for_status()
    async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
        async for line in events.aiter_lines():
            event = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
            if event.get("msg") == "process_completed":
                if not event["success"]:
                    raise RuntimeError(f"the question {question!r} was not answered: {event}")
                return time.perf_counter() - start
    raise RuntimeError(f"the events of the question {question!r} ended without an answer")


@contextlib.contextmanager
def running_ours() -> Iterator[str]:
    """Run the chat as `make run` does, but without a limit on how often one address may ask."""
    command = ["-m", "chatbot", "serve", "--port"]
    with tempfile.TemporaryDirectory() as aside:  # what is asked here is no visitor's question
        database = f"sqlite:///{Path(aside) / 'questions.sqlite'}"
        with running(command, {"CHATBOT_RATE_LIMIT": "off", "CHATBOT_DATABASE": database}) as address:
            yield address


@contextlib.contextmanager
def running_stock() -> Iterator[str]:
    """Run Gradio's own chat."""
    with running(["-c", STOCK], {"GRADIO_ANALYTICS_ENABLED": "False"}) as address:
        yield address


@contextlib.contextmanager
def running(command: Sequence[str], environment: dict[str, str]) -> Iterator[str]:
    """Run a server whose last argument is its port, and yield its address once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *command, str(port)], cwd=REPOSITORY, env={**os.environ, **environment}, stderr=subprocess.PIPE
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers.

    Raises:
        RuntimeError: it ended, or took too long.
    """
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {process.stderr.read().decode() if process.stderr else ''}")
        with contextlib.suppress(httpx.TransportError):
            httpx.get(address, timeout=5)
            return
        time.sleep(0.2)
    raise RuntimeError(f"the server did not answer within {STARTING_SECONDS} s")


if __name__ == "__main__":
    main()
