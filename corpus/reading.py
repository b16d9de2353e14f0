"""An article is read: blocks, people, direct speech, who said it, and where they work."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

from corpus.attention import OWN_NAME
from corpus.attribution import attribute
from corpus.blocks import find_blocks
from corpus.composition import is_composed, read_composed
from corpus.contacts import split_narration, without_contacts
from corpus.decisions import Found, find_decided
from corpus.dialogue import mark_questions_aloud
from corpus.honouring import Told, as_decided, honour
from corpus.marks import MARKS, prose
from corpus.people import Named, PeopleTable
from corpus.pull_quotes import BodyQuotes, name_lines
from corpus.quotes import find_utterances
from corpus.records import (
    Article,
    Attribution,
    Block,
    BlockKind,
    Method,
    Quote,
    Reading,
    Segment,
    SegmentKind,
    Span,
)
from corpus.roles import learn_own_roles, learn_roles
from corpus.utterances import Form, Utterance
from corpus.words import first_names
from corpus.workplaces import Workplaces

NOTHING_SAID = "inga citat hittades; sökte efter talstreck, citattecken, frågor och svar"
"""What is said of an article in which nobody speaks."""

_SPOKEN_TO = re.compile(r"(?:\b(?:[Hh]ej|[Dd]u)\s+|[,!]\s+)(?P<name>[^\W\d_a-zåäö][\w-]*)(?=[,!?.])")
_WORD = re.compile(r"\w")
_CREDIT = re.compile(r"\b(?:Foto|Fotograf|Bild|Illustration)\s*[:/]|\bFoto\b(?= [A-ZÅÄÖ])")
_SEGMENT_OF_BLOCK = {
    BlockKind.HEADING: SegmentKind.HEADING,
    BlockKind.PARAGRAPH: SegmentKind.NARRATION,
    BlockKind.QUESTION: SegmentKind.QUESTION,
    BlockKind.PULL_QUOTE: SegmentKind.PULL_QUOTE,
    BlockKind.NAME_LINE: SegmentKind.HEADING,
    BlockKind.CAPTION: SegmentKind.CAPTION,
    BlockKind.BOILERPLATE: SegmentKind.BOILERPLATE,
}


@cache
def reader_version() -> str:
    """Return what changes whenever the rules or word lists of this room change."""
    digest = hashlib.sha256()
    room = files("corpus")
    for folder in (room, room.joinpath("lexicon")):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith((".py", ".tsv", ".txt")):
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def read(article: Article) -> Reading:
    """Return the article as it was read.

    Every segment is a slice of the article's text; segments are in order and never overlap. Where
    the file gives no title, the reading's article has the headline in its text for one.
    """
    if not is_composed(article):
        return read_composed(article, _read)
    return _read(article)


def _read(article: Article) -> Reading:
    text = article.text
    blocks = find_blocks(article)
    article = replace(article, title=article.title or _headline(text, blocks))
    utterances = _without_contacts(text, find_utterances(text, blocks))
    narration = _narration(text, blocks, utterances)
    told = [span for span, kind in narration if kind is not BlockKind.BOILERPLATE]
    decided_roles = article.decision.roles if article.decision else {}
    table = PeopleTable(
        text,
        [*told, *_own_names(text, utterances)],
        [*decided_roles, *_names_in_tags(utterances), *_names_spoken_to(text, blocks)],
    )
    learn_roles(text, _role_spans(blocks, narration, utterances), table)
    _apply_decided_roles(decided_roles, table)
    mark_questions_aloud(text, blocks, utterances, table)
    decided = attribute(text, blocks, utterances, table)
    found, lost = find_decided(article)
    carried = _carried(text, blocks, utterances, [attribution for attribution, _ in decided], table, found)
    learn_own_roles(text, _said_by(utterances, decided, table))
    workplaces = Workplaces(article, narration, utterances, [attribution for attribution, _ in decided], table)
    quotes, headings = _without_headings(text, blocks, _quotes(text, blocks, utterances, decided, workplaces))
    segments = _segments(utterances, [*narration, *headings], quotes)
    reading = Reading(article, blocks, segments, quotes, workplaces.people, workplaces.article)
    return honour(reading, found, lost, Told(carried, workplaces.of_quote)) if found or lost else reading


def _carried(
    text: str,
    blocks: Sequence[Block],
    utterances: Sequence[Utterance],
    attributions: Sequence[Attribution],
    table: PeopleTable,
    found: Sequence[Found],
) -> dict[tuple[Span, ...], Attribution]:
    """Return what is said -> who would be the speaker by the rules if the decided words are as decided."""
    spoken, known = as_decided(blocks, utterances, attributions, found)
    if not known:
        return {}
    again = attribute(text, blocks, spoken, table, known)
    return {tuple(utterance.segments): attribution for utterance, (attribution, _) in zip(spoken, again, strict=True)}


def _without_contacts(text: str, utterances: Sequence[Utterance]) -> list[Utterance]:
    """Take contact details out of what is said; an utterance without other words is left out."""
    for utterance in utterances:
        kept = without_contacts(text, utterance.segments)
        utterance.segments = [segment for segment in kept if _WORD.search(text, segment.start, segment.end)]
    return [utterance for utterance in utterances if utterance.segments]


def _narration(text: str, blocks: Sequence[Block], utterances: Sequence[Utterance]) -> list[tuple[Span, BlockKind]]:
    """Return what is not spoken, tags left out, with the kind of the block it stands in."""
    taken: dict[int, list[Span]] = {}
    for utterance in utterances:
        spans = taken.setdefault(utterance.block, [])
        spans.extend(utterance.segments)
        spans.extend(tag.span for tag in utterance.tags)
        if utterance.label:
            spans.append(Span(blocks[utterance.block].span.start, utterance.span.start))
    narration: list[tuple[Span, BlockKind]] = []
    for number, block in enumerate(blocks):
        position = block.span.start
        for span in [*sorted(taken.get(number, [])), Span(block.span.end, block.span.end)]:
            rest = prose(text, position, span.start)
            if rest is not None and block.kind is BlockKind.CAPTION:
                rest = _without_credit(text, rest)
            if rest is not None and block.kind is not BlockKind.PULL_QUOTE:
                for run, aside in split_narration(text, rest):
                    narration.append((run, BlockKind.BOILERPLATE if aside else block.kind))
            position = max(position, span.end)
    return narration


def _without_credit(text: str, caption: Span) -> Span | None:
    """Return a caption without the photographer's name at its end."""
    credit = _CREDIT.search(text, caption.start, caption.end)
    return prose(text, caption.start, credit.start()) if credit else caption


def _headline(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the first heading above the first paragraph, a single word only where none is longer."""
    above: list[str] = []
    for block in blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUESTION, BlockKind.NAME_LINE):
            break
        if block.kind in (BlockKind.HEADING, BlockKind.PULL_QUOTE):
            above.append(_without_outer_marks(" ".join(block.span.of(text).split())))
    above = [line for line in above if re.search(r"\w", line)]
    return next((line for line in above if " " in line), above[0] if above else None)


def _without_outer_marks(line: str) -> str:
    """Return a line that stands in quotation marks as a whole without them."""
    inner = line.strip(MARKS + " ")
    return inner if line[:1] in MARKS and line[-1:] in MARKS and not set(inner) & set(MARKS) else line


def _names_in_tags(utterances: Iterable[Utterance]) -> list[str]:
    names: list[str] = []
    for utterance in utterances:
        for tag in (*utterance.tags, *([utterance.leading] if utterance.leading else [])):
            names.extend(tag.subject.names)
        if utterance.label:
            names.append(utterance.label.title() if utterance.label.isupper() else utterance.label)
    return names


def _names_spoken_to(text: str, blocks: Sequence[Block]) -> list[str]:
    """Return first names that the interviewer's questions are put to: "Och du Erik, vad gör du?"."""
    found = [_SPOKEN_TO.finditer(text, b.span.start, b.span.end) for b in blocks if b.kind is BlockKind.QUESTION]
    return [match["name"] for matches in found for match in matches if match["name"] in first_names()]


def _own_names(text: str, utterances: Iterable[Utterance]) -> list[Span]:
    """Return where somebody who speaks without any mark gives a name: "Jag heter Tuva Granhöst"."""
    spoken = [utterance.span for utterance in utterances if utterance.form is Form.ANSWER]
    given = [OWN_NAME.search(text, span.start, span.end) for span in spoken]
    return [Span(match.start("name"), match.end("name")) for match in given if match]


def _role_spans(
    blocks: Sequence[Block], narration: Sequence[tuple[Span, BlockKind]], utterances: Sequence[Utterance]
) -> list[Span]:
    """Return where roles may be told. A name line on two lines is one stretch."""
    lines = [block.span for block in blocks if block.kind is BlockKind.NAME_LINE]
    joined = [
        Span(first.span.start, second.span.end)
        for first, second in pairwise(blocks)
        if first.kind is BlockKind.NAME_LINE and second.kind is BlockKind.NAME_LINE
    ]
    tags = [tag.span for utterance in utterances for tag in utterance.tags]
    prose = [span for span, kind in narration if kind not in (BlockKind.BOILERPLATE, BlockKind.NAME_LINE)]
    return [*sorted([*tags, *prose]), *joined, *lines]


def _said_by(
    utterances: Sequence[Utterance], decided: Sequence[tuple[Attribution, Span | None]], table: PeopleTable
) -> Iterable[tuple[Named, Sequence[Span]]]:
    """Yield who says what, where it is one person."""
    people = {person.name: person for person in table.people}
    for utterance, (attribution, _) in zip(utterances, decided, strict=True):
        if len(attribution.speakers) == 1 and attribution.speakers[0].name in people:
            yield people[attribution.speakers[0].name], utterance.segments


def _apply_decided_roles(roles: Mapping[str, str], table: PeopleTable) -> None:
    for person in table.people:
        if person.name in roles:
            person.role = roles[person.name] or None


# --- quotes and segments ---------------------------------------------------------------------------


def _quotes(
    text: str,
    blocks: Sequence[Block],
    utterances: Sequence[Utterance],
    decided: Sequence[tuple[Attribution, Span | None]],
    workplaces: Workplaces,
) -> tuple[Quote, ...]:
    people = workplaces.people
    roles = {person.name: person.role for person in people}
    quotes: list[Quote] = []
    block_of: list[int] = []
    for utterance, (attribution, question) in zip(utterances, decided, strict=True):
        if utterance.is_reporters:
            continue
        speakers = tuple(
            replace(speaker, role=roles.get(speaker.name, speaker.role) if speaker.name else speaker.role)
            for speaker in attribution.speakers
        )
        block_of.append(utterance.block)
        quotes.append(
            Quote(
                tuple(utterance.segments),
                replace(attribution, speakers=speakers),
                question,
                workplaces.of_quote(attribution, utterance.span.start),
                is_pull_quote=utterance.form is Form.PULL,
            )
        )
    pulled = [number for number, quote in enumerate(quotes) if quote.is_pull_quote]
    lead = _in_lead(blocks, block_of, quotes)
    body = BodyQuotes(text, quotes, {*pulled, *lead}) if pulled or lead else None
    lines = name_lines(text, blocks, people) if pulled else {}
    homes = {person.name: person.municipality for person in people}
    for number in pulled:
        original = body.original_of(quotes[number]) if body else None
        quotes[number] = _settle_pull_quote(quotes[number], lines.get(block_of[number]), homes, original, quotes)
    for number in lead:
        original = body.original_of(quotes[number]) if body else None
        if original is not None and quotes[original].attribution.speakers == quotes[number].attribution.speakers:
            quotes[number] = replace(quotes[number], duplicate_of=original)
    return tuple(quotes)


def _in_lead(blocks: Sequence[Block], block_of: Sequence[int], quotes: Sequence[Quote]) -> list[int]:
    """Return the quotes in the midst of the first two paragraphs; a lead takes words from the body."""
    first = [number for number, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH][:2]
    return [
        number
        for number, quote in enumerate(quotes)
        if block_of[number] in first and quote.span.start > blocks[block_of[number]].span.start + 2
    ]


def _without_headings(
    text: str, blocks: Sequence[Block], quotes: Sequence[Quote]
) -> tuple[tuple[Quote, ...], list[tuple[Span, BlockKind]]]:
    """Return the quotes, and the headlines and headings in quotation marks that nobody is told to have said."""
    body = next((block.span.start for block in blocks if block.kind is BlockKind.PARAGRAPH), 0)
    kept: dict[int, int] = {}
    headings: list[tuple[Span, BlockKind]] = []
    for number, quote in enumerate(quotes):
        nobodys = quote.is_pull_quote and quote.duplicate_of is None and not quote.attribution.speakers
        if nobodys and (quote.span.start < body or text[quote.span.end - 1] not in ".!?…"):
            headings.extend((span, BlockKind.HEADING) for span in quote.segments)
        else:
            kept[number] = len(kept)
    renumbered = (
        quotes[number]
        if (original := quotes[number].duplicate_of) is None
        else replace(quotes[number], duplicate_of=kept[original])
        for number in kept
    )
    return tuple(renumbered), headings


def _settle_pull_quote(
    quote: Quote,
    named: Attribution | None,
    homes: Mapping[str, str | None],
    original: int | None,
    quotes: Sequence[Quote],
) -> Quote:
    """Give a pull quote the speaker of the words it repeats, else of its name line (sieve 5)."""
    if original is not None:
        body = quotes[original]
        attribution = replace(body.attribution, method=Method.PULL_QUOTE)
        if not body.attribution.speakers and named is not None:
            attribution = named
        return replace(quote, attribution=attribution, municipality=body.municipality, duplicate_of=original)
    if named is None:
        # Marked words on their own that go on with the quote before them are no pull quote.
        return replace(quote, is_pull_quote=not quote.attribution.speakers)
    home = homes.get(named.speakers[0].name or "")
    return replace(quote, attribution=named, municipality=home)


def _segments(
    utterances: Sequence[Utterance],
    narration: Sequence[tuple[Span, BlockKind]],
    quotes: Sequence[Quote],
) -> tuple[Segment, ...]:
    segments = [Segment(_SEGMENT_OF_BLOCK[kind], span) for span, kind in narration]
    for number, quote in enumerate(quotes):
        kind = SegmentKind.PULL_QUOTE if quote.is_pull_quote else SegmentKind.QUOTE
        segments.extend(Segment(kind, span, number) for span in quote.segments)
    for utterance in utterances:
        if utterance.is_reporters:
            segments.extend(Segment(SegmentKind.QUESTION, span) for span in utterance.segments)
    return tuple(sorted(segments, key=lambda segment: segment.span))
