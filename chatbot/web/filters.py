"""Filters in the chat page: the panel in which they are chosen, and what an answer tells of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from chatbot.errors import FilterError
from chatbot.filters import NO_FILTERS, FacetCounts, FacetValue, Filters, checked
from chatbot.messages import ALL_FILTERS, COUNTED
from chatbot.records import Answer, Interpretation
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts.filters import FilterTexts, filter_texts
from chatbot.web.texts.languages import Language
from index.facets import Facet

_FIELDS = ("municipality", "role", "area", "year_from", "year_to")
"""Of the form, with the names that they have in addresses and in the page's state, too."""
_LONGEST_VALUE = 200


def read_filters(values: Mapping[str, object]) -> Filters:
    """Return the filters that an address or a page's state names; what nobody can mean counts as not said."""
    municipality, role, area = _text(values.get("municipality")), _text(values.get("role")), _text(values.get("area"))
    years = _year(values.get("year_from")), _year(values.get("year_to"))
    try:
        return checked(Filters(municipality, role, area, *years))
    except FilterError:
        return NO_FILTERS


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= _LONGEST_VALUE else None


def _year(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) == len("ÅÅÅÅ") else None


# ---- the panel ----


def filter_panel(counts: FacetCounts, language: Language) -> Markup:
    """Return the panel, shown over the page when it is asked for, with what is chosen already."""
    texts = filter_texts(language)
    fields = (_field(name, getattr(texts, name), counts, texts, language) for name in _FIELDS)
    done = element("button", texts.done, type="submit", class_="done")
    clear = element("button", texts.clear, type="button", class_="clear", data_clear="filters")
    return element(
        "dialog",
        element(
            "div",
            element("h2", texts.heading, id="filters-heading"),
            element("button", texts.close, type="button", class_="close", data_close="filters"),
            class_="head",
        ),
        element("p", texts.hint, class_="hint"),
        element(
            "form",
            element("div", *fields, class_="fields"),
            element("p", texts.left.format(count=counts.quotes), class_="left", role="status"),
            element("p", done, clear, class_="actions"),
            method="dialog",
        ),
        _script_texts(texts),
        id="filters",
        aria_labelledby="filters-heading",
    )


def _field(name: str, label: str, counts: FacetCounts, texts: FilterTexts, language: Language) -> Markup:
    facet = Facet.YEAR if name.startswith("year") else Facet(name)
    chosen = getattr(counts.filters, name)
    chosen = None if chosen is None else str(chosen)
    offered = list(getattr(counts, facet.value))
    if chosen is not None and chosen not in {value.value for value in offered}:
        label = chosen if facet is Facet.YEAR else counts.filters.label(facet, language)
        offered.append(FacetValue(chosen, label, 0))
    select = element(
        "select",
        element("option", texts.any, value="", selected=chosen is None),
        *(_option(value, texts, selected=value.value == chosen) for value in offered),
        id=f"filter-{name}",
        name=name,
    )
    return element("p", element("label", label, for_=f"filter-{name}"), select)


def _option(value: FacetValue, texts: FilterTexts, *, selected: bool) -> Markup:
    shown = texts.counted.format(label=value.label, count=value.quotes)
    return element("option", shown, value=value.value, data_label=value.label, selected=selected)


def _script_texts(texts: FilterTexts) -> Markup:
    """Return the sentences that filters.js needs, as JSON that no browser runs."""
    names = ("heading", "counted", "any", "left", "cleared", "chosen", "remove", "removed", "changed")
    sentences = {name: getattr(texts, name) for name in names} | {
        "askAgain": texts.ask_again,
        "yearFrom": texts.year_from,
        "yearTo": texts.year_to,
    }
    data = json.dumps(sentences, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(f'<script type="application/json" id="filter-texts">{data}</script>')


# ---- in an answer ----


def render_filters(interpreted: Interpretation, language: Language) -> Markup | None:
    """Return what an answer was narrowed to, with a button for the same question without it; None for nothing."""
    filters = interpreted.filters
    if filters is None:
        return None
    texts = filter_texts(language)
    labels = ", ".join(filters.label(facet, language.value) for facet in filters.facets())
    return element(
        "p",
        element("span", texts.applied.format(labels=labels)),
        " ",
        _button(texts.ask_without, interpreted.question, ALL_FILTERS),
        class_="filtered",
    )


def render_unfiltered(answer: Answer, language: Language) -> Markup | None:
    """Return a button for each filter without which there is an answer; None where there is none."""
    filters = answer.interpreted.filters
    if filters is None or not any(one.quotes for one in answer.unfiltered):
        return None
    texts = filter_texts(language)
    buttons = []
    for one in answer.unfiltered:
        count = str(one.quotes) if one.quotes < COUNTED else texts.at_least.format(count=COUNTED)
        template, label = texts.without_all, ""
        if one.filter != ALL_FILTERS:
            template, label = texts.without_one, filters.label(Facet(one.filter), language.value)
        if one.quotes:
            shown = template.format(label=label, count=count)
            buttons.append(element("li", _button(shown, answer.interpreted.question, one.filter)))
    return element("ul", *buttons, class_="questions unfiltered")


def _button(shown: str, question: str, without: str) -> Markup:
    return element("button", shown, type="button", data_ask=question, data_without=without)


def filter_bar() -> Markup:
    """Return where the filter button and the chosen filters stand; filters.js fills it in the page's language."""
    return join(element("div", id="filter-bar"))


def named_in(query: Iterable[tuple[str, str]]) -> Filters:
    """Return the filters that an address's parameters name; of a name given twice the last counts."""
    return read_filters(dict(query))
