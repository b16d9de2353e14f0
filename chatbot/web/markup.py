"""HTML that is escaped by construction: text becomes markup only through element()."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape


class Markup(str):
    """Text that is HTML already; made by element() and join(), never from a visitor's or an article's words."""

    __slots__ = ()


def element(name: str, /, *children: str | None, **attributes: str | bool | None) -> Markup:
    """Return an element; children that are not Markup are escaped, None is left out.

    Args:
        attributes: None and False leave the attribute out, True writes it without a value. A
            trailing underscore is dropped (class_), other underscores become hyphens (aria_label).
    """
    return Markup(f"<{name}{_written(attributes)}>{join(*children)}</{name}>")


def void(name: str, /, **attributes: str | bool | None) -> Markup:
    """Return an element that has no end tag, as meta and link have none."""
    return Markup(f"<{name}{_written(attributes)}>")


def linked_data(data: object) -> Markup:
    """Return plain data as a JSON-LD block, which programs read and no browser runs."""
    written = json.dumps(data, ensure_ascii=False)
    for character in "<>&":  # or a text could end the element
        written = written.replace(character, f"\\u{ord(character):04x}")
    return element("script", Markup(written), type="application/ld+json")


def join(*children: str | None) -> Markup:
    """Return the children one after the other; those that are not Markup are escaped."""
    return Markup(
        "".join(child if isinstance(child, Markup) else escape(child) for child in children if child is not None)
    )


def _written(attributes: Mapping[str, str | bool | None]) -> str:
    return "".join(_attribute(key, value) for key, value in attributes.items())


def _attribute(key: str, value: str | bool | None) -> str:  # noqa: FBT001 - True is HTML's attribute without a value
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
