"""The topics of the field are whole in both languages; of interviewers' questions those stay that stand alone."""

from __future__ import annotations

import pytest

from chatbot.topics import LONGEST, standing_alone, topics_of_the_field
from chatbot.voices import Voices
from index.catalogue import Voice

VOICES = Voices.of([Voice("Tuva Granhöst", "enhetschef", "Flen", 1)], ())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_topic_has_short_questions(language: str) -> None:
    """Three to six a topic, each once, each a question."""
    topics = topics_of_the_field(language)
    questions = [question for topic in topics for question in topic.questions]
    assert len(topics) >= 12
    assert all(3 <= len(topic.questions) <= 6 for topic in topics)
    assert len({question.casefold() for question in questions}) == len(questions)
    assert all(question.endswith("?") and len(question) <= LONGEST for question in questions)


def test_the_topics_are_the_same_in_both_languages() -> None:
    """As many, with as many questions."""
    swedish, english = (topics_of_the_field(language) for language in ("sv", "en"))
    assert [len(topic.questions) for topic in swedish] == [len(topic.questions) for topic in english]
    assert not {topic.heading for topic in swedish} & {topic.heading for topic in english}


@pytest.mark.parametrize(
    ("question", "stands"),
    [
        ("Hur är stämningen i gruppen?", True),
        ("Hur är det att arbeta med handledning?", True),
        ("Vad betyder det för gruppen?", False),
        ("Hur ser Tuva på stämningen?", False),
        ("Hur är stämningen i Flen?", False),
        ("Och hur är stämningen då?", False),
        ("Trivs du?", False),
        ("Stämningen i gruppen är god.", False),
        ("Hur är stämningen? Hur är cheferna?", False),
        ("Hur är stämningen i gruppen " + "och i huset " * 6 + "?", False),
    ],
    ids=["alone", "it is to", "it", "a person", "a place", "and then", "short", "no question", "two", "long"],
)
def test_an_interviewers_question_is_offered_if_anybody_can_be_asked(question: str, stands: bool) -> None:
    """It names nobody, and points at nothing that was said before."""
    assert standing_alone([question, None], VOICES) == ([question] if stands else [])


def test_a_question_is_offered_once() -> None:
    """In whatever case it was printed, and over however many lines."""
    asked = ["Hur är stämningen i gruppen?", "Hur är\nstämningen i gruppen?", "Hur är Stämningen i gruppen?"]
    assert standing_alone(asked, VOICES) == asked[:1]
