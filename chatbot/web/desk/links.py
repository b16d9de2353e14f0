"""Addresses of the desk's pages of articles."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from chatbot.web.desk.access import PREFIX, Signed
from chatbot.web.desk.pages import Section


def article_address(article_id: str) -> str:
    """Return the path of an article's page, percent-encoded."""
    return f"{Section.ARTICLES.path}/{quote(article_id, safe='')}"


def draft_address(draft_id: str) -> str:
    """Return the path of a draft's page."""
    return f"{PREFIX}/utkast/{quote(draft_id, safe='')}"


def link_to(signed: Signed, path: str, fragment: str = "", **query: str) -> str:
    """Return a link to a page of ours, in the language that was chosen, with a query and a place on the page."""
    given = ({"lang": signed.visit.language.value} if signed.visit.chosen else {}) | query
    return path + (f"?{urlencode(given)}" if given else "") + (f"#{fragment}" if fragment else "")
