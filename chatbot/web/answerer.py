"""What the web application needs of a chatbot; chatbot.answering.Chatbot has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from chatbot.context import QuoteContext
from chatbot.filters import NO_FILTERS, FacetCounts, Filters
from chatbot.records import Answer, AnswerQuote, ArticleReference, Comparison, QuoteCheck
from chatbot.topics import Topic
from index.catalogue import Voice


class Answerer(Protocol):
    """Answers questions from several threads at once."""

    def ask(  # noqa: D102 - see Chatbot.ask
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        municipality: str | None = None,
        speaker: str | None = None,
        filters: Filters = NO_FILTERS,
        top: int = 3,
        language: str = "sv",
    ) -> Answer: ...

    def compare(  # noqa: D102 - see Chatbot.compare
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        municipalities: Sequence[str] = (),
        filters: Filters = NO_FILTERS,
        top: int = 1,
    ) -> Comparison: ...

    def facets(self, filters: Filters = NO_FILTERS, language: str = "sv") -> FacetCounts:
        """Return what answers can be narrowed to, and how many quotes each choice leaves."""
        ...

    def municipalities(self) -> Mapping[str, int]:
        """Return municipality -> number of quotes."""
        ...

    def people(self) -> Sequence[Voice]:
        """Return everybody who is quoted by name."""
        ...

    def quote(self, id: str, /) -> AnswerQuote | None:  # noqa: A002
        """Return a quote, compared with its article again, or None."""
        ...

    def context(self, id: str, /) -> QuoteContext | None:  # noqa: A002
        """Return a quote with what stands around it, compared with its article again, or None."""
        ...

    def articles(self) -> Sequence[ArticleReference]:
        """Return all articles, the newest first."""
        ...

    def verify_quote(self, text: str, language: str = "sv") -> QuoteCheck:
        """Tell whether a text stands word for word in an article; TextTooLongError where it is too long."""
        ...

    def topics(self, language: str = "sv") -> Sequence[Topic]:
        """Return what can be asked about: topics with questions that are answered well."""
        ...

    def verify(self) -> Sequence[str]:
        """Return what is wrong with index and quotes; empty if all is well."""
        ...
