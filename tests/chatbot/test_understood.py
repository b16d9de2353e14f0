"""A labelled table of what questions name and what is left to search for, over invented people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.parts import topical_words
from chatbot.understanding import Understanding, understand
from chatbot.voices import Voices
from corpus.asked_places import places_in_question
from corpus.words import tokenize
from index.catalogue import Voice

GOLD = Path(__file__).resolve().parents[1] / "gold"
ROLES = {
    "Åsa Lindqvist": "enhetschef",
    "Åsa Björkmo": "kurator",
    "Tuva Granhöst": "socialsekreterare",
    "Amir Fjällstig": "biståndshandläggare",
    "Elin Sjövind": "kurator",
    "Jon Sjövind": "fältassistent",
    "My Tallsund": "familjebehandlare",
    "Per Norrskog": "gruppledare",
    "Erik Frisk": "socialsekreterare",
    "Karl-Johan Ekedal": "socialchef",
    "Fatima el Rashidi": "familjehemssekreterare",
    "Evelina Holmsjö": None,
    "Kristina Wallsten": "avdelningschef",
    "Gustaf Carlgren": "boendestödjare",
}
WORDS = frozenset(
    "handledning stress stressen lönen lön frisk jobbet polisen dag per my raster hot barn familjer semester chefen "
    "cheferna kollegorna övertid hembesök pendla ensam trygg rolig tungt".split()
)
VOICES = Voices.of([Voice(name, role, "Flen", 1) for name, role in ROLES.items()], WORDS)


def ask(question: str, *history: str) -> Understanding:
    """Understand a question against the invented corpus."""
    return understand(question, history, VOICES, find_places=places_in_question)


def topical(understanding: Understanding) -> str:
    """Return the words of the topic that carry it."""
    return " ".join(topical_words(tokenize(understanding.topic), []))


@pytest.mark.parametrize(
    ("question", "municipality", "topic"),
    [
        ("Hur är stressen i Flen?", "Flen", "stressen"),
        ("Hur är stressen i Flens kommun?", "Flen", "stressen"),
        ("Hur är stressen i kommunen Flen?", "Flen", "stressen"),
        ("Hur är stressen i Västerås stad?", "Västerås", "stressen"),
        ("Hur är stressen hos västerås stad", "Västerås", "stressen"),
        ("hur ar stressen i vasteras", "Västerås", "stressen"),
        ("hur är stressen i vesterås", "Västerås", "stressen"),
        ("Hur är stressen i Västeras kommun?", "Västerås", "stressen"),
        ("Hur är Göteborgs handledning?", "Göteborg", "handledning"),
        ("Hur är stressen på Hisingen?", "Göteborg", "stressen"),
        ("Hur är stressen i Rinkeby?", "Stockholm", "stressen"),
        ("hur är stressen i rosengård", "Malmö", "stressen"),
        ("Hur är stressen i Angered, Göteborg?", "Göteborg", "stressen"),
        ("Hur är stressen i stadsdelen Vivalla?", "Örebro", "stressen"),
        ("Is there stress in Gothenburg?", "Göteborg", "stress"),
        ("Is there stress in the city of Gothenburg?", "Göteborg", "stress"),
        ("Is there stress in Malmo?", "Malmö", "stress"),
        ("Is there stress in Flen municipality?", "Flen", "stress"),
        ("Är stressen större i Flen än i Hjo?", "Flen och Hjo", "stressen större"),
        ("Är stressen lika i Sala och Köping?", "Sala och Köping", "stressen lika"),
        ("Flen eller Hjo, var är lönen bäst?", "Flen och Hjo", "lönen bäst"),
        ("Skiljer sig lönen mellan Örebro och Västerås?", "Örebro och Västerås", "skiljer lönen"),
        ("lön Trollhättan", "Trollhättan", "lön"),
        ("lönen i trollhätan", "Trollhättan", "lönen"),
        ("Hur är lönen på Gotland?", "Gotland", "lönen"),
        ("Hur är lönen i Region Gotland?", "Gotland", "lönen"),
        ("Hur är lönen i Upplands-Väsby?", "Upplands Väsby", "lönen"),
        ("Hur är lönen i Malung?", "Malung-Sälen", "lönen"),
        ("Hur är lönen i Falu kommun?", "Falun", "lönen"),
        ("Hur är lönen i Lunds kommun?", "Lund", "lönen"),
        ("Hur är det att jobba i Hjo?", "Hjo", ""),
        ("Berätta om Flen", "Flen", ""),
        ("Vad vill ni ha för lön?", None, "lön"),
        ("Kan man vara sig själv?", None, ""),
        ("Är det bra mark att stå på i chefens lön?", None, "mark stå chefens lön"),
        ("Får man sitta i lugn och ro i ett kök?", None, "sitta lugn ro kök"),
    ],
)
def test_places(question: str, municipality: str | None, topic: str) -> None:
    """In all forms; nothing of the place, its preposition or its "kommun" is searched for."""
    understanding = ask(question)
    assert understanding.interpretation.municipality == municipality
    assert (understanding.interpretation.speaker, understanding.interpretation.role) == (None, None)
    assert topical(understanding) == topic


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("Vad säger Tuva Granhöst om stress?", "Tuva Granhöst", "stress"),
        ("Vad sa Tuva om stress?", "Tuva Granhöst", "stress"),
        ("Vad säger Granhöst om stress?", "Tuva Granhöst", "stress"),
        ("Hur ser Tuvas dag ut?", "Tuva Granhöst", "ser dag"),
        ("Hur ser Granhösts dag ut?", "Tuva Granhöst", "ser dag"),
        ("vad säger tuva granhost om stress", "Tuva Granhöst", "stress"),
        ("Vad säger Tuva Granhösst om stress?", "Tuva Granhöst", "stress"),
        ("Vad säger Åsa Lindkvist om lönen?", "Åsa Lindqvist", "lönen"),
        ("vad säger asa lindkvist om lönen", "Åsa Lindqvist", "lönen"),
        ("Vad säger Lindkvist om lönen?", "Åsa Lindqvist", "lönen"),
        ("Vad säger Åsa Bjorkmo om lönen?", "Åsa Björkmo", "lönen"),
        ("Vad tycker Cristina Vallsten?", "Kristina Wallsten", ""),
        ("Vad tycker Kristina Wallstén?", "Kristina Wallsten", ""),
        ("Vad tycker Gustav Karlgren?", "Gustaf Carlgren", ""),
        ("Vad tycker Ewelina?", "Evelina Holmsjö", ""),
        ("Vad tycker Evelinna Holmsö?", "Evelina Holmsjö", ""),
        ("Vad tycker Karl Johan Ekedal?", "Karl-Johan Ekedal", ""),
        ("Vad tycker Karl-Johan?", "Karl-Johan Ekedal", ""),
        ("vad tycker karljohan ekedal", "Karl-Johan Ekedal", ""),
        ("Vad tycker Fatima el Rashidi?", "Fatima el Rashidi", ""),
        ("Vad tycker Fatima El-Rashidi?", "Fatima el Rashidi", ""),
        ("Vad tycker chefen Åsa?", "Åsa Lindqvist", ""),
        ("vad tycker chefen åsa om lönen", "Åsa Lindqvist", "lönen"),
        ("Vad tycker enhetschef Åsa Lindqvist om lönen?", "Åsa Lindqvist", "lönen"),
        ("Vad tycker kuratorn Åsa om lönen?", "Åsa Björkmo", "lönen"),
        ("Vad tycker socialsekreteraren Tuva om lönen?", "Tuva Granhöst", "lönen"),
        ("Vad tycker Åsa?", "Åsa", ""),
        ("Vad säger My om hot?", "My Tallsund", "hot"),
        ("Vad säger Per om hot?", "Per Norrskog", "hot"),
        ("Enligt Per, är lönen bra?", "Per Norrskog", "lönen"),
        ("Vad säger Frisk om hot?", "Erik Frisk", "hot"),
        ("Vad säger Erik om hot?", "Erik Frisk", "hot"),
        ("Hur många hembesök per dag?", None, "hembesök per dag"),
        ("Per dag, hur många hembesök?", None, "per dag hembesök"),
        ("Håller man sig frisk?", None, "frisk"),
        ("Is my job safe?", None, "safe"),
        ("Finns det ett my av stress?", None, "stress"),
        ("What does Tuva say about stress?", "Tuva Granhöst", "stress"),
        ("According to Tuva, is there stress?", "Tuva Granhöst", "stress"),
        ("What is Tuva's day like?", "Tuva Granhöst", "day"),
        ("Tuva?", "Tuva Granhöst", ""),
        ("Berätta om Tuva", "Tuva Granhöst", ""),
        ("Vad säger Tuva och Amir om stress?", "Tuva Granhöst och Amir Fjällstig", "stress"),
        ("Vad säger Tuva om Amir?", "Tuva Granhöst", "amir"),
        ("Vad säger Tuva om Elon Musk?", "Tuva Granhöst", "elon musk"),
        ("What does Tuva think about Amir?", "Tuva Granhöst", "amir"),
        ("Vad säger Tuva om kommunen?", "Tuva Granhöst", "kommunen"),
        ("Vad säger Tuva om sitt jobb?", "Tuva Granhöst", ""),
        ("Vad säger Tuva om chefen?", "Tuva Granhöst", "chefen"),
        ("Vad säger Tuva?", "Tuva Granhöst", ""),
    ],
)
def test_people(question: str, speaker: str | None, topic: str) -> None:
    """Known ones however they are typed; whom somebody speaks about is the topic, not the speaker."""
    understanding = ask(question)
    assert understanding.interpretation.speaker == speaker
    assert understanding.unknown_person is None
    assert understanding.interpretation.role is None
    assert topical(understanding) == topic


@pytest.mark.parametrize(
    ("question", "stranger"),
    [
        ("Vad säger Kalle Svensson om lönen?", "Kalle Svensson"),
        ("Vad säger Tuva Svensson om lönen?", "Tuva Svensson"),
        ("vad säger kalle svensson om lönen", "Kalle Svensson"),
        ("Vad tycker Birgitta?", "Birgitta"),
        ("Vad tycker chefen Birgitta?", "Birgitta"),
        ("What does Peter say?", "Peter"),
        ("Hur mår Birgittas klienter?", "Birgitta"),
        ("Vad säger Åsa Lindberg?", "Åsa Lindberg"),
        ("Vad säger Tova Granhöst?", "Tova Granhöst"),
        ("Vad säger Erika Frisk?", "Erika Frisk"),
    ],
)
def test_strangers(question: str, stranger: str) -> None:
    """Nobody else answers for them."""
    understanding = ask(question)
    assert (understanding.unknown_person, understanding.speakers) == (stranger, ())


@pytest.mark.parametrize(
    ("question", "role", "topic"),
    [
        ("Vad tycker gruppledaren?", "gruppledare", ""),
        ("vad tycker gruppledaren om stressen?", "gruppledare", "stressen"),
        ("vad säger cheferna om lönen?", "chef", "lönen"),
        ("Vad säger era chefer om lönen?", "chef", "lönen"),
        ("Vad säger en kurator om lönen?", "kurator", "lönen"),
        ("Vad har kuratorerna att säga om lönen?", "kurator", "lönen"),
        ("Vad säger de nya socialsekreterarna om lönen?", "socialsekreterare", "nya lönen"),
        ("Enligt enhetschefen, hur är lönen?", "enhetschef", "lönen"),
        ("Hur upplever handläggarna stressen?", "handläggare", "stressen"),
        ("what do managers say?", "chef", ""),
        ("What do the managers think about stress?", "chef", "stress"),
        ("According to social workers, is there stress?", "socialsekreterare", "stress"),
        ("Vad tycker ni om cheferna?", None, "cheferna"),
        ("Vad tycker du om din chef?", None, "chef"),
        ("What do you think about managers?", None, "managers"),
        ("Har ni en bra chef?", None, "chef"),
        ("Hur blir man enhetschef?", None, "enhetschef"),
        ("Vilka egenskaper passar för rollen som kurator?", None, "egenskaper passar rollen kurator"),
        ("Vad krävs av en som ska vara kurator?", None, "krävs kurator"),
        ("Vad säger socionomerna om lönen?", None, "lönen"),
        ("Vad säger kollegorna om lönen?", None, "kollegorna lönen"),
    ],
)
def test_roles_that_are_asked_to_speak(question: str, role: str | None, topic: str) -> None:
    """Their holders alone may answer; about them anybody may."""
    understanding = ask(question)
    assert understanding.interpretation.role == role
    assert topical(understanding) == topic


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Hur är det att vara gruppledare?", "gruppledare"),
        ("hur har familjebehandlare det?", "familjebehandlare"),
        ("Hur trivs fältassistenterna?", "fältassistent"),
        ("Hur är livet som enhetschef?", "enhetschef"),
        ("What is it like to be a manager?", "chef"),
        ("How is it to work as a counsellor?", "kurator"),
    ],
)
def test_roles_that_know_best(question: str, role: str) -> None:
    """Their holders answer if they can; else whoever does."""
    understanding = ask(question)
    assert understanding.role == understanding.interpretation.role == role
    assert understanding.topic == question
    assert understanding.alone is not None
    assert understanding.alone.role is None
    assert understanding.alone.topic == question


@pytest.mark.parametrize(
    ("before", "question", "municipality", "speaker", "role", "topic"),
    [
        ("Hur är stressen?", "gäller det i Hjo också?", "Hjo", None, None, "stressen"),
        ("Hur är stressen i Flen?", "gäller det i Hjo också?", "Hjo", None, None, "stressen"),
        ("Hur är stressen i Flen?", "i Göteborg då?", "Göteborg", None, None, "stressen"),
        ("Hur är stressen i Flen?", "och på Hisingen?", "Göteborg", None, None, "stressen"),
        ("Hur är stressen i Flen?", "och i gotebrog?", "Göteborg", None, None, "stressen"),
        ("Hur är stressen i Flen?", "what about Gothenburg?", "Göteborg", None, None, "stressen"),
        ("Hur är stressen i Flen?", "samma i Hjo?", "Hjo", None, None, "stressen"),
        ("Hur är stressen?", "vem mer tycker så?", None, None, None, "stressen"),
        ("Hur är stressen?", "vad säger andra?", None, None, None, "stressen"),
        ("Hur är stressen?", "fler?", None, None, None, "stressen"),
        ("Hur är stressen?", "mer", None, None, None, "stressen"),
        ("Hur är stressen?", "berätta mer", None, None, None, "stressen"),
        ("Hur är stressen?", "kan du berätta mer om det?", None, None, None, "stressen"),
        ("Hur är stressen?", "tell me more", None, None, None, "stressen"),
        ("Hur är stressen?", "anyone else?", None, None, None, "stressen"),
        ("Hur är stressen?", "håller alla med?", None, None, None, "stressen"),
        ("Hur är stressen?", "how come?", None, None, None, "stressen"),
        ("Hur är stressen?", "varför?", None, None, None, "stressen"),
        ("Hur är stressen?", "varför det?", None, None, None, "stressen"),
        ("Hur är stressen?", "men varför är det så?", None, None, None, "stressen"),
        ("Hur är stressen?", "hur menar du?", None, None, None, "stressen"),
        ("Hur är stressen?", "hur ofta?", None, None, None, "stressen"),
        ("Hur är stressen?", "och hur länge?", None, None, None, "stressen"),
        ("Hur är stressen?", "how often?", None, None, None, "stressen"),
        ("Hur är stressen?", "kan du ge exempel?", None, None, None, "stressen"),
        ("Hur är stressen?", "och cheferna då?", None, None, "chef", "stressen"),
        ("Hur är stressen?", "vad säger cheferna då?", None, None, "chef", "stressen"),
        ("Hur är stressen?", "what about managers?", None, None, "chef", "stressen"),
        ("Hur är stressen?", "är det likadant för kuratorer?", None, None, "kurator", "stressen"),
        ("Hur är stressen?", "är det likadant för nyexade?", None, None, None, "stressen nyexade"),
        ("Hur är stressen?", "gäller det nyexade också?", None, None, None, "stressen nyexade"),
        ("Hur är stressen?", "samma sak för deltidare?", None, None, None, "stressen deltidare"),
        ("Hur är stressen?", "is it the same for beginners?", None, None, None, "stressen beginners"),
        ("Hur är stressen?", "hur är det när man är ny då?", None, None, None, "stressen ny"),
        ("Hur är stressen?", "och Tuva?", None, "Tuva Granhöst", None, "stressen"),
        ("Hur är stressen?", "håller Tuva med?", None, "Tuva Granhöst", None, "stressen"),
        ("Hur är stressen?", "Vad tycker Tuva om det?", None, "Tuva Granhöst", None, "stressen"),
        ("Vad säger Tuva om stressen?", "och Amir?", None, "Amir Fjällstig", None, "stressen"),
        ("Vad säger Tuva om stressen?", "och lönen då?", None, "Tuva Granhöst", None, "lönen"),
        ("Hur är stressen i Flen?", "och lönen då?", "Flen", None, None, "lönen"),
        ("Hur är stressen i Flen?", "what about the salary?", "Flen", None, None, "salary"),
        ("Vad säger Tuva om stressen?", "vad säger hon om lönen?", None, "Tuva Granhöst", None, "lönen"),
        ("Hur är stressen i Flen?", "är lönen bra där?", "Flen", None, None, "lönen"),
        ("Vad säger cheferna om stressen?", "och i Hjo?", "Hjo", None, "chef", "stressen"),
        ("Vad säger cheferna om stressen?", "och kuratorerna?", None, None, "kurator", "stressen"),
    ],
)
def test_follow_ups(
    before: str, question: str, municipality: str | None, speaker: str | None, role: str | None, topic: str
) -> None:
    """They take what they lack from the last question, and nothing from one before it."""
    understanding = ask(question, "Får man handledning i Köping av Amir?", before)
    interpretation = understanding.interpretation
    assert (interpretation.municipality, interpretation.speaker, interpretation.role) == (municipality, speaker, role)
    assert topical(understanding).split()[: len(topic.split())] == topic.split()
    assert "handledning" not in understanding.topic


@pytest.mark.parametrize(
    ("history", "question", "municipality", "speaker"),
    [
        (("Hur är stressen?", "i Hjo då?"), "och i Flen?", "Flen", None),
        (("Hur är stressen i Hjo?", "varför?"), "och i Flen?", "Flen", None),
        (("Hur är stressen?", "tack!"), "och i Flen?", "Flen", None),
        (("Hur är stressen?", "och Tuva?", "i Hjo då?"), "varför?", "Hjo", None),
        (("Hur är stressen?", "och Tuva?"), "och Amir?", None, "Amir Fjällstig"),
        (("Hur är lönen?", "Hur är stressen?", "och Tuva?"), "varför?", None, "Tuva Granhöst"),
    ],
)
def test_follow_ups_of_follow_ups(
    history: tuple[str, ...], question: str, municipality: str | None, speaker: str | None
) -> None:
    """The last question is what it was understood as."""
    understanding = ask(question, *history)
    interpretation = understanding.interpretation
    assert (interpretation.municipality, interpretation.speaker) == (municipality, speaker)
    assert topical(understanding).split()[0] == "stressen"


@pytest.mark.parametrize(
    "question",
    [
        "Är det stressigt?",
        "Får man också handledning?",
        "Är det även jour på helgerna?",
        "Is there a staff gym?",
        "Are there any courses for employees?",
        "Kan den som sover ute få hjälp fast hen inte är ren?",
        "Hur gör ni när en mamma säger att hon inte orkar?",
        "Kan man bo på en annan ort och ta sig dit varje morgon?",
        "Varför blev Birgitta socialsekreterare?",
        "Varför slutar folk?",
        "Why do people leave?",
        "Vem har sagt mest om hot?",
        "Mer lön för den som är ny?",
        "Och hur är lönen?",
        "Men får man ha hund med?",
        "Gör ni hembesök?",
        "Vad säger cheferna om lönen?",
        "Vad tycker ni om cheferna?",
        "Hur är det att jobba i Hjo?",
        "Hur är det att vara kurator?",
        "Berätta om en vanlig dag",
        "Finns det andra yrken i gruppen?",
        "What about your first day made you stay?",
        "semester",
        "lön?",
    ],
)
@pytest.mark.parametrize("before", ["Vad säger Tuva om hot i Flen?", "Hur är det att vara chef?", "och lönen då?"])
def test_a_whole_question_takes_nothing_from_the_one_before(question: str, before: str) -> None:
    """A new topic is understood as if it were asked alone."""
    assert ask(question, before) == ask(question)


def test_no_labelled_question_takes_anything_from_another() -> None:
    """Every whole question of the tune half, asked after every tenth of the others."""
    lines = (GOLD / "questions.tune.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    whole = [row["question"] for row in rows if not row["history"]]
    assert [q for q in whole for before in whole[::10] if ask(q, before) != ask(q)] == []
