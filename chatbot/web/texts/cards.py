"""An answer: the question, what was understood, the cards, what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class CardTexts:
    """The texts of one language; fields in braces are filled with str.format."""

    you_asked: str
    understood_as: str
    edit: str
    alone: str
    about_municipality: str
    about_speaker: str
    suggestions_heading: str
    near_heading: str
    elsewhere: str
    elsewhere_in: str
    show_elsewhere: str
    compare: str
    you_compared: str
    silent_heading: str
    quote_number: str
    interviewer_asked: str
    passage: str
    somebody: str
    unnamed: str
    and_: str
    article: str
    undated: str
    unattributed: str
    uncertain: Mapping[str, str]
    uncertain_otherwise: str


CARDS = in_both(
    swedish=CardTexts(
        you_asked="Du frågade",
        understood_as="Tolkat som:",
        edit="Ändra frågan",
        alone="Svara utan det tidigare",
        about_municipality="Gäller kommunen {name}",
        about_speaker="Gäller {name}",
        suggestions_heading="Du kan också fråga",
        near_heading="Närmast din fråga finns svar på",
        elsewhere="Andra har svar på frågan.",
        elsewhere_in="Andra har svar på frågan: {places}.",
        show_elsewhere="Visa dem",
        compare="Jämför kommuner",
        you_compared="Du jämförde kommuner",
        silent_heading="Utan svar",
        quote_number="Citat {number} av {count}",
        interviewer_asked="Frågan i intervjun:",
        passage="Ur artikeln (inte ett citat)",
        somebody="någon",
        unnamed="namnet anges inte",
        and_="och",
        article="Ur",
        undated="utan datum",
        unattributed="Talare framgår inte av texten.",
        uncertain={
            "continuation": (
                "Artikeln anger inte talaren rakt ut; citatet följer direkt på ett annat och sammanhanget pekar på "
                "{names}."
            ),
            "introduced": "Artikeln anger inte talaren rakt ut; sammanhanget pekar på {names}.",
            "joint": "Artikeln anger {names} tillsammans; det framgår inte vem av dem som säger vad.",
            "pull_quote": "Citatet är utlyft i artikeln, med namnet intill.",
            "decided": "Talaren är kontrollerad av en människa.",
        },
        uncertain_otherwise="Artikeln anger inte talaren rakt ut; sammanhanget pekar på {names}.",
    ),
    english=CardTexts(
        you_asked="You asked",
        understood_as="Understood as:",
        edit="Edit the question",
        alone="Answer without what came before",
        about_municipality="About the municipality of {name}",
        about_speaker="About {name}",
        suggestions_heading="You can also ask",
        near_heading="Nearest to your question there are answers to",
        elsewhere="Others have answered the question.",
        elsewhere_in="Others have answered the question: {places}.",
        show_elsewhere="Show them",
        compare="Compare municipalities",
        you_compared="You compared municipalities",
        silent_heading="Without an answer",
        quote_number="Quote {number} of {count}",
        interviewer_asked="The interviewer's question:",
        passage="From the article (not a quote)",
        somebody="somebody",
        unnamed="name not given",
        and_="and",
        article="From",
        undated="undated",
        unattributed="The text does not tell who says it.",
        uncertain={
            "continuation": (
                "The article does not say outright who speaks; the quote follows directly on another, and the context "
                "points to {names}."
            ),
            "introduced": "The article does not say outright who speaks; the context points to {names}.",
            "joint": "The article names {names} together; it does not tell which of them says what.",
            "pull_quote": "The quote is set apart in the article, with the name beside it.",
            "decided": "A person has checked who speaks.",
        },
        uncertain_otherwise="The article does not say outright who speaks; the context points to {names}.",
    ),
)


def card_texts(language: Language) -> CardTexts:
    """Return the texts in a language."""
    return CARDS[language]
