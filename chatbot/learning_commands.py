"""The command `chatbot learn`: what verdicts teach the chat, tried and put into effect without the desk."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing

from sqlalchemy.engine import Connection

from chatbot.answering import Chatbot
from chatbot.errors import ChatbotError
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.errors import ConflictError
from chatbot.store.steering import publish
from chatbot.store.trials import (
    INDEX_CHANGED,
    Trial,
    TrialState,
    apply_trial,
    begin_trial,
    kept_trials,
    planned,
    trial_by_id,
)
from chatbot.trial_runs import run_trial
from chatbot.verifying import open_index
from chatbot.web.texts.desk_learning import learning_texts
from chatbot.web.texts.languages import Language

_STATES = learning_texts(Language.SWEDISH).trials


def learn(options: argparse.Namespace, settings: Settings) -> int:
    """Write what counts for the chat anew; try what waits, or put into effect what has passed, if asked for.

    Returns:
        1 if a trial did not pass; 0 otherwise.
    """
    with closing(Database(settings.database_url)) as database:
        publish(database, settings.steering_directory)
        if options.apply:
            return _apply(database, settings)
        with database.changing() as connection:
            plan = planned(connection)
        hidden, count = len(plan.before.hidden), len(plan.before.lessons)
        print(f"Dolda citat: {hidden}. Lärdomar som gäller: {count}.")
        print(f"Väntar på prov: {len(plan.pending)} nya, {len(plan.leaving)} som tas bort.")
        if not options.try_changes:
            return 0
        if plan.is_empty:
            print("Det finns inget att pröva.")
            return 0
        return _try(database, settings)


def _try(database: Database, settings: Settings) -> int:
    with Chatbot.open(settings, progress=_say) as chatbot:
        with database.changing() as connection:
            number = _begun(connection)
        run_trial(database, settings, chatbot, number, heard=lambda _done, _of: None)
    with database.reading() as connection:
        trial = trial_by_id(connection, number)
    assert trial is not None  # noqa: S101  it has just been kept
    print("\n".join(_lines(trial)))
    return 0 if trial.state is TrialState.PASSED else 1


def _begun(connection: Connection) -> int:
    try:
        return begin_trial(connection, reviewer=None)
    except ConflictError:
        raise ChatbotError("ett prov pågår redan; vänta tills det är klart") from None


def _apply(database: Database, settings: Settings) -> int:
    with database.reading() as connection:
        newest = next(iter(kept_trials(connection)), None)
    if newest is None:
        raise ChatbotError("inget prov har gjorts; kör: chatbot learn --try")
    with open_index(settings) as generation:
        current = generation.id
    try:
        apply_trial(database, settings.steering_directory, newest.id, generation=current, reviewer=None)
    except ConflictError:
        state = _STATES[newest.state]
        raise ChatbotError(f"prov {newest.id} ({state}) kan inte börja gälla; kör: chatbot learn --try") from None
    print(f"Prov {newest.id}: ändringarna gäller från nästa fråga.")
    return 0


def _lines(trial: Trial) -> list[str]:
    told = [f"Prov {trial.id}: {_STATES[trial.state]}."]
    if reason := trial.report.get("reason"):
        told.append(learning_texts(Language.SWEDISH).index_changed if reason == INDEX_CHANGED else str(reason))
    for each in trial.report.get("sets", ()):
        lost = f", sämre: {', '.join(each['losses'])}" if each["losses"] else ""
        changes = len(each["changes"])
        told.append(f"{each['name']}: {each['questions']} frågor, {changes} svar blir andra{lost}")
    if trial.report.get("blamed"):
        told.append(f"Ställda åt sidan: lärdom {', '.join(map(str, trial.report['blamed']))}")
    return told


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
