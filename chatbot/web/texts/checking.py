"""The page where a pasted text is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.records import CheckStatus
from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class CheckingTexts:
    """The texts of one language; fields in braces are filled with str.format."""

    title: str
    heading: str
    lead: str
    label: str
    label_again: str
    hint: str
    send: str
    empty: str
    failed: str
    error: str
    verdicts: Mapping[CheckStatus, str]
    misattributed: str
    given: str
    original: str
    not_there: str
    left_out: str
    legend: str
    part: str
    question: str
    article: str
    read_on: str
    more: str
    receipt: str
    receipt_id: str
    receipt_place: str
    receipt_hash: str
    receipt_index: str
    how_heading: str
    how: tuple[str, ...]


CHECKING = in_both(
    swedish=CheckingTexts(
        title="Kontrollera citat",
        heading="Är citatet ordagrant?",
        lead="Klistra in en mening, så ser du om någon har sagt just så, vem, och vad som i så fall är ändrat.",
        label="Text att kontrollera",
        label_again="Kontrollera en annan text",
        hint="En mening eller mer, med eller utan citattecken. Högst {limit} tecken. Texten sparas inte.",
        send="Kontrollera",
        empty="Klistra in en text först.",
        failed="Texten kunde inte kontrolleras. Felet är hos oss. Texten står kvar; försök igen om en stund.",
        error="Fel",
        verdicts={
            CheckStatus.EXACT: "Ordagrant",
            CheckStatus.ALTERED: "Inte ordagrant",
            CheckStatus.NOT_FOUND: "Finns inte här",
            CheckStatus.TOO_SHORT: "För kort att kontrollera",
        },
        misattributed="Ordagrant, men inte sagt av den som texten anger",
        given="Din text",
        original="Så står det i artikeln",
        not_there="står inte i artikeln:",
        left_out="saknas i din text:",
        legend="Överstruket står inte i artikeln. Understruket saknas i din text.",
        part="Del {number} av {count}",
        question="Intervjuarens fråga",
        article="Ur artikeln (inte ett citat)",
        read_on="Läs i sitt sammanhang",
        more="Samma ord står på {count} ställen till, som inte visas här.",
        receipt="Kvitto",
        receipt_id="Citatets id",
        receipt_place="Plats i artikeln, i tecken",
        receipt_hash="SHA-256 av orden",
        receipt_index="Index",
        how_heading="Så går det till",
        how=(
            "Texten jämförs ord för ord med artiklarna som de är nu. Citattecken och radbrytningar spelar ingen roll.",
            "Skiljer sig något visas det bredvid originalet, särskilt om ett ”inte” eller ett tal är ändrat.",
            "En text som inte finns här behöver inte vara påhittad. Den står bara inte i samlingens artiklar.",
            "Texten skickas bara till den här tjänsten. Den sparas inte och hamnar inte i någon logg eller adress.",
        ),
    ),
    english=CheckingTexts(
        title="Check a quote",
        heading="Is the quote word for word?",
        lead="Paste a sentence, in Swedish as the articles are, and see if anybody said just that, and what differs.",
        label="Text to check",
        label_again="Check another text",
        hint="A sentence or more, with or without quotation marks. At most {limit} characters. The text is not stored.",
        send="Check",
        empty="Paste a text first.",
        failed="The text could not be checked. The fault is ours. Your text is still here; try again in a while.",
        error="Error",
        verdicts={
            CheckStatus.EXACT: "Word for word",
            CheckStatus.ALTERED: "Not word for word",
            CheckStatus.NOT_FOUND: "Not found here",
            CheckStatus.TOO_SHORT: "Too short to check",
        },
        misattributed="Word for word, but not said by whom the text names",
        given="Your text",
        original="What the article says",
        not_there="not in the article:",
        left_out="missing from your text:",
        legend="Struck through is not in the article. Underlined is missing from your text.",
        part="Part {number} of {count}",
        question="The interviewer’s question",
        article="From the article (not a quote)",
        read_on="Read it in its context",
        more="The same words stand in {count} more places that are not shown here.",
        receipt="Receipt",
        receipt_id="Id of the quote",
        receipt_place="Place in the article, in characters",
        receipt_hash="SHA-256 of the words",
        receipt_index="Index",
        how_heading="How it works",
        how=(
            "The text is compared word by word with the articles as they are now. Quotation marks make no difference.",
            "Whatever differs is shown beside the original, above all where a “not” (inte) or a number has changed.",
            "A text that is not found here need not be made up. It only is not in this collection’s articles.",
            "The text is sent to this service only. It is not stored, and does not end up in any log or address.",
        ),
    ),
)


def checking_texts(language: Language) -> CheckingTexts:
    """Return the texts in a language."""
    return CHECKING[language]
