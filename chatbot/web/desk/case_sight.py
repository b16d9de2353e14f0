"""What the page of one answer shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chatbot.context import QuoteContext
from chatbot.records import AnswerQuote, Status
from chatbot.store.cases import Asked, Case
from chatbot.web.desk.access import Signed
from chatbot.web.desk.judging import Review, Typed
from chatbot.web.desk.queue_address import Chosen
from chatbot.web.markup import Markup, element, void
from chatbot.web.texts.desk_case import CaseTexts, case_texts

TITLE = 90
"""Characters of a question in the title of its page."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a page of an answer shows.

    Attributes:
        review: what may be done.
        typed: what stands in the form.
        quotes: id -> the quote in its article; without those that are gone.
        candidates: other quotes, the best first.
        similar: other questions that ask the same.
        logins: number of an account -> its login.
        generation: of the index that answers now.
        guidelines: folded up.
    """

    signed: Signed
    chosen: Chosen
    case: Case
    review: Review
    typed: Typed
    quotes: Mapping[str, QuoteContext]
    candidates: Sequence[AnswerQuote]
    similar: Sequence[Asked]
    logins: Mapping[int, str]
    generation: str
    guidelines: Markup

    @property
    def texts(self) -> CaseTexts:
        """The texts of the page's language."""
        return case_texts(self.signed.visit.language)

    @property
    def is_refusal(self) -> bool:
        """Whether the answer was a "no"."""
        return self.case.status != Status.ANSWERED


def radio(name: str, value: str, said: str, *, checked: bool, key: str, described: str | None = None) -> Markup:
    """Return a choice with the key that chooses it."""
    circle = void("input", type="radio", name=name, value=value, checked=checked, aria_describedby=described)
    return element("label", circle, element("span", said), element("kbd", key, aria_hidden="true"))
