"""`chatbot evaluate` on questions: which articles they are about, what it prints, what it says is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.cli import main
from tests.chatbot.conftest import FLEN, HJO
from tests.index.fakes import FakeEncoder

QUESTIONS = [
    {"question": "Hur ofta träffar ni polisen?", "relevant": {"Polisen träffar": 2}, "kind": "near", "language": "sv"},
    {"question": "Who walks the dog?", "relevant": {"Handledning med": 2}, "kind": "english", "language": "en"},
    {"question": "Vad säger Amir?", "answerable": False, "kind": "far"},
]


@pytest.fixture(autouse=True)
def fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure with vectors that need no model."""
    monkeypatch.setattr("index.model.load_encoder", lambda *_: FakeEncoder(256))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return labelled questions over a collection: two articles of its own, and one of another."""
    articles, collections = tmp_path / "gold" / "articles" / "tune", tmp_path / "gold" / "collections"
    articles.mkdir(parents=True)
    collections.mkdir()
    (articles / "a01-flen.md").write_text(FLEN, encoding="utf-8")
    (articles / "a02-hjo.md").write_text(HJO, encoding="utf-8")
    (articles / "b01-ö.md").write_text(FLEN.replace("Polisen", "Färjan").replace("Elin", "Anna"), encoding="utf-8")
    lines = [json.dumps(question, ensure_ascii=False) for question in QUESTIONS]
    (collections / "a.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "gold"


def evaluate(gold: Path, *arguments: str) -> int:
    """Run the command where no index is built."""
    return main(["evaluate", *arguments, "--corpus", str(gold / "nowhere"), "--data", str(gold.parent / "data")])


def test_a_collection_is_asked_over_its_own_articles(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are indexed beside the chatbot's own index, once."""
    questions = str(gold / "collections" / "a.jsonl")
    assert evaluate(gold, questions, "--json") == 0
    measures = json.loads(capsys.readouterr().out)
    assert measures["file"] == questions
    assert measures["questions"] == 3
    assert measures["kinds"].keys() == {"near", "english", "far"}
    assert measures["languages"].keys() == {"sv", "en"}
    assert measures["kinds"]["near"]["first_fair"]["value"] == 1.0
    assert measures["ndcg@3_interval"][0] <= measures["ndcg@3"] <= measures["ndcg@3_interval"][1]
    manifest = next((gold.parent / "data" / "evaluation").glob("*/*/manifest.json"))
    assert json.loads(manifest.read_text(encoding="utf-8"))["counts"]["articles"] == 2
    assert not (gold.parent / "data" / "index").exists()


def test_the_articles_may_be_named(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By folder or by pattern; another collection's articles do not have what is asked for."""
    questions, pattern = str(gold / "collections" / "a.jsonl"), str(gold / "articles" / "tune" / "b*")
    assert evaluate(gold, questions, "--articles", pattern, "--json") == 0
    assert json.loads(capsys.readouterr().out)["kinds"]["near"]["first_fair"]["value"] == 0.0
    assert evaluate(gold, questions, "--articles", str(gold / "articles"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["kinds"]["near"]["first_fair"]["value"] == 1.0


def test_articles_that_are_not_there_are_refused(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With what was asked for."""
    pattern = str(gold / "articles" / "tune" / "z*")
    assert evaluate(gold, str(gold / "collections" / "a.jsonl"), "--articles", pattern) == 1
    assert "inga artiklar med namn som z*" in capsys.readouterr().err


def test_what_is_wrong_is_listed(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The question, what is wrong, what was shown, what would have been right."""
    assert evaluate(gold, str(gold / "collections" / "a.jsonl"), "--errors") == 0
    shown = capsys.readouterr().out
    assert "alla" in shown
    assert "Vad säger Amir?  (besvarad fast svar saknas)" in shown
    assert "Amir Fjällstig: " in shown
    assert "rätt: Handledning med" in shown
    assert "Hur ofta träffar ni polisen?" not in shown
    assert evaluate(gold, str(gold / "collections" / "a.jsonl"), "--errors", "--json") == 0
    faults = json.loads(capsys.readouterr().out)["errors"]
    assert [fault["question"] for fault in faults] == ["Who walks the dog?", "Vad säger Amir?"]
    assert faults[0]["right"] == ["Handledning med"]


def test_a_report_is_a_page_with_two_diagrams(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables, diagrams, faults counted; the faults themselves only where they are asked for."""
    questions, directory = str(gold / "collections" / "a.jsonl"), gold / "report"
    assert evaluate(gold, questions, "--report", str(directory)) == 0
    page = (directory / "report.md").read_text(encoding="utf-8")
    assert "| alla | 3 |" in page
    assert "| besvarad fast svar saknas | 1 |" in page
    assert "Who walks the dog?" not in page
    for name in ("reliability.svg", "risk.svg"):
        assert f"({name})" in page
        assert (directory / name).read_text(encoding="utf-8").startswith("<svg")
    assert evaluate(gold, questions, "--report", str(directory), "--errors") == 0
    assert "Who walks the dog?" in (directory / "report.md").read_text(encoding="utf-8")
