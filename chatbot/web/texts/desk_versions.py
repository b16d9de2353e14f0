"""What was done with an article, in words, for the list of its versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chatbot.web.texts.languages import Language, in_both


@dataclass(frozen=True, slots=True)
class VersionTexts:
    """The texts of one language; fields in braces are filled with str.format.

    Attributes:
        actions: for those that need no detail.
        kinds: what words were decided to be, by the kind's value.
        fields: of an article's metadata.
    """

    actions: Mapping[str, str]
    kinds: Mapping[str, str]
    fields: Mapping[str, str]
    said_by: str
    said_by_nobody: str
    waits: str
    checked: str
    place: str
    no_place: str
    released: str
    metadata: str
    roles: str
    undone: str
    and_: str
    otherwise: str


VERSIONS = in_both(
    swedish=VersionTexts(
        actions={
            "article.found": "Filen som den låg i korpusen",
            "article.publish": "Artikeln publicerades",
            "article.remove": "Artikeln togs bort",
            "article.release_lost": "Beslut om ord som inte finns kvar togs bort",
        },
        kinds={
            "quote": "”{words}” är ett citat",
            "narration": "”{words}” är artikelns egna ord, inget citat",
            "question": "”{words}” är intervjuarens fråga",
            "boilerplate": "”{words}” hör inte till artikeln",
        },
        fields={
            "title": "rubrik",
            "publisher": "utgivare",
            "url": "adress",
            "published": "datum",
            "municipality": "kommun",
        },
        said_by="”{words}” sägs av {names}",
        said_by_nobody="”{words}” visas utan namn",
        waits="”{words}” väntar på beslut",
        checked="”{words}” är kontrollerat",
        place="kommunen är {place}",
        no_place="ingen kommun",
        released="Beslutet om ”{words}” togs tillbaka",
        metadata="Ändrade uppgifter om artikeln: {fields}",
        roles="Ändrade roller: {names}",
        undone="En ändring ångrades",
        and_="och",
        otherwise="Artikeln ändrades",
    ),
    english=VersionTexts(
        actions={
            "article.found": "The file as it was in the corpus",
            "article.publish": "The article was published",
            "article.remove": "The article was removed",
            "article.release_lost": "Decisions about words that are gone were removed",
        },
        kinds={
            "quote": "“{words}” is a quote",
            "narration": "“{words}” is the article's own words, no quote",
            "question": "“{words}” is the interviewer's question",
            "boilerplate": "“{words}” is no part of the article",
        },
        fields={
            "title": "title",
            "publisher": "publisher",
            "url": "address",
            "published": "date",
            "municipality": "municipality",
        },
        said_by="“{words}” is said by {names}",
        said_by_nobody="“{words}” is shown without a name",
        waits="“{words}” waits for a decision",
        checked="“{words}” has been checked",
        place="the municipality is {place}",
        no_place="no municipality",
        released="The decision about “{words}” was taken back",
        metadata="Changed details of the article: {fields}",
        roles="Changed roles: {names}",
        undone="A change was undone",
        and_="and",
        otherwise="The article was changed",
    ),
)


def version_sentence(action: str, detail: Mapping[str, Any], language: Language) -> str:
    """Return what made a version of an article, in a line without a full stop."""
    texts = VERSIONS[language]
    match action:
        case "article.quote":
            return ", ".join(_decided(detail, texts))
        case "article.release":
            return texts.released.format(words=detail.get("words", ""))
        case "article.metadata":
            named = [texts.fields[field] for field in detail.get("fields", ()) if field in texts.fields]
            return texts.metadata.format(fields=_listed(named, texts))
        case "article.roles":
            return texts.roles.format(names=_listed(list(detail.get("roles", ())), texts))
        case "article.undo":
            return texts.undone
        case other:
            return texts.actions.get(other, texts.otherwise)


def _decided(detail: Mapping[str, Any], texts: VersionTexts) -> list[str]:
    words, speakers, place = detail.get("words", ""), detail.get("speakers"), detail.get("municipality")
    kind = detail.get("kind", "quote")
    if kind != "quote":
        return [texts.kinds.get(kind, texts.otherwise).format(words=words)]
    if detail.get("waits"):
        said = texts.waits
    elif speakers is None:
        said = texts.kinds["quote"] if place is None else texts.checked
    else:
        said = texts.said_by if speakers else texts.said_by_nobody
    told = [said.format(words=words, names=_listed(speakers or [], texts))]
    if place is not None:
        told.append(texts.place.format(place=place) if place else texts.no_place)
    return told


def _listed(names: list[str], texts: VersionTexts) -> str:
    return f" {texts.and_} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
