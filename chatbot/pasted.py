"""A pasted text: cleaned of what mail, PDF and web pages add, cut into tokens, and what it says of who speaks."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.records import Span
from corpus.words import reporting_verbs
from index.phrases import WORD, plain

OMISSION = "[…]"
"""Form of a token that stands for words left out."""
ELLIPSIS = "…"
PUNCTUATION = frozenset((*".,;:!?", ELLIPSIS, OMISSION))
SENTENCE_MARKS = frozenset(".!?")

_OMISSION = r"[\[(/]\s*(?:\.{2,}|…|[-–—](?:\s?[-–—])*)\s*[\])/]"
_DOTS = r"\.{2,}|…"
# Quotation marks, brackets, bullets, dashes, emphasis: how a text is set, not what it says.
_SETTING = "\"'”“„»«‘’‚‛›‹`´()[]{}<>*_•·|\\/~^‐‑‒–—―−-"
_TOKEN = re.compile(rf"(?P<omission>{_OMISSION})|(?P<dots>{_DOTS})|(?P<word>{WORD.pattern})|(?P<mark>[^\s])")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_MAIL_MARK = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
# Its line break may have become a space; "barn- och" has a hyphen of its own.
_HYPHENATED = re.compile(
    r"(?<=[^\W\d_])[-\u2010]\s+(?!(?:och|eller|samt|respektive|men|till)\b)(?=[^\W\d_])", re.IGNORECASE
)
_SOFT_HYPHENATED = re.compile(r"\u00ad\s*")

_CAPITAL = r"[A-ZÅÄÖÉÜØÆ]"
_NAME = rf"{_CAPITAL}\w+(?:[-–]{_CAPITAL}\w+)*"
_FULL_NAME = rf"{_NAME}(?:\s+(?:{_NAME}|von|van|de|af|{_CAPITAL}\.)){{1,3}}"
_LONGEST_CREDIT = 90
"""Characters of who speaks, role and workplace included."""
_VERB = "|".join(sorted((verb for verb, kinds in reporting_verbs().items() if "" in kinds), key=len, reverse=True))
_AROUND_CREDIT = ' .,)"”'
# Possessive (*+): or a page of empty lines is tried in every way that it can be parted.
_CREDIT_AFTER = re.compile(
    r"(?:[\"”»]\s*+[,–—-]?|\s[–—-]|[^\S\n]*+\n\s*+[–—-]?|,|\()\s*+"
    rf"(?P<credit>(?:(?:{_VERB}|enligt)\s+)?{_FULL_NAME}\b[^.!?\n]*)"
    r"[\s.)\"”]*\Z"
)
_CREDIT_BEFORE = re.compile(
    rf"\A[\s\"”]*(?P<credit>(?:Enligt\s+)?{_FULL_NAME}\b[^.!?\n:]{{0,60}}?)\s*(?::|\n|(?=[\"”»]))\s*"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a punctuation mark, as it is compared, with its half-open offsets."""

    form: str
    start: int
    end: int
    is_word: bool


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted text.

    Attributes:
        text: cleaned; offsets of what follows point into it.
        body: the words that are somebody's, without who is said to have said them.
        credit: who is said to have said them, or None where the text does not tell.
    """

    text: str
    body: Span
    credit: str | None = None

    def tokens(self) -> list[Token]:
        """Return the tokens of the body; marks at its ends are left out."""
        return trimmed(list(tokens_of(self.text, self.body)))

    @property
    def end_mark(self) -> Token | None:
        """The mark that ends the last sentence of the body, or None."""
        tokens = list(tokens_of(self.text, self.body))
        last = len(trimmed(tokens)) and tokens.index(trimmed(tokens)[-1]) + 1
        return tokens[last] if last < len(tokens) and tokens[last].form in SENTENCE_MARKS else None

    def credit_tokens(self) -> list[Token]:
        """Return the tokens of the credit."""
        credit = self.credit or ""
        return list(tokens_of(credit, Span(0, len(credit))))


def tokens_of(text: str, span: Span) -> Iterator[Token]:
    """Yield the tokens of a stretch of text."""
    for match in _TOKEN.finditer(text, span.start, span.end):
        words = match[0]
        if match["word"]:
            yield Token(plain(words), *match.span(), is_word=True)
        elif match["omission"]:
            yield Token(OMISSION, *match.span(), is_word=False)
        elif match["dots"]:
            yield Token(ELLIPSIS, *match.span(), is_word=False)
        elif _is_minus(text, match.start()) or (words not in _SETTING and unicodedata.category(words) not in _UNSEEN):
            yield Token("-" if words in _SETTING else words, *match.span(), is_word=False)


_UNSEEN = frozenset({"Cf", "Cc", "Mn"})


def _is_minus(text: str, position: int) -> bool:
    """Tell whether a dash makes the number after it negative; one between two words or numbers does not."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return text[position] in "-−–" and after.isdigit() and (not before or before in " (\t\n\u00a0")


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without punctuation before the first and after the last."""
    places = [number for number, token in enumerate(tokens) if token.form not in PUNCTUATION]
    return list(tokens[places[0] : places[-1] + 1]) if places else []


def read_pasted(text: str) -> list[Pasted]:
    """Return how a pasted text may be read, the likeliest first.

    A word broken at the end of a line may have its hyphen from there or of its own; and what seems to tell who speaks
    may be part of the words themselves.
    """
    cleaned = _cleaned(text)
    joined = _HYPHENATED.sub("", cleaned)
    return [reading for version in dict.fromkeys((joined, cleaned)) for reading in _readings(version)]


def _cleaned(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    if _ENTITY.search(text):
        text = html.unescape(text)
    text = _SOFT_HYPHENATED.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", _MAIL_MARK.sub("", text))


def _readings(text: str) -> Iterator[Pasted]:
    whole = Span(0, len(text))
    yield Pasted(text, whole)
    after = _CREDIT_AFTER.search(text, max(0, len(text) - _LONGEST_CREDIT))
    if after and after.start() > 0:
        yield Pasted(text, Span(0, after.start()), " ".join(after["credit"].split()).strip(_AROUND_CREDIT))
    before = _CREDIT_BEFORE.match(text)
    if before and before.end() < len(text):
        yield Pasted(text, Span(before.end(), len(text)), " ".join(before["credit"].split()))
