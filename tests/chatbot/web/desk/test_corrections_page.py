"""Quotes are corrected one at a time, what else changes is shown first, and everything can be undone."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.corrections import Metadata, QuoteChange, correct_quote, metadata_of
from chatbot.seen_articles import see_article
from chatbot.store.reviewers import Role
from chatbot.web.desk.desk import Desk
from corpus.records import QuoteDecision, QuoteStatus, Speaker
from tests.chatbot.web.desk.conftest import Client

SECONDS = 60
FLEN = "/granska/artiklar/flen"
POLICE = "Polisen träffar vi varje torsdag"

ClientAs = Callable[..., Client]


def quote_with(desk: Desk, words: str) -> tuple[str, int]:
    """Return the hash of the article about Flen, and where the quote with some words begins."""
    seen = see_article(desk.settings, "flen")
    return seen.sha256, next(
        quote.span.start for quote in seen.reading.quotes if words in quote.span.of(seen.article.text)
    )


def correct(client: Client, desk: Desk, words: str = POLICE, **fields: str) -> str:
    """Send the form about a quote; return the page that comes back, whatever its status."""
    sha256, start = quote_with(desk, words)
    given = {"sha256": sha256, "start": str(start), "gor": "spara", **fields}
    return client.post(f"{FLEN}/citat", data=given).text


def said_by(desk: Desk, words: str = POLICE) -> list[tuple[str | None, str | None]]:
    """Return who says a quote by the article's file as it is now."""
    seen = see_article(desk.settings, "flen")
    quote = next(q for q in seen.reading.quotes if words in q.span.of(seen.article.text))
    return [(speaker.name, speaker.role) for speaker in quote.attribution.speakers]


def test_one_form_at_a_time_opens_beside_its_quote(desk: Desk, client_as: ClientAs) -> None:
    """With the article's people, the 290 municipalities, and the words by number; a reader gets none."""
    _, start = quote_with(desk, POLICE)
    page = client_as(Role.EDITOR).get(f"{FLEN}?ratta={start}").text
    assert page.count('class="correction"') == 1
    assert "Rätta citat 2" in page
    assert 'value="Elin Sjövind"' in page
    assert page[page.index('class="correction"') :].count("<option") == 292
    assert 'class="correction"' not in client_as(Role.READER).get(f"{FLEN}?ratta={start}").text


def test_a_corrected_speaker_is_shown_by_the_chat(desk: Desk, client_as: ClientAs) -> None:
    """Saved into the file with who decided, the index follows, and the chat names the right one."""
    editor = client_as(Role.EDITOR)
    page = correct(editor, desk, speaker="Elin Sjövind")
    assert "Sparat." in page
    assert editor.reviewer.login in page
    assert said_by(desk) == [("Elin Sjövind", "kurator")]
    assert desk.index.wait(desk.index.request(), SECONDS)
    quotes = desk.chatbot.ask("Polisen träffar vi varje torsdag?").quotes
    assert [quote.speakers[0].name for quote in quotes if POLICE in quote.text] == ["Elin Sjövind"]


def test_no_wrong_name_is_shown_between_saving_and_building(
    desk: Desk, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until the index has followed, the words are shown under nobody: never under the name that was wrong."""
    assert [
        q.speakers[0].name for q in desk.chatbot.ask("Polisen träffar vi varje torsdag?").quotes if POLICE in q.text
    ]
    monkeypatch.setattr(type(desk.index), "request", lambda *_, **__: 0)
    correct(client_as(Role.EDITOR), desk, speaker="Elin Sjövind")
    assert [q for q in desk.chatbot.ask("Polisen träffar vi varje torsdag?").quotes if POLICE in q.text] == []


@pytest.mark.parametrize(
    ("fields", "speakers"),
    [
        ({"speaker": "-"}, []),
        ({"speaker": "+", "new_name": "Maj  Ekvall", "role": "fältare"}, [("Maj Ekvall", "fältare")]),
        ({"speaker": "+", "role": "en kollega"}, [(None, "en kollega")]),
        ({"speaker": "Elin Sjövind", "role": "kuratorn"}, [("Elin Sjövind", "kuratorn")]),
        ({"speaker": "=", "role": "chef för alla"}, [("Tuva Granhöst", "chef för alla")]),
    ],
    ids=["nobody", "somebody new", "a role alone", "a chosen one with a role", "only the role"],
)
def test_every_choice_of_a_speaker_is_kept(
    desk: Desk, client_as: ClientAs, fields: dict[str, str], speakers: list[tuple[str | None, str | None]]
) -> None:
    """As it was chosen, also when the article is read again."""
    assert "Sparat." in correct(client_as(Role.EDITOR), desk, confirmed="1", **fields)
    assert said_by(desk) == speakers


def test_the_words_are_changed_by_number(desk: Desk, client_as: ClientAs) -> None:
    """The first and the last word; what is left outside is no part of the quote any more."""
    assert "Sparat." in correct(client_as(Role.EDITOR), desk, first="2", last="4", confirmed="1", speaker="=")
    seen = see_article(desk.settings, "flen")
    assert "träffar vi varje" in [quote.span.of(seen.article.text) for quote in seen.reading.quotes]


def test_what_is_no_quote_is_none(desk: Desk, client_as: ClientAs) -> None:
    """Words of the article itself do not stand among the quotes afterwards."""
    assert "Sparat." in correct(client_as(Role.EDITOR), desk, kind="narration", confirmed="1")
    seen = see_article(desk.settings, "flen")
    assert not [q for q in seen.reading.quotes if POLICE in q.span.of(seen.article.text)]


def test_the_municipality_of_a_quote_is_chosen(desk: Desk, client_as: ClientAs) -> None:
    """One of the 290, or none."""
    editor = client_as(Role.EDITOR)
    correct(editor, desk, municipality="Hjo", confirmed="1")
    seen = see_article(desk.settings, "flen")
    assert [q.municipality for q in seen.reading.quotes if POLICE in q.span.of(seen.article.text)] == ["Hjo"]


def test_what_changes_is_shown_before_anything_is_saved(desk: Desk, client_as: ClientAs) -> None:
    """Now and after, and the file stays as it was."""
    before, _ = quote_with(desk, POLICE)
    page = correct(client_as(Role.EDITOR), desk, speaker="Elin Sjövind", gor="visa")
    assert "Nu: Tuva Granhöst, enhetschef; Flen" in page
    assert "Efter: Elin Sjövind, kurator; Flen" in page
    assert quote_with(desk, POLICE)[0] == before


def test_a_change_is_undone(desk: Desk, client_as: ClientAs) -> None:
    """The list of versions tells who did what, with a button that takes it back."""
    editor = client_as(Role.EDITOR)
    page = correct(editor, desk, speaker="Elin Sjövind")
    version = (re.search(r'name="version" value="(\d+)"', page) or ["", ""])[1]
    sha256, _ = quote_with(desk, POLICE)
    page = editor.post(f"{FLEN}/angra", data={"sha256": sha256, "version": version}).text
    assert "Ändringen är ångrad." in page
    assert said_by(desk) == [("Tuva Granhöst", "enhetschef")]
    assert editor.post(f"{FLEN}/angra", data={"sha256": "x", "version": version}).status_code == 409
    assert editor.post(f"{FLEN}/angra", data={"sha256": sha256, "version": "nej"}).status_code == 422


def test_what_was_decided_is_taken_back(desk: Desk, client_as: ClientAs) -> None:
    """The text decides again."""
    editor = client_as(Role.EDITOR)
    assert "Låt texten avgöra igen" in correct(editor, desk, speaker="Elin Sjövind")
    correct(editor, desk, gor="slapp")
    assert said_by(desk) == [("Tuva Granhöst", "enhetschef")]


def test_of_two_who_correct_the_second_is_told_and_loses_nothing(desk: Desk, client_as: ClientAs) -> None:
    """Status 409, the article as it is now, and the form with what she chose."""
    sha256, start = quote_with(desk, POLICE)
    correct(client_as(Role.EDITOR), desk, speaker="Elin Sjövind")
    fields = {"sha256": sha256, "start": str(start), "speaker": "+", "new_name": "Maj Ekvall", "gor": "spara"}
    response = client_as(Role.EDITOR).post(f"{FLEN}/citat", data=fields)
    assert response.status_code == 409
    assert "ändrats av någon annan" in response.text
    assert 'value="Maj Ekvall"' in response.text
    assert said_by(desk) == [("Elin Sjövind", "kurator")]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"municipality": "Ankeborg"}, "är ingen kommun"),
        ({"speaker": "+"}, "skriv namnet"),
        ({"first": "9", "last": "2"}, "ordens nummer"),
        ({"first": "två"}, "ska vara tal"),
        ({"kind": "dikt"}, "välj vad orden är"),
    ],
    ids=["municipality", "name", "range", "number", "kind"],
)
def test_a_correction_that_cannot_be_is_told_in_the_form(
    desk: Desk, client_as: ClientAs, fields: dict[str, str], told: str
) -> None:
    """The form comes back with it, and nothing is saved."""
    before, _ = quote_with(desk, POLICE)
    page = correct(client_as(Role.EDITOR), desk, **fields)
    assert told in page
    assert 'class="correction"' in page
    assert quote_with(desk, POLICE)[0] == before


def test_a_quote_that_waits_is_published_with_one_button(desk: Desk, client_as: ClientAs, articles: Path) -> None:
    """It stands in the list at the top with the names that it may be; one of them is chosen, and it waits no more."""
    text = (articles / "flen.md").read_text(encoding="utf-8")
    doubtful = "\n\nElin Sjövind och Tuva Granhöst nickar.\n\n– Då kokar vi nytt kaffe åt hela huset, säger hon.\n"
    (articles / "flen.md").write_text(text.rstrip() + doubtful, encoding="utf-8")
    seen = see_article(desk.settings, "flen")
    quote = next(q for q in seen.reading.quotes if "kokar" in q.span.of(seen.article.text))
    assert quote.status is QuoteStatus.NEEDS_REVIEW
    page = client_as(Role.EDITOR).get(FLEN).text
    assert "Väntar på beslut (1)" in page
    assert "Publicera: Tuva Granhöst" in page
    assert "Publicera: Elin Sjövind" in page
    correct(client_as(Role.EDITOR), desk, "kokar", speaker="Tuva Granhöst", confirmed="1")
    assert said_by(desk, "kokar") == [("Tuva Granhöst", "enhetschef")]
    assert "Inget citat väntar på beslut." in client_as(Role.EDITOR).get(FLEN).text


def test_a_removed_article_comes_back(desk: Desk, client_as: ClientAs, articles: Path) -> None:
    """Right after the removal a button undoes it."""
    editor = client_as(Role.EDITOR)
    before = (articles / "flen.md").read_bytes()
    sha256, _ = quote_with(desk, POLICE)
    page = editor.post(f"{FLEN}/ta-bort", data={"sha256": sha256}).text
    version = (re.search(r'name="version" value="(\d+)"', page) or ["", ""])[1]
    assert not (articles / "flen.md").exists()
    assert "Ändringen är ångrad." in editor.post(f"{FLEN}/angra", data={"version": version}).text
    assert (articles / "flen.md").read_bytes() == before


@pytest.mark.parametrize("path", ["citat", "angra"])
def test_only_editors_correct(client_as: ClientAs, path: str) -> None:
    """A reviewer sees the article, and changes nothing in it."""
    assert client_as(Role.REVIEWER).post(f"{FLEN}/{path}", data={"gor": "spara"}).status_code == 403


def test_what_was_decided_before_stays_where_the_rest_is_changed(desk: Desk, client_as: ClientAs) -> None:
    """A municipality under a decided speaker, a speaker of a decided municipality; nothing is pinned besides."""
    editor = client_as(Role.EDITOR)
    correct(editor, desk, municipality="Sala")
    correct(editor, desk, speaker="Elin Sjövind")
    correct(editor, desk, speaker="=", municipality="=")
    (decision,) = decided(desk)
    assert (decision.speakers, decision.municipality) == ((Speaker("Elin Sjövind"),), "Sala")


def test_a_quote_that_was_set_to_wait_goes_on_waiting_until_somebody_is_named(desk: Desk, client_as: ClientAs) -> None:
    """Another municipality says nothing of who speaks."""
    editor = client_as(Role.EDITOR)
    seen = see_article(desk.settings, "flen")
    (quote,) = [q for q in seen.reading.quotes if POLICE in q.span.of(seen.article.text)]
    waits = QuoteChange(quote.segments, waits=True)
    correct_quote(desk.settings, desk.database, "flen", waits, reviewer=editor.reviewer, expected_sha256=seen.sha256)
    correct(editor, desk, municipality="Sala")
    (decision,) = decided(desk)
    assert (decision.waits, decision.speakers, decision.municipality) == (True, None, "Sala")
    correct(editor, desk, speaker="Tuva Granhöst")
    (decision,) = decided(desk)
    assert (decision.waits, decision.speakers) == (False, (Speaker("Tuva Granhöst"),))


def decided(desk: Desk) -> tuple[QuoteDecision, ...]:
    """Return what was decided about quotes of the article about Flen."""
    decision = see_article(desk.settings, "flen").article.decision
    return decision.quotes if decision else ()


MISSED = "Elin Sjövind är kurator i Flens kommun."


def missed(desk: Desk, words: str = MISSED) -> dict[str, str]:
    """Return the fields that tell which paragraph of narration a form is about."""
    seen = see_article(desk.settings, "flen")
    return {"sha256": seen.sha256, "start": str(seen.article.text.index(words)), "ny": "1"}


def test_words_that_the_reader_missed_become_a_quote(desk: Desk, client_as: ClientAs) -> None:
    """A paragraph of narration has a link to the form with its words; whose they are is chosen, and they are kept."""
    editor, fields = client_as(Role.EDITOR), missed(desk)
    assert editor.get(FLEN).text.count("Markera ett citat här") == 3
    assert "Markera ett citat här" not in client_as(Role.READER).get(FLEN).text
    page = editor.get(f"{FLEN}?ratta={fields['start']}&ny=1").text
    assert "Nytt citat" in page
    assert "Låt texten avgöra" in page
    sent = {**fields, "gor": "spara", "confirmed": "1", "first": "3", "last": "4", "speaker": "Tuva Granhöst"}
    assert "Sparat." in editor.post(f"{FLEN}/citat", data=sent).text
    assert said_by(desk, "är kurator") == [("Tuva Granhöst", "enhetschef")]


def test_a_missed_quote_without_words_of_its_own_is_refused(desk: Desk, client_as: ClientAs) -> None:
    """Where somebody speaks already, or nothing stands, there is nothing to mark; a role alone is nobody's."""
    editor, fields = client_as(Role.EDITOR), missed(desk)
    said = {**fields, "start": str(quote_with(desk, POLICE)[1]), "gor": "spara"}
    assert editor.post(f"{FLEN}/citat", data=said).status_code == 409
    role = {**fields, "gor": "spara", "role": "kurator"}
    assert "välj också vem" in editor.post(f"{FLEN}/citat", data=role).text


def test_what_is_said_of_an_article_is_changed(desk: Desk, client_as: ClientAs) -> None:
    """Title, publisher, address, date and municipality are kept in the file, and told in the list of versions."""
    editor = client_as(Role.EDITOR)
    sha256 = see_article(desk.settings, "flen").sha256
    told = {
        "title": "Fika  i Flen",
        "publisher": "Flensbladet",
        "url": "https://flen.example/ny",
        "published": "2024-06-01",
        "municipality": "Hjo",
    }
    page = editor.post(f"{FLEN}/uppgifter", data={"sha256": sha256, **told}).text
    assert "Uppgifterna är sparade." in page
    assert metadata_of(see_article(desk.settings, "flen").article) == Metadata(
        "Fika i Flen", "Flensbladet", "https://flen.example/ny", datetime.date(2024, 6, 1), "Hjo"
    )
    assert desk.index.wait(desk.index.request(), SECONDS)
    assert "Fika i Flen" in [article.title for article in desk.chatbot.articles()]


def test_no_municipality_can_be_said_of_an_article(desk: Desk, client_as: ClientAs) -> None:
    """Whatever its text says."""
    data = {"sha256": see_article(desk.settings, "flen").sha256, "title": "Fika på stort allvar", "municipality": "-"}
    client_as(Role.EDITOR).post(f"{FLEN}/uppgifter", data=data)
    seen = see_article(desk.settings, "flen")
    assert (metadata_of(seen.article).municipality, seen.reading.municipality) == ("", None)


def test_what_cannot_be_said_of_an_article_stays_in_the_form(desk: Desk, client_as: ClientAs) -> None:
    """The fault is told, the form is open with what was written; so it is where somebody else was first."""
    editor, sha256 = client_as(Role.EDITOR), see_article(desk.settings, "flen").sha256
    written = {"title": "Min nya titel", "published": "i går"}
    for data, status in (({"sha256": sha256, **written}, 422), ({"sha256": "x", "title": "Min nya titel"}, 409)):
        answer = editor.post(f"{FLEN}/uppgifter", data=data)
        assert answer.status_code == status
        assert 'value="Min nya titel"' in answer.text
    assert see_article(desk.settings, "flen").sha256 == sha256
    assert client_as(Role.READER).post(f"{FLEN}/uppgifter", data={"sha256": sha256}).status_code == 403


def test_decisions_about_words_that_have_gone_are_taken_away(desk: Desk, client_as: ClientAs) -> None:
    """The page tells how many there are, with a button."""
    editor = client_as(Role.EDITOR)
    correct(editor, desk, speaker="Elin Sjövind")
    path = desk.settings.corpus / "flen.md"
    unsealed = re.sub(r"sha256: .*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(unsealed.replace(f"– {POLICE}", "– Läraren träffar vi varje fredag"), encoding="utf-8")
    page = editor.get(FLEN).text
    assert "1 beslut gäller ord som inte finns kvar" in page
    page = editor.post(f"{FLEN}/forlorade", data={"sha256": see_article(desk.settings, "flen").sha256}).text
    assert "Sparat." in page
    assert "beslut gäller ord" not in page
