"""The suggestions of the generation that answers: made once for each language, checked aside or when needed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from chatbot.opened import Opened
from chatbot.suggesting import Check, Suggestions
from chatbot.texts import SWEDISH, texts_for
from chatbot.topics import Topic, standing_alone, topics_of_the_field
from index.chunks import RecordKind
from index.encoding import Encoded

logger = logging.getLogger(__name__)

INTERVIEWS_LOOKED_AT = 2000
"""Quotes, evenly over the corpus, among which interviewers' questions are looked for."""
INTERVIEWERS_QUESTIONS = 40
_AT_ONCE = 8
"""Questions encoded at a time; visitors' own wait for no more than these."""


class _StoppedError(Exception):
    """The chatbot is being closed."""


class Preparation:
    """Makes and remembers the suggestions of one generation at a time."""

    def __init__(
        self,
        encode: Callable[[Sequence[str]], Encoded],
        borrow: Callable[[], AbstractContextManager[Opened]],
        check: Callable[[Opened, str], str | None],
    ) -> None:
        """Do nothing yet.

        Args:
            encode: encodes questions.
            borrow: lends the generation that answers.
            check: returns the id of the quote that answers a question well, or None.
        """
        self._encode = encode
        self._borrow = borrow
        self._check = check
        self._lock = threading.Lock()
        self._made: dict[tuple[str, str], Suggestions] = {}
        self._is_aside = False
        self._thread: threading.Thread | None = None
        self._begun: str | None = None
        self._closing = threading.Event()

    def of(self, opened: Opened, language: str) -> tuple[Suggestions | None, Check | None]:
        """Return the suggestions that fit a question's language, and what checks those that are not checked yet.

        Returns:
            No check where a thread does it; no suggestions either before it has made them.
        """
        if self._is_aside:
            self._begin(opened.key)
            return self._made.get(_key(opened, language)), None
        return self._make(opened, language), lambda question: self._check(opened, question)

    def start_aside(self) -> None:
        """Check in a thread from now on."""
        self._is_aside = True
        with self._borrow() as opened:
            self._begin(opened.key)

    def close(self) -> None:
        """Stop checking, and wait until that is so."""
        self._closing.set()
        if self._thread:
            self._thread.join()

    def _begin(self, key: str) -> None:
        with self._lock:
            if self._begun != key and not self._closing.is_set():
                self._begun = key
                self._thread = threading.Thread(target=self._prepare, args=(self._thread,), daemon=True)
                self._thread.start()

    def _prepare(self, before: threading.Thread | None) -> None:
        if before:  # of the generation before; two at a time would only take time from the visitors
            before.join()
        try:
            with self._borrow() as opened:
                for language in ("sv", "en"):
                    self._make(opened, language).prepare(lambda question: self._check_unless_closing(opened, question))
        except _StoppedError:
            pass
        except Exception:
            logger.exception("the suggested questions could not be checked")

    def _check_unless_closing(self, opened: Opened, question: str) -> str | None:
        if self._closing.is_set():
            raise _StoppedError
        return self._check(opened, question)

    def _make(self, opened: Opened, language: str) -> Suggestions:
        key = _key(opened, language)
        found = self._made.get(key)
        if found is None:
            topics = _topics(opened, key[1])
            questions = [question for topic in topics for question in topic.questions]
            some = (questions[i : i + _AT_ONCE] for i in range(0, len(questions), _AT_ONCE))
            found = Suggestions(topics, [vector for batch in some for vector in self._encode(batch).vectors])
            with self._lock:
                self._made = {k: v for k, v in self._made.items() if k[0] == key[0]}
                found = self._made.setdefault(key, found)
        return found


def _key(opened: Opened, language: str) -> tuple[str, str]:
    return opened.key, "sv" if texts_for(language) is SWEDISH else "en"


def _topics(opened: Opened, language: str) -> tuple[Topic, ...]:
    """Return the topics of the field and, in Swedish, what the interviewers asked."""
    topics = topics_of_the_field(language)
    if language != "sv":
        return topics
    quotes = opened.generation.select(kind=RecordKind.QUOTE)
    some = quotes[:: -(-len(quotes) // INTERVIEWS_LOOKED_AT)].tolist()
    known = {question for topic in topics for question in topic.questions}
    asked = standing_alone((record.question_text for record in opened.generation.records(some)), opened.voices)
    new = [question for question in asked if question not in known][:INTERVIEWERS_QUESTIONS]
    return (*topics, Topic(texts_for(language).from_interviews, tuple(new)))
