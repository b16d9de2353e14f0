"""Every sentence of the pages, by language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """The pages' texts in one language; fields in braces are filled with str.format."""

    language: str
    title: str
    heading: str
    lead: str
    skip_to_question: str
    skip_to_answer: str
    loading: str
    no_script: str

    question_label: str
    question_hint: str
    send: str
    sending: str
    restart: str
    restarted: str
    starters_heading: str
    about_heading: str
    about: tuple[str, ...]

    you_asked: str
    understood_as: str
    edit: str
    about_municipality: str
    about_speaker: str
    suggestions_heading: str
    topics: str
    topics_lead: str
    close: str
    compare: str
    you_compared: str
    silent_heading: str
    quote_number: str
    interviewer_asked: str
    passage: str
    somebody: str
    unnamed: str
    and_: str
    article: str
    undated: str
    new_tab: str
    unattributed: str
    uncertain: Mapping[str, str]
    uncertain_otherwise: str

    empty_question: str
    long_question: str
    characters: str
    ask_failed: str
    no_connection: str
    no_answer_yet: str

    not_found_heading: str
    not_found: str
    failed_heading: str
    failed: str
    to_start: str

    months: tuple[str, ...]
    date: str

    def written_date(self, published: str) -> str:
        """Return YYYY-MM-DD the way the language writes dates."""
        day = datetime.date.fromisoformat(published)
        return self.date.format(day=day.day, month=self.months[day.month - 1], year=day.year)


SWEDISH = Texts(
    language="sv",
    title="Fråga om arbetet i socialtjänsten",
    heading="Hur är det att arbeta i socialtjänsten?",
    lead="Ställ din fråga och läs vad de som gör jobbet har sagt, ordagrant och med källa.",
    skip_to_question="Hoppa till frågerutan",
    skip_to_answer="Hoppa till senaste svaret",
    loading="Frågerutan laddas …",
    no_script="Frågerutan behöver JavaScript. Slå på det i webbläsaren och ladda om sidan.",
    question_label="Din fråga",
    question_hint="Skriv inget privat om dig själv eller någon annan.",
    send="Fråga",
    sending="Letar …",
    restart="Börja om",
    restarted="Samtalet är borta. Ställ en ny fråga.",
    starters_heading="Eller börja här",
    about_heading="Så fungerar det",
    about=(
        "Varje svar är citat ur publicerade artiklar. Inget är omskrivet och inget är påhittat.",
        "Under citatet står vem som säger det, i vilken roll, i vilken kommun och i vilken artikel.",
        "Ligger en viss mening närmast din fråga är den markerad.",
        "Finns det inget citat om saken säger vi det i stället för att gissa.",
    ),
    you_asked="Du frågade",
    understood_as="Tolkat som:",
    edit="Ändra frågan",
    about_municipality="Gäller kommunen {name}",
    about_speaker="Gäller {name}",
    suggestions_heading="Du kan också fråga",
    topics="Vad kan jag fråga om?",
    topics_lead="Här är frågor som det finns svar på. Du kan också skriva en egen.",
    close="Stäng",
    compare="Jämför kommuner",
    you_compared="Du jämförde kommuner",
    silent_heading="Utan svar",
    quote_number="Citat {number} av {count}",
    interviewer_asked="Frågan i intervjun:",
    passage="Ur artikeln (inte ett citat)",
    somebody="någon",
    unnamed="namnet anges inte",
    and_="och",
    article="Ur",
    undated="utan datum",
    new_tab="öppnas i en ny flik",
    unattributed="Talare framgår inte av texten.",
    uncertain={
        "continuation": (
            "Artikeln anger inte talaren rakt ut; citatet följer direkt på ett annat och sammanhanget pekar på {names}."
        ),
        "introduced": "Artikeln anger inte talaren rakt ut; sammanhanget pekar på {names}.",
        "joint": "Artikeln anger {names} tillsammans; det framgår inte vem av dem som säger vad.",
        "pull_quote": "Citatet är utlyft i artikeln, med namnet intill.",
    },
    uncertain_otherwise="Artikeln anger inte talaren rakt ut; sammanhanget pekar på {names}.",
    empty_question="Skriv en fråga först.",
    long_question="Frågan är {length} tecken lång. Högst {limit} får plats; korta den och försök igen.",
    characters="{length} av {limit} tecken",
    ask_failed="Något gick fel hos oss, så frågan fick inget svar. Försök igen om en stund.",
    no_connection="Tjänsten går inte att nå. Kontrollera uppkopplingen och försök igen; frågan är kvar i rutan.",
    no_answer_yet="Svaret dröjer. Vänta en stund till, eller ladda om sidan och fråga igen.",
    not_found_heading="Sidan finns inte",
    not_found="Adressen leder ingenstans. Den kan vara felskriven eller ha flyttat.",
    failed_heading="Något gick fel",
    failed="Felet är hos oss. Försök igen om en stund.",
    to_start="Till startsidan",
    months=(
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    date="{day} {month} {year}",
)
