"""A person is withdrawn from the desk: shown first, confirmed by the name, carried out, proved."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from chatbot.store.auditing import note
from chatbot.store.reviewers import Role
from chatbot.store.schema import audit
from chatbot.unfinished import unfinished
from chatbot.web.desk.desk import Desk
from tests.chatbot.web.desk.conftest import Client

PAGE = "/granska/dra-tillbaka"
TUVA = "Tuva Granhöst"
SECONDS = 60

ClientAs = Callable[..., Client]


def confirmed(editor: Client, person: str = TUVA, **given: str) -> dict[str, str]:
    """Return the form that withdraws, as the plan's page has it, but for what is given."""
    plan = editor.post(PAGE, data={"person": person}).text
    seen = (re.search(r'name="sedd" value="(\w+)"', plan) or ["", ""])[1]
    return {"person": person, "sedd": seen, "bekrafta": person, **given}


def finished(editor: Client, path: str) -> str:
    """Return the page of a run once it is done."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        page = editor.get(path).text
        if "data-reload" not in page:
            return page
        time.sleep(0.05)
    raise AssertionError("the run did not end")


def test_what_will_happen_is_shown_first(client_as: ClientAs, articles: Path) -> None:
    """Which articles, which quotes, that drafts go, too; and nothing is changed."""
    before = (articles / "flen.md").read_bytes()
    page = client_as(Role.EDITOR).post(PAGE, data={"person": TUVA}).text
    assert "Fika på stort allvar: 2 citat tas bort" in page
    assert "Polisen träffar vi varje torsdag" in page
    assert "Utkast som nämner personen kastas" in page
    assert (articles / "flen.md").read_bytes() == before


def test_a_withdrawn_person_is_gone_and_it_is_proved(desk: Desk, client_as: ClientAs, articles: Path) -> None:
    """The chat has no word of hers, the page tells what was searched, and she cannot be handed in again."""
    editor = client_as(Role.EDITOR)
    text = (articles / "flen.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    assert desk.chatbot.ask("Polisen träffar vi varje torsdag?").quotes
    response = editor.post(PAGE, data=confirmed(editor, bekrafta="tuva  granhöst"))
    page = finished(editor, response.url.path)
    assert "Ingenting av personen är kvar." in page, page
    assert "Genomsökt:" in page
    assert TUVA not in page
    assert not [q for q in desk.chatbot.ask("Polisen träffar vi varje torsdag?").quotes if "Polisen" in q.text]
    assert not [path for path in articles.rglob("*.md") if TUVA in path.read_text(encoding="utf-8")]
    with desk.database.reading() as connection:
        logged = connection.execute(sa.select(audit.c.action, audit.c.subject)).all()
        by = connection.scalars(sa.select(audit.c.reviewer).where(audit.c.action == "person.withdraw")).all()
    assert None not in by
    assert ("person.withdraw", "flen") in [tuple(row) for row in logged]
    assert TUVA not in str(logged)
    refused = editor.post("/granska/ny-artikel", data={"text": text})
    assert refused.status_code == 422
    assert "har dragit sig ur" in refused.text


def test_a_withdrawal_that_was_killed_is_told_and_finished(
    desk: Desk, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page has a button for it; what the database has of her words goes in the second run."""

    def killed(*_: object, **__: object) -> None:
        raise RuntimeError("dödad")

    editor = client_as(Role.EDITOR)
    assert TUVA not in editor.get(PAGE).text
    with desk.database.changing() as connection:
        note(connection, None, "quote.hide", reason="Polisen träffar vi varje torsdag och det är vi glada för")
    with monkeypatch.context() as patch:
        patch.setattr("chatbot.web.desk.withdrawal_page.forget", killed)
        page = finished(editor, editor.post(PAGE, data=confirmed(editor)).url.path)
    assert "Det gick inte att göra klart: dödad" in page
    page = editor.get(PAGE).text
    assert f"Tillbakadragningen av {TUVA} är påbörjad men inte klar" in page
    assert f"Gör klart för {TUVA}" in page
    assert "är påbörjad men inte klar" in editor.post(PAGE, data={"person": TUVA}).text
    page = finished(editor, editor.post(PAGE, data=confirmed(editor)).url.path)
    assert "Ingenting av personen är kvar." in page, page
    assert TUVA not in editor.get(PAGE).text
    assert unfinished(desk.settings.data) == []
    with desk.database.reading() as connection:
        assert "torsdag" not in str(connection.execute(sa.select(audit)).all())


def test_another_name_or_another_corpus_changes_nothing(client_as: ClientAs, articles: Path) -> None:
    """The name must be written as it stands, and the plan must still hold."""
    editor = client_as(Role.EDITOR)
    before = (articles / "flen.md").read_bytes()
    assert editor.post(PAGE, data=confirmed(editor, bekrafta="Tuva")).status_code == 422
    assert editor.post(PAGE, data=confirmed(editor, sedd="annat")).status_code == 409
    assert (articles / "flen.md").read_bytes() == before


def test_somebody_whom_nobody_knows_is_told_with_those_like_it(client_as: ClientAs) -> None:
    """A typing error gets the names that may be meant."""
    response = client_as(Role.EDITOR).post(PAGE, data={"person": "Tuva Granhögst"})
    assert response.status_code == 422
    assert TUVA in response.text
    assert client_as(Role.EDITOR).post(PAGE, data={"person": " "}).status_code == 422


def test_only_editors_withdraw(client_as: ClientAs) -> None:
    """A reviewer is refused, and a run that is too long ago is told."""
    assert client_as(Role.REVIEWER).post(PAGE, data={"person": TUVA}).status_code == 403
    assert client_as(Role.EDITOR).get(f"{PAGE}/gammal").status_code == 404
