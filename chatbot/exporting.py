"""Questions, quotes and trials as rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from chatbot.evaluation import MEASURES
from chatbot.proof import is_verbatim
from chatbot.store.reading import KeptQuestion
from chatbot.store.records import RatingKind
from chatbot.tables import Row
from index.catalogue import ArticleRow
from index.chunks import Record, RecordKind
from index.generation import Generation


def question_record(question: KeptQuestion) -> Row:
    """Return a question with all that is kept of it, but for its conversation."""
    values = question.values
    return {
        **{name: value for name, value in values.items() if name not in ("conversation", "asked")},
        "asked": values["asked"].isoformat(),
        "quotes": [{"id": quote, "article": article, "score": score} for quote, article, score in question.quotes],
        "ratings": [
            {"quote": rating.quote, "kind": rating.kind, "comment": rating.comment, "rated": rating.rated.isoformat()}
            for rating in question.ratings
        ],
    }


def question_row(question: KeptQuestion) -> Row:
    """Return a question as one line of a table."""
    kinds = Counter(rating.kind for rating in question.ratings)
    return {
        **question.values,
        "quotes": " ".join(quote for quote, _, _ in question.quotes),
        "score": max((score for _, _, score in question.quotes), default=None),
        **{kind.value: kinds[kind.value] for kind in RatingKind},
        "comments": " | ".join(rating.comment for rating in question.ratings if rating.comment),
    }


def trial_rows(trial: Row, report: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a trial as lines of a table: one for each measure on each set of questions, or one if none were asked.

    Args:
        trial: its own columns.
        report: of chatbot.trying; of a trial that has not come to its end, what there is.
    """
    if "sets" not in report:
        yield {**trial, **({"reason": report["reason"]} if "reason" in report else {})}
        return
    point = report["operating_point"]
    whole = {
        **trial,
        **{key: report[key] for key in ("lessons", "leaving", "blamed", "margin")},
        "point_before": point["before"],
        "point_after": point["after"],
    }
    for asked in report["sets"]:
        of_set = {
            **whole,
            "set": asked["name"],
            "questions": asked["questions"],
            "left_out": asked["left_out"],
            "changes": len(asked["changes"]),
        }
        for measure in ("ndcg@3", *MEASURES):
            before, after = (_figure(asked[when].get(measure)) for when in ("before", "after"))
            if before is not None or after is not None:
                lost = measure in asked["losses"]
                yield {**of_set, "measure": measure, "before": before, "after": after, "lost": lost}


def _figure(measured: Mapping[str, float] | float | None) -> float | None:
    """Return the number of a measure: a mean alone, or a share with its interval; None if it applies to nothing."""
    return measured["value"] if isinstance(measured, Mapping) else measured


def quote_records(generation: Generation, corpus: Path, hidden: AbstractSet[str] = frozenset()) -> Iterator[Row]:
    """Yield every quote of the index that its article still has, word for word, and that is not hidden."""
    for summary in generation.articles():
        article = generation.article(summary.id)
        for record in generation.records(generation.records_of(summary.id)):
            is_shown = record.kind is RecordKind.QUOTE and record.id not in hidden
            if is_shown and is_verbatim(record, article, corpus):
                yield _quote_record(record, article)


def _quote_record(record: Record, article: ArticleRow) -> Row:
    return {
        "id": record.id,
        "text": record.text,
        "speakers": [speaker.name for speaker in record.speakers if speaker.name],
        "roles": [speaker.role for speaker in record.speakers if speaker.role],
        "municipality": record.municipality,
        "method": record.method.value,
        "confidence": record.confidence,
        "status": record.status.value if record.status else None,
        "interviewer_question": record.question_text,
        "article": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published,
        "start": record.span.start,
        "end": record.span.end,
        "sha256": record.sha256,
    }
