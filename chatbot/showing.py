"""A record of the index as it is shown."""

from __future__ import annotations

from chatbot.choosing import Offer
from chatbot.records import AnswerAttribution, AnswerQuote, AnswerSpeaker, ArticleReference
from index.catalogue import ArticleRow


def shown_quote(offer: Offer, article: ArticleRow) -> AnswerQuote:
    """Return what visitors see of a record.

    Args:
        offer: whose best sentence is highlighted.
        article: the one that it is from.
    """
    record, best = offer.record, offer.best
    return AnswerQuote(
        id=record.id,
        kind=record.kind.value,
        text=record.text,
        highlight=(best.start - record.span.start, best.end - record.span.start) if best else None,
        segments=tuple((s.start - record.span.start, s.end - record.span.start) for s in record.segments),
        speakers=tuple(AnswerSpeaker(speaker.name, speaker.role) for speaker in record.speakers),
        attribution=AnswerAttribution(record.method.value, record.confidence),
        municipality=record.municipality,
        interviewer_question=record.question_text,
        article=reference_to(article),
        start=record.span.start,
        end=record.span.end,
        sha256=record.sha256,
        score=round(offer.score, 4),
    )


def reference_to(article: ArticleRow) -> ArticleReference:
    """Return what visitors see of an article that something is from."""
    return ArticleReference(article.id, article.title or article.id, article.publisher, article.url, article.published)
