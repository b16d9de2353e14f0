"""Word files: paragraphs in order, with their layout."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.files import read_article
from corpus.records import Layout
from tests.corpus.made_files import zip_of


def test_paragraphs_tables_and_lists_come_in_order(tmp_path: Path) -> None:
    """Headings, bold questions, items and table cells are text with marks; empty ones are gone."""
    document = docx.Document()
    document.core_properties.title = "Tuva stannar"
    document.add_heading("Tuva stannar", 1)
    document.add_paragraph("Tuva\u00a0Granhöst är socialsekreterare.")
    document.add_paragraph("")
    document.add_paragraph().add_run("Hur är det?").bold = True
    mixed = document.add_paragraph("– Det är ")
    mixed.add_run("mycket").bold = True
    mixed.add_run(" bra, säger hon.")
    document.add_paragraph("Handledning", style="List Bullet")
    document.add_paragraph("Fika", style="List Bullet")
    document.add_table(1, 2).rows[0].cells[1].text = "– Nio."
    document.add_paragraph("”Vi är nio.”", style="Quote")
    path = tmp_path / "a.docx"
    document.save(str(path))

    article = read_article(path)
    assert article.text == (
        "Tuva stannar\n\nTuva Granhöst är socialsekreterare.\n\nHur är det?\n\n"
        "– Det är mycket bra, säger hon.\nHandledning\nFika\n\n– Nio.\n\n”Vi är nio.”"
    )
    assert [(mark.layout, mark.span.of(article.text)) for mark in article.marks] == [
        (Layout.HEADING, "Tuva stannar"),
        (Layout.BOLD, "Hur är det?"),
        (Layout.BOLD, "mycket"),
        (Layout.LIST_ITEM, "Handledning"),
        (Layout.LIST_ITEM, "Fika"),
        (Layout.TABLE, "– Nio."),
        (Layout.BLOCK_QUOTE, "”Vi är nio.”"),
    ]
    assert article.title == "Tuva stannar"


def test_a_title_left_over_from_a_template_is_not_taken(tmp_path: Path) -> None:
    """Only a title that the text has is this document's."""
    document = docx.Document()
    document.core_properties.title = "Mall för protokoll"
    document.add_paragraph("– Ja, säger Tuva.")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert read_article(path).title is None


def test_insertions_and_links_count_and_deletions_do_not(tmp_path: Path) -> None:
    """A document with tracked changes reads as if they were accepted."""
    document = docx.Document()
    paragraph = document.add_paragraph("– Vi ")
    runs = (
        "<w:ins {0}><w:r><w:t xml:space='preserve'>är </w:t></w:r></w:ins>",
        "<w:del {0}><w:r><w:delText>var </w:delText></w:r></w:del>",
        "<w:hyperlink {0}><w:r><w:t>ni</w:t><w:softHyphen/><w:t>o</w:t></w:r></w:hyperlink>",
        "<w:r {0}><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>",
        "<w:r {0}><w:tab/><w:t>här.</w:t><w:br/><w:t>Ja.</w:t></w:r>",
    )
    for run in runs:
        paragraph._p.append(parse_xml(run.format(nsdecls("w"))))
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert read_article(path).text == "– Vi är nio\thär.\nJa."


def test_the_organisation_in_the_properties_is_the_publisher(tmp_path: Path) -> None:
    """Offices set up their programs with their own name."""
    document = docx.Document()
    document.add_paragraph("– Ja, säger Tuva.")
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert read_article(path).publisher is None
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    company = b"<Company>Flens kommun</Company></Properties>"
    properties = re.sub(rb"<Company>[^<]*</Company>|<Company/>", b"", parts["docProps/app.xml"])
    parts["docProps/app.xml"] = properties.replace(b"</Properties>", company)
    path.write_bytes(zip_of(parts))
    assert read_article(path).publisher == "Flens kommun"
