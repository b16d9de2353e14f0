"""An answer as plain text, for the terminal."""

from __future__ import annotations

from chatbot.filters import FacetCounts, FacetValue, Filters
from chatbot.records import Answer, AnswerQuote, Comparison

_NO_MARKS = str.maketrans("", "", '”“„»«"')


def answer_text(answer: Answer) -> str:
    """Return the message, then each quote with who says it and where it stands."""
    parts = [*_filters(answer.interpreted.filters), answer.message]
    parts += [_quote(number, quote) for number, quote in enumerate(answer.quotes, start=1)]
    if answer.elsewhere:
        places = ", ".join(answer.elsewhere.municipalities)
        parts.append(f"Andra har svar på det{f' ({places})' if places else ''}: {answer.elsewhere.question}")
    if answer.suggestions:
        parts.append("Fråga också: " + " | ".join(answer.suggestions))
    return "\n\n".join(parts)


def comparison_text(comparison: Comparison) -> str:
    """Return the message, then each municipality with its quotes, or why it has none."""
    parts = [*_filters(comparison.interpreted.filters), comparison.message]
    for place in comparison.municipalities:
        quotes = [_quote(number, quote) for number, quote in enumerate(place.quotes, start=1)]
        parts.append("\n".join([place.municipality, *(quotes or [place.message])]))
    return "\n\n".join(parts)


def facets_text(counts: FacetCounts) -> str:
    """Return what answers can be narrowed to, and how many quotes each choice leaves."""
    offered = {"Kommun": counts.municipality, "Roll": counts.role, "Arbetsområde": counts.area, "År": counts.year}
    parts = [*_filters(counts.filters), f"{counts.quotes} citat"]
    parts += ["\n".join([heading, *map(_choice, values)]) for heading, values in offered.items() if values]
    return "\n\n".join(parts)


def _choice(value: FacetValue) -> str:
    key = "" if value.value == value.label else f" [{value.value}]"
    return f"  {value.label} ({value.quotes}){key}"


def _filters(filters: Filters | None) -> list[str]:
    labels = [filters.label(facet, "sv") for facet in filters.facets()] if filters else []
    return [f"Filter: {', '.join(labels)}"] if labels else []


def _quote(number: int, quote: AnswerQuote) -> str:
    who = speakers_text(quote)
    article = ", ".join(p for p in (quote.article.title, quote.article.publisher, quote.article.published) if p)
    words = " ".join(_words(quote).split())
    asked = f"   Fråga: {quote.interviewer_question}\n" if quote.interviewer_question else ""
    place = f", {quote.municipality}" if quote.municipality else ""
    return f"{number}. {who}{place}  ({quote.score:.2f})\n{asked}   {words}\n   {article} [{quote.id}]"


def speakers_text(quote: AnswerQuote) -> str:
    """Return who says a quote, or that the article itself tells, or that it does not tell who speaks."""
    names = " och ".join(", ".join(p for p in (s.name, s.role) if p) for s in quote.speakers)
    return names or ("Ur artikeln" if quote.kind == "passage" else "Talare framgår inte av texten")


def _words(quote: AnswerQuote) -> str:
    """Return the text with what is spoken in quotation marks, and the narrator's tag outside them."""
    if quote.kind == "passage":
        return quote.text
    parts: list[str] = []
    position = 0
    for start, end in quote.segments:
        spoken = quote.text[start:end]
        parts += [_unmarked(quote.text[position:start]), _marked(spoken)]
        position = end
    return "".join([*parts, _unmarked(quote.text[position:])])


def _marked(spoken: str) -> str:
    """Return spoken words in quotation marks; white space around them stays outside."""
    words = spoken.strip()
    return spoken.replace(words, f"”{words}”") if words else spoken


def _unmarked(tag: str) -> str:
    """Return the narrator's words without the article's own quotation marks, which are drawn anew."""
    return tag.translate(_NO_MARKS)
