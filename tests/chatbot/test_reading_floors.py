"""How well invented articles of every form are read. A floor is only ever raised.

`chatbot evaluate --attribution tests/gold/articles/tune` shows the table. Rules are written with
these articles in sight; those in `last` are looked at only as a whole, for the figures.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot.reading_evaluation import evaluate_reading, read_gold

FLOORS = {
    "tune": {"span_f1": 0.99, "speaker_precision": 0.99, "end_to_end_f1": 0.955, "municipality_accuracy": 0.99},
    "last": {"span_f1": 0.98, "speaker_precision": 0.98, "end_to_end_f1": 0.92, "municipality_accuracy": 0.94},
}


@pytest.mark.parametrize("half", FLOORS)
def test_unseen_forms_are_read_at_least_this_well(half: str) -> None:
    """Quote spans, speakers and municipality stay at or above what was reached."""
    data = evaluate_reading(read_gold(Path("tests/gold/articles") / half, Path("corpus/articles"))).to_dict()
    assert data["not_verbatim"] == 0
    short = {name: data[name] for name, floor in FLOORS[half].items() if data[name] < floor}
    assert short == {}
