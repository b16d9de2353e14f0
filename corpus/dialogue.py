"""Questions that a reporter asks aloud: a dash line without a tag, answered by the next one."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.people import PeopleTable
from corpus.records import Block
from corpus.utterances import Form, Utterance


def mark_questions_aloud(
    text: str, blocks: Sequence[Block], utterances: Sequence[Utterance], table: PeopleTable
) -> None:
    """Mark the untagged dash questions that are the reporter's.

    They are where another dash line answers them, and the reporter is known to ask aloud (frågar
    jag) or the article has one person only. Where two talk with each other it may be either.
    """
    heard = any(utterance.is_reporters for utterance in utterances)
    if not heard and len(table.people) != 1:
        return
    for number, utterance in enumerate(utterances[:-1]):
        if _only_asks(text, blocks, utterance) and _answers(utterance, utterances[number + 1]):
            utterance.asked_aloud = True


def _only_asks(text: str, blocks: Sequence[Block], utterance: Utterance) -> bool:
    """Tell whether a whole paragraph is an untagged dash and a question."""
    known = utterance.tags or utterance.leading or utterance.trailing
    whole = utterance.span.end == blocks[utterance.block].span.end
    asks = utterance.span.of(text).endswith("?")
    return utterance.form is Form.DASH and not known and len(utterance.segments) == 1 and whole and asks


def _answers(question: Utterance, utterance: Utterance) -> bool:
    return utterance.form is Form.DASH and utterance.block == question.block + 1 and not utterance.is_reporters
