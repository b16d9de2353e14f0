"""The form that corrects a quote, beside the quote, or makes one of missed words; and what that comes to."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.seen_articles import Changed, Seen
from chatbot.web.desk.access import Signed
from chatbot.web.desk.article_view import in_short, quote_anchor, speakers_of
from chatbot.web.desk.correction import (
    KEEP,
    NOBODY,
    OTHER,
    Written,
    people_to_choose,
    range_of,
    words_of,
)
from chatbot.web.desk.links import link_to
from chatbot.web.desk.pages import options, select
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.desk_corrections import CorrectionTexts, correction_texts
from chatbot.web.texts.desk_reading import reading_texts
from chatbot.web.texts.numbers import whole_number
from corpus.municipalities import municipalities
from corpus.records import Quote, QuoteStatus, Span
from index.chunks import Record

FORM = "ratta"
"""Id of the form's heading, where the focus goes."""


def quote_tools(signed: Signed, seen: Seen, number: int, page: str) -> Markup:
    """Return what an editor can do with a quote: correct it, and publish one that waits with a name at once."""
    quote, told = seen.reading.quotes[number], reading_texts(signed.visit.language)
    address = link_to(signed, page, FORM, ratta=str(quote.span.start))
    names = list(
        dict.fromkeys([s.name for s in quote.attribution.speakers if s.name] + [*quote.attribution.candidates])
    )
    waits = quote.status is QuoteStatus.NEEDS_REVIEW and quote.duplicate_of is None
    return element(
        "div",
        *(_publish(signed, seen, quote, name, page) for name in names if waits),
        element(
            "a",
            told.correct,
            element("span", f" {told.correct_long.format(number=number + 1)}", class_="visually-hidden"),
            href=address,
            class_="button small correct",
        ),
        _release(signed, seen, quote, page) if quote.decision is not None else None,
        class_="actions",
    )


def missed_tools(signed: Signed, seen: Seen, paragraph: Span, page: str) -> Markup:
    """Return what an editor can do with a paragraph with words that no quote has: mark some as one."""
    texts, start = correction_texts(signed.visit.language), str(paragraph.start)
    beginning = element("span", in_short(paragraph.of(seen.article.text)), lang="sv")
    return element(
        "a",
        texts.mark,
        element("span", " ”", beginning, "”", class_="visually-hidden"),
        href=link_to(signed, page, FORM, ratta=start, ny="1"),
        class_="mark-quote",
    )


def correction_form(
    signed: Signed,
    seen: Seen,
    quote: Quote,
    written: Written,
    *,
    address: str,
    told: Markup | None = None,
    has_seen_all: bool = False,
) -> Markup:
    """Return the form.

    Args:
        signed: who corrects.
        seen: the article.
        quote: that it is about; it may be one that the article has not got yet (written.is_new).
        written: what is chosen.
        address: of the page.
        told: what the correction comes to, or what keeps it from being saved.
        has_seen_all: whether what else changes has been shown.
    """
    texts = correction_texts(signed.visit.language)
    save = texts.save_all if has_seen_all else texts.save
    number = None if written.is_new else seen.reading.quotes.index(quote) + 1
    heading = texts.new_heading if number is None else texts.heading.format(number=number)
    back = None if written.is_new else quote_anchor(quote)
    return element(
        "form",
        element("h4", heading, id=FORM, tabindex="-1"),
        told,
        *_hidden(seen, str(written.start)),
        void("input", type="hidden", name="ny", value="1") if written.is_new else None,
        void("input", type="hidden", name="confirmed", value="1") if has_seen_all else None,
        _who(signed, seen, quote, written, texts),
        _place(quote, written, texts),
        _words(seen, quote, written, texts),
        _what(written, texts),
        element(
            "p",
            element("button", save, name="gor", value="spara", class_="primary"),
            element("button", texts.show, name="gor", value="visa"),
            element("a", texts.cancel, href=link_to(signed, address, back or "")),
            class_="actions",
        ),
        method="post",
        action=link_to(signed, f"{address}/citat", FORM),
        class_="correction",
    )


def effects_list(signed: Signed, effects: Sequence[Changed]) -> Markup:
    """Return what changes for visitors, quote by quote."""
    texts = correction_texts(signed.visit.language)
    if not effects:
        return element("p", texts.no_effects)
    items = [
        element(
            "li",
            element("q", _beginning(change), lang="sv"),
            element("p", texts.before.format(told=_told(change.before, texts))),
            element("p", texts.after.format(told=_told(change.after, texts))),
        )
        for change in effects
    ]
    return join(element("p", texts.effects), element("ul", *items, class_="effects"))


def _told(record: Record | None, texts: CorrectionTexts) -> str:
    if record is None:
        return texts.no_quote
    people = [", ".join(part for part in (s.name, s.role) if part) for s in record.speakers]
    told = [" + ".join(people) or texts.nobody_shown, record.municipality or texts.no_municipality.lower()]
    return "; ".join([*told, f"”{in_short(record.text)}”"])


def _beginning(change: Changed) -> str:
    record = change.after or change.before
    return in_short(record.text) if record else ""


def _hidden(seen: Seen, start: str) -> Sequence[Markup]:
    return [
        void("input", type="hidden", name="sha256", value=seen.sha256),
        void("input", type="hidden", name="start", value=start),
    ]


def _publish(signed: Signed, seen: Seen, quote: Quote, name: str, page: str) -> Markup:
    texts = correction_texts(signed.visit.language)
    return element(
        "form",
        *_hidden(seen, str(quote.span.start)),
        void("input", type="hidden", name="speaker", value=name),
        element("button", texts.publish_as.format(name=name), name="gor", value="spara", class_="small"),
        method="post",
        action=link_to(signed, f"{page}/citat", FORM),
    )


def _release(signed: Signed, seen: Seen, quote: Quote, page: str) -> Markup:
    texts = correction_texts(signed.visit.language)
    return element(
        "form",
        *_hidden(seen, str(quote.span.start)),
        element("button", texts.release, name="gor", value="slapp", class_="small quiet"),
        method="post",
        action=link_to(signed, f"{page}/citat", FORM),
    )


def _who(signed: Signed, seen: Seen, quote: Quote, written: Written, texts: CorrectionTexts) -> Markup:
    people = people_to_choose(seen.reading)
    is_known = bool(quote.attribution.speakers or quote.attribution.candidates)
    now = texts.as_now.format(names=speakers_of(quote, signed.visit)) if is_known else texts.by_rules
    choices = [(KEEP, now), *((name, ", ".join(part for part in (name, role) if part)) for name, role in people)]
    choices += [(NOBODY, texts.nobody), (OTHER, texts.other)]
    return join(
        _radios("speaker", texts.who, choices, written.speaker),
        _text("new_name", texts.new_name, written.new_name),
        _text("role", texts.role, written.role, hint=texts.role_hint),
    )


def _what(written: Written, texts: CorrectionTexts) -> Markup:
    return _radios("kind", texts.what, list(texts.kinds.items()), written.kind)


def _radios(name: str, legend: str, choices: Sequence[tuple[str, str]], chosen: str) -> Markup:
    return element(
        "fieldset",
        element("legend", legend),
        *(
            element("label", void("input", type="radio", name=name, value=value, checked=value == chosen), text)
            for value, text in choices
        ),
        class_="choices",
    )


def _text(name: str, label: str, value: str, hint: str | None = None) -> Markup:
    described = f"{name}-hint" if hint else None
    return element(
        "div",
        element("label", label, for_=name),
        element("p", hint, class_="hint", id=described) if hint else None,
        void("input", id=name, name=name, value=value, maxlength="200", autocomplete="off", aria_describedby=described),
        class_="field",
    )


def _place(quote: Quote, written: Written, texts: CorrectionTexts) -> Markup:
    names = sorted(municipality.name for municipality in municipalities())
    by_text = texts.by_text.format(name=quote.municipality or texts.no_municipality.lower())
    first = [(KEEP, by_text), ("", texts.no_municipality)]
    choices = options([*first, *((name, name) for name in names)], written.municipality)
    return select(texts.municipality, "municipality", choices)


def _words(seen: Seen, quote: Quote, written: Written, texts: CorrectionTexts) -> Markup:
    words = words_of(seen.reading, quote)
    first, last = range_of(words, quote)
    chosen_first = whole_number(written.first) or first
    chosen_last = whole_number(written.last) or last
    shown = [
        element(
            "span",
            f"{word.of(seen.article.text)} ",
            class_="chosen" if chosen_first <= n <= chosen_last else None,
            data_word=str(n),
        )
        for n, word in enumerate(words, start=1)
    ]
    return element(
        "fieldset",
        element("legend", texts.words),
        element("p", texts.words_hint, class_="hint", id="ord-hint"),
        element("p", *shown, lang="sv", class_="choose-words"),
        _number("first", texts.first, chosen_first, len(words), texts),
        _number("last", texts.last, chosen_last, len(words), texts),
    )


def _number(name: str, label: str, value: int, most: int, texts: CorrectionTexts) -> Markup:
    def step(text: str, by: str, sign: str) -> Markup:
        said = element("span", f"{label}: {text}", class_="visually-hidden")
        return element(
            "button", element("span", sign, aria_hidden="true"), said, type="button", data_step=by, data_of=name
        )

    return element(
        "div",
        element("label", label, for_=name),
        step(texts.earlier, "-1", "−"),
        void(
            "input",
            id=name,
            name=name,
            type="number",
            min="1",
            max=str(most),
            value=str(value),
            aria_describedby="ord-hint",
        ),
        step(texts.later, "1", "+"),
        class_="field inline steps",
    )
