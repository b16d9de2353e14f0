"""What stands at the abstention setting."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.desk_overview import PictureTexts
from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class RiskTexts:
    """The texts of one language.

    Attributes:
        value: what a setting does, for screen readers; effect: the same as a sentence.
    """

    picture: PictureTexts
    across: str
    up: str
    gold: str
    judged: str
    now: str
    slider: str
    as_number: str
    value: str
    effect: str
    effect_judged: str
    measure: str
    measure_again: str
    measuring: str
    older: str
    measured: str
    save: str
    only_admin: str
    waits: str
    to_learning: str
    no_number: str
    conflict: str


_TEXTS = in_both(
    swedish=RiskTexts(
        picture=PictureTexts(
            "Svara oftare eller säkrare?",
            "Chatten svarar nu när det är minst {point} sannolikt att citatet besvarar frågan. Då får {coverage} av "
            "{count} frågor ett svar, och {risk} av svaren börjar med ett citat som inte besvarar frågan.",
            "Här visas vad det kostar att svara oftare, när det har mätts på frågor med känt svar. Det tar någon "
            "minut, och chatten svarar som vanligt under tiden.",
            ("Tröskel", "Får svar (facit)", "Fel (facit)", "Får svar (bedömda)", "Fel (bedömda)"),
            "Facit är projektets egna frågor som passar de artiklar som finns; bedömda är frågor som granskarna har "
            "avgjort.",
        ),
        across="andel av frågorna som får svar",
        up="andel fel bland svaren",
        gold="facit",
        judged="bedömda",
        now="nu",
        slider="Tröskel: hur säker chatten ska vara för att svara",
        as_number="Som tal",
        value="{point}: svarar på {coverage} av frågorna; {risk} av svaren fel",
        effect="Med {point} svarar chatten på {coverage} av frågorna; {risk} av svaren är fel.",
        effect_judged="Av de frågor som granskarna har avgjort får {coverage} svar; {risk} av svaren är fel.",
        measure="Mät nu",
        measure_again="Mät igen",
        measuring="Mätningen pågår.",
        older="Artiklarna har ändrats sedan mätningen; mät igen för att se hur det är nu.",
        measured="Mätt {day} på {gold} frågor med facit och {judged} bedömda.",
        save="Spara",
        only_admin="Alla kan dra i reglaget och se vad det gör. Bara den som har rollen admin kan spara.",
        waits="Vald men inte prövad: {point}. Den gäller först när en prövning är godkänd.",
        to_learning="Till prövningen",
        no_number="Skriv ett tal från {least} till {most}. Ingenting är sparat.",
        conflict="Någon annan har valt {other} medan du hade sidan öppen. Du valde {yours}. Ingenting är sparat; spara "
        "igen om du vill att ditt val ska gälla.",
    ),
    english=RiskTexts(
        picture=PictureTexts(
            "Answer more often, or more surely?",
            "The chat answers now when it is at least {point} probable that the quote answers the question. Then "
            "{coverage} of {count} questions are answered, and {risk} of the answers begin with a quote that does not "
            "answer.",
            "What it costs to answer more often is shown here when it has been measured on questions with a known "
            "answer. That takes a minute or so; the chat answers as always meanwhile.",
            ("Threshold", "Answered (gold)", "Wrong (gold)", "Answered (judged)", "Wrong (judged)"),
            "Gold are the project's own questions that fit the articles there are; judged are those settled by "
            "reviewers.",
        ),
        across="share of the questions that are answered",
        up="share wrong of the answers",
        gold="gold",
        judged="judged",
        now="now",
        slider="Threshold: how sure the chat must be to answer",
        as_number="As a number",
        value="{point}: answers {coverage} of the questions; {risk} of the answers wrong",
        effect="With {point} the chat answers {coverage} of the questions; {risk} of the answers are wrong.",
        effect_judged="Of the questions that reviewers have settled, {coverage} are answered; {risk} of the answers "
        "are wrong.",
        measure="Measure now",
        measure_again="Measure again",
        measuring="It is being measured.",
        older="The articles have changed since it was measured; measure again to see how it is now.",
        measured="Measured {day} on {gold} gold questions and {judged} judged ones.",
        save="Save",
        only_admin="Everybody can move the slider and see what it does. Only somebody with the role admin can save.",
        waits="Chosen, but not tried: {point}. It counts once a trial has passed.",
        to_learning="To the trial",
        no_number="Write a number from {least} to {most}. Nothing is saved.",
        conflict="Somebody else chose {other} while you had the page open. You chose {yours}. Nothing is saved; save "
        "again if yours is to count.",
    ),
)


def risk_texts(language: Language) -> RiskTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
