"""The page for developers: the API's description as HTML, made on the server, readable without any script."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from chatbot.web.guard import content_policy
from chatbot.web.markup import Markup, element, join
from chatbot.web.mcp_server import tool_titles
from chatbot.web.openapi import describe_api, operations
from chatbot.web.schema_view import field_list, parameter_list, record_link, record_of
from chatbot.web.shell import MAIN, Visit, page
from chatbot.web.texts.api_page import ApiPageTexts, api_page_texts
from chatbot.web.texts.languages import Language

_JSON = "application/json"
_LOCAL_SERVER = {"mcpServers": {"roster-fran-socialtjansten": {"command": ".venv/bin/chatbot", "args": ["mcp"]}}}


def build_api_pages(app: FastAPI) -> APIRouter:
    """Return the routes of the description of the application's API: as a document, and as a page."""
    router = APIRouter(include_in_schema=False)

    @cache
    def description(language: Language) -> dict[str, Any]:
        return describe_api(app, language)

    @router.get("/api/openapi.json")
    def openapi(lang: Language = Language.ENGLISH) -> Response:
        return JSONResponse(description(lang))

    @router.get("/api/docs")
    def docs(request: Request) -> Response:
        visit = Visit.of(request)
        html = api_page(visit, description(visit.language))
        headers = {"Content-Security-Policy": content_policy(), "Vary": "Accept-Language"}
        return HTMLResponse(html, headers=headers)

    return router


def api_page(visit: Visit, document: dict[str, Any]) -> str:
    """Return the page.

    Args:
        document: the OpenAPI document in the visit's language.
    """
    texts = api_page_texts(visit.language)
    address = f"/api/openapi.json?lang={visit.language}"
    body = element(
        "main",
        element("h1", texts.heading),
        element("p", document["info"]["description"], class_="lead"),
        element("p", element("a", texts.document, href=address), f", {document['info']['version']}"),
        _contents(document, texts),
        *_groups(visit, document, texts),
        element("section", element("h2", texts.often_heading, id="often"), element("p", texts.often)),
        _mcp(visit, texts),
        element("section", element("h2", texts.records, id="records"), *_records(document, texts)),
        id=MAIN,
        class_="prose reference",
    )
    return page(visit, texts.heading, body, kind="reference-page", description=document["info"]["description"])


def _contents(document: dict[str, Any], texts: ApiPageTexts) -> Markup:
    links = [(operation["operationId"], operation["summary"]) for _, _, operation in operations(document)]
    links += [("often", texts.often_heading), ("mcp", texts.mcp_heading), ("records", texts.records)]
    items = (element("li", element("a", name, href=f"#{anchor}")) for anchor, name in links)
    return element("nav", element("ul", *items), aria_label=texts.contents)


def _groups(visit: Visit, document: dict[str, Any], texts: ApiPageTexts) -> Iterator[Markup]:
    for tag in document["tags"]:
        yield element(
            "section",
            element("h2", tag["description"]),
            *(
                _operation(visit, document, (method, path, operation), texts)
                for method, path, operation in operations(document)
                if tag["name"] in operation["tags"]
            ),
        )


def _operation(
    visit: Visit, document: dict[str, Any], described: tuple[str, str, dict[str, Any]], texts: ApiPageTexts
) -> Markup:
    method, path, operation = described
    return element(
        "section",
        element("h3", operation["summary"], id=operation["operationId"]),
        element("p", element("code", f"{method.upper()} {path}"), class_="address"),
        element("p", operation["description"]),
        *_sent(document, operation, texts),
        element("h4", texts.try_it),
        _code(_command(visit.origin, method, path, operation)),
        element("h4", texts.responses),
        element("dl", *(_response(*item) for item in operation["responses"].items()), class_="fields"),
        element("details", element("summary", texts.example), _code(_written(_example(operation["responses"]["200"])))),
        aria_labelledby=operation["operationId"],
    )


def _sent(document: dict[str, Any], operation: dict[str, Any], texts: ApiPageTexts) -> Iterator[Markup]:
    if parameters := operation.get("parameters"):
        yield element("h4", texts.parameters)
        yield parameter_list(parameters, texts)
    if "requestBody" in operation:
        name = record_of(operation["requestBody"]["content"][_JSON]["schema"])
        yield element("h4", texts.request)
        yield field_list(document["components"]["schemas"][name], texts, is_sent=True)
    elif not parameters:
        yield element("p", texts.nothing_sent)


def _response(status: str, response: dict[str, Any]) -> Markup:
    name = record_of(response["content"][_JSON]["schema"])
    term = element("dt", element("code", status), " ", record_link(name) if name else None)
    return join(term, element("dd", response["description"]))


def _command(origin: str, method: str, path: str, operation: dict[str, Any]) -> str:
    """Return the example as a command for a terminal."""
    query = {}
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", parameter["example"])
        else:
            query[parameter["name"]] = parameter["example"]
    address = shlex.quote(origin + path + (f"?{urlencode(query)}" if query else ""))
    if method == "get":
        return f"curl {address}"
    body = json.dumps(_example(operation["requestBody"]), ensure_ascii=False)
    return f"curl {address} \\\n  --header 'Content-Type: application/json' \\\n  --data {shlex.quote(body)}"


def _example(described: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    return described["content"][_JSON]["example"]


def _written(example: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(example, ensure_ascii=False, indent=2)


def _code(text: str) -> Markup:
    return element("pre", element("code", text, lang="sv"))  # what is quoted in it is Swedish


def _mcp(visit: Visit, texts: ApiPageTexts) -> Markup:
    return element(
        "section",
        element("h2", texts.mcp_heading, id="mcp"),
        element("p", texts.mcp),
        element("h3", texts.mcp_address),
        _code(f"{visit.origin}/mcp"),
        element("h3", texts.mcp_local),
        _code(_written(_LOCAL_SERVER)),
        element("h3", texts.mcp_tools),
        element(
            "dl",
            *(
                join(element("dt", element("code", name)), element("dd", title))
                for name, (title, _) in tool_titles(visit.language).items()
            ),
            class_="fields",
        ),
    )


def _records(document: dict[str, Any], texts: ApiPageTexts) -> Iterator[Markup]:
    for name, schema in document["components"]["schemas"].items():
        yield element(
            "section",
            element("h3", element("code", name), id=name),
            element("p", schema["description"]),
            field_list(schema, texts, is_sent=False) if "properties" in schema else None,
            aria_labelledby=name,
        )
