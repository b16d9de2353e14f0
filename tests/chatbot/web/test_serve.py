"""Starting and stopping the web application."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from chatbot.web.binding import bind
from chatbot.web.errors import ServeError

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
from chatbot.web.application import create_app, serve
from chatbot.web.binding import bind
from tests.chatbot.web.fakes import FakeChatbot
serve(create_app(FakeChatbot()), bind("127.0.0.1", 0), announce=lambda url: print(url, flush=True))
"""


def test_a_taken_port_is_told_in_one_line() -> None:
    """The message names the address and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServeError) as caught:
            bind("127.0.0.1", port)
    assert str(caught.value) == (
        f"127.0.0.1:{port}: porten används redan; stäng det andra programmet eller kör: chatbot serve --port {port + 1}"
    )


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_an_impossible_port_is_told_in_one_line(port: int) -> None:
    """A number that is no port is refused, not wrapped round to another one."""
    with pytest.raises(ServeError, match=rf"^127\.0\.0\.1:{port}: ingen port; ange ett heltal från 0 till 65535"):
        bind("127.0.0.1", port)


def test_an_unknown_host_is_told_in_one_line() -> None:
    """An address that is not this machine's is a ServeError too."""
    with pytest.raises(ServeError, match=r"^192\.0\.2\.1:0: adressen går inte att använda .*--host 127\.0\.0\.1$"):
        bind("192.0.2.1", 0)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopping_is_quick_and_quiet_while_a_page_is_open(stop: signal.Signals) -> None:
    """Ctrl-C ends the server at once, although an open page keeps a connection, and prints nothing."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    with httpx.stream("GET", f"{url}/gradio_api/heartbeat/abc", timeout=20) as page:
        assert page.status_code == 200
        assert "server" not in page.headers
        process.send_signal(stop)
        _, errors = process.communicate(timeout=15)
    assert errors == ""
    assert process.returncode == (0 if stop is signal.SIGINT else -signal.SIGTERM)
