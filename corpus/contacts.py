"""Contact details: telephone numbers, e-mail and web addresses. They are never shown, whoever says them.

Links and credits within a paragraph of narration go with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.lines import is_listed
from corpus.records import Span
from corpus.sentences import sentences_in

_CONTACT = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+\.\w{2,}"
    r"|\b(?:https?://|www\.)\S+"
    r"|(?<![\d:.,-])(?:\+46[ -]?|0)\d{1,3}(?:[ /-]{0,3}\d){5,8}(?!\d)",
    re.IGNORECASE,
)
_ASIDE = re.compile(rf"{_CONTACT.pattern}|\b(?:läs|foto|bild|text|illustration|sammanfattning\w*)\b", re.IGNORECASE)
_UNSAID = re.compile(rf"{_CONTACT.pattern}|\b(?:foto|bild|text)\b[^.!?]{{0,20}}:", re.IGNORECASE)


def split_at_contacts(text: str, span: Span) -> list[tuple[Span, bool]]:
    """Return the runs of sentences in a stretch, in order, each with whether it holds contact details."""
    return _split(text, span, _CONTACT, lambda sentence: _CONTACT.search(sentence) is not None)


def split_narration(text: str, span: Span) -> list[tuple[Span, bool]]:
    """Return the runs of sentences in narration, each with whether it holds contact details or a link or credit."""
    return _split(text, span, _ASIDE, _is_aside)


def _is_unsaid(sentence: str) -> bool:
    return _CONTACT.search(sentence) is not None or (":" in sentence and is_listed("credit", sentence))


def _is_aside(sentence: str) -> bool:
    return _CONTACT.search(sentence) is not None or is_listed("aside", sentence) or is_listed("credit", sentence)


def _split(text: str, span: Span, sign: re.Pattern[str], is_apart: Callable[[str], bool]) -> list[tuple[Span, bool]]:
    """Return runs of sentences; without a sign of anything apart it is one run, and nothing is split."""
    if not sign.search(text, span.start, span.end):
        return [(span, False)]
    runs: list[tuple[Span, bool]] = []
    for sentence in sentences_in(text, span):
        apart = is_apart(sentence.of(text))
        if runs and runs[-1][1] is apart:
            runs[-1] = (Span(runs[-1][0].start, sentence.end), apart)
        else:
            runs.append((sentence, apart))
    return runs


def without_contacts(text: str, segments: Sequence[Span]) -> list[Span]:
    """Return spoken segments up to the first contact details or credit, or after them where they come first.

    What is left is one stretch of the utterance, so that nothing shown spans what was left out.
    """
    kept: list[Span] = []
    for segment in segments:
        for run, told in _split(text, segment, _UNSAID, _is_unsaid):
            if told and kept:
                return kept
            if not told:
                kept.append(run)
    return kept
