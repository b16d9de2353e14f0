"""Texts of the guidelines, of the settings of the review, of verdicts in words, and of how far reviewers agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.store.judgements import AnswerVerdict, QuoteLabel
from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class VerdictTexts:
    """Verdicts in the words of one language.

    Attributes:
        kinds: of the answer as a whole.
        labels: of one quote.
    """

    kinds: Mapping[AnswerVerdict, str]
    labels: Mapping[QuoteLabel, str]


_VERDICTS = in_both(
    swedish=VerdictTexts(
        kinds={
            AnswerVerdict.RIGHT: "Rätt",
            AnswerVerdict.SHOULD_REFUSE: "Borde inte ha svarat",
            AnswerVerdict.SHOULD_ANSWER: "Borde ha svarat",
        },
        labels={
            QuoteLabel.ANSWERS: "Svarar",
            QuoteLabel.PARTLY: "Svarar delvis",
            QuoteLabel.BESIDE: "Bredvid",
            QuoteLabel.WRONG_SPEAKER: "Fel person",
            QuoteLabel.WRONG_MUNICIPALITY: "Fel kommun",
            QuoteLabel.HIDE: "Ska inte visas",
        },
    ),
    english=VerdictTexts(
        kinds={
            AnswerVerdict.RIGHT: "Right",
            AnswerVerdict.SHOULD_REFUSE: "Should not have answered",
            AnswerVerdict.SHOULD_ANSWER: "Should have answered",
        },
        labels={
            QuoteLabel.ANSWERS: "Answers",
            QuoteLabel.PARTLY: "Answers partly",
            QuoteLabel.BESIDE: "Beside the question",
            QuoteLabel.WRONG_SPEAKER: "Wrong person",
            QuoteLabel.WRONG_MUNICIPALITY: "Wrong municipality",
            QuoteLabel.HIDE: "Should not be shown",
        },
    ),
)


@dataclass(frozen=True, slots=True)
class GuidelineTexts:
    """The texts of the guidelines and the settings, in one language."""

    title: str
    lead: str
    panel: str
    whole_page: str
    change: str
    text: str
    text_hint: str
    save: str
    cancel: str
    saved: str
    conflict: str
    theirs: str
    empty: str
    too_long: str
    history: str
    version: str
    who: str
    when: str
    current: str
    own: str
    open: str
    old: str
    restore: str
    settings: str
    settings_lead: str
    second_share: str
    second_share_hint: str
    margin: str
    margin_hint: str
    percent: str
    settings_conflict: str


_GUIDELINES = in_both(
    swedish=GuidelineTexts(
        title="Riktlinjer",
        lead="Så bedömer vi svar och citat. Riktlinjerna finns till hands bredvid varje svar i kön.",
        panel="Riktlinjer",
        whole_page="Riktlinjerna på en egen sida",
        change="Ändra riktlinjerna",
        text="Riktlinjernas text",
        text_hint="En rad som börjar med # blir en rubrik. En rad som börjar med - blir en punkt i en lista.",
        save="Spara",
        cancel="Avbryt",
        saved="Sparat.",
        conflict="{who} har sparat en ny version medan du skrev. Ingenting av ditt är borta: din text står i rutan, "
        "och den nya versionen står under den. För samman dem i rutan och spara igen.",
        theirs="Den version som gäller nu",
        empty="Riktlinjerna kan inte vara tomma. Den version som gäller är inte ändrad.",
        too_long="Texten är för lång: högst {limit} tecken får plats. Ingenting är sparat; din text står kvar.",
        history="Versioner",
        version="Version",
        who="Vem",
        when="När",
        current="gäller nu",
        own="följde med programmet",
        open="Visa version {version}",
        old="Det här är version {version}. Den gäller inte nu.",
        restore="Börja från den här versionen",
        settings="Inställningar för granskningen",
        settings_lead="Ändringar gäller från nästa bedömning, och står i loggen.",
        second_share="Andel svar som får en andra granskare",
        second_share_hint="Svaren lottas ut när den första bedömningen sparas, så att ingen vet i förväg. Ett svar "
        "med ett citat som inte ska visas får alltid en andra granskare.",
        margin="Så mycket sämre får chatten bli av det den lär sig",
        margin_hint="Bedömningar ändrar chatten bara om inget mått på provfrågorna blir mer än så mycket sämre.",
        percent="Skriv ett tal från 0 till 100, till exempel 20 eller 0,5.",
        settings_conflict="{who} har ändrat inställningarna medan du skrev. Ditt är inte sparat: det står i "
        "formuläret. Det som gäller nu är {second_share} % och {margin} %. Spara igen om ditt ska gälla.",
    ),
    english=GuidelineTexts(
        title="Guidelines",
        lead="How we judge answers and quotes. The guidelines are at hand beside every answer in the queue.",
        panel="Guidelines",
        whole_page="The guidelines on a page of their own",
        change="Change the guidelines",
        text="Text of the guidelines",
        text_hint="A line that begins with # becomes a heading. A line that begins with - becomes an item of a list.",
        save="Save",
        cancel="Cancel",
        saved="Saved.",
        conflict="{who} has saved a new version while you wrote. Nothing of yours is lost: your text is in the box, "
        "and the new version stands below it. Bring them together in the box and save again.",
        theirs="The version that applies now",
        empty="The guidelines cannot be empty. The version that applies has not changed.",
        too_long="The text is too long: at most {limit} characters fit. Nothing is saved; your text is still here.",
        history="Versions",
        version="Version",
        who="Who",
        when="When",
        current="applies now",
        own="came with the program",
        open="Show version {version}",
        old="This is version {version}. It does not apply now.",
        restore="Begin from this version",
        settings="Settings of the review",
        settings_lead="Changes apply from the next verdict on, and are in the log.",
        second_share="Share of answers that gets a second reviewer",
        second_share_hint="Answers are drawn when the first verdict is saved, so that nobody knows beforehand. An "
        "answer with a quote that should not be shown always gets a second reviewer.",
        margin="So much worse the chat may become by what it learns",
        margin_hint="Verdicts change the chat only if no measure on the test questions becomes worse than by so much.",
        percent="Write a number from 0 to 100, for instance 20 or 0.5.",
        settings_conflict="{who} has changed the settings while you wrote. Yours are not saved: they are in the form. "
        "What applies now is {second_share} % and {margin} %. Save again if yours are to apply.",
    ),
)


def verdict_texts(language: Language) -> VerdictTexts:
    """Return verdicts in the words of a language."""
    return _VERDICTS[language]


def guideline_texts(language: Language) -> GuidelineTexts:
    """Return the texts of the guidelines in a language."""
    return _GUIDELINES[language]
