"""What every page has: head, skip link, header with navigation and language, footer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from string import Template
from urllib.parse import urlencode

from starlette.requests import Request

from chatbot.web.assets import asset_address, read_static
from chatbot.web.markup import Markup, element
from chatbot.web.texts.languages import Language, chosen_language, preferred_language
from chatbot.web.texts.shell import shell_texts

MAIN = "content"
"""Id of a page's main content, where the skip link leads."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page must know of the request that asks for it.

    Attributes:
        language: of the interface.
        chosen: whether the address names the language; links to other pages then name it, too.
        path: of the page, percent-encoded, beginning with a slash.
        query: the address's parameters but the language, in their order.
        origin: scheme, host and port as the visitor has them, without a slash at the end.
        embedded: whether the page is shown inside another site's.
    """

    language: Language
    chosen: bool = False
    path: str = "/"
    query: tuple[tuple[str, str], ...] = ()
    origin: str = ""
    embedded: bool = False

    @classmethod
    def of(cls, request: Request) -> Visit:
        """Return what a request tells."""
        chosen = chosen_language(request.query_params.get("lang"))
        return cls(
            language=chosen or preferred_language(request.headers.get("accept-language")),
            chosen=chosen is not None,
            # Two slashes at the beginning would make a link to another host of it.
            path=f"/{request.url.path.lstrip('/')}",
            query=tuple(pair for pair in request.query_params.multi_items() if pair[0] != "lang"),
            origin=f"{request.url.scheme}://{request.url.netloc}",
            embedded=request.query_params.get("embed") == "1",
        )

    def link(self, path: str) -> str:
        """Return the address of another page of ours, in the language that was chosen.

        Args:
            path: percent-encoded, perhaps with a ?query and a #fragment.
        """
        if not self.chosen:
            return path
        base, hash_, fragment = path.partition("#")
        mark = "&" if "?" in base else "?"
        return f"{base}{mark}lang={self.language}{hash_}{fragment}"

    def in_other_language(self) -> str:
        """Return the address of this page in the other language."""
        return f"{self.path}?{urlencode([*self.query, ('lang', self.language.other.value)])}"


def page(  # noqa: PLR0913 - what can be left out has a default
    visit: Visit,
    title: str,
    body: Markup,
    *,
    kind: str,
    head: Markup | None = None,
    description: str | None = None,
    skip_links: Markup | None = None,
    header: Markup | None = None,
) -> str:
    """Return a whole page.

    Args:
        visit: the request.
        title: of the page alone; the service's name is put after it.
        body: what stands between header and footer, with a main element of the id MAIN.
        kind: class of the body element.
        head: more elements of the head.
        description: of the page, for search engines and link previews; None takes the service's.
        skip_links: None takes one to MAIN.
        header: None takes the visitors'.
    """
    texts = shell_texts(visit.language)
    return _template().substitute(
        language=visit.language.value,
        title=escape(title if title == texts.site else f"{title} – {texts.site}"),
        description=escape(description or texts.description),
        icon=asset_address("icon.svg"),
        style=asset_address("site.css"),
        head=head or "",
        kind=kind,
        skip=skip_links or element("a", texts.skip_to_content, href=f"#{MAIN}", class_="skip"),
        header=header or (_slim_header(visit) if visit.embedded else _header(visit)),
        body=body,
        footer="" if visit.embedded else _footer(visit),
    )


def message_page(visit: Visit, heading: str, message: str) -> str:
    """Return a page with one message and a link to the start, for instance "Sidan finns inte"."""
    texts = shell_texts(visit.language)
    body = element(
        "main",
        element("h1", heading),
        element("p", message, class_="lead"),
        element("p", element("a", texts.to_start, href=visit.link("/"))),
        id=MAIN,
        class_="prose",
    )
    return page(visit, heading, body, kind="message-page")


def outside_link(text: str | Markup, address: str, language: Language, **attributes: str) -> Markup:
    """Return a link that opens in a new tab, and says so."""
    said = element("span", f" ({shell_texts(language).new_tab})", class_="visually-hidden")
    return element("a", text, said, href=address, target="_blank", rel="noopener noreferrer", **attributes)


@cache
def _template() -> Template:
    return Template(read_static("page.html").decode())


def _header(visit: Visit) -> Markup:
    texts = shell_texts(visit.language)
    pages = (("/", texts.ask), ("/kontrollera", texts.check), ("/om", texts.about))
    links = (
        element("li", element("a", name, href=visit.link(path), aria_current="page" if path == visit.path else None))
        for path, name in pages
    )
    other = visit.language.other.value
    return element(
        "header",
        element("a", texts.site, href=visit.link("/"), class_="brand"),
        element("nav", element("ul", *links), aria_label=texts.navigation),
        element(
            "a",
            # Read out whole, each part in its own language.
            element("span", f"{texts.switch_language} ", class_="visually-hidden"),
            element("span", texts.other_language, lang=other),
            href=visit.in_other_language(),
            hreflang=other,
            class_="language",
        ),
        class_="site",
    )


def _slim_header(visit: Visit) -> Markup:
    """Return what a page inside another site's has instead of navigation; all of it leads to a tab of its own."""
    texts = shell_texts(visit.language)
    query = urlencode([*(pair for pair in visit.query if pair[0] != "embed"), ("lang", visit.language.value)])
    return element(
        "header",
        element("a", texts.own_tab, href=f"{visit.path}?{query}", target="_blank", rel="noopener"),
        outside_link(texts.about, f"/om?lang={visit.language}", visit.language),
        class_="slim",
    )


def _footer(visit: Visit) -> Markup:
    texts = shell_texts(visit.language)
    links = (
        ("/om", texts.about),
        ("/om#personuppgifter", texts.privacy),
        ("/om#tillganglighet", texts.accessibility),
        ("/inbaddning", texts.embedding),
        ("/api/docs", texts.interfaces),
    )
    return element(
        "footer",
        element("p", texts.footer),
        element("ul", *(element("li", element("a", name, href=visit.link(path))) for path, name in links)),
        class_="site",
    )
