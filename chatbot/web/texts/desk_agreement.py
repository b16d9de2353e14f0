"""Texts of how far reviewers agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class AgreementTexts:
    """The texts of one language.

    Attributes:
        scale: (at least, in words), the highest first.
    """

    title: str
    lead: str
    to_decide: str
    nothing_to_decide: str
    count_to_decide: str
    more_to_decide: str
    answers: str
    quotes: str
    none_doubled: str
    same_answers: str
    same_quotes: str
    too_few: str
    undefined: str
    alpha: str
    scale: tuple[tuple[float, str], ...]
    scale_note: str
    pairs: str
    pair_columns: tuple[str, str, str, str]
    kappa_undefined: str
    kappa_too_few: str
    disagreements: str
    disagreement_columns: tuple[str, str, str]


_TEXTS: Mapping[Language, AgreementTexts] = in_both(
    swedish=AgreementTexts(
        title="Samstämmighet",
        lead="En del svar bedöms av två granskare, som inte ser varandras bedömning förrän båda är klara. Här står "
        "hur ofta de säger detsamma, och de fall som någon behöver avgöra.",
        to_decide="Att avgöra",
        nothing_to_decide="Inget fall väntar på ett avgörande.",
        count_to_decide="Fall där två granskare tycker olika: {count}.",
        more_to_decide="De {shown} äldsta visas.",
        answers="Om svaret som helhet",
        quotes="Om citaten",
        none_doubled="Ingenting har bedömts av två än.",
        same_answers="Två granskare säger detsamma om {hits} av {count} svar: {share} "
        "(med 95 % säkerhet mellan {low} och {high}).",
        same_quotes="Två granskare säger detsamma om {hits} av {count} citat: {share} "
        "(med 95 % säkerhet mellan {low} och {high}).",
        too_few="Det är för få för att säga hur mycket som är slump: minst {enough} behövs.",
        undefined="Alla har alltid sagt en och samma sak. Då går det inte att räkna ut hur mycket som är slump.",
        alpha="Bortom slumpen är samstämmigheten {words}: Krippendorffs alfa är {value} (mellan {low} och {high}).",
        scale=(
            (0.8, "mycket god"),
            (0.6, "god"),
            (0.4, "måttlig"),
            (0.2, "svag"),
            (0.0, "mycket svag"),
            (-1.0, "sämre än slumpen"),
        ),
        scale_note="1 är full samstämmighet och 0 är vad slumpen ger. Orden följer Landis och Koch (1977): över 0,8 "
        "mycket god, över 0,6 god, över 0,4 måttlig, över 0,2 svag. Alla etiketter räknas som lika olika.",
        pairs="Två och två",
        pair_columns=("Granskare", "Bedömt båda", "Säger detsamma", "Cohens kappa"),
        kappa_undefined="går inte att räkna ut: båda säger alltid detsamma",
        kappa_too_few="för få ({count} av {enough})",
        disagreements="Där granskarna tycker olika",
        disagreement_columns=("Den ena säger", "Den andra säger", "Antal"),
    ),
    english=AgreementTexts(
        title="Agreement",
        lead="Some answers are judged by two reviewers, who do not see each other's verdict until both are done. Here "
        "is how often they say the same, and the cases that somebody has to decide.",
        to_decide="To decide",
        nothing_to_decide="No case waits for a decision.",
        count_to_decide="Cases in which two reviewers disagree: {count}.",
        more_to_decide="The {shown} oldest are shown.",
        answers="On the answer as a whole",
        quotes="On the quotes",
        none_doubled="Nothing has been judged by two yet.",
        same_answers="Two reviewers say the same of {hits} of {count} answers: {share} "
        "(with 95% confidence between {low} and {high}).",
        same_quotes="Two reviewers say the same of {hits} of {count} quotes: {share} "
        "(with 95% confidence between {low} and {high}).",
        too_few="That is too few to tell how much of it is chance: at least {enough} are needed.",
        undefined="All have always said one and the same thing. Then it cannot be told how much of it is chance.",
        alpha="Beyond chance, agreement is {words}: Krippendorff's alpha is {value} (between {low} and {high}).",
        scale=(
            (0.8, "very good"),
            (0.6, "good"),
            (0.4, "moderate"),
            (0.2, "weak"),
            (0.0, "very weak"),
            (-1.0, "worse than chance"),
        ),
        scale_note="1 is full agreement and 0 is what chance gives. The words follow Landis and Koch (1977): above 0.8 "
        "very good, above 0.6 good, above 0.4 moderate, above 0.2 weak. All labels count as equally different.",
        pairs="Two by two",
        pair_columns=("Reviewers", "Judged by both", "Say the same", "Cohen's kappa"),
        kappa_undefined="cannot be computed: both always say the same",
        kappa_too_few="too few ({count} of {enough})",
        disagreements="Where reviewers disagree",
        disagreement_columns=("One says", "The other says", "Count"),
    ),
)


def agreement_texts(language: Language) -> AgreementTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
