"""The one entrance: a question becomes an answer of verbatim quotes, or an honest "no"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Self

from chatbot.allowed import allowed_records
from chatbot.building import build_index
from chatbot.comparing import compare
from chatbot.confidence import Calibration, background_questions, default_calibration
from chatbot.elsewhere import elsewhere, without_filters
from chatbot.filters import NO_FILTERS, Filters, checked
from chatbot.finding import Finder
from chatbot.intent import Intent
from chatbot.language import detect_language
from chatbot.library import Library
from chatbot.messages import COUNTED, message_for, overruling
from chatbot.opened import CurrentGeneration, Opened
from chatbot.preparing import Preparation
from chatbot.ranking import Candidate
from chatbot.records import Answer, AnswerQuote, Comparison, Elsewhere, Status, Unfiltered
from chatbot.remembering import RememberingFinder
from chatbot.settings import Settings
from chatbot.steering import CurrentSteering, FixedSteering, Steers
from chatbot.texts import texts_for
from chatbot.topics import Topic
from chatbot.understanding import Understanding, understand
from corpus.asked_places import places_in_question
from index.chunks import Record, RecordKind
from index.encoding import Encoder
from index.facets import Facet
from index.generation import Generation
from index.known_questions import as_question
from index.legs import Asker
from index.manifest import find_current
from index.model import load_encoder
from index.question_index import pack
from index.recipe import BuildReport
from index.storage import Progress

ANSWERED_WELL = 0.5
"""Score of the first quote from which on a question is suggested to visitors: more likely than not it answers."""
SUGGESTIONS = 3
STARTERS = 5


class Chatbot(Library):
    """Answers questions from one index; may be asked by several threads at once.

    A new generation of the index is noticed at the next question. Close it, or use it in a
    with statement.
    """

    def __init__(
        self,
        encoder: Encoder,
        *,
        corpus: Path,
        index: Path,
        calibration: Calibration | None = None,
        steering: Steers | None = None,
        finder: Finder | None = None,
    ) -> None:
        """Open the current generation.

        Args:
            encoder: the model that the index was built with.
            corpus: directory of the articles; every quote is compared with them when shown.
            index: directory of the generations.
            calibration: None takes the one that comes with the program.
            steering: what people have decided about the answers; None for nothing.
            finder: of a trial, for which no suggestions are made ready; None for the chatbot's own.

        Raises:
            GenerationError: there is no generation that can be used.
            CalibrationError: the coefficients cannot be used.
        """
        self._encoder = encoder
        self._index = index
        self._calibration = calibration or default_calibration()
        self._finder = finder or _new_finder(encoder, corpus, self._calibration)
        self._trying: RememberingFinder | None = None
        self._suggesting = finder is None
        steering = steering or FixedSteering()
        super().__init__(CurrentGeneration(index, encoder, self._finder.unrelated, steering), corpus, steering)
        self._preparation = Preparation(encoder.encode_queries, self._current.borrow, self._best_answer)

    @classmethod
    def open(cls, settings: Settings, progress: Callable[[str], None] | None = None) -> Self:
        """Load the model and open the index that the settings name.

        Raises:
            ModelError: the model cannot be loaded.
            GenerationError: there is no generation that can be used.
            SteeringError: nobody knows what must not be shown.
        """
        find_current(settings.index_directory)  # before the model, which takes long to unpack or load
        steering = CurrentSteering(settings.steering_directory)
        encoder = load_encoder(settings.model_directory, settings.model, progress)
        return cls(encoder, corpus=settings.corpus, index=settings.index_directory, steering=steering)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index."""
        self._preparation.close()
        self._current.close()

    def rebuild(self, settings: Settings, progress: Progress | None = None) -> BuildReport:
        """Build the index of the corpus as it is now with the model that is loaded; the next question is asked of it.

        Raises:
            As chatbot.building.build_index does.
        """
        report = build_index(settings, progress, encoder=self._encoder)
        self._current.take_up()
        return report

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        municipality: str | None = None,
        speaker: str | None = None,
        filters: Filters = NO_FILTERS,
        top: int = 3,
        language: str = "sv",
    ) -> Answer:
        """Return the answer to one question.

        Args:
            question: as typed.
            history: the visitor's earlier questions, oldest first; only the last is used, and
                only for a question that leans on it. One that has no answer with the earlier topic
                and asks something without it is answered alone.
            municipality: short for a filter by it; overrides what the question names.
            speaker: full name or part of it; overrides whom the question names.
            filters: what the quotes must fulfil.
            top: quotes at most.
            language: of the page that it is asked on, for what is no question and of no language ("ok").

        Raises:
            ValueError: top is less than 1.
            FilterError: a filter has a value that nobody can mean.
        """
        if top < 1:
            raise ValueError(f"top must be at least 1, got {top}")
        filters = checked(replace(filters, municipality=municipality or filters.municipality))
        # Half a character (a lone surrogate) cannot be written as UTF-8 by anybody after us.
        question = question.encode("utf-8", "replace").decode("utf-8")
        with self._current.borrow() as opened:
            understood = partial(
                understand,
                question,
                history,
                opened.voices,
                find_places=places_in_question,
                speaker=speaker,
                language=language,
            )
            understanding = asked = understood(filters=filters)
            seen = self._finder.seen(opened, understanding, top)
            status, quotes = self._finder.answer(opened, understanding, top, seen)
            if status is Status.NO_ANSWER and understanding.alone is not None:
                alone_status, alone_quotes = self._finder.answer(opened, understanding.alone, top)
                if alone_status is Status.ANSWERED:
                    understanding, status, quotes = understanding.alone, alone_status, alone_quotes

            def answered(filters: Filters) -> list[AnswerQuote]:
                return self._finder.answer(opened, understood(filters=filters), COUNTED)[1]

            unfiltered = () if quotes else without_filters(understanding, answered)
            return Answer(
                question=question,
                language=understanding.language,
                interpreted=understanding.interpretation,
                status=status,
                message=self._message(opened, understanding, status, quotes, seen, unfiltered),
                quotes=tuple(quotes),
                suggestions=self._suggestions(opened, understanding, quotes, history),
                generation=opened.generation.id,
                unfiltered=unfiltered,
                elsewhere=None if quotes else self._elsewhere(opened, asked, filters, top),
            )

    def compare(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        municipalities: Sequence[str] = (),
        filters: Filters = NO_FILTERS,
        top: int = 1,
    ) -> Comparison:
        """Return what each municipality answers to one question, those that answer best first.

        Args:
            question: as typed.
            history: as for ask.
            municipalities: which are to be compared, in any form that a question may name them; none: those
                that the question names, if it names several, else all.
            filters: what the quotes must fulfil; its municipality is compared with the others, as one that the
                question names.
            top: quotes of each municipality at most.

        Raises:
            ValueError: top is less than 1.
            FilterError: a filter has a value that nobody can mean.
        """
        if top < 1:
            raise ValueError(f"top must be at least 1, got {top}")
        filters = checked(filters)
        others = filters.without(Facet.MUNICIPALITY)
        names = (*((filters.municipality,) if filters.municipality else ()), *municipalities)
        with self._current.borrow() as opened:
            understood = partial(understand, question, history, opened.voices, find_places=places_in_question)
            understanding = understood(filters=others)
            named = [place for name in names for place in understood(filters=Filters(name)).municipalities]
            if named:
                understanding = replace(understanding, municipalities=tuple(dict.fromkeys(named)))
            answer = partial(self._finder.answer, opened)
            return compare(question.encode("utf-8", "replace").decode(), understanding, opened.generation, top, answer)

    def candidates(self, question: str, history: Sequence[str] = ()) -> list[tuple[float, Candidate, Record]]:
        """Return everything that was weighed for a question with a topic, best first, for calibration.

        Returns:
            Probability, candidate and record; empty where no topic is asked about or nobody can answer.
        """
        with self._current.borrow() as opened:
            understanding = understand(question, history, opened.voices, find_places=places_in_question)
            allowed = allowed_records(opened, understanding)
            if not understanding.topic or (allowed is not None and not allowed):
                return []
            return _with_records(opened.generation, self._finder.scored_for(opened, understanding, allowed, allowed))

    def search(self, text: str, among: Collection[str] | None = None) -> list[tuple[float, Candidate, Record]]:
        """Return everything that is weighed for a text as it stands: nothing is understood by it, nothing shown.

        Args:
            text: what is searched for; a place or person in it is a word like others.
            among: ids of the articles that may be found; None for all.

        Returns:
            Probability, candidate and record, best first.
        """
        with self._current.borrow() as opened:
            generation = opened.generation
            allowed = None if among is None else sorted(n for article in among for n in generation.records_of(article))
            language = detect_language(text, opened.voices.words)
            return _with_records(generation, self._finder.scored(opened, text, allowed, allowed, language))

    @property
    def model(self) -> str:
        """What tells the model from every other."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """How many numbers the model makes of a question."""
        return self._encoder.dimension

    def packed_questions(self, texts: Sequence[str]) -> list[bytes]:
        """Return what questions mean, each in `dimension` bytes, for index.question_index."""
        return pack(self._encoder.encode_queries([as_question(text) for text in texts]).vectors)

    def starters(self, language: str = "sv") -> tuple[str, ...]:
        """Return questions that the corpus answers well, to begin with."""
        with self._current.borrow() as opened:
            suggestions, check = self._preparation.of(opened, language)
            return suggestions.starters(STARTERS, check) if suggestions else ()

    def topics(self, language: str = "sv") -> tuple[Topic, ...]:
        """Return what can be asked about: topics with questions that the corpus answers well."""
        with self._current.borrow() as opened:
            suggestions, check = self._preparation.of(opened, language)
            if suggestions is None:
                return ()
            if check:
                suggestions.prepare(check)
            return suggestions.topics()

    def steered_by(self, steering: Steers) -> Chatbot:
        """Return another chatbot with the same model, articles and index, for trials: steered otherwise.

        All of them remember together what they have asked, so that a question is worked out once for a generation.
        """
        if self._trying is None:
            self._trying = RememberingFinder(self._encoder, self._corpus, self._calibration, self._finder.unrelated)
        return Chatbot(
            self._trying.encoder,
            corpus=self._corpus,
            index=self._index,
            calibration=self._calibration,
            steering=steering,
            finder=self._trying,
        )

    def answers(self, question: str, *, municipality: str | None = None, speaker: str | None = None) -> bool:
        """Tell whether a question would be answered now; municipality and speaker as for ask.

        Raises:
            FilterError: the municipality is none.
        """
        filters = checked(Filters(municipality=municipality))
        with self._current.borrow() as opened:
            understanding = understand(
                question, (), opened.voices, find_places=places_in_question, filters=filters, speaker=speaker
            )
            return self._finder.answer(opened, understanding, 1)[0] is Status.ANSWERED

    @property
    def operating_point(self) -> float:
        """Probability below which no quote is shown."""
        with self._current.borrow() as opened:
            return self._finder.operating_point(opened)

    @property
    def own_operating_point(self) -> float:
        """The same, while nobody has set another."""
        return self._calibration.operating_point

    def prepare_aside(self) -> None:
        """Find out in a thread which questions can be suggested, so that no visitor waits for it.

        From now on, also for every new generation; until it is known less is suggested.
        """
        self._preparation.start_aside()

    def _elsewhere(self, opened: Opened, asked: Understanding, filters: Filters, top: int) -> Elsewhere | None:
        understood = partial(
            understand, history=(), voices=opened.voices, find_places=places_in_question, filters=filters
        )
        return elsewhere(asked, understood, lambda everywhere: self._finder.answer(opened, everywhere, top))

    def _message(
        self,
        opened: Opened,
        understanding: Understanding,
        status: Status,
        quotes: Sequence[AnswerQuote],
        seen: Sequence[AnswerQuote],
        unfiltered: Sequence[Unfiltered],
    ) -> str:
        texts = texts_for(understanding.language)
        message = message_for(
            status,
            understanding,
            quotes,
            texts,
            municipalities=opened.generation.municipalities(),
            voices=opened.voices,
            is_repeated=bool(quotes) and {quote.id for quote in quotes} <= {quote.id for quote in seen},
            unfiltered=unfiltered,
        )
        return f"{overruling(understanding, texts)} {message}".lstrip()

    def _suggestions(
        self, opened: Opened, understanding: Understanding, quotes: Sequence[AnswerQuote], history: Sequence[str]
    ) -> tuple[str, ...]:
        """Return questions near the one asked, or to begin with where nothing was asked about."""
        # Nobody in need is to be asked about his interest in the job.
        if not self._suggesting or understanding.intent in {Intent.IN_NEED, Intent.OWN_CASE}:
            return ()
        suggestions, check = self._preparation.of(opened, understanding.language)
        if suggestions is None:
            return ()
        question = understanding.interpretation.question
        asked = {text.strip().casefold() for text in (question, *history)}
        if understanding.intent is not Intent.QUESTION or not understanding.topic:
            return suggestions.starters(SUGGESTIONS, check, asked=asked)
        shown = {quote.id for quote in quotes}
        vector = self._finder.asked(understanding.topic).vectors[0]
        return suggestions.near(vector, SUGGESTIONS, check, asked=asked, shown=shown)

    def _best_answer(self, opened: Opened, question: str) -> str | None:
        """Return the id of the quote that answers a question well; None if none does."""
        understanding = understand(question, (), opened.voices, find_places=places_in_question)
        status, quotes = self._finder.answer(opened, understanding, 1)
        is_good = status is Status.ANSWERED and quotes[0].kind == RecordKind.QUOTE and quotes[0].score >= ANSWERED_WELL
        return quotes[0].id if is_good else None


def _new_finder(encoder: Encoder, corpus: Path, calibration: Calibration) -> Finder:
    asker = Asker(encoder)
    return Finder(asker, corpus, calibration, asker.ask(background_questions()))


def _with_records(
    generation: Generation, scored: Sequence[tuple[float, Candidate]]
) -> list[tuple[float, Candidate, Record]]:
    records = generation.records([candidate.record for _, candidate in scored])
    return [(score, candidate, record) for (score, candidate), record in zip(scored, records, strict=True)]
