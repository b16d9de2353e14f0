"""What is not to be told of verdicts that wait for a second reviewer: one condition for the log, lists and exports."""

from __future__ import annotations

import sqlalchemy as sa

from chatbot.store.judgements import ReviewState
from chatbot.store.schema import answers, audit, hidden_quotes, shown_quotes, verdicts

Condition = sa.ColumnElement[bool]


def is_waiting(answer: sa.ColumnElement[str]) -> Condition:
    """Return the condition that a verdict on an answer waits for a second reviewer; nobody but its own may know it."""
    return sa.exists(sa.select(answers.c.id).where(answers.c.id == answer, answers.c.state == ReviewState.SECOND))


def may_know_hidden(seen_by: int | None) -> Condition:
    """Return the condition that somebody may know who hid a quote, or that anybody did.

    Args:
        seen_by: number of the account; None for the command line, whose user has the database.
    """
    return _may_know(seen_by, hidden_quotes.c.reviewer, _tells_label(hidden_quotes.c.quote, hidden_quotes.c.reviewer))


def may_know_line(seen_by: int | None) -> Condition:
    """Return the condition that somebody may read a line of the log; seen_by as above."""
    of_verdict = sa.and_(audit.c.action.startswith("verdict."), is_waiting(audit.c.subject))
    of_quote = sa.and_(audit.c.action.startswith("quote."), _tells_label(audit.c.subject, audit.c.reviewer))
    return _may_know(seen_by, audit.c.reviewer, sa.or_(of_verdict, of_quote))


def _may_know(seen_by: int | None, reviewer: sa.ColumnElement[int], is_blind: Condition) -> Condition:
    if seen_by is None:
        return sa.true()
    return sa.or_(sa.func.coalesce(reviewer, -1) == seen_by, sa.not_(is_blind))


def _tells_label(quote: sa.ColumnElement[str], reviewer: sa.ColumnElement[int]) -> Condition:
    """Return the condition that a waiting verdict of a reviewer is on an answer that showed a quote.

    What the reviewer does to that quote tells what the verdict says of it.
    """
    return sa.exists(
        sa.select(verdicts.c.id)
        .join(answers, answers.c.id == verdicts.c.answer)
        .join(shown_quotes, shown_quotes.c.answer == answers.c.id)
        .where(answers.c.state == ReviewState.SECOND, verdicts.c.reviewer == reviewer, shown_quotes.c.quote == quote)
    )
