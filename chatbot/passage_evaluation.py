"""Measures of what is served, and of each leg alone, on a public retrieval set in BEIR's form.

A document becomes a quote of nobody, so that it goes through the same index, features and weights as what people
said. Only understanding is left out: a query is searched for as it stands, whatever place or person it names.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatbot.answering import Chatbot
from chatbot.confidence import Calibration
from chatbot.errors import QuestionFileError
from chatbot.ranking import Features
from chatbot.reading_evaluation import wilson
from corpus.records import Article, Attribution, Method, Quote, Reading, Segment, SegmentKind, Span
from index.building import build
from index.encoding import Encoder
from index.manifest import Source
from index.storage import Progress

DEPTH = 10
SERVED = "served"
LEGS: Mapping[str, Callable[[Features], float]] = {
    "dense": lambda features: features.chunk,
    "sentence": lambda features: features.unit,
    "late interaction": lambda features: features.late,
    "context": lambda features: features.context,
    "late": lambda features: features.late,
    "known": lambda features: features.known,
    "words": lambda features: features.covered,
}
"""Name of a leg -> what it alone would order by."""
_CATEGORY = re.compile(r"c\d+(?=-\d+$)")
_NOBODY = Attribution(speakers=(), method=Method.UNATTRIBUTED, confidence=1.0)


@dataclass(frozen=True, slots=True)
class PassageSet:
    """A retrieval set: texts by id, and for each query the grades of the documents that answer it."""

    name: str
    documents: Mapping[str, str]
    queries: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]

    def category(self, query: str) -> frozenset[str] | None:
        """Return the documents of the query's own category; None where ids tell none.

        SweFAQ calls the third answer of category 12 "c12-3", and its official measure compares a
        category's answers only.
        """
        if not all(map(_CATEGORY.match, self.documents)):
            return None
        own = {document.rpartition("-")[0] for document in self.relevant[query]}
        return frozenset(document for document in self.documents if document.rpartition("-")[0] in own)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A document that was weighed for a query.

    Attributes:
        score: probability that it answers.
        features: what the probability is computed from.
        grade: that it is labelled with; 0 where it does not answer.
        document: its id.
    """

    score: float
    features: Features
    grade: int
    document: str


@dataclass(frozen=True, slots=True)
class Ranks:
    """How one order of the documents did on one query; every measure in [0, 1]."""

    hit: float
    reciprocal: float
    ndcg: float
    recall: float


@dataclass(frozen=True, slots=True)
class PassageReport:
    """What a set shows of each leg and of what is served.

    Attributes:
        ranks: name of a leg, or SERVED -> one entry a query.
        in_category: the same names -> whether the first of the query's category is right; empty
            where the set has no categories.
    """

    passages: PassageSet
    ranks: Mapping[str, Sequence[Ranks]]
    in_category: Mapping[str, Sequence[bool]]

    def measures(self, name: str) -> dict[str, Any]:
        """Return the measures of a leg or of what is served, ready for JSON; hit@1 with its 95 % interval."""
        ranks = self.ranks[name]
        hits = sum(one.hit for one in ranks)
        measures: dict[str, Any] = {
            "hit@1": hits / len(ranks),
            "hit@1_interval": wilson(round(hits), len(ranks)),
            f"mrr@{DEPTH}": math.fsum(one.reciprocal for one in ranks) / len(ranks),
            f"ndcg@{DEPTH}": math.fsum(one.ndcg for one in ranks) / len(ranks),
            f"recall@{DEPTH}": math.fsum(one.recall for one in ranks) / len(ranks),
        }
        if self.in_category:
            right = self.in_category[name]
            measures["in_category_accuracy"] = sum(right) / len(right)
            measures["in_category_interval"] = wilson(sum(right), len(right))
        return measures

    def to_dict(self) -> dict[str, Any]:
        """Return all measures as plain data, ready for JSON."""
        return {
            "set": self.passages.name,
            "documents": len(self.passages.documents),
            "queries": len(self.passages.queries),
            SERVED: self.measures(SERVED),
            "legs": {leg: self.measures(leg) for leg in LEGS},
        }

    def table(self) -> str:
        """Return the measures as a table for people."""
        rows = {name: self.measures(name) for name in (*LEGS, SERVED)}
        columns = [column for column in rows[SERVED] if not column.endswith("_interval")]
        lines = ["".join([f"{'':18}", *(f"{column:>{len(column) + 2}}" for column in columns)])]
        for name, measures in rows.items():
            cells = (f"{measures[column]:>{len(column) + 2}.3f}" for column in columns)
            lines.append("".join([f"{name:18}", *cells]))
        low, high = rows[SERVED]["hit@1_interval"]
        counts = f"{len(self.passages.documents)} documents, {len(self.passages.queries)} queries"
        return "\n".join([f"{self.passages.name}: {counts}; hit@1 of {SERVED} [{low:.3f}-{high:.3f}]", *lines])


def read_passages(directory: Path) -> PassageSet:
    """Return the set in a BEIR folder: corpus.jsonl, queries.jsonl, qrels/test.tsv; only queries that are judged.

    Raises:
        QuestionFileError: a file is missing or malformed, or no query has a document that answers it.
    """
    documents = {
        document: text
        for document, row in _rows(directory / "corpus.jsonl")
        if (text := "\n".join(filter(None, (str(row.get("title") or "").strip(), str(row["text"]).strip()))))
    }
    relevant: dict[str, dict[str, int]] = {}
    for query, document, grade in _judgements(directory / "qrels" / "test.tsv"):
        if grade > 0 and document in documents:
            relevant.setdefault(query, {})[document] = grade
    queries = {query: str(row["text"]) for query, row in _rows(directory / "queries.jsonl") if query in relevant}
    if not queries:
        raise QuestionFileError(f"{directory}: ingen fråga i queries.jsonl har ett svar enligt qrels/test.tsv")
    return PassageSet(directory.resolve().name, documents, queries, relevant)


@contextmanager
def open_passages(
    passages: PassageSet,
    encoder: Encoder,
    root: Path,
    *,
    calibration: Calibration | None = None,
    progress: Progress | None = None,
) -> Iterator[Chatbot]:
    """Lend a chatbot over the documents; they are indexed under root, unless they are there as they are now."""
    sources = {
        document: Source(document, hashlib.sha256(text.encode()).hexdigest())
        for document, text in passages.documents.items()
    }
    readings = (_reading(document, text) for document, text in passages.documents.items())
    build(readings, sources, encoder, root, reader="passages", progress=progress)
    with Chatbot(encoder, corpus=root, index=root, calibration=calibration) as chatbot:
        yield chatbot


def weigh(chatbot: Chatbot, passages: PassageSet, query: str, among: Collection[str] | None = None) -> list[Weighed]:
    """Return the documents weighed for a query, best first, with features and grades: also what weights are fitted on.

    Args:
        chatbot: over the set's documents.
        passages: the set.
        query: id.
        among: ids of the documents that may be found; None for all.
    """
    grades = passages.relevant[query]
    found = chatbot.search(passages.queries[query], among)
    return [
        Weighed(score, candidate.features, grades.get(record.article_id, 0), record.article_id)
        for score, candidate, record in found
    ]


def evaluate_passages(chatbot: Chatbot, passages: PassageSet) -> PassageReport:
    """Search for every query, and rank what was found by each leg and as it is served."""
    ranks: dict[str, list[Ranks]] = {name: [] for name in (*LEGS, SERVED)}
    in_category: dict[str, list[bool]] = {}
    for query in passages.queries:
        ideal = sorted(passages.relevant[query].values(), reverse=True)
        for name, grades in _orders(weigh(chatbot, passages, query)).items():
            ranks[name].append(_ranks(grades, ideal))
        own = passages.category(query)
        if own is not None:
            for name, grades in _orders(weigh(chatbot, passages, query, own)).items():
                in_category.setdefault(name, []).append(grades[0] > 0)
    return PassageReport(passages, ranks, in_category)


def _orders(weighed: Sequence[Weighed]) -> dict[str, list[int]]:
    """Return the documents' grades in the order of each leg and as served."""
    orders = {
        leg: [one.grade for one in sorted(weighed, key=lambda one: -value(one.features))] for leg, value in LEGS.items()
    }
    return orders | {SERVED: [one.grade for one in weighed]}


def _ranks(grades: Sequence[int], ideal: Sequence[int]) -> Ranks:
    """Return the measures of one order.

    Args:
        grades: of the documents found, in order.
        ideal: of all that answer, best first.
    """
    first = next((rank for rank, grade in enumerate(grades[:DEPTH], start=1) if grade > 0), 0)
    return Ranks(
        hit=float(first == 1),
        reciprocal=1 / first if first else 0.0,
        ndcg=_gain(grades[:DEPTH]) / _gain(ideal[:DEPTH]),
        recall=sum(grade > 0 for grade in grades[:DEPTH]) / len(ideal),
    )


def _gain(grades: Sequence[int]) -> float:
    return math.fsum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def _reading(document: str, text: str) -> Reading:
    whole = Span(0, len(text))
    return Reading(
        article=Article(document, text),
        blocks=(),
        segments=(Segment(SegmentKind.QUOTE, whole, quote=0),),
        quotes=(Quote((whole,), _NOBODY),),
        people=(),
        municipality=None,
    )


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield id and content of every line of a .jsonl file that has a text."""
    for number, line in enumerate(_lines(path), start=1):
        try:
            row = json.loads(line)
            yield str(row["_id"]), {**row, "text": row["text"]}
        except (ValueError, KeyError, TypeError) as exc:
            form = '{"_id": "…", "text": "…"}'
            raise QuestionFileError(f"{path}:{number}: formen är {form} ({type(exc).__name__}: {exc})") from exc


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield query, document and grade of every line below the head."""
    for number, line in enumerate(_lines(path)[1:], start=2):
        try:
            query, document, grade = line.split("\t")
            yield query, document, int(grade)
        except ValueError as exc:
            raise QuestionFileError(f"{path}:{number}: formen är query-id, corpus-id, score med tabb emellan") from exc


def _lines(path: Path) -> list[str]:
    try:
        # Not splitlines: a text may hold U+2028 and the like.
        return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    except (OSError, UnicodeDecodeError) as exc:
        raise QuestionFileError(f"{path}: går inte att läsa ({exc}); ange en mapp i BEIR:s form") from exc
