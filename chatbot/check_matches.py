"""What is shown of a passage that a checked text stands in or comes from, and what is to be said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chatbot.choosing import Offer
from chatbot.differences import Compared
from chatbot.exact_words import Found
from chatbot.pasted import Pasted, Token
from chatbot.records import AnswerQuote, CheckMatch, CheckNote, Difference, DifferenceKind
from chatbot.searched import SearchedArticle, said_in
from chatbot.showing import reference_to, shown_quote
from corpus.records import Span
from corpus.sentences import split_sentences
from corpus.words import role_base, tokenize
from index.chunks import Record, RecordKind

_BEFORE_NAMES = frozenset({"enligt", "herr", "fru", "fröken"})


def match_of(article: SearchedArticle, tokens: Sequence[Token], differences: Sequence[Difference]) -> CheckMatch:
    """Return a passage as it is shown: whose words it has, and what differs.

    Args:
        tokens: the passage's; all of them stand in the file as it is now.
    """
    span = Span(tokens[0].start, tokens[-1].end)
    records = [record for record in article.records_in(span) if said_in(record, tokens)]
    return CheckMatch(
        kind=_kind(article, span, records),
        text=span.of(article.text),
        article=reference_to(article.row),
        start=span.start,
        end=span.end,
        quotes=tuple(shown_quote(Offer(1.0, record), article.row) for record in records),
        differences=tuple(differences),
    )


def _kind(article: SearchedArticle, span: Span, records: Sequence[Record]) -> str:
    if len(records) == 1:
        return records[0].kind.value
    asked = (record.question for record in article.records if record.question is not None)
    return "question" if not records and any(question.contains(span) for question in asked) else "article"


def exact_match(pasted: Pasted, found: Found) -> CheckMatch:
    """Return a passage that has all of a text, word for word."""
    given = pasted.tokens()
    words = pasted.text[given[0].start : given[-1].end]
    same = Difference(DifferenceKind.SAME, words, found.span.of(found.article.text))
    return match_of(found.article, found.tokens, [same])


def match_notes(match: CheckMatch, tokens: Sequence[Token], article: SearchedArticle) -> Iterator[CheckNote]:
    """Yield what is to be said of a passage itself."""
    spoken = [quote for quote in match.quotes if quote.kind == RecordKind.QUOTE]
    if len({quote.speakers for quote in spoken}) > 1:
        yield CheckNote.STITCHED
    records = article.records_in(Span(match.start, match.end))
    words = {token for token in tokens if token.is_word}
    said = {t for record in records if record.kind is RecordKind.QUOTE for t in said_in(record, tokens)}
    if spoken and words - said:
        yield CheckNote.WITH_NARRATION


def is_part_of_sentence(match: CheckMatch) -> bool:
    """Tell whether a passage of one quote begins or ends within a sentence."""
    if match.kind not in ("quote", "passage"):
        return False
    (quote,) = match.quotes
    for sentence in split_sentences(quote.text, quote.start):
        words = tokenize(quote.text, sentence.start - quote.start, sentence.end - quote.start)
        first, last = quote.start + words[0].start if words else 0, quote.start + words[-1].end if words else 0
        if first < match.start < last or first < match.end < last:
            return True
    return False


def is_by_another(credit: str, matches: Sequence[CheckMatch]) -> bool:
    """Tell whether a text names somebody who, as the articles have it, did not say all of it.

    Where an article does not tell who speaks, nobody can be contradicted.
    """
    named = _names_in(credit)
    return not any(all(_may_be_by(named, quote) for quote in match.quotes) and match.quotes for match in matches)


def _names_in(credit: str) -> list[list[str]]:
    """Return the words of a credit, those of a name together: what begins with a capital and is no role."""
    found: list[list[str]] = []
    end = -1
    for word in tokenize(credit):
        is_name = word.is_capitalised and role_base(word.text, plural=True) is None
        if is_name and found and credit[end : word.start].isspace():
            found[-1].append(_plain(word.text))
        else:
            found.append([_plain(word.text)])
        end = word.end if is_name else -1
    return found


def _plain(word: str) -> str:
    return word.casefold().removesuffix("s")


def _may_be_by(named: Sequence[Sequence[str]], quote: AnswerQuote) -> bool:
    if quote.kind != RecordKind.QUOTE:
        return False
    names = [[_plain(word) for word in speaker.name.split()] for speaker in quote.speakers if speaker.name]
    return not names or any(_may_be(name, given) for name in names for given in named)


def _may_be(name: Sequence[str], given: Sequence[str]) -> bool:
    """Tell whether a credit's name may be a person's: of two with one surname, the first name tells which."""
    *before, last = name
    if last not in given:
        return False
    first = [word for word in given[: given.index(last)] if word not in _BEFORE_NAMES]
    return not first or not before or any(word in before for word in first)


def typography_differs(differences: Sequence[Difference]) -> bool:
    """Tell whether texts that are the same word for word are not so letter for letter."""
    return any(
        " ".join(d.given.split()) != " ".join(d.original.split()) for d in differences if d.kind is DifferenceKind.SAME
    )


def compared_match(part: Compared) -> CheckMatch:
    """Return a passage that a part of a text comes from."""
    return match_of(part.article, part.original, part.differences())
