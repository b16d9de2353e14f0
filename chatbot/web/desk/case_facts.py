"""What is known of an answer, in a list of short facts."""

from __future__ import annotations

from chatbot.store.cases import Case
from chatbot.web.desk.queue_page import when
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts.desk_case import case_texts
from chatbot.web.texts.desk_queue import queue_texts
from chatbot.web.texts.languages import Language


def facts_of(case: Case, language: Language, *, is_older: bool) -> Markup:
    """Return what was asked, how it was understood, what the visitor got and thought of it.

    Args:
        case: the answer.
        language: of the page.
        is_older: the index has changed since.
    """
    texts, of_queue = case_texts(language), queue_texts(language)
    channel = of_queue.channels.get(case.channel, case.channel)
    rows: tuple[tuple[str, str | None], ...] = (
        (texts.understood, case.understood if case.understood != case.question else None),
        (texts.municipality, case.municipality),
        (texts.speaker, case.speaker),
        (texts.role, case.role),
        (texts.narrowed, ", ".join(case.filters.label(facet, language.value) for facet in case.filters.facets())),
        (texts.got_label, texts.got.get(case.status, case.status)),
        (texts.rated_label, _rated(case, language)),
        (texts.language, of_queue.languages.get(case.language, case.language)),
        (texts.when, join(when(case.asked, language), ", ", channel)),
    )
    notes = (texts.compared if case.compared else None, texts.scrubbed if case.scrubbed else None)
    older = texts.older_index if is_older and case.quotes else None
    return join(
        element("dl", *(_fact(name, value) for name, value in rows if value), class_="facts"),
        *(element("p", note, class_="hint") for note in (*notes, older) if note),
    )


def _fact(name: str, value: str) -> Markup:
    return element("div", element("dt", name), element("dd", value))


def _rated(case: Case, language: Language) -> Markup | None:
    if case.rated is None:
        return None
    said = case_texts(language).rated.get(case.rated.kind, case.rated.kind)
    return join(
        said, ". " if case.rated.comment else None, element("q", case.rated.comment) if case.rated.comment else None
    )
