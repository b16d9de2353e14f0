"""Questions that a reporter asks aloud, and who answers them. Nobody here exists."""

from __future__ import annotations

from corpus.reading import read
from corpus.records import Article, Reading, SegmentKind

TUVA = "Tuva Granhöst är socialsekreterare i Flen. Hon har arbetat där i fyra år."
AMIR = "Amir Fjällstig är enhetschef i samma kommun."


def read_blocks(*blocks: str) -> Reading:
    """Return the reading of an article made of blocks."""
    return read(Article(id="fall", text="\n\n".join(blocks)))


def asked(reading: Reading) -> list[str]:
    """Return the interviewer's questions."""
    return [s.span.of(reading.article.text) for s in reading.segments if s.kind is SegmentKind.QUESTION]


def answers(reading: Reading) -> list[tuple[str, str | None]]:
    """Return the words of every quote with the name under them."""
    text = reading.article.text
    return [
        (quote.span.of(text), next((speaker.name for speaker in quote.attribution.speakers), None))
        for quote in reading.quotes
    ]


def test_untagged_question_between_replicas_of_the_only_person_is_the_reporters() -> None:
    """Nobody else can have asked it."""
    reading = read_blocks(TUVA, "– Jag trivs, säger Tuva Granhöst.", "– Varför det?", "– För att ingen är ensam.")
    assert asked(reading) == ["Varför det?"]
    assert answers(reading)[1:] == [("För att ingen är ensam.", "Tuva Granhöst")]


def test_reporter_who_has_asked_aloud_asks_again() -> None:
    """With "frågar jag" once, a later dash question is the reporter's though several people are there."""
    reading = read_blocks(
        TUVA,
        AMIR,
        "– Är det långt? frågar jag.",
        "– Tio mil, säger Tuva Granhöst.",
        "– Vad gör du i bilen?",
        "– Tänker.",
    )
    assert asked(reading) == ["Är det långt?", "Vad gör du i bilen?"]
    assert answers(reading)[1:] == [("Tänker.", "Tuva Granhöst")]


def test_narration_before_a_question_tells_who_is_asked() -> None:
    """Whoever was brought up last answers, not the last speaker."""
    reading = read_blocks(
        TUVA,
        AMIR,
        "– Är det långt? frågar jag.",
        "– Tio mil, säger Tuva Granhöst.",
        "Amir Fjällstig väntar på parkeringen.",
        "– Kommer de för sent?",
        "– Alltid.",
    )
    assert answers(reading)[1:] == [("Alltid.", "Amir Fjällstig")]


def test_question_that_either_of_two_may_have_asked_stays_a_quote() -> None:
    """Where the reporter is never heard, two people may be talking with each other."""
    reading = read_blocks(TUVA, AMIR, "– Jag trivs, säger Tuva Granhöst.", "– Varför det?", "– För att.")
    assert answers(reading)[1:] == [("Varför det?", None), ("För att.", None)]


def test_one_replica_answers_a_question_asked_aloud() -> None:
    """After the answer a paragraph about somebody else brings up the next speaker."""
    reading = read_blocks(
        TUVA,
        AMIR,
        "– Jag trivs, säger Tuva Granhöst.",
        "– Varför det? frågar jag.",
        "– För att ingen är ensam.",
        "I rummet bredvid sitter Amir Fjällstig.",
        "– Jag kom hit från skolan.",
    )
    assert answers(reading)[1:] == [
        ("För att ingen är ensam.", "Tuva Granhöst"),
        ("Jag kom hit från skolan.", "Amir Fjällstig"),
    ]
