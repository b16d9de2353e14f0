"""A reading as JSON (the contract's form) and as a table for people."""

from __future__ import annotations

from typing import Any

from corpus.records import Method, Quote, QuoteDecision, QuoteStatus, Reading, Segment, Span, Speaker

METHODS = {
    Method.EXPLICIT: "står i texten",
    Method.PRONOUN: "hon/han/hen/de",
    Method.INTERVIEW: "svar på fråga",
    Method.CONTINUATION: "talar vidare",
    Method.INTRODUCED: "nämns före",
    Method.JOINT: "flera tillsammans",
    Method.PULL_QUOTE: "utlyft citat",
    Method.DECIDED: "beslutat",
    Method.UNATTRIBUTED: "framgår inte",
}
"""How the speaker is known, in words for people."""


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """Return what was read as plain data; all offsets point into its "text"."""
    article, place = reading.article, reading.municipality
    return {
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "municipality": place
        and {"name": place.name, "level": place.level, "start": place.span.start, "end": place.span.end},
        "people": [
            {"name": p.name, "role": p.role, "workplace": p.workplace, "municipality": p.municipality}
            for p in reading.people
        ],
        "text": article.text,
        "segments": [_segment(reading, segment) for segment in reading.segments],
        "lost_decisions": [{"words": lost.words, **(_decided(lost) or {})} for lost in reading.lost_decisions],
    }


def _segment(reading: Reading, segment: Segment) -> dict[str, Any]:
    data: dict[str, Any] = {
        "kind": segment.kind.value,
        "start": segment.span.start,
        "end": segment.span.end,
        "text": segment.span.of(reading.article.text),
        "quote": segment.quote,
    }
    if segment.quote is None:
        return {**data, "attribution": None, "status": None, "municipality": None}
    quote = reading.quotes[segment.quote]
    # Where nothing decided, an empty stretch before the words.
    evidence = quote.attribution.evidence or Span(segment.span.start, segment.span.start)
    published = quote.status is not QuoteStatus.NEEDS_REVIEW
    withheld = () if published else tuple(speaker.name for speaker in quote.attribution.speakers if speaker.name)
    return {
        **data,
        "speakers": [_speaker(speaker) for speaker in quote.attribution.speakers] if published else [],
        "attribution": {
            "method": quote.attribution.method.value,
            "confidence": quote.attribution.confidence,
            "start": evidence.start,
            "end": evidence.end,
            "reason": quote.attribution.reason,
            "candidates": list(dict.fromkeys((*withheld, *quote.attribution.candidates))),
        },
        "status": quote.status.value,
        "municipality": quote.municipality,
        "question": [quote.question.start, quote.question.end] if quote.question else None,
        "duplicate_of": quote.duplicate_of,
        "decided": _decided(quote.decision),
    }


def _decided(decision: QuoteDecision | None) -> dict[str, str | None] | None:
    """Return who decided about a quote, and when; None where nobody did."""
    if decision is None:
        return None
    return {"by": decision.by, "date": decision.date.isoformat() if decision.date else None}


def _speaker(speaker: Speaker) -> dict[str, str | None]:
    return {"name": speaker.name, "role": speaker.role}


def reading_table(reading: Reading) -> str:
    """Return what would be indexed, utterance by utterance, for people."""
    article = reading.article
    lines = [
        f"Titel      {article.title or '–'}",
        f"Utgivare   {article.publisher or '–'}",
        f"Datum      {article.published or '–'}",
        f"Kommun     {_place(reading)}",
        "Personer   " + ("; ".join(_person(p.name, p.role, p.municipality) for p in reading.people) or "–"),
        "",
    ]
    lines += [_row(reading, quote) for quote in reading.quotes]
    lines += [f"! beslut vars ord inte finns kvar: ”{' '.join(lost.words.split())}”" for lost in reading.lost_decisions]
    return "\n".join(lines)


def _place(reading: Reading) -> str:
    place = reading.municipality
    return f"{place.name} ({place.level}: {place.span.of(reading.article.text) or 'beslutat'})" if place else "–"


def _person(name: str, role: str | None, municipality: str | None) -> str:
    return ", ".join(part for part in (name, role, municipality) if part)


def _row(reading: Reading, quote: Quote) -> str:
    attribution = quote.attribution
    names = " och ".join(s.name or f"({s.role})" for s in attribution.speakers) or "okänd talare"
    said = " […] ".join(" ".join(span.of(reading.article.text).split()) for span in quote.segments)
    note = ", dubblett" if quote.duplicate_of is not None else ""
    note += ", att granska" if quote.status is QuoteStatus.NEEDS_REVIEW else ""
    how = f"{METHODS[attribution.method]:<16}{attribution.confidence:.2f}"
    return f"{how}  {names}, {quote.municipality or '–'}{note}\n    ”{said}”"
