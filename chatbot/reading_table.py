"""What was read of an article as a table in the terminal, with marks where a person should look.

A mark is always a sign and a word; colour only repeats it. Without a terminal, or with NO_COLOR, there is no colour.
"""

from __future__ import annotations

import re

from rich.box import HORIZONTALS
from rich.console import Console
from rich.table import Table
from rich.text import Text

from chatbot.reading_view import METHODS
from corpus.honouring import NOBODY
from corpus.records import Quote, QuoteStatus, Reading

_LOOK = "bold yellow"
_DIM = "dim"
_WIDTH_WITHOUT_TERMINAL = 100
_INVENTED_NAME = re.compile(
    r"\bheter egentligen\b|\bfingera(?:t|de) namn\b|\bnamne[tn] är (?:\w+ )?(?:fingera|påhitta|ändra)(?:t|d|de)\b",
    re.IGNORECASE,
)
_SHOWN_WORDS = 140
"""Characters of a quote."""


def table_console() -> Console:
    """Return a console on standard error: standard output is for data."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _WIDTH_WITHOUT_TERMINAL
    return console


def show_reading(console: Console, reading: Reading) -> None:
    """Print what an article says of itself, then each quote on a row."""
    console.print(_about(reading))
    console.print(_quotes(reading))


def _about(reading: Reading) -> Table:
    article, place = reading.article, reading.municipality
    table = Table.grid(padding=(0, 2))
    given = {
        "Titel": article.title,
        "Utgivare": article.publisher,
        "Datum": article.published and article.published.isoformat(),
        "Adress": article.url,
        "Kommun": place and place.name,
    }
    for label, value in given.items():
        table.add_row(label, _plain(value) if value else Text("! framgår inte", style=_LOOK))
    people = "; ".join(", ".join(filter(None, (p.name, p.role, p.municipality))) for p in reading.people)
    table.add_row("Personer", _plain(people or "–"))
    if _INVENTED_NAME.search(article.text):
        table.add_row("Obs", Text("! artikeln säger att ett namn är påhittat", style=_LOOK))
    return table


def _quotes(reading: Reading) -> Table:
    """Return a row a quote: who, and by which rule how sure; the words, and why to look at them."""
    table = Table(show_edge=False, pad_edge=False, show_lines=True, box=HORIZONTALS)
    table.add_column("Nr", justify="right")
    table.add_column("Talare", ratio=2)
    table.add_column("Ord", ratio=3)
    for number, quote in enumerate(reading.quotes, start=1):
        looks = what_to_look_at(quote)
        words = [f"”{_shortened(reading, quote)}”", *looks]
        table.add_row(str(number), _lines(_who(quote)), _lines(words), style=_style(quote, looks))
    return table


def _who(quote: Quote) -> list[str]:
    attribution = quote.attribution
    people = [", ".join(filter(None, (s.name or "namn saknas", s.role))) for s in attribution.speakers] or ["–"]
    return [*people, quote.municipality or "–", f"{METHODS[attribution.method]} {attribution.confidence:.2f}"]


def what_to_look_at(quote: Quote) -> list[str]:
    """Return in words why a person should look at a quote; empty where there is no reason."""
    if quote.duplicate_of is not None:
        return [f"= upprepar nr {quote.duplicate_of + 1}"]
    looks = []
    if quote.status is QuoteStatus.NEEDS_REVIEW:
        names = [speaker.name for speaker in quote.attribution.speakers if speaker.name]
        candidates = " eller ".join(dict.fromkeys([*names, *quote.attribution.candidates]))
        looks.append(f"? osäker talare ({candidates})" if candidates else "? osäker talare")
    if quote.status is QuoteStatus.UNATTRIBUTED and quote.attribution.reason != NOBODY:
        looks.append("? talaren framgår inte")
    if any(speaker.name and " " not in speaker.name for speaker in quote.attribution.speakers):
        looks.append("! bara kort namn")
    if quote.municipality is None:
        looks.append("! ingen kommun")
    return looks


def _style(quote: Quote, looks: list[str]) -> str:
    if quote.duplicate_of is not None:
        return _DIM
    return _LOOK if looks else ""


def _shortened(reading: Reading, quote: Quote) -> str:
    said = " […] ".join(" ".join(span.of(reading.article.text).split()) for span in quote.segments)
    return said if len(said) <= _SHOWN_WORDS else said[: _SHOWN_WORDS - 1].rstrip() + "…"


def _lines(lines: list[str]) -> Text:
    return Text("\n").join(map(_plain, lines))


def _plain(words: str) -> Text:
    """Return words that do nothing to a terminal: an article may hold control characters."""
    return Text("".join(character if character.isprintable() else " " for character in words))
