"""Audits of the pages by axe-core, and the report of them and of the other tests of accessibility.

`make test` names the file in ACCESSIBILITY_REPORT; a run of some tests writes no report.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

STANDARD = "WCAG 2.2 AA"
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}
WIDTHS = (320, 390, 1280)
THEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
KEPT_DAYS = 30
"""A report with the same result stays as it is so long: a date alone is no news."""
KNOWN = ("Röster läses upp bara om webbläsaren har en svensk röst.",)
"""Shortcomings that people know of, in Swedish as the report shows them."""


@dataclass
class Findings:
    """What the tests of this run have found.

    Attributes:
        pages: (page, state) -> {(theme, width): number of violations}.
        checks: what a test marked with pytest.mark.accessibility checks, in Swedish -> whether all such passed.
    """

    pages: dict[tuple[str, str], dict[tuple[str, int], int]] = field(default_factory=dict)
    checks: dict[str, bool] = field(default_factory=dict)

    def check(self, name: str, *, passed: bool) -> None:
        """Note the result of a test; a check of several tests passes if all of them do."""
        self.checks[name] = self.checks.get(name, True) and passed

    def to_json(self) -> str:
        """Return all findings, for another process."""
        pages = [[page, state, [[*key, n] for key, n in found.items()]] for (page, state), found in self.pages.items()]
        return json.dumps({"pages": pages, "checks": self.checks})

    def add_json(self, written: str) -> None:
        """Add another process's findings."""
        other = json.loads(written)
        for page, state, found in other.get("pages", []):
            self.pages.setdefault((page, state), {}).update({(theme, width): n for theme, width, n in found})
        for name, passed in other.get("checks", {}).items():
            self.check(name, passed=passed)

    def report(self, tested: datetime.date) -> dict[str, Any]:
        """Return the report as data, in an order that does not depend on that of the tests."""
        return {
            "tested": tested.isoformat(),
            "standard": STANDARD,
            "pages": [
                {
                    "page": page,
                    "state": state,
                    "themes": sorted({theme for theme, _ in found}),
                    "widths": sorted({width for _, width in found}),
                    "violations": sum(found.values()),
                }
                for (page, state), found in sorted(self.pages.items())
            ],
            "checks": [{"name": name, "passed": passed} for name, passed in sorted(self.checks.items())],
            "known": list(KNOWN),
        }


FOUND = Findings()


def audit(page: Page, name: str, state: str, themes: Sequence[Literal["light", "dark"]] = ()) -> None:
    """Assert that nothing scrolls sideways and axe finds no violation of WCAG 2.2 A and AA, nor of its best practice.

    Args:
        page: as it is to be audited; its window is made as wide as each of WIDTHS in turn.
        name: of the page, in Swedish, for the report.
        state: in which the page is, in Swedish.
        themes: in which it is audited; none for the one that it is in.
    """
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    shown: Literal["light", "dark"] = "dark" if is_dark else "light"
    violations: list[tuple[int, str, list[str]]] = []
    for theme in themes or (shown,):
        page.emulate_media(color_scheme=theme)
        violations += _audited(page, name, state, theme)
    page.emulate_media(color_scheme=shown)
    assert violations == [], violations


def _audited(page: Page, name: str, state: str, theme: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield what axe finds at each width."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # As high as its content: what lies half behind the question box would be taken for a small target.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(800, height)})
        response: Mapping[str, Any] = Axe().run(page, options=WCAG).response
        found = [(width, fault["id"], [node["html"] for node in fault["nodes"]]) for fault in response["violations"]]
        FOUND.pages.setdefault((name, state), {})[theme, width] = len(found)
        yield from found


def write_report(path: Path, document: Path, found: Findings, today: datetime.date) -> None:
    """Write the report for the program and for people, unless it tells what the one there tells, and that is young."""
    report = found.report(today)
    if path.is_file():
        before = json.loads(path.read_text(encoding="utf-8"))
        age = today - datetime.date.fromisoformat(before["tested"])
        if {**before, "tested": None} == {**report, "tested": None} and age.days < KEPT_DAYS and document.is_file():
            return
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    document.write_text(as_document(report), encoding="utf-8")


def as_document(report: Mapping[str, Any]) -> str:
    """Return the report as Markdown, in Swedish."""
    lines = [
        "# Tillgänglighet: vad testerna visar",
        "",
        f"Skriven av `make test`, testad {report['tested']} mot {report['standard']} (EN 301 549)",
        "med axe-core i Chromium, varje sida och läge i ljust och mörkt tema och i tre bredder,",
        "och med de skriptade kontrollerna nedan.",
        "",
        "| sida | läge | tema | bredder (px) | fel |",
        "|---|---|---|---|---|",
    ]
    for page in report["pages"]:
        themes = " ".join({"light": "ljust", "dark": "mörkt"}[theme] for theme in page["themes"])
        widths = " ".join(map(str, page["widths"]))
        lines.append(f"| {page['page']} | {page['state']} | {themes} | {widths} | {page['violations']} |")
    lines += ["", "| kontroll | resultat |", "|---|---|"]
    lines += [f"| {check['name']} | {'klarad' if check['passed'] else 'inte klarad'} |" for check in report["checks"]]
    lines += ["", "Kända brister:", "", *(f"- {shortcoming}" for shortcoming in report["known"]), ""]
    return "\n".join(lines)
