"""Any bytes and any text at all: an article that is read soundly, or one clear refusal."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import ArticleError
from corpus.files import article_of, find_articles, read_article
from corpus.reading import read
from corpus.records import Article
from tests.corpus.made_files import pdf_of
from tests.corpus.soundness import assert_sound

few = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
some = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=120)

PIECES = [
    "–", "—", "−", "-", "‐", "―", "”", "“", "„", '"', "»", "«", "'", "’", ".", ",", ":", ";", "?", "!", "…",
    "(", ")", "|", "•", "→", "×", "*", "#", ">", "_", "\t", "\n", "\n\n", "\r\n", "\u2028", "\x85", "\x0c",
    "\xa0", "\xad", "\ufeff", "\u200b", " ", " ", "e\u0301", "\u0301", "ﬁ", "ß", "İ", "ı", "ǅ", "Ⅷ", "½", "٣",
    "😀", "\u202e", "\u200f", "אב", "ال", "\U0010ffff", "Tuva Granhöst", "Tuva", "Granhösts", "Amir Fjällstig",
    "Karl ”Kalle” Fjäll", "TUVA:", "Tuva:", "hon", "han", "de", "säger", "säger hon", ", säger Tuva",
    "berättar", "frågar jag", "undrar vi", "skrattar", "menar att", "Hej Tuva!", "jag", "vi", "och", "till",
    "som", "är", "enhetschef", "socialsekreterare i Flen", "Flens kommun", "i Lund", "Region", "Foto: Per Ek",
    "Text: Ulla Ek", "Läs mer:", "Kontakt", "0123-45 67 89", "a@b.se", "kakor", "Publicerad 1 maj 2020", "Bild",
    "IMG_0001.jpg", "Annons", "FAKTA", "Vad är svårast?", "Berätta om ditt jobb.", "– Jag trivs.", "2019", "1.",
    "<p>", "</p>", "<b>", "<h2>", "<blockquote>", "<li>", "<td>", "<br>", "<!--", "-->", "&amp;", "&#0;",
    "</script>", "<script type='application/ld+json'>", '{"@graph":[', '"headline":"', "<svg>", "<template>",
    "<time datetime='2020'>", "**", "[x](y)", "![a](b)", "---", "title: x",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=60).map("".join)
ENDINGS = [".txt", ".md", ".html", ".docx", ".pdf"]
BEGINNINGS = [
    b"",
    b"---\n",
    b"<p>",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
]


def read_or_refuse(content: bytes, name: str) -> Article | None:
    """Return the article, or None where it is refused in one line that begins with the file's name."""
    try:
        article = article_of(content, name)
    except ArticleError as exc:
        refusal = str(exc)
    else:
        assert article.text.strip()
        article.text.encode("utf-8")
        return article
    assert refusal.startswith(f"{name}: ")
    assert "\n" not in refusal
    return None


@some
@given(texts)
def test_any_text_is_read_soundly(text: str) -> None:
    """No order of dashes, marks, names, tags, breaks and odd characters makes the reader fail."""
    assert_sound(read(Article(id="fall", text=text)))


@pytest.mark.parametrize("ending", ENDINGS)
def test_any_bytes_are_an_article_or_refused(ending: str) -> None:
    """Whatever a file holds and is called, it is read soundly or refused in one line."""

    @few
    @given(st.sampled_from(BEGINNINGS), st.binary(max_size=300))
    def check(beginning: bytes, content: bytes) -> None:
        article = read_or_refuse(beginning + content, f"a{ending}")
        if article is not None:
            assert_sound(read(article))

    check()


@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
def test_any_soup_in_a_text_file_is_read_soundly(ending: str) -> None:
    """Markup may be broken in every way."""

    @few
    @given(texts)
    def check(text: str) -> None:
        front = "---\ntitle: x\n---\n" if ending == ".md" else ""
        content = (front + text).encode("utf-8", "replace")
        article = read_or_refuse(content, f"a{ending}")
        if article is not None:
            assert_sound(read(article))
            if ending == ".txt" and not text.startswith("\ufeff"):
                one_for_one = content.decode().replace("\r\n", "\n").replace("\r", "\n")
                assert article.text == one_for_one.replace("\u00a0", " ").replace("\u202f", " ")

    check()


def _word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Tuva stannar", 1)
    document.add_paragraph("– Jag trivs, säger Tuva Granhöst, enhetschef i Flen.")
    document.add_table(1, 2).cell(0, 0).text = "– Nio."
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pdf_file() -> bytes:
    return pdf_of([[(70, 700, 11, "– Jag trivs, säger Tuva Granhöst."), (70, 680, 11, "Hon ler.")]])


def _web_page() -> bytes:
    return "<html><body><h1>Tuva stannar</h1><p>– Jag trivs, säger Tuva Granhöst.</p></body></html>".encode()


def _text_file() -> bytes:
    return "– Jag trivs, säger Tuva Granhöst.\n\n”Ja”, säger hon.".encode()


@pytest.fixture(params=[".docx", ".pdf", ".html", ".txt"], scope="module")
def whole_file(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """A sound file of each kind, to be broken."""
    contents = {".docx": _word_file, ".pdf": _pdf_file, ".html": _web_page, ".txt": _text_file}
    return f"a{request.param}", contents[request.param]()


@few
@given(st.data())
def test_any_damage_to_a_sound_file_is_read_or_refused(whole_file: tuple[str, bytes], data: st.DataObject) -> None:
    """Bytes that change, go or come in never crash a reader."""
    name, content = whole_file
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, max(0, len(damaged) - 1)))
        gone = data.draw(st.sampled_from([0, 1, 1, 20, 400]))
        damaged[place : place + gone] = data.draw(st.binary(max_size=4))
    article = read_or_refuse(bytes(damaged), name)
    if article is not None:
        assert_sound(read(article))


@few
@given(st.data())
def test_any_cut_of_a_real_article_is_read_soundly(data: st.DataObject) -> None:
    """An article that begins, ends or breaks anywhere is still read soundly."""
    paths = find_articles(Path("corpus/articles"))
    text = read_article(data.draw(st.sampled_from(paths))).text
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    piece = data.draw(st.sampled_from(PIECES))
    middle = (edges[0] + edges[1]) // 2
    assert_sound(read(Article(id="fall", text=text[edges[0] : middle] + piece + text[middle : edges[1]])))
