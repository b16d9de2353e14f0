"""Answers are narrowed to what the visitor chose, and told is what is left out."""

from __future__ import annotations

import pytest

from chatbot.answering import Chatbot
from chatbot.errors import FilterError
from chatbot.filters import NO_FILTERS, FacetCounts, Filters, checked
from chatbot.records import Answer, Status, Unfiltered
from index.facets import Facet

CAKE = "Fikar ni i gruppen?"


def names(answer: Answer) -> list[str | None]:
    """Return who is quoted."""
    return [speaker.name for quote in answer.quotes for speaker in quote.speakers]


def numbers(counts: FacetCounts) -> dict[str, dict[str, int]]:
    """Return facet -> value -> number of quotes."""
    return {
        facet: {value.value: value.quotes for value in getattr(counts, facet)}
        for facet in ("municipality", "role", "area", "year")
    }


@pytest.mark.parametrize(
    ("filters", "voices"),
    [
        pytest.param(NO_FILTERS, ["Tuva Granhöst", "Amir Fjällstig"], id="none"),
        pytest.param(Filters(role="chef"), ["Tuva Granhöst"], id="group of roles"),
        pytest.param(Filters(role="Chefer och arbetsledare"), ["Tuva Granhöst"], id="by its name"),
        pytest.param(Filters(role="managers and team leaders"), ["Tuva Granhöst"], id="by its English name"),
        pytest.param(Filters(role="Enhetschefen"), ["Tuva Granhöst"], id="one role, inflected"),
        pytest.param(Filters(role="handläggare"), ["Amir Fjällstig"], id="another role"),
        pytest.param(Filters(year_from=2024, year_to=2024), ["Tuva Granhöst"], id="year"),
        pytest.param(Filters(year_to=2030), ["Tuva Granhöst"], id="no year is in no range"),
        pytest.param(Filters("hjo kommun"), ["Amir Fjällstig"], id="municipality"),
        pytest.param(Filters("Flen", "chef", None, 2020), ["Tuva Granhöst"], id="several"),
    ],
)
def test_only_who_fulfils_the_filters_answers(chatbot: Chatbot, filters: Filters, voices: list[str]) -> None:
    """Everybody says the same of the coffee break."""
    answer = chatbot.ask(CAKE, filters=filters)
    assert answer.status is Status.ANSWERED
    assert {name for name in names(answer) if name in {"Tuva Granhöst", "Amir Fjällstig"}} <= set(voices)
    assert names(answer)[0] in voices


def test_an_answer_tells_what_it_was_narrowed_to(chatbot: Chatbot) -> None:
    """By keys and the official name; without filters nothing is told."""
    answer = chatbot.ask(CAKE, filters=Filters("flens kommun", "Chefer och arbetsledare", year_from=2020))
    assert answer.interpreted.filters == Filters("Flen", "chef", None, 2020)
    assert answer.to_dict()["interpreted"]["filters"]["role"] == "chef"
    assert chatbot.ask(CAKE).interpreted.filters is None


def test_a_filter_never_makes_a_quote_answer_better(chatbot: Chatbot) -> None:
    """It leaves quotes out, and what is left is judged as before."""
    scores = {record.id: round(score, 4) for score, _, record in chatbot.candidates(CAKE)}
    filtered = chatbot.ask(CAKE, filters=Filters(role="handläggare"), top=9).quotes
    assert filtered
    assert {quote.id: quote.score for quote in filtered}.items() <= scores.items()


def test_no_answer_tells_what_there_is_without_each_filter(chatbot: Chatbot) -> None:
    """The police is met by the head of the unit in Flen alone."""
    answer = chatbot.ask("Hur ofta träffar ni polisen?", filters=Filters("Hjo", "handläggare"))
    assert (answer.status, answer.quotes) == (Status.NO_ANSWER, ())
    assert answer.unfiltered == (Unfiltered("municipality", 0), Unfiltered("role", 0), Unfiltered("all", 1))
    assert answer.message == (
        "Det finns inget citat om det med de valda filtren (Hjo, Handläggare). "
        "Så många svarar annars: inget citat utan Hjo, inget citat utan Handläggare, ett citat utan filter."
    )


def test_no_answer_in_english(chatbot: Chatbot) -> None:
    """The filters have English names, too."""
    answer = chatbot.ask("How often do you meet polisen?", filters=Filters(role="handläggare"))
    assert answer.message.startswith("There is no quote about that with the chosen filters (Case officers).")


def test_nothing_is_told_of_other_filters_where_none_would_help(chatbot: Chatbot) -> None:
    """Nobody speaks of it at all."""
    answer = chatbot.ask("Hur blir vädret?", filters=Filters(role="chef"))
    assert answer.unfiltered == (Unfiltered("role", 0),)
    assert answer.message == (
        "Det finns inget citat om det med de valda filtren (Chefer och arbetsledare). "
        "Här svarar bara ordagranna citat ur artiklar, och inget av dem ligger nära nog din fråga."
    )


def test_a_question_that_names_another_place_is_told_of_the_filter(chatbot: Chatbot) -> None:
    """The filter was chosen, so it applies; nobody is to take Hjo's voice for Flen's."""
    answer = chatbot.ask("Fikar ni i gruppen i Flen?", filters=Filters("Hjo"))
    assert answer.message == "Filtret Hjo gäller, fast frågan nämner Flen. En röst från Hjo."
    assert {quote.municipality for quote in answer.quotes} == {"Hjo"}
    assert "gäller" not in chatbot.ask("Fikar ni i gruppen i Hjo?", filters=Filters("Hjo")).message


@pytest.mark.parametrize(
    ("question", "filters", "status"),
    [
        pytest.param("Vad säger Tuva om polisen?", Filters(role="handläggare"), Status.NO_ANSWER, id="person"),
        pytest.param("Hur är det i Umeå?", Filters(role="chef"), Status.NO_VOICE, id="place without a voice"),
        pytest.param(CAKE, Filters("Umeå"), Status.NO_VOICE, id="filter without a voice"),
        pytest.param(CAKE, Filters(area="skola"), Status.NO_ANSWER, id="area of nobody"),
        pytest.param(CAKE, Filters(year_from=2030), Status.NO_ANSWER, id="future"),
        pytest.param("Hej!", Filters(role="chef"), Status.NOT_A_QUESTION, id="greeting"),
    ],
)
def test_nobody_else_answers_instead(chatbot: Chatbot, question: str, filters: Filters, status: Status) -> None:
    """The status says why."""
    answer = chatbot.ask(question, filters=filters)
    assert (answer.status, answer.quotes) == (status, ())


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        pytest.param(Filters(role="trollkarl"), "roll: 'trollkarl' finns inte; välj bland chef, ", id="role"),
        pytest.param(Filters(area="rymden"), "arbetsområde: 'rymden' finns inte; välj bland barn, ", id="area"),
        pytest.param(Filters(year_from=2022, year_to=2019), "år: 2022 är efter 2019", id="years"),
        pytest.param(Filters(year_to=0), "år: ska vara årtal", id="year"),
    ],
)
def test_a_filter_that_nobody_can_mean_is_refused(chatbot: Chatbot, filters: Filters, message: str) -> None:
    """In every way of asking, and what can be chosen is told."""
    for ask in (chatbot.ask, chatbot.compare):
        with pytest.raises(FilterError, match=message):
            ask(CAKE, filters=filters)
    with pytest.raises(FilterError, match=message):
        chatbot.facets(filters)


def test_an_empty_filter_is_none() -> None:
    """So a form that leaves it open may send it."""
    assert checked(Filters(" ", "", " ")) == NO_FILTERS


def test_what_can_be_chosen_has_its_number_of_quotes(chatbot: Chatbot) -> None:
    """Only what the corpus has, with the key that it is chosen by."""
    counts = chatbot.facets()
    assert counts.quotes == 5
    assert numbers(counts) == {
        "municipality": {"Flen": 3, "Hjo": 2},
        "role": {"chef": 2, "handläggare": 2, "kurator": 1},
        "area": {},
        "year": {"2024": 3},
    }
    assert [value.label for value in chatbot.facets(language="en").role] == [
        "Managers and team leaders",
        "Case officers",
        "Counsellors and advisers",
    ]


def test_each_facet_is_counted_under_the_others(chatbot: Chatbot) -> None:
    """Who has chosen Hjo sees what a change of the municipality would give, and which roles Hjo has."""
    counts = chatbot.facets(Filters("hjo kommun"))
    assert counts.filters == Filters("Hjo")
    assert counts.quotes == 2
    assert numbers(counts) == {
        "municipality": {"Flen": 3, "Hjo": 2},
        "role": {"chef": 0, "handläggare": 2, "kurator": 0},
        "area": {},
        "year": {"2024": 0},
    }


def test_the_numbers_are_those_of_the_quotes_that_a_filter_leaves(chatbot: Chatbot) -> None:
    """A number that is told is kept."""
    for facet in ("municipality", "role"):
        for value in getattr(chatbot.facets(), facet):
            assert chatbot.facets(Filters(**{facet: value.value})).quotes == value.quotes


def test_municipalities_are_compared_within_the_filters(chatbot: Chatbot) -> None:
    """Only those that have quotes with the filters; one that is named is told to have none."""
    compared = chatbot.compare(CAKE, filters=Filters(role="chef"))
    assert [place.municipality for place in compared.municipalities] == ["Flen"]
    assert compared.interpreted.filters == Filters(role="chef")
    named = chatbot.compare(CAKE, municipalities=["Hjo", "Flen"], filters=Filters(role="chef"))
    assert [(place.municipality, place.message) for place in named.municipalities] == [
        ("Flen", ""),
        ("Hjo", "Det finns inget citat om det från Hjo med de valda filtren."),
    ]


def test_the_filter_by_municipality_stands_first_in_a_comparison(chatbot: Chatbot) -> None:
    """As one that the question names."""
    compared = chatbot.compare(CAKE, filters=Filters("Hjo"))
    assert [place.municipality for place in compared.municipalities] == ["Hjo", "Flen"]


@pytest.mark.parametrize(
    ("filters", "facet", "language", "label"),
    [
        (Filters("Hjo"), Facet.MUNICIPALITY, "sv", "Hjo"),
        (Filters(role="chef"), Facet.ROLE, "en", "Managers and team leaders"),
        (Filters(role="enhetschef"), Facet.ROLE, "sv", "enhetschef"),
        (Filters(area="äldre"), Facet.AREA, "sv", "Äldre och hemtjänst"),
        (Filters(year_from=2019, year_to=2021), Facet.YEAR, "sv", "2019–2021"),
        (Filters(year_from=2019, year_to=2019), Facet.YEAR, "en", "2019"),
        (Filters(year_from=2019), Facet.YEAR, "sv", "från 2019"),
        (Filters(year_to=2021), Facet.YEAR, "en", "until 2021"),
    ],
    ids=lambda value: str(value) if isinstance(value, str) else None,
)
def test_what_is_chosen_has_words(filters: Filters, facet: Facet, language: str, label: str) -> None:
    """For chips and messages."""
    assert filters.label(facet, language) == label
