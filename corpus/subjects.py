"""Who a tag says speaks: the first nominal after the verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.words import Token, first_names, is_organisation, reporting_verbs, role_base, tokenize

PARTICLES = frozenset(("von van der den de af del di da la le el al bin ben dos").split())
PRONOUNS = frozenset(("hon", "han", "hen", "de", "dom"))
REPORTERS = frozenset(("jag", "vi", "undertecknad", "reportern", "tidningen", "redaktionen"))
# Words that end the search for a subject: what follows them is not the one who speaks.
STOPS = frozenset(
    (
        "och eller till åt för om att som när hur vad var vem varför med av från mot man någon många du ni det den "
        "detta inte ingen alla folk andra in ut upp ner "
        "bakom bredvid intill hos på i vid under över utanför framför kring"
    ).split()
)
KIN = frozenset(
    (
        "fru man hustru make maka sambo mamma pappa mor far son dotter bror syster barn kollega vän väninna granne "
        "föräldrar syskon morfar farfar mormor farmor arbetskamrat kompis hund kollegan maken hustrun frun sonen "
        "dottern brodern systern mamman pappan sambon kompisen vännen väninnan grannen"
    ).split()
)
_GAP = 4  # words between verb and name: "säger en mycket trött Amir"


class SubjectKind(Enum):
    """How a tag names the one who speaks."""

    NAMES = "names"
    PRONOUN = "pronoun"
    ROLE = "role"
    REPORTER = "reporter"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Subject:
    """The one who speaks, as a tag words it.

    Attributes:
        names: as written, in order; several where they speak together.
        role: base form of a role beside the name, or standing for it.
        word: the pronoun, or the role as written.
        end: offset after the subject's last word.
    """

    kind: SubjectKind
    end: int
    names: tuple[str, ...] = ()
    role: str | None = None
    word: str | None = None


def parse_subject(text: str, start: int, end: int) -> Subject | None:
    """Return the first nominal after a verb, or None where no speaker stands there.

    Args:
        start: offset right after the reporting verb.
    """
    words = tokenize(text, start, min(end, start + 160))
    if not words or text[start : words[0].start].strip():
        return None
    first = words[0]
    if first.text in PRONOUNS:
        return Subject(SubjectKind.PRONOUN, first.end, word=first.text)
    if first.text in REPORTERS:
        return Subject(SubjectKind.REPORTER, first.end, word=first.text)
    gap: list[Token] = []
    for number, word in enumerate(words[: _GAP + 1]):
        if gap and not _adjoins(text, gap[-1].end, word.start):
            break
        if word.text == "av" and gap and gap[-1].text == "en":
            return _one_of(words[number + 1 : number + 4])
        if word.is_capitalised or (word.text in PARTICLES and name_length(text, words[number : number + 3]) > 1):
            return named_subject(text, words[number:], gap)
        if word.text in PRONOUNS:
            return Subject(SubjectKind.PRONOUN, word.end, word=word.text)
        if word.text in STOPS:
            break
        gap.append(word)
    return _role_only(gap)


def _adjoins(text: str, end: int, start: int) -> bool:
    """Tell whether nothing but white space, a single line break at most, stands between two words."""
    between = text[end:start]
    return between == " " or (between.isspace() and between.count("\n") <= 1)


def _one_of(words: Sequence[Token]) -> Subject | None:
    """Return the role of somebody who is not named: "säger en av handläggarna", "säger en av dem"."""
    if words and words[0].text in ("dem", "dom"):
        return Subject(SubjectKind.UNKNOWN, words[0].end, word=words[0].text)
    for word in words:
        base = role_base(word.text, plural=True)
        if base:
            return Subject(SubjectKind.ROLE, word.end, role=base, word=base)
    return None


def _role_only(gap: Sequence[Token]) -> Subject | None:
    for word in gap:
        base = role_base(word.text)
        if base:
            return Subject(SubjectKind.ROLE, word.end, role=base, word=word.text)
    return None


def named_subject(text: str, words: Sequence[Token], gap: Sequence[Token]) -> Subject | None:
    """Return the subject that words open with a name, or None where that is no person's; gap may hold the role."""
    role = next((base for word in gap if (base := role_base(word.text))), None)
    while len(words) > 1 and words[1].is_capitalised and (base := role_base(words[0].text)):
        role, words = base, words[1:]
    names: list[str] = []
    position = 0
    end = words[0].start
    while True:
        count = name_length(text, words[position:])
        if not count:
            break
        name = words[position : position + count]
        following = words[position + count] if position + count < len(words) else None
        owned = _owned(text, name, words[position + count :])
        if owned is not None:
            named = [word for word in words if word.start >= owned.end]
            adjoins = bool(named) and named[0].is_capitalised and _adjoins(text, owned.end, named[0].start)
            return named_subject(text, named, [following] if following else []) if adjoins else owned
        if _is_organisation(name, following):
            return None
        names.append(" ".join(text[name[0].start : name[-1].end].split()))
        end = name[-1].end
        position += count
        joint = _joins(text, words, position, end)
        if joint is None:
            break
        position = joint
    if not names:
        return None
    return Subject(SubjectKind.NAMES, end, names=tuple(names), role=role)


def _joins(text: str, words: Sequence[Token], position: int, end: int) -> int | None:
    """Return where the next name of "NAME, NAME och NAME" begins, or None."""
    if position >= len(words):
        return None
    word = words[position]
    between = text[end : word.start]
    if word.text in ("och", "samt", "&") and between.isspace() and position + 1 < len(words):
        if not words[position + 1].is_capitalised:
            return None
        after = position + 1 + name_length(text, words[position + 1 :])
        # "säger Eva Rönn och Kaj Berg fyller i": the other one does something else.
        return None if after < len(words) and words[after].text in reporting_verbs() else position + 1
    listed = between == ", " and word.is_capitalised and word.text in first_names()
    rest = text[word.start : word.start + 80]
    return position if listed and re.match(r"[^.,:]*(?:,[^.,:]*)* (?:och|samt) [^\W\d_a-z]", rest) else None


def name_length(text: str, words: Sequence[Token]) -> int:
    """Return how many words at the start of words make one name ("Karin von Lindmossa" = 3)."""
    count = 0
    for number, word in enumerate(words):
        if number:
            between = text[words[number - 1].end : word.start]
            nickname = bool(re.fullmatch(r"\s[”“\"’']|[”“\"’']\s", between))
            if not nickname and not _adjoins(text, words[number - 1].end, word.start):
                break
        if word.is_capitalised:
            count = number + 1
        elif word.text not in PARTICLES:
            break
    return count


def _is_organisation(name: Sequence[Token], following: Token | None) -> bool:
    """Tell whether an authority or a municipality speaks, not a person: "skriver Nacka kommun"."""
    ahead = following is not None and following.text in ("kommun", "stad", "region", "län", "kommuner")
    capitals = len(name) == 1 and name[0].text.isupper() and len(name[0].text) > 1
    return ahead or capitals or any(is_organisation(word.text) for word in name)


def _owned(text: str, name: Sequence[Token], rest: Sequence[Token]) -> Subject | None:
    """Return who speaks where the name only owns them: ", säger Tuvas tidigare chef", ", säger Lars fru"."""
    if not name[-1].text.endswith("s"):
        return None
    end = name[-1].end
    for word in rest[:3]:
        if word.is_capitalised or word.text in STOPS or not _adjoins(text, end, word.start):
            return None
        base = role_base(word.text)
        if base is not None:
            return Subject(SubjectKind.ROLE, word.end, role=base, word=word.text)
        if word.text in KIN:
            return Subject(SubjectKind.UNKNOWN, word.end, word=word.text)
        end = word.end
    return None
