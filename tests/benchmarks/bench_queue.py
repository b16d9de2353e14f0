"""How long the recruiters' queue takes with many stored questions, on both databases, as HTTP requests.

Run by `make bench`, or `python -m tests.benchmarks.bench_queue [QUESTIONS]`.

A page of the queue or of an answer may take 200 ms. The questions are the labelled ones with numbers behind them; the
articles are the tests' two, so that what is measured is the queue.
"""

from __future__ import annotations

import datetime
import json
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from chatbot.answering import Chatbot
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.reviewers import Role
from chatbot.store.schema import answers, question_vectors, shown_quotes
from chatbot.web.desk.desk import Desk
from corpus.files import find_articles, read_article
from corpus.reading import read
from index.building import build
from index.encoding import to_unit_length
from index.manifest import Source
from index.question_index import pack
from tests.chatbot.conftest import BY_MEANING, FLEN, HJO
from tests.chatbot.web.desk.conftest import Client, desk_app, new_reviewer
from tests.index.fakes import FakeEncoder

QUESTIONS = 200_000
LIMIT_MS = 200
DIMENSION = 384
_AT_ONCE = 2_000
_TIMES = 5
_ROOT = Path(__file__).resolve().parents[2]
_PLACES = ("Flen", "Hjo", "Västerås", "Umeå", *[None] * 6)
_STATES = ("new",) * 17 + ("second", "adjudicate", "done")
_NOW = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)


def labelled() -> list[str]:
    """Return the labelled questions."""
    lines = (_ROOT / "tests/gold/questions.tune.jsonl").read_text(encoding="utf-8").splitlines()
    return [str(json.loads(line)["question"]) for line in lines]


def rows(count: int, quotes: list[str]) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Yield answers with the quotes that they showed, some at a time."""
    chance, asked = random.Random(1), labelled()  # noqa: S311 - the same questions in every run
    for start in range(0, count, _AT_ONCE):
        some = [_answer(chance, number, asked) for number in range(start, min(count, start + _AT_ONCE))]
        shown = [
            {"answer": row["id"], "position": place, "quote": quote, "article": "flen", "score": row["score"]}
            for row in some
            if row["score"] is not None
            for place, quote in enumerate(chance.sample(quotes, 3))
        ]
        yield some, shown


def _answer(chance: random.Random, number: int, asked: list[str]) -> dict[str, Any]:
    is_answered = chance.random() < 0.7
    question = chance.choice(asked)
    return {
        "id": f"{chance.getrandbits(96):024x}",
        "asked": _NOW - datetime.timedelta(seconds=37 * number),
        "channel": chance.choice(["page", "page", "page", "widget"]),
        "conversation": f"{chance.getrandbits(256):064x}",
        "question": f"{question} {number}",
        "scrubbed": False,
        "language": chance.choice(["sv"] * 9 + ["en"]),
        "interpreted_question": question,
        "interpreted_municipality": chance.choice(_PLACES),
        "compared": False,
        "status": "answered" if is_answered else chance.choice(["no_answer", "no_voice"]),
        "generation": "g1",
        "score": chance.uniform(0.33, 1.0) if is_answered else None,
        "disliked": chance.random() < 0.03,
        "state": chance.choice(_STATES),
    }


def fill(desk: Desk, count: int) -> None:
    """Store questions with their quotes and vectors."""
    quotes = [record.id for _, _, record in desk.chatbot.search("Vi fikar på stort allvar i gruppen")]
    chance = np.random.default_rng(1)
    for some, shown in rows(count, quotes):
        vectors = pack(to_unit_length(chance.normal(size=(len(some), DIMENSION)).astype(np.float32)))
        model = desk.chatbot.model
        made = [{"answer": row["id"], "model": model, "vector": one} for row, one in zip(some, vectors, strict=True)]
        with desk.database.changing() as connection:
            connection.execute(answers.insert(), some)
            connection.execute(shown_quotes.insert(), shown)
            connection.execute(question_vectors.insert(), made)
    if desk.database.file is None:  # as PostgreSQL does by itself after a while
        desk.database.run_alone("VACUUM ANALYZE")


def addresses(desk: Desk) -> dict[str, str]:
    """Return what is asked for: every part of the queue, each filter and order, deep pages, and answers."""
    tabs = ("new", "disliked", "unsure", "unanswered", "second", "disagreed", "done")
    found = {f"tab {tab}": f"/granska?tab={tab}" for tab in tabs}
    found |= {f"order {order}": f"/granska?order={order}" for order in ("oldest", "lowest")}
    filters = {
        "a common word": "q=jobba",
        "a number": "q=199999",
        "a word that nobody wrote": "q=zebra",
        "a word with å, nowhere": "q=ångbåt",
        "municipality": "municipality=Hjo",
        "municipality of nobody": "municipality=Arjeplog",
        "language of nobody, by score": "language=fi&order=lowest",
        "channel of nobody": "channel=mcp",
        "status": "status=no_voice",
        "a period": "since=2026-09-01&until=2026-09-02",
        "all of it": "q=jobba&municipality=Hjo&language=en&channel=widget&status=answered&order=lowest",
    }
    found |= {name: f"/granska?{query}" for name, query in filters.items()}
    with desk.database.reading() as connection:
        newest_first = answers.select().where(answers.c.state == "new").order_by(answers.c.asked.desc())
        deep = connection.execute(newest_first.offset(100_000).limit(1)).one_or_none()
        shown = connection.execute(newest_first.where(answers.c.status == "answered").limit(1)).one()
        refused = connection.execute(newest_first.where(answers.c.status == "no_answer").limit(1)).one()
    if deep is not None:
        found |= {f"deep, {order}": f"/granska?order={order}&after={deep.id}" for order in ("newest", "lowest")}
    found |= {"an answer": f"/granska/svar/{shown.id}", "a refusal": f"/granska/svar/{refused.id}"}
    found["skip"] = f"/granska/svar/{shown.id}/nasta"
    return found


def measure(client: Client, address: str) -> float:
    """Return the shortest of some times in milliseconds: whatever else the machine does only adds to it."""
    times = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        assert client.get(address, follow_redirects=False).status_code in (200, 303)
        times.append(1000 * (time.perf_counter() - begun))
    return min(times)


def _chatbot(directory: Path) -> Chatbot:
    articles = directory / "articles"
    articles.mkdir()
    for name, text in (("flen.md", FLEN), ("hjo.md", HJO)):
        (articles / name).write_text(text, encoding="utf-8")
    paths = find_articles(articles)
    encoder = FakeEncoder(DIMENSION)
    sources = {path.stem: Source(path.name, path.name) for path in paths}
    build([read(read_article(path)) for path in paths], sources, encoder, directory / "index", reader="1")
    return Chatbot(encoder, corpus=articles, index=directory / "index", calibration=BY_MEANING)


def _urls(directory: Path, stack: ExitStack) -> dict[str, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without XDG_RUNTIME_DIR it takes a directory in /tmp
        from pgserver.postgres_server import get_server  # noqa: PLC0415
    server = stack.enter_context(get_server(tempfile.mkdtemp(prefix="pg-"), cleanup_mode="delete"))
    return {"SQLite": f"sqlite:///{directory / 'chatbot.sqlite'}", "PostgreSQL": str(server.get_uri())}


def main(count: int) -> int:
    """Print a table of times; return 1 if a page takes too long."""
    measured: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        directory = Path(temporary)
        chatbot = stack.enter_context(_chatbot(directory))
        for name, url in _urls(directory, stack).items():
            desk = Desk(Database(url), chatbot, Settings(corpus=directory / "articles", data=directory, database=url))
            desk.database.prepare()
            fill(desk, count)
            begun = time.perf_counter()
            while desk.similar.follow():
                pass
            print(f"{name}: vectors read in {time.perf_counter() - begun:.1f} s")
            client = Client(desk_app(desk), desk, new_reviewer(desk, Role.REVIEWER))
            for what, address in addresses(desk).items():
                measured.setdefault(what, {})[name] = measure(client, address)
            desk.database.close()
    names = list(next(iter(measured.values())))
    print(f"\nms with {count} questions | " + " | ".join(names) + "\n---|" + "---|" * len(names))
    for what, times in measured.items():
        print(f"{what} | " + " | ".join(f"{times[name]:.0f}" for name in names))
    slowest = max(max(times.values()) for times in measured.values())
    print(f"\nslowest: {slowest:.0f} ms; allowed: {LIMIT_MS} ms")
    return int(slowest > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS))
