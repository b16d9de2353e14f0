"""What people have decided, as the front matter has it under "decided": read, and written for people to read."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from corpus.decisions import said_parts
from corpus.drafts import UnreadableError
from corpus.municipalities import is_municipality
from corpus.records import DecidedAs, Decision, QuoteDecision, Speaker

_FIELDS = ("municipality", "roles", "by", "quotes")
_OF_QUOTE = ("words", "unsaid", "occurrence", "of", "kind", "speakers", "municipality", "waits", "by", "date")
_OF_OTHERS = ("words", "occurrence", "of", "kind", "by", "date")


def decision_to_fields(decision: Decision) -> dict[str, object]:
    """Return a decision as plain data for YAML, without what nobody decided."""
    fields: dict[str, object] = {}
    if decision.municipality is not None:
        fields["municipality"] = decision.municipality
    if decision.roles:
        fields["roles"] = dict(decision.roles)
    if decision.by:
        fields["by"] = decision.by
    if decision.quotes:
        fields["quotes"] = [_quote_to_fields(quote) for quote in decision.quotes]
    return fields


def _quote_to_fields(quote: QuoteDecision) -> dict[str, object]:
    named = None if quote.speakers is None else [_speaker_to_fields(speaker) for speaker in quote.speakers]
    fields = {
        "words": quote.words,
        "unsaid": list(quote.unsaid) or None,
        "occurrence": quote.occurrence if quote.of > 1 else None,
        "of": quote.of if quote.of > 1 else None,
        "kind": None if quote.kind is DecidedAs.QUOTE else quote.kind.value,
        "speakers": named,
        "municipality": quote.municipality,
        "waits": quote.waits or None,
        "by": quote.by,
        "date": quote.date,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _speaker_to_fields(speaker: Speaker) -> dict[str, str]:
    fields = {"name": speaker.name, "role": speaker.role}
    return {key: value for key, value in fields.items() if value is not None}


def decision_of(decided: object) -> Decision | None:
    """Return the decision that the front matter's field has.

    Raises:
        UnreadableError: it has something else; the message names the field, and the place in the list.
    """
    if decided is None:
        return None
    if not isinstance(decided, dict):
        got = kind_of(decided)
        raise UnreadableError(f'"decided" i inledningen ska ha rader som "municipality: ...", men är {got}')
    _refuse_unknown(decided, _FIELDS, '"decided" i inledningen')
    roles = decided.get("roles")
    if roles is None:
        roles = {}
    if not isinstance(roles, dict) or not all(
        isinstance(name, str) and isinstance(role, str) for name, role in roles.items()
    ):
        raise UnreadableError('"roles" i inledningen ska ha rader som "Förnamn Efternamn: roll"')
    given = decided.get("quotes")
    if not isinstance(given, list | None):
        raise UnreadableError(f'"quotes" i inledningen ska vara en lista, men är {kind_of(given)}')
    quotes = tuple(_quote_of(fields, f'beslut {number} under "quotes"') for number, fields in enumerate(given or (), 1))
    by = _line(decided, "by", "inledningen")
    return Decision(_municipality(decided, "inledningen"), roles, by or None, quotes)


def _quote_of(fields: object, where: str) -> QuoteDecision:
    if not isinstance(fields, dict):
        raise UnreadableError(f'{where} ska ha rader som "words: ...", men är {kind_of(fields)}')
    kinds = {kind.value: kind for kind in DecidedAs}
    named = fields.get("kind", DecidedAs.QUOTE.value)
    kind = kinds.get(named) if isinstance(named, str) else None
    if kind is None:
        raise UnreadableError(f'{where}: "kind" är {named!r}, men ska vara {" eller ".join(kinds)}')
    _refuse_unknown(fields, _OF_QUOTE if kind is DecidedAs.QUOTE else _OF_OTHERS, where)
    waits = fields.get("waits", False)
    if not isinstance(waits, bool):
        raise UnreadableError(f'{where}: "waits" ska vara true eller false, men är {kind_of(waits)}')
    return replace(
        _words_of(fields, where),
        kind=kind,
        speakers=_speakers(fields, where),
        municipality=_municipality(fields, where),
        waits=waits,
        by=_line(fields, "by", where),
        date=_date(fields, where),
    )


def _words_of(fields: Mapping[str, object], where: str) -> QuoteDecision:
    unsaid = fields.get("unsaid", [])
    if not isinstance(unsaid, list) or not all(isinstance(piece, str) and piece for piece in unsaid):
        raise UnreadableError(f'{where}: "unsaid" ska vara en lista med text')
    words = _composed(fields.get("words"), "words", where)
    pieces = tuple(_composed(piece, "unsaid", where) for piece in unsaid)
    try:
        said_parts(words, pieces)
    except ValueError as exc:
        raise UnreadableError(f'{where}: "words" ska ha ord, och på båda sidor om dem som "unsaid" har') from exc
    occurrence, of = (_count(fields, key, where) for key in ("occurrence", "of"))
    if occurrence > of:
        raise UnreadableError(f'{where}: "occurrence" är {occurrence}, men "of" bara {of}')
    return QuoteDecision(words, pieces, occurrence, of)


def _composed(value: object, key: str, where: str) -> str:
    """Return words as the article has them: its text is in composed letters."""
    if not isinstance(value, str):
        raise UnreadableError(f'{where}: "{key}" ska vara artikelns ord, men är {kind_of(value)}')
    return unicodedata.normalize("NFC", value)


def _count(fields: Mapping[str, object], key: str, where: str) -> int:
    value = fields.get(key, 1)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UnreadableError(f'{where}: "{key}" ska vara ett tal från 1')
    return value


def _speakers(fields: Mapping[str, object], where: str) -> tuple[Speaker, ...] | None:
    given = fields.get("speakers")
    if given is None:
        return None
    if not isinstance(given, list):
        raise UnreadableError(f'{where}: "speakers" ska vara en lista, men är {kind_of(given)}')
    return tuple(_speaker(each, where) for each in given)


def _speaker(given: object, where: str) -> Speaker:
    if not isinstance(given, dict):
        got = kind_of(given)
        raise UnreadableError(f'{where}: "speakers" ska ha rader som "name: Förnamn Efternamn", men är {got}')
    _refuse_unknown(given, ("name", "role"), f'{where}: "speakers"')
    speaker = Speaker(_line(given, "name", where) or None, _line(given, "role", where))
    if not speaker.name and not speaker.role:
        raise UnreadableError(f'{where}: den som talar ska ha "name" eller "role"')
    return speaker


def _municipality(fields: Mapping[str, object], where: str) -> str | None:
    municipality = _line(fields, "municipality", where)
    if municipality and not is_municipality(municipality):
        raise UnreadableError(f'"{municipality}" i {where} är ingen kommun; skriv till exempel "Västerås"')
    return municipality


def _line(fields: Mapping[str, object], key: str, where: str) -> str | None:
    value = fields.get(key)
    if not isinstance(value, str | None):
        raise UnreadableError(f'"{key}" i {where} ska vara text, men är {kind_of(value)}; sätt citattecken om den')
    return None if value is None else " ".join(value.split())


def _date(fields: Mapping[str, object], where: str) -> datetime.date | None:
    value = fields.get("date")
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date | None):
        raise UnreadableError(f'{where}: "date" ska vara ÅÅÅÅ-MM-DD, men är {kind_of(value)}')
    return value


def _refuse_unknown(fields: Mapping[object, object], known: tuple[str, ...], where: str) -> None:
    unknown = next((key for key in fields if key not in known), None)
    if unknown is not None:
        raise UnreadableError(f'{where} har "{unknown}"; bara {", ".join(known[:-1])} och {known[-1]} finns')


def kind_of(value: object) -> str:
    """Return what a value of YAML is, in words for people."""
    names = {bool: "ja/nej", int: "ett tal", float: "ett tal", list: "en lista", str: "text"}
    names |= {dict: "flera rader", datetime.date: "ett datum", datetime.datetime: "ett datum"}
    return names.get(type(value), "tomt" if value is None else "något annat")
