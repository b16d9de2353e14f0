"""Whether a pasted text stands word for word in an article: exact, altered, or not found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from pathlib import Path

from chatbot.check_matches import (
    compared_match,
    exact_match,
    is_by_another,
    is_part_of_sentence,
    match_notes,
    typography_differs,
)
from chatbot.check_messages import remarks_on, verdict_on
from chatbot.check_texts import CheckTexts, check_texts
from chatbot.differences import Compared
from chatbot.errors import ChatbotError
from chatbot.exact_words import Found, find_exact
from chatbot.nearest import Nearest, find_nearest
from chatbot.pasted import ELLIPSIS, OMISSION, Pasted, read_pasted
from chatbot.records import CheckMatch, CheckNote, CheckStatus, QuoteCheck
from chatbot.searched import SearchedArticles
from index.chunks import RecordKind
from index.generation import Generation

LONGEST_TEXT = 10_000
"""Characters that are checked at a time; a long article has as many."""
FEWEST_WORDS = 3
"""Words; two stand side by side in any text."""
SHOWN = 10
"""Places with the same words that are shown."""


class TextTooLongError(ChatbotError):
    """A text has more than LONGEST_TEXT characters; the message is in the language asked for."""


def check_quote(
    text: str, generation: Generation, corpus: Path, language: str = "sv", *, hidden: AbstractSet[str] = frozenset()
) -> QuoteCheck:
    """Tell whether a text stands word for word in an article, and what differs if it nearly does.

    Args:
        text: as it was pasted.
        generation: where candidates are found; what is shown is compared with its article's file.
        corpus: directory of the articles.
        language: of the message, "sv" or "en".
        hidden: ids of quotes that nobody is told to have said.

    Raises:
        TextTooLongError: text has more than LONGEST_TEXT characters.
    """
    texts = check_texts(language)
    if len(text) > LONGEST_TEXT:
        raise TextTooLongError(texts.too_long.format(length=len(text), limit=LONGEST_TEXT))
    text = text.encode("utf-8", "replace").decode("utf-8")
    articles = SearchedArticles(generation, corpus, hidden)
    readings = read_pasted(text)
    if sum(token.is_word for token in readings[0].tokens()) < FEWEST_WORDS:
        message = texts.too_short.format(count=FEWEST_WORDS)
        return QuoteCheck(text, CheckStatus.TOO_SHORT, message, (), (), None, (), 0, generation.id)
    readings = [reading for reading in readings if sum(t.is_word for t in reading.tokens()) >= FEWEST_WORDS]
    for reading in readings:
        found, more = find_exact(reading, articles)
        if found:
            return _exact(text, reading, found, more, generation.id, texts)
    nearest = max((find_nearest(reading, articles) for reading in readings), key=lambda near: near.share)
    return _nearest(text, nearest, _claimed(nearest, readings), generation.id, texts)


def _exact(
    text: str, pasted: Pasted, found: Sequence[Found], more: int, generation: str, texts: CheckTexts
) -> QuoteCheck:
    matches = [(exact_match(pasted, place), place) for place in found]
    matches = sorted(_best_of_each_article(matches), key=lambda pair: _openness(pair[0]))
    shown = matches[:SHOWN]
    notes = {note for match, place in shown for note in match_notes(match, place.tokens, place.article)}
    notes.discard(CheckNote.STITCHED)  # what stands in one row in the article is not put together
    return _result(
        text,
        CheckStatus.EXACT,
        [match for match, _ in shown],
        notes | _exact_notes([match for match, _ in shown]),
        pasted.credit,
        texts,
        more=len(matches) - len(shown) + more,
        generation=generation,
    )


def _exact_notes(matches: Sequence[CheckMatch]) -> set[CheckNote]:
    notes = set()
    if all(typography_differs(match.differences) for match in matches):
        notes.add(CheckNote.TYPOGRAPHY)
    if all(map(is_part_of_sentence, matches)):
        notes.add(CheckNote.PART_OF_SENTENCE)
    return notes


def _best_of_each_article(found: Sequence[tuple[CheckMatch, Found]]) -> Iterable[tuple[CheckMatch, Found]]:
    """Yield the places that are quotes; others, such as a headline with the same words, where an article has none."""
    with_quotes = {match.article.id for match, _ in found if match.quotes}
    return (pair for pair in found if pair[0].quotes or pair[0].article.id not in with_quotes)


def _openness(match: CheckMatch) -> int:
    """Return the place in the order: who speaks is told; a quote; anything else."""
    if any(speaker.name for quote in match.quotes for speaker in quote.speakers):
        return 0
    return 1 if match.kind == RecordKind.QUOTE else 2


def _claimed(nearest: Nearest, readings: Sequence[Pasted]) -> str | None:
    """Return who the text says has said it: beside the words, or by other words in the place of the article's."""
    if nearest.pasted.credit is not None:
        return nearest.pasted.credit
    own = {token.form for part in nearest.parts for step in part.changes() for token in part.given_of(step)}
    others = (reading for reading in readings if reading.credit is not None)
    return next((r.credit for r in others if any(token.form in own for token in r.credit_tokens())), None)


def _nearest(text: str, nearest: Nearest, credit: str | None, generation: str, texts: CheckTexts) -> QuoteCheck:
    if not nearest.parts:
        return QuoteCheck(text, CheckStatus.NOT_FOUND, texts.not_found, (), (), credit, (), 0, generation)
    matches = [compared_match(part) for part in nearest.parts]
    is_exact = len(nearest.parts) == 1 and not nearest.parts[0].changes()
    notes = {note for part in nearest.parts for note in part.notes()}
    for match, part in zip(matches, nearest.parts, strict=True):
        notes |= set(match_notes(match, part.kept(), part.article))
    if is_exact:
        notes |= _exact_notes(matches)
    elif len(matches) > 1:
        tells = any(token.form in (OMISSION, ELLIPSIS) for part in nearest.parts for token in part.given)
        notes |= _stitched(matches, tells=tells)
    if len(matches) > 1 or not all(part.changes() for part in nearest.parts):
        notes.discard(CheckNote.PUNCTUATION)
    exchanged = {kind: _exchanged(nearest.parts, kind) for kind in ("negation", "number")}
    status = CheckStatus.EXACT if is_exact else CheckStatus.ALTERED
    return _result(text, status, matches, notes, credit, texts, generation=generation, exchanged=exchanged)


def _stitched(matches: Sequence[CheckMatch], *, tells: bool) -> set[CheckNote]:
    """Return that a text has words from different places, or that it tells that it leaves out words of one quote."""
    quotes = {tuple(quote.id for quote in part.quotes) for part in matches}
    is_in_order = all(one.end <= other.start for one, other in pairwise(matches))
    return {CheckNote.OMISSION} if len(quotes) == 1 and is_in_order and tells else {CheckNote.STITCHED}


def _exchanged(parts: Sequence[Compared], kind: str) -> list[str]:
    return list(dict.fromkeys(word for part in parts for word in part.exchanged(kind)))


def _result(  # noqa: PLR0913  all that the record has
    text: str,
    status: CheckStatus,
    matches: Sequence[CheckMatch],
    notes: set[CheckNote],
    credit: str | None,
    texts: CheckTexts,
    *,
    generation: str,
    more: int = 0,
    exchanged: Mapping[str, Sequence[str]] | None = None,
) -> QuoteCheck:
    if credit is not None and is_by_another(credit, matches):
        notes.add(CheckNote.OTHER_SPEAKER)
    ordered = tuple(note for note in CheckNote if note in notes)
    remarks = remarks_on(ordered, texts, credit=credit, exchanged=exchanged or {})
    message = " ".join([verdict_on(status, matches, texts, more=more), *remarks])
    return QuoteCheck(text, status, message, ordered, remarks, credit, tuple(matches), more, generation)
