"""The measures of labelled questions as people read them: a table for the terminal or in Markdown, and the faults."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.evaluation import TOP, Outcome, Report, Share, best_words

HEADS = {
    "first_fair": "första rätt",
    "first_shown_fair": "visat först rätt",
    "best_in_three": "bästa bland tre",
    "answered": "besvarade",
    "refused": "avvisade",
    "keeps_to_place_and_person": "ort och person",
    "status_right": "status",
}
"""Share -> head of its column."""
MEASURE_HEADS = ("antal", f"ndcg@{TOP}", *HEADS.values())
"""Heads of what follows a row's name."""
_SHOWN_LETTERS = 160


def measures_table(report: Report) -> str:
    """Return the measures by kind, by language and of all, shares and ndcg@3 with their 95 % intervals."""
    rows = measure_rows(report)
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table in Markdown; the first row is its head, all columns but the first are figures."""
    head, *body = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join([head, f"|---|{'---:|' * (len(rows[0]) - 1)}", *body])


def measure_rows(report: Report) -> list[list[str]]:
    """Return the measures as rows of cells, the heads first and all questions last."""
    parts = {**report.kinds, **{f"språk {code}": part for code, part in report.languages.items()}, "alla": report}
    return [["frågor", *MEASURE_HEADS], *(measure_row(name, part) for name, part in parts.items())]


def measure_row(name: str, report: Report) -> list[str]:
    """Return the measures as one row of cells, its name first."""
    ndcg = "" if report.ndcg is None else with_interval(report.ndcg, report.ndcg_interval)
    return [name, str(len(report.outcomes)), ndcg, *(share_cell(report.share(measure)) for measure in HEADS)]


def share_cell(share: Share) -> str:
    """Return a share with its interval; nothing where it is a share of nothing."""
    return with_interval(share.value, share.interval) if share.count else ""


def with_interval(value: float, interval: tuple[float, float]) -> str:
    """Return a value with its interval, two decimals each."""
    return f"{value:.2f} [{interval[0]:.2f}–{interval[1]:.2f}]"


def fault_lines(report: Report) -> Iterator[str]:
    """Yield every question that was answered wrongly: what is wrong, what was shown, what would have been right."""
    for outcome in report.faulty:
        yield f"{outcome.labelled.question}  ({'; '.join(outcome.faults)})"
        yield from (f"    {line}" for line in _shown(outcome))
        yield from (f"    rätt: {words}" for words in best_words(outcome.labelled))


def _shown(outcome: Outcome) -> Iterator[str]:
    understood = outcome.answer.interpreted.question
    if understood != outcome.labelled.question:
        yield f"förstådd som: {understood}"
    if not outcome.answer.quotes:
        yield f"visat: inget ({outcome.answer.status})"
    for quote in outcome.answer.quotes[:TOP]:
        who = ", ".join(filter(None, (speaker.name for speaker in quote.speakers))) or "–"
        words = " ".join(quote.text.split())
        cut = words if len(words) <= _SHOWN_LETTERS else words[:_SHOWN_LETTERS].rsplit(" ", 1)[0] + " …"
        yield f"visat: {quote.score:.2f} {who}: {cut}"


def faults_as_data(report: Report) -> list[dict[str, object]]:
    """Return the same faults as plain data, ready for JSON."""
    return [
        {
            "question": outcome.labelled.question,
            "history": outcome.labelled.history,
            "kind": outcome.kind,
            "faults": outcome.faults,
            "understood": outcome.answer.interpreted.question,
            "status": outcome.answer.status,
            "shown": [{"id": q.id, "text": q.text, "score": q.score} for q in outcome.answer.quotes[:TOP]],
            "right": best_words(outcome.labelled),
        }
        for outcome in report.faulty
    ]
