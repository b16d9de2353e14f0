"""Where people work: municipalities in articles, and how surely the text says so.

What counts is the employer's municipality, never home, school or newspaper. The rungs of the
evidence ladder, best first:

    M1  an official form in a work relation, or a municipal unit: "socialsekreterare i Lunds
        kommun", "Lunds socialtjänst"
    M2  a work relation with i/på and the name: "är enhetschef i Flen"
    M3  the same with a district: "fältare i Vivalla"
    M4  the article as a whole: its publisher, its only municipality by official form, the scene
        of its lead, or what the speakers say of their own work

A dateline (M5) and a newspaper's area (M6) never decide anything, so that nobody looks for them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from corpus.asked_places import municipality_of_host
from corpus.place_mentions import PlaceForm, PlaceMention, find_places, sentence_around
from corpus.records import PlaceEvidence, Span
from corpus.work_relations import MUNICIPAL_WORK

_LEVELS = ("M1", "M2", "M3")
_FIRST_PERSON = re.compile(r"\b(?:jag|vi|oss|mig|vår|vårt|våra|min|mitt|mina)\b", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:[Ii]|[Pp]å|[Hh]os|[Vv]id)\s+(?:\w+\s+)?$")
_LEAD_LENGTH = 800
"""Characters from the start of the text in which an article declares its subject."""


class PlaceTable:
    """The municipalities that an article names, and what they prove.

    Args:
        narration: the article's own words (narrative, headings, captions, tags), without quotes.
        spoken: the words of those who speak.
        outlets: who published it, and the address where.
    """

    def __init__(
        self, text: str, narration: Sequence[Span], spoken: Sequence[Span] = (), outlets: Sequence[str] = ()
    ) -> None:
        self._text = text
        self._outlets = outlets
        self._told = _mentions(text, narration)
        self._spoken = [place for span in spoken for place in _own_places(text, span)]
        self._own = sorted((place for place in self._spoken if place.level), key=lambda place: place.span)

    def of_person(self, told: Sequence[Span]) -> PlaceEvidence | None:
        """Return the municipality of a person's employer.

        Args:
            told: where the narration tells of the person: sentences, tags, name lines.

        Returns:
            The best of M1, M2, M3; None without evidence, or where the best contradict.
        """
        mentions = [mention for span in told for mention in self._within(span)]
        for level in _LEVELS:
            claims = [mention for mention in mentions if mention.level == level]
            if claims:
                return _only(claims, level)
        return None

    def of_words(self, spoken: Sequence[Span]) -> PlaceEvidence | None:
        """Return the municipality that a person's own words give as the workplace."""
        return _only([place for span in spoken for place in _between(self._own, span)], "M4")

    def organisation_in(self, span: Span) -> PlaceEvidence | None:
        """Return the only municipality in which a stretch sets what it tells: "I Flens kommun ..."."""
        official = [mention for mention in self._within(span) if mention.form is PlaceForm.OFFICIAL]
        inside = [mention for mention in official if _INSIDE.search(self._text, span.start, mention.span.start)]
        return _only(official, "M4") if inside else None

    def of_article(self, outsider_at: int | None = None, personal: Sequence[Span] = ()) -> PlaceEvidence | None:
        """Return the employer's municipality that the article as a whole is about.

        Args:
            outsider_at: where somebody first speaks who is not of a municipality's staff. A municipality that
                is first named after that is one voice among several.
            personal: sentences that tell of single persons; a place that is not the only one that other
                sentences name is not the article's.

        Returns:
            The best evidence; its span is empty where only the outlet tells. None where nothing
            tells, or two municipalities have an equal claim.
        """
        scene = None if personal else self._of_scene()
        evidence = self._of_publisher() or self._of_mentions(personal) or scene or self._of_own_words()
        if evidence is None or outsider_at is None or evidence.name == self.publisher:
            return evidence
        first = min((m.span.start for m in self._told if m.name == evidence.name), default=evidence.span.start)
        return evidence if first < outsider_at else None

    def names_officially(self, name: str, *, besides: Sequence[Span]) -> bool:
        """Tell whether a municipality is named in an official form outside some stretches."""
        inside = {mention.span for span in besides for mention in self._within(span)}
        return any(mention.name == name and mention.span not in inside for mention in self._official)

    def first_told_of(self, name: str, personal: Sequence[Span]) -> int | None:
        """Return where a municipality first employs somebody, if nothing but these stretches tells that it does."""
        inside = {mention.span for span in personal for mention in self._within(span)}
        employs = [mention.span for mention in self._told if mention.name == name and mention.is_employer]
        return employs[0].start if employs and inside.issuperset(employs) else None

    def _within(self, span: Span) -> Sequence[PlaceMention]:
        return _between(self._told, span)

    @cached_property
    def publisher(self) -> str | None:
        """The municipality that publishes the article, or None."""
        owners = {owner for outlet in self._outlets if (owner := _municipal_outlet(outlet))}
        if owners:
            return owners.pop() if len(owners) == 1 else None
        return signing_municipality(self._text)

    @cached_property
    def _official(self) -> list[PlaceMention]:
        return [mention for mention in self._told if mention.form is PlaceForm.OFFICIAL]

    @cached_property
    def _declared(self) -> set[str]:
        """The municipalities that the beginning names."""
        return {mention.name for mention in self._told if mention.span.start < _LEAD_LENGTH}

    def _of_publisher(self) -> PlaceEvidence | None:
        """Return the municipality that publishes, unless the text is about another one's staff."""
        owner = self.publisher
        if owner is None:
            return None
        staff_of = {mention.name for mention in self._told if mention.level == "M1"}
        if staff_of and owner not in staff_of:
            return None
        span = next((mention.span for mention in find_places(self._text) if mention.name == owner), Span(0, 0))
        return PlaceEvidence(owner, "M4", span)

    def _of_mentions(self, personal: Sequence[Span]) -> PlaceEvidence | None:
        of_persons = {mention.span for span in personal for mention in self._within(span)}
        general = {mention.name for mention in self._told if mention.span not in of_persons}
        told = [mention for mention in self._told if not personal or general == {mention.name}]
        for level in _LEVELS:
            claims = [mention for mention in told if mention.level == level]
            if claims:
                return self._decide(claims, level)
        official = [mention for mention in told if mention.form is PlaceForm.OFFICIAL]
        is_subject = len(official) > 1 or len({mention.name for mention in self._told}) == 1
        if official and (is_subject or self._declared == {official[0].name}):
            return self._decide(official, "M4")
        return None

    def _decide(self, claims: Sequence[PlaceMention], level: str) -> PlaceEvidence | None:
        """Return the only municipality among claims and rivals, or the one that is the declared subject."""
        rivals = {claim.name for claim in claims} | {mention.name for mention in self._official}
        if len(rivals) == 1:
            return _only(claims, level)
        subject = self._declared & rivals
        if len(subject) != 1:
            return None
        counts = Counter(mention.name for mention in self._told if mention.name in rivals)
        best = [claim for claim in claims if claim.name in subject]
        is_most = best and counts[best[0].name] == max(counts.values())
        return _only(best, level) if is_most else None

    def _of_scene(self) -> PlaceEvidence | None:
        """Return the only place where the lead sets a scene of municipal work: "Det är kallt i Piteå"."""
        if self._official or any(mention.level for mention in self._told):
            return None
        scene = [m for m in self._told if m.span.start < _LEAD_LENGTH and m.form is not PlaceForm.BARE]
        scene = scene or [place for place in self._spoken if not self._told and place.form is PlaceForm.LOCATIVE]
        return _only(scene, "M4") if scene and MUNICIPAL_WORK.search(self._text) else None

    def _of_own_words(self) -> PlaceEvidence | None:
        return _only(self._own, "M4") if not self._official else None


def _mentions(text: str, spans: Sequence[Span]) -> list[PlaceMention]:
    mentions = [mention for span in spans for mention in find_places(text, span.start, span.end)]
    return sorted(mentions, key=lambda mention: mention.span)


def _between(mentions: Sequence[PlaceMention], span: Span) -> Sequence[PlaceMention]:
    """Return those of the sorted mentions that begin in a stretch."""
    first = bisect_left(mentions, span.start, key=_start)
    return mentions[first : bisect_left(mentions, span.end, lo=first, key=_start)]


def _start(mention: PlaceMention) -> int:
    return mention.span.start


def _only(claims: Sequence[PlaceMention], level: str) -> PlaceEvidence | None:
    """Return what all claims agree on."""
    names = {claim.name for claim in claims}
    return PlaceEvidence(claims[0].name, level, claims[0].span) if len(names) == 1 else None


def _own_places(text: str, spoken: Span) -> list[PlaceMention]:
    """Return places where somebody speaks of himself."""
    return [
        place
        for place in find_places(text, spoken.start, spoken.end)
        if _FIRST_PERSON.search(sentence_around(text, place.span, spoken).of(text))
    ]


# --- who publishes ----------------------------------------------------------------------------------

_LINE = re.compile(r"^[^\n]{3,80}$", re.MULTILINE)
_BEFORE_OWNER = re.compile(
    r"[ \t]*(?:.{2,40}(?:,|\||·|•|–|—|\s-)\s+"
    r"|(?:publicera[dt] av|©|\(c\)|copyright|avsändare|utgivare|arbetsgivare|kontakta?)\s*:?\s*(?:(?:©|\d{4})\s*)*)?",
    re.IGNORECASE,
)
_AFTER_OWNER = re.compile(r"[ \t]*(?:[,|/>›·•–—(©]|\d|org|$)", re.IGNORECASE)
_PUBLISHED_BY = re.compile(r"\b(?:publicerad av|publicerat av|utgiven av|©)\s+", re.IGNORECASE)
_ADDRESS_OF_OFFICE = re.compile(
    r"\b(?:(?:kommun|stads)huse?t?|social(?:kontor|förvaltning)\w*)\b.*\b\d{3} ?\d{2}\s+$", re.IGNORECASE
)
_MAIL_HOST = re.compile(r"(?<=[\w.]@)[\w.-]+\.se\b")


def _municipal_outlet(outlet: str) -> str | None:
    """Return the municipality whose own outlet it is; a newspaper belongs to none."""
    places = find_places(outlet)
    if len(places) == 1 and places[0].form is PlaceForm.OFFICIAL:
        return places[0].name
    return municipality_of_host(outlet)


def signing_municipality(text: str) -> str | None:
    """Return the only municipality that signs a text: a line of its own, an address, "Publicerad av ..."."""
    owners = {owner for host in _MAIL_HOST.findall(text) if (owner := municipality_of_host(host))}
    for line in _LINE.finditer(text):
        for place in find_places(text, line.start(), line.end()):
            before, after = text[line.start() : place.span.start], text[place.span.end : line.end()]
            if (place.form is PlaceForm.OFFICIAL and _signs(before, after)) or _ADDRESS_OF_OFFICE.search(before):
                owners.add(place.name)
    return owners.pop() if len(owners) == 1 else None


def _signs(before: str, after: str) -> bool:
    stands_alone = _BEFORE_OWNER.fullmatch(before) is not None and _AFTER_OWNER.match(after) is not None
    return stands_alone or _PUBLISHED_BY.search(before) is not None
