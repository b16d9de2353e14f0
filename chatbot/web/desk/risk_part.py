"""The part of the overview on the abstention setting: a curve, a slider that moves along it, and a table."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import partial
from typing import Self

from chatbot.overview import Period
from chatbot.risk import Measured, Scored, settings_to_choose
from chatbot.store.steering import POINTS
from chatbot.web.desk.access import Signed
from chatbot.web.desk.overview_parts import in_making, part, table
from chatbot.web.desk.pages import Section, message
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.dates import written_date
from chatbot.web.texts.desk_overview import overview_texts
from chatbot.web.texts.desk_risk import risk_texts
from chatbot.web.texts.languages import Language
from chatbot.web.texts.numbers import written_decimal, written_percent

MEASURE = f"{Section.OVERVIEW.path}/mat"
CHOOSE = f"{Section.OVERVIEW.path}/troskel"


@dataclass(frozen=True, slots=True)
class Setting:
    """The abstention setting.

    Attributes:
        in_use: that the chat answers by.
        chosen: that an admin wants; the same as in_use where nothing waits for a trial.
        version: of the choice.
        may_choose: whether whoever looks may choose.
    """

    in_use: float
    chosen: float
    version: int
    may_choose: bool


@dataclass(frozen=True, slots=True)
class _Curve:
    """What each setting does: share answered, and share wrong of that.

    Attributes:
        gold, judged: setting -> both shares; empty where there are no such questions.
        most: share wrong at the top of the picture: the highest there is, up to the next tenth.
    """

    found: Measured
    gold: dict[float, tuple[float, float]]
    judged: dict[float, tuple[float, float]]
    most: float

    @classmethod
    def of(cls, found: Measured) -> Self:
        """Return the curve of a measurement."""
        gold, judged = (
            {point: scored.at(point) for point in settings_to_choose()} if scored.questions else {}
            for scored in found.shown
        )
        highest = max(risk for places in (gold, judged) for _, risk in places.values())
        return cls(found, gold, judged, max(0.1, math.ceil(highest * 10) / 10))

    def place(self, point: float) -> tuple[float, float]:
        """Return where a setting lies in the picture."""
        from chatbot.web.desk.pictures import curve_place  # noqa: PLC0415 - a second or more to import

        return curve_place(*self.found.main.at(point), self.most)


def risk_part(
    found: Measured | None,
    setting: Setting,
    signed: Signed,
    period: Period,
    *,
    is_measuring: bool,
    generation: str,
    told: str | None,
) -> Markup:
    """Return the part.

    Args:
        found: the latest measurement.
        setting: as it is.
        signed: who looks.
        period: that the page shows.
        is_measuring: it is measured now.
        generation: of the index that answers now.
        told: what came of a choice, where one was just made.
    """
    language = signed.visit.language
    texts = risk_texts(language)
    if is_measuring:
        again = in_making(texts.measuring, texts.picture.heading, "risk", signed.visit, period)
    else:
        again = _measure(signed, texts.measure if found is None else texts.measure_again)
    if found is None or not found.main.questions:
        return part(texts.picture, texts.picture.nothing, again, name="risk")
    point = partial(written_decimal, language=language)
    coverage, risk = _percents(found.main, setting.in_use, language)
    sentence = texts.picture.told.format(
        point=point(setting.in_use), coverage=coverage, risk=risk, count=found.main.questions
    )
    measured = texts.measured.format(
        day=written_date(found.made.isoformat(), language), gold=found.gold.questions, judged=found.judged.questions
    )
    waits = texts.waits.format(point=point(setting.chosen)) if setting.chosen != setting.in_use else None
    notes = [measured, *([texts.older] if found.generation != generation else [])]
    curve = _Curve.of(found)
    return part(
        texts.picture,
        sentence,
        message(told) if told else None,
        element("p", waits, " ", _to_learning(signed)) if waits else None,
        _picture(curve, setting, sentence, language),
        _slider(curve, setting, signed),
        table(overview_texts(language), texts.picture, _rows(curve, language)),
        element("p", " ".join(notes), class_="note"),
        again,
        name="risk",
    )


def _measure(signed: Signed, label: str) -> Markup:
    button = element("button", label, type="submit")
    return element("form", button, method="post", action=signed.visit.link(MEASURE), class_="measure")


def _to_learning(signed: Signed) -> Markup:
    texts = risk_texts(signed.visit.language)
    return element("a", texts.to_learning, href=signed.visit.link(Section.LEARNING.path))


def _percents(scored: Scored, point: float, language: Language) -> tuple[str, str]:
    coverage, risk = scored.at(point)
    return written_percent(coverage, language), written_percent(risk, language)


def _picture(curve: _Curve, setting: Setting, told: str, language: Language) -> Markup:
    from chatbot.web.desk import pictures  # noqa: PLC0415 - a second or more to import

    texts = risk_texts(language)
    series = tuple(
        (name, tuple(sorted(place for place in places.values() if place[0])))
        for name, places in ((texts.gold, curve.gold), (texts.judged, curve.judged))
    )
    drawn = tuple(each for each in series if each[1])
    ticks = tuple(written_percent(share, language) for share in (0, 0.25, 0.5, 0.75, 1, curve.most / 2, curve.most))
    picture = pictures.curve("risk", told, (texts.across, texts.up), drawn, curve.most, ticks)
    x, y = curve.place(setting.in_use)
    here, there = curve.place(setting.chosen)
    marks = join(
        element("rect", x=f"{x - 5:.1f}", y=f"{y - 5:.1f}", width="10", height="10", class_="now"),
        element("text", texts.now, x=f"{x:.1f}", y=f"{y - 10:.1f}", class_="now", text_anchor="middle"),
        element("circle", cx=f"{here:.1f}", cy=f"{there:.1f}", r="6", class_="chosen", id="risk-chosen"),
    )
    return Markup(f"{picture.removesuffix('</svg>')}{marks}</svg>")


def _slider(curve: _Curve, setting: Setting, signed: Signed) -> Markup:
    """Return the slider with its number; what each setting does stands in the form for the script."""
    language = signed.visit.language
    texts = risk_texts(language)
    least, most = (f"{end:.2f}" for end in POINTS)
    chosen = f"{setting.chosen:.2f}"
    ends = {"min": least, "max": most, "step": "0.01", "value": chosen}
    told = {f"{point:.2f}": _told(curve, point, language) for point in settings_to_choose()}
    current = told.get(chosen) or _told(curve, setting.chosen, language)
    save = (
        join(
            void("input", type="hidden", name="version", value=str(setting.version)),
            element("p", element("button", texts.save, type="submit", class_="primary"), class_="actions"),
        )
        if setting.may_choose
        else element("p", texts.only_admin, class_="hint")
    )
    return element(
        "form",
        element(
            "div",
            element("label", texts.slider, for_="risk-slider"),
            void("input", type="range", id="risk-slider", aria_valuetext=current["value"], **ends),
            class_="field",
        ),
        element(
            "div",
            element("label", texts.as_number, for_="risk-number"),
            void("input", type="number", id="risk-number", name="point", required=True, inputmode="decimal", **ends),
            class_="field inline",
        ),
        element("p", current["effect"], id="risk-effect", class_="effect"),
        save,
        method="post",
        action=signed.visit.link(CHOOSE),
        class_="choose",
        data_points=json.dumps(told, ensure_ascii=False),
    )


def _told(curve: _Curve, point: float, language: Language) -> dict[str, str]:
    """Return what a setting does, in words and as a place in the picture."""
    texts, found = risk_texts(language), curve.found
    coverage, risk = _percents(found.main, point, language)
    named = {"point": written_decimal(point, language), "coverage": coverage, "risk": risk}
    effect = texts.effect.format(**named)
    if found.main is found.gold and curve.judged:
        coverage, risk = _percents(found.judged, point, language)
        effect += " " + texts.effect_judged.format(coverage=coverage, risk=risk)
    x, y = curve.place(point)
    return {"value": texts.value.format(**named), "effect": effect, "x": f"{x:.1f}", "y": f"{y:.1f}"}


def _rows(curve: _Curve, language: Language) -> list[list[str]]:
    rows = []
    for point in settings_to_choose()[::5]:
        cells = [written_decimal(point, language)]
        for places in (curve.gold, curve.judged):
            cells += [written_percent(share, language) for share in places[point]] if places else ["–", "–"]
        rows.append(cells)
    return rows
