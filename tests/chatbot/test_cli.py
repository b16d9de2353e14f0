"""The command line: data on standard output, one line of trouble on standard error, the right exit code."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from chatbot.cli import main
from corpus.files import read_article
from corpus.reading import read, reader_version
from corpus.records import PUBLISHING_THRESHOLD
from index.building import build
from index.manifest import Source
from index.model import CONVERTED, KnownModel, bundled_fingerprint
from tests.index.fakes import FakeEncoder

ARTICLE = """---
title: "Ett samtal"
publisher: Flens kommun
url: null
published: 2024-05-03
---
Tuva Granhöst är socialsekreterare i Flens kommun.

– Vi har handledning varje vecka och det är tryggt, säger Tuva Granhöst.

– Arbetet med polisen är det roligaste jag gör, säger hon.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a corpus of one article."""
    directory = tmp_path / "articles"
    directory.mkdir()
    (directory / "ett-samtal.md").write_text(ARTICLE, encoding="utf-8")
    return directory


@pytest.fixture(autouse=True)
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command use vectors that need no model."""
    for module in ("chatbot.building", "chatbot.verifying", "chatbot.answering"):
        monkeypatch.setattr(f"{module}.load_encoder", lambda *_: FakeEncoder())


def run(corpus: Path, *arguments: str) -> int:
    """Run a command on a corpus; its data directory stands beside it."""
    return main([*arguments, "--corpus", str(corpus), "--data", str(corpus.parent / "data")])


def only_line(text: str) -> str:
    """Return the one line that a failing command wrote."""
    assert text.count("\n") == 1
    assert "Traceback" not in text
    return text.strip()


def generations(corpus: Path) -> list[Path]:
    """Return whatever an index left behind."""
    index = corpus.parent / "data" / "index"
    return [path for path in index.glob("*") if path.is_dir()] if index.exists() else []


def test_build_verify_and_ask_agree(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was built verifies, and answers with the article's own words."""
    assert run(corpus, "build", "--quiet") == 0
    assert "1 artiklar, 2 citat" in capsys.readouterr().out
    assert run(corpus, "verify") == 0
    capsys.readouterr()
    assert run(corpus, "ask", "--json", "Hur är arbetet med polisen?", "--top", "1") == 0
    answer = json.loads(capsys.readouterr().out)
    for quote in answer["quotes"]:
        assert quote["text"] in ARTICLE
        assert quote["municipality"] == "Flen"


def test_common_options_stand_before_or_after_the_command(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both orders mean the same."""
    data = str(corpus.parent / "data")
    assert main(["--corpus", str(corpus), "--data", data, "build", "--quiet"]) == 0
    assert main(["verify", "--corpus", str(corpus), "--data", data]) == 0
    assert "stämmer överens" in capsys.readouterr().out


def test_batch_answers_line_by_line_in_order(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One question a line in, one record a line out."""
    run(corpus, "build", "--quiet")
    batch = corpus.parent / "questions.jsonl"
    batch.write_text('{"question": "Får man handledning?"}\n\n{"question": "Hej!", "history": []}\n', encoding="utf-8")
    capsys.readouterr()
    assert run(corpus, "ask", "--batch", str(batch)) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["question"] for record in records] == ["Får man handledning?", "Hej!"]
    assert records[1]["status"] == "not_a_question"


def test_compare_answers_by_municipality(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON and as text; one that is named and of which there is nothing is told of."""
    run(corpus, "build", "--quiet")
    capsys.readouterr()
    question = ["ask", "--compare", "Hur är det i Umeå och Flen?"]
    assert run(corpus, *question, "--json") == 0
    places = json.loads(capsys.readouterr().out)["municipalities"]
    assert [(place["municipality"], place["status"]) for place in places] == [
        ("Flen", "answered"),
        ("Umeå", "no_voice"),
    ]
    assert places[0]["quotes"][0]["text"] in ARTICLE
    assert run(corpus, *question) == 0
    shown = capsys.readouterr().out
    assert "Flen\n1. " in shown
    assert "Umeå\nDet finns ingen röst från Umeå ännu." in shown


def test_answers_are_narrowed_and_what_can_be_chosen_is_shown(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The numbers as JSON and as text; an answer tells what it was narrowed to."""
    run(corpus, "build", "--quiet")
    capsys.readouterr()
    assert run(corpus, "filters", "--json", "--municipality", "flen") == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["filters"]["municipality"] == "Flen"
    assert counts["quotes"] == 2
    assert counts["municipality"] == [{"value": "Flen", "label": "Flen", "quotes": 2}]
    assert run(corpus, "filters", "--area", "skola") == 0
    assert "Filter: Skola och elevhälsa\n\n0 citat\n\nKommun\n  Flen (0)" in capsys.readouterr().out
    assert run(corpus, "ask", "Hur är arbetet med polisen?", "--from-year", "2100", "--role", "chef") == 0
    assert capsys.readouterr().out.startswith("Filter: Chefer och arbetsledare, från 2100\n\nDet finns inget citat om")


def test_a_filter_that_does_not_exist_is_an_error(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line that tells which there are."""
    run(corpus, "build", "--quiet")
    capsys.readouterr()
    assert run(corpus, "ask", "Hur är det?", "--role", "trollkarl") == 1
    assert "roll: 'trollkarl' finns inte; välj bland chef, " in only_line(capsys.readouterr().err)


@pytest.mark.parametrize("other", [["--batch", "f.jsonl"], ["Hur?", "--speaker", "Tuva"]], ids=["batch", "speaker"])
def test_what_compare_cannot_do_is_wrong_usage(
    corpus: Path, capsys: pytest.CaptureFixture[str], other: list[str]
) -> None:
    """Nothing is silently left out."""
    assert run(corpus, "ask", "--compare", *other) == 2
    assert "--compare går inte ihop med --" in only_line(capsys.readouterr().err)


def test_check_tells_what_differs(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As JSON and as text, with signs for what is left out and put in; - reads standard input."""
    run(corpus, "build", "--quiet")
    capsys.readouterr()
    assert run(corpus, "check", "Vi har handledning varje vecka och det är tryggt", "--json") == 0
    checked = json.loads(capsys.readouterr().out)
    assert (checked["status"], checked["matches"][0]["text"]) == ("exact", checked["text"])
    monkeypatch.setattr("sys.stdin", io.StringIO("Vi har aldrig handledning varje vecka"))
    assert run(corpus, "check", "-") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("≠ Inte ordagrant.")
    assert "Vi har {+aldrig+} handledning varje vecka" in shown
    assert "Tuva Granhöst, socialsekreterare, Flen" in shown


def test_topics_are_what_the_corpus_answers(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its questions, as JSON and as text; two quotes fill no topic with two questions."""
    run(corpus, "build", "--quiet")
    capsys.readouterr()
    assert run(corpus, "topics", "--json", "--language", "en") == 0
    topics = json.loads(capsys.readouterr().out)
    assert all(set(topic) == {"heading", "questions"} for topic in topics)
    assert run(corpus, "topics", "--language", "en") == 0
    shown = capsys.readouterr().out
    assert all(f"  {question}\n" in shown + "\n" for topic in topics for question in topic["questions"])


def test_read_gives_the_form_of_the_contract(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every segment is the slice of the text that it says."""
    assert main(["read", str(corpus / "ett-samtal.md"), "--json"]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert (reading["title"], reading["publisher"], reading["url"]) == ("Ett samtal", "Flens kommun", None)
    assert reading["published"] == "2024-05-03"
    assert reading["municipality"]["name"] == "Flen"
    assert [person["name"] for person in reading["people"]] == ["Tuva Granhöst"]
    for segment in reading["segments"]:
        assert segment["text"] == reading["text"][segment["start"] : segment["end"]]
    quotes = [segment for segment in reading["segments"] if segment["kind"] == "quote"]
    assert [quote["speakers"] for quote in quotes] == [[{"name": "Tuva Granhöst", "role": "socialsekreterare"}]] * 2
    assert [quote["attribution"]["method"] for quote in quotes] == ["explicit", "pronoun"]


def test_read_tells_what_a_person_must_decide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is not sure enough has another status than one that is, and than none."""
    text = (
        "Elin Sjövind och Jon Sjövind arbetar båda i Hjo kommun.\n\n– Vi pratar aldrig jobb hemma, säger Sjövind.\n\n"
        "– Jag trivs, säger Jon.\n\nEn rubrik\n\n– Det brukar vara så.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert main(["read", str(tmp_path / "a.txt"), "--json"]) == 0
    segments = json.loads(capsys.readouterr().out)["segments"]
    assert [segment["status"] for segment in segments if segment["quote"] is not None] == [
        "needs_review",
        "published",
        "unattributed",
    ]
    assert main(["read", str(tmp_path / "a.txt")]) == 0
    assert capsys.readouterr().out.count("att granska") == 1


def test_read_needs_neither_model_nor_index(corpus: Path) -> None:
    """Reading an article imports none of the heavy libraries."""
    code = (
        "import sys; from chatbot.cli import main; main(['read', sys.argv[1]]); "
        "sys.exit(any(name in sys.modules for name in ('torch', 'faiss', 'numpy', 'gradio', 'transformers')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(corpus / "ett-samtal.md")], check=False, capture_output=True)
    assert done.returncode == 0


def test_article_in_which_nobody_speaks_is_told(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for it; the others are indexed."""
    (corpus / "tyst.txt").write_text("Kontoret i Flen är öppet varje dag.\n", encoding="utf-8")
    assert run(corpus, "build", "--quiet") == 0
    captured = capsys.readouterr()
    assert only_line(captured.err).startswith("tyst.txt: inga citat hittades")
    assert "2 artiklar, 2 citat" in captured.out


def test_corpus_in_which_nobody_speaks_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No index is written for it."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "tyst.txt").write_text("Kontoret i Flen är öppet varje dag.\n", encoding="utf-8")
    assert run(tmp_path / "articles", "build", "--quiet") == 1
    assert "inga citat" in capsys.readouterr().err
    assert generations(tmp_path / "articles") == []


BAD_ARTICLES = {
    "not UTF-8": ("ett-samtal.md", ARTICLE.encode("cp1252"), "UTF-8"),
    "front matter not closed": ("nytt.md", b"---\ntitle: Hej\n\nText.\n", "nytt.md"),
    "front matter not YAML": ("nytt.md", b"---\ntitle: [\n---\nText.\n", "nytt.md"),
    "front matter no mapping": ("nytt.md", b"---\n- Hej\n---\nText.\n", "nytt.md"),
    "impossible date": ("nytt.md", b"---\ntitle: Hej\npublished: 2024-02-31\n---\nText.\n", "nytt.md"),
    "empty": ("tom.txt", b"", "tom.txt"),
    "no PDF": ("trasig.pdf", b"%PDF-1.7 rubbish", "trasig.pdf"),
    "no Word file": ("trasig.docx", b"rubbish", "trasig.docx"),
}


@pytest.mark.parametrize(("name", "content", "told"), BAD_ARTICLES.values(), ids=BAD_ARTICLES.keys())
def test_unreadable_article_stops_the_build(
    corpus: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, told: str
) -> None:
    """One line that names the file; the last good index stays, and nothing half-written is left."""
    run(corpus, "build", "--quiet")
    before = generations(corpus)
    capsys.readouterr()
    (corpus / name).write_bytes(content)
    assert run(corpus, "build", "--quiet") == 1
    line = only_line(capsys.readouterr().err)
    assert told in line
    assert name in line
    assert generations(corpus) == before
    (corpus / name).write_bytes(ARTICLE.encode() if name == "ett-samtal.md" else b"x")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask", "Hur är det?"], "chatbot build"),
        (["verify"], "chatbot build"),
        (["read", "finns-inte.txt"], "finns-inte.txt"),
        (["evaluate", "--attribution", "finns-inte"], "finns-inte"),
        (["evaluate", "finns-inte.jsonl"], "finns-inte.jsonl"),
    ],
    ids=["ask without an index", "verify without an index", "no such file", "no such folder", "evaluate"],
)
def test_what_is_missing_is_named(
    corpus: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """One line that says what is missing or what to run."""
    assert run(corpus, *arguments) == 1
    assert told in only_line(capsys.readouterr().err)


def test_empty_corpus_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line names the directory."""
    (tmp_path / "articles").mkdir()
    assert run(tmp_path / "articles", "build") == 1
    assert "inga artiklar" in only_line(capsys.readouterr().err)


@pytest.mark.parametrize("arguments", [["ask", "Hur är det?"], ["verify"], ["evaluate"], ["serve", "--port", "0"]])
def test_without_an_index_no_model_is_loaded(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    """Nobody waits for a model to be unpacked only to read that there is no index."""

    def refuse(*_: object) -> FakeEncoder:
        raise AssertionError

    for module in ("chatbot.verifying", "chatbot.answering"):
        monkeypatch.setattr(f"{module}.load_encoder", refuse)
    assert run(corpus, *arguments) == 1
    assert capsys.readouterr().err.splitlines()[-1].endswith("inget index är byggt; kör: chatbot build")


def test_build_with_nothing_to_do_loads_no_model(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is known which model would be loaded; a change needs it again."""
    loaded: list[object] = []

    def load(*arguments: object) -> FakeEncoder:
        loaded.append(arguments)
        return FakeEncoder()

    monkeypatch.setattr("chatbot.building.load_encoder", load)
    monkeypatch.setattr("chatbot.building.known_model", lambda *_: KnownModel("fake", "fake/1"))
    assert run(corpus, "build", "--quiet") == run(corpus, "build") == 0
    assert len(loaded) == 1
    captured = capsys.readouterr()
    assert "Oförändrad generation" in captured.out
    assert captured.err == "Inget har ändrats sedan förra bygget.\n"
    (corpus / "ett-samtal.md").write_text(ARTICLE.replace("tryggt", "roligt"), encoding="utf-8")
    assert run(corpus, "build", "--quiet") == 0
    assert len(loaded) == 2


def test_build_with_nothing_to_do_imports_none_of_the_heavy_libraries(corpus: Path) -> None:
    """With a bundled model that is whole, and an index that says that it was made with it."""
    data = corpus.parent / "data"
    (data / "model").mkdir(parents=True)
    (data / "model" / "manifest.json").write_text(json.dumps({"fingerprint": CONVERTED, "files": {}}))
    sources = {"ett-samtal": Source("ett-samtal.md", hashlib.sha256(ARTICLE.encode()).hexdigest())}
    readings = [read(read_article(corpus / "ett-samtal.md"))]
    encoder = FakeEncoder(fingerprint=bundled_fingerprint())
    build(readings, sources, encoder, data / "index", reader=reader_version(), publish_at=PUBLISHING_THRESHOLD)
    code = (
        "import sys; from chatbot.cli import main; main(['build', '--corpus', sys.argv[1], '--data', sys.argv[2]]); "
        "print({'torch', 'faiss', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", code, str(corpus), str(data)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stderr == "Inget har ändrats sedan förra bygget.\n"
    assert done.stdout.splitlines()[-1] == "set()"


def test_index_of_another_model_is_refused(
    corpus: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line says what to run."""
    run(corpus, "build", "--quiet")
    capsys.readouterr()
    monkeypatch.setattr("chatbot.answering.load_encoder", lambda *_: FakeEncoder(fingerprint="other/1"))
    assert run(corpus, "ask", "Hur är det?") == 1
    assert "chatbot build" in only_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    "arguments",
    [[], ["dance"], ["ask"], ["ask", "Hur?", "--top", "0"], ["read"], ["serve", "--port", "x"]],
    ids=["nothing", "unknown command", "no question", "top 0", "no file", "port that is no number"],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """One line with the way to help."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "--help" in only_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "det saknas något: KOMMANDO"),
        (["dance"], "'dance' finns inte; välj bland"),
        (["ask", "Hur?", "--batch", "f"], "går inte ihop med"),
        (["ask", "Hur?", "--top", "0"], "--top: '0' är inte ett heltal från 1"),
        (["ask", "Hur?", "--top"], "--top: värdet saknas"),
        (["ask"], "ange något av FRÅGA --batch"),
        (["verify", "--fort"], "okänt: --fort"),
        (["serve", "--port", "x"], "--port: 'x' är inget heltal"),
        (["filters", "--from-year", "19"], "--from-year: '19' är inget årtal; skriv ÅÅÅÅ"),
        (["add", "a.txt", "--municipality", "Flenn"], "'Flenn' är ingen kommun; menar du Flen?"),
    ],
)
def test_wrong_usage_is_told_in_swedish(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """None of the words of the library that reads the arguments."""
    with pytest.raises(SystemExit):
        main(arguments)
    line = only_line(capsys.readouterr().err)
    assert told in line
    assert "argument" not in line


@pytest.mark.parametrize("command", ["", "read", "add", "withdraw"])
def test_help_is_in_swedish(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Headings too."""
    with pytest.raises(SystemExit) as caught:
        main([*command.split(), "--help"])
    assert caught.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith("användning: chatbot")
    for english in ("usage", "options", "positional", "show this"):
        assert english not in shown


@pytest.mark.parametrize("line", ["[]", "{", '{"question": 1}', '{"history": []}', '{"question": "a", "history": "b"}'])
def test_batch_of_another_form_is_refused(corpus: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    """The message names file and line, and nothing is answered."""
    batch = corpus.parent / "questions.jsonl"
    batch.write_text('{"question": "Får man handledning?"}\n' + line + "\n", encoding="utf-8")
    assert run(corpus, "ask", "--batch", str(batch)) == 1
    captured = capsys.readouterr()
    assert "questions.jsonl, rad 2" in only_line(captured.err)
    assert captured.out == ""


def test_changed_article_is_found_by_verify(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each fault is a line, and the exit code is 1."""
    run(corpus, "build", "--quiet")
    (corpus / "ett-samtal.md").write_text(ARTICLE.replace("tryggt", "otryggt"), encoding="utf-8")
    capsys.readouterr()
    assert run(corpus, "verify") == 1
    assert "ändrad sedan indexet byggdes" in only_line(capsys.readouterr().out)
