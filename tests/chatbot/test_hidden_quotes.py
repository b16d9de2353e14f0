"""A hidden quote is gone at once, wherever quotes are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.exporting import quote_records
from chatbot.records import CheckStatus, Status
from chatbot.steering import CurrentSteering, Steering, write_steering
from index.generation import open_current
from tests.chatbot.conftest import BY_MEANING
from tests.index.fakes import FakeEncoder

QUESTION = "Hur ofta får ni handledning med en psykolog?"
WORDS = "Handledning med en psykolog får alla kuratorer varje månad"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the chat reads what is hidden."""
    return tmp_path / "steering"


@pytest.fixture
def steered(articles: Path, index_articles: Callable[[], Path], folder: Path) -> Iterator[Chatbot]:
    """Return a chatbot that reads what is hidden."""
    steering = CurrentSteering(folder)
    with Chatbot(
        FakeEncoder(256), corpus=articles, index=index_articles(), calibration=BY_MEANING, steering=steering
    ) as opened:
        yield opened


@pytest.fixture
def quote(steered: Chatbot) -> str:
    """Return the id of the quote that answers the question, while it is shown."""
    first = steered.ask(QUESTION).quotes[0]
    assert first.text == WORDS
    return first.id


@pytest.fixture
def hide(folder: Path, quote: str) -> Callable[[], None]:
    """Return what hides that quote."""
    return lambda: write_steering(folder, Steering(frozenset({quote})))


def test_a_hidden_quote_answers_no_question(steered: Chatbot, quote: str, hide: Callable[[], None]) -> None:
    """Asked by its words, by its speaker or by its place, at the next question."""
    hide()
    asked = [steered.ask(QUESTION), steered.ask("Vad säger Elin Sjövind?"), steered.ask(f"{QUESTION} I Flen?", top=9)]
    assert quote not in {shown.id for answer in asked for shown in answer.quotes}
    assert asked[1].status is Status.NO_ANSWER


def test_a_hidden_quote_is_not_compared(steered: Chatbot, quote: str, hide: Callable[[], None]) -> None:
    """The municipality is told to have no answer, or gives another."""
    places = steered.compare(QUESTION, top=9).municipalities
    assert quote in {shown.id for place in places for shown in place.quotes}
    hide()
    places = steered.compare(QUESTION, top=9).municipalities
    assert quote not in {shown.id for place in places for shown in place.quotes}


def test_a_hidden_quote_is_no_candidate(steered: Chatbot, quote: str, hide: Callable[[], None]) -> None:
    """Neither for a question nor for a text as it stands."""
    hide()
    weighed = [*steered.candidates(QUESTION), *steered.search(QUESTION)]
    assert weighed
    assert quote not in {record.id for _, _, record in weighed}


def test_a_hidden_quote_has_no_page(steered: Chatbot, quote: str, hide: Callable[[], None]) -> None:
    """Those who decide what is hidden can still read it."""
    hide()
    assert steered.quote(quote) is None
    assert steered.context(quote) is None
    read, context = steered.quote(quote, even_hidden=True), steered.context(quote, even_hidden=True)
    assert read is not None
    assert context is not None
    assert (read.text, context.quote.text) == (WORDS, WORDS)


def test_a_hidden_quote_is_left_out_of_what_stands_around_others(
    steered: Chatbot, quote: str, hide: Callable[[], None]
) -> None:
    """Its words are an empty piece; the quote beside it and the article's own words stay."""
    beside = steered.ask("Vem träffar ni varje torsdag? Polisen?").quotes[0]
    before = steered.context(beside.id)
    assert before is not None
    assert quote in {one.id for part in before.parts for one in part.quotes}
    hide()
    after = steered.context(beside.id)
    assert after is not None
    pieces = [piece for part in after.parts for piece in part.pieces]
    assert not any("psykolog" in piece.text for piece in pieces)
    assert "" in [piece.text for piece in pieces]
    assert {one.id for part in after.parts for one in part.quotes} >= {beside.id}


def test_nobody_is_confirmed_to_have_said_a_hidden_quote(
    steered: Chatbot, quote: str, hide: Callable[[], None]
) -> None:
    """Its words stand in the article, but no name comes with them."""
    assert [one.id for match in steered.verify_quote(WORDS).matches for one in match.quotes] == [quote]
    hide()
    checked = steered.verify_quote(WORDS)
    assert checked.status is CheckStatus.EXACT
    assert [match.quotes for match in checked.matches] == [()]
    assert "Elin" not in checked.message


def test_a_question_that_a_hidden_quote_answered_is_not_suggested(steered: Chatbot, folder: Path, quote: str) -> None:
    """What is suggested is found out anew when something is hidden."""
    suggested = steered.ask("Hur är stämningen i gruppen?").suggestions
    answers = {text: steered.ask(text).quotes[0].id for text in (*suggested, *steered.starters())}
    assert answers
    write_steering(folder, Steering(frozenset({quote, *answers.values()})))
    again = {*steered.ask("Hur är stämningen i gruppen?").suggestions, *steered.starters()}
    assert not {steered.ask(text).quotes[0].id for text in again} & {quote, *answers.values()}


def test_a_hidden_quote_is_not_exported(articles: Path, steered: Chatbot, quote: str, tmp_path: Path) -> None:
    """The others are."""
    assert steered.generation
    with open_current(tmp_path / "index", FakeEncoder(256)) as generation:
        every = {row["id"] for row in quote_records(generation, articles)}
        shown = {row["id"] for row in quote_records(generation, articles, frozenset({quote}))}
    assert every - shown == {quote}


def test_what_was_hidden_and_is_not_any_more_is_shown_again(
    steered: Chatbot, folder: Path, quote: str, hide: Callable[[], None]
) -> None:
    """The answer is the one from before, to the last sign."""
    before = steered.ask(QUESTION)
    hide()
    assert steered.ask(QUESTION) != before
    write_steering(folder, Steering())
    assert steered.ask(QUESTION) == before


def test_an_id_that_the_index_does_not_have_hides_nothing(steered: Chatbot, folder: Path, quote: str) -> None:
    """What was hidden in an article that is gone takes nothing else away."""
    before = steered.ask(QUESTION)
    write_steering(folder, Steering(frozenset({"gone-0-0"})))
    assert steered.ask(QUESTION) == before


def test_a_chat_tells_of_a_damaged_file(steered: Chatbot, folder: Path, quote: str, hide: Callable[[], None]) -> None:
    """Health and verify show it, and the quote stays hidden."""
    hide()
    assert steered.verify() == []
    for file in folder.glob("steering*"):
        file.write_text("{", encoding="utf-8")
    assert steered.quote(quote) is None
    assert [fault for fault in steered.verify() if "steering" in fault]
