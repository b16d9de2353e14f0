"""HTML that is escaped by construction."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from chatbot.web.markup import Markup, element, join


def test_text_is_escaped_and_markup_is_not() -> None:
    """A child that is an element stays one; everything else becomes text."""
    assert element("p", "a < b & c", element("b", '"')) == "<p>a &lt; b &amp; c<b>&quot;</b></p>"


def test_attributes_are_escaped_named_and_left_out() -> None:
    """Underscores become hyphens, a trailing one goes, None and False leave the attribute out."""
    assert (
        element("a", class_="x", aria_label='"><script>', hidden=True, title=None, download=False)
        == '<a class="x" aria-label="&quot;&gt;&lt;script&gt;" hidden></a>'
    )


def test_none_is_left_out_of_the_children() -> None:
    """A part that is not there needs no special case."""
    assert join("a", None, Markup("<br>")) == "a<br>"


@given(st.text())
def test_no_text_can_become_markup(text: str) -> None:
    """Escaped text has no angle brackets or quotes, and reads as it was."""
    escaped = join(text)
    assert not set("<>\"'") & set(escaped)
    assert unescape(escaped) == unescape(unescape(escaped)) or "&" in text
