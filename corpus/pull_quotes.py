"""Pull quotes and headline quotes find the words of the body that they repeat (sieve 5)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from heapq import nsmallest

from corpus.records import Attribution, Block, BlockKind, Method, Person, Quote, Span, Speaker
from corpus.rules import confidence_of
from corpus.words import tokenize

_MOST_COMPARED = 50
"""Quotes that a pull quote is compared with, the nearest ones."""
_LONGEST_ROLE = 60
_AROUND = "–—-,.:;()”\"’'»«"
DUPLICATE_OVERLAP = 0.7
"""Share of a pull quote's words that stand in the body's quote in the same order; pull quotes are
shortened and changed by hand, so that a higher share misses some that a reader recognises."""


class BodyQuotes:
    """The quotes of the running text, ready to be compared with what is set apart from it."""

    def __init__(self, text: str, quotes: Sequence[Quote], apart: Collection[int]) -> None:
        """Take the words of all quotes but those that are set apart: pull quotes, and quotes in the lead."""
        self._text = text
        self._quotes = quotes
        self._words = {
            number: [word for span in quote.segments for word in _words(text, span)]
            for number, quote in enumerate(quotes)
            if number not in apart
        }
        self._having: dict[str, set[int]] = defaultdict(set)
        for number, words in self._words.items():
            for word in words:
                self._having[word].add(number)

    def original_of(self, pulled: Quote) -> int | None:
        """Return the index of the quote that a pull quote repeats, shortened or not.

        None where there is none, or where several people said the like.
        """
        words = _words(self._text, pulled.span)
        near = nsmallest(_MOST_COMPARED, self._candidates(words), key=lambda number: self._distance(number, pulled))
        shares = {number: share_in_order(words, self._words[number]) for number in near}
        best = max(sorted(shares), key=lambda number: shares[number], default=None)
        if best is None or shares[best] < DUPLICATE_OVERLAP:
            return None
        equals = [number for number, share in shares.items() if share == shares[best]]
        said_by = {self._quotes[number].attribution.speakers for number in equals}
        return best if len(said_by) == 1 else None

    def _candidates(self, words: Sequence[str]) -> set[int]:
        """Return the quotes that have one of the rarest words at least; no other can share enough."""
        rarest = sorted(set(words), key=lambda word: (len(self._having.get(word, ())), word))
        missing = len(words) - int(DUPLICATE_OVERLAP * len(words))
        return {number for word in rarest[: missing + 1] for number in self._having.get(word, ())}

    def _distance(self, number: int, pulled: Quote) -> int:
        return abs(self._quotes[number].span.start - pulled.span.start)


def _words(text: str, span: Span) -> list[str]:
    return [token.text.lower() for token in tokenize(text, span.start, span.end)]


def share_in_order(words: Sequence[str], said: Sequence[str]) -> float:
    """Return which share of words stands in said in the same order, close together."""
    wanted = Counter(words)
    if not words or (Counter(said) & wanted).total() < DUPLICATE_OVERLAP * len(words):
        return 0.0
    width = len(words) + max(4, len(words) // 2)
    best = 0
    for start in range(max(1, len(said) - len(words) // 2)):
        window = said[start : start + width]
        if (Counter(window) & wanted).total() <= best:
            continue
        matcher = SequenceMatcher(None, window, words, autojunk=False)
        best = max(best, sum(block.size for block in matcher.get_matching_blocks()))
    return best / len(words)


# --- name lines -------------------------------------------------------------------------------------


def name_lines(text: str, blocks: Sequence[Block], people: Sequence[Person]) -> dict[int, Attribution]:
    """Return for each pull quote, by its block, whose name line goes with it.

    Name lines stand after the pull quotes of a page or before them all: where pull quotes and names
    alternate, the run that begins with a name has them before, the one that ends with a name after.
    """
    found: dict[int, Attribution] = {}
    by_first: dict[str, list[Person]] = {}
    for person in people:
        by_first.setdefault(person.name.split(maxsplit=1)[0], []).append(person)
    for run in _runs(text, blocks, by_first):
        leads, trails = run[0][1] is not None, run[-1][1] is not None
        if leads and trails and blocks[run[0][0]].kind is BlockKind.HEADING:
            leads = False  # a title above them
        for position, (number, on_line) in enumerate(run):
            if on_line is not None or leads == trails:
                continue
            beside = position - 1 if leads else position + 1
            line, named = run[beside] if 0 <= beside < len(run) else (number, None)
            if named is not None:
                found[number] = _by_line(named, blocks[line].span)
    return found


def _by_line(person: Person, line: Span) -> Attribution:
    rule = "pull_quote.name_line"
    return Attribution((Speaker(person.name, person.role),), Method.PULL_QUOTE, confidence_of(rule), line, rule=rule)


def _runs(
    text: str, blocks: Sequence[Block], by_first: Mapping[str, Sequence[Person]]
) -> Iterator[list[tuple[int, Person | None]]]:
    """Yield stretches of pull quotes and name lines in a row: block number, and the person of a name line."""
    run: list[tuple[int, Person | None]] = []
    for number, block in enumerate((*blocks, None)):
        person = _named_in(text, block, by_first) if block else None
        if block and (person is not None or block.kind is BlockKind.PULL_QUOTE):
            run.append((number, person))
        elif block is None or block.kind is not BlockKind.NAME_LINE:
            if len(run) > 1:
                yield run
            run = []


def _named_in(text: str, block: Block, by_first: Mapping[str, Sequence[Person]]) -> Person | None:
    """Return the person of a name line, or of a heading that is a name with little else."""
    line = block.span.of(text)
    if block.kind is BlockKind.NAME_LINE:
        named = (person for word in line.split() for person in by_first.get(word.strip(_AROUND), ()))
        return next((person for person in named if person.name in line), None)
    if block.kind is not BlockKind.HEADING:
        return None
    name, comma, rest = line.partition(",")
    if comma and not (1 <= len(rest) <= _LONGEST_ROLE and "\n" not in rest):
        return None
    return next((person for person in by_first.get(name.split(" ", maxsplit=1)[0], ()) if person.name == name), None)
