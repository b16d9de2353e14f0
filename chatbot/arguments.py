"""The command line's arguments: what a value must look like, and what is said where it does not."""

from __future__ import annotations

import argparse
import datetime
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from corpus.municipalities import municipalities

# argparse's own words, which it takes from no catalogue that a program could give it.
_SWEDISH = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"the following arguments are required: (.*)", r"det saknas något: \1"),
        (r"one of the arguments (.*) is required", r"ange något av \1"),
        (r"unrecognized arguments: (.*)", r"okänt: \1"),
        (r"ambiguous option: (\S+) could match (.*)", r"\1 kan betyda \2"),
        (r"argument (.*?): not allowed with argument (.*)", r"\1 går inte ihop med \2"),
        (r"argument (.*?): expected (?:one|at least one) argument", r"\1: värdet saknas"),
        (r"argument (.*?): ignored explicit argument (.*)", r"\1 tar inget värde, men fick \2"),
        (r"argument (.*?): invalid int value: (.*)", r"\1: \2 är inget heltal"),
        (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1: \2 finns inte; välj bland \3"),
        (r"argument (.*?): (.*)", r"\1: \2"),
    )
)


_MOST_DIGITS = 5
"""Of a number of days; more than that is before the calendar begins."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "användning: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that says in one line of Swedish what is wrong."""

    def __init__(self, *, add_help: bool = True, **given: Any) -> None:  # noqa: ANN401  whatever argparse takes
        super().__init__(add_help=False, formatter_class=_Formatter, **given)
        if add_help:
            self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def format_help(self) -> str:
        """Return the help, its headings in Swedish."""
        # Only now: a parser's options are put together with its parents' by the heading.
        self._positionals.title, self._optionals.title = "argument", "val"
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the command, and how to get help."""
        told = next((match.expand(words) for known, words in _SWEDISH if (match := known.fullmatch(message))), message)
        self.exit(2, f"{self.prog}: {told} (hjälp: {self.prog} --help)\n")


def positive(value: str) -> int:
    """Return a whole number from 1."""
    number = int(value) if value.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value!r} är inte ett heltal från 1 och uppåt")
    return number


def year(value: str) -> int:
    """Return a year in four figures."""
    if not (value.isascii() and value.isdigit() and len(value) == len("ÅÅÅÅ")):
        raise argparse.ArgumentTypeError(f"{value!r} är inget årtal; skriv ÅÅÅÅ")
    return int(value)


def age(value: str) -> datetime.timedelta:
    """Return an age in days, given as "90d" or "90"."""
    days = value.strip().casefold().removesuffix("d")
    if not (days.isascii() and days.isdigit() and len(days) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(f"{value!r} är ingen ålder; skriv till exempel 90d")
    return datetime.timedelta(days=int(days))


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


EXPORTED = (
    "questions",
    "verdicts",
    "quotes",
    "ratings",
    "lessons",
    "trials",
    "hidden",
    "articles",
    "figures",
    "audit",
)
"""What chatbot.exports has; a test compares the two."""
_ROLES = ("reader", "reviewer", "editor", "admin")


def add_reviewer_actions(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Add what comes after `chatbot reviewer`.

    Args:
        parser: of that command.
        common: options of every command.
    """
    actions = parser.add_subparsers(
        required=True, dest="action", metavar="add|list|disable|enable|rename|password|role"
    )

    def action(name: str, text: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, parents=[common], help=text, description=text)

    adding = action("add", "lägger till ett konto; lösenordet frågas efter, eller läses som en rad på standard in")
    adding.add_argument("name", metavar="NAMN", help="inloggningsnamn")
    adding.add_argument(
        "--role", choices=_ROLES, help="vad kontot får göra (det första kontot: admin, senare: reviewer)"
    )
    adding.add_argument("--oidc", action="store_true", help="utan lösenord: loggar in genom inloggningstjänsten")
    action("list", "visar alla konton").add_argument("--json", action="store_true")
    for name, text in (
        ("disable", "stänger av ett konto, och loggar ut det överallt"),
        ("enable", "öppnar ett avstängt konto igen"),
        ("password", "ger ett konto ett nytt lösenord, och loggar ut det överallt"),
    ):
        action(name, text).add_argument("name", metavar="NAMN")
    renaming = action("rename", "ger ett konto ett annat inloggningsnamn")
    renaming.add_argument("name", metavar="NAMN")
    renaming.add_argument("new", metavar="NYTT")
    changing = action("role", "ger ett konto en annan roll")
    changing.add_argument("name", metavar="NAMN")
    changing.add_argument("role", choices=_ROLES)


def add_subject(evaluate: argparse.ArgumentParser) -> None:
    """Add what `chatbot evaluate` measures."""
    subject = evaluate.add_mutually_exclusive_group()
    subject.add_argument("files", nargs="*", default=[], type=Path, metavar="FIL.jsonl", help="frågor (projektets)")
    subject.add_argument("--attribution", type=Path, metavar="KATALOG", help="artiklar med facit")
    subject.add_argument("--beir", type=Path, metavar="KATALOG", help="en söksamling i BEIR:s form")
    evaluate.add_argument("--articles", type=Path, metavar="MÖNSTER", help="artiklar att fråga: mapp eller 'mapp/a*'")
    evaluate.add_argument("--report", type=Path, metavar="KATALOG", help="skriv rapport med diagram dit")
    evaluate.add_argument("--figures", type=Path, metavar="FIL", help="skriv mätvärdena till sidan om tjänsten dit")
    evaluate.add_argument("--errors", action="store_true", help="visa varje fråga som besvarades fel")
    evaluate.add_argument("--json", action="store_true")


def add_questions(ask: argparse.ArgumentParser) -> None:
    """Add what is asked, and of whom."""
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", metavar="FRÅGA")
    what.add_argument("--batch", type=Path, metavar="FIL.jsonl", help="en fråga per rad in, ett svar per rad ut")
    ask.add_argument("--history", action="append", default=[], metavar="FRÅGA", help="tidigare fråga; kan upprepas")
    add_filters(ask)
    ask.add_argument("--speaker", metavar="PERSON")
    ask.add_argument("--top", type=positive, metavar="N", help="högst så många citat (3; med --compare 1 per kommun)")
    ask.add_argument("--compare", action="store_true", help="svara kommun för kommun; nämn dem i frågan, annars alla")
    ask.add_argument("--json", action="store_true")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """Add what answers are narrowed to."""
    parser.add_argument("--municipality", metavar="KOMMUN")
    parser.add_argument("--role", metavar="ROLL", help="en grupp av roller, eller ett yrke; se chatbot filters")
    parser.add_argument("--area", metavar="OMRÅDE", help="arbetsområde; se chatbot filters")
    parser.add_argument("--from-year", type=year, metavar="ÅR", help="publicerat tidigast då")
    parser.add_argument("--to-year", type=year, metavar="ÅR", help="publicerat senast då")


def add_article(add: argparse.ArgumentParser) -> None:
    """Add what is taken in, and what is said of it."""
    add.add_argument("inputs", nargs="+", metavar="FIL-ELLER-ADRESS", help=".md .txt .html .docx .pdf, eller http(s)")
    add.add_argument("--url", help="artikelns adress på webben")
    add.add_argument("--title", metavar="TITEL")
    add.add_argument("--publisher", metavar="UTGIVARE")
    add.add_argument("--published", type=date, metavar="ÅÅÅÅ-MM-DD")
    add.add_argument("--municipality", type=municipality, metavar="KOMMUN", help="bestäm kommunen")
    add.add_argument("--json", action="store_true", help="skriv vad som lästes och gjordes som JSON")
    add_consent(add)


def add_text(check: argparse.ArgumentParser) -> None:
    """Add the text that is checked."""
    check.add_argument("text", metavar="TEXT", help="en mening eller mer; - läser från standard in")
    check.add_argument("--json", action="store_true")


def add_consent(parser: argparse.ArgumentParser) -> None:
    """Add what leaves out the question before a change."""
    parser.add_argument("--yes", action="store_true", help="fråga inte")
    add_quiet(parser)


def add_quiet(parser: argparse.ArgumentParser) -> None:
    """Add what leaves out the progress."""
    parser.add_argument("--quiet", action="store_true", help="visa inte förloppet")
