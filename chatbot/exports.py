"""Everything that can be taken out of the program as a file: by whom, and with which columns."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from chatbot.exporting import QUESTION_COLUMNS, QUOTE_COLUMNS, question_record, question_row, quote_records
from chatbot.labelling import labelled_questions, labelled_row
from chatbot.settings import Settings
from chatbot.steering import read_steering
from chatbot.store.database import Database
from chatbot.store.hiding import IS_BLIND
from chatbot.store.judgements import ReviewState
from chatbot.store.reading import in_blocks, kept_questions
from chatbot.store.reviewers import Role
from chatbot.store.schema import (
    answers,
    article_versions,
    audit,
    hidden_quotes,
    lessons,
    ratings,
    reviewers,
    trials,
    verdict_quotes,
    verdicts,
)
from chatbot.store.statistics import days_asked
from chatbot.tables import Row, csv_pieces, jsonl_pieces
from chatbot.verifying import open_index


class Form(StrEnum):
    """How a file is written."""

    CSV = "csv"
    JSONL = "jsonl"

    @property
    def media_type(self) -> str:
        """What a browser is told of it."""
        return "text/csv; charset=utf-8" if self is Form.CSV else "application/jsonl; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from.

    Attributes:
        database: None where nothing was ever kept.
        settings: tell where the index is.
    """

    database: Database | None
    settings: Settings


Rows = Callable[[Source, Form], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Export:
    """What can be taken out.

    Attributes:
        file: beginning of the file's name, in Swedish.
        role: who may.
        columns: heading -> key, of the table; JSON Lines may have more.
        rows: of either form.
    """

    file: str
    role: Role
    columns: Mapping[str, str]
    rows: Rows


def pieces(export: Export, form: Form, source: Source) -> Iterator[bytes]:
    """Yield a file in pieces; never more than some hundred rows are held.

    Raises:
        StoreError: the database cannot be read.
        GenerationError: there is no index.
    """
    rows = export.rows(source, form)
    return csv_pieces(rows, export.columns) if form is Form.CSV else jsonl_pieces(rows)


def file_name(export: Export, form: Form, today: datetime.date) -> str:
    """Return what a browser calls the file."""
    return f"{export.file}-{today:%Y-%m-%d}.{form}"


def _questions(source: Source, form: Form) -> Iterator[Row]:
    if source.database is not None:
        yield from map(question_row if form is Form.CSV else question_record, kept_questions(source.database))


def _quotes(source: Source, _form: Form) -> Iterator[Row]:
    steering, _ = read_steering(source.settings.steering_directory)
    with open_index(source.settings) as generation:
        yield from quote_records(generation, source.settings.corpus, steering.hidden)


def _days(source: Source, _form: Form) -> Iterator[Row]:
    if source.database is None:
        return
    with source.database.reading() as connection:
        days = days_asked(connection, None)
    for day in days:
        yield {
            "day": day.day.isoformat(),
            "questions": day.questions,
            "answered": day.answered,
            "refused": day.refused,
            "disliked": day.disliked,
        }


def _selected(query: sa.Select[Any], *order: sa.Column[Any]) -> Rows:
    """Return what yields the rows of a query, in this order."""

    def rows(source: Source, _form: Form) -> Iterator[Row]:
        if source.database is not None:
            for block in in_blocks(source.database, query, *order):
                yield from (dict(row._mapping) for row in block)  # noqa: SLF001

    return rows


def _by_reviewer(table: sa.Table, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Return a query with the login of who did it in the place of a number."""
    who = reviewers.c.login.label("reviewer")
    return sa.select(*columns, who).select_from(table.outerjoin(reviewers, table.c.reviewer == reviewers.c.id))


def _verdicts(source: Source, form: Form) -> Iterator[Row]:
    """Yield a row for each quote that was judged, or for the verdict alone; as JSON Lines the questions with labels.

    A verdict that waits for a second reviewer is nobody's to read.
    """
    if source.database is None:
        return
    if form is Form.JSONL:
        yield from _questions_with_labels(source.database, source.settings)
        return
    waiting = sa.select(answers.c.id).where(answers.c.state == ReviewState.SECOND)
    readable = _by_reviewer(verdicts, *_OF_VERDICT).where(verdicts.c.answer.not_in(waiting))
    for block in in_blocks(source.database, readable, verdicts.c.id):
        of_these = verdict_quotes.c.verdict.in_([row.id for row in block])
        quotes: defaultdict[int, list[dict[str, object]]] = defaultdict(list)
        with source.database.reading() as connection:
            order = (verdict_quotes.c.position, verdict_quotes.c.quote)
            for row in connection.execute(sa.select(verdict_quotes).where(of_these).order_by(*order)):
                quotes[row.verdict].append({"quote": row.quote, "position": row.position, "label": row.label})
        for row in block:
            verdict = dict(row._mapping)  # noqa: SLF001
            yield from ({**verdict, **quote} for quote in quotes[row.id] or [{}])


def _hidden(source: Source, _form: Form) -> Iterator[Row]:
    """Yield the hidden quotes; who hid one by a verdict that waits for a second reviewer, and why, is not told yet."""
    if source.database is None:
        return
    hidden = hidden_quotes.c
    query = _by_reviewer(hidden_quotes, hidden.quote, hidden.article, hidden.reason, hidden.hidden, IS_BLIND)
    for block in in_blocks(source.database, query, hidden.quote):
        for row in block:
            told = {name: value for name, value in row._mapping.items() if name != "is_blind"}  # noqa: SLF001
            yield {**told, "reason": None, "reviewer": None} if row.is_blind else told


def _questions_with_labels(database: Database, settings: Settings) -> Iterator[Row]:
    with database.reading() as connection:
        if not connection.scalar(sa.select(sa.exists().select_from(verdicts))):
            return  # nothing that an index would be needed for
    with open_index(settings) as generation:
        yield from map(labelled_row, labelled_questions(database, generation, settings.corpus))


_OF_VERDICT = (
    verdicts.c.id,
    verdicts.c.judged,
    verdicts.c.adjudicates,
    verdicts.c.answer,
    verdicts.c.question,
    verdicts.c.scrubbed,
    verdicts.c.language,
    verdicts.c.municipality,
    verdicts.c.speaker,
    verdicts.c.status,
    verdicts.c.kind,
    verdicts.c.comment,
    verdicts.c.generation,
)
_RATINGS = sa.select(
    ratings.c.id,
    ratings.c.rated,
    ratings.c.kind,
    ratings.c.quote,
    ratings.c.comment,
    ratings.c.scrubbed,
    ratings.c.answer,
    answers.c.question,
    answers.c.status,
).join(answers, ratings.c.answer == answers.c.id)

EXPORTS: Mapping[str, Export] = {
    "questions": Export("fragor", Role.REVIEWER, QUESTION_COLUMNS, _questions),
    "verdicts": Export(
        "bedomningar",
        Role.REVIEWER,
        {
            "Bedömd": "judged",
            "Granskare": "reviewer",
            "Avgör": "adjudicates",
            "Fråga": "question",
            "Språk": "language",
            "Kommun": "municipality",
            "Person": "speaker",
            "Utfall": "status",
            "Svaret": "kind",
            "Kommentar": "comment",
            "Citat-id": "quote",
            "Plats": "position",
            "Citatet": "label",
            "Svar": "answer",
            "Indexets generation": "generation",
        },
        _verdicts,
    ),
    "ratings": Export(
        "besokares-omdomen",
        Role.REVIEWER,
        {
            "Tid": "rated",
            "Omdöme": "kind",
            "Citat-id": "quote",
            "Kommentar": "comment",
            "Rensad": "scrubbed",
            "Fråga": "question",
            "Utfall": "status",
            "Svar": "answer",
        },
        _selected(_RATINGS, ratings.c.id),
    ),
    "lessons": Export(
        "lardomar",
        Role.REVIEWER,
        {
            "Lärdom": "id",
            "Gjord": "made",
            "Ändrad": "changed",
            "Fråga": "question",
            "Citat-id": "quote",
            "Slag": "kind",
            "Läge": "state",
            "Prov": "trial",
            "Granskare": "reviewer",
        },
        _selected(
            _by_reviewer(
                lessons,
                lessons.c.id,
                lessons.c.made,
                lessons.c.changed,
                lessons.c.question,
                lessons.c.quote,
                lessons.c.kind,
                lessons.c.state,
                lessons.c.trial,
            ),
            lessons.c.id,
        ),
    ),
    "trials": Export(
        "prov",
        Role.REVIEWER,
        {
            "Prov": "id",
            "Började": "started",
            "Slutade": "finished",
            "Läge": "state",
            "Granskare": "reviewer",
            "Rapport": "report",
        },
        _selected(
            _by_reviewer(trials, trials.c.id, trials.c.started, trials.c.finished, trials.c.state, trials.c.report),
            trials.c.id,
        ),
    ),
    "hidden": Export(
        "dolda-citat",
        Role.REVIEWER,
        {"Citat-id": "quote", "Artikel-id": "article", "Skäl": "reason", "Dolt": "hidden", "Granskare": "reviewer"},
        _hidden,
    ),
    "articles": Export(
        "artiklars-versioner",
        Role.REVIEWER,
        {
            "Version": "id",
            "Tid": "made",
            "Artikel-id": "article",
            "Fil": "file",
            "Ändring": "action",
            "Detalj": "detail",
            "Granskare": "reviewer",
            "SHA-256": "sha256",
        },
        _selected(
            _by_reviewer(
                article_versions,
                article_versions.c.id,
                article_versions.c.made,
                article_versions.c.article,
                article_versions.c.file,
                article_versions.c.action,
                article_versions.c.detail,
                article_versions.c.sha256,
            ),
            article_versions.c.id,
        ),
    ),
    "quotes": Export("citat", Role.READER, QUOTE_COLUMNS, _quotes),
    "figures": Export(
        "nyckeltal",
        Role.READER,
        {
            "Dag": "day",
            "Frågor": "questions",
            "Besvarade": "answered",
            "Utan svar": "refused",
            "Hjälpte inte": "disliked",
        },
        _days,
    ),
    "audit": Export(
        "logg",
        Role.ADMIN,
        {"Tid": "at", "Vem": "reviewer", "Gjorde": "action", "Med": "subject", "Skäl": "reason", "Rad": "id"},
        _selected(
            _by_reviewer(audit, audit.c.id, audit.c.at, audit.c.action, audit.c.subject, audit.c.reason), audit.c.id
        ),
    ),
}
"""Name, as on the command line -> what it is."""
