"""Roles and workplaces: what the narration says a person does, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.people import Mention, Named, PeopleTable
from corpus.records import Span
from corpus.sentences import sentences_in
from corpus.words import Token, role_base, tokenize

_NOW = re.compile(
    r"\b(?:(?:jobbar|arbetar|verkar|tjänstgör|anställd|började|börjat|jobbat|arbetat)\b"
    r"(?P<between>[^.,:;!?]{0,40}?)\s+som|\b(?:arbetet|jobbet|rollen|uppdraget|yrket|tjänsten)\s+som|(?:^|(?<=\s))är)\s+(?P<role>[^.,:;!?]+)"
)
_NOTHING_BETWEEN = re.compile(r"(?:\s+(?:hon|han|hen|de|båda|idag|dag|i|nu|sedan|också|även|själv|du))*")
_PAST = re.compile(
    r"\b(?:tidigare|förut|förr|innan|var|arbetade|jobbade|utbildad|utbildade|studerade|blev|före detta|f\.d)\b"
)
_WORKPLACE = re.compile(
    r"\s*(?P<place>(?:på|vid|inom|hos|i)\s+[^.,:;!?()–\n]{3,70}?)(?=\s+(?:som|sedan|och\s+(?:har|är|jobbar|arbetar)|där|samt|med)\b|[.,:;!?()–\n]|$)"
)
_MODIFIERS = frozenset(("biträdande", "tf", "bitr", "vice", "tillförordnad", "förste", "första", "legitimerad"))


def learn_roles(text: str, spans: Iterable[Span], table: PeopleTable) -> None:
    """Fill in role and workplace of the people, from the sentences that name them.

    Args:
        spans: narration, questions, name lines and tags, in text order; a sentence that speaks
            of "hon" or "de" is understood from the sentence before it.
    """
    before: list[Named] = []
    for span in spans:
        for sentence in sentences_in(text, span):
            mentions = table.mentions(sentence)
            for number, mention in enumerate(mentions):
                following = mentions[number + 1].span.start if number + 1 < len(mentions) else sentence.end
                _learn_beside(text, sentence, mention, following)
            subjects = _distinct(m.person for m in mentions if m.subject)
            _learn_from_verb(text, sentence, mentions, before)
            before = subjects or before


def _distinct(people: Iterable[Named]) -> list[Named]:
    return list({id(person): person for person in people}.values())


def _learn_beside(text: str, sentence: Span, mention: Mention, following: int) -> None:
    """Learn from a role right before the name, or right after it behind a comma or a line break."""
    person = mention.person
    preceding = tokenize(text, max(sentence.start, mention.span.start - 40), mention.span.start)
    if preceding and text[preceding[-1].end : mention.span.start] == " ":
        base = role_base(preceding[-1].text)
        if base:
            _set_role(person, base)
    stop = min(following, mention.span.end + 90)
    after = text[mention.span.end : stop]
    if re.match(r"\s*[,(\n]\s*|\s(?=\w)", after):
        words = tokenize(text, mention.span.end, stop)
        comma = bool(re.match(r"\s*[,(\n]", after))
        found = _role_in(words[: 5 if comma else 1])
        if found and (comma or text[found[1].end : found[1].end + 1] in ("", "\n", ",")):
            _set_role(person, found[0])
            _set_workplace(person, text, found[1].end, sentence.end)


def _role_in(words: Sequence[Token]) -> tuple[str, Token] | None:
    for number, word in enumerate(words):
        base = role_base(word.text)
        if base is None:
            continue
        modifier = words[number - 1].text if number and words[number - 1].text.lower() in _MODIFIERS else ""
        return (f"{modifier} {base}".strip(), word)
    return None


def _learn_from_verb(text: str, sentence: Span, mentions: Sequence[Mention], before: Sequence[Named]) -> None:
    """Learn from "X arbetar som ...", "X och Y är ...", "Hon är ...", "du jobbar som ..."."""
    match = _NOW.search(text, sentence.start, sentence.end)
    if match is None:
        return
    ahead = text[sentence.start : match.start("role")]
    present = re.search(r"\bhar (?:\w+ )?(?:arbetat|jobbat|varit)\b", ahead) or not _PAST.search(ahead)
    words = tokenize(text, match.start("role"), match.end("role"))
    plain = _role_in(words[:5]) or _plural_role(words[:5])
    if plain is None and words and match["between"] is not None and _NOTHING_BETWEEN.fullmatch(match["between"]):
        plain = (words[0].text, words[0])
    if plain is None or not present or any(w.text.lower() in ("utbildad", "utbildade") for w in words[:2]):
        return
    subjects = _distinct(m.person for m in mentions if m.subject and m.span.end <= match.start("role"))
    if not subjects and re.search(r"\b(?:[Hh]on|[Hh]an|[Dd]e|[Bb]åda|hen)\b", match.group() + ahead):
        subjects = list(before)
    for person in subjects:
        _set_role(person, plain[0])
        _set_workplace(person, text, plain[1].end, sentence.end)


def _plural_role(words: Sequence[Token]) -> tuple[str, Token] | None:
    return next(((base, word) for word in words if (base := role_base(word.text, plural=True))), None)


def _set_role(person: Named, role: str) -> None:
    if person.role is None:
        person.role = role[0].lower() + role[1:] if not role[:2].isupper() else role


def _set_workplace(person: Named, text: str, start: int, end: int) -> None:
    match = _WORKPLACE.match(text, start, end)
    if match and person.workplace is None:
        person.workplace = match["place"].split(maxsplit=1)[1].strip()
