"""Questions to offer to visitors: each is asked first, and offered only if it is answered well."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Sequence

from chatbot.topics import Topic
from index.encoding import Vectors

FEWEST = 2
"""Questions of a topic that must be answered well, or the corpus hardly speaks of it."""
MOST = 6
"""Questions of a topic that are shown."""
Check = Callable[[str], str | None]
"""Question -> id of the quote that answers it best; None if it is not answered well."""


class Suggestions:
    """The questions of one generation in one language. May be used by several threads at once.

    Which of them are answered well is found out once, by and by, and remembered.
    """

    def __init__(self, topics: Sequence[Topic], vectors: Sequence[Vectors]) -> None:
        """Know what could be asked.

        Args:
            topics: the most important first; of their questions the most natural first.
            vectors: (dim,), of unit length, for each question in the order of the topics.
        """
        self._topics = tuple(topics)
        self._questions = tuple(question for topic in topics for question in topic.questions)
        self._vectors = vectors
        self._answers: dict[str, str | None] = {}

    def prepare(self, check: Check) -> None:
        """Find out of every question whether it is answered well."""
        for question in self._questions:
            self._answer(question, check)

    def topics(self) -> tuple[Topic, ...]:
        """Return the topics of which the corpus speaks, as far as that is known, no two questions with one answer."""
        heard: set[str] = set()
        found = []
        for topic in self._topics:
            questions = self._ready(topic.questions, MOST, heard)
            if len(questions) >= FEWEST:
                found.append(Topic(topic.heading, questions))
        return tuple(found)

    def starters(self, count: int, check: Check | None, *, asked: Collection[str] = ()) -> tuple[str, ...]:
        """Return questions to begin with: the first of each topic, then the second, no two with one answer.

        Args:
            check: None looks only at what is known already.
            asked: casefolded questions that are not to be offered again.
        """
        rounds = itertools.chain.from_iterable(itertools.zip_longest(*(topic.questions for topic in self._topics)))
        new = [question for question in rounds if question and question.casefold() not in asked]
        return self._ready(new, count, self._heard(asked, check), check)

    def near(
        self, vector: Vectors, count: int, check: Check | None, *, asked: Collection[str], shown: Collection[str]
    ) -> tuple[str, ...]:
        """Return questions near another, best first, that are answered by other quotes.

        Args:
            vector: (dim,), of what was asked.
            check: None looks only at what is known already.
            asked: casefolded questions that are not to be offered again.
            shown: ids of the quotes that the visitor has just read.
        """
        nearness = [float(other @ vector) for other in self._vectors]
        order = sorted(range(len(nearness)), key=lambda row: -nearness[row])
        new = [question for row in order if (question := self._questions[row]).casefold() not in asked]
        return self._ready(new, count, {*shown, *self._heard(asked, check)}, check)

    def _heard(self, asked: Collection[str], check: Check | None) -> set[str]:
        """Return the ids of the quotes that answered what was asked, as far as it is one of these questions."""
        ours = (question for question in self._questions if question.casefold() in asked)
        return {answer for question in ours if (answer := self._answer(question, check))}

    def _answer(self, question: str, check: Check | None) -> str | None:
        if question not in self._answers and check is not None:
            self._answers[question] = check(question)
        return self._answers.get(question)

    def _ready(
        self, questions: Iterable[str], count: int, heard: set[str], check: Check | None = None
    ) -> tuple[str, ...]:
        """Return the first questions that are answered well by quotes that were not heard before, and note these."""
        found: list[str] = []
        for question in questions:
            answer = self._answer(question, check)
            if answer is not None and answer not in heard:
                heard.add(answer)
                found.append(question)
            if len(found) == count:
                break
        return tuple(found)
