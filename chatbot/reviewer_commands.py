"""The commands on recruiters' accounts: chatbot reviewer add, list, disable, enable, password, role."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from chatbot.errors import ChatbotError
from chatbot.settings import Settings
from chatbot.store import accounts
from chatbot.store.accounts import AccountError, AccountProblem
from chatbot.store.database import Database
from chatbot.store.passwords import SHORTEST, checked_password
from chatbot.store.reviewers import Role
from chatbot.web.texts.desk_accounts import account_texts
from chatbot.web.texts.languages import Language

_NOTHING_SENT = (
    "inget lösenord på standard in; kör kommandot i en terminal, eller skicka lösenordet: "
    "printf '%s\\n' \"$LOSENORD\" | chatbot reviewer {command} {login}"
)


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Add an account."""
    role = Role(options.role) if options.role else None
    with _opened(settings) as database:
        with database.reading() as connection:
            accounts.check_login(connection, options.name)
        password = None if options.oidc else _asked_password("add", options.name)
        with database.changing() as connection:
            reviewer = accounts.add_account(connection, options.name, password=password, role=role, by=None)
    told = "inloggningen sker genom kommunens inloggningstjänst" if options.oidc else "logga in på /granska"
    print(f"Kontot {reviewer.login} finns nu, med rollen {reviewer.role.value}; {told}.")
    return 0


def show(options: argparse.Namespace, settings: Settings) -> int:
    """Show every account."""
    with _opened(settings) as database, database.reading() as connection:
        known = accounts.all_accounts(connection)
    if options.json:
        print(json.dumps([_record(account) for account in known], ensure_ascii=False, indent=2))
    elif not known:
        print("Det finns inget konto än. Lägg till det första: chatbot reviewer add NAMN")
    else:
        _print_table([_row(account) for account in known])
    return 0


def disable(options: argparse.Namespace, settings: Settings) -> int:
    """Turn an account off."""
    with _opened(settings) as database, database.changing() as connection:
        account = accounts.account_of(connection, options.name)
        accounts.disable(connection, account.reviewer.id, by=None)
    print(f"Kontot {account.reviewer.login} är avstängt, och utloggat överallt. Det som kontot har gjort står kvar.")
    return 0


def enable(options: argparse.Namespace, settings: Settings) -> int:
    """Turn an account on again."""
    with _opened(settings) as database, database.changing() as connection:
        account = accounts.account_of(connection, options.name)
        accounts.enable(connection, account.reviewer.id, by=None)
    print(f"Kontot {account.reviewer.login} är öppet igen.")
    return 0


def rename(options: argparse.Namespace, settings: Settings) -> int:
    """Give an account another login."""
    with _opened(settings) as database, database.changing() as connection:
        account = accounts.account_of(connection, options.name)
        accounts.rename(connection, account.reviewer.id, options.new, by=None)
    print(
        f"Kontot {account.reviewer.login} heter nu {accounts.normal_login(options.new)}, och loggar in med det namnet."
    )
    return 0


def change_password(options: argparse.Namespace, settings: Settings) -> int:
    """Give an account another password."""
    with _opened(settings) as database:
        with database.reading() as connection:
            account = accounts.account_of(connection, options.name)
        password = _asked_password("password", options.name)
        with database.changing() as connection:
            accounts.set_password(connection, account.reviewer.id, password, by=None)
    print(f"Kontot {account.reviewer.login} har ett nytt lösenord, och är utloggat överallt.")
    return 0


def change_role(options: argparse.Namespace, settings: Settings) -> int:
    """Give an account another role."""
    role = Role(options.role)
    with _opened(settings) as database, database.changing() as connection:
        account = accounts.account_of(connection, options.name)
        accounts.set_role(connection, account.reviewer.id, role, by=None)
    print(f"Kontot {account.reviewer.login} har nu rollen {role.value}.")
    return 0


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    """Give the database; what an account cannot be is told in words."""
    database = Database(settings.database_url)
    try:
        yield database
    except AccountError as exc:
        raise ChatbotError(account_texts(Language.SWEDISH).problems[exc.problem]) from exc
    finally:
        database.close()


def _asked_password(command: str, login: str) -> str:
    """Return the hash of a password: asked for twice in a terminal, else the first line of standard input.

    Raises:
        AccountError: it may not be used, or was written in two ways.
        ChatbotError: there is none.
    """
    if not sys.stdin.isatty():
        password = sys.stdin.readline().removesuffix("\n").removesuffix("\r")
        if not password:
            raise ChatbotError(_NOTHING_SENT.format(command=command, login=login))
        return checked_password(password, login)
    password = getpass.getpass(f"Lösenord för {login}, minst {SHORTEST} tecken (syns inte): ")
    hashed = checked_password(password, login)
    if getpass.getpass("En gång till: ") != password:
        raise AccountError(AccountProblem.PASSWORDS_DIFFER)
    return hashed


def _record(account: accounts.Account) -> dict[str, object]:
    reviewer = account.reviewer
    return {
        "login": reviewer.login,
        "role": reviewer.role.value,
        "disabled": reviewer.disabled,
        "password": account.has_password,
        "added": account.added.isoformat(timespec="seconds"),
    }


def _row(account: accounts.Account) -> tuple[str, ...]:
    reviewer = account.reviewer
    state = "avstängt" if reviewer.disabled else "öppet" if account.has_password else "öppet, utan lösenord"
    return (reviewer.login, reviewer.role.value, state, account.added.date().isoformat())


def _print_table(rows: list[tuple[str, ...]]) -> None:
    table = [("inloggningsnamn", "roll", "läge", "tillagt"), *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


ACTIONS = {
    "add": add,
    "list": show,
    "disable": disable,
    "enable": enable,
    "rename": rename,
    "password": change_password,
    "role": change_role,
}
"""What comes after `chatbot reviewer` -> what it does."""
