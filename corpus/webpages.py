"""Web pages: the article's text, its layout, and what the page says of itself.

trafilatura finds where on the page the article stands; its own text is not used, since it drops
captions and short replies. Our walk over that part of the page keeps every character.
"""

from __future__ import annotations

import datetime
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import trafilatura
from lxml.etree import LxmlError, ParserError, _Element  # type: ignore[import-untyped]

from corpus.dates import parse_date
from corpus.drafts import Draft, DraftText, UnreadableError
from corpus.municipalities import municipalities
from corpus.places import signing_municipality
from corpus.records import Layout

# It warns of every page that has no article; what then happens is our decision.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_SKIPPED = frozenset(
    "title script style noscript template svg nav form button select option iframe video audio canvas "
    "input textarea object embed head dialog menu math map".split()
)
_BLOCKS = frozenset(
    "p div section article main h1 h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption table tr "
    "td th caption dl dt dd aside header footer address pre hr details summary fieldset body html "
    "center thead tbody tfoot hgroup".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LAYOUT_BY_TAG = {
    **dict.fromkeys(_HEADINGS, Layout.HEADING),
    **dict.fromkeys(("b", "strong"), Layout.BOLD),
    **dict.fromkeys(("i", "em", "cite"), Layout.ITALIC),
    **dict.fromkeys(("figcaption", "caption"), Layout.CAPTION),
    "li": Layout.LIST_ITEM,
    "blockquote": Layout.BLOCK_QUOTE,
    "table": Layout.TABLE,
}
_NOISE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:cookies?|cookie\w*|consent|breadcrumbs?|share|sharing|newsletter|comments?"
    r"|related|sr-only|visually-?hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PULL_QUOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:pull-?quote|blockquote|quote|citat)(?:$|[\s_-])", re.IGNORECASE)
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:caption|bildtext)(?:$|[\s_-])", re.IGNORECASE)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_ROLES = frozenset(("navigation", "search", "banner", "contentinfo", "dialog"))
_DASH = re.compile(r"\s*[–—−‐-]\s*\S")
_SPACE = re.compile(r"[ \t\r\n\f]+")

_NOISE_SHARE = 0.3
"""A part that holds more of the text than this is no noise, whatever its class says."""
_LONG_PART = 40
_ARTICLE_SHARE = 0.95
"""How much of what trafilatura finds the chosen part of the page must hold."""
_DIALOGUE_SHARE = 0.8
"""Fewer of the page's dash paragraphs than this, and the whole page is read."""


def read_webpage(html: str) -> Draft:
    """Return the draft of an HTML page.

    Raises:
        UnreadableError: it is no HTML.
    """
    try:
        root = _parse(html)
        if root.find("body") is None:  # without one, the parser takes <article> for a part of <head>
            root = _parse(f"<html><body>{html}</body></html>")
        body = root.find("body")
        region = _article_region(html, body)
        text = _Walk(region).read(_headline_outside(region, body))
    except (LxmlError, ParserError, ValueError) as exc:
        raise UnreadableError("filen är ingen läsbar webbsida") from exc
    except RecursionError as exc:
        raise UnreadableError("webbsidan är för djupt nästlad för att läsas") from exc
    about = _metadata(root)
    return Draft(
        text.text,
        text.marks,
        title=about.title,
        publisher=about.publisher,
        url=about.url,
        published=about.published,
        dated=about.published is not None,
    )


def _parse(html: str) -> _Element:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)


def _article_region(html: str, body: _Element) -> _Element:
    """Return the smallest part of the page that holds the article."""
    found = _found_by_trafilatura(html)
    long_parts = [part for part in found if len(part) > _LONG_PART]
    weights: dict[_Element, int] = {}
    for leaf in _text_blocks(body):
        words = _plain(leaf)
        # Paragraphs apart by <br> only are one block here and several there.
        if words in found or any(part in words for part in long_parts):
            weights[leaf] = len(words)
    total = sum(weights.values())
    if not total:
        return body
    held: dict[_Element, int] = {}
    for leaf, weight in weights.items():
        for element in (leaf, *leaf.iterancestors()):
            held[element] = held.get(element, 0) + weight
    region = body
    while True:
        inner = [child for child in region if held.get(child, 0) >= _ARTICLE_SHARE * total]
        if not inner or inner[0].tag in ("p", *_HEADINGS):
            break
        region = inner[0]
    if _dash_lines(region) < _DIALOGUE_SHARE * _dash_lines(body):
        return body
    return region


def _found_by_trafilatura(html: str) -> set[str]:
    try:
        document = trafilatura.bare_extraction(
            html, include_comments=False, include_formatting=False, favor_recall=True
        )
    except Exception:  # noqa: BLE001 - it only points at a part; without it we read the page
        return set()
    if document is None or isinstance(document, dict) or document.body is None:
        return set()
    return {_plain(element) for element in document.body.iter() if _plain(element)}


def _text_blocks(body: _Element) -> Iterator[_Element]:
    """Yield the blocks that hold no further block."""
    for element in body.iter():
        if element.tag in _BLOCKS and not any(child.tag in _BLOCKS for child in element):
            yield element


def _dash_lines(region: _Element) -> int:
    return sum(1 for block in _text_blocks(region) if _DASH.match(_plain(block)))


def _plain(element: _Element) -> str:
    return " ".join("".join(element.itertext()).replace("\u00ad", "").split())


def _headline_outside(region: _Element, body: _Element) -> _Element | None:
    """Return the page's only headline where it stands before the article's own part."""
    if next(region.iter("h1"), None) is not None:
        return None
    headlines = list(body.iter("h1"))
    return headlines[0] if len(headlines) == 1 else None


class _Walk:
    """One walk over a part of a page; it owns the text that grows."""

    def __init__(self, region: _Element) -> None:
        self._region = region
        self._size = len(_plain(region))
        self._draft = DraftText()
        self._gap = ""
        self._space = False
        # Where a gap begins -> where the words after it do.
        self._first_words: dict[int, int] = {}

    def read(self, headline: _Element | None) -> DraftText:
        """Return the text, blocks apart by a blank line, list items and <br> by a line."""
        if headline is not None:
            self._element(headline)
        self._element(self._region)
        return self._draft

    def _element(self, element: _Element) -> None:
        tag = element.tag
        if not isinstance(tag, str) or self._is_noise(element):
            return
        if tag == "br":
            self._break("\n\n" if self._gap == "\n" else "\n")
            return
        self._edge(element, opens=True)
        before = self._draft.length
        self._words(element.text, keep=tag == "pre")
        for child in element:
            self._element(child)
            self._words(child.tail, keep=tag == "pre")
        layout = _layout(element)
        if layout is not None:
            self._draft.mark(self._first_words.get(before, before), layout)
        self._edge(element, opens=False)

    def _edge(self, element: _Element, *, opens: bool) -> None:
        if element.tag in ("td", "th") and not any(child.tag in _BLOCKS for child in element):
            if opens and element.getprevious() is not None:
                self._break("\t")
        elif element.tag in ("li", "tr", "dt", "dd"):
            self._break("\n")
        elif element.tag in _BLOCKS:
            self._break("\n\n")

    def _break(self, gap: str) -> None:
        """Ask for at least this gap before the next word."""
        self._space = False
        self._gap = max(self._gap, gap, key=lambda each: (each.count("\n"), len(each)))

    def _words(self, words: str | None, *, keep: bool) -> None:
        if not words:
            return
        words = words if keep else _SPACE.sub(" ", words)
        if not words.strip(" \n\t"):
            self._space = self._space or bool(words)
            return
        gap = self._gap or (" " if self._space or words[0] == " " else "")
        if gap and self._draft.length:
            before = self._draft.length
            self._draft.append(gap)
            self._first_words[before] = self._draft.length
        words = words.lstrip(" ")
        self._gap = ""
        self._space = words.endswith(" ")
        self._draft.append(words.rstrip(" "))

    def _is_noise(self, element: _Element) -> bool:
        if element.tag in _SKIPPED or "hidden" in element.attrib:
            return True
        if _HIDDEN_STYLE.search(element.get("style") or ""):
            return True
        if element is self._region:
            return False
        if element.get("aria-hidden") == "true" or element.get("role") in _HIDDEN_ROLES:
            return True
        parent = element.getparent()
        if element.tag in ("header", "footer") and parent is not None and parent.tag == "body":
            return next(element.iter("h1"), None) is None
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _NOISE_CLASS.search(names):
            return len(_plain(element)) < _NOISE_SHARE * self._size
        return element.tag in ("ul", "ol", "aside", "div", "section") and self._is_link_list(element)

    def _is_link_list(self, element: _Element) -> bool:
        links = [_plain(link) for link in element.iter("a")]
        size = len(_plain(element))
        return len(links) > 1 and sum(map(len, links)) > 0.7 * size < 0.7 * self._size


def _layout(element: _Element) -> Layout | None:
    layout = _LAYOUT_BY_TAG.get(element.tag)
    if layout is not None:
        return layout
    names = element.get("class") or ""
    if element.tag in _BLOCKS and _PULL_QUOTE_CLASS.search(names):
        return Layout.BLOCK_QUOTE
    if _CAPTION_CLASS.search(names):
        return Layout.CAPTION
    return Layout.BOLD if _BOLD_STYLE.search(element.get("style") or "") else None


@dataclass(frozen=True, slots=True)
class _About:
    title: str | None
    publisher: str | None
    url: str | None
    published: datetime.date | None


def _metadata(root: _Element) -> _About:
    """Return what the page says of itself: JSON-LD first, then Open Graph and plain HTML."""
    linked = next(_linked_articles(root), {})
    named = _meta_tags(root)
    publisher = linked.get("publisher")
    site = _text(publisher.get("name") if isinstance(publisher, dict) else publisher)
    site = site or named.get("og:site_name") or named.get("dc.publisher") or named.get("publisher") or _signed_by(root)
    title = _text(linked.get("headline")) or _page_title(root, named.get("og:title"), site)
    canonical = root.xpath("string(//link[@rel='canonical']/@href)")
    urls = (canonical, named.get("og:url"), _text(linked.get("url")))
    url = next((each for each in urls if each and each.startswith(("http://", "https://"))), None)
    dates = (
        _text(linked.get("datePublished")),
        named.get("article:published_time"),
        named.get("dc.date.issued"),
        named.get("dcterms.issued"),
        root.xpath("string(//time[@pubdate or @itemprop='datePublished']/@datetime)"),
        root.xpath("string(//article//time/@datetime | //main//time/@datetime)"),
    )
    published = next((date for each in dates if each and (date := parse_date(each))), None)
    return _About(title, site, url, published)


def _signed_by(root: _Element) -> str | None:
    """Return the municipality that signs the page's title, head or foot, where no metadata name the site."""
    lines = [_text(root.findtext(".//title")) or "", *(_plain(leaf) for leaf in _text_blocks(root))]
    lines += [_plain(link) for link in root.xpath(".//a[ancestor::header or ancestor::footer or ancestor::nav]")]
    addresses = root.xpath(".//a[starts-with(@href, 'mailto:')]/@href")
    lines += [str(address).removeprefix("mailto:") for address in addresses]
    name = signing_municipality("\n".join(lines))
    return next((each.official_name for each in municipalities() if each.name == name), None)


def _linked_articles(root: _Element) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD records that describe an article."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        records = data if isinstance(data, list) else [data]
        for record in records:
            graph = record.get("@graph") if isinstance(record, dict) else None
            for item in graph if isinstance(graph, list) else [record]:
                if isinstance(item, dict) and re.search(r"Article|BlogPosting", str(item.get("@type"))):
                    yield item


def _meta_tags(root: _Element) -> dict[str, str]:
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").lower()
        content = _text(meta.get("content"))
        if key and content:
            named.setdefault(key, content)
    return named


def _page_title(root: _Element, given: str | None, site: str | None) -> str | None:
    """Return the page's title without the site's name that many pages put behind it."""
    headlines = [_plain(headline) for headline in root.iter("h1")]
    title = given or _text(root.findtext(".//title"))
    if len(headlines) == 1 and headlines[0] and (title is None or title.startswith(headlines[0])):
        return headlines[0]
    if title is None or site is None:
        return title
    return re.sub(rf"\s*[|–—-]\s*{re.escape(site)}\s*$", "", title) or title


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
