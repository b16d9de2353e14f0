"""What people correct in an article: written into its file, kept as versions, undone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.corrections import (
    QuoteChange,
    approved,
    correct_quote,
    set_roles,
)
from chatbot.seen_articles import Corrected, Seen, see_article
from chatbot.settings import Settings
from chatbot.store.article_versions import Version, versions_of
from chatbot.store.database import Database
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import reviewers
from corpus.records import Method, QuoteStatus, Span, Speaker

TEXT = """Tuva Granhöst är enhetschef i Flens kommun. Elin Sjövind är kurator i Hjo kommun.

– Vi fikar på stort allvar i gruppen, säger Tuva Granhöst.

– Här får man tid att tänka efter.

– Det var svårt, säger Elin Sjövind, men vi löste det tillsammans.

Kontoret har en gul soffa som alla är stolta över. Vi vill ha fler kollegor, står det på en lapp.
"""
FLEN = f"---\ntitle: Fika\npublisher: null\nurl: null\npublished: null\n---\n{TEXT}"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A corpus with one article."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "fika.md").write_text(FLEN, encoding="utf-8")
    return Settings(corpus=corpus, data=tmp_path / "data")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database without anything in it."""
    database = Database(f"sqlite:///{tmp_path / 'chatbot.sqlite'}")
    yield database
    database.close()


@pytest.fixture
def editor(database: Database) -> Reviewer:
    """Somebody who may correct articles."""
    now = datetime.datetime.now(datetime.UTC)
    with database.changing() as connection:
        made = connection.execute(reviewers.insert().values(login="redaktor", role="editor", added=now))
        assert made.inserted_primary_key
        return Reviewer(made.inserted_primary_key[0], "redaktor", Role.EDITOR, disabled=False, epoch=0)


def said_by(seen: Seen, words: str) -> list[str | None]:
    """Return who is named for the quote that has the words."""
    (quote,) = (q for q in seen.reading.quotes if words in q.span.of(seen.article.text))
    return [speaker.name for speaker in quote.attribution.speakers]


def span_of(seen: Seen, words: str) -> Span:
    """Return where words stand first."""
    start = seen.article.text.index(words)
    return Span(start, start + len(words))


def correct(settings: Settings, database: Database, editor: Reviewer, change: QuoteChange) -> Corrected:
    """Correct the article as it is now."""
    seen = see_article(settings, "fika")
    return correct_quote(settings, database, "fika", change, reviewer=editor, expected_sha256=seen.sha256)


def history(database: Database) -> list[Version]:
    """Return the article's versions, the newest first."""
    with database.reading() as connection:
        return versions_of(connection, "fika")


def test_another_speaker_changes_that_quote_and_what_was_carried_on_from_it(
    settings: Settings, database: Database, editor: Reviewer
) -> None:
    """What follows waits for a person; ids stay, and the rest is as it was."""
    seen = see_article(settings, "fika")
    change = QuoteChange(seen.reading.quotes[0].segments, speakers=(Speaker("Elin Sjövind"),))

    corrected = correct(settings, database, editor, change)

    (first, second) = corrected.changes
    assert first.before is not None
    assert first.after is not None
    assert second.after is not None
    assert first.before.id == first.after.id
    assert first.after.speakers == (Speaker("Elin Sjövind", "kurator"),)
    assert (first.after.method, first.after.confidence, first.after.municipality) == (Method.DECIDED, 1.0, "Hjo")
    assert (second.after.speakers, second.after.status) == ((), QuoteStatus.NEEDS_REVIEW)
    assert said_by(see_article(settings, "fika"), "Det var svårt") == ["Elin Sjövind"]
    assert see_article(settings, "fika").article.text == seen.article.text


def test_a_change_of_what_somebody_else_has_changed_is_refused(
    settings: Settings, database: Database, editor: Reviewer
) -> None:
    """The error has the article as it is; file and versions are untouched."""
    seen = see_article(settings, "fika")
    set_roles(settings, database, "fika", {"Tuva Granhöst": "chef"}, reviewer=editor, expected_sha256=seen.sha256)
    before = (settings.corpus / "fika.md").read_bytes()

    with pytest.raises(ConflictError) as refused:
        correct_quote(
            settings,
            database,
            "fika",
            approved(seen.reading.quotes[0]),
            reviewer=editor,
            expected_sha256=seen.sha256,
        )

    assert isinstance(refused.value.stored, Seen)
    assert refused.value.stored.content == before == (settings.corpus / "fika.md").read_bytes()
    assert len(history(database)) == 2
