"""Every sentence that tells what is known of a pasted text, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.records import CheckNote


@dataclass(frozen=True, slots=True)
class CheckTexts:
    """The templates of one language; in braces what is filled in.

    Attributes:
        exact: kind of a match -> sentence.
        near: kind of a match -> sentence; said of an altered text.
        notes: what else is told.
    """

    exact: Mapping[str, str]
    exact_unattributed: str
    exact_several: str
    places: str
    near: Mapping[str, str]
    near_unattributed: str
    near_several: str
    near_stitched: str
    near_stitched_of: str
    not_found: str
    too_short: str
    too_long: str
    notes: Mapping[CheckNote, str]
    joined: str


SWEDISH = CheckTexts(
    exact={
        "quote": "Ordagrant: så säger {names} i artikeln ”{title}”.",
        "passage": "Ordagrant, men det är artikelns egna ord i ”{title}”. Ingen person citeras.",
        "question": "Ordagrant, men det är intervjuarens fråga i artikeln ”{title}”, inget svar.",
        "article": "Texten står ordagrant i artikeln ”{title}”, men visas inte som någons citat.",
    },
    exact_unattributed=(
        "Ordagrant: det är ett citat i artikeln ”{title}”, men det framgår inte säkert vem som säger det."
    ),
    exact_several="Texten står ordagrant i artikeln ”{title}”, men är inte ett enda citat. Den har ord av {names}.",
    places="Samma ord står på {count} ställen.",
    near={
        "quote": "Inte ordagrant. Närmast är vad {names} säger i artikeln ”{title}”.",
        "passage": "Inte ordagrant. Närmast är artikelns egna ord i ”{title}”. Ingen person citeras.",
        "question": "Inte ordagrant. Närmast är intervjuarens fråga i artikeln ”{title}”.",
        "article": "Inte ordagrant. Närmast är en text i artikeln ”{title}”, som inte visas som någons citat.",
    },
    near_unattributed=(
        "Inte ordagrant. Närmast är ett citat i artikeln ”{title}”, där det inte säkert framgår vem som säger det."
    ),
    near_several="Inte ordagrant. Närmast är flera texter i artikeln ”{title}”, med ord av {names}.",
    near_stitched="Inte ordagrant. Texten är hopsatt av ord från {count} ställen.",
    near_stitched_of="Inte ordagrant. Texten är hopsatt av ord från {count} ställen, bland annat av {names}.",
    not_found=(
        "Finns inte här. Ingenting i artiklarna är likt texten. Den kan vara sagd någon annanstans; det här söker bara "
        "i de artiklar som finns i samlingen."
    ),
    too_short="För kort att kontrollera. Klistra in minst {count} ord i rad.",
    too_long="Texten är för lång: {length} tecken. Klistra in högst {limit} tecken i taget, till exempel ett stycke.",
    notes={
        CheckNote.TYPOGRAPHY: "Bara typografin skiljer sig: citattecken, tankstreck eller stora bokstäver.",
        CheckNote.TAG_LEFT_OUT: "Artikelns inskott, som ”säger hon”, är utelämnat.",
        CheckNote.PART_OF_SENTENCE: "Texten börjar eller slutar mitt i en mening. Läs hela meningen.",
        CheckNote.PUNCTUATION: "Orden är desamma, men skiljetecknen skiljer sig.",
        CheckNote.NEGATION: "Obs! Ord som kan vända på meningen skiljer sig: {negations}.",
        CheckNote.NUMBER: "Obs! Tal skiljer sig: {numbers}.",
        CheckNote.OMISSION: "Ord är utelämnade där texten säger det.",
        CheckNote.STITCHED: "Obs! Den blandar ord som inte hör ihop i artikeln.",
        CheckNote.OTHER_SPEAKER: "Obs! Texten anger ”{credit}”, men så anger inte artikeln.",
        CheckNote.WITH_NARRATION: "En del av texten är artikelns egna ord.",
    },
    joined=" och ",
)

ENGLISH = CheckTexts(
    exact={
        "quote": "Word for word: {names} says so in the article “{title}”.",
        "passage": "Word for word, but these are the article’s own words in “{title}”. Nobody is quoted.",
        "question": "Word for word, but it is the interviewer’s question in the article “{title}”, not an answer.",
        "article": "The text stands word for word in the article “{title}”, but is not shown as anybody’s quote.",
    },
    exact_unattributed=(
        "Word for word: it is a quote in the article “{title}”, but the article does not tell for sure who says it."
    ),
    exact_several=(
        "The text stands word for word in the article “{title}”, but is not one quote. It has words of {names}."
    ),
    places="The same words stand in {count} places.",
    near={
        "quote": "Not word for word. Nearest is what {names} says in the article “{title}”.",
        "passage": "Not word for word. Nearest are the article’s own words in “{title}”. Nobody is quoted.",
        "question": "Not word for word. Nearest is the interviewer’s question in the article “{title}”.",
        "article": "Not word for word. Nearest is a text in the article “{title}”, not shown as anybody’s quote.",
    },
    near_unattributed=(
        "Not word for word. Nearest is a quote in the article “{title}”, which does not tell for sure who says it."
    ),
    near_several="Not word for word. Nearest are several texts in the article “{title}”, with words of {names}.",
    near_stitched="Not word for word. The text is put together from words in {count} places.",
    near_stitched_of="Not word for word. The text is put together from words in {count} places, some by {names}.",
    not_found=(
        "Not found here. Nothing in the articles is like the text. It may have been said elsewhere; only the articles "
        "of this collection are searched."
    ),
    too_short="Too short to check. Paste at least {count} words in a row.",
    too_long="The text is too long: {length} characters. Paste at most {limit} at a time, for instance a paragraph.",
    notes={
        CheckNote.TYPOGRAPHY: "Only the typography differs: quotation marks, dashes or capital letters.",
        CheckNote.TAG_LEFT_OUT: "The article’s words between, like “she says”, are left out.",
        CheckNote.PART_OF_SENTENCE: "The text begins or ends within a sentence. Read the whole sentence.",
        CheckNote.PUNCTUATION: "The words are the same, but the punctuation differs.",
        CheckNote.NEGATION: "Note! Words that may turn the meaning round differ: {negations}.",
        CheckNote.NUMBER: "Note! Numbers differ: {numbers}.",
        CheckNote.OMISSION: "Words are left out where the text says so.",
        CheckNote.STITCHED: "Note! It mixes words that do not belong together in the article.",
        CheckNote.OTHER_SPEAKER: "Note! The text names “{credit}”, but the article does not.",
        CheckNote.WITH_NARRATION: "A part of the text is the article’s own words.",
    },
    joined=" and ",
)


def check_texts(language: str) -> CheckTexts:
    """Return the templates of a language, "sv" or "en"."""
    return ENGLISH if language == "en" else SWEDISH
