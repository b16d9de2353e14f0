"""Labelled questions become measures: is the order right, and is "no" said when it should be."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from chatbot.answering import Chatbot
from chatbot.errors import FilterError, QuestionFileError
from chatbot.filters import NO_FILTERS, Filters, checked
from chatbot.reading_evaluation import wilson
from chatbot.records import Answer, Status

TOP = 3
RESAMPLES = 1000
_SEED = 0
NARROWED_BY = ("role", "area", "year_from", "year_to")
"""What "filters" of a labelled question may have, as in an answer; a municipality stands by itself."""
_GRADES = {1: 1, 2: 2}


class Fault(StrEnum):
    """What can be wrong with an answer; the words are for people."""

    REFUSED = "avvisad fast svar finns"
    ANSWERED = "besvarad fast svar saknas"
    NOT_FAIR = "första citatet besvarar inte"
    NOT_BEST = "inget av de bästa bland de tre första"
    NOT_KEPT = "håller sig inte till kommunen eller personen"
    STATUS = "fel status"


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question with what is right about its answer (form: CONTRACT, "Labelled questions").

    Attributes:
        relevant: words of a quote, enough to be unique -> 2 (best) or 1 (fair).
        municipality: that every quote must keep to; None where the question names none.
        speaker: the same for a person, full name.
        narrowed: the municipality was chosen beside the question, which does not name it; it is given to the chat so.
        filters: what else was chosen beside the question; no municipality.
        status: expected status, where the file tells.
        kind: group in the table, where the file tells.
        topic: questions of one topic stay together when the calibration is cross-validated.
        language: that it is asked in, where the file tells.
    """

    question: str
    history: tuple[str, ...] = ()
    relevant: Mapping[str, int] = field(default_factory=dict)
    answerable: bool = True
    municipality: str | None = None
    speaker: str | None = None
    narrowed: bool = False
    filters: Filters = NO_FILTERS
    status: Status | None = None
    kind: str | None = None
    topic: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question was answered; None for what does not apply to it.

    Attributes:
        ndcg: of the first three quotes, gain 2 ** grade - 1.
        first_fair: the first quote is labelled 1 or 2; False where none is shown.
        first_shown_fair: the same of a quote that is shown, whether or not there is an answer.
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
    first_shown_fair: bool | None
    best_in_three: bool | None
    answered: bool | None
    refused: bool | None
    keeps: bool | None
    status_right: bool | None

    @property
    def kind(self) -> str | None:
        """The question's kind, where the file tells."""
        return self.labelled.kind

    @property
    def language(self) -> str:
        """The question's language: as labelled, otherwise as understood."""
        return self.labelled.language or self.answer.language

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the answer; of its order only the worst."""
        order = Fault.NOT_FAIR if self.first_fair is False else Fault.NOT_BEST if self.best_in_three is False else None
        found = {
            Fault.REFUSED: self.answered is False,
            Fault.ANSWERED: self.refused is False,
            Fault.NOT_KEPT: self.keeps is False,
            Fault.STATUS: self.status_right is False and self.answered is not False and self.refused is not False,
        }
        faults = [fault for fault, is_so in found.items() if is_so]
        return [*faults, order] if order and Fault.REFUSED not in faults else faults


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


MEASURES: Mapping[str, Callable[[Outcome], bool | None]] = {
    "first_fair": lambda outcome: outcome.first_fair,
    "first_shown_fair": lambda outcome: outcome.first_shown_fair,
    "best_in_three": lambda outcome: outcome.best_in_three,
    "answered": lambda outcome: outcome.answered,
    "refused": lambda outcome: outcome.refused,
    "keeps_to_place_and_person": lambda outcome: outcome.keeps,
    "status_right": lambda outcome: outcome.status_right,
}
"""The shares, by the names that they have in JSON."""


@dataclass(frozen=True, slots=True)
class Report:
    """What the labelled questions of one file show."""

    outcomes: tuple[Outcome, ...]

    def of_kind(self, kind: str) -> Report:
        """Return what the questions of one kind show."""
        return Report(tuple(outcome for outcome in self.outcomes if outcome.kind == kind))

    def of_language(self, language: str) -> Report:
        """Return what the questions in one language show."""
        return Report(tuple(outcome for outcome in self.outcomes if outcome.language == language))

    @property
    def kinds(self) -> dict[str, Report]:
        """Kind -> what its questions show, in the file's order."""
        kinds = dict.fromkeys(outcome.kind for outcome in self.outcomes if outcome.kind)
        return {kind: self.of_kind(kind) for kind in kinds}

    @property
    def languages(self) -> dict[str, Report]:
        """Language -> what the questions in it show, the commonest first."""
        counted = [outcome.language for outcome in self.outcomes]
        return {code: self.of_language(code) for code in sorted(set(counted), key=lambda code: -counted.count(code))}

    @property
    def faulty(self) -> list[Outcome]:
        """The outcomes with a fault."""
        return [outcome for outcome in self.outcomes if outcome.faults]

    def share(self, measure: str) -> Share:
        """Return a share, by its name in MEASURES, of the questions that it applies to."""
        read = MEASURES[measure]
        values = [value for outcome in self.outcomes if (value := read(outcome)) is not None]
        return Share(sum(values), len(values))

    @property
    def ndcg(self) -> float | None:
        """The mean ndcg@3; None if no question is answerable."""
        values = self._ndcgs()
        return math.fsum(values) / len(values) if values else None

    @property
    def ndcg_interval(self) -> tuple[float, float]:
        """95 % of the means of questions drawn anew, always the same draws; of nothing it is [0, 1]."""
        values = self._ndcgs()
        if not values:
            return 0.0, 1.0
        draw = random.Random(_SEED)  # noqa: S311  a bootstrap, no secret
        means = sorted(math.fsum(draw.choices(values, k=len(values))) / len(values) for _ in range(RESAMPLES))
        return means[RESAMPLES * 25 // 1000], means[RESAMPLES * 975 // 1000 - 1]

    def _ndcgs(self) -> list[float]:
        return [outcome.ndcg for outcome in self.outcomes if outcome.ndcg is not None]

    def to_dict(self) -> dict[str, Any]:
        """Return the measures as plain data, ready for JSON."""
        return {
            "questions": len(self.outcomes),
            **self.measures(),
            "kinds": {kind: report.measures() for kind, report in self.kinds.items()},
            "languages": {language: report.measures() for language, report in self.languages.items()},
        }

    def measures(self) -> dict[str, Any]:
        """Return the measures of all its questions, ready for JSON."""
        measures: dict[str, Any] = {"count": len(self.outcomes), "ndcg@3": self.ndcg}
        if self.ndcg is not None:
            measures["ndcg@3_interval"] = self.ndcg_interval
        for name in MEASURES:
            share = self.share(name)
            low, high = share.interval
            shown = {"value": share.value, "count": share.count, "low": low, "high": high}
            measures[name] = shown if share.count else None
        return measures


def read_questions(path: Path) -> list[LabelledQuestion]:
    """Return the labelled questions of a file.

    Beyond what CONTRACT has, a line may have "narrowed" (the municipality was chosen beside the question), "filters"
    (what else was chosen there: NARROWED_BY), "status", "kind", "topic" and "language".

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
            narrowed=bool(row.get("narrowed")),
            filters=checked(Filters(**{name: (row.get("filters") or {}).get(name) for name in NARROWED_BY})),
            status=Status(row["status"]) if row.get("status") else None,
            kind=row.get("kind"),
            topic=row.get("topic"),
            language=row.get("language"),
        )
    except (FilterError, ValueError, KeyError, TypeError, AttributeError) as exc:
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
    return Report(tuple(ask_labelled(chatbot, labelled) for labelled in questions))


def ask_labelled(chatbot: Chatbot, labelled: LabelledQuestion) -> Outcome:
    """Ask one question and compare the answer with what is right."""
    chosen = labelled.municipality if labelled.narrowed else None
    filters = replace(labelled.filters, municipality=chosen)
    return _judged(labelled, chatbot.ask(labelled.question, labelled.history, filters=filters, top=TOP))


def grade_of(text: str, relevant: Mapping[str, int]) -> int:
    """Return the grade of a quote: the highest of the labels whose words it has, else 0."""
    return max((grade for words, grade in relevant.items() if words in text), default=0)


def best_words(labelled: LabelledQuestion) -> list[str]:
    """Return the words of the best quotes."""
    return [words for words, grade in labelled.relevant.items() if grade == max(labelled.relevant.values())]


def _judged(labelled: LabelledQuestion, answer: Answer) -> Outcome:
    grades = [grade_of(quote.text, labelled.relevant) for quote in answer.quotes[:TOP]]
    ranked = labelled.answerable and bool(labelled.relevant)
    bound = labelled.municipality or labelled.speaker
    return Outcome(
        labelled=labelled,
        answer=answer,
        ndcg=_ndcg(grades, list(labelled.relevant.values())) if ranked else None,
        first_fair=bool(grades) and grades[0] > 0 if ranked else None,
        first_shown_fair=grades[0] > 0 if grades and (ranked or not labelled.answerable) else None,
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
