"""The chat page by keyboard, with a screen reader, on small screens, in the dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.chatbot.web.asking import answers, ask, question_box, wait_for_answer
from tests.chatbot.web.auditing import THEMES, WIDTHS, audit
from tests.chatbot.web.fakes import FIRST_QUESTIONS, TOPICS

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def show_state(page: Page, state: str) -> None:
    """Bring the page into one of its states."""
    match state:
        case "answer":
            ask(page, "Visa alla slag")
        case "no answer":
            ask(page, "Något helt annat")
        case "follow-up":
            ask(page, "Hur samarbetar ni med polisen?")
            ask(page, "Och skolan?")
        case "comparison":
            ask(page, "Hur samarbetar ni med polisen?").get_by_role("button", name="Jämför kommuner").click()
            wait_for_answer(page, 2)
        case "topics":
            page.locator("#starters").get_by_role("button", name="Vad kan jag fråga om?").click()
            expect(page.get_by_role("dialog")).to_be_visible()
        case "filters":
            page.locator("#filter-open").click()
            page.locator("#filter-municipality").select_option("Flen")
            expect(page.get_by_role("dialog")).to_be_visible()
        case "filtered":
            page.locator("#filter-open").click()
            page.locator("#filter-municipality").select_option("Flen")
            page.locator("#filters .done").click()
            ask(page, "Något helt annat")
            page.locator("#filter-bar .chip").click()
        case "too long":
            question_box(page).fill("å" * 1200)
            question_box(page).press("Enter")
        case "failure":
            ask(page, "En krasch")
        case _:
            show_card_state(page, state)


def show_card_state(page: Page, state: str) -> None:
    """Bring the page into a state in which something is done with a quote."""
    match state:
        case "actions":
            card = ask(page, "Visa alla slag").get_by_role("figure").first
            if (more := card.get_by_role("button", name="Mer", exact=True)).is_visible():
                more.click()
            card.get_by_role("button", name="Kvitto").click()
            expect(card.locator(".proof .now")).to_contain_text("Jämfört nu")
        case "copying by hand":
            page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
            ask(page, "Visa alla slag").get_by_role("button", name="Kopiera").first.click()
            expect(page.get_by_role("dialog")).to_be_visible()
        case "rating":
            page.route("**/api/v1/ratings", lambda route: route.fulfill(status=200))
            rating = ask(page, "Visa alla slag").locator(":scope > .rating")
            rating.get_by_role("button", name="Fel person").click()
            expect(rating.get_by_role("textbox")).to_be_visible()
        case "deleting":
            ask(page, "Visa alla slag")
            page.get_by_role("button", name="Radera min konversation").click()
        case _:
            pass


STATES = {
    "empty": "innan något är frågat",
    "answer": "svar",
    "actions": "svar med alla val utfällda",
    "copying by hand": "kopiering för hand",
    "rating": "omdöme om ett svar",
    "deleting": "radering av samtalet",
    "no answer": "inget svar",
    "follow-up": "följdfråga",
    "comparison": "jämförelse",
    "topics": "vad man kan fråga om",
    "filters": "val av filter",
    "filtered": "inget svar med filter",
    "too long": "för lång fråga",
    "failure": "fel hos oss",
}


@pytest.mark.slow
@pytest.mark.parametrize("scheme", THEMES)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit: Visit, state: str, scheme: str) -> None:
    """No violation in any state and theme, at three widths."""
    page = visit(color_scheme=scheme, reduced_motion="reduce")
    show_state(page, state)
    audit(page, "Chatten", STATES[state])


@pytest.mark.accessibility("Inget rullar i sidled; allt tryckbart är minst 44 px högt, länkar i text minst 24")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("state", STATES)
def test_nothing_scrolls_sideways_and_every_target_is_large(visit: Visit, state: str, width: int) -> None:
    """The page fits, and whatever can be pressed is at least 44 px high, links in sentences at least 24."""
    page = visit(viewport={"width": width, "height": 800})
    show_state(page, state)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes: list[tuple[str, float, float]] = page.evaluate(
        """[...document.querySelectorAll('button, a, textarea')]
            .filter(e => e.checkVisibility() && !e.classList.contains('skip'))
            .map(e => [e.tagName, e.getBoundingClientRect().width, e.getBoundingClientRect().height])"""
    )
    assert sizes
    assert [size for size in sizes if size[1] < 44 or size[2] < (24 if size[0] == "A" else 44)] == []


@pytest.mark.accessibility("Text i 200 % får plats")
def test_large_text_still_fits(visit: Visit) -> None:
    """With the browser's text at 200 % nothing is cut off sideways on a phone."""
    page = visit()
    ask(page, "Visa alla slag")
    page.add_style_tag(content="html { font-size: 200% }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.accessibility("Allt går att nå med bara tangentbordet, i vettig ordning och med synlig fokus")
def test_the_keyboard_alone_is_enough(page: Page) -> None:
    """Skip link, question, button, starters, what can be asked about: in that order, each with a visible focus."""
    reached = []
    for _ in range(11 + len(FIRST_QUESTIONS)):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText || document.activeElement.tagName"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", reached
    pages = ["Fråga", "Kontrollera citat", "Om tjänsten"]
    site = ["Röster från socialtjänsten", *pages, "Byt språk till engelska:\nEnglish"]
    box = ["TEXTAREA", "Fråga", "Filter", "Så hanteras personuppgifter"]
    assert reached == ["Hoppa till frågerutan", *site, *box, *FIRST_QUESTIONS, "Vad kan jag fråga om?"]


@pytest.mark.accessibility("Hopplänkar leder till frågan och till svaret")
def test_the_skip_links_lead_to_the_question_and_to_the_answer(page: Page) -> None:
    """The first goes to the question box, the second, once there is one, to the latest answer."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question_box(page)).to_be_focused()
    page.keyboard.type("Hur samarbetar ni med polisen?")
    page.keyboard.press("Enter")
    answer = wait_for_answer(page)
    page.get_by_role("link", name="Hoppa till senaste svaret").focus()
    page.keyboard.press("Enter")
    expect(answer.get_by_role("heading", level=2)).to_be_focused()


@pytest.mark.accessibility("Fokus går till svaret på en tryckt fråga och tappas aldrig")
def test_a_question_pressed_by_keyboard_leads_to_its_answer(page: Page) -> None:
    """Focus goes from the pressed question to the heading of its answer, and is never lost."""
    page.get_by_role("button", name=FIRST_QUESTIONS[0]).focus()
    page.keyboard.press("Enter")
    answer = wait_for_answer(page)
    expect(answer.get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Tab")
    expect(answer.get_by_role("link").first).to_be_focused()


@pytest.mark.accessibility("Dialoger och jämförelse klaras med bara tangentbordet")
def test_topics_and_comparison_need_only_the_keyboard(page: Page) -> None:
    """The dialog keeps the focus while it is open; a question in it leads to its answer, and on to the comparison."""
    page.get_by_role("button", name="Vad kan jag fråga om?").focus()
    page.keyboard.press("Enter")
    for expected in ["Stäng", *TOPICS[0].questions]:
        assert page.evaluate("document.activeElement.innerText") == expected
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    answer = wait_for_answer(page)
    expect(answer.get_by_role("heading", level=2)).to_be_focused()
    answer.get_by_role("button", name="Jämför kommuner").focus()
    page.keyboard.press("Enter")
    expect(wait_for_answer(page, 2).get_by_role("heading", level=2)).to_be_focused()


def test_whoever_types_keeps_the_focus(page: Page) -> None:
    """After Enter the question box keeps the focus, so that the next question can follow."""
    ask(page, "Hur samarbetar ni med polisen?")
    expect(question_box(page)).to_be_focused()


def test_on_a_phone_the_keyboard_makes_room_for_the_answer(visit: Visit) -> None:
    """With a touch screen the question box lets go, so that the phone's keyboard closes."""
    page = visit(has_touch=True, is_mobile=True)
    ask(page, "Hur samarbetar ni med polisen?")
    expect(question_box(page)).not_to_be_focused()
    expect(answers(page).last.get_by_role("heading", level=2)).to_be_in_viewport()


@pytest.mark.accessibility("Ett svar läses upp en gång för skärmläsare")
def test_an_answer_is_announced_once(page: Page) -> None:
    """The live region gets the answer's words one time, and no other live region says anything."""
    page.evaluate(
        """() => {
            window.heard = [];
            const note = region => { const text = region.textContent.trim(); if (text) window.heard.push(text); };
            for (const region of document.querySelectorAll('[aria-live], [role=status], [role=alert], [role=log]'))
                new MutationObserver(() => note(region))
                    .observe(region, {childList: true, characterData: true, subtree: true});
        }"""
    )
    ask(page, "Hur samarbetar ni med polisen?")
    expect(page.locator("#announcer")).not_to_be_empty()
    page.wait_for_timeout(1500)
    heard: list[str] = page.evaluate("window.heard")
    assert len(heard) == 1
    assert heard[0].startswith("2 röster från 2 kommuner om det. Citat 1 av 2. Tuva Granhöst, socialsekreterare: ”Det")


@pytest.mark.accessibility("Allt tryckbart har ett namn")
def test_every_control_has_a_name_and_the_box_its_description(page: Page) -> None:
    """Names come from visible words; the box is described by hint, counter and notice."""
    ask(page, "Visa alla slag")
    assert page.locator("button:visible, a:visible").evaluate_all("all => all.every(e => e.innerText.trim())")
    expect(question_box(page)).to_have_accessible_description(
        "Fråga med egna ord om arbetet. Skriv inget privat om dig själv eller någon annan. Så hanteras personuppgifter"
    )
    expect(page.locator(".turn")).to_have_accessible_name("Du frågade Visa alla slag")
    assert page.get_by_role("main").count() == 1


@pytest.mark.accessibility("Mörkt läge följer webbläsarens val")
def test_the_page_is_dark_where_the_visitor_wants_it(visit: Visit) -> None:
    """Colours follow prefers-color-scheme."""
    colours = [
        visit(color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert colours == ["rgb(247, 245, 240)", "rgb(18, 25, 27)"]


@pytest.mark.accessibility("Rörelse minskas för den som vill det")
@pytest.mark.parametrize(("motion", "expected"), [("reduce", ["auto"]), ("no-preference", ["smooth"])])
def test_motion_is_reduced_where_the_visitor_wants_it(visit: Visit, motion: str, expected: list[str]) -> None:
    """Scrolling to the answer is smooth only for those who have nothing against it."""
    page = visit(reduced_motion=motion)
    page.evaluate(
        """() => {
            window.behaviours = new Set();
            window.scrollTo = options => window.behaviours.add(options.behavior);
        }"""
    )
    ask(page, "Hur samarbetar ni med polisen?")
    assert page.evaluate("[...window.behaviours]") == expected


@pytest.mark.accessibility("Det som har fokus döljs aldrig")
def test_what_has_the_focus_is_never_behind_the_question_box(page: Page) -> None:
    """Tabbing through a long answer scrolls each link above the box that sticks to the bottom."""
    ask(page, "Visa alla slag")
    page.locator(".turn h2").focus()
    for _ in range(5):
        page.keyboard.press("Tab")
        bottom, top = page.evaluate(
            """[document.activeElement.getBoundingClientRect().bottom,
                document.querySelector('#composer').getBoundingClientRect().top]"""
        )
        assert bottom <= top


SPACED = """*, *::before, *::after {
    line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
} p { margin-bottom: 2em !important; }"""


@pytest.mark.accessibility("Radavstånd, ordavstånd och teckenavstånd enligt WCAG 1.4.12 skär inte av någon text")
@pytest.mark.parametrize("state", ["empty", "answer", "no answer", "comparison", "topics"])
def test_wider_spacing_cuts_nothing_off(visit: Visit, state: str) -> None:
    """With the text spacing of WCAG 1.4.12 nothing scrolls sideways, and no text is hidden by its own box."""
    page = visit()
    show_state(page, state)
    page.add_style_tag(content=SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cut: list[str] = page.evaluate(
        """[...document.querySelectorAll('p, h1, h2, h3, a, button, li, label')]
            .filter(e => e.checkVisibility() && !e.closest('.visually-hidden, .skip, gradio-app .wrap.hide'))
            .filter(e => getComputedStyle(e).overflow !== 'visible' && e.scrollHeight > e.clientHeight + 1)
            .map(e => e.outerHTML)"""
    )
    assert cut == []


@pytest.mark.accessibility("Med 400 % förstoring går allt att läsa och göra utan att rulla i sidled")
@pytest.mark.parametrize("state", ["empty", "answer", "topics"])
def test_at_four_hundred_percent_all_is_there(visit: Visit, state: str) -> None:
    """A window of 1280 x 1024 at 400 % is one of 320 x 256: nothing sticks over most of it, and one can ask."""
    page = visit(viewport={"width": 320, "height": 256})
    show_state(page, state)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if state == "topics":
        page.get_by_role("dialog").get_by_role("button", name="Stäng").click()
    covered: float = page.evaluate(
        """[...document.querySelectorAll('body *')]
            .filter(e => ['sticky', 'fixed'].includes(getComputedStyle(e).position) && e.checkVisibility())
            .reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)"""
    )
    assert covered < 256 / 2
    before = answers(page).count()
    ask(page, "Hur samarbetar ni med polisen?")
    expect(answers(page)).to_have_count(before + 1)
