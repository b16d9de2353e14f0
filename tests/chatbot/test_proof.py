"""What is shown stands in the article's file, and what the index must not hold stays there."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import chatbot.proof
from chatbot.answering import Chatbot
from chatbot.proof import current_text
from chatbot.records import Status
from chatbot.settings import Settings
from chatbot.verifying import verify
from corpus.errors import CorpusError
from corpus.files import read_article
from index.chunks import sha256_of
from index.manifest import CATALOGUE, MANIFEST, current_generation
from index.model import KnownModel
from index.storage import digest_of
from tests.chatbot.conftest import BY_MEANING
from tests.index.fakes import FakeEncoder

CONTACTS = """---
title: "Vägen in"
publisher: Flens kommun
url: null
published: null
---
Siv Almgrund är kurator i Flens kommun. Hon har arbetat med barn och familjer i många år.

– Barnen är det bästa med arbetet och varje dag är ny, säger Siv Almgrund. Ring mig på 0157-555 01 23.

– Man kan alltid fråga en kollega om råd, säger Siv Almgrund.

Kontaktperson:

Siv Almgrund, kurator

Tel: 0157-555 01 23

Mobil: 070-555 44 33

E-post: siv.almgrund@kommun.example

Besöksadress: Storgatan 1, 642 00 Flen

Vill du veta mer? Mejla Olle Vikström på olle@flen.example eller ring 0157-555 09 87.
"""
SECRETS = ["555 01 23", "555 44 33", "555 09 87", "siv.almgrund@", "kommun.example", "olle@", "@"]

QUESTION = "Hur ofta träffar ni polisen?"


def generation_of(root: Path) -> Path:
    """Return the current generation's directory."""
    return root / str(current_generation(root))


def opened_on(articles: Path) -> Chatbot:
    """Return a chatbot over the index as it is now; SQLite remembers what an open one has read."""
    return Chatbot(FakeEncoder(256), corpus=articles, index=articles.parent / "index", calibration=BY_MEANING)


def edit_words(index: Path, old: str, new: str) -> None:
    """Change a record's words in the catalogue, its hash along with them."""
    connection = sqlite3.connect(generation_of(index) / CATALOGUE)
    with connection:
        (number, text) = connection.execute(
            "SELECT number, text FROM records WHERE text LIKE ?", [f"%{old}%"]
        ).fetchone()
        text = text.replace(old, new)
        connection.execute("UPDATE records SET text = ?, sha256 = ? WHERE number = ?", [text, sha256_of(text), number])
    connection.close()


def test_no_contact_detail_is_in_any_file_of_the_index(articles: Path, index_articles: Callable[[], Path]) -> None:
    """People's telephone numbers and addresses stay in the article; what Siv says is indexed."""
    (articles / "vagen-in.md").write_text(CONTACTS, encoding="utf-8")
    files = [path for path in generation_of(index_articles()).rglob("*") if path.is_file()]
    contents = {path.name: path.read_bytes() for path in files}
    assert "Barnen är det bästa med arbetet".encode() in contents[CATALOGUE]
    found = [(name, secret) for name, data in contents.items() for secret in SECRETS if _holds_text(name, data, secret)]
    assert found == []


def _holds_text(name: str, data: bytes, words: str) -> bool:
    # A single character is in any file of numbers.
    return words.encode() in data and (len(words) > 1 or not name.endswith((".npy", ".faiss", ".sqlite")))


def test_edited_words_are_not_shown(articles: Path, index_articles: Callable[[], Path]) -> None:
    """The article is as it was, and the edited record fits its own hash."""
    edit_words(index_articles(), "varje torsdag", "aldrig någon ")
    with opened_on(articles) as chatbot:
        assert chatbot.ask(QUESTION).status is Status.NO_ANSWER
        faults = chatbot.verify()
    assert f"{CATALOGUE}: fel kontrollsumma" in faults
    assert any("flen.md" in fault for fault in faults)


def test_edited_words_are_found_by_verify(
    articles: Path, index_articles: Callable[[], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the edited record fits its own hash, and the edited files fit the manifest."""
    directory = generation_of(index_articles())
    settings = Settings(corpus=articles, data=tmp_path)
    monkeypatch.setattr("chatbot.verifying.known_model", lambda *_: KnownModel("fake", "fake/1"))
    assert verify(settings) == []
    edit_words(tmp_path / "index", "varje torsdag", "aldrig någon ")
    manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"][CATALOGUE]["sha256"] = digest_of(directory / CATALOGUE)
    (directory / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    (fault,) = verify(settings)
    assert re.fullmatch(r"flen\.md: post [0-9a-f]{16} är inte artikelns ord på sin plats; kör: chatbot build", fault)


def test_an_edited_question_is_not_shown(articles: Path, index_articles: Callable[[], Path]) -> None:
    """The interviewer's words are quoted too."""
    asked = "Fikar ni i gruppen i Flen?"
    index = index_articles()
    with opened_on(articles) as chatbot:
        assert {quote.interviewer_question for quote in chatbot.ask(asked).quotes} == {"Hur är stämningen i gruppen?"}
    connection = sqlite3.connect(generation_of(index) / CATALOGUE)
    with connection:
        connection.execute("UPDATE records SET question_text = 'Hur dålig är stämningen här?' WHERE question NOT NULL")
    connection.close()
    with opened_on(articles) as chatbot:
        assert {quote.interviewer_question for quote in chatbot.ask(asked).quotes} <= {None}


@pytest.mark.parametrize("tag", ["säger Tuva Granhöst", "säger en kollega"])
def test_words_that_come_under_another_name_are_not_shown_under_the_old_one(
    articles: Path, index_articles: Callable[[], Path], tag: str
) -> None:
    """A tag is corrected, or made anonymous, by hand: the words stand where they stood."""
    index_articles()
    said = "Handledning med en psykolog får alla kuratorer varje månad"
    with opened_on(articles) as opened:
        (quote,) = (quote for quote in opened.ask(said).quotes if quote.text.startswith(said))
        (match,) = opened.verify_quote(said).matches
        assert [speaker.name for speaker in (*quote.speakers, *match.quotes[0].speakers)] == ["Elin Sjövind"] * 2
        path = articles / "flen.md"
        path.write_text(path.read_text(encoding="utf-8").replace("säger Elin Sjövind", tag), encoding="utf-8")
        assert opened.quote(quote.id) is None
        assert opened.context(quote.id) is None
        assert quote.id not in {shown.id for shown in opened.ask(said).quotes}
        assert all(shown.id != quote.id for match in opened.verify_quote(said).matches for shown in match.quotes)
        assert any(quote.id in fault for fault in opened.verify())
        (other,) = opened.ask(QUESTION).quotes[:1]
        context = opened.context(other.id)
        assert context is not None
        assert quote.id not in {shown.id for part in context.parts for shown in part.quotes}


def test_an_article_is_read_once_while_it_stays_as_it_is(
    articles: Path, index_articles: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Repeated answers cost a hash of the file; a change is noticed at the next one."""
    read: list[str] = []

    def count(path: Path) -> object:
        read.append(path.name)
        return read_article(path)

    monkeypatch.setattr(chatbot.proof, "read_article", count)
    index_articles()
    with opened_on(articles) as opened:
        assert opened.ask(QUESTION) == opened.ask(QUESTION)
        assert sorted(read) == sorted(set(read))
        read.clear()
        path = articles / "flen.md"
        path.write_text(path.read_text(encoding="utf-8") + "\nNytt sist.\n", encoding="utf-8")
        assert opened.ask(QUESTION).status is Status.ANSWERED
        assert read == ["flen.md"]


def test_a_file_that_changes_while_it_is_read_proves_nothing(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the text of one state would be remembered as that of the other."""
    path = articles / "flen.md"

    def change(file: Path) -> object:
        file.write_text(file.read_text(encoding="utf-8") + "Mer.\n", encoding="utf-8")
        return read_article(file)

    monkeypatch.setattr(chatbot.proof, "read_article", change)
    with pytest.raises(CorpusError, match=r"flen\.md: filen ändrades medan den lästes"):
        current_text(path)
    monkeypatch.undo()
    assert current_text(path).endswith("Mer.\n")
