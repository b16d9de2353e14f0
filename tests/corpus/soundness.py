"""What must hold of every reading, whatever the text."""

from __future__ import annotations

from corpus.records import Reading


def assert_sound(reading: Reading) -> None:
    """Assert what must hold of every reading: verbatim, in order, never overlapping."""
    text = reading.article.text
    position = 0
    for segment in reading.segments:
        assert position <= segment.span.start < segment.span.end <= len(text)
        assert segment.span.of(text).strip()
        position = segment.span.end
    for number, quote in enumerate(reading.quotes):
        spoken = [segment.span for segment in reading.segments if segment.quote == number]
        assert spoken == list(quote.segments)
        assert text[quote.span.start : quote.span.end] == quote.span.of(text) != ""
        assert 0 <= quote.attribution.confidence <= 1
        assert bool(quote.attribution.speakers) == (quote.attribution.confidence > 0)
        evidence = quote.attribution.evidence
        assert evidence is None or evidence.end <= len(text)
    assert all(mark.span.end <= len(text) for mark in reading.article.marks)
