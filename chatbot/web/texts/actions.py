"""What can be done with a quote: its context, copying, its address, reading aloud, its receipt."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class ActionTexts:
    """The texts of one language; fields in braces are filled with str.format."""

    actions: str
    context: str
    copy: str
    link: str
    listen: str
    receipt: str
    more: str
    quote_id: str
    place: str
    offsets: str
    checksum: str
    generation: str
    what_it_means: str
    check_yourself: str
    close: str
    by_hand_heading: str
    by_hand: str


@dataclass(frozen=True, slots=True)
class ActionAnswers:
    """What the page's script says of an action, in one language."""

    copied: str
    link_copied: str
    stop: str
    no_voice: str
    checking: str
    checked: str
    not_checked: str
    gone: str
    corrected: str


ACTIONS = in_both(
    swedish=ActionTexts(
        actions="Det här kan du göra med citatet",
        context="Läs i sammanhanget",
        copy="Kopiera",
        link="Länk",
        listen="Läs upp",
        receipt="Kvitto",
        more="Mer",
        quote_id="Citatets beteckning",
        place="Plats i artikelns text",
        offsets="tecken {start} till {end}",
        checksum="Kontrollsumma (SHA-256)",
        generation="Sökregister",
        what_it_means=(
            "Orden jämfördes med artikeln tecken för tecken när svaret visades. Den som räknar ut kontrollsumman av "
            "orden ovan (UTF-8) får samma värde; ändras ett enda tecken blir det ett annat."
        ),
        check_yourself="Kontrollera citat själv",
        close="Stäng",
        by_hand_heading="Kopiera själv",
        by_hand="Webbläsaren lät oss inte kopiera. Texten är markerad: tryck Ctrl+C, eller håll fingret på den.",
    ),
    english=ActionTexts(
        actions="What you can do with the quote",
        context="Read in its context",
        copy="Copy",
        link="Link",
        listen="Read aloud",
        receipt="Receipt",
        more="More",
        quote_id="The quote's id",
        place="Place in the article's text",
        offsets="characters {start} to {end}",
        checksum="Checksum (SHA-256)",
        generation="Search index",
        what_it_means=(
            "The words were compared with the article, character by character, when the answer was shown. Whoever "
            "computes the checksum of the words above (UTF-8) gets the same value; if a single character is changed "
            "it is another."
        ),
        check_yourself="Check quotes yourself",
        close="Close",
        by_hand_heading="Copy it yourself",
        by_hand="The browser did not let us copy. The text is selected: press Ctrl+C, or hold your finger on it.",
    ),
)

ANSWERS = in_both(
    swedish=ActionAnswers(
        copied="Kopierat, med källa.",
        link_copied="Citatets adress är kopierad.",
        stop="Stoppa",
        no_voice=(
            "Webbläsaren har ingen svensk röst i den här enheten, så citatet kan inte läsas upp. En svensk röst går "
            "oftast att lägga till i enhetens inställningar för tal."
        ),
        checking="Jämför med artikeln …",
        checked="Jämfört nu: orden står så i artikeln.",
        not_checked="Det gick inte att jämföra med artikeln just nu. Kontrollera uppkopplingen och försök igen.",
        gone="Citatet är inte längre publicerat och visas därför inte.",
        corrected="Uppgiften om vem som säger det har rättats. Fråga igen, så visas citatet som det är nu.",
    ),
    english=ActionAnswers(
        copied="Copied, with its source.",
        link_copied="The quote's address is copied.",
        stop="Stop",
        no_voice=(
            "The browser has no Swedish voice on this device, so the quote cannot be read aloud. A Swedish voice can "
            "usually be added in the device's settings for speech."
        ),
        checking="Comparing with the article …",
        checked="Compared now: these are the words in the article.",
        not_checked="It could not be compared with the article just now. Check your connection and try again.",
        gone="The quote is no longer published and is therefore not shown.",
        corrected="Who says it has been corrected. Ask again to see the quote as it is now.",
    ),
)


def action_texts(language: Language) -> ActionTexts:
    """Return the texts in a language."""
    return ACTIONS[language]


def action_answers(language: Language) -> ActionAnswers:
    """Return what the script says, in a language."""
    return ANSWERS[language]
