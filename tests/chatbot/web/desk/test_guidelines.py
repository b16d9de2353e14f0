"""The guidelines: everybody reads them, editors change them, and nobody's text is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chatbot.store.desk_settings import GUIDELINES, MARGIN, SECOND_SHARE, read_setting, save_setting
from chatbot.store.reviewers import Role
from chatbot.web.desk.desk import Desk
from chatbot.web.desk.guidelines_page import guidelines_body, guidelines_panel
from chatbot.web.shell import Visit
from chatbot.web.texts.desk_case import case_texts
from chatbot.web.texts.desk_verdicts import verdict_texts
from chatbot.web.texts.languages import Language
from tests.chatbot.web.desk.conftest import Client

ClientAs = Callable[..., Client]
PATH, CHANGE, SETTINGS = "/granska/riktlinjer", "/granska/riktlinjer/andra", "/granska/riktlinjer/installningar"


def shares(desk: Desk) -> tuple[float, float]:
    """Return the settings of the review."""
    with desk.database.reading() as connection:
        return read_setting(connection, SECOND_SHARE).value, read_setting(connection, MARGIN).value


def test_everybody_reads_the_guidelines_and_only_some_change_them(client_as: ClientAs) -> None:
    """What a role may not do is not offered, and refused."""
    reader, editor = client_as(Role.READER), client_as(Role.EDITOR)
    page = reader.get(PATH).text
    assert "Svarar delvis" in page
    assert (CHANGE in page, SETTINGS in page) == (False, False)
    assert CHANGE in editor.get(PATH).text
    refused = [client.post(path, data={}).status_code for client, path in ((reader, CHANGE), (editor, SETTINGS))]
    assert [reader.get(CHANGE).status_code, *refused] == [403, 403, 403]


def test_a_change_is_a_new_version_and_the_old_one_can_be_taken_again(client_as: ClientAs, desk: Desk) -> None:
    """With who made it; what came with the program stays, too."""
    editor = client_as(Role.EDITOR)
    saved = editor.post(CHANGE, data={"text": "# Nytt\r\n- Ett: två", "version": "0"})
    assert "Sparat." in saved.text
    assert "<h2>Nytt</h2><ul><li><strong>Ett:</strong> två</li></ul>" in saved.text
    assert editor.reviewer.login in saved.text
    assert "Svarar delvis" in editor.get(f"{PATH}?version=0").text
    assert "Svarar delvis" in editor.get(f"{CHANGE}?version=0").text
    assert editor.get(f"{PATH}?version=7").status_code == 404
    assert "Nytt" in guidelines_panel(desk, Visit(Language.SWEDISH))


def test_two_editors_at_once_lose_nothing(client_as: ClientAs, desk: Desk) -> None:
    """The second sees both texts, and saves with the version that she has seen now."""
    first, second = client_as(Role.EDITOR), client_as(Role.EDITOR)
    first.post(CHANGE, data={"text": "Den första.", "version": "0"})
    told = second.post(CHANGE, data={"text": "Den andra.", "version": "0"})
    assert told.status_code == 409
    assert [text in told.text for text in ("Den första.", "Den andra.", first.reviewer.login)] == [True] * 3
    assert 'name="version" value="1"' in told.text
    second.post(CHANGE, data={"text": "Båda.", "version": "1"})
    with desk.database.reading() as connection:
        assert read_setting(connection, GUIDELINES).value == "Båda."


@pytest.mark.parametrize(("text", "told"), [(" ", "kan inte vara tomma"), ("ö" * 50_001, "för lång")])
def test_what_cannot_be_saved_stays_in_the_form(client_as: ClientAs, text: str, told: str) -> None:
    """With what is wrong."""
    page = client_as(Role.EDITOR).post(CHANGE, data={"text": text, "version": "0"})
    assert (page.status_code, told in page.text, text in page.text) == (422, True, True)


def test_what_is_written_is_shown_as_text() -> None:
    """Never as markup."""
    shown = guidelines_body("# <b>x</b>\n<script>\n- a<i>: b", level=2)
    assert "<b>" not in shown
    assert "<script>" not in shown
    assert "<strong>a&lt;i&gt;:</strong> b" in shown


def test_an_admin_sets_shares_in_percent(client_as: ClientAs, desk: Desk) -> None:
    """As people write them; both are kept, or neither."""
    admin = client_as(Role.ADMIN)
    versions = {"second_share-version": "0", "margin-version": "0"}
    admin.post(SETTINGS, data={"second_share": "35 %", "margin": "0,5", **versions})
    assert shares(desk) == (0.35, 0.005)
    assert 'value="0,5"' in admin.get(PATH).text
    for wrong in ("mycket", "101", "-1", "nan", ""):
        again = {"second_share-version": "1", "margin-version": "1"}
        page = admin.post(SETTINGS, data={"second_share": "50", "margin": wrong, **again})
        assert (page.status_code, 'value="50"' in page.text, shares(desk)) == (422, True, (0.35, 0.005))


def test_two_admins_at_once_are_told(client_as: ClientAs, desk: Desk) -> None:
    """What was written stays in the form, with the version that is stored now."""
    with desk.database.changing() as connection:
        save_setting(connection, MARGIN, 0.03, reviewer=None, expected_version=0)
    values = {"second_share": "50", "margin": "2", "second_share-version": "0", "margin-version": "0"}
    page = client_as(Role.ADMIN).post(SETTINGS, data=values)
    assert (page.status_code, shares(desk)) == (409, (0.2, 0.03))
    assert [text in page.text for text in ('value="50"', 'name="margin-version" value="1"', "3 %")] == [True] * 3


@pytest.mark.parametrize("language", list(Language))
def test_the_case_page_has_the_words_of_the_guidelines(language: Language) -> None:
    """What is chosen beside a quote and for an answer is called what the guidelines and the agreement call it."""
    case, verdicts = case_texts(language), verdict_texts(language)
    assert dict(case.labels) == {label.value: name for label, name in verdicts.labels.items()}
    assert all(case.kinds[kind.value].startswith(name) for kind, name in verdicts.kinds.items())
