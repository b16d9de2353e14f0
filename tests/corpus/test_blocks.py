"""Blocks: what a piece of a page is."""

from __future__ import annotations

import pytest

from corpus.blocks import find_blocks
from corpus.records import Article, BlockKind, Layout, LayoutMark, Span


def kinds(text: str) -> list[str]:
    """Return the kinds of an article's blocks."""
    return [block.kind.value for block in find_blocks(Article(id="fall", text=text))]


@pytest.mark.parametrize(
    "line",
    [
        "Vi sparar data i cookies, genom att använda våra tjänster godkänner du det.",
        "Om Cookies",
        "IMG_2507 RED",
        "Text: Någon Annan",
        "Publicerad 1 februari 2017",
        "10 Jul 2017 kl: 00:00",
        "www.exempel.se",
        "Postadress: 123 45 Orten",
        "Växel: 0123-456 00",
        "* = Obligatorisk uppgift",
        "Läs även:",
        "MEST LÄST",
    ],
)
def test_what_surrounds_an_article_is_boilerplate(line: str) -> None:
    """Lines of the page, not of the article, are kept out."""
    text = f"Rubriken här\n\nHär börjar artikeln med en hel mening.\n\n{line}"
    assert kinds(text) == ["heading", "paragraph", "boilerplate"]


def test_contact_box_takes_its_lines_along() -> None:
    """A name in a contact box is no name line and no heading."""
    text = "En hel mening om kontoret.\n\nKontaktperson:\nTuva Granhöst, enhetschef\nTel: 0123-45 67 89"
    assert kinds(text) == ["paragraph", "boilerplate", "boilerplate", "boilerplate"]


def test_image_description_that_comes_back_is_boilerplate() -> None:
    """A line without a full stop that stands twice belongs to the page's furniture."""
    text = "Rubriken\n\nPerson i en fåtölj\n\nEn mening.\n\nPerson i en fåtölj\n\nEn mening till."
    assert kinds(text) == ["heading", "boilerplate", "paragraph", "boilerplate", "paragraph"]


def test_closing_mark_on_its_own_line_belongs_to_the_pull_quote() -> None:
    """A pull quote whose last mark slipped to the next line is one block, and so is its name."""
    text = '"Jag får energi av mina kollegor\n"\n\n\n- Tuva Granhöst\nSocialsekreterare\n\n\nEn mening följer här.'
    assert kinds(text) == ["pull_quote", "name_line", "name_line", "paragraph"]


def test_question_needs_no_question_mark_after_a_greeting() -> None:
    """A greeting with a request asks."""
    assert kinds("Hej Tuva! Berätta om ditt uppdrag.\n\n- Jag handlägger ärenden.") == ["question", "paragraph"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """Lines that were broken at a column are put together again, at blank lines only."""
    line = "Det här är en rad som bröts vid samma kolumn som alla andra rader i den"
    text = "\n".join([line] * 5) + "\nhär texten.\n\n" + "\n".join([line] * 4) + "\nslut."
    assert kinds(text) == ["paragraph", "paragraph"]


def test_markup_of_the_file_makes_a_heading() -> None:
    """A heading of the file is one even where it ends in a full stop."""
    text = "Det var en gång.\n\nHär följer texten, som är en mening."
    marks = (LayoutMark(Span(0, 16), Layout.HEADING),)
    blocks = find_blocks(Article(id="fall", text=text, marks=marks))
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]
