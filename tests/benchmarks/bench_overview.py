"""How long the overview and an export take with 200,000 stored questions: python -m tests.benchmarks.bench_overview.

Prints seconds of the second look, when modules are there and the database is in memory; nothing is asserted.
"""

from __future__ import annotations

import datetime
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from chatbot.covering import LOOKED_AT, read_vectors
from chatbot.exports import Form, Source, pieces
from chatbot.overview import Period, precision, questions
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.schema import answers, question_vectors, reviewers, verdict_quotes, verdicts
from chatbot.unanswered import Groups, read_unanswered
from index.clusters import nearest

QUESTIONS = 200_000
VERDICTS = 5_000
DIMENSION = 384
_AT_ONCE = 5_000
_TOPICS, _QUESTIONS_OF_TOPIC = 14, 10


def fill(database: Database, count: int) -> None:
    """Keep questions of two years, each with a vector near one of 500 themes, and some verdicts."""
    drawn, random_ = np.random.default_rng(0), random.Random(0)  # noqa: S311 - nothing secret
    themes = drawn.normal(size=(500, DIMENSION))
    now = datetime.datetime.now(datetime.UTC)
    with database.changing() as connection:
        connection.execute(reviewers.insert(), {"id": 1, "login": "bench", "role": "reviewer", "added": now})
        for start in range(0, count, _AT_ONCE):
            numbers = range(start, min(start + _AT_ONCE, count))
            near = themes[drawn.integers(0, len(themes), len(numbers))]
            vectors = near + 0.5 * drawn.normal(size=near.shape)
            packed = np.rint(127 * vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.int8)
            connection.execute(answers.insert(), [_question(number, now, random_) for number in numbers])
            rows = [
                {"answer": f"a{n}", "model": "m", "vector": v.tobytes()} for n, v in zip(numbers, packed, strict=True)
            ]
            connection.execute(question_vectors.insert(), rows)
        for number in range(min(VERDICTS, count)):
            connection.execute(verdicts.insert(), _verdict(number, now))
            connection.execute(
                verdict_quotes.insert(), {"verdict": number + 1, "quote": "q", "position": 0, "label": "answers"}
            )


def _question(number: int, now: datetime.datetime, random_: random.Random) -> dict[str, object]:
    return {
        "id": f"a{number}",
        "asked": now - datetime.timedelta(seconds=random_.random() * 730 * 86_400),
        "channel": "page",
        "conversation": f"c{number // 3}",
        "question": f"Hur är det att arbeta med fråga nummer {number} i socialtjänsten?",
        "scrubbed": False,
        "language": "sv",
        "interpreted_question": f"Hur är det att arbeta med fråga nummer {number} i socialtjänsten?",
        "compared": False,
        "status": random_.choice(("answered", "answered", "answered", "no_answer", "no_voice")),
        "generation": "g",
        "disliked": random_.random() < 0.05,
        "state": "done",
    }


def _verdict(number: int, now: datetime.datetime) -> dict[str, object]:
    return {
        "id": number + 1,
        "answer": f"a{number}",
        "reviewer": 1,
        "version": 1,
        "question": "Hur?",
        "language": "sv",
        "status": "answered",
        "compared": False,
        "kind": "right",
        "generation": "g",
        "judged": now,
    }


class _Chat:
    """Answers nothing, at once: what asking takes is the chat's own benchmark."""

    model = "m"
    state = "g"

    def answers(self, question: str, *, municipality: str | None, speaker: str | None) -> bool:
        """Tell that it is not answered."""
        return False


def measured(name: str, run: Callable[[], object]) -> None:
    """Run twice, and print how long the second run took."""
    run()
    begun = time.perf_counter()
    run()
    print(f"{name:<52} {time.perf_counter() - begun:7.3f} s", flush=True)


def main() -> None:
    """Measure on a database of its own, which is deleted afterwards."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS
    with tempfile.TemporaryDirectory() as directory:
        database = Database(f"sqlite:///{Path(directory) / 'bench.sqlite'}")
        fill(database, count)
        today = datetime.datetime.now(datetime.UTC).date()
        drawn = np.random.default_rng(1).integers(-40, 40, (_TOPICS, _QUESTIONS_OF_TOPIC, DIMENSION)).astype(np.int8)
        topics = [[vector.tobytes() for vector in topic] for topic in drawn]
        groups = Groups(_Chat())
        with database.reading() as connection:
            for period in Period:
                measured(f"questions, {period}", lambda period=period: questions(connection, period, today))  # type: ignore[misc]
            measured(f"precision, {min(VERDICTS, count)} verdicts", lambda: precision(connection, None))
            measured("newest unanswered questions, all", lambda: read_unanswered(connection, "m", None))
            while groups.of(connection, None) is None:
                time.sleep(0.1)
            measured("groups of unanswered questions, remembered", lambda: groups.of(connection, None))
            measured(
                f"topics of the newest {LOOKED_AT} questions",
                lambda: nearest(read_vectors(connection, "m", None), topics),
            )
        source = Source(database, Settings())
        for form in Form:
            measured(f"export questions, {form}", lambda form=form: _drained(source, form))  # type: ignore[misc]
        database.close()


def _drained(source: Source, form: Form) -> int:
    return sum(map(len, pieces("questions", form, source)))


if __name__ == "__main__":
    main()
