"""Exact, altered or not found: what is told of pasted texts. The people and their articles are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.check_matches import is_by_another
from chatbot.quote_checking import LONGEST_TEXT, TextTooLongError
from chatbot.records import CheckNote, CheckStatus, DifferenceKind, QuoteCheck
from tests.chatbot.checking import Checker, checker_of

SALA = """---
title: "Mötesplatsen"
publisher: Sala kommun
url: null
published: 2023-02-01
---
Rut Älvgren är fältare i Sala kommun och har tre kollegor på mötesplatsen.

– Det var inte svårt i början, säger Rut Älvgren, men vi fick vänta i fjorton dagar på nycklarna till lokalen.

– Ungdomarna kommer hit för att någon lyssnar. De stannar kvar för att ingen dömer dem, säger Rut Älvgren.

Vad är det bästa med arbetet på mötesplatsen?

– Att man aldrig vet vad dagen har att ge, säger Rut Älvgren. Ring mig på 0157-555 01 23.

I lokalen finns ett biljardbord och ett kök där ungdomarna lagar mat tillsammans varje onsdag.
"""
LISTENS = "Ungdomarna kommer hit för att någon lyssnar. De stannar kvar för att ingen dömer dem"
KITCHEN = "I lokalen finns ett biljardbord och ett kök där ungdomarna lagar mat tillsammans varje onsdag."
Differences = list[tuple[str, str, str]]


@pytest.fixture
def check(articles: Path, tmp_path: Path) -> Iterator[Checker]:
    """Return what checks texts against three articles."""
    (articles / "sala.md").write_text(SALA, encoding="utf-8")
    with checker_of(articles, tmp_path / "checked") as checker:
        yield checker


def changes(checked: QuoteCheck) -> Differences:
    """Return what is not the same, without outer space."""
    return [
        (difference.kind.value, difference.given.strip(), difference.original.strip())
        for match in checked.matches
        for difference in match.differences
        if difference.kind is not DifferenceKind.SAME
    ]


@pytest.mark.parametrize(
    ("text", "kind", "names", "notes"),
    [
        (LISTENS, "quote", ["Rut Älvgren"], set()),
        (f"”{LISTENS}.”", "quote", ["Rut Älvgren"], set()),
        (f"– {LISTENS}, säger Rut Älvgren.", "quote", ["Rut Älvgren"], {"with_narration"}),
        (f"”{LISTENS}” – Rut Älvgren, fältare", "quote", ["Rut Älvgren"], set()),
        (f"”{LISTENS}” – Tuva Granhöst", "quote", ["Rut Älvgren"], {"other_speaker"}),
        (f"Elin Sjövind: ”{LISTENS}”", "quote", ["Rut Älvgren"], {"other_speaker"}),
        (f"”{LISTENS}” – Elin Älvgren", "quote", ["Rut Älvgren"], {"other_speaker"}),
        (LISTENS.upper(), "quote", ["Rut Älvgren"], {"typography"}),
        ("kommer hit för att någon lyssnar.", "quote", ["Rut Älvgren"], {"part_of_sentence"}),
        ("De stannar kvar för att ingen dömer dem", "quote", ["Rut Älvgren"], set()),
        (
            "Det var inte svårt i början, men vi fick vänta i fjorton dagar på nycklarna till lokalen.",
            "quote",
            ["Rut Älvgren"],
            {"tag_left_out"},
        ),
        (
            "Det var inte svårt i början, säger Rut Älvgren, men vi fick vänta",
            "quote",
            ["Rut Älvgren"],
            {"with_narration", "part_of_sentence"},
        ),
        (KITCHEN, "passage", [], set()),
        (f"”{KITCHEN}” – Rut Älvgren", "passage", [], {"other_speaker"}),
        ("Vad är det bästa med arbetet på mötesplatsen?", "question", [], set()),
        ("har att ge, säger Rut Älvgren", "quote", ["Rut Älvgren"], {"part_of_sentence", "with_narration"}),
    ],
    ids=[
        "two sentences", "in marks", "with its tag", "with who says it", "with somebody else", "somebody else before",
        "a namesake", "capitals", "within a sentence", "one sentence", "without the tag between",
        "with the tag between", "narration", "narration as a quote", "the question", "into the tag",
    ],
)  # fmt: skip
def test_exact(check: Checker, text: str, kind: str, names: list[str], notes: set[str]) -> None:
    """It stands so in the article; nobody is said to say what is narration."""
    checked = check(text)
    assert (checked.status, {note.value for note in checked.notes}) == (CheckStatus.EXACT, notes)
    (match,) = checked.matches
    assert match.kind == kind
    assert [speaker.name for quote in match.quotes for speaker in quote.speakers] == names
    assert SALA.split("---\n")[2][match.start : match.end] == match.text


@pytest.mark.parametrize(
    ("credit", "is_other"),
    [
        ("Älvgren, fältare", False),
        ("Enligt fältare Rut Älvgren", False),
        ("Fältare Älvgren", False),
        ("Rut Maria Älvgren", False),
        ("Maria Älvgren, kollega till Rut", True),
        ("säger Elin Älvgrens chef", True),
    ],
)
def test_of_two_with_one_surname_the_first_name_tells_which(check: Checker, credit: str, is_other: bool) -> None:
    """Nobody else of the name is blessed; whoever is called by surname or role is no other."""
    assert is_by_another(credit, check(LISTENS).matches) is is_other


@pytest.mark.parametrize(
    ("text", "differences", "notes"),
    [
        (LISTENS.replace("ingen dömer", "många dömer"), [("changed", "många", "ingen")], {"negation"}),
        ("Det var svårt i början, säger Rut Älvgren", [("removed", "", "inte")], {"negation", "with_narration"}),
        ("Det var svårt i början", [("removed", "", "inte")], {"negation"}),
        (
            "men vi fick vänta i fyra dagar på nycklarna till lokalen",
            [("changed", "fyra", "fjorton")],
            {"number"},
        ),
        ("Ungdomarna kommer alltid hit för att någon lyssnar", [("added", "alltid", "")], set()),
        ("Barnen kommer hit för att någon lyssnar", [("changed", "Barnen", "Ungdomarna")], set()),
        ("Ungdomarna kommer hit för att någon hör", [("changed", "hör", "lyssnar")], set()),
        ("Ungdomarna kommer hit, för att någon lyssnar", [("added", ",", "")], {"punctuation"}),
        ("Ungdomarna kommer hit för att någon lyssnar?", [("changed", "?", ".")], {"punctuation"}),
        ("Ungdomarna kommer hit [...] De stannar kvar", [("removed", "[...]", "för att någon lyssnar.")], {"omission"}),
        (
            f"{LISTENS}, säger Amir Fjällstig",
            [("changed", "Amir Fjällstig", "Rut Älvgren")],
            {"other_speaker", "with_narration"},
        ),
    ],
    ids=[
        "negation changed", "negation left out, with the tag", "negation left out", "number", "word added",
        "first word", "last word", "comma", "question mark", "omission", "another's name in the tag",
    ],
)  # fmt: skip
def test_altered(check: Checker, text: str, differences: Differences, notes: set[str]) -> None:
    """What differs is told word by word, and what it may mean."""
    checked = check(text)
    assert checked.status is CheckStatus.ALTERED
    assert changes(checked) == differences
    assert {note.value for note in checked.notes} == notes
    assert "".join(d.original for m in checked.matches for d in m.differences) == checked.matches[0].text


def test_sentences_of_different_places_are_told_apart(check: Checker) -> None:
    """Each with whose words they are; together nobody has said them."""
    checked = check("Polisen träffar vi varje torsdag. De stannar kvar för att ingen dömer dem.")
    assert checked.status is CheckStatus.ALTERED
    assert CheckNote.STITCHED in checked.notes
    names = [[speaker.name for quote in match.quotes for speaker in quote.speakers] for match in checked.matches]
    assert names == [["Tuva Granhöst"], ["Rut Älvgren"]]
    assert "2 ställen" in checked.message


def test_the_same_words_of_two_people_are_both_shown(check: Checker) -> None:
    """Neither is said to be the only one."""
    checked = check("Ingen lämnas ensam med de svåra besluten")
    assert checked.status is CheckStatus.EXACT
    names = {speaker.name for match in checked.matches for quote in match.quotes for speaker in quote.speakers}
    assert names == {"Tuva Granhöst", "Amir Fjällstig"}
    assert "Samma ord står på 2 ställen." in checked.message


@pytest.mark.parametrize(
    "text",
    [
        "Klimatet förändras snabbare än vad forskarna trodde för bara tio år sedan.",
        "Det är bra att det är så, för det är så det är.",
        "Ring mig på 0157-555 01 23",
        "The young people come here because somebody listens.",
    ],
    ids=["another subject", "common words", "contact details", "English"],
)
def test_not_found(check: Checker, text: str) -> None:
    """Nothing near it is shown as if it were its source."""
    checked = check(text)
    assert (checked.status, checked.matches) == (CheckStatus.NOT_FOUND, ())


@pytest.mark.parametrize("text", ["", "vi", "!? – …", "Rut Älvgren", "0157-555"])
def test_too_short(check: Checker, text: str) -> None:
    """One or two words stand anywhere."""
    checked = check(text)
    assert (checked.status, checked.text) == (CheckStatus.TOO_SHORT, text)


def test_a_text_over_the_bound_is_refused_in_words(check: Checker) -> None:
    """In the language asked for."""
    with pytest.raises(TextTooLongError, match=r"10001 tecken\. Klistra in högst 10000 tecken"):
        check("a" * (LONGEST_TEXT + 1))
    with pytest.raises(TextTooLongError, match="too long"):
        check("a" * (LONGEST_TEXT + 1), "en")
    assert check("vi " * (LONGEST_TEXT // 3)).status is CheckStatus.NOT_FOUND


def test_the_message_has_the_language_asked_for(check: Checker) -> None:
    """Swedish unless told otherwise."""
    assert check(LISTENS).message == "Ordagrant: så säger Rut Älvgren i artikeln ”Mötesplatsen”."
    assert check(LISTENS, "en").message == "Word for word: Rut Älvgren says so in the article “Mötesplatsen”."


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_text("Tomt.", encoding="utf-8")])
def test_an_article_that_is_gone_or_changed_is_not_shown(check: Checker, harm: Callable[[Path], object]) -> None:
    """Whatever the index still has of it."""
    harm(check.corpus / "sala.md")
    assert check(LISTENS).status is CheckStatus.NOT_FOUND
    assert check("Polisen träffar vi varje torsdag").status is CheckStatus.EXACT


def test_the_chatbot_checks_too(chatbot: Chatbot) -> None:
    """With the generation that answers."""
    checked = chatbot.verify_quote("Polisen träffar vi varje torsdag")
    assert (checked.status, checked.generation) == (CheckStatus.EXACT, chatbot.generation)
    (match,) = checked.matches
    assert match.quotes == (chatbot.quote(match.quotes[0].id),)


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 \ud800 \ud800",
        "\x00 a b c",
        "\u202eabc def ghi jkl",
        "– – – –",
        "[...] [...] [...]",
        "&#0; &#xD800; a b c d",
    ],
)
def test_any_text_gets_an_answer(check: Checker, text: str) -> None:
    """Half characters, control characters and marks alone do no harm."""
    assert check(text).status in (CheckStatus.NOT_FOUND, CheckStatus.TOO_SHORT)
