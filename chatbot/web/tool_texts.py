"""What a language model reads of an answer: quotes that it can't take for its own words, in Swedish and English."""

from __future__ import annotations

from chatbot.records import Answer, AnswerQuote, CheckMatch, CheckNote, CheckStatus, DifferenceKind, QuoteCheck

INSTRUCTIONS = (
    "Svarar på frågor om arbetet i svensk socialtjänst med ordagranna citat ur publicerade intervjuer, eller säger "
    "att det inte finns något citat. Återge varje citat tecken för tecken, inom citattecken, med talare och källa. "
    "Ändra, översätt eller sammanfatta inget som om det vore ett citat, lägg inte ord i någons mun, och hitta inte på "
    "ett svar där verktyget inte har något.\n"
    "Answers questions about work in Swedish social services with verbatim quotes from published interviews, or says "
    "that there is none. Repeat each quote character for character, in quotation marks, with speaker and source. Never "
    "present a changed, translated or summarised text as a quote, put no words into anybody's mouth, and do not make "
    "up an answer where the tool has none."
)
REPEAT = "Citat återges ordagrant, med talare och källa. / Quotes are repeated verbatim, with speaker and source."
_REPEAT = (
    "Orden mellan <citat> och </citat> är en annan människas. Återge dem ordagrant, med talare och källa.\n"
    "The words between <citat> and </citat> are another person's. Repeat them verbatim, with speaker and source."
)
_NOTHING = (
    "Det finns inget att citera. Säg det; hitta inte på ett svar.\n"
    "There is nothing to quote. Say so; do not make up an answer."
)
_NARRATION = "artikelns egen text, ingens citat / the article's own text, nobody's quote"
_NOBODY = "framgår inte av artikeln; sätt inget namn / not told by the article; put no name to it"


def answer_for_model(answer: Answer) -> str:
    """Return the message, then each quote between its marks with who says it and where it stands."""
    parts = [answer.message, _REPEAT if answer.quotes else _NOTHING]
    parts += [_quote(quote) for quote in answer.quotes]
    return "\n\n".join(parts)


def quote_for_model(quote: AnswerQuote) -> str:
    """Return one quote between its marks, with who says it and where it stands."""
    return f"{_REPEAT}\n\n{_quote(quote)}"


_CHECKS = {
    CheckStatus.EXACT: "Ordagrant / verbatim",
    CheckStatus.ALTERED: "ÄNDRAT, citera inte så / ALTERED, do not quote it like this",
    CheckStatus.NOT_FOUND: "Finns inte i artiklarna, citera inte / not in the articles, do not quote it",
    CheckStatus.TOO_SHORT: "För kort för att kontrolleras / too short to check",
}
_MISATTRIBUTED = "FEL NAMN, citera inte så / WRONG NAME, do not quote it like this"


def check_for_model(checked: QuoteCheck) -> str:
    """Return the verdict on a text, then each passage that it has or comes from, with what differs."""
    is_misattributed = CheckNote.OTHER_SPEAKER in checked.notes
    parts = [f"{_MISATTRIBUTED if is_misattributed else _CHECKS[checked.status]}. {checked.message}"]
    parts += [_match(match) for match in checked.matches]
    return "\n\n".join(parts)


def _match(match: CheckMatch) -> str:
    changes = (d for d in match.differences if d.kind is not DifferenceKind.SAME)
    lines = [f"- {d.kind}: text {d.given.strip()!r}, artikel/article {d.original.strip()!r}" for d in changes]
    if not match.quotes:
        lines += [f'<artikel title="{match.article.title}">{match.text}</artikel>', _NARRATION]
    return "\n".join([*lines, *map(_quote, match.quotes)])


def _quote(quote: AnswerQuote) -> str:
    article = quote.article
    source = (article.title, article.publisher, article.published, article.url)
    lines = [
        f'<citat id="{quote.id}">{quote.text}</citat>',
        f"Talare/Speaker: {_speakers(quote)}",
        f"Kommun/Municipality: {quote.municipality}" if quote.municipality else None,
        f"Fråga/Question: {quote.interviewer_question}" if quote.interviewer_question else None,
        f"Källa/Source: {', '.join(part for part in source if part)}",
    ]
    return "\n".join(line for line in lines if line)


def _speakers(quote: AnswerQuote) -> str:
    if quote.kind == "passage":
        return _NARRATION
    named = " + ".join(", ".join(part for part in (s.name, s.role) if part) for s in quote.speakers)
    method, confidence = quote.attribution.method, quote.attribution.confidence
    return f"{named} ({method}, {confidence:.2f})" if named else _NOBODY
