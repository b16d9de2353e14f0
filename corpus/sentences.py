"""Swedish text -> sentences.

A sentence ends at . ! ? or … followed by space and something that can begin a sentence. A full stop is not an end
after an abbreviation, an initial or a day of the month. When in doubt no cut is made: half a sentence misleads, two
together do not.
"""

from __future__ import annotations

import re

from corpus.records import Span

_END = re.compile(r"(?P<mark>[.!?…]+)(?P<closing>[”\"’')\]»]*)(?P<space>\s+)")
_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")
_LAST_WORD = re.compile(r"[^\s(\[”\"»–—]+$")

# Never the last word of a sentence: something belongs after them.
_OPEN_ABBREVIATIONS = frozenset(
    """
    bl.a. t.ex. ex. d.v.s. dvs. s.k. f.d. fr.o.m. t.o.m. p.g.a. pga. m.a.o. ang. avd. ca. cirk. dr. doc. prof. resp.
    kap. kl. nr. jfr. jmf. s:t. s:ta. tel. tfn. forts. bl. t. d. s. f. fr. p. vs. inkl. exkl. obs. ev. gm. hr. alt. sid.
    jan. feb. febr. apr. aug. sept. okt. nov. dec. mån. tis. ons. tors. fre. lör. sön.
    """.split()
)
# Often the last word: an end only if a capital letter follows.
_CLOSING_ABBREVIATIONS = frozenset(
    """
    osv. o.s.v. m.m. mm. m.fl. etc. o.d. o.dyl. dyl. f.n. f.ö. e.d. kr. tkr. mkr. milj. min. max. tim. st. ggr.
    """.split()
)

_BEGINNING = re.compile(r"[–—\-−•]?\s*[”\"’'(\[»«“„]*[A-ZÅÄÖÉÜØÆ0-9]")
_CAPITAL = re.compile(r"[–—\-−•]?\s*[”\"’'(\[»«“„]*[A-ZÅÄÖÉÜØÆ]")
_INITIAL = re.compile(r"(?:[A-ZÅÄÖ]\.)+|[A-ZÅÄÖ]\.-[A-ZÅÄÖ]\.")
_ORDINAL = re.compile(r"\d{1,3}\.")


def split_sentences(text: str, start: int = 0) -> list[Span]:
    """Return the sentences of text, in order.

    Args:
        text: one paragraph or several; a blank line ends a sentence whatever stands before it.
        start: added to all offsets, for a text that is a stretch of a longer one.

    Returns:
        Spans without outer space. They do not overlap, and between them there is only space.
    """
    spans = []
    begin = 0
    for end, following in [*_boundaries(text), (len(text), len(text))]:
        stretch = text[begin:end]
        if stretch.strip():
            leading = len(stretch) - len(stretch.lstrip())
            spans.append(Span(start + begin + leading, start + begin + len(stretch.rstrip())))
        begin = following
    return spans


def _boundaries(text: str) -> list[tuple[int, int]]:
    """Return (end of a sentence, start of the next) in order."""
    found = {match.start(): match.end() for match in _PARAGRAPH.finditer(text)}
    for match in _END.finditer(text):
        if _ends_sentence(text, match):
            found.setdefault(match.start("space"), match.end())
    return sorted(found.items())


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = match.end()
    if match["mark"] != ".":
        # After ? and ! a small letter goes on with the same sentence (a tag, or a title with a mark of its own).
        return _BEGINNING.match(text, following) is not None
    word = _word_before(text, match.end("mark"))
    if word.lower() in _OPEN_ABBREVIATIONS or _INITIAL.fullmatch(word) or _numbers_a_list(text, match, word):
        return bool(match["closing"]) and _CAPITAL.match(text, following) is not None
    if word.lower() in _CLOSING_ABBREVIATIONS or _ORDINAL.fullmatch(word):
        return _CAPITAL.match(text, following) is not None
    return _BEGINNING.match(text, following) is not None


def _numbers_a_list(text: str, match: re.Match[str], word: str) -> bool:
    """Tell whether the word is the number of a point in a list, at the beginning of its line."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.end("mark")]
    return _ORDINAL.fullmatch(word) is not None and line.strip() == word


def _word_before(text: str, end: int) -> str:
    """Return the word that ends at end, its full stop included; parts written apart (t. ex.) are judged one by one."""
    found = _LAST_WORD.search(text, max(0, end - 40), end)
    return found[0] if found else ""


def sentences_in(text: str, span: Span) -> list[Span]:
    """Return the sentences of a stretch of text, with offsets into text."""
    return split_sentences(span.of(text), span.start)
