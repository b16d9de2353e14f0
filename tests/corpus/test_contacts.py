"""Contact details are kept out of everything that is shown. The numbers and addresses are invented."""

from __future__ import annotations

import pytest

from corpus.contacts import split_narration
from corpus.reading import read
from corpus.records import Article, Reading, SegmentKind, Span

SHOWN = (SegmentKind.QUOTE, SegmentKind.PULL_QUOTE, SegmentKind.NARRATION)


def shown(reading: Reading) -> str:
    """Return everything of an article that may be shown."""
    return " | ".join(s.span.of(reading.article.text) for s in reading.segments if s.kind in SHOWN)


@pytest.mark.parametrize(
    "detail",
    ["070-123 45 67", "0157-123 45", "08-508 25 000", "+46 70 123 45 67", "tuva.g@exempel.se", "www.exempel.se/jobb"],
)
def test_sentence_with_contact_details_is_not_shown(detail: str) -> None:
    """Neither where the narrator gives them nor where somebody says them; the rest stays."""
    text = (
        f"Tuva Granhöst är kurator i Flens kommun. Hon nås på {detail} alla dagar.\n\n"
        f"– Jag trivs här, säger Tuva. Jag är lätt att nå. Skriv till mig på {detail} så svarar jag.\n\n"
        f"– Hör av dig på {detail} om du undrar. Jag svarar alltid själv, säger Tuva."
    )
    reading = read(Article(id="fall", text=text))
    assert detail not in shown(reading)
    said = [" ".join(span.of(text) for span in quote.segments) for quote in reading.quotes]
    assert said == ["Jag trivs här Jag är lätt att nå.", "Jag svarar alltid själv"]
    assert (reading.people[0].role, reading.people[0].municipality) == ("kurator", "Flen")


@pytest.mark.parametrize(
    "words",
    [
        "Vi är 100 000 invånare.",
        "Lagen heter 2001:453.",
        "Det var 2019-2021 som det vände.",
        "Vi möter 70 till 80 hushåll.",
    ],
)
def test_other_numbers_are_no_contact_details(words: str) -> None:
    """Years, laws and amounts stay."""
    text = f"Tuva Granhöst är kurator i Flens kommun.\n\n– {words} Jag trivs, säger Tuva."
    assert words in shown(read(Article(id="fall", text=text)))


def test_links_and_credits_within_narration_are_apart() -> None:
    """A sentence of furniture is cut out of its paragraph; what people say keeps its words."""
    text = "Hon går till mötet. Bild: Ola Gripvall"
    assert split_narration(text, Span(0, len(text))) == [(Span(0, 19), False), (Span(20, len(text)), True)]
    text = "Kommunen gör besök. Läs mer om besöken"
    assert split_narration(text, Span(0, len(text))) == [(Span(0, 19), False), (Span(20, len(text)), True)]
    text = "Hon hade läst boken. Bilden blev bra."
    assert split_narration(text, Span(0, len(text))) == [(Span(0, len(text)), False)]
