"""What stands in exported tables for people: the headings, and the program's words in those of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chatbot.filters import choices
from chatbot.store.trials import INDEX_CHANGED
from chatbot.trying import VERDICTS
from chatbot.web.texts.desk_case import case_texts
from chatbot.web.texts.desk_learning import learning_texts
from chatbot.web.texts.desk_log import log_texts
from chatbot.web.texts.desk_queue import queue_texts
from chatbot.web.texts.desk_reading import reading_texts
from chatbot.web.texts.desk_verdicts import verdict_texts
from chatbot.web.texts.languages import Language, in_both
from index.facets import Facet


@dataclass(frozen=True, slots=True)
class TableTexts:
    """The texts of one language.

    Attributes:
        headings: name of an export -> key of a cell -> what stands above it, in the table's order.
        yes_and_no: True or False -> how it is said.
    """

    headings: Mapping[str, Mapping[str, str]]
    yes_and_no: Mapping[bool, str]


_TEXTS = in_both(
    swedish=TableTexts(
        headings={
            "questions": {
                "asked": "Ställd",
                "channel": "Kanal",
                "question": "Fråga",
                "scrubbed": "Rensad",
                "language": "Språk",
                "interpreted_question": "Tolkad som",
                "interpreted_municipality": "Kommun",
                "interpreted_speaker": "Person",
                "interpreted_role": "Roll",
                "chosen_role": "Vald roll",
                "chosen_area": "Valt område",
                "year_from": "Från år",
                "year_to": "Till år",
                "compared": "Jämförelse",
                "status": "Utfall",
                "quotes": "Citat",
                "score": "Högsta sannolikhet",
                "helpful": "Hjälpte",
                "beside": "Bredvid frågan",
                "wrong_person": "Fel person",
                "other": "Annat",
                "comments": "Kommentarer",
                "generation": "Indexets generation",
                "id": "Svar",
            },
            "ratings": {
                "rated": "Tid",
                "kind": "Omdöme",
                "quote": "Citat-id",
                "comment": "Kommentar",
                "scrubbed": "Rensad",
                "question": "Fråga",
                "status": "Utfall",
                "answer": "Svar",
            },
            "verdicts": {
                "judged": "Bedömd",
                "reviewer": "Granskare",
                "adjudicates": "Avgör",
                "question": "Fråga",
                "language": "Språk",
                "municipality": "Kommun",
                "speaker": "Person",
                "chosen_role": "Vald roll",
                "chosen_area": "Valt område",
                "year_from": "Från år",
                "year_to": "Till år",
                "status": "Utfall",
                "kind": "Svaret",
                "comment": "Kommentar",
                "quote": "Citat-id",
                "position": "Plats",
                "label": "Citatet",
                "answer": "Svar",
                "generation": "Indexets generation",
            },
            "quotes": {
                "text": "Citat",
                "speakers": "Talare",
                "roles": "Roll",
                "municipality": "Kommun",
                "method": "Regel",
                "confidence": "Säkerhet",
                "status": "Läge",
                "interviewer_question": "Intervjuarens fråga",
                "title": "Artikel",
                "publisher": "Utgivare",
                "url": "Adress",
                "published": "Publicerad",
                "article": "Artikel-id",
                "start": "Början",
                "end": "Slut",
                "id": "Citat-id",
                "sha256": "SHA-256",
            },
            "lessons": {
                "id": "Lärdom",
                "made": "Gjord",
                "changed": "Ändrad",
                "question": "Fråga",
                "quote": "Citat-id",
                "kind": "Citatet",
                "state": "Läge",
                "trial": "Prov",
                "reviewer": "Granskare",
            },
            "trials": {
                "id": "Prov",
                "started": "Började",
                "finished": "Slutade",
                "state": "Läge",
                "reason": "Skäl",
                "reviewer": "Granskare",
                "lessons": "Nya lärdomar",
                "leaving": "Lärdomar som tas bort",
                "blamed": "Lärdomar som ställdes åt sidan",
                "point_before": "Tröskel före",
                "point_after": "Tröskel efter",
                "margin": "Tillåten försämring",
                "set": "Frågor ur",
                "questions": "Frågor som ställdes",
                "left_out": "Frågor som inte ställdes",
                "changes": "Svar som blir andra",
                "measure": "Mått",
                "before": "Före",
                "after": "Med ändringarna",
                "lost": "Sämre än tillåtet",
            },
            "hidden": {
                "quote": "Citat-id",
                "article": "Artikel-id",
                "reason": "Skäl",
                "hidden": "Dolt",
                "reviewer": "Granskare",
            },
            "articles": {
                "id": "Version",
                "made": "Tid",
                "article": "Artikel-id",
                "file": "Fil",
                "change": "Ändring",
                "reviewer": "Granskare",
                "sha256": "SHA-256",
            },
            "figures": {
                "day": "Dag",
                "questions": "Frågor",
                "answered": "Besvarade",
                "refused": "Utan svar",
                "disliked": "Hjälpte inte",
            },
            "audit": {
                "at": "Tid",
                "reviewer": "Vem",
                "action": "Gjorde",
                "subject": "Gäller",
                "reason": "Skäl",
                "id": "Rad",
            },
        },
        yes_and_no={True: "ja", False: "nej"},
    ),
    english=TableTexts(
        headings={
            "questions": {
                "asked": "Asked",
                "channel": "Channel",
                "question": "Question",
                "scrubbed": "Scrubbed",
                "language": "Language",
                "interpreted_question": "Understood as",
                "interpreted_municipality": "Municipality",
                "interpreted_speaker": "Person",
                "interpreted_role": "Role",
                "chosen_role": "Chosen role",
                "chosen_area": "Chosen area",
                "year_from": "From year",
                "year_to": "To year",
                "compared": "Comparison",
                "status": "Outcome",
                "quotes": "Quotes",
                "score": "Highest probability",
                "helpful": "Helped",
                "beside": "Beside the question",
                "wrong_person": "Wrong person",
                "other": "Other",
                "comments": "Comments",
                "generation": "Generation of the index",
                "id": "Answer",
            },
            "ratings": {
                "rated": "Time",
                "kind": "Rating",
                "quote": "Quote id",
                "comment": "Comment",
                "scrubbed": "Scrubbed",
                "question": "Question",
                "status": "Outcome",
                "answer": "Answer",
            },
            "verdicts": {
                "judged": "Judged",
                "reviewer": "Reviewer",
                "adjudicates": "Decides",
                "question": "Question",
                "language": "Language",
                "municipality": "Municipality",
                "speaker": "Person",
                "chosen_role": "Chosen role",
                "chosen_area": "Chosen area",
                "year_from": "From year",
                "year_to": "To year",
                "status": "Outcome",
                "kind": "The answer",
                "comment": "Comment",
                "quote": "Quote id",
                "position": "Place",
                "label": "The quote",
                "answer": "Answer",
                "generation": "Generation of the index",
            },
            "quotes": {
                "text": "Quote",
                "speakers": "Speaker",
                "roles": "Role",
                "municipality": "Municipality",
                "method": "Rule",
                "confidence": "Certainty",
                "status": "State",
                "interviewer_question": "Interviewer's question",
                "title": "Article",
                "publisher": "Publisher",
                "url": "Address",
                "published": "Published",
                "article": "Article id",
                "start": "Start",
                "end": "End",
                "id": "Quote id",
                "sha256": "SHA-256",
            },
            "lessons": {
                "id": "Lesson",
                "made": "Made",
                "changed": "Changed",
                "question": "Question",
                "quote": "Quote id",
                "kind": "The quote",
                "state": "State",
                "trial": "Trial",
                "reviewer": "Reviewer",
            },
            "trials": {
                "id": "Trial",
                "started": "Began",
                "finished": "Ended",
                "state": "State",
                "reason": "Reason",
                "reviewer": "Reviewer",
                "lessons": "New lessons",
                "leaving": "Lessons that go",
                "blamed": "Lessons that were set aside",
                "point_before": "Threshold before",
                "point_after": "Threshold after",
                "margin": "Allowed loss",
                "set": "Questions from",
                "questions": "Questions that were asked",
                "left_out": "Questions that were not asked",
                "changes": "Answers that become others",
                "measure": "Measure",
                "before": "Before",
                "after": "With the changes",
                "lost": "Worse than allowed",
            },
            "hidden": {
                "quote": "Quote id",
                "article": "Article id",
                "reason": "Reason",
                "hidden": "Hidden",
                "reviewer": "Reviewer",
            },
            "articles": {
                "id": "Version",
                "made": "Time",
                "article": "Article id",
                "file": "File",
                "change": "Change",
                "reviewer": "Reviewer",
                "sha256": "SHA-256",
            },
            "figures": {
                "day": "Day",
                "questions": "Questions",
                "answered": "Answered",
                "refused": "Unanswered",
                "disliked": "Not helpful",
            },
            "audit": {
                "at": "Time",
                "reviewer": "Who",
                "action": "Did",
                "subject": "About",
                "reason": "Reason",
                "id": "Line",
            },
        },
        yes_and_no={True: "yes", False: "no"},
    ),
)


def headings(name: str, language: Language) -> Mapping[str, str]:
    """Return what stands above the cells of an export, by their keys, in the table's order."""
    return _TEXTS[language].headings[name]


def cell_words(name: str, language: Language) -> Mapping[str, Mapping[Any, str]]:
    """Return for the cells of an export, by their keys, how the pages say the program's words."""
    case, queue, learning = case_texts(language), queue_texts(language), learning_texts(language)
    reading, verdicts, log = reading_texts(language), verdict_texts(language), log_texts(language)
    yes_and_no = _TEXTS[language].yes_and_no
    asked: dict[str, Mapping[Any, str]] = {
        "status": queue.statuses,
        "language": queue.languages,
        "scrubbed": yes_and_no,
        "chosen_role": choices(Facet.ROLE, language.value),
        "chosen_area": choices(Facet.AREA, language.value),
    }
    words: dict[str, Mapping[str, Mapping[Any, str]]] = {
        "questions": {**asked, "channel": queue.channels, "compared": yes_and_no},
        "ratings": {**asked, "kind": case.rated},
        "verdicts": {**asked, "adjudicates": yes_and_no, "kind": verdicts.kinds, "label": verdicts.labels},
        "quotes": {
            "method": reading.methods,
            "status": {
                "published": reading.published_surely,
                "needs_review": reading.waits,
                "unattributed": reading.unattributed,
            },
        },
        "lessons": {
            "kind": {"answers": learning.answers, "beside": learning.beside},
            "state": learning.states,
        },
        "trials": {
            "state": learning.trials,
            "reason": {INDEX_CHANGED: learning.index_changed},
            "point_before": {None: learning.point_default},
            "point_after": {None: learning.point_default},
            "set": {VERDICTS: learning.verdict_set},
            "measure": learning.measures,
            "lost": yes_and_no,
        },
        "audit": {"reviewer": {None: log.command_line}, "action": log.actions},
    }
    return words.get(name, {})
