"""Questions and quotes as rows of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from chatbot.proof import is_verbatim
from chatbot.store.reading import KeptQuestion
from chatbot.store.records import RatingKind
from chatbot.tables import Row
from index.catalogue import ArticleRow
from index.chunks import Record, RecordKind
from index.generation import Generation

# Heading in Swedish -> key in English.
QUESTION_COLUMNS = {
    "Ställd": "asked",
    "Kanal": "channel",
    "Fråga": "question",
    "Rensad": "scrubbed",
    "Språk": "language",
    "Tolkad som": "interpreted_question",
    "Kommun": "interpreted_municipality",
    "Person": "interpreted_speaker",
    "Roll": "interpreted_role",
    "Jämförelse": "compared",
    "Utfall": "status",
    "Citat": "quotes",
    "Högsta sannolikhet": "score",
    "Hjälpte": RatingKind.HELPFUL.value,
    "Bredvid frågan": RatingKind.BESIDE.value,
    "Fel person": RatingKind.WRONG_PERSON.value,
    "Annat": RatingKind.OTHER.value,
    "Kommentarer": "comments",
    "Indexets generation": "generation",
    "Svar": "id",
}
QUOTE_COLUMNS = {
    "Citat": "text",
    "Talare": "speakers",
    "Roll": "roles",
    "Kommun": "municipality",
    "Regel": "method",
    "Säkerhet": "confidence",
    "Status": "status",
    "Intervjuarens fråga": "interviewer_question",
    "Artikel": "title",
    "Utgivare": "publisher",
    "Adress": "url",
    "Publicerad": "published",
    "Artikel-id": "article",
    "Början": "start",
    "Slut": "end",
    "Citat-id": "id",
    "SHA-256": "sha256",
}


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
