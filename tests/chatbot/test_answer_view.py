"""An answer as plain text."""

from __future__ import annotations

import pytest

from chatbot.answer_view import answer_text
from chatbot.records import AnswerQuote
from tests.chatbot.web.fakes import PASSAGE, POLICE, make_answer, make_quote


def tagged(*parts: str) -> AnswerQuote:
    """Return a quote whose every other part is spoken, the first one too."""
    ends = [sum(map(len, parts[: i + 1])) for i in range(len(parts))]
    segments = tuple((end - len(part), end) for part, end in zip(parts[::2], ends[::2], strict=True))
    return make_quote("".join(parts), segments=segments)


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        (
            tagged("Det var svårt", ", säger Tuva Granhöst, ", "men vi löste det."),
            "”Det var svårt”, säger Tuva Granhöst, ”men vi löste det.”",
        ),
        (tagged("Det var svårt ", "säger Tuva Granhöst", " men bra"), "”Det var svårt” säger Tuva Granhöst ”men bra”"),
        (tagged("Det var svårt", "”, säger Tuva, ”", "men bra"), "”Det var svårt”, säger Tuva, ”men bra”"),
        (make_quote("Det var\nsvårt."), "”Det var svårt.”"),
        (PASSAGE, " ".join(PASSAGE.text.split())),
        (POLICE, f"”{POLICE.text}”"),
    ],
    ids=["tag", "white space at the ends", "the article's own marks", "line break", "passage", "no tag"],
)
def test_the_narrators_tag_stands_outside_the_quotation_marks(quote: AnswerQuote, printed: str) -> None:
    """What is spoken is marked, and nothing else."""
    assert f"   {printed}\n" in answer_text(make_answer("Hur?", quote))
