"""The counts behind the confidences are those of the labelled articles as they are read today."""

from __future__ import annotations

from corpus.rules import rules
from scripts.measure_reading import count


def test_counts_are_up_to_date() -> None:
    """corpus/lexicon/rules.tsv says what scripts/measure_reading.py would write."""
    counted = {key: (tally.named, tally.right) for key, tally in count().items()}
    assert counted.keys() <= rules().keys()
    listed = {key: (rule.named, rule.right) for key, rule in rules().items() if rule.named}
    assert listed == counted
