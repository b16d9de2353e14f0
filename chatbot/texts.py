"""Every sentence that an answer can contain, in Swedish and English. Nothing is ever composed but from these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NAMED_AT_MOST = 6
"""Municipalities or people listed by name in a message."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The templates of one language; in braces what is filled in."""

    language: str
    one_voice: str
    voices: str
    from_one_place: str
    from_places: str
    one_quote: str
    quotes: str
    by_one: str
    by_several: str
    quotes_of: str
    one_quote_of: str
    and_passages: str
    only_passages: str
    no_quote: str
    no_quote_from: str
    no_quote_of: str
    no_quote_of_from: str
    no_quote_of_role: str
    no_quote_filtered: str
    no_quote_from_filtered: str
    without_filters: str
    without_one: str
    without_all: str
    overruled: str
    at_least: str
    none: str
    only_verbatim: str
    no_voice_from: str
    no_quotes_by: str
    not_both: str
    no_role: str
    no_role_from: str
    there_are_roles: str
    nobody_else: str
    there_are_places: str
    there_are_people: str
    empty_corpus: str
    greeting: str
    thanks: str
    empty: str
    about_the_chat: str
    in_need: str
    own_case: str
    noise: str
    too_long: str
    more: str
    joined: str
    voices_from_places: str
    voice_from_only: str
    more_places: str
    from_interviews: str


SWEDISH = Texts(
    language="sv",
    one_voice="En röst",
    voices="{count} röster",
    from_one_place="från {place}",
    from_places="från {count} kommuner",
    one_quote="Ett citat",
    quotes="{count} citat",
    by_one="av en person",
    by_several="av {count} personer",
    one_quote_of="Ett citat av {person}.",
    quotes_of="{count} citat av {person}.",
    and_passages="Artikeln berättar också själv om det.",
    only_passages="Ingen säger det själv i ett citat, men så här berättar artikeln.",
    no_quote="Det finns inget citat om det.",
    no_quote_from="Det finns inget citat om det från {place}.",
    no_quote_of="Det finns inget citat om det av {person}.",
    no_quote_of_from="Det finns inget citat om det av {person} från {place}.",
    no_quote_of_role="Det finns inget citat om det av någon {role}.",
    no_quote_filtered="Det finns inget citat om det med de valda filtren ({filters}).",
    no_quote_from_filtered="Det finns inget citat om det från {place} med de valda filtren.",
    without_filters="Så många svarar annars: {quotes}.",
    without_one="{quotes} utan {filter}",
    without_all="{quotes} utan filter",
    overruled="Filtret {place} gäller, fast frågan nämner {named}.",
    at_least="minst {count} citat",
    none="inget citat",
    only_verbatim="Här svarar bara ordagranna citat ur artiklar, och inget av dem ligger nära nog din fråga.",
    no_voice_from="Det finns ingen röst från {place} ännu.",
    no_quotes_by="Det finns inget citat av {person}.",
    not_both="{person} finns, men inte i {place}.",
    no_role="Det finns inget citat av någon {role}.",
    no_role_from="Det finns inget citat av någon {role} från {place}.",
    there_are_roles="De som citeras är {roles}.",
    nobody_else="Det finns inte fler citat om det än de som du redan har sett.",
    there_are_places="Röster finns från {places}.",
    there_are_people="Citaten är av {people}.",
    empty_corpus="Det finns inga citat ännu.",
    greeting="Hej! Fråga om hur det är att arbeta i socialtjänsten, så visar jag vad de som arbetar där har sagt.",
    thanks="Varsågod! Fråga gärna mer om hur det är att arbeta i socialtjänsten.",
    empty="Skriv en fråga om hur det är att arbeta i socialtjänsten.",
    about_the_chat=(
        "Jag är ett program, ingen människa, och visar ordagranna citat av dem som arbetar i socialtjänsten, ur "
        "publicerade artiklar. Skriv en fråga om arbetet, till exempel om en vanlig dag eller om stödet från chefen."
    ),
    in_need=(
        "Det här är bara en chatt med citat om att arbeta i socialtjänsten, och den kan inte hjälpa dig. Är det akut, "
        "ring 112. Kontakta annars socialtjänsten i din kommun, eller socialjouren när kontoret är stängt."
    ),
    own_case=(
        "Här finns bara citat om att arbeta i socialtjänsten; chatten kan inte svara om ett ärende, en ansökan eller "
        "en orosanmälan. Vänd dig till socialtjänsten i din kommun, eller till socialjouren när kontoret är stängt. "
        "Är det akut, ring 112."
    ),
    noise="Jag kan inte läsa det som en fråga. Skriv gärna med ord vad du undrar om arbetet i socialtjänsten.",
    too_long="Frågan är för lång. Skriv den kortare, med högst {limit} tecken.",
    more="{count} till",
    joined=" och ",
    voices_from_places="Röster från {count} kommuner.",
    voice_from_only="Bara {place} har en röst om det.",
    more_places="{count} kommuner till visas inte; nämn en av dem i frågan för att läsa vad den svarar.",
    from_interviews="Frågor ur intervjuerna",
)

ENGLISH = Texts(
    language="en",
    one_voice="One voice",
    voices="{count} voices",
    from_one_place="from {place}",
    from_places="from {count} municipalities",
    one_quote="One quote",
    quotes="{count} quotes",
    by_one="by one person",
    by_several="by {count} people",
    one_quote_of="One quote by {person}.",
    quotes_of="{count} quotes by {person}.",
    and_passages="The article itself also tells of it.",
    only_passages="Nobody says it in a quote, but this is what the article tells.",
    no_quote="There is no quote about that.",
    no_quote_from="There is no quote about that from {place}.",
    no_quote_of="There is no quote about that by {person}.",
    no_quote_of_from="There is no quote about that by {person} from {place}.",
    no_quote_of_role="There is no quote about that by anybody in that role ({role}).",
    no_quote_filtered="There is no quote about that with the chosen filters ({filters}).",
    no_quote_from_filtered="There is no quote about that from {place} with the chosen filters.",
    without_filters="This many answer otherwise: {quotes}.",
    without_one="{quotes} without {filter}",
    without_all="{quotes} without filters",
    overruled="The filter {place} applies, though the question names {named}.",
    at_least="at least {count} quotes",
    none="no quote",
    only_verbatim="Only word-for-word quotes from articles answer here, and none of them comes close enough.",
    no_voice_from="There is no voice from {place} yet.",
    no_quotes_by="There is no quote by {person}.",
    not_both="{person} is here, but not in {place}.",
    no_role="There is no quote by anybody in that role ({role}).",
    no_role_from="There is no quote by anybody in that role ({role}) from {place}.",
    there_are_roles="Those quoted are {roles}.",
    nobody_else="There are no more quotes about that than those you have seen.",
    there_are_places="There are voices from {places}.",
    there_are_people="The quotes are by {people}.",
    empty_corpus="There are no quotes yet.",
    greeting="Hello! Ask what it is like to work in social services, and see what those who work there have said.",
    thanks="You are welcome! Feel free to ask more about working in social services.",
    empty="Write a question about working in social services.",
    about_the_chat=(
        "I am a program, not a human being, and show word-for-word quotes by people who work in social services, from "
        "published articles. Write a question about the work, for instance about a typical day or help from managers."
    ),
    in_need=(
        "This is only a chat with quotes about working in social services, and it cannot help you. In an emergency, "
        "call 112. Otherwise contact social services (socialtjänsten) in your municipality, or their duty service "
        "(socialjouren) when the office is closed."
    ),
    own_case=(
        "There are only quotes about working in social services here; the chat cannot answer about a case, an "
        "application or a report of concern. Turn to social services (socialtjänsten) in your municipality, or to "
        "their duty service (socialjouren) when the office is closed. In an emergency, call 112."
    ),
    noise="I cannot read that as a question. Please write in words what you wonder about working in social services.",
    too_long="The question is too long. Please shorten it to at most {limit} characters.",
    more="{count} more",
    joined=" and ",
    voices_from_places="Voices from {count} municipalities.",
    voice_from_only="Only {place} has a voice about it.",
    more_places="{count} more municipalities are not shown; name one of them in the question to read its answer.",
    from_interviews="Questions from the interviews",
)

# Danes and Norwegians read Swedish more easily than most people read English.
_READ_SWEDISH = frozenset({"sv", "da", "no"})


def texts_for(language: str) -> Texts:
    """Return the templates that fit a question's language."""
    return SWEDISH if language in _READ_SWEDISH else ENGLISH


def enumerated(names: Sequence[str], texts: Texts) -> str:
    """Return "A, B och C"; of many only the first and how many more."""
    listed = list(names[:NAMED_AT_MOST])
    if len(names) > NAMED_AT_MOST:
        listed.append(texts.more.format(count=len(names) - NAMED_AT_MOST))
    return texts.joined.join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)
