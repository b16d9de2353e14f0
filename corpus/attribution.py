"""Utterances become quotes: one function per sieve, tried in the order of SIEVES.

The sieves are those of docs/reading.md; the first one that answers decides. How sure each of their
rules is stands in corpus/lexicon/rules.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from corpus.attention import State, ask_aloud, enter, hear, hear_tail, remember
from corpus.context import Context, named, unattributed
from corpus.introductions import introduced
from corpus.people import PeopleTable
from corpus.pronouns import pronoun
from corpus.records import Attribution, Block, BlockKind, Method, Span, Speaker
from corpus.rules import confidence_of
from corpus.subjects import SubjectKind
from corpus.tags import Tag
from corpus.utterances import Form, Utterance
from corpus.words import tokenize

_LONGEST_CHAIN = 3
_PUT_TO = re.compile(r"\b(?:till|åt) (?P<name>[^\W\d_a-zåäö][\w-]*)")
_NEAR_TAG = 40
"""Characters after a tag in which it may name whom it is said to."""
_SHORT_REPLICA = 2  # words

Sieve = Callable[[Context], Attribution | None]


def attribute(
    text: str,
    blocks: Sequence[Block],
    utterances: Sequence[Utterance],
    table: PeopleTable,
    known: Mapping[int, Attribution] = MappingProxyType({}),
) -> list[tuple[Attribution, Span | None]]:
    """Return for each utterance who speaks, and the interviewer's question that it answers.

    Pull quotes come out unattributed, but for those that seem to go on with the quote before them;
    they are matched with the body's quotes afterwards.

    Args:
        text: the article's.
        blocks: of the article.
        utterances: in text order.
        table: the article's people.
        known: id of an utterance -> who speaks, whatever the sieves say.
    """
    state = State()
    by_block: dict[int, list[Utterance]] = {}
    for utterance in utterances:
        by_block.setdefault(utterance.block, []).append(utterance)
    results: dict[int, tuple[Attribution, Span | None]] = {}
    for number, block in enumerate(blocks):
        spoken = by_block.get(number, [])
        enter(text, number, block, spoken, table, state)
        for position, utterance in enumerate(spoken):
            if utterance.before is not None:
                hear(number, utterance.before, table, state)
            attribution = known.get(id(utterance)) or _decide(Context(text, table, state, utterance))
            results[id(utterance)] = (attribution, state.question)
            if utterance.is_reporters:
                ask_aloud(utterance.span, table, state)
            elif state.is_aloud:
                state.question, state.is_aloud = None, False
            if block.kind is BlockKind.PARAGRAPH:
                remember(attribution, utterance, number, table, state)
                following = spoken[position + 1] if position + 1 < len(spoken) else None
                hear_tail(block.span.end, utterance, following, table, state)
    return [results[id(utterance)] for utterance in utterances]


def _decide(context: Context) -> Attribution:
    if context.utterance.form is Form.PULL:
        return _set_apart(context)
    if context.is_embedded():
        return explicit(context) or pronoun(context) or unattributed("embedded")
    for sieve in SIEVES:
        attribution = sieve(context)
        if attribution is not None:
            return attribution
    return unattributed("no_tag")


def _set_apart(context: Context) -> Attribution:
    """Return the speaker of marked words on their own: they may go on with what stands just before.

    That is so where the article's speech stands in marks; else they are a pull quote.
    """
    state = context.state
    if state.last_form is not Form.MARKS:
        return unattributed("pull_quote")
    if state.last_block == context.utterance.block - 1:
        return continuation(context) or unattributed("pull_quote")
    by_narration = introduced(context) if state.since and context.follows_narration() else None
    if by_narration is None or not by_narration.speakers:
        return unattributed("pull_quote")
    return by_narration


# --- sieve 1 and 6: the text names the speaker ----------------------------------------------------


def explicit(context: Context) -> Attribution | None:
    """A tag, a leading tag or a label names the speaker (sieve 1), or several (sieve 6)."""
    utterance = context.utterance
    if utterance.is_reporters:
        return unattributed("interviewer")
    tags = _tags_with_rules(utterance)
    naming = [(tag, rule) for tag, rule in tags if tag.subject.kind is SubjectKind.NAMES]
    if naming:
        said = [_by_names(context, tag, rule) for tag, rule in naming]
        if len({attribution.speakers for attribution in said}) > 1:
            return unattributed("two_tags", [s.name for a in said for s in a.speakers if s.name])
        return said[0]
    role = next((tag for tag, _ in tags if tag.subject.kind is SubjectKind.ROLE), None)
    if role is not None:
        return _by_role(context, role)
    pronouns = any(tag.subject.kind is SubjectKind.PRONOUN for tag, _ in tags)
    if not pronouns and any(tag.subject.kind is SubjectKind.UNKNOWN for tag, _ in tags):
        return unattributed("unknown_subject")
    if utterance.label:
        return _by_label(context, utterance.label)
    return None


def _tags_with_rules(utterance: Utterance) -> list[tuple[Tag, str]]:
    around = [(utterance.leading, "explicit.before"), (utterance.trailing, "explicit.next")]
    after = [(tag, "explicit.after") for tag in utterance.tags]
    return [*after, *((tag, rule) for tag, rule in around if tag is not None)]


def _by_names(context: Context, tag: Tag, rule: str) -> Attribution:
    resolutions = [context.table.resolve(name) for name in tag.subject.names]
    for resolution in resolutions:
        if resolution.person is None:
            return unattributed("ambiguous_name", resolution.candidates, tag.span)
    people = [resolution.person for resolution in resolutions if resolution.person]
    factor = min(resolution.factor for resolution in resolutions)
    joint = len(people) > 1
    method = Method.JOINT if joint else Method.EXPLICIT
    return named(people, method, "joint.named" if joint else rule, tag.span, factor=factor)


def _by_role(context: Context, tag: Tag) -> Attribution:
    """A role stands for the speaker: its one bearer, else a speaker without a name."""
    bearers = context.table.bearers(tag.subject.role or "")
    definite = tag.subject.word != tag.subject.role
    rule = "explicit.role"
    if len(bearers) == 1 and definite:
        return named(bearers, Method.EXPLICIT, rule, tag.span, reason="role_only")
    role = Speaker(None, tag.subject.role)
    return Attribution((role,), Method.EXPLICIT, confidence_of(rule), tag.span, "role_only", rule=rule)


def _by_label(context: Context, label: str) -> Attribution | None:
    resolution = context.table.resolve(label if not label.isupper() else label.title())
    if resolution.person is None:
        return None
    start = context.utterance.span.start
    evidence = Span(context.text.rindex(label, 0, start), start)
    return named([resolution.person], Method.EXPLICIT, "explicit.label", evidence, factor=resolution.factor)


# --- sieve 3: an interview turn ------------------------------------------------------------------


def interview(context: Context) -> Attribution | None:
    """The words answer a question that was put to somebody (sieve 3)."""
    state = context.state
    if state.question is None or context.utterance.tags or context.utterance.leading:
        return None
    if any(mention.subject for span in state.since for mention in context.table.mentions(span)):
        return None  # the narrator has brought somebody up since the question
    if state.addressee is None:
        return unattributed("no_addressee", [person.name for person in state.addressees])
    return named([state.addressee], Method.INTERVIEW, state.addressee_rule, state.addressee_evidence)


# --- sieve 4: nobody else is there, or the same one goes on ------------------------------------------


def monologue(context: Context) -> Attribution | None:
    """Words without any mark are those of the one under whose name they stand, or of the only person."""
    people, state = context.table.people, context.state
    if context.utterance.form is not Form.ANSWER or state.question is not None:
        return None
    if state.owner is not None:
        return named([state.owner[0]], Method.INTRODUCED, "introduced.monologue", state.owner[1])
    if len(people) != 1:
        return None
    evidence = next((m.span for _, m in state.recent if m.person is people[0]), None)
    return named(people, Method.INTRODUCED, "introduced.monologue", evidence, reason="only_person")


def continuation(context: Context) -> Attribution | None:
    """Nobody new since an attributed utterance: the same one speaks on (sieve 4a)."""
    state, utterance = context.state, context.utterance
    sole = context.table.people[0] if len(context.table.people) == 1 else None
    if context.asks():
        return unattributed("question")
    if state.focus is None or state.last is None or state.last.evidence is None:
        if sole is not None and state.last is None and state.since:
            return named([sole], Method.INTRODUCED, "introduced.only", state.since[-1], reason="only_person")
        return None
    same_block = utterance.block == state.last_block
    if not same_block and utterance.form is Form.DASH and state.last_form is Form.MARKS:
        return unattributed("chain_broken", [state.focus.name])  # quoted words, then speech: somebody else's, perhaps
    if not same_block and utterance.form is Form.DASH and _may_answer(context):
        return unattributed("dialogue", [state.focus.name])
    if state.since and (sole is None or context.newcomer()):
        return unattributed("chain_broken", [state.focus.name])
    if not same_block and state.last.method in (Method.INTRODUCED, Method.JOINT) and sole is None:
        # One inference upon another: the article never said outright who spoke last.
        return unattributed("chain_broken", [state.focus.name])
    if utterance.form is not Form.MARKS and state.takes_turns(within=0):
        return unattributed("dialogue", [state.focus.name])
    if state.chain >= _LONGEST_CHAIN:
        return unattributed("chain_broken", [state.focus.name])
    rule = f"continuation.{state.chain + 1}"
    return named([state.focus], Method.CONTINUATION, rule, state.last.evidence, at_most=state.last.confidence)


def _may_answer(context: Context) -> bool:
    """Tell whether a replica may be another one's answer to the last."""
    state = context.state
    return (
        state.last_asks or _is_short(context) or (state.last_says_you and len(state.named) > 1) or _is_told_to(context)
    )


def _is_told_to(context: Context) -> bool:
    """Tell whether the last tag names whom the words were put to: "säger Tuva till Amir"."""
    last = context.state.last
    if last is None or last.evidence is None:
        return False
    put_to = _PUT_TO.search(context.text, last.evidence.start, last.evidence.end + _NEAR_TAG)
    if put_to is None:
        return False
    other = context.table.resolve(put_to["name"]).person
    return other is not None and other.name not in {speaker.name for speaker in last.speakers}


def _is_short(context: Context) -> bool:
    """Tell whether a replica is so short that it may as well be the other one's: "– Nej."."""
    span = context.utterance.span
    return len(tokenize(context.text, span.start, span.end)) <= _SHORT_REPLICA


SIEVES: tuple[Sieve, ...] = (explicit, pronoun, interview, monologue, introduced, continuation)
