"""HTML that is escaped by construction: text becomes markup only through element()."""

from __future__ import annotations

from html import escape


class Markup(str):
    """Text that is HTML already; made by element() and join(), never from a visitor's or an article's words."""

    __slots__ = ()


def element(name: str, *children: str | None, **attributes: str | bool | None) -> Markup:
    """Return an element; children that are not Markup are escaped, None is left out.

    Args:
        attributes: None and False leave the attribute out, True writes it without a value. A
            trailing underscore is dropped (class_), other underscores become hyphens (aria_label).
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def join(*children: str | None) -> Markup:
    """Return the children one after the other; those that are not Markup are escaped."""
    return Markup(
        "".join(child if isinstance(child, Markup) else escape(child) for child in children if child is not None)
    )


def _attribute(key: str, value: str | bool | None) -> str:  # noqa: FBT001 - True is HTML's attribute without a value
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
