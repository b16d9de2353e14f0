"""What a reviewer says of an answer, and when it contradicts itself."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from chatbot.errors import ChatbotError
from chatbot.filters import NO_FILTERS, Filters


class QuoteLabel(StrEnum):
    """What a reviewer says of one quote."""

    ANSWERS = "answers"
    PARTLY = "partly"
    BESIDE = "beside"
    WRONG_SPEAKER = "wrong_speaker"
    WRONG_MUNICIPALITY = "wrong_municipality"
    HIDE = "hide"

    @property
    def is_relevant(self) -> bool:
        """Whether a quote of this label may be shown as an answer."""
        return self in (QuoteLabel.ANSWERS, QuoteLabel.PARTLY)


class AnswerVerdict(StrEnum):
    """What a reviewer says of an answer as a whole; a "no" is an answer, too."""

    RIGHT = "right"
    SHOULD_REFUSE = "should_refuse"
    SHOULD_ANSWER = "should_answer"


class ReviewState(StrEnum):
    """How far an answer has come: new -> done, or new -> second -> done, perhaps through adjudicate."""

    NEW = "new"
    SECOND = "second"
    ADJUDICATE = "adjudicate"
    DONE = "done"

    @property
    def is_open(self) -> bool:
        """Whether anybody may judge it, and nobody sees what others have said of it; that never comes back."""
        return self in (ReviewState.NEW, ReviewState.SECOND)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says of an answer.

    Attributes:
        answer: its id.
        labels: id of a quote that was shown -> what it is; a quote may lack one, for instance when it is withdrawn.
        chosen: ids of quotes that were not shown, but answer the question.
        comment: as written; scrubbed on its way into the database.
    """

    answer: str
    kind: AnswerVerdict
    labels: Mapping[str, QuoteLabel] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict(Judgement):
    """A judgement as it is stored, with a copy of the question as it was understood.

    Attributes:
        id: number of the verdict.
        reviewer: number of who gave it.
        version: 1 when first saved, one more with each change.
        adjudicates: whether it decides between two that disagree; then only it counts.
        filters: what the visitor chose beside the question; without a municipality.
        status: of the answer, as chatbot.records.Status has it.
        compared: the answer was given municipality by municipality.
        generation: of the index that answered.
        judged: when it was saved last.
    """

    id: int = field(kw_only=True)
    reviewer: int = field(kw_only=True)
    version: int = field(kw_only=True)
    adjudicates: bool = field(kw_only=True)
    question: str = field(kw_only=True)
    language: str = field(kw_only=True)
    municipality: str | None = field(kw_only=True)
    speaker: str | None = field(kw_only=True)
    filters: Filters = field(default=NO_FILTERS, kw_only=True)
    status: str = field(kw_only=True)
    compared: bool = field(kw_only=True)
    generation: str = field(kw_only=True)
    judged: datetime.datetime = field(kw_only=True)


class Contradiction(Enum):
    """Why a judgement cannot be saved; the pages have the words in both languages."""

    NOT_SHOWN = "bedömer ett citat som svaret inte visade"
    CHOSEN_WAS_SHOWN = "väljer ett citat som redan visades"
    UNJUDGED = "svaret är rätt, men inget av citaten är bedömt"
    RIGHT_WITHOUT_ANSWER = "svaret är rätt, men inget visat citat svarar ens delvis"
    RIGHT_REFUSAL_WITH_CHOICE = "det var rätt att inte svara, men ett citat som svarar är valt"
    NOTHING_TO_REFUSE = "borde inte ha svarat, men inga citat visades"
    REFUSE_THOUGH_ANSWERED = "borde inte ha svarat, men ett citat svarar"
    ANSWERED_ALREADY = "borde ha svarat, men ett visat citat svarar"


class JudgementError(ChatbotError):
    """A judgement contradicts itself or the answer.

    Attributes:
        contradiction: how.
    """

    def __init__(self, contradiction: Contradiction) -> None:
        super().__init__(contradiction.value)
        self.contradiction = contradiction


def check_judgement(judgement: Judgement, shown: Collection[str], *, is_refusal: bool) -> None:
    """Do nothing if a judgement makes sense.

    Args:
        judgement: to be saved.
        shown: ids of the quotes that the answer showed, and that are still there.
        is_refusal: the answer was a "no".

    Raises:
        JudgementError: it contradicts itself, or the answer.
    """
    found = _of_quotes(judgement, shown) or _of_answer(judgement, is_refusal=is_refusal)
    if found is not None:
        raise JudgementError(found)


def _of_quotes(judgement: Judgement, shown: Collection[str]) -> Contradiction | None:
    if not set(judgement.labels) <= set(shown):
        return Contradiction.NOT_SHOWN
    return None if set(shown).isdisjoint(judgement.chosen) else Contradiction.CHOSEN_WAS_SHOWN


def _of_answer(judgement: Judgement, *, is_refusal: bool) -> Contradiction | None:
    labels = set(judgement.labels.values())
    is_answered = any(label.is_relevant for label in labels)
    match judgement.kind:
        case AnswerVerdict.RIGHT if is_refusal:
            return Contradiction.RIGHT_REFUSAL_WITH_CHOICE if judgement.chosen else None
        case AnswerVerdict.RIGHT if not labels:
            return Contradiction.UNJUDGED
        case AnswerVerdict.RIGHT if not is_answered:
            return Contradiction.RIGHT_WITHOUT_ANSWER
        case AnswerVerdict.SHOULD_REFUSE if is_refusal:
            return Contradiction.NOTHING_TO_REFUSE
        case AnswerVerdict.SHOULD_REFUSE if is_answered or judgement.chosen:
            return Contradiction.REFUSE_THOUGH_ANSWERED
        case AnswerVerdict.SHOULD_ANSWER if QuoteLabel.ANSWERS in labels:
            return Contradiction.ANSWERED_ALREADY
        case _:
            return None
