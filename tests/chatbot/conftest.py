"""A small corpus of invented people, indexed with vectors that need no model; a real PostgreSQL."""

from __future__ import annotations

import hashlib
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from chatbot.answering import Chatbot
from chatbot.confidence import Calibration
from chatbot.ranking import Features
from chatbot.steering import CurrentSteering
from corpus.files import find_articles, read_article
from corpus.reading import read
from index.building import build
from index.manifest import Source
from tests.index.fakes import FakeEncoder

FLEN = """---
title: "Fika på stort allvar"
publisher: Flens kommun
url: https://flen.example/fika
published: 2024-05-03
---
Tuva Granhöst är enhetschef i Flens kommun.

Hur är stämningen i gruppen?

– Vi fikar på stort allvar i gruppen. Ingen lämnas ensam med de svåra besluten, säger Tuva Granhöst.

– Polisen träffar vi varje torsdag, säger Tuva Granhöst.

Elin Sjövind är kurator i Flens kommun.

– Handledning med en psykolog får alla kuratorer varje månad, säger Elin Sjövind.
"""

HJO = """---
title: "Ärenden i Hjo"
publisher: Hjo kommun
url: null
published: null
---
Amir Fjällstig är handläggare i Hjo kommun.

– Vi fikar på stort allvar i gruppen. Ingen lämnas ensam med de svåra besluten, säger Amir Fjällstig.

– Biståndet tar längst tid, för varje ansökan ska prövas på nytt, säger Amir Fjällstig.

På kontoret finns ett kök med en stor gul soffa som alla är stolta över.
"""

BY_MEANING = Calibration(
    weights=Features(unit=1.0, chunk=0.0, covered=6.0, missing=-2.0, worded=0.0, told=-0.5),
    intercept=-2.0,
    operating_point=0.5,
)
"""Fit for the fake encoder, whose meaning is spelling."""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Return a corpus of two articles."""
    directory = tmp_path / "articles"
    directory.mkdir()
    (directory / "flen.md").write_text(FLEN, encoding="utf-8")
    (directory / "hjo.md").write_text(HJO, encoding="utf-8")
    return directory


@pytest.fixture
def index_articles(articles: Path, tmp_path: Path) -> Callable[[], Path]:
    """Return what indexes the corpus as it is, and gives the index's directory."""

    def index() -> Path:
        paths = find_articles(articles)
        sources = {p.stem: Source(p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in paths}
        readings = [read(read_article(path)) for path in paths]
        build(readings, sources, FakeEncoder(256), tmp_path / "index", reader="1")
        return tmp_path / "index"

    return index


@pytest.fixture
def chatbot(articles: Path, index_articles: Callable[[], Path], tmp_path: Path) -> Iterator[Chatbot]:
    """Return a chatbot over the two articles."""
    steering = CurrentSteering(tmp_path / "steering")
    with Chatbot(
        FakeEncoder(256), corpus=articles, index=index_articles(), calibration=BY_MEANING, steering=steering
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a PostgreSQL server, once for all tests; return its URL.

    Run as root the package makes a system user "pgserver" for it, since PostgreSQL refuses root.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # without XDG_RUNTIME_DIR it takes a directory in /tmp
        from pgserver.postgres_server import get_server  # noqa: PLC0415
    # Not below pytest's own directory, which only its owner may enter.
    with get_server(tempfile.mkdtemp(prefix="pg-"), cleanup_mode="delete") as server:
        yield str(server.get_uri())


@pytest.fixture
def emptied(postgresql: str) -> str:
    """Return the URL of the PostgreSQL database, without a table."""
    engine = sa.create_engine(postgresql.replace("postgresql:", "postgresql+psycopg:"), poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP SCHEMA public CASCADE"))
        connection.execute(sa.text("CREATE SCHEMA public"))
    return postgresql
