"""The 290 municipalities of Sweden and the districts that stand for one of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from corpus.words import read_rows

CITIES = frozenset(
    "Borås Göteborg Haparanda Helsingborg Landskrona Lidingö Malmö Mölndal Solna Stockholm "
    "Sundbyberg Trollhättan Vaxholm Västerås".split()
)
"""The municipalities that call themselves "stad"."""

ISLANDS = frozenset("Gotland Orust Tjörn Öckerö Värmdö Lidingö Hammarö Ekerö".split())
"""One is "på" these, not "i"."""

AMBIGUOUS = frozenset(
    "Ale Berg Boden Dorotea Eda Falkenberg Flen Grums Habo Hjo Håbo Kil Kinda Klippan Köping Lund "
    "Mark Mora Nora Norberg Orsa Sala Salem Skara Säter Tanum Trosa Vara Vilhelmina Vindeln Ydre "
    "Åre".split()
)
"""Names that are also an ordinary word, a surname or a first name."""

SURNAMES = frozenset(("Berg", "Falkenberg", "Lund", "Norberg"))
"""Ambiguous names that are common surnames: they need a role or a workplace beside them."""

NO_GENITIVE_S = ("s", "x", "z")
"""Last letters of names that are their own genitive."""
# Names whose form before "kommun" no rule gives.
_IRREGULAR_STEMS = {"Falun": ("Falu",), "Kalmar": ("Kalmar",), "Orust": ("Orust",)}
_OTHER_SPELLINGS = {"Dals Ed": "Dals-Ed", "Upplands Bro": "Upplands-Bro", "Malung": "Malung-Sälen"}
_OTHER_SPELLINGS |= {"Malung Sälen": "Malung-Sälen", "Upplands-Väsby": "Upplands Väsby", "Väsby": "Upplands Väsby"}


@dataclass(frozen=True, slots=True)
class Municipality:
    """One municipality.

    Attributes:
        code: four digits of Statistics Sweden; the first two are the county's.
        name: official name without "kommun".
    """

    code: str
    name: str
    county: str

    @property
    def genitive(self) -> str:
        """The name as owner: "Lunds", "Borås"."""
        return self.name if self.name.endswith(NO_GENITIVE_S) else f"{self.name}s"

    @property
    def official_name(self) -> str:
        """The organisation's name: "Lunds kommun", "Gnesta kommun", "Borås stad"."""
        if self.name == "Gotland":
            return "Region Gotland"
        if self.name in _IRREGULAR_STEMS:
            stem = _IRREGULAR_STEMS[self.name][0]
        else:
            stem = self.name if self.name[-1] in "aeiouyåäö" else self.genitive
        return f"{stem} {'stad' if self.name in CITIES else 'kommun'}"


@dataclass(frozen=True, slots=True)
class Surface:
    """A form that a text may have of a name.

    Attributes:
        name: the municipality's official name.
        genitive: it can only be the owner of what follows.
        district: it is the name of a part of the municipality.
        stem: it stands before "kommun" only ("Falu").
    """

    name: str
    genitive: bool = False
    district: bool = False
    stem: bool = False


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return all municipalities in the order of their codes."""
    return tuple(Municipality(*row) for row in read_rows("municipalities.tsv"))


@cache
def districts() -> dict[str, str]:
    """Return district -> municipality, for districts whose name leaves no doubt."""
    return {row[0]: row[1] for row in read_rows("districts.tsv")}


@cache
def surfaces() -> dict[str, Surface]:
    """Return every form -> what it names; forms are generated forward from the names."""
    forms: dict[str, Surface] = {}
    for municipality in municipalities():
        name = municipality.name
        for stem in _IRREGULAR_STEMS.get(name, ()):
            forms[stem] = Surface(name, stem=True)
        _add_forms(forms, name, Surface(name))
    for spelling, name in _OTHER_SPELLINGS.items():
        _add_forms(forms, spelling, Surface(name))
    for district, name in districts().items():
        _add_forms(forms, district, Surface(name, district=True))
    return forms


def is_municipality(name: str) -> bool:
    """Tell whether name is an official name without "kommun"."""
    return any(municipality.name == name for municipality in municipalities())


def _add_forms(forms: dict[str, Surface], form: str, surface: Surface) -> None:
    forms[form] = surface
    if not form.endswith(NO_GENITIVE_S):
        owner = Surface(surface.name, genitive=True, district=surface.district)
        forms.setdefault(f"{form}s", owner)
