"""Roles and workplaces: what the narration, or somebody's own words, say that a person does, and where.

What is said plainly outweighs what is only said of the past, and a post outweighs a relation: "kollegan
Tuva Granhöst" is a colleague only as long as nothing better is said of her.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from corpus.people import Mention, Named, PeopleTable
from corpus.records import Span
from corpus.role_phrases import Role, role_among, role_at
from corpus.sentences import sentences_in
from corpus.words import Gender, Token, tokenize


class _Weight(IntEnum):
    """How firmly a role is told; the firmest wins, the first of equals."""

    RELATION = 0
    PAST = 1
    LASTING = 2
    PLAIN = 3


_BEING = re.compile(
    r"(?P<plain>\b(?:är|arbetar|jobbar|verkar|tjänstgör|anställd|anställda|tillträder|tituleras)\b)"
    r"|(?P<lasting>\bhar (?:\w+ )?(?:varit|arbetat|jobbat)\b|\bblev\b|\bblivit\b|\banställts\b|\banställdes\b)"
    r"|(?P<past>\bbörjade\b|\bbörjat\b)"
    r"|(?P<office>\b(?:arbetet|jobbet|rollen|uppdraget|yrket|tjänsten|erfarenhet)\b(?= som\b))"
)
_AS = re.compile(r"(?P<between>[^.,:;!?]{0,60}?)\bsom\s+")
_NEAR_VERB = 200
"""Characters after a verb in which the role stands that it leads to."""
_NEEDS_NO_AS = ("är", "varit", "blev", "blivit")
_BEFORE = re.compile(r"\b(?:tidigare|förut|förr|innan|före detta|f\.d|utbildad|utbildade|studerade)\b")
_NOT_YET = re.compile(r"\b(?:inte|aldrig|om|vill|ville|skulle|kan|kunde)\b")
_SUBJECT = re.compile(r"\b(?P<word>hon|han|hen|de|båda|bägge)\b", re.IGNORECASE)
_WITH_PRONOUN = re.compile(r"\s*(?P<word>Hon|Han|Hen) och ")
_WORKPLACE = re.compile(
    r"\s*(?P<place>(?:på|vid|inom|hos|i)\s+[^.,:;!?()–\n]{3,70}?)(?=\s+(?:som|sedan|och\s+(?:har|är|jobbar|arbetar)|där|samt|med)\b|[.,:;!?()–\n]|$)"
)
_LABEL = re.compile(
    r"(?im)^[ \t]*(?:yrke|titel|roll|befattning|tjänst|arbetar som|jobbar som|jobb|gör(?: i ?dag)?)[ \t]*:[ \t]*(?=\S)"
)
_PARTY = re.compile(r"\s*\((?:M|S|C|L|V|MP|KD|SD|FI|[A-ZÅÄÖ][a-zåäö]{0,2})\)")
_AFTER_NAME = re.compile(r"\s*(?:[,(|•·]|\n|\s[–—-](?=\s))\s*")
_AGE = re.compile(r"\d{1,2}(?:\s+år)?\s*,\s*")
_SAYS_NOTHING = frozenset("kollega arbetskamrat medarbetare anställd nyanställd".split())
_RELATIONS = frozenset(
    "handledare mentor vän väninna granne sambo make maka man fru mamma pappa mor far son dotter syster bror".split()
)
_BETWEEN_TITLE_AND_NAME = re.compile(r" (?:i|på|för|vid|inom) [a-zåäö-]+(?: [a-zåäö-]+){0,3} ")
_OWN_WORDS = re.compile(
    r"(?:(?:Ja|Nej|Hej),?\s+)?(?:[Jj]ag|[Mm]itt namn är [^,.]{2,40}? och(?: jag)?)\s+"
    r"(?:heter [^.;]{2,60}?\s+och\s+(?:jag\s+)?)?(?=är|arbetar|jobbar|har)"
)
_ONE_OF_THEM = re.compile(r"\s*(?:En|Ett|Två|Tre|Fyra) av (?:dem|de\b)")
_NAME_LINE_ROLE = re.compile(r"\s*,\s*(?P<role>[a-zåäö1][\w:-]*(?: [a-zåäö][\w-]*){0,4})\s*")


def learn_roles(text: str, spans: Iterable[Span], table: PeopleTable) -> None:
    """Fill in role and workplace of the people, from the sentences that name them.

    Args:
        spans: narration, questions, name lines and tags, in text order; a sentence that speaks
            of "hon" or "de" is understood from the sentence before it.
    """
    told = _Told(text, table.people if len(table.people) == 2 else ())
    before: list[Named] = []
    line: tuple[Span, Sequence[Mention]] | None = None
    for span in spans:
        told.by_label(span, before, table)
        for sentence in sentences_in(text, span):
            mentions = table.mentions(sentence)
            if line is not None and not mentions:
                told.by_line(line[0], line[1], sentence)
            line = (sentence, mentions) if mentions else None
            told.beside_names(sentence, mentions)
            told.by_name_line(sentence, mentions)
            told.by_verbs(sentence, mentions, before)
            told.by_group(sentence, mentions)
            before = _distinct_people(m for m in mentions if m.subject) or _distinct_people(mentions) or before
    told.settle(table)


def learn_own_roles(text: str, said: Iterable[tuple[Named, Sequence[Span]]]) -> None:
    """Fill in what people say of themselves ("Jag arbetar som kurator") where the narration is silent.

    Args:
        said: who speaks, and the words.
    """
    told = _Told(text)
    people: list[Named] = []
    for person, segments in said:
        people.append(person)
        for segment in segments:
            for sentence in sentences_in(text, segment):
                told.by_own_words(sentence, person)
    told.settle_people(_distinct(people))


class _Told:
    """What has been told of people's roles so far."""

    def __init__(self, text: str, pair: Sequence[Named] = ()) -> None:
        self._text = text
        self._pair = pair  # the article's people where it has just two, "båda"
        self._before: Span | None = None  # the sentence before
        self._best: dict[int, tuple[_Weight, str]] = {}

    # --- where roles stand -------------------------------------------------------------------------

    def beside_names(self, sentence: Span, mentions: Sequence[Mention]) -> None:
        """Learn from a role right before a name, or right after it behind a comma, a dash or a line break."""
        for number, mention in enumerate(mentions):
            if number == 0 or not _are_joined(self._text, mentions[number - 1], mention):
                self._by_title(sentence, mentions[number:])
            following = mentions[number + 1].span.start if number + 1 < len(mentions) else sentence.end
            role = self._apposition(mention.span.end, min(following, mention.span.end + 120))
            if role is not None:
                group = _joined_up_to(self._text, mentions[: number + 1]) if role.many else [mention]
                for one in group:
                    self._learn(one.person, role, _Weight.PLAIN, sentence.end)

    def _by_title(self, sentence: Span, mentions: Sequence[Mention]) -> None:
        """Learn from "enhetschefen Tuva", "socialsekreterarna Tuva och Amir", "professorn i socialt arbete Tuva"."""
        start = mentions[0].span.start
        words = tokenize(self._text, max(sentence.start, start - 80), start)
        role = self._title(words, start)
        if role is None:
            return
        group = mentions if role.many and not role.one else mentions[:1]
        for number, mention in enumerate(group):
            if number and not _are_joined(self._text, group[number - 1], mention):
                break
            self._learn(mention.person, role, _Weight.PLAIN)

    def _title(self, words: Sequence[Token], start: int) -> Role | None:
        if not words or self._text[words[-1].end : start] != " ":
            return None
        role = role_at(self._text, words, len(words) - 1)
        if role is not None:
            return role
        for number in range(len(words) - 2, max(-1, len(words) - 6), -1):
            role = role_at(self._text, words, number)
            between = self._text[words[number].end : start]
            if role is not None and words[number].text.lower().endswith(("n", "na")):
                return role if _BETWEEN_TITLE_AND_NAME.fullmatch(between) else None
        return None

    def _apposition(self, start: int, stop: int) -> Role | None:
        party = _PARTY.match(self._text, start, stop)
        start = party.end() if party else start
        separator = _AFTER_NAME.match(self._text, start, stop)
        place = separator.end() if separator else start
        age = _AGE.match(self._text, place, stop)
        words = tokenize(self._text, age.end() if age else place, stop)
        role = role_among(self._text, words[:6])
        if role is None:
            return None
        if separator is None:  # "och Amir Fjällstig biståndshandläggare."
            ends = self._text[role.end : role.end + 1] in ("", "\n", ",", ".")
            return role if ends and role.start == words[0].start else None
        return role

    def by_verbs(self, sentence: Span, mentions: Sequence[Mention], before: Sequence[Named]) -> None:
        """Learn from "X arbetar som ...", "X och Y är ...", "Hon har varit ...", "du jobbar som ..."."""
        position = sentence.start
        for match in _BEING.finditer(self._text, sentence.start, sentence.end):
            if match.start() < position:
                continue
            clause = self._text[position : match.start()]
            role = self._predicate(match, sentence.end, mentions)
            if role is None or _NOT_YET.search(clause[-25:]) or (_BEFORE.search(clause) and not match["lasting"]):
                continue
            weight = _Weight[match.lastgroup.upper()] if match.lastgroup in ("lasting", "past") else _Weight.PLAIN
            for person in self._subjects(Span(position, match.start()), match.end(), role, mentions, before):
                self._learn(person, role, weight, sentence.end)
            position = role.end

    def _predicate(self, match: re.Match[str], stop: int, mentions: Sequence[Mention] = ()) -> Role | None:
        """Return the role that a verb leads to, with "som", right after it, or after the name that follows it."""
        led = _AS.match(self._text, match.end(), stop)
        if led and not _BEFORE.search(led["between"]):
            words = tokenize(self._text, led.end(), min(stop, led.end() + _NEAR_VERB))
            role = role_among(self._text, words[:6])
            if role is not None:
                return role
        if not match.group().endswith(_NEEDS_NO_AS):
            return None
        start = next((m.span.end for m in mentions if 0 <= m.span.start - match.end() <= 1), match.end())
        return role_among(self._text, tokenize(self._text, start, min(stop, start + _NEAR_VERB))[:8])

    def _subjects(
        self, clause: Span, verb_end: int, role: Role, mentions: Sequence[Mention], before: Sequence[Named]
    ) -> Sequence[Named]:
        """Return whom a clause is about: those it names, or whom its pronoun means."""
        named = [m for m in mentions if clause.contains(m.span)]
        if named and not re.search(r"\b(?:vars|som)\b", self._text[named[-1].span.end : clause.end]):
            named = [m for m in named if m.subject]
        if named:
            group = [m.person for m in (_joined_up_to(self._text, named) if role.many else named[-1:])]
            with_pronoun = _WITH_PRONOUN.match(self._text, clause.start)
            return [*(_meant(with_pronoun["word"].lower(), before, self._pair) if with_pronoun else ()), *group]
        inverted = Span(verb_end, max(verb_end, role.start))  # "I dag arbetar Tuva som kurator"
        named = [m for m in mentions if m.subject and inverted.contains(m.span)]
        if named:
            return _distinct_people(named)
        pronoun = _SUBJECT.search(self._text, clause.start, role.start)
        return _meant(pronoun["word"].lower(), before, self._pair) if pronoun else []

    def by_name_line(self, sentence: Span, mentions: Sequence[Mention]) -> None:
        """Learn from "– Tuva Granhöst, stadsarkivarie" on a line of its own whatever stands there."""
        if len(mentions) != 1 or re.search(r"\w", self._text[sentence.start : mentions[0].span.start]):
            return
        match = _NAME_LINE_ROLE.fullmatch(self._text, mentions[0].span.end, sentence.end)
        if match and mentions[0].full and self._text[sentence.end : sentence.end + 1] in ("\n", ""):
            role = Role(match["role"], match.start("role"), match.end("role"), one=True, many=False)
            self._learn(mentions[0].person, role, _Weight.PLAIN)

    def by_group(self, sentence: Span, mentions: Sequence[Mention]) -> None:
        """Learn from "Här finns tre utredare. En av dem är Tuva", and from "Som utredare möter Tuva ..."."""
        before, self._before = self._before, sentence
        if not mentions or not mentions[0].subject:
            return
        if before is not None and _ONE_OF_THEM.match(self._text, sentence.start) and len(mentions) == 1:
            words = tokenize(self._text, before.start, before.end)
            found = (role_at(self._text, words, number) for number in reversed(range(len(words))))
            several = next((role for role in found if role is not None and role.many), None)
            if several is not None:
                self._learn(mentions[0].person, several, _Weight.PLAIN)
        if self._text.startswith("Som ", sentence.start):
            words = tokenize(self._text, sentence.start + 4, mentions[0].span.start)
            role = role_among(self._text, words[:5])
            if role is not None:
                self._learn(mentions[0].person, role, _Weight.PLAIN, mentions[0].span.start)

    def by_line(self, line: Span, mentions: Sequence[Mention], following: Span) -> None:
        """Learn from a name on a line of its own, and a role that begins the next."""
        around = [
            w for w in tokenize(self._text, line.start, line.end) if not mentions[0].span.contains(Span(w.start, w.end))
        ]
        alone = len(around) <= 2 and all(word.text[0].isupper() for word in around)
        if "\n" not in self._text[line.end : following.start] or not alone or len(_distinct_people(mentions)) != 1:
            return
        words = tokenize(self._text, following.start, following.end)[:12]
        role = role_among(self._text, words)
        if role is not None and role.one and words[0].start == role.start:
            self._learn(mentions[0].person, role, _Weight.PLAIN, following.end)

    def by_label(self, span: Span, before: Sequence[Named], table: PeopleTable) -> None:
        """Learn from a fact line: "Yrke: kurator"."""
        for match in _LABEL.finditer(self._text, span.start, span.end):
            line_end = self._text.find("\n", match.end(), span.end)
            words = tokenize(self._text, match.end(), span.end if line_end < 0 else line_end)
            role = role_among(self._text, words[:4])
            named = [m.person for m in table.mentions(span) if m.span.end <= match.start()] or before or table.people
            if role is not None and named:
                self._learn(named[-1], role, _Weight.PLAIN)

    def by_own_words(self, sentence: Span, person: Named) -> None:
        """Learn from "Jag är kurator", "Jag heter Tuva och arbetar som kurator"."""
        match = _OWN_WORDS.match(self._text, sentence.start, sentence.end)
        if match is None:
            return
        being = _BEING.match(self._text, match.end(), sentence.end)
        role = self._predicate(being, sentence.end) if being else None
        if role is not None and role.one and not _BEFORE.search(self._text[match.start() : role.start]):
            self._learn(person, role, _Weight.LASTING)

    # --- what is kept --------------------------------------------------------------------------------

    def _learn(self, person: Named, role: Role, weight: _Weight, workplace_until: int | None = None) -> None:
        name = role.name if role.name[:2].isupper() else role.name[0].lower() + role.name[1:]
        if name in _SAYS_NOTHING:
            return
        weight = _Weight.RELATION if name in _RELATIONS else weight
        known = self._best.get(id(person))
        more = known is not None and name != known[1] and name.endswith(known[1]) and weight >= known[0] - 1
        if known is None or more or weight > known[0]:
            self._best[id(person)] = (weight, name)
        if workplace_until is not None:
            _set_workplace(person, self._text, role.end, workplace_until)

    def settle(self, table: PeopleTable) -> None:
        """Give the people of the table the best role told of each."""
        self.settle_people(table.people)

    def settle_people(self, people: Iterable[Named]) -> None:
        """Give people the best role told of each; a role of theirs that is no mere relation stays."""
        for person in people:
            known = self._best.get(id(person))
            if known is not None and (person.role is None or person.role in _RELATIONS):
                person.role = known[1]


def _distinct(people: Iterable[Named]) -> list[Named]:
    return list({id(person): person for person in people}.values())


def _distinct_people(mentions: Iterable[Mention]) -> list[Named]:
    return _distinct(mention.person for mention in mentions)


def _are_joined(text: str, one: Mention, other: Mention) -> bool:
    return text[one.span.end : other.span.start].strip() in ("och", "samt", "&", ",")


def _joined_up_to(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the last mention and those that a list joins to it."""
    group = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        if not _are_joined(text, mention, group[0]):
            break
        group.insert(0, mention)
    return group


def _meant(pronoun: str, before: Sequence[Named], pair: Sequence[Named]) -> list[Named]:
    """Return the people of the sentence before that a pronoun can mean; one for "hon", all for "de"."""
    if pronoun in ("de", "båda", "bägge"):
        return list(before) if len(before) > 1 else list(pair)
    gender = {"hon": Gender.FEMALE, "han": Gender.MALE}.get(pronoun)
    fitting = [person for person in before if gender is None or person.gender in (gender, Gender.UNKNOWN)]
    return fitting if len(fitting) == 1 else []


def _set_workplace(person: Named, text: str, start: int, end: int) -> None:
    match = _WORKPLACE.match(text, start, end)
    if match and person.workplace is None:
        person.workplace = match["place"].split(maxsplit=1)[1].strip()
