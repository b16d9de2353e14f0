"""The parts of the overview: each a heading, a sentence, a picture, and a table with the same numbers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import partial

from chatbot.overview import OTHER_ROLES, Agreed, Heard, Period, Precision, Questions
from chatbot.store.statistics import WEEKLY_FROM, Asked
from chatbot.web.desk import pages
from chatbot.web.desk.pages import Section
from chatbot.web.markup import Markup, element
from chatbot.web.shell import Visit
from chatbot.web.texts.desk_overview import OverviewTexts, PictureTexts, overview_texts
from chatbot.web.texts.languages import Language
from chatbot.web.texts.numbers import written_number, written_percent
from corpus.role_groups import role_groups

BARS = 20
"""Municipalities in the picture; the table has them all."""


def part(texts: PictureTexts, told: str | None, *content: Markup | None, name: str) -> Markup:
    """Return one part of the page."""
    return element(
        "section",
        element("h2", texts.heading, id=f"{name}-heading"),
        element("p", told, class_="told") if told else None,
        *content,
        element("p", texts.note, class_="note") if texts.note and told and content else None,
        aria_labelledby=f"{name}-heading",
        class_=f"part of-{name}",
        id=f"part-{name}",
    )


def in_making(told: str, heading: str, name: str, visit: Visit, period: Period) -> Markup:
    """Return in the place of a part, or of what is new in it, that it is being made.

    A script exchanges the part when it is there, without taking the focus away, and has that read out; without one a
    link reads the page again (one that did so by itself would take the focus, WCAG 2.2.1).
    """
    texts = overview_texts(visit.language)
    return element(
        "p",
        told,
        " ",
        element("a", texts.look_again, href=visit.link(f"{Section.OVERVIEW.path}?period={period}")),
        data_making=f"part-{name}",
        data_made=texts.made.format(heading),
    )


def table(texts: OverviewTexts, of: PictureTexts, rows: Iterable[Sequence[str]]) -> Markup:
    """Return the table beside a picture, which opens on demand."""
    return element(
        "details",
        element("summary", texts.as_table, element("span", f": {of.heading}", class_="visually-hidden")),
        pages.table(of.heading, of.columns, rows, is_captioned=True),
    )


def counted(number: int, one: str, many: str, language: Language) -> str:
    """Return "1 fråga" or "12 frågor"."""
    return one if number == 1 else many.format(written_number(number, language))


# --- questions --------------------------------------------------------------------------------------


def summary(found: Questions, period: Period, language: Language) -> Markup:
    """Return the period in a sentence or two, and its key figures with those of the period before."""
    texts = overview_texts(language)
    named = texts.in_period[period]
    if not found.now.questions:
        return element("p", texts.none_asked.format(period=named), class_="lead")
    percent = partial(written_percent, language=language)
    now, before = found.now, found.before
    told = texts.summary.format(
        period=named,
        questions=counted(now.questions, texts.one_question, texts.questions, language),
        answered=percent(_answered(now)),
        refused=percent(_refused(now)),
    )
    if now.disliked:
        told += " " + texts.summary_rest.format(disliked=percent(_disliked(now)))
    shares = [
        (name, percent(share(now)), texts.share_before.format(percent(share(before))) if before else None)
        for name, share in zip(texts.figures[1:], (_answered, _refused, _disliked), strict=True)
    ]
    asked = (texts.figures[0], written_number(now.questions, language), _change(now, before, language))
    cards = (
        element(
            "div",
            element("dt", name),
            element("dd", number),
            element("dd", change, class_="change") if change else None,
        )
        for name, number, change in (asked, *shares)
    )
    return element("div", element("p", told, class_="lead"), element("dl", *cards, class_="figures"))


def _answered(asked: Asked) -> float:
    return _of(asked.answered, asked)


def _refused(asked: Asked) -> float:
    return _of(asked.refused, asked)


def _disliked(asked: Asked) -> float:
    return _of(asked.disliked, asked)


def _of(count: int, asked: Asked) -> float:
    """Return a share of what had an answer or should have had one: not of greetings."""
    whole = asked.answered + asked.refused
    return min(count / whole, 1.0) if whole else 0.0


def _change(now: Asked, before: Asked | None, language: Language) -> str:
    texts = overview_texts(language)
    if before is None:
        return texts.no_before
    if now.questions == before.questions:
        return texts.as_before
    more = now.questions - before.questions
    told = texts.more_than_before if more > 0 else texts.fewer_than_before
    return told.format(written_number(abs(more), language))


def time_part(found: Questions, language: Language) -> Markup:
    """Return questions over time."""
    from chatbot.web.desk import pictures  # noqa: PLC0415 - a second or more to import

    texts = overview_texts(language)
    if not found.now.questions:
        return part(texts.time, texts.time.nothing, name="time")
    number = partial(written_number, language=language)
    is_weekly = (found.last - found.first).days >= WEEKLY_FROM
    days = [f"{step.day.day} {texts.months[step.day.month - 1]}" for step in found.steps]
    named = [texts.week_from.format(day) for day in days] if is_weekly else days
    columns = [(s.questions, s.answered, s.refused, s.disliked) for s in found.steps]
    most = max(range(len(columns)), key=lambda place: columns[place][0])
    now = found.now
    told = texts.time.told.format(
        most=number(columns[most][0]),
        when=named[most],
        questions=counted(now.questions, texts.one_question, texts.questions, language),
        answered=number(now.answered),
        refused=number(now.refused),
        disliked=number(now.disliked),
    )
    series = tuple(
        pictures.Line(name, values) for name, values in zip(texts.time_lines, zip(*columns, strict=True), strict=True)
    )
    rows = ([day, *map(number, values)] for day, values in zip(named, columns, strict=True))
    picture = pictures.lines("time", told, tuple(days), series)
    return part(texts.time, told, picture, table(texts, texts.time, rows), name="time")


# --- verdicts ---------------------------------------------------------------------------------------


def precision_part(found: Precision, language: Language) -> Markup:
    """Return how often reviewers found what was shown to be right."""
    from chatbot.web.desk import pictures  # noqa: PLC0415

    texts = overview_texts(language)
    percent = partial(written_percent, language=language)
    shares = (found.first_quote, found.every_quote, found.answer, found.refusal)
    if not any(share.count for share in shares):
        return part(texts.precision, texts.precision.nothing, name="precision")
    low, high = map(percent, found.first_quote.interval)
    first = found.first_quote
    told = texts.precision.told.format(
        share=percent(first.value), hits=first.hits, count=first.count, low=low, high=high
    )
    rows, drawn = [], []
    for name, share in zip(texts.precision_rows, shares, strict=True):
        number = texts.of.format(share=percent(share.value), count=share.count) if share.count else texts.none_judged
        drawn.append(pictures.Interval(name, share.value if share.count else None, *share.interval, number))
        interval = "–".join(map(percent, share.interval)) if share.count else "–"
        rows.append([name, str(share.hits), str(share.count), percent(share.value) if share.count else "–", interval])
    names = texts.wrong_names.format(found.wrong_name) if found.wrong_name else texts.no_wrong_names
    picture = pictures.intervals("precision", told, tuple(drawn), (percent(0), percent(0.5), percent(1)))
    return part(
        texts.precision,
        told,
        picture,
        element("p", names, class_="wrong-names" if found.wrong_name else None),
        table(texts, texts.precision, rows),
        name="precision",
    )


def agreement_part(found: Sequence[Agreed], period: Period, visit: Visit) -> Markup:
    """Return how often two reviewers said the same of an answer, over time."""
    from chatbot.web.desk import pictures  # noqa: PLC0415

    language = visit.language
    texts = overview_texts(language)
    percent = partial(written_percent, language=language)
    hits, count = (sum(getattr(each.share, what) for each in found) for what in ("hits", "count"))
    if not count:
        return part(texts.agreement, texts.agreement.nothing, name="agreement")
    told = texts.agreement.told.format(hits=hits, count=count, share=percent(hits / count))
    rows, drawn = [], []
    for each in found:
        when, share = _week_or_month(each.first, period, texts), each.share
        name = when if period is Period.ALL else texts.week_from.format(when)
        number = texts.of.format(share=percent(share.value), count=share.count) if share.count else texts.none_judged
        drawn.append(pictures.Interval(when, share.value if share.count else None, *share.interval, number))
        interval = "–".join(map(percent, share.interval)) if share.count else "–"
        rows.append([name, str(share.hits), str(share.count), percent(share.value) if share.count else "–", interval])
    picture = pictures.shares("agreement", told, tuple(drawn), (percent(0), percent(0.5), percent(1)))
    link = element("p", element("a", texts.to_agreement, href=visit.link(Section.AGREEMENT.path)))
    return part(texts.agreement, told, picture, table(texts, texts.agreement, rows), link, name="agreement")


def _week_or_month(first: datetime.date, period: Period, texts: OverviewTexts) -> str:
    month = texts.months[first.month - 1]
    return f"{month} {first.year}" if period is Period.ALL else f"{first.day} {month}"


# --- voices -----------------------------------------------------------------------------------------


def municipalities_part(found: Heard, language: Language) -> Markup:
    """Return how many speak from each municipality, and from which nobody does."""
    from chatbot.web.desk import pictures  # noqa: PLC0415

    texts = overview_texts(language)
    of = texts.municipalities
    unheard = element(
        "details",
        element("summary", texts.unheard.format(len(found.unheard))),
        element("p", ", ".join(found.unheard), class_="unheard"),
    )
    if not found.by_municipality:
        return part(of, of.nothing, unheard, name="municipalities")
    people = partial(counted, one=texts.one_person, many=texts.people, language=language)
    heard = {place: count for place, (count, _) in found.by_municipality.items() if count}
    told = of.told.format(people=people(found.people), places=len(heard), first=next(iter(found.by_municipality)))
    shown = list(found.by_municipality.items())[:BARS]
    rows = tuple(pictures.Bar(place, count, str(count)) for place, (count, _) in shown)
    cells = ([place, str(count), str(quotes)] for place, (count, quotes) in found.by_municipality.items())
    more = len(found.by_municipality) > BARS
    return part(
        of,
        told,
        pictures.bars("municipalities", told, rows),
        element("p", texts.more_in_table.format(shown=BARS, all=len(found.by_municipality))) if more else None,
        table(texts, of, cells),
        unheard,
        name="municipalities",
    )


def roles_part(found: Heard, language: Language) -> Markup:
    """Return how many speak of each group of occupations."""
    from chatbot.web.desk import pictures  # noqa: PLC0415

    texts = overview_texts(language)
    if not found.by_role:
        return part(texts.roles, texts.roles.nothing, name="roles")
    named = {one.key: one.swedish if language is Language.SWEDISH else one.english for one in role_groups()}
    named[OTHER_ROLES] = texts.roles_other
    rows = [(named[key], count) for key, count in found.by_role.items()]
    told = texts.roles.told.format(
        first=rows[0][0].casefold() if language is Language.SWEDISH else rows[0][0],
        people=rows[0][1],
        all=counted(found.people, texts.one_person, texts.people, language),
    )
    bars = tuple(pictures.Bar(name, count, str(count)) for name, count in rows)
    cells = ([name, str(count)] for name, count in rows)
    return part(texts.roles, told, pictures.bars("roles", told, bars), table(texts, texts.roles, cells), name="roles")
