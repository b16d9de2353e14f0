"""Whom an article names, and whom a name in another form means. Nobody here exists."""

from __future__ import annotations

import pytest

from corpus.people import PeopleTable
from corpus.records import Span


def table(narration: str, tagged: tuple[str, ...] = (), ending: str = "") -> PeopleTable:
    """Return the people of an article of narration, whose tags write some names."""
    return PeopleTable(narration + ending, [Span(0, len(narration))], tagged)


PEOPLE = {
    "a full name": ("Tuva Granhöst är kurator.", (), ["Tuva Granhöst"]),
    "a tag with subject and object": (
        "Anna Berglund och Mia Forsman är kuratorer.",
        ("Mia Anna Berglund",),
        ["Anna Berglund", "Mia Forsman"],
    ),
    "organisations are nobody": (
        "Kvinnojouren Alma är öppen. Röda Korset är stängt.",
        ("Rädda Barnen", "Stadsmissionen"),
        [],
    ),
    "a surname that begins like a town": ("Tuva Hallestad är kurator.", (), ["Tuva Hallestad"]),
    "a surname with ab in it": ("Ibb Labba är socialchef i Gällivare.", ("Ibb Labba",), ["Ibb Labba"]),
    "a slip in the first name": ("Gabriella Novak är chef.", ("Gabrilla Novak",), ["Gabriella Novak"]),
    "a slip in the surname": ("Gunnel Karlblom är chef. Gunnel Karlbom nickar.", (), ["Gunnel Karlblom"]),
    "first names that exist are no slips": (
        "Marie Ekdal och Maria Ekdal är systrar.",
        (),
        ["Marie Ekdal", "Maria Ekdal"],
    ),
    "a first name with a role": ("Vad gör du? Valentina, biståndshandläggare", (), ["Valentina"]),
    "a first name at work": ("Här arbetar de. Valentina arbetar som kurator.", (), ["Valentina"]),
    "an unknown first name on a name line": ("Filsan Abdirahman, biståndshandläggare", (), ["Filsan Abdirahman"]),
    "a preposition opens no name": ("I Tomelilla arbetar han med unga.", (), []),
    "a name that is not the real one": ("Vi kan kalla Louise för det. Där kan vi kalla Louise.", (), ["Louise"]),
    "a relative's word is no name": ("Dottern Alva Sköld är nio år.", (), ["Alva Sköld"]),
    "a name that is a relative's word too": ("Bror Sandin är pensionär.", (), ["Bror Sandin"]),
    "a relative is nobody who speaks": ("Sonen heter Emil.", (), []),
    "with and without a hyphen": ("Ann-Sofie Lind-Berg är kurator.", ("Ann-Sofie Lind Berg",), ["Ann-Sofie Lind-Berg"]),
    "an unknown first name in a list": (
        "Där sitter Qvintilla Brännström och Patrik Wikman.",
        (),
        ["Qvintilla Brännström", "Patrik Wikman"],
    ),
    "an unknown first name on a line with a role": ("Nguyen Thanh Huy, kurator", (), ["Nguyen Thanh Huy"]),
    "a child has no role": ("Emil är tio år.", (), []),
}


@pytest.mark.parametrize(("narration", "tagged", "people"), PEOPLE.values(), ids=PEOPLE)
def test_who_is_named(narration: str, tagged: tuple[str, ...], people: list[str]) -> None:
    """The table holds the people of the narration and the tags, each once."""
    assert [person.name for person in table(narration, tagged).people] == people


RESOLVED = {
    "with a slip": ("Gabriella Novak är chef.", "Gabrilla Novak", "Gabriella Novak"),
    "two in one tag": ("Anna Berglund och Mia Forsman är kuratorer.", "Mia Anna Berglund", None),
    "both halves alike": ("Anna Ek och Anna Lund är kuratorer.", "Anna", None),
}


@pytest.mark.parametrize(("narration", "written", "name"), RESOLVED.values(), ids=RESOLVED)
def test_whom_a_name_means(narration: str, written: str, name: str | None) -> None:
    """A name means one person, or nobody."""
    person = table(narration).resolve(written).person
    assert (person.name if person else None) == name


def test_an_article_that_breaks_off_in_a_name() -> None:
    """The beginning of the last name is enough where only one person's begins so."""
    people = table("Gunnel Karlblom och Mari Olsén är chefer. ", ending="– Jag litar på dem, säger Gun")
    person = people.resolve("Gun").person
    assert person is not None
    assert person.name == "Gunnel Karlblom"
    assert people.resolve("Mar").person is None


def test_a_genitive_is_no_subject_although_it_looks_like_a_slip() -> None:
    """What is said after "Tuva Granhösts chef" is told of the chef."""
    text = "Tuva Granhösts chef är socionom. Tuva Granhöst är kurator."
    table = PeopleTable(text, [Span(0, len(text))], ["Tuva Granhöst"])
    assert [mention.subject for mention in table.mentions(Span(0, len(text)))] == [False, True]
