"""Questions are understood: places and people become filters, follow-ups take the last question's topic."""

from __future__ import annotations

import re

import pytest

from chatbot.filters import Filters
from chatbot.intent import Intent
from chatbot.understanding import Understanding, understand
from chatbot.voices import Voices
from corpus.asked_places import AskedPlace
from index.catalogue import Voice

VOICES = Voices.of(
    [Voice("Tuva Granhöst", "enhetschef", "Flen", 1), Voice("Amir Fjällstig", "handläggare", "Hjo", 1)],
    ("handledning", "stress", "polisen"),
)


def places(text: str) -> list[AskedPlace]:
    """Find two municipalities and a district, with their prepositions."""
    pattern = r"(?:i |på )?(flen|hjo|vivalla)s?(?: kommun)?"
    names = {"flen": "Flen", "hjo": "Hjo", "vivalla": "Örebro"}
    return [AskedPlace(names[found[1].lower()], *found.span()) for found in re.finditer(pattern, text, re.IGNORECASE)]


def ask(question: str, *history: str, municipality: str | None = None, speaker: str | None = None) -> Understanding:
    """Understand a question against the small corpus."""
    return understand(question, history, VOICES, find_places=places, filters=Filters(municipality), speaker=speaker)


@pytest.mark.parametrize(
    ("question", "municipality", "speaker", "role", "topic"),
    [
        ("Får man handledning?", None, None, None, "Får man handledning?"),
        ("Får man handledning i Flens kommun?", "Flen", None, None, "Får man handledning?"),
        ("Hur möter ni familjer i Vivalla?", "Örebro", None, None, "Hur möter ni familjer?"),
        ("Vad säger Tuva om stress?", None, "Tuva Granhöst", None, "Vad säger om stress?"),
        ("Hur är det att jobba i Hjo?", "Hjo", None, None, ""),
        ("Vad tycker Amir?", None, "Amir Fjällstig", None, ""),
        ("vad tycker enhetschefen om stress?", None, None, "enhetschef", "vad tycker om stress?"),
        ("Vad säger cheferna?", None, None, "chef", ""),
        ("What does the manager say about stress?", None, None, "chef", "What does say about stress?"),
        ("Vad säger rektorn om stress?", None, None, "rektor", "Vad säger om stress?"),
        ("Hur blir man enhetschef?", None, None, None, "Hur blir man enhetschef?"),
    ],
)
def test_a_question_alone(
    question: str, municipality: str | None, speaker: str | None, role: str | None, topic: str
) -> None:
    """What is a filter is not searched for."""
    understanding = ask(question)
    interpretation = understanding.interpretation
    assert interpretation.question == question
    assert (interpretation.municipality, interpretation.speaker, interpretation.role) == (municipality, speaker, role)
    assert understanding.topic == topic


@pytest.mark.parametrize(
    ("before", "question", "interpreted", "municipality", "speaker"),
    [
        ("Är stressen stor?", "gäller det i Hjo också?", "Är stressen stor i Hjo?", "Hjo", None),
        ("Hur är stressen i Flen?", "och i Hjo?", "Hur är stressen i Hjo?", "Hjo", None),
        (
            "Vad säger Tuva om stress?",
            "Vad säger Amir då?",
            "Vad säger Amir Fjällstig om stress?",
            None,
            "Amir Fjällstig",
        ),
        ("Vad säger Tuva om stress?", "hur är det i Hjo?", "Vad säger ni om stress i Hjo?", "Hjo", None),
        ("Vad säger Tuva om stress?", "Vem mer tycker så?", "Vad säger andra om stress?", None, None),
        ("Hur är stressen?", "Vad tycker Tuva?", "Hur är stressen – Tuva Granhöst?", None, "Tuva Granhöst"),
        ("Is there stress?", "how come?", "Is there stress? how come?", None, None),
        ("Hur är stressen?", "varför?", "Hur är stressen? varför?", None, None),
        ("Hur är stressen?", "tell me more", "Hur är stressen?", None, None),
    ],
)
def test_a_follow_up_takes_the_topic_of_the_last_question(
    before: str, question: str, interpreted: str, municipality: str | None, speaker: str | None
) -> None:
    """What it names itself replaces what the last question named."""
    understanding = ask(question, "Får man handledning?", before)
    assert understanding.interpretation.question == interpreted
    assert understanding.interpretation.municipality == municipality
    assert understanding.interpretation.speaker == speaker
    assert "stress" in understanding.topic


@pytest.mark.parametrize(
    "question", ["Vad tycker Tuva?", "Hur är det i Hjo?", "Vad säger enhetschefen?", "Hur är jobbet?"]
)
def test_a_question_that_only_may_lean_can_also_be_understood_alone(question: str) -> None:
    """Should the topic of the question before have no answer."""
    assert ask(question, "Hur är stressen?").alone == ask(question)


@pytest.mark.parametrize(
    "question",
    [
        "gäller det i Hjo också?",
        "och i Hjo?",
        "Vad säger Amir då?",
        "Vad säger Amir om det?",
        "varför?",
        "Får man lön?",
    ],
)
def test_a_question_that_points_back_or_stands_alone_has_no_other_meaning(question: str) -> None:
    """Whatever else is said in Hjo does not tell whether it holds there too."""
    assert ask(question, "Hur är stressen?").alone is None


def test_explicit_arguments_hold_for_the_question_alone_too() -> None:
    """The page's menus decide over the words."""
    alone = ask("Vad tycker Tuva?", "Hur är stressen?", municipality="Flen").alone
    assert alone is not None
    assert (alone.municipalities, alone.speakers) == (("Flen",), ("Tuva Granhöst",))


def test_who_else_leaves_out_who_was_asked_for() -> None:
    """The same voice again would be no answer."""
    assert ask("Vem mer tycker så?", "Vad säger Tuva om stress?").excluded == {"Tuva Granhöst"}


@pytest.mark.parametrize(
    "question",
    ["Får man handledning?", "Hur är det att jobba i Flen?", "Vad säger Tuva om polisen?", "Hej!", "lön", "asdfghjkl"],
)
def test_a_new_topic_is_understood_as_if_asked_alone(question: str) -> None:
    """The conversation never leaks into a question that stands on its own."""
    assert ask(question, "Hur är stressen i Hjo?", "Vad säger Amir om lönen i Hjo?") == ask(question)


def test_pronouns_take_the_person_and_there_takes_the_place() -> None:
    """The topic is the new question's own."""
    hers = ask("Vad säger hon om polisen?", "Vad säger Tuva om stress?")
    assert (hers.speakers, hers.topic) == (("Tuva Granhöst",), "Vad säger hon om polisen?")
    assert ask("Får man handledning där?", "Hur är stressen i Hjo?").municipalities == ("Hjo",)


def test_a_follow_up_without_a_question_before_it_stands_alone() -> None:
    """A greeting is nothing to lean on."""
    assert ask("Vad tycker Tuva?", "Hej!") == ask("Vad tycker Tuva?")


def test_explicit_arguments_override_what_the_question_names() -> None:
    """The page's menus decide over the words."""
    understanding = ask("Vad säger Tuva om stress i Hjo?", municipality="Flen", speaker="Amir")
    assert understanding.municipalities == ("Flen",)
    assert understanding.speakers == ("Amir Fjällstig",)
    assert understanding.interpretation.speaker == "Amir Fjällstig"


def test_strangers_are_remembered_as_such() -> None:
    """Nobody else is quoted instead of them."""
    understanding = ask("Vad säger Kalle Svensson?")
    assert (understanding.unknown_person, understanding.speakers) == ("Kalle Svensson", ())
    assert ask("Stress?", speaker="Kalle").unknown_person == "Kalle"


def test_a_choice_of_which_nothing_is_left_chooses_nobody() -> None:
    """What looks like a tag is taken out of what is asked; the choice must not become none at all."""
    assert ask("Stress?", speaker="<x>").unknown_person == "<x>"
    assert ask("Stress?", municipality="<x>").municipalities == ("<x>",)
    assert ask("Stress?", municipality=" ", speaker=" ").interpretation.speaker is None


def test_of_two_people_the_known_one_can_answer() -> None:
    """Both known: both may."""
    assert ask("Vad säger Tuva och Kalle Svensson om stress?").speakers == ("Tuva Granhöst",)
    both = ask("Vad säger Tuva och Amir om stress?")
    assert both.interpretation.speaker == "Tuva Granhöst och Amir Fjällstig"


def test_ten_thousand_characters_are_not_a_question() -> None:
    """And what is shown of them is short."""
    understanding = ask("hur är det " * 1000)
    assert understanding.intent is Intent.TOO_LONG
    assert len(understanding.interpretation.question) == 1000


@pytest.mark.parametrize(
    ("chosen", "municipality"),
    [("Flen", "Flen"), ("flen", "Flen"), ("Flens kommun", "Flen"), ("Atlantis", "Atlantis"), (" ", None)],
)
def test_chosen_place_is_known_in_any_form(chosen: str, municipality: str | None) -> None:
    """A place from a menu or a program is the official one; one that is none stays as given."""
    assert ask("Får man handledning?", municipality=chosen).interpretation.municipality == municipality
