"""What was measured is written by the command and read by the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.errors import ChatbotError
from chatbot.figures import (
    Figures,
    Hits,
    QuestionFigures,
    shipped_figures,
    write_question_figures,
    write_speaker_figures,
)

OWN = QuestionFigures(own=True, first_right=Hits(8, 10), answered=Hits(9, 12), refused=Hits(5, 5))
OTHER = QuestionFigures(own=False, first_right=Hits(4, 10), answered=Hits(4, 6), refused=Hits(4, 4))


def _written(path: Path) -> Figures:
    write_question_figures(path, [OTHER, OWN])
    write_speaker_figures(path, Hits(99, 100), 12)
    return Figures.read(path.read_text(encoding="utf-8"))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """The project's own questions first; one part does not wipe out the other; the day is told."""
    figures = _written(tmp_path / "figures.json")
    assert figures.questions == (OWN, OTHER)
    assert (figures.speakers, figures.articles) == (Hits(99, 100), 12)
    assert figures.questions_measured == figures.speakers_measured
    assert [one.asked for one in figures.questions] == [17, 10]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data.pop("speakers"), id="a part is missing"),
        pytest.param(lambda data: data["speakers"].update(measured="i går"), id="no date"),
        pytest.param(lambda data: data["speakers"]["named"].update(right=101), id="more right than asked"),
        pytest.param(lambda data: data["questions"].update(sets=[{}]), id="an empty set"),
        pytest.param(lambda data: data["questions"].update(sets=7), id="no sets"),
    ],
)
def test_damaged_figures_are_refused(tmp_path: Path, damage: object) -> None:
    """With the remedy; nothing is made up in their place."""
    path = tmp_path / "figures.json"
    _written(path)
    data = json.loads(path.read_text(encoding="utf-8"))
    damage(data)  # type: ignore[operator]
    with pytest.raises(ChatbotError, match="make evaluation"):
        Figures.read(json.dumps(data))


@pytest.mark.parametrize("content", ["{", "[1]", "7"])
def test_another_file_is_not_written_over(tmp_path: Path, content: str) -> None:
    """Somebody's own file stays as it is."""
    path = tmp_path / "mine.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ChatbotError, match=r"mine\.json"):
        write_speaker_figures(path, Hits(1, 1), 1)
    assert path.read_text(encoding="utf-8") == content


def test_figures_come_with_the_program() -> None:
    """Of the project's own articles and of others."""
    assert [one.own for one in shipped_figures().questions] == [True, False]
