"""An article as it was read, cut into paragraphs and pieces that can be marked: all of its text, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.records import BlockKind, Quote, QuoteStatus, Reading, SegmentKind, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article that is marked in one way.

    Attributes:
        kind: None between segments: tags, dashes, quotation marks.
        quote: index in Reading.quotes of the quote that it is spoken in.
        proves: indexes of the quotes whose speaker these words decided.
        is_place: whether these words decided the article's municipality.
    """

    span: Span
    kind: SegmentKind | None = None
    quote: int | None = None
    proves: tuple[int, ...] = ()
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article.

    Attributes:
        quotes: indexes of the quotes that begin in it.
    """

    span: Span
    kind: BlockKind
    pieces: tuple[Piece, ...]
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in the article, and the letter that stands for them.

    Attributes:
        number: 0 for A, and so on, in the order of their first quotes.
    """

    name: str
    role: str | None
    number: int

    @property
    def letter(self) -> str:
        """A to Z, then A2 and so on."""
        turn, place = divmod(self.number, 26)
        return chr(ord("A") + place) + (str(turn + 1) if turn else "")


def annotate(reading: Reading) -> Iterator[Paragraph]:
    """Yield the article's paragraphs in order; together they have every character but the space between them."""
    text, end = reading.article.text, 0
    for block in reading.blocks:
        yield from _between(reading, Span(end, block.span.start), text)
        yield _paragraph(reading, block.span, block.kind)
        end = block.span.end
    yield from _between(reading, Span(end, len(text)), text)


def waiting(reading: Reading) -> list[int]:
    """Return the indexes of the quotes that no name is shown under until a person has decided."""
    return [
        number
        for number, quote in enumerate(reading.quotes)
        if quote.duplicate_of is None and quote.status is QuoteStatus.NEEDS_REVIEW
    ]


def voices_of(reading: Reading) -> dict[str, Voice]:
    """Return who speaks in the article, or may, by name."""
    found: dict[str, Voice] = {}
    roles = {person.name: person.role for person in reading.people}
    for quote in reading.quotes:
        for name, role in people_of(quote):
            if name not in found:
                found[name] = Voice(name, role or roles.get(name), len(found))
    return found


def people_of(quote: Quote) -> list[tuple[str, str | None]]:
    """Return name or role, and role, of those who are taken to speak, or may; each once."""
    told = [(speaker.name or speaker.role, speaker.role) for speaker in quote.attribution.speakers]
    told += [(name, None) for name in quote.attribution.candidates]
    first: dict[str, str | None] = {}
    for name, role in told:
        if name is not None:
            first.setdefault(name, role)
    return list(first.items())


def _between(reading: Reading, span: Span, text: str) -> Iterator[Paragraph]:
    """Yield what stands outside all blocks, if it is more than space."""
    if span.of(text).strip():
        yield _paragraph(reading, span, BlockKind.PARAGRAPH)


def _paragraph(reading: Reading, span: Span, kind: BlockKind) -> Paragraph:
    quotes = tuple(n for n, quote in enumerate(reading.quotes) if span.start <= quote.span.start < span.end)
    return Paragraph(span, kind, tuple(_pieces(reading, span)), quotes)


def _pieces(reading: Reading, span: Span) -> Iterator[Piece]:
    segments = [s for s in reading.segments if s.span.start < span.end and s.span.end > span.start]
    proofs = [
        (quote.attribution.evidence, number)
        for number, quote in enumerate(reading.quotes)
        if quote.attribution.evidence is not None
    ]
    place = reading.municipality.span if reading.municipality else None
    marked = [*(s.span for s in segments), *(proof for proof, _ in proofs), *([place] if place else ())]
    edges = {span.start, span.end}
    edges |= {edge for each in marked for edge in (each.start, each.end) if span.start < edge < span.end}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        piece = Span(start, end)
        segment = next((s for s in segments if s.span.contains(piece)), None)
        yield Piece(
            piece,
            segment.kind if segment else None,
            segment.quote if segment else None,
            tuple(number for proof, number in proofs if proof.contains(piece)),
            place is not None and place.contains(piece),
        )
