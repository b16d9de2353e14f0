"""Whom "säger hon" means (sieve 2), and "säger de"."""

from __future__ import annotations

from corpus.context import Context, fits, named, only_two, unattributed
from corpus.people import Named
from corpus.records import Attribution, Method
from corpus.rules import confidence_of
from corpus.sentences import sentences_in
from corpus.tags import Subject, SubjectKind, Tag


def pronoun(context: Context) -> Attribution | None:
    """A tag says hon, han, hen or de (sieve 2)."""
    tags = [*context.utterance.tags, *([context.utterance.leading] if context.utterance.leading else [])]
    tag = next((tag for tag in tags if tag.subject.kind is SubjectKind.PRONOUN), None)
    if tag is None:
        return None
    if tag.subject.word in ("de", "dom"):
        return _they(context, tag)
    compatible = [person for person in context.recent_people() if fits(person, tag.subject)]
    introduced = _introduced_last(context, tag.subject)
    state = context.state
    known = only_two(context.named_so_far(), tag.subject)
    later = [] if known else only_two(context.table.people, tag.subject)
    if state.unnamed is not None and not _names_in_last(context, tag.subject):
        rule = "pronoun.unnamed"
        return Attribution((state.unnamed,), Method.PRONOUN, confidence_of(rule), tag.span, "role_only", rule=rule)
    if introduced is not None:
        return named([introduced], Method.PRONOUN, "pronoun.introduced", tag.span)
    if _names_another(context, tag.subject):
        return unattributed("ambiguous_pronoun", [person.name for person in compatible], tag.span)
    if state.focus is not None and fits(state.focus, tag.subject) and not _introduces_two(context, tag.subject):
        alone = len(known) == 1 or len(compatible) <= 1
        rule = "pronoun.focus" if alone else "pronoun.focus_of_several"
        return named([state.focus], Method.PRONOUN, rule, tag.span)
    if len(known) == 1:
        return named(known, Method.PRONOUN, "pronoun.known", tag.span)
    if len(later) == 1:
        return named(later, Method.PRONOUN, "pronoun.later", tag.span)
    if len(compatible) == 1:
        return named(compatible, Method.PRONOUN, "pronoun.recent", tag.span)
    return unattributed("ambiguous_pronoun", [person.name for person in compatible], tag.span)


def _introduced_last(context: Context, subject: Subject | None) -> Named | None:
    """Return the one person whom the narration since the last utterance brought up, or None."""
    mentions = context.mentioned_since(subject)
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
    fitting = [m for span in spans for m in context.table.mentions(span) if fits(m.person, subject)]
    return any(mention.person is not context.state.focus for mention in fitting)


def _names_in_last(context: Context, subject: Subject) -> bool:
    """Tell whether the last narration since names somebody who fits."""
    spans = context.state.since[-1:]
    return any(fits(m.person, subject) for span in spans for m in context.table.mentions(span))


def _introduces_two(context: Context, subject: Subject | None) -> bool:
    return len({id(m.person) for m in context.mentioned_since(subject)}) > 1


def _they(context: Context, tag: Tag) -> Attribution:
    recent = context.recent_people()
    if len(recent) != 2:
        return unattributed("ambiguous_pronoun", [person.name for person in recent], tag.span)
    return named(sorted(recent, key=context.table.people.index), Method.JOINT, "joint.they", tag.span)
