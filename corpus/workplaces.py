"""Whose employer is in which municipality: the article as a whole, its people, its quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.employers import Employment, employment
from corpus.people import Named, PeopleTable
from corpus.places import PlaceTable
from corpus.quotes import Form, Utterance
from corpus.records import Article, Attribution, BlockKind, Person, PlaceEvidence, Span, Speaker
from corpus.sentences import sentences_in

_PRONOUN = re.compile(r"(?:Hon|Han|Hen)\b")


class Workplaces:
    """The employers' municipalities in an article.

    Args:
        narration: what is not spoken, with the kind of the block it stands in.
        decided: who speaks, one for each utterance.

    Attributes:
        article: the municipality that the whole is about, or None.
        people: those whom the narration names, with theirs.
    """

    def __init__(
        self,
        article: Article,
        narration: Sequence[tuple[Span, BlockKind]],
        utterances: Sequence[Utterance],
        decided: Sequence[Attribution],
        table: PeopleTable,
    ) -> None:
        self._text = article.text
        said = [(u, a) for u, a in zip(utterances, decided, strict=True) if not u.is_reporters]
        told_of, introduced = _told_of(article.text, table, narration, utterances)
        self._employment = {person.name: self._employment_of(person, told_of) for person in table.people}
        places = _place_table(article, narration, utterances)
        self.article = _decided_place(article) or self._of_article(places, said, told_of)
        spoken_by = _spoken_by(said)
        self.people = tuple(
            self._person(
                person,
                places.of_person(told_of.get(person.name, ()), spoken_by.get(person.name, ())),
                places.organisation_in(introduced.get(person.name)),
            )
            for person in table.people
        )
        self._homes = {person.name: person.municipality for person in self.people}
        self.article = self.article or self._shared_by_speakers(said)
        self._has_outsiders = any(self._is_outsider(speaker) for _, a in said for speaker in a.speakers)

    def of_quote(self, attribution: Attribution) -> str | None:
        """Return the municipality that all who say it have in common."""
        if not attribution.speakers:
            return None if self._has_outsiders else self._whole
        towns = {self._of_speaker(speaker) for speaker in attribution.speakers}
        return towns.pop() if len(towns) == 1 else None

    @property
    def _whole(self) -> str | None:
        return self.article.name if self.article else None

    def _of_speaker(self, speaker: Speaker) -> str | None:
        if speaker.name in self._homes:
            return self._homes[speaker.name]
        return None if self._is_outsider(speaker) else self._whole

    def _is_outsider(self, speaker: Speaker) -> bool:
        return self._employment_of_speaker(speaker) is not None

    def _employment_of_speaker(self, speaker: Speaker) -> Employment | None:
        if speaker.name in self._employment:
            return self._employment[speaker.name]
        return employment(speaker.name, speaker.role, None, ())

    def _employment_of(self, person: Named, told_of: dict[str, list[Span]]) -> Employment | None:
        told = [span.of(self._text) for span in told_of.get(person.name, ())]
        return employment(person.name, person.role, person.workplace, told)

    def _of_article(
        self,
        places: PlaceTable,
        said: Sequence[tuple[Utterance, Attribution]],
        told_of: Mapping[str, Sequence[Span]],
    ) -> PlaceEvidence | None:
        """Return the article's municipality; where none of its staff speaks, only if it is named as employer."""
        kinds = [self._employment_of_speaker(speaker) for _, a in said for speaker in a.speakers]
        strangers = [u.span.start for u, a in said if u.form is not Form.PULL and not self._is_staff(a)]
        is_mixed = Employment.ELSEWHERE in self._employment.values()
        evidence = places.of_article(
            min(strangers, default=None) if any(kinds) else None,
            [span for spans in told_of.values() for span in spans] if is_mixed else (),
        )
        if evidence is None or not kinds or None in kinds:
            return evidence
        return evidence if evidence.level == "M1" else None

    def _shared_by_speakers(self, said: Sequence[tuple[Utterance, Attribution]]) -> PlaceEvidence | None:
        """Return the municipality that all who speak work for, each by evidence of their own."""
        towns = {self._of_speaker(speaker) for _, a in said for speaker in a.speakers}
        town = towns.pop() if len(towns) == 1 else None
        return PlaceEvidence(town, "M4", Span(0, 0)) if town else None

    def _is_staff(self, attribution: Attribution) -> bool:
        return any(speaker.name and not self._is_outsider(speaker) for speaker in attribution.speakers)

    def _person(self, person: Named, own: PlaceEvidence | None, nearby: PlaceEvidence | None) -> Person:
        decided = self.article if self.article and self.article.level == "decided" else None
        if self._employment[person.name] is not None:
            municipality = own.name if own and own.level == "M1" else None
        else:
            best = decided or own or self.article or nearby
            municipality = best.name if best else None
        return Person(person.name, person.role, person.workplace, municipality)


def _decided_place(article: Article) -> PlaceEvidence | None:
    if article.decision and article.decision.municipality:
        return PlaceEvidence(article.decision.municipality, "decided", Span(0, 0))
    return None


def _place_table(
    article: Article, narration: Sequence[tuple[Span, BlockKind]], utterances: Sequence[Utterance]
) -> PlaceTable:
    told = [span for span, kind in narration if kind is not BlockKind.BOILERPLATE]
    tags = [tag.span for utterance in utterances for tag in utterance.tags]
    spoken = [segment for utterance in utterances for segment in utterance.segments]
    outlets = [outlet for outlet in (article.publisher, article.url) if outlet]
    return PlaceTable(article.text, [*told, *tags], spoken, outlets)


def _told_of(
    text: str, table: PeopleTable, narration: Sequence[tuple[Span, BlockKind]], utterances: Sequence[Utterance]
) -> tuple[dict[str, list[Span]], dict[str, Span]]:
    """Return for each person the tags and sentences that tell of them, tags first.

    Returns:
        The second dict holds for each person what the paragraph says up to the first sentence with the name.
    """
    told: dict[str, list[Span]] = {}
    introduced: dict[str, Span] = {}
    for utterance in utterances:
        for tag in utterance.tags:
            people = [table.resolve(name).person for name in tag.subject.names]
            people += [mention.person for mention in table.mentions(tag.span)]
            for name in dict.fromkeys(person.name for person in people if person is not None):
                told.setdefault(name, []).append(tag.span)
    for span in (span for span, kind in narration if kind is not BlockKind.BOILERPLATE):
        before: list[str] = []
        for sentence in sentences_in(text, span):
            named = list(dict.fromkeys(mention.person.name for mention in table.mentions(sentence)))
            if not named and len(before) == 1 and _PRONOUN.match(text, sentence.start):
                named = before
            for name in named:
                told.setdefault(name, []).append(sentence)
                introduced.setdefault(name, Span(span.start, sentence.end))
            before = named
    return told, introduced


def _spoken_by(said: Sequence[tuple[Utterance, Attribution]]) -> dict[str, list[Span]]:
    spoken: dict[str, list[Span]] = {}
    for utterance, attribution in said:
        if len(attribution.speakers) == 1 and attribution.speakers[0].name:
            spoken.setdefault(attribution.speakers[0].name, []).extend(utterance.segments)
    return spoken
