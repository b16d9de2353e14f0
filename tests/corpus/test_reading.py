"""Whole articles: the five of the corpus, and any text at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.files import find_articles, read_article
from corpus.reading import read, reader_version
from corpus.records import Article, Decision, Reading, SegmentKind
from tests.corpus.soundness import assert_sound

ARTICLES = Path("corpus/articles")
SHOWN = (SegmentKind.QUOTE, SegmentKind.PULL_QUOTE, SegmentKind.NARRATION, SegmentKind.QUESTION)


@pytest.fixture(params=find_articles(ARTICLES), ids=lambda path: path.stem)
def reading(request: pytest.FixtureRequest) -> Reading:
    """Each article of the corpus, as it is read."""
    return read(read_article(request.param))


def test_reading_of_the_corpus_is_sound(reading: Reading) -> None:
    """Segments of the real articles are slices of their text, in order."""
    assert_sound(reading)
    assert reading.quotes


def test_words_leave_dash_marks_and_tag_outside(reading: Reading) -> None:
    """A quote begins and ends with its own words."""
    for quote in reading.quotes:
        for span in quote.segments:
            words = span.of(reading.article.text)
            assert words == words.strip()
            assert words[0] not in '–—-”“"»,'
            assert words[-1] not in '”“"»,'


def test_contact_details_are_never_shown(reading: Reading) -> None:
    """Telephone numbers, e-mail and web addresses stand in boilerplate only."""
    for segment in reading.segments:
        if segment.kind in SHOWN:
            words = segment.span.of(reading.article.text)
            assert not re.search(r"\d{3,4}-\d\d|@|www\.|cookie|Foto:|Läs även|MEST LÄST|Växel|IMG_", words)


FRAGMENTS = st.sampled_from(
    [
        "– Jag trivs här, säger Tuva Granhöst, enhetschef i Flen.",
        "-Vi jobbar nära familjerna.",
        "– Det var svårt, säger hon, men det gick.",
        "”Det är tungt”, säger Amir Fjällstig. ”Men roligt.”",
        '"Vi kan hjälpa"',
        "– Tuva Granhöst, Socialsekreterare",
        "Hej Tuva! Berätta om ditt jobb.",
        "Vad är svårast?",
        "TUVA: Jag tycker om tempot.",
        "Tuva Granhöst är socialsekreterare i Flen.",
        "Amir tycker att det går bra. – Vi är ett lag.",
        "Foto: Någon",
        "Läs även:",
        "Kontakt:\nTel: 0123-45 67 89",
        "”Öppet citat utan slut",
        "– 2019 kom lagen.",
        "* punkt\n* punkt",
        "»Så är det« säger de.",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=14), st.sampled_from(["\n", "\n\n", " "]))
def test_reading_of_any_mixture_of_forms_is_sound(fragments: list[str], between: str) -> None:
    """Whatever forms stand beside each other, every segment is verbatim."""
    assert_sound(read(Article(id="fall", text=between.join(fragments))))


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("aåÄ Tuva–—-”“\"»«.,:?!\n\tsäger 1…()’'"), max_size=300))
def test_reading_of_any_text_is_sound(text: str) -> None:
    """No order of dashes, marks and words makes the reader fail."""
    assert_sound(read(Article(id="fall", text=text)))


def test_marks_without_words_are_no_narration() -> None:
    """White space between marks introduces nobody."""
    for text in ('" » –J;', "-”\n\n,"):
        assert_sound(read(Article(id="fall", text=text)))


def test_headline_becomes_the_title_where_the_file_has_none() -> None:
    """The first heading above the text names the article."""
    text = "Presentation\n\nHon vill göra skillnad\n\nTuva Granhöst jobbar i Flen.\n\n– Jag trivs, säger Tuva."
    assert read(Article(id="fall", text=text)).article.title == "Hon vill göra skillnad"


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("”Jag tog en annan väg hem”", "Jag tog en annan väg hem"),
        ("”Kålle” går aldrig i pension", "”Kålle” går aldrig i pension"),
        ("Personalen larmar: ”Vi går på knäna”", "Personalen larmar: ”Vi går på knäna”"),
        ("”Hemma” och ”borta”", "”Hemma” och ”borta”"),
    ],
)
def test_title_loses_only_marks_around_the_whole_of_it(headline: str, title: str) -> None:
    """Quotation marks within a headline are part of it."""
    text = f"{headline}\n\nTuva Granhöst jobbar i Flen.\n\n– Jag trivs, säger Tuva."
    assert read(Article(id="fall", text=text)).article.title == title


def test_decision_of_a_person_overrides_and_says_so() -> None:
    """A municipality and a role that somebody decided are taken, and marked as decided."""
    decision = Decision(municipality="Flen", roles={"Tuva Granhöst": "kurator"}, by="redaktionen")
    text = "Tuva Granhöst är socialsekreterare i Sala.\n\n– Jag trivs, säger Tuva."
    reading = read(Article(id="fall", text=text, decision=decision))
    assert reading.municipality is not None
    assert (reading.municipality.name, reading.municipality.level) == ("Flen", "decided")
    assert reading.quotes[0].municipality == "Flen"
    assert [speaker.role for speaker in reading.quotes[0].attribution.speakers] == ["kurator"]


def test_reader_version_is_stable_within_a_process() -> None:
    """The index compares it to know whether the rules have changed."""
    assert reader_version() == reader_version()
    assert len(reader_version()) == 16
