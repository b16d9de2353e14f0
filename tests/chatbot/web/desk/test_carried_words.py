"""What a form was about to save is told in words: no name or value that only the program reads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from chatbot.store.reviewers import Role
from chatbot.web.desk.carried_words import in_words
from chatbot.web.desk.desk import Desk
from chatbot.web.texts.desk_carrying import carrying_texts
from chatbot.web.texts.languages import Language
from tests.chatbot.web.desk.cases import ask
from tests.chatbot.web.desk.conftest import Client
from tests.chatbot.web.desk.test_articles import hand_in
from tests.chatbot.web.desk.test_corrections_page import FLEN, quote_with
from tests.chatbot.web.desk.test_draft_corrections import NEW


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            "version= kind=should_refuse label:4f/2=hide label:9=partly chosen=a chosen=b similar=c comment=Hm",
            [
                ("Bedömning", "Borde inte ha svarat"),
                ("Om ett citat", "Ska inte visas"),
                ("Om ett citat", "Svarar delvis"),
                ("Andra citat som du valde", "2"),
                ("Liknande frågor som får samma bedömning", "1"),
                ("Kommentar", "Hm"),
            ],
        ),
        (
            "sha256=ab start=7 speaker=- new_name= role=kurator municipality== first=2 last=9 kind=narration gor=spara",
            [
                ("Vem säger det?", "Ingen som ska nämnas"),
                ("Roll", "kurator"),
                ("Första ordet", "2"),
                ("Sista ordet", "9"),
                ("Bedömning", "Artikelns egna ord"),
                ("Knapp", "Spara"),
            ],
        ),
        ("login=bo role=reader", [("Inloggningsnamn", "bo"), ("Roll", "Läsare: ser allt, ändrar inget")]),
        ("sha256=ab lang=sv till=/granska", []),
    ],
    ids=["a verdict", "a correction", "an account", "nothing written"],
)
def test_what_was_written_is_told_in_words(fields: str, told: list[tuple[str, str]]) -> None:
    """Names and values as on the form's page; ids are counted; versions and offsets are nobody's words."""
    pairs = [(name, value) for name, _, value in (field.partition("=") for field in fields.split())]
    assert in_words(pairs, Language.SWEDISH) == told


def test_every_field_that_a_person_fills_in_has_words(desk: Desk, client_as: Callable[..., Client]) -> None:
    """On each page of the desk with a form that saves something."""
    admin = client_as(Role.ADMIN)
    answer = ask(desk, "Fikar ni på stort allvar i gruppen?", conversation="c")
    start = quote_with(desk, "Polisen träffar vi varje torsdag")[1]
    paths = [f"/granska/{path}" for path in ("administration", "konto", "riktlinjer", "larande", "ny-artikel")]
    paths += ["/granska/dra-tillbaka", "/granska/overblick", f"/granska/svar/{answer}", f"/granska/samtal/{answer}"]
    paths += [f"{FLEN}?ratta={start}", hand_in(admin, NEW)]
    pages = "".join(admin.get(path).text for path in paths)
    forms = re.findall(r'<form[^>]*method="post".*?</form>', pages, re.DOTALL)
    tags = re.findall(r"<(?:input|textarea|select)\b[^>]*>", "".join(forms))
    names = {found[1] for tag in tags if 'type="hidden"' not in tag and (found := re.search(r' name="([^"]*)"', tag))}
    assert len(names) > 20
    assert {re.sub(r"^label:.*", "label:", name) for name in names} <= set(carrying_texts(Language.SWEDISH).names)
