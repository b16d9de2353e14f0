"""Municipalities of whole articles and of each who speaks in them. All people are invented."""

from __future__ import annotations

import pytest

from corpus.reading import read
from corpus.records import Article

LISA = "– Det går bra, säger Lisa Hedlund."
HOME_PAGE = f"""Lisa, biståndshandläggare

{LISA}

Kontakt
Vetlanda kommun
574 80 Vetlanda
"""
ADVERTISEMENTS = f"""Fler stannar

Lisa Hedlund är socialsekreterare.

{LISA}

Lediga jobb
Socialsekreterare, Solna stad
Enhetschef, Kiruna kommun
Kurator, Region Skåne
"""
CRITICISM = """IVO kritiserar Flens kommun

Det riktas kritik mot Flens kommun.

– Bristerna är allvarliga, säger Karin Hallsten, inspektör på IVO.
"""
CONFERENCE = """Socialchefsdagar i Göteborg

Över tusen samlades i Göteborg.

– Det går bra, säger Lisa Hedlund, socialchef i Nässjö.

– Ja, säger Karl Ekdahl, socialchef i Kalix.
"""
COMPARISON = f"I Flens kommun är ärendena få. De är färre än i Sala kommun och Nora kommun.\n\n{LISA}"
CHIEF = f"Skellefteås socialchef slutar\n\nLisa Hedlund går i pension.\n\n{LISA}"
WE = "Möt Lisa\n\nVad gör du?\n\nVi i Kramfors kommun utreder barn.\n\nOch mer?\n\nJag skriver mycket."
COMPANY = f"Lisa Hedlund är verksamhetschef på Attendo i Solna.\n\n{LISA}"
TWO_EMPLOYERS = f"Lisa Hedlund, doktorand vid Örebro universitet och socialsekreterare i Kumla kommun, vet.\n\n{LISA}"
RELATIVE = f"Det behövs hem i Flens kommun.\n\nLisa Hedlund är familjehemsförälder till en flicka.\n\n{LISA}"
CONSULTANT = f"Från ett kök i Båstad skriver Lisa Hedlund, konsult, utredningar åt socialtjänsten.\n\n{LISA}"
ALUMNI = f"""Jon Ek är utredare på Socialstyrelsen.

– Det var roligt, säger Jon Ek.

Lisa Hedlund är socialsekreterare i Flens kommun.

{LISA}
"""
RETIRES = f"Efter 38 år på socialförvaltningen i Ljusdals kommun går Lisa Hedlund i pension.\n\n{LISA}"
MOVED = f"Efter åtta år på socialtjänsten i Arboga bytte Lisa Hedlund till Köpings kommun.\n\n{LISA}"
ASKED = "Lisa är socialsekreterare.\n\nVad gör du?\n\nJag utreder.\n\nVarför välja Flens kommun?\n\nCheferna lyssnar."
REPORTAGE = """Ensamma på natten

På boendet i Karlskoga kommun larmar det. Undersköterskan Lisa Hedlund är ensam.

– Det går bra, säger Lisa Hedlund.

I Hedemora kommun slog skyddsombudet Jon Ek till.

– Det var inget lätt beslut, säger Jon Ek.

Förbundets utredare Elin Holm har gått igenom svaren.

– Vi har regler för allt, säger Elin Holm.
"""
ALONE = "Flens kommun\nSnabba svar\n\nLisa Hedlund, 29, är ny.\n\nVad gör du?\n\nFinnas på plats.\n\nVar?\n\nPå torget."
ARTICLES = [
    pytest.param(HOME_PAGE, "Vetlanda", id="signed home page"),
    pytest.param(ADVERTISEMENTS, None, id="job advertisements"),
    pytest.param(CRITICISM, None, id="only an authority speaks"),
    pytest.param(f"{CRITICISM}\n– Vi vet, säger socialchefen Lisa Hedlund.", "Flen", id="staff answers"),
    pytest.param(CONFERENCE, None, id="conference"),
    pytest.param(COMPARISON, "Flen", id="comparison"),
    pytest.param(CHIEF, "Skellefteå", id="chief of"),
    pytest.param(COMPANY, None, id="company"),
    pytest.param(WE, "Kramfors", id="we in"),
    pytest.param(TWO_EMPLOYERS, "Kumla", id="two employers"),
    pytest.param(CONSULTANT, None, id="consultant at home"),
    pytest.param(ALUMNI, None, id="one of several employers"),
    pytest.param(RETIRES, "Ljusdal", id="retires"),
    pytest.param(MOVED, "Köping", id="moved"),
    pytest.param(ASKED, "Flen", id="named in a question"),
    pytest.param(REPORTAGE, None, id="reportage from several"),
    pytest.param(ALONE, "Flen", id="the only one interviewed is staff"),
    pytest.param(RELATIVE, None, id="a relative on the municipality's page"),
]


@pytest.mark.parametrize(("text", "expected"), ARTICLES)
def test_an_article_has_the_municipality_whose_staff_speaks_in_it(text: str, expected: str | None) -> None:
    """Wherever a page names it, and nothing where only others speak."""
    reading = read(Article("a", text))
    assert (reading.municipality.name if reading.municipality else None) == expected


def _towns(text: str) -> dict[str | None, str | None]:
    quotes = read(Article("a", text)).quotes
    return {quote.attribution.speakers[0].name: quote.municipality for quote in quotes if quote.attribution.speakers}


def test_each_who_speaks_has_an_employer_of_his_own() -> None:
    """Outsiders and clients have no municipality even where the article has one."""
    text = (
        "Flens kommun prövar nytt. Tuva Granhöst är enhetschef.\n\n– Det går bra, säger Tuva Granhöst.\n\n"
        "Jon Sjövind vid polisen i Sörmland är med.\n\n– Vi hjälps åt, säger Jon Sjövind.\n\n"
        "Elin Ek har varit klient i tio år.\n\n– Jag märker det, säger Elin Ek.\n"
    )
    assert _towns(text) == {"Tuva Granhöst": "Flen", "Jon Sjövind": None, "Elin Ek": None}


def test_a_pronoun_carries_the_employer_to_the_one_just_named() -> None:
    """The sentence after the name tells the workplace."""
    text = (
        "Dorin Ek är en av dem. Han arbetar som socialsekreterare i Sala kommun.\n\n– Ja, så är det, säger Dorin Ek."
        "\n\nElin Holm är en annan. Hon arbetar som socialsekreterare i Flens kommun.\n\n– Inte här, säger Elin Holm."
    )
    assert _towns(text) == {"Dorin Ek": "Sala", "Elin Holm": "Flen"}


def test_the_organisation_just_named_is_the_employer_of_whom_the_next_sentence_introduces() -> None:
    """In an article on several municipalities, each paragraph has its own."""
    text = (
        "Elin Holm är socialsekreterare i Flens kommun.\n\n– Det är tungt, säger Elin Holm.\n\n"
        "I Sala kommun prövar man ett nytt sätt. Enhetschefen Jon Ek är glad.\n\n– Det går bra, säger Jon Ek.\n"
    )
    assert _towns(text) == {"Elin Holm": "Flen", "Jon Ek": "Sala"}


def test_the_sentence_that_sets_the_scene_gives_the_employer_of_whom_it_names() -> None:
    """Whom "I Hedemora kommun slog ... till" names is of Hedemora, wherever the article began."""
    assert _towns(REPORTAGE) == {"Lisa Hedlund": "Karlskoga", "Jon Ek": "Hedemora", "Elin Holm": None}


@pytest.mark.parametrize(
    ("role", "told", "expected"),
    [
        ("socialsekreterare", "Elin Holm ska vandra för tredje året.", None),
        ("socialsekreterare", "Kollegan Elin Holm ska vandra för tredje året.", "Flen"),
        ("enhetschef", "Elin Holm ska vandra för tredje året.", "Flen"),
    ],
    ids=["beside a role", "a colleague", "beside a head alone"],
)
def test_nobody_inherits_of_whom_no_work_is_told_beside_a_colleague_with_a_role(
    role: str, told: str, expected: str | None
) -> None:
    """The role of one sets the staff apart from the rest; a head's does not."""
    text = (
        f"Kvällen i Flens kommun.\n\nTuva Granhöst är {role} i Flens kommun.\n\n– Så är det, säger Tuva Granhöst."
        f"\n\n{told}\n\n– Det går bra, säger Elin Holm.\n"
    )
    assert _towns(text) == {"Tuva Granhöst": "Flen", "Elin Holm": expected}


def test_whom_the_article_knows_by_first_name_alone_is_no_staff_unless_work_is_told() -> None:
    """Clients keep their surnames."""
    text = (
        "Kvällen i Flens kommun.\n\nTuva Granhöst är enhetschef i Flens kommun.\n\n– Så är det, säger Tuva Granhöst."
        "\n\nMannen i keps heter Jon.\n\n– Det går bra, säger Jon.\n"
    )
    assert _towns(text) == {"Tuva Granhöst": "Flen", "Jon": None}


def test_a_client_who_speaks_before_the_municipality_is_named_leaves_it_to_the_article() -> None:
    """Only another employer is a rival."""
    text = (
        "Elin Ek, 82, åkte på bowling.\n\n– Det var roligt, säger Elin Ek.\n\n"
        "Det är Flens kommun som ordnar. Tuva Granhöst är enhetschef.\n\n– Så är det, säger Tuva Granhöst.\n"
    )
    reading = read(Article("a", text))
    assert reading.municipality is not None
    assert reading.municipality.name == "Flen"


@pytest.mark.parametrize("opening", ["Utbildningsnämnden i Flens kommun", "Nämnden i Flens kommun"])
def test_a_board_of_education_is_work_and_no_education(opening: str) -> None:
    """Where somebody has studied says nothing; a board does."""
    reading = read(Article("a", f"{opening} bjöd in.\n\nTuva Granhöst är ordförande.\n\n– Ja, säger Tuva Granhöst.\n"))
    assert reading.municipality is not None


@pytest.mark.parametrize(
    ("besides", "expected"),
    [
        ("Rummet är ljust.", "Flen"),
        ("Robin har gått i gruppen.", None),
        ("Robin har gått i gruppen." + "\n\nDet regnar i parken." * 30, "Flen"),
        ("En kvinna i fyrtioårsåldern väntar på sin tur.", None),
    ],
    ids=["nobody", "a first name", "a first name long before", "somebody without a name"],
)
def test_words_of_an_unknown_speaker_have_a_municipality_only_where_nobody_else_is_told_of(
    besides: str, expected: str | None
) -> None:
    """Whoever it is works there, unless it may be somebody whom the article does not present."""
    text = (
        f"Kvällen i Flens kommun.\n\n{besides}\n\nTuva Granhöst är socialsekreterare i Flens kommun.\n\n"
        "– Så är det, säger Tuva Granhöst.\n\nDet regnar.\n\n– Det går bra, säger de.\n"
    )
    unknown = [quote.municipality for quote in read(Article("a", text)).quotes if not quote.attribution.speakers]
    assert unknown == [expected]


def test_a_sentence_that_opens_with_today_carries_the_employer_to_the_one_just_named() -> None:
    """The words "I dag är han" tell the work of the student of then."""
    text = (
        "Som student jobbade Jon Ek i en bar. I dag är han ungdomssekreterare i Flens kommun.\n\n"
        "– Så är det, säger Jon Ek.\n"
    )
    assert _towns(text) == {"Jon Ek": "Flen"}


def test_a_line_of_name_role_and_place_gives_the_workplace() -> None:
    """As before an answer of a survey."""
    text = (
        "Tre röster\n\nElin Holm, socialsekreterare, Torsby:\n\n– Det är roligt.\n\n"
        "Jon Ek, enhetschef, Höör:\n\n– Det är lugnt.\n"
    )
    assert _towns(text) == {"Elin Holm": "Torsby", "Jon Ek": "Höör"}


def test_the_same_role_elsewhere_is_work_there() -> None:
    """Having "samma roll i" a place ties to a place as the role itself does."""
    text = "Elin Holm har samma roll i Flens kommun.\n\n– Det är roligt, säger Elin Holm.\n"
    assert _towns(text) == {"Elin Holm": "Flen"}


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("projektledaren Tuva Granhöst", None),
        ("diakonen Tuva Granhöst", None),
        ("socialsekreteraren Tuva Granhöst", "Flen"),
        ("enhetschefen Tuva Granhöst", "Flen"),
    ],
)
def test_a_municipality_that_employs_one_who_speaks_later_is_not_whom_the_article_is_about(
    first: str, expected: str | None
) -> None:
    """Unless the one who speaks first may well work for it."""
    text = (
        f"Buller mäts i landet\n\n– Så är det, säger {first}.\n\n"
        "Jon Ek är förskollärare i Flens kommun.\n\n– Det låter, säger Jon Ek.\n"
    )
    reading = read(Article("a", text))
    assert (reading.municipality.name if reading.municipality else None) == expected
    assert _towns(text) == {"Tuva Granhöst": expected, "Jon Ek": "Flen"}


def test_another_employer_who_says_nothing_leaves_the_municipality_to_the_article() -> None:
    """A notice of somebody who comes from elsewhere is about where the work is."""
    text = (
        "Flen får ny chef\n\nTuva Granhöst ska leda förvaltningen i Flen. I dag är hon handläggare på länsstyrelsen.\n"
    )
    reading = read(Article("a", text))
    assert reading.municipality is not None
    assert reading.municipality.name == "Flen"


def test_a_colleague_in_municipal_work_shares_the_employer() -> None:
    """A boendestödjare beside a head whose municipality is told works there too; a lawyer does not."""
    text = (
        "Tuva Granhöst är verksamhetschef för socialpsykiatrin i Flens kommun. Boendestödjaren Amir Fjällstig håller"
        " med, liksom advokaten Elin Sjövind.\n\n– Det är bra, säger Tuva Granhöst.\n\n– Ja, säger Amir Fjällstig.\n\n"
        "– Jag är osäker, säger Elin Sjövind.\n"
    )
    assert _towns(text) == {"Tuva Granhöst": "Flen", "Amir Fjällstig": "Flen", "Elin Sjövind": None}


@pytest.mark.parametrize(
    ("scene", "municipality"),
    [("Flens kommun ska spara.", "Flen"), ("Det ska sparas överallt.", None)],
)
def test_an_article_of_several_employers_needs_more_than_one_employee(scene: str, municipality: str | None) -> None:
    """Its municipality is that of the one who works for one only where the article names it besides."""
    text = (
        "Advokaten Elin Sjövind är kritisk.\n\n– Det är fel, säger Elin Sjövind.\n\n"
        f"{scene}\n\n– Vi har inget val, säger Tuva Granhöst, enhetschef i Flens kommun.\n"
    )
    place = read(Article(id="fall", text=text)).municipality
    assert (place.name if place else None) == municipality
