"""The list of articles, an article as it was read, and its removal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import QueryParams

from chatbot.article_list import ListedArticle, listed_articles
from chatbot.store.article_changes import LastChange, last_changes
from chatbot.store.drafts import all_drafts, count_drafts
from chatbot.store.reviewers import Role, logins_by_id
from chatbot.web.desk.access import PREFIX, Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.drafts_page import drafts_section
from chatbot.web.desk.index_state import index_state
from chatbot.web.desk.links import article_address, link_to
from chatbot.web.desk.pages import Section, desk_page, message, table
from chatbot.web.desk.paging import PER_PAGE, Page
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.dates import written_date, written_moment
from chatbot.web.texts.desk_articles import ArticleTexts, article_texts
from chatbot.web.texts.desk_corrections import correction_texts

NO_STORE = {"Cache-Control": "no-store"}


def build_articles(desk: Desk) -> APIRouter:
    """Return the route of the list."""
    router = desk.access.router()

    @router.get("/artiklar")
    def show_list(request: Request) -> Response:
        return HTMLResponse(_list_page(desk, signed_in(request), request), headers=NO_STORE)

    return router


def _list_page(desk: Desk, signed: Signed, request: Request) -> str:
    texts, asked = article_texts(signed.visit.language), request.query_params
    rows = listed_articles(desk.settings)
    with desk.database.reading() as connection:
        count, logins = count_drafts(connection), logins_by_id(connection)
        page = Page.asked_for(asked, "utkast", count)
        drafts = all_drafts(connection, first=page.first, most=PER_PAGE)
        changes = last_changes(connection)
    links = page.links(signed, Section.ARTICLES.path, asked)
    words, only_waiting = asked.get("sok", "").strip(), asked.get("vantar") == "1"
    chosen = [row for row in rows if _fits(row, words, only_waiting=only_waiting)]
    lead = texts.lead.format(
        articles=len(rows), quotes=sum(r.quotes for r in rows), waiting=sum(r.waiting for r in rows)
    )
    done = {"kastat": texts.discarded, "borttagen": texts.removed}.get(asked.get("nu", ""))
    return desk_page(
        signed,
        texts.heading,
        message(done) if done else None,
        _undo(signed, asked) if asked.get("version", "0") != "0" and signed.may(Role.EDITOR) else None,
        element("p", lead),
        index_state(desk, signed, looks_behind=True),
        _ways(signed, texts) if signed.may(Role.EDITOR) else join(),
        drafts_section(signed, drafts, logins, count, links) if drafts else None,
        _filter(signed, texts, words, only_waiting=only_waiting),
        *(
            _paged(signed, chosen, asked, changes, logins)
            if chosen
            else [element("p", texts.no_match if rows else texts.no_articles)]
        ),
        section=Section.ARTICLES,
        wide=True,
    )


def _undo(signed: Signed, asked: QueryParams) -> Markup:
    """Return the button that brings back the article that has just been removed."""
    texts = correction_texts(signed.visit.language)
    return element(
        "form",
        void("input", type="hidden", name="version", value=asked["version"]),
        element("button", texts.undo, type="submit"),
        method="post",
        action=link_to(signed, f"{article_address(asked.get('artikel', ''))}/angra"),
        class_="actions",
    )


def _fits(row: ListedArticle, words: str, *, only_waiting: bool) -> bool:
    told = f"{row.title or ''} {row.publisher or ''} {row.id}".casefold()
    return (row.waiting > 0 or not only_waiting) and all(word in told for word in words.casefold().split())


def _ways(signed: Signed, texts: ArticleTexts) -> Markup:
    ways = (
        (texts.add, "ny-artikel", True),
        (texts.add_many, "importera", False),
        (texts.withdraw, "dra-tillbaka", False),
    )
    return element(
        "p",
        *(
            element("a", text, href=link_to(signed, f"{PREFIX}/{path}"), class_="button primary" if first else "button")
            for text, path, first in ways
        ),
        class_="actions",
    )


def _filter(signed: Signed, texts: ArticleTexts, words: str, *, only_waiting: bool) -> Markup:
    language = void("input", type="hidden", name="lang", value=signed.visit.language.value)
    return element(
        "form",
        language if signed.visit.chosen else None,
        element(
            "div",
            element("label", texts.search, for_="sok"),
            void("input", id="sok", name="sok", type="search", value=words),
            class_="field",
        ),
        element(
            "div",
            element(
                "label",
                void("input", type="checkbox", name="vantar", value="1", checked=only_waiting),
                texts.only_waiting,
            ),
            class_="choices",
        ),
        element("button", texts.show, type="submit"),
        role="search",
        class_="row",
    )


def _paged(
    signed: Signed,
    rows: Sequence[ListedArticle],
    asked: QueryParams,
    changes: Mapping[str, LastChange],
    logins: Mapping[int, str],
) -> list[Markup | None]:
    texts = article_texts(signed.visit.language)
    page = Page.asked_for(asked, "sida", len(rows))
    columns = (
        texts.title,
        texts.publisher,
        texts.published,
        texts.municipality,
        texts.quotes,
        texts.waiting,
        texts.changed,
    )
    numbers = (texts.quotes, texts.waiting)
    heads = [element("th", c, scope="col", class_="number" if c in numbers else None) for c in columns]
    cells = (_row(signed, row, changes.get(row.id), logins) for row in rows[page.part])
    boxed = table(texts.table, heads, cells, is_captioned=True)
    return [boxed, page.links(signed, Section.ARTICLES.path, asked)]


def _row(
    signed: Signed, row: ListedArticle, change: LastChange | None, logins: Mapping[int, str]
) -> Sequence[Markup | str]:
    texts, visit = article_texts(signed.visit.language), signed.visit
    link = element("a", row.title or texts.untitled, href=visit.link(article_address(row.id)), lang="sv")
    state = texts.unreadable.format(fault=row.fault) if row.fault else None if row.is_indexed else texts.not_indexed
    waits = element("span", str(row.waiting), class_="chip doubt") if row.waiting else "0"
    return (
        element("th", link, element("p", state, class_="hint") if state else None, scope="row"),
        element("td", row.publisher or texts.untouched, lang="sv"),
        element("td", written_date(row.published, visit.language) if row.published else texts.untouched),
        element("td", ", ".join(row.municipalities) or texts.untouched, lang="sv"),
        element("td", str(row.quotes), class_="number"),
        element("td", waits, class_="number"),
        told_change(signed, change, logins),
    )


def told_change(signed: Signed, change: LastChange | None, logins: Mapping[int, str]) -> str:
    """Return when something was changed, and by whom."""
    texts = article_texts(signed.visit.language)
    if change is None:
        return texts.untouched
    login = logins.get(change.reviewer or 0, texts.nobody)
    return texts.changed_by.format(date=written_moment(change.made), login=login)
