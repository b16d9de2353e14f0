"""The command line: one function a command; data on standard output, everything else on standard error."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from chatbot.arguments import (
    EXPORTED,
    Parser,
    add_article,
    add_consent,
    add_filters,
    add_questions,
    add_quiet,
    add_reviewer_actions,
    add_subject,
    add_text,
    age,
)
from chatbot.errors import ChatbotError, in_a_line
from chatbot.settings import Settings
from corpus.errors import CorpusError

# Commands import what they need themselves: `chatbot read` starts without torch and faiss.


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
        print(json.dumps(reading_to_dict(reading), ensure_ascii=False, indent=2))
    else:
        print(reading_table(reading))
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    if options.compare and (options.batch or options.speaker):
        _fail(f"--compare går inte ihop med {'--batch' if options.batch else '--speaker'}")
        return 2
    from chatbot.asking_commands import ask, compare

    return (compare if options.compare else ask)(options, settings)


def _show_filters(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.asking_commands import show_filters

    return show_filters(options, settings)


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.asking_commands import check

    return check(options, settings)


def _topics(options: argparse.Namespace, settings: Settings) -> int:
    from chatbot.asking_commands import show_topics

    return show_topics(options, settings)


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

    add_quiet(command("build", _build, "läser korpusen och skriver en ny generation av indexet"))

    read = command("read", _read, "läser en artikel och visar vad som skulle indexeras")
    read.add_argument("file", type=Path, metavar="FIL", help=".txt .md .html .docx eller .pdf")
    read.add_argument("--url", help="artikelns adress på webben")
    read.add_argument("--json", action="store_true")

    add_questions(command("ask", _ask, "svarar på en fråga"))

    filters = command("filters", _show_filters, "visar vad svaren kan avgränsas till, med antal citat")
    add_filters(filters)
    filters.add_argument("--language", choices=("sv", "en"), default="sv", help="namnens språk (sv)")
    filters.add_argument("--json", action="store_true")

    add_text(command("check", _check, "prövar om en text står ordagrant i en artikel, och visar vad som skiljer sig"))

    topics = command("topics", _topics, "visar vad man kan fråga om: frågor som korpusen svarar bra på")
    topics.add_argument("--language", choices=("sv", "en"), default="sv", help="frågornas språk (sv)")
    topics.add_argument("--json", action="store_true")

    evaluate = command("evaluate", _evaluate, "mäter på frågor, artiklar eller söksamlingar med facit")
    add_subject(evaluate)

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
    export.add_argument("what", choices=EXPORTED, metavar="|".join(EXPORTED))
    export.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="csv öppnas direkt i Excel (csv)")
    export.add_argument("--language", choices=("sv", "en"), default="sv", help="tabellens språk (sv)")

    add_article(
        command("add", _add, "visar vad som står i artiklar, frågar, och lägger till dem i korpusen och indexet")
    )

    remove = command("remove", _remove, "tar bort en artikel ur korpusen och indexet")
    remove.add_argument("article", metavar="ARTIKEL-ID", help="filens namn utan ändelse")
    add_consent(remove)

    withdraw = command("withdraw", _withdraw, "tar bort allt som en person har sagt, och visar att inget är kvar")
    withdraw.add_argument("person", metavar="PERSON", help="hela namnet")
    withdraw.add_argument("--dry-run", action="store_true", help="visa bara vad som skulle tas bort")
    add_consent(withdraw)

    add_reviewer_actions(command("reviewer", _reviewer, "sköter konton för dem som granskar"), common)

    serve = command("serve", _serve, "startar webbtjänsten")
    serve.add_argument("--host", metavar="ADRESS", help="adress att lyssna på (127.0.0.1)")
    serve.add_argument("--port", type=int, metavar="PORT", help="port (7860)")

    command("mcp", _mcp, "svarar en lokal assistent enligt MCP, över standard in och ut")
    return parser


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
