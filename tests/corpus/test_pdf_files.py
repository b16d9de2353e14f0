"""PDF files: lines become paragraphs again."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ArticleError
from corpus.files import read_article
from corpus.records import Article, Layout
from tests.corpus.made_files import Line, pdf_of


def lines_at(top: float, *texts: str, size: float = 11, x: float = 70, pitch: float = 14) -> list[Line]:
    """Return lines that follow closely under each other."""
    return [(x, top - pitch * number, size, text) for number, text in enumerate(texts)]


def read(tmp_path: Path, content: bytes) -> Article:
    """Read PDF content from a file."""
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return read_article(path)


FIRST_PAGE = [
    (70.0, 815.0, 9.0, "Flens kommun informerar"),
    (70.0, 760.0, 20.0, "Tuva stannar i Flen"),
    *lines_at(
        720,
        "Arbetet som socialsekreterare innebär tuffa beslut och en hård belast-",
        "ning, men även möjligheten att hjälpa inom individ- och familjeomsorg",
        "och i LSS-",
        "handläggning varje dag.",
    ),
    *lines_at(650, "Hur orkar du?"),
    *lines_at(
        630,
        "– Det går bra när vi hjälps åt i gruppen och när ingen är ensam här, nu",
        "och sedan, säger Tuva Granhöst.",
        "– Ja, så är det.",
    ),
    *lines_at(570, "Hon ser ut över torget och säger att det snart är höst och att gruppen"),
    (290.0, 30.0, 9.0, "Sida 1 av 2"),
]
SECOND_PAGE = [
    (70.0, 815.0, 9.0, "Flens kommun informerar"),
    *lines_at(760, "ska växa igen.", "Sedan går hon."),
    (290.0, 30.0, 9.0, "Sida 2 av 2"),
]


JOINED = (
    "Arbetet som socialsekreterare innebär tuffa beslut och en hård belastning, men även "
    "möjligheten att hjälpa inom individ- och familjeomsorg och i LSS-handläggning varje dag."
)


def test_lines_join_to_paragraphs_without_headers_and_footers(tmp_path: Path) -> None:
    """Divided words are whole, real hyphens stay, replies stand alone, pages join."""
    article = read(tmp_path, pdf_of([FIRST_PAGE, SECOND_PAGE], bold=["Hur orkar du?"]))
    assert article.text.split("\n\n") == [
        "Tuva stannar i Flen",
        JOINED,
        "Hur orkar du?",
        "– Det går bra när vi hjälps åt i gruppen och när ingen är ensam här, nu och sedan, säger Tuva Granhöst.",
        "– Ja, så är det.",
        "Hon ser ut över torget och säger att det snart är höst och att gruppen ska växa igen.",
        "Sedan går hon.",
    ]
    assert [(mark.layout, mark.span.of(article.text)) for mark in article.marks] == [
        (Layout.HEADING, "Tuva stannar i Flen"),
        (Layout.BOLD, "Hur orkar du?"),
    ]


def test_a_pdf_with_a_password_is_refused() -> None:
    """The message says what to do."""
    with pytest.raises(ArticleError, match="skyddad med lösenord; spara den utan"):
        read_article(Path(__file__).parent / "files" / "protected.pdf")


def test_a_pdf_without_text_is_refused(tmp_path: Path) -> None:
    """A scanned document has pictures only."""
    with pytest.raises(ArticleError, match=r"a\.pdf: PDF-filen har ingen text.*OCR"):
        read(tmp_path, pdf_of([[]]))


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """The second column goes on where the first one ends."""
    left = lines_at(700, "– Vi är nio i gruppen och vi", "har det bra, säger Tuva, men", x=60)
    right = lines_at(700, "det kunde vara lugnare just", "nu på morgonen.", x=320)
    assert read(tmp_path, pdf_of([[*left, *right]])).text == (
        "– Vi är nio i gruppen och vi har det bra, säger Tuva, men det kunde vara lugnare just nu på morgonen."
    )


LEFT = ("– Vi är nio i gruppen och vi", "har det bra, säger Tuva, men", "det kunde vara lugnare på", "morgonen.")
RIGHT = ("Hon tar en kaffe till och ser", "ut över torget i Flen innan", "hon går till mötet i Katrine-", "holm igen.")


def test_columns_that_are_written_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Words of two columns never run together, and a line over both stays where it is."""
    rows = zip(lines_at(700, *LEFT, x=60), lines_at(700, *RIGHT, x=320), strict=True)
    over = lines_at(750, "Det är en rubrik som går över båda spalterna på sidan", size=12, x=60)
    text = read(tmp_path, pdf_of([[*over, *(line for row in rows for line in row)]])).text
    assert text.split("\n\n") == [
        "Det är en rubrik som går över båda spalterna på sidan",
        "– Vi är nio i gruppen och vi har det bra, säger Tuva, men det kunde vara lugnare på morgonen.",
        "Hon tar en kaffe till och ser ut över torget i Flen innan hon går till mötet i Katrineholm igen.",
    ]


def test_headers_of_left_and_right_pages_are_no_text(tmp_path: Path) -> None:
    """A header on every other page is one as well."""
    header = {0: "Flens kommun", 1: "Personalbladet 2020"}
    pages = [[(70.0, 815.0, 9.0, header[n % 2]), *lines_at(700, f"– Jag är nummer {n}, säger hon.")] for n in range(4)]
    assert read(tmp_path, pdf_of(pages)).text.split("\n\n") == [f"– Jag är nummer {n}, säger hon." for n in range(4)]


@pytest.mark.parametrize("base", [690.0, 665.0], ids=["same line", "hanging"])
def test_drop_cap_belongs_to_its_word(tmp_path: Path, base: float) -> None:
    """A large first letter is no word of its own."""
    lines = lines_at(690, "uva Granhöst är enhetschef i Flen och har varit", "det i tio år.", x=95)
    assert read(tmp_path, pdf_of([[(70.0, base, 36.0, "T"), *lines]])).text.startswith("Tuva Granhöst är enhetschef")


def test_a_pdf_of_very_many_pages_is_refused(tmp_path: Path) -> None:
    """A whole year's issues are no article."""
    with pytest.raises(ArticleError, match="har 501 sidor; spara artikelns sidor som en egen PDF"):
        read(tmp_path, pdf_of([[]] * 501))


def test_truncated_pdf_is_refused(tmp_path: Path) -> None:
    """The message says what to do."""
    with pytest.raises(ArticleError, match="ingen läsbar PDF; hämta eller exportera den på nytt"):
        read(tmp_path, pdf_of([FIRST_PAGE])[:400])
