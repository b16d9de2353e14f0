"""What a question asks: its language, place, person and role, and what it takes from the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatbot.intent import LONGEST_QUESTION, Intent, clean, intent_of
from chatbot.language import detect_language
from chatbot.parts import FindPlaces, Parts, Voices, take_apart
from chatbot.records import Interpretation
from chatbot.words import FOLLOWING, GENERIC, OTHERS, PRONOUNS, THERE

_FEW_WORDS = 3
_ABOUT_THAT = re.compile(
    r"\b(?:om|med|på|av|för|i|kring) (?:det|detta|den saken|den frågan)\b"
    r"|\b(?:gäller|gör|är) det (?:också|även|där|här|då)\b|(?:\b(?:gäller|gör)|(?<!\bhur )\bär) det (?:i|på)\b"
    r"|\b(?:tycker|tänker|känner|säger) (?:du |ni |de |dom |man )?(?:det|så|likadant)\b"
    r"|\b(?:about|of|with|for) (?:that|it|this)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\W*(?:how come|how so|why|why (?:is|do|does) (?:that|it|so)|varför|varför (?:det|då|är det så)"
    r"|hur (?:så|då|kommer det sig)|hurså|på vilket sätt|in what way)\W*",
    re.IGNORECASE,
)
_WHO_ELSE = re.compile(r"\b(?:vem|vilka|någon|nån|andra|fler|who|anyone|anybody|others)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as it will be answered.

    Attributes:
        topic: what is searched for: the question without the place and the person, which
            are filters; empty if it asks for a place's or a person's voice and no topic.
        municipalities: official names, known to the corpus or not; empty if none is named.
        speakers: full names that the named people may be; empty if none is named.
        unknown_person: whom the question names and the corpus does not have.
        excluded: full names that must not answer ("vem mer tycker så?").
        role: base form of the role to which the quotes keep; None for any.
        alone: the question without the topic that it took from the one before, for where that has
            no answer; None if it takes none, points at it outright, or asks nothing without it.
    """

    intent: Intent
    language: str
    interpretation: Interpretation
    topic: str = ""
    municipalities: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    unknown_person: str | None = None
    excluded: frozenset[str] = frozenset()
    role: str | None = None
    alone: Understanding | None = None


def understand(
    question: str,
    history: Sequence[str],
    voices: Voices,
    *,
    find_places: FindPlaces,
    municipality: str | None = None,
    speaker: str | None = None,
) -> Understanding:
    """Return what a question asks.

    Args:
        question: as typed.
        history: earlier questions, oldest first; only the last can lend a follow-up its topic.
        voices: what the corpus has.
        find_places: finds the municipalities that a text names.
        municipality: overrides the place that the question names; in any form that a text may name it.
        speaker: overrides the person that the question names; full name or part of it.
    """
    cleaned = clean(question)
    intent, asked = intent_of(cleaned, voices.words)
    if intent is Intent.TOO_LONG:
        cleaned = cleaned[:LONGEST_QUESTION]
    language = detect_language(cleaned, voices.words)
    if intent is not Intent.QUESTION:
        return Understanding(intent, language, Interpretation(question=cleaned))
    municipality = _official(municipality, find_places)
    parts = take_apart(asked, voices, find_places)
    alone = _overridden(_assembled(parts, language), voices, municipality, speaker)
    earlier = _earlier(history, voices, find_places)
    if earlier is None:
        return alone
    if not _leans_on_what_was_asked(parts):
        return _overridden(_with_pronouns(alone, parts, earlier), voices, municipality, speaker)
    follow_up = _overridden(_follow_up(parts, earlier, language), voices, municipality, speaker)
    return replace(follow_up, alone=alone) if _asks_something_alone(parts) else follow_up


def _official(municipality: str | None, find_places: FindPlaces) -> str | None:
    """Return the official name of a place that was chosen ("västerås", "Örebro kommun"); unknown ones as given."""
    if not municipality or not municipality.strip():
        return None
    found = find_places(f"i {clean(municipality)}")
    return found[0] if len(found) == 1 else clean(municipality)


def _earlier(history: Sequence[str], voices: Voices, find_places: FindPlaces) -> Parts | None:
    """Return the last question taken apart; None if there is none to lean on."""
    before = clean(history[-1]) if history else ""
    intent, asked = intent_of(before, voices.words)
    return take_apart(asked, voices, find_places) if intent is Intent.QUESTION else None


def _assembled(parts: Parts, language: str) -> Understanding:
    known = tuple(dict.fromkeys(name for person in parts.people for name in person.names))
    # Of two people of whom one is quoted, that one can answer.
    label = " och ".join(person.label for person in parts.people if person.names or not known) or None
    return Understanding(
        Intent.QUESTION,
        language,
        Interpretation(parts.text, _joined(parts.places), label, parts.role),
        topic=parts.topic,
        municipalities=parts.places,
        speakers=known,
        unknown_person=label if not known else None,
        role=parts.role,
    )


def _joined(places: Sequence[str]) -> str | None:
    return " och ".join(places) or None


def _leans_on_what_was_asked(parts: Parts) -> bool:
    """Tell whether a question has no topic of its own and points at the one before."""
    if _WHY.fullmatch(parts.text):
        return True
    if parts.content:
        return False
    if _points_back(parts):
        return True
    words = set(parts.words)
    # "Hur är det i Flen?" leans on what was asked; "Hur är det att jobba i Flen?" stands alone.
    return (parts.names_somebody and not words & GENERIC) or len(parts.words) <= _FEW_WORDS


def _points_back(parts: Parts) -> bool:
    """Tell whether a question says outright that it is about what was asked ("då", "om det", "där")."""
    words = set(parts.words)
    return bool(words & (FOLLOWING | THERE | PRONOUNS) or _ABOUT_THAT.search(parts.text))


def _asks_something_alone(parts: Parts) -> bool:
    """Tell whether a question that leans on the one before can be meant without it.

    "Vad säger Mia?" can; "gäller det i Flen också?" cannot: whatever is said in Flen, it is no answer.
    """
    return not _points_back(parts) and (parts.names_somebody or bool(GENERIC.intersection(parts.words)))


def _follow_up(parts: Parts, earlier: Parts, language: str) -> Understanding:
    """Return the earlier question, asked of the place or the person that the new one names."""
    merged, excluded, topic = earlier, frozenset[str](), earlier.topic
    if parts.people or parts.role:
        label = " och ".join(person.label for person in parts.people) or _words_at(parts, parts.role_span)
        merged = replace(
            earlier,
            text=_with_somebody(earlier, label),
            people=parts.people,
            role=parts.role,
            places=parts.places,
        )
    elif parts.places:
        merged = replace(earlier, text=_with_place(earlier, parts), people=(), places=parts.places)
    elif earlier.people and set(parts.words) & OTHERS and _WHO_ELSE.search(parts.text):
        excluded = frozenset(name for person in earlier.people for name in person.names)
        others = "others" if language == "en" else "andra"
        merged = replace(earlier, text=_with_somebody(earlier, others), people=())
    elif not (set(parts.words) & OTHERS or _ABOUT_THAT.search(parts.text)) or _WHY.fullmatch(parts.text):
        merged = replace(earlier, text=f"{earlier.text} {parts.text}")
        topic = f"{earlier.topic} {parts.text}" if earlier.topic else ""
    assembled = _assembled(merged, language)
    if not topic and not merged.names_somebody:
        topic = merged.text
    return replace(assembled, topic=topic, excluded=excluded)


def _words_at(parts: Parts, span: tuple[int, int] | None) -> str:
    return parts.text[slice(*span)] if span else ""


def _with_somebody(earlier: Parts, label: str) -> str:
    """Return the earlier question with another person in it."""
    spans = [(person.start, person.end) for person in earlier.people[:1]] or [s for s in [earlier.role_span] if s]
    for start, end in spans:
        return earlier.text[:start] + label + earlier.text[end:]
    return f"{earlier.text.rstrip('?!. ')} – {label}?"


def _with_place(earlier: Parts, parts: Parts) -> str:
    """Return the earlier question with another place in it, and without its person."""
    phrase = _words_at(parts, parts.place_spans[0]) if parts.place_spans else f"i {_joined(parts.places)}"
    text = earlier.text
    for start, end in earlier.place_spans[:1]:
        return text[:start] + phrase + text[end:]
    for person in earlier.people[:1]:
        text = f"{text[: person.start]}ni{text[person.end :]}"
    words = text.rstrip("?!. ")
    return f"{words} {phrase}{text[len(words) :]}"


def _with_pronouns(understanding: Understanding, parts: Parts, earlier: Parts) -> Understanding:
    """Return the understanding with "hon" and "där" taken from the question before."""
    words = set(parts.words)
    lent = replace(
        parts,
        people=earlier.people if words & PRONOUNS and not parts.people else (),
        places=earlier.places if words & THERE and not parts.places else (),
    )
    if not lent.people and not lent.places:
        return understanding
    borrowed = _assembled(lent, understanding.language)
    return replace(
        understanding,
        interpretation=replace(
            understanding.interpretation,
            municipality=understanding.interpretation.municipality or borrowed.interpretation.municipality,
            speaker=understanding.interpretation.speaker or borrowed.interpretation.speaker,
        ),
        municipalities=understanding.municipalities or borrowed.municipalities,
        speakers=understanding.speakers or borrowed.speakers,
        unknown_person=understanding.unknown_person or borrowed.unknown_person,
    )


def _overridden(
    understanding: Understanding, voices: Voices, municipality: str | None, speaker: str | None
) -> Understanding:
    """Return the understanding with the place and the person that were chosen explicitly."""
    interpretation = understanding.interpretation
    if municipality:
        interpretation = replace(interpretation, municipality=municipality)
        understanding = replace(understanding, municipalities=(municipality,))
    if speaker:
        names = voices.people.lookup(clean(speaker))
        label = names[0] if len(names) == 1 else clean(speaker)
        interpretation = replace(interpretation, speaker=label, role=None)
        understanding = replace(understanding, speakers=names, unknown_person=None if names else label, role=None)
    return replace(understanding, interpretation=interpretation)
