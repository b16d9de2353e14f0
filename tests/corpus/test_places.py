"""Municipalities in articles: what is a mention, and what it proves."""

from __future__ import annotations

import pytest

from corpus.place_mentions import PlaceForm, find_places
from corpus.places import PlaceTable
from corpus.records import PlaceEvidence, Span

O, L, D, B = PlaceForm.OFFICIAL, PlaceForm.LOCATIVE, PlaceForm.DISTRICT, PlaceForm.BARE  # noqa: E741

MENTIONS = [
    ("Hon arbetar som socialsekreterare i Västerås stad.", "Västerås", O, True, "Västerås stad"),
    ("Tuva är kurator i Katrineholms kommun.", "Katrineholm", O, True, "Katrineholms kommun"),
    ("Lunds socialtjänst växer.", "Lund", O, True, "Lunds socialtjänst"),
    ("Sala socialförvaltning söker folk.", "Sala", O, True, "Sala socialförvaltning"),
    ("Nora kommun satsar.", "Nora", O, False, "Nora kommun"),
    ("Hon jobbar i Falu kommun.", "Falun", O, True, "Falu kommun"),
    ("Hon jobbar på Göteborgs Stad.", "Göteborg", O, True, "Göteborgs Stad"),
    ("Amir är fältare på Region Gotland.", "Gotland", O, True, "Gotland"),
    ("Grums kommun ligger vid Vänern.", "Grums", O, False, "Grums kommun"),
    ("Hon är enhetschef i Flen.", "Flen", L, True, "Flen"),
    ("Han arbetar på mottagningen i Sala.", "Sala", L, True, "Sala"),
    ("I Kalix arbetar nio fältare.", "Kalix", L, True, "Kalix"),
    ("Hon är socialsekreterare på Gotland.", "Gotland", L, True, "Gotland"),
    ("Karl är fältare i Kil.", "Kil", L, True, "Kil"),
    ("Maja leder gruppen i Boden.", "Boden", L, True, "Boden"),
    ("Möt Karin von Lindmossa, kurator i Sala.", "Sala", L, True, "Sala"),
    ("Hon är socialsekreterare i Lund.", "Lund", L, True, "Lund"),
    ("Hon jobbar i centrala Örebro.", "Örebro", L, True, "Örebro"),
    ("Elin Sjövind och Jon Sjövind arbetar båda i Hjo.", "Hjo", L, True, "Hjo"),
    ("Hon bor i Katrineholm men jobbar i Flen.", "Flen", L, True, "Flen"),
    ("Tuva kommer från Sala men är enhetschef i Flen.", "Flen", L, True, "Flen"),
    ("Vid IFO i Vänersborg mäts arbetsbördan.", "Vänersborg", L, True, "Vänersborg"),
    ("Hon är utredare i Upplands Väsby.", "Upplands Väsby", L, True, "Upplands Väsby"),
    ("Hon är utredare i Östra Göinge.", "Östra Göinge", L, True, "Östra Göinge"),
    ("Hon är utredare i Malung-Sälen.", "Malung-Sälen", L, True, "Malung-Sälen"),
    ("Hon är utredare i Markaryd.", "Markaryd", L, True, "Markaryd"),
    ("Hon är utredare i Överkalix.", "Överkalix", L, True, "Överkalix"),
    ("Amir är fältare i Vivalla.", "Örebro", D, True, "Vivalla"),
    ("Kontoret i Örebroförorten Vivalla är nytt.", "Örebro", D, True, "Vivalla"),
    ("Solen sken över Tranås.", "Tranås", B, False, "Tranås"),
    ("Staden Trosas vapen är fint. Det är Motalas också.", "Motala", B, False, "Motalas"),
    ("VÄSTERÅS STAD ÄR BRA.", "Västerås", O, False, "VÄSTERÅS STAD"),
    ("Hon arbetar på Farsta stadsdelsförvaltning.", "Stockholm", D, True, "Farsta stadsdelsförvaltning"),
    ("Hon arbetar på Rinkeby-Kista stadsdelsförvaltning.", "Stockholm", D, True, "Rinkeby-Kista stadsdelsförvaltning"),
    ("Hon bytte jobbet i Kiruna mot ett på Ystads kommun.", "Ystad", O, True, "Ystads kommun"),
    ("Tuva är rektor i Sjöbo kommun.", "Sjöbo", O, True, "Sjöbo kommun"),
    ("Larmen i natt slutade fungera i Sandvikens kommun.", "Sandviken", O, False, "Sandvikens kommun"),
    ("Det säger undersköterskorna på Varbergs äldreboenden.", "Varberg", O, True, "Varbergs äldreboenden"),
    ("På den öppna förskolan i Fittja är det fullt.", "Botkyrka", D, False, "Fittja"),
    ("De bor i Pajala kommun, där de arbetar.", "Pajala", O, True, "Pajala kommun"),
    ("Hon har rum i stadshuset i Enköping.", "Enköping", L, True, "Enköping"),
    ("Här är de nya ungdomsfältarna i Väsby.", "Upplands Väsby", L, True, "Väsby"),
    ("Det är kallt i Kil på kvällen.", "Kil", L, False, "Kil"),
]

NO_MENTIONS = [
    "Hon bor i Katrineholm.",
    "Han växte upp i Flen.",
    "Hon är uppvuxen i Sala kommun.",
    "Tuva kommer från Sala.",
    "Tuva kommer närmast från Sala kommun.",
    "Hon pendlar från Köping.",
    "Hon pluggade i Umeå.",
    "Hon läste till socionom i Lund.",
    "Han arbetade tidigare i Flen.",
    "Hon har tidigare jobbat i Flens kommun.",
    "Han är före detta socialsekreterare i Arboga.",
    "Hon flyttade från Kiruna.",
    "I Flen bor hon med sin familj.",
    "Hon är socialsekreterare i Örebro län.",
    "Hon är chef i Region Örebro.",
    "Hon är sjuksköterska på Region Skåne.",
    "Hon föreläser på Lunds universitet.",
    "Hon forskar vid Högskolan i Borås.",
    "Ärendet avgörs av Falu tingsrätt.",
    "Det bekräftar polisen i Sala.",
    "Kuratorn jobbar på Nyköpings sjukhus.",
    "Hon såg Västerås SK spela.",
    "Hon såg Mjällby i Sölvesborgs Arena.",
    "Det skriver Borås Tidning.",
    "Det skriver Katrineholms-Kuriren.",
    "Kontoret ligger på Lundgatan.",
    "Det säger Eva Lund.",
    "– Ja, säger Lotta Berg Kolsmyr.",
    "Berg är socialsekreterare.",
    "– Det är bra, säger Lund.",
    "Vara chef är svårt.",
    "Att vara nära är viktigt i mark och mora.",
    "Mark- och miljödomstolen arbetar i frågan.",
    "Nora jobbar natt.",
    "Boden är full av verktyg.",
    "Sala är en fin stad.",
    "ATT VARA SOCIALSEKRETERARE",
    "Salem aleikum, säger han.",
    "Karin Lindesberg är chef.",
    "Hon jobbar i Berg.",
    "Hon läser Sundsvalls Tidning.",
    "Örebroare och göteborgare arbetar här.",
    "Hon har varit socialsekreterare i nitton år, varav de första sju i Borås.",
    "Han är utbildad socionom och var tidigare socialsekreterare i Flens kommun.",
    "Markus har lämnat en byrå i Karlstad för att bli personlig assistent.",
    "Lisa slutade som socialsekreterare i Haninge efter tre månader.",
    "Tidigare: Socialsekreterare i Kumla kommun",
    "Till skillnad från i Solna är alla anställda.",
    "Socialtjänstdagarna i Malmö samlade tusen chefer.",
    "Tuva träffade oss på en konferens i Uppsala.",
]


@pytest.mark.parametrize(("text", "name", "form", "work", "words"), MENTIONS, ids=[row[0] for row in MENTIONS])
def test_a_municipality_is_found_with_its_form(text: str, name: str, form: PlaceForm, work: bool, words: str) -> None:
    """Name, form, work relation and the very words are right."""
    (place,) = find_places(text)
    assert (place.name, place.form, place.work, place.span.of(text)) == (name, form, work, words)


@pytest.mark.parametrize("text", NO_MENTIONS)
def test_what_is_no_workplace_is_no_mention(text: str) -> None:
    """Home, school, past, other authorities, people, ordinary words give nothing."""
    assert find_places(text) == []


def test_only_the_asked_stretch_is_read() -> None:
    """Words outside [start, end) neither match nor count as context."""
    text = "Hon bor i Flen. Hon jobbar i Sala. Han jobbar i Nora."
    start = text.index("Hon jobbar")
    places = find_places(text, start, text.index("Han"))
    assert [(place.name, place.span.of(text)) for place in places] == [("Sala", "Sala")]


def _whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


ARTICLES = [
    ("Tuva är socialsekreterare i Flens kommun.", None, ("Flen", "M1")),
    ("Tuva är socialsekreterare i Flen.", None, ("Flen", "M2")),
    ("Amir är fältare i Vivalla.", None, ("Örebro", "M3")),
    ("Flens kommun satsar. Tuva trivs.", None, ("Flen", "M4")),
    ("Tuva är utredare i Flens kommun. Hon har en kollega i Sala.", None, ("Flen", "M1")),
    ("Tuva är utredare i Flens kommun. Jon är utredare i Sala kommun.", None, None),
    (
        "Så vände Flens kommun trenden. Tuva är chef i Flens kommun."
        + " Ett möte till." * 60
        + " Jon är chef i Sala kommun.",
        None,
        ("Flen", "M1"),
    ),
    ("Tuva är utredare i Flen. Jon är utredare i Sala.", None, None),
    ("Tuva trivs på jobbet.", "Flens kommun", ("Flen", "M4")),
    ("Tuva trivs på jobbet.", "Västerås stad", ("Västerås", "M4")),
    ("Tuva trivs på jobbet.", "https://www.orebro.se/jobb", ("Örebro", "M4")),
    ("Tuva trivs på jobbet.", "Borås Tidning", None),
    ("Tuva trivs på jobbet.", "Nerikes Allehanda", None),
    ("Tuva är utredare i Sala kommun.", "Flens kommun", ("Sala", "M1")),
    ("Tuva trivs.\n\nPublicerad av Flens kommun\n", None, ("Flen", "M4")),
    ("Tuva trivs.\n\n© Flens kommun 2021", None, ("Flen", "M4")),
    ("Tuva trivs.\n\nFlen\n", None, None),
    ("Tuva trivs. Det gör alla, enligt Flens kommun. Eller som i Arboga.", None, None),
    ("Tuva trivs.\n\nFlens kommun\nPostadress: 642 81 Flen", None, ("Flen", "M4")),
    ("ÖREBRO. Tuva trivs på jobbet.", None, None),
    ("Tuva bor i Flen och trivs på jobbet.", None, None),
    ("Tuva trivs på jobbet.", None, None),
]


def _of_article(text: str, *outlets: str) -> tuple[str, str] | None:
    evidence = PlaceTable(text, _whole(text), outlets=outlets).of_article()
    return (evidence.name, evidence.level) if evidence else None


@pytest.mark.parametrize(("text", "outlet", "expected"), ARTICLES, ids=[f"{row[0][:40]}|{row[1]}" for row in ARTICLES])
def test_the_best_evidence_decides_an_articles_municipality(
    text: str, outlet: str | None, expected: tuple[str, str] | None
) -> None:
    """M1 before M2 before M3 before M4; equal claims, datelines and newspapers decide nothing."""
    assert _of_article(text, *([outlet] if outlet else [])) == expected


SIGNED = [
    ("Flens kommun / Jobb / Möt oss\n\nTuva trivs.", "Flen"),
    ("Tuva trivs.\n\nFlens kommun, 642 81 Flen\n", "Flen"),
    ("Tuva trivs.\n\nMyndighetsavdelningen, Flens kommun\n", "Flen"),
    ("Tuva trivs.\n\nCopyright Flens kommun 2021\n", "Flen"),
    ("Tuva trivs.\n\nKontakta Flens kommun\n", "Flen"),
    ("Tuva trivs.\n\nFråga mer: fornamn.efternamn@flen.se\n", "Flen"),
    ("Tuva trivs.\n\nKommunhuset, Storgatan 1, 574 80 Vetlanda\n", "Vetlanda"),
    ("Tuva trivs.\n\nRedaktionen, Storgatan 1, 574 80 Vetlanda\n", None),
    ("Tuva trivs.\n\nFoto: Flens kommun\n", None),
    ("Tuva trivs.\n\nSocialsekreterare, Flens kommun\nEnhetschef, Sala kommun\n", None),
    ("Tuva trivs.\n\nredaktionen@flenstidningen.se\n", None),
]


@pytest.mark.parametrize(("text", "expected"), SIGNED, ids=[row[0][:60] for row in SIGNED])
def test_a_page_that_a_municipality_signs_is_about_its_own_staff(text: str, expected: str | None) -> None:
    """Breadcrumbs, address lines, a copyright line and the domain of an e-mail address tell who publishes."""
    assert _of_article(text) == (expected and (expected, "M4"))


SCENES = [
    ("Det är kallt i Piteå när Tuva går hemifrån. Hon är boendestödjare.", "Piteå"),
    ("Det blåser på torget i Angered. Han är fältarbetare.", "Göteborg"),
    ("Fredagskväll i Kalix. De är kommunens fältare.", "Kalix"),
    ("Det är kallt i Piteå när Tuva går hem.", None),
    ("Det är kallt i Piteå och Kalix när boendestödjarna går hem.", None),
    ("Tuva är boendestödjare i kommunen." + " Där är det lugnt." * 60 + " Det var kallt i Piteå.", None),
]


@pytest.mark.parametrize(("text", "expected"), SCENES, ids=[row[0][:60] for row in SCENES])
def test_the_scene_of_the_lead_tells_where_municipal_work_is_done(text: str, expected: str | None) -> None:
    """One place in the lead is enough where the text is of a municipality's work."""
    assert _of_article(text) == (expected and (expected, "M4"))


def test_a_municipality_first_named_after_an_outsider_is_one_voice_among_several() -> None:
    """A reportage of the whole country gives an example; it is not about the example."""
    text = "Alla kommuner söker folk. Någon talar. Tuva är chef i Flens kommun."
    places = PlaceTable(text, _whole(text))
    assert places.of_article(outsider_at=text.index("Någon")) is None
    assert places.of_article(outsider_at=len(text)) is not None


def test_what_is_told_of_single_persons_only_says_nothing_of_the_whole() -> None:
    """Where people of other employers speak too, one person's employer is not the article's."""
    text = "Vi har träffat tre socionomer. Tuva är socialsekreterare i Flen."
    personal = [Span(text.index("Tuva"), len(text))]
    assert PlaceTable(text, _whole(text)).of_article(personal=personal) is None


def test_what_speakers_say_of_their_own_work_counts_where_the_narration_is_silent() -> None:
    """An interview may name the municipality in an answer only."""
    text = "Vad gör du?\n\n– Jag jobbar som biståndshandläggare i Sala."
    places = PlaceTable(text, [Span(0, 11)], [Span(15, len(text))])
    assert places.of_article() == PlaceEvidence("Sala", "M4", Span(text.index("Sala"), len(text) - 1))


PEOPLE = [
    (["Tuva Granhöst är socialsekreterare i Flens kommun."], ("Flen", "M1")),
    ([", säger Tuva Granhöst, enhetschef på mottagningen i Flen."], ("Flen", "M2")),
    (["Amir Fjällstig är fältare i Vivalla."], ("Örebro", "M3")),
    (["Tuva bor i Katrineholm men jobbar i Flen."], ("Flen", "M2")),
    (["Tuva jobbar i Sala.", "Tuva är utredare i Flens kommun."], ("Flen", "M1")),
    (["Tuva jobbar i Arboga.", "Tuva är chef i Köping."], None),
    (["Tuva har träffat Flens kommun."], None),
    (["Tuva hjälper Flens kommun att hitta fler duktiga socialsekreterare."], None),
    (["I Flens kommun är Tuva sedan länge enhetschef."], ("Flen", "M1")),
    (["Flens kommuns socialsekreterare Tuva Granhöst"], ("Flen", "M1")),
    (["Tuva bor i Flen."], None),
    (["Tuva Granhöst, Uppsala kommun"], ("Uppsala", "M1")),
    (["Efter åtta år på socialtjänsten i Arboga bytte hon till Köpings kommun."], ("Köping", "M1")),
    (["Efter examen i Örebro fick hon jobb i Kumla."], ("Kumla", "M2")),
    ([], None),
]


@pytest.mark.parametrize(("sentences", "expected"), PEOPLE, ids=[str(row[0]) for row in PEOPLE])
def test_a_persons_own_sentences_decide_where_the_person_works(
    sentences: list[str], expected: tuple[str, str] | None
) -> None:
    """Only a work relation counts, and a contradiction gives nothing."""
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    spans = [Span(s, s + len(words)) for s, words in zip(starts, sentences, strict=True)]
    evidence = PlaceTable(text, spans).of_person(spans)
    assert (evidence and (evidence.name, evidence.level)) == expected
