"""A whole conversation is read only for a reason, and every reading is in the log."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from chatbot.store.reviewers import Role
from chatbot.store.schema import audit
from chatbot.web.desk.desk import Desk
from tests.chatbot.web.desk.cases import ask
from tests.chatbot.web.desk.conftest import Client

SignIn = Callable[..., Client]
FIKA, POLICE = "Fikar ni på stort allvar i gruppen?", "Hur ofta träffar ni polisen?"


def readings(desk: Desk) -> list[tuple[int | None, str | None, str | None]]:
    """Return who has read which conversation, and why."""
    with desk.database.reading() as connection:
        rows = connection.execute(sa.select(audit).where(audit.c.action == "conversation.read").order_by(audit.c.id))
        return [(row.reviewer, row.subject, row.reason) for row in rows]


def test_a_conversation_is_shown_for_a_reason(desk_on: Desk, client_as: SignIn) -> None:
    """It is written down, without personal details, each time; on both databases."""
    answer, other = ask(desk_on, FIKA, conversation="c1"), ask(desk_on, POLICE, conversation="c1")
    ask(desk_on, "Vem frågar något annat?", conversation="c2")
    client = client_as(Role.REVIEWER, desk_on)
    address = f"/granska/samtal/{answer}"
    assert f'href="{address}?tab=new"' in client.get(f"/granska/svar/{answer}").text

    asked = client.get(address).text
    assert "Skriv varför du behöver läsa det" in asked
    assert POLICE not in asked
    assert readings(desk_on) == []

    reason = {"reason": "Följdfrågan går inte att förstå, ring 070-123 45 67"}
    shown, again = (client.post(address, data=reason).text for _ in range(2))
    assert shown == again
    assert FIKA in shown
    assert POLICE in shown
    assert "något annat" not in shown
    why = "Följdfrågan går inte att förstå, ring [telefon]"
    assert readings(desk_on) == [(client.reviewer.id, answer, why)] * 2
    assert f"/granska/svar/{other}" in shown


def test_a_reason_that_says_nothing_is_refused(desk: Desk, client_as: SignIn) -> None:
    """What was typed stays; nothing is shown or logged."""
    answer = ask(desk, FIKA, conversation="c1")
    ask(desk, POLICE, conversation="c1")
    refused = client_as(Role.REVIEWER).post(f"/granska/samtal/{answer}", data={"reason": "  därför  "})
    assert refused.status_code == 422
    assert "Skälet är för kort" in refused.text
    assert "därför" in refused.text
    assert POLICE not in refused.text
    assert readings(desk) == []


def test_readers_read_no_conversation(desk: Desk, client_as: SignIn) -> None:
    """They are not offered it either."""
    answer = ask(desk, FIKA, conversation="c1")
    ask(desk, POLICE, conversation="c1")
    client = client_as(Role.READER)
    assert "/granska/samtal/" not in client.get(f"/granska/svar/{answer}").text
    assert client.get(f"/granska/samtal/{answer}").status_code == 403
    assert client.post(f"/granska/samtal/{answer}", data={"reason": "Jag vill veta allt"}).status_code == 403


def test_a_question_alone_needs_no_reason(desk: Desk, client_as: SignIn) -> None:
    """There is nothing more to read."""
    answer = ask(desk, FIKA)
    page = client_as(Role.REVIEWER).get(f"/granska/samtal/{answer}").text
    assert "Det finns inga andra frågor från samma samtal." in page
    assert "<textarea" not in page


def test_a_conversation_that_is_deleted_is_told(desk: Desk, client_as: SignIn) -> None:
    """Nothing is logged then."""
    client = client_as(Role.REVIEWER)
    assert client.get("/granska/samtal/borta").status_code == 404
    assert client.post("/granska/samtal/borta", data={"reason": "Vill förstå frågan"}).status_code == 404
    assert readings(desk) == []
