"""People in questions: the corpus's by full or first name, strangers, and ordinary words."""

from __future__ import annotations

import pytest

from chatbot.names import People

PEOPLE = People(
    ("Tuva Granhöst", "Elin Sjövind", "Jon Sjövind", "Sandra von Lindmossa", "Lotta Berg", "Niklas Åberg", "Mia Å"),
    frozenset({"andra", "berg", "stress", "ute"}),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vad säger Tuva Granhöst om stress?", ("Tuva Granhöst",)),
        ("vad säger tuva granhöst om stress", ("Tuva Granhöst",)),
        ("VAD SÄGER TUVA OM STRESS", ("Tuva Granhöst",)),
        ("Hur ser Tuvas dag ut?", ("Tuva Granhöst",)),
        ("What does Tuva's day look like?", ("Tuva Granhöst",)),
        ("Vad tycker Niklas?", ("Niklas Åberg",)),
        ("Vad tycker mia?", ("Mia Å",)),
        ("mia", ("Mia Å",)),
        ("Vad säger Sanda?", ()),
        ("Vad säger Granhost?", ("Tuva Granhöst",)),
        ("Vad säger Sandra von Lindmossa?", ("Sandra von Lindmossa",)),
        ("Vad säger Sjövind?", ("Elin Sjövind", "Jon Sjövind")),
        ("Vad säger Elin Sjövind?", ("Elin Sjövind",)),
    ],
)
def test_people_of_the_corpus_are_found(text: str, names: tuple[str, ...]) -> None:
    """Full name, first name, surname, genitive, lower case, one typing error; Sanda is another name."""
    mentions = PEOPLE.find(text)
    assert [mention.names for mention in mentions] == [names]


@pytest.mark.parametrize(
    "text",
    [
        "Vad tycker andra om stress?",
        "hur är det att jobba med andra",
        "Kan man gå ute i berg?",
        "Vad säger Socialstyrelsen?",
        "Vad säger Chefen?",
        "Vad tycker Ni?",
        "Vad betyder BURK?",
        "What Is It Like To Work Here?",
        "",
    ],
)
def test_ordinary_words_are_nobody(text: str) -> None:
    """Words, roles, organisations and headings in capitals are no people."""
    assert PEOPLE.find(text) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Vad säger Kalle Svensson om chefen?", "Kalle Svensson"),
        ("vad säger ahmed hassan om kollegorna", "Ahmed Hassan"),
        ("Vad säger Tuva Svensson om stress?", "Tuva Svensson"),
        ("Trivs Karin Lind på jobbet?", "Karin Lind"),
        ("Hur mår Karins klienter?", "Karin"),
        ("What does Peter say?", "Peter"),
    ],
)
def test_strangers_are_named_and_have_nobody_behind_them(text: str, label: str) -> None:
    """Tuva Svensson is not Tuva Granhöst."""
    mentions = PEOPLE.find(text)
    assert [(mention.label, mention.names) for mention in mentions] == [(label, ())]


def test_a_place_is_no_person() -> None:
    """What is something else here is told by the caller."""
    assert PEOPLE.find("Vad säger de i Tuva?", not_names={"tuva"}) == []


def test_lookup_takes_the_whole_name_before_a_part() -> None:
    """An explicit choice of a person may be a part of the name."""
    assert PEOPLE.lookup("elin sjövind") == ("Elin Sjövind",)
    assert PEOPLE.lookup("Sjövind") == ("Elin Sjövind", "Jon Sjövind")
    assert PEOPLE.lookup("Kalle") == ()
    assert PEOPLE.lookup("") == ()
