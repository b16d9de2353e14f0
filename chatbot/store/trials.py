"""Trials: all labelled questions run against the chat as people's changes would make it, and what came of them."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from chatbot.steering import Lesson, Steering
from chatbot.store.auditing import note
from chatbot.store.database import Database
from chatbot.store.desk_settings import StoredSetting, read_setting, save_setting
from chatbot.store.errors import ConflictError, NotYoursError
from chatbot.store.learning import (
    COUNTING,
    WANTED,
    KeptLesson,
    LessonState,
    gather_lessons,
    kept_lessons,
    set_states,
)
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import audit, trials
from chatbot.store.steering import OPERATING_POINT, OPERATING_POINT_IN_USE, decided, publish

SILENT_SECONDS = 120
"""A trial of which nothing was heard for so long has ended without an end: its process is gone."""
_BEGIN = "trial.begin"
_WITHDRAWN = "en person drogs tillbaka medan frågorna ställdes, så ingenting av dem har sparats; prova igen"


INDEX_CHANGED = "index_changed"
"""Why a trial was broken off, where articles changed while it ran; the pages have words for it."""


class TrialState(StrEnum):
    """How far a trial has come; applied and undone follow passed."""

    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    BROKEN = "broken"
    APPLIED = "applied"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial.

    Attributes:
        report: of chatbot.trying; while it runs, how far it has come.
    """

    id: int
    state: TrialState
    reviewer: int | None
    started: datetime.datetime
    finished: datetime.datetime | None
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a trial compares: the chat as it is, and as it would be.

    Attributes:
        pending: the lessons that would be new, by number.
        leaving: numbers of those that would go.
    """

    before: Steering
    after: Steering
    pending: Mapping[int, Lesson]
    leaving: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        is_same_point = self.before.operating_point == self.after.operating_point
        return not self.pending and not self.leaving and is_same_point

    def name(self, generation: str) -> str:
        """Return the same name for the same change of the same chat; what is hidden does not count, it is at once."""
        steering = (replace(each, hidden=frozenset()).digest for each in (self.before, self.after))
        return hashlib.sha256("/".join((generation, *steering)).encode()).hexdigest()


def planned(connection: Connection) -> Plan:
    """Return what would change, after the lessons are brought up to what the verdicts say."""
    gather_lessons(connection)
    before = decided(connection)
    wanted = kept_lessons(connection, WANTED)
    after = replace(
        before,
        lessons=tuple(each.lesson for each in wanted),
        operating_point=read_setting(connection, OPERATING_POINT).value,
    )
    pending = {each.id: each.lesson for each in wanted if each.state is LessonState.PENDING}
    leaving = tuple(each.id for each in kept_lessons(connection, [LessonState.LEAVING]))
    return Plan(before, after, pending, leaving)


def set_operating_point(
    connection: Connection, value: float | None, *, reviewer: Reviewer, expected_version: int | None
) -> StoredSetting[float | None]:
    """Say from which probability on questions are to be answered; it counts when a trial has passed with it.

    Args:
        connection: of a transaction.
        value: a probability within chatbot.store.steering.POINTS; None for the program's own.
        reviewer: an admin.
        expected_version: that the admin saw; None, which conflicts, where that is not known.

    Raises:
        NotYoursError: the reviewer is no admin.
        SettingError: the value cannot be used.
        ConflictError: somebody else has set it meanwhile; the error has what it is now.
    """
    if not reviewer.role.may(Role.ADMIN):
        raise NotYoursError("bara den som har rollen admin ställer in tröskeln för svar")
    return save_setting(connection, OPERATING_POINT, value, reviewer=reviewer, expected_version=expected_version)


def begin_trial(connection: Connection, *, reviewer: int | None) -> int:
    """Note that a trial runs; return its number.

    Raises:
        ConflictError: one runs already; the error has it.
    """
    running = next((trial for trial in kept_trials(connection) if trial.state is TrialState.RUNNING), None)
    if running is not None:
        raise ConflictError(running)
    report = json.dumps({"heard": _now().isoformat()})
    values = {"reviewer": reviewer, "state": TrialState.RUNNING, "started": _now(), "report": report}
    number = int(connection.execute(trials.insert().returning(trials.c.id), values).scalar_one())
    note(connection, reviewer, _BEGIN, subject=str(number))
    return number


def tell_progress(connection: Connection, trial: int, *, done: int, of: int) -> None:
    """Note how many questions have been asked, and that the trial still runs."""
    report = json.dumps({"heard": _now().isoformat(), "done": done, "of": of})
    running = (trials.c.id == trial) & (trials.c.state == TrialState.RUNNING)
    connection.execute(trials.update().where(running).values(report=report))


def end_trial(connection: Connection, trial: int, report: Mapping[str, Any]) -> None:
    """Keep what a trial showed; the lessons that it blames are set aside.

    Nothing is kept of one during which a person was withdrawn: questions of any set may name the person.
    """
    if _withdrawn_during(connection, trial):
        break_trial(connection, trial, _WITHDRAWN)
        return
    state = TrialState.PASSED if report["passed"] else TrialState.FAILED
    text = json.dumps(report, ensure_ascii=False)
    connection.execute(trials.update().where(trials.c.id == trial).values(state=state, finished=_now(), report=text))
    set_states(connection, {LessonState.REFUSED: report["blamed"]}, trial=trial, reviewer=None)
    note(connection, None, f"trial.{'pass' if report['passed'] else 'fail'}", subject=str(trial))


def _withdrawn_during(connection: Connection, trial: int) -> bool:
    begun = sa.select(sa.func.max(audit.c.id)).where(audit.c.action == _BEGIN, audit.c.subject == str(trial))
    later = sa.select(audit.c.id).where(audit.c.action == "person.withdraw", audit.c.id > begun.scalar_subquery())
    return connection.execute(later.limit(1)).first() is not None


def break_trial(connection: Connection, trial: int, reason: str) -> None:
    """Keep that a trial could not be carried out, and why."""
    text = json.dumps({"reason": reason}, ensure_ascii=False)
    values = {"state": TrialState.BROKEN, "finished": _now(), "report": text}
    connection.execute(trials.update().where(trials.c.id == trial).values(values))


def kept_trials(connection: Connection) -> list[Trial]:
    """Return all trials, the newest first; one whose process is gone is broken."""
    return [_trial(row) for row in connection.execute(sa.select(trials).order_by(trials.c.id.desc()))]


def trial_by_id(connection: Connection, trial: int) -> Trial | None:
    """Return a trial; None if there is none of that number."""
    row = connection.execute(sa.select(trials).where(trials.c.id == trial)).one_or_none()
    return None if row is None else _trial(row)


def may_apply(trial: Trial, plan: Plan, generation: str) -> bool:
    """Tell whether a trial has passed, and nothing has changed since."""
    return trial.state is TrialState.PASSED and trial.report["name"] == plan.name(generation)


def apply_trial(database: Database, directory: Path, trial: int, *, generation: str, reviewer: int | None) -> None:
    """Let what passed a trial count from the next question on.

    Args:
        database: where people's decisions are.
        directory: that the chat reads them from.
        trial: its number.
        generation: of the index that answers.
        reviewer: number of who lets it count; None for the command line.

    Raises:
        ConflictError: the trial has not passed, or something has changed since; the error has it as it is.
        StoreError: the database cannot be written to; nothing has changed.
        OSError: the chat's file cannot be written; it will be when the chat is started anew.
    """
    with database.changing() as connection:
        plan = planned(connection)
        found = trial_by_id(connection, trial)
        if found is None or not may_apply(found, plan, generation):
            raise ConflictError(found)
        changes = {LessonState.ACTIVE: [*plan.pending], LessonState.LEFT: [*plan.leaving]}
        set_states(connection, changes, trial=trial, reviewer=reviewer)
        _use_point(connection, plan.after.operating_point)
        _set_state(connection, trial, TrialState.APPLIED)
        note(connection, reviewer, "trial.apply", subject=str(trial))
    publish(database, directory)


def undo_trial(database: Database, directory: Path, trial: int, *, reviewer: int | None) -> None:
    """Take back at once what a trial let count: its lessons, those it took out, and the operating point.

    What other trials let count since stays.

    Raises:
        ConflictError: it does not count; the error has the trial as it is.
        StoreError: the database cannot be written to; nothing has changed.
        OSError: the chat's file cannot be written; it will be when the chat is started anew.
    """
    with database.changing() as connection:
        found = trial_by_id(connection, trial)
        if found is None or found.state is not TrialState.APPLIED:
            raise ConflictError(found)
        kept = [each for each in kept_lessons(connection) if each.trial == trial]
        changes = {
            LessonState.UNDONE: _numbers(kept, COUNTING),
            LessonState.ACTIVE: _numbers(kept, [LessonState.LEFT]),
        }
        set_states(connection, changes, trial=trial, reviewer=reviewer)
        before, after = (found.report["operating_point"][when] for when in ("before", "after"))
        if before != after and read_setting(connection, OPERATING_POINT_IN_USE).value == after:
            _use_point(connection, before)
            wanted = read_setting(connection, OPERATING_POINT)
            if wanted.value == after:  # or the next trial would bring it back
                save_setting(connection, OPERATING_POINT, before, reviewer=None, expected_version=wanted.version)
        _set_state(connection, trial, TrialState.UNDONE)
        note(connection, reviewer, "trial.undo", subject=str(trial))
    publish(database, directory)


def _use_point(connection: Connection, value: float | None) -> None:
    version = read_setting(connection, OPERATING_POINT_IN_USE).version
    save_setting(connection, OPERATING_POINT_IN_USE, value, reviewer=None, expected_version=version)


def _numbers(kept: list[KeptLesson], states: list[LessonState] | tuple[LessonState, ...]) -> list[int]:
    return [each.id for each in kept if each.state in states]


def _set_state(connection: Connection, trial: int, state: TrialState) -> None:
    connection.execute(trials.update().where(trials.c.id == trial).values(state=state))


def _trial(row: Row[Any]) -> Trial:
    report = json.loads(row.report or "{}")
    state = TrialState(row.state)
    if state is TrialState.RUNNING:
        heard = datetime.datetime.fromisoformat(report["heard"])
        if _now() - heard > datetime.timedelta(seconds=SILENT_SECONDS):
            state = TrialState.BROKEN
    return Trial(row.id, state, row.reviewer, row.started, row.finished, report)


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
