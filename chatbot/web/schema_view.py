"""A JSON schema in words: what kind of value a field takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from chatbot.web.markup import Markup, element, join
from chatbot.web.texts.api_page import ApiPageTexts

Schema = dict[str, Any]


def record_of(schema: Schema) -> str | None:
    """Return the name of the record that a schema refers to; None for any other."""
    reference: str = schema.get("$ref", "")
    return reference.rpartition("/")[2] or None


def record_link(name: str) -> Markup:
    """Return a link to a record's description on the page."""
    return element("a", element("code", name), href=f"#{name}")


def field_list(schema: Schema, texts: ApiPageTexts, *, is_sent: bool) -> Markup:
    """Return a record's fields as a list of terms: name and kind, then what it means.

    Args:
        is_sent: whether the reader is to send it; what has to be there is then marked, and comes first.
    """
    required = schema.get("required", ()) if is_sent else ()
    return element(
        "dl",
        *(
            _field(name, field, field.get("description", ""), texts, is_required=name in required)
            for name, field in sorted(schema["properties"].items(), key=lambda one: one[0] not in required)
        ),
        class_="fields",
    )


def parameter_list(parameters: list[Schema], texts: ApiPageTexts) -> Markup:
    """Return an operation's parameters in the same form."""
    return element(
        "dl",
        *(
            _field(one["name"], one["schema"], one["description"], texts, is_required=one.get("required", False))
            for one in parameters
        ),
        class_="fields",
    )


def _field(name: str, schema: Schema, description: str, texts: ApiPageTexts, *, is_required: bool) -> Markup:
    facts = [_kind(schema, texts), *_limits(schema, texts)]
    if is_required:
        facts.append(element("b", texts.required))
    told = join(*_between(facts, ", "))
    return join(element("dt", element("code", name), " ", element("span", told)), element("dd", description))


def _between(parts: list[Markup], separator: str) -> Iterator[str]:
    for n, part in enumerate(parts):
        if n:
            yield separator
        yield part


def _kind(schema: Schema, texts: ApiPageTexts) -> Markup:
    if name := record_of(schema):
        return record_link(name)
    if "anyOf" in schema:
        return join(*_between([_kind(option, texts) for option in schema["anyOf"]], f" {texts.or_} "))
    if "enum" in schema or "const" in schema:
        values = [element("code", json.dumps(value)) for value in schema.get("enum", [schema.get("const")])]
        return join(f"{texts.one_of} " if len(values) > 1 else None, *_between(values, ", "))
    if "prefixItems" in schema:
        return join(texts.pair)
    if schema.get("type") == "array":
        return join(f"{texts.list_of} ", _kind(schema["items"], texts))
    names = {"string": texts.string, "integer": texts.integer, "number": texts.number, "null": "null"}
    return join(names[schema["type"]])


def _limits(schema: Schema, texts: ApiPageTexts) -> Iterator[Markup]:
    for option in (schema, *schema.get("anyOf", ())):
        if "maxLength" in option:
            yield join(texts.characters.format(least=option.get("minLength", 0), most=option["maxLength"]))
        if "maxItems" in option and "prefixItems" not in option:
            yield join(texts.at_most_items.format(most=option["maxItems"]))
        if "maximum" in option:
            yield join(texts.between.format(least=f"{option.get('minimum', 0):g}", most=f"{option['maximum']:g}"))
    if schema.get("default") is not None:
        yield join(texts.default.format(value=json.dumps(schema["default"])))
