"""The evaluation's diagrams as SVG files.

Nothing is told by colour alone: what differs has another shape or stroke too, and its name beside it. Screen readers
read title and description.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from chatbot.drawing import ACCENT, ALARM, LINE, SOFT, Drawing, as_file, canvas
from chatbot.reliability import Bin, Point, area_under

_WIDTH, _SIDE = 620, 344
"""Of the picture, and of the square in it that spans 0 to 100 % both ways."""
_LEFT, _TOP, _BOTTOM = 56, 84, 58
"""Around the square."""
_COUNTS = 70
"""Height of the counts below it."""
_TITLE = 17
_SHARES = (0, 0.2, 0.4, 0.6, 0.8, 1)


def reliability_svg(bins: Sequence[Bin], error: float) -> str:
    """Return how often first quotes of a score are right against that score; their number is below."""
    title = "Stämmer sannolikheterna?"
    with Drawing():
        figure, axes = _square(
            title, "Beräknad sannolikhet att det första citatet svarar", "Andel som gör det", _COUNTS
        )
        scores, shares = [one.mean_score for one in bins], [one.right.value for one in bins]
        ends = [one.right.interval for one in bins]
        around = [[share - low for share, (low, _) in zip(shares, ends, strict=True)]]
        around.append([high - share for share, (_, high) in zip(shares, ends, strict=True)])
        label = "andel rätta,\n95 % intervall"
        axes.errorbar(
            scores, shares, yerr=around, fmt="o", markersize=9, capsize=6, color=ACCENT, label=label, clip_on=False
        )
        axes.plot([0, 1], [0, 1], color=SOFT, linestyle=(0, (4, 4)), label="om varje\nsannolikhet stämde")
        _legend(axes, f"{sum(one.right.count for one in bins)} frågor", f"kalibreringsfel {_decimal(error)}")
        _counts(figure, bins)
        counts = (f"{_percent(b.low)} till {_percent(b.high)}: {b.right.hits} av {b.right.count} rätta" for b in bins)
        told = f"Hur många första citat som besvarar frågan, efter den sannolikhet de fick. {'; '.join(counts)}."
        return as_file(figure, title, told)


def risk_svg(
    answering: Sequence[Point], refusing: Sequence[Point], answered: Point | None, refused: Point | None
) -> str:
    """Return both curves of risk over coverage, with the points where the chatbot works.

    Args:
        answering: from the surest answer to all.
        refusing: from the surest refusal to all.
        answered: what is answered at the operating point; None if nothing is.
        refused: the same of what is refused.
    """
    title = "Vad kostar det att svara oftare?"
    curves = (
        ("svara", answering, answered, {"color": ACCENT, "linestyle": "-"}, "o", ("besvaras", "av första citaten fel")),
        (
            "avvisa",
            refusing,
            refused,
            {"color": ALARM, "linestyle": (0, (5, 2))},
            "s",
            ("avvisas", "av dem har ett svar"),
        ),
    )
    told = []
    with Drawing():
        figure, axes = _square(title, "Andel av frågorna, de säkraste först", "Andel fel bland dem", 0)
        for name, curve, point, stroke, mark, (done, wrong) in curves:
            notes = [f"AURC {_decimal(area_under(curve))}"]
            if point:
                axes.plot(
                    point.coverage, point.risk, mark, markersize=10, color=stroke["color"], zorder=3, clip_on=False
                )
                notes = [f"{_percent(point.coverage)} {done}", f"{_percent(point.risk)} {wrong}", *notes]
            across, up = [one.coverage for one in curve], [one.risk for one in curve]
            axes.plot(across, up, linewidth=2.25, label="\n".join([name, *notes]), **stroke)
            told.append(f"{name}: {', '.join(notes)}")
        _legend(axes)
        seen = "Andel fel mot andel av frågorna; märkena visar var programmet arbetar."
        return as_file(figure, title, f"{seen} {'; '.join(told)}.")


def _square(title: str, across: str, upwards: str, below: float) -> tuple[Figure, Axes]:
    """Return the axes with a line for every 20 %, and what they mean; below them is so much room."""
    height = _TOP + _SIDE + _BOTTOM + below
    right = _WIDTH - _LEFT - _SIDE
    figure, axes = canvas(height, left=_LEFT, right=right, top=_TOP, bottom=_BOTTOM + below, width=_WIDTH)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    ticks = [_percent(share) for share in _SHARES]
    axes.set_xticks(_SHARES, ticks)
    axes.set_yticks(_SHARES, ticks)
    axes.grid(visible=True, color=LINE, linewidth=0.3)
    axes.tick_params(length=0, pad=6)
    axes.set_xlabel(across, loc="left", labelpad=8)
    place: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points"}
    axes.annotate(title, (0, 1), xytext=(0, 50), fontsize=_TITLE, **place)
    axes.annotate(upwards, (0, 1), xytext=(0, 12), **place)
    return figure, axes


def _legend(axes: Axes, *notes: str) -> None:
    """Write beside the square what stands in it, and some notes below that."""
    axes.legend(loc="upper left", bbox_to_anchor=(1.03, 1.02), frameon=False, labelspacing=1.4)
    if notes:
        axes.annotate("\n".join(notes), (1.05, 0.55), xycoords="axes fraction", linespacing=1.6)


def _counts(figure: Figure, bins: Sequence[Bin]) -> None:
    """Draw a bar for every bin, with its number of questions, below the square."""
    height = _TOP + _SIDE + _BOTTOM + _COUNTS
    axes = figure.add_axes((_LEFT / _WIDTH, 12 / height, _SIDE / _WIDTH, (_COUNTS - 24) / height))
    axes.set_xlim(0, 1)
    axes.set_axis_off()
    middles, widths = [(one.low + one.high) / 2 for one in bins], [one.high - one.low - 0.015 for one in bins]
    bars = axes.bar(middles, [one.right.count for one in bins], widths, color=SOFT)
    axes.bar_label(bars, padding=2)
    axes.annotate("antal frågor", (1.05, 0.1), xycoords="axes fraction")


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _decimal(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
