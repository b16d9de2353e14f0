"""A deterministic encoder, and readings written by hand."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Sequence

import numpy as np

from corpus.records import (
    Article,
    Attribution,
    Method,
    PlaceEvidence,
    Quote,
    Reading,
    Segment,
    SegmentKind,
    Span,
    Speaker,
)
from index.encoding import Encoded, Vectors
from index.manifest import Source
from index.storage import Progress


class FakeEncoder:
    """Vectors of hashed character trigrams: like texts are near each other, and the numbers never change."""

    name = "fake"

    def __init__(self, dimension: int = 64, *, fingerprint: str = "fake/1", max_tokens: int = 60) -> None:
        self.dimension = dimension
        self.fingerprint = fingerprint
        self.max_tokens = max_tokens
        self.encoded: list[str] = []

    def token_count(self, text: str) -> int:
        """Count words."""
        return len(text.split())

    def encode_queries(self, texts: Sequence[str]) -> Encoded:
        """Encode as passages are encoded; a token is a word."""
        return Encoded(self._vectors(texts), tuple(self._vectors(text.split()) for text in texts))

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            padded = f" {text.lower()} "
            for start in range(len(padded) - 2):
                vectors[row, zlib.crc32(padded[start : start + 3].encode()) % self.dimension] += 1
        norms: Vectors = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(norms, 1), np.float32)

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Encoded:
        """Encode, and remember what was asked for."""
        self.encoded += texts
        return self.encode_queries(texts)


def span_of(text: str, words: str) -> Span:
    """Return where words stand in text; they must be there."""
    start = text.index(words)
    return Span(start, start + len(words))


def attributed(text: str, name: str | None, *, confidence: float = 0.97) -> Attribution:
    """Attribute to a name that stands in text, or to nobody."""
    if name is None:
        return Attribution((), Method.UNATTRIBUTED, confidence=1.0, reason="no_tag")
    return Attribution((Speaker(name, "kurator"),), Method.EXPLICIT, confidence, evidence=span_of(text, name))


def reading_of(
    article_id: str,
    text: str,
    quotes: Sequence[Quote],
    narration: Sequence[str] = (),
    municipality: str | None = None,
) -> Reading:
    """Return a reading with these quotes; narration paragraphs are given by their words."""
    segments = [
        Segment(SegmentKind.QUOTE, segment, number) for number, quote in enumerate(quotes) for segment in quote.segments
    ]
    segments += [Segment(SegmentKind.NARRATION, span_of(text, words)) for words in narration]
    return Reading(
        article=Article(
            id=article_id,
            text=text,
            title=f"Om {article_id}",
            published=datetime.date(2024, 5, 17),
            url="https://a.se/1",
        ),
        blocks=(),
        segments=tuple(sorted(segments, key=lambda segment: segment.span)),
        quotes=tuple(quotes),
        people=(),
        municipality=None if municipality is None else PlaceEvidence(municipality, "M1", Span(0, 1)),
    )


FLEN = """Tuva Granhöst är kurator i Flen och leder en grupp på sju personer.

– Vi fikar på stort allvar. Ingen lämnas ensam med de svåra besluten, säger Tuva Granhöst.

Vad är svårast?

– Tiden, säger Tuva Granhöst, den räcker aldrig till för handläggningen.

– Det brukar vara så.
"""

HJO = """I Hjo arbetar Amir Fjällstig med bistånd.

– Vi fikar på stort allvar, säger Amir Fjällstig.

– Biståndshandläggare har många ärenden. Det går att säga ifrån, säger Amir Fjällstig.
"""


def flen() -> Reading:
    """Return a reading with a two-sentence quote, an interrupted answer and a quote of nobody's."""
    first = Quote(
        (span_of(FLEN, "Vi fikar på stort allvar. Ingen lämnas ensam med de svåra besluten"),),
        attributed(FLEN, "Tuva Granhöst"),
        municipality="Flen",
    )
    answer = Quote(
        (span_of(FLEN, "Tiden"), span_of(FLEN, "den räcker aldrig till för handläggningen")),
        attributed(FLEN, "Tuva Granhöst"),
        question=span_of(FLEN, "Vad är svårast?"),
        municipality="Flen",
    )
    last = Quote((span_of(FLEN, "Det brukar vara så."),), attributed(FLEN, None))
    narration = ["Tuva Granhöst är kurator i Flen och leder en grupp på sju personer."]
    return reading_of("flen", FLEN, [first, answer, last], narration, municipality="Flen")


def hjo() -> Reading:
    """Return a reading with one sentence that flen has too, and a quote whose speaker is not sure enough."""
    same = Quote((span_of(HJO, "Vi fikar på stort allvar"),), attributed(HJO, "Amir Fjällstig"), municipality="Hjo")
    unsure = Quote(
        (span_of(HJO, "Biståndshandläggare har många ärenden. Det går att säga ifrån"),),
        attributed(HJO, "Amir Fjällstig", confidence=0.6),
        municipality="Hjo",
    )
    return reading_of("hjo", HJO, [same, unsure], municipality=None)


def sources_of(*readings: Reading) -> dict[str, Source]:
    """Return made-up files of the readings."""
    return {reading.article.id: Source(f"{reading.article.id}.md", "0" * 63 + "1") for reading in readings}
