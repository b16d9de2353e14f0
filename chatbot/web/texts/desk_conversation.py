"""What stands on the page of a whole conversation."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class ConversationTexts:
    """The texts of one language; fields in braces are filled with str.format."""

    title: str
    lead: str
    alone: str
    reason: str
    reason_hint: str
    reason_short: str
    read: str
    logged: str
    this_one: str
    to_case: str


_TEXTS = in_both(
    swedish=ConversationTexts(
        title="Hela samtalet",
        lead="Ett helt samtal kan säga mer om en människa än en enda fråga. Skriv varför du behöver läsa det. "
        "Ditt namn, tiden och skälet skrivs i loggen, varje gång.",
        alone="Det finns inga andra frågor från samma samtal.",
        reason="Skäl",
        reason_hint="Minst {count} tecken. Skriv inget om vem besökaren är.",
        reason_short="Skälet är för kort: skriv minst {count} tecken.",
        read="Läs samtalet",
        logged="Läsningen är inskriven i loggen med ditt namn och skälet ”{reason}”.",
        this_one="svaret som du granskar",
        to_case="Tillbaka till svaret",
    ),
    english=ConversationTexts(
        title="The whole conversation",
        lead="A whole conversation may tell more of somebody than a single question. Write why you need to "
        "read it. Your name, the time and the reason are written to the log, each time.",
        alone="There are no other questions of the same conversation.",
        reason="Reason",
        reason_hint="At least {count} characters. Write nothing about who the visitor is.",
        reason_short="The reason is too short: write at least {count} characters.",
        read="Read the conversation",
        logged="The reading is in the log with your name and the reason “{reason}”.",
        this_one="the answer that you review",
        to_case="Back to the answer",
    ),
)


def conversation_texts(language: Language) -> ConversationTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
