"""The database: opened, brought up to date, refused; SQLite and PostgreSQL alike."""

from __future__ import annotations

import shutil
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from chatbot.errors import StoreError
from chatbot.store.database import Database
from chatbot.store.errors import NewerDatabaseError, RefusedError
from chatbot.store.schema import answers, metadata, ratings

ANSWER: dict[str, Any] = {
    "id": "a",
    "asked": sa.func.current_timestamp(),
    "channel": "page",
    "question": "Hur är det?",
    "scrubbed": False,
    "language": "sv",
    "interpreted_question": "Hur är det?",
    "compared": False,
    "status": "answered",
    "generation": "g",
}


def test_the_migrations_give_the_tables_of_the_program(database: Database) -> None:
    """Alembic finds no difference between a new database and the schema."""
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_two_that_start_at_once_both_find_the_tables(url: str) -> None:
    """One makes them, the other waits."""
    databases = [Database(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(Database.prepare, databases))
    for database in databases:
        with database.reading() as connection:
            assert connection.scalar(sa.select(sa.func.count()).select_from(answers)) == 0
        database.close()


def test_a_newer_database_is_refused(database: Database, url: str) -> None:
    """Its tables may mean something else; nothing is written."""
    with database.changing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    later = Database(url)
    with pytest.raises(NewerDatabaseError, match="version 9999, som är nyare än programmets"):
        later.prepare()
    with pytest.raises(NewerDatabaseError), later.changing():
        pass
    later.close()


def test_what_an_answer_had_goes_with_it(database: Database) -> None:
    """Foreign keys hold in both databases: nothing is rated that is not there."""
    rating = {"answer": "a", "kind": "helpful", "scrubbed": False, "rated": sa.func.current_timestamp()}
    with database.changing() as connection:
        connection.execute(answers.insert().values(ANSWER))
        connection.execute(ratings.insert().values(rating))
        connection.execute(answers.delete())
        assert connection.scalar(sa.select(sa.func.count()).select_from(ratings)) == 0
    with pytest.raises(RefusedError, match="tar inte emot"), database.changing() as connection:
        connection.execute(ratings.insert().values(rating))


def test_an_answer_has_one_rating_as_a_whole(database: Database) -> None:
    """Although NULL is not equal to NULL."""
    rating = {"answer": "a", "kind": "helpful", "scrubbed": False, "rated": sa.func.current_timestamp()}
    with database.changing() as connection:
        connection.execute(answers.insert().values(ANSWER))
        connection.execute(ratings.insert().values(rating))
    with pytest.raises(RefusedError), database.changing() as connection:
        connection.execute(ratings.insert().values(rating))


def test_the_file_is_the_owners_alone(sqlite: Database) -> None:
    """Questions are nobody else's business."""
    sqlite.prepare()
    assert sqlite.file is not None
    assert stat.S_IMODE(sqlite.file.stat().st_mode) == 0o600


def test_a_deleted_file_is_missed_until_it_is_back(sqlite: Database, tmp_path: Path) -> None:
    """SQLite itself would go on writing into the file that nobody can see, and an empty one has no accounts."""
    sqlite.prepare()
    assert sqlite.file is not None
    sqlite.close()
    aside = sqlite.file.parent.rename(tmp_path / "aside")
    for _ in range(2):
        with pytest.raises(StoreError, match="databasen är borta"), sqlite.changing():
            pass
    aside.rename(sqlite.file.parent)
    with sqlite.changing() as connection:
        connection.execute(answers.insert().values(ANSWER))


def test_another_file_in_its_place_is_noticed(sqlite: Database, caplog: pytest.LogCaptureFixture) -> None:
    """A copy that somebody has put back is used; so is an empty one after a new start."""
    sqlite.prepare()
    assert sqlite.file is not None
    sqlite.close()
    copy = sqlite.file.with_name("copy")
    shutil.copyfile(sqlite.file, copy)
    copy.replace(sqlite.file)
    with sqlite.changing() as connection:
        connection.execute(answers.insert().values(ANSWER))
    assert "utbytt" in caplog.text
    sqlite.file.unlink()
    sqlite.prepare()
    with sqlite.reading() as connection:
        assert connection.execute(answers.select()).all() == []


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("postgresql://chatt:hemligt@127.0.0.1:1/chatt", id="no server"),
        pytest.param("sqlite:////proc/finns/inte.sqlite", id="no place for a file"),
    ],
)
def test_one_that_is_not_there_is_told_without_its_password(address: str) -> None:
    """The message names the database and the reason."""
    database = Database(address)
    with pytest.raises(StoreError, match="databasen går inte att använda") as caught:
        database.prepare()
    assert "hemligt" not in str(caught.value)
    database.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """And left as it is."""
    path = tmp_path / "brev.txt"
    path.write_text("Detta är ett brev. " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="not a database"):
        Database(f"sqlite:///{path}").prepare()
    assert path.read_text(encoding="utf-8").startswith("Detta är ett brev.")


def test_what_is_deleted_is_gone_from_the_files(sqlite: Database) -> None:
    """Neither the file nor the log beside it has the bytes."""
    asked = "Bokhyllan är blå"
    with sqlite.changing() as connection:
        connection.execute(answers.insert().values(ANSWER | {"question": asked}))
    assert sqlite.file is not None
    assert any(asked.encode() in path.read_bytes() for path in sqlite.file.parent.iterdir())
    with sqlite.changing() as connection:
        connection.execute(answers.delete())
    assert not any(asked.encode() in path.read_bytes() for path in sqlite.file.parent.iterdir())
