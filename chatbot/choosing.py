"""Which of the candidates are shown: others before anybody speaks twice, nothing said twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chatbot.records import AnswerQuote
from corpus.records import Span
from corpus.words import tokenize
from index.chunks import SHORTEST_SENTENCE, Record, RecordKind

SAME = 0.7
"""Share of the shorter one's word triples from which on two quotes are one, said or printed twice."""
SAME_WORDS = 0.75
"""Share of the words that two quotes of one person have in common (Dice) from which on they are one."""
ABOUT_AS_GOOD = 0.9
"""Share of the best score from which on a quote from another municipality goes before it.

On the tune half 0.9 brings 1.38 municipalities an answer with several quotes instead of 1.28, at ndcg@3 0.624 instead
of 0.620; from 0.8 downwards there are hardly more (1.41).
"""

Triples = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Offer:
    """A record that may be shown.

    Attributes:
        score: probability that it answers.
        best: its sentence that is nearest to the question, in the article; None for the whole.
    """

    score: float
    record: Record
    best: Span | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What was chosen, ready to be compared with what may follow."""

    offer: Offer
    voices: frozenset[str]
    words: frozenset[str]
    triples: Triples


def choose(
    offers: Sequence[Offer],
    *,
    top: int,
    accept: Callable[[Record], bool],
    one_per_person: bool = True,
    about_as_good: float = ABOUT_AS_GOOD,
    before: Sequence[Offer] = (),
) -> list[Offer]:
    """Return at most top offers: others before anybody speaks twice, other places where they answer about as well.

    Args:
        offers: what there is, best first.
        top: how many are wanted.
        accept: called for a record that would be chosen; False leaves it out.
        one_per_person: False where one person was asked for; the order then stays.
        about_as_good: share of the best score that a quote from another municipality needs to go first.
        before: what is shown already; not said again, and not returned.
    """
    said = [_said(offer) for offer in before]
    chosen: list[Offer] = []
    left = list(offers)
    while left and len(chosen) < top:
        offer = _next(left, said, about_as_good) if one_per_person else left[0]
        left.remove(offer)
        following = _said(offer)
        if not any(_repeats(following, other) for other in said) and accept(offer.record):
            said.append(following)
            chosen.append(offer)
    return chosen


def _next(left: Sequence[Offer], said: Sequence[_Said], about_as_good: float) -> Offer:
    """Return who is to speak next: somebody who has not spoken, if it costs little from where nobody has."""
    heard = {voice for one in said for voice in one.voices}
    places = {one.offer.record.municipality for one in said} | {None}
    others = [offer for offer in left if heard.isdisjoint(_voices(offer.record))] or left
    elsewhere = (
        offer
        for offer in others
        if offer.score >= about_as_good * others[0].score and offer.record.municipality not in places
    )
    return next(elsewhere, others[0]) if said else others[0]


def _voices(record: Record) -> Iterator[str]:
    """Yield who speaks; whoever has no name is taken for the same person throughout an article."""
    for speaker in record.speakers:
        yield speaker.name or f"{record.article_id}/{speaker.role}"
    if not record.speakers:
        yield record.article_id


def _said(offer: Offer) -> _Said:
    words = _words(offer.record.spoken)
    return _Said(offer, frozenset(_voices(offer.record)), frozenset(words), _triples(words))


def _repeats(one: _Said, other: _Said) -> bool:
    """Tell whether the reader would read the same twice, but for a word or two."""
    if _share(one.triples, other.triples) >= SAME or _best_is_in(one, other) or _best_is_in(other, one):
        return True
    shared = 2 * len(one.words & other.words) / max(1, len(one.words) + len(other.words))
    return shared >= SAME_WORDS and not one.voices.isdisjoint(other.voices)


def _share(one: Triples, other: Triples) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _best_is_in(one: _Said, other: _Said) -> bool:
    """Tell whether the sentence for which a quote is shown stands in another too."""
    record, best = one.offer.record, one.offer.best
    if best is None:
        return False
    words = _words(record.text[best.start - record.span.start : best.end - record.span.start])
    triples = _triples(words)
    return len(words) >= SHORTEST_SENTENCE and len(triples & other.triples) >= SAME * len(triples)


def _words(text: str) -> list[str]:
    return [token.text.casefold() for token in tokenize(text)]


def _triples(words: Sequence[str]) -> Triples:
    return frozenset(tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2)))


def not_seen(offers: Sequence[Offer], seen: Sequence[AnswerQuote], *, other_voices: bool) -> list[Offer]:
    """Return the offers that have not been seen; if other voices are wanted, those of people not heard."""
    ids = {quote.id for quote in seen}
    heard = {speaker.name for quote in seen for speaker in quote.speakers if speaker.name}

    def is_new(record: Record) -> bool:
        if not other_voices:
            return record.id not in ids
        names = {speaker.name for speaker in record.speakers}
        return record.id not in ids and record.kind is RecordKind.QUOTE and heard.isdisjoint(names)

    return [offer for offer in offers if is_new(offer.record)]
