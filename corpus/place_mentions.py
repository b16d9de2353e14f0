"""Mentions of municipalities in articles, and how each is meant.

Home, school, former employers, other authorities, surnames and ordinary words are no mentions.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from corpus.municipalities import AMBIGUOUS, CITIES, NO_GENITIVE_S, SURNAMES, Surface, surfaces
from corpus.records import Span
from corpus.work_relations import AREA, AREA_ADJECTIVE, MUNICIPAL_ROLE, ROLE, UNIT, Relation, relation_to_work


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


_LEVELS = {PlaceForm.OFFICIAL: "M1", PlaceForm.LOCATIVE: "M2", PlaceForm.DISTRICT: "M3"}


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

    @property
    def level(self) -> str | None:
        """The rung of the evidence ladder; None where nothing is said of anybody's work."""
        return _LEVELS.get(self.form) if self.work else None

    @property
    def is_employer(self) -> bool:
        """Tell whether it is somebody's employer, or named as an organisation."""
        return self.level is not None or self.form is PlaceForm.OFFICIAL


_NAME = re.compile(r"(?<![\w-])[A-ZÅÄÖ][\w-]*")
_SENTENCE_END = re.compile(r"(?<!\.[a-zåäö])(?<!\.ex)[.!?][\"”’»)]*\s+(?=[\"”»–—-]?\s*[A-ZÅÄÖÉ])|\n")

_AS_ORGANISATION = re.compile(r"\s+(?:kommun(?:en)?s?|KOMMUN|Kommuns?)(?![\w-])")
_AS_CITY = re.compile(r"\s+(?:stads?|Stads?|STAD)(?![\w-])")
_AS_UNIT = re.compile(rf"\s+(?:nya\s+|lokala\s+)?{UNIT}(?!\w)", re.IGNORECASE)
_AS_STAFF = re.compile(rf"\s+(?:(?:nya|nye|lokala|biträdande|tillförordnade)\s+)?{MUNICIPAL_ROLE}(?!\w)")
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
    r"|försäkringskass\w*|migrationsverk\w*|sis-\w+|landsting\w*|frivård\w*|(?:vård|hälso)central\w*"
    r"|psykiatri\w*|\w*gymnasi\w*|\w*(?<!för)skola(?:n|s)?|\w*kyrka(?:n|s)?)\s+(?:i|på)\s+$",
    re.IGNORECASE,
)
_LOCATIVE_BEFORE = re.compile(
    rf"\b(?:i|på|I|På|inne i|ute i|ute på)\s+{AREA_ADJECTIVE}"
    r"(?:[A-ZÅÄÖ][\w-]+(?:\s+kommun|\s+stad)?(?:,|\s+och|\s+eller|\s+samt)\s+)*$"
)
_ROLE_LINE_BEFORE = re.compile(rf"(?:[A-ZÅÄÖÉ][\w-]+ ){{1,2}}[A-ZÅÄÖÉ][\w-]+, (?:\w+ )?{ROLE}, ")
_DISTRICT_BEFORE = re.compile(
    r"\b(?:från|vid|\w*(?:förorten|stadsdelen|området|tätorten|orten|samhället|byn))\s+$", re.IGNORECASE
)
_CREDIT_BEFORE = re.compile(r"\b(?:Foto|Fotograf|Bild|Illustration)\s*[:/]?\s*$")
_CAPITAL_BEFORE = re.compile(r"(?<![\w-])(?P<word>[A-ZÅÄÖÉ][\w’'-]*) $")
_MAY_STAND_BEFORE = re.compile(
    rf"(?:i|på|från|hos|vid|inom|till|av|för|om|både|och|men|när|att|som|där|kring|runt|utanför"
    rf"|{AREA}|nära|mot|genom|åt|med|kommunen|\w*(?:förorten|stadsdelen|området)|{UNIT})",
    re.IGNORECASE,
)

_LONGEST_SENTENCE = 300
_LONGEST_LIST = 12
"""Places; what goes on listing them says of none of them that anybody works there."""


def find_places(text: str, start: int = 0, end: int | None = None) -> list[PlaceMention]:
    """Return the municipalities that text[start:end] names, in text order.

    The words around a mention are read within [start, end) only.
    """
    limits = Span(start, len(text) if end is None else end)
    mentions: list[PlaceMention] = []
    near: deque[int] = deque(maxlen=_LONGEST_LIST)
    for span, surface in _names(text, limits):
        is_listed = len(near) == _LONGEST_LIST and span.start - near[0] < _LONGEST_SENTENCE
        near.append(span.start)
        if is_listed or (mentions and span.start < mentions[-1].span.end):
            continue
        mention = _judge(text, span, surface, limits)
        if mention is not None:
            mentions.append(mention)
    return mentions


def sentence_around(text: str, span: Span, limits: Span) -> Span:
    """Return the sentence in which a stretch stands, as far as it matters to a place in it."""
    start = max(limits.start, span.start - _LONGEST_SENTENCE)
    for boundary in _SENTENCE_END.finditer(text, start, span.start):
        start = boundary.end()
    end = min(limits.end, span.end + _LONGEST_SENTENCE)
    boundary_after = _SENTENCE_END.search(text, span.end, end)
    return Span(start, boundary_after.start() if boundary_after else end)


@cache
def _second_words() -> dict[str, tuple[str, ...]]:
    """Return the first word of each name of two words -> the words that may follow it."""
    pairs: dict[str, list[str]] = {}
    for form in surfaces():
        first, _, second = form.partition(" ")
        if second:
            pairs.setdefault(first, []).append(second)
    return {first: tuple(sorted(seconds, key=len, reverse=True)) for first, seconds in pairs.items()}


def _names(text: str, limits: Span) -> Iterator[tuple[Span, Surface]]:
    """Yield the capitalised words that are forms of a name, the longest form at each place."""
    forms, second_words = surfaces(), _second_words()
    for match in _NAME.finditer(text, limits.start, limits.end):
        word = _title_case(match[0])
        surface = forms.get(word)
        end = match.end()
        if word in second_words:
            following = _NAME.match(text, end + 1, limits.end) if text[end : end + 1] == " " else None
            pair = f"{word} {_title_case(following[0])}" if following else ""
            if following and pair in forms:
                surface, end = forms[pair], following.end()
        if surface is not None:
            yield Span(match.start(), end), surface


def _title_case(form: str) -> str:
    return form.title() if len(form) > 1 and form.isupper() else form


def _judge(text: str, span: Span, surface: Surface, limits: Span) -> PlaceMention | None:
    sentence = sentence_around(text, span, limits)
    before, after = text[sentence.start : span.start], text[span.end : sentence.end]
    form, end, unit = _classify(before, after, surface)
    if form is None or _is_surname(before, form):
        return None
    if _OTHER_EMPLOYER_BEFORE.search(before) or _CREDIT_BEFORE.search(before):
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
    unit = _AS_UNIT.match(after)
    if surface.district:
        return _classify_district(before, after, surface, unit)
    if surface.name == "Gotland" and _REGION_BEFORE.search(before):
        return PlaceForm.OFFICIAL, 0, False
    organisation = _AS_ORGANISATION.match(after)
    if organisation is None and surface.name in CITIES:
        organisation = _AS_CITY.match(after)
    if organisation is not None:
        return PlaceForm.OFFICIAL, organisation.end(), False
    if unit is not None:
        return PlaceForm.OFFICIAL, unit.end(), True
    owns = surface.genitive or surface.name.endswith(NO_GENITIVE_S)
    if owns and surface.name not in AMBIGUOUS and _AS_STAFF.match(after):
        return PlaceForm.OFFICIAL, 0, True
    if surface.stem or _REGION_BEFORE.search(before) or _OTHER_THING_AFTER.match(after):
        return None, 0, False
    if not surface.genitive and (_LOCATIVE_BEFORE.search(before) or _ROLE_LINE_BEFORE.fullmatch(before)):
        return PlaceForm.LOCATIVE, 0, False
    return PlaceForm.BARE, 0, False


def _classify_district(
    before: str, after: str, surface: Surface, unit: re.Match[str] | None
) -> tuple[PlaceForm | None, int, bool]:
    if unit is not None:
        return PlaceForm.DISTRICT, unit.end(), True
    if surface.genitive:
        return PlaceForm.BARE, 0, False
    if _OTHER_THING_AFTER.match(after):
        return None, 0, False
    inside = _LOCATIVE_BEFORE.search(before) or _DISTRICT_BEFORE.search(before)
    return PlaceForm.DISTRICT if inside else PlaceForm.BARE, 0, False


def _is_surname(before: str, form: PlaceForm) -> bool:
    capital = _CAPITAL_BEFORE.search(before)
    if capital is None or form is PlaceForm.OFFICIAL:
        return False
    return _MAY_STAND_BEFORE.fullmatch(capital["word"]) is None


def _is_certain(surface: Surface, form: PlaceForm, *, work: bool, relation: Relation | None, words: str) -> bool:
    if surface.name not in AMBIGUOUS or surface.district or form is PlaceForm.OFFICIAL:
        return True
    if form is not PlaceForm.LOCATIVE or words.isupper():
        return False
    return surface.name not in SURNAMES or (work and relation is Relation.ROLE)
