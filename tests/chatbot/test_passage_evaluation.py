"""Retrieval sets in BEIR's form go through the index and the ranking that serve visitors."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.errors import QuestionFileError
from chatbot.passage_evaluation import PassageSet, evaluate_passages, open_passages, read_passages, weigh
from tests.chatbot.conftest import BY_MEANING
from tests.index.fakes import FakeEncoder

DOCUMENTS = {
    "c1-0": "Färjan till ön går varje timme.",
    "c1-1": "Biblioteket lånar ut sagor.\nDet stänger klockan sju.",
    "c2-0": "Katten sover på en varm soffa. Ingen väcker den.",
    "c2-1": "Hunden äter ett gammalt ben.",
}
QUERIES = {"q1": "När går färjan till ön?", "q2": "Var sover katten?", "q3": "När stänger biblioteket i Flen?"}
ANSWERS = {"q1": "c1-0", "q2": "c2-0", "q3": "c1-1"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a small set in BEIR's form; the first document has its head apart, and one query is not judged."""
    directory = tmp_path / "small-set"
    (directory / "qrels").mkdir(parents=True)
    rows = [{"_id": key, "title": "", "text": text} for key, text in DOCUMENTS.items()]
    rows[1] |= {"title": "Biblioteket lånar ut sagor.", "text": "Det stänger klockan sju."}
    _write(directory / "corpus.jsonl", [*rows, {"_id": "c2-2", "text": ""}])
    queries = [{"_id": key, "text": text} for key, text in {**QUERIES, "q4": "Ingen vet."}.items()]
    _write(directory / "queries.jsonl", queries)
    judged = [f"{query}\t{document}\t1" for query, document in ANSWERS.items()]
    lines = ["query-id\tcorpus-id\tscore", *judged, "q1\tc2-1\t0"]
    (directory / "qrels" / "test.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return directory


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def passages(folder: Path) -> PassageSet:
    """Return the set as it is read."""
    return read_passages(folder)


@pytest.fixture
def searched(passages: PassageSet, tmp_path: Path) -> Iterator[Chatbot]:
    """Return a chatbot over the set's documents."""
    with open_passages(passages, FakeEncoder(256), tmp_path / "index", calibration=BY_MEANING) as chatbot:
        yield chatbot


def test_a_set_is_read_whole(passages: PassageSet) -> None:
    """Head and text are one document; what is empty or not judged is left out."""
    assert passages.name == "small-set"
    assert passages.documents == DOCUMENTS
    assert passages.queries == QUERIES
    assert passages.relevant == {query: {document: 1} for query, document in ANSWERS.items()}


def test_what_is_served_and_every_leg_are_measured(searched: Chatbot, passages: PassageSet) -> None:
    """All three queries find their document first; a place in a query is a word like others."""
    report = evaluate_passages(searched, passages)
    measures = json.loads(json.dumps(report.to_dict()))
    assert (measures["set"], measures["documents"], measures["queries"]) == ("small-set", 4, 3)
    served = measures["served"]
    assert [served[name] for name in ("hit@1", "mrr@10", "ndcg@10", "recall@10")] == [1.0, 1.0, 1.0, 1.0]
    assert served["in_category_accuracy"] == 1.0
    assert set(measures["legs"]) >= {"dense", "sentence", "late interaction", "words"}
    assert measures["legs"]["words"].keys() == served.keys()
    assert report.table().splitlines()[-1].startswith("served")


def test_a_wrong_first_document_costs_what_it_should(searched: Chatbot, passages: PassageSet) -> None:
    """Second place is half a reciprocal rank; among the answers of another category nothing is right."""
    first, second = (one.document for one in weigh(searched, passages, "q1")[:2])
    assert first == "c1-0"
    other = PassageSet(passages.name, passages.documents, {"q1": QUERIES["q1"]}, {"q1": {second: 2}})
    served = evaluate_passages(searched, other).measures("served")
    assert (served["hit@1"], served["mrr@10"], served["recall@10"]) == (0.0, 0.5, 1.0)
    assert served["ndcg@10"] == pytest.approx(1 / math.log2(3))
    assert served["hit@1_interval"][0] == 0.0


def test_a_category_holds_its_own_answers_only(searched: Chatbot, passages: PassageSet) -> None:
    """Ids of the form c1-0 tell them; other ids tell none."""
    own = passages.category("q1")
    assert own == frozenset({"c1-0", "c1-1"})
    assert {one.document for one in weigh(searched, passages, "q1", own)} == own
    plain = PassageSet("plain", {"a": "En text."}, {"q": "En?"}, {"q": {"a": 1}})
    assert plain.category("q") is None


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("corpus.jsonl", '{"_id": "c1-0"}\n', r"corpus.jsonl:1: formen är"),
        ("queries.jsonl", "ingen json\n", r"queries.jsonl:1: formen är"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1 c1-0 1\n", r"test.tsv:2: formen är"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\tc9-9\t1\n", r"ingen fråga"),
    ],
    ids=["document without text", "query that is no JSON", "judgement without tabs", "no judged document"],
)
def test_a_malformed_set_is_refused_with_file_and_line(folder: Path, name: str, content: str, message: str) -> None:
    """Nothing is measured on half a set."""
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(QuestionFileError, match=message):
        read_passages(folder)


def test_a_folder_that_is_no_set_is_refused(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(QuestionFileError, match=r"corpus.jsonl: går inte att läsa"):
        read_passages(tmp_path)
