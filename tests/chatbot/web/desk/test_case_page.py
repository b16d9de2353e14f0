"""The page of one answer: what the visitor saw, what else there was, and what may be said of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from chatbot.filters import Filters
from chatbot.store.desk_settings import SECOND_SHARE, save_setting
from chatbot.store.judgements import AnswerVerdict, QuoteLabel
from chatbot.store.records import Rating, RatingKind
from chatbot.store.reviewers import Role
from chatbot.store.schema import answers, hidden_quotes, verdicts
from chatbot.store.scrubbing import Scrubber
from chatbot.store.verdicts import verdict_of
from chatbot.store.writing import write_entry
from chatbot.web.desk.desk import Desk
from tests.chatbot.web.desk.cases import NOON, ask
from tests.chatbot.web.desk.conftest import Client

SignIn = Callable[..., Client]
FIKA = "Fikar ni på stort allvar i gruppen?"
ALIKE = "fikar ni på stort allvar i gruppen"


def quotes_of(page: str) -> list[str]:
    """Return the ids of the quotes that can be labelled."""
    return list(dict.fromkeys(re.findall(r'name="label:([^"]+)"', page)))


def hidden_fields(page: str) -> dict[str, str]:
    """Return what the form has besides what is typed."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def draw(desk: Desk, share: float) -> None:
    """Let so many answers get a second reviewer."""
    with desk.database.changing() as connection:
        save_setting(connection, SECOND_SHARE, share, reviewer=None, expected_version=0)


def judge(client: Client, answer: str, **changes: Any) -> Any:  # noqa: ANN401 - a field's value, and httpx's response
    """Open an answer's page, say that it is right, and save."""
    page = client.get(f"/granska/svar/{answer}").text
    labels = {f"label:{quote}": "answers" for quote in quotes_of(page)}
    return client.post(f"/granska/svar/{answer}", data={**hidden_fields(page), **labels, "kind": "right", **changes})


def test_the_page_has_what_the_visitor_saw(desk_on: Desk, client_as: SignIn) -> None:
    """The quotes with who said them, their place in the article, what the visitor said; on both databases."""
    answer = ask(desk_on, FIKA)
    with desk_on.database.changing() as connection:
        rating = Rating(answer, None, RatingKind.BESIDE, "Ring 070-123 45 67", NOON)
        write_entry(connection, rating, Scrubber.of([]))
    page = client_as(Role.REVIEWER, desk_on).get(f"/granska/svar/{answer}").text

    assert f"<h1>{FIKA}</h1>" in page
    assert len(quotes_of(page)) == 3
    assert "Tuva Granhöst" in page
    assert "Amir Fjällstig" in page
    assert "Hur är stämningen i gruppen?" in page
    assert "Bredvid frågan. <q>Ring [telefon]" in page
    assert "Andra citat som kunde ha passat" in page


def test_what_the_visitor_chose_beside_the_question_is_told(desk_on: Desk, client_as: SignIn) -> None:
    """In words; such a question is not like one that was asked of everybody."""
    answer = ask(desk_on, FIKA, filters=Filters(role="chef", area="barn", year_from=2019, year_to=2021))
    ask(desk_on, ALIKE)
    while desk_on.similar.follow():
        pass
    client = client_as(Role.REVIEWER, desk_on)
    page = client.get(f"/granska/svar/{answer}").text
    assert "<dt>Besökaren valde</dt><dd>Chefer och arbetsledare, Barn och unga, 2019–2021</dd>" in page
    assert "<dt>The visitor chose</dt>" in client.get(f"/granska/svar/{answer}?lang=en").text
    assert 'name="similar"' not in page


def test_a_quote_that_is_gone_is_said_to_be(desk: Desk, client_as: SignIn, articles: Path) -> None:
    """It cannot be judged, and nothing else stands in its place."""
    answer = ask(desk, FIKA)
    client = client_as(Role.REVIEWER)
    before = quotes_of(client.get(f"/granska/svar/{answer}").text)
    (articles / "flen.md").unlink()
    page = client.get(f"/granska/svar/{answer}").text
    assert "Citatet finns inte längre" in page
    assert len(quotes_of(page)) < len(before)


def test_a_verdict_is_saved_and_the_next_answer_shown(desk_on: Desk, client_as: SignIn) -> None:
    """With labels and comment, scrubbed; then the queue's end is told."""
    first, second = ask(desk_on, FIKA), ask(desk_on, "Hur ofta träffar ni polisen?")
    draw(desk_on, 0.0)
    client = client_as(Role.REVIEWER, desk_on)

    shown = judge(client, first, comment="Ring 070-123 45 67")
    assert shown.url.path == f"/granska/svar/{second}"
    assert "Sparat." in shown.text
    with desk_on.database.reading() as connection:
        stored = verdict_of(connection, first, client.reviewer.id)
    assert stored is not None
    assert (stored.kind, set(stored.labels.values())) == (AnswerVerdict.RIGHT, {QuoteLabel.ANSWERS})
    assert stored.comment == "Ring [telefon]"

    end = judge(client, second)
    assert end.url.path == "/granska"
    assert "Det var det sista svaret i listan." in end.text


def test_a_round_goes_on_with_what_is_left_and_ends(desk_on: Desk, client_as: SignIn) -> None:
    """After the last come those before the one with which it began; what was skipped is not shown a second time."""
    first, second, third = ask(desk_on, FIKA), ask(desk_on, "Hur ofta träffar ni polisen?"), ask(desk_on, ALIKE)
    draw(desk_on, 0.0)
    client = client_as(Role.REVIEWER, desk_on)
    shown = judge(client, second)
    assert shown.url.path == f"/granska/svar/{third}"
    skip = unescape(re.findall(r'href="([^"]+)" id="skip"', shown.text)[0])
    shown = client.get(skip)
    assert shown.url.path == f"/granska/svar/{first}"
    form = {**hidden_fields(shown.text), **{f"label:{quote}": "answers" for quote in quotes_of(shown.text)}}
    end = client.post(str(shown.url), data={**form, "kind": "right"})
    assert end.url.path == "/granska"
    assert "Du har gått igenom hela listan. De svar som står kvar hoppade du över" in end.text
    assert "Det var det sista svaret i listan." in judge(client, third).text


def test_a_choice_that_was_not_shown_is_kept(desk: Desk, client_as: SignIn) -> None:
    """One press marks a candidate, which is shown ticked when the answer is opened again."""
    answer = ask(desk, FIKA)
    draw(desk, 0.0)
    client = client_as(Role.REVIEWER)
    page = client.get(f"/granska/svar/{answer}").text
    candidate = re.findall(r'name="chosen" value="([^"]+)"', page)[0]
    assert candidate not in quotes_of(page)
    labels = {f"label:{quote}": "beside" for quote in quotes_of(page)}
    judge(client, answer, kind="should_answer", chosen=candidate, **labels)

    assert f'name="chosen" value="{candidate}" checked' in client.get(f"/granska/svar/{answer}").text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": ""}, "Välj vad du tycker om svaret som helhet"),
        ({"kind": "should_refuse"}, "Du säger att chatten inte borde ha svarat, men något citat svarar."),
    ],
    ids=["nothing chosen", "a contradiction"],
)
def test_what_cannot_be_saved_stays_in_the_form(
    desk: Desk, client_as: SignIn, changes: dict[str, str], told: str
) -> None:
    """With a message that says what to do; nothing typed is lost."""
    answer = ask(desk, FIKA)
    refused = judge(client_as(Role.REVIEWER), answer, comment="Min långa tanke", **changes)
    assert refused.status_code == 422
    assert told in refused.text
    assert "Min långa tanke" in refused.text
    assert refused.text.count('value="answers" checked') == 3


def test_two_tabs_of_one_reviewer_do_not_overwrite_each_other(desk: Desk, client_as: SignIn) -> None:
    """The page that comes shows both, and saving again makes the new one count."""
    answer = ask(desk, FIKA)
    draw(desk, 0.0)
    client = client_as(Role.REVIEWER)
    old = client.get(f"/granska/svar/{answer}").text
    judge(client, answer, comment="Den första")
    quotes = quotes_of(old)
    mine = {f"label:{quotes[0]}": "partly", "kind": "right", "comment": "Den andra"}

    conflict = client.post(f"/granska/svar/{answer}", data={**hidden_fields(old), **mine})
    assert conflict.status_code == 409
    assert "Den första" in conflict.text
    assert "Den andra" in conflict.text

    client.post(f"/granska/svar/{answer}", data={**hidden_fields(conflict.text), **mine})
    with desk.database.reading() as connection:
        stored = verdict_of(connection, answer, client.reviewer.id)
    assert stored is not None
    assert (stored.comment, stored.version) == ("Den andra", 2)


def test_a_second_reviewer_sees_nothing_of_the_first(desk_on: Desk, client_as: SignIn) -> None:
    """Not on the page, in its source, nor in the queue; a quote that the first hid is shown as it was."""
    answer = ask(desk_on, FIKA)
    draw(desk_on, 1.0)
    first, second = client_as(Role.REVIEWER, desk_on), client_as(Role.REVIEWER, desk_on)
    before = second.get(f"/granska/svar/{answer}?tab=second").text
    quotes = quotes_of(before)
    labels = {f"label:{quotes[1]}": "hide"}
    judge(first, answer, comment="Förste granskarens tanke", **labels)

    page = second.get(f"/granska/svar/{answer}?tab=second").text

    assert page == before
    assert first.reviewer.login not in page
    assert "Förste granskarens tanke" not in page + second.get("/granska?tab=second").text
    assert FIKA in second.get("/granska?tab=second").text
    assert FIKA not in first.get("/granska?tab=second").text
    both = judge(second, answer, comment="Andre granskarens tanke")
    assert both.status_code == 200
    told = second.get(f"/granska/svar/{answer}").text
    assert "Förste granskarens tanke" in told


@pytest.mark.parametrize(
    ("looked_at", "is_second"),
    [
        ("", True),
        ("/granska", True),
        ("/granska/riktlinjer", True),
        ("/granska/svar/{answer}", False),
        ("/granska/larande", False),
        ("/granska/export/verdicts.csv", False),
        ("/granska/export/lessons.jsonl", False),
        ("/granska/administration/logg", False),
        ("/granska/samstammighet", False),
        ("/granska/overblick", False),
    ],
)
def test_a_late_verdict_counts_as_blind_if_no_other_was_shown(
    desk_on: Desk, client_as: SignIn, looked_at: str, *, is_second: bool
) -> None:
    """The server knows it: whatever the form says, who has read a settled verdict judges nothing any more."""
    answer = ask(desk_on, FIKA)
    draw(desk_on, 0.0)
    first, late = client_as(Role.REVIEWER, desk_on), client_as(Role.ADMIN, desk_on)
    form = late.get(f"/granska/svar/{answer}").text
    judge(first, answer)
    if looked_at:
        assert late.get(looked_at.format(answer=answer)).status_code == 200
    typed = {**hidden_fields(form), **{f"label:{quote}": "beside" for quote in quotes_of(form)}, "blind": "1"}

    told = late.post(f"/granska/svar/{answer}", data={**typed, "kind": "should_refuse", "comment": "Sent tänkt"})

    assert (told.status_code, "Sent tänkt" in told.text) == ((200, False) if is_second else (409, True))
    with desk_on.database.reading() as connection:
        assert (verdict_of(connection, answer, late.reviewer.id) is not None) is is_second


def test_who_opens_a_settled_answer_cannot_judge_it_as_blind(desk: Desk, client_as: SignIn) -> None:
    """Whatever is sent."""
    answer = ask(desk, FIKA)
    draw(desk, 0.0)
    quotes = quotes_of(client_as(Role.REVIEWER).get(f"/granska/svar/{answer}").text)
    judge(client_as(Role.REVIEWER), answer)
    late = client_as(Role.REVIEWER)
    late.get(f"/granska/svar/{answer}")
    typed = {f"label:{quote}": "beside" for quote in quotes}
    told = late.post(f"/granska/svar/{answer}", data={**typed, "kind": "should_refuse", "blind": "1"})
    assert told.status_code == 409
    with desk.database.reading() as connection:
        assert verdict_of(connection, answer, late.reviewer.id) is None


def test_a_third_decides_where_two_disagree(desk: Desk, client_as: SignIn) -> None:
    """Both verdicts are shown to the third, whose decision counts; the two cannot decide themselves."""
    answer = ask(desk, FIKA)
    draw(desk, 1.0)
    one, two, third = (client_as(Role.REVIEWER) for _ in range(3))
    judge(one, answer, comment="Tanke ett")
    quotes = quotes_of(two.get(f"/granska/svar/{answer}").text)
    judge(two, answer, comment="Tanke två", kind="should_refuse", **{f"label:{quote}": "beside" for quote in quotes})

    page = third.get(f"/granska/svar/{answer}?tab=disagreed").text
    assert "Tanke ett" in page
    assert "Tanke två" in page
    assert "Någon annan avgör" in one.get(f"/granska/svar/{answer}").text
    judge(third, answer)
    with desk.database.reading() as connection:
        assert connection.scalar(sa.select(answers.c.state)) == "done"
        assert connection.scalar(sa.select(sa.func.count()).where(verdicts.c.adjudicates)) == 1


def test_similar_questions_are_judged_together(desk_on: Desk, client_as: SignIn) -> None:
    """Those that were ticked, where the same quotes were shown; one with other quotes is told to be left."""
    answer, alike, other = ask(desk_on, FIKA), ask(desk_on, ALIKE), ask(desk_on, ALIKE, municipality="Flen")
    draw(desk_on, 0.0)
    while desk_on.similar.follow():
        pass
    client = client_as(Role.REVIEWER, desk_on)
    page = client.get(f"/granska/svar/{answer}").text
    assert re.findall(r'name="similar" value="([^"]+)"', page) == [alike]
    assert "Samma citat" in page

    told = judge(client, answer, similar=[alike, other]).text

    assert "Samma bedömning är sparad för 1 liknande frågor." in told
    assert "1 liknande frågor är inte bedömda" in told
    with desk_on.database.reading() as connection:
        assert verdict_of(connection, alike, client.reviewer.id) is not None
        assert verdict_of(connection, other, client.reviewer.id) is None


def test_what_is_not_to_be_shown_vanishes_at_once(desk: Desk, client_as: SignIn) -> None:
    """The page says so beforehand, and afterwards."""
    answer = ask(desk, FIKA)
    draw(desk, 0.0)
    client = client_as(Role.REVIEWER)
    page = client.get(f"/granska/svar/{answer}").text
    assert "När du sparar försvinner citatet för alla besökare" in page
    quote = quotes_of(page)[0]

    told = judge(client, answer, **{f"label:{quote}": "hide"})

    assert "Citatet visas inte längre för någon." in told.text
    with desk.database.reading() as connection:
        assert list(connection.scalars(sa.select(hidden_quotes.c.quote))) == [quote]


def test_a_reader_sees_but_does_not_judge(desk: Desk, client_as: SignIn) -> None:
    """Nothing can be sent, and what is sent all the same is refused."""
    answer = ask(desk, FIKA)
    client = client_as(Role.READER)
    page = client.get(f"/granska/svar/{answer}").text
    assert "Ditt konto får läsa men inte bedöma." in page
    assert 'class="primary"' not in page
    assert client.post(f"/granska/svar/{answer}", data={"kind": "right"}).status_code == 403


def test_an_answer_that_is_deleted_is_told(desk: Desk, client_as: SignIn) -> None:
    """When its page is opened, and when it goes while somebody judges it."""
    answer = ask(desk, FIKA)
    client = client_as(Role.REVIEWER)
    form = client.get(f"/granska/svar/{answer}").text
    with desk.database.changing() as connection:
        connection.execute(answers.delete())
    assert client.get(f"/granska/svar/{answer}").status_code == 404
    sent = client.post(f"/granska/svar/{answer}", data={**hidden_fields(form), "kind": "right"})
    assert (sent.status_code, "Samtalet är raderat" in sent.text) == (404, True)


def test_a_script_gets_json(desk: Desk, client_as: SignIn) -> None:
    """The next address, or why nothing was saved."""
    answer, following = ask(desk, FIKA), ask(desk, "Hur ofta träffar ni polisen?")
    draw(desk, 0.0)
    client = client_as(Role.REVIEWER)
    page = client.get(f"/granska/svar/{answer}").text
    fields: dict[str, Any] = {**hidden_fields(page), **{f"label:{quote}": "answers" for quote in quotes_of(page)}}
    headers = {"Accept": "application/json"}
    address = f"/granska/svar/{answer}?order=newest&keys=off"

    refused = client.post(address, json=fields, headers=headers)
    saved = client.post(address, json={**fields, "kind": "right", "similar": ["x", "y"]}, headers=headers)

    assert refused.status_code == 422
    assert "Välj vad du tycker" in refused.json()["error"]["message"]
    query = f"tab=new&keys=off&begun={answer}&said=saved&left=2"
    assert unescape(saved.json()["next"]) == f"/granska/svar/{following}?{query}"
    assert client.post(address, content="{", headers={**headers, "Content-Type": "application/json"}).status_code == 422
