"""The narrator's tags: ", säger Tuva Granhöst, enhetschef i Flen." and "Så här säger Tuva:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.records import Span
from corpus.subjects import STOPS, Subject, SubjectKind, name_length, named_subject, parse_subject
from corpus.words import Token, VerbClass, first_names, reporting_verbs, role_base, tokenize

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
_NEWSPAPER = re.compile(
    r"(?:posten|bladet|tidning|tidningen|kuriren|nyheter|nyheterna|nytt|radion?|dagblad|allehanda|magasinet)s?$",
    re.IGNORECASE,
)
_AS = re.compile(r"[”\"»],? som(?= )")


# A verb of saying without a comma before it; "så", "det", "som" and "vad" make it part of what is said.
_BARE_TAG = re.compile(
    r"(?:(?<=\w )|(?<=[.!?] ))(?<![Ss]å )(?<![Dd]et )(?<!som )(?<!vad )(?:säger|sa|sade|berättar|förklarar)"
    r"(?= (?:[^\W\d_a-zåäö]|hon\b|han\b))"
)
# Somebody of whom no more is told: ", ropar någon", ", viskar en äldre man".
_SOMEBODY = re.compile(
    r" (?:någon|nån|mannen|kvinnan|killen|tjejen|flickan|pojken|personen|den (?:äldre|yngre|andra)|"
    r"(?:en|ett)(?: \w+){0,2} (?:kvinna|man|kille|tjej|flicka|pojke|person|röst|kollega|deltagare|elev|"
    r"barn|mamma|pappa|besökare|klient|förälder|ungdom|granne|vän))\b"
)


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


_MOST_AFTER_UNKNOWN = 8
"""Places for a tag that are tried after one whose subject is nobody we know; the rest is another utterance's."""


def find_tag(text: str, start: int, end: int) -> Tag | None:
    """Return the first tag in text[start:end], or None.

    Opinion and expressive verbs tag speech too, as everything here stands right after the words
    of a marked utterance; ", tycker jag" and ", säger man" belong to the utterance itself.
    """
    unknown: Tag | None = None
    more = _MOST_AFTER_UNKNOWN
    for match in _candidate().finditer(text, start, end):
        tag = _tag_at(text, match, end)
        if tag is not None and tag.subject.kind is not SubjectKind.UNKNOWN:
            return tag
        unknown = unknown or tag
        more -= unknown is not None
        if not more:
            break
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
        known = subject is not None and subject.kind in (SubjectKind.NAMES, SubjectKind.PRONOUN)
        if subject is not None and known and _closes(text, subject.end, end):
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
    breaks_off = not words and match.end() >= end and match["mark"].startswith(",")
    if breaks_off:
        return Tag(Span(match.start("mark"), end), Subject(SubjectKind.UNKNOWN, end), VerbClass.SPEECH)
    if not named or named[0].text in _AFTER_SAYING:
        return None
    subject = _apposed(text, stop, end) or _closing_name(text, named)
    described = next((n for n, word in enumerate(named) if word.text == "som"), len(named))
    if subject is None and described > _LONGEST_SUBJECT:
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
    if not start or start == len(words) or words[start - 1].text in STOPS or words[start].text not in first_names():
        return None
    return named_subject(text, words[start:], words[:start])


def _following_word(text: str, start: int, end: int) -> str:
    words = tokenize(text, start, min(end, start + 20))
    return words[0].text if words else ""


def _closes(text: str, position: int, end: int) -> bool:
    return position >= end or text[position] in ".:!?\n"


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
