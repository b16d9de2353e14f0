"""Web pages: the article's text with its layout, and what the page says of itself."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from corpus.errors import ArticleError
from corpus.files import read_article
from corpus.records import Article, Layout

ARTICLE = """<article><h1>Hon vill göra skillnad</h1>
<p class="lead">Tuva Granhöst är socialsekreterare i Flens&nbsp;kommun.</p>
<p><strong>Hur ser en vanlig dag ut?</strong></p>
<p>– Vi tar fikat på stort
allvar, säger Tuva&nbsp;Granhöst.</p>
<p>– Ja.</p>
<p><b>Vad är svårast?</b><br>– Att säga nej, säger hon.<br/>– Men det går.</p>
<h2>Gruppen <em>bär</em></h2>
<blockquote><p>”Ingen är ensam här.”</p></blockquote>
<div class="pull-quote">”Vi är nio.”</div>
<ul><li>– Det är högt i tak.</li><li>Handledning varje vecka</li></ul>
<figure><img src="x.jpg" alt="Tuva"><figcaption>Tuva Granhöst trivs. Foto: Jon Ek</figcaption></figure>
<p>Vi är nio i grup&shy;pen och sammanhållningen är något som jag inte vill vara utan, berättar hon.</p>
<table><tr><th>År</th><th>Antal</th></tr><tr><td>2020</td><td>9</td></tr></table>
</article>"""
PAGE = f"""<!doctype html><html lang="sv"><head><title>Hon vill göra skillnad | Flens kommun</title>
<meta property="og:site_name" content="Flens kommun">
<meta property="article:published_time" content="2021-05-03T08:00:00+02:00">
<link rel="canonical" href="https://www.flen.se/nyheter/hon-vill"><style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/jobb">Jobb</a></li></ul></nav>
<header><p>Vi använder kakor. <button>Godkänn</button></p></header>
<main>{ARTICLE}<div class="related"><a href="/b">Läs mer om jobbet hos oss</a></div></main>
<script>var x = "– Nej, säger ingen.";</script>
<footer><p>Flens kommun<br>Postadress: 642 81 Flen</p></footer></body></html>"""
TEXT = """Hon vill göra skillnad

Tuva Granhöst är socialsekreterare i Flens kommun.

Hur ser en vanlig dag ut?

– Vi tar fikat på stort allvar, säger Tuva Granhöst.

– Ja.

Vad är svårast?
– Att säga nej, säger hon.
– Men det går.

Gruppen bär

”Ingen är ensam här.”

”Vi är nio.”

– Det är högt i tak.
Handledning varje vecka

Tuva Granhöst trivs. Foto: Jon Ek

Vi är nio i gruppen och sammanhållningen är något som jag inte vill vara utan, berättar hon.

År\tAntal
2020\t9"""


def read(tmp_path: Path, html: str | bytes) -> Article:
    """Read HTML from a file."""
    path = tmp_path / "sida.html"
    path.write_bytes(html.encode("utf-8") if isinstance(html, str) else html)
    return read_article(path)


def test_a_page_gives_its_article_and_nothing_else(tmp_path: Path) -> None:
    """Every reply, question, list item and caption is there; menus, kakor and scripts are not."""
    assert read(tmp_path, PAGE).text == TEXT


def test_layout_is_kept_as_marks(tmp_path: Path) -> None:
    """Headings, bold questions, quotes, items, captions and tables are marked word for word."""
    article = read(tmp_path, PAGE)
    assert [(mark.layout, mark.span.of(article.text)) for mark in article.marks] == [
        (Layout.HEADING, "Hon vill göra skillnad"),
        (Layout.BOLD, "Hur ser en vanlig dag ut?"),
        (Layout.BOLD, "Vad är svårast?"),
        (Layout.HEADING, "Gruppen bär"),
        (Layout.ITALIC, "bär"),
        (Layout.BLOCK_QUOTE, "”Ingen är ensam här.”"),
        (Layout.BLOCK_QUOTE, "”Vi är nio.”"),
        (Layout.LIST_ITEM, "– Det är högt i tak."),
        (Layout.LIST_ITEM, "Handledning varje vecka"),
        (Layout.CAPTION, "Tuva Granhöst trivs. Foto: Jon Ek"),
        (Layout.TABLE, "År\tAntal\n2020\t9"),
    ]


def test_a_page_tells_about_itself(tmp_path: Path) -> None:
    """Headline, site, address and date come from the page's head."""
    article = read(tmp_path, PAGE)
    assert article.title == "Hon vill göra skillnad"
    assert article.publisher == "Flens kommun"
    assert article.url == "https://www.flen.se/nyheter/hon-vill"
    assert article.published == datetime.date(2021, 5, 3)


def test_json_ld_goes_first(tmp_path: Path) -> None:
    """The machine-readable record is the publisher's own."""
    record = """<script type="application/ld+json">{"@graph": [{"@type": "Person"}, {"@type": "NewsArticle",
    "headline": "Tuva stannar", "datePublished": "2020-01-02", "publisher": {"name": "Flenbladet"}}]}</script>"""
    article = read(tmp_path, PAGE.replace("</head>", record + "</head>"))
    assert (article.title, article.publisher) == ("Tuva stannar", "Flenbladet")
    assert article.published == datetime.date(2020, 1, 2)


def test_a_time_element_and_the_title_element_serve_where_there_is_nothing_better(tmp_path: Path) -> None:
    """The site's name is cut off the title; no date is guessed."""
    html = "<title>Tuva stannar – Flens kommun</title><meta property='og:site_name' content='Flens kommun'>"
    dated = f"{html}<article><time datetime='2021-05-03'>i maj</time><p>– Ja, säger Tuva.</p></article>"
    assert read(tmp_path, dated).title == "Tuva stannar"
    assert read(tmp_path, dated).published == datetime.date(2021, 5, 3)
    assert read(tmp_path, f"{html}<p>– Det var den 3 maj 2021, säger Tuva.</p>").published is None


def test_a_page_of_short_replies_is_read_whole(tmp_path: Path) -> None:
    """Replies that an extractor takes for noise are still the article."""
    replies = "".join(f"<div>– Nej {number}.</div>" for number in range(30))
    text = read(tmp_path, f"<html><body><div><h1>Svar</h1>{replies}</div></body></html>").text
    assert text.split("\n\n") == ["Svar", *(f"– Nej {number}." for number in range(30))]


def test_a_headline_outside_the_article_is_kept(tmp_path: Path) -> None:
    """Pages often have the headline in a banner of its own."""
    body = "".join(f"<p>Stycke {n} handlar om arbetet på socialkontoret och om mötena.</p>" for n in range(12))
    html = f"<body><div class='top'><h1>Tuva stannar</h1></div><div><article>{body}</article></div></body>"
    assert read(tmp_path, html).text.startswith("Tuva stannar\n\nStycke 0")


@pytest.mark.parametrize("name", ["sida.html", "sida.htm", "SIDA.HTML"])
def test_old_pages_have_old_encodings(tmp_path: Path, name: str) -> None:
    """What calls itself ISO 8859-1 is Windows-1252; both endings serve."""
    path = tmp_path / name
    path.write_bytes("<meta charset='iso-8859-1'><p>– Jag är på väg, säger Åsa Ek.</p>".encode("cp1252"))
    assert read_article(path).text == "– Jag är på väg, säger Åsa Ek."


def test_hidden_words_and_forms_are_no_text(tmp_path: Path) -> None:
    """What a reader does not see is not quoted."""
    html = """<body><p>Synligt.</p><p hidden>Dolt.</p><p style="display:none">Dolt.</p>
    <form><label>Dolt.</label></form><!-- Dolt. --><p aria-hidden="true">Dolt.</p></body>"""
    assert read(tmp_path, html).text == "Synligt."


def test_two_breaks_make_a_paragraph_and_inline_elements_none(tmp_path: Path) -> None:
    """White space is as a browser shows it."""
    html = "<body><p>Ett<br><br>två <a href='x'>tre</a>, <span>fy</span>ra <b> fem </b>sex</p></body>"
    assert read(tmp_path, html).text == "Ett\n\ntvå tre, fyra fem sex"


def test_deep_nesting_is_read_or_refused(tmp_path: Path) -> None:
    """A page may be absurd; the reader stays calm."""
    html = "<div>" * 200 + "Hej där" + "</div>" * 200
    assert read(tmp_path, html).text == "Hej där"


FURNITURE = {
    "title": ("<title>Möt Tuva - Flens kommun</title>", ""),
    "head": ("", "<header><a href='/'>Flens kommun</a><nav><a href='/jobb'>Jobb</a></nav></header>"),
    "foot": ("", "<footer><p>Kontakta oss</p><p>© Flens kommun</p></footer>"),
    "mail": ("", "<div><a href='mailto:kommun@flen.se'>Skriv till oss</a></div>"),
}


@pytest.mark.parametrize(("head", "around"), FURNITURE.values(), ids=FURNITURE)
def test_a_page_that_names_no_site_has_the_municipality_that_signs_it_for_publisher(
    head: str, around: str, tmp_path: Path
) -> None:
    """Its title, head or foot tell, or the address to write to."""
    story = "<h1>Möt Tuva</h1><p>Tuva Granhöst är utredare.</p><p>– Jag trivs här, säger Tuva Granhöst.</p>"
    html = f"<html><head>{head}</head><body>{around}<main>{story}</main></body></html>"
    assert read(tmp_path, html).publisher == "Flens kommun"
    named = html.replace("<head>", "<head><meta property='og:site_name' content='Kuriren'>")
    assert read(tmp_path, named).publisher == "Kuriren"


def page(title: str, body: str) -> str:
    """Return a page with a menu that offers to log in."""
    menu = "<nav><a href='/'>Start</a><a href='/in'>Logga in</a></nav>"
    return f"<html><head><title>{title}</title></head><body>{menu}{body}</body></html>"


NO_ARTICLES = {
    "not found": (page("Sidan kunde inte hittas", "<h1>Hoppsan</h1><p>Prova att söka.</p>"), "felmeddelande"),
    "in English": (page("404", "<h1>Not Found</h1>"), "felmeddelande"),
    "forbidden": (page("403 Forbidden", "<center>nginx</center>"), "felmeddelande"),
    "server": (page("Flens kommun", "<p>Ett fel har uppstått. Försök igen senare.</p>"), "felmeddelande"),
    "robot": (page("Just a moment...", "<p>Verify you are human.</p>"), "kontroll av besökaren"),
    "login": (page("Välkommen", "<form>E-post <input> Lösenord <input></form>"), "kräver inloggning"),
    "locked": (page("Tuva stannar", "<p>Tuva har jobbat länge.</p><p>Logga in för att läsa.</p>"), "kräver inloggning"),
    "cookies": (page("Bladet", "<div>Genom att godkänna cookies hjälper du oss.</div>"), "frågar om kakor"),
    "script": (page("Bladet", "<noscript>You need to enable JavaScript.</noscript>"), "JavaScript"),
    "nothing": (page("Bladet", "<div id='root'></div><script src='a.js'></script>"), "utan JavaScript"),
}


@pytest.mark.parametrize(("html", "message"), NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_a_page_without_an_article_is_refused(tmp_path: Path, html: str, message: str) -> None:
    """The message says what the page is, and what to do."""
    with pytest.raises(ArticleError, match=message) as caught:
        read(tmp_path, html)
    assert "\n" not in str(caught.value)


STILL_ARTICLES = {
    "speech": "<h1>Fel 404</h1><p>– Jag trivs, säger Tuva Granhöst.</p><p>Vi använder kakor. Godkänn kakor.</p>",
    "answers": f"<h1>Möt Tuva</h1><p>Vad är bäst?</p><p>{'Att få träffa så många olika människor varje dag. ' * 4}</p>"
    "<p>Logga in för att kommentera.</p>",
    "dull": "<p>Nämnden antar budgeten.</p>",
}


@pytest.mark.parametrize("body", STILL_ARTICLES.values(), ids=STILL_ARTICLES)
def test_a_page_that_tells_something_is_no_error_page(tmp_path: Path, body: str) -> None:
    """Words of a notice beside an article, or in a menu, refuse nothing."""
    assert read(tmp_path, page("Flens kommun", body)).text


def test_a_page_too_deep_for_the_parser_is_refused(tmp_path: Path) -> None:
    """What the parser would drop silently is told instead, in no time."""
    with pytest.raises(ArticleError, match="för djupt nästlad"):
        read(tmp_path, "<div>" * 50_000 + "<p>– Ja, säger Tuva.</p>")


def test_a_tag_of_countless_attributes_costs_nothing(tmp_path: Path) -> None:
    """The parser compares each attribute with each; such a tag keeps only its name."""
    attributes = " ".join(f'a{number}="x"' for number in range(50_000))
    assert read(tmp_path, f"<body><div {attributes}><p>– Ja, säger Tuva.</p></div></body>").text == "– Ja, säger Tuva."


LD = {
    "list": '[{"@type": "BreadcrumbList"}, {"@type": ["NewsArticle", "Article"], "headline": "Tuva stannar", '
    '"datePublished": "2020-01-02", "publisher": [{"name": "Flenbladet"}], "mainEntityOfPage": {"@id": "https://x.se/a"}}]',
    "references": '{"@graph": [{"@type": "WebPage", "url": "https://x.se/a", "datePublished": "2020-01-02T08:00"}, '
    '{"@type": "Article", "headline": "Tuva stannar", "publisher": {"@id": "#we"}}, '
    '{"@type": "Organization", "@id": "#we", "name": "Flenbladet"}]}',
}


@pytest.mark.parametrize("record", LD.values(), ids=LD)
def test_json_ld_comes_in_many_forms(tmp_path: Path, record: str) -> None:
    """Lists, graphs and references all tell."""
    html = f"<head><script type='application/ld+json'>{record}</script></head><p>– Ja, säger Tuva.</p>"
    article = read(tmp_path, html)
    assert (article.title, article.publisher, article.url) == ("Tuva stannar", "Flenbladet", "https://x.se/a")
    assert article.published == datetime.date(2020, 1, 2)


@pytest.mark.parametrize(
    "record",
    [
        '{"@type": "NewsArticle", "headline": "Tuva stannar", "datePublished": "2020-01-02",}',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Tuva\n stannar", "datePublished": "2020-01-02"}\n//]]>',
    ],
    ids=["comma", "cdata"],
)
def test_broken_json_ld_still_has_its_fields(tmp_path: Path, record: str) -> None:
    """Content systems write JSON by hand."""
    article = read(tmp_path, f"<script type='application/ld+json'>{record}</script><p>– Ja, säger Tuva.</p>")
    assert (article.title, article.published) == ("Tuva stannar", datetime.date(2020, 1, 2))


def test_microdata_and_plain_meta_elements_tell_too(tmp_path: Path) -> None:
    """Older pages have neither JSON-LD nor Open Graph."""
    html = """<meta name="date" content="2020-03-04"><body><span itemprop="publisher"><meta itemprop="name"
    content="Flenbladet"></span><p>– Ja, säger Tuva.</p></body>"""
    article = read(tmp_path, html)
    assert (article.publisher, article.published) == ("Flenbladet", datetime.date(2020, 3, 4))
