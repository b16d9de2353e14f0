"""Measure how articles are read, and write the figures where they are kept.

    .venv/bin/python scripts/measure_reading.py

Counts how often each rule of attribution names the right speakers in the articles that rules are
written with: the two columns of counts in corpus/lexicon/rules.tsv, of which, and of its prior, the
confidence of a rule is made (corpus/rules.py). Then writes the table of docs/reading.md. Run it
again whenever the reader changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chatbot.reading_evaluation import ReadingReport, RuleTally, evaluate_reading, read_gold, shown
from corpus.rules import rules

CORPUS = Path("corpus/articles")
WRITTEN_WITH = (Path("tests/gold/articles/tune"), Path("tests/gold/corpus"))
SHOWN = {
    "the five of the corpus": Path("tests/gold/corpus"),
    "rules written with them": Path("tests/gold/articles/tune"),
    "looked at last": Path("tests/gold/articles/last"),
}
MEASURES = {
    "articles": "articles",
    "utterances": "utterances",
    "quote spans, F1": "span_f1",
    "speaker right, of those named": "speaker_precision",
    "speaker right, of those shown": "published_precision",
    "speaker named, of those told": "coverage",
    "span and speaker, F1": "end_to_end_f1",
    "name shown where none is told": "unknown_named",
    "municipality of the article right": "municipality_accuracy",
    "municipality of the article invented": "false_municipality_rate",
    "municipality of the speaker right": "utterance_municipality_accuracy",
    "municipality of the speaker invented": "utterance_false_municipality_rate",
    "characters around the text indexed": "boilerplate_indexed",
    "segments not verbatim": "not_verbatim",
}
RULES = Path("corpus/lexicon/rules.tsv")
DOCUMENT = Path("docs/reading.md")
BEGIN, END = "<!-- written by scripts/measure_reading.py -->\n", "<!-- end -->\n"


def count() -> Mapping[str, RuleTally]:
    """Return for each rule how often it named somebody in the labelled articles, and how often rightly."""
    articles = [article for folder in WRITTEN_WITH for article in read_gold(folder, CORPUS)]
    return evaluate_reading(articles).by_rule


def write_counts() -> None:
    """Write the counts of the rules anew and print what they make of the confidences."""
    counted = count()
    lines = [RULES.read_text(encoding="utf-8").splitlines()[0]]
    for rule in rules().values():
        tally = counted.get(rule.key, RuleTally())
        lines.append(f"{rule.key}\t{rule.prior:.2f}\t{tally.named}\t{tally.right}")
    RULES.write_text("\n".join(lines) + "\n", encoding="utf-8")
    rules.cache_clear()
    for rule in rules().values():
        print(f"{rule.key:<26}{rule.prior:>6.2f}{rule.named:>6}{rule.right:>6}{rule.confidence:>8.3f}")


def table(reports: Mapping[str, ReadingReport]) -> str:
    """Return the measures of several sets as a Markdown table."""
    data = {name: report.to_dict() for name, report in reports.items()}
    lines = ["| | " + " | ".join(data) + " |", "|---|" + "---:|" * len(data)]
    lines += [
        f"| {label} | " + " | ".join(shown(measured[key]) for measured in data.values()) + " |"
        for label, key in MEASURES.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the counts, then the table that is measured with them."""
    write_counts()
    measured = table({name: evaluate_reading(read_gold(folder, CORPUS)) for name, folder in SHOWN.items()})
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(before + BEGIN + measured + END + after, encoding="utf-8")
    print(f"\n{measured}")


if __name__ == "__main__":
    main()
