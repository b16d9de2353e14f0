"""A chatbot that answers from a table, for tests of the pages. Its people and articles are invented."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chatbot.context import Part, Piece, QuoteContext
from chatbot.filters import NO_FILTERS, FacetCounts, FacetValue, Filters, checked
from chatbot.quote_checking import LONGEST_TEXT, TextTooLongError
from chatbot.records import (
    Answer,
    AnswerAttribution,
    AnswerQuote,
    AnswerSpeaker,
    ArticleReference,
    CheckMatch,
    CheckNote,
    CheckStatus,
    Comparison,
    Difference,
    DifferenceKind,
    Interpretation,
    PlaceAnswer,
    QuoteCheck,
    Status,
    Unfiltered,
)
from chatbot.topics import Topic
from corpus.records import BlockKind
from index.catalogue import Voice

ARTICLE = ArticleReference(
    id="vardag-i-flen",
    title="Vardag på mottagningen",
    publisher="Flens kommun",
    url="https://example.org/vardag",
    published="2017-02-01",
)
TUVA = AnswerSpeaker("Tuva Granhöst", "socialsekreterare")
AMIR = AnswerSpeaker("Amir Fjällstig", "enhetschef")


def make_quote(text: str, **changes: object) -> AnswerQuote:
    """Return a quote of Tuva's with the whole text as one spoken stretch, changed as asked."""
    quote = AnswerQuote(
        id="q-" + hashlib.sha256(text.encode()).hexdigest()[:8],
        kind="quote",
        text=text,
        highlight=None,
        segments=((0, len(text)),),
        speakers=(TUVA,),
        attribution=AnswerAttribution("explicit", 0.97),
        municipality="Flen",
        interviewer_question=None,
        article=ARTICLE,
        start=100,
        end=100 + len(text),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        score=0.9,
    )
    return replace(quote, **changes)  # type: ignore[arg-type]


_POLICE = (
    "Vi sitter i polishuset två dagar i veckan. Det gör att vi kan vara med på förhör och få veta saker tidigt. "
    "Utan dem hade vi kommit in när det redan var för sent."
)
_POLICE_BEST = "Det gör att vi kan vara med på förhör och få veta saker tidigt."
POLICE = make_quote(
    _POLICE,
    highlight=(_POLICE.index(_POLICE_BEST), _POLICE.index(_POLICE_BEST) + len(_POLICE_BEST)),
    interviewer_question="Hur samarbetar ni med andra?",
)

_TAGGED = "Det var svårt i början, säger Tuva Granhöst, men vi löste det tillsammans med närpolisen."
_TAG = _TAGGED.index(", säger"), _TAGGED.index("men vi")
TAGGED = make_quote(_TAGGED, segments=((0, _TAG[0]), (_TAG[1], len(_TAGGED))), highlight=(_TAG[1], len(_TAGGED)))

INTRODUCED = make_quote(
    "Då byter vi schema så att alla hinner hem till middagen.",
    speakers=(AMIR,),
    attribution=AnswerAttribution("introduced", 0.8),
    municipality="Sala",
    article=replace(ARTICLE, url=None, published=None, publisher=None),
)
JOINT = make_quote(
    "Vi gör det ihop, annars blir det inte gjort.",
    speakers=(TUVA, AMIR),
    attribution=AnswerAttribution("joint", 0.85),
)
UNATTRIBUTED = make_quote(
    "Det brukar vara så.", speakers=(), attribution=AnswerAttribution("unattributed", 0.0), municipality=None
)
ROLE_ONLY = make_quote("Vi rekryterar hela året.", speakers=(AnswerSpeaker(None, "enhetschef"),))
PASSAGE = make_quote(
    "Vid mottagningen finns ett mentorssystem där mer erfarna\nsocialsekreterare är bollplank.",
    kind="passage",
    speakers=(),
    segments=(),
    attribution=AnswerAttribution("unattributed", 0.0),
)
HOSTILE = make_quote(
    "<script>alert(1)</script> & <b>fet</b> ”så” {{value}} ${value} \\n `x`  två  blanksteg &amp; slut",
    interviewer_question="<img src=x onerror=alert(2)>?",
    speakers=(AnswerSpeaker('"><svg onload=alert(3)>', "<i>roll</i>"),),
    article=replace(ARTICLE, title="<h1>Titel</h1>", publisher="A & B", url="javascript:alert(4)"),
    id='"><script>alert(5)</script>',
)


def make_context(quote: AnswerQuote) -> QuoteContext:
    """Return a quote in an article: a heading, a question, its paragraph with the tag, and other quotes after it."""
    heading = Part(BlockKind.HEADING, (Piece("Nära varandra"),), follows=False)
    asked = Part(BlockKind.QUESTION, (Piece(quote.interviewer_question or "Hur är det?"),))
    own = (Piece("– "), Piece(quote.text, quote), Piece(", säger hon. "), Piece(""))
    others = [other for other in (TAGGED, INTRODUCED, JOINT) if other.id != quote.id]
    around = [Part(BlockKind.PARAGRAPH, (Piece("– "), Piece(other.text, other)), follows=False) for other in others]
    parts = (heading, asked, Part(BlockKind.PARAGRAPH, own), *around)
    return QuoteContext(quote, parts, goes_on=True, generation="g1")


STARTERS = (
    "Hur samarbetar ni med polisen?",
    "Vad är det bästa med jobbet?",
    "Hur är stödet från chefen?",
    "Hur hanterar ni personalomsättningen?",
)

TOPICS = (
    Topic("Samarbete", ("Hur samarbetar ni med polisen?", "Hur samarbetar ni med skolan?")),
    Topic("Det bästa med jobbet", ("Vad är det bästa med jobbet?", "Vad gör att man stannar kvar?")),
)

FIRST_QUESTIONS = tuple(topic.questions[0] for topic in TOPICS)  # on a phone


def make_answer(question: str, *quotes: AnswerQuote, **changes: object) -> Answer:
    """Return an answer in Swedish with the quotes, or the honest no without them."""
    message = "2 röster från 2 kommuner om det." if len(quotes) > 1 else "En röst om det."
    answer = Answer(
        question=question,
        language="sv",
        interpreted=Interpretation(question),
        status=Status.ANSWERED if quotes else Status.NO_ANSWER,
        message=message if quotes else "Det finns inget citat om det.",
        quotes=quotes,
        suggestions=() if quotes else STARTERS[:2],
        generation="g1",
    )
    return replace(answer, **changes)  # type: ignore[arg-type]


def make_comparison(question: str) -> Comparison:
    """Return a comparison of four municipalities, two of which have a voice."""
    no_answer, no_voice = "Det finns inget citat om det från Hjo.", "Det finns ingen röst från Umeå ännu."
    return Comparison(
        question=question,
        language="sv",
        interpreted=Interpretation(question),
        status=Status.ANSWERED,
        message="Röster från 2 kommuner.",
        municipalities=(
            PlaceAnswer("Flen", Status.ANSWERED, "", (POLICE,)),
            PlaceAnswer("Sala", Status.ANSWERED, "", (INTRODUCED,)),
            PlaceAnswer("Hjo", Status.NO_ANSWER, no_answer, ()),
            PlaceAnswer("Umeå", Status.NO_VOICE, no_voice, ()),
        ),
        more=0,
        generation="g1",
    )


def make_check(status: CheckStatus, message: str, *matches: CheckMatch) -> QuoteCheck:
    """Return what is known of a text."""
    return QuoteCheck("", status, message, (), (), None, matches, 0, "g1")


def make_match(quote: AnswerQuote, *differences: tuple[DifferenceKind, str, str]) -> CheckMatch:
    """Return a match of a whole quote."""
    told = tuple(Difference(*difference) for difference in differences)
    return CheckMatch("quote", quote.text, quote.article, quote.start, quote.end, (quote,), told)


_NUMBERS = "Obs! Tal skiljer sig: ”tre”, ”två”."
_SITS = "Vi sitter i polishuset "
_REST = _POLICE.removeprefix(f"{_SITS}två ")
_OTHER = "Obs! Texten anger ”Amir”, men så anger inte artikeln."
NOT_FOUND = make_check(CheckStatus.NOT_FOUND, "Finns inte här.")
CHECKS = {
    "ordagrann": make_check(
        CheckStatus.EXACT,
        "Ordagrant: så säger Tuva Granhöst i artikeln ”Vardag på mottagningen”.",
        make_match(POLICE, (DifferenceKind.SAME, _POLICE, _POLICE)),
    ),
    "fel namn": replace(
        make_check(
            CheckStatus.EXACT,
            "Ordagrant: så säger Tuva Granhöst i artikeln ”Vardag på mottagningen”. " + _OTHER,
            make_match(POLICE, (DifferenceKind.SAME, _POLICE, _POLICE)),
        ),
        notes=(CheckNote.OTHER_SPEAKER,),
        remarks=(_OTHER,),
    ),
    "ändrad": replace(
        make_check(
            CheckStatus.ALTERED,
            "Inte ordagrant. Närmast är vad Tuva Granhöst säger i artikeln ”Vardag på mottagningen”. " + _NUMBERS,
            make_match(
                POLICE,
                (DifferenceKind.SAME, _SITS, _SITS),
                (DifferenceKind.CHANGED, "tre ", "två "),
                (DifferenceKind.SAME, _REST, _REST),
                (DifferenceKind.ADDED, " Alltid.", ""),
            ),
        ),
        notes=(CheckNote.NUMBER,),
        remarks=(_NUMBERS,),
    ),
    "kort": make_check(CheckStatus.TOO_SHORT, "För kort att kontrollera. Klistra in minst 3 ord i rad."),
    "elak": make_check(
        CheckStatus.EXACT,
        "Ordagrant.",
        make_match(HOSTILE, (DifferenceKind.CHANGED, "<script>alert(9)</script>", HOSTILE.text)),
    ),
}


def narrowed(answer: Answer, filters: Filters) -> Answer:
    """Return the answer as it is under filters: without one, two quotes would answer."""
    if filters == NO_FILTERS:
        return answer
    others = () if answer.quotes else tuple(Unfiltered(facet.value, 2) for facet in filters.facets())
    return replace(answer, interpreted=replace(answer.interpreted, filters=filters), unfiltered=others)


@dataclass
class FakeChatbot:
    """Answers known words from a table, everything else with the honest no.

    Attributes:
        calls: every (question, history) that was asked, in order.
        filters: what each of them was narrowed to.
        texts: every text that was checked, in order.
        gates: question -> an event that its answer waits for.
        withdrawn: ids of quotes that are no longer published.
    """

    calls: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    gates: dict[str, threading.Event] = field(default_factory=dict)
    filters: list[Filters] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        municipality: str | None = None,
        speaker: str | None = None,
        filters: Filters = NO_FILTERS,
        top: int = 3,
        language: str = "sv",
    ) -> Answer:
        """Return the answer that the table has for a word of the question."""
        self.calls.append((question, tuple(history)))
        self.filters.append(checked(filters))
        return narrowed(self._answer(question), checked(filters))

    def _answer(self, question: str) -> Answer:
        if question in self.gates:
            self.gates[question].wait(timeout=20)
        asked = question.casefold()
        if "krasch" in asked:
            raise RuntimeError("a secret of the server")
        if "elak" in asked:
            return make_answer(question, HOSTILE)
        if "alla slag" in asked:
            return make_answer(question, TAGGED, INTRODUCED, JOINT, UNATTRIBUTED, ROLE_ONLY, PASSAGE)
        if asked.startswith("och "):
            understood = f"Hur samarbetar ni med {question.removeprefix('Och ').removeprefix('och ')}"
            return make_answer(question, TAGGED, interpreted=Interpretation(understood, municipality="Flen"))
        if "polis" in asked or "bästa" in asked:
            return make_answer(question, POLICE, INTRODUCED, suggestions=STARTERS[1:3])
        return make_answer(question)

    def compare(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        municipalities: Sequence[str] = (),
        filters: Filters = NO_FILTERS,
        top: int = 1,
    ) -> Comparison:
        """Return voices from two municipalities, and two without any."""
        self.calls.append((question, tuple(history)))
        self.filters.append(checked(filters))
        return make_comparison(question)

    def facets(self, filters: Filters = NO_FILTERS, language: str = "sv") -> FacetCounts:
        """Return a choice or two of each kind."""
        chief = "Chefer och arbetsledare" if language == "sv" else "Managers and team leaders"
        children = "Barn och unga" if language == "sv" else "Children and young people"
        return FacetCounts(
            checked(filters),
            5,
            (FacetValue("Flen", "Flen", 4), FacetValue("Sala", "Sala", 1)),
            (FacetValue("chef", chief, 2),),
            (FacetValue("barn", children, 3),),
            (FacetValue("2024", "2024", 1), FacetValue("2017", "2017", 4)),
        )

    def municipalities(self) -> dict[str, int]:
        """Return two municipalities."""
        return {"Flen": 4, "Sala": 1}

    def people(self) -> list[Voice]:
        """Return two people, one of them in two roles."""
        return [
            Voice("Tuva Granhöst", "socialsekreterare", "Flen", 3),
            Voice("Tuva Granhöst", "teamledare", "Flen", 1),
            Voice("Amir Fjällstig", "enhetschef", "Sala", 1),
        ]

    def topics(self, language: str = "sv") -> tuple[Topic, ...]:
        """Return two topics."""
        return TOPICS

    def quote(self, id: str) -> AnswerQuote | None:  # noqa: A002 - the real one's name
        """Return one of the quotes that the answers have, unless it was withdrawn."""
        known = (POLICE, TAGGED, INTRODUCED, JOINT, UNATTRIBUTED, ROLE_ONLY, PASSAGE)
        return next((quote for quote in known if quote.id == id and id not in self.withdrawn), None)

    def context(self, id: str) -> QuoteContext | None:  # noqa: A002 - the real one's name
        """Return any quote of this file in an article."""
        every = (POLICE, TAGGED, INTRODUCED, JOINT, UNATTRIBUTED, ROLE_ONLY, PASSAGE, HOSTILE)
        return next((make_context(quote) for quote in every if quote.id == id), None)

    def articles(self) -> list[ArticleReference]:
        """Return three articles, one of which has neither date nor address."""
        return [ARTICLE, HOSTILE.article, INTRODUCED.article]

    def verify_quote(self, text: str, language: str = "sv") -> QuoteCheck:
        """Return what the table has for a word of the text; nothing is found of any other."""
        self.texts.append(text)
        if len(text) > LONGEST_TEXT:
            raise TextTooLongError(f"Texten är för lång: {len(text)} tecken.")
        for word, known in CHECKS.items():
            if word in text:
                return replace(known, text=text)
        return replace(NOT_FOUND, text=text)

    def verify(self) -> list[str]:
        """Find nothing wrong."""
        return []
