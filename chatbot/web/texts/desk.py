"""What stands on every page of the recruiters' desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class DeskTexts:
    """The texts of one language.

    Attributes:
        sections: name of a pages.Section, in small letters -> what the navigation calls it.
    """

    desk: str
    navigation: str
    sections: Mapping[str, str]
    signed_in_as: str
    sign_out: str
    other_language: str
    switch_language: str
    not_allowed_heading: str
    not_allowed: str
    foreign_heading: str
    foreign: str
    signed_out: str
    database_heading: str
    database: str


_DESK = in_both(
    swedish=DeskTexts(
        desk="Granska",
        navigation="Granskningens delar",
        sections={
            "queue": "Kö",
            "articles": "Artiklar",
            "learning": "Lärande",
            "overview": "Överblick",
            "export": "Hämta data",
            "guidelines": "Riktlinjer",
            "agreement": "Samstämmighet",
            "administration": "Administration",
            "account": "Mitt konto",
        },
        signed_in_as="Inloggad som",
        sign_out="Logga ut",
        other_language="English",
        switch_language="Byt språk till engelska:",
        not_allowed_heading="Det får du inte göra",
        not_allowed="Ditt konto har inte den roll som behövs. Be den som har rollen admin.",
        foreign_heading="Begäran kom från en annan webbplats",
        foreign="Ingenting är ändrat. Gå till granskningens egna sidor och försök igen.",
        signed_out="Du är utloggad. Ingenting är sparat än. Logga in i en ny flik, och tryck sedan en gång till här.",
        database_heading="Databasen går inte att nå",
        database="Sidan kan inte visas just nu. Ladda om den om en stund.",
    ),
    english=DeskTexts(
        desk="Review",
        navigation="Parts of the review",
        sections={
            "queue": "Queue",
            "articles": "Articles",
            "learning": "Learning",
            "overview": "Overview",
            "export": "Get data",
            "guidelines": "Guidelines",
            "agreement": "Agreement",
            "administration": "Administration",
            "account": "My account",
        },
        signed_in_as="Signed in as",
        sign_out="Sign out",
        other_language="Svenska",
        switch_language="Change the language to Swedish:",
        not_allowed_heading="You may not do that",
        not_allowed="Your account lacks the role that is needed. Ask somebody who has the role admin.",
        foreign_heading="The request came from another site",
        foreign="Nothing has changed. Go to the pages of the review and try again.",
        signed_out="You are signed out. Nothing is saved yet. Sign in in a new tab, and then press once more here.",
        database_heading="The database cannot be reached",
        database="The page cannot be shown just now. Reload it in a while.",
    ),
)


def desk_texts(language: Language) -> DeskTexts:
    """Return the texts of a language."""
    return _DESK[language]
