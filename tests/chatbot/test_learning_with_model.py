"""The real model, the shipped articles, the labelled questions: what a verdict changes, and what it must not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.settings import Settings
from chatbot.steering import CurrentSteering
from chatbot.store.database import Database
from chatbot.store.judgements import AnswerVerdict, QuoteLabel
from chatbot.store.learning import LessonState, kept_lessons
from chatbot.store.trials import Trial, TrialState, apply_trial, begin_trial, kept_trials, undo_trial
from chatbot.trial_runs import run_trial
from chatbot.trials import Corpus, index_corpus
from tests.chatbot.learning import settle, somebody
from tests.chatbot.test_gold import ARTICLES, GOLD, REPOSITORY

pytestmark = [pytest.mark.model, pytest.mark.slow]

ASKED = 60
"""Questions of the project's that are asked."""
REFUSED = "Finns det någon som lyssnar när det är jobbigt?"
REWORDED = "finns det nån som lyssnar när det är jobbigt"
SUPPORT = "stötta och avlasta varandra"
KNOWN = "Hur jobbar ni för att människor inte ska bli vräkta?"
UNRELATED = ("Är det tungt?", "Hur är lönen?", "Vad är svårast med jobbet?", "Vad kostar en glass?", KNOWN)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return where the shipped articles are, with a data directory of its own."""
    return Settings(corpus=ARTICLES, data=tmp_path)


@pytest.fixture
def real(settings: Settings) -> Iterator[Chatbot]:
    """Return a chatbot over the shipped articles with the bundled model, steered as people decide."""
    from index.model import load_encoder  # noqa: PLC0415  imports torch, which only these tests need

    encoder = load_encoder(REPOSITORY / "var" / "model")
    index_corpus(Corpus(ARTICLES, "*"), encoder, settings.index_directory)
    steering = CurrentSteering(settings.steering_directory)
    with Chatbot(encoder, corpus=ARTICLES, index=settings.index_directory, steering=steering) as opened:
        yield opened


def test_a_verdict_corrects_one_answer_and_no_other(real: Chatbot, settings: Settings) -> None:
    """Taught through the labelled questions; undone, every record is as before. What spoils them is refused by name."""
    database = Database(settings.database_url)
    reviewer = somebody(database)
    gold = settings.data / "gold"
    gold.mkdir()
    lines = (GOLD / "questions.tune.jsonl").read_text(encoding="utf-8").splitlines()[:ASKED]
    (gold / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def tried() -> Trial:
        with database.changing() as connection:
            number = begin_trial(connection, reviewer=reviewer.id)
        run_trial(database, settings, real, number, heard=lambda _done, _of: None, gold=gold)
        with database.reading() as connection:
            return kept_trials(connection)[0]

    with real.lend_generation() as generation:
        records = generation.records(range(generation.counts.records))
    support = next(record.id for record in records if SUPPORT in record.text)
    should = AnswerVerdict.SHOULD_ANSWER
    settle(database, REFUSED, reviewer=reviewer, kind=should, status="no_answer", chosen=(support,))

    asked = (REFUSED, REWORDED, f"{REFUSED} I Katrineholm?", *UNRELATED)
    before = {question: real.ask(question) for question in asked}
    assert before[REFUSED].quotes == ()
    trial = tried()
    assert trial.state is TrialState.PASSED, trial.report
    apply_trial(database, settings.steering_directory, trial.id, generation=real.generation, reviewer=reviewer.id)
    after = {question: real.ask(question) for question in asked}
    assert [after[question].quotes[0].id for question in (REFUSED, REWORDED)] == [support, support]
    assert all(quote.municipality == "Katrineholm" for quote in after[f"{REFUSED} I Katrineholm?"].quotes)
    assert [after[question].quotes for question in UNRELATED] == [before[question].quotes for question in UNRELATED]

    settle(
        database,
        KNOWN,
        {real.ask(KNOWN).quotes[0].id: QuoteLabel.BESIDE},
        reviewer=reviewer,
        kind=AnswerVerdict.SHOULD_REFUSE,
    )
    harmful = tried()
    assert harmful.state is TrialState.FAILED
    with database.reading() as connection:
        refused = kept_lessons(connection, [LessonState.REFUSED])
    assert [(each.id, each.lesson.question) for each in refused] == [(harmful.report["blamed"][0], KNOWN)]
    changes = [change for told in harmful.report["sets"] for change in told["changes"]]
    assert KNOWN in [change["question"] for change in changes if change["is"] == "worse"]

    undo_trial(database, settings.steering_directory, trial.id, reviewer=reviewer.id)
    assert {question: real.ask(question) for question in asked} == before
