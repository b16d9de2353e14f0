"""How sure each rule is of the speaker it names: counted on labelled articles, never guessed twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from corpus.words import read_rows

PRIOR_WEIGHT = 10
"""How many observations the prior is worth."""

HIGHEST = 0.999
"""No count makes a rule certain."""

SHORT_NAME = "name.short"
"""The rule for people who are never named in full; it goes with the rule that named them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that names speakers, with what was measured of it (corpus/lexicon/rules.tsv).

    Attributes:
        prior: how often we expect it to be right, before anything was counted.
        named: how many labelled utterances it gave a name; right: how many of them all the right ones.
    """

    key: str
    prior: float
    named: int
    right: int

    @property
    def confidence(self) -> float:
        """The mean of a Beta distribution whose prior is worth ten observations.

        With no data the prior stands, with much data the measured precision does; a rule that was
        right three times of three is not yet sure.
        """
        mean = (self.right + PRIOR_WEIGHT * self.prior) / (self.named + PRIOR_WEIGHT)
        return min(round(mean, 3), HIGHEST)


@cache
def rules() -> dict[str, Rule]:
    """Return the rules by key, in the order of the list."""
    rows = (Rule(key, float(prior), int(named), int(right)) for key, prior, named, right in read_rows("rules.tsv"))
    return {rule.key: rule for rule in rows}


def confidence_of(key: str) -> float:
    """Return how sure a rule is."""
    return rules()[key].confidence
