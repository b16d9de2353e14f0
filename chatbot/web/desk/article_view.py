"""An article as it was read, like an annotated page: the whole text, and beside each quote who says it and why.

Nothing is told by colour alone: each speaker has a letter, each certainty a line of its own and words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from chatbot.annotating import Paragraph, Piece, Voice, annotate, people_of, voices_of, waiting
from chatbot.web.cards import in_swedish
from chatbot.web.citing import is_web_address
from chatbot.web.markup import Markup, element, join
from chatbot.web.shell import Visit, outside_link
from chatbot.web.texts.dates import written_date
from chatbot.web.texts.desk_reading import ReadingTexts, reading_texts
from corpus.records import BlockKind, Quote, QuoteStatus, Reading, SegmentKind, Span

COLOURS = 8
"""Speakers of different colours; after that the letters go on and the colours begin anew."""
LONGEST = 70
"""Characters of words that are only to be recognised."""
_SIGNS = {QuoteStatus.PUBLISHED: "", QuoteStatus.NEEDS_REVIEW: "?", QuoteStatus.UNATTRIBUTED: "–"}
_FRAME = SegmentKind.BOILERPLATE

Tools = Callable[[int], Markup | None]
"""Returns what can be done with a quote, by its index; None for nothing."""
ParagraphTools = Callable[[Span], Markup | None]
"""Returns what can be done with the words of a paragraph that no quote has; None for nothing."""


@dataclass(frozen=True, slots=True)
class _View:
    """What every part of the view needs."""

    reading: Reading
    visit: Visit
    texts: ReadingTexts
    voices: Mapping[str, Voice]
    tools: Tools
    paragraph_tools: ParagraphTools


def annotated_article(
    reading: Reading, visit: Visit, tools: Tools, paragraph_tools: ParagraphTools = lambda _: None
) -> Markup:
    """Return the article with its quotes marked, what waits first, and the legend.

    Args:
        reading: the article as it was read.
        visit: for the language.
        tools: what can be done with each quote.
        paragraph_tools: what can be done with the words of each paragraph that no quote has.
    """
    texts = reading_texts(visit.language)
    view = _View(reading, visit, texts, voices_of(reading), tools, paragraph_tools)
    can_correct = any(tools(number) is not None for number in range(len(reading.quotes)))
    return join(
        _about(view),
        _waiting(view),
        _legend(view),
        element(
            "section",
            element("h2", texts.article_heading, id="artikeln"),
            element("p", texts.keys_correct if can_correct else texts.keys, class_="hint keys"),
            *(_paragraph(view, paragraph) for paragraph in annotate(reading)),
            aria_labelledby="artikeln",
            class_="annotated",
        ),
    )


def quote_anchor(quote: Quote) -> str:
    """Return the id of a quote's note; it stays while the words stay where they are."""
    return f"citat-{quote.span.start}"


def in_short(text: str) -> str:
    """Return words on one line; of many the first and the last, which tell where they begin and end."""
    plain = " ".join(text.split())
    if len(plain) <= LONGEST:
        return plain
    return f"{plain[: LONGEST // 2 - 1].rsplit(maxsplit=1)[0]} … {plain[5 - LONGEST // 2 :].split(maxsplit=1)[-1]}"


def certainty_of(quote: Quote, visit: Visit) -> str:
    """Return in words and in percent how sure it is who speaks."""
    texts = reading_texts(visit.language)
    if quote.status is QuoteStatus.UNATTRIBUTED:
        return texts.unattributed
    if quote.attribution.confidence == 0:
        return texts.waits
    said = texts.published_surely if quote.status is QuoteStatus.PUBLISHED else texts.waits
    return f"{said}, {texts.percent.format(percent=int(quote.attribution.confidence * 100))}"


def speakers_of(quote: Quote, visit: Visit) -> str:
    """Return who speaks, or may; in words where nobody does."""
    texts = reading_texts(visit.language)
    names = [name for name, _ in people_of(quote)]
    if not names:
        return texts.nobody
    if quote.status is QuoteStatus.NEEDS_REVIEW:
        is_joint = len(quote.attribution.speakers) > 1
        return texts.perhaps.format(names=f" {texts.and_ if is_joint else texts.or_} ".join(names))
    return f" {texts.and_} ".join(names)


def rule_of(quote: Quote, visit: Visit) -> str:
    """Return the rule that named the speaker, in plain words."""
    texts, attribution = reading_texts(visit.language), quote.attribution
    return texts.rules.get(attribution.rule or "") or texts.methods.get(attribution.method.value, "")


# --- above the text ----------------------------------------------------------------------------------


def _about(view: _View) -> Markup:
    article, texts = view.reading.article, view.texts
    link = (
        outside_link(article.url, article.url, view.visit.language)
        if article.url and is_web_address(article.url)
        else None
    )
    date = article.published.isoformat() if article.published else None
    rows: tuple[tuple[str, Markup | None], ...] = (
        (texts.publisher, in_swedish(article.publisher) if article.publisher else None),
        (texts.published, join(written_date(date, view.visit.language)) if date else None),
        (texts.url, link or (join(article.url) if article.url else None)),
        (texts.municipality, _place(view)),
    )
    return element(
        "dl",
        *(
            element("div", element("dt", label), element("dd", value or element("i", texts.untold)))
            for label, value in rows
        ),
        class_="facts",
    )


def _place(view: _View) -> Markup | None:
    place, texts, article = view.reading.municipality, view.texts, view.reading.article
    if place is None:
        return None
    by = article.decision.by if article.decision and article.decision.municipality == place.name else None
    words = place.span.of(article.text)
    level = texts.levels.get(place.level)
    why = [
        texts.decided.format(by=by) if by else None,
        level if words and not by else None,
        texts.proved_by.format(words=words) if words else None,
    ]
    told = "; ".join(reason for reason in why if reason)
    return join(element("b", place.name, lang="sv"), element("span", f" ({told})", class_="why") if told else None)


def _waiting(view: _View) -> Markup:
    texts, numbers = view.texts, waiting(view.reading)
    if not numbers:
        return element("p", texts.waiting_none, class_="nothing-waits")
    return element(
        "section",
        element("h2", texts.waiting_heading.format(count=len(numbers)), id="vantar"),
        element("p", texts.waiting_lead),
        element("ol", *(element("li", _link_to(view, number)) for number in numbers)),
        aria_labelledby="vantar",
        class_="waiting",
    )


def _link_to(view: _View, number: int) -> Markup:
    quote = view.reading.quotes[number]
    words = in_short(quote.span.of(view.reading.article.text))
    return element(
        "a",
        f"{view.texts.quote.format(number=number + 1)}: ",
        element("span", f"”{words}”", lang="sv"),
        f" – {speakers_of(quote, view.visit)}",
        href=f"#{quote_anchor(quote)}",
    )


def _legend(view: _View) -> Markup:
    texts = view.texts
    voices = [
        element(
            "li", _badge(voice), " ", element("b", voice.name, lang="sv"), f", {voice.role}" if voice.role else None
        )
        for voice in view.voices.values()
    ]
    samples = (
        (texts.legend_published, "said published"),
        (texts.legend_waiting, "said needs-review"),
        (texts.legend_unattributed, "said unattributed"),
        (texts.legend_evidence, "proof"),
        (texts.legend_place, "place"),
        (texts.legend_question, "asked"),
        (texts.legend_boilerplate, "frame"),
    )
    return element(
        "details",
        element("summary", texts.legend_heading),
        element("p", texts.legend_voices) if voices else None,
        element("ul", *voices, class_="voices") if voices else None,
        element("ul", *(element("li", element("span", text, class_=f"sample {kind}")) for text, kind in samples)),
        class_="legend",
        open=True,
    )


# --- the text ----------------------------------------------------------------------------------------


def _paragraph(view: _View, paragraph: Paragraph) -> Markup:
    notes: list[Markup] = [_note(view, number) for number in paragraph.quotes]
    if (tools := view.paragraph_tools(paragraph.span)) is not None:
        notes.append(tools)
    is_heading = paragraph.kind is BlockKind.HEADING and not paragraph.quotes
    text = element(
        "h3" if is_heading else "p",
        *_labelled(view, paragraph),
        lang="sv",
        class_=f"text {paragraph.kind.value.replace('_', '-')}",
    )
    return element("div", text, element("div", *notes, class_="notes") if notes else None, class_="line")


def _labelled(view: _View, paragraph: Paragraph) -> Iterable[Markup]:
    """Yield the paragraph's pieces, with the words that tell what it is where that is not speech."""
    language = view.visit.language.value
    if paragraph.kind is BlockKind.QUESTION:
        yield element("span", f"{view.texts.question} ", class_="label", lang=language)
    elif paragraph.kind is BlockKind.BOILERPLATE:
        yield element("span", f"{view.texts.boilerplate} ", class_="label", lang=language)
    firsts = {view.reading.quotes[number].span.start for number in paragraph.quotes}
    for piece in paragraph.pieces:
        yield _piece(view, piece, is_first=piece.span.start in firsts)


def _piece(view: _View, piece: Piece, *, is_first: bool) -> Markup:
    words: Markup = join(piece.span.of(view.reading.article.text))
    if piece.proves:
        words = element("span", words, class_="proof")
    if piece.is_place:
        words = element("span", words, class_="place")
    if piece.quote is not None:
        return _spoken(view, piece, words, is_first=is_first)
    if piece.kind is SegmentKind.QUESTION:
        return element("span", words, class_="asked")
    return element("span", words, class_="frame") if piece.kind is _FRAME else words


def _spoken(view: _View, piece: Piece, words: Markup, *, is_first: bool) -> Markup:
    number = piece.quote or 0
    quote, language = view.reading.quotes[number], view.visit.language.value
    name = view.texts.quote.format(number=number + 1)
    ends = piece.span.end == quote.span.end
    return join(
        element(
            "a",
            element("span", f"{name}, {speakers_of(quote, view.visit)}: ", class_="visually-hidden"),
            *(_badges(view, quote)),
            href=f"#{quote_anchor(quote)}",
            lang=language,
            class_="to-note",
        )
        if is_first
        else None,
        element("span", words, class_=f"said {_status(quote)} {_colour(view, quote)}"),
        element("span", f" ({view.texts.ends.format(number=number + 1)})", class_="visually-hidden", lang=language)
        if ends
        else None,
    )


def _badges(view: _View, quote: Quote) -> Sequence[Markup]:
    voices = [view.voices[name] for name, _ in people_of(quote)]
    sign = _SIGNS[quote.status]
    if not voices:
        return [element("span", sign, class_="badge nobody", aria_hidden="true")]
    return [_badge(voice, sign) for voice in voices]


def _badge(voice: Voice, sign: str = "") -> Markup:
    return element("span", f"{voice.letter}{sign}", class_=f"badge voice-{voice.number % COLOURS}", aria_hidden="true")


# --- beside the text ---------------------------------------------------------------------------------


def _note(view: _View, number: int) -> Markup:
    quote, texts = view.reading.quotes[number], view.texts
    tools = view.tools(number)
    heading = element(
        "h3",
        *_badges(view, quote),
        element("span", f"{texts.quote.format(number=number + 1)}: ", class_="visually-hidden"),
        " ",
        element("span", speakers_of(quote, view.visit), lang="sv"),
    )
    return element(
        "div",
        heading,
        _details(view, quote),
        _why(view, quote),
        tools,
        id=quote_anchor(quote),
        tabindex="-1",
        class_=f"note {_status(quote)} {_colour(view, quote)}",
        data_waits=quote.status is QuoteStatus.NEEDS_REVIEW and quote.duplicate_of is None,
    )


def _details(view: _View, quote: Quote) -> Markup:
    texts = view.texts
    roles = [speaker.role for speaker in quote.attribution.speakers if speaker.name and speaker.role]
    place = texts.in_municipality.format(name=quote.municipality) if quote.municipality else texts.without_municipality
    facts = [texts.role_of.format(role=", ".join(roles)) if roles else None, place]
    return join(
        element("p", "; ".join(fact for fact in facts if fact), class_="who"),
        element("p", _sure(view, quote), class_="sure"),
    )


def _sure(view: _View, quote: Quote) -> str:
    if quote.duplicate_of is not None:
        return view.texts.repeats.format(number=quote.duplicate_of + 1)
    return certainty_of(quote, view.visit)


def _why(view: _View, quote: Quote) -> Markup:
    evidence = quote.attribution.evidence
    words = in_short(evidence.of(view.reading.article.text).lstrip(" ,.;:–-")) if evidence else ""
    shown = element("q", words, lang="sv") if words else None
    return element("p", rule_of(quote, view.visit), " " if shown else None, shown, class_="why")


def _status(quote: Quote) -> str:
    return quote.status.value.replace("_", "-")


def _colour(view: _View, quote: Quote) -> str:
    people = people_of(quote)
    return f"voice-{view.voices[people[0][0]].number % COLOURS}" if people else "nobody"
