"""Contact details: telephone numbers, e-mail and web addresses. They are never shown, whoever says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Span
from corpus.sentences import sentences_in

_CONTACT = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w{2,}"
    r"|\b(?:https?://|www\.)\S+"
    r"|(?<![\d:.,-])(?:\+46[ -]?|0)\d{1,3}(?:[ /-]{0,3}\d){5,8}(?!\d)",
    re.IGNORECASE,
)


def split_at_contacts(text: str, span: Span) -> list[tuple[Span, bool]]:
    """Return the runs of sentences in a stretch, in order, each with whether it holds contact details."""
    if not _CONTACT.search(text, span.start, span.end):
        return [(span, False)]
    runs: list[tuple[Span, bool]] = []
    for sentence in sentences_in(text, span):
        told = bool(_CONTACT.search(text, sentence.start, sentence.end))
        if runs and runs[-1][1] is told:
            runs[-1] = (Span(runs[-1][0].start, sentence.end), told)
        else:
            runs.append((sentence, told))
    return runs


def without_contacts(text: str, segments: Sequence[Span]) -> list[Span]:
    """Return spoken segments up to the first contact details, or after them where they come first.

    What is left is one stretch of the utterance, so that nothing shown spans what was left out.
    """
    kept: list[Span] = []
    for segment in segments:
        for run, told in split_at_contacts(text, segment):
            if told and kept:
                return kept
            if not told:
                kept.append(run)
    return kept
