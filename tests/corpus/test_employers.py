"""Who is not employed by a municipality."""

from __future__ import annotations

import pytest

from corpus.employers import Employment, employment, is_head, tells_of_work

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
    ("trafikpolis", None, [], ELSEWHERE),
    ("ljudkonsult", None, [], ELSEWHERE),
    ("anhörigkonsulent", None, [], None),
    ("byaföreningens ordförande", None, [], ELSEWHERE),
    ("rektor", "en friskola i närheten", [], ELSEWHERE),
    (None, None, ["I tolv år har Tuva Granhöst funnits där. Tuva vårdar sin man."], PRIVATE),
    (None, None, ["Tuva Granhöst i Ulvsby, 88 år, var först."], PRIVATE),
    (None, None, ["Tuva, som har haft kontakt med kontoret i nio år, tvivlar."], PRIVATE),
    (None, None, ["Tuva Granhöst har tre barn i skolan."], PRIVATE),
    (None, None, ["Tuva, som vi kallar henne, lämnade honom."], PRIVATE),
    (None, None, ["En av deltagarna är Tuva Granhöst."], PRIVATE),
    (None, None, ["Tuva Granhöst, 14 år i yrket:"], None),
    ("huvudskyddsombud", None, ["Tuva Granhöst är huvudskyddsombud för Vision och handläggare i kommunen."], None),
    ("huvudskyddsombud", None, ["Tuva Granhöst är huvudskyddsombud för Vision."], ELSEWHERE),
    (None, None, ["Tuva Granhöst, 44 år, är anställd i kommunen."], None),
    ("socialsekreterare", None, ["Tuva, som vi kallar henne, hotades."], None),
]


@pytest.mark.parametrize(
    ("role", "workplace", "told", "expected"), PEOPLE, ids=[str(row[2] or row[1] or row[0])[:60] for row in PEOPLE]
)
def test_other_employers_and_private_people_are_told_apart_from_staff(
    role: str | None, workplace: str | None, told: list[str], expected: Employment | None
) -> None:
    """A role, a workplace or the words beside the name tell; where nothing tells, one is staff."""
    assert employment("Tuva Granhöst", role, workplace, told) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kollegan Tuva Granhöst håller med.", True),
        ("Tuva Granhöst (S) vill annat.", True),
        ("Jon Ek är socialsekreterare tillsammans med Tuva Granhöst.", True),
        ("Tuva Granhöst och Jon Ek arbetar natt.", True),
        ("Tuva Granhöst ska vandra för tredje året.", False),
        ("Tuva Granhöst kommer med sin mamma.", False),
    ],
)
def test_work_is_told_by_colleagues_parties_and_verbs(sentence: str, expected: bool) -> None:
    """What sets staff without a role apart from clients without one."""
    assert tells_of_work(sentence, "Tuva Granhöst") is expected


@pytest.mark.parametrize(("role", "expected"), [("enhetschef", True), ("kommunalråd", True), ("rådgivare", False)])
def test_heads_lead_or_govern(role: str, expected: bool) -> None:
    """An adviser is no councillor."""
    assert is_head(role) is expected
