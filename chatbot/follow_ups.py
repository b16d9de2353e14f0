"""Follow-ups: questions that take what they lack from the one before ("och i Flen?", "vem mer tycker så?")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from chatbot.parts import Parts
from chatbot.words import FOLLOWING, GENERIC, OTHERS, PRONOUNS, THERE

_FEW_WORDS = 3
_FEW_MORE_WORDS = 5
_ABOUT_THAT = re.compile(
    r"\b(?:om|med|på|av|för|i|kring) (?:det|detta|den saken|den frågan)\b"
    r"|\b(?:gäller|gör|är) det (?:också|även|där|här|då)\b|(?:\b(?:gäller|gör)|(?<!\bhur )\bär) det (?:i|på)\b"
    r"|\b(?:tycker|tänker|känner|säger) (?:du |ni |de |dom |man )?(?:det|så|likadant)\b"
    r"|\b(?:about|of|with|for) (?:that|it|this)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\W*(?:(?:men|och|but|and) )?(?:how come|how so|why|why (?:is|do|does) (?:that|it|so)|varför"
    r"|varför (?:det|då|är det så|blir det så)|hur (?:så|då|kommer det sig|menar (?:du|ni|man))|hurså"
    r"|hur (?:ofta|länge|mycket|många)|how (?:often|long|much|many)"
    r"|på vilket sätt|in what way|what do you mean)\W*",
    re.IGNORECASE,
)
# "Kan du ge exempel?", "visa fler citat": nothing but what was asked is asked for.
_MORE = re.compile(
    r"\W*(?:(?:kan|vill|skulle|could|can) (?:du|ni|you) )?"
    r"(?:ge|visa|berätta|förklara|utveckla|fortsätt|give|show|tell|explain|go on|any|några|finns det|are there)\b"
    r"(?: (?:mig|oss|me|us|gärna|lite|några|något|ett|en|ännu|fler|flera|mer|mera|andra|another|more|other|some|an|a"
    r"|about|om|på|of|that|it|this|det|den|detta|exempel|example|examples|röster|citat|quotes|voices|please|tack))*\W*",
    re.IGNORECASE,
)
# "Är det likadant för nyexade?", "gäller det helger också?": the same, asked of something else.
_SAME = re.compile(
    r"\W*(?:(?:och|men|and|but) )?(?:gäller (?:det|detta|samma)"
    r"|(?:är|blir|ser|funkar|fungerar) det (?:så|likadant|samma(?: sak)?|på samma sätt)(?: också| även| ut)*"
    r" (?:för|hos|bland|inom|när|om|med)"
    r"|hur (?:är|blir|ser|funkar) det (?:ut )?(?:för|hos|när|om|med|bland|efter)\b.*\bdå(?=\W*$)"
    r"|samma(?: sak)? (?:för|hos|i|på|bland|med|gäller)|likadant (?:för|hos|i|på|bland|med)"
    r"|(?:is|was) (?:it|that) (?:the same|like that|also true|so) (?:for|in|with|among|when|if|on)"
    r"|(?:does|do) (?:it|that|this|the same) (?:also )?(?:apply|hold|go|count)|same (?:for|in|with|among))\b",
    re.IGNORECASE,
)
# "Och lönen då?", "what about managers?": a few words that are no clause.
_ELLIPSIS = re.compile(
    r"\W*(?:(?:och|men|and|but) (?P<rest>.+?)|(?:(?:and|but) )?(?:what|how) about (?P<about>.+?))"
    r"(?:,? (?:då|then))?\W*",
    re.IGNORECASE,
)
_BEGIN_CLAUSES = frozenset(
    "hur vad vem vilka vilken vilket var när varför är har får finns kan ska skulle gör blir kommer vill måste om "
    "how what who where when why which is are do does can will would should have has if".split()
)
_WHO_ELSE = re.compile(r"\b(?:vem|vilka|någon|nån|andra|fler|who|anyone|anybody|others)\b", re.IGNORECASE)
_OTHER_VOICES = re.compile(r"\b(?:vem|vilka|någon|nån|andra|who|anyone|anybody|others|voices|röster)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation, with what it takes from those before.

    Attributes:
        parts: places and people are those it keeps to; spans are those of its text.
        topic_language: of the words that are searched for.
        excluded: full names that must not answer ("vem mer tycker så?" after "vad säger Mia?").
        seen: the turn whose answer is known already, where others or more are asked for.
        other_voices: others are asked for; more of the same people is no answer.
    """

    parts: Parts
    topic_language: str
    excluded: frozenset[str] = frozenset()
    seen: Turn | None = None
    other_voices: bool = False


def leans(parts: Parts) -> bool:
    """Tell whether a question has no topic of its own and points at the one before."""
    text = parts.text
    if _WHY.fullmatch(text) or _MORE.fullmatch(text) or _SAME.match(text) or is_ellipsis(parts):
        return True
    if parts.content:
        return False
    if points_back(parts):
        return True
    # "Hur är det i Flen?" leans on what was asked; "Hur är det att jobba i Flen?" stands alone.
    return (parts.names_somebody and not set(parts.words) & GENERIC) or len(parts.words) <= _FEW_WORDS


def points_back(parts: Parts) -> bool:
    """Tell whether a question says outright that it is about what was asked ("då", "om det", "där")."""
    words = set(parts.words)
    return bool(words & (FOLLOWING | THERE | PRONOUNS) or _ABOUT_THAT.search(parts.text) or _SAME.match(parts.text))


def is_ellipsis(parts: Parts) -> bool:
    """Tell whether a question is a few words put to the one before ("och lönen då?")."""
    match = _ELLIPSIS.fullmatch(parts.text)
    if match is None:
        return False
    words = (match["rest"] or match["about"]).casefold().split()
    return len(words) <= _FEW_MORE_WORDS and _BEGIN_CLAUSES.isdisjoint(words)


def asks_something_alone(parts: Parts) -> bool:
    """Tell whether a question that leans on the one before can be meant without it.

    "Vad säger Mia?" can; "gäller det i Flen också?" cannot: whatever is said in Flen, it is no answer.
    """
    return not points_back(parts) and (parts.names_somebody or bool(GENERIC.intersection(parts.words)))


def follow_up(parts: Parts, earlier: Turn, language: str) -> Turn:
    """Return the earlier question, asked of the place, the person or the role that the new one names."""
    before = earlier.parts
    others = set(parts.words) & OTHERS
    asked_role = _asked_role(parts)
    if parts.people or asked_role:
        return replace(earlier, parts=_of_somebody_else(parts, before, asked_role), excluded=frozenset(), seen=None)
    if is_ellipsis(parts) and parts.content:
        return Turn(_with_filters_of(before, parts), language)
    if parts.content and _SAME.match(parts.text):
        return replace(earlier, parts=_appended(parts, before), seen=None)
    if parts.places:
        return replace(earlier, parts=_elsewhere(parts, before), excluded=frozenset(), seen=None)
    if before.people and others and _WHO_ELSE.search(parts.text):
        names = frozenset(name for person in before.people for name in person.names)
        text = _with_somebody(before, "others" if language == "en" else "andra")
        return replace(earlier, parts=replace(before, text=text, people=()), excluded=names, seen=None)
    if others or _MORE.fullmatch(parts.text):
        return replace(earlier, seen=earlier, other_voices=bool(_OTHER_VOICES.search(parts.text)))
    if _ABOUT_THAT.search(parts.text) and not _WHY.fullmatch(parts.text):
        return earlier
    return replace(earlier, parts=_appended(parts, before))


def with_pronouns(parts: Parts, earlier: Parts) -> Parts:
    """Return the parts with "hon" and "där" taken from the question before."""
    return replace(
        parts,
        people=parts.people or (earlier.people if _asks_of_him_or_her(parts) else ()),
        places=parts.places or (earlier.places if _asks_of_there(parts) else ()),
    )


def borrows(parts: Parts) -> bool:
    """Tell whether a question may mean the person or the place of the one before ("hon", "där")."""
    return _asks_of_him_or_her(parts) or _asks_of_there(parts)


def _asks_of_him_or_her(parts: Parts) -> bool:
    """Tell whether "hon" stands where no one in the question itself can be meant: at its beginning."""
    return not PRONOUNS.isdisjoint(parts.words[:_FEW_WORDS])


def _asks_of_there(parts: Parts) -> bool:
    """Tell whether "där" stands where it means a place of the talk, at the end; "ta sig dit varje dag" does not."""
    ends = [word for word in parts.words if word not in FOLLOWING][-1:]
    return not THERE.isdisjoint(ends)


def _asked_role(parts: Parts) -> str | None:
    """Return the role that a follow-up is put to: "vad säger cheferna då?", "och cheferna då?"."""
    if parts.role:
        return parts.role
    named = parts.named_role
    if named is None:
        return None
    inside = (token for token in parts.content if token not in parts.text[named.start : named.end].casefold())
    return named.base if not any(inside) else None


def _of_somebody_else(parts: Parts, earlier: Parts, role: str | None) -> Parts:
    span = parts.role_span or ((parts.named_role.start, parts.named_role.end) if parts.named_role else (0, 0))
    label = _joined(person.label for person in parts.people) or parts.text[slice(*span)]
    return replace(
        earlier,
        text=_with_somebody(earlier, label),
        people=parts.people,
        role=role,
        expert=None,
        places=parts.places,
        topic=earlier.topic,
    )


def _elsewhere(parts: Parts, earlier: Parts) -> Parts:
    """Return the earlier question with another place in it, and without its person."""
    phrase = parts.text[slice(*parts.place_spans[0])]
    return replace(earlier, text=_with_place(earlier, phrase), people=(), places=parts.places)


def _with_filters_of(earlier: Parts, parts: Parts) -> Parts:
    return replace(
        parts,
        people=earlier.people if not parts.places else (),
        places=parts.places or earlier.places,
        role=earlier.role,
    )


def _appended(parts: Parts, earlier: Parts) -> Parts:
    topic = f"{earlier.topic} {parts.topic or parts.text}" if earlier.topic else parts.topic if parts.content else ""
    return replace(earlier, text=f"{earlier.text} {parts.text}", topic=topic, places=parts.places or earlier.places)


def _joined(labels: Iterable[str]) -> str:
    return " och ".join(labels)


def _with_somebody(earlier: Parts, label: str) -> str:
    """Return the earlier question with another person in it."""
    spans = [(person.start, person.end) for person in earlier.people[:1]] or [s for s in [earlier.role_span] if s]
    for start, end in spans:
        return earlier.text[:start] + label + earlier.text[end:]
    return f"{earlier.text.rstrip('?!. ')} – {label}?"


def _with_place(earlier: Parts, phrase: str) -> str:
    """Return the earlier question with another place in it, and without its person."""
    text = earlier.text
    for start, end in earlier.place_spans[:1]:
        return text[:start] + phrase + text[end:]
    for person in earlier.people[:1]:
        text = f"{text[: person.start]}ni{text[person.end :]}"
    words = text.rstrip("?!. ")
    return f"{words} {phrase}{text[len(words) :]}"
