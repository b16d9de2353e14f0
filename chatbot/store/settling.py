"""When two reviewers agree, what then counts, and which answers get a second reviewer."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from chatbot.store.judgements import AnswerVerdict, Judgement, QuoteLabel, ReviewState, Verdict

_HASHED = 2**64


def is_drawn(answer: str, share: float) -> bool:
    """Tell whether an answer is among the share that gets a second reviewer.

    Args:
        answer: its id; a hash of it decides, so that nobody chooses.
        share: from 0 to 1.
    """
    digest = hashlib.sha256(f"second {answer}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < share * _HASHED


def agree(one: Judgement, other: Judgement) -> bool:
    """Tell whether two judgements of an answer need nobody to decide between them.

    They say the same of the answer and of every quote that both have labelled. A quote that one says answers and the
    other says partly answers makes no difference; one that only one of them would hide does. Where both say that there
    should have been an answer and choose quotes, they share one.
    """
    if one.kind is not other.kind:
        return False
    if not all(_same(one.labels.get(quote), other.labels.get(quote)) for quote in {*one.labels, *other.labels}):
        return False
    chosen = one.kind is not AnswerVerdict.SHOULD_ANSWER or not one.chosen or not other.chosen
    return chosen or bool(set(one.chosen) & set(other.chosen))


def settled(verdicts: Sequence[Verdict], state: ReviewState | None) -> Verdict | None:
    """Return what counts of the verdicts on one answer.

    Args:
        verdicts: in the order in which they were given.
        state: of the answer; None if the conversation is deleted, so that nobody can judge it any more.

    Returns:
        The verdict that decides between two; of two that agree, what both say; a single one unless it waits for a
        second. None while nothing counts.
    """
    deciding = next((verdict for verdict in verdicts if verdict.adjudicates), None)
    if deciding is not None:
        return deciding
    match verdicts:
        case [only]:
            return only if state in (ReviewState.DONE, None) else None
        case [one, other] if agree(one, other):
            return _shared(one, other)
        case _:
            return None


def _same(one: QuoteLabel | None, other: QuoteLabel | None) -> bool:
    if one is None or other is None:
        return QuoteLabel.HIDE not in (one, other)
    return one is other or (one.is_relevant and other.is_relevant)


def _shared(one: Verdict, other: Verdict) -> Verdict:
    """Return what both say: of "answers" and "partly" the more careful, and only what both have chosen."""
    labels = {
        quote: label if other.labels.get(quote, label) is label else QuoteLabel.PARTLY
        for quote, label in {**other.labels, **one.labels}.items()
    }
    return replace(one, labels=labels, chosen=tuple(quote for quote in one.chosen if quote in other.chosen))
