"""What the chat page sends along with each question: a line of JSON that its script writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from chatbot.web.shell import Visit
from chatbot.web.texts.languages import Language, chosen_language

LONGEST = 4000
"""Characters of a state that are read; what the script writes is far shorter."""


@dataclass(frozen=True, slots=True)
class PageState:
    """The state of a visitor's page; the server keeps none of it.

    Attributes:
        language: of the interface.
        chosen: whether the page's address names it.
        municipality: whose voices alone answer; None for all.
    """

    language: Language = Language.SWEDISH
    chosen: bool = False
    municipality: str | None = None

    @property
    def visit(self) -> Visit:
        """What a part of the page that is rendered later must know of it."""
        return Visit(self.language, self.chosen)

    @classmethod
    def read(cls, written: object) -> PageState:
        """Return the state; whatever cannot be read counts as not said."""
        fields = _fields(written)
        language, municipality = fields.get("language"), fields.get("municipality")
        return cls(
            language=(chosen_language(language) if isinstance(language, str) else None) or Language.SWEDISH,
            chosen=fields.get("chosen") is True,
            municipality=(municipality.strip() or None) if isinstance(municipality, str) else None,
        )


def _fields(written: object) -> dict[str, Any]:
    if not isinstance(written, str) or len(written) > LONGEST:
        return {}
    try:
        fields = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
