"""Web pages that answered with something else than the article: an error, a login, a question about cookies."""

from __future__ import annotations

import re

_SAVE = "spara sidan därifrån eller kopiera artikelns text till en .txt-fil"
_SHORTEST_ARTICLE = 150
"""Characters of prose; a page that tells as much may be an article."""
_LONG_LINE = 60
_LONGEST_TITLE = 120
_SAID = re.compile(r"^\s*[–—−-]\s*[A-ZÅÄÖ]|[”“\"»][^”“\"»«]{15,}[”“\"«]", re.MULTILINE)
_ERROR = re.compile(
    r"\b(?:error|fel(?:kod)?|http)?\s*(?:400|401|403|404|410|429|500|502|503|504)\b(?!\s*(?:kr|personer|ärenden|barn))"
    r"|\bsidan (?:kunde inte|kan inte|finns inte|hittades inte|saknas|existerar inte|är borttagen|har tagits bort)\b"
    r"|\b(?:vi )?(?:hittar|hittade) inte sidan\b|\bsidan du (?:söker|letar efter|försöker nå)\b"
    r"|\b(?:page (?:not found|cannot be found)|not found|forbidden|access denied|internal server error|bad gateway"
    r"|service unavailable|gateway time-?out|too many requests)\b"
    r"|\b(?:åtkomst nekad|du har inte behörighet|behörighet saknas|internt serverfel|tekniskt fel"
    r"|ett fel (?:har )?(?:uppstått|inträffa\w+|uppstod)|något gick fel|sidan är tillfälligt otillgänglig)\b",
    re.IGNORECASE,
)
_ROBOT_CHECK = re.compile(
    r"\b(?:just a moment|verify (?:that )?you are (?:a )?human|checking your browser|är du en robot|captcha"
    r"|bekräfta att du (?:är människa|inte är en robot))\b",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"\b(?:aktivera|slå på|enable|kräver|requires?|tillåt|behöver|utan)\b[^.!?]{0,60}\bjava ?script\b"
    r"|\bjava ?script\b[^.!?]{0,60}\b(?:avstäng\w*|inaktivera\w*|disabled|enabled|krävs|required|påslag\w*)\b",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:cookies|kakor)\b[^.!?]{0,120}\b(?:godkänn\w*|acceptera\w*|samtyck\w*|tillåt\w*|accept\w*|consent)\b"
    r"|\b(?:godkänn|acceptera|tillåt|accept)\w*\b[^.!?]{0,60}\b(?:cookies|kakor)\b",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"\b(?:logga in|log in|sign in|inloggning|lösenord|bankid|premiuminnehåll|plusartik\w+|bli prenumerant|prenumerera"
    r"|läs vidare|lås upp|låst artikel|endast för (?:prenumeranter|medlemmar)|för inloggade)\b",
    re.IGNORECASE,
)
_KINDS = (
    (_ERROR, "sidan är ett felmeddelande, inte artikeln; kontrollera adressen och hämta sidan på nytt"),
    (_ROBOT_CHECK, f"sidan är en kontroll av besökaren, inte artikeln; öppna den i en webbläsare och {_SAVE}"),
    (_SCRIPT, f"sidan visar sin text först med JavaScript; öppna den i en webbläsare och {_SAVE}"),
    (_LOGIN, f"sidan är låst eller kräver inloggning, och artikelns text är inte med; logga in och {_SAVE}"),
    (_COOKIES, f"sidan frågar om kakor och har inte artikelns text; godkänn dem i en webbläsare och {_SAVE}"),
)
_EMPTY = f"webbsidan har ingen text som kan läsas utan JavaScript; öppna den i en webbläsare och {_SAVE}"


def why_no_article(title: str | None, text: str, around: str, *, scripted: bool) -> str | None:
    """Return why a page holds no article, and what to do about it; None where it may hold one.

    A page on which somebody speaks is never refused, nor one that tells something at length.

    Args:
        title: what the page calls itself.
        text: the part of the page that may be an article.
        around: what else it says outside of menus: forms, notices, words for readers without scripts.
        scripted: the page has scripts, so that it may show more in a browser.
    """
    if _SAID.search(text):
        return None
    told = sum(len(line) for line in text.split("\n") if len(line) > _LONG_LINE and not _is_notice(line))
    if title and len(title) < _LONGEST_TITLE and _ERROR.search(title) and told < 8 * _SHORTEST_ARTICLE:
        return _KINDS[0][1]
    if told >= _SHORTEST_ARTICLE:
        return None
    found = next((message for pattern, message in _KINDS if pattern.search(f"{text}\n{around}")), None)
    return found or (_EMPTY if scripted and not text.strip() else None)


def _is_notice(line: str) -> bool:
    return any(pattern.search(line) for pattern, _ in _KINDS)
