"""The chat page, as a visitor uses it in Chromium."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.chatbot.web.asking import answers, ask, question_box, wait_for_answer
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import (
    FIRST_QUESTIONS,
    HOSTILE,
    INTRODUCED,
    JOINT,
    PASSAGE,
    POLICE,
    ROLE_ONLY,
    STARTERS,
    TAGGED,
    TOPICS,
    UNATTRIBUTED,
)

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_the_empty_page_says_what_it_is_and_offers_questions(page: Page) -> None:
    """Heading, one sentence, question box, button and starter questions are there."""
    expect(page).to_have_title("Hur är det att arbeta i socialtjänsten? – Röster från socialtjänsten")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hur är det att arbeta i socialtjänsten?")
    expect(page.get_by_text("verifierade citat från 2 personer i 2 kommuner")).to_be_visible()
    expect(page.get_by_role("button", name="Fråga", exact=True)).to_be_visible()
    for starter in FIRST_QUESTIONS:
        expect(page.get_by_role("button", name=starter)).to_be_visible()


def test_enter_brings_a_quote_with_everything_about_it(page: Page) -> None:
    """A card has quote, best sentence, question, speaker, role, municipality, article, publisher, date, link."""
    answer = ask(page, "Hur samarbetar ni med polisen?")
    expect(answer.get_by_role("heading", level=2)).to_have_text("Du frågade Hur samarbetar ni med polisen?")
    card = answer.get_by_role("figure", name="Citat 1 av 2")
    expect(card.locator(".words")).to_have_text(POLICE.text)
    assert POLICE.highlight is not None
    expect(card.locator("mark")).to_have_text(POLICE.text[slice(*POLICE.highlight)])
    expect(card.locator(".interviewer")).to_have_text("Frågan i intervjun: Hur samarbetar ni med andra?")
    expect(card.locator(".speaker")).to_have_text("Tuva Granhöst, socialsekreterare, Flen")
    expect(card.locator(".source")).to_contain_text("Flens kommun, 1 februari 2017")
    link = card.get_by_role("link", name="Vardag på mottagningen (öppnas i en ny flik)")
    expect(link).to_have_attribute("href", "https://example.org/vardag")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(card.locator(".certainty")).to_have_count(0)
    expect(question_box(page)).to_have_value("")


def test_the_button_asks_too(page: Page) -> None:
    """Pressing the button is the same as Enter."""
    question_box(page).fill("Vad är det bästa?")
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(wait_for_answer(page).locator(".asked")).to_have_text("Vad är det bästa?")


def test_a_starter_question_is_asked_by_clicking_it(page: Page) -> None:
    """The starter questions ask themselves and make room for the answer."""
    page.get_by_role("button", name=STARTERS[0]).click()
    expect(wait_for_answer(page).locator(".asked")).to_have_text(STARTERS[0])
    expect(page.locator("#starters")).to_be_hidden()


def test_a_suggestion_is_asked_by_clicking_it_and_keeps_the_draft(page: Page) -> None:
    """What the visitor is typing stays when a suggestion is clicked."""
    answer = ask(page, "Något helt annat")
    expect(answer.locator(".message")).to_have_text("Det finns inget citat om det.")
    question_box(page).fill("ett utkast")
    answer.get_by_role("button", name=STARTERS[0]).click()
    expect(wait_for_answer(page, 2).locator(".asked")).to_have_text(STARTERS[0])
    expect(question_box(page)).to_have_value("ett utkast")


def test_a_follow_up_goes_with_the_question_before_it(page: Page, site: Site) -> None:
    """Earlier answers stay, the questions as they were understood go along, and what was understood is shown."""
    ask(page, "Hur samarbetar ni med polisen?")
    second = ask(page, "Och skolan?")
    expect(answers(page)).to_have_count(2)
    expect(second.locator(".understood q")).to_have_text("Hur samarbetar ni med skolan?")
    expect(second.locator(".understood")).to_contain_text("Gäller kommunen Flen")
    ask(page, "Och polisen?")
    assert site.chatbot.calls == [
        ("Hur samarbetar ni med polisen?", ()),
        ("Och skolan?", ("Hur samarbetar ni med polisen?",)),
        ("Och polisen?", ("Hur samarbetar ni med polisen?", "Hur samarbetar ni med skolan?")),
    ]


def test_an_answer_can_be_compared_by_municipality(page: Page, site: Site) -> None:
    """A heading for each with its quote, and those without are named; the question goes with the next one."""
    answer = ask(page, "Hur samarbetar ni med polisen?")
    answer.get_by_role("button", name="Jämför kommuner").click()
    compared = wait_for_answer(page, 2)
    expect(compared.get_by_role("heading", level=2)).to_have_text("Du jämförde kommuner Hur samarbetar ni med polisen?")
    expect(compared.get_by_role("heading", level=2)).to_be_focused()
    expect(compared.get_by_role("heading", level=3)).to_have_text(["Flen", "Sala", "Utan svar"])
    expect(compared.locator(".places > li").first.locator(".words")).to_have_text(POLICE.text)
    expect(compared.locator(".silent li")).to_have_text(
        ["Det finns inget citat om det från Hjo.", "Det finns ingen röst från Umeå ännu."]
    )
    ask(page, "Och skolan?")
    assert site.chatbot.calls[-1] == ("Och skolan?", ("Hur samarbetar ni med polisen?",) * 2)


def test_a_comparison_is_not_seen_beside_the_question_box(page: Page) -> None:
    """The cards are wider than the box that stands over them; what passes under it is covered on both sides, too."""
    page.set_viewport_size({"width": 1280, "height": 600})
    page.emulate_media(reduced_motion="reduce")
    ask(page, "Hur samarbetar ni med polisen?").get_by_role("button", name="Jämför kommuner").click()
    card = wait_for_answer(page, 2).locator(".places figure").first
    card.evaluate("card => scrollBy(0, card.getBoundingClientRect().bottom - innerHeight)")
    left = card.bounding_box()
    box = page.locator("#composer").bounding_box()
    assert left is not None
    assert box is not None
    assert left["x"] < box["x"] - 50
    assert left["y"] + left["height"] > box["y"] + 50
    on_top = "([x, y]) => document.elementFromPoint(x, y).id"
    assert page.evaluate(on_top, [left["x"] + 20, box["y"] + 30]) == "composer"


def test_what_can_be_asked_about_is_shown_and_asked(page: Page) -> None:
    """By topic, over the page; a question that is pressed closes it and is asked."""
    page.locator("#starters").get_by_role("button", name="Vad kan jag fråga om?").click()
    topics = page.get_by_role("dialog", name="Vad kan jag fråga om?")
    expect(topics.get_by_role("heading", level=3)).to_have_text([topic.heading for topic in TOPICS])
    topics.get_by_role("button", name="Hur samarbetar ni med skolan?").click()
    expect(topics).to_be_hidden()
    expect(wait_for_answer(page).locator(".asked")).to_have_text("Hur samarbetar ni med skolan?")


@pytest.mark.parametrize("way", ["its button", "Escape", "a press beside it"])
def test_what_can_be_asked_about_is_there_after_an_answer_too(page: Page, way: str) -> None:
    """And whichever way it is closed, the focus goes back to where it was opened."""
    more = ask(page, "Hur samarbetar ni med polisen?").get_by_role("button", name="Vad kan jag fråga om?")
    topics = page.get_by_role("dialog")
    more.click()
    expect(topics).to_be_visible()
    match way:
        case "its button":
            topics.get_by_role("button", name="Stäng").click()
        case "Escape":
            page.keyboard.press("Escape")
        case _:
            page.mouse.click(3, 3)
    expect(topics).to_be_hidden()
    expect(more).to_be_focused()


def test_the_understood_question_can_be_changed(page: Page) -> None:
    """The button beside it puts the understood question into the box."""
    ask(page, "Och skolan?").get_by_role("button", name="Ändra frågan").click()
    expect(question_box(page)).to_have_value("Hur samarbetar ni med skolan?")
    expect(question_box(page)).to_be_focused()


def test_a_follow_up_can_be_answered_without_what_came_before(page: Page, site: Site) -> None:
    """The button beside it asks the visitor's own words again, alone."""
    ask(page, "Hur samarbetar ni med polisen?")
    ask(page, "Och skolan?").get_by_role("button", name="Svara utan det tidigare").click()
    expect(wait_for_answer(page, 3).get_by_role("heading", level=2)).to_be_focused()
    assert site.chatbot.calls[-1] == ("Och skolan?", ())


def test_starting_over_clears_the_page_and_forgets(page: Page, site: Site) -> None:
    """After "Börja om", which the server is not asked about, nothing is left and no earlier question goes along."""
    ask(page, "Hur samarbetar ni med polisen?")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_role("button", name="Börja om").click()
    expect(answers(page)).to_have_count(0)
    expect(page.get_by_role("button", name=STARTERS[0])).to_be_visible()
    expect(page.locator(".parting")).to_have_text("Samtalet är borta. Ställ en ny fråga.")
    assert requests == []
    ask(page, "Vad är det bästa?")
    assert site.chatbot.calls[-1] == ("Vad är det bästa?", ())


def test_what_is_uncertain_is_said_in_words(page: Page) -> None:
    """Each way of attributing that is not outright is worded, and passages are no quotes."""
    answer = ask(page, "Visa alla slag")
    cards = answer.get_by_role("figure")
    certainty = [text.strip() for text in answer.locator(".certainty").all_inner_texts()]
    assert certainty == [
        "Artikeln anger inte talaren rakt ut; sammanhanget pekar på Amir Fjällstig.",
        "Artikeln anger Tuva Granhöst och Amir Fjällstig tillsammans; det framgår inte vem av dem som säger vad.",
        "Talare framgår inte av texten.",
    ]
    expect(cards.nth(0).locator(".tag")).to_have_text(", säger Tuva Granhöst, ")
    expect(cards.nth(1).locator(".source")).to_have_text("Ur Vardag på mottagningen, utan datum")
    expect(cards.nth(4).locator(".speaker")).to_have_text("Enhetschef, namnet anges inte, Flen")
    expect(cards.nth(5).locator("p.kind")).to_have_text("Ur artikeln (inte ett citat)")
    expect(cards.nth(5).locator(".spoken")).to_have_count(0)


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("Hur samarbetar ni med polisen?", [POLICE.text, INTRODUCED.text]),
        (
            "Visa alla slag",
            [quote.text for quote in (TAGGED, INTRODUCED, JOINT, UNATTRIBUTED, ROLE_ONLY, PASSAGE)],
        ),
        ("En elak fråga", [HOSTILE.text]),
    ],
    ids=["marked", "every kind", "hostile"],
)
def test_text_selection_and_clipboard_have_the_quote_byte_for_byte(
    visit: Visit, site: Site, question: str, texts: list[str]
) -> None:
    """The quotation marks are drawn outside the text, so reading and copying give the article's words alone."""
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
    words = ask(page, question).locator(".words")
    assert words.evaluate_all("all => all.map(e => e.textContent)") == texts
    for place, text in enumerate(texts):
        selected = words.nth(place).evaluate(
            "e => { getSelection().selectAllChildren(e); return `${getSelection()}`; }"
        )
        assert selected.encode() == text.encode()
        page.keyboard.press("Control+c")
        assert page.evaluate("navigator.clipboard.readText()").encode() == text.encode()


def test_hostile_words_are_shown_and_never_run(visit: Visit) -> None:
    """Markup in a quote, a name, a title or a question is text; javascript: in an address leads nowhere."""
    page = visit()
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    answer = ask(page, "En elak fråga <img src=x onerror=alert(9)>")
    expect(answer.locator("b, i, svg, img, script, h1").filter(has_not_text="onload")).to_have_count(0)
    expect(answer.locator(".speaker b")).to_have_text('"><svg onload=alert(3)>')
    expect(answer.locator(".source cite")).to_have_text("<h1>Titel</h1>")
    assert answer.get_by_role("link").evaluate_all("all => all.every(e => e.protocol === 'http:')")
    expect(answer.locator(".asked")).to_have_text("En elak fråga <img src=x onerror=alert(9)>")
    assert dialogs == []


def test_a_very_long_question_is_refused_and_kept(page: Page, site: Site) -> None:
    """10,000 pasted characters get a clear message, stay in the box, and are not sent."""
    question_box(page).fill("å" * 10_000)
    question_box(page).press("Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "Frågan är 10 000 tecken lång. Högst 1 000 får plats; korta den och försök igen."
    )
    expect(question_box(page)).to_have_value("å" * 10_000)
    expect(question_box(page)).to_have_attribute("aria-invalid", "true")
    assert site.chatbot.calls == []
    question_box(page).fill("Kortare?")
    expect(page.get_by_role("alert")).to_be_empty()
    ask(page, "Kortare?")


def test_a_counter_shows_how_much_is_left(page: Page) -> None:
    """The number of characters is told when the limit comes near."""
    question_box(page).fill("a" * 700)
    expect(page.locator("#counter")).to_be_empty()
    question_box(page).fill("a" * 900)
    expect(page.locator("#counter")).to_have_text("900 av 1 000 tecken")


def test_an_empty_question_is_not_sent(page: Page, site: Site) -> None:
    """Enter on an empty box says what is missing."""
    question_box(page).fill("   ")
    question_box(page).press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Skriv en fråga först.")
    assert site.chatbot.calls == []


def test_shift_enter_makes_a_new_line(page: Page, site: Site) -> None:
    """Shift+Enter does not send."""
    question_box(page).fill("Rad ett")
    question_box(page).press("Shift+Enter")
    question_box(page).press_sequentially("rad två?")
    expect(question_box(page)).to_have_value("Rad ett\nrad två?")
    assert site.chatbot.calls == []


def test_a_failure_is_told_in_swedish_without_its_reason(page: Page) -> None:
    """What went wrong inside is logged; the visitor gets a sentence and keeps the question."""
    answer = ask(page, "En krasch")
    expect(answer.locator(".message")).to_contain_text("Något gick fel hos oss")
    expect(question_box(page)).to_have_value("En krasch")
    assert "secret" not in page.content()
    assert "Traceback" not in page.content()


def test_a_lost_connection_is_told_and_the_question_kept(page: Page) -> None:
    """Without a connection the visitor is told; once it is back, the same question is answered."""
    page.context.set_offline(True)
    question_box(page).fill("Hur samarbetar ni med polisen?")
    question_box(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Tjänsten går inte att nå")
    expect(question_box(page)).to_have_value("Hur samarbetar ni med polisen?")
    expect(page.locator(".pending")).to_have_count(0)
    page.context.set_offline(False)
    question_box(page).press("Enter")
    expect(wait_for_answer(page).locator(".words").first).to_have_text(POLICE.text)


def test_while_an_answer_is_on_its_way_the_question_stands_there_and_no_second_is_sent(page: Page, site: Site) -> None:
    """The question shows at once; pressing Enter again does nothing until the answer is there."""
    gate = site.chatbot.gates["Vad är det bästa?"] = threading.Event()
    question_box(page).fill("Vad är det bästa?")
    question_box(page).press("Enter")
    expect(page.locator(".pending .asked")).to_have_text("Vad är det bästa?")
    question_box(page).press("Enter")
    gate.set()
    wait_for_answer(page)
    assert len(site.chatbot.calls) == 1


def test_visitors_at_the_same_time_get_their_own_answers(visit: Visit, site: Site) -> None:
    """Three visitors ask before anyone is answered; each gets the own answer, and nobody another's history."""
    questions = ["Vad är det bästa?", "Hur samarbetar ni med polisen?", "Något helt annat"]
    gates = [site.chatbot.gates.setdefault(question, threading.Event()) for question in questions]
    pages = [visit() for _ in questions]
    for page, question in zip(pages, questions, strict=True):
        question_box(page).fill(question)
        question_box(page).press("Enter")
    for page in pages:
        expect(page.locator(".pending")).to_have_count(1)
    pages[0].wait_for_timeout(300)
    assert sorted(site.chatbot.calls) == sorted((question, ()) for question in questions)
    for gate in reversed(gates):
        gate.set()
    for page, question in zip(pages, questions, strict=True):
        expect(wait_for_answer(page).locator(".asked")).to_have_text(question)
    ask(pages[0], "Och skolan?")
    assert site.chatbot.calls[-1] == ("Och skolan?", ("Vad är det bästa?",))


def test_a_question_that_was_not_sent_is_not_lost_by_leaving_unasked(page: Page, site: Site) -> None:
    """The browser asks first, and stays if told so; without a question nothing is asked."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    about = page.get_by_role("navigation").get_by_role("link", name="Om tjänsten")
    question_box(page).press_sequentially("Hur är det?")
    about.click()
    expect(question_box(page)).to_have_value("Hur är det?")
    assert asked == ["beforeunload"]
    question_box(page).fill("")
    about.click()
    expect(page).to_have_url(f"{site.url}/om")
    assert len(asked) == 1


def test_the_other_language_gets_what_is_typed_or_was_asked_last(page: Page, site: Site) -> None:
    """Nothing typed is lost, nothing is asked unasked, and no server sees it in an address."""
    ask(page, "Hur samarbetar ni med polisen?")
    page.get_by_role("link", name="English").click()
    expect(question_box(page)).to_have_value("Hur samarbetar ni med polisen?")
    expect(page).to_have_url(f"{site.url}/?lang=en")
    expect(answers(page)).to_have_count(0)
    question_box(page).fill("100 % å + & #?")
    page.get_by_role("link", name="Svenska").click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(question_box(page)).to_have_value("100 % å + & #?")
