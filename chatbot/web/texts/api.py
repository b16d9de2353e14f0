"""What the description of the API says, by language; the document itself is made from the routes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class ApiTexts:
    """The description in one language.

    Attributes:
        tags: name of a group of operations -> heading.
        operations: operation id -> summary and description.
        parameters: name -> description.
        responses: status -> description.
        schemas: name of a record -> description.
        fields: name of a field, or record and name with a dot -> description.
    """

    title: str
    description: str
    tags: Mapping[str, str]
    operations: Mapping[str, tuple[str, str]]
    parameters: Mapping[str, str]
    responses: Mapping[str, str]
    schemas: Mapping[str, str]
    fields: Mapping[str, str]


_SWEDISH = ApiTexts(
    title="Röster från socialtjänsten: API",
    description=(
        "Frågor om arbetet i socialtjänsten besvaras med ordagranna citat ur publicerade intervjuer, eller med ett "
        "ärligt nej. Ingen nyckel behövs. Citaten är andra människors ord: återge dem tecken för tecken, med talare "
        "och källa."
    ),
    tags={"questions": "Frågor", "quotes": "Citat", "ratings": "Omdömen och radering", "service": "Tjänsten"},
    operations={
        "ask": (
            "Svara på en fråga",
            "Ordagranna citat, det bästa först, eller ett nej. Varje citat jämförs med sin artikel när svaret ges.",
        ),
        "compare": (
            "Svara på en fråga kommun för kommun",
            "Samma fråga ställs till varje kommun för sig. Kommuner som inte har något att säga nämns också.",
        ),
        "filters": (
            "Visa vad svaren kan avgränsas till",
            "Kommuner, roller, arbetsområden och år, vart och ett med antalet citat när det övriga som valts gäller.",
        ),
        "rate": (
            "Bedöm ett svar",
            "Gäller svaret eller ett av dess citat. Ett nytt omdöme ersätter det förra; kind null tar tillbaka det.",
        ),
        "delete_conversation": (
            "Radera ett samtal",
            "Alla frågor som ställdes med samma conversation raderas, med vilka citat som visades och alla omdömen.",
        ),
        "topics": (
            "Visa vad man kan fråga om",
            "Frågor efter ämne. Var och en är ställd i förväg och visas bara om den besvaras väl.",
        ),
        "get_quote": (
            "Hämta ett citat",
            "Citatet jämförs med artikeln på nytt. Ett citat som inte längre står i sin artikel finns inte.",
        ),
        "verify_quote": (
            "Kontrollera ett citat",
            "Säger om texten, högst 10 000 tecken, står ordagrant i någon artikel nu, och vad som skiljer sig.",
        ),
        "check_health": (
            "Fråga hur tjänsten mår",
            "Svarar 200 bara när indexet är helt och varje citat står ordagrant i sin artikel.",
        ),
    },
    parameters={
        "quote_id": "citatets id, som i ett svar",
        "municipality": "kommun som är vald",
        "role": "roll eller grupp av roller som är vald",
        "area": "arbetsområde som är valt",
        "year_from": "tidigaste år som är valt",
        "year_to": "senaste år som är valt",
        "language": "språket för frågor och namn",
    },
    responses={
        "200": "Det gick bra.",
        "404": "Det finns inte.",
        "413": "Begäran är större än 64 kB.",
        "422": "Begäran går inte att förstå; meddelandet säger vilket fält det gäller och vad som är fel.",
        "429": "Din adress har frågat för ofta. Huvudet Retry-After säger efter hur många sekunder det går igen.",
        "500": "Felet är tjänstens eget.",
        "503": "Indexet stämmer inte med artiklarna, eller databasen går inte att nå.",
    },
    schemas={
        "AskRequest": "En fråga, med det som den kan luta sig mot.",
        "CompareRequest": "En fråga som flera kommuner ska svara på.",
        "KeptAnswer": "Svaret på en fråga. Samma post från kommandoraden, HTTP, MCP och sidan.",
        "Interpretation": "Hur frågan förstods; null för det som den inte nämner.",
        "Status": (
            "answered: det finns citat. no_answer: ingen har sagt något om det. no_voice: frågan nämner en kommun "
            "eller person som inte finns bland artiklarna. not_a_question: en hälsning, ett tack eller brus."
        ),
        "Unfiltered": "Hur många citat som svarar utan ett av filtren.",
        "Filters": "Vad svaren avgränsas till; null för det som inte är valt.",
        "FilterList": "Vad svaren kan avgränsas till.",
        "FacetValue": "Något att välja.",
        "AnswerQuote": "Ett ordagrant citat, eller ett stycke av artikelns egen text.",
        "AnswerSpeaker": "Den som talar; namnet är null när artikeln inte anger det, eller inte säkert nog.",
        "AnswerAttribution": "Vad som avgjorde vem som talar.",
        "ArticleReference": "Var citatet är publicerat.",
        "RatingRequest": "Ett omdöme om ett svar, eller om ett citat i det.",
        "RatingKind": (
            "helpful: hjälpte. beside: bredvid frågan. wrong_person: fel person under orden. other: något annat."
        ),
        "RatingRecord": "Hur det gick med omdömet.",
        "DeletionRequest": "Vilket samtal som ska raderas.",
        "DeletionRecord": "Vad som raderades.",
        "KeptComparison": "Svaren på en fråga, kommun för kommun.",
        "PlaceAnswer": "Vad en kommun svarar.",
        "TopicList": "Vad man kan fråga om.",
        "Topic": "Ett ämne med frågor som besvaras väl.",
        "HealthRecord": "Hur tjänsten mår.",
        "CheckRequest": "En text som kan vara ett citat.",
        "QuoteCheck": "Vad som är känt om en text. Samma post från kommandoraden, HTTP och MCP.",
        "CheckStatus": (
            "exact: texten står ordagrant i en artikel. altered: den är ändrad från det som står där. not_found: inget "
            "i artiklarna är likt den. too_short: den har färre än tre ord."
        ),
        "CheckNote": (
            "other_speaker: texten anger någon som inte sagt det. negation, number: ord som vänder på meningen, eller "
            "tal, skiljer sig. stitched: hopsatt från olika ställen. omission: ord är utelämnade där texten säger det. "
            "punctuation: bara skiljetecken skiljer sig. part_of_sentence: börjar eller slutar mitt i en mening. "
            "with_narration: en del är artikelns egna ord. tag_left_out: anföring som ”säger hon” är utelämnad. "
            "typography: bara typografin skiljer sig."
        ),
        "CheckMatch": "Ett ställe i en artikel som har texten, eller som en del av den kommer från.",
        "Difference": "Ett stycke av texten bredvid artikelns ord.",
        "DifferenceKind": "same: lika. removed: utelämnat. added: tillagt. changed: utbytt.",
        "ErrorRecord": "Ett fel.",
        "ErrorDetail": "Vad som är fel.",
    },
    fields={
        "question": "frågan, som den skrevs",
        "history": "tidigare frågor, äldst först; bara den sista används, och bara av en följdfråga",
        "municipality": "kommunens namn, eller null",
        "speaker": "hela namnet på den som ska höras, eller en del av det",
        "top": "högst så många citat",
        "municipalities": "en post per kommun: först de som svarar, de som svarar bäst först",
        "language": "språkets kod, till exempel sv eller en",
        "interpreted": "hur frågan förstods",
        "status": "vilket slags svar det är",
        "message": "en eller två meningar på frågans språk",
        "quotes": "citaten, det bästa först",
        "suggestions": "frågor som det finns svar på",
        "generation": "vilken version av indexet som svarade",
        "Interpretation.question": "frågan som den ställdes till indexet",
        "Interpretation.speaker": "den person som frågan gäller, eller null",
        "AskRequest.municipality": "kommun som ska höras i stället för den som frågan nämner",
        "CompareRequest.municipalities": "kommuner att jämföra; tomt: de som frågan nämner om de är flera, annars alla",
        "CompareRequest.top": "högst så många citat från varje kommun",
        "AskRequest.role": "roll, eller grupp av roller, som citaten ska komma från; se /api/v1/filters",
        "CompareRequest.role": "roll, eller grupp av roller, som citaten ska komma från; se /api/v1/filters",
        "area": "arbetsområde som citaten ska gälla; se /api/v1/filters",
        "year_from": "citat publicerade tidigast detta år",
        "year_to": "citat publicerade senast detta år",
        "filters": "vad svaren avgränsas till",
        "Interpretation.filters": "vad svaret avgränsades till; null om ingenting är valt",
        "unfiltered": "när inget svar finns med de valda filtren: vad som finns utan vart och ett av dem",
        "filter": "municipality, role, area eller year; all: alla",
        "elsewhere": "när kommunen som frågan nämner inte har något svar men andra har det; annars null",
        "Elsewhere.question": "frågan utan kommunen",
        "Elsewhere.quotes": "antal citat som den ger",
        "Elsewhere.municipalities": "varifrån de är",
        "FilterList.quotes": "antal citat med det som är valt",
        "Unfiltered.quotes": "antal citat, räknade till högst 10",
        "FacetValue.quotes": "antal citat om detta väljs och resten är som det är",
        "FilterList.municipality": "kommunerna",
        "FilterList.role": "grupperna av roller",
        "FilterList.area": "arbetsområdena",
        "Filters.role": "nyckel till en grupp av roller, eller en roll",
        "Filters.area": "nyckel till ett arbetsområde",
        "year": "åren",
        "value": "vad som skickas",
        "label": "namnet, för människor",
        "conversation": (
            "en slumpad beteckning som anroparen själv väljer och håller hemlig, 16 till 64 tecken (a-z, A-Z, 0-9, _ "
            "och -); med den går samtalet att radera. Bara dess SHA-256 sparas"
        ),
        "answer_id": "svarets id, för omdömen",
        "answer": "svarets id",
        "quote": "id för ett av svarets citat; null: svaret som helhet",
        "comment": "egna ord, högst 1000 tecken; personuppgifter rensas bort innan de sparas",
        "RatingRequest.kind": "omdömet; null tar tillbaka ett tidigare",
        "RatingRecord.status": "accepted: mottaget. waiting (202): databasen går inte att nå. taken_back: borttaget",
        "DeletionRecord.questions": "hur många frågor som raderades",
        "role": "yrkesroll, eller null",
        "id": "står sig så länge artikelns text är densamma",
        "kind": "quote, eller passage: artikelns egen text, utan talare",
        "text": "artikelns text mellan start och end, byte för byte",
        "highlight": "början och slut, i text, för meningen som ligger närmast frågan; null: hela",
        "segments": "början och slut, i text, för det som sägs; däremellan står artikelns anföring",
        "speakers": "de som talar; tomt när artikeln inte anger det säkert nog",
        "attribution": "hur det avgjordes vem som talar",
        "interviewer_question": "intervjuarens fråga, där det finns en",
        "article": "var citatet är publicerat",
        "start": "var texten börjar i artikelns text, i tecken",
        "end": "var texten slutar, i tecken",
        "sha256": "kontrollsumma av texten i UTF-8",
        "score": "sannolikheten, mellan 0 och 1, att citatet svarar på frågan",
        "name": "hela namnet, eller null",
        "method": (
            "explicit, pronoun, interview, continuation, introduced, joint, pull_quote, decided eller unattributed: "
            "vad i texten som visar vem som talar; decided: en människa har avgjort det"
        ),
        "confidence": "hur säkert det är, mellan 0 och 1",
        "ArticleReference.id": "artikelns id",
        "title": "artikelns rubrik",
        "publisher": "utgivaren, eller null",
        "url": "artikelns adress, eller null",
        "published": "datum som ÅÅÅÅ-MM-DD, eller null",
        "more": "hur många kommuner till som inte visas",
        "CheckRequest.text": "en mening eller mer, som den klistrades in; högst 10 000 tecken",
        "CheckRequest.language": "meddelandets språk",
        "QuoteCheck.text": "texten, som den klistrades in",
        "QuoteCheck.status": "om texten är ordagrann",
        "QuoteCheck.message": "utslaget i ord",
        "QuoteCheck.more": "hur många ställen till med samma ord som inte visas",
        "notes": "vad mer som är att säga, det allvarligaste först",
        "remarks": "det som notes säger, i ord",
        "credit": "vem texten säger har sagt det, eller null",
        "matches": "ställena: vart och ett med hela texten om den är ordagrann, annars med var sin del",
        "CheckMatch.kind": (
            "quote: ur ett citat. passage: artikelns egen text. question: intervjuarens fråga. article: annat, eller "
            "flera av dem"
        ),
        "CheckMatch.quotes": "citaten och styckena som har en del av stället; ingen annan har sagt det",
        "differences": "båda texterna i ordning; originalen efter varandra är ställets text",
        "Difference.kind": "vad som skiljer sig",
        "given": "textens ord",
        "original": "artikelns ord",
        "PlaceAnswer.municipality": "kommunens namn",
        "PlaceAnswer.message": "varför kommunen inte har något citat; tomt när den har",
        "topics": "ämnena",
        "heading": "ämnets namn",
        "questions": "frågorna",
        "HealthRecord.status": "ok",
        "error": "felet",
        "code": "kort och oföränderlig, för program",
        "ErrorDetail.message": "en mening för människor",
    },
)

_ENGLISH = ApiTexts(
    title="Röster från socialtjänsten: API",
    description=(
        "Questions about work in Swedish social services are answered with verbatim quotes from published interviews, "
        "or with an honest no. No key is needed. The quotes are other people's words: repeat them character for "
        "character, with speaker and source."
    ),
    tags={"questions": "Questions", "quotes": "Quotes", "ratings": "Ratings and deletion", "service": "The service"},
    operations={
        "ask": (
            "Answer a question",
            "Verbatim quotes, the best first, or a no. Every quote is compared with its article when it is given.",
        ),
        "compare": (
            "Answer a question municipality by municipality",
            "The same question is put to each municipality by itself. Those that have nothing to say are named, too.",
        ),
        "filters": (
            "Show what answers can be narrowed to",
            "Municipalities, roles, areas of work and years, each with the number of quotes under what else is chosen.",
        ),
        "rate": (
            "Rate an answer",
            "The answer or one of its quotes. A new rating takes the place of the one before; kind null takes it back.",
        ),
        "delete_conversation": (
            "Delete a conversation",
            "All questions asked with the same conversation are deleted, with what quotes were shown and all ratings.",
        ),
        "topics": (
            "Show what can be asked about",
            "Questions by topic. Each one has been asked before and is shown only if it is answered well.",
        ),
        "get_quote": (
            "Get one quote",
            "The quote is compared with its article again. One that no longer stands in its article does not exist.",
        ),
        "verify_quote": (
            "Check a quote",
            "Whether the text, of at most 10,000 characters, stands verbatim in an article now, and what differs.",
        ),
        "check_health": (
            "Ask how the service is",
            "200 only when the index is whole and every quote stands verbatim in its article.",
        ),
    },
    parameters={
        "quote_id": "the quote's id, as in an answer",
        "municipality": "municipality that is chosen",
        "role": "role or group of roles that is chosen",
        "area": "area of work that is chosen",
        "year_from": "first year that is chosen",
        "year_to": "last year that is chosen",
        "language": "language of questions and names",
    },
    responses={
        "200": "It went well.",
        "404": "It does not exist.",
        "413": "The request is larger than 64 kB.",
        "422": "The request cannot be understood; the message tells which field is meant and what is wrong.",
        "429": "Your address has asked too often. The header Retry-After tells after how many seconds it may again.",
        "500": "The fault is the service's own.",
        "503": "The index does not agree with the articles, or the database cannot be reached.",
    },
    schemas={
        "AskRequest": "A question, with what it may lean on.",
        "CompareRequest": "A question that several municipalities are to answer.",
        "KeptAnswer": "The answer to one question. The same record from the command line, HTTP, MCP and the page.",
        "Interpretation": "How the question was understood; null for what it does not name.",
        "Status": (
            "answered: there are quotes. no_answer: nobody has said anything about it. no_voice: the question names "
            "a municipality or a person of whom the articles have nothing. not_a_question: a greeting, thanks or noise."
        ),
        "Unfiltered": "How many quotes answer without one of the filters.",
        "Filters": "What answers are narrowed to; null for what is not chosen.",
        "FilterList": "What answers can be narrowed to.",
        "FacetValue": "Something to choose.",
        "AnswerQuote": "One verbatim quote, or a passage of the article's own text.",
        "AnswerSpeaker": "Who speaks; the name is null where the article does not tell it, or not surely enough.",
        "AnswerAttribution": "What decided who speaks.",
        "ArticleReference": "Where the quote was published.",
        "RatingRequest": "A rating of an answer, or of one quote in it.",
        "RatingKind": (
            "helpful: it helped. beside: beside the question. wrong_person: the wrong person under the words. other: "
            "something else."
        ),
        "RatingRecord": "What became of the rating.",
        "DeletionRequest": "Which conversation is to be deleted.",
        "DeletionRecord": "What was deleted.",
        "KeptComparison": "The answers to one question, municipality by municipality.",
        "PlaceAnswer": "What one municipality answers.",
        "TopicList": "What can be asked about.",
        "Topic": "A topic with questions that are answered well.",
        "HealthRecord": "How the service is.",
        "CheckRequest": "A text that may be a quote.",
        "QuoteCheck": "What is known of a text. The same record from the command line, HTTP and MCP.",
        "CheckStatus": (
            "exact: the text stands verbatim in an article. altered: it differs from what stands there. not_found: "
            "nothing in the articles is like it. too_short: it has fewer than three words."
        ),
        "CheckNote": (
            "other_speaker: the text names somebody who did not say it. negation, number: words that turn the meaning "
            "round, or numbers, differ. stitched: put together from different places. omission: words are left out "
            "where the text says so. punctuation: only punctuation differs. part_of_sentence: begins or ends within a "
            "sentence. with_narration: a part is the article's own words. tag_left_out: a tag like 'she says' is left "
            "out. typography: only the typography differs."
        ),
        "CheckMatch": "A place in an article that has the text, or that a part of it comes from.",
        "Difference": "A stretch of the text beside the article's words.",
        "DifferenceKind": "same, removed, added or changed.",
        "ErrorRecord": "An error.",
        "ErrorDetail": "What is wrong.",
    },
    fields={
        "question": "the question, as typed",
        "history": "earlier questions, oldest first; only the last is used, and only by a follow-up",
        "municipality": "name of the municipality, or null",
        "speaker": "full name of whoever is to be heard, or a part of it",
        "top": "quotes at most",
        "municipalities": "one record a municipality: first those that answer, the best first",
        "language": "code of the language, for instance sv or en",
        "interpreted": "how the question was understood",
        "status": "what kind of answer it is",
        "message": "one or two sentences in the question's language",
        "quotes": "the quotes, the best first",
        "suggestions": "questions that have an answer",
        "generation": "which version of the index answered",
        "Interpretation.question": "the question as it was put to the index",
        "Interpretation.speaker": "the person whom the question is about, or null",
        "AskRequest.municipality": "municipality to hear in the place of the one that the question names",
        "CompareRequest.municipalities": (
            "municipalities to compare; empty: those that the question names, if several, else all"
        ),
        "CompareRequest.top": "quotes of each municipality at most",
        "AskRequest.role": "role, or group of roles, that the quotes are to come from; see /api/v1/filters",
        "CompareRequest.role": "role, or group of roles, that the quotes are to come from; see /api/v1/filters",
        "area": "area of work that the quotes are to belong to; see /api/v1/filters",
        "year_from": "quotes published in this year or later",
        "year_to": "quotes published in this year or before",
        "filters": "what answers are narrowed to",
        "Interpretation.filters": "what the answer was narrowed to; null if nothing is chosen",
        "unfiltered": "where there is no answer with the chosen filters: what there is without each of them",
        "filter": "municipality, role, area or year; all: all of them",
        "elsewhere": "where the municipality that the question names has no answer and others have; else null",
        "Elsewhere.question": "the question without the municipality",
        "Elsewhere.quotes": "number of quotes that it gives",
        "Elsewhere.municipalities": "where they are from",
        "FilterList.quotes": "number of quotes under what is chosen",
        "Unfiltered.quotes": "number of quotes, counted up to 10",
        "FacetValue.quotes": "number of quotes if this is chosen and the rest stays",
        "FilterList.municipality": "the municipalities",
        "FilterList.role": "the groups of roles",
        "FilterList.area": "the areas of work",
        "Filters.role": "key of a group of roles, or a role",
        "Filters.area": "key of an area of work",
        "year": "the years",
        "value": "what is sent",
        "label": "the name, for people",
        "conversation": (
            "a random name that the caller chooses and keeps secret, 16 to 64 characters (a-z, A-Z, 0-9, _ and -); by "
            "it the conversation can be deleted. Only its SHA-256 is stored"
        ),
        "answer_id": "the answer's id, for ratings",
        "answer": "the answer's id",
        "quote": "id of one of the answer's quotes; null: the answer as a whole",
        "comment": "own words, 1000 characters at most; personal details are taken out before they are stored",
        "RatingRequest.kind": "the rating; null takes an earlier one back",
        "RatingRecord.status": "accepted: received. waiting (202): the database is out of reach. taken_back: removed",
        "DeletionRecord.questions": "how many questions were deleted",
        "role": "occupation, or null",
        "id": "stays the same as long as the article's text does",
        "kind": "quote, or passage: the article's own text, without speakers",
        "text": "the article's text from start to end, byte for byte",
        "highlight": "start and end, in text, of the sentence nearest to the question; null: all of it",
        "segments": "start and end, in text, of what is spoken; between them stands the narrator's tag",
        "speakers": "those who speak; empty where the article does not tell surely enough",
        "attribution": "how it was decided who speaks",
        "interviewer_question": "the interviewer's question, where there is one",
        "article": "where the quote was published",
        "start": "where the text begins in the article's text, in characters",
        "end": "where the text ends, in characters",
        "sha256": "checksum of the text in UTF-8",
        "score": "the probability, between 0 and 1, that the quote answers the question",
        "name": "full name, or null",
        "method": (
            "explicit, pronoun, interview, continuation, introduced, joint, pull_quote, decided or unattributed: what "
            "in the text shows who speaks; decided: a person has decided it"
        ),
        "confidence": "how sure it is, between 0 and 1",
        "ArticleReference.id": "the article's id",
        "title": "the article's headline",
        "publisher": "the publisher, or null",
        "url": "the article's address, or null",
        "published": "date as YYYY-MM-DD, or null",
        "more": "how many more municipalities are not shown",
        "CheckRequest.text": "a sentence or more, as it was pasted; 10,000 characters at most",
        "CheckRequest.language": "language of the message",
        "QuoteCheck.text": "the text, as it was pasted",
        "QuoteCheck.status": "whether the text is verbatim",
        "QuoteCheck.message": "the verdict in words",
        "QuoteCheck.more": "how many more places with the same words are not shown",
        "notes": "what else is to be said, the gravest first",
        "remarks": "what notes says, in words",
        "credit": "who the text says has said it, or null",
        "matches": "the places: each with all of the text if it is verbatim, else each with its part",
        "CheckMatch.kind": (
            "quote: of a quote. passage: the article's own text. question: the interviewer's. article: anything else, "
            "or several of them"
        ),
        "CheckMatch.quotes": "the quotes and passages that have a part of the place; nobody else has said it",
        "differences": "both texts in order; the originals in a row are the place's text",
        "Difference.kind": "what differs",
        "given": "the text's words",
        "original": "the article's words",
        "PlaceAnswer.municipality": "name of the municipality",
        "PlaceAnswer.message": "why the municipality has no quote; empty where it has",
        "topics": "the topics",
        "heading": "the topic's name",
        "questions": "the questions",
        "HealthRecord.status": "ok",
        "error": "the error",
        "code": "short and stable, for programs",
        "ErrorDetail.message": "a sentence for people",
    },
)

API = in_both(swedish=_SWEDISH, english=_ENGLISH)


def api_texts(language: Language) -> ApiTexts:
    """Return the texts in a language."""
    return API[language]
