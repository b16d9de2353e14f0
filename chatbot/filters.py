"""What visitors narrow answers to: a municipality, a role, an area of work, years; and what that leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR
from functools import partial

from chatbot.errors import FilterError
from corpus.areas import areas
from corpus.role_groups import Choice, groups_of_role, role_groups, role_heads
from corpus.words import role_base
from index.facets import Facet, Facets, Mask, Values


@dataclass(frozen=True, slots=True)
class Filters:
    """What quotes must fulfil to answer; None for what they need not.

    Attributes:
        municipality: in any form that a question may name it.
        role: key of a group of roles ("chef"), or the base form of one role ("enhetschef"), which takes those
            that end like it, too.
        area: key of an area of work.
        year_from, year_to: first and last year of publication; a quote whose year is not known has none.
    """

    municipality: str | None = None
    role: str | None = None
    area: str | None = None
    year_from: int | None = None
    year_to: int | None = None

    def facets(self) -> tuple[Facet, ...]:
        """Return by what is filtered."""
        given = {
            Facet.MUNICIPALITY: self.municipality,
            Facet.ROLE: self.role,
            Facet.AREA: self.area,
            Facet.YEAR: self.year_from if self.year_from is not None else self.year_to,
        }
        return tuple(facet for facet, value in given.items() if value is not None)

    def without(self, facet: Facet) -> Filters:
        """Return the filters but one."""
        names = ("year_from", "year_to") if facet is Facet.YEAR else (facet.value,)
        return replace(self, **dict.fromkeys(names))

    def label(self, facet: Facet, language: str) -> str:
        """Return what is chosen of a facet, in words: "Chefer och arbetsledare", "2019–2021", "från 2019"."""
        if facet is Facet.YEAR:
            years = dict.fromkeys(str(year) for year in (self.year_from, self.year_to) if year is not None)
            one_sided = {"sv": ("till {}", "från {}")}.get(language, ("until {}", "from {}"))
            if self.year_from is None or self.year_to is None:
                return one_sided[self.year_to is None].format(*years)
            return "–".join(years)
        return _named(str(getattr(self, facet.value)), _choices(facet), language)


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """Something that can be filtered by.

    Attributes:
        value: for programs and addresses.
        label: for people.
        quotes: how many quotes there are if this is chosen and everything else stays as it is.
    """

    value: str
    label: str
    quotes: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """What can be filtered by, with what is chosen already.

    Attributes:
        filters: what is chosen.
        quotes: how many that leaves.
        municipality, role, area, year: what the corpus has, with its numbers under the other filters;
            municipalities by name, years falling, the rest in an order of its own.
    """

    filters: Filters
    quotes: int
    municipality: tuple[FacetValue, ...]
    role: tuple[FacetValue, ...]
    area: tuple[FacetValue, ...]
    year: tuple[FacetValue, ...]


def checked(filters: Filters) -> Filters:
    """Return the filters with the keys of what was chosen by name.

    A municipality is left as it is: one that nobody speaks from is told in the answer.

    Raises:
        FilterError: a role, an area or years that nobody can mean.
    """
    years = (filters.year_from, filters.year_to)
    if any(year is not None and not MINYEAR <= year <= MAXYEAR for year in years):
        raise FilterError(f"år: ska vara årtal från {MINYEAR} till {MAXYEAR}")
    if filters.year_from is not None and filters.year_to is not None and filters.year_from > filters.year_to:
        raise FilterError(f"år: {filters.year_from} är efter {filters.year_to}; byt plats på dem")
    area = _key(filters.area, areas())
    if area and area not in _keys(areas()):
        raise FilterError(f"arbetsområde: {area!r} finns inte; välj bland {', '.join(_keys(areas()))}")
    role = _key(filters.role, role_groups())
    if role and role not in _keys(role_groups()):
        base = role_base(role, plural=True)
        if base is None:
            keys = ", ".join(_keys(role_groups()))
            raise FilterError(f"roll: {role!r} finns inte; välj bland {keys}, eller ange ett yrke")
        role = base.lower()
    municipality = (filters.municipality or "").strip() or None
    return Filters(municipality, role or None, area or None, *years)


def masks_of(facets: Facets, filters: Filters) -> dict[Facet, Mask]:
    """Return for each facet that is filtered by which records it lets through."""
    return {facet: facets.having(facet, _accepting(facet, filters)) for facet in filters.facets()}


def municipalities_of(facets: Facets, filters: Filters) -> dict[str, int]:
    """Return municipality -> number of quotes that the filters let through; only those that have some, by name."""
    counts = facets.count(Facet.MUNICIPALITY, list(masks_of(facets, filters).values()))
    return {name: count for (name,), count in sorted((k, n) for k, n in counts.items() if k and n)}


def count_facets(facets: Facets, filters: Filters, language: str) -> FacetCounts:
    """Return what can be filtered by, each facet counted under the filters of the others.

    Args:
        facets: of the index.
        filters: checked, with the official name of the municipality.
        language: of the labels.
    """
    masks = masks_of(facets, filters)

    def counted(facet: Facet, split: Callable[[Values], Sequence[str]]) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        others = [mask for other, mask in masks.items() if other is not facet]
        left, whole = facets.count(facet, others), facets.count(facet, ())
        for values, count in whole.items():
            if count:  # what only passages have is nothing to choose
                found.update(dict.fromkeys(split(values), left[values]))
        return found

    places, years = counted(Facet.MUNICIPALITY, tuple), counted(Facet.YEAR, tuple)
    groups, of_areas = counted(Facet.ROLE, _groups), counted(Facet.AREA, tuple)
    return FacetCounts(
        filters,
        facets.quotes(list(masks.values())),
        tuple(FacetValue(name, name, places[name]) for name in sorted(places, key=_alphabetical)),
        _offered(role_groups(), groups, language),
        _offered(areas(), of_areas, language),
        tuple(FacetValue(year, year, years[year]) for year in sorted(years, reverse=True)),
    )


def _alphabetical(name: str) -> str:
    return name.casefold().translate(str.maketrans("åäö", "{|}"))  # after z, in this order


def _offered(choices: Sequence[Choice], counts: Mapping[str, int], language: str) -> tuple[FacetValue, ...]:
    known = (choice for choice in choices if choice.key in counts)
    return tuple(FacetValue(one.key, _in(one, language), counts[one.key]) for one in known)


def _accepting(facet: Facet, filters: Filters) -> Callable[[Values], bool]:
    if facet is Facet.YEAR:
        first, last = filters.year_from or MINYEAR, filters.year_to or MAXYEAR
        return lambda values: any(first <= int(year) <= last for year in values)
    if facet is Facet.ROLE:
        return partial(_has_role, str(filters.role))
    wanted = getattr(filters, facet.value)
    return lambda values: wanted in values


def _has_role(wanted: str, roles: Values) -> bool:
    if wanted in _keys(role_groups()):
        return wanted in _groups(roles)
    return any(head.endswith(wanted) for role in roles for head in role_heads(role))


def _groups(roles: Values) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group for role in roles for group in groups_of_role(role)))


def choices(facet: Facet, language: str) -> dict[str, str]:
    """Return what is offered of a facet whatever the corpus has: key -> what it is called."""
    return {choice.key: _in(choice, language) for choice in _choices(facet)}


def _choices(facet: Facet) -> tuple[Choice, ...]:
    return {Facet.ROLE: role_groups(), Facet.AREA: areas()}.get(facet, ())


def _keys(choices: Sequence[Choice]) -> list[str]:
    return [choice.key for choice in choices]


def _key(given: str | None, choices: Sequence[Choice]) -> str:
    """Return the key of what was given by its key or one of its names; in lower case what is neither."""
    wanted = " ".join((given or "").split()).casefold()
    return next((one.key for one in choices if wanted in map(str.casefold, (one.swedish, one.english))), wanted)


def _named(key: str, choices: Sequence[Choice], language: str) -> str:
    return next((_in(choice, language) for choice in choices if choice.key == key), key)


def _in(choice: Choice, language: str) -> str:
    return choice.swedish if language == "sv" else choice.english
