"""An answer as HTML."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatbot.records import AnswerAttribution, AnswerSpeaker, Elsewhere, Interpretation, Status
from chatbot.web.cards import render_quote, words
from chatbot.web.citing import is_web_address
from chatbot.web.shell import Visit
from chatbot.web.texts.cards import card_texts
from chatbot.web.texts.languages import Language
from chatbot.web.turns import announcement, render_comparison, render_turn
from tests.chatbot.web.fakes import (
    AMIR,
    ARTICLE,
    PASSAGE,
    POLICE,
    TAGGED,
    TUVA,
    make_answer,
    make_comparison,
    make_quote,
)
from tests.chatbot.web.reading import Reader

SWEDISH = Visit(Language.SWEDISH)


@st.composite
def quotes_with_spans(draw: st.DrawFn) -> tuple[str, tuple[tuple[int, int], ...], tuple[int, int] | None]:
    """Return a text, spoken stretches in it, and a highlight, without regard to each other."""
    text = draw(st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1, max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    segments = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    return text, segments, draw(st.sampled_from([None, (ends[0], ends[1])]))


@given(quotes_with_spans())
def test_the_markup_without_its_tags_is_the_text(
    quote: tuple[str, tuple[tuple[int, int], ...], tuple[int, int] | None],
) -> None:
    """Whatever the text and its stretches are, no character is added, lost or moved, and what is marked is right."""
    text, segments, highlight = quote
    reader = Reader(words(make_quote(text, segments=segments, highlight=highlight)))
    assert reader.text == text
    assert reader.inside.get("spoken", "") == "".join(text[start:end] for start, end in segments)
    if highlight and highlight != (0, len(text)):
        assert reader.inside.get("mark", "") == text[slice(*highlight)]


def test_a_tag_between_two_spoken_stretches_is_set_apart() -> None:
    """The narrator's tag lies in its own span, outside the drawn quotation marks."""
    assert words(replace(TAGGED, highlight=None)) == (
        '<span class="spoken">Det var svårt i början</span><span class="tag">, säger Tuva Granhöst, </span>'
        '<span class="spoken">men vi löste det tillsammans med närpolisen.</span>'
    )


def test_nothing_is_marked_where_all_would_be() -> None:
    """A highlight of the whole text says nothing, so it is left out."""
    quote = make_quote("Det går bra.", highlight=(0, 12))
    assert "<mark>" not in words(quote)


@pytest.mark.parametrize(
    ("method", "speakers", "sentence"),
    [
        ("explicit", (TUVA,), None),
        ("pronoun", (TUVA,), None),
        ("interview", (TUVA,), None),
        ("introduced", (TUVA,), "Artikeln anger inte talaren rakt ut; sammanhanget pekar på Tuva Granhöst."),
        (
            "continuation",
            (TUVA,),
            card_texts(Language.SWEDISH).uncertain["continuation"].format(names="Tuva Granhöst"),
        ),
        ("pull_quote", (TUVA,), "Citatet är utlyft i artikeln, med namnet intill."),
        ("decided", (TUVA,), "Talaren är kontrollerad av en människa."),
        (
            "joint",
            (TUVA, AMIR),
            "Artikeln anger Tuva Granhöst och Amir Fjällstig tillsammans; det framgår inte vem av dem som säger vad.",
        ),
        ("unattributed", (), "Talare framgår inte av texten."),
        ("explicit", (), "Talare framgår inte av texten."),
        ("new method", (TUVA,), "Artikeln anger inte talaren rakt ut; sammanhanget pekar på Tuva Granhöst."),
    ],
)
def test_how_sure_the_speaker_is_stands_in_words(
    method: str, speakers: tuple[AnswerSpeaker, ...], sentence: str | None
) -> None:
    """Nothing is added where the article is outright; everything else is told."""
    quote = make_quote("Ja.", speakers=speakers, attribution=AnswerAttribution(method, 0.85))
    assert Reader(render_quote(quote, Language.SWEDISH)).inside.get("certainty") == sentence


@pytest.mark.parametrize(("confidence", "is_told"), [(0.80, True), (0.849, True), (0.85, False), (0.95, False)])
def test_an_answer_to_a_question_put_to_several_is_said_to_be_unsure(confidence: float, is_told: bool) -> None:
    """The page does not say outright who of those asked speaks."""
    quote = make_quote("Ja.", attribution=AnswerAttribution("interview", confidence))
    sentence = "Artikeln anger inte talaren rakt ut; sammanhanget pekar på Tuva Granhöst."
    assert Reader(render_quote(quote, Language.SWEDISH)).inside.get("certainty") == (sentence if is_told else None)


def test_a_passage_has_no_speaker_and_no_quotation_marks() -> None:
    """The article's own words are shown as such."""
    reader = Reader(render_quote(PASSAGE, Language.SWEDISH))
    assert reader.inside["kind"] == "Ur artikeln (inte ett citat)"
    assert reader.inside["words"] == PASSAGE.text
    assert not {"speaker", "certainty", "spoken"} & set(reader.inside)


@pytest.mark.parametrize(
    ("url", "is_shown"),
    [
        ("https://example.org/a?b=c&d=e", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, is_shown: bool) -> None:
    """A link is http or https with a host."""
    assert is_web_address(url) is is_shown


def test_a_date_is_written_the_swedish_way() -> None:
    """YYYY-MM-DD becomes day, month, year, and no date is said to be none."""
    assert Reader(render_quote(POLICE, Language.SWEDISH)).inside["time"] == "1 februari 2017"
    undated = make_quote("Ja.", article=replace(ARTICLE, published=None))
    assert Reader(render_quote(undated, Language.SWEDISH)).inside["source"].endswith(", utan datum")


@pytest.mark.parametrize(
    ("question", "interpreted", "shown"),
    [
        ("Hur är det?", Interpretation("hur är det"), None),
        ("Hur är det i Flen?", Interpretation("Hur är det i Flen?", municipality="Flen"), None),
        (
            "Och där?",
            Interpretation("Hur är det där?"),
            "Tolkat som: Hur är det där?Ändra frågan Svara utan det tidigare",
        ),
        ("Hur är det i Vivalla?", Interpretation("Hur är det i Vivalla?", "Örebro"), "Gäller kommunen Örebro"),
        ("Vad säger Tuva?", Interpretation("Vad säger Tuva?", speaker="Tuva Granhöst"), "Gäller Tuva Granhöst"),
    ],
    ids=["only case and marks differ", "place named", "follow-up", "district", "first name"],
)
def test_what_was_understood_is_shown_where_it_differs(
    question: str, interpreted: Interpretation, shown: str | None
) -> None:
    """The visitor's own words are not repeated; what was added to them is."""
    answer = make_answer(question, POLICE, interpreted=interpreted)
    assert Reader(render_turn(answer, SWEDISH)).inside.get("understood") == shown


def test_the_announcement_has_the_message_and_the_first_voice() -> None:
    """A screen reader hears how many, who and the best sentence, or the honest no."""
    assert Reader(announcement(make_answer("Hur?", POLICE), card_texts(Language.SWEDISH))).text == (
        "En röst om det. Citat 1 av 1. Tuva Granhöst, socialsekreterare: "
        "”Det gör att vi kan vara med på förhör och få veta saker tidigt.”"
    )
    assert (
        Reader(announcement(make_answer("Hur?"), card_texts(Language.SWEDISH))).text == "Det finns inget citat om det."
    )


@pytest.mark.parametrize(("language", "expected"), [("sv", "sv"), ("en", "en"), ("fi", "en")])
def test_the_chatbots_sentences_carry_their_language(language: str, expected: str) -> None:
    """A screen reader reads an English message in English; a question in any other language gets English ones."""
    answer = make_answer("What?", language=language, message="Nothing.", status=Status.NO_ANSWER)
    assert f'<p class="message" lang="{expected}">' in render_turn(answer, SWEDISH)


@pytest.mark.parametrize(
    ("changes", "is_offered"),
    [
        ({}, True),
        ({"status": Status.NO_ANSWER}, False),
        ({"interpreted": Interpretation("Fikar ni?", speaker="Tuva Granhöst")}, False),
    ],
    ids=["answered", "nobody says it", "one person"],
)
def test_an_answer_of_several_voices_can_be_compared(changes: dict[str, Any], is_offered: bool) -> None:
    """The button has the question as it was understood; of one person there is nothing to compare."""
    answer = replace(make_answer("Fikar ni?", make_quote("Ja.")), **changes)
    assert ('data-compare="Fikar ni?"' in render_turn(answer, SWEDISH, can_compare=True)) is is_offered
    assert "data-compare" not in render_turn(answer, SWEDISH)


def test_somebody_in_need_is_offered_nothing() -> None:
    """No topics, no suggestions, nothing to compare."""
    answer = make_answer("min man slår mig", status=Status.NOT_A_QUESTION, suggestions=())
    assert "<button" not in render_turn(answer, SWEDISH, can_compare=True)
    nothing = replace(make_comparison("min man slår mig"), status=Status.NOT_A_QUESTION, municipalities=())
    assert "<button" not in render_comparison(nothing, SWEDISH)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (("Flen", "Sala"), "Andra har svar på frågan: Flen, Sala. Visa dem"),
        ((), "Andra har svar på frågan. Visa dem"),
    ],
)
def test_where_others_answer_the_question_is_one_press_away(places: tuple[str, ...], said: str) -> None:
    """Who they are is told; what they say is shown when it is asked for."""
    answer = make_answer("Fikar ni i Hjo?", elsewhere=Elsewhere("Fikar ni?", 2, places))
    turn = render_turn(answer, SWEDISH)
    assert Reader(turn).inside["compare elsewhere"] == said
    assert 'data-ask="Fikar ni?"' in turn
    assert "elsewhere" not in Reader(render_turn(make_answer("Fikar ni?"), SWEDISH)).classes
