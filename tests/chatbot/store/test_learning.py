"""Lessons and trials in the database: what waits, what counts, what is undone."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from chatbot.leftovers import Needles
from chatbot.steering import Lesson, read_steering
from chatbot.store.database import Database
from chatbot.store.desk_settings import SettingError, read_setting
from chatbot.store.errors import ConflictError, NotYoursError
from chatbot.store.forgetting import GONE, forget_person
from chatbot.store.judgements import AnswerVerdict, QuoteLabel
from chatbot.store.learning import LessonState, kept_lessons, retry_lesson, undo_lesson
from chatbot.store.reviewers import Role
from chatbot.store.schema import audit, trials, verdicts
from chatbot.store.steering import OPERATING_POINT, OPERATING_POINT_IN_USE, decided
from chatbot.store.trials import (
    SILENT_SECONDS,
    Plan,
    TrialState,
    apply_trial,
    begin_trial,
    break_trial,
    end_trial,
    kept_trials,
    may_apply,
    planned,
    set_operating_point,
    tell_progress,
    trial_by_id,
    undo_trial,
)
from corpus.withdrawal import NameForms
from tests.chatbot.learning import settle, somebody

GENERATION = "g1"
QUESTION = "Hur ofta får ni handledning?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the chat reads what counts."""
    return tmp_path / "steering"


def _plan(database: Database) -> Plan:
    with database.changing() as connection:
        return planned(connection)


def _states(database: Database) -> dict[str, LessonState]:
    with database.reading() as connection:
        return {each.lesson.quote: each.state for each in kept_lessons(connection)}


def _tried(database: Database, *, blamed: tuple[int, ...] = (), passed: bool = True) -> int:
    """Carry out a trial of what waits, with this end; return its number."""
    plan = _plan(database)
    report: dict[str, Any] = {
        "name": plan.name(GENERATION),
        "passed": passed,
        "blamed": list(blamed),
        "operating_point": {"before": plan.before.operating_point, "after": plan.after.operating_point},
    }
    with database.changing() as connection:
        trial = begin_trial(connection, reviewer=None)
        end_trial(connection, trial, report)
    return trial


def test_verdicts_become_lessons(database: Database) -> None:
    """What answers and what was chosen instead teach, what is beside too; what answers partly or is hidden does not."""
    labels = {"a-1": QuoteLabel.ANSWERS, "a-2": QuoteLabel.PARTLY, "a-3": QuoteLabel.BESIDE, "a-4": QuoteLabel.HIDE}
    wrong = {"b-1": QuoteLabel.WRONG_SPEAKER, "b-2": QuoteLabel.WRONG_MUNICIPALITY}
    reviewer = somebody(database)
    settle(database, QUESTION, labels, reviewer=reviewer)
    should = AnswerVerdict.SHOULD_ANSWER
    settle(database, "Är det lugnt?", wrong, reviewer=reviewer, kind=should, chosen=("c-1",), municipality="Hjo")
    assert set(_plan(database).pending.values()) == {
        Lesson(QUESTION, "a-1", answers=True),
        Lesson(QUESTION, "a-3", answers=False),
        Lesson("Är det lugnt?", "b-1", answers=False, municipality="Hjo"),
        Lesson("Är det lugnt?", "b-2", answers=False, municipality="Hjo"),
        Lesson("Är det lugnt?", "c-1", answers=True, municipality="Hjo"),
    }


@pytest.mark.parametrize("question", ["Hur är det för [namn]?", GONE], ids=["marked", "deleted"])
def test_a_question_without_its_words_teaches_nothing(question: str, database: Database) -> None:
    """What was taken out of it may have been what was asked."""
    settle(database, question, {"a-1": QuoteLabel.ANSWERS}, reviewer=somebody(database))
    assert _plan(database).is_empty


def test_nothing_is_kept_of_a_trial_during_which_a_person_withdrew(database: Database) -> None:
    """Not even a labelled question of the project's own, which may name the person; the next trial is kept."""
    report: dict[str, Any] = {"passed": True, "blamed": [], "sets": [{"question": "Vad säger Tuva Granhöst?"}]}
    for state in (TrialState.BROKEN, TrialState.PASSED):
        with database.changing() as connection:
            trial = begin_trial(connection, reviewer=None)
        if state is TrialState.BROKEN:
            needles = Needles("Tuva Granhöst", [])
            forms = NameForms("Tuva Granhöst")
            forget_person(database, forms, needles, quotes=[], articles={}, versions_of=[])
        with database.changing() as connection:
            end_trial(connection, trial, report)
            found = trial_by_id(connection, trial)
        assert found is not None
        assert found.state is state
        assert ("Granhöst" in str(found.report)) is (state is TrialState.PASSED)


def test_nothing_counts_before_a_trial_has_passed(database: Database, folder: Path) -> None:
    """The plan has it, the chat does not; after the trial somebody lets it count."""
    settle(database, QUESTION, {"a-1": QuoteLabel.ANSWERS}, reviewer=somebody(database))
    plan = _plan(database)
    assert (plan.before.lessons, plan.after.lessons) == ((), (Lesson(QUESTION, "a-1", answers=True),))
    trial = _tried(database)
    assert not folder.exists()
    apply_trial(database, folder, trial, generation=GENERATION, reviewer=None)
    assert read_steering(folder) == (plan.after, [])
    assert _states(database) == {"a-1": LessonState.ACTIVE}
    assert _plan(database).is_empty


def test_a_trial_that_failed_counts_nothing_and_sets_aside_whom_it_blames(database: Database, folder: Path) -> None:
    """The rest waits to be tried again, and the one that was set aside too if somebody wants it."""
    reviewer = somebody(database)
    settle(database, QUESTION, {"a-1": QuoteLabel.ANSWERS, "a-2": QuoteLabel.BESIDE}, reviewer=reviewer)
    (guilty,) = (number for number, lesson in _plan(database).pending.items() if lesson.quote == "a-2")
    trial = _tried(database, blamed=(guilty,), passed=False)
    assert _states(database) == {"a-1": LessonState.PENDING, "a-2": LessonState.REFUSED}
    with pytest.raises(ConflictError):
        apply_trial(database, folder, trial, generation=GENERATION, reviewer=None)
    with database.changing() as connection:
        retry_lesson(connection, guilty, reviewer=reviewer.id)
    assert _states(database)["a-2"] is LessonState.PENDING


@pytest.mark.parametrize("change", ["a verdict", "the index", "the point"])
def test_what_has_changed_since_the_trial_is_not_applied(change: str, database: Database, folder: Path) -> None:
    """Nobody has tried that."""
    admin = somebody(database, Role.ADMIN)
    settle(database, QUESTION, {"a-1": QuoteLabel.ANSWERS}, reviewer=admin)
    trial = _tried(database)
    if change == "a verdict":
        settle(database, "Fikar ni?", {"b-1": QuoteLabel.ANSWERS}, reviewer=admin)
    if change == "the point":
        with database.changing() as connection:
            set_operating_point(connection, 0.5, reviewer=admin, expected_version=0)
    generation = "g2" if change == "the index" else GENERATION
    with pytest.raises(ConflictError):
        apply_trial(database, folder, trial, generation=generation, reviewer=None)
    assert _states(database)["a-1"] is LessonState.PENDING


def test_an_applied_trial_is_undone_at_once(database: Database, folder: Path) -> None:
    """Lessons and operating point are as before, and no lesson comes back by itself."""
    admin = somebody(database, Role.ADMIN)
    settle(database, "Fikar ni?", {"b-1": QuoteLabel.ANSWERS}, reviewer=admin)
    apply_trial(database, folder, _tried(database), generation=GENERATION, reviewer=admin.id)
    before = read_steering(folder)
    settle(database, QUESTION, {"a-1": QuoteLabel.ANSWERS}, reviewer=admin)
    with database.changing() as connection:
        set_operating_point(connection, 0.5, reviewer=admin, expected_version=0)
    trial = _tried(database)
    apply_trial(database, folder, trial, generation=GENERATION, reviewer=admin.id)
    assert read_steering(folder)[0].operating_point == 0.5
    undo_trial(database, folder, trial, reviewer=admin.id)
    assert read_steering(folder) == before
    assert _states(database) == {"b-1": LessonState.ACTIVE, "a-1": LessonState.UNDONE}
    assert _plan(database).is_empty
    with pytest.raises(ConflictError):
        undo_trial(database, folder, trial, reviewer=admin.id)


def test_a_verdict_that_is_changed_takes_its_lesson_along(database: Database, folder: Path) -> None:
    """What counts goes on counting until a trial has passed without it; undoing that brings it back."""
    reviewer = somebody(database)
    verdict = settle(database, QUESTION, {"a-1": QuoteLabel.ANSWERS}, reviewer=reviewer)
    apply_trial(database, folder, _tried(database), generation=GENERATION, reviewer=None)
    with database.changing() as connection:
        connection.execute(verdicts.update().where(verdicts.c.id == verdict).values(question="En annan fråga?"))
        connection.exec_driver_sql("DELETE FROM verdict_quotes")
    plan = _plan(database)
    assert (len(plan.leaving), len(plan.before.lessons), plan.after.lessons) == (1, 1, ())
    trial = _tried(database)
    apply_trial(database, folder, trial, generation=GENERATION, reviewer=None)
    assert _states(database) == {"a-1": LessonState.LEFT}
    undo_trial(database, folder, trial, reviewer=None)
    assert _states(database) == {"a-1": LessonState.ACTIVE}


def test_one_lesson_is_undone(database: Database, folder: Path) -> None:
    """The others of its trial go on counting; nobody undoes it twice."""
    reviewer = somebody(database)
    settle(database, QUESTION, {"a-1": QuoteLabel.ANSWERS, "a-2": QuoteLabel.ANSWERS}, reviewer=reviewer)
    apply_trial(database, folder, _tried(database), generation=GENERATION, reviewer=None)
    with database.reading() as connection:
        first, _ = kept_lessons(connection)
    with database.changing() as connection:
        undo_lesson(connection, first.id, reviewer=reviewer.id)
        assert [lesson.quote for lesson in decided(connection).lessons] == ["a-2"]
    with database.changing() as connection, pytest.raises(ConflictError):
        undo_lesson(connection, first.id, reviewer=reviewer.id)


def test_only_an_admin_sets_the_operating_point(database: Database) -> None:
    """It waits for a trial; a value that would answer everything or nothing is refused, and so is an old page's."""
    admin, editor = somebody(database, Role.ADMIN), somebody(database)
    with database.changing() as connection, pytest.raises(NotYoursError):
        set_operating_point(connection, 0.5, reviewer=editor, expected_version=0)
    with database.changing() as connection:
        for value in (0.0, 1.0, True):
            with pytest.raises(SettingError):
                set_operating_point(connection, value, reviewer=admin, expected_version=0)
        set_operating_point(connection, 0.5, reviewer=admin, expected_version=0)
        with pytest.raises(ConflictError):
            set_operating_point(connection, 0.6, reviewer=admin, expected_version=0)
        assert read_setting(connection, OPERATING_POINT).value == 0.5
        assert read_setting(connection, OPERATING_POINT_IN_USE).value is None


def test_one_trial_runs_at_a_time(database: Database) -> None:
    """One whose process is gone is found broken, and stands in nobody's way."""
    with database.changing() as connection:
        first = begin_trial(connection, reviewer=None)
        tell_progress(connection, first, done=3, of=9)
        with pytest.raises(ConflictError):
            begin_trial(connection, reviewer=None)
        running = trial_by_id(connection, first)
        assert running is not None
        assert (running.report["done"], running.report["of"]) == (3, 9)
        silent = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=SILENT_SECONDS + 1)
        connection.execute(sa.update(trials).values(report=json.dumps({"heard": silent.isoformat()})))
        second = begin_trial(connection, reviewer=None)
        break_trial(connection, second, "indexet är borta")
        assert [trial.state for trial in kept_trials(connection)] == [TrialState.BROKEN, TrialState.BROKEN]


def test_everything_that_is_done_is_logged(database: Database, folder: Path) -> None:
    """With who did it, and without a visitor's words."""
    reviewer = somebody(database)
    settle(database, QUESTION, {"a-1": QuoteLabel.ANSWERS}, reviewer=reviewer)
    trial = _tried(database)
    apply_trial(database, folder, trial, generation=GENERATION, reviewer=reviewer.id)
    undo_trial(database, folder, trial, reviewer=reviewer.id)
    with database.reading() as connection:
        told = [*connection.execute(sa.select(audit.c.action, audit.c.subject, audit.c.reviewer).order_by(audit.c.id))]
    ours = [(action, who) for action, _, who in told if action.startswith("trial.")]
    assert ours == [
        ("trial.begin", None),
        ("trial.pass", None),
        ("trial.apply", reviewer.id),
        ("trial.undo", reviewer.id),
    ]
    assert not any(QUESTION in (subject or "") for _, subject, _ in told)


def test_a_passed_trial_may_be_applied_while_nothing_changes(database: Database) -> None:
    """The page offers it only then."""
    settle(database, QUESTION, {"a-1": QuoteLabel.ANSWERS}, reviewer=somebody(database))
    number = _tried(database)
    plan = _plan(database)
    with database.reading() as connection:
        trial = trial_by_id(connection, number)
    assert trial is not None
    assert may_apply(trial, plan, GENERATION)
    assert not may_apply(trial, plan, "g2")
