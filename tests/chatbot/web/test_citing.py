"""A quote as it is copied and read out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatbot.records import AnswerAttribution, AnswerQuote
from chatbot.web.cards import words
from chatbot.web.citing import quoted_words, reference, said_by
from chatbot.web.texts.languages import Language
from tests.chatbot.web.fakes import (
    HOSTILE,
    INTRODUCED,
    JOINT,
    PASSAGE,
    POLICE,
    ROLE_ONLY,
    TAGGED,
    TUVA,
    UNATTRIBUTED,
    make_quote,
)
from tests.chatbot.web.reading import Reader

_ARTICLE_MARKS = "Det var svårt”, säger Tuva Granhöst. ”Men det gick."
ARTICLE_MARKS = make_quote(_ARTICLE_MARKS, segments=((0, 13), (_ARTICLE_MARKS.index("Men"), len(_ARTICLE_MARKS))))


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        pytest.param(POLICE, f"”{POLICE.text}”", id="one stretch"),
        pytest.param(
            TAGGED,
            "”Det var svårt i början”, säger Tuva Granhöst, ”men vi löste det tillsammans med närpolisen.”",
            id="the narrator's tag stays outside the marks",
        ),
        pytest.param(ARTICLE_MARKS, f"”{_ARTICLE_MARKS}”", id="the article's own marks are not doubled"),
        pytest.param(PASSAGE, PASSAGE.text, id="a passage is no quote"),
    ],
)
def test_quotation_marks_stand_round_what_is_spoken(quote: AnswerQuote, expected: str) -> None:
    """And nothing else is added to the article's words."""
    assert quoted_words(quote) == expected


def test_the_page_draws_no_mark_where_the_article_has_one() -> None:
    """Where the article's own mark lies within the text, the style sheet is told."""
    markup = words(ARTICLE_MARKS)
    assert '<span class="spoken" data-closed>Det var svårt</span>' in markup
    assert '<span class="spoken" data-opened>Men det gick.</span>' in markup


@pytest.mark.parametrize(
    ("quote", "after"),
    [
        pytest.param(
            POLICE,
            " – Tuva Granhöst, socialsekreterare, Flen. Vardag på mottagningen, Flens kommun, 1 februari 2017. "
            "https://example.org/vardag",
            id="outright",
        ),
        pytest.param(
            INTRODUCED,
            " – Amir Fjällstig, enhetschef, Sala. Artikeln anger inte talaren rakt ut; sammanhanget pekar på Amir "
            "Fjällstig. Vardag på mottagningen, utan datum.",
            id="not outright",
        ),
        pytest.param(
            JOINT,
            " – Tuva Granhöst, socialsekreterare, Flen och Amir Fjällstig, enhetschef, Flen. Artikeln anger Tuva "
            "Granhöst och Amir Fjällstig tillsammans; det framgår inte vem av dem som säger vad. Vardag på "
            "mottagningen, Flens kommun, 1 februari 2017. https://example.org/vardag",
            id="two together",
        ),
        pytest.param(
            UNATTRIBUTED,
            " – Talare framgår inte av texten. Vardag på mottagningen, Flens kommun, 1 februari 2017. "
            "https://example.org/vardag",
            id="nobody",
        ),
        pytest.param(
            ROLE_ONLY,
            " – Enhetschef, namnet anges inte, Flen. Vardag på mottagningen, Flens kommun, 1 februari 2017. "
            "https://example.org/vardag",
            id="a role",
        ),
    ],
)
def test_a_copy_has_the_words_who_says_them_and_where(quote: AnswerQuote, after: str) -> None:
    """As plain text: the words as in the article, in quotation marks, then name, role, municipality, source."""
    assert Reader(reference(quote, Language.SWEDISH)).text == f"”{quote.text}”{after}"


def test_a_copied_passage_says_that_it_is_no_quote() -> None:
    """The article's own words are nobody's."""
    assert Reader(reference(PASSAGE, Language.SWEDISH)).text == (
        f"Ur artikeln (inte ett citat): {PASSAGE.text} – Vardag på mottagningen, Flens kommun, 1 februari 2017. "
        "https://example.org/vardag"
    )


def test_a_copy_in_the_english_interface_keeps_the_words() -> None:
    """Only what is ours is English."""
    assert Reader(reference(INTRODUCED, Language.ENGLISH)).text == (
        f"”{INTRODUCED.text}” – Amir Fjällstig, enhetschef, Sala. The article does not say outright who speaks; the "
        "context points to Amir Fjällstig. Vardag på mottagningen, undated."
    )


def test_a_hostile_copy_is_text() -> None:
    """No markup comes out of an article, and no address that is none of the web's."""
    copied = reference(HOSTILE, Language.SWEDISH)
    assert Reader(copied).text.startswith(f"”{HOSTILE.text}”")
    assert "<script" not in copied
    assert "javascript:" not in copied


def test_what_is_read_out_is_swedish_and_tells_how_sure_it_is() -> None:
    """The same sentences that the card has, but for a passage, which has no speaker."""
    unsure = replace(POLICE, attribution=AnswerAttribution("introduced", 0.8))
    assert said_by(POLICE, Language.SWEDISH) == f"{TUVA.name}, socialsekreterare, Flen."
    assert said_by(unsure, Language.SWEDISH) == (
        "Tuva Granhöst, socialsekreterare, Flen. Artikeln anger inte talaren rakt ut; sammanhanget pekar på Tuva "
        "Granhöst."
    )
    assert said_by(PASSAGE, Language.SWEDISH) is None
