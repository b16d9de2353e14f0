"""The page of one quote, and what stands in its place where there is none."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class QuotePageTexts:
    """The texts of one language; fields in braces are filled with str.format."""

    quote_by: str
    quote_from: str
    passage_from: str
    said_outright: str
    compared: str
    see_context: str
    see_original: str
    check: str
    context_heading: str
    context_lead: str
    quote_begins: str
    quote_ends: str
    asked: str
    left_out: str
    paragraphs_left_out: str
    other_quote: str
    other_quote_perhaps: str
    other_quote_unattributed: str
    article_goes_on: str
    read_all: str
    no_address: str
    receipt_heading: str
    receipt_lead: str
    quote_id: str
    place: str
    characters: str
    checksum: str
    generation: str
    ask_link: str
    missing_heading: str
    missing_lead: str
    missing_reasons: tuple[str, ...]
    missing_ways: str
    missing_check: str
    missing_ask: str


QUOTE_PAGE = in_both(
    swedish=QuotePageTexts(
        quote_by="Citat av {names}",
        quote_from="Citat ur {title}",
        passage_from="Ur artikeln {title}",
        said_outright="Artikeln säger vem som talar.",
        compared="Jämfört med artikeln tecken för tecken, när sidan visades.",
        see_context="Läs i sammanhanget",
        see_original="Till artikeln",
        check="Kontrollera ett citat",
        context_heading="Så står det i artikeln",
        context_lead="Citatet är markerat, med de närmaste styckena omkring.",
        quote_begins="Citatet börjar:",
        quote_ends="Citatet slutar.",
        asked="Frågan i intervjun:",
        left_out="[utelämnat]",
        paragraphs_left_out="Här är en del av artikeln utelämnad.",
        other_quote="Citat av {names}",
        other_quote_perhaps="Citat, troligen av {names}",
        other_quote_unattributed="Citat utan angiven talare",
        article_goes_on="Artikeln fortsätter.",
        read_all="Läs hela artikeln hos {publisher}",
        no_address="Artikelns webbadress är inte känd.",
        receipt_heading="Kvitto",
        receipt_lead=(
            "Orden är artikelns, tecken för tecken. Den som räknar ut kontrollsumman av citatet (UTF-8) får samma "
            "värde. Ändras ett enda tecken blir det ett annat."
        ),
        quote_id="Citatets beteckning",
        place="Plats i artikelns text",
        characters="tecken {start} till {end}",
        checksum="Kontrollsumma (SHA-256)",
        generation="Sökregister",
        ask_link="Ställ en egen fråga",
        missing_heading="Citatet finns inte här",
        missing_lead="Vi visar bara citat som just nu går att jämföra ord för ord med artikeln. Det gick inte här.",
        missing_reasons=(
            "Den som sa det kan ha dragit tillbaka sitt citat.",
            "Artikeln kan ha ändrats eller tagits bort.",
            "Länken kan vara felskriven eller avklippt.",
        ),
        missing_ways="Vad du kan göra",
        missing_check="Har du citatets ord? Kontrollera dem mot artiklarna",
        missing_ask="Ställ en fråga och läs vad andra säger",
    ),
    english=QuotePageTexts(
        quote_by="Quote by {names}",
        quote_from="Quote from {title}",
        passage_from="From the article {title}",
        said_outright="The article says who speaks.",
        compared="Compared with the article, character by character, when this page was shown.",
        see_context="Read in its context",
        see_original="To the article",
        check="Check a quote",
        context_heading="What the article says",
        context_lead="The quote is marked, with the nearest paragraphs around it. The article is in Swedish.",
        quote_begins="The quote begins:",
        quote_ends="The quote ends.",
        asked="The interviewer's question:",
        left_out="[left out]",
        paragraphs_left_out="A part of the article is left out here.",
        other_quote="Quote by {names}",
        other_quote_perhaps="Quote, probably by {names}",
        other_quote_unattributed="Quote without a named speaker",
        article_goes_on="The article goes on.",
        read_all="Read the whole article at {publisher}",
        no_address="The article's web address is not known.",
        receipt_heading="Receipt",
        receipt_lead=(
            "The words are the article's, character for character. Whoever computes the checksum of the quote (UTF-8) "
            "gets the same value. If a single character is changed it is another."
        ),
        quote_id="The quote's id",
        place="Place in the article's text",
        characters="characters {start} to {end}",
        checksum="Checksum (SHA-256)",
        generation="Search index",
        ask_link="Ask a question of your own",
        missing_heading="The quote is not here",
        missing_lead=(
            "We only show quotes that we can compare with their article, word for word, right now. This one we cannot "
            "show."
        ),
        missing_reasons=(
            "Whoever said it may have withdrawn the quote.",
            "The article may have been changed or removed.",
            "The link may be misspelt or cut off.",
        ),
        missing_ways="What you can do",
        missing_check="Do you have the quote's words? Check them against the articles",
        missing_ask="Ask a question and read what others say",
    ),
)


def quote_page_texts(language: Language) -> QuotePageTexts:
    """Return the texts in a language."""
    return QUOTE_PAGE[language]
