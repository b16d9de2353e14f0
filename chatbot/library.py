"""What the index has, whatever is asked: quotes, articles, people and places."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chatbot.choosing import Offer
from chatbot.context import QuoteContext, context_of
from chatbot.filters import NO_FILTERS, FacetCounts, Filters, checked, count_facets
from chatbot.opened import CurrentGeneration
from chatbot.proof import is_verbatim
from chatbot.quote_checking import check_quote
from chatbot.records import AnswerQuote, ArticleReference, QuoteCheck
from chatbot.showing import reference_to, shown_quote
from chatbot.steering import Steers
from chatbot.understanding import with_official_name
from corpus.asked_places import places_in_question
from index.catalogue import Voice
from index.generation import Generation


class Library:
    """Gives what the current generation has; every quote is compared with its article when it is shown.

    Args:
        current: lends the generation.
        corpus: directory of the articles.
        steering: what people have decided about the answers.
    """

    def __init__(self, current: CurrentGeneration, corpus: Path, steering: Steers) -> None:
        self._current = current
        self._corpus = corpus
        self._steering = steering

    def quote(self, quote_id: str, *, even_hidden: bool = False) -> AnswerQuote | None:
        """Return one quote by its id; None if it is unknown or hidden, or its article no longer has it.

        Args:
            quote_id: as the answers have it.
            even_hidden: for those who decide what is hidden; visitors never get it.
        """
        with self._current.borrow() as opened:
            found = opened.generation.record_by_id(quote_id)
            if found is None:
                return None
            number, record = found
            if number in opened.steered.hidden and not even_hidden:
                return None
            article = opened.generation.article(record.article_id)
            if not is_verbatim(record, article, self._corpus):
                return None
            return shown_quote(Offer(1.0, record), article)

    def context(self, quote_id: str, *, even_hidden: bool = False) -> QuoteContext | None:
        """Return a quote with what stands around it, without hidden quotes; None as for quote.

        Args:
            quote_id: as the answers have it.
            even_hidden: for those who decide what is hidden; visitors never get it.
        """
        with self._current.borrow() as opened:
            hidden = opened.steered.steering.hidden
            if quote_id in hidden and not even_hidden:
                return None
            return context_of(quote_id, opened.generation, self._corpus, frozenset() if even_hidden else hidden)

    def articles(self) -> list[ArticleReference]:
        """Return all articles that are searched, the newest first, those without a date last."""
        with self._current.borrow() as opened:
            articles = [reference_to(article) for article in opened.generation.articles()]
        return sorted(articles, key=lambda article: article.published or "", reverse=True)

    def verify_quote(self, text: str, language: str = "sv") -> QuoteCheck:
        """Tell whether a text stands word for word in an article (chatbot.quote_checking.check_quote)."""
        with self._current.borrow() as opened:
            hidden = opened.steered.steering.hidden
            return check_quote(text, opened.generation, self._corpus, language, hidden=hidden)

    @contextmanager
    def lend_generation(self) -> Iterator[Generation]:
        """Lend the generation that answers now."""
        with self._current.borrow() as opened:
            yield opened.generation

    @property
    def generation(self) -> str:
        """Id of the generation that would answer now."""
        with self._current.borrow() as opened:
            return opened.generation.id

    def municipalities(self) -> dict[str, int]:
        """Return municipality -> number of quotes."""
        with self._current.borrow() as opened:
            return opened.generation.municipalities()

    def people(self) -> list[Voice]:
        """Return everybody who is quoted by name."""
        with self._current.borrow() as opened:
            return opened.generation.people()

    def facets(self, filters: Filters = NO_FILTERS, language: str = "sv") -> FacetCounts:
        """Return what answers can be narrowed to, and how many quotes each choice leaves under the others.

        Raises:
            FilterError: a filter has a value that nobody can mean.
        """
        with self._current.borrow() as opened:
            official = with_official_name(checked(filters), places_in_question)
            return count_facets(opened.generation.facets, official, language)

    @property
    def state(self) -> str:
        """Name of what answers depend on: the generation, and what people have decided about the answers."""
        with self._current.borrow() as opened:
            return opened.key

    def verify(self) -> list[str]:
        """Return every fault of the index and the steering, and every quote that its article no longer has."""
        with self._current.borrow() as opened:
            faults = [*self._steering.faults(), *opened.generation.verify()]
            for summary in opened.generation.articles():
                article = opened.generation.article(summary.id)
                for record in opened.generation.records(opened.generation.records_of(summary.id)):
                    if not is_verbatim(record, article, self._corpus):
                        gone = f"{article.file}: {record.id} står inte längre så i artikeln; kör: chatbot build"
                        faults.append(gone)
            return faults
