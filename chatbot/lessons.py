"""What steers the chat, made ready for one generation: which records are hidden, and what lessons do to a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.filters import Filters
from chatbot.steering import Lesson, Steering
from chatbot.understanding import Understanding, understand
from chatbot.voices import Voices
from corpus.asked_places import places_in_question
from corpus.municipalities import is_municipality
from index.encoding import Vectors
from index.generation import Generation
from index.remembered import RememberedQuestions

FAR = 0.84
"""Cosine of two questions up to which a lesson on one says nothing about the other.

With lessons of half of the tune questions, of the other half and of those to refuse none is answered worse and one
better; from 0.80 on two are worse, from 0.70 ten, and "no" is right to 0.88 of them instead of 0.91
(scripts/measure_lessons.py).
"""
NEAR = 0.92
"""Cosine from which on they ask the same; between the two a lesson counts in part."""
TAUGHT = 0.95
"""Probability that a quote answers a question of which people have said that it does."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What lessons do to the probability of one record.

    Attributes:
        weight: in (0, 1]; how much of it is done.
        answers: whether the record answers.
    """

    weight: float
    answers: bool

    def on(self, probability: float) -> float:
        """Return the probability as it is with the lesson."""
        if not self.answers:
            return probability * (1.0 - self.weight)
        return probability + self.weight * max(0.0, TAUGHT - probability)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A lesson whose quote is in the generation, and what its question was understood to ask."""

    record: int
    lesson: Lesson
    asked: Understanding


@dataclass(frozen=True, slots=True)
class Steered:
    """What steers the answers from one generation.

    Attributes:
        hidden: numbers of the records that are not to be shown.
        vectors: (lessons, dim) of unit length.
    """

    steering: Steering
    hidden: frozenset[int]
    lessons: tuple[_Ready, ...]
    vectors: Vectors

    @classmethod
    def of(cls, steering: Steering, generation: Generation, voices: Voices, questions: RememberedQuestions) -> Steered:
        """Make ready what steers; a lesson whose quote is not in the generation sleeps."""
        ready = []
        for lesson in steering.lessons:
            found = generation.record_by_id(lesson.quote)
            asked = _understood(lesson, voices)
            if found is not None and asked.topic:
                ready.append(_Ready(found[0], lesson, asked))
        vectors = questions.of([each.asked.topic for each in ready])
        hidden = (generation.record_by_id(quote) for quote in steering.hidden)
        return cls(steering, frozenset(found[0] for found in hidden if found), tuple(ready), vectors)

    def effects(self, vector: Vectors, asked: Understanding) -> Mapping[int, Effect]:
        """Return what the lessons do to each record for a question; of several on one record the nearest counts.

        Args:
            vector: (dim,) of the question's topic, of unit length.
            asked: the question.
        """
        if not self.lessons or not asked.topic:
            return {}
        near = [
            (cosine, not each.lesson.answers, each.record)
            for cosine, each in zip((self.vectors @ vector).tolist(), self.lessons, strict=True)
            if cosine > FAR and _applies(each, asked)
        ]
        # The nearest comes last and counts; of two on the same question, the one that keeps the record back.
        return {
            record: Effect(min(1.0, (cosine - FAR) / (NEAR - FAR)), not keeps_back)
            for cosine, keeps_back, record in sorted(near)
        }


def _understood(lesson: Lesson, voices: Voices) -> Understanding:
    is_place = lesson.municipality is not None and is_municipality(lesson.municipality)
    filters = Filters(municipality=lesson.municipality if is_place else None)
    return understand(
        lesson.question, (), voices, find_places=places_in_question, filters=filters, speaker=lesson.speaker
    )


def _applies(each: _Ready, asked: Understanding) -> bool:
    """Tell whether a lesson on its question says something about another with a like topic.

    What answers is kept to place and person by what may be found at all. What does not may fail because of them.
    """
    if each.lesson.answers:
        return True
    return (each.asked.municipalities, each.asked.speakers) == (asked.municipalities, asked.speakers)
