"""What a sieve looks at: one utterance, and the people whom the text before it has brought up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.attention import State
from corpus.marks import MARKS
from corpus.people import Mention, Named, PeopleTable
from corpus.records import Attribution, Method, Span, Speaker
from corpus.rules import SHORT_NAME, confidence_of
from corpus.sentences import sentences_in
from corpus.strangers import brings_stranger, opens_with_stranger
from corpus.subjects import KIN, Subject
from corpus.utterances import Form, Utterance
from corpus.words import Gender, Token, first_names, names_that_are_words, reporting_verbs, role_base, tokenize

GENDER_OF_PRONOUN = {"hon": Gender.FEMALE, "han": Gender.MALE}
_SINGULAR = re.compile(r"\b(?:jag|mig|min|mitt|mina)\b", re.IGNORECASE)
_PRONOUNS = frozenset("jag du hon han hen vi ni de det den man".split())
_RECENT_BLOCKS = 3
_RECENT_MENTIONS = 40  # a block may be a book


@dataclass(frozen=True, slots=True)
class Context:
    """One utterance with everything that a sieve may look at."""

    text: str
    table: PeopleTable
    state: State
    utterance: Utterance

    def recent_people(self) -> list[Named]:
        """Return the people of the last paragraphs, each once, the latest first."""
        people: dict[int, Named] = {}
        for number, mention in reversed(self.state.recent[-_RECENT_MENTIONS:]):
            if self.utterance.block - number > _RECENT_BLOCKS:
                break
            people.setdefault(id(mention.person), mention.person)
        return list(people.values())

    def named_so_far(self) -> Iterable[Named]:
        """Return everybody whom the narration has been about, in the order of their first mention."""
        return self.state.named.values()

    def mentioned_since(self, subject: Subject | None = None) -> list[Mention]:
        """Return the subjects of the narration since the last utterance that fit a pronoun."""
        mentions = [mention for span in self.state.since[-2:] for mention in self.table.mentions(span)]
        return [m for m in mentions if m.subject and (subject is None or fits(m.person, subject))]

    def newcomer(self, gender: Gender = Gender.UNKNOWN) -> bool:
        """Tell whether the last narration since ends with somebody who may speak and is not among the people told of.

        Args:
            gender: what a pronoun tells of that one.
        """
        came = False
        for span in self.state.since[-1:]:
            for sentence in sentences_in(self.text, span):
                words = tokenize(self.text, sentence.start, sentence.end)
                names = any(mention.subject for mention in self.table.mentions(sentence))
                other = self._opens_with_unknown(words)
                other = other or opens_with_stranger(words) or brings_stranger(words)
                other = other or (Gender.UNKNOWN if not names and self._reacts(words) else None)
                if other is not None:
                    came = Gender.UNKNOWN in (gender, other) or gender is other
                elif names:
                    came = False
        return came

    def _reacts(self, words: Sequence[Token]) -> bool:
        """Tell whether a sentence lets some role or group react whose bearer is not told: "Arbetsgivaren suckar."."""
        opening = words[0].text.lower() if words else ""
        if role_base(opening) not in (None, opening) and not self.table.bearers(role_base(opening) or ""):
            return True  # "Chefen är stolt över henne."
        verb = next((i for i, word in enumerate(words[:4]) if i and word.text in reporting_verbs()), None)
        if verb is None or {word.text.lower() for word in words[: verb + 2]} & _PRONOUNS:
            return False
        subject = words[verb - 1].text
        role = role_base(subject)
        noun = role is not None or words[0].text.endswith("s") or subject.lower().removesuffix("n") in KIN
        return noun and not self.table.bearers(role or "")

    def _opens_with_unknown(self, words: Sequence[Token]) -> Gender | None:
        """Return the gender of a first name that opens a sentence and of whom no more is told: "Rolf, 58 år, ..."."""
        called = words[1:2] if words and words[0].text.lower() in KIN else words[:1]
        first = called[0].text if called else ""
        if first not in first_names() or first in names_that_are_words() or self.table.resolve(first).person:
            return None
        return first_names()[first]

    def is_embedded(self) -> bool:
        """Tell whether marked words are a part of the narrator's sentence: '"Ni är bäst", står det på ett kort'."""
        utterance = self.utterance
        if utterance.form is not Form.MARKS or utterance.tags:
            return False
        after = self.text[utterance.span.end : utterance.span.end + 4].split("\n")[0].lstrip(MARKS + ".?!…")
        return bool(re.match(r",| [a-zåäö]", after))

    def follows_narration(self) -> bool:
        """Tell whether nothing stands between the narration heard last and the words."""
        between = self.text[self.state.since[-1].end : self.utterance.span.start]
        return not re.search(r"\w", between)

    def asks(self) -> bool:
        """Tell whether an untagged utterance is a question: then it may be the reporter's."""
        segments = self.utterance.segments
        words = segments[-1].of(self.text)
        return words.endswith("?") and len(segments) == 1 and not _SINGULAR.search(words)


def only_two(people: Iterable[Named], subject: Subject) -> list[Named]:
    """Return the first two whom a pronoun may mean: more are not needed to tell that it is not clear."""
    return list(islice((person for person in people if fits(person, subject)), 2))


def fits(person: Named, subject: Subject) -> bool:
    """Tell whether a pronoun may mean a person; one whose gender we do not know fits both."""
    gender = GENDER_OF_PRONOUN.get(subject.word or "")
    return gender is None or person.gender in (gender, Gender.UNKNOWN)


def named(
    people: Sequence[Named],
    method: Method,
    rule: str,
    evidence: Span | None,
    *,
    reason: str | None = None,
    factor: float = 1.0,
    at_most: float = 1.0,
) -> Attribution:
    """Return the attribution of words to people.

    Args:
        rule: which one named them; it tells how sure that is (corpus/lexicon/rules.tsv).
        factor: how sure the name as written is of the person, in (0, 1].
        at_most: how sure the attribution is upon which this one rests.
    """
    if any(person.short for person in people):
        factor *= confidence_of(SHORT_NAME)
    confidence = round(min(confidence_of(rule) * factor, at_most), 3)
    speakers = tuple(Speaker(person.name, person.role) for person in people)
    return Attribution(speakers, method, confidence, evidence, reason, rule=rule)


def unattributed(reason: str, candidates: Sequence[str] = (), evidence: Span | None = None) -> Attribution:
    """Return the attribution of words of which the text does not tell who says them."""
    return Attribution((), Method.UNATTRIBUTED, 0.0, evidence, reason, tuple(candidates))
