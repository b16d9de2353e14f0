"""The command line: one function a command; data on standard output, everything else on standard error."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chatbot.arguments import Parser, add_reviewer_actions, age, date, municipality, positive, year
from chatbot.errors import ChatbotError, in_a_line
from chatbot.settings import Settings
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from chatbot.filters import Filters

# Commands import what they need themselves: `chatbot read` starts without torch and faiss.

_EXPORTED = (
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

TOP = 3
"""Quotes of an answer unless --top tells otherwise."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0, 1 for an error, 2 for wrong usage."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        settings = _settings(options)
        run: Callable[[argparse.Namespace, Settings], int] = options.run
        return run(options, settings)
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail("avbrutet")
    except (ChatbotError, CorpusError, OSError) as exc:
        return _fail(in_a_line(exc))
    except Exception as exc:
        if _is_indexing_error(exc):
            return _fail(str(exc))
        if "CHATBOT_DEBUG" in os.environ:
            raise
        what = f"{type(exc).__name__}: {exc}"
        return _fail(f"oväntat fel ({what}); pröva indexet med chatbot verify, eller sätt CHATBOT_DEBUG=1 för mer")


def _is_indexing_error(exc: Exception) -> bool:
    """Tell whether the index room raised it, without importing that room for every command."""
    errors = sys.modules.get("index.errors")
    return errors is not None and isinstance(exc, errors.IndexingError)


def _fail(message: str) -> int:
    print("chatbot: " + " ".join(message.split()), file=sys.stderr)
    return 1


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


# --- commands ---------------------------------------------------------------------------------------


def _build(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.building import build_index

    report = build_index(settings, progress=None if options.quiet else _say, warn=_say)
    state = "Ny generation" if report.is_new else "Oförändrad generation"
    counts = f"{report.articles} artiklar, {report.quotes} citat, {report.passages} stycken ur artiklarna"
    print(f"{state} {report.generation}: {counts} ({report.encoded} texter kodade)")
    return 0


def _read(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command has this form
    from chatbot.reading_view import reading_table, reading_to_dict
    from corpus.files import read_article
    from corpus.reading import NOTHING_SAID, read

    reading = read(read_article(options.file, url=options.url))
    if not reading.quotes:
        _say(f"chatbot: {options.file.name}: {NOTHING_SAID}")
    if options.json:
        _print_json(reading_to_dict(reading), indent=2)
    else:
        print(reading_table(reading))
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.answer_view import answer_text
    from chatbot.answering import Chatbot
    from chatbot.batches import read_batch

    if options.compare:
        if options.batch or options.speaker:
            _fail(f"--compare går inte ihop med {'--batch' if options.batch else '--speaker'}")
            return 2
        return _compare(options, settings)
    requests = read_batch(options.batch) if options.batch else []
    top = options.top or TOP
    with Chatbot.open(settings) as chatbot:
        if options.batch:
            for request in requests:
                answer = chatbot.ask(
                    request.question,
                    request.history,
                    municipality=request.municipality or options.municipality,
                    speaker=request.speaker or options.speaker,
                    filters=_filters(options),
                    top=top,
                )
                _print_json(answer.to_dict())
            return 0
        answer = chatbot.ask(
            options.question,
            options.history,
            speaker=options.speaker,
            filters=_filters(options),
            top=top,
        )
    if options.json:
        _print_json(answer.to_dict(), indent=2)
    else:
        print(answer_text(answer))
    return 0


def _compare(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.answer_view import comparison_text
    from chatbot.answering import Chatbot

    with Chatbot.open(settings) as chatbot:
        compared = chatbot.compare(options.question, options.history, filters=_filters(options), top=options.top or 1)
    if options.json:
        _print_json(compared.to_dict(), indent=2)
    else:
        print(comparison_text(compared))
    return 0


def _filters(options: argparse.Namespace) -> Filters:
    from chatbot.filters import Filters

    return Filters(options.municipality, options.role, options.area, options.from_year, options.to_year)


def _show_filters(options: argparse.Namespace, settings: Settings) -> int:
    from dataclasses import asdict

    from chatbot.answer_view import facets_text
    from chatbot.answering import Chatbot

    with Chatbot.open(settings) as chatbot:
        counts = chatbot.facets(_filters(options), options.language)
    if options.json:
        _print_json(asdict(counts), indent=2)
    else:
        print(facets_text(counts))
    return 0


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.check_view import show_check
    from chatbot.quote_checking import check_quote
    from chatbot.steering import read_steering
    from chatbot.verifying import open_index

    text = sys.stdin.read() if options.text == "-" else options.text
    steering, _ = read_steering(settings.steering_directory)
    with open_index(settings) as generation:
        checked = check_quote(text, generation, settings.corpus, hidden=steering.hidden)
    if options.json:
        _print_json(checked.to_dict(), indent=2)
    else:
        show_check(checked)
    return 0


def _topics(options: argparse.Namespace, settings: Settings) -> int:
    from dataclasses import asdict

    from chatbot.answering import Chatbot

    with Chatbot.open(settings) as chatbot:
        topics = chatbot.topics(options.language)
    if options.json:
        _print_json([asdict(topic) for topic in topics], indent=2)
    else:
        print("\n\n".join("\n".join([topic.heading, *(f"  {q}" for q in topic.questions)]) for topic in topics))
    return 0


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.measuring_commands import evaluate

    return evaluate(options, settings)


def _learn(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.learning_commands import learn

    return learn(options, settings)


def _verify(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command has this form
    from chatbot.verifying import verify

    faults = verify(settings, _say)
    for fault in faults:
        print(fault)
    if not faults:
        print("Korpus, index och databas stämmer överens; varje citat är ordagrant.")
    return 1 if faults else 0


def _add(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.keeping_commands import add

    return add(options, settings)


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.keeping_commands import remove

    return remove(options, settings)


def _withdraw(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.keeping_commands import withdraw

    return withdraw(options, settings)


def _reviewer(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.reviewer_commands import ACTIONS

    return ACTIONS[options.action](options, settings)


def _forget(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.storing_commands import forget

    return forget(options, settings)


def _export(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.storing_commands import export

    return export(options, settings)


def _serve(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command has this form
    from chatbot.web.binding import bind

    with bind(settings.host, settings.port) as listener:
        _say("Laddar modell och index …")
        from chatbot.answering import Chatbot
        from chatbot.store.database import Database
        from chatbot.store.opening import open_recorder
        from chatbot.store.steering import publish_at_start
        from chatbot.unfinished import tell_unfinished

        publish_at_start(settings, _say)
        tell_unfinished(settings.data, _say)
        with Chatbot.open(settings, progress=_say) as chatbot:
            chatbot.starters()  # the first page has them; all else is found out while visitors come
            chatbot.prepare_aside()
            recorder = open_recorder(settings, chatbot, _say)
            from chatbot.web.about_page import Terms
            from chatbot.web.application import create_app, serve
            from chatbot.web.desk.desk import Desk

            app = create_app(
                chatbot,
                recorder=recorder,
                rate_limit=settings.rate_limit,
                allowed_origins=settings.allowed_origins,
                terms=Terms(contact=settings.contact, retention_days=settings.retention_days),
                desk=Desk(Database(settings.database_url), chatbot, settings),
            )
            serve(app, listener, trusted_proxies=settings.trusted_proxies)
    return 0


def _mcp(options: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - every command has this form
    import asyncio

    from chatbot.answering import Chatbot
    from chatbot.store.steering import publish_at_start
    from chatbot.web.mcp_server import serve_stdio

    publish_at_start(settings, _say)
    with Chatbot.open(settings, progress=_say) as chatbot:
        asyncio.run(serve_stdio(chatbot))
    return 0


def _print_json(data: object, indent: int | None = None) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=indent), flush=True)


# --- the parser -------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--corpus", type=Path, metavar="KATALOG", help="artiklarna (corpus/articles)")
    common.add_argument("--data", type=Path, metavar="KATALOG", help="modell, index och databas (var)")
    parser = Parser(
        prog="chatbot",
        parents=[common],
        description="Svarar på frågor om arbetet i socialtjänsten med ordagranna citat ur publicerade intervjuer.",
    )
    commands = parser.add_subparsers(required=True, metavar="KOMMANDO")

    def command(name: str, run: Callable[[argparse.Namespace, Settings], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[common], help=text, description=text)
        added.set_defaults(run=run)
        return added

    _add_quiet(command("build", _build, "läser korpusen och skriver en ny generation av indexet"))

    read = command("read", _read, "läser en artikel och visar vad som skulle indexeras")
    read.add_argument("file", type=Path, metavar="FIL", help=".txt .md .html .docx eller .pdf")
    read.add_argument("--url", help="artikelns adress på webben")
    read.add_argument("--json", action="store_true")

    _add_questions(command("ask", _ask, "svarar på en fråga"))

    filters = command("filters", _show_filters, "visar vad svaren kan avgränsas till, med antal citat")
    _add_filters(filters)
    filters.add_argument("--language", choices=("sv", "en"), default="sv", help="namnens språk (sv)")
    filters.add_argument("--json", action="store_true")

    _add_text(command("check", _check, "prövar om en text står ordagrant i en artikel, och visar vad som skiljer sig"))

    topics = command("topics", _topics, "visar vad man kan fråga om: frågor som korpusen svarar bra på")
    topics.add_argument("--language", choices=("sv", "en"), default="sv", help="frågornas språk (sv)")
    topics.add_argument("--json", action="store_true")

    evaluate = command("evaluate", _evaluate, "mäter på frågor, artiklar eller söksamlingar med facit")
    _add_subject(evaluate)

    learn = command("learn", _learn, "visar vad bedömningar lär chatten, prövar det och låter det gälla")
    step = learn.add_mutually_exclusive_group()
    step.add_argument(
        "--try", action="store_true", dest="try_changes", help="ställ alla frågor med facit; 1 om det blir sämre"
    )
    step.add_argument("--apply", action="store_true", help="låt det senaste provets ändringar gälla")

    command("verify", _verify, "prövar att korpus, index och databas stämmer och att varje citat är ordagrant")

    forget = command("forget", _forget, "raderar gamla frågor, med visade citat och omdömen")
    forget.add_argument("--older-than", type=age, required=True, metavar="90d", help="äldre än så många dagar")

    export = command("export", _export, "skriver frågor, bedömningar, citat med mera på standard ut")
    export.add_argument("what", choices=_EXPORTED, metavar="|".join(_EXPORTED))
    export.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="csv öppnas direkt i Excel (csv)")
    export.add_argument("--language", choices=("sv", "en"), default="sv", help="tabellens språk (sv)")

    _add_article(
        command("add", _add, "visar vad som står i artiklar, frågar, och lägger till dem i korpusen och indexet")
    )

    remove = command("remove", _remove, "tar bort en artikel ur korpusen och indexet")
    remove.add_argument("article", metavar="ARTIKEL-ID", help="filens namn utan ändelse")
    _add_consent(remove)

    withdraw = command("withdraw", _withdraw, "tar bort allt som en person har sagt, och visar att inget är kvar")
    withdraw.add_argument("person", metavar="PERSON", help="hela namnet")
    withdraw.add_argument("--dry-run", action="store_true", help="visa bara vad som skulle tas bort")
    _add_consent(withdraw)

    add_reviewer_actions(command("reviewer", _reviewer, "sköter konton för dem som granskar"), common)

    serve = command("serve", _serve, "startar webbtjänsten")
    serve.add_argument("--host", metavar="ADRESS", help="adress att lyssna på (127.0.0.1)")
    serve.add_argument("--port", type=int, metavar="PORT", help="port (7860)")

    command("mcp", _mcp, "svarar en lokal assistent enligt MCP, över standard in och ut")
    return parser


def _add_subject(evaluate: argparse.ArgumentParser) -> None:
    subject = evaluate.add_mutually_exclusive_group()
    subject.add_argument("files", nargs="*", default=[], type=Path, metavar="FIL.jsonl", help="frågor (projektets)")
    subject.add_argument("--attribution", type=Path, metavar="KATALOG", help="artiklar med facit")
    subject.add_argument("--beir", type=Path, metavar="KATALOG", help="en söksamling i BEIR:s form")
    evaluate.add_argument("--articles", type=Path, metavar="MÖNSTER", help="artiklar att fråga: mapp eller 'mapp/a*'")
    evaluate.add_argument("--report", type=Path, metavar="KATALOG", help="skriv rapport med diagram dit")
    evaluate.add_argument("--figures", type=Path, metavar="FIL", help="skriv mätvärdena till sidan om tjänsten dit")
    evaluate.add_argument("--errors", action="store_true", help="visa varje fråga som besvarades fel")
    evaluate.add_argument("--json", action="store_true")


def _add_questions(ask: argparse.ArgumentParser) -> None:
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", metavar="FRÅGA")
    what.add_argument("--batch", type=Path, metavar="FIL.jsonl", help="en fråga per rad in, ett svar per rad ut")
    ask.add_argument("--history", action="append", default=[], metavar="FRÅGA", help="tidigare fråga; kan upprepas")
    _add_filters(ask)
    ask.add_argument("--speaker", metavar="PERSON")
    ask.add_argument("--top", type=positive, metavar="N", help="högst så många citat (3; med --compare 1 per kommun)")
    ask.add_argument("--compare", action="store_true", help="svara kommun för kommun; nämn dem i frågan, annars alla")
    ask.add_argument("--json", action="store_true")


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--municipality", metavar="KOMMUN")
    parser.add_argument("--role", metavar="ROLL", help="en grupp av roller, eller ett yrke; se chatbot filters")
    parser.add_argument("--area", metavar="OMRÅDE", help="arbetsområde; se chatbot filters")
    parser.add_argument("--from-year", type=year, metavar="ÅR", help="publicerat tidigast då")
    parser.add_argument("--to-year", type=year, metavar="ÅR", help="publicerat senast då")


def _add_article(add: argparse.ArgumentParser) -> None:
    add.add_argument("inputs", nargs="+", metavar="FIL-ELLER-ADRESS", help=".md .txt .html .docx .pdf, eller http(s)")
    add.add_argument("--url", help="artikelns adress på webben")
    add.add_argument("--title", metavar="TITEL")
    add.add_argument("--publisher", metavar="UTGIVARE")
    add.add_argument("--published", type=date, metavar="ÅÅÅÅ-MM-DD")
    add.add_argument("--municipality", type=municipality, metavar="KOMMUN", help="bestäm kommunen")
    add.add_argument("--json", action="store_true", help="skriv vad som lästes och gjordes som JSON")
    _add_consent(add)


def _add_text(check: argparse.ArgumentParser) -> None:
    check.add_argument("text", metavar="TEXT", help="en mening eller mer; - läser från standard in")
    check.add_argument("--json", action="store_true")


def _add_consent(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="fråga inte")
    _add_quiet(parser)


def _add_quiet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="visa inte förloppet")


def _settings(options: argparse.Namespace) -> Settings:
    """Return the environment's settings with those of the command line on top."""
    chosen = {
        name: value
        for name in ("corpus", "data", "host", "port")
        if (value := getattr(options, name, None)) is not None
    }
    return replace(Settings.from_environment(), **chosen)


if __name__ == "__main__":
    sys.exit(main())
