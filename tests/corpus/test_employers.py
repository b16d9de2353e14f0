"""Who is not employed by a municipality."""

from __future__ import annotations

import pytest

from corpus.employers import Employment, employment

ELSEWHERE, PRIVATE = Employment.ELSEWHERE, Employment.PRIVATE

PEOPLE = [
    ("forskare", None, [], ELSEWHERE),
    ("Ombudsman", None, [], ELSEWHERE),
    ("klient", None, [], PRIVATE),
    ("socialsekreterare", None, [], None),
    ("kurator", "barnkliniken i Västerås", [], ELSEWHERE),
    ("kurator", "Region Skåne", [], ELSEWHERE),
    ("samordnare", "Region Gotland", [], None),
    (None, None, ["Tuva Granhöst vid polisen i Värmland deltar i mötena."], ELSEWHERE),
    (None, None, ["Tuva Granhöst leder ett projekt om språk vid Lunds universitet."], ELSEWHERE),
    ("ordförande", None, ["Akademikerfackets lokala ordförande Tuva Granhöst håller med."], ELSEWHERE),
    (None, None, ["Professorn i socialt arbete Tuva Granhöst vid Göteborgs universitet har räknat."], ELSEWHERE),
    ("enhetschef", None, ["Tuva Granhöst träffar ofta polisen."], None),
    (None, None, ["Tuva Granhöst kom direkt från studier, och Jon Ek är forskare vid Lunds universitet."], None),
    (None, None, ["Tuva, 22, satt hemma i fyra år."], PRIVATE),
    (None, None, ["17-åriga Tuva läste brevet."], PRIVATE),
    (None, None, ["Tuva Granhöst, 20 år, en av de nya ungdomsfältarna, skrattar."], None),
    ("enhetschef", None, ["Tuva Granhöst, 52, är enhetschef."], None),
    (None, None, ["Hos familjen Granhöst står dörren öppen."], PRIVATE),
    (None, None, [", säger hennes man Tuva."], PRIVATE),
    (None, None, ["Tuva och Jon Granhöst har tre egna barn."], PRIVATE),
    (None, None, ["Tuva Granhöst, som läser termin fem vid universitetet, är på plats."], PRIVATE),
    (None, None, ["Tuva har med sig en kaka som en av de boende har bakat."], None),
    ("utredare", None, ["Det säger Tuva Granhöst, utredare på Konsumentverket."], ELSEWHERE),
    ("konsult", None, [], ELSEWHERE),
    ("inspektör", None, ["Tuva Granhöst, inspektör på Ivo."], ELSEWHERE),
    ("undersköterska", None, ["Undersköterskan Tuva Granhöst arbetar hos en privat utförare."], ELSEWHERE),
    ("utredare", None, ["Förbundets utredare Tuva Granhöst har räknat."], ELSEWHERE),
    (None, None, ["Elin Ek och Tuva Granhöst delar rum."], None),
    (None, None, ["Han kom hit som anhörig men är numera volontär."], PRIVATE),
    (None, None, ["Klockan nio ringer hon på hos Tuva Granhöst."], PRIVATE),
    (None, None, ["Tuva, som går andra året på gymnasiet, har känt honom länge."], PRIVATE),
]


@pytest.mark.parametrize(
    ("role", "workplace", "told", "expected"), PEOPLE, ids=[str(row[2] or row[1] or row[0])[:60] for row in PEOPLE]
)
def test_other_employers_and_private_people_are_told_apart_from_staff(
    role: str | None, workplace: str | None, told: list[str], expected: Employment | None
) -> None:
    """A role, a workplace or the words beside the name tell; where nothing tells, one is staff."""
    assert employment("Tuva Granhöst", role, workplace, told) is expected
