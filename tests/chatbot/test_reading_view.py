"""A reading as data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chatbot.reading_view import reading_to_dict
from corpus.reading import read
from corpus.records import Article

TEXT = "Tuva Granhöst är kurator i Flen.\n\n– Vi fikar på stort allvar, säger Tuva Granhöst.\n"


@pytest.mark.parametrize(
    ("confidence", "speakers", "candidates", "status"),
    [
        (0.97, [{"name": "Tuva Granhöst", "role": "kurator"}], [], "published"),
        (0.5, [], ["Tuva Granhöst"], "needs_review"),
    ],
)
def test_an_unsure_name_is_a_candidate_and_no_speaker(
    confidence: float, speakers: list[dict[str, str]], candidates: list[str], status: str
) -> None:
    """What a person has to decide is nobody's until then, here as in the index."""
    reading = read(Article(id="fall", text=TEXT))
    quote = reading.quotes[0]
    quotes = (replace(quote, attribution=replace(quote.attribution, confidence=confidence)),)
    segment = next(s for s in reading_to_dict(replace(reading, quotes=quotes))["segments"] if s["quote"] == 0)
    assert (segment["speakers"], segment["attribution"]["candidates"], segment["status"]) == (
        speakers,
        candidates,
        status,
    )


def test_where_nothing_decided_the_evidence_is_empty() -> None:
    """Offsets are numbers for every quote."""
    reading = read(Article(id="fall", text="Kontoret är tyst på morgonen.\n\n– Det brukar vara så.\n"))
    segment = next(s for s in reading_to_dict(reading)["segments"] if s["quote"] == 0)
    assert segment["attribution"]["start"] == segment["attribution"]["end"] == segment["start"]
