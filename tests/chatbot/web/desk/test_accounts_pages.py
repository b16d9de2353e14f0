"""One's own account, the administration of all, and the log."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.store.accounts import all_accounts
from chatbot.store.auditing import note
from chatbot.store.desk_settings import SECOND_SHARE, save_setting
from chatbot.store.drafts import add_draft
from chatbot.store.judgements import AnswerVerdict, Judgement, QuoteLabel
from chatbot.store.learning import gather_lessons
from chatbot.store.reviewers import Role, reviewer_by_id
from chatbot.store.schema import answers
from chatbot.store.verdicts import save_verdict
from chatbot.web.desk.desk import Desk
from chatbot.web.texts.desk_log import log_texts
from chatbot.web.texts.languages import Language
from tests.chatbot.store.desk_records import add_answer
from tests.chatbot.web.desk.conftest import Client
from tests.chatbot.web.desk.test_signing_in import PASSWORD, SIGN_IN, add, anybody

ROOT = Path(__file__).resolve().parents[4]
NEW = "sju gröna kaniner"

ClientAs = Callable[..., Client]


def test_a_new_password_ends_the_other_sessions(desk: Desk) -> None:
    """The session that changed it goes on; the old password opens nothing."""
    add(desk)
    here, there = anybody(desk), anybody(desk)
    for client in (here, there):
        client.post(SIGN_IN, data={"login": "anna", "password": PASSWORD})
    changed = here.post("/granska/konto/losenord", data={"old": PASSWORD, "new": NEW, "again": NEW})
    assert changed.status_code == 303
    assert "Lösenordet är bytt." in here.get(changed.headers["location"]).text
    assert there.get("/granska/konto").status_code == 303
    assert anybody(desk).post(SIGN_IN, data={"login": "anna", "password": PASSWORD}).status_code == 401
    assert anybody(desk).post(SIGN_IN, data={"login": "anna", "password": NEW}).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("fel lösenord nu", NEW, NEW, "nuvarande lösenordet är fel"),
        (PASSWORD, NEW, "sju gröna kanariner", "inte likadana"),
        (PASSWORD, "kort", "kort", "för kort"),
    ],
    ids=["wrong", "different", "short"],
)
def test_a_password_that_cannot_be_is_told(desk: Desk, old: str, new: str, again: str, told: str) -> None:
    """Nothing is changed, and no password stands on the page."""
    add(desk)
    client = anybody(desk)
    client.post(SIGN_IN, data={"login": "anna", "password": PASSWORD})
    page = client.post("/granska/konto/losenord", data={"old": old, "new": new, "again": again})
    assert page.status_code == 422
    assert told in page.text
    assert not {old, new, again} & set(re.findall(r'value="([^"]*)"', page.text))
    assert anybody(desk).post(SIGN_IN, data={"login": "anna", "password": PASSWORD}).status_code == 303


def test_somebody_signs_out_everywhere(client_as: ClientAs) -> None:
    """The session that asked ends, too, whatever its cookie says."""
    client = client_as(Role.READER)
    cookie = client.cookies["granska"]
    client.post("/granska/konto/avsluta")
    client.cookies.set("granska", cookie, domain="testserver.local", path="/granska")
    assert client.get("/granska/konto", follow_redirects=False).status_code == 303


def test_an_admin_adds_an_account(desk_on: Desk, client_as: ClientAs) -> None:
    """It signs in with what it was given, and has the role; all is in the log."""
    admin = client_as(Role.ADMIN, desk_on)
    page = admin.post("/granska/administration/konton", data={"login": "Bo", "role": "editor", "password": PASSWORD})
    assert "Kontot är tillagt." in page.text
    with desk_on.database.reading() as connection:
        added = [account.reviewer for account in all_accounts(connection) if account.reviewer.login == "bo"]
    assert [reviewer.role for reviewer in added] == [Role.EDITOR]
    assert anybody(desk_on).post(SIGN_IN, data={"login": "bo", "password": PASSWORD}).status_code == 303
    log = admin.get("/granska/administration/logg").text
    assert "lade till ett konto" in log
    assert f"<td>{admin.reviewer.login}</td>" in log


def test_a_refused_account_keeps_what_was_written(client_as: ClientAs) -> None:
    """But for the password."""
    data = {"login": "bo<b>", "role": "editor", "password": PASSWORD}
    page = client_as(Role.ADMIN).post("/granska/administration/konton", data=data)
    assert page.status_code == 422
    assert 'value="bo&lt;b&gt;"' in page.text
    assert '<option value="editor" selected>' in page.text
    assert PASSWORD not in page.text


def test_an_admin_changes_accounts(desk: Desk, client_as: ClientAs) -> None:
    """Role, password, sessions, off and on."""
    admin, other = client_as(Role.ADMIN), client_as(Role.READER)
    path = f"/granska/administration/konton/{other.reviewer.id}"
    assert other.reviewer.login in admin.get(path).text
    admin.post(f"{path}/roll", data={"role": "editor"})
    assert other.get("/granska/konto").text.count("Redaktör") == 1
    admin.post(f"{path}/stang")
    assert other.get("/granska/konto", follow_redirects=False).status_code == 303
    assert "avstängt" in admin.get("/granska/administration").text
    admin.post(f"{path}/oppna")
    admin.post(f"{path}/losenord", data={"password": NEW})
    with desk.database.reading() as connection:
        reviewer = reviewer_by_id(connection, other.reviewer.id)
    assert reviewer is not None
    assert (reviewer.role, reviewer.disabled, reviewer.epoch) == (Role.EDITOR, False, 2)
    assert anybody(desk).post(SIGN_IN, data={"login": other.reviewer.login, "password": NEW}).status_code == 303


def test_the_last_admin_stays(client_as: ClientAs) -> None:
    """Turned off and lowered by nobody, not even by herself."""
    admin = client_as(Role.ADMIN)
    path = f"/granska/administration/konton/{admin.reviewer.id}"
    for action in ("stang", "roll"):
        page = admin.post(f"{path}/{action}", data={"role": "reader"})
        assert (page.status_code, "sista administratören" in page.text) == (422, True)
    client_as(Role.ADMIN)
    assert admin.post(f"{path}/roll", data={"role": "reader"}, follow_redirects=False).status_code == 303


def test_the_log_is_read_by_person_action_and_page(desk: Desk, client_as: ClientAs) -> None:
    """Fifty lines a page, the latest first."""
    admin = client_as(Role.ADMIN)
    with desk.database.changing() as connection:
        for number in range(60):
            note(connection, admin.reviewer.id, "quote.hide", subject=f"citat {number:02}", reason="<i>skäl</i>")
    first = admin.get(f"/granska/administration/logg?vem={admin.reviewer.id}&vad=quote.hide").text
    assert "citat 59" in first
    assert "citat 09" not in first
    assert "&lt;i&gt;skäl&lt;/i&gt;" in first
    following = re.search(r'href="([^"]*fore=[^"]*)"', first)
    assert following is not None
    second = admin.get(following[1].replace("&amp;", "&")).text
    assert "citat 09" in second
    assert "citat 10" not in second
    assert "<td>citat" not in admin.get("/granska/administration/logg?vad=account.add").text


def test_the_log_tells_in_words_what_was_done_to_what(desk_on: Desk, client_as: ClientAs) -> None:
    """With links; the id only of what is gone."""
    admin, other = client_as(Role.ADMIN, desk_on), client_as(Role.READER, desk_on)
    quote = desk_on.chatbot.search("polisen torsdag")[0][2]
    with desk_on.database.changing() as connection:
        answer = add_answer(connection, [quote.id], question="Hur ofta träffar ni polisen?", answer="asked")
        gone = add_answer(connection, [quote.id], question="Vad gör ni på torsdagar?", answer="forgotten")
        save_setting(connection, SECOND_SHARE, 0.0, reviewer=None, expected_version=0)
        for each in (answer, gone):
            judgement = Judgement(each, AnswerVerdict.RIGHT, {quote.id: QuoteLabel.ANSWERS})
            save_verdict(
                connection, judgement, reviewer=admin.reviewer, expected_version=None, scrubber=desk_on.scrubber()
            )
        connection.execute(answers.delete().where(answers.c.id == gone))
        draft = add_draft(connection, admin.reviewer.id, file="<Ny> artikel.docx", content=b"", details="{}")
        gather_lessons(connection)
        said = (
            ("quote.hide", quote.id),
            ("article.metadata", "flen"),
            ("article.remove", "borta"),
            ("draft.add", draft),
            ("trial.begin", "3"),
            ("lesson.undo", "1"),
            ("export.fetch", "verdicts.csv"),
            ("account.role", str(other.reviewer.id)),
        )
        for action, subject in said:
            note(connection, admin.reviewer.id, action, subject=subject)
    page = admin.get("/granska/administration/logg").text
    cells = (
        '<td><a href="/granska/svar/asked">Hur ofta träffar ni polisen?</a></td>',
        "Vad gör ni på torsdagar? (samtalet är raderat)",
        f'<td><a href="/granska/artiklar/flen#q-{quote.id}">”Polisen träffar',
        '<a href="/granska/artiklar/flen">',
        "<td>borta</td>",
        f'<a href="/granska/utkast/{draft}">&lt;Ny&gt; artikel.docx</a>',
        '<a href="/granska/larande/prov/3">prov 3</a>',
        '<a href="/granska/larande">',
        "<td>Bedömningar (csv)</td>",
        f"<td>{other.reviewer.login}</td>",
        '<a href="/granska/riktlinjer">Andel svar som får en andra granskare</a>',
    )
    assert [cell for cell in cells if cell not in page] == []
    assert 'href="/granska/svar/asked?lang=en"' in admin.get("/granska/administration/logg?lang=en").text


@pytest.mark.parametrize("language", Language)
def test_every_action_has_words(language: Language) -> None:
    """Whatever any part of the program notes."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "chatbot").rglob("*.py"))
    noted = set(re.findall(r'\bnote\([^"]*"([a-z_]+\.[a-z_]+)"', code))
    assert len(noted) > 10
    assert noted - set(log_texts(language).actions) == set()


def test_signing_out_ends_one_browsers_session_and_the_page_says_so(desk: Desk) -> None:
    """The other browser's goes on."""
    add(desk)
    here, there = anybody(desk), anybody(desk)
    for client in (here, there):
        client.post(SIGN_IN, data={"login": "anna", "password": PASSWORD})
    here.post("/granska/logga-ut")
    assert here.get("/granska/konto").status_code == 303
    assert "Logga ut avslutar bara inloggningen i den webbläsare" in there.get("/granska/konto?lang=sv").text
