"""The page where a pasted text is checked. It has no script: a form is sent, a page comes back with the text in it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from urllib.parse import parse_qs
from urllib.parse import quote as percent_encoded

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse

from chatbot.quote_checking import LONGEST_TEXT, TextTooLongError
from chatbot.records import AnswerQuote, CheckMatch, CheckNote, CheckStatus, Difference, DifferenceKind, QuoteCheck
from chatbot.web.answerer import Answerer
from chatbot.web.cards import in_swedish, render_quote
from chatbot.web.conversation import AT_ONCE
from chatbot.web.guard import CHECK_PAGE, FORM_LIMIT
from chatbot.web.markup import Markup, element, join
from chatbot.web.shell import MAIN, Visit, page
from chatbot.web.texts.checking import CheckingTexts, checking_texts
from chatbot.web.texts.dates import written_date
from chatbot.web.texts.languages import Language

logger = logging.getLogger(__name__)

_RESULT = "resultat"
_FIELD = "text"
# Signs of the verdicts, 24 by 24: a tick, an unequal sign, a crossed circle, dots.
_SIGNS = {
    CheckStatus.EXACT: "M4 12.5l5.5 5.5L20 7",
    CheckStatus.ALTERED: "M5 9h14M5 15h14M16 4L8 20",
    CheckStatus.NOT_FOUND: "M12 4a8 8 0 100 16 8 8 0 000-16zM6.4 6.4l11.2 11.2",
    CheckStatus.TOO_SHORT: "M5 12h1M11.5 12h1M18 12h1",
}
_MISATTRIBUTED = "M12 5v8M12 18v.5"


def build_checking_page(chatbot: Answerer) -> APIRouter:
    """Return the routes of the page."""
    router = APIRouter(include_in_schema=False)
    at_once = asyncio.Semaphore(AT_ONCE)

    @router.get(CHECK_PAGE)
    def empty(request: Request) -> HTMLResponse:
        return HTMLResponse(checking_page(Visit.of(request)), headers={"Vary": "Accept-Language"})

    @router.post(CHECK_PAGE, max_body_size=FORM_LIMIT)
    async def check(request: Request) -> HTMLResponse:
        visit = Visit.of(request)
        texts = checking_texts(visit.language)
        text = _pasted(await request.body())
        error, checked, status = None, None, 200
        try:
            if text.strip():
                async with at_once:
                    checked = await run_in_threadpool(chatbot.verify_quote, text, visit.language.value)
            else:
                error, status = texts.empty, 422
        except TextTooLongError as exc:
            error, status = str(exc), 422
        except Exception:
            logger.exception("a text could not be checked")
            error, status = texts.failed, 500
        content = checking_page(visit, text, checked, error)
        return HTMLResponse(content, status, headers={"Cache-Control": "no-store"})

    return router


def _pasted(body: bytes) -> str:
    """Return the text of the form, its line breaks as they were before it was sent."""
    fields = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True, errors="replace")
    return fields.get(_FIELD, [""])[0].replace("\r\n", "\n")


def checking_page(visit: Visit, text: str = "", checked: QuoteCheck | None = None, error: str | None = None) -> str:
    """Return the page: with what is known of a text, with what kept it from being checked, or empty.

    Args:
        text: that was pasted; it stands in the form again.
        checked: what is known of it.
        error: why nothing is known.
    """
    texts = checking_texts(visit.language)
    verdict = _verdict(checked, texts) if checked else texts.error if error else None
    body = element(
        "main",
        element("h1", texts.heading),
        None if checked else element("p", texts.lead, class_="lead"),
        _result(visit, checked, texts) if checked else None,
        _form(visit, text, error, texts, is_again=checked is not None),
        _how(texts),
        id=MAIN,
        class_="prose checking",
    )
    title = f"{verdict}: {texts.title}" if verdict else texts.title
    return page(visit, title, body, kind="checking-page", description=texts.lead)


def _form(visit: Visit, text: str, error: str | None, texts: CheckingTexts, *, is_again: bool) -> Markup:
    label = element("label", texts.label_again if is_again else texts.label, for_="text")
    hint = texts.hint.format(limit=f"{LONGEST_TEXT:,}".replace(",", "\u00a0"))
    return element(
        "form",
        element("p", label) if not is_again else element("h2", label),
        element("p", hint, class_="hint", id="hint"),
        element("p", error, class_="error", id="error", role="alert") if error else None,
        element(
            "textarea",
            # A browser leaves out a line break that follows the tag.
            f"\n{text}",
            name_=_FIELD,
            id="text",
            rows="6",
            lang="sv",
            autocomplete="off",
            spellcheck="false",
            aria_describedby="error hint" if error else "hint",
            aria_invalid="true" if error else None,
        ),
        element("button", texts.send, type="submit"),
        method="post",
        action=f"{visit.link(CHECK_PAGE)}#{_RESULT}",
    )


def _how(texts: CheckingTexts) -> Markup:
    points = (element("li", point) for point in texts.how)
    return element("section", element("h2", texts.how_heading, id="how"), element("ul", *points), aria_labelledby="how")


def _result(visit: Visit, checked: QuoteCheck, texts: CheckingTexts) -> Markup:
    is_misattributed = _is_misattributed(checked)
    drawing = _MISATTRIBUTED if is_misattributed else _SIGNS[checked.status]
    sign = element("svg", element("path", d=drawing), viewBox="0 0 24 24", aria_hidden="true")
    remarks = " ".join(checked.remarks)
    count = len(checked.matches)
    is_altered = checked.status is CheckStatus.ALTERED
    return element(
        "section",
        element(
            "div",
            element("h2", sign, _verdict(checked, texts), id="verdict"),
            element("p", _told(checked, texts), class_="message"),
            element("ul", *(element("li", remark) for remark in checked.remarks), class_="remarks")
            if remarks
            else None,
            class_="verdict",
        ),
        element("p", texts.legend, class_="hint") if is_altered else None,
        *(
            _match(
                visit,
                match,
                checked.generation,
                heading=texts.part.format(number=number, count=count) if is_altered and count > 1 else None,
                is_compared=is_altered,
            )
            for number, match in enumerate(checked.matches, start=1)
        ),
        element("p", texts.more.format(count=checked.more), class_="hint") if checked.more else None,
        id=_RESULT,
        class_="result",
        tabindex="-1",
        aria_labelledby="verdict",
        data_status="misattributed" if is_misattributed else checked.status.value,
    )


def _verdict(checked: QuoteCheck, texts: CheckingTexts) -> str:
    return texts.misattributed if _is_misattributed(checked) else texts.verdicts[checked.status]


def _is_misattributed(checked: QuoteCheck) -> bool:
    """Tell whether right words stand under a wrong name, which no tick may bless."""
    return checked.status is CheckStatus.EXACT and CheckNote.OTHER_SPEAKER in checked.notes


def _told(checked: QuoteCheck, texts: CheckingTexts) -> str:
    """Return the message without what stands above it, the verdict, and below it, the remarks."""
    told = checked.message.removesuffix(" ".join(checked.remarks)).removeprefix(texts.verdicts[checked.status])
    told = told.strip(" .:,")
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _match(visit: Visit, match: CheckMatch, generation: str, *, heading: str | None, is_compared: bool) -> Markup:
    quotes = [_quote(visit, quote, match, generation) for quote in match.quotes]
    return element(
        "div",
        element("h3", heading) if heading else None,
        _sides(match.differences, visit.language, level="h4" if heading else "h3") if is_compared else None,
        *(quotes or [_unquoted(match, visit.language)]),
        class_="match",
    )


def _sides(differences: tuple[Difference, ...], language: Language, *, level: str) -> Markup:
    """Return both texts beside each other: struck out what is not the article's, underlined what is left out."""
    texts = checking_texts(language)
    given = [
        join(d.given) if d.kind is DifferenceKind.SAME else _marked("del", d.given, texts.not_there, language)
        for d in differences
        if d.given
    ]
    original = [
        join(d.original) if d.kind is DifferenceKind.SAME else _marked("ins", d.original, texts.left_out, language)
        for d in differences
        if d.original
    ]
    return element(
        "div",
        *(
            element("div", element(level, name), element("p", *parts, lang="sv", class_="compared"))
            for name, parts in ((texts.given, given), (texts.original, original))
        ),
        class_="sides",
    )


def _marked(name: str, words: str, told: str, language: Language) -> Markup:
    """Return words marked, with what a screen reader says before and after; outer space stays outside."""
    inner = words.strip()
    if not inner:
        return join(words)
    start = words.index(inner)
    before = element("span", f" [{told} ", class_="visually-hidden", lang=language.value)
    after = element("span", "] ", class_="visually-hidden")
    return join(words[:start], before, element(name, inner), after, words[start + len(inner) :])


def _quote(visit: Visit, quote: AnswerQuote, match: CheckMatch, generation: str) -> Markup:
    """Return the whole quote with the part of it that was given marked, its link and its receipt."""
    texts = checking_texts(visit.language)
    start, end = max(match.start - quote.start, 0), min(match.end - quote.start, len(quote.text))
    link = element("a", texts.read_on, href=visit.link(f"/citat/{percent_encoded(quote.id, safe='')}"))
    return element(
        "div",
        render_quote(replace(quote, highlight=(start, end)), visit.language),
        element("p", link, class_="onward"),
        _receipt(quote, generation, texts),
        class_="source-quote",
    )


def _receipt(quote: AnswerQuote, generation: str, texts: CheckingTexts) -> Markup:
    rows = (
        (texts.receipt_id, quote.id),
        (texts.receipt_place, f"{quote.start}–{quote.end}"),
        (texts.receipt_hash, quote.sha256),
        (texts.receipt_index, generation),
    )
    terms = (element("div", element("dt", name), element("dd", value)) for name, value in rows)
    return element("details", element("summary", texts.receipt), element("dl", *terms), class_="receipt")


def _unquoted(match: CheckMatch, language: Language) -> Markup:
    """Return words of an article that are nobody's quote."""
    texts, article = checking_texts(language), match.article
    kind = texts.question if match.kind == "question" else texts.article
    source = ", ".join(part for part in (article.title, article.publisher) if part)
    date = f", {written_date(article.published, language)}" if article.published else None
    return element(
        "figure",
        element("p", kind, class_="kind"),
        element("blockquote", element("p", match.text, class_="words"), lang="sv"),
        element("figcaption", element("p", in_swedish(source), date, class_="source")),
        class_="passage",
    )
