"""Whom the narration right before an untagged utterance brings up (sieve 4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.context import GENDER_OF_PRONOUN, Context, named, unattributed
from corpus.people import Mention, Named
from corpus.records import Attribution, Method, Span
from corpus.sentences import sentences_in
from corpus.words import Gender, reporting_verbs, tokenize


def introduced(context: Context) -> Attribution | None:
    """The narration right before brings up exactly one person, or two together (sieve 4b)."""
    if not context.state.since or context.utterance.continues:
        return None
    if context.asks():
        return unattributed("question")
    narration = context.state.since[-1]
    sentences = sentences_in(context.text, narration)
    mentions = [m for m in context.mentioned_since() if narration.contains(m.span)]
    closing = _leading_subjects(context, sentences[-1], mentions)
    if len(closing) == 2 and _say_together(context.text, closing):
        return named([m.person for m in closing], Method.JOINT, "joint.introduced", sentences[-1])
    if len(closing) == 1:
        return named([closing[0].person], Method.INTRODUCED, "introduced.sentence", sentences[-1])
    both = _both(context, sentences[-1])
    if both:
        return named(both, Method.JOINT, "joint.introduced", sentences[-1])
    if not mentions:
        return _introduced_by_pronoun(context, sentences[-1])
    people = {id(m.person): m for m in mentions}
    if len(people) == 1 and not closing:
        return named([mentions[-1].person], Method.INTRODUCED, "introduced.narration", narration)
    if len(people) > 1:
        return unattributed("two_introduced", [m.person.name for m in people.values()])
    return None


def _leading_subjects(context: Context, sentence: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the people a sentence is about: its first named one, and who is joined to that."""
    inside = [m for m in mentions if sentence.contains(m.span)]
    if not inside:
        return []
    if re.search(r"\b(?:hon|han|hen|de)\b", context.text[sentence.start : inside[0].span.start], re.IGNORECASE):
        return []
    if len(inside) > 1 and _are_joined(context.text, inside[:2]):
        return inside[:2]
    return inside[:1] if len({id(m.person) for m in inside}) == 1 else []


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
    fitting = [p for p in context.named_so_far() if p.gender in (GENDER_OF_PRONOUN[word], Gender.UNKNOWN)]
    if len(fitting) != 1:
        return None
    return named(fitting, Method.INTRODUCED, "introduced.pronoun", sentence)


def _both(context: Context, sentence: Span) -> list[Named]:
    """Return the two people of the last paragraphs where a sentence tells what both of them say."""
    if not re.match(r"(?:De båda|Båda|De)\s+(?:\w+\s+)?\b", sentence.of(context.text)):
        return []
    verbs = [token.text for token in tokenize(context.text, sentence.start, sentence.end)[1:4]]
    recent = sorted(context.recent_people(), key=context.table.people.index)
    return recent if len(recent) == 2 and any(verb in reporting_verbs() for verb in verbs) else []
