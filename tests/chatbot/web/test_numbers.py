"""Numbers as people and addresses tell them, and as they are written for people."""

from __future__ import annotations

import math

import pytest

from chatbot.web.texts.languages import Language
from chatbot.web.texts.numbers import read_number, whole_number, written_percent


@pytest.mark.parametrize(
    ("told", "number"),
    [("12", 12), ("007", 7), ("999999999", 999_999_999), ("1000000000", None), ("9" * 5000, None)]
    + [(told, None) for told in ("", "-1", "1.5", "tre", "²", "٣")],
)
def test_whole_numbers_are_those_that_a_database_takes(told: str, number: int | None) -> None:
    """An address may tell anything; what is no number of ours is none, and breaks nothing."""
    assert whole_number(told) == number


@pytest.mark.parametrize(("told", "number"), [("0,5", 0.5), (" 0.25 ", 0.25), ("3", 3.0), ("-1", -1.0)])
def test_numbers_are_read_with_comma_and_with_point(told: str, number: float) -> None:
    """Swedes write a comma, and paste a point."""
    assert read_number(told) == number


@pytest.mark.parametrize("told", ["", "en halv", "1,000.5", "inf", "nan", "1e999"])
def test_what_is_no_number_is_equal_to_none(told: str) -> None:
    """So that no bounds hold it."""
    assert math.isnan(read_number(told))


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.713, "71\u00a0%"), (0.001, "0,1\u00a0%"), (0.999, "99,9\u00a0%"), (0, "0\u00a0%"), (1, "100\u00a0%")],
)
def test_what_is_hardly_anything_is_not_written_as_nothing(share: float, written: str) -> None:
    """And what is hardly all not as all."""
    assert written_percent(share, Language.SWEDISH) == written
