"""What answers are narrowed to: the panel, the chips, the line in an answer."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class FilterTexts:
    """The texts of one language; fields in braces are filled with str.format, or in the page by its script."""

    heading: str
    hint: str
    municipality: str
    role: str
    area: str
    year_from: str
    year_to: str
    any: str
    counted: str
    left: str
    done: str
    clear: str
    cleared: str
    close: str
    chosen: str
    remove: str
    removed: str
    ask_again: str
    changed: str
    applied: str
    ask_without: str
    without_one: str
    without_all: str
    at_least: str


FILTERS = in_both(
    swedish=FilterTexts(
        heading="Filter",
        hint="Svaren kommer då bara från citat som stämmer med allt du väljer. Siffran är antalet citat.",
        municipality="Kommun",
        role="Roll",
        area="Arbetsområde",
        year_from="Från år",
        year_to="Till år",
        any="Alla",
        counted="{label} ({count})",
        left="Citat med det som är valt: {count}",
        done="Klar",
        clear="Rensa",
        cleared="Inga filter är valda.",
        close="Stäng",
        chosen="Valda filter",
        remove="Ta bort filtret {label}",
        removed="Filtret {label} är borttaget.",
        ask_again="Fråga igen med det nya valet",
        changed="Filtren är ändrade och gäller från nästa fråga.",
        applied="Filter: {labels}",
        ask_without="Svara utan filter",
        without_one="Svara utan {label} ({count})",
        without_all="Svara utan filter ({count})",
        at_least="minst {count}",
    ),
    english=FilterTexts(
        heading="Filters",
        hint="Answers then come only from quotes that fit everything you choose. The number is how many quotes.",
        municipality="Municipality",
        role="Role",
        area="Area of work",
        year_from="From year",
        year_to="To year",
        any="All",
        counted="{label} ({count})",
        left="Quotes that fit: {count}",
        done="Done",
        clear="Clear",
        cleared="No filters are chosen.",
        close="Close",
        chosen="Chosen filters",
        remove="Remove the filter {label}",
        removed="The filter {label} is removed.",
        ask_again="Ask again with the new choice",
        changed="The filters have changed and apply from the next question on.",
        applied="Filters: {labels}",
        ask_without="Answer without filters",
        without_one="Answer without {label} ({count})",
        without_all="Answer without filters ({count})",
        at_least="at least {count}",
    ),
)


def filter_texts(language: Language) -> FilterTexts:
    """Return the texts in a language."""
    return FILTERS[language]
