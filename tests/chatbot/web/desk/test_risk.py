"""The abstention setting: measured aside, seen at once, chosen by an admin, and told with the numbers of its table."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chatbot.answering import Chatbot
from chatbot.risk import FILE, Risk, Scored, settings_to_choose
from chatbot.settings import Settings
from chatbot.store.database import Database
from chatbot.store.desk_settings import read_setting
from chatbot.store.reviewers import Role
from chatbot.store.steering import OPERATING_POINT, POINTS
from chatbot.web.desk.desk import Desk
from tests.chatbot.web.desk.conftest import Client
from tests.chatbot.web.desk.test_overview_page import PATH, plain, section

GOLD = (
    {"question": "Vad gör ni med polisen?", "relevant": {"Polisen träffar vi": 2}, "answerable": True},
    {"question": "Får kuratorer handledning?", "relevant": {"Handledning med en psykolog": 2}, "answerable": True},
    {"question": "Finns det gym på jobbet?", "relevant": {}, "answerable": False},
    {"question": "Hej!", "relevant": {}, "answerable": False},
)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a directory of labelled questions."""
    directory = tmp_path / "gold"
    directory.mkdir()
    lines = (json.dumps({"history": [], "municipality": None, "speaker": None, **row}) for row in GOLD)
    (directory / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return directory


def measured(desk: Desk) -> None:
    """Keep a measurement of four questions, one of which never gets a quote."""
    scored = {"questions": 4, "scores": [0.8, 0.4, 0.2], "right": [True, True, False]}
    judged = {"questions": 0, "scores": [], "right": []}
    content = {"form": 1, "generation": desk.chatbot.generation, "made": "2026-03-01", "gold": scored, "judged": judged}
    (desk.settings.data / FILE).write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("point", "coverage", "risk"),
    [(0.05, 0.75, 1 / 3), (0.2, 0.75, 1 / 3), (0.21, 0.5, 0.0), (0.5, 0.25, 0.0), (0.9, 0.0, 0.0)],
)
def test_a_point_decides_what_is_answered(point: float, coverage: float, risk: float) -> None:
    """What reaches it; of all questions, also those that never get a quote."""
    assert Scored(4, (0.8, 0.4, 0.2), (True, True, False)).at(point) == pytest.approx((coverage, risk))


def test_it_is_measured_on_what_fits(desk: Desk, gold: Path) -> None:
    """Every question is asked as if nothing were refused; what is kept has no words."""
    risk = Risk(desk.chatbot, desk.database, desk.settings, gold)
    assert risk.latest() is None
    risk.start()
    deadline = time.monotonic() + 60
    while risk.is_measuring:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    found = risk.latest()
    assert found is not None
    assert found.generation == desk.chatbot.generation
    assert found.gold.questions == len(GOLD)
    assert len(found.gold.scores) == len(found.gold.right) < len(GOLD)
    assert sum(found.gold.right) == 2
    assert "polisen" not in (desk.settings.data / FILE).read_text(encoding="utf-8").casefold()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"form": 1, "generation": 1, "made": "x"}', '{"form": 9}'])
def test_a_damaged_measurement_is_none(chatbot: Chatbot, database_file: Database, tmp_path: Path, content: str) -> None:
    """It is measured anew."""
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    assert Risk(chatbot, database_file, Settings(data=tmp_path)).latest() is None


@pytest.fixture
def database_file(tmp_path: Path) -> Database:
    """Return a database that nothing is asked of."""
    return Database(f"sqlite:///{tmp_path / 'none.sqlite'}")


def test_nothing_measured_offers_to_measure(client_as: Callable[..., Client]) -> None:
    """In words, with a button."""
    part = section(client_as(Role.READER).get(PATH).text, "risk")
    assert "Här visas vad det kostar att svara oftare" in part
    assert "Mät nu" in part


def test_the_present_setting_is_told_with_what_it_does(desk: Desk, client_as: Callable[..., Client]) -> None:
    """In the sentence, for the slider, and in the table: the same numbers."""
    measured(desk)
    part = section(client_as(Role.READER).get(PATH).text, "risk")
    told = plain(part)
    assert "minst 0,50 sannolikt" in told
    assert "Då får 25 % av 4 frågor ett svar, och 0 % av svaren börjar" in told
    assert 'aria-valuetext="0,50: svarar på 25\u00a0% av frågorna; 0\u00a0% av svaren fel"' in part
    assert "0,20 75 % 33 % – –" in told
    assert "Bara den som har rollen admin kan spara" in told
    found = re.search(r'data-points="([^"]+)"', part)
    assert found is not None
    points = json.loads(found[1].replace("&quot;", '"'))
    assert list(points) == [f"{point:.2f}" for point in settings_to_choose()]
    assert points["0.20"]["effect"].startswith("Med 0,20 svarar chatten på 75")


def test_an_admin_chooses_and_a_trial_decides(desk: Desk, client_as: Callable[..., Client]) -> None:
    """What is chosen waits; a comma is a decimal point."""
    measured(desk)
    admin = client_as(Role.ADMIN)
    page = admin.post(f"{PATH}/troskel", data={"point": "0,3", "version": "0"})
    assert page.status_code == 200
    assert "Vald men inte prövad: 0,30" in plain(page.text)
    with desk.database.reading() as connection:
        assert read_setting(connection, OPERATING_POINT).value == 0.3


@pytest.mark.parametrize("point", ["", "mycket", "nan", "inf", "-1", "0.04", "0.91", "1e9"])
def test_what_is_no_setting_changes_nothing(desk: Desk, client_as: Callable[..., Client], point: str) -> None:
    """The page tells which numbers there are."""
    measured(desk)
    page = client_as(Role.ADMIN).post(f"{PATH}/troskel", data={"point": point, "version": "0"})
    assert page.status_code == 422
    assert "Skriv ett tal från 0,05 till 0,90" in plain(page.text)
    with desk.database.reading() as connection:
        assert read_setting(connection, OPERATING_POINT).version == 0


def test_of_two_admins_the_second_is_told(desk: Desk, client_as: Callable[..., Client]) -> None:
    """With both choices, and nothing is written over."""
    measured(desk)
    client_as(Role.ADMIN).post(f"{PATH}/troskel", data={"point": "0.3", "version": "0"})
    page = client_as(Role.ADMIN).post(f"{PATH}/troskel", data={"point": "0.6", "version": "0"})
    assert page.status_code == 409
    assert "Någon annan har valt 0,30 medan du hade sidan öppen. Du valde 0,60." in plain(page.text)


@pytest.mark.parametrize(("path", "role"), [("troskel", Role.EDITOR), ("mat", Role.READER)])
def test_a_role_that_is_not_enough_is_refused(client_as: Callable[..., Client], path: str, role: Role) -> None:
    """Only admins choose; readers measure nothing."""
    page = client_as(role).post(f"{PATH}/{path}", data={"point": "0.3", "version": "0"})
    assert page.status_code == 403


def test_the_settings_span_what_can_be_set() -> None:
    """In steps of a hundredth."""
    settings = settings_to_choose()
    assert (settings[0], settings[-1], len(settings)) == (*POINTS, 86)
