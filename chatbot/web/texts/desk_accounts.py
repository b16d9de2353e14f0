"""Texts of signing in, of one's own account, and of the administration of accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.store.accounts import AccountProblem
from chatbot.store.passwords import LONGEST, SHORTEST
from chatbot.store.reviewers import Role
from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class AccountTexts:
    """The texts of one language.

    Attributes:
        wait: with {time}.
        none_yet: what to do where there is no account at all; its command stands after it.
        problems: why an account cannot be as it was asked for.
    """

    sign_in: str
    sign_in_lead: str
    login: str
    password: str
    show_password: str
    signed_out: str
    wrong: str
    wait: str
    seconds: str
    minutes: str
    none_yet_heading: str
    none_yet: str
    none_yet_then: str
    roles: Mapping[Role, str]
    problems: Mapping[AccountProblem, str]


_TEXTS = in_both(
    swedish=AccountTexts(
        sign_in="Logga in",
        sign_in_lead="Här granskar kommunens rekryterare vad chatten svarar.",
        login="Inloggningsnamn",
        password="Lösenord",
        show_password="Visa lösenordet",
        signed_out="Du är utloggad.",
        wrong="Inloggningsnamnet och lösenordet hör inte ihop. Kontrollera stavningen och försök igen.",
        wait="Det har varit för många försök med fel lösenord. Försök igen om {time}.",
        seconds="{count} sekunder",
        minutes="{count} minuter",
        none_yet_heading="Det finns inget konto än",
        none_yet="Granskningen öppnas när det första kontot finns. Be den som sköter datorn som chatten körs på att "
        "skriva så här i programmets mapp, med ditt namn i stället för NAMN:",
        none_yet_then="Programmet frågar då efter ett lösenord. Det första kontot blir administratör och kan lägga "
        "till fler här på webben. Ladda om den här sidan när det är gjort.",
        roles={
            Role.READER: "Läsare: ser allt, ändrar inget",
            Role.REVIEWER: "Granskare: bedömer också svar",
            Role.EDITOR: "Redaktör: rättar och publicerar också artiklar",
            Role.ADMIN: "Administratör: sköter också konton och inställningar",
        },
        problems={
            AccountProblem.LOGIN_FORM: "Ett inloggningsnamn har 2 till 64 tecken: bokstäver, siffror och . @ + - _",
            AccountProblem.LOGIN_TAKEN: "Det finns redan ett konto med det inloggningsnamnet.",
            AccountProblem.UNKNOWN: "Det finns inget sådant konto.",
            AccountProblem.LAST_ADMIN: "Det är den sista administratören. Gör först någon annan till administratör.",
            AccountProblem.PASSWORD_SHORT: f"Lösenordet är för kort. Det ska ha minst {SHORTEST} tecken; några ord "
            "efter varandra går bra.",
            AccountProblem.PASSWORD_LONG: f"Lösenordet är för långt. Det får ha högst {LONGEST} tecken.",
            AccountProblem.PASSWORD_IS_LOGIN: "Lösenordet är nästan bara inloggningsnamnet. Välj något annat.",
            AccountProblem.PASSWORD_COMMON: "Det lösenordet är bland de första som andra gissar. Välj något annat.",
            AccountProblem.PASSWORD_WRONG: "Det nuvarande lösenordet är fel.",
            AccountProblem.PASSWORDS_DIFFER: "De två lösenorden är inte likadana. Skriv dem igen.",
        },
    ),
    english=AccountTexts(
        sign_in="Sign in",
        sign_in_lead="Here the municipality's recruiters review what the chat answers.",
        login="Login name",
        password="Password",
        show_password="Show the password",
        signed_out="You are signed out.",
        wrong="Login name and password do not belong together. Check the spelling and try again.",
        wait="There have been too many attempts with a wrong password. Try again in {time}.",
        seconds="{count} seconds",
        minutes="{count} minutes",
        none_yet_heading="There is no account yet",
        none_yet="The review opens once there is a first account. Ask whoever looks after the computer that the chat "
        "runs on to write this in the program's folder, with your name instead of NAMN:",
        none_yet_then="The program then asks for a password. The first account becomes an administrator, who can add "
        "others here on the web. Reload this page when that is done.",
        roles={
            Role.READER: "Reader: sees everything, changes nothing",
            Role.REVIEWER: "Reviewer: also judges answers",
            Role.EDITOR: "Editor: also corrects and publishes articles",
            Role.ADMIN: "Administrator: also looks after accounts and settings",
        },
        problems={
            AccountProblem.LOGIN_FORM: "A login name has 2 to 64 characters: letters, digits and . @ + - _",
            AccountProblem.LOGIN_TAKEN: "There is an account of that login name already.",
            AccountProblem.UNKNOWN: "There is no such account.",
            AccountProblem.LAST_ADMIN: "That is the last administrator. Make somebody else an administrator first.",
            AccountProblem.PASSWORD_SHORT: f"The password is too short. It needs at least {SHORTEST} characters; a few "
            "words after each other will do.",
            AccountProblem.PASSWORD_LONG: f"The password is too long. It may have {LONGEST} characters at most.",
            AccountProblem.PASSWORD_IS_LOGIN: "The password is hardly more than the login name. Choose another.",
            AccountProblem.PASSWORD_COMMON: "That password is among the first that others guess. Choose another.",
            AccountProblem.PASSWORD_WRONG: "The present password is wrong.",
            AccountProblem.PASSWORDS_DIFFER: "The two passwords are not alike. Write them again.",
        },
    ),
)


def account_texts(language: Language) -> AccountTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
