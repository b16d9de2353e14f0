"""Who an article names: the table of people, and names in short form made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from corpus.names import (
    NICKNAME,
    canonical,
    gender_of,
    is_subsequence,
    may_be_person,
    name_runs,
    one_slip_apart,
    slip_keys,
)
from corpus.records import Span
from corpus.subjects import KIN, PARTICLES
from corpus.words import (
    Gender,
    Token,
    is_first_name,
    is_organisation,
    names_that_are_words,
    reporting_verbs,
    role_base,
    tokenize,
)

_SENTENCE_START = re.compile(r"(?:^|[.!?…:»”\"]\s|\n)[\s–—\-”“\"»«’(]*$")
# Capitalised words that begin no name: greetings, weekdays, months, and what sentences open with.
_NEVER = frozenset(
    (
        "Hej Hallå Hejsan Tjena Möt Läs Foto Text Bild Hon Han De Det Den Vi Jag Du Man Här Där Nu Då Sedan Efter "
        "Innan När Men Och För Som På Av Till Från Med Vid Inom Enligt Varken Både Även Varför Vad Hur Vem Vilka "
        "Vilken Vilket I Hos Under Över Genom Mellan Utan Sen Hennes Deras Vår Vårt Min Mitt Din Också Just Så Idag "
        "Alla Ingen Någon Några Många Flera En Ett Kommun Stad Region Sverige Paret Makarna Syskonen Bröderna "
        "Systrarna Duon Familjen Tvillingarna"
    ).split()
)
# Words after which a name is not the one the sentence is about.
_OBLIQUE = frozenset(
    "med till av om för hos från åt mot kring utan mellan efter före på i vid bredvid bakom över under".split()
)
_NAMING = frozenset("heter hette kalla kallar".split())
_LONGEST_NAME = 8
_NEXT_IN_LIST = re.compile(r"(?:,| och| samt) (?P<first>[^\W\d_a-zåäö][\w-]+) [^\W\d_a-zåäö]\w")
_AT_WORK = re.compile(r", (?=[a-zåäö])| (?:är|arbetar som|jobbar som)(?: en)?\b")


@dataclass(slots=True)
class Named:
    """A person in the making: what the article has told so far."""

    name: str
    short: bool = False  # never named in full
    aliases: set[str] = field(default_factory=set)
    gender: Gender = Gender.UNKNOWN
    role: str | None = None
    workplace: str | None = None
    parts: list[str] = field(init=False)  # the words of the name, particles left out

    def __post_init__(self) -> None:
        self.parts = [part for part in self.name.split() if part not in PARTICLES]

    def answers_to(self, parts: Sequence[str]) -> bool:
        """Tell whether words of a name, in order, are this person's; a nickname counts as a first name."""
        rest = parts[1:] if parts[0] in self.aliases else parts
        return is_subsequence(rest, self.parts)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at a place in the narration.

    Attributes:
        subject: not a genitive and not governed by a preposition.
        full: named by first name and surname.
    """

    person: Named
    span: Span
    subject: bool
    full: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a name as written means: exactly one person, or the candidates.

    Attributes:
        factor: how sure a part of a name leaves us, in (0, 1].
    """

    person: Named | None
    factor: float = 1.0
    candidates: tuple[str, ...] = ()


class PeopleTable:
    """The people of one article, found in its narration and tags."""

    def __init__(self, text: str, spans: Iterable[Span], names_in_tags: Iterable[str]) -> None:
        """Collect the people.

        Args:
            text: the article's text.
            spans: narration, headings, questions, name lines; never what somebody says.
            names_in_tags: names as the narrator's tags write them.
        """
        self.text = text
        self._spans = list(spans)
        self.people: list[Named] = []
        self._runs: dict[Span, Sequence[Sequence[Token]]] = {}
        self._by_word: dict[str, list[Named]] = {}
        self._by_name: dict[str, Named] = {}
        self._by_slip: dict[tuple[str, ...], list[Named]] = {}
        self._end = len(text.rstrip())
        self._resolved: dict[str, Resolution] = {}
        self._mentions: dict[Span, list[Mention]] = {}
        self._capitalised = {token.text for token in tokenize(text) if token.is_capitalised}
        tagged = list(dict.fromkeys(names_in_tags))
        for name in (*self._names_in_narration(), *(n for n in tagged if " " in n and may_be_person(n))):
            if self._misspelt(canonical(name).split()) is None:
                self._add(name)
        for name in (*tagged, *self._first_names_in_narration()):
            unknown = self.resolve(name).person is None and not self.resolve(name).candidates
            # A capitalised word that is no first name may be an authority, a union or a law.
            if unknown and is_first_name(name):
                self._add(name, short=True)

    # --- collecting ---------------------------------------------------------------------------

    def _runs_in(self, span: Span) -> Sequence[Sequence[Token]]:
        runs = self._runs.get(span)
        if runs is None:
            runs = self._runs[span] = list(name_runs(self.text, span))
        return runs

    def _names_in_narration(self) -> Iterable[str]:
        for span in self._spans:
            for run in self._runs_in(span):
                name = self._name_in_run(run)
                if name and not self._is_cut_off(name[-1]):
                    yield " ".join(self.text[name[0].start : name[-1].end].split())

    def _first_names_in_narration(self) -> Iterable[str]:
        """Yield first names on their own of which the article says that they are somebody at work."""
        for span in self._spans:
            for run in self._runs_in(span):
                words = list(run)
                while len(words) > 1 and self._opens_no_name(words[0]):
                    words.pop(0)
                word = words[0]
                known = len(words) == 1 and is_first_name(word.text) and word.text not in names_that_are_words()
                if known and self._has_role_beside(word, span.end):
                    yield word.text

    def _has_role_beside(self, word: Token, end: int) -> bool:
        """Tell whether a name stands with a role: "Valentina, biståndshandläggare", "Valentina arbetar som ..."."""
        before = tokenize(self.text, max(0, word.start - 30), word.start)
        beside = before[-1].text if before and before[-1].end + 1 == word.start else ""
        next_word = tokenize(self.text, word.end, min(end, word.end + 30))[:1]
        if beside in reporting_verbs() or (next_word and next_word[0].text in reporting_verbs()):
            return True
        if role_base(beside) or (beside in _NAMING and before[-2:-1] and before[-2].text.lower() not in KIN):
            return True
        after = _AT_WORK.match(self.text, word.end, end)
        if after is None:
            return False
        following = tokenize(self.text, after.end(), min(end, after.end() + 50))
        return any(role_base(token.text) for token in following[:3])

    def _is_cut_off(self, word: Token) -> bool:
        """Tell whether the article breaks off in the middle of a name that it has whole elsewhere."""
        if word.end != self._end:
            return False
        return any(other != word.text and other.startswith(word.text) for other in self._capitalised)

    def _name_in_run(self, run: Sequence[Token]) -> Sequence[Token]:
        """Return the words of a run of capitalised words that make a full name, or none."""
        words = list(run)
        while len(words) > 1 and self._opens_no_name(words[0]):
            words.pop(0)
        known = [n for n, word in enumerate(words) if is_first_name(word.text)]
        if known and known[0] < len(words) - 1 and not is_organisation(words[-1].text):
            first = known[0]
            opens = self._starts_sentence(run[0]) and not self._opens_name_line(words)
            if first == 0 or opens or role_base(run[0].text):
                words = words[first:]
            return words
        if len(words) >= 2 and self._has_person_beside(words):
            return words
        return ()

    def _opens_name_line(self, words: Sequence[Token]) -> bool:
        """Tell whether a name opens its line and has a role behind it, so that all is name."""
        line = self.text[self.text.rfind("\n", 0, words[0].start) + 1 : words[0].start]
        return not line.strip(" –—-") and bool(self._role_behind(words[-1]))

    def _role_behind(self, word: Token) -> bool:
        after = self.text[word.end : word.end + 60]
        apposed = re.match(r",\s+(?:\w+\s+){0,2}(\w+)", after)
        return bool(apposed and any(role_base(token.text) for token in tokenize(after)[:4]))

    def _opens_no_name(self, word: Token) -> bool:
        """Tell whether a word is glued to a name: a greeting, a role, a particle that opens the sentence."""
        lowered = word.text.lower()
        relative = lowered in KIN and not is_first_name(word.text)
        return word.text in _NEVER or role_base(word.text) is not None or lowered in PARTICLES or relative

    def _has_person_beside(self, words: Sequence[Token]) -> bool:
        """Tell whether the words around an unknown name say that it is a person's."""
        before = self.text[max(0, words[0].start - 40) : words[0].start]
        after = self.text[words[-1].end : words[-1].end + 60]
        if not may_be_person(" ".join(word.text for word in words)) or re.match(r"s? (?:kommun|stad)\b", after):
            return False
        preceding = tokenize(before)
        if preceding and preceding[-1].end == len(before.rstrip()) and role_base(preceding[-1].text):
            return True
        if re.search(r"(?:^|[^\w])(?:[Hh]ej|[Mm]öt)\s+$", before):
            return True
        if re.match(r" (?:är|jobbar|arbetar|har (?:arbetat|jobbat|varit))\b", after):
            return not self._starts_sentence(words[0]) or len(words) >= 2
        beside = _NEXT_IN_LIST.match(after)
        if beside and is_first_name(beside["first"]):
            return True
        return self._role_behind(words[-1])

    def _starts_sentence(self, token: Token) -> bool:
        return bool(_SENTENCE_START.search(self.text[max(0, token.start - 12) : token.start]) or token.start == 0)

    def _add(self, name: str, *, short: bool = False) -> None:
        nickname = NICKNAME.search(name)
        name = self._without_genitive(canonical(name))
        parts = name.split()
        if name in self._by_name:
            return
        if not short and self._is_shorter_form(parts):
            return
        extended = [] if short else self._within(parts)
        longer = [p for p in extended if p.parts[0] == parts[0]]
        if extended and not longer:
            return  # "frågar Mia Anna Berglund": two people, not a third
        person = Named(name, short=short, gender=gender_of(parts[0]))
        if nickname:
            person.aliases.add(nickname[1])
        if longer:
            self.people[self.people.index(longer[0])] = person
            self.people = [p for p in self.people if p not in longer[1:]]
            self._by_word, self._by_name, self._by_slip = {}, {}, {}
            for each in self.people:
                self._enter(each)
        else:
            self.people.append(person)
            self._enter(person)
        self._resolved.clear()

    def _enter(self, person: Named) -> None:
        """Let the person be found by each word of the name, by the halves of double names and by nicknames."""
        words = {*person.name.split(), *person.name.replace("-", " ").split(), *person.aliases}
        for word in words:
            self._by_word.setdefault(word, []).append(person)
        self._by_name[person.name] = person
        for key in slip_keys(person.parts):
            self._by_slip.setdefault(key, []).append(person)

    def _with_all(self, words: Sequence[str]) -> Sequence[Named]:
        """Return people among whom are all whose names or nicknames have each of the words."""
        return min((self._by_word.get(word, ()) for word in words), key=len)

    def _within(self, parts: Sequence[str]) -> list[Named]:
        """Return the people whose names are some of the words, in order."""
        few = parts[:_LONGEST_NAME]
        names = [" ".join(some) for count in range(1, len(few) + 1) for some in combinations(few, count)]
        return [self._by_name[name] for name in dict.fromkeys(names) if name in self._by_name]

    def _is_shorter_form(self, parts: Sequence[str]) -> bool:
        near = self._with_all(parts)
        return any(is_subsequence(parts, person.name.split()) or person.answers_to(parts) for person in near)

    def _without_genitive(self, name: str) -> str:
        """Drop a final -s where the bare form stands capitalised anywhere in the article."""
        last = name.rsplit(maxsplit=1)[-1]
        return name[:-1] if last.endswith("s") and len(last) > 2 and last[:-1] in self._capitalised else name

    def named(self, name: str) -> list[Named]:
        """Return the people of exactly this name."""
        person = self._by_name.get(name)
        return [person] if person else []

    def bearers(self, role: str) -> list[Named]:
        """Return who has a role, in the order of the article; asked when the roles are learnt."""
        return self._bearers.get(role.lower(), [])

    @cached_property
    def _bearers(self) -> dict[str, list[Named]]:
        bearers: dict[str, list[Named]] = {}
        for person in self.people:
            if person.role:
                bearers.setdefault(person.role.lower(), []).append(person)
        return bearers

    # --- resolving -----------------------------------------------------------------------------

    def resolve(self, written: str) -> Resolution:
        """Return whom a name as written means (docs/reading.md, names)."""
        resolution = self._resolved.get(written)
        if resolution is None:
            resolution = self._resolved[written] = self._resolve(written)
        return resolution

    def _resolve(self, written: str) -> Resolution:
        name = canonical(written)
        parts = [part for part in name.split() if part.lower() not in PARTICLES]
        if not parts:
            return Resolution(None)
        near = self._with_all(parts)
        exact = [p for p in near if p.name == name or p.parts == parts]
        if len(exact) == 1:
            return Resolution(exact[0])
        matching = exact or [p for p in near if p.answers_to(parts)]
        if len(matching) == 1:
            return Resolution(matching[0])
        if len(matching) > 1:
            return Resolution(None, candidates=tuple(p.name for p in matching))
        if len(parts) == 1:
            return self._resolve_part(parts[0])
        misspelt = self._misspelt(parts)
        return Resolution(misspelt) if misspelt else self._resolve_genitive(parts)

    def _misspelt(self, parts: Sequence[str]) -> Named | None:
        """Return the one person whose full name the article writes with a slip, or another hyphen: "Gabrilla Novak".

        First names that exist are not slips of one another ("Anna Ek", "Anne Ek").
        """
        if len(parts) < 2:
            return None
        alike = [
            person
            for person in self._with_slip(parts)
            if person.name.replace("-", " ").split() == " ".join(parts).replace("-", " ").split()
            or (
                person.parts[1:] == list(parts[1:])
                and not is_first_name(parts[0])
                and one_slip_apart(person.parts[0], parts[0])
            )
            or (person.parts[:-1] == list(parts[:-1]) and one_slip_apart(person.parts[-1], parts[-1]))
        ]
        return alike[0] if len(alike) == 1 else None

    def _with_slip(self, parts: Sequence[str]) -> list[Named]:
        """Return people among whom are all whose names differ in a hyphen, or in the first or the last word."""
        found = [person for key in slip_keys(parts) for person in self._by_slip.get(key, ())]
        found += self._with_all(" ".join(parts).replace("-", " ").split())
        return list({id(person): person for person in found}.values())

    def _resolve_part(self, word: str) -> Resolution:
        near = self._by_word.get(word, ())
        by_surname = [p for p in near if any(word in part.split("-") for part in p.parts[1:])]
        by_first = [p for p in near if word in p.parts[0].split("-")]
        cut_off = self._begun_by(word)
        for found, factor in ((by_surname, 1.0), (by_first, 0.7), (cut_off, 0.9)):
            if len(found) == 1:
                return Resolution(found[0], factor)
            if found:
                return Resolution(None, candidates=tuple(p.name for p in found))
        return Resolution(None)

    def _begun_by(self, word: str) -> list[Named]:
        """Return whose name the last word of an article that breaks off begins: "säger Gun"."""
        if not self.text.endswith(" " + word, 0, self._end):
            return []
        return [person for person in self.people if any(part.startswith(word) for part in person.parts)]

    def _resolve_genitive(self, parts: Sequence[str]) -> Resolution:
        if parts[-1].endswith("s"):
            bare = [*parts[:-1], parts[-1][:-1]]
            matching = [p for p in self._with_all(bare) if is_subsequence(bare, p.parts)]
            if len(matching) == 1:
                return Resolution(matching[0])
        return Resolution(None)

    def mentions(self, span: Span) -> list[Mention]:
        """Return the people named in a stretch of narration, in text order."""
        found = self._mentions.get(span)
        if found is None:
            found = self._mentions[span] = self._find_mentions(span)
        return found

    def _find_mentions(self, span: Span) -> list[Mention]:
        found: list[Mention] = []
        for run in self._runs_in(span):
            words = list(run)
            while len(words) > 1 and self._opens_no_name(words[0]):
                words.pop(0)
            found.extend(self._mentions_in(words, span.start))
        return found

    def _mentions_in(self, words: Sequence[Token], start: int) -> Iterable[Mention]:
        for number in range(len(words)):
            rest = words[number:]
            written = " ".join(self.text[rest[0].start : rest[-1].end].split())
            person = self.resolve(written).person
            bare = self.resolve(written[:-1]).person if written.endswith("s") else None
            genitive = bare is not None and (person is None or rest[-1].text not in person.parts)
            person = bare if genitive else person
            if person is not None:
                before = tokenize(self.text, max(start, rest[0].start - 20), rest[0].start)
                oblique = bool(before) and before[-1].text.lower() in _OBLIQUE
                oblique = oblique or self._has_pronoun_before(start, rest[0].start)
                yield Mention(
                    person, Span(rest[0].start, rest[-1].end), subject=not genitive and not oblique, full=len(rest) > 1
                )
                return

    def _has_pronoun_before(self, start: int, position: int) -> bool:
        """Tell whether the sentence already has its subject: "Hon anställde Tuva ..."."""
        begun = self.text[max(start, position - 80) : position]
        sentence = re.split(r"[.!?:]\s", begun)[-1]
        return bool(re.match(r"\s*(?:Hon|Han|Hen|De|Jag|Vi)\b(?! och\b| samt\b)", sentence))
