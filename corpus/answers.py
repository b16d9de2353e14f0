"""Speech without any mark: answers to questions, monologues, replicas in script style (T4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.lines import DASH_OPENING, DASHES
from corpus.records import Block, BlockKind, Span
from corpus.subjects import SubjectKind
from corpus.tags import find_tag
from corpus.words import first_names, is_first_name, reporting_verbs, role_base, tokenize

# "i vår" is a season.
FIRST_PERSON = re.compile(r"\b(?:jag|vi|oss|mig|min|mitt|mina|(?<!\bi )vår|vårt|våra|du|dig|man)\b", re.IGNORECASE)
_REPORTS = re.compile(r"\b(?:frågar|undrar|frågade|undrade) (?:jag|vi)\b")
_SPOKEN_TO = re.compile(r"\b(?:du|dig|din|ditt|dina|ni|er|ert|era|berätta|beskriv)\b", re.IGNORECASE)
_ASKS_PEOPLE = re.compile(
    r"\b(?:ni|(?:tror|tycker|tänker|känner|trivs|gillar|jobbar|arbetar|minns) du)\b", re.IGNORECASE
)
_SPOKEN = re.compile(rf"{FIRST_PERSON.pattern}|\b(?:det|inte|ju)\b", re.IGNORECASE)
SINGULAR = re.compile(r"\b(?:jag|mig|min|mitt|mina)\b", re.IGNORECASE)
_LABEL = re.compile(r"(?P<name>[^\W\d_a-zåäö][\w’'-]*(?: [^\W\d_a-zåäö][\w’'-]*){0,3}):\s+(?=\S)")

_BULLET = re.compile(r"[•●·*]\s+(?=\S)")
_LABEL_ALONE = re.compile(r"(?P<name>[^\W\d_a-zåäö][\w’'-]*(?: [^\W\d_a-zåäö][\w’'-]*){0,3})\s?:")
_VOICES = re.compile(r"(?:röst|citat|tank|kommentar|åsikt|ord$|replik|hon$|han$|de$|jag$)", re.IGNORECASE)
_FULL_STOP = re.compile(r"[.!?…][”\"»]?$")
_LONGEST_ANNOUNCEMENT = 300
_GREETS = re.compile(r"(?:Och )?[Hh]ej(?: på dig)?,? [^\W\d_a-zåäö][^?]{2,120}!")
_ANSWER_LABEL = re.compile(r"(?:[Ss]var|SVAR|[Ss]v|[A-ZÅÄÖ]{1,3})\s?:\s+(?=\S)")


def without_answer_label(text: str, span: Span) -> Span:
    """Return an answer without the word or initials that announce it ("SVAR: ...", "TG: ...")."""
    label = _BULLET.match(text, span.start, span.end) or _ANSWER_LABEL.match(text, span.start, span.end)
    return Span(label.end(), span.end) if label else span


def label_of(text: str, span: Span) -> re.Match[str] | None:
    """Return the name and colon that open a replica in script style ("Tuva: ...", "TUVA GRANHÖST: ...")."""
    return _of_somebody(_LABEL.match(text, span.start, span.end))


def label_alone(text: str, span: Span) -> str | None:
    """Return the name that stands alone on a line before what is said ("Tuva:"), or None."""
    label = _of_somebody(_LABEL_ALONE.fullmatch(text, span.start, span.end))
    return label["name"] if label else None


def _of_somebody(label: re.Match[str] | None) -> re.Match[str] | None:
    first = label["name"].split()[0] if label else ""
    return label if first.title() in first_names() or first in first_names() else None


def find_bullet_lists(text: str, blocks: Sequence[Block]) -> set[int]:
    """Return blocks that are items of a list: dash lines in a row, without tags.

    They have no full stops, or a line ending in a colon announces them that speaks of nobody's words.
    """
    listed: set[int] = set()
    run: list[int] = []
    announced = False
    for number, block in enumerate((*blocks, None)):
        if block and _is_item(text, block.span, announced=announced):
            run.append(number)
            continue
        if len(run) >= 2:
            listed.update(run)
        run = []
        announced = block is not None and announces_list(block.span.of(text))
    return listed


def _is_item(text: str, span: Span, *, announced: bool) -> bool:
    words = span.of(text)
    if not re.match(rf"[•*{DASHES}]\s", words) or (_FULL_STOP.search(words) and not announced):
        return False
    return find_tag(text, span.start, span.end) is None


def announces_list(words: str) -> bool:
    """Tell whether a line announces a list, and not what somebody says: "Gruppens mål är att:"."""
    if not words.endswith(":"):
        return False
    last = tokenize(re.split(r"[.!?]\s", words[-_LONGEST_ANNOUNCEMENT:])[-1])
    speaks = any("" in reporting_verbs().get(token.text.lower(), {}) or _VOICES.match(token.text) for token in last)
    named = any(is_first_name(token.text) or role_base(token.text) for token in last)
    full_name = len(last) > 1 and last[0].is_capitalised and last[1].is_capitalised
    return not (speaks or named or full_name)


def find_answers(text: str, blocks: Sequence[Block], listed: set[int]) -> set[int]:
    """Return the paragraphs that answer a question without a dash of their own (T4).

    A region runs from a question to the next one, or to where another piece of the page begins.
    From a replica with a tag on it is a reportage with a question in it, and paragraphs without
    a dash are the narrator's; where answers begin with a dash and any replica of the article has a
    tag, so are those without a dash in which nobody says "I".
    """
    tagged = {n for n, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH and _is_tagged(text, block)}
    is_reportage = any(_has_dash(text, blocks[number]) for number in tagged)
    replicas = [[n for n in region if not _is_name_alone(blocks[n].span.of(text))] for region in _regions(blocks)]
    regions = [region for region in replicas if region]
    plain = [region for region in regions if not _has_dash(text, blocks[region[0]])]
    spoken = [region for region in plain if _is_spoken(text, blocks, region)]
    said_by_one = [region for region in plain if SINGULAR.search(blocks[region[0]].span.of(text))]
    some_say_i = len(regions) > 2 and len(said_by_one) * 4 >= len(plain) and not is_reportage
    answered = len(regions) >= 2 and (len(spoken) * 2 >= len(plain) or some_say_i)
    questionnaire = answered and _somebody_answers(text, blocks, regions)
    answers: set[int] = set()
    for region in regions:
        marked = _has_dash(text, blocks[region[0]]) or _has_answer_label(text, blocks[region[0]])
        if not marked and not questionnaire:
            continue
        for number in region:
            words = blocks[number].span.of(text)
            narrates = is_about_somebody(words) or _REPORTS.search(words) or _GREETS.fullmatch(words)
            if number in tagged or narrates:
                break
            if _is_labelled(text, blocks[region[0]].span) and not FIRST_PERSON.search(words):
                continue
            dashed = _has_dash(text, blocks[number])
            if marked and is_reportage and not dashed and not FIRST_PERSON.search(words):
                break
            if number not in listed and not dashed and not _is_labelled(text, blocks[number].span):
                answers.add(number)
    return answers - _closing_narration(text, blocks, regions[-1]) if regions else answers


def _somebody_answers(text: str, blocks: Sequence[Block], regions: Sequence[Sequence[int]]) -> bool:
    """Tell whether people answer: some say "I", or are asked what they think; an authority does not."""
    asked = any(b.kind is BlockKind.QUESTION and _ASKS_PEOPLE.search(b.span.of(text)) for b in blocks)
    return asked or any(SINGULAR.search(blocks[number].span.of(text)) for region in regions for number in region)


def _closing_narration(text: str, blocks: Sequence[Block], region: Sequence[int]) -> set[int]:
    """Return the paragraphs at the end of the last answer in which nobody speaks: "Studien avslutas i höst."."""
    closing: set[int] = set()
    for number in reversed(region[1:]):
        if _has_dash(text, blocks[number]) or _SPOKEN.search(blocks[number].span.of(text)):
            break
        closing.add(number)
    return closing


def find_scripted(text: str, blocks: Sequence[Block]) -> set[int]:
    """Return the paragraphs under a name alone on its line, where several are written so."""
    named = {n for n, block in enumerate(blocks[:-1]) if label_alone(text, block.span)}
    following = {n + 1 for n in named if blocks[n + 1].kind is BlockKind.PARAGRAPH and n + 1 not in named}
    return {n for n in following if not _has_dash(text, blocks[n])} if len(following) >= 2 else set()


def _is_name_alone(words: str) -> bool:
    """Tell whether a paragraph is the name of who speaks in the next one: "Ulla:"."""
    label = _LABEL.match(words + " .")
    return label is not None and label.end() == len(words) + 1


def find_monologue(text: str, blocks: Sequence[Block], listed: set[int], is_marked: Callable[[int], bool]) -> set[int]:
    """Return the paragraphs of an article in which one person speaks throughout, without any mark.

    Nothing in it is marked as speech, half of its paragraphs are in the first person, and two of
    them at least say "I".
    """
    plain = [n for n, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH and n not in listed]
    if any(_has_dash(text, blocks[n]) or is_marked(n) for n in plain):
        return set()
    spoken = [n for n in plain if FIRST_PERSON.search(blocks[n].span.of(text))]
    said_by_one = [n for n in spoken if SINGULAR.search(blocks[n].span.of(text))]
    if len(said_by_one) < 2 or 2 * len(spoken) < len(plain):
        return set()
    return {n for n in plain if n >= said_by_one[0] and not is_about_somebody(blocks[n].span.of(text))}


def _is_spoken(text: str, blocks: Sequence[Block], region: Sequence[int]) -> bool:
    """Tell whether somebody answers: in the first person, or a question that was put to "you"."""
    question = blocks[region[0] - 1]
    asked = question.kind is BlockKind.QUESTION and _SPOKEN_TO.search(question.span.of(text))
    return bool(asked or FIRST_PERSON.search(blocks[region[0]].span.of(text)))


def _regions(blocks: Sequence[Block]) -> list[list[int]]:
    regions: list[list[int]] = []
    current: list[int] | None = None
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.QUESTION:
            current = []
            regions.append(current)
        elif block.kind in (BlockKind.HEADING, BlockKind.NAME_LINE):
            current = None
        elif block.kind is BlockKind.PARAGRAPH and current is not None:
            current.append(number)
    return [region for region in regions if region]


def _has_dash(text: str, block: Block) -> bool:
    return bool(DASH_OPENING.match(text, block.span.start, block.span.end))


def _is_labelled(text: str, span: Span) -> bool:
    return bool(label_of(text, span) or label_alone(text, span))


def _has_answer_label(text: str, block: Block) -> bool:
    return bool(_ANSWER_LABEL.match(text, block.span.start, block.span.end))


def _is_tagged(text: str, block: Block) -> bool:
    tag = find_tag(text, block.span.start, block.span.end)
    return tag is not None and tag.subject.kind is not SubjectKind.REPORTER


def is_about_somebody(words: str) -> bool:
    """Tell whether a paragraph is the narrator's: it opens with a name and nobody says "I"."""
    first = re.split(r"[\s,-]", words, maxsplit=1)[0]
    return (first in first_names() or first in ("Hon", "Han")) and not FIRST_PERSON.search(words)
