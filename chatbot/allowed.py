"""Who may answer: the records that keep to the place, person, role and filters asked for."""

from __future__ import annotations

from chatbot.filters import NO_FILTERS, masks_of
from chatbot.opened import Opened
from chatbot.records import Status
from chatbot.understanding import Understanding
from index.facets import Facet


def allowed_records(opened: Opened, understanding: Understanding) -> list[int] | None:
    """Return the numbers of the records that may answer, in order; None for all."""
    generation = opened.generation
    allowed: set[int] | None = None
    if understanding.municipalities:
        allowed = {int(n) for place in understanding.municipalities for n in generation.select(municipality=place)}
    if understanding.speakers or understanding.unknown_person:
        spoken = {int(n) for name in understanding.speakers for n in generation.select(speaker=name)}
        allowed = spoken if allowed is None else allowed & spoken
    if understanding.role:
        spoken = {int(n) for name in opened.voices.holders(understanding.role) for n in generation.select(speaker=name)}
        allowed = spoken if allowed is None else allowed & spoken
    if understanding.excluded:
        kept = range(generation.counts.records) if allowed is None else allowed
        allowed = set(kept) - {int(n) for name in understanding.excluded for n in generation.select(speaker=name)}
    if not understanding.topic and allowed is not None:
        allowed -= opened.passages
    return None if allowed is None else sorted(allowed)


def let_through(opened: Opened, understanding: Understanding, allowed: list[int] | None) -> list[int] | None:
    """Return those of the allowed records that the visitor's filters leave, in order; None for all."""
    filters = understanding.filters.without(Facet.MUNICIPALITY)  # understood already, as a place that is asked about
    if filters == NO_FILTERS:
        return allowed
    facets = opened.generation.facets
    chosen: list[int] = facets.numbers(list(masks_of(facets, filters).values())).tolist()
    return chosen if allowed is None else sorted(set(allowed).intersection(chosen))


def status_of_nobody(understanding: Understanding) -> Status:
    """Return why there is nobody to quote."""
    named = understanding.municipalities or understanding.speakers or understanding.unknown_person or understanding.role
    return Status.NO_VOICE if named and not understanding.excluded else Status.NO_ANSWER
