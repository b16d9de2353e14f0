"""Files become articles: text one for one, front matter, errors in one line."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import files
from corpus.errors import ArticleError, CorpusError
from corpus.files import decode, find_articles, normalise, read_article
from corpus.records import Article, Decision, Layout, LayoutMark, Span
from tests.corpus.made_files import zip_of

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
FRONT = "---\ntitle: Ett samtal\npublisher: Flens kommun\nurl: null\npublished: 2021-05-03\n---\n"
in_tmp_path = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def write(tmp_path: Path, name: str, content: str | bytes) -> Path:
    """Write a file and return its path."""
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def error_of(path: Path) -> str:
    """Return the message with which a file is refused."""
    with pytest.raises(ArticleError) as caught:
        read_article(path)
    return str(caught.value)


def read_or_refuse(path: Path) -> tuple[Article | None, str]:
    """Return the article, or None and the message with which it is refused."""
    try:
        return read_article(path), ""
    except ArticleError as exc:
        return None, str(exc)


# The corpus ---------------------------------------------------------------------------------


def test_the_corpus_keeps_its_articles_verbatim() -> None:
    """A corpus article's text is the file's body, but for no-break spaces; nothing is markup."""
    paths = find_articles(CORPUS)
    assert len(paths) >= 5
    for path in paths:
        body = path.read_bytes().decode("utf-8").split("\n---\n", 1)[1]
        article = read_article(path)
        assert article.text == body.replace("\u00a0", " ")
        assert article.marks == ()
        assert article.id == path.stem


def test_the_corpus_articles_have_title_publisher_and_date() -> None:
    """What the documents tell is there, and what they don't tell is None."""
    told = {a.title: (a.publisher, a.published) for a in map(read_article, find_articles(CORPUS))}
    assert told["De ger medmänniskor en andra chans"] == (None, datetime.date(2017, 7, 10))
    assert told["Beata Kantak och Sandra Johansson, socialsekreterare"] == ("Katrineholms kommun", None)
    assert told["Jobba inom socialtjänsten"] == (None, None)
    assert told["Vi kan verkligen hjälpa"] == (None, None)
    assert told["Möter familjerna i mysig villa istället för på kontor"] == (None, datetime.date(2017, 2, 1))


# Finding ------------------------------------------------------------------------------------


def test_articles_are_found_sorted_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    """Every ending counts in any case; hidden files and Markdown without front matter do not."""
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.TXT", "a.html", "sub/c.pdf", "d.docx", "e.htm", ".f.txt", ".git/g.txt", "h.json"):
        write(tmp_path, name, "x")
    write(tmp_path, "README.md", "# Om mappen")
    write(tmp_path, "i.md", FRONT)
    found = [str(path.relative_to(tmp_path)) for path in find_articles(tmp_path)]
    assert found == ["a.html", "b.TXT", "d.docx", "e.htm", "i.md", "sub/c.pdf"]


def test_two_files_with_the_same_id_are_refused(tmp_path: Path) -> None:
    """An id belongs to one article only."""
    write(tmp_path, "a.txt", "x")
    write(tmp_path, "a.html", "x")
    with pytest.raises(CorpusError, match=r"har samma namn som .*byt namn"):
        find_articles(tmp_path)


def test_a_missing_directory_is_an_error(tmp_path: Path) -> None:
    """A wrong --corpus is told, not taken for an empty corpus."""
    with pytest.raises(CorpusError, match="mappen finns inte"):
        find_articles(tmp_path / "saknas")


# Plain text ---------------------------------------------------------------------------------


def test_plain_text_keeps_its_characters_one_for_one(tmp_path: Path) -> None:
    """Only no-break spaces change; combining marks and soft hyphens stay, so offsets do."""
    text = "A\u00a0b\u202fc a\u0308 soft\u00adhyphen – ”x”\n\n\tslut \n"
    article = read_article(write(tmp_path, "a.txt", text))
    assert article.text == "A b c a\u0308 soft\u00adhyphen – ”x”\n\n\tslut \n"
    assert (article.title, article.publisher, article.url, article.marks) == (None, None, None, ())


@in_tmp_path
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r"), min_size=1))
def test_offsets_of_plain_text_are_those_of_open(tmp_path: Path, text: str) -> None:
    """For any text, the article has the length and the characters that open() gives."""
    path = write(tmp_path, "a.txt", text)
    with path.open(encoding="utf-8-sig") as file:
        read = file.read()
    if read.strip():
        assert read_article(path).text == read.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_plain_text_may_have_another_encoding(tmp_path: Path, encoding: str) -> None:
    """A byte order mark or, without one, what the bytes look like decides."""
    text = "– Vi tar fikat på stort allvar, säger Åsa.\r\n– Ja, ”absolut”.\r\n"
    article = read_article(write(tmp_path, "a.txt", text.encode(encoding)))
    assert article.text == text.replace("\r\n", "\n")


def test_an_address_given_goes_before_the_files(tmp_path: Path) -> None:
    """--url replaces the front matter's url."""
    path = write(tmp_path, "a.md", FRONT.replace("url: null", "url: https://flen.se/a") + "Text.")
    assert read_article(path).url == "https://flen.se/a"
    assert read_article(path, url="https://flen.se/b").url == "https://flen.se/b"


# Markdown -----------------------------------------------------------------------------------


def test_front_matter_tells_about_the_article(tmp_path: Path) -> None:
    """Title, publisher, date and what a person decided are read; the body is what follows."""
    decided = "decided:\n  municipality: Flen\n  roles:\n    Tuva Granhöst: enhetschef\n  by: redaktionen\n---\n"
    path = write(tmp_path, "samtal.md", FRONT.removesuffix("---\n") + decided + "Rad ett\u00a0och\n\nrad två")
    article = read_article(path)
    assert article.id == "samtal"
    assert article.text == "Rad ett och\n\nrad två"
    assert (article.title, article.publisher, article.url) == ("Ett samtal", "Flens kommun", None)
    assert article.published == datetime.date(2021, 5, 3)
    assert article.decision == Decision("Flen", {"Tuva Granhöst": "enhetschef"}, "redaktionen")


def test_the_text_is_searched_for_a_date_only_where_front_matter_is_silent(tmp_path: Path) -> None:
    """A null is an answer; a missing key is none."""
    silent = write(tmp_path, "a.md", "---\ntitle: A\n---\nPublicerad 1 februari 2017\n\nText.")
    answered = write(tmp_path, "b.md", "---\npublished: null\n---\nPublicerad 1 februari 2017\n\nText.")
    assert read_article(silent).published == datetime.date(2017, 2, 1)
    assert read_article(answered).published is None


MARKUP = [
    ("# Rubrik", "Rubrik", [("Rubrik", Layout.HEADING)]),
    ("## Rubrik ##", "Rubrik", [("Rubrik", Layout.HEADING)]),
    ("Det är **viktigt** nu.", "Det är viktigt nu.", [("viktigt", Layout.BOLD)]),
    ("**Hur är det?**", "Hur är det?", [("Hur är det?", Layout.BOLD)]),
    ("Det är *så* och _så_.", "Det är så och så.", [("så", Layout.ITALIC), ("så", Layout.ITALIC)]),
    ("Se [sidan](https://x.se) nu", "Se sidan nu", []),
    ("![Tuva i parken](a.jpg)", "Tuva i parken", [("Tuva i parken", Layout.CAPTION)]),
    ("> Vi är\n> nio.\n\nJa", "Vi är\nnio.\n\nJa", [("Vi är\nnio.", Layout.BLOCK_QUOTE)]),
    (
        "# Ett **fett** ord",
        "Ett fett ord",
        [("Ett fett ord", Layout.HEADING), ("fett", Layout.BOLD)],
    ),
]
NO_MARKUP = [
    "* = Obligatorisk uppgift\n*",
    "- Vi är nio.\n- Ja.",
    "* Vi är nio.",
    "-Vi jobbar på uppdrag",
    "5*3*2 är 30, och 2 * 3 * 4 är 24",
    "en snake_case_variabel och __init__.py",
    "Västerås stad <3 Polisen = sant",
    "socionom*er och handläggare*",
    "#flen och #1",
    "[sic] och (så) vidare",
    "Fält märkta * krävs, även detta *",
    "1. Först\n2. Sedan",
    "a > b\n---\nc",
]


@pytest.mark.parametrize(("source", "text", "marks"), MARKUP, ids=[row[0] for row in MARKUP])
def test_clear_markdown_becomes_layout(tmp_path: Path, source: str, text: str, marks: list[tuple[str, Layout]]) -> None:
    """Markup leaves the text and is kept as a mark on the very words."""
    article = read_article(write(tmp_path, "a.md", FRONT + source))
    assert article.text == text
    assert [(mark.span.of(text), mark.layout) for mark in article.marks] == marks


@pytest.mark.parametrize("source", NO_MARKUP)
def test_what_is_not_clearly_markup_stays(tmp_path: Path, source: str) -> None:
    """Speech dashes, notes and arithmetic keep their characters."""
    article = read_article(write(tmp_path, "a.md", FRONT + source))
    assert article.text == source
    assert article.marks == ()


def test_markdown_is_put_into_nfc_without_soft_hyphens(tmp_path: Path) -> None:
    """Marks move along with the characters."""
    article = read_article(write(tmp_path, "a.md", FRONT + "a\u0308 gr\u00adupp **a\u0308**"))
    assert article.text == "ä grupp ä"
    assert article.marks == (LayoutMark(Span(8, 9), Layout.BOLD),)


@given(
    text=st.text(st.sampled_from("aäåo\u0308\u030a\u00ad\u00a0\u1100\u1161\u11a8 \n")),
    data=st.data(),
)
def test_normalising_moves_marks_with_their_words(text: str, data: st.DataObject) -> None:
    """The text is what NFC makes of the whole, and marks stay within it."""
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    marks = (LayoutMark(Span(*edges), Layout.BOLD),) if edges[0] < edges[1] else ()
    normal, moved = normalise(text, marks)
    assert normal == normalise(text, ())[0]
    assert all(mark.span.end <= len(normal) and len(mark.span) for mark in moved)


# Refusals -----------------------------------------------------------------------------------

REFUSED = [
    ("a.md", "---\ntitle: A\n", 'inledningen mellan "---" är inte avslutad'),
    ("a.md", "---\ntitle: [\n---\nText", "inte giltig YAML på rad 2"),
    ("a.md", "---\ntitle: a: b\n---\nText", "inte giltig YAML på rad 2"),
    ("a.md", "---\n- a\n---\nText", "men är en lista"),
    ("a.md", "---\ntitle: 2017\n---\nText", '"title" i inledningen ska vara text, men är ett tal'),
    ("a.md", "---\npublished: i går\n---\nText", '"published" i inledningen ska vara ÅÅÅÅ-MM-DD'),
    ("a.md", "---\npublished: 2017-02-31\n---\nText", "inledningen är inte giltig YAML"),
    ("a.md", '---\npublished: "2017-02-31"\n---\nText', "är inget datum"),
    ("a.md", "---\ndecided: Flen\n---\nText", '"decided" i inledningen ska ha rader'),
    ("a.md", "---\ndecided: {kommun: Flen}\n---\nText", 'har "kommun"; bara municipality'),
    ("a.md", "---\ndecided: {municipality: Flens kommun}\n---\nText", '"Flens kommun" i inledningen är ingen kommun'),
    ("a.md", "---\ndecided: {roles: [a]}\n---\nText", '"roles" i inledningen ska ha rader'),
    ("a.md", "---\ntitle: A\n---\n\n", "filen innehåller ingen text"),
    ("a.md", FRONT.encode() + b"caf\xe9", "inte UTF-8 (fel vid byte"),
    ("a.md", "---\na: " + "[" * 5000, "inte avslutad"),
    ("a.md", "---\na: " + "[" * 5000 + "\n---\nText", "inte giltig YAML"),
    ("a.txt", b"", "filen är tom"),
    ("a.txt", b" \n\n", "filen är tom"),
    ("a.txt", b"\x00\x01\x02\x03" * 50, "filen är inte text"),
    ("a.txt", bytes(range(256)) * 4, "filen är inte text"),
    ("a.txt", b"\xff\xfe\x00", "inte giltig utf-16"),
    ("a.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "filen är en bild"),
    ("a.html", "<html><body></body></html>", "ingen text"),
    ("a.docx", b"PK\x03\x04 trasig", "ingen läsbar Word-fil"),
    (
        "a.docx",
        zip_of({"a": b"x"}).replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x52"),
        "ingen läsbar Word-fil",
    ),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "lösenordsskyddad eller i det gamla formatet"),
    ("a.pdf", b"%PDF-1.4 trasig", "ingen läsbar PDF"),
    ("a.xyz", b"x", 'ändelsen ".xyz" kan inte läsas; de som går är .md, .txt, .html, .htm, .docx, .pdf'),
    ("a.odt", b"x", 'ändelsen ".odt" kan inte läsas; spara om den som .docx eller .txt'),
    ("a.doc", b"x", 'ändelsen ".doc" kan inte läsas; spara om den som .docx eller .txt'),
    ("a.pages", b"x", "exportera den som Word eller PDF från Pages"),
    ("a.txt", b"%PDF-1.7 ...", 'filen är en PDF men heter något på ".txt"; byt ändelsen till ".pdf"'),
    ("a.pdf", "<!DOCTYPE html><p>Hej", 'filen är en webbsida men heter något på ".pdf"; byt ändelsen till ".html"'),
    ("a.txt", zip_of({"word/document.xml": b"x"}), 'filen är en Word-fil men heter något på ".txt"; byt'),
    ("a.docx", zip_of({"a.txt": b"x"}), "filen är ett packat arkiv; packa upp den"),
    ("a.docx", zip_of({"mimetype": b"x", "content.xml": b"x"}), "filen är i formatet OpenDocument; spara om den"),
    ("a.docx", zip_of({"Index/Document.iwa": b"x"}), "exportera den som Word eller PDF från Pages"),
    ("a.txt", b"{\\rtf1 Hej}", "filen är i formatet RTF; spara om den som .docx"),
    ("a.html", b"\xff\xd8\xff\xe0", "filen är en bild; kör textigenkänning"),
    ("a.docx", zip_of({"word/document.xml": bytes(21 * 1024 * 1024)}), "för stor när den packas upp; kopiera"),
    ("a.docx", zip_of({"word/document.xml": b"x"} | {f"{n}": b"" for n in range(5000)}), "för stor när den packas upp"),
    ("a", b"x", "en fil utan ändelse kan inte läsas"),
]


@pytest.mark.parametrize(
    ("name", "content", "message"), REFUSED, ids=[f"{n} {row[0]} {row[2][:30]}" for n, row in enumerate(REFUSED)]
)
def test_an_unreadable_file_is_refused_in_one_line(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    """The message begins with the file's name, says what is wrong, and is one line."""
    said = error_of(write(tmp_path, name, content))
    assert said.startswith(f"{name}: ")
    assert message in said
    assert "\n" not in said


def test_a_missing_file_and_a_directory_are_refused(tmp_path: Path) -> None:
    """A wrong path is told as such."""
    (tmp_path / "mapp.txt").mkdir()
    assert "filen finns inte" in error_of(tmp_path / "saknas.txt")
    assert "det är en mapp" in error_of(tmp_path / "mapp.txt")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A huge file is told by its size."""
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    assert "den får vara högst" in error_of(write(tmp_path, "a.txt", "x" * 11))


@in_tmp_path
@given(header=st.text(max_size=200), body=st.text(max_size=50))
def test_any_front_matter_becomes_an_article_or_one_clear_error(tmp_path: Path, header: str, body: str) -> None:
    """YAML in any state is read or refused."""
    path = write(tmp_path, "a.md", f"---\n{header}\n---\n{body}".encode("utf-8", "replace"))
    assert "\n" not in read_or_refuse(path)[1]


def test_bytes_of_the_western_code_page_are_read_as_such() -> None:
    """Short texts with å ä ö are too short for statistics; they are Windows-1252 here."""
    assert decode("Åsa är på väg – ”nu”".encode("cp1252")) == "Åsa är på väg – ”nu”"
