"""Whose employer is in which municipality: the article as a whole, its people, its quotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from corpus.employers import Employment, employment, is_head, tells_of_work
from corpus.people import Named, PeopleTable
from corpus.places import PlaceTable
from corpus.records import Article, Attribution, BlockKind, Person, PlaceEvidence, Span, Speaker
from corpus.sentences import sentences_in
from corpus.strangers import stranger_in
from corpus.utterances import Form, Utterance
from corpus.words import Token, first_names, tokenize
from corpus.work_relations import MUNICIPAL_WORK

_ANYBODY = frozenset(("no_tag", "question", "stranger", "embedded"))
"""Reasons for naming nobody that leave open whether one of the article's people speaks at all."""
_MAYBE_ANOTHER = frozenset(("unknown_subject", "chain_broken", "ambiguous_pronoun"))
"""Those that leave it open where the narration just told of somebody besides."""
_NEAR = 600
"""Characters of what is just told."""
_PRONOUN = re.compile(r"(?:(?:I dag|Idag|Nu|Numera|Sedan dess) \w+ )?(?:[Hh]on|[Hh]an|[Hh]en)\b")

_OF_SEVERAL = re.compile(r"\b(?:[Hh]on|[Hh]an|[Hh]en|[Dd]e|[Kk]olleg\w+)\b")
"""What ties a sentence about one person to another."""


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
        self._narration = [span for span, kind in narration if kind is not BlockKind.BOILERPLATE]
        said = [(u, a) for u, a in zip(utterances, decided, strict=True) if not u.is_reporters]
        self._told_of, self._introduced = _told_of(article.text, table, narration, utterances)
        self._spoken_by = _spoken_by(said)
        self._places = _place_table(article, narration, utterances)
        self._employment = {person.name: self._employment_of(person) for person in table.people}
        self._untold = self._without_work(table.people)
        self._decided = _decided_place(article)
        is_of_none = article.decision is not None and article.decision.municipality == ""
        self.article = None if is_of_none else self._decided or self._of_article(said)
        self.people = tuple(self._person(person) for person in table.people)
        self.people = self._with_colleagues(self.people)
        self._homes = {person.name: person.municipality for person in self.people}
        self.article = self.article or (None if is_of_none else self._shared_by_speakers(said))
        self._has_outsiders = bool(self._untold) or any(
            self._is_outsider(speaker) for _, a in said for speaker in a.speakers
        )

    def of_quote(self, attribution: Attribution, start: int) -> str | None:
        """Return the municipality that all who say it have in common, or all who may have said it."""
        if not attribution.speakers:
            return None if self._may_be_anybody(attribution, start) else self._whole
        towns = {self._of_speaker(speaker) for speaker in attribution.speakers}
        return towns.pop() if len(towns) == 1 else None

    def _may_be_anybody(self, attribution: Attribution, start: int) -> bool:
        if self._has_outsiders or attribution.reason in _ANYBODY:
            return True
        near = bisect_left(self._others, start) - bisect_left(self._others, start - _NEAR)
        return attribution.reason in _MAYBE_ANOTHER and near > 0

    @cached_property
    def _others(self) -> list[int]:
        """Where the narration tells of people without a name, or of such as are no people of the article's."""
        names = {part for person in self.people for word in person.name.split() for part in (word, f"{word}s")}
        return sorted(
            sentence.start
            for span in self._narration
            for sentence in sentences_in(self._text, span)
            if stranger_in(self._text, sentence)
            or any(word.text in first_names() and word.text not in names for word in self._words(sentence))
        )

    def _words(self, span: Span) -> list[Token]:
        return tokenize(self._text, span.start, span.end)

    @property
    def _whole(self) -> str | None:
        return self.article.name if self.article else None

    def _of_speaker(self, speaker: Speaker) -> str | None:
        if speaker.name in self._homes:
            return self._homes[speaker.name]
        if speaker.name is None and speaker.role is None:
            return None
        return None if self._is_outsider(speaker) else self._whole

    def _is_outsider(self, speaker: Speaker) -> bool:
        return self._employment_of_speaker(speaker) is not None

    def _employment_of_speaker(self, speaker: Speaker) -> Employment | None:
        if speaker.name in self._employment:
            return self._employment[speaker.name]
        return employment(speaker.name, speaker.role, None, ())

    def _employment_of(self, person: Named) -> Employment | None:
        told = [span.of(self._text) for span in self._told_of.get(person.name, ())]
        kind = employment(person.name, person.role, person.workplace, told)
        # Whoever alone is interviewed is no relative or neighbour of somebody else's story.
        alone = set(self._spoken_by) == {person.name}
        if kind is None and person.short and person.role is None and not self._is_told_at_work(person):
            kind = Employment.PRIVATE
        return None if kind is Employment.PRIVATE and person.role is None and alone else kind

    def _without_work(self, people: Sequence[Named]) -> frozenset[str]:
        """Return those of whom no work is told, where a colleague's is: a role sets the staff apart from the rest.

        A head alone does not: those whom the head leads are often told of without any role.
        """
        staff = [p for p in people if p.name in self._spoken_by and self._employment[p.name] is None]
        if not any(person.role and not is_head(person.role) for person in staff):
            return frozenset()
        return frozenset(person.name for person in staff if not self._is_told_at_work(person))

    def _is_told_at_work(self, person: Named) -> bool:
        if person.role or person.workplace or self._places_of(person.name):
            return True
        told = self._told_of.get(person.name, ())
        return any(tells_of_work(span.of(self._text), person.name) for span in told)

    def _of_article(self, said: Sequence[tuple[Utterance, Attribution]]) -> PlaceEvidence | None:
        """Return the article's municipality; where none of its staff speaks, only if it is named as employer."""
        kinds = [self._employment_of_speaker(speaker) for _, a in said for speaker in a.speakers]
        strangers = [u.span.start for u, a in said if u.form is not Form.PULL and not self._is_staff(a)]
        is_mixed = any(self._employment.get(name) is Employment.ELSEWHERE for name in self._spoken_by)
        evidence = self._places.of_article(
            min(strangers, default=None) if Employment.ELSEWHERE in kinds else None,
            [span for spans in self._told_of.values() for span in spans] if is_mixed else (),
        )
        if evidence is None or evidence.name == self._places.publisher:
            return evidence
        if kinds and None not in kinds:
            return evidence if evidence.level == "M1" else None
        if self._is_anothers(evidence.name, said):
            return None
        employers = {own.name for name in self._spoken_by if (own := self._own_place(name))}
        return evidence if employers <= {evidence.name} else None

    def _with_colleagues(self, people: Sequence[Person]) -> tuple[Person, ...]:
        """Return the people, those in municipal work with the one municipality that their colleagues work for."""
        towns = {person.municipality for person in people if person.name in self._spoken_by} - {None}
        if len(towns) != 1:
            return tuple(people)
        town = next(iter(towns))
        return tuple(
            replace(person, municipality=town)
            if person.municipality is None
            and self._employment[person.name] is None
            and person.role is not None
            and MUNICIPAL_WORK.search(person.role)
            else person
            for person in people
        )

    def _is_anothers(self, town: str, said: Sequence[tuple[Utterance, Attribution]]) -> bool:
        """Tell whether a municipality is told as one person's employer alone, after somebody of another work spoke."""
        told = [
            span for spans in self._told_of.values() for span in spans if not _OF_SEVERAL.search(span.of(self._text))
        ]
        first = self._places.first_told_of(town, told)
        if first is None:
            return False
        before = [
            speaker
            for utterance, attribution in said
            if utterance.span.start < first and utterance.form is not Form.PULL
            for speaker in attribution.speakers
        ]
        return any(self._is_of_another_work(speaker) for speaker in before)

    def _is_of_another_work(self, speaker: Speaker) -> bool:
        kind = self._employment_of_speaker(speaker)
        if kind is not None or speaker.role is None or is_head(speaker.role):
            return kind is Employment.ELSEWHERE
        return not MUNICIPAL_WORK.search(speaker.role) and not (speaker.name and self._own_place(speaker.name))

    def _own_place(self, name: str) -> PlaceEvidence | None:
        """Return the municipality that the narration ties to a person: in a sentence with the name, or around it."""
        return None if self._employment.get(name) is not None else self._places_of(name)

    def _places_of(self, name: str) -> PlaceEvidence | None:
        own = self._places.of_person(self._told_of.get(name, ()))
        introduced = self._introduced.get(name)
        return own or (self._places.organisation_in(introduced[1]) if introduced else None)

    def _person(self, person: Named) -> Person:
        name = person.name
        best = self._decided or self._own_place(name) or (None if name in self._untold else self.article)
        if self._employment[name] is not None:
            best = self._places.of_person(self._told_of.get(name, ()))
            best = best if best and best.level == "M1" else None
        elif best is None and name in self._introduced:
            best = self._places.organisation_in(self._introduced[name][0])
        if best is None and self._employment[name] is None:
            best = self._places.of_words(self._spoken_by.get(name, ()))
        return Person(name, person.role, person.workplace, best.name if best else None)

    def _shared_by_speakers(self, said: Sequence[tuple[Utterance, Attribution]]) -> PlaceEvidence | None:
        """Return the one municipality that speakers work for, by evidence of their own.

        Where others speak too, the article must name it officially in a sentence that is not about a person.
        """
        towns = {self._of_speaker(speaker) for _, a in said for speaker in a.speakers}
        known = towns - {None}
        if len(known) != 1:
            return None
        town = known.pop()
        personal = [span for spans in self._told_of.values() for span in spans]
        if town is None or (None in towns and not self._places.names_officially(town, besides=personal)):
            return None
        return PlaceEvidence(town, "M4", Span(0, 0))

    def _is_staff(self, attribution: Attribution) -> bool:
        return any(speaker.name and not self._is_outsider(speaker) for speaker in attribution.speakers)


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
) -> tuple[dict[str, list[Span]], dict[str, tuple[Span, Span]]]:
    """Return for each person the tags and sentences that tell of them, tags first.

    Returns:
        The second dict holds what comes before each name where it first stands: of its paragraph, and of its
        sentence.
    """
    told: dict[str, list[Span]] = {}
    introduced: dict[str, tuple[Span, Span]] = {}
    for utterance in utterances:
        for tag in utterance.tags:
            people = [table.resolve(name).person for name in tag.subject.names]
            people += [mention.person for mention in table.mentions(tag.span)]
            for name in dict.fromkeys(person.name for person in people if person is not None):
                told.setdefault(name, []).append(tag.span)
    for span in (span for span, kind in narration if kind is not BlockKind.BOILERPLATE):
        before: list[str] = []
        for sentence in sentences_in(text, span):
            mentions = table.mentions(sentence)
            for mention in mentions:
                start = mention.span.start
                introduced.setdefault(mention.person.name, (Span(span.start, start), Span(sentence.start, start)))
            named = list(dict.fromkeys(mention.person.name for mention in mentions))
            if not named and len(before) == 1 and _PRONOUN.match(text, sentence.start):
                named = before
            for name in named:
                told.setdefault(name, []).append(sentence)
            before = named
    return told, introduced


def _spoken_by(said: Sequence[tuple[Utterance, Attribution]]) -> dict[str, list[Span]]:
    spoken: dict[str, list[Span]] = {}
    for utterance, attribution in said:
        if len(attribution.speakers) == 1 and attribution.speakers[0].name:
            spoken.setdefault(attribution.speakers[0].name, []).extend(utterance.segments)
    return spoken
