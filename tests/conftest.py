"""The report of accessibility, gathered from all processes that run tests (pytest-xdist)."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest

from tests.chatbot.web.auditing import FOUND, write_report

_FOUND = "accessibility"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over what this process found; the one that started it writes the report where `make test` asks for it."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_FOUND] = FOUND.to_json()
    elif path := os.environ.get("ACCESSIBILITY_REPORT"):
        today = datetime.datetime.now(datetime.UTC).date()
        write_report(Path(path), session.config.rootpath / "docs" / "accessibility.md", FOUND, today)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - xdist has no public type for it
    """Take in what another process found."""
    FOUND.add_json(getattr(node, "workeroutput", {}).get(_FOUND, "{}"))
