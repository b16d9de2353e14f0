"""Measures how articles are read, against labelled articles (gold).

A labelled article is NAME.json beside NAME.txt (or NAME.md, .html, .docx, .pdf); where no article
stands beside it, the one of the same name in the corpus is read. Measures are those of
docs/reading.md: precision and recall are counted over all the articles together, never averaged.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from chatbot.errors import GoldError
from corpus.files import read_article
from corpus.reading import read
from corpus.records import Quote, QuoteStatus, Reading, SegmentKind, Span
from corpus.rules import SHORT_NAME
from corpus.words import tokenize

_SHOWN_WORDS = 70  # characters of an utterance in a report
ARTICLE_ENDINGS = (".txt", ".md", ".html", ".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class GoldUtterance:
    """One labelled utterance: its words, who says them (empty: the article does not tell)."""

    span: Span
    speakers: tuple[str, ...]
    method: str
    municipality: str | None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A labelled article."""

    path: Path
    municipality: str | None
    utterances: tuple[GoldUtterance, ...]
    boilerplate: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance segment as it was read."""

    span: Span
    quote: Quote

    @property
    def speakers(self) -> tuple[str, ...]:
        """Names only; a speaker known by role alone counts as unnamed."""
        return tuple(s.name for s in self.quote.attribution.speakers if s.name)

    @property
    def is_published(self) -> bool:
        """Tell whether the names are sure enough to be shown."""
        return bool(self.speakers) and self.quote.status is QuoteStatus.PUBLISHED

    @property
    def rules(self) -> list[str]:
        """The rules that named the speakers; one is enough where all are named in full."""
        rule = self.quote.attribution.rule
        short = any(" " not in name for name in self.speakers)
        return [*([rule] if rule else []), *([SHORT_NAME] if short else [])] if self.speakers else []


@dataclass(slots=True)
class Tally:
    """Counts over articles, and the measures made of them."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    gold_tokens: int = 0
    found_tokens: int = 0
    shared_tokens: int = 0
    named: int = 0
    named_right: int = 0
    nameable: int = 0
    nameable_named: int = 0
    right: int = 0
    published: int = 0
    published_right: int = 0
    unknown_published: int = 0

    def measures(self) -> dict[str, float | None]:
        """Return the measures; None where nothing was there to be measured."""
        precision, recall = ratio(self.exact, self.found), ratio(self.exact, self.gold)
        overlap = ratio(self.shared_tokens, self.found_tokens), ratio(self.shared_tokens, self.gold_tokens)
        whole = ratio(self.right, self.found), ratio(self.right, self.gold)
        return {
            "span_precision": precision,
            "span_recall": recall,
            "span_f1": f1(precision, recall),
            "overlap_precision": overlap[0],
            "overlap_recall": overlap[1],
            "overlap_f1": f1(*overlap),
            "speaker_precision": ratio(self.named_right, self.named),
            "coverage": ratio(self.nameable_named, self.nameable),
            "end_to_end_f1": f1(*whole),
            "published_precision": ratio(self.published_right, self.published),
            "unknown_named": ratio(self.unknown_published, self.gold - self.nameable),
        }


@dataclass(slots=True)
class RuleTally:
    """How many utterances a rule gave a name, whatever the confidence, and how many all the right ones."""

    named: int = 0
    right: int = 0


@dataclass(slots=True)
class ReadingReport:
    """Everything measured over a folder of labelled articles.

    Attributes:
        municipality: "right" of "known" articles; "invented" of "unknown" ones; so for utterances.
        boilerplate: characters of labelled boilerplate, and how many of them would be indexed.
        faults: what went wrong, one line each, for people.
    """

    articles: int = 0
    total: Tally = field(default_factory=Tally)
    by_method: dict[str, Tally] = field(default_factory=dict)
    by_typography: dict[str, Tally] = field(default_factory=dict)
    by_rule: dict[str, RuleTally] = field(default_factory=dict)
    municipality: Counter[str] = field(default_factory=Counter)
    utterance_municipality: Counter[str] = field(default_factory=Counter)
    boilerplate: Counter[str] = field(default_factory=Counter)
    not_verbatim: int = 0
    faults: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "articles": self.articles,
            "utterances": self.total.gold,
            **self.total.measures(),
            "municipality_accuracy": ratio(self.municipality["right"], self.municipality["known"]),
            "false_municipality_rate": ratio(self.municipality["invented"], self.municipality["unknown"]),
            "utterance_municipality_accuracy": ratio(
                self.utterance_municipality["right"], self.utterance_municipality["known"]
            ),
            "utterance_false_municipality_rate": ratio(
                self.utterance_municipality["invented"], self.utterance_municipality["unknown"]
            ),
            "boilerplate_indexed": ratio(self.boilerplate["indexed"], self.boilerplate["characters"]),
            "not_verbatim": self.not_verbatim,
            "counts": asdict(self.total),
            "by_method": {name: tally_row(tally) for name, tally in sorted(self.by_method.items())},
            "by_typography": {name: tally_row(tally) for name, tally in sorted(self.by_typography.items())},
            "by_rule": {
                rule: {"named": tally.named, "right": tally.right, "precision": ratio(tally.right, tally.named)}
                for rule, tally in sorted(self.by_rule.items())
            },
            "faults": self.faults,
        }

    def table(self) -> str:
        """Return the report as a table for people."""
        lines = [f"{self.articles} artiklar, {self.total.gold} yttranden", ""]
        data = self.to_dict()
        for name, label in _LABELS.items():
            lines.append(f"{label:<46} {shown(data[name])}")
        for title, tallies in (("metod", self.by_method), ("typografi", self.by_typography)):
            lines += ["", f"{title:<16}{'antal':>7}{'spann':>8}{'namn rätt':>11}{'täckning':>10}{'allt rätt':>11}"]
            for name, tally in sorted(tallies.items()):
                row = tally_row(tally)
                values = (row["span_recall"], row["speaker_precision"], row["coverage"], row["right"])
                cells = [shown(value) for value in values]
                lines.append(f"{name:<16}{tally.gold:>7}{cells[0]:>8}{cells[1]:>11}{cells[2]:>10}{cells[3]:>11}")
        lines += ["", f"{'regel':<26}{'namngav':>9}{'rätt':>6}{'precision':>11}"]
        for rule, row in data["by_rule"].items():
            lines.append(f"{rule:<26}{row['named']:>9}{row['right']:>6}{shown(row['precision']):>11}")
        if self.faults:
            lines += ["", "Fel:", *self.faults]
        return "\n".join(lines)


_LABELS = {
    "span_precision": "citatspann, precision (exakt)",
    "span_recall": "citatspann, täckning (exakt)",
    "span_f1": "citatspann, F1 (exakt)",
    "overlap_f1": "citatspann, F1 (ord)",
    "speaker_precision": "talare, precision bland namngivna",
    "coverage": "talare, täckning bland dem artikeln namnger",
    "end_to_end_f1": "spann och talare, F1",
    "published_precision": "talare, precision bland dem som visas",
    "unknown_named": "namn visat där artikeln inte säger vem",
    "municipality_accuracy": "kommun rätt",
    "false_municipality_rate": "kommun påhittad",
    "utterance_municipality_accuracy": "kommun rätt per yttrande",
    "utterance_false_municipality_rate": "kommun påhittad per yttrande",
    "boilerplate_indexed": "andel kringtext som indexeras",
    "not_verbatim": "segment som inte är ordagranna",
}


def shown(value: float | None) -> str:
    """Return a measure as tables show it."""
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def ratio(part: int, whole: int) -> float | None:
    """Return part / whole, or None where there is nothing to divide by."""
    return part / whole if whole else None


def f1(precision: float | None, recall: float | None) -> float | None:
    """Return the harmonic mean, or None where either is undefined."""
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def wilson(right: int, total: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the Wilson score interval of a share (Wilson, 1927); (0, 1) for nothing seen."""
    if not total:
        return 0.0, 1.0
    share = right / total
    centre = share + z * z / (2 * total)
    margin = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    denominator = 1 + z * z / total
    return max(0.0, (centre - margin) / denominator), min(1.0, (centre + margin) / denominator)


def tally_row(tally: Tally) -> dict[str, Any]:
    """Return one row of a table: what was found of the labelled utterances of a kind."""
    measures = tally.measures()
    return {
        "utterances": tally.gold,
        "span_recall": measures["span_recall"],
        "speaker_precision": measures["speaker_precision"],
        "coverage": measures["coverage"],
        "right": ratio(tally.right, tally.gold),
    }


# --- reading the gold -------------------------------------------------------------------------------


def read_gold(directory: Path, corpus: Path) -> list[GoldArticle]:
    """Return the labelled articles of a folder, sorted by name.

    Args:
        corpus: where an article is looked for that does not stand beside its labels.

    Raises:
        GoldError: no labels there, labels that are not of the form, or no article to them.
    """
    if not directory.is_dir():
        raise GoldError(f"{directory}: mappen finns inte")
    paths = sorted(directory.glob("*.json"))
    if not paths:
        raise GoldError(f"{directory}: inga facit (NAMN.json bredvid NAMN.txt) hittades")
    return [_gold_article(path, corpus) for path in paths]


def _gold_article(path: Path, corpus: Path) -> GoldArticle:
    beside = [path.with_suffix(ending) for ending in ARTICLE_ENDINGS]
    in_corpus = [corpus / candidate.name for candidate in beside]
    article = next((candidate for candidate in (*beside, *in_corpus) if candidate.is_file()), None)
    if article is None:
        raise GoldError(f"{path}: ingen artikel med samma namn bredvid facit eller i {corpus}")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        utterances = tuple(
            GoldUtterance(
                Span(item["start"], item["end"]),
                tuple(item["speaker"] or ()),
                item.get("attribution", "okänd"),
                item.get("municipality"),
            )
            for item in data["utterances"]
        )
        boilerplate = tuple(Span(start, end) for start, end in data.get("boilerplate", ()))
        return GoldArticle(article, data.get("municipality"), utterances, boilerplate)
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise GoldError(f"{path}: facit har inte rätt form ({exc!r})") from exc


# --- measuring --------------------------------------------------------------------------------------


def evaluate_reading(articles: Iterable[GoldArticle]) -> ReadingReport:
    """Read each labelled article and compare."""
    report = ReadingReport()
    for gold in articles:
        reading = read(read_article(gold.path))
        report.articles += 1
        _compare(report, gold, reading)
        _compare_places(report, gold, reading)
        _count_boilerplate(report, gold, reading)
        text = reading.article.text
        report.not_verbatim += sum(not (0 <= s.span.start < s.span.end <= len(text)) for s in reading.segments)
    return report


def trimmed(text: str, span: Span) -> Span:
    """Return a span without outer white space, quotation marks, dashes and a comma at its end."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in '”“„"»«–—-'):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in '”“„"»«,'):
        end -= 1
    return Span(start, end)


def _compare(report: ReadingReport, gold: GoldArticle, reading: Reading) -> None:
    text = reading.article.text
    said = [
        Said(trimmed(text, segment.span), reading.quotes[segment.quote])
        for segment in reading.segments
        if segment.quote is not None and reading.quotes[segment.quote].duplicate_of is None
    ]
    wanted = [GoldUtterance(trimmed(text, u.span), u.speakers, u.method, u.municipality) for u in gold.utterances]
    exact = {item.span: item for item in said}
    name = gold.path.stem
    for utterance in wanted:
        tallies = [report.total, report.by_method.setdefault(utterance.method, Tally())]
        tallies.append(report.by_typography.setdefault(typography(text, utterance.span), Tally()))
        match = exact.get(utterance.span) or _overlapping(utterance.span, said)
        for tally in tallies:
            _count(tally, utterance, match, exact=utterance.span in exact)
        if match is not None:
            _count_rules(report, match, right=set(match.speakers) == set(utterance.speakers))
        _note(report, name, text, utterance, match)
    spans = {utterance.span for utterance in wanted}
    report.total.found += len(said)
    report.total.gold_tokens += sum(_tokens(text, utterance.span) for utterance in wanted)
    report.total.found_tokens += sum(_tokens(text, item.span) for item in said)
    report.total.shared_tokens += _shared_tokens(text, [u.span for u in wanted], [item.span for item in said])
    for item in said:
        if item.span not in spans and not any(_overlap(item.span, other) for other in spans):
            report.faults.append(f"{name}: för mycket: {_words(text, item.span)}")
            report.total.named += bool(item.speakers)
            report.total.published += item.is_published
            _count_rules(report, item, right=False)


def _count(tally: Tally, gold: GoldUtterance, match: Said | None, *, exact: bool) -> None:
    tally.gold += 1
    tally.exact += exact
    tally.nameable += bool(gold.speakers)
    if match is None:
        return
    right = set(match.speakers) == set(gold.speakers)
    tally.named += bool(match.speakers)
    tally.named_right += bool(match.speakers) and right
    tally.nameable_named += bool(match.speakers) and bool(gold.speakers)
    tally.right += right
    tally.published += match.is_published
    tally.published_right += match.is_published and right
    tally.unknown_published += match.is_published and not gold.speakers


def _count_rules(report: ReadingReport, said: Said, *, right: bool) -> None:
    for rule in said.rules:
        tally = report.by_rule.setdefault(rule, RuleTally())
        tally.named += 1
        tally.right += right


def _note(report: ReadingReport, name: str, text: str, gold: GoldUtterance, match: Said | None) -> None:
    if match is None:
        report.faults.append(f"{name}: saknas ({gold.method}): {_words(text, gold.span)}")
        return
    if set(match.speakers) != set(gold.speakers):
        got = " + ".join(match.speakers) or "ingen"
        want = " + ".join(gold.speakers) or "ingen"
        rule = match.quote.attribution.rule or match.quote.attribution.reason
        report.faults.append(f"{name}: talare {got} ({rule}), rätt {want} ({gold.method}): {_words(text, gold.span)}")
    elif match.span != gold.span:
        report.faults.append(f"{name}: spann {_words(text, match.span)} i stället för {_words(text, gold.span)}")
    told, counts = match.quote.municipality, report.utterance_municipality
    if gold.municipality is not None:
        counts["known"] += 1
        counts["right"] += told == gold.municipality
    else:
        counts["unknown"] += 1
        counts["invented"] += told is not None
    if told != gold.municipality:
        told, wanted = told or "ingen", gold.municipality or "ingen"
        report.faults.append(f"{name}: yttrandets kommun {told}, rätt {wanted}: {_words(text, gold.span)}")


def _words(text: str, span: Span) -> str:
    words = " ".join(span.of(text).split())
    return f"”{words}”" if len(words) <= _SHOWN_WORDS else f"”{words[:34]} … {words[-30:]}”"


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _overlapping(span: Span, said: Sequence[Said]) -> Said | None:
    """Return the segment that covers at least half of the longer of the two."""
    best = max(said, key=lambda item: _overlap(span, item.span), default=None)
    if best is None or 2 * _overlap(span, best.span) < max(len(span), len(best.span)):
        return None
    return best


def _tokens(text: str, span: Span) -> int:
    return len(tokenize(text, span.start, span.end))


def _shared_tokens(text: str, gold: Sequence[Span], found: Sequence[Span]) -> int:
    wanted = {token.start for span in gold for token in tokenize(text, span.start, span.end)}
    return sum(token.start in wanted for span in found for token in tokenize(text, span.start, span.end))


def typography(text: str, span: Span) -> str:
    """Return how the words are marked: talstreck, citattecken, frågor och svar."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    before = text[: span.start].rstrip()
    if before[-1:] in '”“„"»«' and before:
        return "citattecken"
    if line.strip()[:1] in "–—−‐-" and line.strip():
        return "talstreck"
    if before[-1:] in "–—−-" and before:
        return "talstreck i löptext"
    return "omarkerat"


def _compare_places(report: ReadingReport, gold: GoldArticle, reading: Reading) -> None:
    told = reading.municipality.name if reading.municipality else None
    counts = report.municipality
    if gold.municipality is None:
        counts["unknown"] += 1
        counts["invented"] += told is not None
    else:
        counts["known"] += 1
        counts["right"] += told == gold.municipality
    if told != gold.municipality:
        report.faults.append(f"{gold.path.stem}: kommun {told or 'ingen'}, rätt {gold.municipality or 'ingen'}")


def _count_boilerplate(report: ReadingReport, gold: GoldArticle, reading: Reading) -> None:
    shown = (SegmentKind.QUOTE, SegmentKind.PULL_QUOTE, SegmentKind.NARRATION)
    for span in gold.boilerplate:
        report.boilerplate["characters"] += len(span)
        for segment in reading.segments:
            if segment.kind in shown:
                report.boilerplate["indexed"] += _overlap(span, segment.span)
