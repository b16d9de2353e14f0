"""Blocks become utterances: which words are spoken, and the tags that stand with them.

Rules T1 to T6 of docs/reading.md. An utterance's segments hold the words only; dash,
quotation marks and tag stay outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.answers import (
    FIRST_PERSON,
    SINGULAR,
    announces_list,
    find_answers,
    find_bullet_lists,
    find_monologue,
    find_scripted,
    label_alone,
    label_of,
    without_answer_label,
)
from corpus.leading_tags import find_leading_tag, find_trailing_tag
from corpus.lines import DASH_OPENING, DASHES
from corpus.marks import MARKS, Pair, find_enclosed, is_speech, pair_marks, trim, trim_pull
from corpus.records import Block, BlockKind, Span
from corpus.sentences import sentences_in
from corpus.subjects import SubjectKind
from corpus.tags import Tag, find_tag
from corpus.tails import is_about_speaker, tail, without_narration
from corpus.utterances import Form, Utterance
from corpus.words import VerbClass

_INLINE_DASH = re.compile(rf"(?<=[.!?:…”\"»])(?:\s+(?:[{DASHES}]\s+|[–—])|[–—]\s+)(?=[^\W\d_a-zåäö]|[{MARKS}…])")
_AND_ADDS = re.compile(r" och(?: [a-zåäö]+){1,3}:")
_THAT_SAYS = re.compile(r"(?:Det|Så|Detta) (?:säger|sa|sade|berättar|förklarar|menar|konstaterar)\b")
_FIRST_WORDS = 1500  # characters
_LONGEST_NARRATION = 4000
_LONGEST_SENTENCE = 600
_DASH_DIGIT = re.compile(rf"[{DASHES}]\s*(?=\d)")


def find_utterances(text: str, blocks: Sequence[Block]) -> list[Utterance]:
    """Return the utterances of an article in text order."""
    utterances: list[Utterance] = []
    listed = find_bullet_lists(text, blocks)
    answers = find_answers(text, blocks, listed) or find_monologue(
        text, blocks, listed, lambda number: bool(_paragraph(text, blocks[number].span, number, continued=False)[0])
    )
    scripted = find_scripted(text, blocks)
    enclosed = find_enclosed(text, blocks)
    unclosed = False
    for number, block in enumerate(blocks):
        found: list[Utterance] = []
        if block.kind is BlockKind.PULL_QUOTE:
            found = _pull_quote(text, block, number)
        elif block.kind is BlockKind.CAPTION:
            found = [u for u in _marked(text, block.span, number)[0] if u.tags]
        elif number in answers or number in scripted:
            words = trim(text, without_answer_label(text, block.span))
            form = Form.ANSWER if number in answers else Form.LABEL
            found, unclosed = [Utterance([words], number, form)], False
        elif number in enclosed and utterances:
            found, unclosed = [Utterance([block.span], number, Form.MARKS, continues=True)], True
        elif block.kind is BlockKind.PARAGRAPH and number not in listed:
            found, unclosed = _paragraph(text, block.span, number, continued=unclosed)
            if not found:
                found = _plain(text, block.span, number)
            if not found and utterances and _goes_on(text, blocks, number, utterances[-1]):
                found = [Utterance([block.span], number, Form.DASH, continues=True)]
        _take_announcements(text, blocks, utterances, found)
        utterances.extend(found)
    return utterances or _without_dashes(text, blocks)


def _without_dashes(text: str, blocks: Sequence[Block]) -> list[Utterance]:
    """Return the speech of a page that lost its dashes: nothing is marked, and tags end several paragraphs."""
    paragraphs = [(n, block.span) for n, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    found = [utterance for n, span in paragraphs for utterance in _plain(text, span, n, says_i=False)]
    return found if len(found) > 1 else []


def _take_announcements(
    text: str, blocks: Sequence[Block], utterances: Sequence[Utterance], found: Sequence[Utterance]
) -> None:
    """Let the paragraphs right before and after a block tell who speaks in it."""
    if not found:
        return
    number = found[0].block
    opens = found[0].before is None and found[0].label is None and found[0].form is not Form.PULL
    if opens and number:
        _take_announcement(text, blocks[number - 1], utterances, found[0])
    untagged = blocks[number].kind is BlockKind.PARAGRAPH and not found[-1].tags and not found[-1].trailing
    followed = number + 1 < len(blocks) and blocks[number + 1].kind is BlockKind.PARAGRAPH
    if untagged and found[-1].form is not Form.ANSWER and followed:
        found[-1].trailing = find_trailing_tag(text, blocks[number + 1].span)


def _take_announcement(text: str, before: Block, utterances: Sequence[Utterance], found: Utterance) -> None:
    """Let the paragraph right before tell who speaks: "Tuva säger:", "Tuva:", "..., säger Tuva och tillägger:"."""
    last = utterances[-1] if utterances else None
    found.label = label_alone(text, before.span)
    if found.label or before.kind is not BlockKind.PARAGRAPH or text[before.span.end - 1] != ":":
        return
    tag = last.tags[-1] if last is not None and last.block == found.block - 1 and last.tags else None
    if tag is not None and _AND_ADDS.fullmatch(text, tag.subject.end, before.span.end):
        found.leading = tag
    else:
        found.leading = _leading(text, before.span)


# --- a paragraph --------------------------------------------------------------------------------


def _paragraph(text: str, span: Span, number: int, *, continued: bool) -> tuple[list[Utterance], bool]:
    """Return the utterances of a paragraph, and whether its last one goes on in the next."""
    opening = DASH_OPENING.match(text, span.start, span.end) or _dash_before_digit(text, span)
    label = None if opening else label_of(text, span)
    if label:
        pieces = _pieces(text, Span(label.end(), span.end))
        found = _spoken(text, pieces, number, Form.LABEL)
        if found:
            found[0].label = label["name"]
        return found, False
    if opening:
        pieces = _pieces(text, Span(opening.end(), span.end))
        return _spoken(text, pieces, number, Form.DASH), False
    inline = _INLINE_DASH.search(text, span.start, span.end)
    if inline and not _inside_marks(text, span, inline.start()):
        narration = trim(text, Span(span.start, inline.start()))
        marked, _ = _marked(text, narration, number)
        if announces_list(narration.of(text)):
            return marked, False
        spoken = _spoken(text, _pieces(text, Span(inline.end(), span.end)), number, Form.INLINE_DASH)
        for utterance in spoken[:1]:
            utterance.before = narration
            utterance.leading = _leading(text, narration)
        return [*marked, *spoken], False
    return _marked(text, span, number, continued=continued)


def _plain(text: str, span: Span, number: int, *, says_i: bool = True) -> list[Utterance]:
    """Return speech that only a tag tells: a comma and the speaker's name follow.

    Args:
        says_i: only where somebody says "I"; else it may be the narrator's.
    """
    tag = find_tag(text, span.start, min(span.end, span.start + _FIRST_WORDS))
    if tag is None or tag.verb_class is not VerbClass.SPEECH or tag.subject.kind is not SubjectKind.NAMES:
        return []
    said = text[span.start : tag.span.start]
    ends = tag.span.end >= span.end or text[tag.span.end] == "."
    if (
        text[tag.span.start] != ","
        or not ends
        or (says_i and not SINGULAR.search(said))
        or any(mark in said for mark in MARKS)
    ):
        return []
    utterance = _utterance(text, span, number, Form.PLAIN)
    return [utterance] if utterance else []


def _goes_on(text: str, blocks: Sequence[Block], number: int, last: Utterance) -> bool:
    """Tell whether a paragraph right under a replica, with no room between, is its second one.

    Then the page has room between its paragraphs elsewhere, and somebody speaks.
    """
    before, block = blocks[number - 1], blocks[number]
    adjoins = last.block == number - 1 and last.form is Form.DASH and not last.tags and last.span.end == before.span.end
    if not adjoins or text[before.span.end : block.span.start].count("\n") != 1:
        return False
    apart = text.count("\n\n", max(0, before.span.start - _FIRST_WORDS), block.span.end + _FIRST_WORDS)
    return apart > 1 and bool(FIRST_PERSON.search(block.span.of(text)))


def _dash_before_digit(text: str, span: Span) -> re.Match[str] | None:
    """Return a dash before a number where a tag shows that somebody speaks."""
    match = _DASH_DIGIT.match(text, span.start, span.end)
    return match if match and find_tag(text, match.end(), span.end) else None


def _inside_marks(text: str, span: Span, position: int) -> bool:
    return sum(text.count(mark, span.start, position) for mark in MARKS) % 2 == 1


def _pieces(text: str, span: Span) -> list[Span]:
    """Split speech where a new dash opens a new utterance in the same paragraph."""
    pieces: list[Span] = []
    start = span.start
    for match in _INLINE_DASH.finditer(text, span.start, span.end):
        pieces.append(Span(start, match.start()))
        start = match.end()
    pieces.append(Span(start, span.end))
    return pieces


def _spoken(text: str, pieces: Sequence[Span], number: int, form: Form) -> list[Utterance]:
    utterances: list[Utterance] = []
    leading: Tag | None = None
    for piece in pieces:
        utterance = _utterance(text, piece, number, form if not utterances else Form.INLINE_DASH)
        if utterance is None:
            continue
        if not utterance.tags:
            inline = utterance.form is Form.INLINE_DASH
            words = without_narration(text, utterance.segments[0], inline=inline, followed=piece is not pieces[-1])
            utterance.segments = [trim(text, words)]
        if not utterance.tags:
            _take_closing_tag(text, utterance, piece)
        if leading:
            utterance.leading = leading
        leading = _leading_the_next(text, piece, utterance)
        utterances.append(utterance)
    return utterances


def _take_closing_tag(text: str, utterance: Utterance, piece: Span) -> None:
    """Let a later sentence of the paragraph tell who spoke: "– Vi är för få. Det säger Tuva Granhöst, som ..."."""
    for sentence in sentences_in(text, piece)[1:]:
        tag = find_trailing_tag(text, sentence) if _THAT_SAYS.match(text, sentence.start) else None
        if tag is not None:
            utterance.segments = [trim(text, Span(utterance.span.start, sentence.start))]
            utterance.trailing = tag
            return


def _leading_the_next(text: str, piece: Span, utterance: Utterance) -> Tag | None:
    """Return the tag at the end of a piece for what follows it: "..., säger Eva, och Kaj fyller i:"."""
    leading = _leading(text, piece) if utterance.tags else None
    if leading:
        utterance.segments = [s for s in utterance.segments if s.start < utterance.tags[-1].span.end]
    return leading


def _utterance(text: str, span: Span, number: int, form: Form) -> Utterance | None:
    """Return what is spoken in a stretch that a dash or label opens, its tags taken out."""
    segments: list[Span] = []
    tags: list[Tag] = []
    position = span.start
    while position < span.end:
        tag = _outer_tag(text, find_tag(text, position, span.end), span)
        words = Span(position, tag.span.start if tag else span.end)
        if tags and text[tags[-1].span.end : tags[-1].span.end + 1] not in (",", ":"):
            said = text[max(span.start, tags[0].span.start - 600) : tags[0].span.start]
            words = tail(text, words, tags[-1], said)
        elif tags and is_about_speaker(words.of(text), tags[-1].subject):
            words = Span(words.start, words.start)
        _append_words(text, words, segments)
        if tag is None:
            break
        tags.append(tag)
        position = tag.span.end
        while position < span.end and text[position] in f".,:; {DASHES}":
            position += 1
        if len(words) == 0 and len(tags) > 1:
            break
    return Utterance(segments, number, form, tags) if segments else None


def _outer_tag(text: str, tag: Tag | None, span: Span) -> Tag | None:
    """Return the tag of the one who speaks where the first one is of words quoted in the speech.

    "– Jag var ny. ”Du ska till trean”, sa han, berättar Tuva."
    """
    if tag is None or not any(mark in MARKS for mark in text[max(span.start, tag.span.start - 1) : tag.span.start + 2]):
        return tag
    later = find_tag(text, tag.span.end, min(span.end, tag.span.end + _FIRST_WORDS))
    return later if later and later.subject.kind in (SubjectKind.NAMES, SubjectKind.PRONOUN) else tag


def _append_words(text: str, span: Span, segments: list[Span]) -> None:
    words = trim(text, span)
    if len(words) and re.search(r"\w", words.of(text)):
        segments.append(words)


# --- quotation marks ----------------------------------------------------------------------------


def _marked(text: str, span: Span, number: int, *, continued: bool = False) -> tuple[list[Utterance], bool]:
    pairs, unclosed = pair_marks(text, span, continued=continued)
    utterances: list[Utterance] = []
    for pair in pairs:
        if unclosed and pair is pairs[-1] and (open_ended := _tagged_within(text, pair, number)):
            return [*utterances, open_ended], False
        starts = pair.outer.start == span.start
        tag = find_tag(text, _mark_before(text, pair), min(span.end, pair.outer.end + 200))
        if tag and tag.span.start > pair.outer.end + 1:
            tag = None
        # Marked words with a tag of their own may be another's: "Jag också", säger Kaj.
        utterance = None if tag else _joined(text, utterances, pair, number)
        if utterance is None:
            utterance = Utterance([trim(text, pair.inner)], number, Form.MARKS)
            utterance.before = _narration_before(text, span, utterances, pair)
            utterance.leading = _leading(text, utterance.before)
            utterance.continues = continued and starts and not utterances
            if not tag:
                utterance.trailing = _trailing_in(text, Span(pair.outer.end, span.end))
            tagged = bool(tag or utterance.leading or utterance.trailing)
            if not utterance.continues and not is_speech(text, pair, span, tagged=tagged):
                continue
            utterances.append(utterance)
        if tag:
            utterance.tags.append(tag)
    return [u for u in utterances if len(u.segments[0])], unclosed and bool(utterances)


def _tagged_within(text: str, pair: Pair, number: int) -> Utterance | None:
    """Return the utterance of a mark that nothing closes before the tag: "”Jag trivs, säger Tuva Granhöst."."""
    utterance = _utterance(text, pair.inner, number, Form.MARKS)
    return utterance if utterance and utterance.tags else None


def _trailing_in(text: str, rest: Span) -> Tag | None:
    """Return the tag in the next sentence of the paragraph: "”Vi är för få.” Det säger Tuva Granhöst."."""
    opened = re.compile(r"\s*").match(text, rest.start, rest.end)
    start = opened.end() if opened else rest.start
    return find_trailing_tag(text, Span(start, rest.end)) if _THAT_SAYS.match(text, start, rest.end) else None


def _mark_before(text: str, pair: Pair) -> int:
    """Return where a tag after the words may begin: "Så är det!" säger ..., "Så är det," säger ..."""
    position = pair.outer.end - 1
    while position > pair.inner.start and text[position - 1] in ",?!…":
        position -= 1
    return position


def _joined(text: str, utterances: Sequence[Utterance], pair: Pair, number: int) -> Utterance | None:
    """Return the utterance that a pair goes on with: only its tag stands between."""
    if not utterances or utterances[-1].block != number or not utterances[-1].tags:
        return None
    last = utterances[-1].tags[-1]
    if last.span.end <= pair.outer.start and not text[last.span.end : pair.outer.start].strip(" .,:–—"):
        utterances[-1].segments.append(trim(text, pair.inner))
        return utterances[-1]
    return None


def _narration_before(text: str, span: Span, utterances: Sequence[Utterance], pair: Pair) -> Span | None:
    start = span.start
    if utterances:
        last = utterances[-1]
        start = max(last.span.end, last.tags[-1].span.end if last.tags else 0)
    start = max(start, pair.outer.start - _LONGEST_NARRATION)
    before = text[start : pair.outer.start]
    stripped = before.strip(f" \t\n.,;{MARKS}")
    if not stripped:
        return None
    begin = start + before.index(stripped)
    return Span(begin, begin + len(stripped))


def _leading(text: str, before: Span | None) -> Tag | None:
    if before is None:
        return None
    sentences = sentences_in(text, Span(max(before.start, before.end - _LONGEST_SENTENCE), before.end))
    return find_leading_tag(text, sentences[-1].start, sentences[-1].end) if sentences else None


def _pull_quote(text: str, block: Block, number: int) -> list[Utterance]:
    return [Utterance([trim_pull(text, block.span)], number, Form.PULL)]
