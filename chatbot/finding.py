"""The quotes that answer what was understood: found, weighed, compared with their articles, chosen."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

from chatbot.allowed import allowed_records, let_through, status_of_nobody
from chatbot.choosing import ABOUT_AS_GOOD, Offer, choose, not_seen
from chatbot.confidence import Calibration
from chatbot.intent import Intent
from chatbot.opened import Opened
from chatbot.proof import is_verbatim
from chatbot.ranking import Candidate, find_candidates
from chatbot.records import AnswerQuote, Status
from chatbot.showing import shown_quote
from chatbot.understanding import Understanding
from index.catalogue import ArticleRow
from index.chunks import Record, RecordKind
from index.legs import Asked, Asker

ASKED_FOR_ALL = 0.9
"""Score where a voice is asked for and no topic ("vad säger Åsa?"): any quote of hers answers."""
SHARE_OF_BEST = 0.4
"""Nothing with less than this share of the best score stands after the first quote: filler reads as an answer.

On the tune half 0.4 leaves out five of 72 further quotes, one of them right; 0.5 fifteen, six of them right.
"""
OFFERED = 20
"""Quotes, for each that is wanted, among which the ones to show are chosen; so many passages too."""

Weighed = Sequence[tuple[float, Candidate]]
"""Candidates with the probability that they answer, in any order."""


class Finder:
    """Finds the quotes that answer; may be used by several threads at once.

    Args:
        asker: makes of a question what the index is searched with.
        corpus: directory of the articles, with which every quote is compared.
        calibration: from features to probability, and the operating point.
        unrelated: questions on anything but the corpus's subject.
    """

    def __init__(self, asker: Asker, corpus: Path, calibration: Calibration, unrelated: Sequence[Asked]) -> None:
        self.unrelated = unrelated
        self._asker = asker
        self._corpus = corpus
        self._calibration = calibration
        self._latest = threading.local()

    def operating_point(self, opened: Opened) -> float:
        """Return the probability below which nothing is shown."""
        return opened.steered.steering.operating_point or self._calibration.operating_point

    def seen(self, opened: Opened, understanding: Understanding, top: int) -> list[AnswerQuote]:
        """Return what the visitor has been shown already, where he asks for others or more."""
        before: list[Understanding] = []
        while understanding.seen is not None:
            understanding = understanding.seen
            before.append(understanding)
        seen: list[AnswerQuote] = []
        for asked in reversed(before):
            seen += self.answer(opened, asked, top, seen)[1]
        return seen

    def answer(
        self, opened: Opened, understanding: Understanding, top: int, seen: Sequence[AnswerQuote] = ()
    ) -> tuple[Status, list[AnswerQuote]]:
        """Return the status and the quotes: where there are others, not those that have been seen."""
        if understanding.intent is Intent.VACANCIES:  # "jobb" is in every quote, and none of them offers one
            return Status.NO_ANSWER, []
        if understanding.intent is not Intent.QUESTION:
            return Status.NOT_A_QUESTION, []
        allowed = allowed_records(opened, understanding)
        if allowed is not None and not allowed:
            return status_of_nobody(understanding), []
        kept = let_through(opened, understanding, allowed)
        if kept is not None and not kept:
            return Status.NO_ANSWER, []
        scored = self.scored_for(opened, understanding, allowed, kept)
        quotes = self._chosen(opened, understanding, scored, top, seen)
        return (Status.ANSWERED if quotes else Status.NO_ANSWER), quotes

    def scored_for(
        self, opened: Opened, understanding: Understanding, allowed: list[int] | None, kept: list[int] | None
    ) -> list[tuple[float, Candidate]]:
        """Return the candidates for what was understood."""
        text = understanding.topic or understanding.interpretation.question
        language = understanding.topic_language if understanding.topic else None
        effects = opened.steered.effects(self.asked(text).vectors[0], understanding)
        taught = [record for record, effect in effects.items() if effect.answers]
        scored = self.scored(opened, text, allowed, kept, language, taught)
        changed = ((effects[one.record].on(score) if one.record in effects else score, one) for score, one in scored)
        return _best_first(changed)

    def scored(
        self,
        opened: Opened,
        text: str,
        allowed: list[int] | None,
        kept: list[int] | None,
        language: str | None,
        taught: Sequence[int] = (),
    ) -> list[tuple[float, Candidate]]:
        """Return the candidates with their probabilities, best first.

        Args:
            opened: the index.
            text: what is asked.
            allowed: records that may answer; how likely one of them does is judged by these.
            kept: those that may be found: what a filter leaves does not answer better for the rest being left out.
            language: of the question; None where its words say nothing about what is asked.
            taught: records that are weighed even where the search does not find them, as far as they may be found.
        """
        weighed = self.weighed(opened, text, allowed, kept, language, taught)
        return _best_first(pair for pair in weighed if pair[1].record not in opened.steered.hidden)

    def weighed(
        self,
        opened: Opened,
        text: str,
        allowed: list[int] | None,
        kept: list[int] | None,
        language: str | None,
        taught: Sequence[int],
    ) -> Weighed:
        """Return the candidates with their probabilities, hidden ones among them; arguments as for scored."""
        candidates = find_candidates(
            opened.generation,
            opened.backgrounds.of(allowed),
            self.asked(text),
            text,
            allowed=kept,
            passages=opened.passages,
            language=language,
            taught=[record for record in taught if kept is None or record in kept],
        )
        return [(self._calibration.probability(candidate.features), candidate) for candidate in candidates]

    def _chosen(
        self,
        opened: Opened,
        understanding: Understanding,
        scored: Sequence[tuple[float, Candidate]],
        top: int,
        seen: Sequence[AnswerQuote],
    ) -> list[AnswerQuote]:
        """Return what is shown: quotes that reach the operating point, then passages that do.

        What is far from the best of them is left out, but for the first quote: somebody's own words
        come first even where the article tells it better.
        """
        if not understanding.topic:
            scored = [(max(score, ASKED_FOR_ALL), candidate) for score, candidate in scored]
        articles: dict[str, ArticleRow] = {}

        def accept(record: Record) -> bool:
            if record.article_id not in articles:
                articles[record.article_id] = opened.generation.article(record.article_id)
            return is_verbatim(record, articles[record.article_id], self._corpus)

        offers = self._offers(opened, scored, most=OFFERED * top)
        best = next((offer.score for offer in offers if accept(offer.record)), 0.0)
        near = [offer for offer in offers if offer.score >= SHARE_OF_BEST * best]
        if seen and (fresh := not_seen(near, seen, other_voices=understanding.other_voices)):
            offers = near = fresh
        quotes = [offer for offer in offers if offer.record.kind is RecordKind.QUOTE]
        chosen = choose(
            [offer for offer in near if offer.record.kind is RecordKind.QUOTE],
            top=top,
            accept=accept,
            one_per_person=not understanding.speakers,
            # Of several places that the question names, each speaks before one speaks twice.
            about_as_good=0.0 if len(understanding.municipalities) > 1 else ABOUT_AS_GOOD,
        ) or choose(quotes, top=1, accept=accept)
        if understanding.topic and len(chosen) < top:
            passages = [offer for offer in near if offer.record.kind is RecordKind.PASSAGE]
            chosen += choose(passages, top=top - len(chosen), accept=accept, one_per_person=False, before=chosen)
        return [shown_quote(offer, articles[offer.record.article_id]) for offer in chosen]

    def _offers(self, opened: Opened, scored: Sequence[tuple[float, Candidate]], *, most: int) -> list[Offer]:
        """Return what reaches the operating point, best first: at most so many quotes, and so many passages."""
        point = self.operating_point(opened)
        enough = [(score, one) for score, one in scored if score >= point]
        quotes = [pair for pair in enough if pair[1].record not in opened.passages][:most]
        passages = [pair for pair in enough if pair[1].record in opened.passages][:most]
        kept = sorted(quotes + passages, key=lambda pair: (-pair[0], pair[1].record))
        records = opened.generation.records([candidate.record for _, candidate in kept])
        return [
            Offer(score, record, candidate.nearest if candidate.is_sentence else None)
            for (score, candidate), record in zip(kept, records, strict=True)
        ]

    def asked(self, text: str) -> Asked:
        """Return what the model makes of a question; the suggestions need the one that was just searched with again."""
        if getattr(self._latest, "text", None) != text:
            (self._latest.asked,) = self._asker.ask([text])
            self._latest.text = text
        asked: Asked = self._latest.asked
        return asked


def _best_first(scored: Iterable[tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].record))
