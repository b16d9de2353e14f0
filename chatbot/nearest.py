"""The passages that a text comes from, where it does not stand word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatbot.aligning import Chain, best_chain, weigh
from chatbot.differences import Compared, compare
from chatbot.exact_words import credit_is_text
from chatbot.pasted import Pasted
from chatbot.searched import SearchedArticles
from index.runs import find_runs

PASSAGES = 10
"""That a text may be put together from."""
FEWEST_WORDS = 5
"""Words of a text that may be an altered one: of fewer, what is left tells nothing."""
SHARE = 0.5
"""Of the words' weight, how much must stand in the passages for a text to be altered from them."""
FEWEST_CONTENT = 2.5
"""Weight of the words that a passage must have."""
LONGEST_RUN = 3
"""Words in a row, at least, that a passage must have; fewer are in a row by chance."""
LONG_RUN = 5
"""Words in a row that make up for a small weight."""
DENSITY = 0.5
"""Share of the weight, from the first known word to the last, that a passage must have."""
SURE_RUN = 8
"""Words in a row that no other text has by chance, whatever stands around them."""
SURE_CONTENT = 3.0
"""Weight of such a row."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passages that have parts of a text, in the order of the text, and the share of its weight that they have."""

    pasted: Pasted
    parts: tuple[Compared, ...]
    share: float


def find_nearest(pasted: Pasted, articles: SearchedArticles) -> Nearest:
    """Return the passages that a text comes from; none where nothing is near enough.

    One that would tell words of a hidden quote to somebody who does not have them is left out.
    """
    tokens = pasted.tokens()
    places = [number for number, token in enumerate(tokens) if token.is_word]
    words = [tokens[place].form for place in places]
    if len(words) < FEWEST_WORDS:
        return Nearest(pasted, (), 0.0)
    weights = weigh(words)
    chains = _chains(words, weights, articles)
    share = sum(_weight(chain, weights) for chain in chains) / sum(weights)
    if share < SHARE and not any(_is_sure(chain, weights) for chain in chains):
        return Nearest(pasted, (), share)
    chains.sort(key=lambda chain: chain.given.start)
    parts = []
    for number, chain in enumerate(chains):
        start = places[chain.given[0]] if number else 0
        end = places[chains[number + 1].given[0]] if number + 1 < len(chains) else len(tokens)
        known = range(places[chain.given[0]] - start, places[chain.given[-1]] + 1 - start)
        article = articles.get(chain.article)
        assert article is not None  # noqa: S101  its chain was found in it
        mark = pasted.end_mark if end == len(tokens) else None
        parts.append(compare(pasted.text, tokens[start:end], known, article, chain, mark))
    if credit_is_text(pasted, parts[-1].article, parts[0].first, parts[-1].first + len(parts[-1].original)):
        return Nearest(pasted, (), 0.0)
    told = [(part, chain) for part, chain in zip(parts, chains, strict=True) if not part.tells_hidden()]
    share = sum(_weight(chain, weights) for _, chain in told) / sum(weights)
    return Nearest(pasted, tuple(part for part, _ in told), share)


def _chains(words: Sequence[str], weights: Sequence[float], articles: SearchedArticles) -> list[Chain]:
    """Return the passages, the weightiest first."""
    runs = find_runs(words, weights, articles.generation.phrases)
    readable = {}
    for number, found in runs.items():
        article = articles.get(number)
        if article is not None:
            known = article.word_tokens
            readable[number] = [run for run in found if run.place in known and run.place + run.length - 1 in known]
    chains: list[Chain] = []
    while len(chains) < PASSAGES:
        taken = [chain.given for chain in chains]
        options = [chain for n, found in readable.items() if (chain := best_chain(n, found, weights, taken))]
        good = [chain for chain in options if _is_good(chain, weights)]
        if not good:
            break
        chains.append(max(good, key=lambda chain: chain.weight))
    return chains


def _weight(chain: Chain, weights: Sequence[float]) -> float:
    return sum(sum(weights[run.given : run.given + run.length]) for run in chain.runs)


def _is_good(chain: Chain, weights: Sequence[float]) -> bool:
    """Tell whether a passage has enough of the text not to be there by chance."""
    weight = _weight(chain, weights)
    stretch = sum(weights[chain.given.start : chain.given.stop])
    in_a_row = chain.longest >= LONG_RUN and weight >= 1
    return (weight >= FEWEST_CONTENT or in_a_row) and chain.longest >= LONGEST_RUN and weight / stretch >= DENSITY


def _is_sure(chain: Chain, weights: Sequence[float]) -> bool:
    return any(
        run.length >= SURE_RUN and sum(weights[run.given : run.given + run.length]) >= SURE_CONTENT
        for run in chain.runs
    )
