"""Municipalities that a question names, however it is typed.

More generous than the reading of articles: lower case, no å ä ö, one typing error. An ordinary
word is still no place: ambiguous names need a preposition, a capital or "kommun".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from corpus.municipalities import AMBIGUOUS, ISLANDS, SURNAMES, Surface, municipalities, surfaces
from corpus.near_words import NearWords
from corpus.words import read_rows

_FOLD = str.maketrans("åäöéüáà", "aaoeuaa")
_WORD = re.compile(r"\w+(?:-\w+)*")
_ABROAD = {
    "gothenburg": "Göteborg",
    "gotemburgo": "Göteborg",
    "estocolmo": "Stockholm",
    "stoccolma": "Stockholm",
    "sztokholm": "Stockholm",
    "tukholma": "Stockholm",
}
# Ambiguous in an article, where surnames and capitals abound; whoever asks of them means the place.
_CLEAR_IN_QUESTIONS = frozenset("Flen Habo Hjo Håbo Köping Orsa Tanum Ydre Åre".split())
_FIRST_NAMES = frozenset(("Dorotea", "Nora", "Vilhelmina"))
# Addresses that are not the plain name; Habo's and Håbo's would be the same.
_OTHER_HOSTS = {
    "engelholm": "Ängelholm",
    "habo": "Håbo",
    "habokommun": "Habo",
    "hellefors": "Hällefors",
    "herjedalen": "Härjedalen",
    "regiongotland": "Gotland",
}
# Lower case: districts and plain spellings that are ordinary words, in Swedish or English.
_ORDINARY_WORDS = frozenset(
    "kista kistas kisa kisas slite slites fristad fristads majorna granna hestra tumba angered ronna are ange anges "
    "mala malas amal hoor laxa timra tranas sater nackas".split()
)
_SHORTEST_FUZZY = 6
_PREPOSITIONS = frozenset("i från hos inom vid in at from".split())
_FUZZY_PREPOSITIONS = _PREPOSITIONS | {"på"}
# What belongs to a place that is named, around its name: "i kommunen Flen", "in the city of Malmö".
_BEFORE_PLACE = _FUZZY_PREPOSITIONS | frozenset("stadsdelen förorten kommunen region city municipality of the".split())
_AFTER_PLACE = re.compile(r"kommun(?:en)?s?|stads?|municipality|city")
_ORGANISATION = re.compile(r"kommun(?:en)?s?|stads?|social(?:tjänst|förvaltning|kontor|nämnd)\w*|municipality")
_OTHER_THING = re.compile(r"län|läns|länet|universitet\w*|högskol\w*|tingsrätt\w*|sjukhus\w*|lasarett\w*|tidning\w*")
_MAY_FOLLOW = frozenset(
    "och eller om som är har att med för när kommun stad idag nu då just samt av på i men inte "
    "jobbar arbetar jobba arbeta trivs säger tycker kan ska får finns vill så där".split()
)
_SURNAME_LIKE = re.compile(r".*(?:berg|ström|strom|lund|holm|gren|kvist|man|son|dal|fors)")


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A municipality named in a question.

    Attributes:
        name: official name without "kommun".
        start, end: [start, end) of its words, preposition and "kommun" included.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    followed_by_mark: bool
    capital_tells: bool

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        shouted = len(self.text) > 2 and self.text.isupper()
        return self.capital_tells and self.text[0].isupper() and not shouted


def municipalities_in_question(text: str) -> list[str]:
    """Return the official names of the municipalities that a question names, each once, in its order."""
    return list(dict.fromkeys(place.name for place in places_in_question(text)))


def places_in_question(text: str) -> list[AskedPlace]:
    """Return the municipalities that a question names, each time it does, in its order."""
    matches = list(_WORD.finditer(text))
    capitals = sum(match[0][0].isupper() for match in matches)
    # In "Hur Är Det Att Vara Chef" a capital says nothing.
    tells = len(matches) < 3 or capitals * 2 <= len(matches) + 1
    words = [
        _Word(match[0], *match.span(), text[match.end() : match.end() + 1] not in ("", " "), tells) for match in matches
    ]
    places: list[AskedPlace] = []
    index = 0
    while index < len(words):
        name, width = _name_at(words, index)
        if name is not None:
            places.append(AskedPlace(name, *_extent(words, index, index + width)))
        index += width
    return places


def _extent(words: list[_Word], first: int, end: int) -> tuple[int, int]:
    """Return [start, end) of the name's words [first, end) with what belongs to it."""
    while first and words[first - 1].lower in _BEFORE_PLACE and not words[first - 1].followed_by_mark:
        first -= 1
    follows = end < len(words) and not words[end - 1].followed_by_mark
    return words[first].start, words[end if follows and _AFTER_PLACE.fullmatch(words[end].lower) else end - 1].end


def municipality_of_host(address: str) -> str | None:
    """Return the municipality whose web address it is ("https://www.orebro.se/..."), or None."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return None
    label = re.fullmatch(r"(?:[\w-]+\.)*?([\w-]+)\.se|(?:[\w-]+\.)+(stockholm)", host)
    return _hosts().get((label[1] or label[2]).replace("-", "")) if label else None


@cache
def _hosts() -> dict[str, str]:
    names = [municipality.name for municipality in municipalities()]
    plain = {fold(name).replace(" ", "").replace("-", ""): name for name in names}
    with_kind = {f"{label}{kind}": name for label, name in plain.items() for kind in ("kommun", "stad", "skommun")}
    return with_kind | plain | _OTHER_HOSTS


def fold(word: str) -> str:
    """Return a word in lower case without the marks of å, ä and ö."""
    return word.lower().translate(_FOLD)


@cache
def _exact() -> dict[str, Surface]:
    forms = {form.lower(): surface for form, surface in surfaces().items()}
    forms |= {form: Surface(name) for form, name in _ABROAD.items()}
    return forms


@cache
def _folded() -> dict[str, Surface]:
    forms: dict[str, Surface] = {}
    for form, surface in _exact().items():
        forms.setdefault(fold(form), surface)
    return forms


@cache
def _fuzzy() -> tuple[NearWords, dict[str, str]]:
    """Return the forms that allow a typing error, with å ä ö and without, and form -> name."""
    forms = {
        form: surface.name
        for spelled, surface in _exact().items()
        if len(surface.name) >= _SHORTEST_FUZZY and surface.name not in AMBIGUOUS and not surface.district
        for form in (spelled, fold(spelled))
    }
    return NearWords(forms), forms


@cache
def _ordinary_near_words() -> frozenset[str]:
    """Return the ordinary words that are one typing error from a name."""
    return frozenset(row[0] for row in read_rows("near_places.tsv"))


def _name_at(words: list[_Word], index: int) -> tuple[str | None, int]:
    """Return the name that begins at a word, and how many words to go on by."""
    if index + 1 < len(words) and not words[index].followed_by_mark:
        pair = f"{words[index].lower} {words[index + 1].lower}"
        surface = _exact().get(pair) or _folded().get(fold(pair))
        if surface is not None:
            return surface.name, 2
    word = words[index]
    surface = _exact().get(word.lower)
    spelled = surface is not None
    if surface is None and word.lower == fold(word.lower):
        surface = _folded().get(word.lower)
    if surface is not None:
        accepted = _is_accepted(words, index, surface, spelled=spelled)
        return (surface.name if accepted else None), 1
    return _near_name(words, index), 1


def _is_accepted(words: list[_Word], index: int, surface: Surface, *, spelled: bool) -> bool:
    word = words[index]
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) and not word.followed_by_mark else None
    if after is not None and _OTHER_THING.fullmatch(after.lower):
        return False
    if before is not None and before.lower == "region" and surface.name != "Gotland":
        return False
    if after is not None and _ORGANISATION.fullmatch(after.lower):
        return True
    if surface.stem:
        return False
    if index > 1 and word.capital and words[index - 1].capital and not _is_place(words[index - 1]):
        return False
    ambiguous = word.lower in _ORDINARY_WORDS or (
        surface.name in AMBIGUOUS and surface.name not in _CLEAR_IN_QUESTIONS and not surface.district
    )
    if not ambiguous:
        return True
    prepositions = _PREPOSITIONS | ({"på"} if surface.name in ISLANDS else set())
    if before is not None and before.lower in prepositions:
        return after is None or word.capital or after.lower in _MAY_FOLLOW
    if len(words) == 1:
        return spelled and word.capital
    if surface.name in SURNAMES or surface.name in _FIRST_NAMES:
        return False
    is_infinitive = before is not None and before.lower in ("att", "ska", "kan", "vill", "får")
    return word.capital and index > 0 and spelled and not is_infinitive


def _is_place(word: _Word) -> bool:
    return word.lower in _exact() or word.lower in _FUZZY_PREPOSITIONS or word.lower == "region"


def _near_name(words: list[_Word], index: int) -> str | None:
    word = words[index]
    if len(word.text) < _SHORTEST_FUZZY - 1 or word.lower in _ordinary_near_words():
        return None
    after_preposition = index > 0 and words[index - 1].lower in _FUZZY_PREPOSITIONS
    could_be_surname = _SURNAME_LIKE.fullmatch(fold(word.text)) or (index and words[index - 1].capital)
    if not after_preposition and (not word.capital or index == 0 or could_be_surname):
        return None
    # Whoever types å, ä or ö means them: "bästa" is not a slip for the plain "bastad".
    forms, names = _fuzzy()
    near = {names[form] for form in forms.find(word.lower) if form[0] == word.lower[0]}
    return near.pop() if len(near) == 1 else None
