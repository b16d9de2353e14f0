"""Who asks for help in a case of his own is told where to turn; who asks about the work is answered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chatbot.intent import Intent, clean, intent_of

GOLD = Path(__file__).resolve().parents[1] / "gold"

# The rules were made with these before the eyes.
OWN_TUNE = (
    "Jag behöver försörjningsstöd, hur ansöker jag?",
    "Hur ansöker jag om ekonomiskt bistånd?",
    "hur söker man socialbidrag",
    "Min granne slår sina barn, vad ska jag göra?",
    "Kan jag få hjälp med hyran?",
    "Jag har inget jobb, kan jag få hjälp med hyran?",
    "Jag är orolig för mitt barn, vart vänder jag mig?",
    "Soc har tagit mina barn, vad kan jag göra?",
    "Vart ringer man om man blir slagen?",
    "Jag vill överklaga ett beslut",
    "Hur överklagar man?",
    "Hur får jag kontakt med min handläggare?",
    "min socialsekreterare svarar aldrig",
    "Hur gör man en orosanmälan?",
    "Vad händer med mitt ärende?",
    "Jag är hemlös, kan ni hjälpa mig?",
    "Min mamma dricker, vad gör jag?",
    "Kan jag få hjälp att betala mina skulder?",
    "När kommer mitt försörjningsstöd?",
    "Jag vill boka tid hos en handläggare",
    "Har jag rätt till hemtjänst?",
    "How do I apply for social assistance?",
    "My social worker never calls back",
    "I want to appeal the decision",
    "You took my children, how do I get my children back?",
    "I'm being evicted, what do I do?",
    "Can you help me pay my rent?",
)
# Written before the rules were tried, and not looked at while they were made.
OWN_LAST = (
    "Jag har fått avslag på försörjningsstöd",
    "hur mycket försörjningsstöd kan jag få",
    "Jag vill ha en kontaktperson",
    "Kan vi få avlösning för vår son?",
    "min pappa behöver hemtjänst hur gör vi",
    "Var lämnar jag en orosanmälan?",
    "Jag vill anmäla min granne",
    "Jag är orolig för grannens barn",
    "ni har tagit min dotter",
    "Hur får jag träffa mina barn som är placerade?",
    "Jag behöver prata med någon på socialkontoret",
    "Jag har ingenstans att bo",
    "Vem hjälper mig med mina skulder?",
    "Hur når jag socialjouren?",
    "Jag vill läsa min akt",
    "Vem ringer jag om min mamma inte klarar sig själv?",
    "min son knarkar",
    "Hur lång tid tar det att få beslut på min ansökan om ekonomiskt bistånd?",
    "Kan ni betala min elräkning?",
    "Where do I apply for welfare?",
    "How can I contact my caseworker?",
    "I have nowhere to live",
    "How do I report that my neighbour hits his kids?",
    "Can I get help with my debts?",
)
WORK_TUNE = (
    "Jag skäms så för mina räkningar, blir jag dömd?",
    "Min mormor säger att ni rycker ungar från mammor, stämmer det?",
    "Vad händer med mina fall om jag ligger hemma med feber?",
    "Tänk om det är min egen moster som dyker upp i högen?",
    "Kan kommunen hjälpa min man att hitta jobb om vi flyttar?",
    "Hur ansöker jag om jobb som socialsekreterare?",
    "Vart vänder jag mig om jag vill jobba hos er?",
    "Vart vänder man sig om man mår dåligt på jobbet?",
    "Vad gör ni om ett barn far illa?",
    "Hur hjälper ni dem som behöver försörjningsstöd?",
    "Är min utbildning tillräcklig?",
    "Kan jag få stöd av kollegor?",
    "Kan jag få hjälp av min chef?",
    "Får jag hjälp med bostad om jag börjar jobba hos er?",
    "Hur är det att handlägga försörjningsstöd?",
    "Hur många orosanmälningar får ni?",
    "Måste jag göra en orosanmälan när jag arbetar i skolan?",
    "Hur känns det när någon överklagar?",
    "Blir man orolig för barnen på kvällen?",
    "Är det svårt att omhänderta barn?",
    "Vad gör en handläggare?",
    "Hur pratar ni med föräldrar som har förlorat vårdnaden?",
    "Vad säger ni till någon som undrar hur han ansöker om bistånd?",
    "Kan jag bli socialsekreterare fast min mamma är missbrukare?",
    "Jag har egna barn, hinner jag med familjen?",
    "How do you help people who apply for social assistance?",
    "Do you take children from their parents?",
    "Can I get help from my colleagues?",
    "What is it like to be a social worker?",
    "Vem vänder man sig till om man behöver hjälp i ett svårt ärende?",
    "Vem pratar man med om man blir utsatt för hot?",
    "Hinner jag träffa mina barn?",
    "Spelar mitt bidrag någon roll?",
    "Kan jag ändra mig när jag har fattat ett beslut?",
    "Hur känns det när ni ska ta någons barn?",
)
WORK_LAST = (
    "Får jag en mentor?",
    "Kan jag få handledning när jag behöver det?",
    "Vem hjälper mig när jag är ny?",
    "Jag är orolig för att inte räcka till",
    "Jag är rädd att bli hotad, hur är säkerheten?",
    "Hur hanterar ni att klienter överklagar?",
    "Vad gör man på försörjningsstöd?",
    "Jag vill hjälpa barn, passar jag hos er?",
    "Kan jag jobba med ekonomiskt bistånd utan examen?",
    "Hur är det att möta hemlösa?",
    "Har ni tid för klienterna?",
    "Får man bestämma själv över sina ärenden?",
    "Vad händer efter en orosanmälan?",
    "Hur pratar man med barn som är oroliga?",
    "Hur går ett beslut om bistånd till?",
    "Jag har varit klient själv, kan jag bli socialsekreterare?",
    "Min dotter vill bli socionom, vad ska jag säga till henne?",
    "Mina barn är små, går det att kombinera?",
    "Hur stöttar ni föräldrar som missbrukar?",
    "Vem pratar man med efter ett jobbigt samtal?",
    "Kan jag få flexa?",
    "Hur känns det att fatta beslut om någons barn?",
    "Vad är roligast med att arbeta med hemtjänst?",
    "Do social workers get support?",
    "How do you deal with worried parents?",
    "Can I get supervision?",
    "Is it hard to decide about other people's children?",
    "Do people get angry about decisions?",
)


def is_own(text: str) -> bool:
    """Tell whether a question is taken for somebody's own case."""
    return intent_of(clean(text), frozenset())[0] is Intent.OWN_CASE


@pytest.mark.parametrize("text", [*OWN_TUNE, *OWN_LAST])
def test_a_case_of_ones_own_is_no_question_about_the_work(text: str) -> None:
    """Whatever is quoted would be no answer to who needs help."""
    assert is_own(text)


@pytest.mark.parametrize("text", [*WORK_TUNE, *WORK_LAST])
def test_questions_about_the_work_with_the_same_words_are_asked_on(text: str) -> None:
    """Applicants speak of clients' cases, of their own families and worries."""
    assert intent_of(clean(text), frozenset())[0] in {Intent.QUESTION, Intent.VACANCIES}


def test_no_labelled_question_about_the_work_is_taken_for_a_case() -> None:
    """All labelled questions that quotes answer, of every collection."""
    asked = [
        json.loads(line)
        for path in sorted(GOLD.rglob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    answerable = [each["question"] for each in asked if each.get("answerable")]
    assert len(answerable) > 500
    assert [question for question in answerable if is_own(question)] == []
