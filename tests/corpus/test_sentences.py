"""Sentences of Swedish text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split_sentences


def sentences(text: str) -> list[str]:
    """Return the sentences' words."""
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Vi fikar. Sedan går vi.", ["Vi fikar.", "Sedan går vi."], id="full stop"),
        pytest.param("Orkar ni? Ja! Oftast.", ["Orkar ni?", "Ja!", "Oftast."], id="question and exclamation mark"),
        pytest.param("Det var … Nej, vänta.", ["Det var …", "Nej, vänta."], id="ellipsis before a capital"),
        pytest.param("Det var … kanske så.", ["Det var … kanske så."], id="ellipsis within a sentence"),
        pytest.param("Hur orkar du? frågar hon.", ["Hur orkar du? frågar hon."], id="small letter after a question"),
        pytest.param("Vi har t.ex. Akka här.", ["Vi har t.ex. Akka här."], id="t.ex."),
        pytest.param("Vi har t. ex. Akka här.", ["Vi har t. ex. Akka här."], id="t. ex. written apart"),
        pytest.param("Bl.a. Anna och Bo.", ["Bl.a. Anna och Bo."], id="bl.a. first"),
        pytest.param("Kl. 15 slutar ca. 14 av oss.", ["Kl. 15 slutar ca. 14 av oss."], id="kl. and ca. before numbers"),
        pytest.param("Enligt 4 kap. SoL gäller det.", ["Enligt 4 kap. SoL gäller det."], id="kap."),
        pytest.param("Fika, samtal osv. Det är bra.", ["Fika, samtal osv.", "Det är bra."], id="osv. last"),
        pytest.param("Fika m.m. ingår. Bra.", ["Fika m.m. ingår.", "Bra."], id="m.m. in the middle"),
        pytest.param("Den 3. mars kom A. Lund hit.", ["Den 3. mars kom A. Lund hit."], id="ordinal and initial"),
        pytest.param("Vi är 12. Fler ska det bli.", ["Vi är 12.", "Fler ska det bli."], id="number last"),
        pytest.param("1. Ring chefen.", ["1. Ring chefen."], id="number of a point"),
        pytest.param("Det var 2019. Då bytte jag.", ["Det var 2019.", "Då bytte jag."], id="year last"),
        pytest.param("Vi har 3.5 tjänster.", ["Vi har 3.5 tjänster."], id="decimal point"),
        pytest.param("”Så är det.” Hon gick.", ["”Så är det.”", "Hon gick."], id="closing mark"),
        pytest.param("Bra. ”Kom in” sa hon.", ["Bra.", "”Kom in” sa hon."], id="opening mark begins a sentence"),
        pytest.param("Utan punkt\n\nny text", ["Utan punkt", "ny text"], id="a blank line ends a sentence"),
        pytest.param("En rad\nsom går vidare.", ["En rad\nsom går vidare."], id="a single line break does not"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n ", [], id="only space"),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    """A sentence ends at its mark, but not at an abbreviation, an initial or an ordinal."""
    assert sentences(text) == expected


def test_offsets_count_from_the_given_start() -> None:
    """The spans of a stretch point into the text that it was taken from."""
    article = "Ingress. Jag trivs. Vi är fem."
    assert [span.of(article) for span in split_sentences(article[9:], start=9)] == ["Jag trivs.", "Vi är fem."]


@given(st.text(alphabet="abc ABC.!?…”\n–1 åÄt.ex.", max_size=80))
def test_nothing_but_space_is_outside_the_sentences(text: str) -> None:
    """The spans lie in order without overlap, begin and end on a word, and cover everything but space."""
    spans = split_sentences(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(span.of(text) and span.of(text) == span.of(text).strip() for span in spans)
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
