"""What was measured last, for the page about the service: written by `chatbot evaluate --figures`.

The file comes with the program, so that an installed one, too, tells what was measured and when.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from chatbot.errors import ChatbotError
from index.storage import write_text

SHIPPED = "figures.json"


@dataclass(frozen=True, slots=True)
class Hits:
    """How often something was right."""

    right: int
    count: int


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """What a file of labelled questions shows.

    Attributes:
        own: whether the project's own articles answered; otherwise some that nothing was fitted on.
        first_right: the first quote that is shown answers the question.
        answered: questions with an answer that got one.
        refused: questions without an answer that got none.
    """

    own: bool
    first_right: Hits
    answered: Hits
    refused: Hits

    @property
    def asked(self) -> int:
        """Questions."""
        return self.answered.count + self.refused.count


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured.

    Attributes:
        questions_measured: YYYY-MM-DD.
        questions: one or more sets of questions, the project's own first.
        speakers_measured: YYYY-MM-DD.
        speakers: the right person stands under a quote, of all quotes that are shown with a name.
        articles: how many labelled articles the speakers are from.
    """

    questions_measured: str
    questions: tuple[QuestionFigures, ...]
    speakers_measured: str
    speakers: Hits
    articles: int

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the figures of a file's text.

        Raises:
            ChatbotError: a part is missing or has another form.
        """
        try:
            data = json.loads(text)
            questions, speakers = data["questions"], data["speakers"]
            return cls(
                questions_measured=_date(questions["measured"]),
                questions=tuple(sorted(map(_question_figures, questions["sets"]), key=lambda one: not one.own)),
                speakers_measured=_date(speakers["measured"]),
                speakers=_hits(speakers["named"]),
                articles=int(speakers["articles"]),
            )
        except (ValueError, KeyError, TypeError) as exc:
            raise ChatbotError(
                f"mätvärdena är skadade ({type(exc).__name__}: {exc}); skriv dem igen: make evaluation"
            ) from exc


def shipped_figures() -> Figures:
    """Return what was measured on the program as it is shipped."""
    return Figures.read(files("chatbot").joinpath(SHIPPED).read_text(encoding="utf-8"))


def write_question_figures(path: Path, sets: list[QuestionFigures]) -> None:
    """Write what labelled questions show; what the file has of speakers stays."""
    _write(path, "questions", {"measured": _today(), "sets": [asdict(one) for one in sets]})


def write_speaker_figures(path: Path, named: Hits, articles: int) -> None:
    """Write what labelled articles show; what the file has of questions stays."""
    _write(path, "speakers", {"measured": _today(), "named": asdict(named), "articles": articles})


def _write(path: Path, part: str, data: Mapping[str, Any]) -> None:
    try:
        before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        written = json.dumps({**before, part: data}, indent=1, sort_keys=True)
    except (ValueError, TypeError) as exc:
        raise ChatbotError(f"{path}: inga mätvärden i den filen; ange en annan eller ta bort den") from exc
    write_text(path, written + "\n")


def _question_figures(data: Mapping[str, Any]) -> QuestionFigures:
    first_right, answered, refused = (_hits(data[name]) for name in ("first_right", "answered", "refused"))
    return QuestionFigures(bool(data["own"]), first_right, answered, refused)


def _hits(data: Mapping[str, Any]) -> Hits:
    right, count = int(data["right"]), int(data["count"])
    if not 0 <= right <= count:
        raise ValueError(f"{right} av {count}")
    return Hits(right, count)


def _date(value: str) -> str:
    return datetime.date.fromisoformat(value).isoformat()


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()
