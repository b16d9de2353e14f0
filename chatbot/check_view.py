"""What is known of a checked text, for the terminal.

What differs is always set in brackets with a sign; colour only repeats it.
"""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from chatbot.answer_view import speakers_text
from chatbot.records import AnswerQuote, CheckMatch, CheckStatus, Difference, DifferenceKind, QuoteCheck

_WIDTH_WITHOUT_TERMINAL = 100
_SIGNS = {CheckStatus.EXACT: "✓", CheckStatus.ALTERED: "≠", CheckStatus.NOT_FOUND: "–", CheckStatus.TOO_SHORT: "?"}
_LEGEND = "[-utelämnat-] och {+tillagt+} mot artikeln"


def show_check(checked: QuoteCheck) -> None:
    """Print the verdict, then each passage with what differs and where it stands."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _WIDTH_WITHOUT_TERMINAL
    console.print(Text(f"{_SIGNS[checked.status]} {checked.message}", style="bold"))
    for match in checked.matches:
        console.print()
        console.print(_compared(match.differences))
        console.print(_source(match))
    if checked.status is CheckStatus.ALTERED:
        console.print(Text(f"\n{_LEGEND}", style="dim"))


def _compared(differences: tuple[Difference, ...]) -> Text:
    text = Text()
    for difference in differences:
        if difference.kind is DifferenceKind.SAME:
            text.append(difference.original)
            continue
        for words, marks, style in ((difference.original, "[--]", "red"), (difference.given, "{++}", "green")):
            if words.strip():
                end = words[len(words.rstrip()) :]
                text.append(f"{marks[:2]}{words.strip()}{marks[2:]}", style=style).append(end or " ")
    return text


def _source(match: CheckMatch) -> Text:
    article = ", ".join(p for p in (match.article.title, match.article.publisher, match.article.published) if p)
    voices = dict.fromkeys(_voice(quote) for quote in match.quotes)
    return Text("\n".join(["", *voices, f"{article} [{match.start}–{match.end}]"]).lstrip("\n"), style="dim")


def _voice(quote: AnswerQuote) -> str:
    place = f", {quote.municipality}" if quote.municipality else ""
    return f"{speakers_text(quote)}{place} [{quote.id}]"
