"""The report of an evaluation: a page in Markdown with its two diagrams beside it, all written by the command."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatbot.evaluation import Fault, Report
from chatbot.evaluation_view import fault_lines, markdown_table, measure_rows
from chatbot.plots import reliability_svg, risk_svg
from chatbot.reliability import (
    Judged,
    answering_curve,
    bins,
    calibration_error,
    decided,
    refusing_curve,
)
from index.storage import write_text

_ABOUT = (
    "Inom hakparentes står 95 % intervall (Wilson; för ndcg dras frågorna om). *Första rätt* gäller de frågor som har "
    "ett svar, och *visat först rätt* allt som visas, också där svar saknas."
)
PAGE, RELIABILITY, RISK = "report.md", "reliability.svg", "risk.svg"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one file of labelled questions shows: as answered, and the first quotes had nothing been refused."""

    report: Report
    judged: Sequence[Judged]


def write_report(
    directory: Path, measured: Mapping[str, Measured], *, operating_point: float, model: str, with_faults: bool
) -> None:
    """Write page and diagrams.

    Args:
        directory: made where it is missing.
        measured: name of a file -> what it shows; the diagrams pool them all.
        operating_point: probability from which on is answered.
        model: name of the model.
        with_faults: list every question that is answered wrongly; otherwise they are only counted, for
            questions that must not be looked at one by one.
    """
    directory.mkdir(parents=True, exist_ok=True)
    judged = [one for part in measured.values() for one in part.judged]
    error = calibration_error(judged)
    answered, refused = decided(judged, operating_point)
    write_text(directory / RELIABILITY, reliability_svg(bins(judged), error))
    write_text(directory / RISK, risk_svg(answering_curve(judged), refusing_curve(judged), answered, refused))
    reports = {name: part.report for name, part in measured.items()}
    count = len(judged)
    parts = [
        "# Hur bra är svaren?",
        f"{_ABOUT} Skriven {_today()} av `chatbot evaluate --report`, med modellen {model}.",
        *_tables(reports),
        "## Vad sannolikheterna är värda",
        f"Det första citatet för {count} frågor, också de avvisade: det som når {operating_point:.2f} visas.",
        f"![Kalibreringsfel {error:.3f}: beräknad sannolikhet mot utfall]({RELIABILITY})",
        f"![Andel fel mot andel besvarade och andel avvisade frågor]({RISK})",
        "## Fel som är kvar",
        markdown_table(list(_fault_rows(reports))),
    ]
    if with_faults:
        for name, report in reports.items():
            parts += [f"### {name}", "```text\n" + "\n".join(fault_lines(report)) + "\n```"]
    write_text(directory / PAGE, "\n\n".join(parts) + "\n")


def _tables(reports: Mapping[str, Report]) -> Iterator[str]:
    for name, report in reports.items():
        yield f"## {name}"
        yield markdown_table(measure_rows(report))


def _fault_rows(reports: Mapping[str, Report]) -> Iterator[list[str]]:
    yield ["fel", *reports]
    counted = [Counter(fault for outcome in report.outcomes for fault in outcome.faults) for report in reports.values()]
    for fault in Fault:
        yield [fault, *(str(counts[fault]) for counts in counted)]
    yield ["frågor med något fel", *(str(len(report.faulty)) for report in reports.values())]
    yield ["frågor", *(str(len(report.outcomes)) for report in reports.values())]


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()
