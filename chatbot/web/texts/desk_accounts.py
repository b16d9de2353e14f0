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
        roles: name, a colon, what it may do.
        settings: part of the desk -> what is decided there.
        done: what was done, as the address has it -> what is told.
        none_yet: what to do where there is no account at all; its command stands after it.
        problems: why an account cannot be as it was asked for.
    """

    sign_in: str
    sign_in_lead: str
    login: str
    password: str
    wrong: str
    by_service: str
    no_account: str
    service_failed: str
    wait: str
    second: str
    seconds: str
    minutes: str
    none_yet_heading: str
    none_yet: str
    none_yet_then: str
    role: str
    roles: Mapping[Role, str]
    problems: Mapping[AccountProblem, str]
    own: str
    by_provider: str
    change_password: str
    change_lead: str
    old_password: str
    new_password: str
    password_hint: str
    again: str
    password_changed: str
    everywhere: str
    everywhere_lead: str
    accounts: str
    state: str
    added: str
    enabled: str
    disabled: str
    without_password: str
    add: str
    add_lead: str
    start_password: str
    elsewhere: str
    settings: Mapping[str, str]
    log: str
    account_of: str
    all_accounts: str
    change_role: str
    set_password: str
    set_lead: str
    end_sessions: str
    end_lead: str
    disable: str
    disable_lead: str
    enable: str
    enable_lead: str
    done: Mapping[str, str]


_TEXTS = in_both(
    swedish=AccountTexts(
        sign_in="Logga in",
        sign_in_lead="Här granskar kommunens rekryterare vad chatten svarar.",
        login="Inloggningsnamn",
        password="Lösenord",
        by_service="Logga in med kommunens inloggningstjänst",
        no_account="Inloggningstjänsten känner dig som {name}, men det finns inget öppet konto för dig här. Be en "
        "administratör att lägga till ett.",
        service_failed="Inloggningen genom kommunens tjänst gick inte att slutföra. Försök igen om en stund.",
        wrong="Inloggningsnamnet och lösenordet hör inte ihop. Kontrollera stavningen och försök igen.",
        wait="Det har varit för många försök med fel lösenord. Försök igen om {time}.",
        second="en sekund",
        seconds="{count} sekunder",
        minutes="{count} minuter",
        none_yet_heading="Det finns inget konto än",
        none_yet="Granskningen öppnas när det första kontot finns. Be den som sköter datorn som chatten körs på att "
        "skriva så här i programmets mapp, med ditt namn i stället för NAMN:",
        none_yet_then="Programmet frågar då efter ett lösenord. Det första kontot blir administratör och kan lägga "
        "till fler här på webben. Ladda om den här sidan när det är gjort.",
        role="Roll",
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
        own="Mitt konto",
        by_provider="Du loggar in genom kommunens inloggningstjänst. Där byter du också lösenord.",
        change_password="Byt lösenord",
        change_lead="Dina andra inloggningar, till exempel på en annan dator, avslutas då.",
        old_password="Nuvarande lösenord",
        new_password="Nytt lösenord",
        password_hint=f"Minst {SHORTEST} tecken, till exempel fyra ord efter varandra. Mellanslag går bra.",
        again="Det nya lösenordet en gång till",
        password_changed="Lösenordet är bytt.",
        everywhere="Logga ut överallt",
        everywhere_lead="Avslutar alla dina inloggningar, också den här: om du har glömt att logga ut någonstans. "
        "Logga ut avslutar bara inloggningen i den webbläsare du använder.",
        accounts="Konton",
        state="Läge",
        added="Tillagt",
        enabled="öppet",
        disabled="avstängt",
        without_password="öppet, utan lösenord",
        add="Lägg till konto",
        add_lead="Berätta inloggningsnamnet och lösenordet för personen, som sedan byter lösenord under ”Mitt konto”.",
        start_password="Lösenord att börja med",
        elsewhere="Inställningar",
        settings={
            "guidelines": "vad bedömningarna betyder, andelen med två granskare, hur mycket sämre chatten får bli",
            "learning": "vad bedömningarna får lära chatten",
            "overview": "hur säker chatten ska vara för att svara",
        },
        log="Logg: vem som har gjort vad",
        account_of="Kontot {login}",
        all_accounts="Alla konton",
        change_role="Byt roll",
        set_password="Sätt nytt lösenord",
        set_lead="För den som har glömt sitt lösenord. Kontot loggas ut överallt.",
        end_sessions="Logga ut kontot överallt",
        end_lead="Till exempel när en dator har kommit bort.",
        disable="Stäng av kontot",
        disable_lead="Kontot loggas ut överallt och kan inte logga in mer. Det som kontot har gjort står kvar.",
        enable="Öppna kontot igen",
        enable_lead="Kontot kan då logga in igen, med samma lösenord som förut.",
        done={
            "tillagt": "Kontot är tillagt.",
            "roll": "Rollen är bytt.",
            "losenord": "Lösenordet är bytt, och kontot är utloggat överallt.",
            "avsluta": "Kontot är utloggat överallt.",
            "stang": "Kontot är avstängt.",
            "oppna": "Kontot är öppet igen.",
        },
    ),
    english=AccountTexts(
        sign_in="Sign in",
        sign_in_lead="Here the municipality's recruiters review what the chat answers.",
        login="Login name",
        password="Password",
        by_service="Sign in with the municipality's service",
        no_account="The sign-in service knows you as {name}, but there is no open account for you here. Ask an "
        "administrator to add one.",
        service_failed="The sign-in through the municipality's service could not be completed. Try again in a while.",
        wrong="Login name and password do not belong together. Check the spelling and try again.",
        wait="There have been too many attempts with a wrong password. Try again in {time}.",
        second="a second",
        seconds="{count} seconds",
        minutes="{count} minutes",
        none_yet_heading="There is no account yet",
        none_yet="The review opens once there is a first account. Ask whoever looks after the computer that the chat "
        "runs on to write this in the program's folder, with your name instead of NAMN:",
        none_yet_then="The program then asks for a password. The first account becomes an administrator, who can add "
        "others here on the web. Reload this page when that is done.",
        role="Role",
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
        own="My account",
        by_provider="You sign in through the municipality's sign-in service. There you also change your password.",
        change_password="Change password",
        change_lead="Your other sessions, for instance on another computer, then end.",
        old_password="Present password",
        new_password="New password",
        password_hint=f"At least {SHORTEST} characters, for instance four words after each other. Spaces are fine.",
        again="The new password once more",
        password_changed="The password is changed.",
        everywhere="Sign out everywhere",
        everywhere_lead="Ends all your sessions, this one too: if you have forgotten to sign out somewhere. "
        "Sign out ends the session of the browser that you use, and no other.",
        accounts="Accounts",
        state="State",
        added="Added",
        enabled="open",
        disabled="turned off",
        without_password="open, without password",
        add="Add account",
        add_lead="Tell the person the login name and the password; it is then changed under “My account”.",
        start_password="Password to begin with",
        elsewhere="Settings",
        settings={
            "guidelines": "what the verdicts mean, the share with two reviewers, how much worse the chat may get",
            "learning": "what the verdicts may teach the chat",
            "overview": "how certain the chat must be to answer",
        },
        log="Log: who has done what",
        account_of="The account {login}",
        all_accounts="All accounts",
        change_role="Change role",
        set_password="Set a new password",
        set_lead="For somebody who has forgotten it. The account is signed out everywhere.",
        end_sessions="Sign the account out everywhere",
        end_lead="For instance when a computer is lost.",
        disable="Turn the account off",
        disable_lead="The account is signed out everywhere and can sign in no more. What it has done stays.",
        enable="Open the account again",
        enable_lead="The account can then sign in again, with the same password as before.",
        done={
            "tillagt": "The account is added.",
            "roll": "The role is changed.",
            "losenord": "The password is changed, and the account is signed out everywhere.",
            "avsluta": "The account is signed out everywhere.",
            "stang": "The account is turned off.",
            "oppna": "The account is open again.",
        },
    ),
)


def account_texts(language: Language) -> AccountTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
