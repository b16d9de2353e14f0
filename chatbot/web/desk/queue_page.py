"""The queue's page: its parts, what it is narrowed to, and the answers that wait."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from chatbot.records import Status
from chatbot.store.queue import COUNTED, PAGE, Order, Page, Queue, Tab, Waiting
from chatbot.store.records import Channel
from chatbot.web.desk.access import PREFIX, Signed, signed_in
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.pages import Section, desk_page, field, message, options, select
from chatbot.web.desk.queue_address import LONGEST, Chosen, what_was_saved
from chatbot.web.markup import Markup, element, join, void
from chatbot.web.texts.dates import written_date
from chatbot.web.texts.desk_case import case_texts
from chatbot.web.texts.desk_queue import QueueTexts, queue_texts
from chatbot.web.texts.languages import Language

_UNSURE_SHARE = 0.25
"""An answer is unsure in the lowest quarter between the operating point and certainty: from 0.33 up to 0.5."""


def build_queue(desk: Desk) -> APIRouter:
    """Return the route of the queue."""
    router = desk.access.router()

    @router.get("/")
    def as_many_type_it(request: Request) -> Response:
        return RedirectResponse(str(request.url.replace(scheme="", netloc="", path=PREFIX)))

    @router.get("")
    def show(request: Request) -> Response:
        signed = signed_in(request)
        chosen = Chosen.of(signed, request.query_params)
        with desk.database.reading() as connection:
            queue = Queue(connection, signed.reviewer.id, unsure_below(desk.chatbot.operating_point))
            after, before = (queue.place_of(request.query_params.get(name, "")) for name in ("after", "before"))
            page = queue.page(chosen.choice, after=after, before=before)
            counts = queue.counts()
        told = list(_told(signed, chosen, request.query_params, is_empty=not page.rows))
        places = sorted(desk.chatbot.municipalities())
        return HTMLResponse(_page(signed, chosen, page, counts, told, places))

    return router


def unsure_below(operating_point: float) -> float:
    """Return the score below which an answer is unsure."""
    return operating_point + _UNSURE_SHARE * (1 - operating_point)


def when(moment: datetime.datetime, language: Language) -> Markup:
    """Return a moment in words, where the service is."""
    local = moment.astimezone()
    day = written_date(local.date().isoformat(), language)
    return element("time", f"{day} {local:%H.%M}", datetime=local.isoformat(timespec="minutes"))


def status_chip(status: str, texts: QueueTexts) -> Markup:
    """Return in a word or two what the visitor got."""
    kind = "chip" if status == Status.ANSWERED else "chip doubt"
    return element("span", texts.statuses.get(status, status), class_=kind)


def _told(signed: Signed, chosen: Chosen, query: Mapping[str, str], *, is_empty: bool) -> Iterable[Markup]:
    texts, language = queue_texts(signed.visit.language), signed.visit.language
    yield from (message(text, is_fault=is_fault) for text, is_fault in what_was_saved(query, case_texts(language)))
    if query.get("finished"):
        skipped = "" if is_empty or chosen.choice.tab is Tab.DONE else f" {texts.skipped}"
        yield message(texts.none_left if is_empty else texts.finished + skipped)
    yield from (message(texts.unknown_date.format(value=value)) for value in chosen.unknown)


def _page(
    signed: Signed, chosen: Chosen, page: Page, counts: Mapping[Tab, int], told: list[Markup], places: list[str]
) -> str:
    texts = queue_texts(signed.visit.language)
    begin = None
    if page.rows and chosen.choice.tab is not Tab.DONE:
        begin = element("a", texts.begin, href=chosen.case(page.rows[0].id), class_="button primary")
    return desk_page(
        signed,
        texts.title,
        *told,
        _tabs(chosen, counts, texts),
        element("div", element("p", texts.tabs[chosen.choice.tab][1], class_="hint"), begin, class_="row between"),
        _filters(chosen, places, texts),
        _list(chosen, page, signed.visit.language) if page.rows else element("p", _why_empty(chosen, counts, texts)),
        join(_pages(chosen, page, texts)),
        section=Section.QUEUE,
        wide=True,
    )


def _tabs(chosen: Chosen, counts: Mapping[Tab, int], texts: QueueTexts) -> Markup:
    links = (
        element(
            "li",
            element(
                "a",
                texts.tabs[tab][0],
                " ",
                element("span", counted(counts[tab], texts), class_="count"),
                href=chosen.queue(tab=tab.value),
                aria_current="page" if tab is chosen.choice.tab else None,
            ),
        )
        for tab in Tab
    )
    return element("nav", element("ul", *links), aria_label=texts.tabs_label, class_="tabs")


def counted(count: int, texts: QueueTexts) -> str:
    """Return a count as it can be told: more than some are not counted."""
    return str(count) if count <= COUNTED else texts.more_than.format(count=COUNTED)


def _why_empty(chosen: Chosen, counts: Mapping[Tab, int], texts: QueueTexts) -> str:
    if chosen.is_narrowed:
        return texts.empty_filtered
    return texts.empty if any(counts.values()) else texts.empty_at_all


# ---- what it is narrowed to ----


def _filters(chosen: Chosen, places: list[str], texts: QueueTexts) -> Markup:
    choice = chosen.choice
    place = choice.municipality
    known = {one: one for one in [*places, *([place] if place and place not in places else [])]}
    pairs = chosen.pairs()
    kept = (
        void("input", type="hidden", name=name, value=pairs[name]) for name in ("tab", "keys", "lang") if name in pairs
    )
    fields = (
        field(texts.text, "q", value=choice.text, type="search", maxlength=str(LONGEST), required=None),
        _choices(texts.status, "status", {one.value: texts.statuses[one] for one in Status}, choice.status, texts.any),
        _choices(texts.municipality, "municipality", known, place, texts.any),
        _choices(texts.language, "language", texts.languages, choice.language, texts.any),
        _choices(
            texts.channel, "channel", {one.value: texts.channels[one] for one in Channel}, choice.channel, texts.any
        ),
        field(texts.since, "since", value=chosen.dates.get("since"), type="date", required=None),
        field(texts.until, "until", value=chosen.dates.get("until"), type="date", required=None),
        select(texts.order, "order", options(texts.orders.items(), choice.order.value)),
    )
    clear = element(
        "a",
        texts.clear,
        href=Chosen(type(choice)(choice.tab, choice.order), {}, (), chosen.has_keys, chosen.lang).queue(),
    )
    return element(
        "details",
        element("summary", texts.filters),
        element(
            "form",
            *kept,
            element("div", *fields, class_="row"),
            element(
                "p",
                element("button", texts.show, type="submit"),
                clear if chosen.is_narrowed else None,
                class_="actions",
            ),
            action=PREFIX,
            method="get",
            class_="panel",
        ),
        open=chosen.is_narrowed or choice.order is not Order.NEWEST,
        class_="queue-filters",
    )


def _choices(label: str, name: str, known: Mapping[str, str], chosen: str | None, none: str) -> Markup:
    offered = dict(known) if chosen is None or chosen in known else {**known, chosen: chosen}
    return select(label, name, options([("", none), *offered.items()], chosen))


# ---- the list ----


def _list(chosen: Chosen, page: Page, language: Language) -> Markup:
    texts = queue_texts(language)
    heads = (texts.question, texts.answer, texts.score, texts.asked)
    return element(
        "div",
        element(
            "table",
            element("caption", texts.tabs[chosen.choice.tab][0], id="queue-caption", class_="visually-hidden"),
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *(_row(chosen, row, language) for row in page.rows)),
        ),
        class_="table queue",
    )


def _row(chosen: Chosen, row: Waiting, language: Language) -> Markup:
    texts = queue_texts(language)
    details = [text for text in (row.municipality, _language_of(row, texts)) if text]
    marks = [
        element("span", texts.disliked, class_="chip bad") if row.disliked else None,
        element("span", "[…]", title=texts.scrubbed, class_="chip") if row.scrubbed else None,
    ]
    return element(
        "tr",
        element(
            "th",
            element("a", row.question, href=chosen.case(row.id), lang=row.language or None),
            element("span", ", ".join(details), class_="hint") if details else None,
            scope="row",
        ),
        element("td", status_chip(row.status, texts), *(join(" ", mark) for mark in marks if mark)),
        element(
            "td",
            texts.no_score if row.score is None else f"{row.score:.0%}".replace("%", " %"),
            class_="number",
            data_label=texts.score,
        ),
        element("td", when(row.asked, language), class_="when"),
    )


def _language_of(row: Waiting, texts: QueueTexts) -> str | None:
    return None if row.language == Language.SWEDISH else texts.languages.get(row.language, row.language)


def _pages(chosen: Chosen, page: Page, texts: QueueTexts) -> Markup | None:
    links = []
    if page.rows and page.has_earlier:
        address = chosen.queue(before=page.rows[0].id)
        links.append(element("a", texts.earlier.format(count=PAGE), href=address, rel="prev"))
    if page.rows and page.has_later:
        address = chosen.queue(after=page.rows[-1].id)
        links.append(element("a", texts.later.format(count=PAGE), href=address, rel="next"))
    return element("nav", *links, aria_label=texts.pages, class_="pages") if links else None
