"""Web pages: the article's text, its layout, and what the page says of itself.

trafilatura finds where on the page the article stands; its own text is not used, since it drops
captions and short replies. Our walk over that part of the page keeps every character.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import lxml.html  # type: ignore[import-untyped]
import trafilatura
from lxml.etree import LxmlError, ParserError, _Element  # type: ignore[import-untyped]

from corpus.blank_pages import why_no_article
from corpus.drafts import Draft, DraftText, UnreadableError
from corpus.page_metadata import metadata
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

_TAG = re.compile(r"""(<[a-zA-Z][\w:-]*)(?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
_LONGEST_TAG = 5000
_MOST_ATTRIBUTES = 500
_TOO_DEEP = "webbsidan är för djupt nästlad för att läsas; kopiera artikelns text till en .txt-fil"

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
    html = _without_endless_tags(html)
    try:
        root = _parse(html)
        if root.find("body") is None:  # without one, the parser takes <article> for a part of <head>
            root = _parse(f"<html><body>{html}</body></html>")
        body = root.find("body")
        region = _article_region(html, body)
        text = _Walk(region).read(_headline_outside(region, body))
        around = " ".join(_words_of(root))
    except (LxmlError, ParserError, ValueError) as exc:
        raise UnreadableError("filen är ingen läsbar webbsida") from exc
    except RecursionError as exc:
        raise UnreadableError(_TOO_DEEP) from exc
    about = metadata(root, (_plain(leaf) for leaf in _text_blocks(root)))
    fault = why_no_article(_plain_title(root), text.text, around, scripted=root.find(".//script") is not None)
    if fault is not None:
        raise UnreadableError(fault)
    return Draft(
        text.text,
        text.marks,
        title=about.title,
        publisher=about.publisher,
        url=about.url,
        published=about.published,
        dated=about.published is not None,
    )


def _plain_title(root: _Element) -> str:
    headline = next(root.iter("h1"), None)
    return " ".join((root.findtext(".//title") or "").split()) or (_plain(headline) if headline is not None else "")


def _words_of(element: _Element) -> Iterator[str]:
    """Yield what the page says outside of menus and links, forms and words for readers without scripts too."""
    for child in element:
        if child.tag not in ("script", "style", "nav", "header", "footer", "a", "head"):
            yield child.text or ""
            yield from _words_of(child)
        yield child.tail or ""


def _parse(html: str) -> _Element:
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = lxml.html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    # What stands deeper than the parser goes is lost, and nobody would see that it is.
    if any("depth" in error.message for error in parser.error_log):
        raise UnreadableError(_TOO_DEEP)
    return root


def _without_endless_tags(html: str) -> str:
    """Return the page with the attributes of absurdly long tags left out; the parser's time is their square."""
    return _TAG.sub(lambda tag: tag[1] if len(tag[0]) > _LONGEST_TAG and _is_endless(tag[0]) else tag[0], html)


def _is_endless(tag: str) -> bool:
    return max(tag.count("="), len(tag.split())) > _MOST_ATTRIBUTES


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
