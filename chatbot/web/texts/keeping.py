"""What a visitor tells about an answer, and what is deleted again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.store.records import RatingKind
from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class KeepingTexts:
    """The texts of one language."""

    rate: str
    about_answer: str
    about_quote: str
    kinds: Mapping[RatingKind, str]
    comment: str
    comment_hint: str
    send: str
    take_back: str
    forget_heading: str
    forget: str
    forget_yes: str
    forget_no: str


@dataclass(frozen=True, slots=True)
class KeepingAnswers:
    """What the page's script says, in one language; fields in braces are filled in by it."""

    thanks: str
    thanks_for_comment: str
    taken_back: str
    waiting: str
    long: str
    unknown: str
    many: str
    failed: str
    forgotten: str
    not_forgotten: str


KEEPING = in_both(
    swedish=KeepingTexts(
        rate="Tyck till",
        about_answer="Hjälpte svaret dig?",
        about_quote="Hjälpte citatet dig?",
        kinds={
            RatingKind.HELPFUL: "Ja, det hjälpte",
            RatingKind.BESIDE: "Vid sidan av frågan",
            RatingKind.WRONG_PERSON: "Fel person",
            RatingKind.OTHER: "Något annat",
        },
        comment="Vill du berätta mer?",
        comment_hint=(
            "Frivilligt. Rekryterarna läser det du skriver. Skriv inget privat om dig själv eller någon annan."
        ),
        send="Skicka",
        take_back="Ta tillbaka",
        forget_heading="Radera samtalet?",
        forget="Frågorna och det du har tyckt om svaren raderas hos oss, och sidan töms. Det går inte att ångra.",
        forget_yes="Radera",
        forget_no="Avbryt",
    ),
    english=KeepingTexts(
        rate="Give feedback",
        about_answer="Did the answer help you?",
        about_quote="Did the quote help you?",
        kinds={
            RatingKind.HELPFUL: "Yes, it helped",
            RatingKind.BESIDE: "Beside the question",
            RatingKind.WRONG_PERSON: "Wrong person",
            RatingKind.OTHER: "Something else",
        },
        comment="Would you like to tell more?",
        comment_hint="Optional. The recruiters read what you write. Write nothing private about yourself or others.",
        send="Send",
        take_back="Take back",
        forget_heading="Delete the conversation?",
        forget=(
            "The questions of the conversation and what you said about the answers are deleted on our side, and the "
            "page is emptied. This cannot be undone."
        ),
        forget_yes="Delete",
        forget_no="Cancel",
    ),
)

ANSWERS = in_both(
    swedish=KeepingAnswers(
        thanks="Tack! Det är sparat. Du kan ändra dig när du vill.",
        thanks_for_comment="Tack! Det du skrev är sparat.",
        taken_back="Borttaget.",
        waiting="Det går inte att spara just nu. Vi försöker igen, men kan inte lova att det blir sparat.",
        long="Texten är {length} tecken lång. Högst {limit} får plats; korta den och skicka igen.",
        unknown="Svaret finns inte längre hos oss, så det går inte att spara något om det.",
        many="Det blev för många på en gång. Vänta en stund och försök igen.",
        failed="Det gick inte att spara just nu. Inget du skrev är borta; försök igen om en stund.",
        forgotten="Samtalet är raderat, hos oss och här på sidan.",
        not_forgotten="Det gick inte att radera just nu. Kontrollera uppkopplingen och försök igen om en stund.",
    ),
    english=KeepingAnswers(
        thanks="Thank you! It is saved. You can change your mind at any time.",
        thanks_for_comment="Thank you! What you wrote is saved.",
        taken_back="Removed.",
        waiting="It cannot be saved just now. We keep trying, but cannot promise that it will be saved.",
        long="The text is {length} characters long. At most {limit} fit; please shorten it and send it again.",
        unknown="We no longer have the answer, so nothing about it can be saved.",
        many="There were too many at once. Please wait a while and try again.",
        failed="It could not be saved just now. Nothing you wrote is lost; please try again in a while.",
        forgotten="The conversation is deleted, on our side and on this page.",
        not_forgotten="It could not be deleted just now. Check your connection and try again in a while.",
    ),
)


def keeping_texts(language: Language) -> KeepingTexts:
    """Return the texts in a language."""
    return KEEPING[language]


def keeping_answers(language: Language) -> KeepingAnswers:
    """Return what the script says, in a language."""
    return ANSWERS[language]
