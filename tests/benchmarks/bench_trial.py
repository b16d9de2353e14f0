"""How long a trial takes, and what it does to visitors' answer times: python -m tests.benchmarks.bench_trial.

Asks the project's labelled questions of the index that the settings name, as a trial beside the server does. Visitors'
questions are timed alone, during the trial, and alone again, in one run: on a machine that does other things, too, the
ratio is what counts. Prints; nothing is asserted.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from chatbot.answering import Chatbot
from chatbot.aside import resting, step_aside
from chatbot.settings import Settings
from chatbot.steering import Steering
from chatbot.store.database import Database
from chatbot.store.trials import Plan
from chatbot.trying import QuestionSet, Trial, question_sets

VISITS = 60
BETWEEN = 0.1
"""Seconds from an answer to the next visitor's question."""
PLAN = Plan(Steering(), Steering(operating_point=0.6), {}, ())


def main() -> None:
    """Measure two trials in a row: the second knows what the first has asked."""
    settings = Settings.from_environment()
    with tempfile.TemporaryDirectory() as directory, Chatbot.open(settings) as chatbot:
        database = Database(f"sqlite:///{Path(directory) / 'bench.sqlite'}")
        with chatbot.lend_generation() as generation:
            sets = question_sets(generation, settings.corpus, database)
        print(f"{sum(len(each.questions) for each in sets)} labelled questions, each asked twice")
        visit = _visitor(chatbot, sets)
        before = _timed(visit, lambda count: count < VISITS)
        for name in ("first trial", "second trial"):
            trial = _started(chatbot, sets)
            during = _timed(visit, lambda _count, trial=trial: trial.is_alive())  # type: ignore[misc]
            _tell(name, during, before)
        _tell("alone again", _timed(visit, lambda count: count < VISITS), before)
        database.close()


def _visitor(chatbot: Chatbot, sets: list[QuestionSet]) -> Callable[[], object]:
    questions = cycle([labelled.question for each in sets for labelled in each.questions[::5]])
    return lambda: chatbot.ask(next(questions))


def _started(chatbot: Chatbot, sets: list[QuestionSet]) -> threading.Thread:
    rest = resting()

    def run() -> None:
        step_aside()
        with Trial(chatbot, PLAN, lambda _done, _of: rest()) as trial:
            trial.run(sets, margin=1.0)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def _timed(visit: Callable[[], object], goes_on: Callable[[int], bool]) -> list[float]:
    """Return the seconds of each visitor's answer."""
    seconds: list[float] = []
    while goes_on(len(seconds)):
        begun = time.perf_counter()
        visit()
        seconds.append(time.perf_counter() - begun)
        time.sleep(BETWEEN)
    return seconds


def _tell(name: str, seconds: list[float], alone: list[float]) -> None:
    if not seconds:
        print(f"{name}: over before a visitor asked")
        return
    middle, slow = statistics.median(seconds), statistics.quantiles([*seconds, seconds[-1]], n=20)[-1]
    ratio = middle / statistics.median(alone)
    took = sum(seconds) + BETWEEN * len(seconds)
    print(f"{name}: {took:.0f} s, {len(seconds)} answers, median {middle:.3f} s ({ratio:.1f} x), 95 % {slow:.3f} s")


if __name__ == "__main__":
    main()
