"""Questions from a file, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from chatbot.errors import QuestionFileError


@dataclass(frozen=True, slots=True)
class Request:
    """One question of a batch, with the questions before it."""

    question: str
    history: tuple[str, ...] = ()
    municipality: str | None = None
    speaker: str | None = None


def read_batch(path: Path) -> list[Request]:
    """Return the questions of a file in order; empty lines are skipped.

    Raises:
        QuestionFileError: a line is not of the form; the message names it.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as exc:
        raise QuestionFileError(f"{path}: inte UTF-8 (byte {exc.start})") from exc
    return [_request(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _request(path: Path, number: int, line: str) -> Request:
    try:
        data = json.loads(line)
        question, history = data["question"], data.get("history") or []
        municipality, speaker = data.get("municipality"), data.get("speaker")
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise QuestionFileError(f'{path}, rad {number}: ska vara {{"question": "…", "history": ["…"]}}') from exc
    texts = [question, *history, *(value for value in (municipality, speaker) if value is not None)]
    if not isinstance(history, list) or not all(isinstance(text, str) for text in texts):
        raise QuestionFileError(f"{path}, rad {number}: question och history ska vara text")
    return Request(question, tuple(history), municipality, speaker)
