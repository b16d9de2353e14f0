"""Properties of Word and PDF files: few of them tell of the article."""

from __future__ import annotations

import pytest

from corpus.file_metadata import publisher_of, title_in


@pytest.mark.parametrize("title", ["Microsoft Word - Dokument1", "Mall för protokoll", "", "  ", None])
def test_title_that_the_text_does_not_have_is_another_documents(title: str | None) -> None:
    """Templates and programs leave titles behind."""
    assert title_in(title, "Tuva stannar\n\n– Ja, säger hon.") is None


def test_title_may_be_broken_over_lines_in_the_text() -> None:
    """A headline on two lines is one title."""
    assert title_in("Tuva stannar  i Flen", "Tuva stannar\ni Flen\n\n– Ja, säger hon.") == "Tuva stannar i Flen"


def test_publisher_is_an_organisation() -> None:
    """Whoever wrote the file, or made the program, has not published the article."""
    assert publisher_of("Tuva Granhöst", "Flens kommun") == "Flens kommun"
    assert publisher_of("Region Sörmland") == "Region Sörmland"
    assert publisher_of(None, "", "Microsoft Corporation", "tugr01", "Tuva Granhöst") is None
