"""Verdicts become labelled questions: what counts, in the words of the index as it is now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from chatbot.errors import FilterError
from chatbot.evaluation import NARROWED_BY, LabelledQuestion
from chatbot.filters import Filters, checked
from chatbot.proof import is_verbatim
from chatbot.records import Status
from chatbot.store.database import Database
from chatbot.store.forgetting import GONE
from chatbot.store.identifiers import Mark
from chatbot.store.judgements import AnswerVerdict, QuoteLabel, Verdict
from chatbot.store.schema import hidden_quotes
from chatbot.store.verdicts import settled_verdicts
from corpus.asked_places import places_in_question
from corpus.municipalities import is_municipality
from index.generation import Generation

_FEWEST_WORDS = 6
"""So many words of a quote a person recognises."""
_GRADES = {QuoteLabel.ANSWERS: 2, QuoteLabel.PARTLY: 1}
_APART = "\x00"
_WORD = re.compile(r"\S+")


def labelled_questions(database: Database, generation: Generation, corpus: Path) -> list[LabelledQuestion]:
    """Return what reviewers have said as questions that can be asked again, the oldest first.

    Left out are verdicts that do not count yet, answers municipality by municipality (the chat is asked otherwise
    then), questions of which something was taken out, those narrowed to what cannot be chosen any more, and those all
    of whose right quotes are hidden, withdrawn or changed.

    Args:
        database: has the verdicts.
        generation: of the index, whose words are given.
        corpus: directory of the articles; a quote that its article does not have any more gives no words.

    Raises:
        StoreError: the database cannot be read.
    """
    with database.reading() as connection:
        verdicts = settled_verdicts(connection)
        hidden = frozenset(connection.scalars(sa.select(hidden_quotes.c.quote)))
    words = _Words.of(generation, corpus, hidden)
    found = (_labelled(verdict, words) for verdict in verdicts if not verdict.compared)
    return [labelled for labelled in found if labelled is not None]


def labelled_row(labelled: LabelledQuestion) -> dict[str, object]:
    """Return a question in the form that `chatbot evaluate` reads."""
    return {
        "question": labelled.question,
        "history": list(labelled.history),
        "relevant": dict(labelled.relevant),
        "answerable": labelled.answerable,
        "municipality": labelled.municipality,
        "speaker": labelled.speaker,
        "narrowed": labelled.narrowed,
        "filters": {name: getattr(labelled.filters, name) for name in NARROWED_BY},
        "kind": labelled.kind,
        "language": labelled.language,
    }


@dataclass(frozen=True, slots=True)
class _Words:
    """Gives words that only one quote has.

    Attributes:
        everything: the text of every record, each apart.
        people: who is quoted by name.
    """

    generation: Generation
    corpus: Path
    hidden: frozenset[str]
    everything: str
    people: frozenset[str]

    @classmethod
    def of(cls, generation: Generation, corpus: Path, hidden: frozenset[str]) -> _Words:
        texts = _APART.join(_texts(generation))
        return cls(generation, corpus, hidden, texts, frozenset(voice.name for voice in generation.people()))

    def of_quote(self, quote: str) -> str | None:
        """Return the first words of a quote, as many as make them unique, at most all; None if it cannot be shown."""
        found = self.generation.record_by_id(quote)
        if found is None or quote in self.hidden:
            return None
        record = found[1]
        if not is_verbatim(record, self.generation.article(record.article_id), self.corpus):
            return None
        return next(
            (words for words in _beginnings(record.text) if self.everything.count(words) == 1),
            record.text,  # two people say the same, word for word
        )


def _texts(generation: Generation) -> Iterator[str]:
    for article in generation.articles():
        yield from (record.text for record in generation.records(generation.records_of(article.id)))


def _beginnings(text: str) -> Iterator[str]:
    ends = [word.end() for word in _WORD.finditer(text)]
    yield from (text[:end] for end in ends[_FEWEST_WORDS - 1 :])


def _labelled(verdict: Verdict, words: _Words) -> LabelledQuestion | None:
    if verdict.question == GONE or any(mark in verdict.question for mark in Mark) or not _is_known(verdict.filters):
        return None
    grades = _grades(verdict)
    relevant: dict[str, int] = {}
    for quote, grade in grades.items():
        if (told := words.of_quote(quote)) is not None:
            relevant[told] = max(grade, relevant.get(told, 0))
    is_answerable = verdict.kind is AnswerVerdict.SHOULD_ANSWER or (
        verdict.kind is AnswerVerdict.RIGHT and verdict.status == Status.ANSWERED
    )
    if is_answerable and not relevant and (grades or verdict.status == Status.ANSWERED):
        return None
    place = verdict.municipality if verdict.municipality and is_municipality(verdict.municipality) else None
    return LabelledQuestion(
        question=verdict.question,
        relevant=relevant if is_answerable else {},
        answerable=is_answerable,
        municipality=place,
        speaker=verdict.speaker if verdict.speaker in words.people else None,
        narrowed=place is not None and place not in {found.name for found in places_in_question(verdict.question)},
        filters=verdict.filters,
        kind=verdict.kind.value,
        language=verdict.language,
    )


def _is_known(filters: Filters) -> bool:
    """Tell whether the chat can still be asked with these filters: a role that something was taken out of is none."""
    with suppress(FilterError):
        return checked(filters) == filters
    return False


def _grades(verdict: Verdict) -> Mapping[str, int]:
    """Return quote -> grade of those that answer; what the reviewer chose besides is as good as the best."""
    shown = {quote: _GRADES[label] for quote, label in verdict.labels.items() if label.is_relevant}
    return {**shown, **dict.fromkeys(verdict.chosen, _GRADES[QuoteLabel.ANSWERS])}
