"""The records that every room shares: articles, blocks, spans, people, quotes.

All offsets are half-open ``[start, end)``, count Unicode code points, and point into
``Article.text``. A record never carries words of its own: its text is the slice.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch ``[start, end)`` of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span must have 0 <= start <= end, got [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words that the span covers in text."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether other lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Layout(Enum):
    """What a file's own markup says about a stretch of its text."""

    HEADING = "heading"
    BOLD = "bold"
    ITALIC = "italic"
    LIST_ITEM = "list_item"
    BLOCK_QUOTE = "block_quote"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class LayoutMark:
    """One stretch of text with the markup that the file gave it."""

    span: Span
    layout: Layout


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks.

    Attributes:
        name: full name as the article has it; None for a speaker known by role only.
        role: the role as the article words it; None without evidence.
    """

    name: str | None
    role: str | None = None


class DecidedAs(Enum):
    """What a person says that a stretch of an article is."""

    QUOTE = "quote"
    NARRATION = "narration"
    QUESTION = "question"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class QuoteDecision:
    """What a person has decided about some words of an article, whatever the rules say of them.

    The words are found again by themselves, never by offsets, so that a decision outlives other rules and
    changes elsewhere in the article.

    Attributes:
        words: the article's, from the first said to the last, a tag between them included; exactly these are it.
        unsaid: the parts of words that are not said, in order: ", säger Tuva Granhöst,".
        occurrence, of: which of the places in the article that have these words, from 1, and how many there were.
            Where there are more or fewer now, nobody knows which it was, and the decision is lost.
        kind: what the words are; only a quote has what follows.
        speakers: who says them, a role of None being the one that the article tells; () for nobody who may be named;
            None where nobody decided it.
        municipality: of the speakers' employer; "" for none; None where nobody decided it.
        waits: no name is shown until somebody decides.
        by, date: who decided, and when.
    """

    words: str
    unsaid: tuple[str, ...] = ()
    occurrence: int = 1
    of: int = 1
    kind: DecidedAs = DecidedAs.QUOTE
    speakers: tuple[Speaker, ...] | None = None
    municipality: str | None = None
    waits: bool = False
    by: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has decided about an article, from its front matter.

    Attributes:
        municipality: the employer's municipality; "" for none; None where nobody decided it.
        roles: full name -> role, for people whose role was decided; "" for somebody who has none. The names
            count as named in the article.
        by: who decided; shown as the evidence.
        quotes: what was decided about single stretches; where two are about the same words the later one holds.
    """

    municipality: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    by: str | None = None
    quotes: tuple[QuoteDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article, its text frozen.

    Attributes:
        id: the file's name without ending; stable while the file keeps its name.
        text: NFC; a no-break space became a space and soft hyphens are gone, nothing else.
        marks: the file's own markup (headings, bold ...); empty for plain text.
        title: None where the file does not tell.
        published: date of publication; None where the file does not tell, never guessed.
        decision: what a person has decided; None where nobody has.
    """

    id: str
    text: str
    marks: tuple[LayoutMark, ...] = ()
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: datetime.date | None = None
    decision: Decision | None = None


class BlockKind(Enum):
    """What a block of an article is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUESTION = "question"
    PULL_QUOTE = "pull_quote"
    NAME_LINE = "name_line"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


CUT = "[Stycke borttaget på begäran]"
"""A line where something was cut out. boilerplate.tsv knows it, and no speaker is carried on across it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like stretch of an article with its kind."""

    span: Span
    kind: BlockKind


class Method(Enum):
    """The rule that decided who speaks (docs/reading.md)."""

    EXPLICIT = "explicit"
    PRONOUN = "pronoun"
    INTERVIEW = "interview"
    CONTINUATION = "continuation"
    INTRODUCED = "introduced"
    JOINT = "joint"
    PULL_QUOTE = "pull_quote"
    DECIDED = "decided"
    UNATTRIBUTED = "unattributed"


PUBLISHING_THRESHOLD = 0.80
"""A name is shown under somebody's words only at this confidence or above."""


class QuoteStatus(Enum):
    """What may be shown of who said something.

    PUBLISHED: somebody, surely enough. NEEDS_REVIEW: perhaps somebody; nobody is shown until a person has decided.
    UNATTRIBUTED: the text does not tell.
    """

    PUBLISHED = "published"
    NEEDS_REVIEW = "needs_review"
    UNATTRIBUTED = "unattributed"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks, by which rule, on which words.

    Attributes:
        speakers: empty where the text does not tell.
        evidence: the words that decided (tag, question, name line); None if unattributed.
        confidence: probability in [0, 1] that all the speakers are right.
        reason: why there is no name, or why it is uncertain; a short code.
        candidates: names that a person should weigh where none was published.
        rule: key of the rule that named the speakers, in corpus/lexicon/rules.tsv; None where
            nobody is named, or where a person decided.
    """

    speakers: tuple[Speaker, ...]
    method: Method
    confidence: float
    evidence: Span | None = None
    reason: str | None = None
    candidates: tuple[str, ...] = ()
    rule: str | None = None

    def status_at(self, threshold: float) -> QuoteStatus:
        """Return what may be shown where names need a confidence of at least threshold."""
        if self.speakers and self.confidence >= threshold:
            return QuoteStatus.PUBLISHED
        return QuoteStatus.NEEDS_REVIEW if self.speakers or self.candidates else QuoteStatus.UNATTRIBUTED


@dataclass(frozen=True, slots=True)
class Quote:
    """One utterance: the words of a spoken paragraph.

    Attributes:
        segments: the words only, without dash, quotation marks and tag, in text order; more
            than one where a tag interrupts the utterance.
        question: the interviewer's question that it answers, or None.
        municipality: official name of the speaker's employer's municipality, or None.
        is_pull_quote: set apart from the running text (pull quote or headline).
        duplicate_of: index in Reading.quotes of the body quote that it repeats, or None.
        decision: what a person has decided about it, or None.
    """

    segments: tuple[Span, ...]
    attribution: Attribution
    question: Span | None = None
    municipality: str | None = None
    is_pull_quote: bool = False
    duplicate_of: int | None = None
    decision: QuoteDecision | None = None

    @property
    def span(self) -> Span:
        """The stretch from the first word to the last, an interrupting tag included."""
        return Span(self.segments[0].start, self.segments[-1].end)

    @property
    def status(self) -> QuoteStatus:
        """What may be shown of who said it."""
        return self.attribution.status_at(PUBLISHING_THRESHOLD)


class SegmentKind(Enum):
    """What a stretch of the article is to a reader."""

    QUOTE = "quote"
    PULL_QUOTE = "pull_quote"
    QUESTION = "question"
    NARRATION = "narration"
    HEADING = "heading"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the article with its kind; quote is an index into Reading.quotes."""

    kind: SegmentKind
    span: Span
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the article's narration names.

    Attributes:
        name: full name, canonical (no genitive).
        municipality: official name of the employer's municipality, or None.
    """

    name: str
    role: str | None = None
    workplace: str | None = None
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """A municipality and the words that say so.

    Attributes:
        name: official name without "kommun", for instance "Västerås".
        level: rung of the evidence ladder, "M1".."M6" (docs/reading.md).
    """

    name: str
    level: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it was read. Segments are in text order and do not overlap.

    Attributes:
        lost_decisions: those whose words the article has no more, or not as often as it had.
    """

    article: Article
    blocks: tuple[Block, ...]
    segments: tuple[Segment, ...]
    quotes: tuple[Quote, ...]
    people: tuple[Person, ...]
    municipality: PlaceEvidence | None
    lost_decisions: tuple[QuoteDecision, ...] = ()
