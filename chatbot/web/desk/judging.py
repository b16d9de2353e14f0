"""What a reviewer has typed about an answer, what may be done with it, and how it is saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from sqlalchemy.engine import Connection
from starlette.datastructures import FormData

from chatbot.store.cases import Asked, Case, same_kind
from chatbot.store.errors import ConflictError, UnknownAnswerError
from chatbot.store.judgements import AnswerVerdict, Judgement, JudgementError, QuoteLabel, ReviewState, Verdict
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.scrubbing import Scrubber
from chatbot.store.verdicts import may_adjudicate, save_verdict, verdict_of, verdicts_on

LABEL = "label:"
"""Begins the name of a field with the label of a quote; its id follows."""
LONGEST_COMMENT = 4000


class Mode(Enum):
    """What somebody may do with an answer."""

    JUDGE = "judge"
    DECIDE = "decide"
    READER = "reader"
    SETTLED = "settled"
    YOURS = "yours"

    @property
    def may_save(self) -> bool:
        """Whether anything can be saved."""
        return self in (Mode.JUDGE, Mode.DECIDE)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form.

    Attributes:
        kind: None while none is chosen.
        version: of the verdict that is changed; None for a first one.
        decides: the page was made for who decides what counts.
    """

    kind: AnswerVerdict | None = None
    labels: dict[str, QuoteLabel] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    comment: str = ""
    version: int | None = None
    decides: bool = False

    @classmethod
    def of_form(cls, form: FormData) -> Typed:
        """Return what was sent; what no page of ours sends counts as not said."""
        labels = {
            name.removeprefix(LABEL): QuoteLabel(value)
            for name, value in form.items()
            if name.startswith(LABEL) and value in list(QuoteLabel)
        }
        version = str(form.get("version", ""))
        return cls(
            kind=next((kind for kind in AnswerVerdict if kind == form.get("kind")), None),
            labels=labels,
            chosen=_texts(form, "chosen"),
            similar=_texts(form, "similar"),
            comment=str(form.get("comment", "")).replace("\r\n", "\n")[:LONGEST_COMMENT],  # as the browser counts it
            version=int(version) if version.isascii() and version.isdigit() else None,
            decides=form.get("decides") == "1",
        )

    @classmethod
    def of_verdict(cls, verdict: Verdict) -> Typed:
        """Return what was saved, to be changed."""
        labels, comment = dict(verdict.labels), verdict.comment or ""
        return cls(verdict.kind, labels, verdict.chosen, (), comment, verdict.version)

    @classmethod
    def of_both(cls, verdicts: Sequence[Verdict]) -> Typed:
        """Return what all verdicts on an answer say, of which somebody decides the rest."""
        kinds = {verdict.kind for verdict in verdicts}
        said = {quote: {verdict.labels.get(quote) for verdict in verdicts} for one in verdicts for quote in one.labels}
        labels = {quote: label for quote, (label, *others) in said.items() if label and not others}
        chosen = [quote for quote in verdicts[0].chosen if all(quote in verdict.chosen for verdict in verdicts)]
        return cls(kinds.pop() if len(kinds) == 1 else None, labels, tuple(chosen))

    def judgement(self, answer: str, shown: Iterable[str]) -> Judgement:
        """Return it as a judgement of an answer, as far as that showed the same quotes.

        Raises:
            ValueError: no kind is chosen.
        """
        if self.kind is None:
            raise ValueError("no kind is chosen")
        known = set(shown)
        labels = {quote: label for quote, label in self.labels.items() if quote in known}
        chosen = tuple(quote for quote in self.chosen if quote not in known)
        return Judgement(answer, self.kind, labels, chosen, self.comment or None)


@dataclass(frozen=True, slots=True)
class Review:
    """How far the reviewing of an answer has come, as one reviewer may know it.

    Attributes:
        seen: the verdicts that the reviewer may see.
        stored: the one that saving would change; None for none.
    """

    mode: Mode
    seen: tuple[Verdict, ...]
    stored: Verdict | None

    @property
    def is_blind(self) -> bool:
        """Whether a first verdict is to be given, and nobody else's is to be seen."""
        return self.mode is Mode.JUDGE and self.stored is None

    @property
    def is_decision(self) -> bool:
        """Whether it is to be decided what counts of several verdicts."""
        return self.mode is Mode.DECIDE

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of quotes that were not shown, but chosen by somebody whose verdict may be seen."""
        return frozenset(quote for verdict in self.seen for quote in verdict.chosen)

    def begun(self) -> Typed:
        """Return what the form begins with: what is stored, or what those agree on between whom is decided."""
        if self.stored is not None:
            return Typed.of_verdict(self.stored)
        return Typed.of_both(self.seen) if self.is_decision and self.seen else Typed()


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: the verdict, for how many similar questions, too, and for how many not."""

    verdict: Verdict
    also: int
    left: int


def review_of(connection: Connection, case: Case, reviewer: Reviewer) -> Review:
    """Return what somebody may do with an answer, and see of its verdicts."""
    seen = tuple(verdicts_on(connection, case.id, seen_by=reviewer))
    own = verdict_of(connection, case.id, reviewer.id)
    if not reviewer.role.may(Role.REVIEWER):
        return Review(Mode.READER, seen, None)
    if case.state.is_open or (own is not None and [verdict.id for verdict in seen] == [own.id]):
        return Review(Mode.JUDGE, tuple(verdict for verdict in seen if verdict == own), own)
    if may_adjudicate(connection, case.id, reviewer):
        return Review(Mode.DECIDE, seen, next((verdict for verdict in seen if verdict.adjudicates), None))
    return Review(Mode.YOURS if case.state is ReviewState.ADJUDICATE else Mode.SETTLED, seen, None)


def save_typed(connection: Connection, case: Case, typed: Typed, reviewer: Reviewer, scrubber: Scrubber) -> Saved:
    """Save what was typed, also for the similar questions that were ticked.

    Where a similar question was answered with other quotes, what is said of quotes that it did not show is left out;
    one that cannot be judged so is left as it is.

    Raises:
        ValueError, UnknownAnswerError, JudgementError, ConflictError, NotYoursError: as save_verdict has them; nothing
            is to be committed.
    """
    saved = save_verdict(
        connection,
        typed.judgement(case.id, (shown.quote for shown in case.quotes)),
        reviewer=reviewer,
        expected_version=typed.version,
        scrubber=scrubber,
        adjudicates=typed.decides,
    )
    also = 0
    ticked = [] if typed.decides else same_kind(connection, case, typed.similar, reviewer.id)
    for asked in ticked:
        also += _saves(connection, typed, asked, reviewer, scrubber)
    return Saved(saved, also, left=len(set(typed.similar)) - also)


def _saves(connection: Connection, typed: Typed, asked: Asked, reviewer: Reviewer, scrubber: Scrubber) -> bool:
    judgement = typed.judgement(asked.id, asked.quotes)
    try:
        save_verdict(connection, judgement, reviewer=reviewer, expected_version=None, scrubber=scrubber)
    except (JudgementError, ConflictError, UnknownAnswerError):
        return False  # raised before anything is written
    return True


def _texts(form: FormData, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in form.getlist(name)))
