"""A figure of the plotting library becomes part of a page, in the page's own colours and letters, or a file.

matplotlib takes a second or more to import: only what draws imports this module, when it does.
"""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Mapping
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from chatbot.web.markup import Markup, element

WIDTH = 400
"""Units across, each a pixel where the picture is as wide: a telephone's screen."""
TEXT, SMALL = 13.0, 12.0
"""Heights of letters in the same units."""
INK, SOFT, LINE, ACCENT, PALE, ALARM, GROUND = (f"#0{n}0{n}0{n}" for n in range(1, 8))
"""Colours that only stand for the page's own (tokens.css), which differ in the dark."""
_OF_THE_PAGE = {
    INK: "var(--ink)",
    SOFT: "var(--ink-soft)",
    LINE: "var(--line-strong)",
    ACCENT: "var(--accent)",
    PALE: "var(--accent-soft)",
    ALARM: "var(--alarm)",
    GROUND: "var(--surface)",
}
_OF_A_FILE = {
    INK: "#1d1d1f",
    SOFT: "#5f6368",
    LINE: "#8a929c",
    ACCENT: "#1b4f8a",
    PALE: "#e3e7ec",
    ALARM: "#a3410a",
    GROUND: "#ffffff",
}
_FILE_WIDTH = 720
"""Pixels of a picture in a file."""
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: it takes the page's letters, is found, and is enlarged with them
    "svg.hashsalt": "chatbot",
    "font.size": SMALL,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.labelsize": SMALL,
    "xtick.color": LINE,
    "ytick.color": LINE,
    "xtick.labelcolor": SOFT,
    "ytick.labelcolor": SOFT,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.color": ACCENT,
    "hatch.linewidth": 1.5,
    "text.parse_math": False,
}
_NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))
_REFERENCE = re.compile(r'(?:url\(#|href="#)([\w.-]+)')
_LOCK = threading.RLock()
"""The library's settings and its measuring of letters are one for all threads."""


def canvas(
    height: float, *, left: float, right: float, top: float, bottom: float, width: float = WIDTH
) -> tuple[Figure, Axes]:
    """Return a figure of width x height with one field, whose edges are so far from its own."""
    figure = Figure(figsize=(width / 72, height / 72))
    FigureCanvasSVG(figure)
    across, up = (width - left - right) / width, (height - top - bottom) / height
    return figure, figure.add_axes((left / width, bottom / height, across, up))


class Drawing:
    """What draws holds this: `with drawing:` gives the library our settings, and one thread alone."""

    def __enter__(self) -> None:
        _LOCK.acquire()
        self._before = mpl.rc_context(_STYLE)
        self._before.__enter__()

    def __exit__(self, *_exception: object) -> None:
        self._before.__exit__(None, None, None)
        _LOCK.release()


def written(figure: Figure, name: str, told: str) -> Markup:
    """Return a figure as an SVG element.

    Args:
        figure: drawn in the colours of this module.
        name: that no other picture of the page has; the ids in it begin with it.
        told: what is to be seen, for who does not see it.
    """
    inner, width, height = _drawn(figure)
    return element(
        "svg",
        Markup(_ours(inner, name, _OF_THE_PAGE)),
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=told,
        class_="picture",
    )


def as_file(figure: Figure, title: str, told: str) -> str:
    """Return a figure as a file of its own, in Swedish, on white.

    Args:
        figure: drawn in the colours of this module.
        title: what it is called, also for who does not see it.
        told: what is to be seen, for the same.
    """
    inner, width, height = _drawn(figure)
    size = f'viewBox="0 0 {width} {height}" width="{_FILE_WIDTH}" height="{round(_FILE_WIDTH * height / width)}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title description" lang="sv">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="description">{escape(told)}</desc>',
            "<style>text{font-family:'Helvetica Neue',Arial,'Liberation Sans',sans-serif}</style>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            _ours(inner, "file", _OF_A_FILE).strip(),
            "</svg>\n",
        ]
    )


def _drawn(figure: Figure) -> tuple[str, int, int]:
    """Return what the library writes inside the SVG element, and how wide and high it is."""
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata=_NO_METADATA, transparent=True)
    content = out.getvalue()
    start = content.index(">", content.index("<svg")) + 1
    width, height = (round(float(side) * 72) for side in figure.get_size_inches())
    return content[start : content.rindex("</svg>")], width, height


def _ours(inner: str, name: str, colours: Mapping[str, str]) -> str:
    """Return what the library wrote, without its style sheet and letters, with these colours and our ids."""
    inner = re.sub(r"<style.*?</style>", "", inner, flags=re.DOTALL).replace("xlink:href", "href")
    inner = re.sub(r"\s*font-family: [^;\"]*;?", "", inner)
    inner = re.sub(r' transform="rotate\(-?0 [^)]*\)"', "", inner)
    for colour, other in colours.items():
        inner = inner.replace(colour, other)
    wanted = set(_REFERENCE.findall(inner))
    inner = re.sub(r' id="([\w.-]+)"', lambda found: _id(found[1], name, wanted), inner)
    return re.sub(r'(url\(#|href="#)', rf"\g<1>{name}-", inner)


def _id(id_: str, name: str, wanted: set[str]) -> str:
    """Return the attribute for an id that something refers to, or that we gave; the library names everything."""
    return f' id="{name}-{id_}"' if id_ in wanted or id_.startswith("own-") else ""
