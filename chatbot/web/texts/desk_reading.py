"""What stands in an article as it was read: who speaks, why, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class ReadingTexts:
    """The texts of one language; fields in braces are filled with str.format.

    Attributes:
        rules: key of corpus/lexicon/rules.tsv -> the rule in plain words.
        methods: value of corpus.records.Method -> the same for what no rule of the list decided.
        levels: rung of a municipality's evidence -> in plain words.
    """

    about: str
    title: str
    publisher: str
    published: str
    url: str
    municipality: str
    untold: str
    decided: str
    proved_by: str
    waiting_heading: str
    waiting_lead: str
    waiting_none: str
    next_waiting: str
    previous_waiting: str
    keys: str
    keys_correct: str
    legend_heading: str
    legend_voices: str
    legend_published: str
    legend_waiting: str
    legend_unattributed: str
    legend_evidence: str
    legend_question: str
    legend_boilerplate: str
    legend_place: str
    article_heading: str
    quote: str
    ends: str
    question: str
    boilerplate: str
    published_surely: str
    waits: str
    unattributed: str
    repeats: str
    percent: str
    perhaps: str
    or_: str
    and_: str
    nobody: str
    role_of: str
    in_municipality: str
    without_municipality: str
    correct: str
    correct_long: str
    evidence: str
    rules: Mapping[str, str]
    methods: Mapping[str, str]
    levels: Mapping[str, str]


_RULES_SV = {
    "explicit.after": "Namnet står direkt efter orden.",
    "explicit.before": "Namnet står direkt före orden.",
    "explicit.next": "Namnet står i stycket efter.",
    "explicit.label": "Namnet står framför orden, med kolon.",
    "explicit.role": "Bara en roll står vid orden, och bara en i artikeln har den.",
    "pronoun.introduced": "”Hon”, ”han” eller ”hen” står vid orden och syftar på den som just har nämnts.",
    "pronoun.focus": "”Hon”, ”han” eller ”hen” står vid orden och syftar på den som talade sist.",
    "pronoun.focus_of_several": "Ett pronomen står vid orden; flera kan menas, och den som talade sist valdes.",
    "pronoun.known": "Ett pronomen står vid orden, och bara en som har nämnts passar.",
    "pronoun.mentioned": "Ett pronomen står vid orden, och den enda som passar nämns i förbigående.",
    "pronoun.later": "Ett pronomen står vid orden, och den enda som passar nämns först senare.",
    "pronoun.recent": "Ett pronomen står vid orden; av dem som passar valdes den som nämndes sist.",
    "pronoun.unnamed": "Ett pronomen står vid orden och syftar på någon utan namn.",
    "interview.named": "Orden svarar på en fråga som ställs till personen med namn.",
    "interview.same": "Orden svarar på en fråga, och samma person svarar fortfarande.",
    "interview.introduced": "Orden svarar på en fråga, och artikeln har just gått över till personen.",
    "interview.focus": "Orden svarar på en fråga, och personen talade strax före.",
    "interview.page": "Orden svarar på en fråga, och artikeln har ingen annan som kan svara.",
    "introduced.sentence": "Meningen strax före handlar om precis en person.",
    "introduced.saying": "Meningen strax före säger att personen talar.",
    "introduced.according": "Meningen strax före återger vad personen har sagt.",
    "introduced.mentioned": "Personen nämns bara i meningen strax före.",
    "introduced.narration": "Stycket före handlar om precis en person.",
    "introduced.heading": "Rubriken ovanför är ett namn.",
    "introduced.focus": "Texten emellan fortsätter om den som talade sist.",
    "introduced.topic": "Texten emellan handlar om den enda som passar.",
    "introduced.pronoun": "Texten emellan säger ”hon”, ”han” eller ”hen” om den som talade sist.",
    "introduced.only": "Artikeln nämner bara en person.",
    "introduced.monologue": "Hela texten är skriven av en person, under dennes namn.",
    "continuation.1": "Orden följer direkt på personens förra citat.",
    "continuation.2": "Orden följer på två citat i rad av personen.",
    "continuation.3": "Orden följer på tre citat i rad av personen.",
    "joint.named": "Två personer anges tillsammans.",
    "joint.introduced": "Två personer har just nämnts tillsammans.",
    "joint.they": "”De” eller ”båda” står vid orden, och precis två personer är aktuella.",
    "pull_quote.name_line": "Citatet är utlyft och har namnet intill.",
    "name.short": "Artikeln skriver aldrig ut hela namnet.",
}
_RULES_EN = {
    "explicit.after": "The name stands right after the words.",
    "explicit.before": "The name stands right before the words.",
    "explicit.next": "The name stands in the next paragraph.",
    "explicit.label": "The name stands before the words, with a colon.",
    "explicit.role": "Only a role stands by the words, and only one person in the article has it.",
    "pronoun.introduced": "“She”, “he” or “they” stands by the words and means the one who was just mentioned.",
    "pronoun.focus": "“She”, “he” or “they” stands by the words and means the one who spoke last.",
    "pronoun.focus_of_several": "A pronoun stands by the words; several may be meant, and the last speaker was chosen.",
    "pronoun.known": "A pronoun stands by the words, and only one who has been mentioned fits.",
    "pronoun.mentioned": "A pronoun stands by the words, and the only one who fits is mentioned in passing.",
    "pronoun.later": "A pronoun stands by the words, and the only one who fits is mentioned later.",
    "pronoun.recent": "A pronoun stands by the words; of those who fit, the one mentioned last was chosen.",
    "pronoun.unnamed": "A pronoun stands by the words and means somebody without a name.",
    "interview.named": "The words answer a question that is put to the person by name.",
    "interview.same": "The words answer a question, and the same person still answers.",
    "interview.introduced": "The words answer a question, and the article has just turned to the person.",
    "interview.focus": "The words answer a question, and the person spoke right before.",
    "interview.page": "The words answer a question, and the article has nobody else who could answer.",
    "introduced.sentence": "The sentence right before is about exactly one person.",
    "introduced.saying": "The sentence right before says that the person speaks.",
    "introduced.according": "The sentence right before tells what the person has said.",
    "introduced.mentioned": "The person is merely mentioned in the sentence right before.",
    "introduced.narration": "The paragraph before is about exactly one person.",
    "introduced.heading": "The heading above is a name.",
    "introduced.focus": "The text between goes on about the one who spoke last.",
    "introduced.topic": "The text between is about the only one who fits.",
    "introduced.pronoun": "The text between says “she”, “he” or “they” of the one who spoke last.",
    "introduced.only": "The article mentions only one person.",
    "introduced.monologue": "The whole text is written by one person, under their name.",
    "continuation.1": "The words follow right on the person's last quote.",
    "continuation.2": "The words follow on two quotes in a row of the person.",
    "continuation.3": "The words follow on three quotes in a row of the person.",
    "joint.named": "Two people are named together.",
    "joint.introduced": "Two people have just been mentioned together.",
    "joint.they": "“They” or “both” stands by the words, and exactly two people are in sight.",
    "pull_quote.name_line": "The quote is set apart and has the name beside it.",
    "name.short": "The article never writes the full name out.",
}

_READING = in_both(
    swedish=ReadingTexts(
        about="Om artikeln",
        title="Titel",
        publisher="Utgivare",
        published="Publicerad",
        url="Adress",
        municipality="Kommun",
        untold="framgår inte",
        decided="beslutat av {by}",
        proved_by="orden som avgjorde: ”{words}”",
        waiting_heading="Väntar på beslut ({count})",
        waiting_lead="Vem som talar är inte tillräckligt säkert. Citaten visas i chatten utan namn tills någon har "
        "beslutat.",
        waiting_none="Inget citat väntar på beslut.",
        next_waiting="Nästa som väntar",
        previous_waiting="Föregående som väntar",
        keys="Tangenter: N nästa som väntar, P föregående.",
        keys_correct="Tangenter: N nästa som väntar, P föregående, E rätta citatet som är markerat.",
        legend_heading="Så läser du markeringarna",
        legend_voices="Varje talare har en bokstav och en färg:",
        legend_published="Heldragen linje: talaren visas i chatten.",
        legend_waiting="Streckad linje, randig botten och frågetecken: väntar på beslut, visas utan namn.",
        legend_unattributed="Prickad linje och tankstreck: artikeln säger inte vem som talar.",
        legend_evidence="Understruket med vågor: orden som avgjorde vem som talar.",
        legend_question="Kursivt med ”Fråga”: intervjuarens fråga.",
        legend_boilerplate="Grått med ”Sidans ram”: hör inte till artikeln och söks inte.",
        legend_place="Dubbelt understruket: orden som avgjorde kommunen.",
        article_heading="Artikeln som den lästes",
        quote="Citat {number}",
        ends="slut på citat {number}",
        question="Fråga",
        boilerplate="Sidans ram",
        published_surely="Visas med namn",
        waits="Väntar på beslut",
        unattributed="Talaren framgår inte",
        repeats="Upprepar citat {number}",
        percent="säkerhet {percent} %",
        perhaps="Kanske {names}",
        or_="eller",
        and_="och",
        nobody="Ingen talare",
        role_of="roll: {role}",
        in_municipality="kommun: {name}",
        without_municipality="ingen kommun",
        correct="Rätta",
        correct_long="citat {number}",
        evidence="”{words}”",
        rules=_RULES_SV,
        methods={
            "explicit": "Det står vid orden vem som talar.",
            "pronoun": "Ett pronomen står vid orden.",
            "interview": "Orden svarar på en fråga.",
            "continuation": "Orden följer på ett annat citat.",
            "introduced": "Texten strax före pekar på talaren.",
            "joint": "Flera anges tillsammans.",
            "pull_quote": "Citatet är utlyft ur texten.",
            "unattributed": "Artikeln säger inte vem som talar.",
            "decided": "En människa har bestämt det.",
        },
        levels={
            "M1": "kommunen nämns som arbetsgivare",
            "M2": "någon arbetar på orten",
            "M3": "en stadsdel eller ort i kommunen",
            "M4": "artikelns utgivare eller undertecknare",
        },
    ),
    english=ReadingTexts(
        about="About the article",
        title="Title",
        publisher="Publisher",
        published="Published",
        url="Address",
        municipality="Municipality",
        untold="not told",
        decided="decided by {by}",
        proved_by="the words that decided: ”{words}”",
        waiting_heading="Waiting for a decision ({count})",
        waiting_lead="Who speaks is not sure enough. The chat shows these quotes without a name until somebody has "
        "decided.",
        waiting_none="No quote waits for a decision.",
        next_waiting="Next that waits",
        previous_waiting="Previous that waits",
        keys="Keys: N next that waits, P previous.",
        keys_correct="Keys: N next that waits, P previous, E correct the quote that is marked.",
        legend_heading="How to read the marks",
        legend_voices="Each speaker has a letter and a colour:",
        legend_published="Solid line: the chat shows the speaker.",
        legend_waiting="Dashed line, striped ground and question mark: waits for a decision, shown without a name.",
        legend_unattributed="Dotted line and dash: the article does not tell who speaks.",
        legend_evidence="Wavy underline: the words that decided who speaks.",
        legend_question="Italics with “Question”: the interviewer's question.",
        legend_boilerplate="Grey with “Page frame”: no part of the article, and not searched.",
        legend_place="Double underline: the words that decided the municipality.",
        article_heading="The article as it was read",
        quote="Quote {number}",
        ends="end of quote {number}",
        question="Question",
        boilerplate="Page frame",
        published_surely="Shown with the name",
        waits="Waits for a decision",
        unattributed="The speaker is not told",
        repeats="Repeats quote {number}",
        percent="certainty {percent} %",
        perhaps="Perhaps {names}",
        or_="or",
        and_="and",
        nobody="No speaker",
        role_of="role: {role}",
        in_municipality="municipality: {name}",
        without_municipality="no municipality",
        correct="Correct",
        correct_long="quote {number}",
        evidence="”{words}”",
        rules=_RULES_EN,
        methods={
            "explicit": "It stands by the words who speaks.",
            "pronoun": "A pronoun stands by the words.",
            "interview": "The words answer a question.",
            "continuation": "The words follow on another quote.",
            "introduced": "The text right before points to the speaker.",
            "joint": "Several are named together.",
            "pull_quote": "The quote is set apart from the text.",
            "unattributed": "The article does not tell who speaks.",
            "decided": "A person has decided it.",
        },
        levels={
            "M1": "the municipality is named as employer",
            "M2": "somebody works in the place",
            "M3": "a district or place in the municipality",
            "M4": "the article's publisher or who signs it",
        },
    ),
)


def reading_texts(language: Language) -> ReadingTexts:
    """Return the texts of a language."""
    return _READING[language]
