"""Settings of the desk: every version stays, and two never overwrite each other's."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from chatbot.store.database import Database
from chatbot.store.desk_settings import (
    GUIDELINES,
    MARGIN,
    SECOND_SHARE,
    SettingError,
    StoredSetting,
    read_setting,
    save_setting,
    setting_history,
    share,
    text,
)
from chatbot.store.errors import ConflictError
from chatbot.store.schema import audit
from tests.chatbot.store.desk_records import add_reviewer


def test_a_setting_is_the_programs_own_until_somebody_changes_it(database: Database) -> None:
    """Each setting by itself."""
    with database.changing() as connection:
        anna = add_reviewer(connection, "anna")
        save_setting(connection, SECOND_SHARE, 0.5, reviewer=anna, expected_version=0)
        assert (read_setting(connection, SECOND_SHARE).value, read_setting(connection, MARGIN).value) == (0.5, 0.01)
        assert read_setting(connection, GUIDELINES) == StoredSetting(GUIDELINES.default, 0, None, None)


def test_every_version_stays_with_who_made_it(database: Database) -> None:
    """The newest first, the program's own last; the log has a line for each."""
    with database.changing() as connection:
        anna, bo = add_reviewer(connection, "anna"), add_reviewer(connection, "bo")
        save_setting(connection, GUIDELINES, "# Ett\r\ntext\n", reviewer=anna, expected_version=0)
        save_setting(connection, GUIDELINES, "# Två", reviewer=bo, expected_version=1)
        history = [(each.version, each.value, each.reviewer) for each in setting_history(connection, GUIDELINES)]
        assert history == [(2, "# Två", bo.id), (1, "# Ett\ntext", anna.id), (0, GUIDELINES.default, None)]
        lines = connection.execute(sa.select(audit.c.action, audit.c.subject).order_by(audit.c.id))
        assert [tuple(line) for line in lines] == [("setting.save", "guidelines@1"), ("setting.save", "guidelines@2")]


def test_the_same_value_makes_no_version(database: Database) -> None:
    """Whoever presses the button again has changed nothing."""
    with database.changing() as connection:
        first = save_setting(connection, MARGIN, 0.02, reviewer=None, expected_version=0)
        assert save_setting(connection, MARGIN, 0.02, reviewer=None, expected_version=1) == first


def test_an_old_version_is_refused_with_what_is_stored(database: Database) -> None:
    """And what is stored stays."""
    with database.changing() as connection:
        newer = save_setting(connection, MARGIN, 0.02, reviewer=None, expected_version=0)
        with pytest.raises(ConflictError) as caught:
            save_setting(connection, MARGIN, 0.03, reviewer=None, expected_version=0)
        assert caught.value.stored == newer == read_setting(connection, MARGIN)


def test_two_at_the_same_moment_are_told(database: Database) -> None:
    """One is kept, and the other gets it."""
    database.prepare()
    start = threading.Barrier(2)

    def save(value: float) -> StoredSetting[float] | ConflictError:
        start.wait(5)
        try:
            with database.changing() as connection:
                return save_setting(connection, MARGIN, value, reviewer=None, expected_version=0)
        except ConflictError as exc:
            return exc

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(save, (0.02, 0.03)))
    saved = [outcome for outcome in outcomes if isinstance(outcome, StoredSetting)]
    assert [outcome.stored for outcome in outcomes if isinstance(outcome, ConflictError)] == saved


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), True, "0.5", None])
def test_a_share_is_a_number_from_nothing_to_all(value: object) -> None:
    """Anything else is refused."""
    with pytest.raises(SettingError):
        share(value)


@pytest.mark.parametrize("value", ["", " \n", "x" * 50_001, 7], ids=["empty", "blank", "too long", "number"])
def test_a_text_says_something(value: object) -> None:
    """And not too much."""
    with pytest.raises(SettingError):
        text(value)
