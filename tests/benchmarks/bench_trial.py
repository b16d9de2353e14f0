"""How long a trial takes, and what it does to visitors' answer times: python -m tests.benchmarks.bench_trial.

Asks the project's labelled questions of the index that the settings name, as a trial beside the server does. Visitors'
questions are timed in turns, some while the trial is held and some while it goes on: on a machine that does other
things, too, the ratio is what counts. Prints; nothing is asserted.
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

TURN = 10
"""Visitors' questions in a row, before the trial is held or goes on again."""
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
        print(f"{sum(len(each.questions) for each in sets)} labelled questions, each asked twice", flush=True)
        visit = _visitor(chatbot, sets)
        for name in ("first trial", "second trial"):
            _measure(name, chatbot, sets, visit)
        database.close()


def _measure(name: str, chatbot: Chatbot, sets: list[QuestionSet], visit: Callable[[], object]) -> None:
    goes_on = threading.Event()
    trial = _started(chatbot, sets, goes_on)
    seconds: dict[bool, list[float]] = {False: [], True: []}
    took = 0.0
    while trial.is_alive():
        for is_running in (False, True):
            (goes_on.set if is_running else goes_on.clear)()
            begun = time.perf_counter()
            seconds[is_running] += [_timed(visit) for _ in range(TURN)]
            took += time.perf_counter() - begun if is_running else 0.0
    goes_on.set()
    for quantile, place in (("median", 9), ("95 %", 18)):
        alone, beside = (statistics.quantiles(seconds[is_running], n=20)[place] for is_running in (False, True))
        print(f"{name}, {quantile}: {alone:.3f} s alone, {beside:.3f} s beside it ({beside / alone:.1f} x)")
    print(f"{name}: {took:.0f} s while it went on, visitors beside it", flush=True)


def _visitor(chatbot: Chatbot, sets: list[QuestionSet]) -> Callable[[], object]:
    questions = cycle([labelled.question for each in sets for labelled in each.questions[::5]])
    return lambda: chatbot.ask(next(questions))


def _started(chatbot: Chatbot, sets: list[QuestionSet], goes_on: threading.Event) -> threading.Thread:
    rest = resting()

    def hear(_done: int, _of: int) -> None:
        rest()
        goes_on.wait()

    def run() -> None:
        step_aside()
        with Trial(chatbot, PLAN, hear) as trial:
            trial.run(sets, margin=1.0)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def _timed(visit: Callable[[], object]) -> float:
    """Return the seconds of a visitor's answer."""
    time.sleep(BETWEEN)
    begun = time.perf_counter()
    visit()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
