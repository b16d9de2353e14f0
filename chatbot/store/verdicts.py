"""Verdicts are saved and read: by versions, blind until both have answered, decided by a third where two disagree."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from chatbot.records import Status
from chatbot.store.auditing import note
from chatbot.store.desk_settings import SECOND_SHARE, read_setting
from chatbot.store.errors import ConflictError, NotYoursError, UnknownAnswerError
from chatbot.store.judgements import (
    AnswerVerdict,
    Contradiction,
    Judgement,
    JudgementError,
    QuoteLabel,
    ReviewState,
    Verdict,
    check_judgement,
)
from chatbot.store.narrowing import NARROWING, narrowing_of
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import answers, reviewers, shown_quotes, verdict_quotes, verdicts
from chatbot.store.scrubbing import Scrubber
from chatbot.store.settling import agree, is_drawn, settled
from chatbot.store.sittings import end_sittings, is_sitting

__all__ = [
    "AnswerVerdict",
    "Contradiction",
    "Judgement",
    "JudgementError",
    "QuoteLabel",
    "ReviewState",
    "Verdict",
    "judged_by_two",
    "may_adjudicate",
    "save_verdict",
    "settled_verdict",
    "settled_verdicts",
    "verdict_of",
    "verdicts_on",
]

_AT_ONCE = 500
_PAIR = 2


def save_verdict(
    connection: Connection,
    judgement: Judgement,
    *,
    reviewer: Reviewer,
    expected_version: int | None,
    scrubber: Scrubber,
    adjudicates: bool = False,
) -> Verdict:
    """Save a judgement, and bring its answer to its next state.

    A first verdict counts as that of a second reviewer even if another was settled meanwhile, as long as the reviewer
    has not been shown that (chatbot.store.sittings).

    Args:
        connection: of a transaction.
        judgement: what the reviewer says.
        reviewer: who says it.
        expected_version: that the reviewer saw and changes; None for the first. There is one decision on an answer,
            whoever changes it.
        scrubber: takes personal details out of the comment.
        adjudicates: it decides between two that disagree, or an editor decides otherwise than was settled.

    Raises:
        UnknownAnswerError: the conversation is deleted.
        JudgementError: the judgement contradicts itself, or the answer.
        ConflictError: it was judged meanwhile: by the reviewer in another tab, or so that nobody's is needed any more.
            The error has the verdict that stands in the way, if the reviewer may see it.
        NotYoursError: somebody else is to decide.
    """
    answer = _locked(connection, judgement.answer)
    state = ReviewState(answer.state)
    positions = _positions(connection, judgement.answer)
    check_judgement(judgement, positions, is_refusal=answer.status != Status.ANSWERED)
    given = _given(connection, judgement.answer)
    stored = _own(given, reviewer.id, adjudicates=adjudicates)
    if (stored.version if stored else None) != expected_version:
        raise ConflictError(stored)
    if adjudicates:
        if not _may_adjudicate(connection, given, state, reviewer):
            raise NotYoursError("den som redan har bedömt svaret avgör inte; det gör någon annan")
    elif not _is_open(given, state, stored, is_sitting=is_sitting(connection, judgement.answer, reviewer.id)):
        raise ConflictError(settled(given, state))
    saved = _write(connection, judgement, answer, positions, (reviewer, stored, adjudicates), scrubber)
    _move(connection, saved, state, [each for each in given if stored is None or each.id != stored.id])
    end_sittings(connection, reviewer.id, judgement.answer)
    action = _adjudication(given, reviewer) if adjudicates else "save" if stored is None else "change"
    note(connection, reviewer.id, f"verdict.{action}", subject=judgement.answer)
    return saved


def _adjudication(given: Sequence[Verdict], reviewer: Reviewer) -> str:
    is_one_of_them = any(each.reviewer == reviewer.id for each in given if not each.adjudicates)
    return "adjudicate_own" if is_one_of_them else "adjudicate"


def verdict_of(connection: Connection, answer: str, reviewer_id: int) -> Verdict | None:
    """Return what a reviewer said of an answer; None if nothing yet. What decides between two is not meant."""
    return _own(_given(connection, answer), reviewer_id, adjudicates=False)


def verdicts_on(connection: Connection, answer: str, *, seen_by: Reviewer) -> list[Verdict]:
    """Return the verdicts on an answer that somebody may see, in the order in which they were given.

    One's own always; those of others when two have answered, or when the answer is done with. So nobody who may still
    judge sees what another has said.
    """
    given = _given(connection, answer)
    state = _state(connection, answer)
    is_over = state is None or not state.is_open
    return [verdict for verdict in given if is_over or verdict.reviewer == seen_by.id]


def may_adjudicate(connection: Connection, answer: str, reviewer: Reviewer) -> bool:
    """Tell whether somebody may decide what counts.

    Where two disagree a third decides. If no third account may judge, one of the two does: the editor, if one of them
    is. What is settled an editor may decide otherwise.
    """
    state = _state(connection, answer)
    return state is not None and _may_adjudicate(connection, _given(connection, answer), state, reviewer)


def settled_verdict(connection: Connection, answer: str) -> Verdict | None:
    """Return what counts of what was said of an answer; None while nothing does."""
    return settled(_given(connection, answer), _state(connection, answer))


def settled_verdicts(connection: Connection) -> list[Verdict]:
    """Return what counts of every answer that was judged, the oldest first."""
    judged = sa.select(answers.c.id, answers.c.state).where(answers.c.id.in_(sa.select(verdicts.c.answer)))
    states = {row.id: row.state for row in connection.execute(judged)}
    found = (
        settled(given, ReviewState(states[answer]) if answer in states else None)
        for answer, given in _by_answer(connection, sa.select(verdicts)).items()
    )
    return [verdict for verdict in found if verdict is not None]


def judged_by_two(connection: Connection, since: datetime.datetime | None = None) -> list[list[Verdict]]:
    """Return the verdicts on each answer that two have judged; for measures.

    Args:
        connection: reads.
        since: leaves out the answers of which the second was given before; None for all that are kept.
    """
    doubled = (
        sa.select(verdicts.c.answer)
        .where(sa.not_(verdicts.c.adjudicates))
        .group_by(verdicts.c.answer)
        .having(sa.func.count() >= _PAIR)
    )
    if since is not None:
        doubled = doubled.having(sa.func.max(verdicts.c.judged) >= since)
    return list(_by_answer(connection, sa.select(verdicts).where(verdicts.c.answer.in_(doubled))).values())


def _by_answer(connection: Connection, query: sa.Select[Any]) -> dict[str, list[Verdict]]:
    """Return answer -> its verdicts in the order in which they were given."""
    rows = connection.execute(query.order_by(verdicts.c.id)).all()
    grouped: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in _verdicts(connection, rows):
        grouped[verdict.answer].append(verdict)
    return dict(grouped)


# --- who may ----------------------------------------------------------------------------------------


def _is_open(given: Sequence[Verdict], state: ReviewState, stored: Verdict | None, *, is_sitting: bool) -> bool:
    """Tell whether a verdict may be given or changed: as long as nobody has seen two."""
    others = [each for each in given if stored is None or each.id != stored.id]
    if stored is not None:
        return not others
    return (state.is_open or is_sitting) and len(others) < _PAIR and not any(each.adjudicates for each in others)


def _may_adjudicate(connection: Connection, given: Sequence[Verdict], state: ReviewState, reviewer: Reviewer) -> bool:
    if state is ReviewState.DONE:
        return reviewer.role.may(Role.EDITOR)
    if state is not ReviewState.ADJUDICATE or not reviewer.role.may(Role.REVIEWER):
        return False
    two = {verdict.reviewer for verdict in given}
    if reviewer.id not in two:
        return True
    if _is_anybody(connection, Role.REVIEWER, reviewers.c.id.not_in(two)):
        return False
    return reviewer.role.may(Role.EDITOR) or not _is_anybody(connection, Role.EDITOR, reviewers.c.id.in_(two))


def _is_anybody_else(connection: Connection, than: int) -> bool:
    """Tell whether there is another account that may judge."""
    return _is_anybody(connection, Role.REVIEWER, reviewers.c.id != than)


def _is_anybody(connection: Connection, needed: Role, which: sa.ColumnElement[bool]) -> bool:
    """Tell whether one of some accounts may do what needs a role."""
    roles = [role.value for role in Role if role.may(needed)]
    able = reviewers.c.role.in_(roles), sa.not_(reviewers.c.disabled), which
    return connection.scalar(sa.select(sa.exists().where(*able))) is True


# --- what is written --------------------------------------------------------------------------------


def _locked(connection: Connection, answer: str) -> Row[Any]:
    """Return the answer's row, which nobody else changes until the transaction is over."""
    row = connection.execute(sa.select(answers).where(answers.c.id == answer).with_for_update()).one_or_none()
    if row is None:
        raise UnknownAnswerError("svaret finns inte kvar; samtalet är raderat")
    return row


def _positions(connection: Connection, answer: str) -> dict[str, int]:
    """Return quote -> its first place in the answer."""
    shown = sa.select(shown_quotes).where(shown_quotes.c.answer == answer).order_by(shown_quotes.c.position.desc())
    return {row.quote: row.position for row in connection.execute(shown)}


def _write(
    connection: Connection,
    judgement: Judgement,
    answer: Row[Any],
    positions: dict[str, int],
    given_by: tuple[Reviewer, Verdict | None, bool],
    scrubber: Scrubber,
) -> Verdict:
    reviewer, stored, adjudicates = given_by
    comment = scrubber.scrub(judgement.comment.strip()) if judgement.comment and judgement.comment.strip() else None
    values = {
        "answer": judgement.answer,
        "reviewer": reviewer.id,
        "adjudicates": adjudicates,
        "version": stored.version + 1 if stored else 1,
        "question": answer.interpreted_question,
        "scrubbed": answer.scrubbed or (comment is not None and comment.changed),
        "language": answer.language,
        "municipality": answer.interpreted_municipality,
        "speaker": answer.interpreted_speaker,
        **{name: answer._mapping[name] for name in NARROWING},  # noqa: SLF001
        "status": answer.status,
        "compared": answer.compared,
        "kind": judgement.kind.value,
        "comment": comment.text if comment else None,
        "generation": answer.generation,
        "judged": datetime.datetime.now(datetime.UTC),
    }
    if stored is None:
        number = connection.execute(verdicts.insert().returning(verdicts.c.id), values).scalar_one()
    else:
        number = stored.id
        connection.execute(verdicts.update().where(verdicts.c.id == number), values)
        connection.execute(verdict_quotes.delete().where(verdict_quotes.c.verdict == number))
    _write_quotes(connection, number, judgement, positions)
    return _verdicts(connection, connection.execute(sa.select(verdicts).where(verdicts.c.id == number)).all())[0]


def _write_quotes(connection: Connection, number: int, judgement: Judgement, positions: dict[str, int]) -> None:
    labelled = [(quote, positions[quote], label) for quote, label in judgement.labels.items()]
    chosen = [(quote, None, QuoteLabel.ANSWERS) for quote in dict.fromkeys(judgement.chosen)]
    rows = [
        {"verdict": number, "quote": quote, "position": position, "label": label.value}
        for quote, position, label in [*labelled, *chosen]
    ]
    if rows:
        connection.execute(verdict_quotes.insert(), rows)


def _move(connection: Connection, saved: Verdict, before: ReviewState, others: Sequence[Verdict]) -> None:
    """Write the state that an answer has come to."""
    if saved.adjudicates:
        state = ReviewState.DONE
    elif others:
        state = ReviewState.DONE if agree(others[0], saved) else ReviewState.ADJUDICATE
    else:
        state = _state_after_first(connection, saved, before)
    connection.execute(answers.update().where(answers.c.id == saved.answer).values(state=state.value))


def _state_after_first(connection: Connection, saved: Verdict, before: ReviewState) -> ReviewState:
    """Return what becomes of an answer that one reviewer has judged.

    What is to be hidden always gets a second reviewer: it takes a voice away from every visitor. A second one is only
    waited for where there is somebody else. What was drawn once is not drawn again when the verdict is changed. Once
    others could see the verdict nobody is blind to it any more: then somebody else decides.
    """
    hides = QuoteLabel.HIDE in saved.labels.values()
    if before is ReviewState.NEW:
        drawn = hides or is_drawn(saved.answer, read_setting(connection, SECOND_SHARE).value)
    else:
        drawn = hides or before is ReviewState.SECOND
    if not drawn or not _is_anybody_else(connection, saved.reviewer):
        return ReviewState.DONE
    return ReviewState.SECOND if before.is_open else ReviewState.ADJUDICATE


# --- what is read -----------------------------------------------------------------------------------


def _state(connection: Connection, answer: str) -> ReviewState | None:
    found = connection.scalar(sa.select(answers.c.state).where(answers.c.id == answer))
    return None if found is None else ReviewState(found)


def _given(connection: Connection, answer: str) -> list[Verdict]:
    of_answer = sa.select(verdicts).where(verdicts.c.answer == answer).order_by(verdicts.c.id)
    return _verdicts(connection, connection.execute(of_answer).all())


def _own(given: Sequence[Verdict], reviewer_id: int, *, adjudicates: bool) -> Verdict | None:
    """Return the reviewer's verdict, or the one decision on the answer, whoever made it."""
    if adjudicates:
        return next((each for each in given if each.adjudicates), None)
    return next((each for each in given if not each.adjudicates and each.reviewer == reviewer_id), None)


def _verdicts(connection: Connection, rows: Sequence[Row[Any]]) -> list[Verdict]:
    return [
        _verdict(row, quotes)
        for start in range(0, len(rows), _AT_ONCE)
        for row, quotes in _with_quotes(connection, rows[start : start + _AT_ONCE])
    ]


def _with_quotes(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[tuple[Row[Any], Sequence[Row[Any]]]]:
    labelled: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    of_these = verdict_quotes.c.verdict.in_([row.id for row in rows])
    ordered = sa.select(verdict_quotes).where(of_these).order_by(verdict_quotes.c.position, verdict_quotes.c.quote)
    for quote in connection.execute(ordered):
        labelled[quote.verdict].append(quote)
    return ((row, labelled[row.id]) for row in rows)


def _verdict(row: Row[Any], quotes: Sequence[Row[Any]]) -> Verdict:
    return Verdict(
        answer=row.answer,
        kind=AnswerVerdict(row.kind),
        labels={each.quote: QuoteLabel(each.label) for each in quotes if each.position is not None},
        chosen=tuple(each.quote for each in quotes if each.position is None),
        comment=row.comment,
        id=row.id,
        reviewer=row.reviewer,
        version=row.version,
        adjudicates=row.adjudicates,
        question=row.question,
        language=row.language,
        municipality=row.municipality,
        speaker=row.speaker,
        filters=narrowing_of(row),
        status=row.status,
        compared=row.compared,
        generation=row.generation,
        judged=row.judged,
    )
