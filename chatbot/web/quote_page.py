"""The page of one quote: who says it, where it stands in its article, its receipt; and what programs read of it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from chatbot.context import Part, Piece, QuoteContext
from chatbot.records import AnswerQuote, AnswerSpeaker
from chatbot.web.answerer import Answerer
from chatbot.web.cards import in_swedish, words
from chatbot.web.citing import IN_CONTEXT, address_of, certainty, is_sure, is_web_address, speaker_name
from chatbot.web.markup import Markup, element, join, linked_data, void
from chatbot.web.shell import MAIN, Visit, outside_link, page
from chatbot.web.texts.cards import card_texts
from chatbot.web.texts.dates import written_date
from chatbot.web.texts.quote_page import QuotePageTexts, quote_page_texts
from chatbot.web.texts.shell import shell_texts
from corpus.records import BlockKind

# Whoever withdraws is gone at once, from every cache.
_HEADERS = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
# The article names who speaks, though there is more to say of it.
_NAMED_THERE = frozenset({"joint", "pull_quote"})
_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
_PREVIEWED = 400
"""Characters of a quote in a link preview."""
_FIRST_WORDS = 60
"""Characters of another quote in the name of the link to it."""


def build_quote_pages(chatbot: Answerer) -> APIRouter:
    """Return the route of the quotes' pages."""
    router = APIRouter(include_in_schema=False)

    @router.api_route("/citat/{quote_id:path}", methods=["GET", "HEAD"])
    def show_quote(request: Request, quote_id: str) -> Response:
        visit = Visit.of(request)
        context = chatbot.context(quote_id)
        if context is None:
            return HTMLResponse(missing_page(visit), 404, _HEADERS)
        return HTMLResponse(quote_page(visit, context), headers=_HEADERS)

    return router


def quote_page(visit: Visit, context: QuoteContext) -> str:
    """Return the page of one quote or passage."""
    texts, quote = quote_page_texts(visit.language), context.quote
    body = element(
        "main",
        element("h1", *_heading(visit, quote)),
        _card(visit, quote, texts),
        _context(visit, context, texts),
        _receipt(visit, context, texts),
        id=MAIN,
        class_="prose",
    )
    head = _head(visit, quote)
    title = "".join(_plain_heading(visit, quote))
    return page(visit, title, body, kind="quote-page", head=head, description=preview(quote))


def missing_page(visit: Visit) -> str:
    """Return what stands in the place of a quote that there is not, or not any more; it names nobody."""
    texts = quote_page_texts(visit.language)
    ways = ((texts.missing_check, "/kontrollera"), (texts.missing_ask, "/"))
    body = element(
        "main",
        element("h1", texts.missing_heading),
        element("p", texts.missing_lead, class_="lead"),
        element("ul", *(element("li", reason) for reason in texts.missing_reasons)),
        element("h2", texts.missing_ways),
        element("ul", *(element("li", element("a", text, href=visit.link(path))) for text, path in ways)),
        id=MAIN,
        class_="prose",
    )
    robots = void("meta", name="robots", content="noindex")
    return page(visit, texts.missing_heading, body, kind="quote-page", head=robots)


# --- who says it -------------------------------------------------------------------------------------


def _names(visit: Visit, quote: AnswerQuote) -> str:
    texts = card_texts(visit.language)
    return f" {texts.and_} ".join(speaker_name(speaker, texts) for speaker in quote.speakers)


def _plain_heading(visit: Visit, quote: AnswerQuote) -> tuple[str, str, str]:
    """Return the heading: what stands before the words of the corpus, these, and what stands after them."""
    texts = quote_page_texts(visit.language)
    if quote.kind == "passage":
        template, filled = texts.passage_from.format(title="{}"), f"”{quote.article.title}”"
    elif is_sure(quote):
        template, filled = texts.quote_by.format(names="{}"), _names(visit, quote)
    else:  # a heading has no room for how sure it is
        template, filled = texts.quote_from.format(title="{}"), f"”{quote.article.title}”"
    before, _, after = template.partition("{}")
    return before, filled, after


def _heading(visit: Visit, quote: AnswerQuote) -> tuple[str, Markup, str]:
    before, filled, after = _plain_heading(visit, quote)
    return before, in_swedish(filled), after


def _card(visit: Visit, quote: AnswerQuote, texts: QuotePageTexts) -> Markup:
    asked = quote.interviewer_question
    question = element(
        "p", element("span", f"{texts.asked} ", class_="label"), in_swedish(asked or ""), class_="interviewer"
    )
    return element(
        "figure",
        question if asked else None,
        element("blockquote", element("p", words(quote), class_="words"), lang="sv"),
        element(
            "figcaption",
            None if quote.kind == "passage" else _speakers(visit, quote),
            _certainty(visit, quote, texts),
            _source(visit, quote),
        ),
        _ways_on(visit, quote, texts),
        class_="passage" if quote.kind == "passage" else "quote",
    )


def _speakers(visit: Visit, quote: AnswerQuote) -> Markup:
    lines = [_speaker(visit, speaker, quote.municipality) for speaker in quote.speakers]
    place = element("p", quote.municipality, class_="speaker") if quote.municipality and not lines else None
    return join(*lines, place)


def _speaker(visit: Visit, speaker: AnswerSpeaker, municipality: str | None) -> Markup:
    texts = card_texts(visit.language)
    name = speaker_name(speaker, texts)
    role = in_swedish(speaker.role) if speaker.name and speaker.role else None if speaker.name else texts.unnamed
    details = [part for detail in (role, municipality) if detail for part in (", ", detail)]
    return element("p", element("b", name[:1].upper() + name[1:]), *details, class_="speaker")


def _certainty(visit: Visit, quote: AnswerQuote, texts: QuotePageTexts) -> Markup | None:
    if quote.kind == "passage":
        return element("p", card_texts(visit.language).passage, class_="certainty")
    sentence = certainty(quote, card_texts(visit.language))
    return element("p", sentence or texts.said_outright, class_="certainty" if is_sure(quote) else "certainty doubtful")


def _source(visit: Visit, quote: AnswerQuote) -> Markup:
    texts, article = card_texts(visit.language), quote.article
    title = element("cite", article.title, lang="sv")
    date = (
        element("time", written_date(article.published, visit.language), datetime=article.published)
        if article.published
        else texts.undated
    )
    publisher = join(", ", in_swedish(article.publisher)) if article.publisher else None
    return element("p", f"{texts.article} ", title, publisher, ", ", date, class_="source")


def _ways_on(visit: Visit, quote: AnswerQuote, texts: QuotePageTexts) -> Markup:
    url = quote.article.url
    links = [
        element("a", texts.see_context, href=f"#{IN_CONTEXT}"),
        outside_link(texts.see_original, url, visit.language) if url and is_web_address(url) else None,
        element("a", texts.check, href=visit.link("/kontrollera")),
    ]
    return element("ul", *(element("li", link) for link in links if link), class_="ways")


# --- where it stands ---------------------------------------------------------------------------------


def _context(visit: Visit, context: QuoteContext, texts: QuotePageTexts) -> Markup:
    return element(
        "section",
        element("h2", texts.context_heading, id="sammanhang"),
        element("p", texts.context_lead),
        in_article(visit, context, IN_CONTEXT),
        _original(visit, context.quote, texts),
        aria_labelledby="sammanhang",
    )


def in_article(visit: Visit, context: QuoteContext, mark_id: str | None = None) -> Markup:
    """Return the part of the article around a quote, in which it is marked.

    Args:
        visit: the request.
        context: the quote with what stands around it.
        mark_id: of the marked words, for links to them.
    """
    texts = quote_page_texts(visit.language)
    parts = [_part(visit, part, context.quote, mark_id) for part in context.parts]
    return element("div", *parts, _gap(texts.article_goes_on) if context.goes_on else None, class_="context")


def _original(visit: Visit, quote: AnswerQuote, texts: QuotePageTexts) -> Markup:
    article = quote.article
    if not article.url or not is_web_address(article.url):
        return element("p", texts.no_address, class_="original")
    before, _, after = texts.read_all.partition("{publisher}")
    name = join(before, in_swedish(article.publisher or article.title), after)
    return element("p", outside_link(name, article.url, visit.language), class_="original")


def _part(visit: Visit, part: Part, target: AnswerQuote, mark_id: str | None) -> Markup:
    texts = quote_page_texts(visit.language)
    is_targets = any(quote.id == target.id for quote in part.quotes)
    pieces = [_piece(visit, piece, target, mark_id) for piece in part.pieces]
    is_question = part.kind is BlockKind.QUESTION
    label = element("span", texts.asked, class_="label") if is_question else None
    written = element("h3" if part.kind is BlockKind.HEADING and not is_targets else "p", *pieces, lang="sv")
    others = [_other(visit, quote, texts) for quote in part.quotes if quote.id != target.id]
    return join(
        None if part.follows else _gap(texts.paragraphs_left_out),
        element(
            "div",
            label,
            written,
            element("ul", *(element("li", link) for link in others), class_="others") if others else None,
            class_=f"part {part.kind.value.replace('_', '-')}{' of-quote' if is_targets else ''}",
        ),
    )


def _gap(said: str) -> Markup:
    return element("p", element("span", "[…] ", aria_hidden="true"), said, class_="gap")


def _piece(visit: Visit, piece: Piece, target: AnswerQuote, mark_id: str | None) -> Markup:
    texts, language = quote_page_texts(visit.language), visit.language.value
    if piece.quote is None:
        return join(piece.text) if piece.text else element("span", texts.left_out, class_="left-out", lang=language)
    if piece.quote.id != target.id:
        return element("span", piece.text, class_="other")
    return join(
        _said_only(texts.quote_begins, language),
        element("mark", words(target), id=mark_id),
        _said_only(texts.quote_ends, language),
    )


def _said_only(text: str, language: str) -> Markup:
    """Return words for those who do not see the mark; they are not copied with the quote."""
    return element("span", f" {text} ", class_="visually-hidden said-only", lang=language)


def _other(visit: Visit, quote: AnswerQuote, texts: QuotePageTexts) -> Markup:
    """Return the link to another quote of the article."""
    is_named = is_sure(quote) or quote.attribution.method in _NAMED_THERE
    template = texts.other_quote if is_named else texts.other_quote_perhaps
    name = template.format(names=_names(visit, quote)) if quote.speakers else texts.other_quote_unattributed
    first_words = element("span", f": ”{_cut(quote.text, _FIRST_WORDS)}”", class_="visually-hidden", lang="sv")
    return element("a", name, first_words, href=f"{visit.link(address_of(quote.id))}#{IN_CONTEXT}")


def _receipt(visit: Visit, context: QuoteContext, texts: QuotePageTexts) -> Markup:
    quote = context.quote
    rows = (
        (texts.quote_id, quote.id),
        (texts.place, texts.characters.format(start=quote.start, end=quote.end)),
        (texts.checksum, quote.sha256),
        (texts.generation, context.generation),
    )
    return element(
        "section",
        element("h2", texts.receipt_heading, id="kvitto"),
        element("p", f"{texts.compared} {texts.receipt_lead}"),
        element("dl", *(element("div", element("dt", name), element("dd", value)) for name, value in rows)),
        element("p", element("a", texts.ask_link, href=visit.link("/")), class_="original"),
        aria_labelledby="kvitto",
        class_="receipt",
    )


# --- what programs read ------------------------------------------------------------------------------


def preview(quote: AnswerQuote) -> str:
    """Return the quote on one line with quotation marks, at most so long as previews show; a passage without marks."""
    shown = _cut(" ".join(quote.text.split()), _PREVIEWED)
    return shown if quote.kind == "passage" else f"”{shown}”"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length].rsplit(maxsplit=1)[0]} […]"


def _head(visit: Visit, quote: AnswerQuote) -> Markup:
    texts = shell_texts(visit.language)
    address = f"{visit.origin}{address_of(quote.id)}"
    properties = {
        "og:type": "article",
        "og:site_name": texts.site,
        "og:locale": _LOCALES[visit.language.value],
        "og:url": address,
        "og:title": "".join(_plain_heading(visit, quote)),
        "og:description": preview(quote),
        "article:published_time": quote.article.published,
    }
    return join(
        void("link", rel="canonical", href=address),
        # A copy elsewhere would outlive a withdrawal.
        void("meta", name="robots", content="noarchive"),
        *(void("meta", property=name, content=value) for name, value in properties.items() if value),
        void("meta", name="twitter:card", content="summary"),
        linked_data(_quotation(quote, address)) if quote.kind == "quote" else None,
    )


def _quotation(quote: AnswerQuote, address: str) -> dict[str, Any]:
    """Return the quote as schema.org has it; who speaks only where that is sure, for nothing can be added to it."""
    article = quote.article
    people = [_known(name=speaker.name, jobTitle=speaker.role, type_="Person") for speaker in quote.speakers]
    publisher = _known(name=article.publisher, type_="Organization") if article.publisher else None
    url = article.url if article.url and is_web_address(article.url) else None
    source = _known(
        headline=article.title, url=url, datePublished=article.published, publisher=publisher, type_="Article"
    )
    spoken = people if is_sure(quote) else None
    quotation = _known(text=quote.text, inLanguage="sv", url=address, spokenByCharacter=spoken, isPartOf=source)
    return {"@context": "https://schema.org", **quotation}


def _known(type_: str = "Quotation", **values: object) -> dict[str, Any]:
    return {"@type": type_, **{name: value for name, value in values.items() if value is not None}}
