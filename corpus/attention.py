"""What a reader has in mind while going through an article: who speaks, who was asked, who was named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from corpus.people import Mention, Named, PeopleTable
from corpus.records import CUT, Attribution, Block, BlockKind, Method, Span, Speaker
from corpus.sentences import sentences_in
from corpus.strangers import stranger_in
from corpus.utterances import Form, Utterance
from corpus.words import Gender, role_base, tokenize

_GREETING = re.compile(r"\W*(?:hej|hallå|tjena|hejsan)\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:du|dig|din|ditt|dina)\b", re.IGNORECASE)
_NEAR = 3  # blocks
_LONGEST_ROLE = 60
_LONGEST_QUESTION = 100
OWN_NAME = re.compile(r"\b(?:[Jj]ag heter|[Mm]itt namn är) (?P<name>[^\W\d_][\w-]*(?: [^\W\d_a-zåäö][\w-]*){0,3})")
_ANONYMOUS = re.compile(r"\banonyma?\b|\bvill (?:inte|ej) [^.]{0,30}\bnamn\b|\binte [^.]{0,20}\bmed namn\b")
_QUESTIONS_TO = re.compile(r"\b[Ff]råg(?:or|a|an)\s+till\s+(?:[a-zåäö]+\s+){0,2}$")
_THEY = re.compile(r"\b(?:hon|han|hen|de)\b", re.IGNORECASE)
_SPOKEN_TO = re.compile(r"\b(?:hej|hallå|tjena|hejsan|välkommen|grattis|tack|du|då)$", re.IGNORECASE)


@dataclass(slots=True)
class State:
    """What a reader has in mind when coming to an utterance.

    Attributes:
        focus: who spoke last, where that is one person; with the attribution that said so.
        chain: how many utterances in a row were given to the focus without a word for it.
        since: narration since the last utterance, in order, of the same section.
        recent: block number and mention, subjects of the narration so far.
        spoken: block number and person, for everybody who has spoken so far; voices: those people, by identity.
        named: everybody among them, once, by identity, in the order of their first mention.
        addressee: whom the interviewer is talking with, and by which rule.
        question: the interviewer's last question.
        is_aloud: it was asked in a dialogue, so that one replica answers it.
        addressees: everybody whom questions of this section named.
        introduced: people whom narration or a name line brought up since the last answer.
        last_block: where the last utterance stands; last_form: how it is marked; last_asks:
            whether it asks, so that an untagged replica after it may be the answer; last_says_you:
            whether it says "du", to somebody who may be there and answer.
        unnamed: somebody without a name, whom a pronoun may mean: the last speaker known by
            role alone, or one such of whom the narration speaks again; with the gender.
        section: whose name is the heading of the section; owner: whose was the last such, or
            who gave a name ("Jag heter Tuva"), with the words that say so.
        asked: block of the interviewer's last question.
        anonymous: roles of those who have spoken without a name.
    """

    focus: Named | None = None
    last: Attribution | None = None
    chain: int = 0
    since: list[Span] = field(default_factory=list)
    recent: list[tuple[int, Mention]] = field(default_factory=list)
    spoken: list[tuple[int, Named]] = field(default_factory=list)
    voices: set[int] = field(default_factory=set)
    named: dict[int, Named] = field(default_factory=dict)
    addressee: Named | None = None
    addressee_rule: str = ""
    addressee_evidence: Span | None = None
    question: Span | None = None
    is_aloud: bool = False
    addressees: list[Named] = field(default_factory=list)
    introduced: list[tuple[Named, Span]] = field(default_factory=list)
    last_block: int = -1
    last_form: Form | None = None
    last_asks: bool = False
    last_says_you: bool = False
    unnamed: Speaker | None = None
    unnamed_gender: Gender = Gender.UNKNOWN
    section: Mention | None = None
    owner: tuple[Named, Span] | None = None
    asked: int = -1
    anonymous: set[str] = field(default_factory=set)

    def forget(self) -> None:
        """Begin anew, as a reader does who has missed something."""
        fresh = State()
        for each in fields(self):
            setattr(self, each.name, getattr(fresh, each.name))

    def notice(self, number: int, mention: Mention) -> None:
        """Take in that a block speaks of a person."""
        self.recent.append((number, mention))
        self.named.setdefault(id(mention.person), mention.person)

    def think_of(self, unnamed: Speaker | None, gender: Gender = Gender.UNKNOWN) -> None:
        """Have somebody without a name in mind, or nobody."""
        self.unnamed, self.unnamed_gender = unnamed, gender

    def takes_turns(self, *, within: int) -> bool:
        """Tell whether the last two utterances are different people's, at most so many blocks apart."""
        if len(self.spoken) < 2:
            return False
        (first, one), (second, other) = self.spoken[-2:]
        return one is not other and second - first <= within


def enter(text: str, number: int, block: Block, spoken: Sequence[Utterance], table: PeopleTable, state: State) -> None:
    """Take in a block before its utterances."""
    if block.kind is BlockKind.HEADING:
        # Where nobody is known to have said the words right above, the names may stand after them.
        signs = state.last is not None and not state.last.speakers and state.last_block == number - 1
        state.focus, state.last, state.chain = None, None, 0
        state.since.clear()
        state.question = None
        mentions = table.mentions(block.span)
        state.introduced.extend((mention.person, mention.span) for mention in mentions)
        if mentions or " " in block.span.of(text):
            opens = bool(mentions) and not signs and _is_name_line(text, block.span, mentions[0])
            _open_section(mentions[0] if opens else None, state)
    elif block.kind is BlockKind.NAME_LINE:
        state.question = None
        mentions = table.mentions(block.span)
        if not mentions:
            state.addressee = None
        elif mentions[0].person is not state.addressee:
            state.introduced = [(mentions[0].person, mentions[0].span)]
            state.addressees = []
    elif block.kind is BlockKind.QUESTION:
        state.is_aloud = False
        _ask(text, block.span, table, state)
        state.asked = number
    elif spoken and spoken[0].form is Form.ANSWER:
        _hear_own_name(text, spoken[0].span, table, state)
    elif block.kind is BlockKind.BOILERPLATE and block.span.of(text) == CUT:
        state.forget()
    elif block.kind is BlockKind.PARAGRAPH and not spoken:
        hear(number, block.span, table, state)
        state.question = None if state.since and len(state.since) > 1 else state.question


def _hear_own_name(text: str, words: Span, table: PeopleTable, state: State) -> None:
    given = OWN_NAME.search(text, words.start, words.end)
    person = table.resolve(given["name"]).person if given else None
    if given and person:
        state.owner = (person, Span(given.start(), given.end()))


def _open_section(opener: Mention | None, state: State) -> None:
    """Begin a section; under somebody's name it is that one who is asked."""
    state.section = opener
    state.owner = (opener.person, opener.span) if opener else state.owner
    if opener is None:
        return
    state.introduced = [(opener.person, opener.span)]
    if opener.person is not state.addressee:
        _address(state, opener.person, "interview.introduced", opener.span)
        state.addressees = []


def _is_name_line(text: str, heading: Span, mention: Mention) -> bool:
    """Tell whether a heading is a name with little else: "Carina Alvarsson, Boxholm"."""
    rest = text[mention.span.end : heading.end]
    alone = mention.span.start == heading.start and (mention.full or not rest)
    return alone and (not rest or (rest[0] == "," and len(rest) < _LONGEST_ROLE))


def hear(number: int, narration: Span, table: PeopleTable, state: State) -> None:
    """Take in narration: whom it is about, by name or by role."""
    state.since.append(narration)
    _hear_role(narration, table, state)
    hidden = state.unnamed is None and not table.mentions(narration)
    if hidden and _ANONYMOUS.search(table.text, narration.start, narration.end):
        state.think_of(Speaker(None))
    for mention in table.mentions(narration):
        if mention.subject:
            state.notice(number, mention)
        if mention.subject or _is_asked(table.text, narration, mention):
            state.introduced.append((mention.person, mention.span))


def _is_asked(text: str, narration: Span, mention: Mention) -> bool:
    """Tell whether the narration goes over to somebody: "Frågan går till Tuva"."""
    start = max(narration.start, mention.span.start - _LONGEST_QUESTION)
    return _QUESTIONS_TO.search(text, start, mention.span.start) is not None


def hear_tail(end: int, utterance: Utterance, following: Utterance | None, table: PeopleTable, state: State) -> None:
    """Take in what the narrator says after an utterance in its paragraph, where that names somebody.

    Args:
        end: where the paragraph ends.
        following: the next utterance of the paragraph; one that has narration before it is heard with that.
    """
    if following is not None and following.before is not None:
        return
    start = max([utterance.span.end, *(tag.span.end for tag in utterance.tags)])
    words = tokenize(table.text, start, following.span.start if following else end)
    narration = Span(words[0].start, words[-1].end) if words else None
    if narration and table.mentions(narration):
        hear(utterance.block, narration, table, state)


def _hear_role(narration: Span, table: PeopleTable, state: State) -> None:
    """Take in a sentence about a role in place of a name: "En kurator berättar ...", "Enhetschefen ..."."""
    for sentence in sentences_in(table.text, narration):
        words = tokenize(table.text, sentence.start, sentence.end)[:4]
        role = next((base for word in words if (base := role_base(word.text))), None)
        if table.mentions(sentence):
            continue
        gender = stranger_in(table.text, sentence)
        if gender is not None and (role is None or words[0].text != "En"):
            state.think_of(Speaker(None), gender)
            continue
        if role is None:
            continue
        if words[0].text == "En":
            state.think_of(Speaker(None, role))
            continue
        if role in (word.text.lower() for word in words):
            continue
        bearers = table.bearers(role)
        if len(bearers) == 1:
            state.introduced.append((bearers[0], sentence))
        elif role in state.anonymous:
            state.think_of(Speaker(None, role))


def remember(attribution: Attribution, utterance: Utterance, number: int, table: PeopleTable, state: State) -> None:
    """Let an attributed utterance change what the next one may rely on."""
    state.chain = state.chain + 1 if attribution.method is Method.CONTINUATION else 0
    state.since.clear()
    state.last = attribution
    state.last_block = number
    state.last_form = utterance.form
    state.last_asks = "?" in table.text[utterance.span.end - 1 : utterance.span.end + 1]
    state.last_says_you = any(_YOU.search(span.of(table.text)) for span in utterance.segments)
    if attribution.reason == "unknown_subject":
        state.think_of(Speaker(None))
    elif attribution.speakers:
        state.think_of(attribution.speakers[0] if attribution.speakers[0].name is None else None)
    if state.unnamed is not None and state.unnamed.role:
        state.anonymous.add(state.unnamed.role)
    state.introduced.clear()
    if attribution.method in (Method.EXPLICIT, Method.PRONOUN, Method.INTRODUCED) and attribution.speakers:
        answers = state.addressee and attribution.speakers[0].name == state.addressee.name
        state.question = state.question if answers else None
        state.addressee = None if not answers and state.addressee_rule == "interview.focus" else state.addressee
    names = [speaker.name for speaker in attribution.speakers if speaker.name]
    persons = [person for name in names for person in table.named(name)]
    state.focus = persons[0] if len(persons) == 1 and not utterance.is_reporters else None
    tag = utterance.tags[-1] if utterance.tags else None
    for person in persons:
        state.spoken.append((number, person))
        state.voices.add(id(person))
        span = tag.span if tag else utterance.span
        state.notice(number, Mention(person, span, subject=True, full=False))


def _ask(text: str, question: Span, table: PeopleTable, state: State) -> None:
    """Take in the interviewer's question: whom it is put to."""
    last = _partner(question, table, state)
    state.question = question
    state.focus, state.chain = None, 0
    state.since.clear()
    addressed = [mention for mention in table.mentions(question) if _is_vocative(text, question, mention)]
    if len({id(mention.person) for mention in addressed}) > 1:
        state.addressee = None
        state.addressees = [mention.person for mention in addressed]
    elif addressed:
        if _GREETING.match(text, question.start, question.end):
            state.addressees.clear()  # another interview on the page begins
        _address(state, addressed[0].person, "interview.named", addressed[0].span)
        state.addressees.append(addressed[0].person)
    elif last is not None and state.addressee is not last and not state.introduced and len(state.addressees) < 2:
        _address(state, last, "interview.focus", question)
    else:
        _address_by_context(question, table, state)


def _partner(question: Span, table: PeopleTable, state: State) -> Named | None:
    """Return who spoke last in a reportage, where a question right after it can only be put to that one."""
    if state.focus is None or state.last is None or (state.since and not _speaks_alone(state.focus, state)):
        return None
    methods = (Method.EXPLICIT, Method.PRONOUN, Method.INTRODUCED)
    told = state.last.method in methods or state.last.rule == "interview.focus"
    joined = state.asked >= 0 and state.takes_turns(within=1) and state.spoken[-2][0] > state.asked
    asked = sentences_in(table.text, question)[-1]
    about_others = table.mentions(question) or _THEY.search(table.text, asked.start, asked.end)
    return state.focus if told and not about_others and not joined else None


def ask_aloud(question: Span, table: PeopleTable, state: State) -> None:
    """Take in what the reporter asks in a dialogue: whoever was just brought up is asked, else who spoke last."""
    state.question, state.is_aloud, state.addressee = question, True, None
    introduced = {id(person): (person, span) for person, span in state.introduced}
    if len(introduced) == 1:
        person, evidence = next(iter(introduced.values()))
        _address(state, person, "interview.introduced", evidence)
    elif not introduced and state.focus is not None and _speaks_alone(state.focus, state):
        _address(state, state.focus, "interview.same", question)
    elif not introduced and len(table.people) == 1:
        _address(state, table.people[0], "interview.page", question)


def _speaks_alone(person: Named, state: State) -> bool:
    """Tell whether nobody else has spoken in the last paragraphs."""
    return all(other is person for number, other in state.spoken[-4:] if state.last_block - number <= _NEAR)


def _address(state: State, person: Named, rule: str, evidence: Span) -> None:
    state.addressee, state.addressee_rule, state.addressee_evidence = person, rule, evidence


def _address_by_context(question: Span, table: PeopleTable, state: State) -> None:
    introduced = {id(person): (person, span) for person, span in state.introduced}
    others = [pair for pair in introduced.values() if pair[0] is not state.addressee]
    if state.addressee is None and not introduced and len(table.people) == 1:
        _address(state, table.people[0], "interview.page", question)
    elif len(others) == 1 and state.addressee not in [person for person, _ in introduced.values()]:
        _address(state, others[0][0], "interview.introduced", others[0][1])
        state.addressees = []
    elif len(introduced) > 1:
        state.addressee = None
    elif state.addressee is not None:
        if len({id(person) for person in state.addressees}) > 1:
            state.addressee = None  # two are interviewed together, and the question is put to neither by name
        elif state.addressee_rule == "interview.named":
            state.addressee_rule = "interview.same"


def _is_vocative(text: str, question: Span, mention: Mention) -> bool:
    """Tell whether a question speaks to a person: "Hej Karin, ...", "Tuva, vad ...", "..., Tuva?"."""
    before = text[question.start : mention.span.start].rstrip("–—- ")
    after = text[mention.span.end : question.end].lstrip()[:1]
    return bool(_SPOKEN_TO.search(before)) or (
        (not before or before.endswith((",", "!", "."))) and (not after or after in ",!?.:–")
    )
