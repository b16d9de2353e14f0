"""The agreement in words, and the third reviewer's decision where two disagree."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, expect

from chatbot.store.desk_settings import SECOND_SHARE, save_setting
from chatbot.store.judgements import AnswerVerdict, Judgement, QuoteLabel
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import answers
from chatbot.store.verdicts import save_verdict, settled_verdict
from chatbot.web.desk import case_routes
from chatbot.web.desk.desk import Desk
from tests.chatbot.store.desk_records import add_answer
from tests.chatbot.web.auditing import THEMES, audit
from tests.chatbot.web.desk.conftest import Client, DeskSite, new_reviewer

ClientAs = Callable[..., Client]
PATH = "/granska/samstammighet"
CASE = "/granska/svar"
A, P, B = QuoteLabel.ANSWERS, QuoteLabel.PARTLY, QuoteLabel.BESIDE
RIGHT, REFUSE, ANSWER = AnswerVerdict.RIGHT, AnswerVerdict.SHOULD_REFUSE, AnswerVerdict.SHOULD_ANSWER


def quotes_of(desk: Desk) -> tuple[str, str]:
    """Return the ids of two quotes of the corpus."""
    police, therapy = (desk.chatbot.search(words)[0][2].id for words in ("polisen torsdag", "handledning psykolog"))
    return police, therapy


def judge(
    desk: Desk,
    who: Reviewer,
    answer: str,
    kind: AnswerVerdict,
    labels: Mapping[str, QuoteLabel],
    *,
    chosen: tuple[str, ...] = (),
    comment: str | None = None,
) -> None:
    """Keep a judgement."""
    with desk.database.changing() as connection:
        judgement = Judgement(answer, kind, labels, chosen, comment)
        save_verdict(connection, judgement, reviewer=who, expected_version=None, scrubber=desk.scrubber())


@pytest.fixture
def disagreed(desk: Desk) -> str:
    """Return an answer of which two reviewers say different things."""
    police, therapy = quotes_of(desk)
    one, other = new_reviewer(desk, Role.REVIEWER), new_reviewer(desk, Role.REVIEWER)
    with desk.database.changing() as connection:
        save_setting(connection, SECOND_SHARE, 1.0, reviewer=None, expected_version=0)
        answer = add_answer(connection, [police], question="Hur ofta träffar ni polisen?", municipality="Flen")
    judge(desk, one, answer, RIGHT, {police: A}, chosen=(therapy,), comment="Torsdagar <b>är</b> ofta")
    judge(desk, other, answer, REFUSE, {police: B})
    return answer


def settled(desk: Desk, answer: str) -> AnswerVerdict | None:
    """Return what counts."""
    with desk.database.reading() as connection:
        verdict = settled_verdict(connection, answer)
    return verdict.kind if verdict else None


def decide(client: Client, answer: str, **typed: Any) -> Any:  # noqa: ANN401 - a field's value, and httpx's response
    """Open a case, and save a decision."""
    page = client.get(f"{CASE}/{answer}?tab=disagreed").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    return client.post(f"{CASE}/{answer}?tab=disagreed", data={**hidden, **typed})


def test_a_third_sees_both_and_decides(client_as: ClientAs, desk: Desk, disagreed: str) -> None:
    """Side by side and beside each quote, without names; what is saved counts, and then it is told who decided."""
    third, (police, therapy) = client_as(Role.REVIEWER), quotes_of(desk)
    assert f"{CASE}/{disagreed}?tab=disagreed" in third.get(PATH).text
    page = third.get(f"{CASE}/{disagreed}?tab=disagreed").text
    seen = ("Granskare A", "Granskare B", "Polisen träffar vi varje torsdag", "Tuva Granhöst", "&lt;b&gt;är", "Bredvid")
    assert [text for text in seen if text not in page] == []
    assert "<dt>Granskare A</dt><dd>Svarar</dd>" in page
    assert f'name="chosen" value="{therapy}"' in page
    assert "reviewer-" not in page.replace(third.reviewer.login, "")
    saved = decide(third, disagreed, kind="right", **{f"label:{police}": "partly"})
    assert "Sparat." in saved.text
    assert settled(desk, disagreed) is RIGHT
    assert "Inget fall väntar" in third.get(PATH).text
    page = third.get(f"{CASE}/{disagreed}").text
    assert f"{third.reviewer.login}, som avgjorde</th>" in page
    assert "Granskare A" not in page


def test_what_both_say_is_there_already(client_as: ClientAs, desk: Desk) -> None:
    """Only what they disagree on is to be chosen."""
    police, therapy = quotes_of(desk)
    one, other, third = (client_as(Role.REVIEWER) for _ in range(3))
    with desk.database.changing() as connection:
        save_setting(connection, SECOND_SHARE, 1.0, reviewer=None, expected_version=0)
        answer = add_answer(connection, [police, therapy])
    judge(desk, one.reviewer, answer, RIGHT, {police: A, therapy: B})
    judge(desk, other.reviewer, answer, RIGHT, {police: A, therapy: QuoteLabel.WRONG_SPEAKER})
    page = third.get(f"{CASE}/{answer}").text
    assert re.findall(r'name="([^"]+)" value="([^"]*)" checked', page) == [
        (f"label:{police}", "answers"),
        (f"label:{therapy}", ""),
        ("kind", "right"),
    ]


def test_what_is_decided_to_be_hidden_vanishes_at_once(
    client_as: ClientAs, desk: Desk, disagreed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where it cannot be, that is told, and the same form tries again."""
    third, police = client_as(Role.REVIEWER), quotes_of(desk)[0]
    decision = {"kind": "should_refuse", f"label:{police}": "hide", "comment": "nedsättande"}

    def gone(*_: object, **__: object) -> None:
        raise OSError

    with monkeypatch.context() as full:
        full.setattr(case_routes, "hide_quote", gone)
        assert "kunde inte döljas" in decide(third, disagreed, **decision).text
    assert desk.chatbot.quote(police) is not None
    assert "Citatet visas inte längre" in decide(client_as(Role.EDITOR), disagreed, **decision).text
    assert desk.chatbot.quote(police) is None


def test_neither_of_the_two_decides(client_as: ClientAs, desk: Desk, disagreed: str) -> None:
    """As long as there is a third; a reader sees the case, and may say nothing."""
    with desk.database.reading() as connection:
        assert connection.scalar(sa.select(answers.c.state)) == "adjudicate"
    one, other, police = client_as(Role.REVIEWER), client_as(Role.REVIEWER), quotes_of(desk)[0]
    with desk.database.changing() as connection:
        answer = add_answer(connection, [police])
    judge(desk, one.reviewer, answer, RIGHT, {police: A})
    judge(desk, other.reviewer, answer, REFUSE, {police: B})
    page = one.get(f"{CASE}/{answer}").text
    assert ("Någon annan avgör" in page, "Spara avgörandet" in page) == (True, False)
    refused = decide(one, answer, kind="right", decides="1", **{f"label:{police}": "answers"})
    assert (refused.status_code, settled(desk, answer)) == (409, None)
    reader = client_as(Role.READER)
    assert "Ditt konto får läsa men inte bedöma." in reader.get(f"{CASE}/{disagreed}").text
    assert decide(reader, disagreed, kind="right", decides="1").status_code == 403


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.EDITOR])
def test_where_there_are_only_two_one_of_them_decides(client_as: ClientAs, desk: Desk, role: Role) -> None:
    """The page says so, and so do the decision and the log; where one of them is an editor, that one."""
    one, other, police = client_as(role), client_as(Role.REVIEWER), quotes_of(desk)[0]
    with desk.database.changing() as connection:
        save_setting(connection, SECOND_SHARE, 1.0, reviewer=None, expected_version=0)
        answer = add_answer(connection, [police])
    judge(desk, one.reviewer, answer, RIGHT, {police: A})
    judge(desk, other.reviewer, answer, REFUSE, {police: B})
    assert ("Någon annan avgör" in other.get(f"{CASE}/{answer}").text) is (role is Role.EDITOR)
    page = one.get(f"{CASE}/{answer}").text
    assert "Du är själv en av dem: ingen annan har ett konto som kan avgöra." in page
    assert "Granskare A (du)" in page
    assert "You are one of them: nobody else has an account" in one.get(f"{CASE}/{answer}?lang=en").text
    decide(one, answer, kind="right", **{f"label:{police}": "answers"})
    assert settled(desk, answer) is RIGHT
    assert f"{one.reviewer.login}, som avgjorde och själv hade bedömt svaret" in other.get(f"{CASE}/{answer}").text
    log = client_as(Role.ADMIN).get("/granska/administration/logg?vad=verdict.adjudicate_own").text
    assert "<td>avgjorde ett fall som hen själv hade bedömt</td>" in log


def test_two_who_decide_at_once_lose_nothing(client_as: ClientAs, desk: Desk, disagreed: str) -> None:
    """The second sees who was first, and what was said; an editor may decide anew."""
    first, second, police = client_as(Role.REVIEWER), client_as(Role.EDITOR), quotes_of(desk)[0]
    decide(first, disagreed, kind="right", **{f"label:{police}": "answers"})
    own = {"kind": "should_refuse", f"label:{police}": "beside", "comment": "Min tanke", "decides": "1"}
    told = second.post(f"{CASE}/{disagreed}", data=own)
    assert told.status_code == 409
    seen = (f"{first.reviewer.login}, som avgjorde", "Min tanke", 'name="version" value="1"')
    assert [text for text in seen if text not in told.text] == []
    second.post(f"{CASE}/{disagreed}", data={**own, "version": "1"})
    assert settled(desk, disagreed) is REFUSE


def test_the_agreement_is_told_in_words(client_as: ClientAs, desk: Desk) -> None:
    """Too few things say nothing of chance; enough do, with what is confused the most."""
    reader = client_as(Role.READER)
    assert "Ingenting har bedömts av två än." in reader.get(PATH).text
    with desk.database.changing() as connection:
        save_setting(connection, SECOND_SHARE, 1.0, reviewer=None, expected_version=0)
    one, other = new_reviewer(desk, Role.REVIEWER), new_reviewer(desk, Role.REVIEWER)
    for number in range(24):
        with desk.database.changing() as connection:
            answer = add_answer(connection, ["q"])
        says_right = number % 2 == 1
        judge(desk, one, answer, RIGHT if says_right else REFUSE, {"q": P if says_right else B})
        says_right = says_right and number > 5
        judge(desk, other, answer, RIGHT if says_right else REFUSE, {"q": P if says_right else B})
        if number == 3:
            assert "minst 20 behövs" in reader.get(PATH).text
    page = reader.get(PATH).text
    seen = ("21 av 24 svar", "Krippendorffs alfa är 0,75", "god", f"{one.login} – {other.login}", "Svarar delvis")
    assert [text for text in seen if text not in page] == []


def test_the_pages_are_accessible_and_a_case_is_decided_by_keyboard(
    desk_site: DeskSite, browser: Browser, disagreed: str
) -> None:
    """Axe finds nothing; the decision takes the keys of the page."""
    page = desk_site.open(browser, Role.ADMIN, "/granska/riktlinjer")
    audit(page, "Riktlinjer", "med inställningar", THEMES)
    page.goto(f"{desk_site.url}/granska/riktlinjer/andra")
    audit(page, "Riktlinjer", "ändras", THEMES)
    page.goto(f"{desk_site.url}{PATH}")
    audit(page, "Samstämmighet", "med ett fall", THEMES)
    page.get_by_role("link", name="Hur ofta träffar ni polisen?").press("Enter")
    expect(page.get_by_role("table", name="Vad granskarna har sagt")).to_be_visible()
    audit(page, "Ett svar att granska", "att avgöra", THEMES)
    page.keyboard.press("j")
    page.keyboard.press("2")
    page.keyboard.press("r")
    page.keyboard.press("s")
    expect(page.get_by_role("status").filter(has_text="Sparat.")).to_be_visible()
    assert settled(desk_site.desk, disagreed) is RIGHT
