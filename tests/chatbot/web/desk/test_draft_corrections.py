"""A draft is corrected before it is published, by the same form and with the same decisions as an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from chatbot.drafting import seen_draft
from chatbot.seen_articles import Seen
from chatbot.store.drafts import draft_by_id
from chatbot.store.reviewers import Role
from chatbot.web.desk.desk import Desk
from corpus.files import read_article
from corpus.reading import read
from corpus.records import Reading
from tests.chatbot.web.desk.conftest import Client
from tests.chatbot.web.desk.test_articles import form_of_draft, hand_in

ClientAs = Callable[..., Client]
NEW = """Ett nytt jobb i Hjo

Siri Aspvik är familjehemssekreterare i Hjo kommun. Edit Tallvik är hennes chef.

– Sommarkatten följer med mig på hembesöken, säger Siri Aspvik. Hon berättar att chefen alltid lyssnar på dem.
"""
CAT, BOSS = "Sommarkatten", "chefen alltid lyssnar på dem."


def seen(desk: Desk, path: str) -> Seen:
    """Return a draft as it is now."""
    with desk.database.reading() as connection:
        stored = draft_by_id(connection, path.rsplit("/", 1)[-1])
    assert stored is not None
    return seen_draft(desk.settings, stored)


def said(reading: Reading) -> dict[str, list[str | None]]:
    """Return who says each quote, by its words."""
    return {
        " ".join(quote.span.of(reading.article.text).split()): [who.name for who in quote.attribution.speakers]
        for quote in reading.quotes
    }


def about(desk: Desk, path: str, words: str, **fields: str) -> dict[str, str]:
    """Return the form about a quote that begins with some words, or about their paragraph."""
    now = seen(desk, path)
    start = now.article.text.index(words)
    if "ny" in fields:
        start = now.article.text.rindex("\n", 0, start) + 1
    return {"sha256": now.sha256, "start": str(start), "gor": "spara", "confirmed": "1", **fields}


def marked(desk: Desk, path: str, words: str) -> dict[str, str]:
    """Return the fields that mark some words of a paragraph as a quote."""
    text = seen(desk, path).article.text
    line = next(line for line in text.splitlines() if words in line)
    before = len(re.findall(r"\S*\w\S*", line[: line.index(words)]))
    return {"ny": "1", "first": str(before + 1), "last": str(before + len(words.split()))}


def test_a_corrected_draft_is_published_as_it_was_corrected(desk: Desk, client_as: ClientAs, articles: Path) -> None:
    """Another speaker, kept in the draft and then in the article's file, with who decided."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor, NEW)
    assert 'class="button small correct"' in editor.get(path).text
    start = seen(desk, path).article.text.index(CAT)
    assert editor.get(f"{path}?ratta={start}").text.count('class="correction"') == 1
    page = editor.post(f"{path}/citat", data=about(desk, path, CAT, speaker="Edit Tallvik"))
    assert "Utkastet är sparat." in page.text
    assert [who for words, who in said(seen(desk, path).reading).items() if CAT in words] == [["Edit Tallvik"]]
    response = editor.post(path, data=form_of_draft(editor, path, gor="publicera"))
    assert response.url.path.startswith("/granska/artiklar/")
    reading = read(read_article(articles / f"{response.url.path.rsplit('/', 1)[-1]}.md"))
    assert [who for words, who in said(reading).items() if CAT in words] == [["Edit Tallvik"]]
    assert [quote.decision.by for quote in reading.quotes if quote.decision] == [editor.reviewer.login]


def test_a_second_quote_is_marked_in_a_paragraph_that_has_one(desk: Desk, client_as: ClientAs) -> None:
    """The first stays as it is; words that a quote has already cannot be marked again."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor, NEW)
    before = said(seen(desk, path).reading)
    overlapping = {**marked(desk, path, CAT), "speaker": "Edit Tallvik"}
    response = editor.post(f"{path}/citat", data=about(desk, path, BOSS, **overlapping))
    assert (response.status_code, "står redan i ett citat" in response.text) == (422, True)
    given = about(desk, path, BOSS, **marked(desk, path, BOSS), speaker="Edit Tallvik")
    assert "Utkastet är sparat." in editor.post(f"{path}/citat", data=given).text
    reading = seen(desk, path).reading
    assert said(reading) == before | {BOSS: ["Edit Tallvik"]}
    spans = [quote.span for quote in reading.quotes]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_what_was_decided_about_a_draft_is_taken_back(desk: Desk, client_as: ClientAs) -> None:
    """Then the text tells who speaks again."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor, NEW)
    before = said(seen(desk, path).reading)
    editor.post(f"{path}/citat", data=about(desk, path, CAT, speaker="Edit Tallvik"))
    assert "Utkastet är sparat." in editor.post(f"{path}/citat", data=about(desk, path, CAT, gor="slapp")).text
    assert said(seen(desk, path).reading) == before


def test_of_two_who_correct_a_draft_the_second_is_told(desk: Desk, client_as: ClientAs) -> None:
    """What was chosen stands in the form; nothing is saved."""
    editor = client_as(Role.EDITOR)
    path = hand_in(editor, NEW)
    old = about(desk, path, CAT, speaker="Edit Tallvik")
    editor.post(path, data=form_of_draft(editor, path, publisher="Hjobladet", gor="spara"))
    response = editor.post(f"{path}/citat", data=old)
    assert (response.status_code, 'class="correction"' in response.text) == (409, True)
    assert "Edit Tallvik" not in str(said(seen(desk, path).reading))


@pytest.mark.parametrize("role", [Role.READER, Role.REVIEWER], ids=str)
def test_only_editors_correct_a_draft(desk: Desk, client_as: ClientAs, role: Role) -> None:
    """Others see it as it was read."""
    path = hand_in(client_as(Role.EDITOR), NEW)
    start = seen(desk, path).article.text.index(CAT)
    assert 'class="correction"' not in client_as(role).get(f"{path}?ratta={start}").text
    assert client_as(role).post(f"{path}/citat", data={"start": str(start)}).status_code == 403
