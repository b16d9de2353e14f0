"""Who a question names: people of the corpus by full or first name, and people whom it lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from chatbot.words import SAYING, is_function_word
from corpus.near_words import NearWords, sound_of
from corpus.words import Token, first_names, names_that_are_words, role_base, tokenize

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
        roles: full name -> base forms of the roles, which tell "chefen Åsa" from another Åsa.
    """

    names: tuple[str, ...]
    plain_words: Container[str] = frozenset()
    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _order: dict[str, int] = field(init=False, repr=False)
    _firsts: frozenset[str] = field(init=False, repr=False)
    _by_part: dict[str, frozenset[str]] = field(init=False, repr=False)
    _by_piece: dict[str, frozenset[str]] = field(init=False, repr=False)
    _by_sound: dict[str, frozenset[str]] = field(init=False, repr=False)
    _near: NearWords = field(init=False, repr=False)

    def __post_init__(self) -> None:
        parts, pieces, sounds = (defaultdict[str, set[str]](set) for _ in range(3))
        for name in self.names:
            for word in name.casefold().split():
                if word not in _NAME_PARTICLES:
                    parts[word].add(name)
                for piece in word.split("-") if "-" in word else ():
                    pieces[piece].add(name)
        for part, names in parts.items():
            sounds[sound_of(part)] |= names
        for attribute, found in (("_by_part", parts), ("_by_piece", pieces), ("_by_sound", sounds)):
            object.__setattr__(self, attribute, {key: frozenset(names) for key, names in found.items()})
        object.__setattr__(self, "_order", {name: i for i, name in enumerate(self.names)})
        object.__setattr__(self, "_firsts", frozenset(name.casefold().split()[0] for name in self.names))
        object.__setattr__(self, "_near", NearWords(part for part in parts if len(part) >= _FUZZY_LENGTH))

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
                mentions.append(self._with_title(mention, tokens, i))
            i += used
        return mentions

    def lookup(self, name: str) -> tuple[str, ...]:
        """Return the full names that a name given on its own may mean, exact before partial."""
        wanted = name.casefold().split()
        exact = tuple(known for known in self.names if known.casefold().split() == wanted)
        if exact or not wanted:
            return exact
        return self._in_order(frozenset.intersection(*(self._by_part.get(word, frozenset()) for word in wanted)))

    def like(self, name: str) -> tuple[str, ...]:
        """Return the full names that share a part with the name of a stranger, or nearly so."""
        tokens = tokenize(name)
        return self._in_order(frozenset().union(*map(self._resembling, tokens)))

    def _in_order(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(names, key=self._order.__getitem__))

    def _with_title(self, mention: Mention, tokens: Sequence[Token], i: int) -> Mention:
        """Return the mention with the role before it ("chefen Åsa"), which tells of several who is meant."""
        title = _role_of(tokens[i - 1]) if i else None
        if title is None:
            return mention
        holders = tuple(name for name in mention.names if _has_role(self.roles.get(name, frozenset()), title))
        names = holders or mention.names
        label = names[0] if len(names) == 1 else mention.label
        return Mention(tokens[i - 1].start, mention.end, label, names)

    def _mention_at(self, tokens: Sequence[Token], i: int, not_names: Container[str]) -> tuple[Mention | None, int]:
        """Return the mention that begins at token i, if any, and how many tokens were read."""
        token = tokens[i]
        said = _is_asked_of(tokens, i) or len(tokens) == 1
        is_my = said and token.is_capitalised and token.text.casefold() in self._by_part  # "Vad säger My?"
        if token.text.casefold() in not_names or (is_function_word(token.text) and not is_my):
            return None, 1
        found, end = self._several_words_at(tokens, i, not_names)
        if found:
            return _mention(tokens[i:end], self._in_order(found)), end - i
        found = self._matching(token, trusted=said or (token.is_capitalised and i > 0))
        stranger = self._surname_after(tokens, i + 1, not_names)
        if found and stranger:
            # Mia Svensson is not Mia Videfur.
            return _mention(tokens[i : i + 1 + stranger], ()), 1 + stranger
        if found and self._stands_alone(token, said=said, first=i == 0):
            return _mention(tokens[i : i + 1], self._in_order(found)), 1
        if not found and self._is_stranger(tokens, i, said=said and len(tokens) > 1):
            length = 1 + self._surname_after(tokens, i + 1, not_names, typed_low=not token.is_capitalised)
            return _mention(tokens[i : i + length], ()), length
        return None, 1

    def _several_words_at(
        self, tokens: Sequence[Token], i: int, not_names: Container[str]
    ) -> tuple[frozenset[str], int]:
        """Return whose name two words or more from token i on are, each with one error at most, and where it ends."""
        found, end, count = self._resembling(tokens[i]), i + 1, 1
        for following in tokens[i + 1 :]:
            word = following.text.casefold()
            if not found or word in not_names:
                break
            if word in _NAME_PARTICLES:
                end += 1
                continue
            narrowed = found & self._resembling(following)
            if not narrowed:
                break
            found, end, count = narrowed, end + 1, count + 1
        return (found, end) if count > 1 else (frozenset(), i)

    def _resembling(self, token: Token) -> frozenset[str]:
        """Return the names with a part like this one, however it is spelled: enough beside another such part.

        Another first name is another person: Johan Andersson is not Johanna Andersson.
        """
        if is_function_word(token.text):
            return frozenset()
        may_err = not _is_first_name(token.text)
        found: set[str] = set()
        for form in _forms(token.text):
            found |= self._by_part.get(form, frozenset()) | self._by_piece.get(form, frozenset())
            found |= self._by_sound.get(sound_of(form), frozenset())
            for part in self._near.find(form) if may_err else ():
                found |= self._by_part[part]
            for piece in form.split("-") if "-" in form else ():
                found |= self._by_part.get(piece, frozenset())
        return frozenset(found)

    def _matching(self, token: Token, *, trusted: bool) -> frozenset[str]:
        """Return the names with this part: as written, without genitive, as it sounds, then with one error."""
        forms = _forms(token.text)
        for form in forms:
            if form in self._by_part:
                return self._by_part[form]
        if not trusted or forms[0] in self.plain_words:
            return frozenset()
        for form in forms:
            if sounding := self._by_sound.get(sound_of(form)):
                return sounding
        if len(forms[0]) < _FUZZY_LENGTH or _is_first_name(token.text):
            return frozenset()
        near = set().union(*(self._near.find(form) for form in forms))
        return self._by_part[near.pop()] if len(near) == 1 else frozenset()

    def _stands_alone(self, token: Token, *, said: bool, first: bool) -> bool:
        """Tell whether one matching word is enough to mean a person."""
        if said:
            return True
        word = _forms(token.text)[-1]
        is_word = word in self.plain_words or word.capitalize() in names_that_are_words()
        if token.is_capitalised:
            return not (first and is_word)
        # A surname in lower case can be any word: "frisk", "lång".
        return not is_word and not self._firsts.isdisjoint(_forms(token.text))

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


def _role_of(token: Token) -> str | None:
    """Return the base form of a role in the singular; None for other words, and for names that end like one."""
    return None if _is_first_name(token.text) else role_base(token.text)


def _has_role(roles: Iterable[str], title: str) -> bool:
    return any(role.endswith(title) for role in roles)


def _is_asked_of(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether somebody's saying or thinking is asked of right here (also "does Mia think", "säger chefen Mia")."""
    while i and _role_of(tokens[i - 1]):
        i -= 1
    before = tokens[i - 1].text.casefold() if i else ""
    if before in SAYING or before in {"enligt", "does", "did", "to"}:
        return before != "to" or (i > 1 and tokens[i - 2].text.casefold() == "according")
    return False
