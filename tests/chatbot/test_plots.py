"""The diagrams are well-formed SVG that says in words what it shows."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from chatbot.evaluation import Share
from chatbot.plots import reliability_svg, risk_svg
from chatbot.reliability import Bin, Point

BINS = [Bin(0.2, 0.3, 0.25, Share(1, 4)), Bin(0.9, 1.0, 0.95, Share(19, 20))]
CURVE = [Point(0.5, 0.1), Point(1.0, 0.4)]
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> tuple[ElementTree.Element, list[str]]:
    """Return the root and all visible words."""
    root = ElementTree.fromstring(svg)  # noqa: S314  made by ourselves
    return root, [element.text or "" for element in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    "svg", [reliability_svg(BINS, 0.02), risk_svg(CURVE, CURVE, CURVE[0], CURVE[0])], ids=["reliability", "risk"]
)
def test_a_diagram_is_named_and_described_for_screen_readers(svg: str) -> None:
    """Both are in the picture itself."""
    root, _ = parsed(svg)
    assert root.get("role") == "img"
    names = {element.get("id"): element.text for element in root if element.get("id")}
    assert [bool(names[name]) for name in (root.get("aria-labelledby") or "").split()] == [True, True]


def test_reliability_shows_every_bin_where_it_lies() -> None:
    """A score of 25 % with 25 % right is on the diagonal; counts stand below."""
    root, words = parsed(reliability_svg(BINS, 0.02))
    on_diagonal, _, _ = root.iter(f"{SVG}circle")  # two bins and the legend
    assert (on_diagonal.get("cx"), on_diagonal.get("cy")) == ("164.0", "392.0")
    assert {"4", "20", "24 frågor", "kalibreringsfel 0,020"} <= set(words)
    described = root.findtext(f"{SVG}desc") or ""
    assert "90 % till 100 %: 19 av 20 rätta" in described


def test_risk_tells_the_two_curves_apart_without_colour() -> None:
    """One is dashed, the marks differ, and each has its name and figures in words."""
    root, words = parsed(risk_svg(CURVE, CURVE[:1], CURVE[0], None))
    answering, refusing = root.iter(f"{SVG}polyline")
    assert answering.get("stroke-dasharray") is None
    assert refusing.get("stroke-dasharray")
    assert {"svara", "50 % besvaras", "10 % av första citaten fel", "AURC 0,250", "avvisa", "AURC 0,050"} <= set(words)
    assert not any("avvisas" in word for word in words)


def test_nothing_measured_is_an_empty_diagram() -> None:
    """Not an error: a file may hold greetings only."""
    assert parsed(reliability_svg([], 0.0))[1].count("0 frågor") == 1
    assert parsed(risk_svg([], [], None, None))[0].tag == f"{SVG}svg"
