"""What was encoded for a record is found again, and generations can be deleted at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.building import build
from index.chunks import RecordKind
from index.disposal import delete_all, keep_only_current
from index.generation import open_current
from index.manifest import CURRENT, current_generation
from index.storage import silent
from index.traces import count_texts, text_hashes
from tests.index.fakes import FakeEncoder, flen, hjo, sources_of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return an index of two articles."""
    build([flen(), hjo()], sources_of(flen(), hjo()), FakeEncoder(), tmp_path, reader="1")
    return tmp_path


def quote_ids(root: Path, article: str) -> list[str]:
    """Return the ids of an article's quotes."""
    with open_current(root, FakeEncoder()) as generation:
        records = generation.records(generation.records_of(article))
    return [record.id for record in records if record.kind is RecordKind.QUOTE]


def test_the_texts_of_a_record_are_found_until_it_is_gone(root: Path) -> None:
    """Two quotes, one of them of two sentences."""
    hashes = text_hashes(root, quote_ids(root, "hjo"))
    assert count_texts(root, hashes) == len(hashes) == 6
    build([flen()], sources_of(flen()), FakeEncoder(), root, reader="1")
    assert count_texts(root, hashes) == 0


def test_a_text_that_others_have_too_is_nobodys_trace(tmp_path: Path) -> None:
    """The same article under another name: what stays has the same vectors."""
    again = replace(flen(), article=replace(flen().article, id="mora"))
    build([flen(), again], sources_of(flen(), again), FakeEncoder(), tmp_path, reader="1")
    assert text_hashes(tmp_path, quote_ids(tmp_path, "mora")) == frozenset()


def test_without_an_index_there_is_no_trace(tmp_path: Path) -> None:
    """Nothing to search."""
    assert text_hashes(tmp_path, ["a"]) == frozenset()
    assert count_texts(tmp_path, frozenset([b"a"])) == 0


def test_older_generations_and_broken_builds_can_be_deleted(root: Path) -> None:
    """The current one stays; or none."""
    build([flen()], sources_of(flen()), FakeEncoder(), root, reader="1")
    (root / ".building-x").mkdir()
    older = {path.name for path in root.iterdir() if path.is_dir()} - {current_generation(root)}
    assert len(older) == 2
    assert set(keep_only_current(root, silent)) == older
    with open_current(root, FakeEncoder()) as generation:
        assert generation.verify() == []
    assert len(delete_all(root, silent)) == 1
    assert not (root / CURRENT).exists()
    assert [path for path in root.iterdir() if path.is_dir()] == []
    assert delete_all(root / "nowhere", silent) == keep_only_current(root / "nowhere", silent) == []
