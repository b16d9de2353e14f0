"""The evaluation's diagrams as SVG: no library is needed to draw them.

Nothing is told by colour alone: what differs has another shape too, and its name beside it. Screen readers read
title and description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from chatbot.reliability import Bin, Point, area_under

WIDTH = 720
LEFT, TOP, SIDE = 64, 92, 400
"""Where the square lies that spans 0 to 100 % both ways, in pixels."""
RIGHT = LEFT + SIDE + 28
"""Where the words beside the square begin."""
BARS_TOP, BARS_HEIGHT = TOP + SIDE + 84, 64
"""Of the counts below the square."""
BLUE, RUST, INK, GREY, PALE = "#1b4f8a", "#a3410a", "#1d1d1f", "#5f6368", "#e3e7ec"
Place = tuple[float, float]
"""Across and down, in pixels."""
_STYLE = f"text{{font:14px 'Helvetica Neue',Arial,'Liberation Sans',sans-serif;fill:{INK}}}.title{{font-size:20px}}"


def reliability_svg(bins: Sequence[Bin], error: float) -> str:
    """Return how often first quotes of a score are right against that score; their number is below."""
    content = _square("Det första citatets beräknade sannolikhet att besvara frågan", "Andel som gör det")
    content.append(_line(_at(0, 0), _at(1, 1), GREY, "5 5"))
    for one in bins:
        low, high = (_at(one.mean_score, end) for end in one.right.interval)
        content.append(_line(low, high, BLUE))
        content += [_line((x - 6, y), (x + 6, y), BLUE) for x, y in (low, high)]
        content.append(_circle(_at(one.mean_score, one.right.value), BLUE))
    content += [
        *_sample(TOP + 18, BLUE, "andel rätta,", _circle),
        _words((RIGHT + 44, TOP + 38), "95 % intervall"),
        *_sample(TOP + 74, GREY, "om varje", None, "5 5"),
        _words((RIGHT + 44, TOP + 94), "sannolikhet stämde"),
        _words((RIGHT, TOP + 136), f"{sum(one.right.count for one in bins)} frågor"),
        _words((RIGHT, TOP + 158), f"kalibreringsfel {_decimal(error)}"),
    ]
    counts = (f"{_percent(b.low)} till {_percent(b.high)}: {b.right.hits} av {b.right.count} rätta" for b in bins)
    return _svg(
        "Stämmer sannolikheterna?",
        f"Hur många första citat som besvarar frågan, efter den sannolikhet de fick. {'; '.join(counts)}.",
        BARS_TOP + BARS_HEIGHT + 24,
        [*content, *_bars(bins)],
    )


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
    curves = (
        ("svara", answering, answered, BLUE, _circle, "", ("besvaras", "av första citaten fel")),
        ("avvisa", refusing, refused, RUST, _box, "7 4", ("avvisas", "av dem har ett svar")),
    )
    content, marks, told = _square("Andel av frågorna, de säkraste först", "Andel fel bland dem"), [], []
    for row, (name, curve, point, colour, mark, dash, (done, wrong)) in enumerate(curves):
        y = TOP + 18 + 130 * row
        content += [_path(curve, colour, dash), *_sample(y, colour, name, mark, dash)]
        notes = [f"AURC {_decimal(area_under(curve))}"]
        if point:
            marks.append(mark(_at(point.coverage, point.risk), colour))
            notes = [f"{_percent(point.coverage)} {done}", f"{_percent(point.risk)} {wrong}", *notes]
        content += [_words((RIGHT + 44, y + 21 * line), note) for line, note in enumerate(notes, start=1)]
        told.append(f"{name}: {', '.join(notes)}")
    return _svg(
        "Vad kostar det att svara oftare?",
        f"Andel fel mot andel av frågorna; märkena visar var programmet arbetar. {'; '.join(told)}.",
        TOP + SIDE + 68,
        [*content, *marks],  # no curve runs over a mark
    )


# --- parts ------------------------------------------------------------------------------------------


def _svg(title: str, description: str, height: int, content: Iterable[str]) -> str:
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title description" lang="sv">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="description">{escape(description)}</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            f'<text x="{LEFT}" y="38" class="title">{escape(title)}</text>',
            *content,
            "</svg>\n",
        ]
    )


def _square(across: str, upwards: str) -> list[str]:
    """Return the axes with a line for every 20 %, and what they mean."""
    parts = []
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        x, y = _at(tick, tick)
        parts += [_line(_at(tick, 0), _at(tick, 1), PALE), _line(_at(0, tick), _at(1, tick), PALE)]
        parts.append(_words((x, TOP + SIDE + 22), _percent(tick), "middle"))
        parts.append(_words((LEFT - 10, y + 5), _percent(tick), "end"))
    parts += [_line(_at(0, 0), _at(1, 0), INK), _line(_at(0, 0), _at(0, 1), INK)]
    return [*parts, _words((LEFT, TOP + SIDE + 50), across), _words((LEFT, TOP - 18), upwards)]


def _bars(bins: Sequence[Bin]) -> list[str]:
    """Return a bar for every bin, with its number of questions."""
    most = max((one.right.count for one in bins), default=1)
    parts = [_words((RIGHT, BARS_TOP + BARS_HEIGHT), "antal frågor")]
    for one in bins:
        x, _ = _at((one.low + one.high) / 2, 0)
        height = (BARS_HEIGHT - 20) * one.right.count / most
        bottom = BARS_TOP + BARS_HEIGHT
        parts.append(_box((x, bottom - height / 2), GREY, (SIDE * (one.high - one.low) - 6, height)))
        parts.append(_words((x, bottom - height - 5), str(one.right.count), "middle"))
    return parts


def _path(curve: Sequence[Point], colour: str, dash: str) -> str:
    points = " ".join("{:.1f},{:.1f}".format(*_at(point.coverage, point.risk)) for point in curve)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"{_dashed(dash)}/>'


def _line(start: Place, end: Place, colour: str, dash: str = "") -> str:
    (x1, y1), (x2, y2) = start, end
    place = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {place} stroke="{colour}" stroke-width="1.5"{_dashed(dash)}/>'


def _dashed(dash: str) -> str:
    return f' stroke-dasharray="{dash}"' if dash else ""


def _circle(place: Place, colour: str) -> str:
    return f'<circle cx="{place[0]:.1f}" cy="{place[1]:.1f}" r="6.5" fill="{colour}" stroke="#fff" stroke-width="1.5"/>'


def _box(place: Place, colour: str, size: tuple[float, float] = (12, 12)) -> str:
    """Return a rectangle around its middle."""
    (x, y), (width, height) = place, size
    area = f'x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {area} fill="{colour}"/>'


def _sample(y: float, colour: str, name: str, mark: Callable[[Place, str], str] | None, dash: str = "") -> list[str]:
    """Return a line of the legend."""
    parts = [_line((RIGHT, y - 5), (RIGHT + 34, y - 5), colour, dash), _words((RIGHT + 44, y), name)]
    return [*parts, mark((RIGHT + 17, y - 5), colour)] if mark else parts


def _words(place: Place, words: str, anchor: str = "start") -> str:
    return f'<text x="{place[0]:.1f}" y="{place[1]:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _at(across: float, upwards: float) -> Place:
    """Return where a point of the square lies, in pixels."""
    return LEFT + SIDE * across, TOP + SIDE * (1 - upwards)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _decimal(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
