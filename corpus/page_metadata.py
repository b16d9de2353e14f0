"""What a web page says of itself: title, publisher, address, date of publication.

JSON-LD goes first, then Open Graph and other meta elements, microdata, and what the page shows.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.etree import _Element  # type: ignore[import-untyped]

from corpus.dates import parse_date
from corpus.municipalities import municipalities
from corpus.places import signing_municipality

_ARTICLE_TYPE = re.compile(r"Article|BlogPosting|Report\b")
_PAGE_TYPE = re.compile(r"WebPage|ItemPage")
_OWNER_TYPE = re.compile(r"Organization|WebSite")
_LONGEST_RECORD = 500_000
"""Characters of JSON-LD; an article's own record has a few thousand."""
# Broken JSON (a comma too many, a line break inside a string) still has its fields.
_FIELD = re.compile(r'"(?P<key>headline|datePublished)"\s*:\s*"(?P<value>(?:[^"\\]|\\.){1,400})"')


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself; None where it does not say."""

    title: str | None
    publisher: str | None
    url: str | None
    published: datetime.date | None


def metadata(root: _Element, blocks: Iterable[str]) -> About:
    """Return what the page says of itself.

    Args:
        blocks: the words of the page's blocks, menus and footers too.
    """
    records = list(_records(root))
    article = next((r for r in records if _is_a(_ARTICLE_TYPE, r)), {})
    page = next((r for r in records if _is_a(_PAGE_TYPE, r)), {})
    named = _meta_tags(root)
    site = _publisher(root, article, records, named) or _signed_by(root, blocks)
    title = _text(article.get("headline")) or _page_title(root, named.get("og:title"), site)
    return About(title, site, _address(root, article, page, named), _published(root, article, page, named))


def _publisher(
    root: _Element, article: Mapping[str, Any], records: list[dict[str, Any]], named: Mapping[str, str]
) -> str | None:
    owners = (_name(record) for record in records if _is_a(_OWNER_TYPE, record))
    found = (
        _name(_resolved(article.get("publisher"), records)),
        named.get("og:site_name"),
        named.get("dc.publisher") or named.get("dcterms.publisher") or named.get("publisher"),
        _property(root, "publisher"),
        next(owners, None),
        named.get("application-name"),
    )
    return next((each for each in found if each and not each.startswith("http")), None)


def _address(
    root: _Element, article: Mapping[str, Any], page: Mapping[str, Any], named: Mapping[str, str]
) -> str | None:
    main = article.get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    canonical = root.xpath("string(//link[@rel='canonical']/@href)")
    found = (canonical, named.get("og:url"), _text(article.get("url")), _text(main), _text(page.get("url")))
    return next((each for each in found if each and each.startswith(("http://", "https://"))), None)


def _published(
    root: _Element, article: Mapping[str, Any], page: Mapping[str, Any], named: Mapping[str, str]
) -> datetime.date | None:
    keys = ("article:published_time", "og:published_time", "dc.date.issued", "dcterms.issued", "dc.date", "date")
    found = (
        _text(article.get("datePublished")),
        *(named.get(key) for key in (*keys, "pubdate", "publish-date", "publishdate")),
        _property(root, "datePublished"),
        root.xpath("string(//time[@pubdate]/@datetime)"),
        root.xpath("string(//article//time/@datetime | //main//time/@datetime)"),
        _text(page.get("datePublished")),
    )
    return next((date for each in found if each and (date := parse_date(each))), None)


def _signed_by(root: _Element, blocks: Iterable[str]) -> str | None:
    """Return the municipality that signs the page's title, head or foot, where no metadata name the site."""
    lines = [_text(root.findtext(".//title")) or "", *blocks]
    lines += [_words(link) for link in root.xpath(".//a[ancestor::header or ancestor::footer or ancestor::nav]")]
    addresses = root.xpath(".//a[starts-with(@href, 'mailto:')]/@href")
    lines += [str(address).removeprefix("mailto:") for address in addresses]
    name = signing_municipality("\n".join(lines))
    return next((each.official_name for each in municipalities() if each.name == name), None)


# --- JSON-LD ---------------------------------------------------------------------------------------


def _records(root: _Element) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD records of the page, those of lists and graphs too."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and script.text:
            yield from _parsed(script.text[:_LONGEST_RECORD])


def _parsed(source: str) -> Iterator[dict[str, Any]]:
    begins = source.find("<![CDATA[", 0, 100)
    if begins >= 0:
        inner = source[begins + len("<![CDATA[") :].partition("]]>")[0]
        source = inner.strip().removeprefix("*/").removesuffix("/*").removesuffix("//")
    try:
        data = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        fields = {match["key"]: match["value"] for match in reversed(list(_FIELD.finditer(source)))}
        if fields and _ARTICLE_TYPE.search(source):
            yield {"@type": "Article", **fields}
        return
    for record in data if isinstance(data, list) else [data]:
        graph = record.get("@graph") if isinstance(record, dict) else None
        yield from (item for item in (graph if isinstance(graph, list) else [record]) if isinstance(item, dict))


def _is_a(kind: re.Pattern[str], record: Mapping[str, Any]) -> bool:
    return bool(kind.search(str(record.get("@type"))))


def _resolved(value: object, records: list[dict[str, Any]]) -> object:
    """Return the record that a reference ({"@id": ...}) means; of a list, the first."""
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        return next((record for record in records if record.get("@id") == value["@id"]), None)
    return value


def _name(value: object) -> str | None:
    return _text(value.get("name") if isinstance(value, dict) else value)


# --- HTML ------------------------------------------------------------------------------------------


def _meta_tags(root: _Element) -> dict[str, str]:
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or "").lower()
        content = _text(meta.get("content"))
        if key and content:
            named.setdefault(key, content)
    return named


def _property(root: _Element, name: str) -> str | None:
    """Return a microdata property: the element's content, its name inside, or its text."""
    element = next(iter(root.xpath("//*[@itemprop=$name]", name=name)), None)
    if element is None:
        return None
    inner = element.xpath("string(.//*[@itemprop='name']/@content)") or element.xpath("string(.//*[@itemprop='name'])")
    return _text(element.get("content") or element.get("datetime") or inner or element.text)


def _page_title(root: _Element, given: str | None, site: str | None) -> str | None:
    """Return the page's title without the site's name that many pages put behind it."""
    headlines = [_words(headline) for headline in root.iter("h1")]
    title = given or _text(root.findtext(".//title"))
    if len(headlines) == 1 and headlines[0] and (title is None or title.startswith(headlines[0])):
        return headlines[0]
    if title is None or site is None:
        return title
    return re.sub(rf"\s*[|–—-]\s*{re.escape(site)}\s*$", "", title) or title


def _words(element: _Element) -> str:
    return " ".join("".join(element.itertext()).replace("\u00ad", "").split())


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
