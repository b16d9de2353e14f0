"""Long lists of the desk, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from chatbot.web.desk.access import Signed
from chatbot.web.markup import Markup, element
from chatbot.web.texts.desk_articles import article_texts
from chatbot.web.texts.numbers import whole_number

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list.

    Attributes:
        name: of the number in the address.
        number: of the page, from 1.
        count: of pages; at least 1.
    """

    name: str
    number: int
    count: int

    @classmethod
    def asked_for(cls, asked: QueryParams, name: str, length: int) -> Self:
        """Return the page that an address asks for, of a list of some length; the nearest that there is."""
        count = max(1, -(-length // PER_PAGE))
        return cls(name, min(max(whole_number(asked.get(name, "")) or 1, 1), count), count)

    @property
    def first(self) -> int:
        """How many of the list come before the page."""
        return (self.number - 1) * PER_PAGE

    @property
    def part(self) -> slice:
        """What of the list is on the page."""
        return slice(self.first, self.first + PER_PAGE)

    def links(self, signed: Signed, path: str, asked: QueryParams) -> Markup | None:
        """Return the links to the pages beside this one; None where it is the only one."""
        if self.count == 1:
            return None
        texts = article_texts(signed.visit.language)
        kept = [(key, value) for key, value in asked.multi_items() if key not in (self.name, "nu")]

        def link(text: str, number: int) -> Markup | None:
            query = urlencode([*kept, (self.name, str(number))])
            return element("a", text, href=f"{path}?{query}") if 1 <= number <= self.count else None

        return element(
            "p",
            link(texts.previous_page, self.number - 1),
            element("span", texts.page_of.format(page=self.number, pages=self.count)),
            link(texts.next_page, self.number + 1),
            class_="pages",
        )
