"""Texts for somebody whose session ended before something was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class CarryingTexts:
    """The texts of one language.

    Attributes:
        names: names of fields of the desk's forms, in words; others are shown as they are.
        as_whom: with {login}.
    """

    ended: str
    not_carried: str
    elsewhere_lead: str
    new_tab: str
    elsewhere: str
    still_out: str
    heading: str
    as_whom: str
    files: str
    nothing_written: str
    save: str
    leave: str
    names: Mapping[str, str]


_TEXTS = in_both(
    swedish=CarryingTexts(
        ended="Du hade blivit utloggad. Ingenting är sparat än, men det du skrev finns kvar. Logga in, så kan du "
        "se det och spara det.",
        not_carried="Du hade blivit utloggad, och ingenting är sparat. Gå tillbaka i webbläsaren: där står det du "
        "skrev kvar. Logga in i en ny flik, och spara sedan en gång till därifrån.",
        elsewhere_lead="Du kan också logga in i en annan flik och sedan fortsätta här.",
        new_tab="Logga in i en ny flik",
        elsewhere="Jag har loggat in, fortsätt",
        still_out="Du är inte inloggad än.",
        heading="Spara det du skrev?",
        as_whom="Du är inloggad som {login}. Det här blev inte sparat. Knappen sparar det i ditt namn.",
        files="Filen du hade valt följer inte med. Gå hellre tillbaka i webbläsaren och skicka den därifrån en gång "
        "till: du är inloggad nu.",
        nothing_written="Du hade inte skrivit något, bara tryckt på en knapp.",
        save="Spara i mitt namn",
        leave="Spara inte",
        names={
            "comment": "Kommentar",
            "kommentar": "Kommentar",
            "kind": "Bedömning",
            "reason": "Skäl",
            "skal": "Skäl",
            "question": "Fråga",
            "text": "Text",
            "title": "Titel",
            "version": "Version",
            "login": "Inloggningsnamn",
            "role": "Roll",
        },
    ),
    english=CarryingTexts(
        ended="You had been signed out. Nothing is saved yet, but what you wrote is still here. Sign in, and you will "
        "see it and can save it.",
        not_carried="You had been signed out, and nothing is saved. Go back in your browser: what you wrote is still "
        "there. Sign in in a new tab, and then save once more from there.",
        elsewhere_lead="You can also sign in in another tab and then go on here.",
        new_tab="Sign in in a new tab",
        elsewhere="I have signed in, go on",
        still_out="You are not signed in yet.",
        heading="Save what you wrote?",
        as_whom="You are signed in as {login}. This was not saved. When you press the button it is saved in your name.",
        files="The file that you had chosen does not come along. Rather go back in your browser and send it from there "
        "once more: you are signed in now.",
        nothing_written="You had not written anything, only pressed a button.",
        save="Save in my name",
        leave="Do not save",
        names={
            "comment": "Comment",
            "kommentar": "Comment",
            "kind": "Verdict",
            "reason": "Reason",
            "skal": "Reason",
            "question": "Question",
            "text": "Text",
            "title": "Title",
            "version": "Version",
            "login": "Login name",
            "role": "Role",
        },
    ),
)


def carrying_texts(language: Language) -> CarryingTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
