"""What differs between a checked text and the passage that it comes from, word by word, and what that may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chatbot.aligning import Chain, Step, align, merged
from chatbot.exact_words import ends_otherwise
from chatbot.pasted import ELLIPSIS, OMISSION, PUNCTUATION, Token
from chatbot.records import CheckNote, Difference, DifferenceKind
from chatbot.searched import SearchedArticle
from corpus.records import Span

EDGE = 3
"""Words before the first and after the last known one that count as exchanged; more are the text's own."""
LOOKED_BEYOND = 20
"""Tokens of the article beyond what is known."""
_SENTENCE_ENDS = frozenset(".!?:")


@dataclass(frozen=True, slots=True)
class Compared:
    """A part of a checked text beside the passage that it comes from.

    Attributes:
        given: all tokens of the part.
        first: number of the passage's first token among the article's.
        steps: over given and the tokens of the passage.
    """

    article: SearchedArticle
    text: str
    given: Sequence[Token]
    first: int
    original: Sequence[Token]
    steps: Sequence[Step]

    @property
    def span(self) -> Span:
        """Where the passage is in the article's text."""
        return Span(self.original[0].start, self.original[-1].end)

    def differences(self) -> tuple[Difference, ...]:
        """Return both texts, stretch by stretch; what stands between two tokens goes with the first."""
        return tuple(
            Difference(
                self._kind(step),
                _slice(self.text, self.given, step.given_start, step.given_end),
                _slice(self.article.text, self.original, step.start, step.end),
            )
            for step in self.steps
        )

    def _kind(self, step: Step) -> DifferenceKind:
        if step.is_same:
            return DifferenceKind.SAME
        if step.start == step.end:
            return DifferenceKind.ADDED
        if step.given_start == step.given_end or self.is_marked_omission(step):
            return DifferenceKind.REMOVED
        return DifferenceKind.CHANGED

    def is_marked_omission(self, step: Step) -> bool:
        """Tell whether words are left out where the text says so."""
        given = {token.form for token in self.given_of(step)}
        return bool(given & {OMISSION, ELLIPSIS}) and given <= PUNCTUATION and self._has_words(step)

    def is_tag(self, step: Step) -> bool:
        """Tell whether only the narrator's words between two spoken stretches of one quote are left out."""
        left_out = self.original[step.start : step.end]
        kept = self.given_of(step)
        if not left_out or any(token.form not in PUNCTUATION for token in kept):
            return False
        return any(
            record.span.start <= left_out[0].start
            and left_out[-1].end <= record.span.end
            and not any(s.start < t.end and t.start < s.end for s in record.segments for t in left_out)
            for record in self.article.records
        )

    def is_punctuation(self, step: Step) -> bool:
        """Tell whether no word is concerned."""
        given = self.given_of(step)
        return all(t.form in PUNCTUATION for t in (*given, *self.original[step.start : step.end]))

    def _has_words(self, step: Step) -> bool:
        return any(token.is_word for token in self.original[step.start : step.end])

    def kept(self) -> list[Token]:
        """Return the passage's tokens that the text has, too."""
        return [token for step in self.steps if step.is_same for token in self.original[step.start : step.end]]

    def given_of(self, step: Step) -> Sequence[Token]:
        """Return the text's tokens of a step."""
        return self.given[step.given_start : step.given_end]

    def changes(self) -> list[Step]:
        """Return the steps that are neither the same nor a narrator's tag."""
        return [step for step in self.steps if not step.is_same and not self.is_tag(step)]

    def tells_hidden(self) -> bool:
        """Tell whether the passage has words of a hidden quote that the text does not have."""
        others = (token for step in self.steps if not step.is_same for token in self.original[step.start : step.end])
        return any(token.is_word and self.article.is_hidden(token) for token in others)

    def notes(self) -> Iterator[CheckNote]:
        """Yield what the differences may mean."""
        changes = self.changes()
        if len(changes) < sum(not step.is_same for step in self.steps):
            yield CheckNote.TAG_LEFT_OUT
        if changes and all(map(self.is_punctuation, changes)):
            yield CheckNote.PUNCTUATION
        if any(map(self.is_marked_omission, changes)):
            yield CheckNote.OMISSION
        for kind, note in (("negation", CheckNote.NEGATION), ("number", CheckNote.NUMBER)):
            if any(self._exchanged(step, kind) for step in changes):
                yield note

    def _exchanged(self, step: Step, kind: str) -> list[str]:
        """Return the words of a kind that only one side of a step has."""
        given, original = (
            Counter(token.form for token in tokens if meaning_of(token.form) == kind)
            for tokens in (self.given_of(step), self.original[step.start : step.end])
        )
        return list(((given - original) + (original - given)).elements())

    def exchanged(self, kind: str) -> list[str]:
        """Return the words of a kind, "negation" or "number", that are left out, put in or exchanged."""
        return list(dict.fromkeys(word for step in self.changes() for word in self._exchanged(step, kind)))


def _slice(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    if start == end:
        return ""
    return text[tokens[start].start : tokens[end].start if end < len(tokens) else tokens[-1].end]


@cache
def _meanings() -> dict[str, str]:
    lines = files("chatbot").joinpath("meaning.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def meaning_of(word: str) -> str | None:
    """Return "negation", "number", or None for a word that is neither."""
    return "number" if any(character.isdigit() for character in word) else _meanings().get(word)


def compare(
    text: str, given: Sequence[Token], known: range, article: SearchedArticle, chain: Chain, mark: Token | None = None
) -> Compared:
    """Compare a part of a text with the passage that a chain leads to.

    Args:
        text: that the tokens are of.
        given: tokens of the part.
        known: those of them from the chain's first word to its last.
        article: that the chain leads to.
        chain: of the part.
        mark: that the text ends in after these tokens; compared if the passage ends a sentence there, too.
    """
    first, last = article.word_tokens[chain.places[0]], article.word_tokens[chain.places[-1]] + 1
    start = first - _beyond(given[: known.start][::-1], _sentence_before(article, first))
    end = last + _beyond(given[known.stop :], _sentence_after(article, last))
    if mark is not None and ends_otherwise(mark, article, end):
        given, end = [*given, mark], end + 1
    pieces = (
        (0, known.start, start, first),
        (known.start, known.stop, first, last),
        (known.stop, len(given), last, end),
    )
    steps = [
        Step(s.is_same, s.given_start + mine, s.given_end + mine, s.start + other - start, s.end + other - start)
        for mine, my_end, other, other_end in pieces
        for s in align(given[mine:my_end], article.tokens[other:other_end])
    ]
    return Compared(article, text, given, start, article.tokens[start:end], merged(steps, given))


def _beyond(given: Sequence[Token], original: Sequence[Token]) -> int:
    """Return how many tokens of the article beyond what is known these were made of; both lead away from it.

    As far as the last that is the same; else as many as there are, if they are few: more are the text's own words.
    """
    words = sum(token.is_word for token in given)
    if words > EDGE:
        return 0
    near = original[: len(given) + EDGE] if words else original[: len(given)]
    same = [step for step in align(given, near) if step.is_same] if given and near else []
    if same:
        return same[-1].end
    exchanged = near[: len(given)] if words else []
    return max((number + 1 for number, token in enumerate(exchanged) if token.is_word), default=0)


def _sentence_after(article: SearchedArticle, place: int) -> list[Token]:
    """Return the tokens from a place to the end of the sentence, its mark included."""
    tokens: list[Token] = []
    for number in range(place, min(place + LOOKED_BEYOND, len(article.tokens))):
        if _is_break(article, number - 1):
            break
        tokens.append(article.tokens[number])
        if tokens[-1].form in _SENTENCE_ENDS:
            break
    return tokens


def _sentence_before(article: SearchedArticle, place: int) -> list[Token]:
    """Return the tokens from before a place back to the beginning of the sentence, the nearest first."""
    tokens: list[Token] = []
    for number in range(place - 1, max(place - 1 - LOOKED_BEYOND, -1), -1):
        if article.tokens[number].form in _SENTENCE_ENDS or _is_break(article, number):
            break
        tokens.append(article.tokens[number])
    return tokens


def _is_break(article: SearchedArticle, number: int) -> bool:
    """Tell whether a paragraph or a stretch ends after a token."""
    if article.stretch_of[number] != article.stretch_of[number + 1]:
        return True
    return "\n" in article.text[article.tokens[number].end : article.tokens[number + 1].start]
