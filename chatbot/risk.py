"""What the abstention setting does: how often there is an answer, and how often it is wrong, at every setting.

Measured on the labelled questions that fit what is served, and on what reviewers have settled; aside, when somebody
asks for it, and kept in a file until it is measured again. The file has scores, and not a word of a question.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from chatbot.answering import Chatbot
from chatbot.aside import Aside, resting
from chatbot.evaluation import LabelledQuestion
from chatbot.measuring_commands import GOLD
from chatbot.reliability import NEVER_REFUSED, judge
from chatbot.settings import Settings
from chatbot.steering import FixedSteering
from chatbot.store.database import Database
from chatbot.store.steering import POINTS, decided
from chatbot.trying import VERDICTS, question_sets
from index.storage import write_text

FILE = "risk.json"
FEWEST = 20
"""So many questions a set has at least, or its shares jump too much to be shown beside the other's."""
_STEPS = 100
_FORM = 1


@dataclass(frozen=True, slots=True)
class Scored:
    """The first quotes of one set of questions, had nothing been refused.

    Attributes:
        questions: how many were asked; some get no quote whatever the setting, as greetings do.
        scores: of the first quotes.
        right: whether each answers its question.
    """

    questions: int
    scores: tuple[float, ...]
    right: tuple[bool, ...]

    def at(self, point: float) -> tuple[float, float]:
        """Return what share of the questions is answered from a point on, and what share of those answers is wrong."""
        right = [is_right for score, is_right in zip(self.scores, self.right, strict=True) if score >= point]
        coverage = len(right) / self.questions if self.questions else 0.0
        return coverage, right.count(False) / len(right) if right else 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement.

    Attributes:
        generation: of the index that answered.
        gold: the project's own questions that fit what is served.
        judged: what reviewers have settled.
    """

    generation: str
    made: datetime.date
    gold: Scored
    judged: Scored

    @property
    def shown(self) -> tuple[Scored, Scored]:
        """The project's own and the judged questions; where there are too few of one beside the other, none of it."""
        none = Scored(0, (), ())
        gold, judged = (
            each if each is self.main or each.questions >= FEWEST else none for each in (self.gold, self.judged)
        )
        return gold, judged

    @property
    def main(self) -> Scored:
        """The set with more questions: what is told in words."""
        return max(self.gold, self.judged, key=lambda scored: scored.questions)


def settings_to_choose() -> list[float]:
    """Return every setting, from the one that answers most."""
    least, most = (round(end * _STEPS) for end in POINTS)
    return [step / _STEPS for step in range(least, most + 1)]


class Risk:
    """Measures aside, and gives the latest measurement.

    Args:
        chatbot: that visitors ask.
        database: has the verdicts.
        settings: where articles and data are.
        gold: directory of the project's own labelled questions.
    """

    def __init__(self, chatbot: Chatbot, database: Database, settings: Settings, gold: Path = GOLD) -> None:
        self._chatbot = chatbot
        self._database = database
        self._settings = settings
        self._gold = gold
        self._aside: Aside[int, Measured] = Aside("risk and coverage")
        self._count = 0

    @property
    def is_measuring(self) -> bool:
        """Tell whether it is measured now."""
        return self._aside.is_busy

    def start(self) -> None:
        """Begin to measure, unless that is going on."""
        if not self.is_measuring:
            self._count += 1
            self._aside.get(self._count, self._measure)

    def latest(self) -> Measured | None:
        """Return the latest measurement; None if there is none that can be read."""
        try:
            stored = json.loads((self._settings.data / FILE).read_text(encoding="utf-8"))
            if stored["form"] != _FORM:
                return None
            made = datetime.date.fromisoformat(stored["made"])
            return Measured(stored["generation"], made, *(_scored(stored[name]) for name in ("gold", "judged")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _measure(self) -> Measured:
        with self._chatbot.lend_generation() as generation:
            sets = question_sets(generation, self._settings.corpus, self._database, self._gold)
            name = generation.id
        with self._database.reading() as connection:
            steering = replace(decided(connection), operating_point=NEVER_REFUSED)
        gold = [question for each in sets if each.name != VERDICTS for question in each.questions]
        judged = [question for each in sets if each.name == VERDICTS for question in each.questions]
        with self._chatbot.steered_by(FixedSteering(steering)) as eager:
            made = Measured(
                name, datetime.datetime.now(datetime.UTC).date(), _asked(eager, gold), _asked(eager, judged)
            )
        content = {**asdict(made), "made": made.made.isoformat(), "form": _FORM}
        write_text(self._settings.data / FILE, json.dumps(content))
        return made


def _asked(eager: Chatbot, questions: Sequence[LabelledQuestion]) -> Scored:
    """Ask every question; half of the time belongs to visitors alone."""
    scores, right, rest = [], [], resting()
    for question in questions:
        for one in judge(eager, [question]):
            scores.append(one.score)
            right.append(one.is_right)
        rest()
    return Scored(len(questions), tuple(scores), tuple(right))


def _scored(stored: dict[str, object]) -> Scored:
    found = Scored(**stored)  # type: ignore[arg-type]  # what is wrong with it is found below
    return Scored(int(found.questions), tuple(map(float, found.scores)), tuple(map(bool, found.right)))
