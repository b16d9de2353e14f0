"""Fixtures of the index room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.building import build
from index.encoding import SentenceEncoder
from index.generation import Generation, open_current
from tests.index.fakes import FakeEncoder, flen, hjo, sources_of

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def encoder() -> FakeEncoder:
    """Return an encoder whose vectors never change."""
    return FakeEncoder()


@pytest.fixture
def generation(tmp_path: Path, encoder: FakeEncoder) -> Iterator[Generation]:
    """Return the open generation of two small articles."""
    build([flen(), hjo()], sources_of(flen(), hjo()), encoder, tmp_path, reader="1")
    with open_current(tmp_path, encoder) as opened:
        yield opened


@pytest.fixture(scope="session")
def bundled() -> SentenceEncoder:
    """Return the bundled model, converted where `chatbot build` would put it, so that it is done only once."""
    from index.model import load_encoder  # noqa: PLC0415  imports torch, which only these tests need

    return load_encoder(REPOSITORY / "var" / "model")
