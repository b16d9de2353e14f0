"""The answer record, the same for the command line, the HTTP API and the pages."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from chatbot.filters import Filters


class Status(StrEnum):
    """What kind of answer it is."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    NO_VOICE = "no_voice"
    NOT_A_QUESTION = "not_a_question"


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What was understood of a question; None for what it does not name.

    Attributes:
        filters: what the visitor has narrowed the answers to; None for nothing.
    """

    question: str
    municipality: str | None = None
    speaker: str | None = None
    role: str | None = None
    filters: Filters | None = None


@dataclass(frozen=True, slots=True)
class AnswerSpeaker:
    """Who speaks; name None where the article does not tell, or not surely enough."""

    name: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class AnswerAttribution:
    """The rule that decided who speaks, and how sure it is, in [0, 1]."""

    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """Where a quote was published; published as YYYY-MM-DD."""

    id: str
    title: str
    publisher: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class AnswerQuote:
    """One verbatim quote, or a passage of the article's own narration.

    Attributes:
        kind: "quote" or "passage"; a passage has no speakers.
        text: article.text[start:end], compared again at the moment of answering.
        highlight: [start, end) of the best sentence within text, or None for the whole.
        segments: spoken stretches [start, end) within text; what lies between them is the
            narrator's tag. One stretch, the whole text, for most quotes.
        start, end: offsets of text in the article's text.
        sha256: of text in UTF-8, hexadecimal.
        score: calibrated probability in [0, 1] that the quote answers the question.
    """

    id: str
    kind: str
    text: str
    highlight: tuple[int, int] | None
    segments: tuple[tuple[int, int], ...]
    speakers: tuple[AnswerSpeaker, ...]
    attribution: AnswerAttribution
    municipality: str | None
    interviewer_question: str | None
    article: ArticleReference
    start: int
    end: int
    sha256: str
    score: float


@dataclass(frozen=True, slots=True)
class Unfiltered:
    """How many quotes answer without one of the filters; filter "all" for without any, quotes counted up to a limit."""

    filter: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who answers a question that the municipality asked about does not.

    Attributes:
        question: without the municipality; asked, it is answered.
        quotes: how many that gives.
        municipalities: where these are from, in their order.
    """

    question: str
    quotes: int
    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    Attributes:
        elsewhere: where the municipality that the question names has no answer, and others have.
        unfiltered: where there is no answer with the visitor's filters: what each of them, left out, would give.
    """

    question: str
    language: str
    interpreted: Interpretation
    status: Status
    message: str
    quotes: tuple[AnswerQuote, ...]
    suggestions: tuple[str, ...]
    generation: str
    unfiltered: tuple[Unfiltered, ...] = ()
    elsewhere: Elsewhere | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain data, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """What one municipality answers; message tells why where it has no quotes, and is empty where it has."""

    municipality: str
    status: Status
    message: str
    quotes: tuple[AnswerQuote, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question, answered municipality by municipality.

    Attributes:
        municipalities: those with quotes first, the best first; then those without.
        more: how many municipalities are not shown.
    """

    question: str
    language: str
    interpreted: Interpretation
    status: Status
    message: str
    municipalities: tuple[PlaceAnswer, ...]
    more: int
    generation: str

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain data, ready for JSON."""
        return asdict(self)


class CheckStatus(StrEnum):
    """Whether a text stands word for word in an article."""

    EXACT = "exact"
    ALTERED = "altered"
    NOT_FOUND = "not_found"
    TOO_SHORT = "too_short"


class DifferenceKind(StrEnum):
    """What was done to a stretch of the original."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


class CheckNote(StrEnum):
    """What else is to be said of a checked text; the gravest first.

    Attributes:
        OTHER_SPEAKER: it is said to be by somebody who, as the article has it, did not say it.
        NEGATION: a word that turns the meaning round ("inte") is left out, put in or exchanged.
        NUMBER: a number is left out, put in or exchanged.
        STITCHED: it is put together from different places, or from what several people say.
        OMISSION: words are left out where the text says so ([...]).
        PUNCTUATION: only punctuation marks differ.
        PART_OF_SENTENCE: it begins or ends within a sentence, whose rest may change what it means.
        WITH_NARRATION: a part of it is the article's own words.
        TAG_LEFT_OUT: the narrator's words between what is said ("säger hon") are left out.
        TYPOGRAPHY: quotation marks, dashes or capitals differ, the words do not.
    """

    OTHER_SPEAKER = "other_speaker"
    NEGATION = "negation"
    NUMBER = "number"
    STITCHED = "stitched"
    OMISSION = "omission"
    PUNCTUATION = "punctuation"
    PART_OF_SENTENCE = "part_of_sentence"
    WITH_NARRATION = "with_narration"
    TAG_LEFT_OUT = "tag_left_out"
    TYPOGRAPHY = "typography"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the checked text beside the original's; one of them is empty where words were added or removed."""

    kind: DifferenceKind
    given: str
    original: str


@dataclass(frozen=True, slots=True)
class CheckMatch:
    """A passage of an article that a checked text, or a part of it, has or comes from.

    Attributes:
        kind: "quote" where it is of one quote, "passage" where it is the article's own narration, "question" where the
            interviewer asks it, "article" for anything else: several of these, or a heading.
        text: article.text[start:end], compared again at the moment of answering; the differences' originals in a row.
        quotes: the quotes and passages that have a part of it, in text order, each whole and with its speakers.
            Nobody else may be said to have said it.
    """

    kind: str
    text: str
    article: ArticleReference
    start: int
    end: int
    quotes: tuple[AnswerQuote, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """What is known of a text that somebody pasted.

    Attributes:
        text: as it was pasted.
        message: the verdict, then the remarks.
        remarks: what the notes say, in words.
        credit: who the text says has said it, where it does; None otherwise.
        matches: exact ones each have all of the text; of an altered text each has its part.
        more: how many places with the same words are not shown.
    """

    text: str
    status: CheckStatus
    message: str
    notes: tuple[CheckNote, ...]
    remarks: tuple[str, ...]
    credit: str | None
    matches: tuple[CheckMatch, ...]
    more: int
    generation: str

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain data, ready for JSON."""
        return asdict(self)
