"""What the latest tests of accessibility found: written where the tests run, shown on the page about the service.

The file comes with the program, so that an installed one, too, tells what was tested and when.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Self

from chatbot.errors import ChatbotError

SHIPPED = "accessibility.json"
"""In the package chatbot.web."""


@dataclass(frozen=True, slots=True)
class ExaminedPage:
    """What axe found on a page in one of its states.

    Attributes:
        themes: "light" and "dark"; widths in CSS pixels: each with each was tested.
        violations: of all of them together.
    """

    page: str
    state: str
    themes: tuple[str, ...]
    widths: tuple[int, ...]
    violations: int


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was tested otherwise, for instance that all can be done by keyboard."""

    name: str
    passed: bool


@dataclass(frozen=True, slots=True)
class AccessibilityReport:
    """What the tests found.

    Attributes:
        tested: YYYY-MM-DD.
        standard: what was tested against, for instance "WCAG 2.2 AA".
        known: shortcomings that people know of, in Swedish.
    """

    tested: str
    standard: str
    pages: tuple[ExaminedPage, ...]
    checks: tuple[Check, ...]
    known: tuple[str, ...]

    @property
    def violations(self) -> int:
        """Violations on all pages."""
        return sum(page.violations for page in self.pages)

    @property
    def failed(self) -> list[str]:
        """The checks that failed."""
        return [check.name for check in self.checks if not check.passed]

    @property
    def has_shortcomings(self) -> bool:
        """Whether anything was found, or is known."""
        return bool(self.violations or self.failed or self.known)

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the report of a file's text.

        Raises:
            ChatbotError: a part is missing or has another form.
        """
        try:
            data = json.loads(text)
            return cls(
                tested=datetime.date.fromisoformat(data["tested"]).isoformat(),
                standard=str(data["standard"]),
                pages=tuple(map(_page, data["pages"])),
                checks=tuple(Check(str(one["name"]), _truth(one["passed"])) for one in data["checks"]),
                known=tuple(map(str, data["known"])),
            )
        except (ValueError, KeyError, TypeError) as exc:
            raise ChatbotError(
                f"tillgänglighetsrapporten är skadad ({type(exc).__name__}: {exc}); skriv den igen"
            ) from exc


def shipped_report() -> AccessibilityReport | None:
    """Return the report that comes with the program; None where none has been written."""
    file = files("chatbot.web").joinpath(SHIPPED)
    return AccessibilityReport.read(file.read_text(encoding="utf-8")) if file.is_file() else None


def _page(data: Mapping[str, Any]) -> ExaminedPage:
    themes, widths = tuple(map(str, data["themes"])), tuple(map(int, data["widths"]))
    return ExaminedPage(str(data["page"]), str(data["state"]), themes, widths, int(data["violations"]))


def _truth(value: object) -> bool:
    if not isinstance(value, bool):  # "false" is true
        raise TypeError(f"passed: {value!r}")
    return value
