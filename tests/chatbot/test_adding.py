"""Adding articles: shown first, all or none, each text once, and a new version in the old one's place."""

from __future__ import annotations

import io
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

import chatbot.keeping_commands
from chatbot.errors import FetchError
from chatbot.fetching import Fetched
from chatbot.known_articles import plain_address
from corpus.decisions import decision_about, with_decision
from corpus.files import read_article
from corpus.reading import read
from corpus.records import Decision, Method, QuoteDecision, Speaker
from corpus.writing import write_article
from index.storage import write_bytes
from tests.chatbot.keeping import FLEN, HJO, Kept, use_fake_model

PAGE = """<html><head><title>{title}</title><meta property="og:site_name" content="Flens kommun"></head><body>
<nav><a href="/">Hem</a><a href="/jobb">Jobb</a></nav><main><h1>{title}</h1>{body}</main>
<footer>Växel: 0157-555 00 00</footer></body></html>"""


def page(text: str, title: str = "Fika på stort allvar") -> str:
    """Return a text as a web page."""
    paragraphs = (f"<p>{line}</p>" for line in text.split("\n\n")[1:])
    return PAGE.format(title=title, body="\n".join(paragraphs))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """Return an empty corpus."""
    use_fake_model(monkeypatch)
    return Kept(tmp_path)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Return pages by address, which are fetched in place of the real web's."""
    pages: dict[str, bytes] = {}

    def fetch(url: str) -> Fetched:
        if url not in pages:
            raise FetchError(f"{url}: sidan finns inte")
        return Fetched(pages[url], ".html", url)

    monkeypatch.setattr(chatbot.keeping_commands, "fetch", fetch)
    return pages


def quote_ids(kept: Kept) -> dict[str, str]:
    """Return id -> words of every quote in the index."""
    connection = sqlite3.connect(kept.catalogue)
    ids = dict(connection.execute("SELECT id, text FROM records WHERE kind = 'quote'"))
    connection.close()
    return ids


def test_an_added_article_answers(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """It stands in the corpus under its title, its text to the letter, and in the index."""
    assert kept.add(kept.give("manus 1.txt", FLEN)) == 0
    assert "Tillagd: " in capsys.readouterr().out
    assert kept.files == ["fika-pa-stort-allvar.md"]
    assert read_article(kept.corpus / kept.files[0]).text == FLEN
    assert Path(kept.given / "manus 1.txt").read_text(encoding="utf-8") == FLEN
    assert kept.run("verify") == 0
    assert len(quote_ids(kept)) == 3


def test_what_was_read_is_shown_before_it_is_taken_in(
    kept: Kept, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On standard error, with speaker, municipality and words; a no leaves everything as it was."""
    answer = io.StringIO("n\n")
    monkeypatch.setattr(answer, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", answer)
    assert kept.run("add", kept.give("a.txt", FLEN)) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    for shown in (
        "Tuva Granhöst",
        "enhetschef",
        "Flen",
        "står i texten",
        "Handledning med en psykolog",
        "Lägga till? [j/N]",
    ):
        assert shown in captured.err
    assert kept.files == kept.generations == []


def test_a_yes_is_enough(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """One letter."""
    answer = io.StringIO("j\n")
    monkeypatch.setattr(answer, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", answer)
    assert kept.run("add", kept.give("a.txt", FLEN)) == 0
    assert len(kept.files) == 1


def test_without_a_terminal_nothing_is_taken_in_unasked(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the way to go on."""
    assert kept.run("add", kept.give("a.txt", FLEN)) == 1
    assert "--yes" in capsys.readouterr().err
    assert kept.files == []


def test_what_a_person_should_look_at_has_a_sign_and_a_word(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """Never colour alone; nothing of it where all is clear."""
    text = "Dagen börjar tidigt på kontoret\n\n– Det brukar vara så här om mornarna i veckan.\n"
    assert kept.add(kept.give("a.txt", text)) == 0
    shown = capsys.readouterr().err
    assert "? talaren framgår" in shown
    assert "! ingen kommun" in shown
    kept.add(kept.give("b.txt", FLEN))
    assert "ingen kommun" not in capsys.readouterr().err


@pytest.mark.parametrize(("variable", "coloured"), [("TTY_COMPATIBLE", True), ("NO_COLOR", False)])
def test_colour_is_for_a_terminal_that_wants_it(
    kept: Kept, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, variable: str, *, coloured: bool
) -> None:
    """Yellow where a person should look; the signs are there in any case."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TERM", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv(variable, "1")
    kept.add(kept.give("a.txt", "Dagen börjar\n\n– Det brukar vara så här om mornarna i veckan.\n"))
    shown = capsys.readouterr().err
    assert ("33m" in shown) is coloured
    assert "? talaren framgår inte" in shown


def test_an_invented_name_is_pointed_out(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the article says so; a short name is marked at the quote."""
    text = "Så är det\n\nAnna är kurator i Flens kommun.\n\n– Jag trivs här med allt, säger Anna.\n\n{}\n"
    kept.add(kept.give("a.txt", text.format("Anna heter egentligen något annat.")))
    shown = capsys.readouterr().err
    assert "! artikeln säger att ett namn är påhittat" in shown
    assert "! bara kort" in shown
    kept.add(kept.give("b.txt", FLEN))
    assert "påhittat" not in capsys.readouterr().err


def test_control_characters_do_nothing_to_the_terminal(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """A page may hold anything."""
    kept.add(kept.give("a.txt", FLEN.replace("Polisen", "Polisen \x1b]0;x\x07\x1b[31m[red]")))
    captured = capsys.readouterr()
    assert "\x1b" not in captured.err + captured.out
    assert "[red]" in captured.err


@pytest.mark.parametrize("faulty", ["Kontoret är öppet varje dag.\n", ""], ids=["nobody speaks", "empty"])
def test_one_faulty_input_keeps_all_out(kept: Kept, capsys: pytest.CaptureFixture[str], faulty: str) -> None:
    """The message says which."""
    assert kept.add(kept.give("bra.txt", FLEN), kept.give("fel.txt", faulty)) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "fel.txt: " in error
    assert kept.files == kept.generations == []


def test_the_same_text_is_recognised_from_another_format_and_address(
    kept: Kept, web: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing changes, and the answer is where it stands already."""
    kept.add(kept.give("a.txt", FLEN))
    before = kept.generations
    web["https://nyheter.example/fika?id=7"] = page(FLEN, "Så fikar de i Flen").encode()
    capsys.readouterr()
    assert kept.add("https://nyheter.example/fika?id=7", kept.give("b.html", page(FLEN))) == 0
    assert capsys.readouterr().out.count("finns redan som fika-pa-stort-allvar") == 2
    assert len(kept.files) == 1
    assert kept.generations == before


def test_the_same_text_twice_in_one_command_is_added_once(kept: Kept) -> None:
    """They are compared with each other too."""
    assert kept.add(kept.give("a.txt", FLEN), kept.give("b.html", page(FLEN))) == 0
    assert kept.files == ["fika-pa-stort-allvar.md"]


def test_a_copy_put_into_the_corpus_by_hand_is_recognised(kept: Kept) -> None:
    """Before it is in any index."""
    (kept.corpus / "egen.txt").write_text(FLEN, encoding="utf-8")
    assert kept.add(kept.give("a.txt", FLEN)) == 0
    assert kept.files == ["egen.txt"]


def test_a_changed_article_takes_the_old_ones_place(
    kept: Kept, web: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Same address: same id, unchanged quotes keep theirs, and what people have decided stays."""
    address = "https://www.flen.example/jobb/fika"
    web[address] = page(FLEN).encode()
    assert kept.run("add", address, "--yes", "--quiet", "--municipality", "Katrineholms kommun") == 0
    old = quote_ids(kept)
    web[address + "/?utm_source=brev"] = page(FLEN.replace("varje torsdag", "varje fredag"), "Nu på fredag").encode()
    capsys.readouterr()
    assert kept.add(address + "/?utm_source=brev") == 0
    assert "2 citat oförändrade, 1 nya, 1 borta" in capsys.readouterr().out
    assert kept.files == ["fika-pa-stort-allvar.md"]
    new = quote_ids(kept)
    assert len(old.keys() & new.keys()) == 2
    assert any("varje fredag" in words for words in new.values())
    assert read_article(kept.corpus / kept.files[0]).decision == Decision("Katrineholm")
    assert kept.run("verify") == 0


def test_a_new_version_keeps_what_was_decided_about_words_that_it_has(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was decided about other words is told to be lost, when it is added and by the build before."""
    assert kept.add(kept.give("fika.txt", FLEN)) == 0
    path = kept.corpus / kept.files[0]
    article = read_article(path)
    quotes = read(article).quotes
    for quote in (quotes[1], quotes[2]):
        about = decision_about(article.text, quote.segments)
        article = with_decision(article, replace(about, speakers=(Speaker("Amir Fjällstig"),), by="anna"))
    path.write_text(write_article(article), encoding="utf-8")
    capsys.readouterr()

    assert kept.add(kept.give("nyare.txt", FLEN.replace("varje torsdag", "varje fredag"))) == 0

    assert "! det som beslutats om ”Polisen träffar vi varje torsdag" in capsys.readouterr().err
    kept_decisions = read_article(path).decision
    assert kept_decisions is not None
    assert [decision.words[:11] for decision in kept_decisions.quotes] == ["Handledning"]
    shown = [quote.attribution.method for quote in read(read_article(path)).quotes]
    assert shown.count(Method.DECIDED) == 1


def test_a_decision_whose_words_are_lost_is_told_by_build_and_verify(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is no fault of the index."""
    assert kept.add(kept.give("fika.txt", FLEN)) == 0
    path = kept.corpus / kept.files[0]
    lost = QuoteDecision("Det här har ingen sagt.", by="anna")
    path.write_text(write_article(with_decision(read_article(path), lost)), encoding="utf-8")
    capsys.readouterr()
    assert kept.run("build") == 0
    assert f"{path.name}: det som beslutats om ”Det här har ingen sagt.”" in capsys.readouterr().err
    assert kept.run("verify") == 0
    output = capsys.readouterr()
    assert f"{path.name}: det som beslutats om ”Det här har ingen sagt.”" in output.out + output.err


def test_a_new_version_under_the_same_title_needs_no_address(kept: Kept) -> None:
    """A file of another format takes the old file's place."""
    (kept.corpus / "fika.txt").write_text(FLEN, encoding="utf-8")
    assert kept.add(kept.give("nytt.html", page(FLEN.replace("varje torsdag", "nästan aldrig")))) == 0
    assert kept.files == ["fika.md"]
    assert "nästan aldrig" in read_article(kept.corpus / "fika.md").text


def test_a_corrected_name_makes_a_new_version(kept: Kept) -> None:
    """The same words by somebody else are not "already there"."""
    kept.add(kept.give("a.txt", FLEN))
    assert kept.add(kept.give("a.txt", FLEN.replace("säger Tuva Granhöst", "säger Amir Fjällstig"))) == 0
    assert "säger Amir Fjällstig" in read_article(kept.corpus / kept.files[0]).text
    assert len(kept.files) == 1


def test_a_new_version_without_a_title_is_known_by_its_file(kept: Kept) -> None:
    """A changed quote in it is not lost as "already there"."""
    untitled = FLEN.split("\n\n", 1)[1]
    kept.add(kept.give("fika.txt", untitled))
    assert kept.add(kept.give("fika.txt", untitled.replace("varje torsdag", "nästan aldrig"))) == 0
    assert kept.files == ["fika.md"]
    assert "nästan aldrig" in read_article(kept.corpus / "fika.md").text


@pytest.mark.parametrize(
    "address",
    [
        "https://flen.example/fika",
        "http://www.flen.example/fika/",
        "https://FLEN.example/fika?utm_source=brev&fbclid=1#kommentarer",
    ],
)
def test_one_page_has_several_addresses(address: str) -> None:
    """What leads to the same page is the same address; another page is another."""
    assert plain_address(address) == "flen.example/fika"
    assert plain_address("https://flen.example/fika?id=2") != plain_address(address)


def test_the_same_title_alone_is_no_new_version(kept: Kept) -> None:
    """Two articles may be called the same."""
    kept.add(kept.give("a.txt", FLEN))
    assert kept.add(kept.give("b.txt", HJO.replace("Ärenden i Hjo", "Fika på stort allvar"))) == 0
    assert kept.files == ["fika-pa-stort-allvar-2.md", "fika-pa-stort-allvar.md"]


def test_markdown_with_front_matter_keeps_its_bytes(kept: Kept) -> None:
    """Unless something is said of it on the command line."""
    text = f'---\ntitle: "Om fika"  # notera\npublisher: Flens kommun\n---\n{FLEN}'
    assert kept.add(kept.give("a.md", text)) == 0
    assert (kept.corpus / "om-fika.md").read_text(encoding="utf-8") == text
    assert kept.run("add", kept.give("b.md", f"---\ntitle: Hjo\n---\n{HJO}"), "--publisher", "Hjo", "--yes") == 0
    assert read_article(kept.corpus / "hjo.md").publisher == "Hjo"


def test_what_is_said_on_the_command_line_is_kept(kept: Kept) -> None:
    """In the article's front matter, and so in every later build."""
    details = [
        "--title",
        "Vi: fikar",
        "--publisher",
        "Flen",
        "--published",
        "2024-05-03",
        "--url",
        "https://a.example/",
    ]
    assert kept.run("add", kept.give("a.txt", FLEN), *details, "--municipality", "flen", "--yes") == 0
    article = read_article(kept.corpus / "vi-fikar.md")
    assert (article.title, article.publisher, article.url) == ("Vi: fikar", "Flen", "https://a.example/")
    assert str(article.published) == "2024-05-03"
    assert article.decision == Decision("Flen")


@pytest.mark.parametrize(
    "arguments",
    [["--municipality", "Flenn"], ["--published", "i går"], ["--url", "https://a.example/", "b.txt"]],
    ids=["no municipality", "no date", "one address for two"],
)
def test_wrong_details_are_wrong_usage(kept: Kept, arguments: list[str]) -> None:
    """Exit code 2, and nothing is taken in."""
    try:
        code = kept.run("add", kept.give("a.txt", FLEN), *arguments, "--yes")
    except SystemExit as caught:
        code = int(caught.code or 0)
    assert code == 2
    assert kept.files == []


def test_json_tells_what_was_read_and_done(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """One record an input."""
    origin = kept.give("a.txt", FLEN)
    (record,) = kept.read_json(capsys, "add", origin)
    assert (record["status"], record["id"], record["quotes"]) == ("added", "fika-pa-stort-allvar", 3)
    assert isinstance(record["reading"], dict)
    assert record["reading"]["segments"]
    (record,) = kept.read_json(capsys, "add", origin)
    assert record["status"] == "present"


def test_a_killed_command_leaves_no_article_behind(kept: Kept) -> None:
    """What it was about to write is no article, and the next command clears it away."""
    (kept.corpus / ".halv.md.123.aside").write_text(FLEN, encoding="utf-8")
    assert kept.add(kept.give("b.txt", HJO)) == 0
    assert [path.name for path in kept.corpus.iterdir()] == ["arenden-i-hjo.md"]


def test_a_command_that_is_broken_off_between_two_articles_takes_in_none(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same command run again takes in both."""
    kept.add(kept.give("c.txt", HJO.replace("Hjo", "Mora").replace("Biståndet", "Mötet")))
    before, written = kept.files, list[Path]()

    def break_off(path: Path, content: bytes) -> None:
        if written:
            assert len(kept.files) == 2
            raise KeyboardInterrupt
        written.append(path)
        write_bytes(path, content)

    origins = [kept.give("a.txt", FLEN), kept.give("b.txt", HJO)]
    monkeypatch.setattr("chatbot.corpus_files.write_bytes", break_off)
    assert kept.add(*origins) == 1
    assert kept.files == before
    monkeypatch.setattr("chatbot.corpus_files.write_bytes", write_bytes)
    assert kept.add(*origins) == 0
    assert len(kept.files) == 3
    assert kept.run("verify") == 0


def test_a_corpus_that_changes_meanwhile_is_not_written_to(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was compared is no longer what is there: the same article may have come in."""

    def answer(*_: object, **__: object) -> bool:
        (kept.corpus / "annan.txt").write_text(FLEN, encoding="utf-8")
        return True

    monkeypatch.setattr(chatbot.keeping_commands, "ask", answer)
    assert kept.run("add", kept.give("a.txt", FLEN)) == 1
    assert "kör kommandot igen" in capsys.readouterr().err
    assert kept.files == ["annan.txt"]


def test_an_article_written_without_its_index_is_indexed_by_the_next_command(kept: Kept) -> None:
    """As after a crash between the two; verify tells of it until then."""
    kept.add(kept.give("a.txt", FLEN))
    (kept.corpus / "hjo.txt").write_text(HJO, encoding="utf-8")
    assert kept.run("verify") == 1
    assert kept.add(kept.give("b.txt", HJO)) == 0
    assert kept.run("verify") == 0
