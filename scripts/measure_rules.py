"""Count how often each rule of attribution names the right speakers, on the labelled articles.

    .venv/bin/python scripts/measure_rules.py

Writes the two columns of counts in corpus/lexicon/rules.tsv; the confidence of a rule is made of
them and of its prior (corpus/rules.py). A rule changes its counts wherever the reader changes, so
run it again after that. The counts never change what a rule decides, only how sure it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chatbot.reading_evaluation import RuleTally, evaluate_reading, read_gold
from corpus.rules import rules

GOLD = (Path("tests/gold/articles/tune"), Path("tests/gold/corpus"))
CORPUS = Path("corpus/articles")
TARGET = Path("corpus/lexicon/rules.tsv")


def count() -> Mapping[str, RuleTally]:
    """Return for each rule how often it named somebody in the labelled articles, and how often rightly."""
    articles = [article for folder in GOLD for article in read_gold(folder, CORPUS)]
    return evaluate_reading(articles).by_rule


def main() -> None:
    """Write the counts anew and print what they make of the confidences."""
    counted = count()
    lines = [TARGET.read_text(encoding="utf-8").splitlines()[0]]
    for rule in rules().values():
        tally = counted.get(rule.key, RuleTally())
        lines.append(f"{rule.key}\t{rule.prior:.2f}\t{tally.named}\t{tally.right}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rules.cache_clear()
    for rule in rules().values():
        print(f"{rule.key:<26}{rule.prior:>6.2f}{rule.named:>6}{rule.right:>6}{rule.confidence:>8.3f}")


if __name__ == "__main__":
    main()
