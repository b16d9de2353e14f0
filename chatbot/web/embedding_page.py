"""The page that tells a municipality how to show the chat on its site, with both ways at work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from chatbot.web.guard import content_policy
from chatbot.web.markup import Markup, element
from chatbot.web.shell import MAIN, Visit, page
from chatbot.web.texts.embedding import EmbeddingTexts, embedding_texts

ADDRESS = "/inbaddning"
_PLACE = "embedded-example"


def build_embedding_page(municipalities: Callable[[], Mapping[str, int]]) -> APIRouter:
    """Return the route of the page.

    Args:
        municipalities: municipality -> number of quotes; the one with most is the example.
    """
    router = APIRouter(include_in_schema=False)

    @router.get(ADDRESS)
    def embedding(request: Request) -> Response:
        visit, quoted = Visit.of(request), municipalities()
        html = _page(visit, max(quoted, key=lambda name: quoted[name], default=None))
        headers = {"Content-Security-Policy": content_policy(has_frames=True), "Vary": "Accept-Language"}
        return HTMLResponse(html, headers=headers)

    return router


def _page(visit: Visit, municipality: str | None) -> str:
    texts = embedding_texts(visit.language)
    body = element(
        "main",
        element("h1", texts.heading),
        element("p", texts.lead, class_="lead"),
        _section(texts.copy_heading, element("p", texts.copy), *_lines(visit, municipality or "Örebro", texts)),
        _section(texts.example_heading, element("p", texts.example), _example(texts)),
        _section(texts.attributes_heading, _attributes(texts)),
        _section(
            texts.allow_heading, element("p", texts.allow), _code("CHATBOT_ALLOWED_ORIGINS=https://www.kommun.se")
        ),
        _section(
            texts.policy_heading,
            element("p", texts.policy),
            _code(f"script-src {visit.origin}; frame-src {visit.origin}"),
        ),
        _section(texts.scripts_heading, element("p", texts.scripts)),
        _section(texts.promises_heading, element("ul", *(element("li", promise) for promise in texts.promises))),
        _script(data_mode="inline", data_target=f"#{_PLACE}"),
        _script(data_municipality=municipality),
        id=MAIN,
        class_="prose",
    )
    return page(visit, texts.heading, body, kind="embedding", description=texts.lead)


def _section(heading: str, *children: Markup) -> Markup:
    return element("section", element("h2", heading), *children)


def _lines(visit: Visit, municipality: str, texts: EmbeddingTexts) -> tuple[Markup, ...]:
    """Return the lines to copy, as text."""
    source = f'<script src="{escape(visit.origin)}/widget.js" data-municipality="{escape(municipality)}"'
    return (
        element("p", texts.with_button),
        _code(f"{source} async></script>"),
        element("p", texts.in_page),
        _code(f'{source} data-mode="inline" async></script>'),
    )


def _code(text: str) -> Markup:
    # Long lines scroll, so the keyboard must reach them.
    return element("pre", element("code", text), tabindex="0")


def _script(**attributes: str | None) -> Markup:
    return element("script", src="/widget.js", async_=True, **attributes)


def _example(texts: EmbeddingTexts) -> Markup:
    return element(
        "div",
        element("h3", texts.example_site),
        element("p", texts.example_site_text),
        element("div", id=_PLACE),
        class_="example",
    )


def _attributes(texts: EmbeddingTexts) -> Markup:
    rows = (
        element("tr", element("th", element("code", name), scope="row"), element("td", meaning), element("td", default))
        for name, meaning, default in texts.attributes
    )
    names = (texts.attribute, texts.meaning, texts.default)
    table = element(
        "table",
        element("thead", element("tr", *(element("th", name, scope="col") for name in names))),
        element("tbody", *rows),
    )
    return element("div", table, class_="scrolling", tabindex="0", role="region", aria_label=texts.attributes_heading)
