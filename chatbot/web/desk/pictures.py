"""The kinds of pictures on the overview: lines over time, bars, pairs, shares with intervals (over time, too), a curve.

What differs by colour differs by stroke, shape or filling, too, and has its name beside it. Each function gives the
same picture for the same values, and remembers the latest ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chatbot.drawing import (
    ACCENT,
    ALARM,
    GROUND,
    INK,
    LINE,
    SMALL,
    SOFT,
    TEXT,
    WIDTH,
    Drawing,
    canvas,
    written,
)
from chatbot.web.markup import Markup

_ROW = 34.0
_REMEMBERED = 64
_STROKES: tuple[dict[str, Any], ...] = (
    {"color": INK, "linestyle": "-", "linewidth": 2.25},
    {"color": ACCENT, "linestyle": (0, (5, 2)), "linewidth": 2.25},
    {"color": ALARM, "linestyle": (0, (1.5, 1.5)), "linewidth": 2.25},
    {"color": SOFT, "linestyle": (0, (6, 2, 1, 2)), "linewidth": 2.0},
)
_BAND: dict[str, Any] = {"color": ACCENT, "linewidth": 5, "solid_capstyle": "butt", "alpha": 0.45}
_POINT: dict[str, Any] = {
    "color": ACCENT,
    "marker": "o",
    "markersize": 10,
    "markeredgecolor": GROUND,
    "clip_on": False,
    "zorder": 3,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its name, which stands at its end."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name above it, its number at its end."""

    name: str
    value: float
    number: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two shares of one thing, with the numbers as they are told."""

    name: str
    first: float
    second: float
    first_number: str
    second_number: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its interval; share None: nothing was judged."""

    name: str
    share: float | None
    low: float
    high: float
    number: str


@lru_cache(_REMEMBERED)
def lines(name: str, told: str, ticks: tuple[str, ...], series: tuple[Line, ...]) -> Markup:
    """Return lines over time.

    Args:
        name: of the picture, for its ids.
        told: what is to be seen.
        ticks: a name for every place across; the first, middle and last are written.
        series: at most as many as there are strokes.
    """
    with Drawing():
        figure, axes = canvas(230, left=34, right=104, top=14, bottom=30)
        places = range(len(ticks))
        for line, stroke in zip(series, _STROKES, strict=False):
            axes.plot(places, line.values, clip_on=False, solid_capstyle="round", **stroke)
            if len(places) == 1:
                axes.plot(places, line.values, "o", color=stroke["color"], clip_on=False)
        most = max((max(line.values, default=0) for line in series), default=0)
        _whole_numbers(axes, most)
        axes.set_xlim(0, max(len(ticks) - 1, 1))
        _name_places(axes, ticks)
        _name_ends(axes, series, most)
        return written(figure, name, told)


def _name_places(axes: Axes, ticks: Sequence[str]) -> None:
    """Write the names of the first, the middle and the last place across."""
    shown = sorted({0, (len(ticks) - 1) // 2, len(ticks) - 1})
    axes.set_xticks(shown, [ticks[place] for place in shown])
    sides: tuple[Literal["left", "center", "right"], ...] = ("left", "center", "right")
    for label, side in zip(axes.get_xticklabels(), sides[:: 4 - max(len(shown), 2)], strict=False):
        label.set_horizontalalignment(side)


def _whole_numbers(axes: Axes, most: float) -> None:
    step = max(1, 10 ** math.floor(math.log10(max(most, 1))))
    step = next(size for size in (step / 5, step / 2, step, step * 2, step * 5) if most / size <= 5)  # noqa: PLR2004
    step = max(1, round(step))
    top = max(step, math.ceil(most / step) * step)
    axes.set_ylim(0, top)
    axes.set_yticks(range(0, top + 1, step))
    axes.tick_params(length=0)
    axes.yaxis.grid(visible=True, color=LINE, linewidth=0.4)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)


def _name_ends(axes: Axes, series: Sequence[Line], most: float) -> None:
    """Write each line's name at its end, none over another."""
    top = axes.get_ylim()[1]
    gap = top * 0.085
    ends = sorted(((line.values[-1] if line.values else 0, i) for i, line in enumerate(series)), reverse=True)
    at = min(top, most) + gap
    places = {}
    for value, i in ends:
        at = min(value, at - gap)
        places[i] = at
    low = min(places.values(), default=0)
    lift = max(0.0, -low)
    for i, place in places.items():
        axes.annotate(
            series[i].name,
            (1, place + lift),
            xycoords=("axes fraction", "data"),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            color=_STROKES[i]["color"],
            fontsize=SMALL,
        )


@lru_cache(_REMEMBERED)
def bars(name: str, told: str, rows: tuple[Bar, ...]) -> Markup:
    """Return bars below each other, in the order given."""
    with Drawing():
        figure, axes = _rows_canvas(len(rows), right=62)
        axes.set_xlim(0, max((row.value for row in rows), default=1) or 1)
        for y, row in enumerate(rows):
            axes.barh(y + 0.66, row.value, height=0.34, color=ACCENT)
            _row_name(axes, y, row.name)
            _after(axes, row.value, y, row.number)
        return written(figure, name, told)


@lru_cache(_REMEMBERED)
def pairs(name: str, told: str, names: tuple[str, str], rows: tuple[Pair, ...]) -> Markup:
    """Return two shares for each row: a filled bar, and a hatched one below it.

    Args:
        name: of the picture, for its ids.
        told: what is to be seen.
        names: of the two, written at the bars of the first row.
        rows: in the order given.
    """
    with Drawing():
        figure, axes = _rows_canvas(len(rows), right=118, row=46.0)
        axes.set_xlim(0, max((max(row.first, row.second) for row in rows), default=1) or 1)
        for y, row in enumerate(rows):
            _row_name(axes, y, row.name, share=0.22)
            axes.barh(y + 0.5, row.first, height=0.2, color=ACCENT)
            axes.barh(y + 0.77, row.second, height=0.2, facecolor=GROUND, edgecolor=ACCENT, hatch="////", linewidth=1)
            of_first, of_second = (f" {each}" if y == 0 else "" for each in names)
            _after(axes, row.first, y, row.first_number + of_first, 0.5)
            _after(axes, row.second, y, row.second_number + of_second, 0.77)
        return written(figure, name, told)


@lru_cache(_REMEMBERED)
def intervals(name: str, told: str, rows: tuple[Interval, ...], ticks: tuple[str, str, str]) -> Markup:
    """Return shares with their intervals, each on a line from 0 to 100 %."""
    with Drawing():
        figure, axes = _rows_canvas(len(rows), right=26, bottom=26, left=14)
        axes.set_xlim(0, 1)
        axes.set_xticks([0, 0.5, 1], ticks)
        for y, row in enumerate(rows):
            _row_name(axes, y, f"{row.name}: {row.number}")
            axes.plot([0, 1], [y + 0.68] * 2, color=LINE, linewidth=0.5)
            if row.share is not None:
                axes.plot([row.low, row.high], [y + 0.68] * 2, **_BAND)
                axes.plot(row.share, y + 0.68, **_POINT)
        return written(figure, name, told)


@lru_cache(_REMEMBERED)
def shares(name: str, told: str, points: tuple[Interval, ...], ticks: tuple[str, str, str]) -> Markup:
    """Return shares over time, each with its interval upright; where nothing was judged there is none.

    Args:
        name: of the picture, for its ids.
        told: what is to be seen.
        points: in the order of time.
        ticks: names of 0, a half and all.
    """
    with Drawing():
        figure, axes = canvas(230, left=46, right=24, top=14, bottom=30)
        axes.set_xlim(-0.5, len(points) - 0.5)
        axes.set_ylim(0, 1)
        axes.set_yticks([0, 0.5, 1], ticks)
        axes.yaxis.grid(visible=True, color=LINE, linewidth=0.4)
        axes.set_axisbelow(True)
        axes.tick_params(length=0)
        axes.spines["left"].set_visible(False)
        _name_places(axes, [point.name for point in points])
        judged = [(x, point.share) for x, point in enumerate(points) if point.share is not None]
        axes.plot(*zip(*judged, strict=True), color=ACCENT, linewidth=1)
        for x, share in judged:
            axes.plot([x, x], [points[x].low, points[x].high], **_BAND)
            axes.plot(x, share, **_POINT)
        return written(figure, name, told)


def _rows_canvas(
    count: int, *, right: float, row: float = _ROW, bottom: float = 4, left: float = 2
) -> tuple[Figure, Axes]:
    figure, axes = canvas(max(count, 1) * row + bottom + 2, left=left, right=right, top=2, bottom=bottom)
    axes.set_ylim(max(count, 1), 0)
    axes.set_yticks([])
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    return figure, axes


def _row_name(axes: Axes, y: float, text: str, share: float = 0.26) -> None:
    axes.annotate(text, (0, y + share), xycoords=("axes fraction", "data"), va="center", color=INK, fontsize=TEXT)


def _after(axes: Axes, x: float, y: float, text: str, share: float = 0.66) -> None:
    axes.annotate(
        text, (x, y + share), xytext=(5, 0), textcoords="offset points", va="center", color=SOFT, fontsize=SMALL
    )


CURVE_LEFT, CURVE_RIGHT, CURVE_TOP, CURVE_BOTTOM, CURVE_HEIGHT = 46, 24, 26, 44, 280
"""Where the field of the curve lies: the page moves the mark in it."""


def curve_place(coverage: float, risk: float, most: float) -> tuple[float, float]:
    """Return where a point of the curve lies, in the picture's units.

    Args:
        coverage: in [0, 1].
        risk: in [0, most].
        most: of the field's height.
    """
    across = WIDTH - CURVE_LEFT - CURVE_RIGHT
    up = CURVE_HEIGHT - CURVE_TOP - CURVE_BOTTOM
    return CURVE_LEFT + coverage * across, CURVE_HEIGHT - CURVE_BOTTOM - risk / most * up


@lru_cache(_REMEMBERED)
def curve(
    name: str,
    told: str,
    names: tuple[str, str],
    series: tuple[tuple[str, tuple[tuple[float, float], ...]], ...],
    most: float,
    ticks: tuple[str, ...],
) -> Markup:
    """Return curves of risk over coverage.

    Args:
        name: of the picture, for its ids.
        told: what is to be seen.
        names: of the axes, across and up.
        series: name and (coverage, risk) from the surest answer to all; each with a stroke of its own.
        most: risk at the field's top.
        ticks: five across from 0 to all, then two up: half of most, and most.
    """
    with Drawing():
        figure, axes = canvas(CURVE_HEIGHT, left=CURVE_LEFT, right=CURVE_RIGHT, top=CURVE_TOP, bottom=CURVE_BOTTOM)
        axes.set_xlim(0, 1)
        axes.set_ylim(0, most)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ticks[:5])
        axes.set_yticks([0, most / 2, most], (ticks[0], *ticks[5:]))
        axes.grid(visible=True, color=LINE, linewidth=0.4)
        axes.tick_params(length=0)
        axes.set_xlabel(names[0], labelpad=6)
        axes.annotate(
            names[1], (0, 1), xycoords="axes fraction", xytext=(-40, 10), textcoords="offset points", color=SOFT
        )
        for (label, points), stroke in zip(series, _STROKES[1:], strict=False):
            axes.plot(*zip(*points, strict=True), drawstyle="steps-post", **stroke)
            if len(series) > 1:
                axes.annotate(
                    label, points[-1], xytext=(-4, 7), textcoords="offset points", ha="right", color=stroke["color"]
                )
        return written(figure, name, told)
