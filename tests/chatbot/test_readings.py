"""An article is read once for each state of its file, and forgotten with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatbot import readings
from chatbot.readings import RememberedReadings
from corpus.reading import read
from corpus.records import Article, Reading
from index.storage import digest_of


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the articles that are read from now on, in order."""
    told: list[str] = []

    def noted(article: Article) -> Reading:
        told.append(article.id)
        return read(article)

    monkeypatch.setattr(readings, "read", noted)
    return told


def test_a_file_is_read_again_when_it_has_changed_alone(articles: Path, reads: list[str]) -> None:
    """What comes back is what the file says now."""
    remembered, path = RememberedReadings(), articles / "flen.md"
    first = remembered.read(path)
    assert remembered.read(path) == first == read(first.article)
    path.write_text(path.read_text(encoding="utf-8").replace("Tuva", "Tove"), encoding="utf-8")
    assert "Tove Granhöst" in [s.name for quote in remembered.read(path).quotes for s in quote.attribution.speakers]
    assert reads == ["flen", "flen"]


def test_files_of_equal_bytes_are_articles_of_their_own(articles: Path) -> None:
    """An article has its id from its file's name."""
    copy = articles / "kopia.md"
    copy.write_bytes((articles / "flen.md").read_bytes())
    remembered = RememberedReadings()
    assert [remembered.read(path).article.id for path in (articles / "flen.md", copy)] == ["flen", "kopia"]


def test_what_is_not_kept_is_forgotten(articles: Path) -> None:
    """Nothing of an article that was taken out stays in memory."""
    remembered = RememberedReadings()
    for path in sorted(articles.iterdir()):
        remembered.read(path)
    remembered.keep_only({digest_of(articles / "hjo.md")})
    assert len(remembered) == 1
    remembered.keep_only(frozenset())
    assert not len(remembered)


def test_no_more_is_remembered_than_there_is_room_for(articles: Path, reads: list[str]) -> None:
    """What does not fit is read each time."""
    remembered = RememberedReadings(most=1)
    for name in ("flen", "hjo", "flen", "hjo"):
        remembered.read(articles / f"{name}.md")
    assert reads == ["flen", "hjo", "hjo"]
