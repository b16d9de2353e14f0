"""A quote with what stands around it in its article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.context import QuoteContext
from corpus.records import CUT, BlockKind
from tests.chatbot.conftest import BY_MEANING
from tests.index.fakes import FakeEncoder

ARTICLE = """---
title: "Ett hus med tre dörrar"
publisher: Hjo kommun
url: https://hjo.example/hus
published: 2024-05-03
---
Foto: Malte Skogstjärn

Tuva Granhöst är enhetschef i Hjo kommun. Huset har hon ritat själv.

Dagen börjar i köket, där alla äter gröt med varandra innan telefonerna slås på.

Trygghet i gruppen

Hur är stämningen i gruppen?

– Vi fikar på stort allvar i gruppen, säger Tuva Granhöst. Ring henne på 0503-123 45 om du vill veta mer.

– Polisen träffar vi varje torsdag, säger Tuva Granhöst.

"Vi fikar på stort allvar i gruppen"

Tuva Granhöst, enhetschef

– Ingen går hem med ett beslut som känns fel, säger Elin Sjövind, kurator i Hjo kommun.

På kontoret finns ett kök med en stor gul soffa som alla är stolta över.

Vägen framåt

Nästa år öppnar huset en dörr till, mot parken, för dem som hellre går in den vägen.

Skriv till tuva.granhost@hjo.example
"""

Show = Callable[[str], QuoteContext]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Return a corpus of one article."""
    directory = tmp_path / "articles"
    directory.mkdir()
    (directory / "hus.md").write_text(ARTICLE, encoding="utf-8")
    return directory


@pytest.fixture
def articles(directory: Path) -> Path:
    """Replace the corpus that is indexed."""
    return directory


def _id_of(chatbot: Chatbot, words: str) -> str:
    (found,) = [record.id for _, _, record in chatbot.search(words) if record.text.startswith(words)]
    return found


@pytest.fixture
def show(chatbot: Chatbot) -> Show:
    """Return what shows the quote that begins with some words."""

    def show(words: str) -> QuoteContext:
        context = chatbot.context(_id_of(chatbot, words))
        assert context is not None
        return context

    return show


def _shown(context: QuoteContext) -> list[tuple[str, str]]:
    return [(part.kind.value, "".join(piece.text or "[-]" for piece in part.pieces)) for part in context.parts]


def test_the_section_is_shown_without_contact_details_and_words_set_apart(show: Show) -> None:
    """From the heading to the next, with the question; a telephone number is left out, and so is the pull quote."""
    context = show("Vi fikar")
    assert _shown(context) == [
        ("heading", "Trygghet i gruppen"),
        ("question", "Hur är stämningen i gruppen?"),
        ("paragraph", "– Vi fikar på stort allvar i gruppen, säger Tuva Granhöst. [-]"),
        ("paragraph", "– Polisen träffar vi varje torsdag, säger Tuva Granhöst."),
        ("paragraph", "– Ingen går hem med ett beslut som känns fel, säger Elin Sjövind, kurator i Hjo kommun."),
        ("paragraph", "På kontoret finns ett kök med en stor gul soffa som alla är stolta över."),
    ]
    assert (context.parts[0].follows, context.goes_on) == (False, True)
    assert all(part.follows for part in context.parts[1:])


def test_the_quote_and_its_neighbours_are_told_by_their_places(show: Show) -> None:
    """Each quote is a piece of its own with its own speaker, and its text is the article's at its offsets."""
    context = show("Polisen")
    quoted = [(piece.text, piece.quote) for part in context.parts for piece in part.pieces if piece.quote]
    assert [(text, quote.text == text, [speaker.name for speaker in quote.speakers]) for text, quote in quoted] == [
        ("Vi fikar på stort allvar i gruppen", True, ["Tuva Granhöst"]),
        ("Polisen träffar vi varje torsdag", True, ["Tuva Granhöst"]),
        ("Ingen går hem med ett beslut som känns fel", True, ["Elin Sjövind"]),
    ]
    body = ARTICLE.split("---\n", 2)[2]
    assert body[context.quote.start : context.quote.end] == context.quote.text == "Polisen träffar vi varje torsdag"


def test_a_passage_of_narration_is_marked_in_its_place(show: Show) -> None:
    """The article's own words have a page, too."""
    context = show("På kontoret")
    assert context.quote.kind == "passage"
    assert [quote.id == context.quote.id for quote in context.parts[-1].quotes] == [True]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Polisen träffar vi varje torsdag", "Polisen träffar vi varje fredag", id="changed"),
        pytest.param("Tuva Granhöst är enhetschef", "Tuva Granhöst har länge varit enhetschef", id="moved"),
    ],
)
def test_a_quote_that_is_no_longer_there_is_not_shown(
    chatbot: Chatbot, directory: Path, before: str, after: str
) -> None:
    """The file counts as it is now, not the index."""
    quote_id = _id_of(chatbot, "Polisen")
    (directory / "hus.md").write_text(ARTICLE.replace(before, after), encoding="utf-8")
    assert chatbot.context(quote_id) is None


def test_a_neighbour_that_changed_is_no_quote_any_more(chatbot: Chatbot, directory: Path) -> None:
    """Its words, as they are now, stand there as the article's; nobody is said to have said them."""
    quote_id = _id_of(chatbot, "Vi fikar")
    (directory / "hus.md").write_text(ARTICLE.replace("träffar vi", "besöker vi"), encoding="utf-8")
    context = chatbot.context(quote_id)
    assert context is not None
    assert ("paragraph", "– Polisen besöker vi varje torsdag, säger Tuva Granhöst.") in _shown(context)
    assert [quote.text[:5] for part in context.parts for quote in part.quotes] == ["Vi fi", "Ingen"]


def test_an_article_that_is_gone_shows_nothing(chatbot: Chatbot, directory: Path) -> None:
    """Neither does an id that nobody has."""
    quote_id = _id_of(chatbot, "Polisen")
    (directory / "hus.md").unlink()
    assert [chatbot.context(asked) for asked in (quote_id, "", "../hus", "x" * 5000)] == [None] * 4


def test_what_was_cut_out_is_told(index_articles: Callable[[], Path], directory: Path) -> None:
    """Where somebody withdrew, the next part does not follow."""
    cut = ARTICLE.replace(
        "– Ingen går hem med ett beslut som känns fel, säger Elin Sjövind, kurator i Hjo kommun.", CUT
    )
    (directory / "hus.md").write_text(cut, encoding="utf-8")
    with Chatbot(FakeEncoder(256), corpus=directory, index=index_articles(), calibration=BY_MEANING) as chatbot:
        context = chatbot.context(_id_of(chatbot, "Polisen"))
    assert context is not None
    assert [part.follows for part in context.parts] == [False, True, True, True, False]
    assert CUT not in str(_shown(context))


def test_a_long_section_is_not_copied(index_articles: Callable[[], Path], directory: Path) -> None:
    """Three blocks a side at most, and the question however far up it stands, with the gap told."""
    sentences = (f"Svar nummer {word} i raden är det jag säger nu." for word in "ett två tre fyra fem sex sju".split())
    said = "\n\n".join(f"– {sentence} Jag trivs med det." for sentence in sentences)
    asked = "Tuva Granhöst är chef i Hjo kommun.\n\nVad gör du om dagarna, Tuva Granhöst?"
    (directory / "hus.md").write_text(f"---\ntitle: Om dagarna\n---\n{asked}\n\n{said}\n", encoding="utf-8")
    with Chatbot(FakeEncoder(256), corpus=directory, index=index_articles(), calibration=BY_MEANING) as chatbot:
        context = chatbot.context(_id_of(chatbot, "Svar nummer fem"))
    assert context is not None
    kinds = [part.kind for part in context.parts]
    assert kinds[0] is BlockKind.QUESTION
    assert [part.quotes[0].text.split()[2] for part in context.parts[1:]] == "två tre fyra fem sex sju".split()
    assert [part.follows for part in context.parts[:3]] == [False, False, True]


def test_a_headline_that_does_not_fit_is_no_gap(index_articles: Callable[[], Path], directory: Path) -> None:
    """The article's title stands above it all anyway."""
    narrated = [f"Huset har {count} dörrar, och alla är målade av dem som går in genom dem." for count in "123"]
    said = "– Vi fikar på stort allvar i gruppen, säger Tuva Granhöst, chef i Hjo kommun."
    text = "\n\n".join(["Ett hus med många dörrar", *narrated, said])
    (directory / "hus.md").write_text(f"---\ntitle: Ett hus\n---\n{text}\n", encoding="utf-8")
    with Chatbot(FakeEncoder(256), corpus=directory, index=index_articles(), calibration=BY_MEANING) as chatbot:
        context = chatbot.context(_id_of(chatbot, "Vi fikar"))
    assert context is not None
    assert [part.kind for part in context.parts] == [BlockKind.PARAGRAPH] * 4
    assert all(part.follows for part in context.parts)
