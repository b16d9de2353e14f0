"""Records and units of a reading."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decisions import decision_about, with_decision
from corpus.reading import read
from corpus.records import Article, Attribution, Method, Quote, QuoteStatus, Reading, Span, Speaker
from index.chunks import Record, RecordKind, UnitKind, make_records, make_units
from tests.index.fakes import FLEN, attributed, flen, hjo, reading_of, span_of


def records_of(reading: Reading, publish_at: float = 0.80) -> list[Record]:
    """Return all records."""
    return list(make_records(reading, publish_at=publish_at))


def units_of(record: Record, max_tokens: int = 60, *, article: Article | None = None) -> list[tuple[UnitKind, str]]:
    """Return kind and text of the units, with words counted as tokens; contexts only where the article is given."""
    known = article or flen().article
    units = make_units(record, known, token_count=lambda text: len(text.split()), max_tokens=max_tokens)
    return [(unit.kind, unit.text) for unit in units if article or unit.kind is not UnitKind.CONTEXT]


def test_quotes_and_narration_become_records_in_text_order() -> None:
    """Each spoken paragraph and each paragraph of narration is one record; its text is the article's."""
    records = records_of(flen())
    assert [(record.kind, record.text) for record in records] == [
        (RecordKind.PASSAGE, "Tuva Granhöst är kurator i Flen och leder en grupp på sju personer."),
        (RecordKind.QUOTE, "Vi fikar på stort allvar. Ingen lämnas ensam med de svåra besluten"),
        (RecordKind.QUOTE, "Tiden, säger Tuva Granhöst, den räcker aldrig till för handläggningen"),
        (RecordKind.QUOTE, "Det brukar vara så."),
    ]
    assert all(record.text == record.span.of(FLEN) for record in records)


def test_a_quote_has_its_speaker_its_municipality_and_the_question_it_answers() -> None:
    """What the reader of articles found is kept."""
    record = records_of(flen())[2]
    assert record.speakers == (Speaker("Tuva Granhöst", "kurator"),)
    assert (record.method, record.confidence, record.municipality) == (Method.EXPLICIT, 0.97, "Flen")
    assert record.question_text == "Vad är svårast?"
    assert record.spoken == "Tiden den räcker aldrig till för handläggningen"


def test_an_unsure_speaker_is_not_named_anywhere() -> None:
    """Below the threshold neither the name, nor the words that decided, nor the place that came with them are shown."""
    record = records_of(hjo())[1]
    assert (record.speakers, record.evidence, record.municipality) == ((), None, None)
    assert (record.method, record.confidence, record.reason) == (Method.UNATTRIBUTED, 0.6, "uncertain")


def test_the_status_tells_what_may_be_shown() -> None:
    """A name, a name for a person to decide on, nobody; and nothing of the kind for narration."""
    assert [record.status for record in records_of(flen())] == [
        None,
        QuoteStatus.PUBLISHED,
        QuoteStatus.PUBLISHED,
        QuoteStatus.UNATTRIBUTED,
    ]
    assert [record.status for record in records_of(hjo())] == [QuoteStatus.PUBLISHED, QuoteStatus.NEEDS_REVIEW]


def test_candidates_without_a_speaker_need_review() -> None:
    """Nobody was named, but the text leaves few to choose from."""
    doubtful = Attribution((), Method.UNATTRIBUTED, 0.0, reason="ambiguous", candidates=("Tuva Granhöst", "Elin Berg"))
    record = records_of(reading_of("a", FLEN, [Quote((Span(0, 9),), doubtful)]))[0]
    assert (record.status, record.speakers) == (QuoteStatus.NEEDS_REVIEW, ())


def test_a_lower_threshold_names_the_same_speaker() -> None:
    """The threshold alone decides."""
    assert records_of(hjo(), publish_at=0.6)[1].speakers == (Speaker("Amir Fjällstig", "kurator"),)


def test_ids_stay_whoever_is_decided_to_speak() -> None:
    """They depend on the words alone, also where those of others wait for a person then."""
    article = Article("fika", FLEN)
    before = read(article)
    for quote in before.quotes:
        decision = decision_about(FLEN, quote.segments)
        for speakers in ((), (Speaker("Elin Sjövind"),)):
            after = read(with_decision(article, dataclasses.replace(decision, speakers=speakers)))
            assert [record.id for record in records_of(after)] == [record.id for record in records_of(before)]
            decided = [record for record in records_of(after) if record.span == quote.span]
            assert [record.speakers for record in decided] == [speakers]


def test_the_articles_own_municipality_stays_with_an_unsure_speaker() -> None:
    """What the article says of itself does not depend on who speaks."""
    reading = dataclasses.replace(hjo(), municipality=dataclasses.replace(flen().municipality, name="Hjo"))  # type: ignore[type-var]
    assert records_of(reading)[1].municipality == "Hjo"


def test_a_duplicate_is_left_out_and_a_pull_quote_of_its_own_is_kept() -> None:
    """A pull quote that repeats the body is not said twice."""
    text = "Vi fikar. Vi fikar. Jag stannar här."
    who = attributed(text, None)
    body = Quote((Span(0, 9),), who)
    repeated = Quote((Span(10, 19),), who, is_pull_quote=True, duplicate_of=0)
    other = Quote((Span(20, 36),), who, is_pull_quote=True)
    assert [r.text for r in records_of(reading_of("a", text, [body, repeated, other]))] == [
        "Vi fikar.",
        "Jag stannar här.",
    ]


def test_narration_of_a_few_words_is_left_out() -> None:
    """It says nothing on its own."""
    text = "Hon ler och nickar. Kontoret ligger mitt i centrum av staden."
    reading = reading_of("a", text, [], ["Hon ler och nickar.", "Kontoret ligger mitt i centrum av staden."])
    assert [record.text for record in records_of(reading)] == ["Kontoret ligger mitt i centrum av staden."]


def test_ids_depend_on_the_words_and_not_on_what_stands_around_them() -> None:
    """A paragraph put before them changes offsets but no id."""
    text = "Inledning som är ny.\n\n" + FLEN
    moved = flen()
    quotes = [
        dataclasses.replace(quote, segments=tuple(Span(s.start + 22, s.end + 22) for s in quote.segments))
        for quote in moved.quotes
    ]
    changed = dataclasses.replace(moved, article=Article("flen", text), quotes=tuple(quotes), segments=())
    before = {record.text: record.id for record in records_of(flen())}
    assert all(before[record.text] == record.id for record in records_of(changed))


def test_the_same_words_twice_get_two_ids() -> None:
    """The number of the occurrence tells them apart."""
    text = "Vi fikar. Vi fikar."
    who = attributed(text, None)
    records = records_of(reading_of("a", text, [Quote((Span(0, 9),), who), Quote((Span(10, 19),), who)]))
    assert len({record.id for record in records}) == 2


def test_a_known_record_keeps_its_known_id() -> None:
    """Links to quotes outlive every rebuild: this value must never change."""
    assert records_of(flen())[1].id == "97f7333c291e8f4a"


def test_units_are_the_whole_and_each_sentence() -> None:
    """Both a long answer and one sentence of it can be what the question is near."""
    assert units_of(records_of(flen())[1]) == [
        (UnitKind.CHUNK, "Vi fikar på stort allvar. Ingen lämnas ensam med de svåra besluten"),
        (UnitKind.SENTENCE, "Vi fikar på stort allvar."),
        (UnitKind.SENTENCE, "Ingen lämnas ensam med de svåra besluten"),
    ]


def test_an_answer_is_searched_with_its_question_and_a_short_turn_never_without() -> None:
    """The narrator's tag is no part of what was said, and "Tiden" alone is near every question."""
    assert units_of(records_of(flen())[2]) == [
        (UnitKind.CHUNK, "Vad är svårast? Tiden den räcker aldrig till för handläggningen"),
        (UnitKind.SENTENCE, "den räcker aldrig till för handläggningen"),
    ]


def test_a_quote_is_searched_with_what_stands_around_it_too() -> None:
    """Under the article's title, whole words, on one line; the narrator's words often tell what it is about."""
    before, after = "Om lönen. " + "x " * 120 + "De har", "tycker hon, fast " + "y" * 200
    text = f"{before} Den räcker inte, {after}"
    quote = Quote((span_of(text, "Den räcker inte"),), attributed(text, None))
    reading = reading_of("a", text, [quote])
    (record,) = records_of(reading)
    units = units_of(record, 200, article=dataclasses.replace(reading.article, title="Fem om sitt yrke"))
    assert units[0] == (
        UnitKind.CONTEXT,
        f"Fem om sitt yrke. {'x ' * 96}De har Den räcker inte, tycker hon, fast",
    )
    assert units[1] == (UnitKind.CHUNK, "Den räcker inte")


def test_a_context_that_is_too_long_for_the_model_is_left_out() -> None:
    """The quote's own words come first."""
    article = flen().article
    kinds = dict(units_of(records_of(flen())[1], 16, article=article))
    assert kinds[UnitKind.CONTEXT] == kinds[UnitKind.CHUNK]


def test_a_long_quote_is_split_at_sentence_ends() -> None:
    """No part is longer than the model reads, and each carries the question."""
    text = "Vad tycker du? " + " ".join(f"Det här är mening nummer {n} av flera." for n in range(1, 6))
    quote = Quote((Span(15, len(text)),), attributed(text, None), question=span_of(text, "Vad tycker du?"))
    chunks = [t for kind, t in units_of(records_of(reading_of("a", text, [quote]))[0], 35) if kind is UnitKind.CHUNK]
    assert chunks == [
        "Vad tycker du? Det här är mening nummer 1 av flera. Det här är mening nummer 2 av flera.",
        "Vad tycker du? Det här är mening nummer 3 av flera. Det här är mening nummer 4 av flera.",
        "Vad tycker du? Det här är mening nummer 5 av flera.",
    ]


@given(st.lists(st.text("abcd", min_size=1, max_size=6), min_size=1, max_size=60), st.integers(20, 60))
def test_every_word_is_in_a_chunk_and_every_chunk_fits(words: list[str], max_tokens: int) -> None:
    """However long a sentence is, nothing of it is lost to the model's limit."""
    text = " ".join(words)
    quote = Quote((Span(0, len(text)),), Attribution((), Method.UNATTRIBUTED, 1.0))
    (record,) = make_records(Reading(Article("a", text), (), (), (quote,), (), None), publish_at=0.8)
    units = list(
        make_units(record, Article("a", text), token_count=lambda part: len(part.split()), max_tokens=max_tokens)
    )
    chunks = [unit for unit in units if unit.kind is UnitKind.CHUNK]
    assert " ".join(unit.text for unit in chunks).split() == words
    assert all(len(unit.text.split()) <= max_tokens for unit in chunks)
    assert all(record.span.contains(unit.span) for unit in units)


@pytest.mark.parametrize("field", ["text", "span", "segments"])
def test_a_record_cannot_be_changed(field: str) -> None:
    """Records are what was published."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(records_of(flen())[0], field, None)
