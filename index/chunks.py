"""What can be shown (records) and what is searched (units), from an article as it was read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from corpus.records import Article, Attribution, Method, Quote, QuoteStatus, Reading, SegmentKind, Span, Speaker
from corpus.sentences import split_sentences

SHORTEST_PASSAGE = 6
"""Words; a shorter paragraph of narration says nothing on its own."""
SHORTEST_SENTENCE = 4
"""Words; "Ja, absolut." alone is near every question, so a short turn is searched only with the question it answers."""
MARGIN = 16
"""Tokens left free of the model's limit."""
BEFORE, AFTER = 200, 100
"""Characters around a quote that its context has; what it is about often stands there only. 150 to 300 and 100 to 150
do as well on the tune collections, 600 less."""
WITHHELD = "uncertain"
"""Reason of a speaker who is not sure enough to be named, where the reader of articles gave none."""


class RecordKind(StrEnum):
    """What a record is to a reader."""

    QUOTE = "quote"
    PASSAGE = "passage"


class UnitKind(IntEnum):
    """What part of a record a vector stands for; the values are stored."""

    CONTEXT = 0
    CHUNK = 1
    SENTENCE = 2


@dataclass(frozen=True, slots=True)
class Record:
    """What can be shown: a quote, or a paragraph of the article's own narration.

    All spans are half-open offsets into the article's text.

    Attributes:
        id: stays the same while the article's name and the record's words stay the same.
        text: the article's text over span.
        sha256: of text in UTF-8.
        segments: the spoken stretches within span; between them stands the narrator's tag.
        speakers: empty for a passage, and where the article does not tell, or not surely enough.
        status: what may be shown of who said it; None for a passage.
        evidence: the words that decided; None where no name is shown.
        municipality: of the speaker's employer; for a passage the article's.
        question: the interviewer's question that it answers; question_text has its words.
    """

    id: str
    kind: RecordKind
    article_id: str
    span: Span
    text: str
    sha256: str
    segments: tuple[Span, ...]
    speakers: tuple[Speaker, ...]
    status: QuoteStatus | None
    method: Method
    confidence: float
    reason: str | None
    evidence: Span | None
    municipality: str | None
    question: Span | None
    question_text: str | None

    @property
    def spoken(self) -> str:
        """The words of the segments, without what stands between them."""
        return " ".join(self.text[s.start - self.span.start : s.end - self.span.start] for s in self.segments)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is searched: span is where a hit lies in the article, text is what is encoded.

    A context's text is the chunk's with what stands around it, under the article's title.
    """

    kind: UnitKind
    span: Span
    text: str


def sha256_of(text: str) -> str:
    """Return the SHA-256 of text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def make_records(reading: Reading, *, publish_at: float) -> Iterator[Record]:
    """Yield the records of one article in text order.

    Args:
        reading: the article as it was read.
        publish_at: a speaker whose confidence is below this is not named.
    """
    drafts = [_quote_record(reading, quote, publish_at) for quote in reading.quotes if quote.duplicate_of is None]
    drafts += [
        _passage_record(reading, segment.span)
        for segment in reading.segments
        if segment.kind is SegmentKind.NARRATION
        and len(segment.span.of(reading.article.text).split()) >= SHORTEST_PASSAGE
    ]
    seen: Counter[tuple[RecordKind, str]] = Counter()
    for draft in sorted(drafts, key=lambda draft: (draft.span, draft.kind)):
        occurrence = seen[draft.kind, draft.text]
        seen[draft.kind, draft.text] += 1
        yield _identified(draft, occurrence)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A record before it is known how often its words occur in the article."""

    reading: Reading
    kind: RecordKind
    segments: tuple[Span, ...]
    attribution: Attribution
    status: QuoteStatus | None
    municipality: str | None
    question: Span | None

    @property
    def span(self) -> Span:
        return Span(self.segments[0].start, self.segments[-1].end)

    @property
    def text(self) -> str:
        return self.span.of(self.reading.article.text)


def _quote_record(reading: Reading, quote: Quote, publish_at: float) -> _Draft:
    attribution, municipality = quote.attribution, quote.municipality
    status = attribution.status_at(publish_at)
    if status is not QuoteStatus.PUBLISHED:
        attribution = Attribution(
            speakers=(),
            method=Method.UNATTRIBUTED,
            confidence=attribution.confidence,
            # The evidence may be the very name that is withheld.
            evidence=None,
            reason=attribution.reason or (WITHHELD if attribution.speakers else None),
        )
        # A municipality that came with the speaker is no surer than the speaker.
        if reading.municipality is None or municipality != reading.municipality.name:
            municipality = None
    return _Draft(reading, RecordKind.QUOTE, quote.segments, attribution, status, municipality, quote.question)


def _passage_record(reading: Reading, span: Span) -> _Draft:
    nobody = Attribution(speakers=(), method=Method.UNATTRIBUTED, confidence=1.0)
    municipality = reading.municipality.name if reading.municipality else None
    return _Draft(reading, RecordKind.PASSAGE, (span,), nobody, None, municipality, question=None)


def _identified(draft: _Draft, occurrence: int) -> Record:
    article, attribution = draft.reading.article, draft.attribution
    identity = "\0".join((article.id, draft.kind, draft.text, str(occurrence)))
    return Record(
        id=sha256_of(identity)[:16],
        kind=draft.kind,
        article_id=article.id,
        span=draft.span,
        text=draft.text,
        sha256=sha256_of(draft.text),
        segments=draft.segments,
        speakers=attribution.speakers,
        status=draft.status,
        method=attribution.method,
        confidence=attribution.confidence,
        reason=attribution.reason,
        evidence=attribution.evidence,
        municipality=draft.municipality,
        question=draft.question,
        question_text=draft.question.of(article.text) if draft.question else None,
    )


def make_units(
    record: Record, article: Article, *, token_count: Callable[[str], int], max_tokens: int
) -> Iterator[Unit]:
    """Yield the units of one record: the whole in one chunk or more, each with its context, then its sentences.

    Args:
        record: what the units lead to.
        article: that the record is from.
        token_count: of a text as the model reads it.
        max_tokens: the model's limit.
    """
    sentences = [sentence for segment in record.segments for sentence in _sentences(record, segment)]
    room = max_tokens - MARGIN
    question = " ".join((record.question_text or "").split())
    # A question that fills the chunk would leave no room for the answer.
    context = question + " " if question and token_count(question) <= room // 3 else ""
    for part in _parts(record, sentences, context=context, token_count=token_count, room=room):
        span = Span(part[0].start, part[-1].end)
        chunk = context + _words(record, part)
        surrounded = _surrounded(article, span)
        yield Unit(UnitKind.CONTEXT, span, surrounded if token_count(surrounded) <= max_tokens else chunk)
        yield Unit(UnitKind.CHUNK, span, chunk)
    if len(sentences) > 1:
        for sentence in sentences:
            text = _words(record, [sentence])
            if len(text.split()) >= SHORTEST_SENTENCE:
                yield Unit(UnitKind.SENTENCE, sentence, text)


def _surrounded(article: Article, span: Span) -> str:
    """Return the article's title and its words from a little before the span to a little after, on one line."""
    start = article.text.find(" ", span.start - BEFORE, span.start) if span.start > BEFORE else 0
    end = article.text.rfind(" ", span.end, span.end + AFTER) if span.end + AFTER < len(article.text) else None
    words = article.text[span.start if start < 0 else start : span.end if end == -1 else end].split()
    return " ".join([*(f"{article.title}.".split() if article.title else ()), *words])


def _sentences(record: Record, segment: Span) -> list[Span]:
    text = record.text[segment.start - record.span.start : segment.end - record.span.start]
    return split_sentences(text, start=segment.start)


def _words(record: Record, spans: Sequence[Span]) -> str:
    """Return the spans' words on one line."""
    offset = record.span.start
    return " ".join(" ".join(record.text[s.start - offset : s.end - offset].split()) for s in spans)


def _parts(
    record: Record, sentences: Sequence[Span], *, context: str, token_count: Callable[[str], int], room: int
) -> Iterator[list[Span]]:
    """Yield runs of whole sentences that fit into room; a sentence that does not is cut between words."""

    def fits(spans: Sequence[Span]) -> bool:
        return token_count(context + _words(record, spans)) <= room

    if sentences and fits(sentences):  # nearly always, and one count is enough
        yield list(sentences)
        return
    part: list[Span] = []
    for sentence in sentences:
        for piece in [sentence] if fits([sentence]) else _cut(record, sentence, lambda span: fits([span])):
            if part and not fits([*part, piece]):
                yield part
                part = []
            part.append(piece)
    if part:
        yield part


def _cut(record: Record, sentence: Span, fits: Callable[[Span], bool]) -> Iterator[Span]:
    """Yield stretches of a very long sentence, by halves at a space, that fit; one without a space stays whole."""
    text, offset = record.text, record.span.start
    middle = (sentence.start + sentence.end) // 2 - offset
    space = text.rfind(" ", sentence.start - offset, middle)
    if fits(sentence) or space <= sentence.start - offset:
        yield sentence
        return
    yield from _cut(record, Span(sentence.start, offset + space), fits)
    yield from _cut(record, Span(offset + space + 1, sentence.end), fits)
