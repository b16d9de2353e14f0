"""What people have decided goes over every rule: their decisions are laid over an article as it was read by rules.

A decided quote takes the place of those that it overlaps. Whoever the rules carried on from words that turn out to be
another's waits for a person: what follows is not given to that other one either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.context import unattributed
from corpus.decisions import Found, meet
from corpus.marks import prose
from corpus.records import (
    Attribution,
    Block,
    DecidedAs,
    Method,
    Quote,
    QuoteDecision,
    Reading,
    Segment,
    SegmentKind,
    Span,
    Speaker,
)
from corpus.utterances import Form, Utterance

NOBODY = "nobody"
"""Reason of words of which a person has decided that nobody may be named."""
WAITS = "waits"
"""Reason of words whose speaker a person wants to be looked at again."""
CARRIED = "decided_before"
"""Reason of words whose speaker was carried on from what a person has decided to be somebody else's."""

Segments = tuple[Span, ...]
_KINDS = {
    DecidedAs.NARRATION: SegmentKind.NARRATION,
    DecidedAs.QUESTION: SegmentKind.QUESTION,
    DecidedAs.BOILERPLATE: SegmentKind.BOILERPLATE,
}


# --- what follows from decided words, as the rules see it -------------------------------------------


def as_decided(
    blocks: Sequence[Block],
    utterances: Sequence[Utterance],
    attributions: Sequence[Attribution],
    found: Iterable[Found],
) -> tuple[list[Utterance], dict[int, Attribution]]:
    """Return what is spoken with what a person found besides, and who speaks where that is another than the rules say.

    Args:
        blocks: of the article.
        utterances: that the rules found.
        attributions: theirs, by the rules.
        found: the decisions.

    Returns:
        The utterances in text order; id of an utterance -> who speaks.
    """
    spoken, known = list(utterances), dict[int, Attribution]()
    for each in found:
        met = [(u, a) for u, a in zip(utterances, attributions, strict=True) if meet(u.span, each.span)]
        if each.decision.kind is not DecidedAs.QUOTE:
            gone = [u for u, _ in met if not _without(u.segments, [each.span])]
            known.update((id(utterance), unattributed(WAITS)) for utterance in gone)
            continue
        speakers = () if each.decision.waits else each.decision.speakers
        if speakers is None:
            continue
        decided = Attribution(speakers, Method.EXPLICIT, 1.0 if speakers else 0.0, each.span)
        known.update((id(u), decided) for u, a in met if _names(a.speakers) != _names(speakers))
        block = next((n for n, block in enumerate(blocks) if block.span.contains(each.segments[0])), None)
        if not met and block is not None:
            spoken.append(Utterance(list(each.segments), block, Form.PLAIN))
            known[id(spoken[-1])] = decided
    return sorted(spoken, key=lambda utterance: utterance.span), known


def _names(speakers: Iterable[Speaker]) -> list[str | None]:
    return [speaker.name or speaker.role for speaker in speakers]


def _full_names(speakers: Iterable[Speaker]) -> list[str]:
    return [speaker.name for speaker in speakers if speaker.name]


# --- over the reading -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules tell besides the reading.

    Attributes:
        carried: what is said -> who would be the speaker if the decided words were as decided.
        home_of: municipality of those whom an attribution names, for words from some place on.
    """

    carried: Mapping[Segments, Attribution]
    home_of: Callable[[Attribution, int], str | None]


def honour(reading: Reading, found: Sequence[Found], lost: tuple[QuoteDecision, ...], told: Told) -> Reading:
    """Return the reading with every decision in it.

    Args:
        reading: by the rules.
        found: the decisions where their words stand, in text order, none overlapping another.
        lost: those whose words were not found.
        told: what else the rules tell.
    """
    quotes = list(reading.quotes)
    new = {id(each): _decided_quote(reading, each, told) for each in found if each.decision.kind is DecidedAs.QUOTE}
    kept: dict[int, Quote] = {}
    given_way: dict[int, Quote] = {}
    for number, quote in enumerate(quotes):
        over = next((new[id(each)] for each in found if id(each) in new and meet(quote.span, each.span)), None)
        left = _pieces(reading.article.text, quote.segments, [each.span for each in found if id(each) not in new])
        if over is not None:
            given_way[number] = over
        elif left:
            kept[number] = _undecided(quote, left, found, told)
    _let_repetitions_follow(quotes, kept, given_way)
    every = sorted([*kept.values(), *new.values()], key=lambda quote: quote.span)
    number_of = {id(quote): number for number, quote in enumerate(every)}
    originals = {number: number_of[id(quote)] for number, quote in (kept | given_way).items()}
    renumbered = tuple(_renumbered(quote, originals, every) for quote in every)
    segments = _segments(reading, found, renumbered)
    return replace(reading, quotes=renumbered, segments=segments, lost_decisions=lost)


def _decided_quote(reading: Reading, found: Found, told: Told) -> Quote:
    decision = found.decision
    over = [quote for quote in reading.quotes if meet(quote.span, found.span)]
    attribution = _attribution(decision, over, {person.name: person.role for person in reading.people})
    town = decision.municipality or None
    if decision.municipality is None and decision.speakers is not None:
        town = told.home_of(attribution, found.span.start)
    elif decision.municipality is None:
        towns = {quote.municipality for quote in over}
        town = towns.pop() if len(towns) == 1 else None
    same = next((quote for quote in over if quote.segments == found.segments), None)
    return Quote(
        found.segments,
        attribution,
        next((quote.question for quote in over if quote.question and not meet(quote.question, found.span)), None),
        town,
        is_pull_quote=bool(over) and all(quote.is_pull_quote for quote in over),
        duplicate_of=same.duplicate_of if same else None,
        decision=decision,
    )


def _attribution(decision: QuoteDecision, over: Sequence[Quote], roles: Mapping[str, str | None]) -> Attribution:
    """Return who says decided words: whom a person named, else whom the rules name for all that was there."""
    known = [quote.attribution for quote in over]
    if decision.waits:
        names = _full_names(decision.speakers or [speaker for each in known for speaker in each.speakers])
        names += [name for each in known for name in each.candidates]
        return Attribution((), Method.DECIDED, 0.0, None, WAITS, tuple(dict.fromkeys(names)))
    if decision.speakers is not None:
        speakers = tuple(_with_role(speaker, roles) for speaker in decision.speakers)
        return Attribution(speakers, Method.DECIDED, 1.0 if speakers else 0.0, reason=None if speakers else NOBODY)
    if known and all(each.speakers == known[0].speakers for each in known):
        return min(known, key=lambda each: each.confidence)
    names = _full_names(speaker for each in known for speaker in each.speakers)
    return unattributed(WAITS, tuple(dict.fromkeys(names)))


def _with_role(speaker: Speaker, roles: Mapping[str, str | None]) -> Speaker:
    role = roles.get(speaker.name or "") if speaker.role is None else speaker.role
    return Speaker(speaker.name, role or None)


def _undecided(quote: Quote, left: Segments, found: Sequence[Found], told: Told) -> Quote:
    """Return a quote that nobody decided about, without what is no part of it, and without a name carried on to it."""
    again = None if quote.is_pull_quote else told.carried.get(quote.segments)
    asked = quote.question
    others = (each.span for each in found if each.decision.kind is not DecidedAs.QUESTION)
    if asked is not None and any(meet(asked, span) for span in others):
        asked = None
    kept = replace(quote, segments=left, question=asked)
    speakers = quote.attribution.speakers
    if not speakers or again is None or _names(again.speakers) == _names(speakers):
        return kept
    nobody = unattributed(CARRIED, tuple(dict.fromkeys(_full_names([*speakers, *again.speakers]))))
    return replace(kept, attribution=nobody, municipality=told.home_of(nobody, quote.span.start))


def _let_repetitions_follow(quotes: Sequence[Quote], kept: dict[int, Quote], given_way: Mapping[int, Quote]) -> None:
    """Give a pull quote or a quote of the lead what the words that it repeats have now; without them it goes."""
    for number, quote in list(kept.items()):
        if quote.duplicate_of is None:
            continue
        original = kept.get(quote.duplicate_of) or given_way.get(quote.duplicate_of)
        if original is None:
            del kept[number]
        elif original.attribution != quotes[quote.duplicate_of].attribution:
            method = Method.PULL_QUOTE if original.attribution.speakers else original.attribution.method
            attribution = replace(original.attribution, method=method)
            kept[number] = replace(quote, attribution=attribution, municipality=original.municipality)


def _renumbered(quote: Quote, originals: Mapping[int, int], every: Sequence[Quote]) -> Quote:
    """Return a quote with the new number of the one that it repeats; another's words are no repetition."""
    if quote.duplicate_of is None:
        return quote
    original = originals.get(quote.duplicate_of)
    if original is None or every[original] is quote:
        return replace(quote, duplicate_of=None)
    anothers = quote.decision and every[original].attribution.speakers != quote.attribution.speakers
    return replace(quote, duplicate_of=None if anothers else original)


# --- segments ---------------------------------------------------------------------------------------


def _segments(reading: Reading, found: Sequence[Found], quotes: Sequence[Quote]) -> tuple[Segment, ...]:
    """Return the segments anew; what was taken for a quote and is none stands in no segment until somebody decides.

    It may be somebody's words, which must not be shown as the article's own.
    """
    text = reading.article.text
    made = [Segment(_kind_of(quote), span, number) for number, quote in enumerate(quotes) for span in quote.segments]
    made += [
        Segment(_KINDS[each.decision.kind], span)
        for each in found
        if each.decision.kind is not DecidedAs.QUOTE
        for span in each.segments
    ]
    taken = [span for each in found for span in each.segments]
    for segment in reading.segments:
        if segment.quote is None:
            made.extend(replace(segment, span=span) for span in _pieces(text, [segment.span], taken))
    return tuple(sorted(made, key=lambda segment: segment.span))


def _kind_of(quote: Quote) -> SegmentKind:
    return SegmentKind.PULL_QUOTE if quote.is_pull_quote else SegmentKind.QUOTE


def _pieces(text: str, spans: Sequence[Span], taken: Sequence[Span]) -> Segments:
    """Return what is left of spans, by its words; spans of which nothing was taken stay as they are."""
    left: list[Span] = []
    for span in spans:
        if not any(meet(span, other) for other in taken):
            left.append(span)
            continue
        rest = (prose(text, piece.start, piece.end) for piece in _without([span], taken))
        left.extend(piece for piece in rest if piece is not None)
    return tuple(left)


def _without(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    left: list[Span] = []
    for span in spans:
        position = span.start
        for other in sorted(other for other in taken if meet(span, other)):
            if position < other.start:
                left.append(Span(position, other.start))
            position = max(position, other.end)
        if position < span.end:
            left.append(Span(position, span.end))
    return left
