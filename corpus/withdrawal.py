"""A person is cut out of an article, block by block; what others say stays where it is still theirs.

What is left is read again. Full names, roles and municipalities that only the cut part told are kept in the front
matter. Where a name, a role or a municipality would still stand under somebody's words that did not stand there
before, the cut has misled the reader, and would mislead people too: then those words go as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.contacts import split_at_contacts
from corpus.decisions import find_words
from corpus.reading import read
from corpus.records import (
    CUT,
    Article,
    BlockKind,
    Decision,
    LayoutMark,
    Quote,
    QuoteDecision,
    QuoteStatus,
    Reading,
    Span,
    Speaker,
)
from corpus.sentences import split_sentences
from corpus.subjects import PARTICLES
from corpus.words import tokenize
from corpus.writing import slug_of

BEFORE_THE_CUT = "artikeln i sin helhet"
"""Who decided what only the cut part of an article tells of those who are left."""

_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_ABOUT_THE_SAME = re.compile(r"(?:Hon|Han|Hen|Hennes|Hans|Hens)\b")
FEWEST_WORDS = 5
"""A sentence of fewer words is said by many."""
_ROUNDS = 5
"""So often is more cut where the rest would be misread; then the article goes as a whole."""
_FEWEST_WORDS = 4
"""A line of fewer words that a withdrawn quote has too is nobody's in particular."""


def plain_name(name: str) -> str:
    """Return a name as it is compared: one form of each letter, one case, one space."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def fold(text: str) -> str:
    """Return the words of a text without case, accents and what stands between them: "Tuva-Li Öst": "tuva li ost"."""
    letters = _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(_WORD.findall(letters))


class NameForms:
    """The forms in which an article may name one person."""

    def __init__(self, name: str, others: Iterable[str] = ()) -> None:
        """Take the name apart.

        Args:
            name: as full as it is known.
            others: full names of other people: "Andersson" in "Johanna Andersson" is not Anna Andersson.
        """
        words = plain_name(name).split()
        self.full = plain_name(name)
        self._full = _bounded(self.full)
        whole = [word for word in words if word not in PARTICLES]
        self.parts = frozenset(part for word in whole for part in (word, *word.split("-")))
        self._ends = (fold(whole[0]), fold(whole[-1])) if whole else ("", "")
        other_names = {plain_name(other) for other in others} - {self.full}
        longest_first = sorted((other for other in other_names if " " in other), key=len, reverse=True)
        self._others = [_bounded(other) for other in longest_first]

    def are_in(self, text: str) -> bool:
        """Tell whether a text names the person, in full or by a part of the name, in an e-mail address or a link."""
        words = tokenize(unicodedata.normalize("NFC", text))
        capitals = {plain_name(word.text) for word in words if word.is_capitalised}
        plain = plain_name(text)
        if self._full.search(plain) or self._is_address_in(text):
            return True
        if not any(self._is_part(word) for word in capitals):
            return False
        for other in self._others:
            plain = other.sub(" ", plain)
        return any(self._is_part(token.text) for token in tokenize(plain) if token.text in capitals)

    def _is_part(self, word: str) -> bool:
        bare = re.sub(r"['’]s$", "", word)
        return bare in self.parts or (bare.endswith("s") and bare[:-1] in self.parts)

    def _is_address_in(self, text: str) -> bool:
        first, last = self._ends
        addresses = (fold(word).replace(" ", "") for word in text.split() if re.search(r"\w[@./_#-]\w|[#@]\w", word))
        return first != last and any(first in address and last in address for address in addresses)


def _bounded(name: str) -> re.Pattern[str]:
    """Return what finds a plain name in plain text, in the genitive too, but not within a longer word."""
    return re.compile(rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)")


class Said:
    """What a person said, folded.

    Attributes:
        stretches: whole, one for each time that the person speaks without a break.
        sentences: those that are long enough to be the person's own.
    """

    def __init__(self, stretches: Iterable[str]) -> None:
        """Take the words as the articles have them."""
        given = list(stretches)
        self.stretches = [fold(stretch) for stretch in given]
        each = {fold(span.of(stretch)) for stretch in given for span in split_sentences(stretch)}
        self.sentences = frozenset(sentence for sentence in each if len(sentence.split()) >= FEWEST_WORDS)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What becomes of one article.

    Attributes:
        before: the article as it was read.
        after: what is left of it; None where it goes as a whole.
        reason: why it goes as a whole, in Swedish; None where it does not.
        quotes: those that are withdrawn.
    """

    before: Reading
    after: Reading | None
    reason: str | None
    quotes: tuple[Quote, ...]

    @property
    def stretches(self) -> list[str]:
        """What the person said, stretch by stretch."""
        return _stretches(self.before, self.quotes)


def _stretches(reading: Reading, quotes: Iterable[Quote]) -> list[str]:
    return [span.of(reading.article.text) for quote in quotes for span in quote.segments]


def concerns(reading: Reading, name: str) -> bool:
    """Tell whether an article names the person in full, anywhere."""
    full = plain_name(name)
    named = map(plain_name, (*(person.name for person in reading.people), *quoted_names(reading.quotes)))
    told = " | ".join((reading.article.text, *_metadata(reading.article)))
    return full in named or bool(_bounded(full).search(plain_name(told)))


def quoted_names(quotes: Iterable[Quote]) -> set[str]:
    """Return the names of those who are quoted, or may be."""
    names = {speaker.name for quote in quotes for speaker in quote.attribution.speakers if speaker.name}
    return names | {name for quote in quotes for name in quote.attribution.candidates}


def _metadata(article: Article) -> list[str]:
    decision = article.decision or Decision()
    given = [article.title, article.publisher, article.url, decision.by, *decision.roles]
    given += [told for quote in decision.quotes for told in (quote.by, *_told_by(quote))]
    return [article.id, *(value for value in given if value)]


def _told_by(decision: QuoteDecision) -> list[str | None]:
    """Return what a decision about some words tells of people; lost words stand nowhere else."""
    return [decision.words, *(speaker.name for speaker in decision.speakers or ())]


def withdraw_from(reading: Reading, original: Article, name: str) -> Withdrawal:
    """Return what is left of an article without the person.

    Args:
        reading: the article as it was read.
        original: as its file has it: with no title but its own.
        name: full name.
    """
    withdrawn = _quotes_of(reading, name)
    others = {other for other in quoted_names(reading.quotes) if plain_name(other) != plain_name(name)}
    if withdrawn and not others:
        return Withdrawal(reading, None, "bara personen citeras", withdrawn)
    forms = NameForms(name, [*(person.name for person in reading.people), *others])
    said = Said(_stretches(reading, withdrawn))
    cut = _blocks_to_cut(reading, withdrawn, forms)
    for _ in range(_ROUNDS):
        article, moved = _without(original, _joined([reading.blocks[number].span for number in sorted(cut)], reading))
        known = {place: quote for quote in reading.quotes if (place := _place(quote, moved)) is not None}
        after = _best_reading(_without_metadata(article, forms, said), known)
        misread = [quote.span for quote in after.quotes if _says_more(quote, known)]
        if not misread:
            reason = _why_not(after, forms)
            return Withdrawal(reading, None if reason else after, reason, withdrawn)
        # What would be misread is cut too, and the rest is looked at again.
        cut |= {n for n, block in enumerate(reading.blocks) if (at := moved(block.span)) and _meets(at, misread)}
    return Withdrawal(reading, None, "andras citat hade fått en annan talare, roll eller kommun", withdrawn)


def _quotes_of(reading: Reading, name: str) -> tuple[Quote, ...]:
    """Return the quotes of which the person is, or may be, a speaker, and the pull quotes that repeat them."""
    full = plain_name(name)
    own = {n for n, quote in enumerate(reading.quotes) if full in map(plain_name, quoted_names([quote]))}
    return tuple(quote for n, quote in enumerate(reading.quotes) if n in own or quote.duplicate_of in own)


def _blocks_to_cut(reading: Reading, withdrawn: Sequence[Quote], forms: NameForms) -> set[int]:
    """Return the numbers of the blocks that hold the person's words or name, or ask for those words."""
    text, said = reading.article.text, Said(_stretches(reading, withdrawn))
    gone = [span for quote in withdrawn for span in quote.segments]
    kept = [quote for quote in reading.quotes if quote not in withdrawn]
    answered = {quote.question for quote in kept}
    gone += [quote.question for quote in withdrawn if quote.question and quote.question not in answered]
    cut = {
        number
        for number, block in enumerate(reading.blocks)
        if _meets(block.span, gone) or forms.are_in(block.span.of(text)) or _repeats(block.span.of(text), said)
    }
    cut |= _contacts_beside(reading, cut)
    for number, block in enumerate(reading.blocks):
        if number - 1 in cut and block.kind is BlockKind.PARAGRAPH and _ABOUT_THE_SAME.match(block.span.of(text)):
            cut.add(number)
    return cut


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in others)


def _repeats(words: str, said: Said) -> bool:
    """Tell whether words are some of what was said, or hold a sentence of it."""
    folded = fold(words)
    within = len(folded.split()) >= _FEWEST_WORDS and any(folded in stretch for stretch in said.stretches)
    return within or any(sentence in folded for sentence in said.sentences)


def _contacts_beside(reading: Reading, cut: Collection[int]) -> set[int]:
    """Return the blocks with telephone numbers and addresses that stand in one box with a cut line."""
    text, blocks = reading.article.text, reading.blocks
    found: set[int] = set()
    for numbers in (range(len(blocks)), reversed(range(len(blocks)))):
        beside = False
        for number in numbers:
            has_contact = any(contact for _, contact in split_at_contacts(text, blocks[number].span))
            boxed = blocks[number].kind is BlockKind.BOILERPLATE or has_contact
            if beside and boxed and has_contact:
                found.add(number)
            beside = number in cut or (beside and boxed)
    return found


def _joined(spans: Sequence[Span], reading: Reading) -> list[Span]:
    """Return the stretches to cut; blocks next to each other are one."""
    joined: list[Span] = []
    for span in spans:
        if joined and not reading.article.text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


class _Moved:
    """Where what was not cut stands afterwards."""

    def __init__(self, cut: Sequence[Span]) -> None:
        self._cut = cut

    def __call__(self, span: Span) -> Span | None:
        """Return the span's new place; None where some of it was cut."""
        if _meets(span, self._cut):
            return None
        shift = sum(len(CUT) - len(gone) for gone in self._cut if gone.end <= span.start)
        return Span(span.start + shift, span.end + shift)


def _without(article: Article, cut: Sequence[Span]) -> tuple[Article, _Moved]:
    moved = _Moved(cut)
    pieces, position = [], 0
    for gone in cut:
        pieces += [article.text[position : gone.start], CUT]
        position = gone.end
    marks = ((moved(mark.span), mark.layout) for mark in article.marks)
    kept = tuple(LayoutMark(span, layout) for span, layout in marks if span is not None)
    return replace(article, text="".join([*pieces, article.text[position:]]), marks=kept), moved


def _without_metadata(article: Article, forms: NameForms, said: Said) -> Article:
    """Return the article without a title, publisher or address that has the name, or the words."""

    def gone(value: str | None) -> bool:
        return value is not None and (forms.are_in(value) or _repeats(value, said))

    def clean(value: str | None) -> str | None:
        return None if gone(value) else value

    decision = article.decision
    if decision is not None:
        roles = {name: role for name, role in decision.roles.items() if not forms.are_in(name)}
        kept = (
            each for each in decision.quotes if find_words(article.text, each) and not any(map(gone, _told_by(each)))
        )
        quotes = tuple(replace(each, by=clean(each.by)) for each in kept)
        decision = replace(decision, roles=roles, by=clean(decision.by), quotes=quotes)
    return replace(
        article,
        title=clean(article.title),
        publisher=clean(article.publisher),
        url=clean(article.url),
        decision=decision,
    )


def _with_what_was_known(article: Article, quotes: Collection[Quote]) -> Article:
    """Return the article with names, roles and municipality of those who are left, as the whole article told them."""
    decision = article.decision or Decision()
    speakers = [speaker for quote in quotes for speaker in quote.attribution.speakers]
    roles = {speaker.name: speaker.role or "" for speaker in speakers if speaker.name and " " in speaker.name}
    towns = {quote.municipality for quote in quotes}
    town = next(iter(towns)) if len(towns) == 1 else None
    return replace(
        article,
        decision=replace(
            decision,
            municipality=town if decision.municipality is None else decision.municipality,
            roles={**roles, **decision.roles},
            by=decision.by or BEFORE_THE_CUT,
        ),
    )


def is_in_slug(forms: NameForms, slug: str) -> bool:
    """Tell whether an article's id has the name, or a part of it."""
    return bool({fold(part) for part in forms.parts} & set(slug.split("-"))) or slug_of(forms.full) in slug


def _why_not(after: Reading, forms: NameForms) -> str | None:
    """Return why what is left must not be kept, or None."""
    if concerns(after, forms.full):
        return "namnet gick inte att ta bort ur resten"
    return None if after.quotes else "inget citat blev kvar"


def _best_reading(article: Article, known: Mapping[tuple[Span, ...], Quote]) -> Reading:
    """Return what is left as it is read by itself, or with what was known, where that tells more and nothing wrong."""
    bare = read(article)
    if _tells_as_much(bare, known):
        return bare
    helped = read(_with_what_was_known(article, known.values()))
    wrong = [sum(_says_more(quote, known) for quote in reading.quotes) for reading in (helped, bare)]
    return helped if wrong[0] <= wrong[1] else bare


def _tells_as_much(after: Reading, known: Mapping[tuple[Span, ...], Quote]) -> bool:
    """Tell whether nothing is lost of what the whole article told of those who are left."""
    told = {quote.segments: (quote.attribution.speakers, quote.municipality) for quote in after.quotes}
    return all(told.get(place) == (old.attribution.speakers, old.municipality) for place, old in known.items())


def _place(quote: Quote, moved: _Moved) -> tuple[Span, ...] | None:
    spans = [moved(span) for span in quote.segments]
    return tuple(span for span in spans if span is not None) if None not in spans else None


def _says_more(new: Quote, known: Mapping[tuple[Span, ...], Quote]) -> bool:
    """Tell whether something is said of who speaks that was not said before; a name may have lost words of it."""
    old = known.get(new.segments)
    return bool(new.attribution.speakers) if old is None else not _says_no_more(new, old)


def _says_no_more(new: Quote, old: Quote) -> bool:
    if new.status is QuoteStatus.PUBLISHED and old.status is not QuoteStatus.PUBLISHED:
        return False
    speakers = new.attribution.speakers
    if speakers and len(speakers) != len(old.attribution.speakers):
        return False
    same = all(any(_is_said_by(speaker, each) for each in old.attribution.speakers) for speaker in speakers)
    return same and new.municipality in (None, old.municipality)


def _is_said_by(new: Speaker, old: Speaker) -> bool:
    words, known = set(plain_name(new.name or "").split()), set(plain_name(old.name or "").split())
    return words <= known and bool(words) == bool(known) and new.role in (None, old.role)
