"""A figure of the plotting library becomes part of a page, in the page's own colours and letters.

matplotlib takes a second or more to import: only pages that draw import this module, when they do.
"""

from __future__ import annotations

import io
import re
import threading
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
_TOKENS = {
    INK: "ink",
    SOFT: "ink-soft",
    LINE: "line-strong",
    ACCENT: "accent",
    PALE: "accent-soft",
    ALARM: "alarm",
    GROUND: "surface",
}
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


def canvas(height: float, *, left: float, right: float, top: float, bottom: float) -> tuple[Figure, Axes]:
    """Return a figure of WIDTH x height with one field, whose edges are so far from its own."""
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    FigureCanvasSVG(figure)
    across, up = (WIDTH - left - right) / WIDTH, (height - top - bottom) / height
    return figure, figure.add_axes((left / WIDTH, bottom / height, across, up))


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
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata=_NO_METADATA, transparent=True)
    content = out.getvalue()
    start = content.index(">", content.index("<svg")) + 1
    inner = content[start : content.rindex("</svg>")]
    width, height = (round(float(side) * 72) for side in figure.get_size_inches())
    return element(
        "svg",
        Markup(_ours(inner, name)),
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=told,
        class_="picture",
    )


def _ours(inner: str, name: str) -> str:
    """Return what the library wrote, without its style sheet and letters, with our colours and ids."""
    inner = re.sub(r"<style.*?</style>", "", inner, flags=re.DOTALL).replace("xlink:href", "href")
    inner = re.sub(r"\s*font-family: [^;\"]*;?", "", inner)
    inner = re.sub(r' transform="rotate\(-?0 [^)]*\)"', "", inner)
    for colour, token in _TOKENS.items():
        inner = inner.replace(colour, f"var(--{token})")
    wanted = set(_REFERENCE.findall(inner))
    inner = re.sub(r' id="([\w.-]+)"', lambda found: _id(found[1], name, wanted), inner)
    return re.sub(r'(url\(#|href="#)', rf"\g<1>{name}-", inner)


def _id(id_: str, name: str, wanted: set[str]) -> str:
    """Return the attribute for an id that something refers to, or that we gave; the library names everything."""
    return f' id="{name}-{id_}"' if id_ in wanted or id_.startswith("own-") else ""
