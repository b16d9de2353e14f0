"""Examples for the description of the API. People, article and municipality's words are invented."""

from __future__ import annotations

import hashlib
from typing import Any

from chatbot.filters import FacetValue, Filters
from chatbot.records import (
    Answer,
    AnswerAttribution,
    AnswerQuote,
    AnswerSpeaker,
    ArticleReference,
    CheckMatch,
    CheckNote,
    CheckStatus,
    Comparison,
    Difference,
    DifferenceKind,
    Interpretation,
    PlaceAnswer,
    QuoteCheck,
    Status,
)

_QUESTION = "Hur är stämningen i gruppen?"
_WORDS = "Vi fikar på stort allvar. Ingen lämnas ensam med de svåra besluten."
_QUOTE = AnswerQuote(
    id="9f1c2b7a5e30d846",
    kind="quote",
    text=_WORDS,
    highlight=(26, len(_WORDS)),
    segments=((0, len(_WORDS)),),
    speakers=(AnswerSpeaker("Tuva Granhöst", "enhetschef"),),
    attribution=AnswerAttribution("explicit", 0.97),
    municipality="Flen",
    interviewer_question=_QUESTION,
    article=ArticleReference(
        id="fika-pa-stort-allvar",
        title="Fika på stort allvar",
        publisher="Exempelbladet",
        url="https://artiklar.example/fika",
        published="2024-05-03",
    ),
    start=312,
    end=312 + len(_WORDS),
    sha256=hashlib.sha256(_WORDS.encode()).hexdigest(),
    score=0.91,
)
_ANSWER = Answer(
    question=_QUESTION,
    language="sv",
    interpreted=Interpretation(_QUESTION),
    status=Status.ANSWERED,
    message="En röst från Flen.",
    quotes=(_QUOTE,),
    suggestions=("Hur introduceras nya medarbetare?",),
    generation="20240601T080000-1a2b3c4d",
)
_KEPT = {"answer_id": "vZ3x8kQb1nT0sLw4YpRj2A"}
_COMPARISON = Comparison(
    question=_QUESTION,
    language="sv",
    interpreted=Interpretation(_QUESTION),
    status=Status.ANSWERED,
    message="En röst från Flen.",
    municipalities=(
        PlaceAnswer("Flen", Status.ANSWERED, "", (_QUOTE,)),
        PlaceAnswer("Hjo", Status.NO_ANSWER, "Det finns inget citat om det från Hjo.", ()),
    ),
    more=0,
    generation=_ANSWER.generation,
)

_CHECKED = "Vi fikar aldrig på stort allvar."
_KNOWN = "Vi fikar på stort allvar"
_CHECK = QuoteCheck(
    text=_CHECKED,
    status=CheckStatus.ALTERED,
    message=(
        "Inte ordagrant. Närmast är vad Tuva Granhöst säger i artikeln ”Fika på stort allvar”. Obs! Ord som kan vända "
        "på meningen skiljer sig: ”aldrig”."
    ),
    notes=(CheckNote.NEGATION,),
    remarks=("Obs! Ord som kan vända på meningen skiljer sig: ”aldrig”.",),
    credit=None,
    matches=(
        CheckMatch(
            kind="quote",
            text=_KNOWN,
            article=_QUOTE.article,
            start=_QUOTE.start,
            end=_QUOTE.start + len(_KNOWN),
            quotes=(_QUOTE,),
            differences=(
                Difference(DifferenceKind.SAME, "Vi fikar ", "Vi fikar "),
                Difference(DifferenceKind.ADDED, "aldrig ", ""),
                Difference(DifferenceKind.SAME, "på stort allvar", "på stort allvar"),
            ),
        ),
    ),
    more=0,
    generation=_ANSWER.generation,
)

REQUESTS: dict[str, Any] = {
    "ask": {"question": _QUESTION, "history": [], "top": 3},
    "compare": {"question": _QUESTION, "municipalities": ["Flen", "Hjo"]},
    "verify_quote": {"text": _CHECKED, "language": "sv"},
    "rate": {"answer": _KEPT["answer_id"], "quote": _QUOTE.id, "kind": "helpful", "comment": "Precis det jag undrade."},
    "delete_conversation": {"conversation": "3f6b0c1d9a7e42d5"},
}
"""Operation id -> what is sent."""
PARAMETERS = {
    "quote_id": _QUOTE.id,
    "language": "sv",
    "municipality": "Flen",
    "role": "chef",
    "area": "barn",
    "year_from": 2020,
    "year_to": 2024,
}
RESPONSES: dict[str, Any] = {
    "ask": {**_ANSWER.to_dict(), **_KEPT},
    "compare": {**_COMPARISON.to_dict(), **_KEPT},
    "rate": {"status": "accepted"},
    "delete_conversation": {"questions": 3},
    "get_quote": _QUOTE,
    "filters": {
        "language": "sv",
        "filters": Filters(municipality="Flen"),
        "quotes": 4,
        "municipality": [FacetValue("Flen", "Flen", 4), FacetValue("Hjo", "Hjo", 2)],
        "role": [FacetValue("chef", "Chefer och arbetsledare", 3)],
        "area": [FacetValue("barn", "Barn och unga", 1)],
        "year": [FacetValue("2024", "2024", 4)],
    },
    "verify_quote": _CHECK,
    "topics": {"language": "sv", "topics": [{"heading": "Arbetsmiljö", "questions": [_QUESTION]}]},
    "check_health": {"status": "ok"},
}
"""Operation id -> what comes back."""
