"""What is written for an article is read back as the same article."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ArticleError
from corpus.files import article_of, normalise
from corpus.records import Article, Decision, Layout, LayoutMark, Span
from corpus.writing import LONGEST_SLUG, slug_of, unused_name, write_article

MARKUP = "#>*_[]()!\\-–”\"'`|:@{}%&?,.\n\r\t \u00a0\u00ad\u0301\u2028\x85aåÖ1"
lines = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z", "M")), max_size=20)
one_line = st.none() | lines.map(lambda words: " ".join(words.split()) or None)
texts = st.one_of(
    st.text(st.sampled_from(MARKUP), max_size=60),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60),
    st.sampled_from(
        ["---\nHej", "# Hej #", "> Hej", "**Hej**", "[a](b)", "- a\n- b", "\n\nHej\n\n", "sha256: 1\n---\n"]
    ),
).filter(lambda text: bool(normalise(text, ())[0].strip()))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Return an article as a reader of files gives it, with marks anywhere."""
    text = draw(texts)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)), st.sampled_from(Layout))
    given = tuple(LayoutMark(Span(*sorted(place[:2])), place[2]) for place in draw(st.lists(places, max_size=5)))
    text, marks = normalise(text, given)
    roles = st.dictionaries(lines, lines, max_size=2)
    decisions = st.builds(Decision, st.sampled_from([None, "Flen", "Västerås"]), roles, one_line)
    return Article(
        id="a",
        text=text,
        marks=marks,
        title=draw(one_line),
        publisher=draw(one_line),
        url=draw(one_line),
        published=draw(st.none() | st.dates()),
        decision=draw(st.none() | decisions),
    )


@given(articles())
def test_an_article_is_read_back_as_it_was(article: Article) -> None:
    """Text, marks and metadata, whatever looks like markup in them."""
    assert article_of(write_article(article).encode(), "a.md") == article


ARTICLE = Article(
    id="fika",
    text="# Fika\n\n> – Vi *fikar*, säger Tuva Granhöst.\n",
    marks=(LayoutMark(Span(0, 6), Layout.HEADING), LayoutMark(Span(8, 44), Layout.BOLD)),
    title="Fika: på allvar",
    published=datetime.date(2024, 5, 3),
    decision=Decision("Flen", {"Tuva Granhöst": "kurator"}, "redaktionen"),
)


def test_the_file_is_plain_to_a_reader() -> None:
    """The front matter has everything that the text itself does not tell; the text follows as it is."""
    header, body = write_article(ARTICLE).removeprefix("---\n").split("---\n", 1)
    assert body == ARTICLE.text
    assert header.splitlines()[:-1] == [
        "title: 'Fika: på allvar'",
        "publisher: null",
        "url: null",
        "published: 2024-05-03",
        "decided:",
        "  municipality: Flen",
        "  roles:",
        "    Tuva Granhöst: kurator",
        "  by: redaktionen",
        "layout: heading:0-6,bold:8-44",
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("Vi *fikar*", "Vi fikade", "texten är ändrad", id="words"),
        pytest.param("bold:8-44", "bold:8-4", "layout", id="backwards"),
        pytest.param("bold:8-44", "bold:8-440", "layout", id="outside"),
        pytest.param("bold:8-44", "fat:8-44", "layout", id="no such layout"),
    ],
)
def test_an_edited_file_is_refused(old: str, new: str, told: str) -> None:
    """A quote of edited words would not be verbatim; one line says what to do."""
    content = write_article(ARTICLE).replace(old, new).encode()
    with pytest.raises(ArticleError, match=rf"fika\.md: .*{told}.*chatbot add"):
        article_of(content, "fika.md")


def test_what_a_person_decides_later_does_not_touch_the_text() -> None:
    """The front matter may be edited."""
    content = write_article(ARTICLE).replace("municipality: Flen", "municipality: Hjo").encode()
    assert article_of(content, "fika.md").decision == Decision("Hjo", {"Tuva Granhöst": "kurator"}, "redaktionen")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Möter familjerna i mysig villa – på riktigt!", "moter-familjerna-i-mysig-villa-pa-riktigt"),
        ("”Å, Ä och Ö” 2024", "a-a-och-o-2024"),
        ("Søren Ærø: Straße", "soren-aero-strasse"),
        ("../../etc/passwd", "etc-passwd"),
        ("…", ""),
        ("ord " * 40, "-".join(["ord"] * 20)),
        ("x" * 100, "x" * LONGEST_SLUG),
    ],
)
def test_a_title_becomes_a_file_name(title: str, slug: str) -> None:
    """ASCII, short, and nothing that means anything to a file system."""
    assert slug_of(title) == slug
    assert len(slug) <= LONGEST_SLUG


def test_names_do_not_collide() -> None:
    """Not even on a file system that does not tell case apart."""
    assert unused_name("fika", []) == "fika"
    assert unused_name("fika", ["Fika", "fika-2"]) == "fika-3"
    assert unused_name("x" * LONGEST_SLUG, ["x" * LONGEST_SLUG]) == "x" * (LONGEST_SLUG - 2) + "-2"


def test_the_projects_own_articles_are_written_and_read_back() -> None:
    """Real articles, as one format more."""
    for path in sorted(Path("corpus/articles").glob("*.md")):
        article = article_of(path.read_bytes(), path.name)
        assert article_of(write_article(article).encode(), path.name) == article
