"""An answer as plain text, for the terminal."""

from __future__ import annotations

from chatbot.records import Answer, AnswerQuote


def answer_text(answer: Answer) -> str:
    """Return the message, then each quote with who says it and where it stands."""
    parts = [answer.message]
    parts += [_quote(number, quote) for number, quote in enumerate(answer.quotes, start=1)]
    if answer.suggestions:
        parts.append("Fråga också: " + " | ".join(answer.suggestions))
    return "\n\n".join(parts)


def _quote(number: int, quote: AnswerQuote) -> str:
    names = " och ".join(", ".join(p for p in (s.name, s.role) if p) for s in quote.speakers)
    who = names or ("Ur artikeln" if quote.kind == "passage" else "Talare framgår inte av texten")
    article = ", ".join(p for p in (quote.article.title, quote.article.publisher, quote.article.published) if p)
    said = " ".join(quote.text.split())
    words = f"”{said}”" if quote.kind == "quote" else said
    asked = f"   Fråga: {quote.interviewer_question}\n" if quote.interviewer_question else ""
    place = f", {quote.municipality}" if quote.municipality else ""
    return f"{number}. {who}{place}  ({quote.score:.2f})\n{asked}   {words}\n   {article} [{quote.id}]"
