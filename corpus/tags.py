"""The narrator's tags: ", säger Tuva Granhöst, enhetschef i Flen." and "Så här säger Tuva:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from corpus.records import Span
from corpus.words import Token, VerbClass, first_names, is_organisation, reporting_verbs, role_base, tokenize

PARTICLES = frozenset(("von van der den de af del di da la le el al bin ben dos").split())
PRONOUNS = frozenset(("hon", "han", "hen", "de", "dom"))
REPORTERS = frozenset(("jag", "vi", "undertecknad", "reportern", "tidningen", "redaktionen"))

# Words that end the search for a subject: what follows them is not the one who speaks.
_STOPS = frozenset(
    (
        "och eller till åt för om att som när hur vad var vem varför med av från mot man någon många du ni det den "
        "detta inte ingen alla folk andra in ut upp ner "
        "bakom bredvid intill hos på i vid under över utanför framför kring"
    ).split()
)
_SPEECH_GOES_ON = frozenset(
    (
        "men och för så fast utan eftersom när om att det den de vi jag man du ni där då inte medan samtidigt "
        "speciellt framför särskilt både eller kanske ju precis just bara även också här nu dock ändå därför hur "
        "vad"
    ).split()
)
_APPOSITION_OPENERS = frozenset(
    (
        "som en ett vid på i från tf bitr biträdande vice före tidigare nybliven nyutexaminerad ny ansvarig "
        "anställd en doktor docent leg legitimerad till av hos"
    ).split()
)
# The verbs that leave no doubt that somebody else speaks, whoever it is ...
SAYING = frozenset("säger sa sade svarar svarade tillägger tillade frågar frågade undrar undrade skriver skrev".split())
# ... unless it is what somebody in the speech says.
_AFTER_SAYING = frozenset(
    (
        "att om till åt inte ja nej hej vad hur det allt tack stopp ifrån upp emot sig mig dig oss er man du ni vi jag "
        "så som för och men nu då ingenting något nåt några vem var när varför sin sitt sina ibland aldrig alltid ofta"
    ).split()
)
# Words without which hardly anybody says a whole clause.
_CLAUSE_WORDS = frozenset(
    (
        "jag vi man du det den dem de ni oss mig min mitt mina vår vårt våra er är var har hade kan kunde ska skulle "
        "vill ville får fick måste blir blev gör gjorde går gick kommer kom finns fanns inte aldrig alltid ju"
    ).split()
)
_ASKING = frozenset("frågar frågade undrar undrade".split())
_LONGEST_SUBJECT = 8
KIN = frozenset(
    (
        "fru man hustru make maka sambo mamma pappa mor far son dotter bror syster barn kollega vän väninna granne "
        "föräldrar syskon morfar farfar mormor farmor arbetskamrat kompis hund kollegan maken hustrun frun sonen "
        "dottern brodern systern mamman pappan sambon kompisen vännen väninnan grannen"
    ).split()
)
_NEWSPAPER = re.compile(
    r"(?:posten|bladet|tidning|tidningen|kuriren|nyheter|nyheterna|nytt|radion?|dagblad|allehanda|magasinet)s?$",
    re.IGNORECASE,
)
_AS = re.compile(r"[”\"»],? som(?= )")
_GAP = 4  # words between verb and name: "säger en mycket trött Amir"


# A verb of saying without a comma before it; "så", "det", "som" and "vad" make it part of what is said.
_BARE_TAG = re.compile(
    r"(?:(?<=\w )|(?<=[.!?] ))(?<![Ss]å )(?<![Dd]et )(?<!som )(?<!vad )(?:säger|sa|sade|berättar|förklarar)"
    r"(?= [^\W\d_a-zåäö])"
)


# Somebody of whom no more is told: ", ropar någon", ", viskar en äldre man".
_SOMEBODY = re.compile(
    r" (?:någon|nån|(?:en|ett)(?: \w+){0,2} (?:kvinna|man|kille|tjej|flicka|pojke|person|röst|kollega|deltagare|elev|"
    r"barn|mamma|pappa|besökare|klient|förälder|ungdom|granne|vän))\b"
)


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


@dataclass(frozen=True, slots=True)
class Tag:
    """A narrator's tag; span runs from its punctuation to its end, without a final full stop."""

    span: Span
    subject: Subject
    verb_class: VerbClass


@cache
def _candidate() -> re.Pattern[str]:
    """Return a pattern for a place where a tag may begin: punctuation, then a reporting verb."""
    verbs = "|".join(sorted(map(re.escape, reporting_verbs()), key=len, reverse=True))
    return re.compile(
        rf"(?P<mark>(?:[?!…,][”“\"»«’]?|[”“\"»«’][,.]?|\.\.\.[”“\"»«]?)\s*[–—-]?|(?<=[\w.])\s[–—])\s*"
        rf"(?P<verb>{verbs})\b"
    )


def find_tag(text: str, start: int, end: int) -> Tag | None:
    """Return the first tag in text[start:end], or None.

    Opinion and expressive verbs tag speech too, as everything here stands right after the words
    of a marked utterance; ", tycker jag" and ", säger man" belong to the utterance itself.
    """
    unknown: Tag | None = None
    for match in _candidate().finditer(text, start, end):
        tag = _tag_at(text, match, end)
        if tag is not None and tag.subject.kind is not SubjectKind.UNKNOWN:
            return tag
        unknown = unknown or tag
    return unknown or _as_somebody_says(text, start, end) or _unmarked_tag(text, start, end)


def _as_somebody_says(text: str, start: int, end: int) -> Tag | None:
    """Return a tag right after marked words: '"Det ordnar sig", som Tuva säger'."""
    match = _AS.search(text, start, end)
    subject = parse_subject(text, match.end(), end) if match else None
    if match is None or subject is None:
        return None
    following = tokenize(text, subject.end, min(end, subject.end + 30))[:2]
    verb = next((word for word in following if word.text in SAYING or word.text == "säga"), None)
    return Tag(Span(match.start() + 1, verb.end), subject, VerbClass.SPEECH) if verb else None


def _unmarked_tag(text: str, start: int, end: int) -> Tag | None:
    """Return a tag at a sentence's end whose comma is missing: "Det är roligt här säger Tuva Granhöst."."""
    for match in _BARE_TAG.finditer(text, start, end):
        subject = parse_subject(text, match.end(), end)
        if subject is not None and subject.kind is SubjectKind.NAMES and _closes(text, subject.end, end):
            return Tag(Span(match.start(), subject.end), subject, VerbClass.SPEECH)
    return None


def _tag_at(text: str, match: re.Match[str], end: int) -> Tag | None:
    classes = reporting_verbs()[match["verb"]]
    subject = parse_subject(text, match.end(), end)
    if subject is None:
        return _tag_of_somebody(text, match, end)
    if subject.kind is SubjectKind.ROLE:
        subject = _apposed(text, _next_stop(text, subject.end, end), end) or subject
    particle = _following_word(text, subject.end, end)
    verb_class = classes.get(particle) or classes.get("")
    if verb_class is None:
        verb_class = next(
            (classes[word.text] for word in tokenize(text, match.end(), subject.end) if word.text in classes), None
        )
    if verb_class is None:
        return None
    if verb_class is VerbClass.REPORTER and subject.names and _NEWSPAPER.search(subject.names[-1]):
        subject = Subject(SubjectKind.REPORTER, subject.end, word=subject.names[-1])
    if subject.kind is SubjectKind.REPORTER and verb_class is not VerbClass.REPORTER:
        return None
    tag_end = _tag_end(text, subject.end, end)
    if subject.kind is SubjectKind.PRONOUN and subject.word in ("de", "dom") and not _closes(text, tag_end, end):
        return None
    # A question mark before a tag is the speaker's; a comma or a closing mark is not.
    own = len(match["mark"]) - len(match["mark"].lstrip("?!…."))
    return Tag(Span(match.start("mark") + own, tag_end), subject, verb_class)


def _tag_of_somebody(text: str, match: re.Match[str], end: int) -> Tag | None:
    """Return a tag whose subject is nobody that we know ("säger hans fru"), or None where speech goes on.

    Then the words before it are somebody else's than the last speaker's.
    """
    if match["verb"] not in SAYING and not _SOMEBODY.match(text, match.end(), end):
        return None
    words = tokenize(text, match.end(), min(end, match.end() + 120))
    stop = _next_stop(text, match.end(), end)
    named = [word for word in words if word.start < stop]
    if not named and words and text[match.end()] == ",":
        stop = next((n for n in range(match.end(), end) if text[n] in ".!?"), end)  # "säger, efter en stund, Nina"
        named = words[:1]
    if not named or named[0].text in _AFTER_SAYING:
        return None
    subject = _apposed(text, stop, end) or _closing_name(text, named)
    if subject is None and len(named) > _LONGEST_SUBJECT:
        return None
    if subject is None:
        paper = match["verb"] in _ASKING and any(_NEWSPAPER.search(w.text) for w in named if w.is_capitalised)
        kind = SubjectKind.REPORTER if paper else SubjectKind.UNKNOWN
        subject = Subject(kind, named[-1].end, word=text[named[0].start : named[-1].end])
    own = len(match["mark"]) - len(match["mark"].lstrip("?!…."))
    return Tag(Span(match.start("mark") + own, _tag_end(text, max(stop, subject.end), end)), subject, VerbClass.SPEECH)


def _apposed(text: str, stop: int, end: int) -> Subject | None:
    """Return the name that follows in apposition: ", säger chefen för enheten, Klas Orr."."""
    words = tokenize(text, stop, min(end, stop + 80))
    count = name_length(text, words)
    if not count or text[stop : words[0].start] != ", " or words[0].text not in first_names():
        return None
    last = words[count - 1]
    return named_subject(text, words[:count], ()) if _closes(text, last.end, end) or text[last.end] == "," else None


def _closing_name(text: str, words: Sequence[Token]) -> Subject | None:
    """Return the name at the end of a long subject: ", säger efter en stund den annars tysta Nina Falk."."""
    start = len(words)
    while start and words[start - 1].is_capitalised:
        start -= 1
    if not start or start == len(words) or words[start - 1].text in _STOPS or words[start].text not in first_names():
        return None
    return named_subject(text, words[start:], words[:start])


def _following_word(text: str, start: int, end: int) -> str:
    words = tokenize(text, start, min(end, start + 20))
    return words[0].text if words else ""


def _closes(text: str, position: int, end: int) -> bool:
    return position >= end or text[position] in ".:!?\n"


# --- the subject ------------------------------------------------------------------------------------


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
        if word.text in _STOPS:
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
        if word.is_capitalised or word.text in _STOPS or not _adjoins(text, end, word.start):
            return None
        base = role_base(word.text)
        if base is not None:
            return Subject(SubjectKind.ROLE, word.end, role=base, word=word.text)
        if word.text in KIN:
            return Subject(SubjectKind.UNKNOWN, word.end, word=word.text)
        end = word.end
    return None


# --- where a tag ends -------------------------------------------------------------------------------


def _tag_end(text: str, position: int, end: int) -> int:
    """Return where the tag ends: before a full stop, or before the comma where speech goes on."""
    while position < end:
        stop = _next_stop(text, position, end)
        if stop >= end or text[stop] != ",":
            return stop
        words = tokenize(text, stop, min(end, stop + 80))
        clause_end = _next_stop(text, stop + 1, end)
        if not words or not _is_apposition(words, [word for word in words if word.start < clause_end]):
            return stop
        position = stop + 1
    return end


def _next_stop(text: str, position: int, end: int) -> int:
    """Return the offset of the next clause end; abbreviations and initials do not end a clause."""
    while position < end:
        sign = text[position]
        if sign in "!?:,;":
            return position
        if sign == "." and (position + 1 >= end or text[position + 1] in ' \n–—”"'):
            word = re.search(r"(\w+)$", text[max(0, position - 12) : position])
            abbreviated = (
                word and word[1].lower() in ("bitr", "tf", "ca", "st", "leg", "fil", "d", "v") and position + 2 < end
            )
            if not abbreviated:
                return position
        if text[position : position + 3] in (" – ", " — ", " - "):
            return position
        position += 1
    return end


def _is_apposition(words: Sequence[Token], clause: Sequence[Token]) -> bool:
    """Tell whether what follows a name tells more of the person; a clause of its own goes on with the speech."""
    first = words[0]
    if first.text in reporting_verbs() or (first.text in _SPEECH_GOES_ON and first.text not in _APPOSITION_OPENERS):
        return False
    if first.text.isdigit() or first.text in _APPOSITION_OPENERS:
        return True
    return any(role_base(word.text) for word in words[:4]) or not any(word.text in _CLAUSE_WORDS for word in clause)
