"""What the chat page sends along with each question: a line of JSON that its script writes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from chatbot.filters import NO_FILTERS, Filters
from chatbot.store.records import Channel
from chatbot.web.filters import read_filters
from chatbot.web.shell import Visit
from chatbot.web.texts.languages import Language, chosen_language

_TOKEN = re.compile(r"[\w-]{16,64}", re.ASCII)
LONGEST = 4000
"""Characters of a state that are read; what the script writes is far shorter."""


@dataclass(frozen=True, slots=True)
class PageState:
    """The state of a visitor's page; the server keeps none of it.

    Attributes:
        language: of the interface.
        chosen: whether the page's address names it.
        filters: what answers are narrowed to.
        conversation: the page's own token, by which the visitor can delete what was asked; None where it has none.
        channel: whether the page stands by itself or in another one.
    """

    language: Language = Language.SWEDISH
    chosen: bool = False
    filters: Filters = NO_FILTERS
    conversation: str | None = None
    channel: Channel = Channel.PAGE

    @property
    def visit(self) -> Visit:
        """What a part of the page that is rendered later must know of it."""
        return Visit(self.language, self.chosen)

    @classmethod
    def read(cls, written: object) -> PageState:
        """Return the state; whatever cannot be read counts as not said."""
        fields = _fields(written)
        language, filters = fields.get("language"), fields.get("filters")
        conversation = fields.get("conversation")
        return cls(
            language=(chosen_language(language) if isinstance(language, str) else None) or Language.SWEDISH,
            chosen=fields.get("chosen") is True,
            filters=read_filters(filters) if isinstance(filters, dict) else NO_FILTERS,
            conversation=conversation if isinstance(conversation, str) and _TOKEN.fullmatch(conversation) else None,
            channel=Channel.WIDGET if fields.get("channel") == Channel.WIDGET else Channel.PAGE,
        )


def _fields(written: object) -> dict[str, Any]:
    if not isinstance(written, str) or len(written) > LONGEST:
        return {}
    try:
        fields = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
