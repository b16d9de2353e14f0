"""The Swedish keyword leg: BM25 over stems, parts of compounds, and forms without å ä ö.

A record is indexed under the stem of each word; under the stem of the word written without diacritics, so that
"handlaggare" finds "handläggare"; and under the two parts of a compound whose parts occur in the corpus, so that
"handläggare" finds "biståndshandläggare". A question's word is looked up as it was typed, and without diacritics only
if that is unknown: "läger" does not find "lager".
"""

from __future__ import annotations

import json
import math
import re
import threading
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt
import Stemmer

from index.spelling import Spelling

Numbers = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float32]

SHORTEST_PART = 4
"""Letters in a part of a compound."""
LONGEST_COMPOUND = 64
"""Letters; trying each place to cut costs the square of them, and no longer word is one that somebody says."""

_WORD = re.compile(r"\w+")
_NEUTER = re.compile(r"(..+[^h]e)ts?$")  # not -het, which Snowball knows
# Snowball takes -ig for an ending: jobbig would be jobb, the corpus's most frequent word; ledig led, as in ledare;
# rolig rol, as in roll; tidig tid.
_OWN_STEMS = {
    adjective + ending: adjective
    for adjective in ("jobbig", "ledig", "rolig", "tidig")
    for ending in ("", "t", "a", "e", "are", "ast", "aste")
}
_WORDS_FILE = "words.json"
_NO_WORDS = ""
"""The term of a record without content words; no question has it."""

_stemmer = Stemmer.Stemmer("swedish")
_english_stemmer = Stemmer.Stemmer("english")
# The stemmer keeps a buffer of its own: two threads at once would get each other's stems.
_stemmer_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A record that shares words with the question; score > 0."""

    record: int
    score: float


def words_of(text: str) -> list[str]:
    """Return the words of text in order, NFKC and casefolded."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def fold(word: str) -> str:
    """Return the word without diacritics, as one types who has no å ä ö."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@cache
def stop_words() -> frozenset[str]:
    """Return the words that are not indexed."""
    lines = files("corpus").joinpath("lexicon", "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _folded_stop_words() -> frozenset[str]:
    return frozenset(map(fold, stop_words())) | stop_words()


def ignored_words(text: str) -> frozenset[str]:
    """Return the stop words of a text: whoever types no å ä ö at all writes "ar" and "pa" too."""
    return _folded_stop_words() if text.isascii() else stop_words()


def stem(word: str) -> str:
    """Return the Swedish stem of a casefolded word.

    Snowball leaves the neuter's definite form (arbetet, yrket) as it is; without its t it is treated as "arbete".
    """
    if word in _OWN_STEMS:
        return _OWN_STEMS[word]
    with _stemmer_lock:
        return str(_stemmer.stemWord(_NEUTER.sub(r"\1", word)))


def english_stem(word: str) -> str:
    """Return the English stem of a casefolded word."""
    with _stemmer_lock:
        return str(_english_stemmer.stemWord(word))


def _forms(word: str) -> list[str]:
    """Return the terms under which a word itself is indexed."""
    return list(dict.fromkeys([stem(word), stem(fold(word))]))


def split_compound(word: str, known: Mapping[str, int]) -> tuple[str, str] | None:
    """Return the two parts of a compound if both are known as stems, the last part as long as possible.

    The first part may end in the s that binds compounds (handläggnings|tid).
    """
    if len(word) > LONGEST_COMPOUND:
        return None
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        first, last = word[:cut], word[cut:]
        if stem(last) in known:
            for candidate in (first, first.removesuffix("s")):
                if len(candidate) >= SHORTEST_PART and stem(candidate) in known:
                    return candidate, last
    return None


class LexicalBuilder:
    """Takes the records' texts one by one, in order, and writes the index."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._documents: list[array[int]] = []

    def __len__(self) -> int:
        return len(self._documents)

    def add(self, text: str) -> None:
        """Add the text of the next record."""
        self._documents.append(array("i", (self._words.setdefault(w, len(self._words)) for w in words_of(text))))

    def write(self, directory: Path) -> None:
        """Write the index into a new directory."""
        vocabulary, terms = self._terms()
        empty = vocabulary.setdefault(_NO_WORDS, len(vocabulary))
        documents = [
            array("i", (term for word in document for term in terms[word])) or array("i", [empty])
            for document in self._documents
        ]
        index = bm25s.BM25(method="lucene", k1=1.5, b=0.75, csc_backend="numpy")
        index.index((documents, vocabulary), create_empty_token=False, show_progress=False)
        index.save(directory, show_progress=False)
        frequencies = Counter(word for document in self._documents for word in set(document))
        counts = {word: frequencies[number] for word, number in self._words.items()}
        (directory / _WORDS_FILE).write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")

    def _terms(self) -> tuple[dict[str, int], list[array[int]]]:
        """Return term -> number, and for each word (by its number) the numbers of its terms."""
        content = {word: word not in stop_words() for word in self._words}
        stems = {stem(word): 1 for word, counts in content.items() if counts and not word.isdigit()}
        vocabulary: dict[str, int] = {}
        terms = []
        for word, counts in content.items():
            parts = split_compound(word, stems) or () if counts else ()
            forms = dict.fromkeys(form for part in (word, *parts) for form in _forms(part)) if counts else {}
            terms.append(array("i", (vocabulary.setdefault(form, len(vocabulary)) for form in forms)))
        return vocabulary, terms


class LexicalIndex:
    """The written index, opened for questions; its arrays are memory-mapped."""

    def __init__(self, directory: Path) -> None:
        self._index = bm25s.BM25.load(directory, mmap=True, load_corpus=False, show_progress=False)
        self._vocabulary: dict[str, int] = self._index.vocab_dict
        self._indices: Numbers = self._index.scores["indices"]
        self._scores: Scores = self._index.scores["data"]
        self._starts: Numbers = self._index.scores["indptr"]
        self._words: dict[str, int] = json.loads((directory / _WORDS_FILE).read_text(encoding="utf-8"))

    def __len__(self) -> int:
        return int(self._index.scores["num_docs"])

    def search(self, text: str, k: int, allowed: Numbers | None = None) -> list[LexicalHit]:
        """Return the k best records, best first; equal scores in the order of the records.

        Args:
            text: the question.
            k: capped at the number of records that share a word with it.
            allowed: record numbers that may be found; None for all.
        """
        numbers = [self._vocabulary[term] for term in self.terms(text) if term in self._vocabulary]
        if not numbers or k <= 0:
            return []
        scores = self._index.get_scores(numbers)
        if allowed is not None:
            kept = np.zeros_like(scores)
            kept[allowed] = scores[allowed]
            scores = kept
        found = np.flatnonzero(scores > 0)
        if len(found) > k:
            least = np.partition(scores[found], len(found) - k)[len(found) - k]
            found = found[scores[found] >= least]
        best = found[np.lexsort((found, -scores[found]))][:k]
        return [LexicalHit(int(record), float(scores[record])) for record in best]

    def terms(self, text: str) -> list[str]:
        """Return the terms that a question is looked up by, each once; stop words are left out."""
        ignored = ignored_words(text)
        terms: dict[str, None] = {}
        for word in words_of(text):
            if word not in ignored and (len(word) > 1 or word.isdigit()):
                terms.update(dict.fromkeys(self.word_terms(word)))
        return list(terms)

    def word_terms(self, word: str) -> list[str]:
        """Return the term of a casefolded word, then those of its parts if it is a compound of the corpus's words."""
        parts = split_compound(word, self._vocabulary) or ()
        return [self._term(part) for part in (word, *parts)]

    def _term(self, word: str) -> str:
        """Return the form of a word that the vocabulary has, as typed if it has neither."""
        typed, folded = stem(word), stem(fold(word))
        return folded if typed not in self._vocabulary and folded in self._vocabulary else typed

    def knows(self, term: str) -> bool:
        """Tell whether some record has the term."""
        return term in self._vocabulary

    def idf(self, term: str) -> float:
        """Return how rare the term is, as BM25 weighs it; an unknown term is rarest."""
        number = self._vocabulary.get(term)
        having = 0 if number is None else int(self._starts[number + 1] - self._starts[number])
        return math.log(1 + (len(self) - having + 0.5) / (having + 0.5))

    def coverage(self, text: str, record: int) -> float:
        """Return the share of the question's terms, weighed by idf, that the record has; 0 without terms."""
        terms = self.terms(text)
        total = math.fsum(self.idf(term) for term in terms)
        found = math.fsum(self.idf(term) for term in terms if self._has(record, term))
        return found / total if total > 0 else 0.0

    def _has(self, record: int, term: str) -> bool:
        number = self._vocabulary.get(term)
        if number is None:
            return False
        records = self._indices[self._starts[number] : self._starts[number + 1]]
        place = int(np.searchsorted(records, record))
        return place < len(records) and int(records[place]) == record

    def postings(self, term: str) -> tuple[Numbers, Scores]:
        """Return the records that have a term, in order, and how much of it each has.

        Returns:
            (n,) record numbers, and (n,) shares in (0, 1): BM25 without idf, which more occurrences in a shorter
            record bring nearer to 1.
        """
        number = self._vocabulary.get(term)
        if number is None:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        found = slice(self._starts[number], self._starts[number + 1])
        return self._indices[found], self._scores[found] / np.float32(self.idf(term))

    @cached_property
    def spelling(self) -> Spelling:
        """What corrects typing errors to words of the corpus; made when it is first needed."""
        return Spelling(self._words)

    def words(self) -> Mapping[str, int]:
        """Return every word of the corpus, casefolded, with the number of records that have it."""
        return self._words


def build_lexical(texts: Iterable[str], directory: Path) -> None:
    """Write an index of texts; the number of a text is its place."""
    builder = LexicalBuilder()
    for text in texts:
        builder.add(text)
    builder.write(directory)
