"""Municipalities in questions, however they are typed."""

from __future__ import annotations

import pytest

from corpus.asked_places import fold, municipalities_in_question, municipality_of_host
from corpus.municipalities import AMBIGUOUS, Municipality, municipalities

NAMED = [
    ("Hur är det att jobba i Vänersborg?", ["Vänersborg"]),
    ("Västerås", ["Västerås"]),
    ("hur har de det hos Örebro kommun?", ["Örebro"]),
    ("Vad säger Katrineholms socialsekreterare?", ["Katrineholm"]),
    ("Berätta om Vivalla", ["Örebro"]),
    ("hur är det att jobba i bankeryd", ["Jönköping"]),
    ("stämningen i Västra Frölunda?", ["Göteborg"]),
    ("är det en fristad för er?", []),
    ("hur är det i vivalla", ["Örebro"]),
    ("hur är det i västerås?", ["Västerås"]),
    ("stressigt i örebro?", ["Örebro"]),
    ("hur är det i vasteras", ["Västerås"]),
    ("jobba i orebro", ["Örebro"]),
    ("goteborg", ["Göteborg"]),
    ("stress i vänersbog", ["Vänersborg"]),
    ("stress i vanersbog", ["Vänersborg"]),
    ("stress i Vänerborg", ["Vänersborg"]),
    ("trivs de på Katrinehom?", ["Katrineholm"]),
    ("What is it like in Gothenburg?", ["Göteborg"]),
    ("How is work in Malmo", ["Malmö"]),
    ("jämför Västerås och Örebro", ["Västerås", "Örebro"]),
    ("jämför västerås med örebro och västerås", ["Västerås", "Örebro"]),
    ("hur är det att jobba i mora?", ["Mora"]),
    ("hur är det i Vara?", ["Vara"]),
    ("hur är det i vara kommun", ["Vara"]),
    ("Vara kommun då?", ["Vara"]),
    ("jobbar de i lund", ["Lund"]),
    ("vad gör Sala för nyanställda?", ["Sala"]),
    ("hur är det i Falu kommun", ["Falun"]),
    ("hur är det på Gotland", ["Gotland"]),
    ("Region Gotland?", ["Gotland"]),
    ("hur är det i upplands väsby", ["Upplands Väsby"]),
    ("hur är det i upplands vasby", ["Upplands Väsby"]),
    ("hur är det i Lilla Edet?", ["Lilla Edet"]),
    ("hur är det i varberg", ["Varberg"]),
    ("HUR ÄR DET I VÄSTERÅS", ["Västerås"]),
    ("hur är det i håbo", ["Håbo"]),
    ("hur är det i habo", ["Habo"]),
    ("Har Örebro kommun handledning?", ["Örebro"]),
    ("Hur är det i Åre?", ["Åre"]),
    ("vad säger de på Region Gotland", ["Gotland"]),
    ("jobbet på gotland", ["Gotland"]),
    ("hjo", ["Hjo"]),
    ("Mora?", ["Mora"]),
    ("vad gör man i Visby", ["Gotland"]),
    ("trivs man i Malmös socialtjänst?", ["Malmö"]),
]

UNNAMED = [
    "Hur är det att vara socialsekreterare?",
    "vara",
    "mark",
    "på klippan",
    "Vad säger Lund?",
    "Hur Är Det Att Vara Socialsekreterare?",
    "ATT VARA CHEF",
    "Vara eller inte vara?",
    "Vad är det bästa med jobbet?",
    "på bästa sätt",
    "hjälp på bostad",
    "Vad säger Eva Lund?",
    "Vad säger Lotta Berg Kolsmyr?",
    "Vad säger Nora om chefen?",
    "Vad säger Hallberg?",
    "Vad tycker Karin Lindesberg om det?",
    "hur får man kontakt med kollegor i kommunen",
    "vem arbetar med borgen och boxen på malmen",
    "hur är arbetet i Örebro län?",
    "hur är det på Region Skåne?",
    "pluggade de på Lunds universitet?",
    "vad ska man ange i ansökan",
    "Who are they and what are they angered by?",
    "vad skulle en kista kosta",
    "hur kallar man till möte från kammaren",
    "hej",
    "",
    "???",
]


@pytest.mark.parametrize(("question", "names"), NAMED, ids=[row[0] for row in NAMED])
def test_a_question_names_municipalities(question: str, names: list[str]) -> None:
    """Lower case, plain letters, one typing error, districts and English all count."""
    assert municipalities_in_question(question) == names


@pytest.mark.parametrize("question", UNNAMED)
def test_ordinary_words_and_people_are_no_municipalities(question: str) -> None:
    """Nothing is named where nobody meant a municipality."""
    assert municipalities_in_question(question) == []


@pytest.mark.parametrize("place", municipalities(), ids=lambda place: place.name)
def test_every_municipality_is_understood_in_every_form(place: Municipality) -> None:
    """With preposition, lower case, plain letters, "kommun", genitive: always the same name."""
    forms = [
        f"Hur är det att jobba i {place.name}?",
        f"hur är det att jobba i {place.name.lower()}",
        f"vad säger de på {place.official_name}",
        f"vad säger de på {place.official_name.lower()}",
        f"trivs man inom {place.genitive} socialtjänst?",
        f"JOBBA I {place.name.upper()}",
        f"trivs man i {place.name.lower()} som ny",
        f"{place.name}?",
    ]
    if place.name != "Håbo":  # without the ring it is Habo
        forms.append(f"hur är det att jobba i {fold(place.name)}?")
    assert {form: municipalities_in_question(form) for form in forms} == {form: [place.name] for form in forms}


def test_one_typing_error_is_forgiven_in_long_names() -> None:
    """A dropped letter after the first leads to the same name, but for names that are words."""
    wrong = {}
    for place in municipalities():
        name = place.name.lower()
        if len(name) < 6 or place.name in AMBIGUOUS or not name.isalpha():
            continue
        for index in range(2, len(name)):
            typed = name[:index] + name[index + 1 :]
            if municipalities_in_question(f"hur är det i {typed}") != [place.name]:
                wrong[typed] = municipalities_in_question(f"hur är det i {typed}")
    assert len(wrong) <= 25, wrong
    assert sum(map(bool, wrong.values())) <= 6, wrong


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.orebro.se/jobb/socialtjanst", "Örebro"),
        ("katrineholm.se", "Katrineholm"),
        ("https://jobb.upplandsvasby.se/a", "Upplands Väsby"),
        ("https://www.habo.se", "Håbo"),
        ("https://habokommun.se", "Habo"),
        ("www.upplands-bro.se/nyheter", "Upplands-Bro"),
        ("https://start.stockholm/jobba", "Stockholm"),
        ("https://www.na.se/artikel", None),
        ("https://orebro.com", None),
        ("Borås Tidning", None),
        ("http://[trasig", None),
    ],
)
def test_a_municipalitys_web_address_is_known(address: str, name: str | None) -> None:
    """Municipalities keep their site under their own name."""
    assert municipality_of_host(address) == name
