"""The commands that change the corpus: add, remove, withdraw. They show first, ask, and then do it."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from pathlib import Path

from chatbot.adding import Addition, Details, Outcome, Plan, carry_out, plan_additions
from chatbot.building import build_index
from chatbot.errors import KeepingError
from chatbot.fetching import fetch
from chatbot.reading_table import show_reading, table_console
from chatbot.reading_view import reading_to_dict
from chatbot.removing import find_article, index_what_is_left, remove_article
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.unfinished import command, finish
from chatbot.withdrawing import Plan as WithdrawalPlan
from chatbot.withdrawing import carry_out as carry_out_withdrawal
from chatbot.withdrawing import forget, plan_withdrawal, prove
from corpus.decisions import lost_words
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
        for lost in addition.lost:
            say(f"! {lost_words(lost)}")
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
        "lost_decisions": [lost.words for lost in addition.lost],
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


# --- withdraw ---------------------------------------------------------------------------------------


def withdraw(options: argparse.Namespace, settings: Settings) -> int:
    """Take a person's words out of everything that the program keeps, and prove it."""
    plan = plan_withdrawal(settings, options.person)
    _show_withdrawal(plan)
    if options.dry_run:
        say("Ingenting är ändrat.")
        return 0
    if not ask(f"Ta bort allt som {plan.name} har sagt?", assume_yes=options.yes):
        say("Ingenting är ändrat.")
        return 1
    with closing(Database(settings.database_url)) as database:
        if database.exists:
            database.prepare()  # one that cannot be used is told before anything is changed
        hashes = carry_out_withdrawal(settings, plan, _say_waiting)
        try:
            report = forget(settings, plan, database, None if options.quiet else say, say)
        except BaseException:
            say(f"Allt är inte borttaget än; gör klart med: {command(plan.name)}")
            raise
        print(_index_line(report))
        return _prove(settings, plan, database, hashes)


def _show_withdrawal(plan: WithdrawalPlan) -> None:
    if plan.is_begun:
        say(f"En tidigare körning för {plan.name} blev inte klar; det som återstår görs nu.")
    elif not plan.articles:
        say(f"{plan.name} har redan dragit sig ur; indexet byggs om och allt söks igenom igen.")
    for article in plan.articles:
        withdrawal = article.withdrawal
        quotes = f"{len(withdrawal.quotes)} citat av {plan.name}"
        if withdrawal.after is None:
            say(f"{article.path}: hela artikeln tas bort ({withdrawal.reason}; {quotes})")
            continue
        renamed = f"; byter namn till {article.new_path}" if article.new_path != article.path else ""
        left = len(withdrawal.after.quotes)
        lost = len(withdrawal.before.quotes) - len(withdrawal.quotes) - left
        others = f", {lost} av andra kan inte stå kvar" if lost > 0 else ""
        say(f"{article.path}: {quotes} tas bort{others}, {left} citat är kvar{renamed}")
    for name, articles in sorted(plan.alike.items()):
        say(f"! {name} ({', '.join(articles)}) kan vara samma person och rörs inte")


def _prove(settings: Settings, plan: WithdrawalPlan, database: Database, hashes: frozenset[bytes]) -> int:
    proof = prove(settings, plan, database, hashes)
    result, vectors = proof.found, proof.left
    left = [*result.found, *([f"{settings.index_directory}: {vectors} vektorer finns kvar"] if vectors else [])]
    print(
        f"Genomsökt: {result.files} filer i {settings.corpus} och {settings.data} (utom modellen), {database.name}, "
        f"efter namnet, {result.phrases} meningar och {len(hashes)} vektorer."
    )
    if result.shared:
        print(f"{result.shared} meningar söktes inte: andra har sagt samma sak.")
    for line in left:
        print(line)
    if proof.is_clean:
        finish(settings.data, plan.name)
        print(f"Ingenting av {plan.name} är kvar, och chatbot add tar inte in det igen.")
    else:
        print(f"Ta bort det, och kör igen: {command(plan.name)}")
    print("Versionshistorik (git), säkerhetskopior, facit i tests/gold och andras kopior når programmet inte.")
    if database.file is None:
        print("Databasserverns egna loggar och säkerhetskopior når programmet inte heller.")
    return 1 if left else 0
