"""Decomposed letters: the names are whole, and every span lies in the text as it is."""

from __future__ import annotations

import unicodedata

from corpus.reading import read
from corpus.records import Article

COMPOSED = """Möte på morgonen

Tuva Granhöst är socialsekreterare i Håbo kommun. Amir Fjällstig är enhetschef där.

– Jag går hem när mötet är slut, säger Tuva Granhöst, och då är jag glad.

– Frågan är svår, säger Amir Fjällstig. Vi får se."""
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


def test_decomposed_letters_are_read_like_composed_ones() -> None:
    """Speakers, places and words are the same; the words are those of the text, to the letter."""
    plain, reading = read(Article("a", COMPOSED)), read(Article("a", DECOMPOSED))
    assert reading.article.text == DECOMPOSED
    assert reading.people == plain.people
    assert reading.municipality is not None
    assert reading.municipality.name == "Håbo"
    assert [quote.attribution.speakers for quote in reading.quotes] == [
        quote.attribution.speakers for quote in plain.quotes
    ]
    said = [segment.span.of(DECOMPOSED) for segment in reading.segments]
    assert said == [unicodedata.normalize("NFD", segment.span.of(COMPOSED)) for segment in plain.segments]


def test_letters_that_have_no_composed_form_stay() -> None:
    """A mark that no letter takes up, and one at the very end."""
    text = "– Vi säger x\u030a\u0308 och a\u030a, säger Tuva Granho\u0308st. Ja\u0308\u0323"
    reading = read(Article("a", text))
    assert reading.quotes[0].attribution.speakers[0].name == "Tuva Granhöst"
    assert reading.segments[0].span.of(text) == "Vi säger x\u030a\u0308 och a\u030a"
