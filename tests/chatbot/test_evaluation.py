"""Measures of labelled questions: exact on small cases, honest about small counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.errors import QuestionFileError
from chatbot.evaluation import Fault, LabelledQuestion, Share, evaluate, grade_of, read_questions
from chatbot.evaluation_view import measures_table
from chatbot.records import Status


def test_a_share_has_its_wilson_interval() -> None:
    """The figures of READING.md: 395 of 400 and 198 of 200."""
    low, high = Share(395, 400).interval
    assert (round(low, 3), round(high, 3)) == (0.971, 0.995)
    low, high = Share(198, 200).interval
    assert (round(low, 3), round(high, 3)) == (0.964, 0.997)
    assert Share(0, 0).interval == (0.0, 1.0)


def test_the_grade_of_a_quote_is_the_highest_of_its_labels() -> None:
    """Words that it does not have count nothing."""
    assert grade_of("Vi fikar på allvar", {"Vi fikar": 1, "på allvar": 2, "soffan": 2}) == 2
    assert grade_of("Vi fikar", {"soffan": 2}) == 0


def test_every_measure_of_one_small_file(chatbot: Chatbot) -> None:
    """One right, one wrong, one refused, one without a voice."""
    right = LabelledQuestion(
        "Hur ofta träffar ni polisen?",
        relevant={"Polisen träffar": 2},
        status=Status.ANSWERED,
        kind="near",
    )
    wrong = replace(right, relevant={"Handledning med": 2}, kind="other")
    no = LabelledQuestion("Hur blir vädret?", answerable=False, status=Status.NO_ANSWER, kind="far")
    nobody = LabelledQuestion(
        "Hur är det i Umeå?",
        answerable=False,
        municipality="Umeå",
        status=Status.NO_ANSWER,
        kind="far",
    )
    report = evaluate(chatbot, [right, wrong, no, nobody])
    assert report.ndcg == 0.5
    assert report.of_kind("near").ndcg == 1.0
    assert report.of_kind("far").ndcg is None
    assert report.share("first_fair") == Share(1, 2)
    assert report.share("best_in_three") == Share(1, 2)
    assert report.share("answered") == Share(2, 2)
    assert report.share("refused") == Share(2, 2)
    assert report.share("keeps_to_place_and_person") == Share(1, 1)
    assert report.share("status_right") == Share(3, 4)
    measures = json.loads(json.dumps(report.to_dict()))
    assert measures["kinds"]["far"]["refused"]["value"] == 1.0
    assert measures["kinds"]["far"]["first_fair"] is None
    assert report.share("first_shown_fair") == Share(1, 2)
    assert measures["languages"]["sv"]["count"] == 4
    assert [outcome.faults for outcome in report.outcomes] == [[], [Fault.NOT_FAIR], [], [Fault.STATUS]]
    table = measures_table(report).splitlines()
    assert table[0].split()[:3] == ["frågor", "antal", "ndcg@3"]
    assert [line.split()[0] for line in table[2:]] == ["near", "other", "far", "språk", "alla"]
    assert "0.50 [0.09–0.91]" in table[-1]


def test_the_interval_of_ndcg_is_the_same_every_time(chatbot: Chatbot) -> None:
    """It holds the mean, is the mean where all are alike, and is everything where nothing is known."""
    right = LabelledQuestion("Hur ofta träffar ni polisen?", relevant={"Polisen träffar": 2})
    wrong = replace(right, relevant={"Handledning med": 2})
    mixed = evaluate(chatbot, [right, wrong, right])
    assert mixed.ndcg_interval == mixed.ndcg_interval == (0.0, 1.0)
    assert evaluate(chatbot, [right] * 3).ndcg_interval == (1.0, 1.0)
    assert evaluate(chatbot, [LabelledQuestion("Hur blir vädret?", answerable=False)]).ndcg_interval == (0.0, 1.0)


def test_a_refused_question_has_one_fault(chatbot: Chatbot) -> None:
    """Not also that its first quote is not fair; and nothing was shown first."""
    labelled = LabelledQuestion("Hur blir vädret?", relevant={"Handledning med": 2}, status=Status.ANSWERED)
    report = evaluate(chatbot, [labelled])
    assert report.outcomes[0].faults == [Fault.REFUSED]
    assert report.share("first_fair") == Share(0, 1)
    assert report.share("first_shown_fair") == Share(0, 0)


def test_a_place_that_was_not_understood_is_not_kept_to(chatbot: Chatbot) -> None:
    """Even if no quote is from elsewhere."""
    labelled = LabelledQuestion("Hur ofta träffar ni polisen?", municipality="Flen")
    assert evaluate(chatbot, [labelled]).share("keeps_to_place_and_person") == Share(0, 1)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "{}",
        '{"question": 1}',
        '{"question": "a", "relevant": {"b": 3}}',
        '{"question": "a", "status": "kanske"}',
        '{"question": "a", "filters": {"area": "månen"}}',
        '{"question": "a", "filters": {"year_from": "2020"}}',
        '{"question": "a", "filters": "chef"}',
    ],
)
def test_a_line_that_is_no_labelled_question_is_named(tmp_path: Path, line: str) -> None:
    """File, line number, form."""
    path = tmp_path / "frågor.jsonl"
    path.write_text('{"question": "a"}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(QuestionFileError, match=r"frågor.jsonl:3: ingen fråga med facit"):
        read_questions(path)


def test_an_empty_or_missing_file_is_refused(tmp_path: Path) -> None:
    """Nothing measured is not a measure of nothing."""
    path = tmp_path / "frågor.jsonl"
    with pytest.raises(QuestionFileError, match="går inte att läsa"):
        read_questions(path)
    path.touch()
    with pytest.raises(QuestionFileError, match="innehåller inga frågor"):
        read_questions(path)
