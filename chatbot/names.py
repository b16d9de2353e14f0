"""Who a question names: people of the corpus by full or first name, and people whom it lacks."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from chatbot.words import SAYING, is_function_word
from corpus.words import Token, first_names, names_that_are_words, role_base, tokenize
from index.spelling import is_one_edit

_FUZZY_LENGTH = 5
_NAME_PARTICLES = frozenset({"von", "van", "der", "den", "de", "af", "del", "di", "da", "la", "le", "el", "al", "bin"})
# "Vad säger Socialstyrelsen", "Vad tycker Barnen": a definite noun, nobody's name.
_DEFINITE_ENDINGS = ("en", "et", "na", "ens", "ets", "nas")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in a question, at [start, end) of it.

    Attributes:
        label: the full name, or as the question has it where the corpus has several or none.
        names: full names that it may mean; empty if the corpus has nobody of that name.
    """

    start: int
    end: int
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The people of the corpus, ready to be found in questions.

    Attributes:
        names: full names.
        plain_words: lower-case words of the corpus; "andra" is never a misspelt Sandra.
    """

    names: tuple[str, ...]
    plain_words: Container[str] = frozenset()
    _by_part: dict[str, frozenset[str]] = field(init=False, repr=False)
    _by_first: dict[str, frozenset[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parts: dict[str, set[str]] = {}
        firsts: dict[str, set[str]] = {}
        for name in self.names:
            words = [word.casefold() for word in name.split()]
            firsts.setdefault(words[0], set()).add(name)
            for word in words:
                if word not in _NAME_PARTICLES:
                    parts.setdefault(word, set()).add(name)
        object.__setattr__(self, "_by_part", {part: frozenset(found) for part, found in parts.items()})
        object.__setattr__(self, "_by_first", {part: frozenset(found) for part, found in firsts.items()})

    def find(self, text: str, *, not_names: Container[str] = frozenset()) -> list[Mention]:
        """Return the people that a question names, in its order.

        A first name counts if it is capitalised, follows a verb of saying, or can be nothing
        else; one typing error is forgiven in names of five letters or more.

        Args:
            text: the question.
            not_names: lower-case words that are something else here (places).
        """
        tokens = tokenize(text)
        mentions: list[Mention] = []
        i = 0
        while i < len(tokens):
            mention, used = self._mention_at(tokens, i, not_names)
            if mention is not None:
                mentions.append(mention)
            i += used
        return mentions

    def lookup(self, name: str) -> tuple[str, ...]:
        """Return the full names that a name given on its own may mean, exact before partial."""
        wanted = name.casefold().split()
        exact = tuple(known for known in self.names if known.casefold().split() == wanted)
        if exact or not wanted:
            return exact
        found = frozenset.intersection(*(self._by_part.get(word, frozenset()) for word in wanted))
        return tuple(known for known in self.names if known in found)

    def _mention_at(self, tokens: Sequence[Token], i: int, not_names: Container[str]) -> tuple[Mention | None, int]:
        """Return the mention that begins at token i, if any, and how many tokens were read."""
        token = tokens[i]
        if token.text.casefold() in not_names or is_function_word(token.text):
            return None, 1
        said = _follows_saying(tokens, i) or len(tokens) == 1
        found = self._matching(token, trusted=said or (token.is_capitalised and i > 0))
        end = i + 1
        for following in tokens[end:]:
            if following.text.casefold() in _NAME_PARTICLES and found:
                end += 1
                continue
            narrowed = found & self._matching(following, trusted=True)
            if not narrowed:
                break
            found, end = narrowed, end + 1
        stranger = self._surname_after(tokens, end, not_names)
        if found and stranger and self._matching(tokens[i], trusted=False):
            # Mia Svensson is not Mia Videfur.
            return _mention(tokens[i : end + stranger], ()), end - i + stranger
        if found and (end - i > 1 or self._stands_alone(token, said=said, first=i == 0)):
            return _mention(tokens[i:end], tuple(name for name in self.names if name in found)), end - i
        if not found and self._is_stranger(tokens, i, said=said and len(tokens) > 1):
            length = 1 + self._surname_after(tokens, i + 1, not_names, typed_low=not token.is_capitalised)
            return _mention(tokens[i : i + length], ()), length
        return None, 1

    def _matching(self, token: Token, *, trusted: bool) -> frozenset[str]:
        """Return the names with this part: as written, without genitive, then with one error."""
        forms = _forms(token.text)
        for form in forms:
            if form in self._by_part:
                return self._by_part[form]
        word = forms[0]
        if not trusted or len(word) < _FUZZY_LENGTH or word in self.plain_words or _is_first_name(token.text):
            return frozenset()
        near = [
            names
            for part, names in self._by_part.items()
            if len(part) >= _FUZZY_LENGTH and any(is_one_edit(form, part) for form in forms)
        ]
        return near[0] if len(near) == 1 else frozenset()

    def _stands_alone(self, token: Token, *, said: bool, first: bool) -> bool:
        """Tell whether one matching word is enough to mean a person."""
        if said:
            return True
        word = _forms(token.text)[-1]
        is_word = word in self.plain_words or word.capitalize() in names_that_are_words()
        if token.is_capitalised:
            return not (first and is_word)
        return not is_word

    def _surname_after(
        self, tokens: Sequence[Token], i: int, not_names: Container[str], *, typed_low: bool = False
    ) -> int:
        """Return how many tokens from i on look like the rest of an unknown name.

        Args:
            tokens: of the question.
            i: where the rest would begin.
            not_names: lower-case words that are something else here.
            typed_low: the first name has no capital, so the surname has none either.
        """
        if typed_low:
            rest = tokens[i].text.casefold() if i < len(tokens) else ""
            is_other = is_function_word(rest) or rest in self.plain_words or rest in not_names
            return 1 if rest and not is_other else 0
        count = 0
        for token in tokens[i:]:
            word = token.text.casefold()
            if word in not_names or is_function_word(word) or role_base(word, plural=True):
                break
            if not token.is_capitalised and not word.endswith(("sson", "ssons")):
                break
            count += 1
        return count

    def _is_stranger(self, tokens: Sequence[Token], i: int, *, said: bool) -> bool:
        """Tell whether token i begins the name of somebody whom the corpus does not have."""
        token = tokens[i]
        word = _forms(token.text)[-1]
        if word in self.plain_words or role_base(token.text, plural=True):
            return False
        if _is_first_name(token.text):
            is_word = word.capitalize() in names_that_are_words()
            return said or (token.is_capitalised and not is_word and (i > 0 or len(tokens) > 1))
        return said and token.is_capitalised and not word.endswith(_DEFINITE_ENDINGS) and not token.text.isupper()


def _mention(tokens: Sequence[Token], names: tuple[str, ...]) -> Mention:
    words = [token.text for token in tokens]
    words[-1] = words[-1] if names else _without_genitive(words[-1])
    written = " ".join(word[:1].upper() + word[1:] for word in words)
    return Mention(tokens[0].start, tokens[-1].end, names[0] if len(names) == 1 else written, names)


def _without_genitive(word: str) -> str:
    if word.endswith(("'s", "’s")):
        return word[:-2]
    names = first_names()
    is_genitive = word.endswith("s") and word.capitalize() not in names and word[:-1].capitalize() in names
    return word[:-1] if is_genitive else word


def _forms(word: str) -> list[str]:
    """Return a word's possible nominatives in lower case: Niklas stays whole before -s goes."""
    folded = word.casefold().replace("’", "'")
    if folded.endswith("'s"):
        return [folded[:-2]]
    return [folded, folded[:-1]] if folded.endswith("s") else [folded]


def _is_first_name(word: str) -> bool:
    return any(form.capitalize() in first_names() for form in _forms(word))


def _follows_saying(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether somebody's saying or thinking is asked of right here (also "does Mia think")."""
    before = tokens[i - 1].text.casefold() if i else ""
    if before in SAYING or before in {"enligt", "does", "did", "to"}:
        return before != "to" or (i > 1 and tokens[i - 2].text.casefold() == "according")
    return False
