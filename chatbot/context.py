"""A quote with what stands around it in its article, as the article's file is at this moment.

Not the whole article, which belongs to its publisher: as much as shows what the quote is about and that nothing was
turned round by leaving something out. That is the interviewer's question and a few paragraphs of the same section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from chatbot.choosing import Offer
from chatbot.proof import current_article, current_blocks
from chatbot.records import AnswerQuote
from chatbot.showing import shown_quote
from corpus.contacts import split_narration
from corpus.errors import CorpusError
from corpus.records import CUT, Block, BlockKind, Span
from index.catalogue import ArticleRow
from index.chunks import Record, RecordKind
from index.generation import Generation

AROUND = 3
"""Blocks of the running text on each side of the quote, at most."""
LENGTH_AROUND = 900
"""Characters on each side from which on no further block is shown."""

# Pictures' texts, menus and adverts are no part of the running text. Words that are set apart repeat it, and the name
# beside them would come to stand beside somebody else's words.
_RUNNING = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.QUESTION})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article.

    Attributes:
        text: the article's, character for character; empty where contact details, a credit or a hidden quote were
            left out.
        quote: what it is a quote of; None for everything else.
    """

    text: str
    quote: AnswerQuote | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph or question of an article.

    Attributes:
        follows: False where text was left out right before it.
    """

    kind: BlockKind
    pieces: tuple[Piece, ...]
    follows: bool = True

    @property
    def quotes(self) -> list[AnswerQuote]:
        """The quotes in it, in text order."""
        return [piece.quote for piece in self.pieces if piece.quote]


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """A quote or passage, and the parts of its article around it, in text order.

    Attributes:
        parts: one of them has a piece whose quote is this one and whose text is the quote's.
        goes_on: whether the article's running text goes on after the last part.
        generation: of the index that the quote is from.
    """

    quote: AnswerQuote
    parts: tuple[Part, ...]
    goes_on: bool
    generation: str


def context_of(
    quote_id: str, generation: Generation, corpus: Path, hidden: AbstractSet[str] = frozenset()
) -> QuoteContext | None:
    """Return a quote with what stands around it; None if it is unknown, or its article no longer has it.

    Args:
        corpus: directory of the articles.
        hidden: ids of other quotes, whose words are left out.
    """
    found = generation.record_by_id(quote_id)
    if found is None:
        return None
    record = found[1]
    article = generation.article(record.article_id)
    try:
        current = current_article(article, corpus)
        text, all_blocks = current_blocks(corpus / article.file)
    except (OSError, CorpusError):
        return None
    if text != current.text or not current.has(record):
        return None
    numbers = generation.records_of(article.id)
    others = [other for other in generation.records(numbers) if _is_apart(other, record, hidden)]
    known = [record, *(other for other in others if current.has(other))]
    blocks, place = _with_one_block(all_blocks, record.span)
    chosen, goes_on = _around(blocks, place, record)
    parts = tuple(
        Part(blocks[number].kind, tuple(_pieces(text, blocks[number].span, known, article, hidden)), follows)
        for number, follows in _told_of_gaps(blocks, chosen, text)
    )
    return QuoteContext(shown_quote(Offer(1.0, record), article), parts, goes_on, generation.id)


def _is_apart(other: Record, record: Record, hidden: AbstractSet[str]) -> bool:
    """Tell whether another record is marked in the context of one, or left out of it."""
    if other.id in hidden:  # words that it shares with the one that is shown are the shown one's
        return not _overlap(other.span, record.span)
    return other.kind is RecordKind.QUOTE and other != record


def _with_one_block(blocks: Sequence[Block], span: Span) -> tuple[list[Block], int]:
    """Return the blocks, those that the quote lies in as one, and the number of that one."""
    before = [block for block in blocks if block.span.end <= span.start]
    after = [block for block in blocks if block.span.start >= span.end]
    within = blocks[len(before) : len(blocks) - len(after)] or [Block(span, BlockKind.PARAGRAPH)]
    kind = within[0].kind if len(within) == 1 else BlockKind.PARAGRAPH
    start, end = min(within[0].span.start, span.start), max(within[-1].span.end, span.end)
    return [*before, Block(Span(start, end), kind), *after], len(before)


def _around(blocks: Sequence[Block], place: int, record: Record) -> tuple[list[int], bool]:
    """Return the numbers of the blocks to show, in order, and whether the running text goes on after them."""
    numbers = range(len(blocks))
    earlier = [number for number in reversed(numbers[:place]) if blocks[number].kind in _RUNNING]
    later = [number for number in numbers[place + 1 :] if blocks[number].kind in _RUNNING]
    before = _nearest(blocks, earlier, including_heading=True)
    after = _nearest(blocks, later, including_heading=False)
    while after and blocks[after[-1]].kind is BlockKind.QUESTION:  # without its answer
        after.pop()
    # What was asked may stand further up, and a name beside words that are set apart.
    needed = [span for span in (record.question, record.evidence) if span]
    told = [number for number in numbers if blocks[number].kind in {*_RUNNING, BlockKind.NAME_LINE}]
    named = [number for number in told if any(_overlap(blocks[number].span, span) for span in needed)]
    return sorted({*before, place, *after, *named}), len(after) < len(later)


def _nearest(blocks: Sequence[Block], numbers: Sequence[int], *, including_heading: bool) -> list[int]:
    """Return the first blocks, nearest first, as far as the section and the limits reach."""
    chosen: list[int] = []
    for number in numbers:
        is_heading = blocks[number].kind is BlockKind.HEADING
        length = sum(len(blocks[one].span) for one in chosen)
        if (is_heading and not including_heading) or len(chosen) >= AROUND or length >= LENGTH_AROUND:
            break
        chosen.append(number)
        if is_heading:
            break
    return chosen


def _told_of_gaps(blocks: Sequence[Block], chosen: Sequence[int], text: str) -> Iterator[tuple[int, bool]]:
    """Yield the numbers with whether each goes on where the one before ends; the first with whether it begins all."""
    shown = -1
    for number in chosen:
        skipped = blocks[shown + 1 : number]
        # A headline alone is no loss: the article's title stands above.
        told = [block for block in skipped if block.kind is not BlockKind.HEADING]
        yield number, not any(block.kind in _RUNNING or block.span.of(text) == CUT for block in told)
        shown = number


def _pieces(
    text: str, span: Span, known: Sequence[Record], article: ArticleRow, hidden: AbstractSet[str]
) -> Iterator[Piece]:
    """Yield what a block consists of: quotes, and the article's words between them without contact details.

    A hidden quote is an empty piece.
    """
    position = span.start
    for record in sorted(known, key=lambda record: record.span):
        if record.span.start < position or record.span.end > span.end:
            continue
        yield from _narration(text, Span(position, record.span.start))
        yield Piece("") if record.id in hidden else Piece(record.text, shown_quote(Offer(1.0, record), article))
        position = record.span.end
    yield from _narration(text, Span(position, span.end))


def _narration(text: str, span: Span) -> Iterator[Piece]:
    """Yield the words between quotes; what is never shown is an empty piece."""
    runs = split_narration(text, span) if len(span) else []
    starts = [span.start, *(run.start for run, _ in runs[1:]), span.end]
    for number, (_, is_apart) in enumerate(runs):
        yield Piece("" if is_apart else text[starts[number] : starts[number + 1]])


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
