"""Whom "säger hon" means (sieve 2), and "säger de"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from corpus.context import GENDER_OF_PRONOUN, Context, fits, named, only_two, unattributed
from corpus.people import Named
from corpus.records import Attribution, Method
from corpus.rules import confidence_of
from corpus.sentences import sentences_in
from corpus.strangers import speaks_of_stranger
from corpus.subjects import Subject, SubjectKind
from corpus.tags import Tag
from corpus.words import Gender, first_names, names_that_are_words, tokenize

_PAST = re.compile(r"\b(?:sa|sade|skrev|bad|\w{3,}ade)\b")

_SEVERAL = re.compile(r"\b(?:båda|bägge|kollegorna|systrarna|bröderna|paret|duon|tillsammans)\b", re.IGNORECASE)


def pronoun(context: Context) -> Attribution | None:
    """A tag says hon, han, hen or de (sieve 2)."""
    tags = [*context.utterance.tags, *([context.utterance.leading] if context.utterance.leading else [])]
    tag = next((tag for tag in tags if tag.subject.kind is SubjectKind.PRONOUN), None)
    if tag is None:
        return None
    if tag.subject.word in ("de", "dom"):
        return _they(context, tag)
    state = context.state
    gender = GENDER_OF_PRONOUN.get(tag.subject.word or "", Gender.UNKNOWN)
    unnamed = (
        state.unnamed if Gender.UNKNOWN in (gender, state.unnamed_gender) or gender is state.unnamed_gender else None
    )
    if unnamed is not None and not _names_in_last(context, tag.subject):
        rule = "pronoun.unnamed"
        return Attribution((unnamed,), Method.PRONOUN, confidence_of(rule), tag.span, "role_only", rule=rule)
    recent = [person for person in context.recent_people() if fits(person, tag.subject)]
    person, rule = _meant(context, tag.subject, recent)
    if person is None or _may_be_stranger(context, tag):
        return unattributed("ambiguous_pronoun", [candidate.name for candidate in recent], tag.span)
    return named([person], Method.PRONOUN, rule, tag.span)


def _meant(context: Context, subject: Subject, recent: Sequence[Named]) -> tuple[Named | None, str]:
    """Return whom a pronoun means, and by which rule: the one just introduced, the last speaker, the only one."""
    focus = context.state.focus
    if context.newcomer(GENDER_OF_PRONOUN.get(subject.word or "", Gender.UNKNOWN)):
        return None, ""
    introduced = _introduced_last(context, subject)
    known = only_two(context.named_so_far(), subject)
    later = [] if known else only_two(context.table.people, subject)
    if introduced is not None:
        return introduced, "pronoun.introduced"
    others = _others_named(context, subject)
    if _names_unknown(context, subject):
        return None, ""
    if others:
        if len(known) == 1 and not later:
            return known[0], "pronoun.known"
        alone = len(others) == 1 and (focus is None or not fits(focus, subject))
        return (others[0], "pronoun.mentioned") if alone else (None, "")
    if focus is not None and fits(focus, subject) and not _introduces_two(context, subject):
        if len(known) > 1 and (
            _speaks_of_several(context) or (context.state.last_says_you and not context.state.since)
        ):
            return None, ""
        alone = len(known) == 1 or len(recent) <= 1
        return focus, "pronoun.focus" if alone else "pronoun.focus_of_several"
    for people, rule in ((known, "pronoun.known"), (later, "pronoun.later"), (recent, "pronoun.recent")):
        if len(people) == 1:
            return people[0], rule
    return None, ""


def _may_be_stranger(context: Context, tag: Tag) -> bool:
    """Tell whether "sa hon" may mean somebody without a name: "Hon minns en flicka. – Jag vill hem, sa hon."."""
    since = context.state.since
    if not since or not _PAST.search(tag.span.of(context.text)):
        return False
    return speaks_of_stranger(context.text, sentences_in(context.text, since[-1])[-1])


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


def _others_named(context: Context, subject: Subject) -> list[Named]:
    """Return who else that fits is named in the narration since ("Hon nickar mot Maria, som just kommit")."""
    spans = context.state.since[-2:]
    fitting = [m.person for span in spans for m in context.table.mentions(span) if fits(m.person, subject)]
    return list({id(person): person for person in fitting if person is not context.state.focus}.values())


def _names_unknown(context: Context, subject: Subject, *, anywhere: bool = False) -> bool:
    """Tell whether the last narration has a first name that fits, of somebody of whom no more is told.

    Args:
        anywhere: or only where it opens a sentence: "Tuva går i nian."
    """
    for span in context.state.since[-1:]:
        for sentence in sentences_in(context.text, span):
            words = tokenize(context.text, sentence.start, sentence.end)
            for word in words if anywhere else words[:1]:
                gender = first_names().get(word.text)
                known = gender is None or word.text in names_that_are_words() or context.table.resolve(word.text).person
                wanted = GENDER_OF_PRONOUN.get(subject.word or "", Gender.UNKNOWN)
                if not known and (gender is wanted or Gender.UNKNOWN in (gender, wanted)):
                    return True
    return False


def _speaks_of_several(context: Context) -> bool:
    """Tell whether the narration since is about several together: "När kollegorna låser för kvällen går de ..."."""
    return any(_SEVERAL.search(context.text, span.start, span.end) for span in context.state.since[-1:])


def _names_in_last(context: Context, subject: Subject) -> bool:
    """Tell whether the last narration since names somebody who fits."""
    spans = context.state.since[-1:]
    return any(fits(m.person, subject) for span in spans for m in context.table.mentions(span))


def _introduces_two(context: Context, subject: Subject | None) -> bool:
    return len({id(m.person) for m in context.mentioned_since(subject)}) > 1


def _they(context: Context, tag: Tag) -> Attribution:
    recent = context.recent_people()
    recent = recent if len(recent) == 2 else list(islice(context.named_so_far(), 3))
    if len(recent) != 2 or _names_unknown(context, tag.subject, anywhere=True):
        return unattributed("ambiguous_pronoun", [person.name for person in recent], tag.span)
    return named(sorted(recent, key=context.table.people.index), Method.JOINT, "joint.they", tag.span)
