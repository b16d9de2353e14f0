"""A hidden quote is gone at once, wherever quotes are shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.exporting import quote_records
from chatbot.records import CheckStatus, Status
from chatbot.steering import Steering, write_steering
from index.generation import open_current
from tests.index.fakes import FakeEncoder

QUESTION = "Hur ofta får ni handledning med en psykolog?"
WORDS = "Handledning med en psykolog får alla kuratorer varje månad"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the chat reads what is hidden."""
    return tmp_path / "steering"


@pytest.fixture
def quote(chatbot: Chatbot) -> str:
    """Return the id of the quote that answers the question, while it is shown."""
    first = chatbot.ask(QUESTION).quotes[0]
    assert first.text == WORDS
    return first.id


@pytest.fixture
def hide(folder: Path, quote: str) -> Callable[[], None]:
    """Return what hides that quote."""
    return lambda: write_steering(folder, Steering(frozenset({quote})))


def test_a_hidden_quote_answers_no_question(chatbot: Chatbot, quote: str, hide: Callable[[], None]) -> None:
    """Asked by its words, by its speaker or by its place, at the next question."""
    hide()
    asked = [chatbot.ask(QUESTION), chatbot.ask("Vad säger Elin Sjövind?"), chatbot.ask(f"{QUESTION} I Flen?", top=9)]
    assert quote not in {shown.id for answer in asked for shown in answer.quotes}
    assert asked[1].status is Status.NO_ANSWER


def test_a_hidden_quote_is_not_compared(chatbot: Chatbot, quote: str, hide: Callable[[], None]) -> None:
    """The municipality is told to have no answer, or gives another."""
    places = chatbot.compare(QUESTION, top=9).municipalities
    assert quote in {shown.id for place in places for shown in place.quotes}
    hide()
    places = chatbot.compare(QUESTION, top=9).municipalities
    assert quote not in {shown.id for place in places for shown in place.quotes}


def test_a_hidden_quote_is_no_candidate(chatbot: Chatbot, quote: str, hide: Callable[[], None]) -> None:
    """Neither for a question nor for a text as it stands."""
    hide()
    weighed = [*chatbot.candidates(QUESTION), *chatbot.search(QUESTION)]
    assert weighed
    assert quote not in {record.id for _, _, record in weighed}


def test_a_hidden_quote_has_no_page(chatbot: Chatbot, quote: str, hide: Callable[[], None]) -> None:
    """Those who decide what is hidden can still read it."""
    hide()
    assert chatbot.quote(quote) is None
    assert chatbot.context(quote) is None
    read, context = chatbot.quote(quote, even_hidden=True), chatbot.context(quote, even_hidden=True)
    assert read is not None
    assert context is not None
    assert (read.text, context.quote.text) == (WORDS, WORDS)


def test_a_hidden_quote_is_left_out_of_what_stands_around_others(
    chatbot: Chatbot, quote: str, hide: Callable[[], None]
) -> None:
    """Its words are an empty piece; the quote beside it and the article's own words stay."""
    beside = chatbot.ask("Vem träffar ni varje torsdag? Polisen?").quotes[0]
    before = chatbot.context(beside.id)
    assert before is not None
    assert quote in {one.id for part in before.parts for one in part.quotes}
    hide()
    after = chatbot.context(beside.id)
    assert after is not None
    pieces = [piece for part in after.parts for piece in part.pieces]
    assert not any("psykolog" in piece.text for piece in pieces)
    assert "" in [piece.text for piece in pieces]
    assert {one.id for part in after.parts for one in part.quotes} >= {beside.id}


def test_nobody_is_confirmed_to_have_said_a_hidden_quote(
    chatbot: Chatbot, quote: str, hide: Callable[[], None]
) -> None:
    """Its words stand in the article, but no name comes with them."""
    assert [one.id for match in chatbot.verify_quote(WORDS).matches for one in match.quotes] == [quote]
    hide()
    checked = chatbot.verify_quote(WORDS)
    assert checked.status is CheckStatus.EXACT
    assert [match.quotes for match in checked.matches] == [()]
    assert "Elin" not in checked.message


def test_words_of_a_hidden_quote_are_not_told_to_somebody_who_does_not_have_them(
    chatbot: Chatbot, hide: Callable[[], None]
) -> None:
    """Whoever pastes most of them, with some exchanged, gets none of the rest."""
    altered = WORDS.replace("psykolog", "läkare")
    assert altered != WORDS
    assert "psykolog" in str(chatbot.verify_quote(altered).matches)
    hide()
    checked = chatbot.verify_quote(altered)
    assert checked.status is CheckStatus.NOT_FOUND
    assert "psykolog" not in str(checked)


def test_a_question_that_a_hidden_quote_answered_is_not_suggested(chatbot: Chatbot, folder: Path, quote: str) -> None:
    """What is suggested is found out anew when something is hidden."""
    suggested = chatbot.ask("Hur är stämningen i gruppen?").suggestions
    answers = {text: chatbot.ask(text).quotes[0].id for text in (*suggested, *chatbot.starters())}
    assert answers
    write_steering(folder, Steering(frozenset({quote, *answers.values()})))
    again = {*chatbot.ask("Hur är stämningen i gruppen?").suggestions, *chatbot.starters()}
    assert not {chatbot.ask(text).quotes[0].id for text in again} & {quote, *answers.values()}


def test_a_hidden_quote_is_not_exported(articles: Path, chatbot: Chatbot, quote: str, tmp_path: Path) -> None:
    """The others are."""
    assert chatbot.generation
    with open_current(tmp_path / "index", FakeEncoder(256)) as generation:
        every = {row["id"] for row in quote_records(generation, articles)}
        shown = {row["id"] for row in quote_records(generation, articles, frozenset({quote}))}
    assert every - shown == {quote}


def test_what_was_hidden_and_is_not_any_more_is_shown_again(
    chatbot: Chatbot, folder: Path, quote: str, hide: Callable[[], None]
) -> None:
    """The answer is the one from before, to the last sign."""
    before = chatbot.ask(QUESTION)
    hide()
    assert chatbot.ask(QUESTION) != before
    write_steering(folder, Steering())
    assert chatbot.ask(QUESTION) == before


def test_an_id_that_the_index_does_not_have_hides_nothing(chatbot: Chatbot, folder: Path, quote: str) -> None:
    """What was hidden in an article that is gone takes nothing else away."""
    before = chatbot.ask(QUESTION)
    write_steering(folder, Steering(frozenset({"gone-0-0"})))
    assert chatbot.ask(QUESTION) == before


def test_a_chat_tells_of_a_damaged_file(chatbot: Chatbot, folder: Path, quote: str, hide: Callable[[], None]) -> None:
    """Health and verify show it, and the quote stays hidden."""
    hide()
    assert chatbot.verify() == []
    for file in folder.glob("steering*"):
        file.write_text("{", encoding="utf-8")
    assert chatbot.quote(quote) is None
    assert [fault for fault in chatbot.verify() if "steering" in fault]
