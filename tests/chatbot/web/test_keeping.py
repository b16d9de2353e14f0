"""Ratings in the page, and the deletion of a conversation, in Chromium."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Locator, Page, Route, expect

from chatbot.records import Status
from chatbot.store.schema import ratings
from chatbot.web.keeping import render_rating
from chatbot.web.shell import Visit
from chatbot.web.texts.languages import Language
from chatbot.web.turns import render_comparison, render_turn
from tests.chatbot.web.asking import answers, ask, question_box
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import PASSAGE, POLICE, make_answer, make_comparison
from tests.chatbot.web.reading import Reader
from tests.chatbot.web.test_ratings import eventually

SWEDISH = Visit(Language.SWEDISH)
RATINGS = "**/api/v1/ratings"
DELETION = "**/api/v1/conversations/delete"


class Store:
    """Answers in the place of the store's addresses.

    Attributes:
        status: that each request gets; None for a lost connection.
        got: what was sent, in order.
    """

    def __init__(self, page: Page) -> None:
        self.status: int | None = 200
        self.got: list[dict[str, Any]] = []
        for address in (RATINGS, DELETION):
            page.route(address, self._answer)

    def _answer(self, route: Route) -> None:
        self.got.append(json.loads(route.request.post_data or "{}"))
        if self.status is None:
            route.abort()
        else:
            route.fulfill(status=self.status, json={"questions": 1})


@pytest.fixture
def store(page: Page) -> Store:
    """Return what answers in the place of the store."""
    return Store(page)


def last_rating(page: Page) -> Locator:
    """Ask, and return the rating of the answer as a whole."""
    return ask(page, "Hur samarbetar ni med polisen?").locator(":scope > .rating")


def kind(rating: Locator, name: str) -> Locator:
    """Return one of the buttons of a rating."""
    return rating.locator(".kind").filter(has_text=name)


def answer_id(page: Page) -> str | None:
    """Return the id of the latest answer."""
    return answers(page).last.get_attribute("data-answer")


def token(page: Page) -> str:
    """Return what the page knows its conversation by."""
    text: str = page.evaluate("JSON.parse(chatPage.state()).conversation")
    return text


def test_the_token_of_a_conversation_is_new_after_starting_over(page: Page) -> None:
    """It is in no storage and no cookie."""
    before = token(page)
    ask(page, "Vad är det bästa?")
    assert token(page) == before
    page.get_by_role("button", name="Börja om").click()
    assert len(token(page)) == len(before) == 32
    assert token(page) != before
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_what_is_rated_is_kept_and_deleted_with_the_conversation(page: Page, site: Site) -> None:
    """From the page to the database, and out of it again."""
    rating = last_rating(page)
    kind(rating, "Fel person").click()
    expect(rating.locator(".said")).to_contain_text("Tack!")
    mine = answer_id(page)
    assert eventually(lambda: kept(site, mine) == ["wrong_person"])
    page.get_by_role("button", name="Radera min konversation").click()
    page.get_by_role("dialog").get_by_role("button", name="Radera", exact=True).click()
    expect(answers(page)).to_have_count(0)
    assert kept(site, mine) == []


def kept(site: Site, answer: str | None) -> list[str]:
    """Return the ratings of an answer that the database has."""
    assert site.database is not None
    with site.database.reading() as connection:
        return list(connection.scalars(sa.select(ratings.c.kind).where(ratings.c.answer == answer)))


def test_an_answer_is_rated_changed_and_the_rating_taken_back(page: Page, store: Store) -> None:
    """Thanks stand in place, are announced, and the focus stays on what was pressed."""
    rating = last_rating(page)
    helpful, beside = kind(rating, "Ja, det hjälpte"), kind(rating, "Vid sidan av frågan")
    helpful.press("Enter")
    expect(rating.locator(".said")).to_have_text("Tack! Det är sparat. Du kan ändra dig när du vill.")
    expect(page.locator("#announcer")).to_contain_text("Tack! Det är sparat.")
    expect(helpful).to_have_attribute("aria-pressed", "true")
    expect(helpful).to_be_focused()
    beside.click()
    expect(beside).to_have_attribute("aria-pressed", "true")
    expect(helpful).to_have_attribute("aria-pressed", "false")
    rating.get_by_role("button", name="Ta tillbaka").click()
    expect(rating.locator(".said")).to_have_text("Borttaget.")
    expect(beside).to_have_attribute("aria-pressed", "false")
    expect(beside).to_be_focused()
    assert store.got == [{"answer": answer_id(page), "kind": kind} for kind in ("helpful", "beside", None)]


def test_nobody_is_thanked_for_a_rating_that_may_not_be_kept(page: Page, store: Store) -> None:
    """While the database cannot be written to, the visitor is told so; the choice stays."""
    store.status = 202
    rating = last_rating(page)
    kind(rating, "Ja, det hjälpte").click()
    expect(rating.locator(".said")).to_contain_text("Det går inte att spara just nu.")
    expect(kind(rating, "Ja, det hjälpte")).to_have_attribute("aria-pressed", "true")


def test_a_quote_is_rated_with_own_words(page: Page, store: Store) -> None:
    """The rating of a quote is one press away, names its quote, and takes words of the visitor's own."""
    card = ask(page, "Hur samarbetar ni med polisen?").get_by_role("figure").first
    card.get_by_role("button", name="Mer").click()
    card.get_by_role("button", name="Tyck till").click()
    rating = card.locator(".rating")
    kind(rating, "Fel person").click()
    box = rating.get_by_label("Vill du berätta mer?")
    expect(box).to_have_accessible_description(
        "Frivilligt. Rekryterarna läser det du skriver. Skriv inget privat om dig själv eller någon annan."
    )
    box.fill("  Det sa Amir.  ")
    rating.get_by_role("button", name="Skicka").click()
    expect(rating.locator(".said")).to_have_text("Tack! Det du skrev är sparat.")
    kind(rating, "Något annat").click()
    expect(kind(rating, "Något annat")).to_have_attribute("aria-pressed", "true")
    about = {"answer": answer_id(page), "quote": POLICE.id}
    assert store.got == [
        {**about, "kind": "wrong_person"},
        {**about, "kind": "wrong_person", "comment": "Det sa Amir."},
        {**about, "kind": "other", "comment": "Det sa Amir."},
    ]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (None, "Det gick inte att spara just nu. Inget du skrev är borta; försök igen om en stund."),
        (500, "Det gick inte att spara just nu. Inget du skrev är borta; försök igen om en stund."),
        (503, "Det gick inte att spara just nu. Inget du skrev är borta; försök igen om en stund."),
        (404, "Svaret finns inte längre hos oss, så det går inte att spara något om det."),
        (429, "Det blev för många på en gång. Vänta en stund och försök igen."),
    ],
    ids=["no connection", "fault", "no database", "deleted meanwhile", "too many"],
)
def test_a_rating_that_cannot_be_saved_says_so_and_keeps_what_was_written(
    page: Page, store: Store, status: int | None, said: str
) -> None:
    """Nothing looks saved that is not; the next try works."""
    rating = last_rating(page)
    kind(rating, "Ja, det hjälpte").click()
    expect(rating.locator(".said")).to_contain_text("Tack!")
    box = rating.get_by_role("textbox")
    box.fill("Ett långt och genomtänkt svar")
    store.status = status
    rating.get_by_role("button", name="Skicka").click()
    expect(rating.locator(".said")).to_have_text(said)
    expect(box).to_have_value("Ett långt och genomtänkt svar")
    kind(rating, "Något annat").click()
    expect(kind(rating, "Något annat")).to_have_attribute("aria-pressed", "false")
    store.status = 200
    rating.get_by_role("button", name="Skicka").click()
    expect(rating.locator(".said")).to_have_text("Tack! Det du skrev är sparat.")


def test_words_that_are_too_long_are_told_and_kept(page: Page, store: Store) -> None:
    """They are not cut and not sent."""
    rating = last_rating(page)
    kind(rating, "Något annat").click()
    expect(rating.locator(".said")).to_contain_text("Tack!")
    rating.get_by_role("textbox").fill("å" * 1001)
    rating.get_by_role("button", name="Skicka").click()
    expect(rating.locator(".said")).to_contain_text("Högst 1 000 får plats")
    expect(rating.get_by_role("textbox")).to_have_value("å" * 1001)
    assert len(store.got) == 1


def test_a_double_click_rates_once(page: Page, store: Store) -> None:
    """And does not take the rating back."""
    rating = last_rating(page)
    kind(rating, "Ja, det hjälpte").dblclick()
    expect(kind(rating, "Ja, det hjälpte")).to_have_attribute("aria-pressed", "true")
    assert len(store.got) == 1


def test_a_conversation_is_deleted_after_one_question(page: Page, site: Site, store: Store) -> None:
    """The dialog can be left without harm; then everything is gone, and the next conversation is another."""
    ask(page, "Hur samarbetar ni med polisen?")
    before = token(page)
    forget = page.get_by_role("button", name="Radera min konversation")
    forget.click()
    dialog = page.get_by_role("dialog", name="Radera samtalet?")
    dialog.get_by_role("button", name="Avbryt").click()
    expect(forget).to_be_focused()
    expect(answers(page)).to_have_count(1)
    forget.click()
    dialog.get_by_role("button", name="Radera", exact=True).click()
    expect(answers(page)).to_have_count(0)
    expect(page.locator(".parting")).to_have_text("Samtalet är raderat, hos oss och här på sidan.")
    expect(page.locator("#announcer")).to_have_text("Samtalet är raderat, hos oss och här på sidan.")
    expect(question_box(page)).to_be_focused()
    ask(page, "Och skolan?")
    expect(page.locator(".parting")).to_have_count(0)
    assert store.got == [{"conversation": before}]
    assert token(page) != before
    assert site.chatbot.calls[-1] == ("Och skolan?", ())


def test_a_deletion_that_fails_says_so_and_can_be_tried_again(page: Page, store: Store) -> None:
    """The page stays as it is until it is done."""
    ask(page, "Hur samarbetar ni med polisen?")
    page.get_by_role("button", name="Radera min konversation").click()
    dialog = page.get_by_role("dialog", name="Radera samtalet?")
    store.status = None
    dialog.get_by_role("button", name="Radera", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("Det gick inte att radera just nu.")
    expect(answers(page)).to_have_count(1)
    store.status = 200
    dialog.get_by_role("button", name="Radera", exact=True).click()
    expect(answers(page)).to_have_count(0)


@pytest.mark.parametrize("language", list(Language))
def test_a_passage_has_no_wrong_person(language: Language) -> None:
    """Nobody speaks in it."""
    assert "wrong_person" in render_rating("a", language, POLICE.id, has_people=True)
    assert "wrong_person" not in render_rating("a", language, PASSAGE.id, has_people=False)


def test_what_is_not_kept_cannot_be_rated() -> None:
    """Neither without a store nor where no question was asked."""
    unkept = render_turn(make_answer("Hur?", POLICE), SWEDISH) + render_comparison(make_comparison("Hur?"), SWEDISH)
    greeting = make_answer("Hej!", status=Status.NOT_A_QUESTION)
    assert "rating" not in Reader(unkept).classes
    assert "rating" not in Reader(render_turn(greeting, SWEDISH, answer_id="a")).classes
    assert "rating" in Reader(render_turn(make_answer("Hur?"), SWEDISH, answer_id="a")).classes
    assert "rating" in Reader(render_comparison(make_comparison("Hur?"), SWEDISH, answer_id="a")).classes
