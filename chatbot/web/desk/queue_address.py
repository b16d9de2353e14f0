"""What somebody has chosen to see of the queue, as it stands in addresses."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from chatbot.store.queue import Choice, Order, Tab
from chatbot.web.desk.access import PREFIX, Signed
from chatbot.web.texts.desk_case import CaseTexts
from chatbot.web.texts.numbers import whole_number

LONGEST = 200
"""Characters of what is searched for."""
KEYS, OFF = "keys", "off"
"""In an address: keys=off switches the shortcuts of single letters off."""

_Value = TypeVar("_Value", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice of the queue, and what else goes from page to page of it.

    Attributes:
        choice: what is shown.
        dates: since and until as they were typed, with their names.
        unknown: dates that were typed and cannot be understood.
        has_keys: whether single letters are shortcuts.
        lang: language that the address names; None for none.
        begun: id of the answer with which this round through the choice began; None where none has.
    """

    choice: Choice
    dates: Mapping[str, str]
    unknown: tuple[str, ...] = ()
    has_keys: bool = True
    lang: str | None = None
    begun: str | None = None

    @classmethod
    def of(cls, signed: Signed, query: QueryParams) -> Chosen:
        """Return what an address says; what cannot be understood counts as not said."""
        typed = {name: query.get(name, "").strip()[:LONGEST] for name in ("since", "until")}
        days = {"since": _midnight(typed["since"]), "until": _midnight(typed["until"], later=1)}
        choice = Choice(
            tab=_member(Tab, query.get("tab"), Tab.NEW),
            order=_member(Order, query.get("order"), Order.NEWEST),
            text=query.get("q", "").strip()[:LONGEST].replace("\0", ""),
            **{name: _text(query.get(name)) for name in ("municipality", "language", "channel", "status")},
            since=days["since"],
            until=days["until"],
        )
        return cls(
            choice=choice,
            dates={name: text for name, text in typed.items() if days[name]},
            unknown=tuple(text for name, text in typed.items() if text and not days[name]),
            has_keys=query.get(KEYS) != OFF,
            lang=signed.visit.language.value if signed.visit.chosen else None,
            begun=_text(query.get("begun")),
        )

    @classmethod
    def to(cls, choice: Choice, signed: Signed) -> Chosen:
        """Return a choice to which another page leads; without days."""
        return cls(choice, {}, lang=signed.visit.language.value if signed.visit.chosen else None)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but tab and order was chosen."""
        choice = self.choice
        details = (choice.text, choice.municipality, choice.language, choice.channel, choice.status)
        return any(details) or bool(self.dates)

    def pairs(self, **changes: str | None) -> dict[str, str]:
        """Return the address's parameters, with changes; None and "" leave one out."""
        choice = self.choice
        values: dict[str, str | None] = {
            "tab": choice.tab.value,
            "order": None if choice.order is Order.NEWEST else choice.order.value,
            "q": choice.text,
            "municipality": choice.municipality,
            "language": choice.language,
            "channel": choice.channel,
            "status": choice.status,
            **self.dates,
            KEYS: None if self.has_keys else OFF,
            "lang": self.lang,
            "begun": self.begun,
            **changes,
        }
        return {name: value for name, value in values.items() if value}

    def queue(self, **changes: str | None) -> str:
        """Return the address of the queue."""
        return f"{PREFIX}?{urlencode(self.pairs(begun=None, **changes))}"

    def case(self, answer: str, **changes: str | None) -> str:
        """Return the address of an answer's page, from which one goes on in the same choice."""
        return f"{PREFIX}/svar/{quote(answer, safe='')}?{urlencode(self.pairs(**changes))}"

    def other(self, path: str, **changes: str | None) -> str:
        """Return the address of another page that one comes back from to the same choice."""
        return f"{PREFIX}/{path}?{urlencode(self.pairs(**changes))}"


def what_was_saved(query: Mapping[str, str], texts: CaseTexts) -> list[tuple[str, bool]]:
    """Return what an address tells of what was just saved, and whether it is a fault."""
    if query.get("said") != "saved":
        return []
    counted = {name: value for name in ("also", "left") if whole_number(value := query.get(name, ""))}
    parts = [texts.saved]
    parts += [getattr(texts, name).format(count=int(value)) for name, value in counted.items()]
    parts += [texts.hidden] if query.get("hidden") == "yes" else []
    failed = [(texts.not_hidden, True)] if query.get("hidden") == "failed" else []
    return [(" ".join(parts), False), *failed]


def _member(kind: type[_Value], text: str | None, default: _Value) -> _Value:
    return next((member for member in kind if member == text), default)


def _text(value: str | None) -> str | None:
    return (value or "").strip()[:LONGEST].replace("\0", "") or None


def _midnight(text: str, *, later: int = 0) -> datetime.datetime | None:
    """Return the first moment, where the service is, of a day or of so many days later; None where there is none."""
    try:
        day = datetime.date.fromisoformat(text) + datetime.timedelta(days=later)
        return datetime.datetime.combine(day, datetime.time()).astimezone()
    except (ValueError, OverflowError):
        return None
