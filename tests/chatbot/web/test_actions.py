"""What a visitor does with a quote, in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.chatbot.web.asking import ask
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import AMIR, POLICE, TAGGED

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]

DESKTOP = {"width": 1280, "height": 900}

# Stands in for the browser's speech: what is said is noted, and ends when the test says so.
SPEECH = """
window.spoken = [];
window.cancelled = 0;
const voices = %s;
Object.defineProperty(window, "speechSynthesis", {value: Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: utterance => window.spoken.push(utterance),
    cancel: () => window.cancelled++,
})});
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
SWEDISH = '[{lang: "en-GB", localService: true, name: "a"}, {lang: "sv-SE", localService: true, name: "b"}]'


@pytest.fixture(autouse=True)
def nothing_withdrawn(site: Site) -> Iterator[None]:
    """Let every quote be published again after each test."""
    site.chatbot.withdrawn.clear()
    yield
    site.chatbot.withdrawn.clear()


def first_card(page: Page, question: str = "Hur samarbetar ni med polisen?") -> Locator:
    """Ask, and return the first card of the answer."""
    return ask(page, question).get_by_role("figure").first


def press(card: Locator, name: str) -> Locator:
    """Press an action of a card by its name, which may be folded under "Mer", and return it."""
    button = card.get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        card.get_by_role("button", name="Mer", exact=True).click()
    button.click()
    return button


def clipboard(page: Page, kind: str) -> str:
    """Return what was copied, as one of its kinds."""
    text: str = page.evaluate(
        "async kind => (await (await navigator.clipboard.read())[0].getType(kind)).text()", f"text/{kind}"
    )
    return text


def test_the_actions_have_names_and_fold_on_a_phone(visit: Visit) -> None:
    """All in a row where there is room; on a phone the last ones are one press away."""
    names = ["Läs i sammanhanget (öppnas i en ny flik)", "Kopiera", "Länk", "Läs upp", "Kvitto", "Tyck till"]
    wide = first_card(visit(viewport=DESKTOP)).locator(".action:visible")
    assert [text.strip() for text in wide.evaluate_all("all => all.map(e => e.textContent)")] == names
    card = first_card(visit())
    narrow = card.locator(".action:visible")
    assert narrow.evaluate_all("all => all.map(e => e.textContent)") == [*names[:2], "Mer"]
    more = card.get_by_role("button", name="Mer")
    more.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(more).to_be_focused()
    assert narrow.evaluate_all("all => all.map(e => e.textContent)") == [*names[:2], "Mer", *names[2:]]


def test_the_context_opens_beside_the_conversation(page: Page) -> None:
    """In a tab of its own, for the conversation lives in its page alone; a language that was chosen goes along."""
    link = first_card(page).get_by_role("link", name="Läs i sammanhanget")
    expect(link).to_have_attribute("href", f"/citat/{POLICE.id}#citat")
    expect(link).to_have_attribute("target", "_blank")
    page.goto(page.url + "?lang=en")
    link = first_card(page).get_by_role("link", name="Read in its context")
    expect(link).to_have_attribute("href", f"/citat/{POLICE.id}?lang=en#citat")


@pytest.mark.parametrize(
    ("question", "text"), [("Hur samarbetar ni med polisen?", POLICE.text), ("Visa alla slag", TAGGED.text)]
)
def test_a_copy_has_the_words_byte_for_byte_and_their_source(
    visit: Visit, site: Site, question: str, text: str
) -> None:
    """As plain and as rich text; that it is done stays to be read and is announced."""
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    card = first_card(page, question)
    button = press(card, "Kopiera")
    expect(card.locator(".done")).to_have_text("Kopierat, med källa.")
    expect(page.locator("#announcer")).to_have_text("Kopierat, med källa.")
    expect(button).to_be_focused()
    plain = clipboard(page, "plain")
    said, _, source = plain.partition(" – ")
    assert said.replace("”", "") == text
    assert source.startswith("Tuva Granhöst, socialsekreterare, Flen. Vardag på mottagningen, Flens kommun, ")
    rich = clipboard(page, "html")
    address = f"{site.url}/citat/{card.get_attribute('data-quote')}"
    assert source.endswith(f" {address}")
    assert f'<a href="{address}">{address}</a>' in rich
    assert "<blockquote" in rich
    assert "<cite>Vardag på mottagningen</cite>" in rich


def test_the_address_is_copied_without_the_language(visit: Visit, site: Site) -> None:
    """Whoever gets the link reads it in the own language."""
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site.url}/?lang=en")
    card = first_card(page)
    card.get_by_role("button", name="More").click()
    card.get_by_role("button", name="Link").click()
    expect(card.locator(".done")).to_have_text("The quote's address is copied.")
    assert clipboard(page, "plain") == f"{site.url}/citat/{POLICE.id}"


@pytest.mark.parametrize("way", ["refused", "missing"])
def test_where_copying_is_not_let_the_text_is_there_to_be_copied_by_hand(page: Page, way: str) -> None:
    """In a dialog, selected; closing it leads back to the button."""
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
        if way == "missing"
        else "void (navigator.clipboard.write = async () => { throw new DOMException('no', 'NotAllowedError'); })"
    )
    button = press(first_card(page), "Kopiera")
    dialog = page.get_by_role("dialog", name="Kopiera själv")
    expect(dialog.get_by_role("textbox")).to_be_focused()
    assert page.evaluate("`${document.activeElement.value.slice(0, 11)}`") == "”Vi sitter "
    assert page.evaluate("document.activeElement.selectionEnd === document.activeElement.value.length")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_a_swedish_voice_reads_the_quote_and_who_says_it(visit: Visit) -> None:
    """A sentence at a time, and nothing else; the button stops it, and becomes what it was when it has ended."""
    page = visit(viewport=DESKTOP, init=SPEECH % SWEDISH)
    card = first_card(page)
    press(card, "Läs upp")
    stop = card.get_by_role("button", name="Stoppa")
    expect(stop).to_be_focused()
    spoken = page.evaluate("spoken.map(one => [one.text, one.lang, one.voice.name])")
    assert "".join(text for text, _, _ in spoken[:-1]) == POLICE.text
    assert spoken[-1] == ["Tuva Granhöst, socialsekreterare, Flen.", "sv-SE", "b"]
    stop.click()
    expect(card.get_by_role("button", name="Läs upp")).to_be_focused()
    assert page.evaluate("cancelled") == 1
    press(card, "Läs upp")
    expect(stop).to_be_visible()
    page.evaluate("spoken.at(-1).onend()")
    expect(card.get_by_role("button", name="Läs upp")).to_be_visible()


@pytest.mark.parametrize("way", ["another quote", "starting over"])
def test_reading_aloud_stops_with_what_follows(visit: Visit, way: str) -> None:
    """Two quotes are never read at once, and nothing is read of a conversation that is gone."""
    page = visit(viewport=DESKTOP, init=SPEECH % SWEDISH)
    answer = ask(page, "Hur samarbetar ni med polisen?")
    press(answer.get_by_role("figure").first, "Läs upp")
    expect(answer.get_by_role("button", name="Stoppa")).to_have_count(1)
    if way == "starting over":
        page.get_by_role("button", name="Börja om").click()
    else:
        press(answer.get_by_role("figure").last, "Läs upp")
        expect(answer.get_by_role("button", name="Stoppa")).to_have_count(1)
    assert page.evaluate("cancelled") == 1


@pytest.mark.parametrize(
    "voices",
    [
        pytest.param("[]", id="no voice"),
        pytest.param('[{lang: "en-GB", localService: true}]', id="an English one"),
        pytest.param('[{lang: "sv-SE", localService: false}]', id="one that sends the words away"),
    ],
)
def test_without_a_swedish_voice_nothing_is_read(visit: Visit, voices: str) -> None:
    """The visitor is told instead."""
    page = visit(viewport=DESKTOP, init=SPEECH % voices)
    card = first_card(page)
    press(card, "Läs upp")
    expect(card.locator(".done")).to_contain_text("ingen svensk röst")
    expect(card.get_by_role("button", name="Läs upp")).to_be_focused()
    assert page.evaluate("spoken") == []


def test_reading_aloud_is_not_offered_where_the_browser_cannot(visit: Visit) -> None:
    """No button that does nothing."""
    page = visit(viewport=DESKTOP, init="delete window.speechSynthesis")
    expect(first_card(page).get_by_role("button", name="Läs upp")).to_be_hidden()


def test_the_receipt_has_what_proves_the_quote_and_compares_it_again(page: Page) -> None:
    """Id, place, checksum, index; folded again by the same button."""
    card = first_card(page)
    button = press(card, "Kvitto")
    receipt = card.locator(".proof")
    expect(receipt.locator(".now")).to_have_text("Jämfört nu: orden står så i artikeln.")
    expect(receipt.locator("dd")).to_have_text(
        [POLICE.id, f"tecken {POLICE.start} till {POLICE.end}", POLICE.sha256, "g1"]
    )
    expect(receipt.get_by_role("link", name="Kontrollera citat själv")).to_have_attribute("href", "/kontrollera")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(receipt).to_be_hidden()


def test_a_receipt_without_a_connection_says_so(page: Page) -> None:
    """What could not be compared is not said to be right."""
    card = first_card(page)
    page.context.set_offline(True)
    press(card, "Kvitto")
    expect(card.locator(".proof .now")).to_contain_text("Det gick inte att jämföra")


@pytest.mark.parametrize("action", ["Kvitto", "Kopiera", "Länk", "Tyck till"])
def test_a_quote_that_was_withdrawn_meanwhile_goes_from_its_card(page: Page, site: Site, action: str) -> None:
    """And from every other card with it, whatever is done with one; other quotes stay, and the focus in the card."""
    ask(page, "Vad är det bästa?")
    card = first_card(page)
    site.chatbot.withdrawn.add(POLICE.id)
    page.evaluate("document.getElementById('by-hand').showModal = () => {}")
    press(card, action)
    expect(card).to_have_text("Citatet är inte längre publicerat och visas därför inte.")
    expect(page.locator("#announcer")).to_have_text("Citatet är inte längre publicerat och visas därför inte.")
    expect(page.get_by_role("figure").last.locator(".words")).to_be_visible()
    assert POLICE.text not in page.content()


def test_a_quote_whose_speaker_was_corrected_meanwhile_goes_from_its_card(
    page: Page, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its receipt does not say that all is right under a name that is wrong."""
    card = first_card(page)
    corrected = replace(POLICE, speakers=(AMIR,))
    monkeypatch.setattr(site.chatbot, "quote", lambda _: corrected)
    press(card, "Kvitto")
    expect(card).to_have_text("Uppgiften om vem som säger det har rättats. Fråga igen, så visas citatet som det är nu.")


def test_a_double_click_is_one(page: Page) -> None:
    """A receipt that is pressed twice in haste stays open."""
    card = first_card(page)
    card.get_by_role("button", name="Mer").dblclick()
    card.get_by_role("button", name="Kvitto").dblclick()
    expect(card.locator(".proof")).to_be_visible()


def test_a_card_of_the_english_interface_marks_what_is_swedish(visit: Visit) -> None:
    """Quote, question, role and title carry their language."""
    card = first_card(visit(locale="en-GB"))
    for part in ("blockquote", ".interviewer span:not(.label)", ".speaker span", ".source cite"):
        expect(card.locator(part)).to_have_attribute("lang", "sv")
