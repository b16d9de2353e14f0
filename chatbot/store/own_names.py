"""Names of people whom a visitor writes about: those of the corpus may stay, all others are taken out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from chatbot.store.identifiers import Found, Mark
from chatbot.words import SAYING, is_function_word
from corpus.municipalities import surfaces
from corpus.subjects import PARTICLES
from corpus.words import Token, is_first_name, is_organisation, names_that_are_words, role_base, tokenize

_LONGEST = 5
"""Words of a name."""
_SHORTEST_SHOUTED = 4
"""Letters of a name in capitals; IVO is an authority."""
_SURNAME_ENDS = (
    "sson", "sén", "berg", "ström", "lund", "kvist", "qvist", "gren", "dahl", "holm", "gård", "bäck", "strand",
    "blom", "blad", "hult", "stedt", "feldt", "vall", "wall", "löf", "löv", "ovic", "ović", "oglu", "zadeh", "nen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The people whose names may stay: they are quoted, under their own names.

    Attributes:
        full: full names, in lower case.
        parts: their words.
    """

    full: frozenset[str]
    parts: frozenset[str]

    @classmethod
    def of(cls, names: Collection[str]) -> KnownNames:
        """Return the known names out of full names."""
        full = frozenset(_plain(name) for name in names)
        return cls(full, frozenset(part for name in full for word in name.split() for part in (word, *word.split("-"))))

    def has(self, words: Sequence[str], *, of_relative: bool) -> bool:
        """Tell whether a name is that of somebody known.

        Args:
            words: of the name.
            of_relative: it is somebody of the visitor's own, who shares a first name with many.
        """
        forms = [_plain(" ".join([*words[:-1], last])) for last in (words[-1], _without_genitive(words[-1]))]
        if any(form in self.full for form in forms):
            return True
        if of_relative:
            return False
        return any(any(set(form.split()) <= set(name.split()) for name in self.full) for form in forms) or (
            len(words) == 1 and any(form in self.parts for form in forms)
        )


def find_names(text: str, known: KnownNames, is_withdrawn: Callable[[str], bool]) -> Iterator[Found]:
    """Yield the names of people who are not known.

    Args:
        text: what a visitor wrote.
        known: whose names may stay.
        is_withdrawn: tells whether somebody of that name has withdrawn.
    """
    words = _in_small_letters(text)
    i = 0
    while i < len(words):
        length, of_relative = _name_at(text, words, i, is_withdrawn)
        named = words[i : i + length]
        if length and not known.has([word.text for word in named], of_relative=of_relative):
            yield Found(named[0].start, named[-1].end - len(_genitive(named[-1].text)), Mark.NAME)
        i += max(1, length)


def _in_small_letters(text: str) -> list[Token]:
    """Return the words, names written in capitals as others write them; they are told from abbreviations by lists."""
    words = tokenize(text)
    is_shouted = text.isupper()
    for number, (word, start, end) in enumerate((word.text, word.start, word.end) for word in words):
        if not word.isupper() or len(word) == 1:
            continue
        name = "-".join(part.capitalize() for part in word.split("-"))
        if len(word) >= _SHORTEST_SHOUTED and (is_first_name(_without_genitive(name)) or _is_surname(name)):
            words[number] = Token(name, start, end)
        elif is_shouted:
            words[number] = Token(word.lower(), start, end)
    return words


def _name_at(text: str, words: Sequence[Token], i: int, is_withdrawn: Callable[[str], bool]) -> tuple[int, bool]:
    """Return how many words from i on are a name, 0 for none, and whether it is of the visitor's own people."""
    word = words[i]
    own = _is_own(text, words, i)
    if any(each.text.casefold() in _relations("named_after") for each in words[max(0, i - 1) : i + 1]):
        return 0, own  # "lex Sarah" is the name of a law
    if _is_other(word, own=own):
        return 0, own
    length = _run(text, words, i)
    listed = is_first_name(_capital(word.text)) or is_first_name(_capital(_without_genitive(word.text)))
    is_word = _capital(_without_genitive(word.text)) in names_that_are_words()
    if not word.is_capitalised:
        is_name = listed and not is_word and (own or length > 1)
        return (length if is_name else 0), own
    if own or (listed and (length > 1 or not is_word or _is_joined(words, i))):
        return length, own
    if length > 1 and (_is_surname(words[i + length - 1].text) or _is_asked_of(words, i)):
        return length, False
    name = " ".join(each.text for each in words[i : i + length])
    withdrew = length > 1 and any(is_withdrawn(form) for form in (name, name.removesuffix("s")))
    return (length if withdrew else 0), False


def _run(text: str, words: Sequence[Token], i: int) -> int:
    """Return how many words belong to the name that begins at i."""
    length = 1
    for n in range(i + 1, min(i + _LONGEST, len(words))):
        before, word = words[n - 1], words[n]
        if text[before.end : word.start] != " " or _genitive(before.text):
            break
        low = not words[i].is_capitalised and _is_surname(word.text)
        if not (low or _is_part(word) or (word.text in PARTICLES and n + 1 < len(words) and _is_part(words[n + 1]))):
            break
        length += 1
    return length


def _is_part(word: Token) -> bool:
    """Tell whether a word may go on with a name: "Lund" is a surname there."""
    plain = word.text
    return word.is_capitalised and not (is_organisation(plain) or role_base(plain, plural=True) or plain[0].isdigit())


def _is_other(word: Token, *, own: bool) -> bool:
    """Tell whether no name begins with a word: a place, an organisation, a role, an abbreviation, an ordinary word."""
    plain = word.text
    if own and is_first_name(plain):
        return False
    is_short = plain.isupper() and len(plain) > 1
    return is_short or plain in surfaces() or not _is_part(Token(_capital(plain), 0, 0)) or is_function_word(plain)


def _is_own(text: str, words: Sequence[Token], i: int) -> bool:
    """Tell whether what stands before says that a person of the visitor's own follows: "min son", "jag heter"."""
    before = [word.text.casefold() for word in words[max(0, i - 2) : i]]
    if not before or text[words[i - 1].end : words[i].start].strip(" :,"):
        return False
    if before[-1] in _relations("naming"):
        return True
    if len(before) == 1:
        return False
    if before[-1] in ("är", "is"):
        return before[0] in _relations("name")
    is_person = before[-1] in _relations("relation") or role_base(before[-1], plural=True) is not None
    return is_person and before[0] in _relations("possessive")


def _is_asked_of(words: Sequence[Token], i: int) -> bool:
    return bool(i) and words[i - 1].text.casefold() in SAYING


def _is_joined(words: Sequence[Token], i: int) -> bool:
    """Tell whether a first name goes before, with "och" between: then "Max" is a name, too."""
    return i > 1 and words[i - 1].text in ("och", "and") and is_first_name(words[i - 2].text)


@cache
def _relations(kind: str) -> frozenset[str]:
    lines = files("chatbot.store").joinpath("relations.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return frozenset(word for row in rows if row[0] == kind for word in row[1].split())


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _is_surname(word: str) -> bool:
    return _without_genitive(word).casefold().endswith(_SURNAME_ENDS) and len(word) > max(map(len, _SURNAME_ENDS))


def _genitive(word: str) -> str:
    """Return the ending of a name that owns something: "Kalles", "Lisa's"."""
    if word.endswith(("'s", "’s")):
        return word[-2:]
    stem = word[:-1]
    owns = (
        word.endswith("s") and not is_first_name(_capital(word)) and (is_first_name(_capital(stem)) or _ends_so(stem))
    )
    return "s" if owns else ""


def _ends_so(stem: str) -> bool:
    return stem.casefold().endswith(_SURNAME_ENDS)


def _without_genitive(word: str) -> str:
    return word.removesuffix(ending) if (ending := _genitive(word)) else word
