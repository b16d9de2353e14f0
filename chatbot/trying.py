"""The chat as people's changes would make it, tried on every labelled question before anybody meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from chatbot.answering import Chatbot
from chatbot.errors import ChatbotError
from chatbot.evaluation import MEASURES, LabelledQuestion, Outcome, Report, ask_labelled, read_questions
from chatbot.labelling import labelled_questions
from chatbot.measuring_commands import GOLD
from chatbot.steering import FixedSteering, Lesson, Steering
from chatbot.store.database import Database
from chatbot.store.trials import Plan
from index.generation import Generation

VERDICTS = "verdicts"
"""Name of the set that reviewers have made."""
OF_THIS_CORPUS = 0.95
"""Share of a set's answerable questions whose quotes the index must have for "no" to be right to the others."""
_ROUNDING = 1e-9

Heard = Callable[[int, int], None]
"""Told after each question how many have been asked, and of how many."""


class IndexChangedError(ChatbotError):
    """Articles changed while a trial ran: its second half would have been asked of another index than its first."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Labelled questions of one source.

    Attributes:
        left_out: questions that the corpus that is served says nothing about.
    """

    name: str
    questions: tuple[LabelledQuestion, ...]
    left_out: int


def question_sets(generation: Generation, corpus: Path, database: Database, gold: Path = GOLD) -> list[QuestionSet]:
    """Return all labelled questions that fit what is served: the project's own, and what reviewers have said.

    Args:
        generation: that answers.
        corpus: directory of the articles.
        database: has the verdicts.
        gold: directory of the project's own sets; where there are none, none are asked.

    Raises:
        StoreError: the database cannot be read.
        QuestionFileError: one of the project's sets cannot be read.
    """
    files = [*sorted(gold.glob("questions*.jsonl")), *sorted(gold.glob("collections/*.jsonl"))]
    numbers = range(generation.counts.records)
    text = "\0".join(record.text for record in generation.records(numbers))
    own = [_fitting(file.relative_to(gold).as_posix(), read_questions(file), text) for file in files]
    judged = labelled_questions(database, generation, corpus)
    return [*own, QuestionSet(VERDICTS, tuple(judged), 0)]


def _fitting(name: str, questions: Sequence[LabelledQuestion], text: str) -> QuestionSet:
    """Return those questions whose quotes are served; those without a quote only where nearly all of the others are."""
    with_quotes = [each for each in questions if each.relevant]
    fitting = {id(each) for each in with_quotes if all(words in text for words in each.relevant)}
    is_ours = len(fitting) >= OF_THIS_CORPUS * len(with_quotes)
    kept = tuple(each for each in questions if id(each) in fitting or (is_ours and not each.relevant))
    return QuestionSet(name, kept, len(questions) - len(kept))


class Trial:
    """One trial: asks the chat as it is and as it would be. Close it, or use it in a with statement."""

    def __init__(self, chatbot: Chatbot, plan: Plan, heard: Heard = lambda _done, _of: None) -> None:
        """Open the chat once more, steered by the trial alone.

        Args:
            chatbot: that visitors ask; it goes on as it is.
            plan: what would change.
            heard: told of each question.
        """
        self._plan = plan
        self._steering = FixedSteering(plan.before)
        self._chatbot = chatbot.steered_by(self._steering)
        self._heard = heard
        self._generation = self._chatbot.generation

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._chatbot.close()

    def run(self, sets: Sequence[QuestionSet], margin: float) -> dict[str, Any]:
        """Ask everything twice; return the report, ready for JSON.

        Args:
            sets: what is asked.
            margin: so much lower each share and the mean ndcg may become, in each set; what becomes better
                does not make up for what becomes worse.

        Raises:
            IndexChangedError: another generation of the index became current meanwhile.
        """
        before, after = (
            self._outcomes(sets, each, turn) for turn, each in enumerate((self._plan.before, self._plan.after))
        )
        compared = [
            _compared(each, Report(tuple(one)), Report(tuple(other)), margin)
            for each, one, other in zip(sets, before, after, strict=True)
        ]
        worse = [
            one
            for told, olds, news in zip(compared, before, after, strict=True)
            if told["losses"]
            for one, new in zip(olds, news, strict=True)
            if _is_worse(one, new)
        ]
        blamed, point_is_blamed = self._blamed(worse) if worse else ([], False)
        return {
            "name": self._plan.name(self._generation),
            "passed": not any(told["losses"] for told in compared),
            "margin": margin,
            "sets": compared,
            "lessons": [*self._plan.pending],
            "leaving": [*self._plan.leaving],
            "operating_point": {
                "before": self._plan.before.operating_point,
                "after": self._plan.after.operating_point,
            },
            "blamed": blamed,
            "point_is_blamed": point_is_blamed,
        }

    def _outcomes(self, sets: Sequence[QuestionSet], steering: Steering, turn: int) -> list[list[Outcome]]:
        """Return what comes of every question; turn 0 is the first half of the trial, 1 the second."""
        self._steering.steering = steering
        count = sum(len(each.questions) for each in sets)
        done = turn * count
        found: list[list[Outcome]] = []
        for each in sets:
            found.append([])
            for labelled in each.questions:
                found[-1].append(self._asked(labelled))
                done += 1
                self._heard(done, 2 * count)
        return found

    def _asked(self, labelled: LabelledQuestion) -> Outcome:
        """Return what comes of a question, of the index with which the trial began."""
        outcome = ask_labelled(self._chatbot, labelled)
        if outcome.answer.generation != self._generation:
            raise IndexChangedError("artiklarna ändrades medan provet pågick")
        return outcome

    def _blamed(self, worse: Sequence[Outcome]) -> tuple[list[int], bool]:
        """Return the numbers of the lessons that make a question worse, and whether the rest does so without them."""

        def harms(some: Mapping[int, Lesson], steering: Steering) -> bool:
            self._steering.steering = replace(steering, lessons=(*steering.lessons, *some.values()))
            return any(_is_worse(one, self._asked(one.labelled)) for one in worse)

        pending = self._plan.pending
        found = _smallest(pending, lambda some: harms(some, self._plan.before))
        kept = tuple(each for each in self._plan.after.lessons if each not in {pending[number] for number in found})
        rest = replace(self._plan.after, lessons=kept)
        return sorted(found), harms({}, rest)


def _smallest(some: Mapping[int, Lesson], harms: Callable[[Mapping[int, Lesson]], bool]) -> list[int]:
    """Return which of the lessons do harm, by halves; all of them where they do it only together."""
    if not some or not harms(some):
        return []
    if len(some) == 1:
        return [*some]
    pairs = [*some.items()]
    halves = (dict(pairs[: len(pairs) // 2]), dict(pairs[len(pairs) // 2 :]))
    return [number for half in halves for number in _smallest(half, harms)] or [*some]


def _is_worse(one: Outcome, other: Outcome) -> bool:
    """Tell whether a question came off worse: something that was not wrong is, or the order is."""
    became_wrong = any(read(other) is False and read(one) is not False for read in MEASURES.values())
    is_lower = one.ndcg is not None and other.ndcg is not None and other.ndcg < one.ndcg - _ROUNDING
    return became_wrong or is_lower


def _compared(asked: QuestionSet, before: Report, after: Report, margin: float) -> dict[str, Any]:
    return {
        "name": asked.name,
        "questions": len(asked.questions),
        "left_out": asked.left_out,
        "before": before.measures(),
        "after": after.measures(),
        "losses": [*_losses(before, after, margin)],
        "changes": [
            _change(one, other)
            for one, other in zip(before.outcomes, after.outcomes, strict=True)
            if _shown(one) != _shown(other)
        ],
    }


def _losses(before: Report, after: Report, margin: float) -> Iterator[str]:
    """Yield the names of the measures that the questions which come off worse lower by more than the margin.

    The others do not make up for it: a lesson that does harm must not hide behind one that does good.
    """
    pairs = list(zip(before.outcomes, after.outcomes, strict=True))
    drops = [max(0.0, one.ndcg - other.ndcg) for one, other in pairs if one.ndcg is not None and other.ndcg is not None]
    if drops and sum(drops) / len(drops) > margin + _ROUNDING:
        yield "ndcg@3"
    for name, read in MEASURES.items():
        lost = sum(read(other) is False and read(one) is not False for one, other in pairs)
        count = max(before.share(name).count, after.share(name).count)
        if count and lost / count > margin + _ROUNDING:
            yield name


def _change(one: Outcome, other: Outcome) -> dict[str, Any]:
    """Return what a question would be answered with instead; by ids, whose words are looked up when they are shown."""
    verdict = "worse" if _is_worse(one, other) else "better" if _is_worse(other, one) else "other"
    return {"question": one.labelled.question, "is": verdict, "before": _shown(one), "after": _shown(other)}


def _shown(outcome: Outcome) -> dict[str, str | None]:
    quotes = outcome.answer.quotes
    return {"status": outcome.answer.status.value, "quote": quotes[0].id if quotes else None}
