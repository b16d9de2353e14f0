"""How sure a rule is: its prior, and what was counted of it. Nobody here exists."""

from __future__ import annotations

import pytest

from corpus.reading import read
from corpus.records import Article, Attribution
from corpus.rules import SHORT_NAME, Rule, confidence_of, rules

TUVA = "Tuva Granhöst är socialsekreterare i Flen."
AMIR = "Amir Fjällstig är enhetschef i samma kommun."


def attributions(*blocks: str) -> list[Attribution]:
    """Return the attributions of an article made of blocks."""
    return [quote.attribution for quote in read(Article(id="fall", text="\n\n".join(blocks))).quotes]


@pytest.mark.parametrize(
    ("named", "right", "confidence"),
    [(0, 0, 0.8), (3, 3, 0.846), (10, 5, 0.65), (990, 990, 0.998), (9990, 9990, 0.999)],
    ids=["nothing counted", "a few", "half of them wrong", "many", "never certain"],
)
def test_counts_outweigh_the_prior_as_they_grow(named: int, right: int, confidence: float) -> None:
    """The prior is worth ten observations."""
    assert Rule("x", 0.8, named, right).confidence == confidence


def test_nothing_is_counted_right_more_often_than_it_was_named() -> None:
    """The list of rules holds shares."""
    assert all(0 <= rule.right <= rule.named and 0 < rule.prior <= 1 for rule in rules().values())


CASES = {
    "explicit.after": [TUVA, "– Jag trivs, säger Tuva."],
    "explicit.before": [TUVA, "Tuva säger:", "– Jag trivs här."],
    "explicit.next": [TUVA, "– Jag trivs här.", "Det säger Tuva Granhöst, som har varit här i fyra år."],
    "explicit.label": [TUVA, AMIR, "Tuva: Jag trivs här."],
    "explicit.role": [AMIR, "– Jag trivs, säger enhetschefen."],
    "pronoun.introduced": [TUVA, "– Jag trivs, säger hon."],
    "pronoun.focus": [TUVA, "– Jag trivs, säger Tuva.", "– Det är kollegorna, säger hon."],
    "interview.named": [TUVA, "Hej Tuva, hur är det?", "– Det är bra med mig."],
    "interview.same": [TUVA, "Hej Tuva, hur är det?", "– Det är bra.", "Och på jobbet?", "– Där också."],
    "introduced.sentence": [TUVA, AMIR, "– Jag trivs här."],
    "continuation.1": [TUVA, "– Jag trivs, säger Tuva.", "– Här får man tid att tänka."],
    "joint.named": [TUVA, AMIR, "– Vi trivs, säger Tuva och Amir."],
    "joint.they": [TUVA, AMIR, "– Vi trivs, säger de."],
    "pull_quote.name_line": [TUVA, "”Vi tar fikat på stort allvar”", "Tuva Granhöst, socialsekreterare"],
}


@pytest.mark.parametrize(("rule", "blocks"), CASES.items(), ids=CASES)
def test_an_attribution_names_its_rule_and_is_as_sure_as_that(rule: str, blocks: list[str]) -> None:
    """The last utterance's rule and confidence are those of the list."""
    attribution = attributions(*blocks)[-1]
    assert (attribution.rule, attribution.confidence) == (rule, confidence_of(rule))


def test_nobody_is_named_by_no_rule() -> None:
    """An unattributed utterance has a reason and no rule."""
    attribution = attributions("Kontoret är tyst.", "– Det brukar vara så.")[0]
    assert (attribution.rule, attribution.confidence, attribution.reason) == (None, 0.0, "no_tag")


def test_a_continuation_is_never_surer_than_what_it_goes_on_with() -> None:
    """An error upstream shows downstream."""
    first, second = attributions(AMIR, "– Jag trivs, säger enhetschefen.", "– Här får man tid att tänka.")
    assert second.rule == "continuation.1"
    assert second.confidence == min(first.confidence, confidence_of("continuation.1"))


def test_one_never_named_in_full_is_less_sure() -> None:
    """The rule for short names goes with the rule that named them."""
    attribution = attributions("På kontoret är det tyst.", "– Jag trivs, säger Tuva.")[0]
    assert attribution.confidence == round(confidence_of("explicit.after") * confidence_of(SHORT_NAME), 3)
