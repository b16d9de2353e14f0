"""The chat as changes would make it, tried on labelled questions: passed, failed, and who is to blame."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chatbot.answering import Chatbot
from chatbot.evaluation import LabelledQuestion
from chatbot.ranking import find_candidates
from chatbot.settings import Settings
from chatbot.steering import NOTHING, FixedSteering, Lesson, Steering
from chatbot.store.database import Database
from chatbot.store.forgetting import GONE, texts_of
from chatbot.store.judgements import AnswerVerdict, QuoteLabel
from chatbot.store.learning import LessonState, kept_lessons
from chatbot.store.schema import verdicts
from chatbot.store.trials import INDEX_CHANGED, Plan, TrialState, apply_trial, begin_trial, kept_trials, undo_trial
from chatbot.trial_runs import TrialThread, run_trial
from chatbot.trying import QuestionSet, Trial, question_sets
from tests.chatbot.learning import settle, somebody

UNANSWERED = "Är kaffet gott där?"
FIKA = "Vi fikar på stort allvar i gruppen. Ingen lämnas ensam med de svåra besluten"
POLICE = "Polisen träffar vi varje torsdag"
KNOWN = LabelledQuestion("Hur ofta får ni handledning med en psykolog?", relevant={"Handledning med en psykolog": 2})
UNRELATED = LabelledQuestion("Vem träffar ni varje torsdag? Polisen?", relevant={"Polisen träffar vi": 2})


@pytest.fixture
def id_of(chatbot: Chatbot) -> Callable[[str], str]:
    """Return what gives the id of the quote with some words."""

    def find(words: str) -> str:
        with chatbot.lend_generation() as generation:
            records = generation.records(range(generation.counts.records))
        return next(record.id for record in records if words in record.text)

    return find


def _run(chatbot: Chatbot, pending: dict[int, Lesson], *labelled: LabelledQuestion, **change: Any) -> dict[str, Any]:  # noqa: ANN401
    after = Steering(lessons=tuple(pending.values()), operating_point=change.get("point"))
    plan = Plan(change.get("before", NOTHING), after, pending, change.get("leaving", ()))
    with Trial(chatbot, plan) as trial:
        return trial.run([QuestionSet("mine", labelled, 0)], margin=0.01)


def test_a_good_lesson_passes_and_shows_what_would_change(chatbot: Chatbot, id_of: Callable[[str], str]) -> None:
    """The question gets its quote; one that asks something else keeps its answer."""
    asked = LabelledQuestion(UNANSWERED, relevant={FIKA: 2})
    assert chatbot.ask(UNANSWERED).quotes == ()
    report = _run(chatbot, {1: Lesson(UNANSWERED, id_of(FIKA), answers=True)}, asked, KNOWN, UNRELATED)
    (told,) = report["sets"]
    assert (report["passed"], report["blamed"], told["losses"]) == (True, [], [])
    assert told["changes"] == [
        {
            "question": UNANSWERED,
            "is": "better",
            "before": {"status": "no_answer", "quote": None},
            "after": {"status": "answered", "quote": id_of(FIKA)},
        }
    ]
    assert chatbot.ask(UNANSWERED).quotes == (), "visitors get what they got, whatever is tried"


def test_what_no_change_bears_on_is_worked_out_once(
    chatbot: Chatbot, id_of: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In both halves of a trial, and in the next one; a quote that is hidden meanwhile is left out all the same."""
    searched: list[str] = []

    def counted(*given: Any, **more: Any) -> Any:  # noqa: ANN401
        searched.append(given[3])
        return find_candidates(*given, **more)

    monkeypatch.setattr("chatbot.finding.find_candidates", counted)
    for point in (None, 0.9):
        assert _run(chatbot, {}, KNOWN, UNRELATED, point=point)["sets"][0]["questions"] == 2
    assert len(searched) == len(set(searched)) == 2
    handledning = id_of("Handledning")
    with chatbot.steered_by(FixedSteering(Steering(hidden=frozenset({handledning})))) as steered:
        assert handledning not in [quote.id for quote in steered.ask(KNOWN.question).quotes]
    assert len(searched) == 2


def test_another_index_is_searched_anew(
    chatbot: Chatbot, articles: Path, index_articles: Callable[[], Path], id_of: Callable[[str], str]
) -> None:
    """What was remembered of the one before answers nothing any more."""
    assert _run(chatbot, {}, KNOWN)["passed"]
    (articles / "flen.md").unlink()
    index_articles()
    with chatbot.steered_by(FixedSteering()) as steered:
        assert [quote.article.id for quote in steered.ask(KNOWN.question).quotes if quote.article.id == "flen"] == []


def test_a_harmful_lesson_fails_and_is_named(chatbot: Chatbot, id_of: Callable[[str], str]) -> None:
    """Of three lessons the one that spoils an answer is blamed, and no other."""
    pending = {
        1: Lesson(UNANSWERED, id_of(FIKA), answers=True),
        2: Lesson(KNOWN.question, id_of("Handledning"), answers=False),
        3: Lesson("Hur länge tar biståndet?", id_of("Biståndet tar längst tid"), answers=True),
    }
    report = _run(chatbot, pending, KNOWN, UNRELATED)
    assert (report["passed"], report["blamed"], report["point_is_blamed"]) == (False, [2], False)
    assert "first_fair" in report["sets"][0]["losses"]


def test_good_lessons_do_not_hide_a_harmful_one(chatbot: Chatbot, id_of: Callable[[str], str]) -> None:
    """As many answers become better as worse, and the one that makes one worse is still blamed."""
    pending = {
        1: Lesson(UNANSWERED, id_of(FIKA), answers=True),
        2: Lesson(KNOWN.question, id_of("Handledning"), answers=False),
    }
    report = _run(chatbot, pending, LabelledQuestion(UNANSWERED, relevant={FIKA: 2}), KNOWN)
    assert (report["passed"], report["blamed"]) == (False, [2])


def test_the_lesson_on_the_question_itself_counts_before_one_on_a_like_question(
    chatbot: Chatbot, id_of: Callable[[str], str]
) -> None:
    """Two reviewers saw two questions that differ in what matters."""
    quote = id_of("Handledning")
    like = KNOWN.question.replace("en psykolog", "psykolog")
    lessons = (Lesson(KNOWN.question, quote, answers=True), Lesson(like, quote, answers=False))
    with chatbot.steered_by(FixedSteering(Steering(lessons=lessons))) as steered:
        assert [each.id for each in steered.ask(KNOWN.question).quotes] == [quote]
        assert quote not in [each.id for each in steered.ask(like).quotes]


def test_lessons_that_do_harm_only_together_are_blamed_together(chatbot: Chatbot, id_of: Callable[[str], str]) -> None:
    """A labelled question that two quotes answer is spoilt when both are kept back."""
    asked = "Fikar ni på stort allvar i gruppen?"
    labelled = LabelledQuestion(asked, relevant={FIKA: 2})
    with chatbot.lend_generation() as generation:
        same = [each.id for each in generation.records(range(generation.counts.records)) if FIKA in each.text]
    pending = {number: Lesson(asked, quote, answers=False) for number, quote in enumerate(same, start=1)}
    report = _run(chatbot, pending, labelled)
    assert (report["passed"], report["blamed"]) == (False, [1, 2])


def test_a_threshold_that_silences_answers_fails(chatbot: Chatbot, id_of: Callable[[str], str]) -> None:
    """Then no lesson is blamed."""
    (first, *_) = chatbot.ask("Vad tar längst tid?").quotes
    labelled = LabelledQuestion("Vad tar längst tid?", relevant={first.text: 2})
    pending = {1: Lesson(UNANSWERED, id_of(FIKA), answers=True)}
    report = _run(chatbot, pending, labelled, point=first.score + 0.001)
    assert (report["passed"], report["blamed"], report["point_is_blamed"]) == (False, [], True)


def test_only_questions_about_what_is_served_are_asked(chatbot: Chatbot, articles: Path, tmp_path: Path) -> None:
    """A set about other articles is left out and told of; "no" is right only to a set about these."""
    gold = tmp_path / "gold"
    gold.mkdir()
    ours = [
        {"question": "Vem träffar ni?", "relevant": {POLICE: 2}},
        {"question": "Vad är lönen?", "answerable": False},
    ]
    others = [
        {"question": "Vad kostar båten?", "relevant": {"Båten kostar": 2}},
        {"question": "Vem träffar ni?", "relevant": {POLICE: 2}},
        {"question": "Vad är lönen?", "answerable": False},
    ]
    for name, rows in (("questions.ours", ours), ("questions.other", others)):
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (gold / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    database = Database(f"sqlite:///{tmp_path / 'chatbot.sqlite'}")
    with chatbot.lend_generation() as generation:
        sets = question_sets(generation, articles, database, gold)
    assert [(each.name, len(each.questions), each.left_out) for each in sets] == [
        ("questions.other.jsonl", 1, 2),
        ("questions.ours.jsonl", 2, 0),
        ("verdicts", 0, 0),
    ]


def test_a_verdict_changes_the_chat_and_undoing_it_brings_back_the_same_record(
    chatbot: Chatbot, articles: Path, tmp_path: Path, id_of: Callable[[str], str]
) -> None:
    """From the verdict through the trial to the visitor's answer and back; a person of another place never answers."""
    settings = Settings(corpus=articles, data=tmp_path)
    database = Database(settings.database_url)
    reviewer = somebody(database)
    should = AnswerVerdict.SHOULD_ANSWER
    settle(database, UNANSWERED, reviewer=reviewer, kind=should, status="no_answer", chosen=(id_of(POLICE),))
    asked = [UNANSWERED, "Är kaffet gott där!", f"{UNANSWERED} I Hjo?", KNOWN.question, UNRELATED.question]
    before = [chatbot.ask(question) for question in asked]
    runs = TrialThread(database, settings, chatbot, tmp_path)
    trial = runs.start(reviewer=reviewer.id)
    runs.wait()
    with database.reading() as connection:
        (found,) = kept_trials(connection)
    assert (found.id, found.state) == (trial, TrialState.PASSED), found.report
    assert [chatbot.ask(question) for question in asked] == before
    folder = settings.steering_directory
    apply_trial(database, folder, trial, generation=chatbot.generation, reviewer=reviewer.id)
    after = [chatbot.ask(question) for question in asked]
    assert [answer.quotes[0].text for answer in after[:2]] == [POLICE, POLICE]
    assert not any("Flen" in (quote.municipality or "") for quote in after[2].quotes)
    assert [answer.quotes for answer in after[3:]] == [answer.quotes for answer in before[3:]]
    undo_trial(database, folder, trial, reviewer=reviewer.id)
    assert [chatbot.ask(question) for question in asked] == before


def test_a_lesson_that_contradicts_an_earlier_verdict_is_refused(
    chatbot: Chatbot, articles: Path, tmp_path: Path, id_of: Callable[[str], str]
) -> None:
    """Earlier verdicts are asked again, and the lesson that spoils one is set aside by its number."""
    settings = Settings(corpus=articles, data=tmp_path)
    database = Database(settings.database_url)
    reviewer = somebody(database)
    quote = id_of("Handledning")
    settle(database, KNOWN.question, {quote: QuoteLabel.PARTLY}, reviewer=reviewer)
    settle(
        database,
        "Hur ofta får ni handledning med psykolog?",
        {quote: QuoteLabel.BESIDE},
        reviewer=reviewer,
        kind=AnswerVerdict.SHOULD_REFUSE,
    )
    runs = TrialThread(database, settings, chatbot, tmp_path)
    runs.start(reviewer=reviewer.id)
    runs.wait()
    with database.reading() as connection:
        (found,) = kept_trials(connection)
        states = {each.lesson.answers: each.state for each in kept_lessons(connection)}
    assert found.state is TrialState.FAILED
    assert states == {False: LessonState.REFUSED}


def test_a_question_that_is_deleted_while_a_trial_runs_is_not_in_its_report(
    chatbot: Chatbot, articles: Path, tmp_path: Path, id_of: Callable[[str], str]
) -> None:
    """Nor anywhere else in the database."""
    settings = Settings(corpus=articles, data=tmp_path)
    database = Database(settings.database_url)
    reviewer = somebody(database)
    should = AnswerVerdict.SHOULD_ANSWER
    settle(database, UNANSWERED, reviewer=reviewer, kind=should, status="no_answer", chosen=(id_of(POLICE),))

    def delete(_done: int, _of: int) -> None:
        with database.changing() as connection:
            connection.execute(verdicts.delete())

    with database.changing() as connection:
        trial = begin_trial(connection, reviewer=reviewer.id)
    run_trial(database, settings, chatbot, trial, heard=delete, gold=tmp_path)
    with database.reading() as connection:
        (found,) = kept_trials(connection)
    (change,) = found.report["sets"][-1]["changes"]
    assert change["question"] == GONE
    assert not any(UNANSWERED in text for text in texts_of(database))


def test_what_keeps_a_trial_from_being_carried_out_is_kept(chatbot: Chatbot, articles: Path, tmp_path: Path) -> None:
    """The page can tell of it, and the next trial may begin."""
    (tmp_path / "questions.jsonl").write_text("{", encoding="utf-8")
    settings = Settings(corpus=articles, data=tmp_path)
    database = Database(settings.database_url)
    runs = TrialThread(database, settings, chatbot, tmp_path)
    runs.start(reviewer=somebody(database).id)
    runs.wait()
    with database.reading() as connection:
        (found,) = kept_trials(connection)
    assert found.state is TrialState.BROKEN
    assert "questions.jsonl" in found.report["reason"]


def test_a_trial_breaks_off_when_articles_change_meanwhile(
    chatbot: Chatbot, articles: Path, index_articles: Callable[[], Path], tmp_path: Path
) -> None:
    """A lesson is not to be blamed, nor praised, for what an article did."""
    settings = Settings(corpus=articles, data=tmp_path)
    database = Database(settings.database_url)
    gold = tmp_path / "gold"
    gold.mkdir()
    line = {"question": KNOWN.question, "relevant": KNOWN.relevant, "answerable": True}
    (gold / "questions.jsonl").write_text(json.dumps(line), encoding="utf-8")
    reviewer = somebody(database).id
    with database.changing() as connection:
        number = begin_trial(connection, reviewer=reviewer)

    def change(done: int, _of: int) -> None:
        if done == 1:
            text = (articles / "hjo.md").read_text(encoding="utf-8")
            (articles / "hjo.md").write_text(text.replace("stor gul soffa", "liten gul soffa"), encoding="utf-8")
            index_articles()

    run_trial(database, settings, chatbot, number, heard=change, gold=gold)
    with database.reading() as connection:
        (found,) = kept_trials(connection)
    assert (found.state, found.report["reason"]) == (TrialState.BROKEN, INDEX_CHANGED)
