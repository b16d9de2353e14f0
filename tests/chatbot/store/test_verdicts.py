"""Verdicts: none is lost, none is seen too early, and what counts is what two agree on or a third decides."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from chatbot.store.database import Database
from chatbot.store.desk_settings import SECOND_SHARE, save_setting
from chatbot.store.errors import ConflictError, NotYoursError, UnknownAnswerError
from chatbot.store.judgements import (
    AnswerVerdict,
    Contradiction,
    Judgement,
    JudgementError,
    QuoteLabel,
    ReviewState,
    Verdict,
    check_judgement,
)
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import answers, audit, verdicts
from chatbot.store.scrubbing import Scrubber
from chatbot.store.settling import agree, is_drawn
from chatbot.store.sittings import begin_sitting, end_sittings, forget_sittings, is_sitting
from chatbot.store.verdicts import (
    may_adjudicate,
    save_verdict,
    settled_verdict,
    settled_verdicts,
    verdict_of,
    verdicts_on,
)
from chatbot.store.writing import delete_before
from tests.chatbot.store.desk_records import NOW, add_answer, add_reviewer

A, P, B, HIDE = QuoteLabel.ANSWERS, QuoteLabel.PARTLY, QuoteLabel.BESIDE, QuoteLabel.HIDE
RIGHT, REFUSE, ANSWER = AnswerVerdict.RIGHT, AnswerVerdict.SHOULD_REFUSE, AnswerVerdict.SHOULD_ANSWER
SCRUBBER = Scrubber.of([])


class Reviewing:
    """A database with three reviewers, where every answer gets the share of second reviewers that is given."""

    def __init__(self, database: Database, share: float) -> None:
        self.database = database
        with database.changing() as connection:
            self.anna = add_reviewer(connection, "anna")
            self.bo = add_reviewer(connection, "bo")
            self.cia = add_reviewer(connection, "cia", Role.EDITOR)
            save_setting(connection, SECOND_SHARE, share, reviewer=None, expected_version=0)
            self.answer = add_answer(connection, question="Hur är det i Hjo?", municipality="Hjo", answer="x")

    def save(
        self,
        who: Reviewer,
        kind: AnswerVerdict = RIGHT,
        labels: Mapping[str, QuoteLabel] | None = None,
        *,
        answer: str | None = None,
        version: int | None = None,
        adjudicates: bool = False,
        comment: str | None = None,
    ) -> Verdict:
        """Save a judgement of the answer."""
        judgement = Judgement(answer or self.answer, kind, labels or {"a/1": A, "a/2": B}, comment=comment)
        with self.database.changing() as connection:
            return save_verdict(
                connection,
                judgement,
                reviewer=who,
                expected_version=version,
                scrubber=SCRUBBER,
                adjudicates=adjudicates,
            )

    def sit(self, who: Reviewer) -> bool:
        """Open the answer's page; return whether what is typed on it will be blind."""
        with self.database.changing() as connection:
            begin_sitting(connection, self.answer, who.id)
            return is_sitting(connection, self.answer, who.id)

    def refuse(self, who: Reviewer, *, version: int | None = None, adjudicates: bool = False) -> Verdict:
        """Save the opposite of what save() does."""
        return self.save(who, REFUSE, {"a/1": B, "a/2": B}, version=version, adjudicates=adjudicates)

    @property
    def state(self) -> str | None:
        """The answer's state."""
        with self.database.reading() as connection:
            return connection.scalar(sa.select(answers.c.state).where(answers.c.id == self.answer))

    def seen_by(self, who: Reviewer) -> list[int]:
        """Return whose verdicts somebody sees."""
        with self.database.reading() as connection:
            return [verdict.reviewer for verdict in verdicts_on(connection, self.answer, seen_by=who)]

    def settled(self) -> Verdict | None:
        """Return what counts."""
        with self.database.reading() as connection:
            return settled_verdict(connection, self.answer)

    def audited(self) -> list[tuple[int | None, str]]:
        """Return who did what to the answer."""
        with self.database.reading() as connection:
            lines = connection.execute(sa.select(audit).where(audit.c.subject == self.answer).order_by(audit.c.id))
            return [(line.reviewer, line.action) for line in lines]


@pytest.fixture
def alone(database: Database) -> Reviewing:
    """Return a desk where nothing gets a second reviewer."""
    return Reviewing(database, 0.0)


@pytest.fixture
def both(database: Database) -> Reviewing:
    """Return a desk where everything gets a second reviewer."""
    return Reviewing(database, 1.0)


def test_a_verdict_is_kept_with_the_question_as_it_was_understood(alone: Reviewing) -> None:
    """With municipality, labels in the order shown, and the generation that answered."""
    saved = alone.save(alone.anna, labels={"a/2": B, "a/1": P}, comment="  tunt  ")
    with alone.database.reading() as connection:
        assert verdict_of(connection, "x", alone.anna.id) == saved
    assert (saved.question, saved.municipality, saved.speaker) == ("Hur är det i Hjo?", "Hjo", None)
    assert list(saved.labels.items()) == [("a/1", P), ("a/2", B)]
    assert (saved.version, saved.comment, saved.generation, saved.adjudicates) == (1, "tunt", "g1", False)
    assert (alone.state, alone.settled()) == ("done", saved)


def test_chosen_quotes_are_kept_apart_from_those_shown(alone: Reviewing) -> None:
    """A quote that was not shown has no place in the answer."""
    judgement = Judgement("x", ANSWER, {"a/1": B}, ("b/7", "b/2"))
    with alone.database.changing() as connection:
        saved = save_verdict(connection, judgement, reviewer=alone.anna, expected_version=None, scrubber=SCRUBBER)
    assert (dict(saved.labels), saved.chosen) == ({"a/1": B}, ("b/2", "b/7"))


def test_a_comment_is_scrubbed(alone: Reviewing) -> None:
    """As what visitors write is."""
    saved = alone.save(alone.anna, comment="ring 070-123 45 67")
    assert saved.comment is not None
    assert "070" not in saved.comment
    with alone.database.reading() as connection:
        assert connection.scalar(sa.select(verdicts.c.scrubbed)) is True


def test_a_verdict_outlives_the_days_that_questions_are_kept(alone: Reviewing) -> None:
    """What was judged still counts; nobody can judge it any more."""
    saved = alone.save(alone.anna)
    with alone.database.changing() as connection:
        delete_before(connection, NOW + datetime.timedelta(days=1))
        assert settled_verdict(connection, "x") == saved
        assert settled_verdicts(connection) == [saved]
    with pytest.raises(UnknownAnswerError):
        alone.save(alone.anna, version=1)


@pytest.mark.parametrize(
    ("kind", "labels", "chosen", "shown", "expected"),
    [
        (RIGHT, {"q": A, "r": B}, (), "qr", None),
        (RIGHT, {"q": P}, ("z",), "qr", None),
        (RIGHT, {}, (), "", None),
        (RIGHT, {"z": A}, (), "q", Contradiction.NOT_SHOWN),
        (RIGHT, {"q": A}, ("q",), "q", Contradiction.CHOSEN_WAS_SHOWN),
        (RIGHT, {}, (), "q", Contradiction.UNJUDGED),
        (RIGHT, {"q": B, "r": HIDE}, (), "qr", Contradiction.RIGHT_WITHOUT_ANSWER),
        (RIGHT, {}, ("z",), "", Contradiction.RIGHT_REFUSAL_WITH_CHOICE),
        (REFUSE, {"q": B}, (), "q", None),
        (REFUSE, {}, (), "", Contradiction.NOTHING_TO_REFUSE),
        (REFUSE, {"q": P}, (), "q", Contradiction.REFUSE_THOUGH_ANSWERED),
        (REFUSE, {"q": B}, ("z",), "q", Contradiction.REFUSE_THOUGH_ANSWERED),
        (ANSWER, {}, (), "", None),
        (ANSWER, {"q": P}, ("z",), "q", None),
        (ANSWER, {"q": A}, ("z",), "q", Contradiction.ANSWERED_ALREADY),
    ],
)
def test_a_judgement_makes_sense_or_says_why_not(
    kind: AnswerVerdict,
    labels: Mapping[str, QuoteLabel],
    chosen: tuple[str, ...],
    shown: str,
    expected: Contradiction | None,
) -> None:
    """The verdict on the answer and those on its quotes go together."""
    judgement = Judgement("x", kind, labels, chosen)
    if expected is None:
        check_judgement(judgement, shown, is_refusal=not shown)
        return
    with pytest.raises(JudgementError) as caught:
        check_judgement(judgement, shown, is_refusal=not shown)
    assert caught.value.contradiction is expected


def test_a_withdrawn_quote_makes_no_refusal_of_an_answer() -> None:
    """What was answered was answered, also when its quotes are gone."""
    with pytest.raises(JudgementError):
        check_judgement(Judgement("x", RIGHT), (), is_refusal=False)
    check_judgement(Judgement("x", REFUSE), (), is_refusal=False)


def test_a_contradiction_writes_nothing(alone: Reviewing) -> None:
    """Nor does it move the answer on."""
    with pytest.raises(JudgementError):
        alone.save(alone.anna, RIGHT, {"a/1": B})
    assert (alone.state, alone.seen_by(alone.anna), alone.audited()) == ("new", [], [])


def test_an_old_version_is_refused_with_what_is_stored(alone: Reviewing) -> None:
    """One's own, changed in another tab; also a first save that finds one."""
    alone.save(alone.anna)
    changed = alone.save(alone.anna, labels={"a/1": P}, version=1)
    for version in (None, 1):
        with pytest.raises(ConflictError) as caught:
            alone.save(alone.anna, version=version)
        assert caught.value.stored == changed
    assert changed.version == 2
    assert alone.audited() == [(alone.anna.id, "verdict.save"), (alone.anna.id, "verdict.change")]


def test_what_is_settled_is_judged_by_nobody_who_opens_it_then(alone: Reviewing) -> None:
    """The error has what counts."""
    first = alone.save(alone.anna)
    assert alone.seen_by(alone.bo) == [alone.anna.id]
    assert not alone.sit(alone.bo)
    with pytest.raises(ConflictError) as caught:
        alone.refuse(alone.bo)
    assert caught.value.stored == first


def test_who_opened_it_before_counts_as_a_second_reviewer(alone: Reviewing) -> None:
    """And only one: a third would have seen two, had they looked."""
    assert all(alone.sit(who) for who in (alone.bo, alone.cia))
    alone.save(alone.anna)
    alone.refuse(alone.bo)
    assert alone.state == "adjudicate"
    with pytest.raises(ConflictError):
        alone.save(alone.cia)


@pytest.mark.parametrize("of_this", [True, False], ids=["this answer", "any answer"])
def test_who_has_been_shown_a_verdict_is_not_blind_to_it(alone: Reviewing, *, of_this: bool) -> None:
    """Though the page was opened before."""
    alone.sit(alone.bo)
    alone.save(alone.anna)
    with alone.database.changing() as connection:
        end_sittings(connection, alone.bo.id, alone.answer if of_this else None)
    with pytest.raises(ConflictError):
        alone.refuse(alone.bo)


def test_a_sitting_lasts_a_day(alone: Reviewing) -> None:
    """And is forgotten then."""
    alone.sit(alone.bo)
    with alone.database.changing() as connection:
        forget_sittings(connection, datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=23))
        assert is_sitting(connection, alone.answer, alone.bo.id)
        forget_sittings(connection, datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=25))
        assert not is_sitting(connection, alone.answer, alone.bo.id)


def test_nobody_sees_the_first_verdict_until_both_have_answered(both: Reviewing) -> None:
    """Neither the second reviewer, nor an editor, nor through what an error carries."""
    both.save(both.anna)
    assert both.state == "second"
    assert [both.seen_by(who) for who in (both.anna, both.bo, both.cia)] == [[both.anna.id], [], []]
    with pytest.raises(ConflictError) as caught:
        both.save(both.bo, version=1)
    assert caught.value.stored is None
    assert both.settled() is None
    both.save(both.bo)
    assert [both.seen_by(who) for who in (both.anna, both.bo, both.cia)] == [[both.anna.id, both.bo.id]] * 3


def test_two_that_agree_are_done_with_and_the_more_careful_label_counts(both: Reviewing) -> None:
    """Answers and partly differ by a shade."""
    both.save(both.anna, labels={"a/1": A, "a/2": B})
    both.save(both.bo, labels={"a/1": P, "a/2": B})
    settled = both.settled()
    assert settled is not None
    assert (both.state, dict(settled.labels)) == ("done", {"a/1": P, "a/2": B})


def test_a_verdict_is_not_changed_when_the_other_has_been_seen(both: Reviewing) -> None:
    """Before, it is: nobody has seen anything."""
    both.save(both.anna)
    both.save(both.anna, labels={"a/1": P}, version=1)
    assert both.state == "second"
    both.refuse(both.bo)
    with pytest.raises(ConflictError):
        both.refuse(both.anna, version=2)
    assert both.state == "adjudicate"


def test_where_two_disagree_a_third_decides(both: Reviewing) -> None:
    """Nothing counts before; then only the decision, which an editor may change, and all see who."""
    both.save(both.anna)
    both.refuse(both.bo)
    assert (both.state, both.settled()) == ("adjudicate", None)
    with pytest.raises(NotYoursError):
        both.save(both.bo, adjudicates=True)
    decided = both.save(both.cia, adjudicates=True)
    assert (both.state, both.settled()) == ("done", decided)
    with pytest.raises(ConflictError) as caught:
        both.refuse(both.cia, adjudicates=True)
    assert caught.value.stored == decided
    both.refuse(both.cia, adjudicates=True, version=1)
    settled = both.settled()
    assert settled is not None
    assert (settled.kind, settled.version) == (REFUSE, 2)
    assert both.audited()[-2:] == [(both.cia.id, "verdict.adjudicate")] * 2


@pytest.mark.parametrize("third", [True, False], ids=["with a third", "only two"])
def test_an_editor_decides_in_an_own_case_only_where_there_is_no_third(database: Database, *, third: bool) -> None:
    """A disabled account and a reader are no third."""
    with database.changing() as connection:
        editor, reviewer = add_reviewer(connection, "e", Role.EDITOR), add_reviewer(connection, "r")
        add_reviewer(connection, "t", Role.REVIEWER if third else Role.READER)
        save_setting(connection, SECOND_SHARE, 1.0, reviewer=None, expected_version=0)
        answer = add_answer(connection)
        for who, kind, label in ((editor, RIGHT, A), (reviewer, REFUSE, B)):
            judgement = Judgement(answer, kind, {"a/1": label})
            save_verdict(connection, judgement, reviewer=who, expected_version=None, scrubber=SCRUBBER)
        assert may_adjudicate(connection, answer, editor) is not third
        assert not may_adjudicate(connection, answer, reviewer)


def test_a_single_reviewer_waits_for_nobody(database: Database) -> None:
    """Where nobody else could be the second, one is enough."""
    with database.changing() as connection:
        only = add_reviewer(connection, "only")
        add_reviewer(connection, "reader", Role.READER)
        save_setting(connection, SECOND_SHARE, 1.0, reviewer=None, expected_version=0)
        judgement = Judgement(add_answer(connection), RIGHT, {"a/1": A})
        saved = save_verdict(connection, judgement, reviewer=only, expected_version=None, scrubber=SCRUBBER)
        assert settled_verdict(connection, saved.answer) == saved


@pytest.mark.parametrize(("share", "expected"), [(0.0, "adjudicate"), (1.0, "second")], ids=["settled", "not yet"])
def test_what_is_to_be_hidden_always_gets_a_second_reviewer(database: Database, share: float, expected: str) -> None:
    """Also where the label is added later; who could see the verdict by then is not blind to it, and decides."""
    desk = Reviewing(database, share)
    desk.save(desk.anna)
    desk.save(desk.anna, labels={"a/1": A, "a/2": HIDE}, version=1)
    assert desk.state == expected
    with desk.database.reading() as connection:
        assert may_adjudicate(connection, desk.answer, desk.bo) is (expected == "adjudicate")


def test_a_label_that_hides_gets_a_second_reviewer_at_once(alone: Reviewing) -> None:
    """Whatever the share."""
    alone.save(alone.anna, labels={"a/1": A, "a/2": HIDE})
    assert alone.state == "second"


def test_the_share_is_drawn_from_the_id() -> None:
    """The same answer is drawn each time, and about as many as asked for."""
    ids = [f"answer-{n}" for n in range(2000)]
    drawn = [answer for answer in ids if is_drawn(answer, 0.2)]
    assert drawn == [answer for answer in ids if is_drawn(answer, 0.2)]
    assert 340 <= len(drawn) <= 460
    assert set(drawn) < {answer for answer in ids if is_drawn(answer, 0.5)}
    assert (any(is_drawn(answer, 0.0) for answer in ids), all(is_drawn(answer, 1.0) for answer in ids)) == (False, True)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Judgement("x", RIGHT, {"q": A, "r": B}), Judgement("x", RIGHT, {"q": A, "r": B}), True),
        (Judgement("x", RIGHT, {"q": A}), Judgement("x", RIGHT, {"q": P}), True),
        (Judgement("x", RIGHT, {"q": A}), Judgement("x", RIGHT, {"q": A, "r": B}), True),
        (Judgement("x", RIGHT, {"q": A, "r": P}), Judgement("x", RIGHT, {"q": A, "r": B}), False),
        (Judgement("x", RIGHT, {"q": A}), Judgement("x", RIGHT, {"q": A, "r": HIDE}), False),
        (Judgement("x", REFUSE, {"q": B}), Judgement("x", ANSWER, {"q": B}), False),
        (Judgement("x", ANSWER, {}, ("y", "z")), Judgement("x", ANSWER, {}, ("z",)), True),
        (Judgement("x", ANSWER, {}, ("y",)), Judgement("x", ANSWER, {}, ("z",)), False),
        (Judgement("x", ANSWER, {}, ("y",)), Judgement("x", ANSWER), True),
    ],
)
def test_agreement_has_a_stated_tolerance(one: Judgement, other: Judgement, *, expected: bool) -> None:
    """It is the same whoever comes first."""
    assert (agree(one, other), agree(other, one)) == (expected, expected)


def test_two_reviewers_at_the_same_moment_both_count(both: Reviewing) -> None:
    """Neither is lost, and the answer is done with."""
    start = threading.Barrier(2)

    def judge(who: Reviewer) -> Verdict:
        start.wait(5)
        return both.save(who)

    with ThreadPoolExecutor(2) as pool:
        saved = list(pool.map(judge, (both.anna, both.bo)))
    assert {verdict.reviewer for verdict in saved} == {both.anna.id, both.bo.id}
    assert both.state == ReviewState.DONE


def test_one_reviewer_in_two_tabs_is_told(both: Reviewing) -> None:
    """Of two first saves at the same moment one is kept, and the other gets it."""
    start = threading.Barrier(2)

    def judge(save: Callable[[Reviewer], Verdict]) -> Verdict | ConflictError:
        start.wait(5)
        try:
            return save(both.anna)
        except ConflictError as exc:
            return exc

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(judge, (both.save, both.refuse)))
    saved = [outcome for outcome in outcomes if isinstance(outcome, Verdict)]
    told = [outcome.stored for outcome in outcomes if isinstance(outcome, ConflictError)]
    assert told == saved
