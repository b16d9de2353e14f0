"""Only what is answered well is suggested, near what was asked, and never the same answer twice."""

from __future__ import annotations

import numpy as np
import pytest

from chatbot.suggesting import MOST, Suggestions
from chatbot.topics import Topic

ANSWERS = {"a1": "A", "a2": "B", "a3": "A", "b1": "C", "b2": None, "c1": "D", "c2": "E"}
"""Question -> the quote that answers it best."""
TOPICS = (Topic("a", ("a1", "a2", "a3")), Topic("b", ("b1", "b2")), Topic("c", ("c1", "c2")))
# A question's vector points a little farther from the first question's with each place.
ANGLES = np.arange(7) * 0.2
VECTORS = list(np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1).astype(np.float32))


@pytest.fixture
def suggestions() -> Suggestions:
    """Return seven questions of three topics, none of them checked yet."""
    return Suggestions(TOPICS, VECTORS)


def test_a_topic_has_only_questions_that_are_answered_by_quotes_of_their_own(suggestions: Suggestions) -> None:
    """The third question of a repeats an answer; b has one question left, which is too few."""
    assert suggestions.topics() == ()
    suggestions.prepare(ANSWERS.get)
    assert suggestions.topics() == (Topic("a", ("a1", "a2")), Topic("c", ("c1", "c2")))


def test_a_topic_shows_no_more_than_can_be_read() -> None:
    """Of nine questions the first six."""
    names = tuple(f"fråga {number}" for number in range(9))
    many = Suggestions([Topic("många", names)], [VECTORS[0]] * 9)
    many.prepare(str.upper)
    assert many.topics() == (Topic("många", names[:MOST]),)


def test_starters_come_from_one_topic_after_the_other(suggestions: Suggestions) -> None:
    """First the first of each, then the second, and none that was asked or has its answer."""
    assert suggestions.starters(4, ANSWERS.get) == ("a1", "b1", "c1", "a2")
    assert suggestions.starters(4, ANSWERS.get, asked={"a1", "b1"}) == ("c1", "a2", "c2")


def test_near_questions_come_first_and_bring_something_new(suggestions: Suggestions) -> None:
    """Not what was asked, not what is answered by what was just shown."""
    near = suggestions.near(VECTORS[0], 3, ANSWERS.get, asked={"a1"}, shown={"A"})
    assert near == ("a2", "b1", "c1")
    assert suggestions.near(VECTORS[6], 2, ANSWERS.get, asked=(), shown={"E"}) == ("c1", "b1")


def test_what_an_earlier_question_showed_is_not_offered_again(suggestions: Suggestions) -> None:
    """a3 has the same answer as a1, which was asked before."""
    suggestions.prepare(ANSWERS.get)
    assert "a3" not in suggestions.near(VECTORS[2], 5, None, asked={"a1"}, shown=())


def test_nothing_is_asked_where_a_thread_does_it(suggestions: Suggestions) -> None:
    """What is not known yet is not suggested."""
    assert suggestions.near(VECTORS[0], 3, None, asked=(), shown=()) == ()
    suggestions.prepare(ANSWERS.get)
    assert suggestions.near(VECTORS[0], 3, None, asked=(), shown=()) == ("a1", "a2", "b1")


def test_each_question_is_checked_once_and_only_when_needed() -> None:
    """Three questions are enough for three suggestions; the next time nothing is checked again."""
    checked: list[str] = []

    def check(question: str) -> str:
        checked.append(question)
        return question.upper()

    many = Suggestions([Topic("många", tuple(map(str, range(50))))], [VECTORS[0]] * 50)
    for _ in range(2):
        assert len(many.near(VECTORS[0], 3, check, asked=(), shown=())) == 3
    assert len(checked) == 3
