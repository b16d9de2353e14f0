"""Where speech ends and narration goes on without any mark: the text after a tag (T6)."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from corpus.answers import FIRST_PERSON, is_about_somebody
from corpus.records import Span
from corpus.sentences import sentences_in
from corpus.subjects import Subject, SubjectKind
from corpus.tags import Tag
from corpus.words import Gender, VerbClass, first_names, reporting_verbs, tokenize

_SPOKEN_WORD = re.compile(
    r"\b(?:jag|vi|oss|mig|min|mitt|mina|vår|vårt|våra|du|dig|din|ditt|dina|ni|er|man|en ska|det)\b", re.IGNORECASE
)
_THIRD_PERSON = re.compile(r"\b(?:hon|han|hen|hennes|hans|henne|honom)\b", re.IGNORECASE)
_ABOUT_ONE = re.compile(r"(?:Hon|Han)\b|(?:Nu|I dag|Då|Sedan|Sen|Numera|Efteråt|Själv) \w+ (?:hon|han)\b")
_SCENE = re.compile(r"(?:Här|Där)(?: \w+){0,2} (?:sitter|satt|står|stod|ligger|låg|hänger|hängde)\b")
_ACTS = re.compile(
    r"(?:Hon|Han) (?:suckar|skrattar|ler|nickar|tystnar|pausar|funderar|tittar|pekar|reser|visar|småler|skakar|rycker|"
    r"lutar|tänker efter|häller|hämtar)\b"
)
_AND_DOES = re.compile(r"[, ]*och (?:får|fick|går|gick|tar|tog|ser|såg|ler|log|ger|gav|\w{3,}ade)\b")
_RECENT = 600  # characters of speech in which something plural is looked for
_JUDGES = re.compile(
    r"\b(?:ska|måste|kan|bör|borde|inte|ju|väl|nog|aldrig|alltid|viktigt?|svårt?|bra|roligt?|tyvärr)\b",
    re.IGNORECASE,
)
_CHATS = re.compile(r"\b(?:ju|väl|liksom)\b")  # which no narrator says
_GENDERS = {"hon": Gender.FEMALE, "han": Gender.MALE}
_OF_GENDER = {
    Gender.FEMALE: re.compile(r"\b(?:hon|hen|hennes|henne)\b", re.IGNORECASE),
    Gender.MALE: re.compile(r"\b(?:han|hen|hans|honom)\b", re.IGNORECASE),
    Gender.UNKNOWN: _THIRD_PERSON,
}
_THEY = re.compile(r"\b(?:de|dem|dom|deras)\b", re.IGNORECASE)
# Something plural that "de" may refer to within the speech itself.
_PLURAL = re.compile(
    r"\b(?:många|några|alla|andra|flera|folk|barnen|vissa|en del|de flesta|\w{3,}(?:arna|erna|orna|ar|er|or))\b",
    re.IGNORECASE,
)
# What opens a sentence of speech rather than a new scene: it refers back, generalises, or answers.
_GOES_ON = re.compile(
    r"(?:Det|Nu|De|Den|Dom|Dem|Dessa|Där|Då|Därför|Här|Hit|Så|Sån\w*|Sådan\w*|Och|Men|Eller|Jo|Ja|Nej|Nä|Fast|För|Sen|"
    r"Sedan|Annars|Alla|Ingen|Inga|Inget|Ingenting|Många|Vissa|Folk|Ibland|Oftast|Ofta|Alltid|Aldrig|Varje gång|"
    r"Barn|Unga|Ungdomar|Föräldrar|Människor|Kvinnor|Män|Klienter|Elever|"
    r"Till slut|Till (?=\w+,)|Kanske|Bara|Visst|Precis|Tyvärr|Egentligen|Dessutom|Samtidigt|Både|Att|Hur|Vad|Varför)\b"
)


def tail(text: str, span: Span, tag: Tag, said: str) -> Span:
    """Return how much of the text after a tag is still speech (T6); empty where unsure.

    Args:
        said: the words that the tag follows.
    """
    end = span.start
    for sentence in sentences_in(text, span):
        words = sentence.of(text)
        about_speaker = _tells_of(tag.subject, words) and not _CHATS.search(words)
        if about_speaker or not _is_spoken(words, said, goes_on=end > span.start):
            break
        end = sentence.end
    return Span(span.start, end)


def _is_spoken(words: str, said: str, *, goes_on: bool) -> bool:
    """Tell whether a sentence has a mark of speech: "I" or "you", a link back, a judgement, a question."""
    if FIRST_PERSON.search(words):
        return True
    if _SCENE.match(words) or any(VerbClass.EXPRESSIVE in _classes(token.text) for token in tokenize(words)[:4]):
        return False
    if _THEY.match(words) and not _PLURAL.search(said):
        return False
    spoken_of = _THIRD_PERSON.search(words) and _THIRD_PERSON.search(said)
    linked = spoken_of or _GOES_ON.match(words) or _JUDGES.search(words) or words.endswith("?")
    return bool(linked or (goes_on and _SPOKEN_WORD.search(words)))


def _classes(word: str) -> Collection[VerbClass]:
    return reporting_verbs().get(word, {}).values()


def _tells_of(subject: Subject, words: str) -> bool:
    """Tell whether a sentence speaks of the one who spoke: by name, or as "hon" or "han" where that fits."""
    if any(name.split()[0] in words for name in subject.names):
        return True
    gender = Gender.UNKNOWN
    if subject.kind is SubjectKind.PRONOUN:
        gender = _GENDERS.get(subject.word or "", Gender.UNKNOWN)
    elif len(subject.names) == 1:
        gender = first_names().get(subject.names[0].split()[0], Gender.UNKNOWN)
    third = _OF_GENDER[gender].search(words)
    return third is not None and not FIRST_PERSON.search(words)


def is_about_speaker(words: str, subject: Subject) -> bool:
    """Tell narration from speech after ", säger han,": it tells of him, and nobody says "I"."""
    return _tells_of(subject, words) or bool(_AND_DOES.match(words) and not FIRST_PERSON.search(words))


def without_narration(text: str, span: Span, *, inline: bool, followed: bool) -> Span:
    """Cut what the narrator says, in the third person, after an untagged utterance.

    Args:
        inline: the utterance begins inside a paragraph of the narrator's.
        followed: another utterance follows, which the narrator may introduce.
    """
    for before, sentence in pairwise(sentences_in(text, span)):
        words = sentence.of(text)
        if _ACTS.match(words) or (inline and _is_told(words, text, span.start, before.end, followed=followed)):
            return Span(span.start, before.end)
    return span


def _is_told(words: str, text: str, start: int, end: int, *, followed: bool) -> bool:
    """Tell whether a sentence after the speech text[start:end] is the narrator's."""
    if FIRST_PERSON.search(words):
        return False
    said = text[max(start, end - _RECENT) : end]
    about_them = _THEY.search(words) and not _PLURAL.search(said)
    about_one = _ABOUT_ONE.match(words) and not _THIRD_PERSON.search(said)
    return bool(about_them or about_one or (followed and is_about_somebody(words)))
