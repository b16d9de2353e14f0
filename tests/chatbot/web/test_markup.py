"""HTML that is escaped by construction."""

from __future__ import annotations

import json
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from chatbot.web.markup import Markup, element, join, linked_data, void


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


def test_an_element_without_an_end_tag() -> None:
    """Its attributes are escaped as all are."""
    assert void("meta", name="a", content='"<') == '<meta name="a" content="&quot;&lt;">'


@given(st.dictionaries(st.text(), st.text()))
def test_linked_data_reads_as_it_was_and_ends_no_element(data: dict[str, str]) -> None:
    """Nothing in it looks like a tag or a reference."""
    written = linked_data(data).removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&") & set(written)
    assert json.loads(written) == data
