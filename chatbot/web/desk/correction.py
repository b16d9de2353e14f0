"""A correction of one quote, or a quote that the reader missed, out of a form.

Who says it, in which municipality, which words, or that it is no quote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.annotating import voices_of
from chatbot.corrections import QuoteChange, with_change
from chatbot.errors import KeepingError
from chatbot.seen_articles import Changed, Seen, changes_between
from chatbot.web.texts.numbers import whole_number
from corpus.decisions import meet
from corpus.reading import read
from corpus.records import Attribution, BlockKind, DecidedAs, Method, Quote, Reading, Span, Speaker

KEEP, NOBODY, OTHER = "=", "-", "+"
"""Choices of a speaker that are no name: as now, nobody, somebody else; KEEP for a municipality, too."""
_MAY_BE_SAID = frozenset({BlockKind.PARAGRAPH, BlockKind.QUESTION, BlockKind.PULL_QUOTE, BlockKind.CAPTION})
"""What a quote that the reader missed may stand in."""
FEWEST_BESIDE = 4
"""Words that stand beside a quote from which on there may be another; fewer are its tag."""
_WORD = re.compile(r"\S+")
_LEADING, _TRAILING = "–—-−\"”“„»«'’([", ",;:\"”“„»«'’)]"


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody has filled in; the names are those of the form's fields.

    Attributes:
        start: where the quote began in the article that was seen; of a new one, where its paragraph did.
        is_new: whether the words are no quote yet.
        kind: a DecidedAs' value.
        speaker: a name, or KEEP, NOBODY, OTHER.
        first, last: numbers of words, from 1, of the paragraph.
    """

    start: int
    kind: str = DecidedAs.QUOTE.value
    speaker: str = KEEP
    new_name: str = ""
    role: str = ""
    municipality: str = KEEP
    first: str = ""
    last: str = ""
    is_new: bool = False


def written_of(form: Mapping[str, str]) -> Written:
    """Return what a form's fields say; those that are missing are as now."""
    start = whole_number(form.get("start", ""))
    return Written(
        start=-1 if start is None else start,
        kind=form.get("kind", DecidedAs.QUOTE.value),
        speaker=form.get("speaker", KEEP),
        new_name=" ".join(form.get("new_name", "").split()),
        role=" ".join(form.get("role", "").split()),
        municipality=form.get("municipality", KEEP),
        first=form.get("first", "").strip(),
        last=form.get("last", "").strip(),
        is_new="ny" in form,
    )


def quote_at(reading: Reading, start: int) -> int | None:
    """Return the index of the quote that begins at an offset; None where there is none."""
    return next((n for n, quote in enumerate(reading.quotes) if quote.span.start == start), None)


def missed_in(reading: Reading, paragraph: Span) -> Quote | None:
    """Return the most words of a paragraph that stand together in no quote, as one that nobody is known to say.

    None where it has no such words, only the few of a tag beside a quote, or cannot have a quote.
    """
    block = next((block for block in reading.blocks if block.span.start == paragraph.start), None)
    if block is None or block.kind not in _MAY_BE_SAID:
        return None
    quoted = [quote.span for quote in reading.quotes if meet(quote.span, block.span)]
    runs: list[list[Span]] = [[]]
    for word in _words_in(reading, block.span):
        if any(meet(word, span) for span in quoted):
            runs.append([])
        else:
            runs[-1].append(word)
    words = max(runs, key=len)
    if len(words) < (FEWEST_BESIDE if quoted else 1):
        return None
    said = Span(_trimmed(reading, words[0]).start, _trimmed(reading, words[-1]).end)
    place = reading.municipality.name if reading.municipality else None
    return Quote((said,), Attribution((), Method.UNATTRIBUTED, 0.0), municipality=place)


def quote_of(reading: Reading, written: Written) -> Quote | None:
    """Return the quote that a form is about; None where the article has none there."""
    if written.is_new:
        return missed_in(reading, Span(written.start, written.start))
    number = quote_at(reading, written.start)
    return None if number is None else reading.quotes[number]


def words_of(reading: Reading, quote: Quote) -> list[Span]:
    """Return the words of the paragraphs that a quote stands in, in order; marks around them count as theirs."""
    blocks = [block.span for block in reading.blocks if meet(block.span, quote.span)] or [quote.span]
    return _words_in(reading, Span(blocks[0].start, blocks[-1].end))


def _words_in(reading: Reading, span: Span) -> list[Span]:
    found = _WORD.finditer(reading.article.text, span.start, span.end)
    return [Span(*word.span()) for word in found if _is_word(word[0])]


def range_of(words: list[Span], quote: Quote) -> tuple[int, int]:
    """Return the numbers of a quote's first and last words, from 1."""
    inside = [number for number, word in enumerate(words, start=1) if meet(word, quote.span)]
    return (inside[0], inside[-1]) if inside else (1, 1)


def change_of(seen: Seen, written: Written) -> QuoteChange:
    """Return what is to be decided.

    Raises:
        KeepingError: the fields do not fit together; the message is in Swedish.
    """
    quote = quote_of(seen.reading, written)
    if quote is None:
        raise KeepingError("citatet finns inte på den platsen längre; ladda om sidan")
    if written.kind not in [kind.value for kind in DecidedAs]:
        raise KeepingError("välj vad orden är")
    kind, segments = DecidedAs(written.kind), _segments(seen.reading, quote, written)
    if written.is_new and any(meet(each.span, part) for each in seen.reading.quotes for part in segments):
        raise KeepingError("några av orden står redan i ett citat; välj andra, eller rätta det citatet")
    if kind is not DecidedAs.QUOTE:
        return QuoteChange((Span(segments[0].start, segments[-1].end),), kind)
    waits = written.speaker == KEEP and quote.decision is not None and quote.decision.waits
    return QuoteChange(segments, kind, _speakers(quote, written), _municipality(quote, written), waits)


def effects_of(seen: Seen, change: QuoteChange, *, by: str) -> tuple[Changed, ...]:
    """Return every quote that visitors would see otherwise than now. Nothing is written.

    Raises:
        KeepingError: the change cannot be made.
    """
    return changes_between(seen.reading, read(with_change(seen.article, change, by=by)))


def is_about(changed: Changed, change: QuoteChange) -> bool:
    """Tell whether a quote that changes is the one that the change is about."""
    return meet(changed.span, Span(change.segments[0].start, change.segments[-1].end))


def _is_word(word: str) -> bool:
    return any(character.isalnum() for character in word)


def _segments(reading: Reading, quote: Quote, written: Written) -> tuple[Span, ...]:
    """Return the words from the first to the last that was given, without the tags that stood between them."""
    words = words_of(reading, quote)
    now = range_of(words, quote)
    try:
        first, last = int(written.first or now[0]), int(written.last or now[1])
    except ValueError as exc:
        raise KeepingError("ordens nummer ska vara tal") from exc
    if not 1 <= first <= last <= len(words):
        raise KeepingError(f"ordens nummer ska gå från 1 till {len(words)}, det första före det sista")
    start = quote.span.start if first == now[0] else _trimmed(reading, words[first - 1]).start
    end = quote.span.end if last == now[1] else _trimmed(reading, words[last - 1]).end
    gaps = [
        Span(one.end, other.start)
        for one, other in zip(quote.segments, quote.segments[1:], strict=False)
        if start < one.end and other.start < end
    ]
    edges = [start, *(edge for gap in gaps for edge in (gap.start, gap.end)), end]
    return tuple(Span(*edges[n : n + 2]) for n in range(0, len(edges), 2))


def _trimmed(reading: Reading, word: Span) -> Span:
    text = word.of(reading.article.text)
    left = len(text) - len(text.lstrip(_LEADING))
    return Span(word.start + left, word.start + len(text.rstrip(_TRAILING)))


def _speakers(quote: Quote, written: Written) -> tuple[Speaker, ...] | None:
    """Return who says it; None where the rules are to tell, as before."""
    now = quote.attribution.speakers
    role = written.role or None
    if written.speaker == NOBODY:
        return ()
    if written.speaker == OTHER:
        if not written.new_name and not role:
            raise KeepingError("skriv namnet på den som talar, eller åtminstone rollen")
        return (Speaker(written.new_name or None, role),)
    if written.speaker != KEEP:
        return (Speaker(written.speaker, role),)
    if role is not None and len(now) != 1:
        raise KeepingError("välj också vem det är som har rollen")
    if role is not None and role != now[0].role:
        return (Speaker(now[0].name, role),)
    return quote.decision.speakers if quote.decision else None


def _municipality(quote: Quote, written: Written) -> str | None:
    if written.municipality != KEEP:
        return written.municipality
    return quote.decision.municipality if quote.decision else None


def people_to_choose(reading: Reading) -> list[tuple[str, str | None]]:
    """Return name and role of everybody whom the article names or who speaks in it, those who speak first."""
    found = {voice.name: voice.role for voice in voices_of(reading).values()}
    for person in reading.people:
        found.setdefault(person.name, person.role)
    return list(found.items())
