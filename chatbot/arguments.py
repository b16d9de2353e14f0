"""The command line's arguments: what a value must look like, and what is said where it does not."""

from __future__ import annotations

import argparse
import datetime
from difflib import get_close_matches
from typing import NoReturn

from corpus.municipalities import municipalities


class Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the command, and how to get help."""
        self.exit(2, f"{self.prog}: {message} (hjälp: {self.prog} --help)\n")


def positive(value: str) -> int:
    """Return a whole number from 1."""
    number = int(value) if value.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value!r} är inte ett heltal från 1 och uppåt")
    return number


def date(value: str) -> datetime.date:
    """Return a date."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} är inget datum; skriv ÅÅÅÅ-MM-DD") from None


def municipality(value: str) -> str:
    """Return a municipality's name, given in any case, with or without "kommun" or "stad"."""
    names = {form.casefold(): known.name for known in municipalities() for form in (known.name, known.official_name)}
    name = names.get(" ".join(value.split()).casefold())
    if name is not None:
        return name
    near = get_close_matches(value.casefold(), names, n=1)
    hint = f"; menar du {names[near[0]]}?" if near else ""
    raise argparse.ArgumentTypeError(f"{value!r} är ingen kommun{hint}")
