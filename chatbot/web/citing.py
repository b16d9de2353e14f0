"""A quote as it is copied and read out: the words, who says them, where they were published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote as percent_encoded
from urllib.parse import urlsplit

from chatbot.records import AnswerQuote, AnswerSpeaker
from chatbot.web.markup import Markup, element, join
from chatbot.web.texts.cards import CardTexts, card_texts
from chatbot.web.texts.dates import written_date
from chatbot.web.texts.languages import Language

# The article says outright who speaks, so nothing has to be added.
_CERTAIN = frozenset({"explicit", "pronoun", "interview"})
_DECIDED = "decided"
_SURELY_ASKED = 0.85
"""Below it an interview's question was put to several, or to somebody whom the article names but in part."""

IN_CONTEXT = "citat"
"""Id of a quote's words where its own page shows them in their article."""
_MARKS = frozenset("”“„»«\"'’")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch [start, end) of a quote's text.

    Attributes:
        is_spoken: False for the narrator's words between two spoken stretches.
        has_opening, has_closing: whether the article's own quotation mark stands there, within the text.
    """

    start: int
    end: int
    is_spoken: bool
    has_opening: bool = False
    has_closing: bool = False


def address_of(quote_id: str) -> str:
    """Return the path of a quote's own page, percent-encoded."""
    return f"/citat/{percent_encoded(quote_id, safe='')}"


def stretches(quote: AnswerQuote) -> Iterator[Stretch]:
    """Yield the text of a quote in order, all of it, in spoken and other stretches; a passage has no spoken ones."""
    position = 0
    for start, end in quote.segments if quote.kind == "quote" else ():
        if position < start:
            yield Stretch(position, start, is_spoken=False)
        before, after = quote.text[:start].rstrip()[-1:], quote.text[end:].lstrip()[:1]
        yield Stretch(start, end, is_spoken=True, has_opening=before in _MARKS, has_closing=after in _MARKS)
        position = end
    if position < len(quote.text):
        yield Stretch(position, len(quote.text), is_spoken=False)


def quoted_words(quote: AnswerQuote) -> str:
    """Return the text of a quote, character for character, with quotation marks round what is spoken."""
    parts: list[str] = []
    for stretch in stretches(quote):
        words = quote.text[stretch.start : stretch.end]
        opening = "”" if stretch.is_spoken and not stretch.has_opening else ""
        closing = "”" if stretch.is_spoken and not stretch.has_closing else ""
        parts.append(f"{opening}{words}{closing}")
    return "".join(parts)


def reference(quote: AnswerQuote, language: Language) -> Markup:
    """Return a quote with its attribution, for the clipboard: with its tags as rich text, without them as plain.

    How sure it is who speaks goes along where the article does not say it outright.
    """
    texts, article = card_texts(language), quote.article
    is_passage = quote.kind == "passage"
    url = article.url if article.url and is_web_address(article.url) else None
    date = written_date(article.published, language) if article.published else texts.undated
    source = join(element("cite", article.title), f", {article.publisher}" if article.publisher else None, f", {date}.")
    sentences: list[str | None] = [said_by(quote, language), source, element("a", url, href=url) if url else None]
    return join(
        join(element("p", f"{texts.passage}:"), " ") if is_passage else None,
        element("blockquote", quoted_words(quote), lang="sv", cite=url),
        " ",
        element("p", "– ", *_spaced(sentences)),
    )


def said_by(quote: AnswerQuote, language: Language) -> str | None:
    """Return in sentences who speaks, and how sure that is; None for the article's own words."""
    texts = card_texts(language)
    if quote.kind == "passage":
        return None
    described = f" {texts.and_} ".join(_described(speaker, quote, texts) for speaker in quote.speakers)
    who = described or quote.municipality
    return " ".join(part for part in (f"{who}." if who else None, certainty(quote, texts)) if part)


def certainty(quote: AnswerQuote, texts: CardTexts) -> str | None:
    """Return in words how sure it is who speaks, where the article does not say it outright; else None."""
    method = quote.attribution.method
    if quote.kind == "passage":
        return None
    if not quote.speakers:
        return texts.unattributed
    if method in _CERTAIN and not _is_doubtful_answer(quote):
        return None
    names = f" {texts.and_} ".join(speaker_name(speaker, texts) for speaker in quote.speakers)
    return texts.uncertain.get(method, texts.uncertain_otherwise).format(names=names)


def is_sure(quote: AnswerQuote) -> bool:
    """Tell whether the article says outright who speaks, or a person has decided it."""
    if quote.kind == "passage" or not quote.speakers:
        return False
    method = quote.attribution.method
    return method == _DECIDED or (method in _CERTAIN and not _is_doubtful_answer(quote))


def speaker_name(speaker: AnswerSpeaker, texts: CardTexts) -> str:
    """Return the name, or what stands in its place where it is not told."""
    return speaker.name or speaker.role or texts.somebody


def _described(speaker: AnswerSpeaker, quote: AnswerQuote, texts: CardTexts) -> str:
    name = speaker_name(speaker, texts)
    details = (speaker.role if speaker.name else texts.unnamed, quote.municipality)
    return ", ".join([name[:1].upper() + name[1:], *(detail for detail in details if detail)])


def _spaced(parts: list[str | None]) -> Iterator[str]:
    said = [part for part in parts if part]
    for number, part in enumerate(said):
        yield from (" ", part) if number else (part,)


def _is_doubtful_answer(quote: AnswerQuote) -> bool:
    return quote.attribution.method == "interview" and quote.attribution.confidence < _SURELY_ASKED


def is_web_address(url: str) -> bool:
    """Tell whether a link may be shown: http or https with a host, never javascript: or the like."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
