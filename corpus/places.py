"""Where people work: municipalities in articles, and how surely the text says so.

What counts is the employer's municipality, never home, school or newspaper. The rungs of the
evidence ladder, best first:

    M1  an official form in a work relation, or a municipal unit: "socialsekreterare i Lunds
        kommun", "Lunds socialtjänst"
    M2  a work relation with i/på and the name: "är enhetschef i Flen"
    M3  the same with a district: "fältare i Vivalla"
    M4  the article as a whole: its only municipality by official form, its publisher, or what
        the speakers say of their own work

A dateline (M5) and a newspaper's area (M6) never decide anything, so that nobody looks for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.asked_places import municipalities_in_question, municipality_of_host
from corpus.municipalities import AMBIGUOUS, CITIES, SURNAMES, Surface, surfaces
from corpus.records import PlaceEvidence, Span
from corpus.work_relations import AREA_ADJECTIVE, UNIT, Relation, relation_to_work

__all__ = [
    "PlaceForm",
    "PlaceMention",
    "article_municipality",
    "find_places",
    "municipalities_in_question",
    "person_municipality",
]


class PlaceForm(Enum):
    """How a text names a place."""

    OFFICIAL = "official"
    """As an organisation: "Västerås stad", "Katrineholms kommun", "Lunds socialtjänst"."""
    LOCATIVE = "locative"
    """As the place where something is: "i Flen", "på Gotland"."""
    DISTRICT = "district"
    """Through a part of it: "Vivalla"."""
    BARE = "bare"
    """In any other way."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One mention of a municipality.

    Attributes:
        name: official name without "kommun".
        span: the words, "kommun" or the unit included, a preposition not.
        work: the sentence ties it to somebody's work.
        unit: the words name a municipal workplace ("Lunds socialtjänst").
    """

    name: str
    span: Span
    form: PlaceForm
    work: bool
    unit: bool = False


_TOKEN = re.compile(r"(?<![\w-])[A-ZÅÄÖ]\w*(?:[ -][A-ZÅÄÖ]\w*)?")
_ONE_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<!\.[a-zåäö])(?<!\.ex)[.!?][\"”’»)]*\s+(?=[\"”»–—-]?\s*[A-ZÅÄÖÉ])|\n")

_AS_ORGANISATION = re.compile(r"\s+(?:kommun(?:en)?s?|KOMMUN|Kommuns?)(?![\w-])")
_AS_CITY = re.compile(r"\s+(?:stads?|Stads?|STAD)(?![\w-])")
_AS_UNIT = re.compile(rf"\s+(?:nya\s+|lokala\s+)?{UNIT}(?!\w)", re.IGNORECASE)
_REGION_BEFORE = re.compile(r"\bregion\s+$", re.IGNORECASE)

# What makes a longer name, another employer or an area of it.
_OTHER_THING_AFTER = re.compile(
    r"\s+(?:läns?\b|länet|region\w*|universitet\w*|högskol\w*|tingsrätt\w*|hovrätt\w*|kammarrätt\w*"
    r"|förvaltningsrätt\w*|polis\w*|(?:universitets)?sjukhus\w*|lasarett\w*|stift\w*|domkyrk\w*"
    r"|flygplats\w*|central(?:station)?\b|församling\w*|anstalt\w*|häkte\w*|gymnasi\w*|stads?\b"
    r"|folkhögskol\w*|museum|musei\w*|slott\w*|teater\w*|fotboll\w*|hockey\w*|nation\b|[A-ZÅÄÖ])"
)
_OTHER_EMPLOYER_BEFORE = re.compile(
    r"\b(?:polis\w*|högskol\w*|universitet\w*|\w*tingsrätt\w*|\w*sjukhus\w*|lasarett\w*|region\w*"
    r"|länsstyrels\w*|anstalt\w*|fängels\w*|häkte\w*|kriminalvård\w*|arbetsförmedling\w*"
    r"|försäkringskass\w*|migrationsverk\w*|sis-\w+|landsting\w*|frivård\w*|vårdcentral\w*"
    r"|psykiatri\w*|\w*gymnasi\w*|\w*skola(?:n|s)?|\w*kyrka(?:n|s)?)\s+(?:i|på)\s+$",
    re.IGNORECASE,
)
_LOCATIVE_BEFORE = re.compile(
    rf"\b(?:i|på|I|På|inne i|ute i|ute på)\s+{AREA_ADJECTIVE}"
    r"(?:[A-ZÅÄÖ][\w-]+(?:\s+kommun|\s+stad)?(?:,|\s+och|\s+eller|\s+samt)\s+)*$"
)
_CAPITAL_BEFORE = re.compile(r"(?<![\w-])(?P<word>[A-ZÅÄÖÉ][\w’'-]*) $")
_MAY_STAND_BEFORE = re.compile(
    rf"(?:i|på|från|hos|vid|inom|till|av|för|om|både|och|men|när|att|som|där|kring|runt|utanför"
    rf"|nära|mot|genom|åt|med|kommunen|\w*(?:förorten|stadsdelen|området)|{UNIT})",
    re.IGNORECASE,
)

_FIRST_PERSON = re.compile(r"\b(?:jag|vi|oss|mig|vår|vårt|våra|min|mitt|mina)\b", re.IGNORECASE)

_LONGEST_SENTENCE = 300
_LEAD_LENGTH = 800
"""Characters from the start of the text in which an article declares its subject."""


def find_places(text: str, start: int = 0, end: int | None = None) -> list[PlaceMention]:
    """Return the municipalities that text[start:end] names, in text order.

    Home, school, former employers, other authorities, surnames and ordinary words are no
    mentions. The words around a mention are read within [start, end) only.
    """
    end = len(text) if end is None else end
    mentions = []
    position = start
    while (match := _TOKEN.search(text, position, end)) is not None:
        position, surface = _surface_at(match)
        if surface is not None:
            mention = _judge(text, Span(match.start(), position), surface, Span(start, end))
            if mention is not None:
                mentions.append(mention)
                position = mention.span.end
    return mentions


def article_municipality(text: str, narration: Sequence[Span], outlet: str | None = None) -> PlaceEvidence | None:
    """Return the employer's municipality that the article as a whole is about.

    Args:
        narration: the article's own words (narrative, headings, captions), without quotes.
        outlet: who published it, or the address where; None if unknown.

    Returns:
        The best evidence; its span is empty where only the outlet tells. None where nothing
        tells, or two municipalities have an equal claim.
    """
    mentions = [mention for span in narration for mention in find_places(text, span.start, span.end)]
    for level in ("M1", "M2", "M3"):
        claims = [mention for mention in mentions if _level(mention) == level]
        if claims:
            return _decide(claims, mentions, level)
    owner = _municipal_outlet(outlet) or _publisher_in(text)
    official = [mention for mention in mentions if mention.form is PlaceForm.OFFICIAL]
    if owner is not None and not {mention.name for mention in official} - {owner}:
        return PlaceEvidence(owner, "M4", _first_span(owner, text))
    if official and _declares(official, mentions):
        return _decide(official, mentions, "M4")
    own_words = list(_first_person_places(text))
    return _decide(own_words, own_words, "M4") if own_words else None


def person_municipality(text: str, sentences: Sequence[Span]) -> PlaceEvidence | None:
    """Return the municipality of a person's employer.

    Args:
        sentences: where the narration introduces the person: sentences, tags, name lines.

    Returns:
        The best of M1, M2, M3; None without evidence, or where the best contradict.
    """
    mentions = [place for span in sentences for place in find_places(text, span.start, span.end)]
    for level in ("M1", "M2", "M3"):
        claims = [mention for mention in mentions if _level(mention) == level]
        if claims:
            names = {claim.name for claim in claims}
            return PlaceEvidence(claims[0].name, level, claims[0].span) if len(names) == 1 else None
    return None


def _surface_at(match: re.Match[str]) -> tuple[int, Surface | None]:
    """Return the longest name at a capitalised word, and where to go on."""
    words = match[0]
    first = _ONE_WORD.match(words)
    first_word = first[0] if first else words
    for form in (words, first_word):
        surface = surfaces().get(form) or surfaces().get(_title_case(form))
        end = match.start() + len(form)
        if surface is not None and not re.match(r"[-\w]", match.string[end : end + 1]):
            return end, surface
    return match.start() + len(first_word), None


def _title_case(form: str) -> str:
    return form.title() if form.isupper() and len(form) > 1 else form


def _judge(text: str, span: Span, surface: Surface, limits: Span) -> PlaceMention | None:
    sentence = _sentence_around(text, span, limits)
    before, after = text[sentence.start : span.start], text[span.end : sentence.end]
    form, end, unit = _classify(before, after, surface)
    if form is None or _is_surname(before, form):
        return None
    if _OTHER_EMPLOYER_BEFORE.search(before):
        return None
    relation = relation_to_work(
        before,
        after[end:],
        is_organisation=form is PlaceForm.OFFICIAL,
        is_locative=form is PlaceForm.LOCATIVE,
    )
    if relation is Relation.AWAY:
        return None
    work = unit or relation is not None
    if not _is_certain(surface, form, work=work, relation=relation, words=text[span.start : span.end]):
        return None
    return PlaceMention(surface.name, Span(span.start, span.end + end), form, work, unit)


def _classify(before: str, after: str, surface: Surface) -> tuple[PlaceForm | None, int, bool]:
    """Return the form, how far it goes into what follows, and whether it names a unit."""
    if surface.district:
        if surface.genitive or not _OTHER_THING_AFTER.match(after):
            return PlaceForm.DISTRICT, 0, False
        return None, 0, False
    if surface.name == "Gotland" and _REGION_BEFORE.search(before):
        return PlaceForm.OFFICIAL, 0, False
    organisation = _AS_ORGANISATION.match(after)
    if organisation is None and surface.name in CITIES:
        organisation = _AS_CITY.match(after)
    if organisation is not None:
        return PlaceForm.OFFICIAL, organisation.end(), False
    unit = _AS_UNIT.match(after)
    if unit is not None:
        return PlaceForm.OFFICIAL, unit.end(), True
    if surface.stem or _REGION_BEFORE.search(before) or _OTHER_THING_AFTER.match(after):
        return None, 0, False
    if not surface.genitive and _LOCATIVE_BEFORE.search(before):
        return PlaceForm.LOCATIVE, 0, False
    return PlaceForm.BARE, 0, False


def _is_surname(before: str, form: PlaceForm) -> bool:
    capital = _CAPITAL_BEFORE.search(before)
    if capital is None or form is PlaceForm.OFFICIAL:
        return False
    return _MAY_STAND_BEFORE.fullmatch(capital["word"]) is None


def _is_certain(surface: Surface, form: PlaceForm, *, work: bool, relation: Relation | None, words: str) -> bool:
    if surface.name not in AMBIGUOUS or surface.district or form is PlaceForm.OFFICIAL:
        return True
    if form is not PlaceForm.LOCATIVE or not work or words.isupper():
        return False
    return surface.name not in SURNAMES or relation is Relation.ROLE


def _sentence_around(text: str, span: Span, limits: Span) -> Span:
    start = max(limits.start, span.start - _LONGEST_SENTENCE)
    for boundary in _SENTENCE_END.finditer(text, start, span.start):
        start = boundary.end()
    end = min(limits.end, span.end + _LONGEST_SENTENCE)
    boundary_after = _SENTENCE_END.search(text, span.end, end)
    return Span(start, boundary_after.start() if boundary_after else end)


def _level(mention: PlaceMention) -> str | None:
    if not mention.work:
        return None
    levels = {PlaceForm.OFFICIAL: "M1", PlaceForm.LOCATIVE: "M2", PlaceForm.DISTRICT: "M3"}
    return levels.get(mention.form)


def _decide(claims: Sequence[PlaceMention], mentions: Sequence[PlaceMention], level: str) -> PlaceEvidence | None:
    """Return the only municipality among the claims, or the one that is the declared subject."""
    names = {claim.name for claim in claims}
    if len(names) > 1:
        counts = Counter(mention.name for mention in mentions)
        declared = {mention.name for mention in mentions if mention.span.start < _LEAD_LENGTH}
        (first, most), (_, next_most) = counts.most_common(2)
        if most == next_most or first not in names or declared & names != {first}:
            return None
        names = {first}
    best = next(claim for claim in claims if claim.name in names)
    return PlaceEvidence(best.name, level, best.span)


def _declares(official: Sequence[PlaceMention], mentions: Sequence[PlaceMention]) -> bool:
    """Tell whether the article is about a municipality, and not only mentions one."""
    if len(official) > 1:
        return True
    return official[0].span.start < _LEAD_LENGTH and len({mention.name for mention in mentions}) == 1


def _municipal_outlet(outlet: str | None) -> str | None:
    """Return the municipality whose own outlet it is; a newspaper belongs to none."""
    if outlet is None:
        return None
    places = find_places(outlet)
    if len(places) == 1 and places[0].form is PlaceForm.OFFICIAL:
        return places[0].name
    return municipality_of_host(outlet)


_PUBLISHER_LINE = re.compile(
    r"^[ \t]*(?:(?:publicera(?:d|t)\s+av|©|copyright|avsändare:?|utgivare:?|arbetsgivare:?)\s+)?"
    r"(?P<owner>[A-ZÅÄÖ][\w -]{2,40})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_PUBLISHED_BY = re.compile(r"\b(?:publicera(?:d|t)\s+av|utgiven\s+av|©)\s+(?P<owner>[^\n,.|·]{3,50})", re.IGNORECASE)


def _publisher_in(text: str) -> str | None:
    """Return the municipality that signs the text: a line of its own, "Publicerad av ..."."""
    owners = set()
    for pattern in (_PUBLISHER_LINE, _PUBLISHED_BY):
        for match in pattern.finditer(text):
            places = find_places(text, match.start("owner"), match.end("owner"))
            signed = match["owner"].strip() if pattern is _PUBLISHER_LINE else None
            owners |= {
                place.name
                for place in places
                if place.form is PlaceForm.OFFICIAL
                and place.span.start == match.start("owner")
                and signed in (None, place.span.of(text))
            }
    return owners.pop() if len(owners) == 1 else None


def _first_span(name: str, text: str) -> Span:
    return next((place.span for place in find_places(text) if place.name == name), Span(0, 0))


def _first_person_places(text: str) -> Iterator[PlaceMention]:
    """Yield places where somebody says of himself that he works there."""
    for place in find_places(text):
        sentence = _sentence_around(text, place.span, Span(0, len(text)))
        if _level(place) is not None and _FIRST_PERSON.search(sentence.of(text)):
            yield place
