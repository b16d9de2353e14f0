"""Articles at the desk: the list, an article as it was read, drafts on their way in, and removal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.corpus_files import changing_corpus
from chatbot.drafting import LARGEST_UPLOAD
from chatbot.errors import StoreError
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.reviewers import Role
from chatbot.store.schema import article_versions, audit, drafts
from chatbot.web.desk import drafts_page
from chatbot.web.desk.desk import Desk
from chatbot.web.texts.desk_reading import reading_texts
from chatbot.web.texts.languages import Language
from corpus.rules import rules
from tests.chatbot.web.desk.conftest import Client

SECONDS = 60
NEW = """Ett nytt jobb i Hjo

Siri Aspvik är familjehemssekreterare i Hjo kommun.

– Sommarkatten följer med mig på hembesöken, säger Siri Aspvik.
"""

ClientAs = Callable[..., Client]


def built(desk: Desk) -> None:
    """Wait until the index has followed."""
    assert desk.index.wait(desk.index.request(), SECONDS)


def hand_in(client: Client, text: str = NEW) -> str:
    """Hand in pasted text; return the path of its draft."""
    response = client.post("/granska/ny-artikel", data={"text": text})
    assert response.status_code == 200, response.text
    return str(response.url.path)


def form_of_draft(client: Client, path: str, **written: str) -> dict[str, str]:
    """Return the fields of a draft's page as they stand there, but for what is written."""
    page = client.get(path).text
    inputs = [re.search(rf'name="{name}"[^>]* value="([^"]*)"', page) for name in ("version", "expected", "title")]
    fields = {
        name: found[1] if found else "" for name, found in zip(("version", "expected", "title"), inputs, strict=True)
    }
    return fields | {"publisher": "", "url": "", "published": "", "municipality": ""} | written


def test_the_list_has_every_article_and_what_waits(client_as: ClientAs) -> None:
    """A reader sees titles, publishers, dates and numbers, but nothing that changes anything."""
    page = client_as(Role.READER).get("/granska/artiklar").text
    assert "Fika på stort allvar" in page
    assert "Flens kommun" in page
    assert "3 maj 2024" in page
    assert "/granska/ny-artikel" not in page
    filtered = client_as(Role.READER).get("/granska/artiklar?vantar=1").text
    assert "Ingen artikel stämmer med urvalet." in filtered


def test_an_article_is_shown_whole_with_who_says_what_and_why(client_as: ClientAs) -> None:
    """Speakers by letter, the rule in words, the words that decided, and how sure; nothing by colour alone."""
    page = client_as(Role.READER).get("/granska/artiklar/flen").text
    assert "Namnet står direkt efter orden." in page
    assert "säkerhet 99 %" in page
    assert page.count('class="said published') == 3
    assert "Citat 2, Tuva Granhöst" in page
    assert "Hur är stämningen i gruppen?" in page
    assert "/ta-bort" not in page


def test_an_article_that_is_not_there_is_told(client_as: ClientAs) -> None:
    """With the way back to the list."""
    response = client_as(Role.READER).get("/granska/artiklar/ingen")
    assert response.status_code == 404
    assert "Artikeln finns inte" in response.text


@pytest.mark.parametrize("language", Language, ids=str)
def test_every_rule_is_told_in_plain_words(language: Language) -> None:
    """A rule that is added to the list needs its sentence."""
    assert set(reading_texts(language).rules) == set(rules())


def test_an_article_goes_from_paste_to_the_chat(desk: Desk, client_as: ClientAs, articles: Path) -> None:
    """Handed in, looked at, published with a publisher, indexed, and then the chat quotes it; all of it is logged."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor)
    assert "Blir en ny artikel med 1 citat" in editor.get(path).text
    assert not (articles / "ett-nytt-jobb-i-hjo.md").exists()
    response = editor.post(path, data=form_of_draft(editor, path, publisher="Hjobladet", gor="publicera"))
    assert response.url.path == "/granska/artiklar/ett-nytt-jobb-i-hjo"
    assert "Publicerad." in response.text
    built(desk)
    answer = desk.chatbot.ask("Sommarkatten följer med mig på hembesöken?")
    assert [(q.speakers[0].name, q.article.publisher) for q in answer.quotes] == [("Siri Aspvik", "Hjobladet")]
    with desk.database.reading() as connection:
        assert connection.execute(sa.select(drafts)).all() == []
        logged = connection.scalars(sa.select(audit.c.action).order_by(audit.c.id)).all()
        assert [action for action in logged if action.startswith(("draft", "article"))] == [
            "draft.add",
            "draft.change",
            "article.publish",
        ]
        version = connection.execute(sa.select(article_versions)).one()
        assert (version.article, version.reviewer) == ("ett-nytt-jobb-i-hjo", editor.reviewer.id)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("tom.txt", b"", "filen är tom"),
        ("bild.jpg", b"\xff\xd8\xff", "kan inte läsas"),
        ("trasig.docx", b"PK\x03\x04", "trasig.docx"),
        ("trasig.pdf", b"%PDF-1.7\n", "trasig.pdf"),
        ("tyst.txt", b"Ingen talar.", "inga citat hittades"),
        ("stor.txt", b"a" * (LARGEST_UPLOAD + 1), "högst 20 MB"),
    ],
    ids=["empty", "image", "docx", "pdf", "silent", "large"],
)
def test_a_bad_upload_is_told_and_nothing_is_kept(
    desk: Desk, client_as: ClientAs, name: str, content: bytes, told: str
) -> None:
    """Status 422, what is wrong, and no draft."""
    response = client_as(Role.EDITOR).post("/granska/ny-artikel", files={"fil": (name, content)})
    assert response.status_code == 422
    assert told in response.text
    with desk.database.reading() as connection:
        assert connection.execute(sa.select(drafts)).all() == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"adress": "ftp://x.example"}, "https://"),
        ({"adress": "http://127.0.0.1/hemligt"}, "internt nät"),
        ({"text": "  "}, "Klistra in"),
    ],
    ids=["scheme", "internal", "blank"],
)
def test_bad_addresses_and_texts_come_back_with_what_was_written(
    client_as: ClientAs, data: dict[str, str], told: str
) -> None:
    """An address inside the own network is refused like any other fault."""
    response = client_as(Role.EDITOR).post("/granska/ny-artikel", data=data)
    assert response.status_code == 422
    assert told in response.text
    assert next(iter(data.values())) in response.text


def test_two_who_save_the_same_draft_are_both_told(client_as: ClientAs) -> None:
    """The second sees what the first wrote beside what she wrote herself; nothing is overwritten."""
    one, two = client_as(Role.EDITOR), client_as(Role.EDITOR)
    path = hand_in(one)
    mine = form_of_draft(two, path, title="Min rubrik", gor="spara")
    one.post(path, data=form_of_draft(one, path, title="Hennes rubrik", gor="spara"))
    response = two.post(path, data=mine)
    assert response.status_code == 409
    assert one.reviewer.login in response.text
    assert "Hennes rubrik" in response.text
    assert 'value="Min rubrik"' in response.text
    again = two.post(path, data={**mine, "version": "2"})
    assert 'value="Min rubrik"' in again.text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("published", "5/3 2024", "är inget datum"),
        ("published", "2999-01-01", "har inte varit än"),
        ("url", "javascript:alert(1)", "ingen webbadress"),
        ("municipality", "Ankeborg", "290 kommuner"),
        ("title", "x" * 501, "längre än 500"),
    ],
    ids=["date", "future", "url", "municipality", "long"],
)
def test_a_field_that_cannot_be_is_told_and_kept(client_as: ClientAs, field: str, value: str, told: str) -> None:
    """The form comes back with what was written."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor)
    response = editor.post(path, data=form_of_draft(editor, path, gor="publicera") | {field: value})
    assert response.status_code == 422
    assert told in response.text
    assert field == "municipality" or f'value="{value}"' in response.text


def test_the_same_text_is_not_published_twice(client_as: ClientAs, articles: Path) -> None:
    """A draft of what the corpus has says so, and has no button to publish."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor, (articles / "hjo.md").read_text(encoding="utf-8").split("---\n", 2)[2])
    page = editor.get(path).text
    assert "finns redan i korpusen" in page
    assert 'value="publicera"' not in page


def test_a_draft_that_is_thrown_away_meanwhile_is_not_published(
    client_as: ClientAs, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever publishes is told, and the corpus stays as it is."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor)
    form = form_of_draft(editor, path, gor="publicera")
    before = sorted(articles.rglob("*"))
    # As if the other's transaction came between the look at the draft and this one's.
    monkeypatch.setattr(drafts_page, "take_draft", lambda *_, **__: False)
    assert editor.post(path, data=form).status_code == 409
    assert sorted(articles.rglob("*")) == before


def test_a_draft_can_be_thrown_away(client_as: ClientAs) -> None:
    """And is gone for everybody then."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor)
    assert "Utkastet är kastat." in editor.post(path, data=form_of_draft(editor, path, gor="kasta")).text
    assert editor.get(path).status_code == 404


def test_an_article_is_removed_after_a_question(desk: Desk, client_as: ClientAs, articles: Path) -> None:
    """The page tells what goes; a file that has changed since is not removed; then its quotes are gone."""
    editor = client_as(Role.EDITOR)
    page = editor.get("/granska/artiklar/hjo/ta-bort").text
    assert "Amir Fjällstig" in page
    sha256 = (re.search(r'name="sha256" value="(\w+)"', page) or ["", ""])[1]
    assert editor.post("/granska/artiklar/hjo/ta-bort", data={"sha256": "gammal"}).status_code == 409
    assert (articles / "hjo.md").exists()
    assert "Artikeln är borttagen." in editor.post("/granska/artiklar/hjo/ta-bort", data={"sha256": sha256}).text
    assert not (articles / "hjo.md").exists()
    built(desk)
    assert desk.chatbot.ask("Biståndet tar längst tid, för varje ansökan ska prövas på nytt?").quotes == ()


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER], ids=str)
@pytest.mark.parametrize(
    "path", ["/granska/ny-artikel", "/granska/utkast/x", "/granska/artiklar/hjo/ta-bort", "/granska/index"]
)
def test_only_editors_change_articles(client_as: ClientAs, role: Role, path: str) -> None:
    """Others are refused, whatever they send."""
    assert client_as(role).post(path, data={"text": NEW}).status_code == 403


def test_a_publication_that_cannot_be_committed_leaves_the_files_as_they_were(
    desk: Desk, client_as: ClientAs, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The corpus is kept from others before the database is, as in a correction."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor)
    form = form_of_draft(editor, path, gor="publicera")
    before, order = sorted(articles.rglob("*")), list[str]()
    changing = Database.changing

    @contextmanager
    def full(database: Database) -> Iterator[Connection]:
        order.append("database")
        with changing(database) as connection:
            yield connection
            assert sorted(articles.rglob("*")) != before
            raise StoreError("disk is full")

    @contextmanager
    def kept(settings: Settings, waiting: Callable[[], None]) -> Iterator[None]:
        order.append("corpus")
        with changing_corpus(settings, waiting):
            yield

    with monkeypatch.context() as patch:
        patch.setattr(Database, "changing", full)
        patch.setattr("chatbot.adding.changing_corpus", kept)
        assert editor.post(path, data=form).status_code == 503
    assert (order, sorted(articles.rglob("*"))) == (["corpus", "database"], before)
    assert editor.post(path, data=form, follow_redirects=False).status_code == 303
