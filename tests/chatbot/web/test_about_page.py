"""The page about the service: sources, method with figures, personal data, contact, accessibility."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from chatbot.errors import ChatbotError
from chatbot.figures import Figures, Hits, QuestionFigures
from chatbot.records import ArticleReference
from chatbot.web.about_page import LISTED, UNTOLD, Facts, Terms, about_page
from chatbot.web.accessibility import AccessibilityReport, Check, ExaminedPage
from chatbot.web.shell import Visit
from chatbot.web.texts.languages import Language
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import ARTICLE, HOSTILE, FakeChatbot

FIGURES = Figures(
    questions_measured="2026-02-03",
    questions=(
        QuestionFigures(own=True, first_right=Hits(199, 200), answered=Hits(90, 100), refused=Hits(0, 0)),
        QuestionFigures(own=False, first_right=Hits(2, 3), answered=Hits(2, 4), refused=Hits(5, 5)),
    ),
    speakers_measured="2026-02-04",
    speakers=Hits(999, 1000),
    articles=12,
)
REPORT = AccessibilityReport(
    tested="2026-02-05",
    standard="WCAG 2.2 AA",
    pages=(ExaminedPage("/om", "hela sidan", ("light", "dark"), (320, 1280), 0),),
    checks=(Check("Allt nås med tangentbordet", passed=True),),
    known=(),
)
FACTS = Facts(people=2, municipalities=1, articles=FakeChatbot().articles())
EVERY_SECTION = ["vad", "kallor", "metod", "personuppgifter", "kontakt", "tillganglighet"]


def _page(language: Language = Language.SWEDISH, **changes: Any) -> str:  # noqa: ANN401 - whatever about_page takes
    given = {"facts": FACTS, "figures": FIGURES, "report": REPORT, "terms": UNTOLD, **changes}
    return about_page(Visit(language, path="/om"), **given)


@pytest.mark.parametrize("language", list(Language))
def test_both_languages_have_all_sections_and_headings_in_order(language: Language) -> None:
    """The same ids, each in the table of contents; no level of heading is skipped; nothing is left to fill in."""
    html = _page(language)
    assert re.findall(r'<h2 id="(\w+)">', html) == EVERY_SECTION
    assert re.findall(r'<li><a href="#(\w+)">', html) == EVERY_SECTION
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert not re.findall(r"\{\w*\}", html)


def test_the_figures_are_those_that_were_measured() -> None:
    """With their days; per cent are rounded down, so that 100 stands only where nothing was wrong."""
    html = _page()
    assert "Svaren mättes 3 februari 2026, namnen under citaten 4 februari 2026." in html
    assert "Rätt person stod under 999 av 1000 citat som visas med namn (99 %), i 12 artiklar" in html
    cells = re.findall(r"<td>([^<]*)</td>", html)
    assert cells == [
        *("99 % (199 av 200)", "66 % (2 av 3)"),
        *("90 % (90 av 100)", "50 % (2 av 4)"),
        *("–", "100 % (5 av 5)"),
    ]


def test_few_articles_are_listed_with_what_is_known_of_them() -> None:
    """Title, publisher and date; no link but to the web; nothing hostile becomes markup."""
    html = _page()
    assert "2 personer i en kommun citeras, ur 3 artiklar." in html
    assert '<a href="https://example.org/vardag" target="_blank" rel="noopener noreferrer">' in html
    assert "1 februari 2017" in html
    assert "utan datum" in html
    assert "javascript:" not in html
    assert "&lt;h1&gt;Titel&lt;/h1&gt;" in html
    assert html.count("<h1") == 1


def _many(count: int, publishers: int) -> list[ArticleReference]:
    return [
        replace(ARTICLE, id=str(n), publisher=f"Utgivare {n % publishers}", published=f"{2000 + n % 20}-01-01")
        for n in range(count)
    ]


def test_many_articles_are_grouped_by_publisher() -> None:
    """Thousands fit on the page: so many publishers at most, the rest summed up."""
    html = _page(facts=replace(FACTS, articles=_many(5000, 100)))
    assert html.count("<tr>") == LISTED + 1 + 4
    assert "och 70 utgivare till, med 3500 artiklar" in html
    assert re.search(r'<th scope="row"><span lang="sv">Utgivare 0</span></th><td>50</td><td>2000</td>', html)
    assert len(html) < 60_000


def test_no_articles_and_no_dates_are_told() -> None:
    """An empty corpus, and publishers without years, need no special reader."""
    assert "Det finns inga artiklar ännu." in _page(facts=Facts(0, 0, []))
    undated = [replace(HOSTILE.article, published=None, publisher=None)] * (LISTED + 1)
    html = _page(facts=replace(FACTS, articles=undated))
    assert '<th scope="row">Utgivaren är inte känd</th><td>31</td><td>utan datum</td>' in html


def test_what_is_kept_follows_the_settings() -> None:
    """Nothing, or questions for so many days; never both."""
    nothing, kept = "Tjänsten sparar inte dina frågor", "Allt tas bort efter 30 dagar."
    assert (nothing in _page(), kept in _page()) == (True, False)
    stored = _page(terms=Terms(retention_days=30))
    assert (nothing in stored, kept in stored) == (False, True)


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        (None, "har inte angett hur man når dem"),
        ("kontakt@flen.example", '<a href="mailto:kontakt@flen.example">kontakt@flen.example</a>'),
        ("https://flen.example/kontakt", '<a href="https://flen.example/kontakt" target="_blank"'),
        ("Flens kommun, 642 81 Flen", "<p>Kontakt: Flens kommun, 642 81 Flen</p>"),
        ("javascript:alert(1)", "<p>Kontakt: javascript:alert(1)</p>"),
        ("a@b.example?cc=<c@d.example>", "<p>Kontakt: a@b.example?cc=&lt;c@d.example&gt;</p>"),
    ],
)
def test_the_contact_is_shown_as_what_it_is(contact: str | None, shown: str) -> None:
    """A link only to an e-mail or web address; where it is not set the page says so. Twice: also for accessibility."""
    assert _page(terms=Terms(contact=contact)).count(shown) == 2


def test_the_statement_says_what_the_tests_found() -> None:
    """Nothing known is no promise; shortcomings are listed and make it partial; without a report nothing is claimed."""
    clean = _page()
    assert "Våra tester hittade inga brister mot WCAG 2.2 AA" in clean
    assert "Senast testad 5 februari 2026" in clean
    assert "Allt nås med tangentbordet" in clean
    assert "delvis förenlig" not in clean
    faulty = replace(
        REPORT,
        pages=(replace(REPORT.pages[0], violations=3),),
        checks=(Check("Stor text får plats", passed=False),),
        known=("Citat läses upp utan pauser",),
    )
    html = _page(report=faulty)
    assert "Tjänsten är delvis förenlig med lagen." in html
    for said in ("/om, hela sidan: 3 brister", "Inte godkänt: Stor text får plats", "Citat läses upp utan pauser"):
        assert said in html
    assert "Våra tester hittade inga brister" not in html
    untested = _page(report=None)
    assert "Det finns ingen testrapport för den här versionen." in untested
    assert "Senast testad" not in untested


def _report() -> dict[str, Any]:
    page = {"page": "/om", "state": "hela sidan", "themes": ["light", "dark"], "widths": [320, 1280], "violations": 0}
    checks = [{"name": "Allt nås med tangentbordet", "passed": True}]
    return {"tested": "2026-02-05", "standard": "WCAG 2.2 AA", "pages": [page], "checks": checks, "known": []}


def test_the_report_is_read_as_it_was_written() -> None:
    """The form that the tests write."""
    assert AccessibilityReport.read(json.dumps(_report())) == REPORT


@pytest.mark.parametrize(
    "change",
    [{"tested": "i går"}, {"tested": 7}, {"pages": [{}]}, {"checks": [{"name": "a", "passed": "false"}]}, {"known": 7}],
)
def test_a_damaged_report_is_refused(change: dict[str, Any]) -> None:
    """It is not taken for one without shortcomings."""
    with pytest.raises(ChatbotError, match="tillgänglighetsrapporten är skadad"):
        AccessibilityReport.read(json.dumps({**_report(), **change}))


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_page_is_there(site: Site, method: str) -> None:
    """For whoever asks, in the visitor's language, checked again each time."""
    response = httpx.request(method, f"{site.url}/om", headers={"Accept-Language": "en"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-cache"
    assert ("<h1>About the service</h1>" in response.text) == (method == "GET")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", THEMES)
def test_axe_finds_nothing(browser: Browser, site: Site, scheme: str) -> None:
    """No violation at three widths, nothing scrolls sideways, links of lists are large enough."""
    page = browser.new_context(locale="sv-SE", color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.goto(f"{site.url}/om")
    audit(page, "Om tjänsten", "hela sidan")
    heights = page.locator("main li > a").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(heights) >= 24
    page.context.close()
