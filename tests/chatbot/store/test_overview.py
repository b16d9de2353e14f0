"""What the overview shows, against what is counted by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from chatbot.evaluation import Share
from chatbot.overview import OTHER_ROLES, Agreed, Period, agreed, heard, precision_of, questions
from chatbot.records import Status
from chatbot.store.database import Database
from chatbot.store.judgements import AnswerVerdict, QuoteLabel, Verdict
from chatbot.store.statistics import Asked
from index.catalogue import Voice
from tests.chatbot.web.desk.keeping import NOW, asked, keep

TODAY = NOW.date()


def verdict(number: int, kind: AnswerVerdict, *labels: QuoteLabel, status: Status = Status.ANSWERED) -> Verdict:
    """Return what counts of an answer with a quote for each label."""
    return Verdict(
        answer=f"a{number}",
        kind=kind,
        labels={f"q{position}": label for position, label in enumerate(labels)},
        id=number,
        reviewer=1,
        version=1,
        adjudicates=False,
        question="Hur?",
        language="sv",
        municipality=None,
        speaker=None,
        status=status,
        compared=False,
        generation="g",
        judged=NOW,
    )


def test_a_share_for_each_thing_that_reviewers_tell() -> None:
    """The first quote, every quote, answers and refusals each have their own; partly counts as answering."""
    right, refuse, answer = AnswerVerdict.RIGHT, AnswerVerdict.SHOULD_REFUSE, AnswerVerdict.SHOULD_ANSWER
    found = precision_of(
        [
            verdict(1, right, QuoteLabel.ANSWERS, QuoteLabel.BESIDE),
            verdict(2, right, QuoteLabel.WRONG_SPEAKER, QuoteLabel.PARTLY),
            verdict(3, refuse, QuoteLabel.BESIDE),
            verdict(4, right, status=Status.NO_ANSWER),
            verdict(5, answer, status=Status.NO_ANSWER),
            verdict(6, right, status=Status.NO_VOICE),
        ]
    )
    assert found.first_quote == Share(1, 3)
    assert found.every_quote == Share(2, 5)
    assert found.answer == Share(2, 3)
    assert found.refusal == Share(2, 3)
    assert found.wrong_name == 1


def test_nothing_judged_is_no_share() -> None:
    """Of nothing, with the widest interval."""
    found = precision_of([])
    assert found.first_quote == Share(0, 0)
    assert found.first_quote.interval == (0.0, 1.0)


def test_agreement_is_told_week_by_week() -> None:
    """By the day of the second verdict; weeks without any are there, and a decision between the two does not count."""
    right, refuse = AnswerVerdict.RIGHT, AnswerVerdict.SHOULD_REFUSE
    sunday, today = datetime.datetime(2026, 11, 8, tzinfo=datetime.UTC), datetime.date(2026, 11, 22)
    early = [replace(verdict(n, kind), judged=sunday) for n, kind in enumerate((right, right))]
    late = [replace(early[0]), replace(verdict(3, refuse), judged=sunday + datetime.timedelta(days=1))]
    late.append(replace(late[1], adjudicates=True, kind=right))
    found = agreed([early, late], Period.MONTH, today)
    assert [each.first.isoformat() for each in found] == [
        "2026-10-19",
        "2026-10-26",
        "2026-11-02",
        "2026-11-09",
        "2026-11-16",
    ]
    assert [(each.share.hits, each.share.count) for each in found] == [(0, 0), (0, 0), (1, 1), (0, 1), (0, 0)]
    assert agreed([early, late], Period.ALL, today) == [Agreed(datetime.date(2026, 11, 1), Share(1, 2))]
    assert agreed([], Period.ALL, today) == [Agreed(datetime.date(2026, 11, 1), Share(0, 0))]


def test_the_period_before_is_as_long(database: Database) -> None:
    """And ends on the day before this one begins."""
    keep(
        database,
        asked(1),
        asked(2, days=29),
        asked(3, days=30),
        asked(4, days=59, status="no_answer"),
        asked(5, days=60),
    )
    with database.reading() as connection:
        month = questions(connection, Period.MONTH, TODAY)
        everything = questions(connection, Period.ALL, TODAY)
    first = TODAY - datetime.timedelta(days=29)
    assert month.now == Asked(first, 2, 2, 0, 0)
    assert month.before == Asked(TODAY - datetime.timedelta(days=59), 2, 1, 1, 0)
    assert len(month.steps) == 30
    assert everything.now.questions == 5
    assert everything.first == TODAY - datetime.timedelta(days=60)
    assert everything.before is None


@pytest.mark.parametrize("period", Period)
def test_nothing_asked_can_be_shown(database: Database, period: Period) -> None:
    """As a period without questions, compared with nothing."""
    with database.reading() as connection:
        found = questions(connection, period, TODAY)
    assert found.now.questions == 0
    assert found.before is None


def test_voices_are_people() -> None:
    """Somebody with two roles is one person in the municipality, and one in each role; quotes may lack a person."""
    voices = (
        Voice("Tuva Granhöst", "enhetschef", "Flen", 3),
        Voice("Tuva Granhöst", "socialsekreterare", "Flen", 1),
        Voice("Amir Fjällstig", None, "Hjo", 2),
        Voice("Elin Sjövind", "kurator", None, 1),
    )
    found = heard(voices, {"Flen": 4, "Hjo": 2, "Åre": 1})
    assert found.people == 3
    assert found.by_municipality == {"Flen": (1, 4), "Hjo": (1, 2), "Åre": (0, 1)}
    assert len(found.unheard) == 287
    assert found.unheard[-1] == "Övertorneå"
    assert found.by_role[OTHER_ROLES] >= 1
    assert sum(found.by_role.values()) >= found.people
