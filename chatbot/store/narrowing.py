"""What a visitor chose beside the question, as columns: a role, an area of work, years.

A municipality that was chosen stands among what was understood.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Row

from chatbot.filters import NO_FILTERS, Filters

NARROWING = ("chosen_role", "chosen_area", "year_from", "year_to")
"""Columns of answers and of verdicts."""


def narrowing_values(filters: Filters | None) -> dict[str, str | int | None]:
    """Return column -> value."""
    chosen = filters or NO_FILTERS
    return dict(zip(NARROWING, (chosen.role, chosen.area, chosen.year_from, chosen.year_to), strict=True))


def narrowing_of(row: Row[Any]) -> Filters:
    """Return what was chosen, without a municipality."""
    return Filters(role=row.chosen_role, area=row.chosen_area, year_from=row.year_from, year_to=row.year_to)
