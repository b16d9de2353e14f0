"""The diagrams are well-formed SVG that says in words what it shows."""

from __future__ import annotations

import re
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


def test_reliability_tells_every_bin() -> None:
    """In the picture their counts, in words what was right of them."""
    root, words = parsed(reliability_svg(BINS, 0.02))
    assert {"4", "20", "24 frågor", "kalibreringsfel 0,020", "antal frågor", "100 %"} <= set(words)
    described = root.findtext(f"{SVG}desc") or ""
    assert "20 % till 30 %: 1 av 4 rätta; 90 % till 100 %: 19 av 20 rätta" in described


def test_risk_tells_the_two_curves_apart_without_colour() -> None:
    """One is dashed, and each has its name and figures in words; what is not known is not told."""
    root, words = parsed(risk_svg(CURVE, CURVE[:1], CURVE[0], None))
    styles = [path.get("style") or "" for path in root.iter(f"{SVG}path")]
    of_curve = {
        colour: [style for style in styles if f"stroke: {colour}" in style] for colour in ("#1b4f8a", "#a3410a")
    }
    assert not any("dasharray" in style for style in of_curve["#1b4f8a"])
    assert any("dasharray" in style for style in of_curve["#a3410a"])
    assert {"svara", "50 % besvaras", "10 % av första citaten fel", "AURC 0,250", "avvisa", "AURC 0,050"} <= set(words)
    assert not any("avvisas" in word for word in words)


@pytest.mark.parametrize("svg", [reliability_svg(BINS, 0.02), risk_svg(CURVE, CURVE, CURVE[0], CURVE[0])])
def test_a_diagram_is_a_file_of_its_own(svg: str) -> None:
    """In its own colours, with nothing of a page in it, and every id once."""
    assert "var(--" not in svg
    assert re.findall(r"#0(\d)0\1", svg) == []
    ids = re.findall(r' id="([^"]+)"', svg)
    assert len(ids) == len(set(ids))


def test_nothing_measured_is_an_empty_diagram() -> None:
    """Not an error: a file may hold greetings only."""
    assert parsed(reliability_svg([], 0.0))[1].count("0 frågor") == 1
    assert parsed(risk_svg([], [], None, None))[0].tag == f"{SVG}svg"
