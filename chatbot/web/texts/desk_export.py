"""What stands on the page of exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class ExportTexts:
    """The texts of one language.

    Attributes:
        exports: name of an export -> what it is called, and what is in it.
    """

    title: str
    lead: str
    logged: str
    what: str
    content: str
    fetch: str
    csv: str
    jsonl: str
    higher_role: str
    no_index: str
    exports: Mapping[str, tuple[str, str]]


_TEXTS = in_both(
    swedish=ExportTexts(
        title="Hämta data",
        lead="CSV öppnas direkt i Excel på svenska: dubbelklicka på filen. JSONL är för program: ett objekt på varje "
        "rad. En text som börjar som en formel får en apostrof framför sig, så att Excel inte räknar på den.",
        logged="Varje hämtning skrivs i loggen: vem, när och vad.",
        what="Vad",
        content="Innehåll",
        fetch="Hämta",
        csv="CSV för Excel",
        jsonl="JSONL",
        higher_role="Med din roll kan du hämta det som står här. Frågor, omdömen och bedömningar kräver rollen "
        "reviewer, loggen rollen admin.",
        no_index="Det finns inget index att hämta citat ur ännu.",
        exports={
            "questions": (
                "Frågor",
                "Rensade frågor, hur de förstods, vad de fick för svar och vilka omdömen.",
            ),
            "ratings": ("Besökares omdömen", "Varje tumme och kommentar, med frågan."),
            "verdicts": ("Bedömningar", "Vad granskarna har sagt om svar och citat."),
            "quotes": ("Citat", "Varje citat som chatten kan visa, med talare, roll, kommun och artikel."),
            "lessons": ("Lärdomar", "Vad bedömningar lär chatten, och hur långt de har kommit."),
            "trials": ("Prov", "Varje gång lärdomar har prövats mot alla bedömda frågor, med resultatet."),
            "hidden": ("Dolda citat", "Citat som inte visas för någon, och varför."),
            "articles": ("Artiklars versioner", "Vem som har ändrat vilken artikel, när och hur."),
            "figures": (
                "Nyckeltal per dag",
                "Antal frågor, besvarade, utan svar och de som inte hjälpte. Inga ord.",
            ),
            "audit": ("Logg", "Vem som har gjort vad här."),
        },
    ),
    english=ExportTexts(
        title="Get data",
        lead="CSV opens in Excel in Swedish as it is: double-click the file. JSONL is for programs: an object a line. "
        "A text that begins like a formula gets an apostrophe before it, so that Excel does not compute it.",
        logged="Every download is written to the log: who, when and what.",
        what="What",
        content="Content",
        fetch="Get",
        csv="CSV for Excel",
        jsonl="JSONL",
        higher_role="With your role you can get what is listed here. Questions, ratings and verdicts need the role "
        "reviewer, the log the role admin.",
        no_index="There is no index yet to get quotes from.",
        exports={
            "questions": ("Questions", "Scrubbed questions, how they were understood, answered and rated."),
            "ratings": ("Visitors' ratings", "Every thumb and comment, with the question."),
            "verdicts": ("Verdicts", "What reviewers have said of answers and quotes."),
            "quotes": ("Quotes", "Every quote that the chat can show, with speaker, role, municipality and article."),
            "lessons": ("Lessons", "What verdicts teach the chat, and how far they have come."),
            "trials": ("Trials", "Each time that lessons were tried on all judged questions, with the result."),
            "hidden": ("Hidden quotes", "Quotes that are shown to nobody, and why."),
            "articles": ("Versions of articles", "Who has changed which article, when and how."),
            "figures": ("Key figures by day", "Questions, answered, unanswered, not helpful. No questions in words."),
            "audit": ("Log", "Who has done what here."),
        },
    ),
)


def export_texts(language: Language) -> ExportTexts:
    """Return the texts of a language."""
    return _TEXTS[language]
