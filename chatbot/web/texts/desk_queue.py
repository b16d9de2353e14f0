"""What stands in the recruiters' queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class QueueTexts:
    """The texts of one language; fields in braces are filled with str.format.

    Attributes:
        tabs: store.queue.Tab -> its name and what it has.
        orders: store.queue.Order -> what it is called.
        statuses: chatbot.records.Status -> in a word or two.
        channels: store.records.Channel -> where.
        finished: said where a round through the list is over.
        none_left: the same where the list is empty then.
        skipped: added to the first, where answers wait.
    """

    title: str
    tabs_label: str
    tabs: Mapping[str, tuple[str, str]]
    more_than: str
    filters: str
    filters_on: str
    text: str
    municipality: str
    language: str
    channel: str
    status: str
    since: str
    until: str
    order: str
    any: str
    show: str
    clear: str
    orders: Mapping[str, str]
    statuses: Mapping[str, str]
    channels: Mapping[str, str]
    languages: Mapping[str, str]
    question: str
    asked: str
    answer: str
    score: str
    no_score: str
    disliked: str
    scrubbed: str
    empty: str
    empty_filtered: str
    empty_at_all: str
    pages: str
    earlier: str
    later: str
    begin: str
    finished: str
    none_left: str
    skipped: str
    unknown_date: str


_QUEUE = in_both(
    swedish=QueueTexts(
        title="Svar att granska",
        tabs_label="Köns delar",
        tabs={
            "new": ("Nya", "Svar som ingen har bedömt, alla slag."),
            "disliked": ("Ogillade", "Nya svar som besökaren säger inte hjälpte."),
            "unsure": ("Osäkra", "Nya svar där chatten var osäker på att citaten svarar på frågan."),
            "unanswered": ("Obesvarade", "Nya frågor som inte fick något citat: ska de kunna besvaras?"),
            "second": (
                "Andra granskaren",
                "Svar som någon annan redan har bedömt. Du ser inte hur förrän du har bedömt dem själv.",
            ),
            "disagreed": ("Oense", "Svar där två granskare är oense. Någon tredje avgör."),
            "done": ("Klara", "Svar som är färdigbedömda."),
        },
        more_than="{count}+",
        filters="Sök och filtrera",
        filters_on="Visar bara en del av listan:",
        text="Ord i frågan",
        municipality="Kommun i frågan",
        language="Frågans språk",
        channel="Ställd på",
        status="Vad besökaren fick",
        since="Från och med",
        until="Till och med",
        order="Ordning",
        any="Alla",
        show="Visa",
        clear="Ta bort filtren",
        orders={"newest": "Nyast först", "oldest": "Äldst först", "lowest": "Mest osäkra först"},
        statuses={
            "answered": "Citat",
            "no_answer": "Inget svar",
            "no_voice": "Ingen röst därifrån",
            "not_a_question": "Ingen fråga",
        },
        channels={"page": "Chattens sida", "widget": "En annan webbplats", "api": "Ett program", "mcp": "En assistent"},
        languages={"sv": "Svenska", "en": "Engelska"},
        question="Fråga",
        asked="När",
        answer="Fick",
        score="Säkerhet",
        no_score="–",
        disliked="Ogillat",
        scrubbed="Något personligt är borttaget ur frågan",
        empty="Här är tomt: allt i den här delen är bedömt.",
        empty_filtered="Inga svar stämmer med filtren.",
        empty_at_all="Ingen har frågat chatten något än. Frågorna kommer hit av sig själva.",
        pages="Listans sidor",
        earlier="Föregående {count}",
        later="Nästa {count}",
        begin="Börja granska",
        finished="Du har gått igenom hela listan.",
        none_left="Det var det sista svaret i listan.",
        skipped="De svar som står kvar hoppade du över, eller så kom de in under tiden.",
        unknown_date="Datumet {value} går inte att förstå och är inte med i filtret. Skriv det som 2026-11-22.",
    ),
    english=QueueTexts(
        title="Answers to review",
        tabs_label="Parts of the queue",
        tabs={
            "new": ("New", "Answers that nobody has judged, of all kinds."),
            "disliked": ("Disliked", "New answers that the visitor says did not help."),
            "unsure": ("Unsure", "New answers where the chat was unsure whether the quotes answer the question."),
            "unanswered": ("Unanswered", "New questions that got no quote: should they be answered?"),
            "second": (
                "Second reviewer",
                "Answers that somebody else has judged. You do not see how until you have judged them yourself.",
            ),
            "disagreed": ("Disagreed", "Answers on which two reviewers disagree. A third decides."),
            "done": ("Done", "Answers that need no further verdict."),
        },
        more_than="{count}+",
        filters="Search and filter",
        filters_on="Only a part of the list is shown:",
        text="Words in the question",
        municipality="Municipality in the question",
        language="Language of the question",
        channel="Asked on",
        status="What the visitor got",
        since="From",
        until="To",
        order="Order",
        any="All",
        show="Show",
        clear="Remove the filters",
        orders={"newest": "Newest first", "oldest": "Oldest first", "lowest": "Least sure first"},
        statuses={
            "answered": "Quotes",
            "no_answer": "No answer",
            "no_voice": "No voice from there",
            "not_a_question": "Not a question",
        },
        channels={"page": "The chat's page", "widget": "Another site", "api": "A program", "mcp": "An assistant"},
        languages={"sv": "Swedish", "en": "English"},
        question="Question",
        asked="When",
        answer="Got",
        score="Sureness",
        no_score="–",
        disliked="Disliked",
        scrubbed="Something personal is taken out of the question",
        empty="Nothing here: everything in this part is judged.",
        empty_filtered="No answers match the filters.",
        empty_at_all="Nobody has asked the chat anything yet. Questions come here by themselves.",
        pages="Pages of the list",
        earlier="Previous {count}",
        later="Next {count}",
        begin="Start reviewing",
        finished="You have been through the whole list.",
        none_left="That was the last answer in the list.",
        skipped="You skipped those that remain, or they came in meanwhile.",
        unknown_date="The date {value} cannot be understood and is not in the filter. Write it as 2026-11-22.",
    ),
)


def queue_texts(language: Language) -> QueueTexts:
    """Return the texts of a language."""
    return _QUEUE[language]
