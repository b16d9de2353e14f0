"""Who may answer: the records that keep to the place, the person and the role asked for."""

from __future__ import annotations

from chatbot.opened import Opened
from chatbot.records import Status
from chatbot.understanding import Understanding


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


def status_of_nobody(understanding: Understanding) -> Status:
    """Return why there is nobody to quote."""
    named = understanding.municipalities or understanding.speakers or understanding.unknown_person or understanding.role
    return Status.NO_VOICE if named and not understanding.excluded else Status.NO_ANSWER
