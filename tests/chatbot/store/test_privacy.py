"""The register of personal data is true: it names what the database has, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from chatbot.settings import Settings
from chatbot.store.identifiers import Mark
from chatbot.store.log import KEPT_DAYS
from chatbot.store.recorder import WAITING_AT_MOST
from chatbot.store.records import Channel, RatingKind
from chatbot.store.schema import answers, metadata, ratings

REGISTER = Path(__file__).resolve().parents[3].joinpath("docs", "privacy.md").read_text(encoding="utf-8")


def registered() -> dict[str, list[str]]:
    """Return table -> columns, as the register has them."""
    tables = re.split(r"^### ", REGISTER, flags=re.MULTILINE)[1:]
    return {part.split()[0]: re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE) for part in tables}


def row_of(table: sa.Table, column: str) -> str:
    """Return a column's line in the register."""
    part = REGISTER.split(f"### {table.name}\n")[1]
    return next(line for line in part.splitlines() if line.startswith(f"| `{column}` |"))


def test_every_column_is_registered_and_no_other() -> None:
    """In the order of the tables."""
    assert registered() == {table.name: [column.name for column in table.columns] for table in metadata.sorted_tables}


def test_nothing_leads_to_a_visitor() -> None:
    """No column could hold an address, a device or an account."""
    words = {word for table in metadata.sorted_tables for column in table.columns for word in column.name.split("_")}
    assert words.isdisjoint("ip address agent browser user visitor cookie session email device host name".split())


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [(answers, "channel", Channel), (ratings, "kind", RatingKind)],
    ids=["channel", "kind"],
)
def test_every_value_is_registered(table: sa.Table, column: str, values: type[Channel | RatingKind]) -> None:
    """Each one is explained."""
    line = row_of(table, column)
    assert [value for value in values if value not in line] == []


def test_the_figures_are_the_programs() -> None:
    """Days, entries in memory, and the mark of a name."""
    assert f"efter {Settings().retention_days} dagar" in REGISTER
    assert f"loggen efter {KEPT_DAYS} dagar" in REGISTER
    assert f"högst {WAITING_AT_MOST:_} frågor".replace("_", " ") in " ".join(REGISTER.split())
    assert Mark.NAME in REGISTER
