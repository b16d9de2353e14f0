"""A list of articles becomes drafts, line by line, or is refused with what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from chatbot.importing import MOST_LINES, ListProblem, read_list
from chatbot.store.drafts import add_draft
from chatbot.store.reviewers import Role
from chatbot.store.schema import drafts
from chatbot.web.desk.desk import Desk
from tests.chatbot.web.desk.conftest import Client
from tests.chatbot.web.desk.test_articles import NEW
from tests.chatbot.web.desk.test_withdrawal_page import finished

PAGE = "/granska/importera"

ClientAs = Callable[..., Client]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00\x01\x02\x81\x8d" * 9, "encoding"),
        (b"adress;rubrik\nhttps://a.example;A\n", "columns"),
        (b"title;publisher\nA;B\n", "columns"),
        (b"url,title\nhttps://a.example,A,mer\n", "columns"),
        (b"url;title\n", "no_rows"),
        (b'{"url": "https://a.example"}\n{"url": \n', "json"),
        (b'["https://a.example"]\n', "json"),
        (b"url\n" + b"https://a.example\n" * 10_000, "too_many"),
    ],
    ids=["empty", "encoding", "columns", "no source", "more cells", "no rows", "broken", "no object", "long"],
)
def test_a_list_that_cannot_be_read_says_why(content: bytes, kind: str) -> None:
    """Before anything is taken in."""
    with pytest.raises(ListProblem) as raised:
        read_list(content)
    assert raised.value.kind == kind


@pytest.mark.parametrize(
    "content",
    [
        "url;Title;published\nhttps://å.example;Ä;2024-05-03\n".encode("utf-8-sig"),
        "url,title,published\nhttps://å.example,Ä,2024-05-03\n".encode("cp1252"),
        (json.dumps({"url": "https://å.example", "title": "Ä", "published": "2024-05-03"}) + "\n\n").encode(),
    ],
    ids=["Excel in Swedish", "old Excel", "JSON Lines"],
)
def test_lists_of_every_kind_are_read(content: bytes) -> None:
    """Semicolons or commas, with a byte order mark or in Windows-1252, or an object a line."""
    (line,) = read_list(content)
    assert line.fields == {"url": "https://å.example", "title": "Ä", "published": "2024-05-03"}


def test_each_line_becomes_a_draft_or_a_reason(desk: Desk, client_as: ClientAs) -> None:
    """What the list tells of an article goes into its draft; a line that cannot be read keeps none of the others."""
    rows = [
        {"text": NEW, "publisher": "Hjobladet", "municipality": "Hjo"},
        {"text": "Ingen säger något."},
        {"url": "http://127.0.0.1/"},
        {"title": "Bara en rubrik", "url": ""},
        {"text": NEW, "published": "igår"},
    ]
    content = "\n".join(json.dumps(row) for row in rows).encode()
    editor = client_as(Role.EDITOR)
    response = editor.post(PAGE, files={"fil": ("lista.jsonl", content)})
    page = finished(editor, response.url.path)
    assert "Klart: 1 utkast av 5 rader." in page
    for told in ("inga citat hittades", "internt nät", "varken url eller text", "är inget datum"):
        assert told in page
    with desk.database.reading() as connection:
        (details,) = connection.scalars(sa.select(drafts.c.details)).all()
    assert json.loads(details)["publisher"] == "Hjobladet"


def test_a_fault_is_read_out_in_its_own_language(client_as: ClientAs) -> None:
    """The page's own words are in the page's language; what reads articles tells its faults in Swedish."""
    editor = client_as(Role.EDITOR)
    content = b"title;url;text\nTom;;\nLokal;http://127.0.0.1/x;\n"
    response = editor.post(f"{PAGE}?lang=en", files={"fil": ("lista.csv", content)})
    page = finished(editor, f"{response.url.path}?lang=en")
    assert "Done: 0 of 2 lines became drafts." in page
    assert "<td>the line has neither url nor text</td>" in page
    assert '<td>The fault, in Swedish: <span lang="sv">http://127.0.0.1/x: adressen' in page


def test_a_list_that_was_broken_off_is_handed_in_again(desk: Desk, client_as: ClientAs) -> None:
    """What is a draft already does not become another, and an address that is one is not fetched again."""
    editor, address = client_as(Role.EDITOR), "https://hjo.example/jobb"
    with desk.database.changing() as connection:
        known = add_draft(connection, editor.reviewer.id, file=address, content=b"x", details="{}")
    content = "\n".join(json.dumps(row) for row in ({"text": NEW}, {"url": address})).encode()
    for _ in range(2):
        page = finished(editor, editor.post(PAGE, files={"fil": ("lista.jsonl", content)}).url.path)
        assert "Klart: 2 utkast av 2 rader." in page
        assert known in page
    with desk.database.reading() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(drafts)) == 2


def test_thousands_of_lines_are_told_page_by_page(client_as: ClientAs) -> None:
    """Those that became no draft can be looked at alone; a list is not too long for being long."""
    editor = client_as(Role.EDITOR)
    content = "\n".join(["title,url,text", *("Rubrik,," for _ in range(1_200)), f'Ny,,"{NEW}"']).encode()
    path = editor.post(PAGE, files={"fil": ("lista.csv", content)}).url.path
    page = finished(editor, path)
    assert "Klart: 1 utkast av 1201 rader." in page
    assert page.count("varken url eller text") == 50
    assert "Sida 1 av 25" in page
    assert ">Utkast</a>" in editor.get(f"{path}?sida=25").text
    failed = editor.get(f"{path}?fel=1&sida=24").text
    assert failed.count("varken url eller text") == 50
    assert "Visa alla rader" in failed


def test_drafts_are_listed_page_by_page(desk: Desk, client_as: ClientAs) -> None:
    """The list of articles stays short when many are handed in at once."""
    editor = client_as(Role.EDITOR)
    details = json.dumps(dict.fromkeys(("url", "title", "publisher", "published", "municipality")))
    with desk.database.changing() as connection:
        for number in range(60):
            add_draft(connection, editor.reviewer.id, file=f"fil-{number:02}.txt", content=b"x", details=details)
    pages = [editor.get(f"/granska/artiklar?utkast={number}").text for number in (1, 2)]
    assert [page.count("/granska/utkast/") for page in pages] == [50, 10]
    assert "(60)" in pages[0]


def test_a_wrong_list_is_told_with_the_columns(client_as: ClientAs) -> None:
    """Those that are expected and those that were found; nothing is taken in."""
    response = client_as(Role.EDITOR).post(PAGE, files={"fil": ("lista.csv", b"adress;rubrik\na;b\n")})
    assert response.status_code == 422
    assert "url, title, publisher, published, municipality, text" in response.text
    assert "adress, rubrik" in response.text
    many = client_as(Role.EDITOR).post(PAGE, files={"fil": ("lista.csv", b"url\n" + b"https://a.example\n" * 10_000)})
    assert f"Filen har 10000 rader; högst {MOST_LINES}" in many.text


def test_only_editors_import(client_as: ClientAs) -> None:
    """A reader is refused; no file is a fault; a run that is too long ago is told."""
    assert client_as(Role.READER).post(PAGE, files={"fil": ("a.csv", b"url\nx\n")}).status_code == 403
    assert client_as(Role.EDITOR).post(PAGE, data={}).status_code == 422
    assert client_as(Role.EDITOR).get(f"{PAGE}/gammal").status_code == 404
