"""The narrator's tags before the words: "Så här säger Tuva:", "Hon fortsätter:", "Tuva Granhöst:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Span
from corpus.sentences import sentences_in
from corpus.strangers import quotes_stranger
from corpus.subjects import PARTICLES, PRONOUNS, Subject, SubjectKind, name_length, named_subject, parse_subject
from corpus.tags import SAYING, Tag, find_tag
from corpus.words import Token, VerbClass, first_names, is_first_name, reporting_verbs, role_base, tokenize

_TRAILING = re.compile(r"(?:Så|Det|Detta|Orden|Citatet)\b")
_APPOSED = 6  # words
_CALLED = re.compile(r"\bsom vi (?:har valt att |kan |här )?kallar?\b")


def find_leading_tag(text: str, start: int, end: int) -> Tag | None:
    """Return the tag of a sentence text[start:end] that ends in a colon before the words.

    "Tuva Granhöst säger:", "Så här säger Tuva:", "Hon fortsätter:", "..., säger Tuva och tillägger:", "Tuva:".
    """
    if not text[start:end].rstrip().endswith(":"):
        return None
    words = tokenize(text, start, end)
    for number, word in reversed(list(enumerate(words))):
        classes = reporting_verbs().get(word.text.lower())
        if classes is None:
            continue
        verb_class = classes.get("") or next(iter(classes.values()))
        subject = _before_verb(text, words[:number]) or parse_subject(text, word.end, end)
        if subject is None and number and words[number - 1].text == "och":
            subject = _same_subject(text, words[: number - 1])
        unknown = Subject(SubjectKind.UNKNOWN, end, word=text[words[0].start : word.end])
        if subject is None and word.text in SAYING:
            subject = unknown
        if subject is not None:
            stranger = quotes_stranger(text, Span(word.end, end))
            return Tag(Span(words[0].start, end), unknown if stranger else subject, verb_class)
    return _label(text, words, end)


def find_trailing_tag(text: str, paragraph: Span) -> Tag | None:
    """Return the tag that opens the paragraph after the words: "Det säger Tuva Granhöst, som ...".

    Somebody without a name may be given one: "Det säger en socialsekreterare, som vi kan kalla Louise."
    """
    words = tokenize(text, paragraph.start, min(paragraph.end, paragraph.start + 80))
    opened = words[1:3] if _TRAILING.match(text, paragraph.start) else words[:1]
    verb = next((word for word in opened if word.text.lower() in reporting_verbs()), None)
    leads = text[paragraph.start : paragraph.end].rstrip().endswith(":")  # "Så här säger Tuva:" tells of what follows
    if leads or verb is None or reporting_verbs()[verb.text.lower()].get("") is not VerbClass.SPEECH:
        return None
    subject = parse_subject(text, verb.end, paragraph.end)
    if subject is not None and subject.kind is SubjectKind.ROLE:
        called = _CALLED.search(text, subject.end, sentences_in(text, paragraph)[0].end)
        subject = parse_subject(text, called.end(), paragraph.end) if called else None
    if subject is None or subject.kind is not SubjectKind.NAMES:
        return None
    return Tag(Span(paragraph.start, subject.end), subject, VerbClass.SPEECH)


def _same_subject(text: str, words: Sequence[Token]) -> Subject | None:
    """Return the subject of the clause before "och tillägger:": ", säger Tuva och ...", "Då reser hon sig och ..."."""
    if not words:
        return None
    tag = find_tag(text, words[0].start, words[-1].end)
    pronoun = next((word for word in words if word.text.lower() in ("hon", "han")), None)
    if tag or pronoun is None:
        return tag.subject if tag else None
    return Subject(SubjectKind.PRONOUN, pronoun.end, word=pronoun.text.lower())


def _label(text: str, words: Sequence[Token], end: int) -> Tag | None:
    """Return the tag of a name on its own, with or without a role: "Ingegerd:", "Ingegerd Palm, professor:"."""
    count = name_length(text, words)
    if not count or not is_first_name(words[0].text):
        return None
    rest = words[count:]
    apposed = bool(rest) and text[words[count - 1].end : rest[0].start] == ", "
    if rest and not (apposed and (any(role_base(w.text) for w in rest[:3]) or (count > 1 and len(rest) <= _APPOSED))):
        return None
    subject = named_subject(text, words[:count], rest)
    return Tag(Span(words[0].start, end), subject, VerbClass.SPEECH) if subject else None


def _before_verb(text: str, words: Sequence[Token]) -> Subject | None:
    if not words:
        return None
    last = words[-1]
    if last.text.lower() in PRONOUNS:
        return Subject(SubjectKind.PRONOUN, last.end, word=last.text.lower())
    start = len(words)
    while start and (words[start - 1].is_capitalised or words[start - 1].text in PARTICLES):
        start -= 1
    name = words[start:]
    whole = bool(name) and name[0].is_capitalised and name_length(text, name) == len(name)
    opens_sentence = start == 0 and len(name) == 1 and name[0].text not in first_names()
    if whole and not opens_sentence:
        return named_subject(text, name, words[max(0, start - 2) : start])
    return _before_apposition(text, words)


def _before_apposition(text: str, words: Sequence[Token]) -> Subject | None:
    """Return who stands before a role: "Tuva Granhöst, kurator på skolan, berättar:"; else the role alone."""
    last = words[-1]
    for number, word in enumerate(words):
        if word.text in first_names() and "," in text[word.end : last.end]:
            return named_subject(text, words[number:], [w for w in words[number:] if role_base(w.text)])
    base = role_base(last.text)
    return Subject(SubjectKind.ROLE, last.end, role=base, word=last.text) if base else None
