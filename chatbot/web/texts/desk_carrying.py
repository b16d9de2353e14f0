"""Texts for somebody whose session ended, or whose database was gone, before something was saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class CarryingTexts:
    """The texts of one language.

    Attributes:
        names: names of fields of the desk's forms that a person writes or chooses, in words.
        presses: values of the buttons that say what is to be done with the rest.
        as_whom: with {login}.
        in_place: told in a page of ours that stays as it is.
        unsaved_unseen: where what was sent is too much to be shown.
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
    secrets: str
    in_place: str
    unsaved: str
    unsaved_unseen: str
    try_again: str
    nothing_written: str
    save: str
    leave: str
    names: Mapping[str, str]
    presses: Mapping[str, str]


_TEXTS = in_both(
    swedish=CarryingTexts(
        ended="Du hade blivit utloggad. Ingenting är sparat än, men det du skrev finns kvar. Logga in, så kan du "
        "se det och spara det.",
        not_carried="Du hade blivit utloggad, och ingenting är sparat. Det du skickade var för stort för att följa med "
        "hit. Kanske står det kvar om du går tillbaka i webbläsaren; annars behöver du skriva och välja det på nytt.",
        elsewhere_lead="Du kan också logga in i en annan flik och sedan fortsätta här.",
        new_tab="Logga in i en ny flik",
        elsewhere="Jag har loggat in, fortsätt",
        still_out="Du är inte inloggad än.",
        heading="Spara det du skrev?",
        as_whom="Du är inloggad som {login}. Det här blev inte sparat. Knappen sparar det i ditt namn.",
        files="Filen du hade valt följer inte med. Välj den en gång till.",
        secrets="Lösenord följer inte med. Skriv det en gång till.",
        in_place="Databasen går inte att nå. Räkna med att ingenting är sparat. Det du skrev står kvar på sidan; "
        "försök igen om en stund.",
        unsaved="Räkna med att det du skickade inte är sparat. Det står kvar här nedanför, och bara här: stäng inte "
        "sidan. Försök igen om en stund, så många gånger som det behövs.",
        unsaved_unseen="Räkna med att det du skickade inte är sparat. Det var för stort för att visas här. Kanske står "
        "det kvar om du går tillbaka i webbläsaren; annars behöver du skriva och välja det på nytt.",
        try_again="Försök igen",
        nothing_written="Du hade inte skrivit något, bara tryckt på en knapp.",
        save="Spara i mitt namn",
        leave="Spara inte",
        names={
            "gor": "Knapp",
            "kind": "Bedömning",
            "label:": "Om ett citat",
            "chosen": "Andra citat som du valde",
            "similar": "Liknande frågor som får samma bedömning",
            "comment": "Kommentar",
            "kommentar": "Kommentar",
            "reason": "Skäl",
            "skal": "Skäl",
            "speaker": "Vem säger det?",
            "new_name": "Namn (om någon annan)",
            "role": "Roll",
            "municipality": "Kommun",
            "first": "Första ordet",
            "last": "Sista ordet",
            "title": "Titel",
            "publisher": "Utgivare",
            "url": "Adress på webben",
            "adress": "Adress",
            "published": "Publicerad",
            "text": "Text",
            "person": "Person",
            "bekrafta": "Namnet en gång till",
            "value": "Gräns",
            "point": "Gräns",
            "second_share": "Andel svar som två granskar (%)",
            "margin": "Marginal (%)",
            "login": "Inloggningsnamn",
            "fil": "Fil",
            "password": "Lösenord",
            "old": "Nuvarande lösenord",
            "new": "Nytt lösenord",
            "again": "Nytt lösenord en gång till",
        },
        presses={
            "spara": "Spara",
            "visa": "Visa vad som ändras",
            "slapp": "Låt texten avgöra igen",
            "publicera": "Publicera",
            "kasta": "Kasta utkastet",
        },
    ),
    english=CarryingTexts(
        ended="You had been signed out. Nothing is saved yet, but what you wrote is still here. Sign in, and you will "
        "see it and can save it.",
        not_carried="You had been signed out, and nothing is saved. What you sent was too large to come along here. It "
        "may still be there if you go back in your browser; otherwise you have to write and choose it anew.",
        elsewhere_lead="You can also sign in in another tab and then go on here.",
        new_tab="Sign in in a new tab",
        elsewhere="I have signed in, go on",
        still_out="You are not signed in yet.",
        heading="Save what you wrote?",
        as_whom="You are signed in as {login}. This was not saved. When you press the button it is saved in your name.",
        files="The file that you had chosen does not come along. Choose it once more.",
        secrets="Passwords do not come along. Write it once more.",
        in_place="The database cannot be reached. Assume that nothing is saved. What you wrote is still on the "
        "page; try again in a while.",
        unsaved="Assume that what you sent is not saved. It is here below, and only here: do not close the page. Try "
        "again in a while, as many times as it takes.",
        unsaved_unseen="Assume that what you sent is not saved. It was too large to be shown here. It may still be "
        "there if you go back in your browser; otherwise you have to write and choose it anew.",
        try_again="Try again",
        nothing_written="You had not written anything, only pressed a button.",
        save="Save in my name",
        leave="Do not save",
        names={
            "gor": "Button",
            "kind": "Verdict",
            "label:": "Of a quote",
            "chosen": "Other quotes that you chose",
            "similar": "Similar questions that get the same verdict",
            "comment": "Comment",
            "kommentar": "Comment",
            "reason": "Reason",
            "skal": "Reason",
            "speaker": "Who says it?",
            "new_name": "Name (if somebody else)",
            "role": "Role",
            "municipality": "Municipality",
            "first": "First word",
            "last": "Last word",
            "title": "Title",
            "publisher": "Publisher",
            "url": "Address on the web",
            "adress": "Address",
            "published": "Published",
            "text": "Text",
            "person": "Person",
            "bekrafta": "The name once more",
            "value": "Limit",
            "point": "Limit",
            "second_share": "Share of answers that two review (%)",
            "margin": "Margin (%)",
            "login": "Login name",
            "fil": "File",
            "password": "Password",
            "old": "Present password",
            "new": "New password",
            "again": "New password once more",
        },
        presses={
            "spara": "Save",
            "visa": "Show what changes",
            "slapp": "Let the text decide again",
            "publicera": "Publish",
            "kasta": "Throw the draft away",
        },
    ),
)


def carrying_texts(language: Language) -> CarryingTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
