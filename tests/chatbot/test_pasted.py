"""What is read in a pasted text."""

from __future__ import annotations

import pytest

from chatbot.pasted import read_pasted


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("”Vi  fikar\u00a0–\nofta.”", "vi fikar ofta"),
        ("> Vi fikar\n> ofta", "vi fikar ofta"),
        ("Vi fi\u00adkar&nbsp;p&aring; jobbet &#8221;", "vi fikar på jobbet"),
        ("Fo\u0308rst fika\u200b, sedan …", "först fika , sedan"),
        ("Vi fikar (…) ofta [...] och /.../ länge [– – –] nu", "vi fikar […] ofta […] och […] länge […] nu"),
        ("Det är -5 grader, 25-30 eller 5,5 %", "det är - 5 grader , 25 30 eller 5 , 5 %"),
        ("*Vi* _fikar_ – ofta... Eller?", "vi fikar ofta … eller"),
        ("", ""),
        ("!? …", ""),
    ],
    ids=["setting", "mail", "entities", "accents", "omissions", "numbers", "emphasis", "empty", "marks"],
)
def test_how_a_text_is_set_does_not_count(text: str, forms: str) -> None:
    """Its words and marks do."""
    assert " ".join(token.form for token in read_pasted(text)[0].tokens()) == forms


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("social-\nsekreterare", {"socialsekreterare", "social sekreterare"}),
        ("barn- och ungdom", {"barn och ungdom"}),
        ("social- sekreterare på barn-\noch ungdom", {"socialsekreterare på barn och ungdom"}),
    ],
    ids=["line break", "suspended", "both"],
)
def test_a_hyphen_at_the_end_of_a_line_may_be_its_own(text: str, forms: set[str]) -> None:
    """One that stands for a part of a compound is."""
    assert forms <= {" ".join(token.form for token in reading.tokens()) for reading in read_pasted(text)}


@pytest.mark.parametrize(
    ("text", "credit", "body"),
    [
        ("”Vi fikar ofta.” – Tuva Granhöst, enhetschef i Flen", "Tuva Granhöst, enhetschef i Flen", "Vi fikar ofta"),
        ("– Vi fikar ofta, säger Tuva Granhöst.", "säger Tuva Granhöst", "Vi fikar ofta"),
        ("Vi fikar ofta.\nTuva Granhöst", "Tuva Granhöst", "Vi fikar ofta"),
        ("Vi fikar ofta.\n \n\n – \nTuva Granhöst", "Tuva Granhöst", "Vi fikar ofta"),
        ("Vi fikar ofta." + 60 * "\n" + "Tuva Granhöst", "Tuva Granhöst", "Vi fikar ofta"),
        ("”Vi fikar ofta” (Tuva Granhöst)", "Tuva Granhöst", "Vi fikar ofta"),
        ("Tuva Granhöst, enhetschef: ”Vi fikar ofta”", "Tuva Granhöst, enhetschef", "Vi fikar ofta"),
        ("Enligt Tuva Granhöst: ”Vi fikar ofta”", "Enligt Tuva Granhöst", "Vi fikar ofta"),
    ],
    ids=["dash", "tag", "line", "lines", "empty lines", "brackets", "before", "according to"],
)
def test_who_is_said_to_speak_is_read(text: str, credit: str, body: str) -> None:
    """Beside the reading in which it belongs to the words."""
    whole, other = read_pasted(text)
    assert whole.credit is None
    assert other.credit == credit
    words = other.tokens()
    assert other.text[words[0].start : words[-1].end] == body


@pytest.mark.parametrize("text", ["Vi fikar – ofta.", "Vi fikar, säger hon.", "Vi i Flen fikar ofta. Det gör vi."])
def test_a_text_without_a_full_name_has_no_credit(text: str) -> None:
    """A place or a pronoun is nobody."""
    assert [reading.credit for reading in read_pasted(text)] == [None]
