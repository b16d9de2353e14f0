"""The API's own description: an OpenAPI 3.1 document, made from the routes and the texts of a language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.openapi.utils import get_openapi

from chatbot.web.api_examples import PARAMETERS, REQUESTS, RESPONSES
from chatbot.web.texts.api import ApiTexts, api_texts
from chatbot.web.texts.languages import Language

_JSON = "application/json"


def describe_api(app: FastAPI, language: Language) -> dict[str, Any]:
    """Return the OpenAPI document with its words in one language."""
    texts = api_texts(language)
    document = get_openapi(
        title=texts.title,
        version=version("chatbot"),
        description=texts.description,
        routes=app.routes,
        tags=[{"name": name, "description": heading} for name, heading in texts.tags.items()],
    )
    for _, _, operation in operations(document):
        _describe_operation(operation, texts)
    for name, schema in document["components"]["schemas"].items():
        _describe_schema(name, schema, texts)
    return document


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (method, path, operation) of a document, in its order."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def _describe_operation(operation: dict[str, Any], texts: ApiTexts) -> None:
    """Put in what the texts have; a route that they do not know keeps what itself says."""
    name = operation["operationId"]
    if name in texts.operations:
        operation["summary"], operation["description"] = texts.operations[name]
    for parameter in operation.get("parameters", ()):
        _set(parameter, description=texts.parameters.get(parameter["name"]), example=PARAMETERS.get(parameter["name"]))
    if "requestBody" in operation:
        _set(operation["requestBody"]["content"][_JSON], example=REQUESTS.get(name))
    for status, response in operation["responses"].items():
        _set(response, description=texts.responses.get(status))
    _set(operation["responses"]["200"]["content"][_JSON], example=jsonable_encoder(RESPONSES.get(name)))


def _describe_schema(name: str, schema: dict[str, Any], texts: ApiTexts) -> None:
    _set(schema, description=texts.schemas.get(name))
    for field, described in schema.get("properties", {}).items():
        described.pop("title", None)  # the field's name once more
        _set(described, description=texts.fields.get(f"{name}.{field}") or texts.fields.get(field))


def _set(part: dict[str, Any], **values: object) -> None:
    part.update({name: value for name, value in values.items() if value is not None})
