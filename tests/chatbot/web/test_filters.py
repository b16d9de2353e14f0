"""Filters in the chat page: chosen in a panel or by the address, sent along, told in the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from chatbot.filters import NO_FILTERS, FacetCounts, FacetValue, Filters
from chatbot.records import Interpretation, Unfiltered
from chatbot.web.filters import filter_panel, named_in, read_filters, render_filters, render_unfiltered
from chatbot.web.page_state import PageState
from chatbot.web.texts.languages import Language
from tests.chatbot.web.asking import ask, question_box, wait_for_answer
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import make_answer

Visit = Callable[..., Page]


@pytest.mark.parametrize(
    ("values", "filters"),
    [
        pytest.param({"municipality": " Flen ", "role": "chef"}, Filters("Flen", "chef"), id="names"),
        pytest.param({"year_from": "2017", "year_to": 2020}, Filters(year_from=2017, year_to=2020), id="years"),
        pytest.param({"municipality": "", "role": None, "other": "x"}, NO_FILTERS, id="nothing"),
        pytest.param({"role": "trollkarl"}, NO_FILTERS, id="unknown"),
        pytest.param({"area": ["barn"], "municipality": 7, "year_to": "20170"}, NO_FILTERS, id="other kinds"),
        pytest.param({"municipality": "å" * 300}, NO_FILTERS, id="long"),
        pytest.param({"year_from": "2020", "year_to": "2017"}, NO_FILTERS, id="years the wrong way round"),
    ],
)
def test_what_nobody_can_mean_counts_as_not_said(values: Mapping[str, object], filters: Filters) -> None:
    """Whoever changed an address or the page's state gets answers without filters, and sees none."""
    assert read_filters(values) == filters


@pytest.mark.parametrize("written", ["{", "[]", '{"filters": 7}', '{"filters": {"role": {}}}', "x" * 5000, None])
def test_a_page_state_that_cannot_be_read_has_no_filters(written: object) -> None:
    """Nothing that a browser sends makes a question fail."""
    assert PageState.read(written).filters == NO_FILTERS


def test_an_address_names_filters() -> None:
    """Beside other parameters."""
    assert named_in([("lang", "en"), ("municipality", "Flen"), ("area", "barn")]) == Filters("Flen", area="barn")


def test_the_panel_has_what_is_chosen_though_nobody_speaks_from_there() -> None:
    """A municipality that presets its own name may have no quotes yet; text is escaped."""
    counts = FacetCounts(Filters("<b>", None, None, 2030), 0, (FacetValue("Flen", "Flen", 4),), (), (), ())
    panel = filter_panel(counts, Language.SWEDISH)
    assert '<option value="&lt;b&gt;" data-label="&lt;b&gt;" selected>&lt;b&gt; (0)</option>' in panel
    assert '<option value="2030" data-label="2030" selected>2030 (0)</option>' in panel
    assert '<option value="Flen" data-label="Flen">Flen (4)</option>' in panel


def test_an_answer_tells_its_filters_in_the_interfaces_language() -> None:
    """With a button for the same question without them; without filters nothing is told."""
    told = Interpretation("Hur?", filters=Filters("Flen", "chef", None, 2017))
    shown = str(render_filters(told, Language.ENGLISH))
    assert "Filters: Flen, Managers and team leaders, from 2017" in shown
    assert 'data-ask="Hur?" data-without="all"' in shown
    assert render_filters(Interpretation("Hur?"), Language.ENGLISH) is None


def test_no_answer_offers_what_answers_without_a_filter() -> None:
    """Each with its number; a filter that would change nothing is not offered."""
    answer = make_answer(
        "Hur?",
        interpreted=Interpretation("Hur?", filters=Filters("Flen", "chef")),
        unfiltered=(Unfiltered("municipality", 0), Unfiltered("role", 3), Unfiltered("all", 10)),
    )
    shown = str(render_unfiltered(answer, Language.SWEDISH))
    assert re.findall(r"<button[^>]*>([^<]*)", shown) == [
        "Svara utan Chefer och arbetsledare (3)",
        "Svara utan filter (minst 10)",
    ]


# ---- in a browser ----


def choose(page: Page, **values: str) -> None:
    """Open the panel, choose, and close it."""
    page.locator("#filter-open").click()
    for name, value in values.items():
        page.locator(f"#filter-{name}").select_option(value)
    page.locator("#filters .done").click()
    expect(page.locator("#filters")).to_be_hidden()


def chips(page: Page) -> list[str]:
    """Return the chosen filters as they stand beside the question box."""
    return page.locator("#filter-bar .chip").all_inner_texts()


@pytest.mark.browser
def test_filters_are_sent_with_every_question(page: Page, site: Site) -> None:
    """As long as the page lives, also after starting over; the answer tells them."""
    choose(page, municipality="Flen", role="chef")
    assert chips(page) == ["Flen", "Chefer och arbetsledare"]
    answer = ask(page, "Hur samarbetar ni med polisen?")
    expect(answer.locator(".filtered > span")).to_have_text("Filter: Flen, Chefer och arbetsledare")
    page.locator("#restart").click()
    ask(page, "Vad är det bästa?")
    assert site.chatbot.filters == [Filters("Flen", "chef")] * 2


@pytest.mark.browser
def test_a_comparison_keeps_to_the_filters(page: Page, site: Site) -> None:
    """The button under an answer asks with the same filters."""
    choose(page, area="barn")
    ask(page, "Hur samarbetar ni med polisen?").get_by_role("button", name="Jämför kommuner").click()
    wait_for_answer(page, 2)
    assert site.chatbot.filters == [Filters(area="barn")] * 2


@pytest.mark.browser
def test_a_changed_filter_offers_to_ask_again(page: Page, site: Site) -> None:
    """By removing a chip; focus does not get lost, and the change is announced."""
    choose(page, municipality="Flen", role="chef")
    ask(page, "Hur samarbetar ni med polisen?")
    page.get_by_role("button", name="Ta bort filtret Chefer och arbetsledare").click()
    expect(page.locator("#filter-open")).to_be_focused()
    expect(page.locator("#announcer")).to_have_text("Filtret Chefer och arbetsledare är borttaget.")
    page.get_by_role("button", name="Fråga igen med det nya valet").click()
    wait_for_answer(page, 2)
    expect(page.locator("#ask-again")).to_have_count(0)
    assert site.chatbot.filters == [Filters("Flen", "chef"), Filters("Flen")]
    assert [question for question, _ in site.chatbot.calls] == ["Hur samarbetar ni med polisen?"] * 2


@pytest.mark.browser
def test_no_answer_is_asked_again_without_one_filter(page: Page, site: Site) -> None:
    """The button takes the filter away, and its chip."""
    choose(page, municipality="Flen", role="chef")
    ask(page, "Något helt annat").get_by_role("button", name="Svara utan Flen (2)").click()
    wait_for_answer(page, 2)
    assert chips(page) == ["Chefer och arbetsledare"]
    assert site.chatbot.filters[-1] == Filters(role="chef")


@pytest.mark.browser
def test_an_address_presets_the_filters(visit: Visit, site: Site) -> None:
    """For links and for the widget; what nobody can mean is left out."""
    page = visit()
    page.goto(f"{site.url}/?municipality=Flen&year_from=2017&lang=en")
    expect(question_box(page)).to_be_visible()
    assert chips(page) == ["Flen", "From year 2017"]
    ask(page, "Hur samarbetar ni med polisen?")
    assert site.chatbot.filters == [Filters("Flen", year_from=2017)]
    page.goto(f"{site.url}/?role=trollkarl")
    expect(page.locator("#filter-open")).to_be_visible()
    assert chips(page) == []


@pytest.mark.browser
def test_filters_are_chosen_by_keyboard(page: Page, site: Site) -> None:
    """From the button into the panel and back; years are kept in order."""
    page.locator("#filter-open").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Filter")).to_be_visible()
    page.get_by_label("Kommun", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.get_by_label("Från år", exact=True).select_option("2024")
    page.get_by_label("Till år", exact=True).select_option("2017")
    expect(page.get_by_label("Från år", exact=True)).to_have_value("2017")
    page.keyboard.press("Escape")
    expect(page.locator("#filter-open")).to_be_focused()
    ask(page, "Hur samarbetar ni med polisen?")
    assert site.chatbot.filters == [Filters("Flen", year_from=2017, year_to=2017)]


@pytest.mark.browser
def test_the_panel_fits_a_small_screen(visit: Visit) -> None:
    """At 320 px nothing has to be scrolled sideways, and every control is large enough to touch."""
    page = visit(viewport={"width": 320, "height": 568})
    page.locator("#filter-open").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("#filters").evaluate("one => one.scrollWidth <= one.clientWidth")
    controls = page.locator("#filters select, #filters button")
    assert all((controls.nth(i).bounding_box() or {"height": 0})["height"] >= 44 for i in range(controls.count()))
