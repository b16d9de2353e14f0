"""The whole program over the project's own articles: an index in a folder of its own, and a server."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = ROOT / "corpus" / "articles"
START_SECONDS = 180


@dataclass(frozen=True)
class RealSite:
    """A running server.

    Attributes:
        options: of the command line, for the same articles and the same index.
    """

    url: str
    options: tuple[str, ...]

    def command(self, *arguments: str) -> list[str]:
        """Return a command of the program over the same index."""
        return [sys.executable, "-m", "chatbot", *arguments, *self.options]


def build_articles(data: Path) -> None:
    """Build an index of the project's own articles."""
    model = ROOT / "var" / "model"
    if model.is_dir():  # unpacking it anew would take most of the time
        (data / "model").symlink_to(model)
    command = [sys.executable, "-m", "chatbot", "build", "--corpus", str(ARTICLES), "--data", str(data)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@contextmanager
def serve_articles(data: Path) -> Iterator[RealSite]:
    """Serve a built index of the project's own articles."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    site = RealSite(f"http://127.0.0.1:{port}", ("--corpus", str(ARTICLES), "--data", str(data)))
    command = site.command("serve", "--port", str(port))
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_healthy(site.url, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_until_healthy(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the health check says that the index verifies."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, f"the server ended with exit code {server.returncode}"
        try:
            if httpx.get(f"{url}/health").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"{url}/health was not 200 within {START_SECONDS} s")
