"""Whom the narration right before an untagged utterance brings up (sieve 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from corpus.context import GENDER_OF_PRONOUN, Context, named, unattributed
from corpus.people import Mention, Named
from corpus.records import Attribution, Method, Span
from corpus.sentences import sentences_in
from corpus.strangers import quotes_stranger, stranger_in
from corpus.subjects import KIN
from corpus.words import Gender, VerbClass, reporting_verbs, tokenize

_NAMING = frozenset("heter hette kallas".split())
_PREDICATE = frozenset("är var blev blir".split())
_SHE_OR_HE = re.compile(r"\b(?:hon|han)\b", re.IGNORECASE)
_TO_SOMEBODY = re.compile(r"(?:Och )?[Dd]u\b")
_OPENS_WITH = re.compile(r"(?:[^.,:!?]*\s)?(?:hon|han)\b", re.IGNORECASE)
_OF_ANOTHER = frozenset("hennes hans deras hens sin sitt sina enligt".split())


def introduced(context: Context) -> Attribution | None:
    """The narration right before brings up exactly one person, or two together (sieve 4b)."""
    if context.utterance.continues:
        return None
    if not context.state.since:
        return _by_heading(context)
    if context.asks():
        return unattributed("question")
    narration = context.state.since[-1]
    sentences = sentences_in(context.text, narration)
    if not sentences:  # white space between marks
        return None
    sentence = sentences[-1]
    mentions = [m for m in context.mentioned_since() if narration.contains(m.span)]
    if _TO_SOMEBODY.match(context.text, sentence.start, sentence.end):
        return unattributed("question")
    if _is_strangers(context.text, sentence, mentions):
        return unattributed("stranger")
    closing = _leading_subjects(context, sentence, mentions)
    together = [m.person for m in closing] if _say_together(context.text, closing) else _both(context, sentence)
    if len(closing) == 1:
        spoke_before = id(closing[0].person) in context.state.voices
        rule = _rule(context.text, sentence, closing[0], spoke_before=spoke_before)
        return named([closing[0].person], Method.INTRODUCED, rule, sentence)
    if together:
        return named(together, Method.JOINT, "joint.introduced", sentence)
    return _by_narration(context, mentions) if mentions else _introduced_by_pronoun(context, sentence)


def _by_narration(context: Context, mentions: Sequence[Mention]) -> Attribution | None:
    """Return the one person whom the whole paragraph is about."""
    people = {id(m.person): m.person for m in mentions}
    last = sentences_in(context.text, context.state.since[-1])[-1]
    people.update({id(m.person): m.person for m in context.table.mentions(last)})
    if len(people) > 1:
        return unattributed("two_introduced", [person.name for person in people.values()])
    return named(list(people.values()), Method.INTRODUCED, "introduced.narration", context.state.since[-1])


def _by_heading(context: Context) -> Attribution | None:
    """Return the one whose name is the heading right above: "Carina Alvarsson, Boxholm"."""
    section = context.state.section
    if section is None or context.state.last is not None or context.asks():
        return None
    return named([section.person], Method.INTRODUCED, "introduced.heading", section.span)


def _is_strangers(text: str, sentence: Span, mentions: Sequence[Mention]) -> bool:
    """Tell whether what follows a sentence is said by somebody without a name."""
    if quotes_stranger(text, sentence):
        return True
    return stranger_in(text, sentence) is not None and not any(sentence.contains(m.span) for m in mentions)


def _leading_subjects(context: Context, sentence: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the people a sentence is about: its first named one, and who is joined to that."""
    inside = [m for m in mentions if sentence.contains(m.span)]
    if not inside:
        return []
    if re.search(
        r"\b(?:hon|han|hen|de|henne|honom|dem)\b", context.text[sentence.start : inside[0].span.start], re.IGNORECASE
    ):
        return []
    if len(inside) > 1 and _are_joined(context.text, inside[:2]):
        return inside[:2]
    return inside[:1] if len({id(m.person) for m in inside}) == 1 else []


def _rule(text: str, sentence: Span, mention: Mention, *, spoke_before: bool) -> str:
    """Return by which rule a sentence introduces its one person: as one who speaks, acts, or is spoken of."""
    before = [word.text.lower() for word in tokenize(text, sentence.start, mention.span.start)]
    after = [word.text for word in tokenize(text, mention.span.end, sentence.end)]
    if before and before[0] == "enligt" and spoke_before:
        return "introduced.according"
    addressed = re.search(r"\b(?:henne|honom)\b", text[mention.span.end : sentence.end])  # who may answer
    goes_on = re.match(r" \w", text[mention.span.end : sentence.end])  # "På kvällen är Tuva trött"
    is_predicate = bool(before) and (before[-1] in _NAMING or (before[-1] in _PREDICATE and not goes_on))
    if addressed or is_predicate or (before and (before[-1] in KIN or before[0] in _OF_ANOTHER)):
        return "introduced.mentioned"
    verbs = [reporting_verbs()[word] for word in [*before[-2:], *after[:6]] if word in reporting_verbs()]
    if not verbs:
        return "introduced.sentence"
    # Who nods may be the one who agrees with what is said next.
    only_reacts = all(set(classes.values()) == {VerbClass.EXPRESSIVE} for classes in verbs)
    return "introduced.mentioned" if only_reacts else "introduced.saying"


def _are_joined(text: str, pair: Sequence[Mention]) -> bool:
    return text[pair[0].span.end : pair[1].span.start].strip() in ("och", "samt", "&")


def _say_together(text: str, pair: Sequence[Mention]) -> bool:
    """Tell whether a reporting verb follows two names: "Beata och Sandra tycker att ..."."""
    if len(pair) != 2:
        return False
    following = tokenize(text, pair[1].span.end, pair[1].span.end + 40)[:2]
    return any(token.text in reporting_verbs() for token in following)


def _introduced_by_pronoun(context: Context, sentence: Span) -> Attribution | None:
    """Return whom "hon" or "han" means: the last speaker of whom the narration goes on, or the only one who fits."""
    narration = context.state.since[-1]
    words = {match.group().lower() for match in _SHE_OR_HE.finditer(context.text, narration.start, narration.end)}
    if len(words) != 1 or context.state.unnamed is not None:
        return None
    gender = GENDER_OF_PRONOUN[words.pop()]
    closing = _SHE_OR_HE.search(context.text, sentence.start, sentence.end) is not None
    focus = context.state.focus
    if focus is not None and focus.gender in (gender, Gender.UNKNOWN) and _goes_on_about(context):
        rule = "introduced.focus" if closing else "introduced.topic"
        at_most = context.state.last.confidence if context.state.last else 1.0
        return named([focus], Method.INTRODUCED, rule, narration, at_most=at_most)
    fitting = list(islice((p for p in context.named_so_far() if p.gender in (gender, Gender.UNKNOWN)), 2))
    return named(fitting, Method.INTRODUCED, "introduced.pronoun", sentence) if closing and len(fitting) == 1 else None


def _goes_on_about(context: Context) -> bool:
    """Tell whether the narration since the last utterance opens with hon or han and names nobody."""
    state = context.state
    if any(context.table.mentions(span) for span in state.since):
        return False
    return any(_OPENS_WITH.match(context.text, span.start, span.end) for span in (state.since[0], state.since[-1]))


def _both(context: Context, sentence: Span) -> list[Named]:
    """Return the two people of the last paragraphs where a sentence tells what both of them say."""
    if not re.match(r"(?:De båda|Båda|De)\s+(?:\w+\s+)?\b", sentence.of(context.text)):
        return []
    verbs = [token.text for token in tokenize(context.text, sentence.start, sentence.end)[1:4]]
    recent = sorted(context.recent_people(), key=context.table.people.index)
    return recent if len(recent) == 2 and any(verb in reporting_verbs() for verb in verbs) else []
