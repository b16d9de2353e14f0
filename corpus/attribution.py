"""Utterances become quotes: one function per sieve, tried in the order of SIEVES.

Sieves and priors are those of docs/reading.md; the first one that answers decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.attention import State, enter, hear, remember
from corpus.people import Mention, Named, PeopleTable
from corpus.quotes import Form, Utterance
from corpus.records import Attribution, Block, BlockKind, Method, Span, Speaker
from corpus.sentences import sentences_in
from corpus.tags import Subject, SubjectKind, Tag
from corpus.words import Gender, reporting_verbs, tokenize

_CONTINUATION = (0.90, 0.85, 0.80)
_RECENT_BLOCKS = 3
_RECENT_MENTIONS = 40  # a block may be a book
_GENDER_OF_PRONOUN = {"hon": Gender.FEMALE, "han": Gender.MALE}


@dataclass(frozen=True, slots=True)
class Context:
    """One utterance with everything that a sieve may look at."""

    text: str
    table: PeopleTable
    state: State
    utterance: Utterance


Sieve = Callable[[Context], Attribution | None]


def attribute(
    text: str, blocks: Sequence[Block], utterances: Sequence[Utterance], table: PeopleTable
) -> list[tuple[Attribution, Span | None]]:
    """Return for each utterance who speaks, and the interviewer's question that it answers.

    Pull quotes come out unattributed, but for those that seem to go on with the quote before them;
    they are matched with the body's quotes afterwards.
    """
    state = State()
    by_block: dict[int, list[Utterance]] = {}
    for utterance in utterances:
        by_block.setdefault(utterance.block, []).append(utterance)
    results: dict[int, tuple[Attribution, Span | None]] = {}
    for number, block in enumerate(blocks):
        enter(text, number, block, by_block.get(number, ()), table, state)
        for utterance in by_block.get(number, ()):
            if utterance.before is not None:
                hear(number, utterance.before, table, state)
            context = Context(text, table, state, utterance)
            attribution = _decide(context)
            results[id(utterance)] = (attribution, state.question)
            if block.kind is BlockKind.PARAGRAPH:
                remember(attribution, utterance, number, table, state)
    return [results[id(utterance)] for utterance in utterances]


def _decide(context: Context) -> Attribution:
    if context.utterance.form is Form.PULL:
        return _set_apart(context)
    for sieve in SIEVES:
        attribution = sieve(context)
        if attribution is not None:
            return attribution
    return unattributed("no_tag")


def _set_apart(context: Context) -> Attribution:
    """Return the speaker of marked words on their own: they may go on with the quote just before."""
    state = context.state
    follows = state.last_block == context.utterance.block - 1 and state.last_form is Form.MARKS
    return (continuation(context) if follows else None) or unattributed("pull_quote")


def unattributed(reason: str, candidates: Sequence[str] = ()) -> Attribution:
    """Return the attribution of words of which the text does not tell who says them."""
    return Attribution((), Method.UNATTRIBUTED, 0.0, reason=reason, candidates=tuple(candidates))


# --- sieve 1 and 6: the text names the speaker ----------------------------------------------------


def explicit(context: Context) -> Attribution | None:
    """A tag, a leading tag or a label names the speaker (sieve 1), or several (sieve 6)."""
    utterance = context.utterance
    for tag in utterance.tags:
        if tag.subject.kind is SubjectKind.REPORTER:
            return unattributed("interviewer")
    tags = _tags_with_priors(utterance)
    named = [(tag, prior) for tag, prior in tags if tag.subject.kind is SubjectKind.NAMES]
    if named:
        said = [_by_names(context, tag, prior) for tag, prior in named]
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


def _tags_with_priors(utterance: Utterance) -> list[tuple[Tag, float]]:
    around = [(utterance.leading, 0.95), (utterance.trailing, 0.90)]
    return [*((tag, 0.97) for tag in utterance.tags), *((tag, prior) for tag, prior in around if tag is not None)]


def _by_names(context: Context, tag: Tag, prior: float) -> Attribution:
    speakers: list[Speaker] = []
    factor = 1.0
    for name in tag.subject.names:
        resolution = context.table.resolve(name)
        if resolution.person is None:
            return Attribution((), Method.UNATTRIBUTED, 0.0, tag.span, "ambiguous_name", resolution.candidates)
        speakers.append(Speaker(resolution.person.name, resolution.person.role or tag.subject.role))
        factor = min(factor, resolution.factor)
    joint = len(speakers) > 1
    confidence = round((0.85 if joint else prior) * factor, 3)
    return Attribution(tuple(speakers), Method.JOINT if joint else Method.EXPLICIT, confidence, tag.span)


def _by_role(context: Context, tag: Tag) -> Attribution:
    """A role stands for the speaker: its one bearer, else a speaker without a name."""
    bearers = [person for person in context.table.people if person.role and person.role.lower() == tag.subject.role]
    definite = tag.subject.word != tag.subject.role
    if len(bearers) == 1 and definite:
        return Attribution((_speaker(bearers[0]),), Method.EXPLICIT, 0.90, tag.span, "role_only")
    return Attribution((Speaker(None, tag.subject.role),), Method.EXPLICIT, 0.90, tag.span, "role_only")


def _by_label(context: Context, label: str) -> Attribution | None:
    resolution = context.table.resolve(label if not label.isupper() else label.title())
    if resolution.person is None:
        return None
    start = context.utterance.span.start
    evidence = Span(context.text.rindex(label, 0, start), start)
    return Attribution((_speaker(resolution.person),), Method.EXPLICIT, round(0.95 * resolution.factor, 3), evidence)


def _speaker(person: Named) -> Speaker:
    return Speaker(person.name, person.role)


# --- sieve 2: a pronoun ------------------------------------------------------------------------


def pronoun(context: Context) -> Attribution | None:
    """A tag says hon, han, hen or de (sieve 2)."""
    tags = [*context.utterance.tags, *([context.utterance.leading] if context.utterance.leading else [])]
    tag = next((tag for tag in tags if tag.subject.kind is SubjectKind.PRONOUN), None)
    if tag is None:
        return None
    if tag.subject.word in ("de", "dom"):
        return _they(context, tag)
    compatible = [person for person in _recent_people(context) if _fits(person, tag.subject)]
    introduced = _introduced_last(context, tag.subject)
    state = context.state
    known = _known_people(context, tag.subject)
    if state.unnamed is not None and not _names_in_last(context, tag.subject):
        return Attribution((state.unnamed,), Method.PRONOUN, 0.80, tag.span, "role_only")
    if introduced is not None:
        return _by_pronoun(introduced, tag, 0.90)
    if _names_another(context, tag.subject):
        names = tuple(person.name for person in compatible)
        return Attribution((), Method.UNATTRIBUTED, 0.0, tag.span, "ambiguous_pronoun", names)
    if state.focus is not None and _fits(state.focus, tag.subject) and not _introduces_two(context, tag.subject):
        return _by_pronoun(state.focus, tag, 0.90 if len(known) == 1 or len(compatible) <= 1 else 0.85)
    if len(known) == 1:
        return _by_pronoun(known[0], tag, 0.90)
    if len(compatible) == 1:
        return _by_pronoun(compatible[0], tag, 0.80)
    names = tuple(person.name for person in compatible)
    return Attribution((), Method.UNATTRIBUTED, 0.0, tag.span, "ambiguous_pronoun", names)


def _by_pronoun(person: Named, tag: Tag, confidence: float) -> Attribution:
    confidence = round(confidence * (0.9 if person.short else 1.0), 3)
    return Attribution((_speaker(person),), Method.PRONOUN, confidence, tag.span)


def _fits(person: Named, subject: Subject) -> bool:
    gender = _GENDER_OF_PRONOUN.get(subject.word or "")
    return gender is None or person.gender in (gender, Gender.UNKNOWN)


def _known_people(context: Context, subject: Subject) -> list[Named]:
    """Return the people that the article has named so far, or at all, and that fit a pronoun."""
    so_far = [person for person in _named_so_far(context) if _fits(person, subject)]
    return so_far or [person for person in context.table.people if _fits(person, subject)]


def _recent_people(context: Context) -> list[Named]:
    """Return the people of the last paragraphs, each once, the latest first."""
    people: dict[int, Named] = {}
    for number, mention in reversed(context.state.recent[-_RECENT_MENTIONS:]):
        if context.utterance.block - number > _RECENT_BLOCKS:
            break
        people.setdefault(id(mention.person), mention.person)
    return list(people.values())


def _mentioned_since(context: Context, subject: Subject | None) -> list[Mention]:
    """Return the subjects of the narration since the last utterance that fit a pronoun."""
    mentions = [mention for span in context.state.since[-2:] for mention in context.table.mentions(span)]
    return [m for m in mentions if m.subject and (subject is None or _fits(m.person, subject))]


def _introduced_last(context: Context, subject: Subject | None) -> Named | None:
    """Return the one person whom the narration since the last utterance brought up, or None."""
    mentions = _mentioned_since(context, subject)
    if len({id(m.person) for m in mentions}) == 1:
        return mentions[0].person
    if not mentions or not context.state.since:
        return None
    narration = context.state.since[-1]
    last = sentences_in(context.text, narration)[-1]
    closing = {id(m.person): m.person for m in mentions if last.contains(m.span)}
    return next(iter(closing.values())) if len(closing) == 1 else None


def _names_another(context: Context, subject: Subject) -> bool:
    """Tell whether the narration since names somebody else who fits ("Hon nickar mot Maria, som just kommit")."""
    spans = context.state.since[-2:]
    fitting = [m for span in spans for m in context.table.mentions(span) if _fits(m.person, subject)]
    return any(mention.person is not context.state.focus for mention in fitting)


def _names_in_last(context: Context, subject: Subject) -> bool:
    """Tell whether the last narration since names somebody who fits."""
    spans = context.state.since[-1:]
    return any(_fits(m.person, subject) for span in spans for m in context.table.mentions(span))


def _introduces_two(context: Context, subject: Subject | None) -> bool:
    return len({id(m.person) for m in _mentioned_since(context, subject)}) > 1


def _they(context: Context, tag: Tag) -> Attribution:
    recent = _recent_people(context)
    if len(recent) != 2:
        names = tuple(person.name for person in recent)
        return Attribution((), Method.UNATTRIBUTED, 0.0, tag.span, "ambiguous_pronoun", names)
    first_named = sorted(recent, key=context.table.people.index)
    return Attribution(tuple(_speaker(p) for p in first_named), Method.JOINT, 0.70, tag.span)


# --- sieve 3: an interview turn ------------------------------------------------------------------


def interview(context: Context) -> Attribution | None:
    """The words answer a question that was put to somebody (sieve 3)."""
    state = context.state
    if state.question is None or context.utterance.tags or context.utterance.leading:
        return None
    if state.addressee is None:
        return unattributed("no_addressee", [person.name for person in state.addressees])
    evidence = state.addressee_evidence
    confidence = round(state.addressee_confidence * (0.9 if state.addressee.short else 1.0), 3)
    return Attribution((_speaker(state.addressee),), Method.INTERVIEW, confidence, evidence)


# --- sieve 4: introduced, or continued -------------------------------------------------------------


def introduced(context: Context) -> Attribution | None:
    """The narration right before brings up exactly one person, or two together (sieve 4b)."""
    if not context.state.since or context.utterance.continues:
        return None
    if _is_question(context):
        return unattributed("question")
    narration = context.state.since[-1]
    sentences = sentences_in(context.text, narration)
    mentions = [m for m in _mentioned_since(context, None) if narration.contains(m.span)]
    closing = _leading_subjects(context, sentences[-1], mentions)
    if len(closing) == 2 and _say_together(context.text, closing):
        return Attribution(tuple(_speaker(m.person) for m in closing), Method.JOINT, 0.80, sentences[-1])
    if len(closing) == 1:
        return _introduced_by(closing[0], sentences[-1])
    both = _both(context, sentences[-1])
    if both:
        return Attribution(tuple(_speaker(person) for person in both), Method.JOINT, 0.80, sentences[-1])
    if not mentions:
        return _introduced_by_pronoun(context, sentences[-1])
    people = {id(m.person): m for m in mentions}
    if len(people) == 1 and not closing:
        return _introduced_by(mentions[-1], narration)
    if len(people) > 1:
        return unattributed("two_introduced", [m.person.name for m in people.values()])
    return None


def _leading_subjects(context: Context, sentence: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the people a sentence is about: its first named one, and who is joined to that."""
    named = [m for m in mentions if sentence.contains(m.span)]
    if not named:
        return []
    if re.search(r"\b(?:hon|han|hen|de)\b", context.text[sentence.start : named[0].span.start], re.IGNORECASE):
        return []
    if len(named) > 1 and _are_joined(context.text, named[:2]):
        return named[:2]
    return named[:1] if len({id(m.person) for m in named}) == 1 else []


def _are_joined(text: str, pair: Sequence[Mention]) -> bool:
    return text[pair[0].span.end : pair[1].span.start].strip() in ("och", "samt", "&")


def _say_together(text: str, pair: Sequence[Mention]) -> bool:
    """Tell whether a reporting verb follows two names: "Beata och Sandra tycker att ..."."""
    following = tokenize(text, pair[1].span.end, pair[1].span.end + 40)[:2]
    return any(token.text in reporting_verbs() for token in following)


def _introduced_by_pronoun(context: Context, sentence: Span) -> Attribution | None:
    """Return whom "hon" or "han" in the last sentence means, where only one person named so far fits."""
    match = re.search(r"\b(?:hon|han)\b", sentence.of(context.text), re.IGNORECASE)
    if match is None or context.state.unnamed is not None:
        return None
    word = match.group().lower()
    fitting = [p for p in _named_so_far(context) if p.gender in (_GENDER_OF_PRONOUN[word], Gender.UNKNOWN)]
    if len(fitting) != 1:
        return None
    confidence = 0.80 * (0.9 if fitting[0].short else 1.0)
    return Attribution((_speaker(fitting[0]),), Method.INTRODUCED, round(confidence, 3), sentence)


def _named_so_far(context: Context) -> list[Named]:
    return list(context.state.named.values())


def _both(context: Context, sentence: Span) -> list[Named]:
    """Return the two people of the last paragraphs where a sentence tells what both of them say."""
    if not re.match(r"(?:De båda|Båda|De)\s+(?:\w+\s+)?\b", sentence.of(context.text)):
        return []
    verbs = [token.text for token in tokenize(context.text, sentence.start, sentence.end)[1:4]]
    recent = sorted(_recent_people(context), key=context.table.people.index)
    return recent if len(recent) == 2 and any(verb in reporting_verbs() for verb in verbs) else []


def _introduced_by(mention: Mention, evidence: Span) -> Attribution:
    confidence = 0.82 * (0.9 if mention.person.short else 1.0)
    return Attribution((_speaker(mention.person),), Method.INTRODUCED, round(confidence, 3), evidence)


def monologue(context: Context) -> Attribution | None:
    """Words without any mark, in an article of one person, are that person's."""
    people = context.table.people
    if context.utterance.form is not Form.ANSWER or context.state.question is not None or len(people) != 1:
        return None
    named = next((m for _, m in context.state.recent if m.person is people[0]), None)
    evidence = named.span if named else None
    return Attribution((_speaker(people[0]),), Method.INTRODUCED, 0.85, evidence, "only_person")


def continuation(context: Context) -> Attribution | None:
    """Nobody new since an attributed utterance: the same one speaks on (sieve 4a)."""
    state, utterance = context.state, context.utterance
    sole = context.table.people[0] if len(context.table.people) == 1 else None
    if _is_question(context):
        return unattributed("question")
    if state.focus is None or state.last is None or state.last.evidence is None:
        if sole is not None and state.last is None and state.since:
            return Attribution((_speaker(sole),), Method.INTRODUCED, 0.80, state.since[-1], "only_person")
        return None
    same_block = utterance.block == state.last_block
    if state.since and sole is None:
        return unattributed("chain_broken", [state.focus.name])
    if not same_block and state.last.method in (Method.INTRODUCED, Method.JOINT) and sole is None:
        # One inference upon another: the article never said outright who spoke last.
        return unattributed("chain_broken", [state.focus.name])
    if state.chain >= len(_CONTINUATION):
        return unattributed("chain_broken", [state.focus.name])
    confidence = min(_CONTINUATION[state.chain], state.last.confidence)
    return Attribution((_speaker(state.focus),), Method.CONTINUATION, confidence, state.last.evidence)


def _is_question(context: Context) -> bool:
    """Tell whether an untagged utterance asks: then it may be the reporter's."""
    return context.utterance.segments[-1].of(context.text).endswith("?") and len(context.utterance.segments) == 1


SIEVES: tuple[Sieve, ...] = (explicit, pronoun, interview, monologue, introduced, continuation)
