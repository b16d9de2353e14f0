"""The measures of how articles are read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.errors import GoldError
from chatbot.reading_evaluation import evaluate_reading, read_gold, wilson

CORPUS = Path("corpus/articles")
TEXT = "Tuva Granhöst är socialsekreterare i Flens kommun.\n\n– Jag trivs här, säger Tuva Granhöst.\n\n– Det är tungt."


def labelled(directory: Path, **changes: object) -> Path:
    """Write one labelled article and return its folder."""
    start = TEXT.index("Jag trivs")
    said = {"start": start, "end": start + 14, "speaker": ["Tuva Granhöst"], "attribution": "explicit"}
    gold = {"municipality": "Flen", "people": [], "utterances": [said], "questions": [], "boilerplate": []}
    (directory / "fall.txt").write_text(TEXT, encoding="utf-8")
    (directory / "fall.json").write_text(json.dumps(gold | changes), encoding="utf-8")
    return directory


def test_five_articles_of_the_corpus_are_read_without_a_fault() -> None:
    """Every spoken paragraph, its speaker and its municipality: the floor is all of them."""
    report = evaluate_reading(read_gold(Path("tests/gold/corpus"), CORPUS))
    assert report.faults == []
    data = report.to_dict()
    assert data["utterances"] == 49
    assert data["span_f1"] == data["end_to_end_f1"] == data["speaker_precision"] == data["coverage"] == 1.0
    assert data["municipality_accuracy"] == data["utterance_municipality_accuracy"] == 1.0
    assert data["boilerplate_indexed"] == 0.0
    assert data["not_verbatim"] == 0


def test_what_is_too_much_lowers_precision_not_recall(tmp_path: Path) -> None:
    """Two utterances are found where the labels have one."""
    data = evaluate_reading(read_gold(labelled(tmp_path), CORPUS)).to_dict()
    assert (data["span_precision"], data["span_recall"]) == (0.5, 1.0)
    assert data["coverage"] == 1.0
    assert data["overlap_recall"] == 1.0
    assert data["overlap_precision"] == pytest.approx(3 / 6)


def test_wrong_name_lowers_speaker_precision(tmp_path: Path) -> None:
    """A name that the labels do not have is an error, and is reported."""
    start = TEXT.index("Jag trivs")
    said = {"start": start, "end": start + 14, "speaker": ["Någon Annan"], "attribution": "explicit"}
    report = evaluate_reading(read_gold(labelled(tmp_path, utterances=[said]), CORPUS))
    assert report.to_dict()["speaker_precision"] < 1.0
    assert any("rätt Någon Annan" in fault for fault in report.faults)


def test_municipality_out_of_nothing_is_counted_as_invented(tmp_path: Path) -> None:
    """Where the labels have no municipality, any is invented."""
    data = evaluate_reading(read_gold(labelled(tmp_path, municipality=None), CORPUS)).to_dict()
    assert (data["municipality_accuracy"], data["false_municipality_rate"]) == (None, 1.0)


def test_labels_without_an_article_are_refused(tmp_path: Path) -> None:
    """The message names the labels that lack an article."""
    labelled(tmp_path)
    (tmp_path / "fall.txt").unlink()
    with pytest.raises(GoldError, match=r"fall\.json"):
        read_gold(tmp_path, CORPUS)


def test_labels_of_another_form_are_refused(tmp_path: Path) -> None:
    """The message names the file."""
    labelled(tmp_path, utterances=[{"from": 1}])
    with pytest.raises(GoldError, match=r"fall\.json: facit har inte rätt form"):
        read_gold(tmp_path, CORPUS)


def test_wilson_interval_of_395_in_400() -> None:
    """The figure that the specification works out."""
    low, high = wilson(395, 400)
    assert (round(low, 3), round(high, 3)) == (0.971, 0.995)
