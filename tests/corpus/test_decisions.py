"""People decide about words of an article: over every rule, through every re-read."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.decisions import decision_about, find_words, lost_words, with_decision, without_decisions, without_lost
from corpus.errors import ArticleError
from corpus.files import article_of
from corpus.reading import read
from corpus.records import (
    Article,
    DecidedAs,
    Decision,
    Method,
    Quote,
    QuoteDecision,
    QuoteStatus,
    Reading,
    SegmentKind,
    Span,
    Speaker,
)
from corpus.writing import write_article
from tests.corpus.soundness import assert_sound

TEXT = """”Här får man tid att tänka efter”

Tuva Granhöst är enhetschef i Flens kommun. Elin Sjövind är kurator i Hjo kommun.

– Vi fikar på stort allvar i gruppen, säger Tuva Granhöst.

– Här får man tid att tänka efter.

Hur var det första året?

– Det var svårt, säger Elin Sjövind, men vi löste det tillsammans.

Kontoret har en gul soffa som alla är stolta över. Vi vill ha fler kollegor, står det på en lapp.
"""
ELIN = (Speaker("Elin Sjövind"),)


def span_of(words: str, text: str = TEXT) -> Span:
    """Return where words stand last in a text."""
    start = text.rindex(words)
    return Span(start, start + len(words))


def about(words: str, text: str = TEXT) -> QuoteDecision:
    """Return a decision about words where they stand last in a text."""
    return decision_about(text, [span_of(words, text)])


def reading_with(*decisions: QuoteDecision, text: str = TEXT) -> Reading:
    """Return the text as it is read with decisions."""
    reading = read(Article("fika", text, decision=Decision(quotes=decisions)))
    assert_sound(reading)
    return reading


def quote_of(reading: Reading, words: str) -> Quote:
    """Return the last quote that has the words; it is no repetition."""
    return [q for q in reading.quotes if words in q.span.of(reading.article.text) and q.duplicate_of is None][-1]


def kinds_of(reading: Reading, words: str) -> list[SegmentKind]:
    """Return what the segments are that have the words."""
    return [segment.kind for segment in reading.segments if words in segment.span.of(reading.article.text)]


# --- what a decision does ---------------------------------------------------------------------------


def test_a_decided_speaker_goes_over_the_tag() -> None:
    """With the role and the municipality that the article tells of that one, and nothing left to doubt."""
    decision = replace(about("Vi fikar på stort allvar i gruppen"), speakers=ELIN, by="anna")
    quote = quote_of(reading_with(decision), "Vi fikar")
    assert quote.attribution.speakers == (Speaker("Elin Sjövind", "kurator"),)
    assert (quote.attribution.method, quote.attribution.confidence) == (Method.DECIDED, 1.0)
    assert (quote.status, quote.municipality, quote.decision) == (QuoteStatus.PUBLISHED, "Hjo", decision)


def test_nobody_is_carried_on_from_words_that_are_anothers() -> None:
    """What follows is given to neither, and so is the pull quote that repeats it."""
    reading = reading_with(replace(about("Vi fikar på stort allvar i gruppen"), speakers=ELIN))
    following = quote_of(reading, "Här får man tid")
    assert (following.attribution.speakers, following.status) == ((), QuoteStatus.NEEDS_REVIEW)
    assert following.attribution.candidates == ("Tuva Granhöst", "Elin Sjövind")
    assert [quote.attribution.speakers for quote in reading.quotes if quote.duplicate_of is not None] == [()]


def test_a_decision_that_agrees_changes_nothing_else() -> None:
    """The one who is carried on was right."""
    plain = reading_with()
    reading = reading_with(replace(about("Vi fikar på stort allvar i gruppen"), speakers=(Speaker("Tuva Granhöst"),)))
    assert quote_of(reading, "Här får man") == quote_of(plain, "Här får man")
    assert quote_of(reading, "Det var svårt") == quote_of(plain, "Det var svårt")


def test_words_that_the_rules_missed_become_a_quote_and_break_the_chain() -> None:
    """Words between a quote and the one carried on from it are somebody else's."""
    text = TEXT.replace("– Här får man", "Nej, nej, det där räcker nu tycker jag.\n\n– Här får man")
    assert quote_of(reading_with(text=text), "Här får man").attribution.speakers == ()
    text = TEXT.replace("säger Tuva Granhöst.\n", "säger Tuva Granhöst. Kaffet är slut sedan länge.\n")
    plain = quote_of(reading_with(text=text), "Här får man")
    assert [speaker.name for speaker in plain.attribution.speakers] == ["Tuva Granhöst"]
    reading = reading_with(replace(about("Kaffet är slut sedan länge.", text), speakers=ELIN), text=text)
    assert quote_of(reading, "Kaffet").attribution.speakers[0].name == "Elin Sjövind"
    assert quote_of(reading, "Här får man").attribution.speakers == ()


def test_another_stretch_takes_the_place_of_the_quote() -> None:
    """What is cut away is nothing until somebody decides; whom the rules name stays."""
    reading = reading_with(about("på stort allvar i gruppen"))
    quote = quote_of(reading, "stort allvar")
    assert quote.span.of(TEXT) == "på stort allvar i gruppen"
    assert [speaker.name for speaker in quote.attribution.speakers] == ["Tuva Granhöst"]
    assert kinds_of(reading, "Vi fikar") == []


def test_a_quote_over_two_takes_the_place_of_both() -> None:
    """Whoever says them is left to a person where the rules name two."""
    text = TEXT.replace("\n\nHur var det första året?", "")
    start, end = text.rindex("Här får man"), text.index("Det var svårt") + len("Det var svårt")
    reading = reading_with(decision_about(text, [Span(start, end)]), text=text)
    quote = quote_of(reading, "Här får man")
    assert quote.segments == (Span(start, end),)
    assert (quote.status, quote.attribution.candidates) == (
        QuoteStatus.NEEDS_REVIEW,
        ("Tuva Granhöst", "Elin Sjövind"),
    )
    assert not any(other.span.start > end for other in reading.quotes)


@pytest.mark.parametrize("kind", [DecidedAs.NARRATION, DecidedAs.QUESTION, DecidedAs.BOILERPLATE])
def test_words_that_nobody_says_are_no_quote(kind: DecidedAs) -> None:
    """They are what they were decided to be, and so is nothing that repeats them."""
    reading = reading_with(replace(about("Här får man tid att tänka efter."), kind=kind))
    assert not [quote for quote in reading.quotes if "Här får man" in quote.span.of(TEXT)]
    assert kinds_of(reading, "Här får man") == [SegmentKind(kind.value)]


def test_a_part_that_nobody_says_leaves_the_rest_a_quote() -> None:
    """Cut off at its end."""
    reading = reading_with(replace(about("i gruppen"), kind=DecidedAs.NARRATION))
    assert quote_of(reading, "Vi fikar").span.of(TEXT) == "Vi fikar på stort allvar"


def test_narration_becomes_boilerplate() -> None:
    """Only the words that were meant."""
    reading = reading_with(replace(about("Vi vill ha fler kollegor, står det på en lapp."), kind=DecidedAs.BOILERPLATE))
    assert kinds_of(reading, "gul soffa") == [SegmentKind.NARRATION]
    assert kinds_of(reading, "fler kollegor") == [SegmentKind.BOILERPLATE]


def test_nobody_may_be_named_or_a_person_is_to_look_again() -> None:
    """Two ways to take a name away: for good, and until somebody decides."""
    words = about("Vi fikar på stort allvar i gruppen")
    never = quote_of(reading_with(replace(words, speakers=())), "Vi fikar")
    assert (never.status, never.attribution.speakers, never.attribution.method) == (
        QuoteStatus.UNATTRIBUTED,
        (),
        Method.DECIDED,
    )
    waits = quote_of(reading_with(replace(words, waits=True)), "Vi fikar")
    assert (waits.status, waits.attribution.candidates) == (QuoteStatus.NEEDS_REVIEW, ("Tuva Granhöst",))


def test_a_municipality_is_decided_without_the_speaker() -> None:
    """Also that there is none."""
    words = decision_about(TEXT, quote_of(reading_with(), "Det var svårt").segments)
    for decided, shown in (("Sala", "Sala"), ("", None)):
        quote = quote_of(reading_with(replace(words, municipality=decided)), "Det var svårt")
        assert (quote.municipality, quote.attribution.method) == (shown, Method.EXPLICIT)
        assert len(quote.segments) == 2


def test_a_role_is_decided_or_taken_from_the_article() -> None:
    """A role in words, none, and somebody who is known by the role alone."""
    words = about("Vi fikar på stort allvar i gruppen")
    for decided, shown in (
        (Speaker("Elin Sjövind", "chef"), Speaker("Elin Sjövind", "chef")),
        (Speaker("Elin Sjövind", ""), Speaker("Elin Sjövind", None)),
        (Speaker(None, "kurator"), Speaker(None, "kurator")),
    ):
        quote = quote_of(reading_with(replace(words, speakers=(decided,))), "Vi fikar")
        assert quote.attribution.speakers == (shown,)


def test_an_article_of_no_municipality() -> None:
    """A person may say that the rules have invented one."""
    text = "Flens kommun växer.\n\n– Vi fikar på stort allvar i gruppen, säger Tuva Granhöst.\n"
    assert read(Article("a", text)).municipality is not None
    reading = read(Article("a", text, decision=Decision(municipality="")))
    assert (reading.municipality, reading.quotes[0].municipality) == (None, None)


# --- found again ------------------------------------------------------------------------------------


def test_a_decision_is_found_after_changes_elsewhere() -> None:
    """Offsets play no part in it."""
    decision = replace(decision_about(TEXT, quote_of(reading_with(), "Det var svårt").segments), speakers=ELIN)
    changed = "Ny rubrik\n\n" + TEXT.replace("Hur var det första året?\n\n", "")
    assert quote_of(reading_with(decision, text=changed), "Det var svårt").attribution.method is Method.DECIDED


def test_a_decision_whose_words_are_changed_is_lost_and_says_so() -> None:
    """Also where only the tag within is another: it may name another."""
    decision = replace(decision_about(TEXT, quote_of(reading_with(), "Det var svårt").segments), speakers=ELIN)
    reading = reading_with(decision, text=TEXT.replace("säger Elin Sjövind, men", "säger Tuva Granhöst, men"))
    assert reading.lost_decisions == (decision,)
    assert "”Det var svårt, säger Elin Sjövind," in lost_words(decision)
    assert quote_of(reading, "Det var svårt").attribution.method is Method.EXPLICIT
    assert without_lost(reading.article).decision == Decision()


def test_the_same_words_of_two_people_are_told_apart_or_lost() -> None:
    """Where one of them goes nobody knows whose are left."""
    text = "– Ja, det är bra så, säger Tuva Granhöst.\n\n– Ja, det är bra så, säger Elin Sjövind.\n"
    decision = replace(about("Ja, det är bra så", text), municipality="Sala")
    assert (decision.occurrence, decision.of) == (2, 2)
    reading = reading_with(decision, text=text)
    assert [quote.municipality for quote in reading.quotes] == [None, "Sala"]
    left = text[text.index("\n\n") + 2 :]
    assert reading_with(decision, text=left).lost_decisions == (decision,)


def test_words_are_not_found_within_longer_ones() -> None:
    """No "nej" is in "nejlikor"."""
    text = "– Nej, nejlikor är det inte, säger Tuva Granhöst. Hon säger nej.\n"
    assert about("nej", text).of == 1


@pytest.mark.parametrize(
    "segments",
    [
        pytest.param([], id="none"),
        pytest.param([Span(3, 9)], id="within words"),
        pytest.param([Span(0, 5000)], id="beyond the end"),
        pytest.param([Span(36, 40), Span(0, 5)], id="not in order"),
        pytest.param([Span(34, 36)], id="no words"),
    ],
)
def test_a_decision_is_about_whole_words(segments: list[Span]) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError, match=r"\S"):
        decision_about(TEXT, segments)


def test_a_new_decision_takes_the_place_of_those_about_its_words() -> None:
    """And nothing else is touched."""
    first, second = about("Vi fikar på stort allvar i gruppen"), about("Här får man tid att tänka efter.")
    article = with_decision(with_decision(Article("a", TEXT), first), second)
    narrower = about("på stort allvar i gruppen")
    assert with_decision(article, narrower).decision == Decision(quotes=(second, narrower))
    assert without_decisions(article, span_of("tid att")).decision == Decision(quotes=(first,))


# --- the front matter -------------------------------------------------------------------------------


def test_people_can_read_what_was_decided() -> None:
    """Only what was decided is there."""
    decision = replace(
        decision_about(TEXT, quote_of(reading_with(), "Det var svårt").segments),
        speakers=(Speaker("Elin Sjövind", "chef"),),
        municipality="",
        by="anna",
        date=datetime.date(2026, 11, 22),
    )
    lines = write_article(Article("a", TEXT, decision=Decision(quotes=(decision,)))).splitlines()
    assert lines[5:19] == [
        "decided:",
        "  quotes:",
        "  - words: Det var svårt, säger Elin Sjövind, men vi löste det tillsammans.",
        "    unsaid:",
        "    - ', säger Elin Sjövind, '",
        "    speakers:",
        "    - name: Elin Sjövind",
        "      role: chef",
        "    municipality: ''",
        "    by: anna",
        "    date: 2026-11-22",
        f"sha256: {lines[16].removeprefix('sha256: ')}",
        "---",
        "”Här får man tid att tänka efter”",
    ]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        pytest.param("quotes: Hej", '"quotes" i inledningen ska vara en lista', id="no list"),
        pytest.param("quotes: [Hej]", 'beslut 1 under "quotes" ska ha rader', id="no fields"),
        pytest.param("quotes: [{words: Hej, said: x}]", 'beslut 1 under "quotes" har "said"', id="unknown"),
        pytest.param("quotes: [{by: x}]", '"words" ska vara artikelns ord, men är tomt', id="no words"),
        pytest.param("quotes: [{words: '…'}]", '"words" ska ha ord', id="no letters"),
        pytest.param("quotes: [{words: Hej du, unsaid: [nej]}]", '"words" ska ha ord', id="unsaid elsewhere"),
        pytest.param("quotes: [{words: Hej, unsaid: x}]", '"unsaid" ska vara en lista', id="unsaid"),
        pytest.param("quotes: [{words: Hej}, {words: Hej, kind: x}]", 'beslut 2 under "quotes": "kind" är', id="kind"),
        pytest.param("quotes: [{words: Hej, kind: [x]}]", '"kind" är', id="kind of several"),
        pytest.param("quotes: [{words: Hej, kind: narration, waits: true}]", 'har "waits"', id="of no quote"),
        pytest.param("quotes: [{words: Hej, speakers: Tuva}]", '"speakers" ska vara en lista', id="speakers"),
        pytest.param("quotes: [{words: Hej, speakers: [Tuva]}]", '"name: Förnamn Efternamn"', id="speaker"),
        pytest.param("quotes: [{words: Hej, speakers: [{name: ''}]}]", '"name" eller "role"', id="nobody"),
        pytest.param("quotes: [{words: Hej, speakers: [{age: 3}]}]", '"speakers" har "age"', id="unknown of speaker"),
        pytest.param("quotes: [{words: Hej, municipality: Flens}]", '"Flens" i beslut 1', id="municipality"),
        pytest.param("quotes: [{words: Hej, municipality: 3}]", "ska vara text, men är ett tal", id="number"),
        pytest.param("quotes: [{words: Hej, occurrence: 2}]", '"occurrence" är 2, men "of" bara 1', id="occurrence"),
        pytest.param("quotes: [{words: Hej, of: 0}]", '"of" ska vara ett tal från 1', id="of"),
        pytest.param("quotes: [{words: Hej, waits: ja}]", '"waits" ska vara true eller false', id="waits"),
        pytest.param("quotes: [{words: Hej, date: igår}]", '"date" ska vara ÅÅÅÅ-MM-DD', id="date"),
    ],
)
def test_what_cannot_be_a_decision_is_told(field: str, told: str) -> None:
    """One line that names the file, the decision and the field."""
    with pytest.raises(ArticleError) as refused:
        article_of(f"---\ndecided:\n  {field}\n---\nHej\n".encode(), "fika.md")
    assert str(refused.value).startswith("fika.md: ")
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


# --- whatever is decided ----------------------------------------------------------------------------

_lines = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=12)
_names = _lines.map(lambda line: " ".join(line.split()))
_speakers = st.builds(Speaker, _names.filter(bool), st.none() | _names) | st.builds(
    Speaker, st.none(), _names.filter(bool)
)


def words_are_apart(text: str, ends: list[int]) -> bool:
    """Tell whether what is not said stands nowhere in what is said before it."""
    return len(ends) == 2 or text[ends[1] : ends[2]] not in text[ends[0] : ends[2] - 1]


@st.composite
def decisions(draw: st.DrawFn, text: str = TEXT) -> QuoteDecision:
    """Return any decision about words of a text."""
    words = [match.span() for match in re.finditer(r"[^\W\d_]+", text)]
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(first + 30, len(words) - 1)))
    given_up = draw(st.integers(first + 1, last - 1)) if last > first + 1 and draw(st.booleans()) else None
    ends = [words[first][0], words[last][1]]
    if given_up is not None:
        ends[1:1] = [words[given_up - 1][1], words[given_up + 1][0]]
    # What is not said must not be said before, too: "är".
    assume(words_are_apart(text, ends))
    decision = decision_about(text, [Span(*pair) for pair in zip(ends[::2], ends[1::2], strict=True)])
    kind = draw(st.sampled_from(DecidedAs)) if given_up is None else DecidedAs.QUOTE
    if kind is not DecidedAs.QUOTE:
        return replace(decision, kind=kind, by=draw(st.none() | _names))
    return replace(
        decision,
        speakers=draw(st.none() | st.lists(_speakers, max_size=2).map(tuple)),
        municipality=draw(st.sampled_from([None, "", "Flen", "Sala"])),
        waits=draw(st.booleans()),
        by=draw(st.none() | _names),
        date=draw(st.none() | st.dates()),
    )


@settings(deadline=None, max_examples=50)
@given(st.lists(decisions(), max_size=4))
def test_whatever_is_decided_the_reading_is_sound(made: list[QuoteDecision]) -> None:
    """Verbatim, in order, never overlapping; every decision holds or is told to be lost."""
    article = Article("fika", TEXT, decision=Decision(quotes=tuple(made)))
    reading = read(article)
    assert_sound(reading)
    assert reading.article.text == TEXT
    spans = sorted(quote.span for quote in reading.quotes)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for decision in made:
        if decision not in reading.lost_decisions and decision.kind is DecidedAs.QUOTE:
            (quote,) = (quote for quote in reading.quotes if quote.decision == decision)
            assert quote.segments == find_words(TEXT, decision)


@settings(deadline=None)
@given(st.lists(decisions(), max_size=3))
def test_what_is_decided_is_read_back_as_it_was_written(made: list[QuoteDecision]) -> None:
    """Through a file and back."""
    article = Article("fika", TEXT, decision=Decision(quotes=tuple(made)) if made else None)
    assert article_of(write_article(article).encode(), "fika.md") == article


@settings(deadline=None, max_examples=50)
@given(decisions())
def test_one_decision_changes_only_what_it_is_about_or_tells_that_it_waits(decision: QuoteDecision) -> None:
    """No other quote gets another name than it had."""
    before, after = reading_with(), reading_with(decision)
    (segments,) = [find_words(TEXT, decision)]
    assert segments is not None
    touched = Span(segments[0].start, segments[-1].end)
    for quote in after.quotes:
        if quote.decision is None and (quote.span.end <= touched.start or quote.span.start >= touched.end):
            was = next(was for was in before.quotes if was.span.contains(quote.span)).attribution.speakers
            repeats = quote.duplicate_of is not None and after.quotes[quote.duplicate_of].decision is not None
            assert quote.attribution.speakers in (was, ()) or repeats


@settings(deadline=None)
@given(decisions())
def test_a_decision_outlives_a_paragraph_elsewhere(decision: QuoteDecision) -> None:
    """It is found in what is left, with the same words, unless another place had them too."""
    segments = find_words(TEXT, decision)
    assert segments is not None
    last = "Kontoret har en gul soffa"
    shorter = TEXT[: TEXT.index(last)]
    assume(segments[-1].end <= len(shorter.rstrip()))
    assume(decision.of == 1)
    assert find_words(shorter, decision) == segments
    moved = find_words("Nytt stycke.\n\n" + shorter, decision)
    assert moved is None or [span.of("Nytt stycke.\n\n" + shorter) for span in moved] == [s.of(TEXT) for s in segments]
