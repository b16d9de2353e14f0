"""What stands in the form that corrects a quote, and around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class CorrectionTexts:
    """The texts of one language; fields in braces are filled with str.format.

    Attributes:
        kinds: value of corpus.records.DecidedAs -> what the words are.
    """

    heading: str
    mark: str
    new_heading: str
    what: str
    kinds: Mapping[str, str]
    who: str
    as_now: str
    by_rules: str
    nobody: str
    other: str
    new_name: str
    role: str
    role_hint: str
    municipality: str
    by_text: str
    no_municipality: str
    words: str
    words_hint: str
    first: str
    last: str
    earlier: str
    later: str
    show: str
    save: str
    save_all: str
    cancel: str
    release: str
    publish_as: str
    effects: str
    no_effects: str
    others: str
    before: str
    after: str
    no_quote: str
    nobody_shown: str
    saved: str
    unchanged: str
    undo: str
    undone: str
    conflict: str
    fault: str
    versions: str
    no_versions: str
    by: str
    command_line: str
    difference: str
    lost: str
    release_lost: str
    undo_label: str
    details: str
    details_saved: str


_CORRECTIONS = in_both(
    swedish=CorrectionTexts(
        heading="Rätta citat {number}",
        mark="Markera ett citat här",
        new_heading="Nytt citat",
        what="Vad är orden?",
        kinds={
            "quote": "Ett citat",
            "narration": "Artikelns egna ord",
            "question": "Intervjuarens fråga",
            "boilerplate": "Sidans ram",
        },
        who="Vem säger det?",
        as_now="Som nu: {names}",
        by_rules="Låt texten avgöra",
        nobody="Ingen som ska nämnas",
        other="Någon annan",
        new_name="Namn (om någon annan)",
        role="Roll",
        role_hint="Tomt: som texten säger.",
        municipality="Kommun",
        by_text="Som texten säger ({name})",
        no_municipality="Ingen kommun",
        words="Vilka ord?",
        words_hint="Markera i texten med musen, eller ändra numren på det första och det sista ordet.",
        first="Första ordet",
        last="Sista ordet",
        earlier="Ett ord tidigare",
        later="Ett ord senare",
        show="Visa vad som ändras",
        save="Spara",
        save_all="Spara allt det här",
        cancel="Avbryt",
        release="Låt texten avgöra igen",
        publish_as="Publicera: {name}",
        effects="Det här ändras i chatten:",
        no_effects="Inget ändras i det som visas.",
        others="Rättelsen ändrar också andra citat. Se efter och spara sedan allt.",
        before="Nu: {told}",
        after="Efter: {told}",
        no_quote="inget citat",
        nobody_shown="utan namn",
        saved="Sparat. Chatten visar det rättade när indexet är klart; till dess visas inget felaktigt namn.",
        unchanged="Det var redan så; inget är ändrat.",
        undo="Ångra",
        undone="Ändringen är ångrad.",
        conflict="Artikeln har ändrats av någon annan sedan du öppnade den. Inget är sparat. Det du valde står kvar i "
        "formuläret; artikeln visas som den är nu. Spara igen om det fortfarande stämmer.",
        fault="Det gick inte att spara: {fault}",
        versions="Vem har ändrat vad ({count})",
        no_versions="Ingen har ändrat artikeln.",
        by="{date} av {login}",
        command_line="kommandoraden",
        difference="Skillnaden",
        lost="{count} beslut gäller ord som inte finns kvar i artikeln.",
        release_lost="Ta bort de besluten",
        undo_label="ändringen {date}",
        details="Ändra uppgifterna om artikeln",
        details_saved="Uppgifterna är sparade. Chatten visar dem när indexet är klart.",
    ),
    english=CorrectionTexts(
        heading="Correct quote {number}",
        mark="Mark a quote here",
        new_heading="New quote",
        what="What are the words?",
        kinds={
            "quote": "A quote",
            "narration": "The article's own words",
            "question": "The interviewer's question",
            "boilerplate": "Page frame",
        },
        who="Who says it?",
        as_now="As now: {names}",
        by_rules="Let the text decide",
        nobody="Nobody who is to be named",
        other="Somebody else",
        new_name="Name (if somebody else)",
        role="Role",
        role_hint="Empty: as the text says.",
        municipality="Municipality",
        by_text="As the text says ({name})",
        no_municipality="No municipality",
        words="Which words?",
        words_hint="Mark them in the text with the mouse, or change the numbers of the first and the last word.",
        first="First word",
        last="Last word",
        earlier="One word earlier",
        later="One word later",
        show="Show what changes",
        save="Save",
        save_all="Save all of this",
        cancel="Cancel",
        release="Let the text decide again",
        publish_as="Publish: {name}",
        effects="This changes in the chat:",
        no_effects="Nothing changes in what is shown.",
        others="The correction changes other quotes, too. Look at them, and then save all.",
        before="Now: {told}",
        after="After: {told}",
        no_quote="no quote",
        nobody_shown="without a name",
        saved="Saved. The chat shows what is corrected when the index is finished; until then no wrong name is shown.",
        unchanged="It was so already; nothing is changed.",
        undo="Undo",
        undone="The change is undone.",
        conflict="Somebody else has changed the article since you opened it. Nothing is saved. What you chose still "
        "stands in the form; the article is shown as it is now. Save again if it still holds.",
        fault="It could not be saved: {fault}",
        versions="Who has changed what ({count})",
        no_versions="Nobody has changed the article.",
        by="{date} by {login}",
        command_line="the command line",
        difference="The difference",
        lost="{count} decisions are about words that the article has no more.",
        release_lost="Remove those decisions",
        undo_label="the change of {date}",
        details="Change the details of the article",
        details_saved="The details are saved. The chat shows them when the index is finished.",
    ),
)


def correction_texts(language: Language) -> CorrectionTexts:
    """Return the texts of a language."""
    return _CORRECTIONS[language]
