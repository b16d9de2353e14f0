"""What is no question about the work: about the chat itself, from somebody in need, and for vacancies.

Sentences are compared as folded words: lower case, no accents, no punctuation ("jag mar daligt").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.lexical import fold


def compiled(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern of folded words that is any of several."""
    return re.compile(fold("|".join(f"(?:{alternative})" for alternative in alternatives)))


def whole_words(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern of folded words that is any of several, not amid a word."""
    return re.compile(rf"\b(?:{compiled(*alternatives).pattern})\b")


_BEFORE = 60
"""Characters; more than whoever tells of another's words has before them."""

# Not "tjänsten": that is the position one applies for.
_CHAT = (
    r"(?:(?:det|den) här(?: (?:chatten|chattboten|chatboten|boten|sidan|sajten))?|detta"
    r"|chatten|chattboten|chatboten|boten|sidan|sajten)"
)
_CHAT_IN_ENGLISH = r"(?:this(?: (?:page|site|website|chat|chatbot|bot|thing|tool))?|the (?:chat|chatbot|bot))"
_MACHINE = (
    r"(?:människa|robot|bot|chatbot|chattbot|ai|maskin|dator|program|datorprogram|språkmodell|chatgpt"
    r"|human|human being|machine|computer|real person|riktig person|verklig person)"
)
_FILLER = r"(?: (?:då|egentligen|ens|tack|snälla|please|exactly|actually|then))*"

# The whole sentence: "Vad kan du göra åt stressen?" asks about the work.
_ABOUT_THE_CHAT = compiled(
    r"(?:vem|vad|vilka) är (?:du|ni)(?: för (?:nån|någon|nåt|något|en|ett))?",
    rf"(?:vad|vem) är {_CHAT}(?: för (?:nåt|något|slags \w+))?",
    r"vad (?:heter|vet|kan) du|vad kan du (?:göra|svara på|berätta(?: om)?|hjälpa (?:till|mig) med)",
    r"vad (?:kan|får|ska|bör) (?:jag|man) fråga(?: dig| er)?(?: om| här)?",
    r"vilka frågor kan (?:jag|man) ställa(?: här| till dig)?|vilka frågor kan du svara på",
    r"hur (?:ställer|skriver) (?:jag|man) en fråga|hur frågar (?:jag|man)(?: här)?",
    rf"hur (?:fungerar|funkar) (?:{_CHAT}|du|det här)",
    rf"hur använder (?:jag|man) (?:{_CHAT}|dig)",
    rf"vem (?:ligger bakom|står bakom|har gjort|gjorde|har skapat|skapade|har byggt) (?:{_CHAT}|dig)",
    rf"(?:är du|är {_CHAT}|(?:pratar|talar|chattar|skriver) jag med) (?:(?:en|ett|bara|någon|nån|riktig) )*{_MACHINE}"
    rf"(?: eller (?:(?:en|ett|bara|riktig) )*{_MACHINE})?",
    r"hjälp|hur mår du|var kommer svaren ifrån|var kommer svaren från|varifrån kommer svaren",
    r"who are you|what are you|whats your name|what is your name|who made you|how are you(?: today)?",
    rf"(?:what is|whats) {_CHAT_IN_ENGLISH}|how does {_CHAT_IN_ENGLISH} work|how do i use {_CHAT_IN_ENGLISH}",
    r"what can you (?:do|answer|tell me|help with|help me with)(?: for me)?|what do you know",
    r"what (?:questions )?(?:can|should) i ask(?: you)?(?: about| here)?|how do i ask(?: a question)?",
    rf"(?:are you|is {_CHAT_IN_ENGLISH}|am i (?:talking|chatting|speaking) (?:to|with))"
    rf" (?:(?:a|an|just|real) )*{_MACHINE}(?: or (?:(?:a|an|just|real) )*{_MACHINE})?",
    r"help|can you help(?: me)?|kan du hjälpa mig",
)
_ABOUT_THE_CHAT_ALONE = re.compile(rf"(?:{_ABOUT_THE_CHAT.pattern}){fold(_FILLER)}")

_SO = (
    r"(?: (?:bara|verkligen|så|nog|faktiskt|ofta|ibland|alltid|också|nu|inte längre|hela tiden|jätte|väldigt|mycket"
    r"|riktigt|psykiskt|just|really|so|very|often|always|now))*"
)
_CLOSE = (
    r"(?:man|make|maka|fru|sambo|partner|pojkvän|flickvän|kille|tjej|fästman|fästmö|ex|exman|exfru|pappa|mamma|far|mor"
    r"|styvpappa|styvmamma|förälder|föräldrar|bror|syster|son|dotter|farbror|morbror|familj)"
)
_CLOSE_IN_ENGLISH = (
    r"(?:husband|wife|boyfriend|girlfriend|partner|ex|father|mother|dad|mom|mum|stepfather|stepdad|stepmother|parents"
    r"|brother|sister|son|daughter|uncle|family)"
)
_HARMS = (
    r"(?:slår|slog|slagit|misshandlar|misshandlade|hotar|hotade|våldtar|våldtog|sparkar|stryper|skadar|utnyttjar"
    r"|kontrollerar|förföljer)"
)
_HARMS_IN_ENGLISH = (
    r"(?:hits?|hitting|beats?|beating|beat|abuses?|abusing|abused|threatens?|threatening|threatened|rapes?|raped"
    r"|hurts?|hurting|kicks?|stalks?)"
)
_HARMED = (
    r"(?:slagen|slagna|misshandlad|misshandlade|våldtagen|hotad|utsatt för (?:våld|hot|övergrepp)|förföljd|stalkad)"
)
_HARMED_IN_ENGLISH = r"(?:beaten|abused|raped|assaulted|threatened|hit)"

# Said of oneself these are never about the work, whatever stands around them.
_ALWAYS = whole_words(
    rf"jag{_SO} (?:vill|tänker|ska|skulle vilja|har tänkt|funderar på att){_SO}"
    r" (?:dö|ta livet av mig|ta mitt liv|sluta leva|döda mig|skada mig|göra slut på allt|hänga mig)",
    rf"jag{_SO} (?:vill|orkar){_SO} inte{_SO} (?:leva|finnas)|jag{_SO} orkar{_SO} inte (?:mer|längre|med livet)",
    r"jag har självmordstankar|jag är självmordsbenägen|jag skär mig|jag skadar mig själv",
    rf"jag (?:blir|blev|är|har blivit|har varit){_SO} {_HARMED}(?: \w+)? (?:hemma|av (?:min|mitt|mina) {_CLOSE})",
    rf"(?:min|mitt|mina) (?:före detta )?{_CLOSE}{_SO} (?:har )?{_HARMS} (?:mig|oss|mitt|mina|vårt|våra|barnen)",
    rf"jag är{_SO} rädd för (?:min|mitt|mina) {_CLOSE}|jag vågar inte (?:gå|vara) hem(?:ma)?",
    rf"i{_SO} (?:want|wanna|am going|plan|would like){_SO} (?:to )?"
    r"(?:die|kill myself|end my life|end it all|hurt myself|take my own life)",
    rf"i{_SO} (?:do not|dont) want to (?:live|be alive|exist)",
    r"i (?:cannot|can not|cant) (?:go on|take it any ?more|live)",
    rf"(?:i am|im|i feel|i have been){_SO} suicidal|i have suicidal thoughts|i cut myself|i harm myself",
    rf"my (?:ex )?{_CLOSE_IN_ENGLISH}{_SO} (?:is |are |has |have |keeps |keep |been )*{_HARMS_IN_ENGLISH}{_SO}"
    r" (?:me|us|my|our)",
    rf"(?:i am|im){_SO} (?:afraid|scared) of my {_CLOSE_IN_ENGLISH}",
    rf"i (?:am|was|get|got|have been)(?: being)? {_HARMED_IN_ENGLISH} (?:at home|by my {_CLOSE_IN_ENGLISH})",
)
_NOT_AT_WORK = r"(?! (?:\w+ ){0,3}(?:jobb|arbete|arbets|stress|läsa|höra|tänka|job|work))"
# "Får jag stöd om jag mår dåligt?" and "Vad händer när någon hotar mig?" ask about the work.
_UNLESS_SUPPOSED = whole_words(
    rf"jag (?:mår{_SO} (?:(?:jätte|skit)?dåligt|skit|piss|inte{_SO} bra)|har{_SO} mått dåligt){_NOT_AT_WORK}",
    rf"jag (?:blir|blev|är|har blivit){_SO} {_HARMED}",
    rf"(?:min|mitt|mina) (?:{_CLOSE}|barn) (?:blir|blev|har blivit){_SO} (?:slaget|{_HARMED})",
    rf"(?:han|hon|de|dom|någon|nån|folk){_SO} (?:har )?(?:slår|slog|slagit|misshandlar|hotar|våldtar|våldtog) mig",
    r"jag slår (?:min|mitt|mina|barnen)",
    r"(?:i am|im|i feel|i am feeling|im feeling)(?: (?:so|very|really))* (?:depressed|hopeless|unsafe at home)",
    rf"i (?:feel|am feeling)(?: (?:so|very|really))* (?:bad|terrible|awful)(?! about){_NOT_AT_WORK}",
    rf"i (?:am|was|have been)(?: being)? {_HARMED_IN_ENGLISH}",
    rf"(?:he|she|they|somebody|someone){_SO} (?:is |are )?{_HARMS_IN_ENGLISH} me",
)
_SUPPOSED = re.compile(r"\b(?:om|ifall|nar|if|when|in case|(?:hander|handa|vanligt|risk|risken) (?:det )?att) $")
# "Vad säger ni till någon som säger att han vill dö?" in that person's own words.
_TOLD_OF_ANOTHER = compiled(
    r"\b(?:som|man|hon|han|de|dom|någon|nån|(?:en|ett|the|a) \w+|\w+(?:en|et|na)|who|he|she|they|somebody|someone)"
    r" (?:säger|sa|skriver|berättar|says?|said|writes?|tells? you)(?: till \w+)?(?: att| that)? $"
)
# "Jag behöver hjälp att välja utbildning" asks about the work.
_NEEDS_HELP = compiled(
    rf"(?:hej )?(?:jag|vi) behöver{_SO} (?:akut )?hjälp(?: nu| akut| snabbt| hemma| av er| med mitt liv| snälla)*",
    r"(?:hej )?(?:snälla )?hjälp (?:mig|oss)(?: nu| snälla| tack)*",
    rf"i{_SO} need{_SO} (?:urgent )?help(?: now| please| at home)*|(?:please )?help (?:me|us)(?: now| please)*",
)

_JOB = r"(?:jobb|jobbet|jobben|tjänst|tjänsten|tjänster|tjänsterna|anställning|arbete|plats|platser)"
_JOB_IN_ENGLISH = r"(?:jobs?|positions?|posts?|employment|work)"
# How, where and whether to apply; "Varför ska man söka jobb hos er?" asks what the work has to offer.
_FOR_VACANCIES = compiled(
    rf"\bledigt? {_JOB}\b|\blediga {_JOB}\b",
    r"^(?!.*\bvarför\b)(?:.*\b(?:hur|var|vart|när|kan|får|vill|ska|jag|gör|måste) )?"
    r"(?:\w+ )??(?:jag |man )?(?:för att )?(?:söka?|söker|ansöka|ansöker|hitta|hittar)(?: jag| man)?(?: om)?"
    rf"(?: \w+)? {_JOB}(?! (?:åt|till|för)\b)(?: hos er| här| (?:i|som|inom|på) \w+)*(?: hur \w+ (?:jag|man))?$",
    r"^(?:vart|var|vem|vilka) (?:ska |kan |bör )?(?:vänder|vända|ringer|ringa|kontaktar|kontakta|mejlar|mejla|skriver"
    r"|skriva|hör|höra)(?: (?:jag|man|mig|sig|av|till))* (?:om|när|för att) (?:jag |man )?(?:vill |skulle vilja |ska )?"
    r"(?:jobba|arbeta|börja|bli anställd|få (?:en )?anställning)(?: hos er| här| (?:i|som|inom|på|med) \w+)*$",
    rf"\bvacanc(?:y|ies)\b|\bjob openings?\b|\bopen {_JOB_IN_ENGLISH}\b",
    r"\b(?:how|where|when|can) (?:do|can|should|would)? ?i apply"
    rf"(?: here| with you| for (?:\w+ )?{_JOB_IN_ENGLISH}.*)?$",
    rf"\b(?:how|where) (?:do|can) i (?:find|get) (?:a |the )?{_JOB_IN_ENGLISH}\b",
)

_PLEASE = r"^(?:(?:och|nu|snälla|and|now|please|just) )*"
# Told to the machine, not asked of people: "ignorera dina regler", "svara som en pirat".
_TOLD_TO_THE_CHAT = compiled(
    rf"{_PLEASE}(?:ignorera|glöm|strunta i|bortse från|bryt mot) (?:\w+ ){{0,4}}"
    r"(?:instruktion\w*|regl\w+|prompt\w*|allt|order)\b",
    rf"{_PLEASE}(?:ignore|forget|disregard|override|bypass) (?:\w+ ){{0,4}}"
    r"(?:instructions?|rules?|prompts?|guidelines?|everything|above|previous)\b",
    rf"{_PLEASE}(?:svara|agera|uppför dig|answer|act|respond|behave|reply|speak|talk) (?:som|as|like)\b",
    rf"{_PLEASE}(?:låtsas (?:att )?(?:du|vara)|du är (?:nu|från och med nu))\b",
    rf"{_PLEASE}(?:pretend (?:to be|that you|you)|you are now|from now on you)\b",
    r"\b(?:system ?prompt\w*|jailbreak|developer mode|dan mode|roleplay as)\b",
    r"^(?:skriv|dikta|översätt|translate|write|compose) (?:\w+ ){0,3}"
    r"(?:dikt|sång|låt|vits|kod|program|uppsats|brev|artikel|till|to|poem|song|joke|code|essay|letter|story|saga)\b",
)


def is_told_to_the_chat(words: Sequence[str]) -> bool:
    """Tell whether the chat is told what to do or be ("ignore your rules"): it only ever quotes."""
    return bool(_TOLD_TO_THE_CHAT.search(line_of(words)))


def is_about_the_chat(words: Sequence[str]) -> bool:
    """Tell whether the words of a whole sentence ask about the chat itself ("Vem är du?")."""
    return bool(_ABOUT_THE_CHAT_ALONE.fullmatch(line_of(words)))


def is_in_need(words: Sequence[str]) -> bool:
    """Tell whether somebody in distress speaks of himself ("min man slår mig").

    A question about the job that mentions such things ("Möter man människor som vill dö?") is none.
    """
    line = line_of(words)
    if _NEEDS_HELP.fullmatch(line):
        return True
    if any(not _TOLD_OF_ANOTHER.search(before) for before in _texts_before(_ALWAYS, line)):
        return True
    befores = _texts_before(_UNLESS_SUPPOSED, line)
    return any(not (_SUPPOSED.search(before) or _TOLD_OF_ANOTHER.search(before)) for before in befores)


def asks_for_vacancies(words: Sequence[str]) -> bool:
    """Tell whether a job is looked for ("Var hittar jag lediga jobb?"): no quote is an advertisement."""
    return bool(_FOR_VACANCIES.search(line_of(words)))


def _texts_before(pattern: re.Pattern[str], line: str) -> Iterator[str]:
    """Yield the little that stands right before each place where the pattern's words stand."""
    for match in pattern.finditer(line):
        yield line[max(0, match.start() - _BEFORE) : match.start()]


def line_of(words: Sequence[str]) -> str:
    """Return words folded, with a space between them."""
    return " ".join(re.sub(r"['’-]", "", fold(word)) for word in words)
