"""The commands that change the corpus: add, remove, withdraw. They show first, ask, and then do it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from chatbot.adding import Addition, Details, Outcome, Plan, carry_out, plan_additions
from chatbot.building import build_index
from chatbot.errors import KeepingError
from chatbot.fetching import fetch
from chatbot.reading_table import show_reading, table_console
from chatbot.reading_view import reading_to_dict
from chatbot.removing import find_article, index_what_is_left, remove_article
from chatbot.settings import Settings
from corpus.errors import CorpusError
from corpus.files import read_article
from corpus.reading import read
from index.recipe import BuildReport

WRONG_USAGE = 2


def say(line: str) -> None:
    """Write a line of news on standard error; standard output is for data."""
    print(line, file=sys.stderr, flush=True)


def _say_waiting() -> None:
    say("Ett annat kommando ändrar korpusen; väntar på det …")


def ask(question: str, *, assume_yes: bool) -> bool:
    """Ask for a yes on the terminal.

    Raises:
        KeepingError: there is no terminal to ask on.
    """
    if assume_yes:
        return True
    if not sys.stdin.isatty():
        raise KeepingError("ingen terminal att fråga på, så ingenting är ändrat; kör igen med --yes")
    print(f"{question} [j/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in ("j", "ja", "y", "yes")


# --- add --------------------------------------------------------------------------------------------


def add(options: argparse.Namespace, settings: Settings) -> int:
    """Take articles into the corpus and the index."""
    details = _details(options)
    if len(options.inputs) > 1 and (options.url or options.title):
        say("chatbot: --url och --title gäller en enda artikel; lägg till dem en i taget (hjälp: chatbot add --help)")
        return WRONG_USAGE
    plan = plan_additions(settings, options.inputs, details, fetch)
    _show_plan(plan)
    if plan.changes_anything:
        if not ask("Lägga till?", assume_yes=options.yes):
            say("Ingenting är ändrat.")
            return 1
        carry_out(settings, plan, _say_waiting)
    report = build_index(settings, progress=None if options.quiet else say, warn=say)
    if options.json:
        print(json.dumps([_to_dict(addition) for addition in plan.additions], ensure_ascii=False, indent=2))
    else:
        for addition in plan.additions:
            print(_result(addition))
        print(_index_line(report))
    return 0


def _details(options: argparse.Namespace) -> Details:
    return Details(
        url=options.url,
        title=options.title,
        publisher=options.publisher,
        published=options.published,
        municipality=options.municipality,
    )


def _show_plan(plan: Plan) -> None:
    console = table_console()
    for addition in plan.additions:
        say(f"\n{addition.origin}")
        if addition.outcome is Outcome.PRESENT:
            say(f"Finns redan som {addition.reading.article.id}.")
            continue
        show_reading(console, addition.reading)
        if addition.changes is not None:
            say(f"Ersätter {addition.reading.article.id}: {_changed(addition)}.")
        if addition.resembles is not None:
            article_id, overlap = addition.resembles
            say(f"! Liknar {article_id} ({overlap:.0%} av orden); är det samma artikel, ta bort den ena.")
        say(f"{addition.quotes} citat, {addition.needs_review} att granska.")


def _changed(addition: Addition) -> str:
    changes = addition.changes
    return f"{changes.kept} citat oförändrade, {changes.new} nya, {changes.gone} borta" if changes else ""


def _result(addition: Addition) -> str:
    if addition.outcome is Outcome.PRESENT:
        return f"{addition.origin}: finns redan som {addition.reading.article.id}"
    counts = f"{addition.quotes} citat, {addition.needs_review} att granska"
    if addition.outcome is Outcome.REPLACED:
        return f"Ersatt: {addition.path} ({_changed(addition)}; {counts})"
    return f"Tillagd: {addition.path} ({counts})"


def _to_dict(addition: Addition) -> dict[str, object]:
    changes = addition.changes
    return {
        "input": addition.origin,
        "status": addition.outcome.value,
        "id": addition.reading.article.id,
        "path": str(addition.path),
        "quotes": addition.quotes,
        "needs_review": addition.needs_review,
        "changes": changes and {"kept": changes.kept, "new": changes.new, "gone": changes.gone},
        "reading": reading_to_dict(addition.reading),
    }


# --- remove -----------------------------------------------------------------------------------------


def remove(options: argparse.Namespace, settings: Settings) -> int:
    """Take an article out of the corpus and the index."""
    path = find_article(settings, options.article)
    say(_described(path))
    if not ask("Ta bort?", assume_yes=options.yes):
        say("Ingenting är ändrat.")
        return 1
    remove_article(settings, path, _say_waiting)
    report = index_what_is_left(settings, None if options.quiet else say, say)
    print(f"Borttagen: {path}")
    print(_index_line(report))
    return 0


def _described(path: Path) -> str:
    try:
        reading = read(read_article(path))
    except CorpusError as exc:  # one that cannot be read is best removed
        return str(exc)
    people = sorted({s.name for quote in reading.quotes for s in quote.attribution.speakers if s.name})
    title = reading.article.title or path.stem
    return f"{path}: {title}, {len(reading.quotes)} citat ({', '.join(people) or 'inga namn'})"


def _index_line(report: BuildReport | None) -> str:
    if report is None:
        return "Index: borttaget, för korpusen är tom; lägg till en artikel med: chatbot add FIL"
    return f"Index: {report.generation}, {report.articles} artiklar, {report.quotes} citat"
