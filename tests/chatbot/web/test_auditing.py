"""The report of accessibility."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from tests.chatbot.web.auditing import Findings, write_report

DAY = datetime.date(2026, 1, 1)


def _findings() -> Findings:
    found = Findings()
    found.pages["Chatten", "svar"] = {("light", 320): 0, ("dark", 320): 2, ("light", 1280): 1, ("dark", 1280): 0}
    found.check("Fokus syns", passed=True)
    found.check("Fokus syns", passed=False)
    found.check("Fokus syns", passed=True)
    return found


def test_the_report_tells_every_page_and_check(tmp_path: Path) -> None:
    """Violations of all themes and widths are summed; a check with one failed test has failed."""
    write_report(tmp_path / "a.json", tmp_path / "a.md", _findings(), DAY)
    report = json.loads((tmp_path / "a.json").read_text())
    assert report["pages"] == [
        {"page": "Chatten", "state": "svar", "themes": ["dark", "light"], "widths": [320, 1280], "violations": 3}
    ]
    assert report["checks"] == [{"name": "Fokus syns", "passed": False}]
    document = (tmp_path / "a.md").read_text()
    assert "| Chatten | svar | mörkt ljust | 320 1280 | 3 |" in document
    assert "| Fokus syns | inte klarad |" in document


def test_a_date_alone_writes_no_new_report(tmp_path: Path) -> None:
    """The same result a day later leaves the file; a month later, or another result, writes it."""
    path, document = tmp_path / "a.json", tmp_path / "a.md"

    def tested(findings: Findings, days: int) -> str:
        write_report(path, document, findings, DAY + datetime.timedelta(days))
        return str(json.loads(path.read_text())["tested"])

    assert tested(_findings(), 0) == "2026-01-01"
    assert tested(_findings(), 1) == "2026-01-01"
    assert tested(_findings(), 31) == "2026-02-01"
    assert tested(Findings(), 32) == "2026-02-02"


def test_findings_of_several_processes_make_one_report() -> None:
    """What each found is kept, and a check that failed in one has failed."""
    gathered = Findings()
    gathered.check("Fokus syns", passed=True)
    gathered.pages["Chatten", "svar"] = {("dark", 390): 1}
    gathered.add_json(_findings().to_json())
    assert gathered.pages["Chatten", "svar"] == {**_findings().pages["Chatten", "svar"], ("dark", 390): 1}
    assert gathered.checks == {"Fokus syns": False}
