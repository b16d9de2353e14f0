"""What is handed in becomes a draft, or a line that says why not."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from chatbot.adding import Details, Outcome, plan_article
from chatbot.drafting import (
    LARGEST_UPLOAD,
    Draft,
    details_from_json,
    details_to_json,
    draft_of_address,
    draft_of_file,
    draft_of_text,
)
from chatbot.errors import KeepingError
from chatbot.fetching import Fetched
from chatbot.settings import Settings
from chatbot.withdrawn import Withdrawn
from corpus.errors import ArticleError
from corpus.reading import read
from tests.chatbot.keeping import FLEN


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings with an empty corpus."""
    (tmp_path / "corpus").mkdir()
    return Settings(corpus=tmp_path / "corpus", data=tmp_path / "data")


def test_a_file_is_read_at_once(settings: Settings) -> None:
    """The draft has the headline for a title, and the same quotes as the file."""
    draft = draft_of_file(settings, "C:\\filer\\flen.txt", FLEN.encode())
    assert (draft.file, draft.details.title) == ("flen.txt", "Fika på stort allvar")
    assert len(read(draft.article).quotes) == 3


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("tom.txt", b"  \n", "filen är tom"),
        ("bild.png", b"\x89PNG", "kan inte läsas"),
        ("utan", b"text", "en fil utan ändelse"),
        ("trasig.docx", b"PK\x03\x04trasig", "trasig.docx"),
        ("trasig.pdf", b"%PDF-1.7 trasig", "trasig.pdf"),
        ("fel.docx", b"%PDF-1.7", 'byt ändelsen till ".pdf"'),
        ("tyst.txt", "Här säger ingen något alls.".encode(), "inga citat hittades"),
        ("stor.txt", b"a" * (LARGEST_UPLOAD + 1), "högst 20 MB"),
    ],
    ids=["empty", "image", "no ending", "broken docx", "broken pdf", "other kind", "nobody speaks", "too large"],
)
def test_what_cannot_be_read_is_told_in_one_line(settings: Settings, name: str, content: bytes, told: str) -> None:
    """The line names the file and what is wrong."""
    with pytest.raises((ArticleError, KeepingError)) as raised:
        draft_of_file(settings, name, content)
    assert told in str(raised.value)
    assert name in str(raised.value)


def test_nothing_of_somebody_who_has_withdrawn_becomes_a_draft(settings: Settings) -> None:
    """Not even as a draft are their words kept."""
    Withdrawn.read(settings.corpus).with_person("Tuva Granhöst").write(settings.corpus)
    with pytest.raises(KeepingError, match="har dragit sig ur"):
        draft_of_text(settings, FLEN)


def test_a_page_of_the_web_keeps_its_address(settings: Settings) -> None:
    """The address after redirects is the article's."""
    fetched = Fetched(FLEN.encode(), ".txt", "https://flen.example/fika")
    draft = draft_of_address(settings, "https://flen.example/f", lambda _: fetched)
    assert (draft.file, draft.details.url) == ("https://flen.example/fika", "https://flen.example/fika")


def test_details_are_what_is_published(settings: Settings) -> None:
    """A changed title and a municipality that a person decides; a field that was emptied is empty."""
    draft = draft_of_text(settings, FLEN)
    told = Details("https://x.example/a", "Ny rubrik", "Bladet", datetime.date(2024, 5, 3), "Hjo")
    article = Draft(draft.file, draft.content, details_from_json(details_to_json(told))).article
    assert (article.title, article.publisher, article.published) == ("Ny rubrik", "Bladet", datetime.date(2024, 5, 3))
    assert article.decision is not None
    assert article.decision.municipality == "Hjo"
    addition = plan_article(settings, draft.file, article).additions[0]
    assert (addition.outcome, addition.path.name) == (Outcome.ADDED, "ny-rubrik.md")
    assert addition.reading.municipality is not None
    assert addition.reading.municipality.name == "Hjo"
    assert Draft(draft.file, draft.content, Details()).article.publisher is None
