"""Everything that can be taken out of the program as a file: by whom, and where its rows come from."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from chatbot.exporting import question_record, question_row, quote_records, trial_rows
from chatbot.labelling import labelled_questions, labelled_row
from chatbot.settings import Settings
from chatbot.steering import read_steering
from chatbot.store.blindness import is_waiting, may_know_hidden, may_know_line
from chatbot.store.database import Database
from chatbot.store.narrowing import NARROWING
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
from chatbot.web.texts.desk_columns import cell_words, headings
from chatbot.web.texts.desk_versions import version_sentence
from chatbot.web.texts.languages import Language


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
        seen_by: number of the account that fetches them, which is not told of verdicts that wait for a second reviewer;
            None for the command line, whose user has the database.
    """

    database: Database | None
    settings: Settings
    seen_by: int | None = None


Rows = Callable[[Source, Form, Language], Iterator[Row]]


@dataclass(frozen=True, slots=True)
class Export:
    """What can be taken out; what stands above its cells is in chatbot.web.texts.desk_columns.

    Attributes:
        file: beginning of the file's name, in Swedish.
        role: who may.
        rows: of either form; those of a table have its cells, in the program's words.
    """

    file: str
    role: Role
    rows: Rows


def pieces(name: str, form: Form, source: Source, language: Language = Language.SWEDISH) -> Iterator[bytes]:
    """Yield a file in pieces; never more than some hundred rows are held.

    Args:
        name: of the export.
        form: a table is for people: its cells have the words of the pages. JSON Lines have the program's.
        source: where the rows come from.
        language: of the words in a table.

    Raises:
        StoreError: the database cannot be read.
        GenerationError: there is no index.
    """
    rows = EXPORTS[name].rows(source, form, language)
    if form is Form.JSONL:
        return jsonl_pieces(rows)
    words = cell_words(name, language)
    return csv_pieces((_in_words(row, words) for row in rows), headings(name, language))


def _in_words(row: Row, words: Mapping[str, Mapping[Any, str]]) -> Row:
    """Return a row with the program's words replaced by those of the pages; what has none stays as it is."""
    return {key: words[key].get(cell, cell) if key in words else cell for key, cell in row.items()}


def file_name(name: str, form: Form, today: datetime.date) -> str:
    """Return what a browser calls the file."""
    return f"{EXPORTS[name].file}-{today:%Y-%m-%d}.{form}"


def _questions(source: Source, form: Form, _language: Language) -> Iterator[Row]:
    if source.database is not None:
        yield from map(question_row if form is Form.CSV else question_record, kept_questions(source.database))


def _quotes(source: Source, _form: Form, _language: Language) -> Iterator[Row]:
    steering, _ = read_steering(source.settings.steering_directory)
    with open_index(source.settings) as generation:
        yield from quote_records(generation, source.settings.corpus, steering.hidden)


def _days(source: Source, _form: Form, _language: Language) -> Iterator[Row]:
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

    def rows(source: Source, _form: Form, _language: Language) -> Iterator[Row]:
        if source.database is not None:
            for block in in_blocks(source.database, query, *order):
                yield from (dict(row._mapping) for row in block)  # noqa: SLF001

    return rows


def _by_reviewer(table: sa.Table, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Return a query with the login of who did it in the place of a number."""
    who = reviewers.c.login.label("reviewer")
    return sa.select(*columns, who).select_from(table.outerjoin(reviewers, table.c.reviewer == reviewers.c.id))


def _verdicts(source: Source, form: Form, _language: Language) -> Iterator[Row]:
    """Yield a row for each quote that was judged, or for the verdict alone; as JSON Lines the questions with labels.

    A verdict that waits for a second reviewer is nobody's to read.
    """
    if source.database is None:
        return
    if form is Form.JSONL:
        yield from _questions_with_labels(source.database, source.settings)
        return
    readable = _by_reviewer(verdicts, *_OF_VERDICT).where(sa.not_(is_waiting(verdicts.c.answer)))
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


def _hidden(source: Source, form: Form, language: Language) -> Iterator[Row]:
    hidden = hidden_quotes.c
    query = _by_reviewer(hidden_quotes, hidden.quote, hidden.article, hidden.reason, hidden.hidden)
    yield from _selected(query.where(may_know_hidden(source.seen_by)), hidden.quote)(source, form, language)


def _log(source: Source, form: Form, language: Language) -> Iterator[Row]:
    yield from _selected(_AUDIT.where(may_know_line(source.seen_by)), audit.c.id)(source, form, language)


def _trials(source: Source, form: Form, language: Language) -> Iterator[Row]:
    """Yield each trial with its report; as a table a row for each measure on each set of questions."""
    for row in _selected(_TRIALS, trials.c.id)(source, form, language):
        report = json.loads(str(row["report"] or "{}"))
        if form is Form.JSONL:
            yield {**row, "report": report}
        else:
            yield from trial_rows(row, report)


def _article_versions(source: Source, form: Form, language: Language) -> Iterator[Row]:
    """Yield the versions of all articles, without their files; what was done is a sentence in a table."""
    for row in _selected(_VERSIONS, article_versions.c.id)(source, form, language):
        detail = json.loads(str(row["detail"] or "{}"))
        if form is Form.JSONL:
            yield {**row, "detail": detail}
        else:
            yield {**row, "change": version_sentence(str(row["action"]), detail, language)}


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
    *(verdicts.c[name] for name in NARROWING),
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
_LESSONS = _by_reviewer(
    lessons,
    lessons.c.id,
    lessons.c.made,
    lessons.c.changed,
    lessons.c.question,
    lessons.c.quote,
    lessons.c.kind,
    lessons.c.state,
    lessons.c.trial,
)
_TRIALS = _by_reviewer(trials, trials.c.id, trials.c.started, trials.c.finished, trials.c.state, trials.c.report)
_VERSIONS = _by_reviewer(
    article_versions,
    article_versions.c.id,
    article_versions.c.made,
    article_versions.c.article,
    article_versions.c.file,
    article_versions.c.action,
    article_versions.c.detail,
    article_versions.c.sha256,
)
_AUDIT = _by_reviewer(audit, audit.c.id, audit.c.at, audit.c.action, audit.c.subject, audit.c.reason)

EXPORTS: Mapping[str, Export] = {
    "questions": Export("fragor", Role.REVIEWER, _questions),
    "verdicts": Export("bedomningar", Role.REVIEWER, _verdicts),
    "ratings": Export("besokares-omdomen", Role.REVIEWER, _selected(_RATINGS, ratings.c.id)),
    "lessons": Export("lardomar", Role.REVIEWER, _selected(_LESSONS, lessons.c.id)),
    "trials": Export("prov", Role.REVIEWER, _trials),
    "hidden": Export("dolda-citat", Role.REVIEWER, _hidden),
    "articles": Export("artiklars-versioner", Role.REVIEWER, _article_versions),
    "quotes": Export("citat", Role.READER, _quotes),
    "figures": Export("nyckeltal", Role.READER, _days),
    "audit": Export("logg", Role.ADMIN, _log),
}
"""Name, as on the command line -> what it is."""
