"""Where in the articles a text that is not word for word may come from, and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from chatbot.pasted import PUNCTUATION, Token
from index.lexical import stop_words
from index.runs import Run

STOP_WORD = 0.25
"""What a word without subject matter weighs, beside 1 for another."""
LONGEST_GAP = 40
"""Words left out or put in within one passage; what is farther apart are two."""
GAP_COST = 0.3


@dataclass(frozen=True, slots=True)
class Chain:
    """Runs in order that make one passage of an article."""

    article: int
    runs: tuple[Run, ...]
    weight: float

    @property
    def given(self) -> range:
        """The given words from the first run's first to the last one's last."""
        return range(self.runs[0].given, self.runs[-1].given + self.runs[-1].length)

    @property
    def places(self) -> range:
        """The article's words from the first run's first to the last one's last."""
        return range(self.runs[0].place, self.runs[-1].place + self.runs[-1].length)

    @property
    def longest(self) -> int:
        """Words in the longest run."""
        return max(run.length for run in self.runs)


def weigh(words: Sequence[str]) -> list[float]:
    """Return how much each plain word tells of where a text is from."""
    return [STOP_WORD if word in stop_words() else 1.0 for word in words]


def best_chain(article: int, runs: Sequence[Run], weights: Sequence[float], taken: Sequence[range]) -> Chain | None:
    """Return the weightiest passage that runs of one article make, of given words that are not taken.

    Args:
        article: its number.
        runs: of that article, in any order.
        weights: of the given words.
        taken: given words that another passage has.
    """
    free = sorted(part for run in runs for part in _free_parts(run, taken))
    score, before = [0.0] * len(free), [-1] * len(free)
    for number, run in enumerate(free):
        own = sum(weights[run.given : run.given + run.length])
        score[number] = own
        for other in range(number):
            part = free[other]
            apart = (run.place - part.place - part.length, run.given - part.given - part.length)
            if min(apart) < 0 or max(apart) > LONGEST_GAP:
                continue
            joined = score[other] + own - GAP_COST - abs(apart[0] - apart[1]) * GAP_COST / 10
            if joined > score[number]:
                score[number], before[number] = joined, other
    if not free:
        return None
    number = max(range(len(free)), key=lambda n: score[n])
    weight, chosen = score[number], []
    while number >= 0:
        chosen.append(free[number])
        number = before[number]
    return Chain(article, tuple(reversed(chosen)), weight)


def _free_parts(run: Run, taken: Sequence[range]) -> Iterator[Run]:
    """Yield the parts of a run, of at least two words, that nothing else has."""
    start = run.given
    end = run.given + run.length
    for number in range(run.given, end + 1):
        if number == end or any(number in other for other in taken):
            if number - start > 1:
                yield Run(start + run.diagonal, start, number - start)
            start = number + 1


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of given tokens beside a stretch of the article's: [given_start, given_end), [start, end)."""

    is_same: bool
    given_start: int
    given_end: int
    start: int
    end: int


def align(given: Sequence[Token], original: Sequence[Token]) -> list[Step]:
    """Return what is the same and what differs between two lists of tokens, in order, from end to end."""
    steps = [
        Step(code.tag == "equal", code.src_start, code.src_end, code.dest_start, code.dest_end)
        for code in Levenshtein.opcodes([t.form for t in given], [t.form for t in original])
    ]
    return merged(steps, given)


def merged(steps: Sequence[Step], given: Sequence[Token]) -> list[Step]:
    """Return the steps with neighbours of one kind put together; a mark between two changes belongs to them."""
    plain = list(steps)
    for number, (before, step, after) in enumerate(zip(plain, plain[1:], plain[2:], strict=False), start=1):
        marks = all(token.form in PUNCTUATION for token in given[step.given_start : step.given_end])
        if step.is_same and marks and not before.is_same and not after.is_same:
            plain[number] = Step(False, step.given_start, step.given_end, step.start, step.end)  # noqa: FBT003
    joined: list[Step] = plain[:1]
    for _, step in pairwise(plain):
        last = joined[-1]
        if last.is_same == step.is_same:
            joined[-1] = Step(last.is_same, last.given_start, step.given_end, last.start, step.end)
        else:
            joined.append(step)
    return joined
