"""The agreement in words, and the third reviewer's decision where two disagree."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from tests.chatbot.web.auditing import audit
from tests.chatbot.web.desk.conftest import Client, DeskSite, new_reviewer

ClientAs = Callable[..., Client]
PATH = "/granska/samstammighet"
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


def test_a_third_sees_both_and_decides(client_as: ClientAs, desk: Desk, disagreed: str) -> None:
    """Without names, with the quote's words; what is saved counts."""
    third, police = client_as(Role.REVIEWER), quotes_of(desk)[0]
    assert f"{PATH}/{disagreed}" in third.get(PATH).text
    page = third.get(f"{PATH}/{disagreed}").text
    seen = ("Granskare A", "Granskare B", "Polisen träffar vi varje torsdag", "Tuva Granhöst", "&lt;b&gt;är", "Bredvid")
    assert [text for text in seen if text not in page] == []
    assert "reviewer-" not in page.replace(third.reviewer.login, "")
    saved = third.post(f"{PATH}/{disagreed}", data={"kind": "right", f"label:{police}": "partly", "version": ""})
    assert "Avgörandet är sparat." in saved.text
    assert settled(desk, disagreed) is RIGHT
    assert "Inget fall väntar" in saved.text


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
        answer = third.post(f"{PATH}/{disagreed}", data=decision)
    assert (answer.status_code, "kunde inte döljas" in answer.text) == (503, True)
    assert desk.chatbot.quote(police) is not None
    editor = client_as(Role.EDITOR)
    assert editor.post(f"{PATH}/{disagreed}", data={**decision, "version": "1"}).status_code == 200
    assert desk.chatbot.quote(police) is None


def test_neither_of_the_two_decides(client_as: ClientAs, desk: Desk, disagreed: str) -> None:
    """As long as there is a third; a reader sees no case."""
    with desk.database.reading() as connection:
        assert connection.scalar(sa.select(answers.c.state)) == "adjudicate"
    third = client_as(Role.REVIEWER)
    police = quotes_of(desk)[0]
    two = client_as(Role.REVIEWER)
    with desk.database.changing() as connection:
        another = add_answer(connection, [police])
    judge(desk, two.reviewer, another, RIGHT, {police: A})
    judge(desk, third.reviewer, another, REFUSE, {police: B})
    page = two.get(f"{PATH}/{another}").text
    assert ("någon annan avgör" in page, "Spara avgörandet" in page) == (True, False)
    refused = two.post(f"{PATH}/{another}", data={"kind": "right", f"label:{police}": "answers"})
    assert (refused.status_code, settled(desk, another)) == (403, None)
    reader = client_as(Role.READER)
    assert reader.get(f"{PATH}/{disagreed}").status_code == 403
    assert disagreed not in reader.get(PATH).text


def test_what_does_not_go_together_is_told_and_stays(client_as: ClientAs, desk: Desk, disagreed: str) -> None:
    """With what was written."""
    third, (police, therapy) = client_as(Role.REVIEWER), quotes_of(desk)
    sent = {f"label:{police}": "beside", f"chosen:{therapy}": "1", "comment": "Mitt skäl"}
    for kind, told in (("right", "inte ens delvis"), ("", "svaret som helhet")):
        page = third.post(f"{PATH}/{disagreed}", data={"kind": kind, **sent})
        assert (page.status_code, told in page.text, "Mitt skäl" in page.text) == (422, True, True)
        assert page.text.count(" checked") == 2 + (kind == "right")
    assert settled(desk, disagreed) is None


def test_two_who_decide_at_once_lose_nothing(client_as: ClientAs, desk: Desk, disagreed: str) -> None:
    """The second sees who was first, and what was said; an editor may decide anew."""
    first, second, police = client_as(Role.REVIEWER), client_as(Role.EDITOR), quotes_of(desk)[0]
    first.post(f"{PATH}/{disagreed}", data={"kind": "right", f"label:{police}": "answers"})
    own = {"kind": "should_refuse", f"label:{police}": "beside", "comment": "Min tanke"}
    told = second.post(f"{PATH}/{disagreed}", data=own)
    assert told.status_code == 409
    seen = (first.reviewer.login, "Det som gäller nu: Rätt", "Min tanke", 'name="version" value="1"')
    assert [text for text in seen if text not in told.text] == []
    second.post(f"{PATH}/{disagreed}", data={**own, "version": "1"})
    assert settled(desk, disagreed) is REFUSE


def test_a_case_that_is_not_ready_shows_nothing(client_as: ClientAs, desk: Desk, disagreed: str) -> None:
    """Nor one that is deleted: neither page nor form."""
    police, one = quotes_of(desk)[0], client_as(Role.ADMIN)
    with desk.database.changing() as connection:
        waiting = add_answer(connection, [police])
    judge(desk, new_reviewer(desk, Role.REVIEWER), waiting, RIGHT, {police: A}, comment="Hemligt")
    page = one.get(f"{PATH}/{waiting}")
    assert (page.status_code, "inte klart" in page.text, "Hemligt" in page.text) == (404, True, False)
    with desk.database.changing() as connection:
        connection.execute(answers.delete().where(answers.c.id == disagreed))
    gone = [one.get(f"{PATH}/{disagreed}"), one.post(f"{PATH}/{disagreed}", data={"kind": "right"})]
    assert [(page.status_code, "raderat" in page.text) for page in gone] == [(404, True)] * 2


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
    """Axe finds nothing; the decision takes arrow keys, tabs and Enter."""
    page = desk_site.open(browser, Role.ADMIN, "/granska/riktlinjer")
    audit(page, "riktlinjer", "admin")
    page.goto(f"{desk_site.url}/granska/riktlinjer/andra")
    audit(page, "riktlinjer", "ändra")
    page.goto(f"{desk_site.url}{PATH}")
    audit(page, "samstammighet", "ett fall")
    page.get_by_role("link", name="Hur ofta träffar ni polisen?").press("Enter")
    audit(page, "samstammighet", "fallet")
    page.get_by_role("radio", name="Svarar", exact=True).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Svarar delvis")).to_be_checked()
    page.get_by_role("radio", name="Rätt", exact=True).press("Space")
    page.get_by_role("button", name="Spara avgörandet").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Avgörandet är sparat.")
    assert settled(desk_site.desk, disagreed) is RIGHT
