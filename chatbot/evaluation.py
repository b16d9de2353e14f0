"""Labelled questions become measures: is the order right, and is "no" said when it should be."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chatbot.answering import Chatbot
from chatbot.errors import QuestionFileError
from chatbot.reading_evaluation import wilson
from chatbot.records import Answer, Status

TOP = 3
_GRADES = {1: 1, 2: 2}
"""Of a 95 % interval."""


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with what is right about its answer (form: CONTRACT, "Labelled questions").

    Attributes:
        relevant: words of a quote, enough to be unique -> 2 (best) or 1 (fair).
        municipality: that every quote must keep to; None where the question names none.
        speaker: the same for a person, full name.
        status: expected status, where the file tells.
        kind: group in the table, where the file tells.
        topic: questions of one topic stay together when the calibration is cross-validated.
    """

    question: str
    history: tuple[str, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    answerable: bool = True
    municipality: str | None = None
    speaker: str | None = None
    status: Status | None = None
    kind: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question was answered; None for what does not apply to it.

    Attributes:
        ndcg: of the first three quotes, gain 2 ** grade - 1.
        first_fair: the first quote is labelled 1 or 2.
        best_in_three: one of the first three is labelled 2.
        answered: an answerable question got quotes.
        refused: an unanswerable one got none.
        keeps: all quotes keep to the place and the person asked for.
        status_right: the status is the expected one.
    """

    labelled: LabelledQuestion
    answer: Answer
    ndcg: float | None
    first_fair: bool | None
    best_in_three: bool | None
    answered: bool | None
    refused: bool | None
    keeps: bool | None
    status_right: bool | None


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % Wilson interval."""

    hits: int
    count: int

    @property
    def value(self) -> float:
        """Hits per count; 0 of nothing is 0."""
        return self.hits / self.count if self.count else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval; of nothing it is [0, 1]."""
        return wilson(self.hits, self.count)


_MEASURES: tuple[tuple[str, Callable[[Outcome], bool | None]], ...] = (
    ("first_fair", lambda outcome: outcome.first_fair),
    ("best_in_three", lambda outcome: outcome.best_in_three),
    ("answered", lambda outcome: outcome.answered),
    ("refused", lambda outcome: outcome.refused),
    ("keeps_to_place_and_person", lambda outcome: outcome.keeps),
    ("status_right", lambda outcome: outcome.status_right),
)


@dataclass(frozen=True, slots=True)
class Report:
    """What the labelled questions of one file show."""

    outcomes: tuple[Outcome, ...]

    def share(self, measure: str, kind: str | None = None) -> Share:
        """Return a share of the questions that it applies to.

        Args:
            measure: a name of _MEASURES.
            kind: of these questions only; None for all.
        """
        read = dict(_MEASURES)[measure]
        values = [value for outcome in self._of(kind) if (value := read(outcome)) is not None]
        return Share(sum(values), len(values))

    def ndcg(self, kind: str | None = None) -> float | None:
        """Return the mean ndcg@3; None if no question is answerable."""
        values = [outcome.ndcg for outcome in self._of(kind) if outcome.ndcg is not None]
        return math.fsum(values) / len(values) if values else None

    def to_dict(self) -> dict[str, Any]:
        """Return the measures as plain data, ready for JSON."""
        return {
            "questions": len(self.outcomes),
            **self._measures(None),
            "kinds": {kind: self._measures(kind) for kind in self._kinds()},
        }

    def table(self) -> str:
        """Return the measures as a table for people, shares with their 95 % intervals."""
        head = ["kind", "n", "ndcg@3", "first fair", "best in 3", "answered", "refused", "keeps", "status"]
        rows = [head, *(self._row(kind) for kind in (*self._kinds(), None))]
        widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])

    def _of(self, kind: str | None) -> Iterable[Outcome]:
        return (outcome for outcome in self.outcomes if kind is None or outcome.labelled.kind == kind)

    def _kinds(self) -> list[str]:
        return list(dict.fromkeys(outcome.labelled.kind for outcome in self.outcomes if outcome.labelled.kind))

    def _measures(self, kind: str | None) -> dict[str, Any]:
        measures: dict[str, Any] = {"count": sum(1 for _ in self._of(kind)), "ndcg@3": self.ndcg(kind)}
        for name, _ in _MEASURES:
            share = self.share(name, kind)
            low, high = share.interval
            shown = {"value": share.value, "count": share.count, "low": low, "high": high}
            measures[name] = shown if share.count else None
        return measures

    def _row(self, kind: str | None) -> list[str]:
        ndcg = self.ndcg(kind)
        cells = [kind or "all", str(sum(1 for _ in self._of(kind))), "" if ndcg is None else f"{ndcg:.3f}"]
        for name, _ in _MEASURES:
            share = self.share(name, kind)
            low, high = share.interval
            cells.append(f"{share.value:.2f} [{low:.2f}-{high:.2f}]" if share.count else "")
        return cells


def read_questions(path: Path) -> list[LabelledQuestion]:
    """Return the labelled questions of a file.

    Raises:
        QuestionFileError: the file cannot be read, or a line is no labelled question.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise QuestionFileError(f"{path}: går inte att läsa ({exc}); ange en fil med en fråga per rad i JSON") from exc
    questions = [_parsed(line, f"{path}:{number}") for number, line in enumerate(lines, start=1) if line.strip()]
    if not questions:
        raise QuestionFileError(f"{path}: innehåller inga frågor")
    return questions


def _parsed(line: str, where: str) -> LabelledQuestion:
    try:
        row = json.loads(line)
        relevant = {str(words): _GRADES[grade] for words, grade in (row.get("relevant") or {}).items()}
        return LabelledQuestion(
            question=_text(row["question"]),
            history=tuple(map(str, row.get("history") or ())),
            relevant=relevant,
            answerable=bool(row.get("answerable", bool(relevant))),
            municipality=row.get("municipality"),
            speaker=row.get("speaker"),
            status=Status(row["status"]) if row.get("status") else None,
            kind=row.get("kind"),
            topic=row.get("topic"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        form = '{"question": "…", "relevant": {"ord ur citatet": 2}, "answerable": true}'
        raise QuestionFileError(
            f"{where}: ingen fråga med facit ({type(exc).__name__}: {exc}); formen är {form}"
        ) from exc


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"question är {value!r}")
    return value


def evaluate(chatbot: Chatbot, questions: Sequence[LabelledQuestion]) -> Report:
    """Ask every question and compare the answers with what is right."""
    answers = (chatbot.ask(labelled.question, labelled.history, top=TOP) for labelled in questions)
    return Report(tuple(_judged(labelled, answer) for labelled, answer in zip(questions, answers, strict=True)))


def grade_of(text: str, relevant: Mapping[str, int]) -> int:
    """Return the grade of a quote: the highest of the labels whose words it has, else 0."""
    return max((grade for words, grade in relevant.items() if words in text), default=0)


def _judged(labelled: LabelledQuestion, answer: Answer) -> Outcome:
    grades = [grade_of(quote.text, labelled.relevant) for quote in answer.quotes[:TOP]]
    ranked = labelled.answerable and bool(labelled.relevant)
    bound = labelled.municipality or labelled.speaker
    return Outcome(
        labelled=labelled,
        answer=answer,
        ndcg=_ndcg(grades, list(labelled.relevant.values())) if ranked else None,
        first_fair=bool(grades) and grades[0] > 0 if ranked else None,
        best_in_three=max(labelled.relevant.values()) in grades if ranked else None,
        answered=answer.status is Status.ANSWERED if labelled.answerable else None,
        refused=not answer.quotes if not labelled.answerable else None,
        keeps=_keeps(labelled, answer) if bound else None,
        status_right=answer.status is labelled.status if labelled.status else None,
    )


def _ndcg(grades: Sequence[int], labels: Sequence[int]) -> float:
    """Return ndcg@3, gain 2 ** grade - 1, discount log2(rank + 1)."""

    def gain(values: Iterable[int]) -> float:
        return math.fsum((2**value - 1) / math.log2(rank + 1) for rank, value in enumerate(values, start=1))

    return gain(grades[:TOP]) / gain(sorted(labels, reverse=True)[:TOP])


def _keeps(labelled: LabelledQuestion, answer: Answer) -> bool:
    """Tell whether the question was understood so, and every quote keeps to it."""
    if labelled.municipality and answer.interpreted.municipality != labelled.municipality:
        return False
    if labelled.speaker and answer.interpreted.speaker != labelled.speaker:
        return False
    return all(
        (not labelled.municipality or quote.municipality == labelled.municipality)
        and (not labelled.speaker or labelled.speaker in {speaker.name for speaker in quote.speakers})
        for quote in answer.quotes
    )
