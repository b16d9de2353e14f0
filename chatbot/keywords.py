"""What a question asks about, word by word: its own words, corrected, and those that may stand for them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from chatbot.parts import is_topical
from chatbot.related import Related, Thesaurus, english, swedish
from corpus.words import tokenize
from index.generation import Generation
from index.lexical import ignored_words
from index.sharing import Concept

PART = 0.5
"""What a part of a compound is worth beside the whole, and a word of a phrase beside the phrase."""
OF_TRANSLATED = 0.7
"""How much is left of what a word is worth that may stand for a translation."""
SHORTEST_JOINED = 3
"""Letters in each of two words that are one compound, written apart by mistake."""
_NO_TERM = " "
"""No record has it."""


def find_concepts(generation: Generation, text: str, language: str) -> list[Concept]:
    """Return what a question asks about; nothing in a language whose words are not known here.

    Args:
        generation: the index, whose words typing errors are corrected to.
        text: what is asked, without place and person.
        language: ISO 639-1 code of the question's language.
    """
    if language == "sv":
        return list(_swedish_concepts(generation, text))
    return list(_english_concepts(generation, text)) if language == "en" else []


def content_words(generation: Generation, text: str) -> list[str]:
    """Return the words of a Swedish question that carry its topic, typing errors corrected."""
    return _content(generation, _joined(generation, _words_of(text)), ignored_words(text))


def _swedish_concepts(generation: Generation, text: str) -> Iterator[Concept]:
    ignored = ignored_words(text)
    for words, related in _phrases_and_words(swedish(), _joined(generation, _words_of(text))):
        content = _content(generation, words, ignored)
        if related is not None:
            own = [generation.word_terms(word)[0] for word in content]
            yield _concept(generation, dict.fromkeys(own, PART), related, own)
        for word in content if related is None else ():
            whole, *parts = generation.word_terms(word)
            others = swedish().related(word) or swedish().related_to_end(word)
            yield _concept(generation, dict.fromkeys(parts, PART) | {whole: 1.0}, others, [whole])


def _english_concepts(generation: Generation, text: str) -> Iterator[Concept]:
    for words, phrase in _phrases_and_words(english(), _words_of(text)):
        translated = phrase or english().related(words[0])
        if translated:
            yield _concept(generation, _standing_for(generation, translated), translated, [])
        elif is_topical(words[0]) and not english().tells_nothing(words[0]):
            yield Concept(generation.idf(_NO_TERM), {})


def _standing_for(generation: Generation, translated: Related) -> dict[str, float]:
    """Return the terms that may stand for a translation's words."""
    terms: dict[str, float] = {}
    for word in translated:
        for other, worth in swedish().related(word).items():
            term = generation.word_terms(other)[0]
            terms[term] = max(terms.get(term, 0.0), OF_TRANSLATED * worth)
    return terms


def _concept(generation: Generation, terms: dict[str, float], others: Related, own: Sequence[str]) -> Concept:
    """Return the concept of some terms and of other words that may stand for them.

    It weighs as its rarest own term; what has none, as the commonest of the words that stand for it.
    """
    found = dict(terms)
    standing = []
    for word, worth in others.items():
        term = generation.word_terms(word)[0]
        found[term] = max(worth, found.get(term, 0.0))
        standing.append(term)
    if own:
        return Concept(max(map(generation.idf, own)), found)
    known = [term for term in standing if generation.knows(term)]
    return Concept(min(map(generation.idf, known or [_NO_TERM])), found)


def _words_of(text: str) -> list[str]:
    return [token.text.casefold() for token in tokenize(text)]


def _content(generation: Generation, words: Iterable[str], ignored: Container[str]) -> list[str]:
    """Return those of some words that carry a topic, typing errors corrected."""
    corrected = (_corrected(generation, word) for word in words if is_topical(word) and word not in ignored)
    return [
        word for word in corrected if is_topical(word) and word not in ignored and not swedish().tells_nothing(word)
    ]


def _phrases_and_words(thesaurus: Thesaurus, words: Sequence[str]) -> Iterator[tuple[Sequence[str], Related | None]]:
    """Yield the phrases of a question with what may stand for them, and its other words one by one with None."""
    i = 0
    while i < len(words):
        phrase = thesaurus.phrase_at(words, i)
        length = phrase[0] if phrase else 1
        yield words[i : i + length], phrase[1] if phrase else None
        i += length


def _joined(generation: Generation, words: Sequence[str]) -> list[str]:
    """Return the words, and two that the corpus writes as one as one ("bostads bristen")."""
    known = generation.words()
    joined: list[str] = []
    for word in words:
        compound = joined[-1] + word if joined else ""
        if compound in known and min(len(joined[-1]), len(word)) >= SHORTEST_JOINED:
            joined[-1] = compound
        else:
            joined.append(word)
    return joined


def _corrected(generation: Generation, word: str) -> str:
    """Return the word that a word may be a typing error of, of the corpus's or the thesaurus's, or the word itself."""
    if swedish().knows(word) or any(map(generation.knows, generation.word_terms(word))):
        return word
    return generation.corrected(word) or swedish().corrected(word) or word
