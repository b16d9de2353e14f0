"""The areas of work that a quote belongs to: by the speaker's role and workplace, else by what the article is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from corpus.records import QuoteStatus, Reading, SegmentKind, Speaker
from corpus.role_groups import Choice, role_heads
from corpus.sentences import sentences_in, split_sentences
from corpus.words import read_rows

_NAMED, _ROLE, _TEXT = "=", "role", "text"
_OF_TITLE, _OF_LEAD = 3, 2
"""How many times a word counts in the title and the headings, and in what the article begins with; elsewhere once."""
_LEAD = 3
"""Sentences that an article begins with."""
_ABOUT = 2
"""Count of an area's words from which on an article is about it."""
_SHARE = 0.5
_BEFORE = re.compile(
    r"\b(?:tidigare|förut|förr|innan|före detta|bakgrund\w*|utbildad\w*|började|läste|studerade|kommer från|bytte|bytt"
    r"|lämnade|lämnat|slutade|slutat)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:Hon|Han|Hen|De|Båda)\b")
_OF_OWN_WORK = re.compile(
    r"\b(?:jag|vi) (?:\w+ )?(?:jobbar|arbetar|utreder|handlägger|möter|träffar|ansvarar|är (?:på|i|vid|inom|en del))\b"
    r"|\b(?:jobbar|arbetar|utreder|handlägger|möter|träffar|ansvarar) (?:jag|vi)\b",
    re.IGNORECASE,
)
"""Share of the words of all areas that an area must have for an article to be about it."""


@cache
def areas() -> tuple[Choice, ...]:
    """Return the areas of work in the order in which they are offered."""
    return tuple(Choice(*row[1:4]) for row in read_rows("areas.tsv") if row[0] == _NAMED)


class AreaFinder:
    """Finds the areas of one article's quotes."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def areas_of(self, speakers: Sequence[Speaker], words: str) -> tuple[str, ...]:
        """Return the keys of the areas of a quote or a passage, in the order of areas(); none where nothing tells.

        Args:
            speakers: who says it, as far as may be told.
            words: what is said.
        """
        found = {area for speaker in speakers for area in (*_of_role(speaker.role), *self._of_person(speaker.name))}
        found = found or self._of_article or set(_counted(words))
        return tuple(area.key for area in areas() if area.key in found)

    def _of_person(self, name: str | None) -> Iterable[str]:
        """Return what the workplace, the narration and the own words tell of somebody's present work."""
        if not name:
            return ()
        workplaces = [person.workplace for person in self._reading.people if person.name == name and person.workplace]
        told = [sentence for sentence, names in self._told if name in names]
        return _counted("\n".join([*workplaces, *told, *self._said_of_own_work(name)]))

    @cached_property
    def _told(self) -> list[tuple[str, frozenset[str]]]:
        """What nobody says and is not over, with whom each sentence is about; "Hon" is who was just named."""
        people = [person.name for person in self._reading.people]
        told = []
        for text in self._texts(SegmentKind.NARRATION):
            about: frozenset[str] = frozenset()
            for sentence in (span.of(text) for span in split_sentences(text)):
                named = frozenset(name for name in people if name in sentence)
                about = named or (about if _PRONOUN.match(sentence) else frozenset())
                if not _BEFORE.search(sentence):
                    told.append((sentence, about))
        return told

    def _said_of_own_work(self, name: str) -> Iterator[str]:
        text = self._reading.article.text
        for quote in self._reading.quotes:
            if quote.status is QuoteStatus.PUBLISHED and name in {one.name for one in quote.attribution.speakers}:
                sentences = (span.of(text) for segment in quote.segments for span in sentences_in(text, segment))
                yield from (one for one in sentences if _OF_OWN_WORK.search(one) and not _BEFORE.search(one))

    @cached_property
    def _of_article(self) -> set[str]:
        headings = {*self._texts(SegmentKind.HEADING), self._reading.article.title or ""}
        of_nobody = [sentence for sentence, about in self._told if not about]  # what one person does, others may not
        counts = _counted("\n".join(headings), _OF_TITLE)
        counts += _counted("\n".join(of_nobody[:_LEAD]), _OF_LEAD) + _counted("\n".join(of_nobody[_LEAD:]))
        counts += _counted("\n".join(self._texts(SegmentKind.QUESTION, SegmentKind.QUOTE)))
        least = max(_ABOUT, _SHARE * counts.total())
        return {area for area, count in counts.items() if count >= least}

    def _texts(self, *kinds: SegmentKind) -> list[str]:
        text = self._reading.article.text
        return [segment.span.of(text) for segment in self._reading.segments if segment.kind in kinds]


def _counted(text: str, times: int = 1) -> Counter[str]:
    """Return area -> how often its words stand in a text."""
    lowered = text.lower()
    counts = {area: times * len(pattern.findall(lowered)) for area, pattern in _patterns(_TEXT).items()}
    return Counter({area: count for area, count in counts.items() if count})


@cache
def _of_role(role: str | None) -> frozenset[str]:
    if role is None:
        return frozenset()
    heads = {role.lower(), *role_heads(role)}
    by_head = {area for area, pattern in _patterns(_ROLE).items() if any(map(pattern.fullmatch, heads))}
    return frozenset(by_head | set(_counted(role)))


@cache
def _patterns(kind: str) -> Mapping[str, re.Pattern[str]]:
    """Return area -> what its words, of a text or of a role, look like."""
    rows = {row[1]: row[2] for row in read_rows("areas.tsv") if row[0] == kind}
    return {area: re.compile(rf"\b(?:{'|'.join(map(_regex, words.split()))})") for area, words in rows.items()}


def _regex(word: str) -> str:
    return re.escape(word).replace(r"\*", r"[\w-]*").replace("_", r"\s+") + r"(?![\w-])"
