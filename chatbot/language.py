"""The language of a question: a few words, often without å ä ö, so the detector is not asked alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Words that settle it alone; none is a word of the other language.
_SWEDISH = frozenset(
    "och att är hur vad varför vem vilka vilken vilket när var på för av till från med inte jag ni du vi det "
    "dom hej tack jobb jobbet jobba jobbar arbete arbetet arbetar lön lönen chef chefen kollegor finns säger "
    "tycker får har vill kan man ar pa fran vasteras orebro vanersborg".split()  # as typed without å ä ö
)
_ENGLISH = frozenset(
    "the what how why who when where which is are do does did you your they their there and of to for from "
    "with about not it this that job work working employee employees colleague colleagues manager salary hello "
    "hi hey thanks thank please support training workload stress team boss challenge challenges".split()
)
_SHARED = frozenset("i a in so om man har kan men stress support team stress".split())
# Swedes write these, and a short Swedish question can look like any of them to the detector.
_NEAR_SWEDISH = frozenset({"sv", "no", "nn", "da"})
# Only two-letter codes that are spoken in Sweden: the fewer, the surer on few words.
_LANGUAGES = (
    "sv no nn da en de fi fr es it pt nl pl ru uk ro hu et lv lt bs hr sr sq el tr ar fa ku so am zh th vi ur "
    "hi".split()
)
_SURE = 0.75
_SURE_NEAR = 0.60
_UNLIKELY = 0.05
_FEW_WORDS = 2


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier


def detect_language(text: str, known_words: Container[str] = frozenset()) -> str:
    """Return the ISO 639-1 code of a question's language; "sv" where nothing speaks against it.

    Args:
        text: a question, also one word.
        known_words: the corpus's words in lower case; they speak for Swedish.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return "sv"
    telling = [word for word in words if word not in _SHARED]
    swedish = sum(word in _SWEDISH for word in telling)
    english = sum(word in _ENGLISH for word in telling)
    ranked = [(str(code), float(probability)) for code, probability in _identifier().rank(text)]
    likely = dict(ranked)
    first, probability = ranked[0]
    if first not in _NEAR_SWEDISH | {"en"} and not swedish and not english:
        # One or two Latin words are too little to tell Maltese from a typing error.
        if probability >= _SURE and (len(words) > _FEW_WORDS or not text.isascii()):
            return first
        if not any(_is_latin(word) for word in words):
            return first
    if first in _NEAR_SWEDISH - {"sv"} and probability >= _SURE_NEAR and likely["sv"] < _UNLIKELY and swedish <= 1:
        return "no" if first == "nn" else first
    known = sum(word in known_words for word in telling)
    if telling and known == len(telling) and not english:
        return "sv"
    if swedish != english:
        return "sv" if swedish > english else "en"
    prior = 1.0 + known
    return "en" if likely["en"] > 3 * prior * likely["sv"] else "sv"


def tells_language(text: str) -> bool:
    """Tell whether any word of a text is of one language alone; "ok" is of every one."""
    return any(word.lower() in _SWEDISH | _ENGLISH for word in _WORD.findall(text))


def _is_latin(word: str) -> bool:
    return "LATIN" in unicodedata.name(word[0], "")
