"""The chat page: first sight, the question box, the topics."""

from __future__ import annotations

from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class ChatTexts:
    """The texts of one language; fields in braces are filled with str.format, or in the page by its script."""

    heading: str
    lead: str
    lead_without_voices: str
    limits: str
    people: str
    one_person: str
    municipalities: str
    one_municipality: str
    skip_to_question: str
    skip_to_answer: str
    loading: str
    no_script: str
    question_label: str
    question_hint: str
    kept: str
    privacy: str
    send: str
    sending: str
    restart: str
    forget: str
    restarted: str
    starters_heading: str
    is_heading: str
    what_it_is: tuple[str, ...]
    is_not_heading: str
    what_it_is_not: tuple[str, ...]
    topics: str
    topics_lead: str
    close: str
    empty_question: str
    long_question: str
    characters: str
    ask_failed: str
    no_connection: str
    too_fast: str
    not_answered: str
    no_answer_yet: str


CHAT = in_both(
    swedish=ChatTexts(
        heading="Hur är det att arbeta i socialtjänsten?",
        lead="Svar med deras egna ord: verifierade citat från {people} i {municipalities}.",
        lead_without_voices="Svar med deras egna ord: verifierade citat av dem som gör jobbet.",
        limits="Inget är påhittat eller omskrivet. Här ges ingen rådgivning i egna ärenden.",
        people="{count} personer",
        one_person="en person",
        municipalities="{count} kommuner",
        one_municipality="en kommun",
        skip_to_question="Hoppa till frågerutan",
        skip_to_answer="Hoppa till senaste svaret",
        loading="Frågerutan laddas …",
        no_script="Frågerutan behöver JavaScript. Slå på det i webbläsaren och ladda om sidan.",
        question_label="Din fråga",
        question_hint="Fråga med egna ord om arbetet. Skriv inget privat om dig själv eller någon annan.",
        kept="Frågan sparas utan ditt namn i {days} dagar.",
        privacy="Så hanteras personuppgifter",
        send="Fråga",
        sending="Letar …",
        restart="Börja om",
        forget="Radera min konversation",
        restarted="Samtalet är borta. Ställ en ny fråga.",
        starters_heading="Eller börja här",
        is_heading="Det här får du",
        what_it_is=(
            "Citat ur publicerade intervjuer, ord för ord, med namn, roll, kommun och källa.",
            "Ett ärligt ”det finns inget citat om det” när ingen har sagt något om saken.",
        ),
        is_not_heading="Det här är det inte",
        what_it_is_not=(
            "Ingen text är påhittad, sammanfattad eller omskriven.",
            "Ingen rådgivning i egna ärenden. Sök hjälp hos socialtjänsten i din kommun; ring 112 om det är akut.",
        ),
        topics="Vad kan jag fråga om?",
        topics_lead="Här är frågor som det finns svar på. Du kan också skriva en egen.",
        close="Stäng",
        empty_question="Skriv en fråga först.",
        long_question="Frågan är {length} tecken lång. Högst {limit} får plats; korta den och försök igen.",
        characters="{length} av {limit} tecken",
        ask_failed="Något gick fel hos oss, så frågan fick inget svar. Försök igen om en stund.",
        no_connection="Tjänsten går inte att nå. Kontrollera uppkopplingen och försök igen; frågan är kvar i rutan.",
        too_fast="Du frågar fortare än vi hinner svara. Vänta en stund; frågan är kvar i rutan.",
        not_answered=(
            "Frågan fick inget svar. Den är kvar i rutan: försök igen. Hjälper det inte kan tjänsten ha uppdaterats; "
            "kopiera då frågan och ladda om sidan."
        ),
        no_answer_yet="Svaret dröjer. Vänta en stund till.",
    ),
    english=ChatTexts(
        heading="What is it like to work in Swedish social services?",
        lead="Answers in their own words: verified quotes by {people} in {municipalities}.",
        lead_without_voices="Answers in their own words: verified quotes by those who do the work.",
        limits="Nothing is made up or rewritten. No advice on your own case is given here.",
        people="{count} people",
        one_person="one person",
        municipalities="{count} municipalities",
        one_municipality="one municipality",
        skip_to_question="Skip to the question box",
        skip_to_answer="Skip to the latest answer",
        loading="Loading the question box …",
        no_script="The question box needs JavaScript. Please turn it on in your browser and load the page again.",
        question_label="Your question",
        question_hint="Ask about the work in your own words. Write nothing private about yourself or anybody else.",
        kept="Your question is kept without your name for {days} days.",
        privacy="How personal data is handled",
        send="Ask",
        sending="Looking …",
        restart="Start over",
        forget="Delete my conversation",
        restarted="The conversation is gone. Ask a new question.",
        starters_heading="Or start here",
        is_heading="What you get",
        what_it_is=(
            "Quotes from published interviews, word for word and in Swedish, with name, role, municipality and source.",
            "An honest “there is no quote about that” when nobody has said anything about it.",
        ),
        is_not_heading="What this is not",
        what_it_is_not=(
            "No text is made up, summarised, translated or rewritten.",
            "No advice on your own case. Turn to social services in your municipality; call 112 in an emergency.",
        ),
        topics="What can I ask about?",
        topics_lead="These questions have answers. You can also write your own.",
        close="Close",
        empty_question="Please write a question first.",
        long_question="The question is {length} characters long. At most {limit} fit; please shorten it and try again.",
        characters="{length} of {limit} characters",
        ask_failed="Something went wrong on our side, so the question got no answer. Please try again in a while.",
        no_connection=(
            "The service cannot be reached. Check your connection and try again; your question is still in the box."
        ),
        too_fast="You ask faster than we can answer. Wait a little while; the question is still in the box.",
        not_answered=(
            "The question got no answer. It is still in the box: try again. If that does not help, the service may "
            "have been updated; copy the question then, and load the page again."
        ),
        no_answer_yet="The answer is slow. Wait a little longer.",
    ),
)


def chat_texts(language: Language) -> ChatTexts:
    """Return the texts in a language."""
    return CHAT[language]
