"""The API's description of itself is whole, true, and in both languages."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from chatbot.web.application import create_app
from chatbot.web.openapi import describe_api, operations
from chatbot.web.texts.api import ApiTexts, api_texts
from chatbot.web.texts.languages import Language
from tests.chatbot.web.conftest import Site
from tests.chatbot.web.fakes import POLICE, FakeChatbot

METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    """Return the description in both languages."""
    app = create_app(FakeChatbot())
    return {language.value: describe_api(app, language) for language in Language}


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> Draft202012Validator:
    """Return what checks a record by a schema of the document."""
    return Draft202012Validator({**schema, "components": document["components"]})


def schema_of(operation: dict[str, Any], status: str) -> dict[str, Any]:
    """Return the schema of an operation's response."""
    schema: dict[str, Any] = operation["responses"][status]["content"]["application/json"]["schema"]
    return schema


def test_it_is_an_openapi_document(documents: dict[str, dict[str, Any]]) -> None:
    """OpenAPI 3.1: required fields, methods, unique ids, references that lead somewhere, valid schemas."""
    document = documents["en"]
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["version"]
    seen = [(method, operation["operationId"]) for method, _, operation in operations(document)]
    assert {method for method, _ in seen} <= METHODS
    assert len({name for _, name in seen}) == len(seen)
    tags = {tag["name"] for tag in document["tags"]}
    assert all(set(operation["tags"]) <= tags for _, _, operation in operations(document))
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for reference in references(document):
        assert reference.removeprefix("#/components/schemas/") in document["components"]["schemas"]


def references(part: Any) -> list[str]:  # noqa: ANN401 - any part of a JSON document
    """Return every reference in a part of the document."""
    if isinstance(part, dict):
        here = [part["$ref"]] if "$ref" in part else []
        return here + [found for value in part.values() for found in references(value)]
    return [found for value in part for found in references(value)] if isinstance(part, list) else []


def test_every_word_of_it_is_in_both_languages(documents: dict[str, dict[str, Any]]) -> None:
    """Operations, parameters, responses, records and fields have a description of their own in each language."""
    for document in documents.values():
        for _, _, operation in operations(document):
            assert operation["operationId"] in api_texts(Language.ENGLISH).operations
            parts = [operation, *operation.get("parameters", ()), *operation["responses"].values()]
            assert all(part["description"] for part in parts)
        for schema in document["components"]["schemas"].values():
            assert schema["description"]
            assert all(field["description"] for field in schema.get("properties", {}).values())
    for field in fields(ApiTexts):
        swedish, english = (getattr(api_texts(language), field.name) for language in Language)
        if isinstance(swedish, dict):
            assert swedish.keys() == english.keys()


def test_examples_fit_their_schemas(documents: dict[str, dict[str, Any]]) -> None:
    """What is shown as an example could have been sent, or have come back."""
    document = documents["en"]
    for _, _, operation in operations(document):
        contents = [response["content"]["application/json"] for response in operation["responses"].values()]
        if "requestBody" in operation:
            contents.append(operation["requestBody"]["content"]["application/json"])
        for content in contents:
            if "example" in content:
                resolved(document, content["schema"]).validate(content["example"])
        for parameter in operation.get("parameters", ()):
            resolved(document, parameter["schema"]).validate(parameter["example"])


@pytest.mark.parametrize(
    ("operation_id", "method", "path", "body", "status"),
    [
        ("ask", "POST", "/api/v1/ask", {"question": "Visa alla slag"}, 200),
        ("ask", "POST", "/api/v1/ask", {"question": "Vad kostar hyran?"}, 200),
        ("ask", "POST", "/api/v1/ask", {}, 422),
        ("ask", "POST", "/api/v1/ask", {"question": "krasch"}, 500),
        ("ask", "POST", "/api/v1/ask", {"question": "x" * 70_000}, 413),
        ("compare", "POST", "/api/v1/compare", {"question": "Fikar ni?"}, 200),
        ("topics", "GET", "/api/v1/topics", None, 200),
        ("topics", "GET", "/api/v1/topics?language=xx", None, 422),
        ("get_quote", "GET", f"/api/v1/quotes/{POLICE.id}", None, 200),
        ("get_quote", "GET", "/api/v1/quotes/finns-inte", None, 404),
        ("get_quote", "GET", f"/api/v1/quotes/{'x' * 201}", None, 422),
        ("verify_quote", "POST", "/api/v1/verify-quote", {"text": "en ändrad text"}, 200),
        ("verify_quote", "POST", "/api/v1/verify-quote", {"text": "ord " * 3000}, 422),
        ("check_health", "GET", "/health", None, 200),
    ],
)
def test_what_is_sent_fits_its_schema(
    site: Site, operation_id: str, method: str, path: str, body: dict[str, Any] | None, status: int
) -> None:
    """Real responses, good and bad, are as the served description says, field by field."""
    document = httpx.get(f"{site.url}/api/openapi.json").json()
    operation = next(found for _, _, found in operations(document) if found["operationId"] == operation_id)
    response = httpx.request(method, site.url + path, json=body)
    assert response.status_code == status
    record = response.json()
    schema = schema_of(operation, str(status))
    resolved(document, schema).validate(record)
    name = schema["$ref"].rpartition("/")[2]
    assert record.keys() == document["components"]["schemas"][name]["properties"].keys()


@pytest.mark.parametrize(("query", "language"), [("", "en"), ("?lang=en", "en"), ("?lang=sv", "sv")])
def test_it_is_served_in_the_language_that_is_asked_for(site: Site, query: str, language: str) -> None:
    """English unless told otherwise."""
    document = httpx.get(f"{site.url}/api/openapi.json{query}").json()
    assert document["info"]["description"] == api_texts(Language(language)).description
