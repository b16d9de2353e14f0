"""The sentences that tell what is known of a pasted text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.check_texts import CheckTexts
from chatbot.records import CheckMatch, CheckNote, CheckStatus
from index.chunks import RecordKind


def verdict_on(status: CheckStatus, matches: Sequence[CheckMatch], texts: CheckTexts, *, more: int) -> str:
    """Return the verdict on a text that has matches."""
    if status is not CheckStatus.EXACT:
        return _near(matches, texts)
    count = len(matches) + more
    verdict = _exact(matches[0], texts)
    return f"{verdict} {texts.places.format(count=count)}" if count > 1 else verdict


def remarks_on(
    notes: Sequence[CheckNote], texts: CheckTexts, *, credit: str | None, exchanged: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return what else is to be said of a text, a sentence or two a note.

    Args:
        credit: who the text says has said it.
        exchanged: "negation" and "number" -> the words that differ.
    """
    words = {kind: ", ".join(f"”{word}”" for word in exchanged.get(kind, ())) for kind in ("negation", "number")}
    filled = {"credit": credit, "negations": words["negation"], "numbers": words["number"]}
    return tuple(texts.notes[note].format(**filled) for note in notes)


def _exact(match: CheckMatch, texts: CheckTexts) -> str:
    names = names_of([match], texts)
    if match.kind == RecordKind.QUOTE and not names:
        template = texts.exact_unattributed
    elif match.kind == "article" and names:
        template = texts.exact_several
    else:
        template = texts.exact[match.kind]
    return template.format(names=names, title=match.article.title)


def _near(matches: Sequence[CheckMatch], texts: CheckTexts) -> str:
    names = names_of(matches, texts)
    first = matches[0]
    if len(matches) > 1:
        template = texts.near_stitched_of if names else texts.near_stitched
    elif first.kind == RecordKind.QUOTE and not names:
        template = texts.near_unattributed
    elif first.kind == "article" and names:
        template = texts.near_several
    else:
        template = texts.near[first.kind]
    return template.format(names=names, title=first.article.title, count=len(matches))


def names_of(matches: Sequence[CheckMatch], texts: CheckTexts) -> str:
    """Return who says the quotes of some passages, by name or role; empty where nobody is known."""
    quotes = (quote for match in matches for quote in match.quotes)
    names = (speaker.name or speaker.role for quote in quotes for speaker in quote.speakers)
    return texts.joined.join(dict.fromkeys(name for name in names if name))
