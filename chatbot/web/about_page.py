"""The page about the service: what it is, sources, method with what was measured, personal data, accessibility."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote as percent_encoded

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from chatbot.figures import Figures, Hits, shipped_figures
from chatbot.records import ArticleReference
from chatbot.web.accessibility import AccessibilityReport, shipped_report
from chatbot.web.answerer import Answerer
from chatbot.web.cards import in_swedish
from chatbot.web.citing import is_web_address
from chatbot.web.markup import Markup, element, join
from chatbot.web.shell import MAIN, Visit, outside_link, page
from chatbot.web.texts.about import AboutTexts, about_texts
from chatbot.web.texts.chat import chat_texts
from chatbot.web.texts.dates import written_date

LISTED = 30
"""Articles, or publishers where there are more articles, that are listed one by one."""

_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGG = "https://www.digg.se/tdosanmalan"
_IMY = "https://www.imy.se"


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms the service is run.

    Attributes:
        contact: e-mail, web or postal address of whoever runs it; None where it is not told.
        retention_days: how long questions are kept; None where none is kept.
    """

    contact: str | None = None
    retention_days: int | None = None


UNTOLD = Terms()
"""Nothing is kept, and nobody told who runs it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page tells of what is searched.

    Attributes:
        people: how many are quoted by name; municipalities: how many have a quote.
        articles: the newest first.
    """

    people: int
    municipalities: int
    articles: Sequence[ArticleReference]


def build_about_page(chatbot: Answerer, terms: Terms) -> APIRouter:
    """Return the route of the page.

    Raises:
        ChatbotError: the figures or the report of accessibility that come with the program are damaged.
    """
    router = APIRouter(include_in_schema=False)
    figures, report = shipped_figures(), shipped_report()

    @router.api_route("/om", methods=["GET", "HEAD"])
    def show_about(request: Request) -> Response:
        people = len({voice.name for voice in chatbot.people()})  # somebody with two roles is one person
        facts = Facts(people, len(chatbot.municipalities()), chatbot.articles())
        return HTMLResponse(about_page(Visit.of(request), facts, figures, report, terms), headers=_HEADERS)

    return router


def about_page(visit: Visit, facts: Facts, figures: Figures, report: AccessibilityReport | None, terms: Terms) -> str:
    """Return the page; its sections have the same ids in both languages."""
    texts = about_texts(visit.language)
    sections = {
        "vad": (texts.what, _what(texts)),
        "kallor": (texts.sources, _sources(visit, texts, facts)),
        "metod": (texts.method, _method(visit, texts, figures)),
        "personuppgifter": (texts.privacy, _privacy(texts, terms)),
        "kontakt": (texts.rights, _rights(visit, texts, terms)),
        "tillganglighet": (texts.accessibility, _accessibility(visit, texts, report, terms)),
    }
    contents = element(
        "nav",
        element("h2", texts.contents),
        element("ul", *(element("li", element("a", name, href=f"#{id_}")) for id_, (name, _) in sections.items())),
        aria_label=texts.contents,
        class_="contents",
    )
    body = element(
        "main",
        element("h1", texts.heading),
        element("p", texts.lead, class_="lead"),
        contents,
        *(element("section", element("h2", name, id=id_), content) for id_, (name, content) in sections.items()),
        id=MAIN,
        class_="prose",
    )
    return page(visit, texts.heading, body, kind="about-page", description=texts.lead)


def _paragraphs(texts: Sequence[str]) -> Markup:
    return join(*(element("p", text) for text in texts))


def _list(items: Sequence[str], kind: str = "ul") -> Markup:
    return element(kind, *(element("li", item) for item in items))


def _filled(template: str, field: str, part: Markup) -> Markup:
    """Return a text with markup in the place of its one field."""
    before, _, after = template.partition(f"{{{field}}}")
    return join(before, part, after)


def _what(texts: AboutTexts) -> Markup:
    return join(
        _paragraphs(texts.what_text),
        element("h3", texts.for_whom),
        _list(texts.for_whom_list),
        element("h3", texts.is_not),
        _list(texts.is_not_list),
    )


# --- sources -----------------------------------------------------------------------------------------


def _sources(visit: Visit, texts: AboutTexts, facts: Facts) -> Markup:
    if not facts.articles:
        return element("p", texts.no_sources)
    words = chat_texts(visit.language)
    people = words.one_person if facts.people == 1 else words.people.format(count=facts.people)
    one_place = facts.municipalities == 1
    places = words.one_municipality if one_place else words.municipalities.format(count=facts.municipalities)
    said = texts.sources_text.format(
        people=people, municipalities=places, articles=_counted(texts, len(facts.articles))
    )
    listed = _articles if len(facts.articles) <= LISTED else _publishers
    return join(element("p", said[:1].upper() + said[1:]), listed(visit, texts, facts.articles))


def _counted(texts: AboutTexts, count: int) -> str:
    return texts.one_article if count == 1 else texts.several_articles.format(count=count)


def _articles(visit: Visit, texts: AboutTexts, articles: Sequence[ArticleReference]) -> Markup:
    return join(
        element("p", texts.sources_listed),
        element("ul", *(element("li", _article(visit, texts, one)) for one in articles), class_="sources"),
    )


def _article(visit: Visit, texts: AboutTexts, article: ArticleReference) -> Markup:
    title: Markup = element("cite", article.title, lang="sv")
    if article.url and is_web_address(article.url):
        title = outside_link(title, article.url, visit.language)
    publisher = join(in_swedish(article.publisher), ", ") if article.publisher else None
    date = written_date(article.published, visit.language) if article.published else texts.undated
    return join(title, element("span", publisher, date, class_="detail"))


def _publishers(visit: Visit, texts: AboutTexts, articles: Sequence[ArticleReference]) -> Markup:  # noqa: ARG001 - as _articles
    rows = sorted(_by_publisher(articles), key=lambda row: (-len(row[1]), row[0]))
    shown, rest = rows[:LISTED], rows[LISTED:]
    cells = (
        element(
            "tr",
            element("th", in_swedish(name) if name else texts.no_publisher, scope="row"),
            element("td", str(len(found))),
            element("td", _years(found) or texts.undated),
        )
        for name, found in shown
    )
    count = _counted(texts, sum(len(found) for _, found in rest))
    return join(
        element("p", texts.sources_grouped),
        _table(None, (texts.publisher, texts.articles, texts.years), cells),
        element("p", texts.more_publishers.format(count=len(rest), articles=count)) if rest else None,
    )


def _by_publisher(articles: Sequence[ArticleReference]) -> Iterator[tuple[str, list[ArticleReference]]]:
    ordered = sorted(articles, key=lambda article: article.publisher or "")
    for name, found in groupby(ordered, key=lambda article: article.publisher or ""):
        yield name, list(found)


def _years(articles: Sequence[ArticleReference]) -> str:
    years = sorted(article.published[:4] for article in articles if article.published)
    return "–".join(dict.fromkeys([years[0], years[-1]])) if years else ""


def _table(caption: str | None, heads: Sequence[str], rows: Iterator[Markup]) -> Markup:
    head = element("tr", *(element("th", text, scope="col") for text in heads))
    table = element(
        "table", element("caption", caption) if caption else None, element("thead", head), element("tbody", *rows)
    )
    return element("div", table, class_="table")


# --- method ------------------------------------------------------------------------------------------


def _method(visit: Visit, texts: AboutTexts, figures: Figures) -> Markup:
    measured = texts.figures_lead.format(
        questions=written_date(figures.questions_measured, visit.language),
        speakers=written_date(figures.speakers_measured, visit.language),
    )
    speakers = figures.speakers
    named = texts.speakers_right.format(
        right=speakers.right, count=speakers.count, percent=_percent(speakers), articles=figures.articles
    )
    return join(
        _list(texts.method_steps, "ol"),
        element("h3", texts.figures),
        element("p", measured),
        element("p", element("b", named)),
        _measured(texts, figures),
        element("p", texts.figures_meaning),
    )


def _measured(texts: AboutTexts, figures: Figures) -> Markup:
    heads = [texts.measure]
    heads += [
        (texts.own_articles if one.own else texts.other_articles).format(count=one.asked) for one in figures.questions
    ]
    rows = (
        (texts.first_right, [one.first_right for one in figures.questions]),
        (texts.answered, [one.answered for one in figures.questions]),
        (texts.refused, [one.refused for one in figures.questions]),
    )
    cells = (
        element("tr", element("th", name, scope="row"), *(element("td", _share(texts, hits)) for hits in found))
        for name, found in rows
    )
    return _table(texts.figures_caption, heads, cells)


def _share(texts: AboutTexts, hits: Hits) -> str:
    return texts.share.format(percent=_percent(hits), right=hits.right, count=hits.count) if hits.count else "–"


def _percent(hits: Hits) -> int:
    """Return whole per cent, rounded down: 100 only where nothing was wrong."""
    return 100 * hits.right // hits.count if hits.count else 0


# --- personal data and contact ------------------------------------------------------------------------


def _privacy(texts: AboutTexts, terms: Terms) -> Markup:
    stored = [text.format(days=terms.retention_days) for text in texts.privacy_stored]
    return join(
        _paragraphs(texts.privacy_nothing if terms.retention_days is None else stored),
        element("h3", texts.privacy_never),
        _list(texts.privacy_never_list),
        element("h3", texts.privacy_quoted),
        _paragraphs(texts.privacy_quoted_text),
    )


def _rights(visit: Visit, texts: AboutTexts, terms: Terms) -> Markup:
    authority = _filled(texts.authority, "authority", outside_link(texts.authority_name, _IMY, visit.language))
    return join(_paragraphs(texts.rights_text), _contact(visit, texts, terms), element("p", authority))


def _contact(visit: Visit, texts: AboutTexts, terms: Terms) -> Markup:
    contact = terms.contact
    if contact is None:
        return element("p", texts.no_contact)
    shown = join(contact)
    if _EMAIL.fullmatch(contact):
        shown = element("a", contact, href=f"mailto:{percent_encoded(contact, safe='@')}")
    elif is_web_address(contact):
        shown = outside_link(contact, contact, visit.language)
    return element("p", _filled(texts.contact, "contact", shown))


# --- accessibility -----------------------------------------------------------------------------------


def _accessibility(visit: Visit, texts: AboutTexts, report: AccessibilityReport | None, terms: Terms) -> Markup:
    """Return the statement, in the order of DIGG's model."""
    digg = _filled(texts.supervision_text, "link", outside_link(texts.supervision_link, _DIGG, visit.language))
    return join(
        element("p", texts.accessibility_lead),
        element("h3", texts.how_accessible),
        _paragraphs(texts.no_report) if report is None else _compliance(texts, report),
        element("h3", texts.content_heading),
        element("p", texts.content_text),
        element("h3", texts.report_heading),
        element("p", texts.report_text),
        _contact(visit, texts, terms),
        element("h3", texts.supervision),
        element("p", digg),
        _tests(visit, texts, report) if report else None,
    )


def _compliance(texts: AboutTexts, report: AccessibilityReport) -> Markup:
    if not report.has_shortcomings:
        return element("p", texts.no_known.format(standard=report.standard))
    found = [
        texts.violations_found.format(page=one.page, state=one.state, count=one.violations)
        for one in report.pages
        if one.violations
    ]
    failed = [texts.check_failed.format(name=name) for name in report.failed]
    return join(
        element("p", texts.partly),
        element("h3", texts.shortcomings),
        element("p", texts.shortcomings_list_lead),
        element("ul", *(element("li", item) for item in (*found, *failed)), *(_known(item) for item in report.known)),
    )


def _known(item: str) -> Markup:
    return element("li", in_swedish(item))


def _tests(visit: Visit, texts: AboutTexts, report: AccessibilityReport) -> Markup:
    date = written_date(report.tested, visit.language)
    pages = {one.page for one in report.pages}
    widths = sorted({width for one in report.pages for width in one.widths})
    examined = texts.tested_pages.format(states=len(report.pages), pages=len(pages), widths=", ".join(map(str, widths)))
    passed = [element("li", in_swedish(check.name)) for check in report.checks if check.passed]
    return join(
        element("h3", texts.tested_heading),
        element("p", texts.tested_text.format(date=date, standard=report.standard)),
        element("p", examined) if report.pages else None,
        element("p", f"{texts.tested_checks}:") if passed else None,
        element("ul", *passed) if passed else None,
        element("p", texts.updated.format(date=date)),
    )
