"""What people do, and where, is learned from the narration and from their own words."""

from __future__ import annotations

import pytest

from corpus.reading import read
from corpus.records import Article

SAID = "\n\n– Vi fikar på stort allvar, säger {}.\n"


def roles(text: str) -> dict[str, str | None]:
    """Return each person's role as it was read."""
    return {person.name: person.role for person in read(Article(id="fall", text=text)).people}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Enhetschefen Tuva Granhöst öppnar dörren.", "enhetschef"),
        ("Socialnämndens ordförande Tuva Granhöst (S) öppnar dörren.", "socialnämndens ordförande"),
        ("Professorn i socialt arbete Tuva Granhöst öppnar dörren.", "professor i socialt arbete"),
        ("Tillförordnade socialchefen Tuva Granhöst öppnar dörren.", "tillförordnad socialchef"),
        ("Tuva Granhöst, 34, kurator på Alléskolan, öppnar dörren.", "kurator"),
        ("Tuva Granhöst, 1:e socialsekreterare i Flen, öppnar dörren.", "1:e socialsekreterare"),
        ("Tuva Granhöst, budget- och skuldrådgivare, öppnar dörren.", "budget- och skuldrådgivare"),
        ("Tuva Granhöst, socialsekreterare och skyddsombud, öppnar dörren.", "socialsekreterare och skyddsombud"),
        ("Tuva Granhöst (M) är ordförande i socialnämnden.", "ordförande i socialnämnden"),
        ("Tuva Granhöst är sedan i våras biträdande enhetschef.", "biträdande enhetschef"),
        ("Tuva Granhöst arbetar sedan tio år som fältsekreterare.", "fältsekreterare"),
        ("I dag arbetar Tuva Granhöst som utredare.", "utredare"),
        ("Tuva Granhöst är en av få utredare i länet.", "utredare"),
        ("Tuva Granhöst har varit socialchef i Flen i nio år.", "socialchef"),
        ("Klockan är åtta när Tuva Granhöst låser upp. Hon är boendestödjare sedan 2012.", "boendestödjare"),
        ("Tuva Granhöst började som assistent. I dag är hon enhetschef.", "enhetschef"),
        ("Chefen Tuva Granhöst går först. Hon är enhetschef på mottagningen.", "enhetschef"),
        ("Kollegan Tuva Granhöst kommer in. Hon är kurator.", "kurator"),
        ("Tuva Granhöst (S), kommunstyrelsens ordförande, öppnar dörren.", "kommunstyrelsens ordförande"),
        ("Tuva Granhöst, chef för socialjouren, öppnar dörren.", "chef för socialjouren"),
        ("Tuva Granhöst är personligt ombud i Flen.", "personligt ombud"),
        ("Sedan i augusti är Tuva Granhöst specialpedagog i Flen.", "specialpedagog"),
        ("Tuva Granhöst, IT-pedagog, öppnar dörren.", "IT-pedagog"),
        ("Som utredare möter Tuva Granhöst många barn.", "utredare"),
        ("I kommunen finns tre utredare. En av dem är Tuva Granhöst.", "utredare"),
        ('"Vi fikar på stort allvar"\n\n– Tuva Granhöst, stadsarkivarie\n\nBerätta om ditt jobb!', "stadsarkivarie"),
        ("Tuva Granhöst\nFamiljebehandlare\n\nBerätta om ditt jobb!", "familjebehandlare"),
        ("Tuva Granhöst – biståndshandläggare\n\nBerätta om ditt jobb!", "biståndshandläggare"),
        ("Namn: Tuva Granhöst\nYrke: kurator\n\nBerätta om ditt jobb!", "kurator"),
    ],
)
def test_roles_are_learned_from_narration(text: str, role: str) -> None:
    """A role stands before or after the name, behind a verb, on its own line or behind a label."""
    assert roles(text + SAID.format("Tuva Granhöst"))["Tuva Granhöst"] == role


@pytest.mark.parametrize(
    "text",
    [
        "Tuva Granhöst ringer till enhetschefen.",
        "Tuva Granhöst är stolt över sina socialsekreterare.",
        "Tuva Granhöst är gift med en polis.",
        "Tuva Granhöst var tidigare polis.",
        "Tuva Granhöst ville bli kurator.",
        "Tuva Granhöst är inte kurator.",
        "Tuva Granhösts chef är socionom.",
        "Kollegan Tuva Granhöst kommer in.",
        "Tuva Granhöst har kaffe. Fältarna har te.",
    ],
)
def test_other_peoples_and_former_roles_are_not_theirs(text: str) -> None:
    """A role that is somebody else's, past, wished for or says nothing is not learned."""
    assert roles(text + SAID.format("Tuva Granhöst"))["Tuva Granhöst"] is None


@pytest.mark.parametrize(
    "text",
    [
        "Tuva Granhöst och Amir Fjällstig, båda socialsekreterare, delar rum.",
        "Tuva Granhöst och Amir Fjällstig, socialsekreterare i Flens kommun, delar rum.",
        "Socialsekreterarna Tuva Granhöst och Amir Fjällstig delar rum.",
        "Tuva Granhöst och Amir Fjällstig är socialsekreterare.",
        "Tuva Granhöst och Amir Fjällstig delar rum. De är socialsekreterare.",
        "Tuva Granhöst är socialsekreterare och Amir Fjällstig socialsekreterare.",
    ],
)
def test_people_named_together_share_a_role(text: str) -> None:
    """A role that can be said of several is that of all who are joined."""
    both = {"Tuva Granhöst": "socialsekreterare", "Amir Fjällstig": "socialsekreterare"}
    assert roles(text + SAID.format("Tuva Granhöst")) == both


def test_a_role_for_one_is_that_of_the_nearest() -> None:
    """An enhetschef after two names is the second of them."""
    text = "Tuva Granhöst och Amir Fjällstig, enhetschef, delar rum." + SAID.format("Tuva")
    assert roles(text) == {"Tuva Granhöst": None, "Amir Fjällstig": "enhetschef"}


def test_people_tell_their_own_role() -> None:
    """Where the narration is silent, what somebody says of herself counts."""
    text = "Hej Tuva Granhöst! Vad gör du på jobbet?\n\n– Jag är socialsekreterare och utreder barn.\n"
    assert roles(text) == {"Tuva Granhöst": "socialsekreterare"}
