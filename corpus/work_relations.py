"""What a sentence says of a place in it: somebody's work, or home, school and past."""

from __future__ import annotations

import re
from enum import Enum


class Relation(Enum):
    """How the nearest words tie a place to somebody."""

    AWAY = "away"
    """Home, school, or a former employer."""
    WORK = "work"
    """A verb of working: "arbetar i"."""
    ROLE = "role"
    """A role or a workplace: "enhetschef i", "socialkontoret i"."""


UNIT = (
    r"(?:social(?:tjänst|förvaltning|kontor|nämnd|jour|avdelning|sekretariat)\w{0,3}"
    r"|individ-?\s+och\s+familjeomsorg\w{0,3}|IFO|familjerätt\w{0,3}|familjehemsenhet\w{0,3}"
    r"|(?:omsorgs|stadsdels|vård-?\s+och\s+omsorgs)förvaltning\w{0,3}|LSS-enhet\w{0,3}"
    r"|(?:äldre|hem)omsorg\w{0,3}|hemtjänst\w{0,3}|äldreboende\w{0,3}|försörjningsstöd\w{0,3}|fältgrupp\w{0,3})"
)
"""A unit of a municipality's social services, as a regular expression."""
MUNICIPAL_ROLE = (
    r"(?:(?:social|kommun|omsorgs|förvaltnings|stadsdels)(?:chef|direktör|sekreterar|nämnd|råd|assistent)\w*"
    r"|biståndshandläggar\w*|biståndsbedömar\w*|fältar\w*|fältsekreterar\w*|fältassistent\w*|boendestödjar\w*)"
)
"""Somebody who as a rule works for a municipality, as a regular expression."""
MUNICIPAL_WORK = re.compile(
    rf"\bkommunens?\b|\b{UNIT}|\bsocialsekreterar\w*|\bbiståndshandläggar\w*|\bfält(?:sekreterar|arbetar|assistent|are)\w*"
    r"|\bboendestöd\w*|\bfamiljehemssekreterar\w*|\bskuldrådgivar\w*|\b(?:stads|kommun)hus\w*",
    re.IGNORECASE,
)
"""Words of the work that municipalities do, or of the municipality itself."""
AREA = (
    r"(?:centrala|norra|södra|östra|västra|nordöstra|sydöstra|nordvästra|sydvästra|inre|yttre|hela|lilla|gamla|vackra)"
)
"""A word for a part of a place, as a regular expression."""
AREA_ADJECTIVE = rf"(?i:{AREA}\s+)?"

ROLE = (
    r"\w*(?:(?:(?:sekreter|handlägg|led|utred|behandl|rådgiv|stödj|bedöm|arbet|vägled|utveckl|rekryter)ar|fältar|lär(?:ar)?|skötar)"
    r"(?:e|en|ens|es|na|nas)"
    r"|(?:sekretare|chef|kurator|pedagog|samordnare|socionom|assistent|terapeut|strateg|koordinator|direktör"
    r"|konsulent|specialist|jurist|undersköterska|vårdbiträde|psykolog|coach|praktikant|värd"
    r"|rektor|sjuksköterska|bibliotekarie)"
    r"(?:n|en|na|er|erna|or|orna|s|ns|ens|arna)?)"
)
"""A role in social work, as a regular expression."""
_STUDY_OR_HOME = (
    r"(?:läs\w*|plugga\w*|utbilda\w*|studera\w*)\s+(?:sig\s+)?(?:till|som)\s+\w+"
    r"|utbildad\s+\w+|bor|bodde|bott|bosatt\w*|växte|växt\s+upp|vuxit\s+upp|uppvux\w+|uppväxt\w*|född\w*|föddes"
    r"|komvux|folkhögskol\w*|plugga\w*|läste|läst|studera\w*|studier\w*|utbildad\w*|utbildade|utbildning(?!s(?:nämnd|förvaltning|kontor|chef))\w*|examen"
    r"|utexaminera\w*|praktisera\w*|praktik|semester\w*|hemma|hemstad\w*|sommarhus\w*|flytta\w*"
    r"|lämnade|lämnat|slutade\s+(?:på|i|hos|vid|som)|gick\s+(?:i\s+)?(?:skola\w*|programmet)"
)
_PAST_WORK = (
    r"(?:arbeta(?:de|t)|jobba(?:de|t)|var|varit|anställd)\s+(?:\w+\s+){0,3}?"
    rf"(?:tidigare|förut|förr|dessförinnan|innan)(?:\s+{ROLE})?|jag\s+var\s+{ROLE}"
    r"|(?:tidigare|förut|förr|dessförinnan|innan\s+dess|då)[:\s]+(?:\w+\s+){0,4}?"
    rf"(?:arbeta(?:de|t)|jobba(?:de|t)|var|varit|anställd|{ROLE})"
    r"|(?:varav|de)\s+(?:de\s+)?första\s+\w+(?:\s+åren)?"
    rf"|(?:slutade|lämnade)\s+(?:\w+\s+){{0,3}}?{ROLE}"
    rf"|(?:före\s+detta|f\.?\s?d\.?)\s+{ROLE}|har\s+en\s+bakgrund|efter\s+\w+\s+år"
)
_WORK_VERB = (
    r"arbetar|arbetat|arbeta|jobbar|jobbat|jobba|(?<!utan\s)anställd\w*|anställning\w*|anställer"
    r"|började|börjat|börjar|sökte\s+sig|sökt\s+sig|rekryter\w+|verksam\w*|tjänstgör|leder"
    r"|jobb|jobbet|(?:samma|motsvarande)\s+roll|bytte|bytt|ansvarar|tillträd\w+|arbetsgivare\w*|medarbetar\w+|kolleg\w+|tjänst|personal\w*"
)
_WORKPLACE = (
    rf"{UNIT}|\w*(?:enheten|mottagningen|teamet|kontoret|förvaltningen|avdelningen|gruppen"
    r"|stadshuset|kommunhuset|medborgarkontoret|verksamheten|arbetsplatsen|boendet|nämnden|centret|hemtjänsten)"
)
_CUE = re.compile(
    rf"\b(?:(?P<AWAY>{_PAST_WORK}|{_STUDY_OR_HOME})"
    rf"|(?P<ROLE>{ROLE}|{_WORKPLACE})|(?P<WORK>{_WORK_VERB}))\b",
    re.IGNORECASE,
)
_COMES_FROM = re.compile(
    rf"\b(?:kom(?:mer|ma|mit)?|pendla\w*|flytta\w*|rest\w*|närmast|ursprungligen)\b[^,;]*\bfrån\s+"
    rf"{AREA_ADJECTIVE}$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:till\s+skillnad\s+(?:från|mot)|jämför\w*|precis\s+som|liksom|grannkommunen|förebild\w*|studiebesök\w*"
    r"|än\s+(?:i|på|hos)|inspirer\w+|samla[dt]\w*|\w+chefsdagar|konferens\w*|kongress\w*|mässa\w*|seminari\w+|\w+dagarna|föreläs\w+)\b[^,;]{0,40}$",
    re.IGNORECASE,
)
_WORKS_THERE = re.compile(r"\s*,\s*där\s+(?:\w+\s+){0,2}?(?:arbetar|jobbar|är\s+anställd\w*)\b", re.IGNORECASE)
_OF_OURS = re.compile(r"\b(?:[Vv]i|[Oo]ss)\s+(?:här\s+)?(?:i|på|hos|inom)\s+$")
_YEARS_AT = re.compile(r"\befter\s+(?:\w+\s+){1,3}år\s+[^,.;]{0,40}$", re.IGNORECASE)
_SWAPPED = re.compile(r"\bbyt(?:er|te|t)\b[^.;]*$")
_FOR_ANOTHER = re.compile(r"\s*mot\b")
_RETIRES = re.compile(r"\b(?:pension\w*|avtacka\w*|slutar)\b")
_APPOSITION = re.compile(r"(?<!Foto: )\b[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][\w-]+\s*[,(]\s*$")
_PREPOSITION_BEFORE = re.compile(r"\b(?:i|på|inom|hos|vid)\s+$", re.IGNORECASE)
_NEAR = 20
"""Characters after a place within which a role or a verb of working is said of it."""
_CLAUSE_BREAK = re.compile(r"\bmen\b|;", re.IGNORECASE)
_HOME_AFTER = re.compile(rf"\s*,?\s*(?:där\s+)?(?:\w+\s+)?(?:{_STUDY_OR_HOME})\b", re.IGNORECASE)


def relation_to_work(before: str, after: str, *, is_organisation: bool, is_locative: bool) -> Relation | None:
    """Return what the sentence's words before and after a place say of it; None for nothing.

    The nearest words before the place decide; where there are none, those after it do.
    """
    if _SWAPPED.search(before) and _FOR_ANOTHER.match(after):
        return Relation.AWAY
    moved = _YEARS_AT.search(before) and not _RETIRES.search(after)
    if moved or _COMES_FROM.search(before) or _COMPARED.search(before):
        return Relation.AWAY
    if _WORKS_THERE.match(after) or _OF_OURS.search(before):
        return Relation.WORK
    if is_organisation and _APPOSITION.search(before):
        return Relation.ROLE
    cues = [_relation_of(cue) for cue in _CUE.finditer(_CLAUSE_BREAK.split(before)[-1])]
    if cues:
        return Relation.ROLE if cues[-1] is Relation.WORK and Relation.ROLE in cues else cues[-1]
    if is_locative and _HOME_AFTER.match(after):
        return Relation.AWAY
    following = _CUE.search(_CLAUSE_BREAK.split(after)[0])
    if following is None or _relation_of(following) is Relation.AWAY:
        return None
    is_near = following.start() <= _NEAR or _PREPOSITION_BEFORE.search(before) is not None
    return _relation_of(following) if is_near else None


def _relation_of(cue: re.Match[str]) -> Relation:
    return Relation[cue.lastgroup or "WORK"]
