"""What people correct in an article: written into its file, kept as versions, undone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from chatbot.corrections import (
    Metadata,
    QuoteChange,
    approved,
    correct_quote,
    release_lost,
    release_quote,
    set_metadata,
    set_roles,
)
from chatbot.errors import KeepingError, StoreError
from chatbot.seen_articles import Corrected, Seen, remove_article, see_article
from chatbot.settings import Settings
from chatbot.store.article_versions import FOUND, Version, keep_found, versions_of
from chatbot.store.database import Database
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Reviewer, Role
from chatbot.store.schema import audit, reviewers
from chatbot.undoing import undo
from chatbot.withdrawn import Withdrawn
from corpus.records import DecidedAs, Method, QuoteStatus, Span, Speaker

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


def test_a_quote_that_waits_is_published_as_it_is(settings: Settings, database: Database, editor: Reviewer) -> None:
    """What the rules suggest becomes a decision; a person may also take one back."""
    seen = see_article(settings, "fika")
    waits = correct(settings, database, editor, QuoteChange(seen.reading.quotes[0].segments, waits=True))
    (quote,) = [quote for quote in waits.seen.reading.quotes if quote.decision]
    assert quote.status is QuoteStatus.NEEDS_REVIEW

    back = release_quote(
        settings, database, "fika", quote.span, reviewer=editor, expected_sha256=waits.seen.sha256
    ).seen
    assert (back.article.decision, said_by(back, "Vi fikar")) == (None, ["Tuva Granhöst"])

    after = correct(settings, database, editor, approved(back.reading.quotes[0])).seen
    assert after.reading.quotes[0].status is QuoteStatus.PUBLISHED
    assert after.reading.quotes[0].attribution.method is Method.DECIDED
    assert after.article.decision is not None
    assert after.article.decision.quotes[0].by == "redaktor"


def test_boilerplate_and_words_that_were_cut_wrongly(settings: Settings, database: Database, editor: Reviewer) -> None:
    """A stretch of text is marked as nothing of the article; a quote gets other words, and another id."""
    seen = see_article(settings, "fika")
    lapp = span_of(seen, "Vi vill ha fler kollegor, står det på en lapp.")
    assert correct(settings, database, editor, QuoteChange((lapp,), DecidedAs.BOILERPLATE)).changes == ()

    shorter = QuoteChange((span_of(seen, "på stort allvar i gruppen"),), speakers=(Speaker("Tuva Granhöst"),))
    (change,) = correct(settings, database, editor, shorter).changes
    assert change.before is not None
    assert change.after is not None
    assert (change.before.text, change.after.text) == (
        "Vi fikar på stort allvar i gruppen",
        "på stort allvar i gruppen",
    )
    assert change.before.id != change.after.id


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(QuoteChange((Span(1, 9),)), "hela ord", id="within a word"),
        pytest.param(QuoteChange(()), "hela ord", id="nothing"),
        pytest.param(QuoteChange((Span(0, 4),), municipality="Flens"), "ingen kommun", id="municipality"),
        pytest.param(QuoteChange((Span(0, 4),), speakers=(Speaker(" "),)), "talarens namn", id="nobody"),
        pytest.param(
            QuoteChange((Span(0, 4), Span(14, 16)), DecidedAs.NARRATION), "ett enda stycke", id="two of narration"
        ),
    ],
)
def test_what_cannot_be_decided_is_told(
    settings: Settings, database: Database, editor: Reviewer, change: QuoteChange, told: str
) -> None:
    """And nothing is changed."""
    with pytest.raises(KeepingError, match=told):
        correct(settings, database, editor, change)
    assert (settings.corpus / "fika.md").read_text(encoding="utf-8") == FLEN
    assert history(database) == []


def test_metadata_and_roles(settings: Settings, database: Database, editor: Reviewer) -> None:
    """What is said of the article as a whole; what is not said is left to the rules."""
    seen = see_article(settings, "fika")
    metadata = Metadata("Fika  på\nallvar", None, "https://flen.example/fika", datetime.date(2024, 5, 3), "")
    seen = set_metadata(settings, database, "fika", metadata, reviewer=editor, expected_sha256=seen.sha256).seen
    assert (seen.article.title, seen.article.published) == ("Fika på allvar", datetime.date(2024, 5, 3))
    assert seen.reading.municipality is None
    seen = set_roles(
        settings, database, "fika", {"Elin Sjövind": "samordnare"}, reviewer=editor, expected_sha256=seen.sha256
    ).seen
    assert [person.role for person in seen.reading.people] == ["enhetschef", "samordnare"]
    again = set_roles(
        settings, database, "fika", {"Elin Sjövind": None}, reviewer=editor, expected_sha256=seen.sha256
    ).seen
    assert [person.role for person in again.reading.people] == ["enhetschef", "kurator"]
    assert history(database)[2].detail == {"fields": ["title", "url", "published", "municipality"]}


def test_the_log_and_the_versions_tell_who_did_what(settings: Settings, database: Database, editor: Reviewer) -> None:
    """The file as it was found, and after each change; nothing where nothing is changed."""
    seen = see_article(settings, "fika")
    correct(settings, database, editor, approved(seen.reading.quotes[0]))
    same = correct(settings, database, editor, approved(seen.reading.quotes[0]))
    assert (same.version, same.changes) == (None, ())
    newest, found = history(database)
    assert (found.action, found.who, found.content) == ("article.found", None, FLEN.encode())
    assert (newest.action, newest.who, newest.content) == (
        "article.quote",
        "redaktor",
        (settings.corpus / "fika.md").read_bytes(),
    )
    assert newest.detail["speakers"] == ["Tuva Granhöst"]
    with database.reading() as connection:
        assert connection.execute(sa.select(audit.c.action, audit.c.subject)).all() == [("article.quote", "fika")]


def test_the_newest_change_is_undone_to_the_byte(settings: Settings, database: Database, editor: Reviewer) -> None:
    """Undoing is a version too, and can be undone."""
    seen = see_article(settings, "fika")
    corrected = correct(settings, database, editor, QuoteChange(seen.reading.quotes[0].segments, speakers=()))
    after = (settings.corpus / "fika.md").read_bytes()
    assert corrected.version is not None

    undone = undo(settings, database, corrected.version, reviewer=editor, expected_sha256=corrected.seen.sha256)
    assert (settings.corpus / "fika.md").read_bytes() == FLEN.encode()
    assert undone.version is not None
    undo(settings, database, undone.version, reviewer=editor, expected_sha256=undone.seen.sha256)
    assert (settings.corpus / "fika.md").read_bytes() == after
    assert [version.action for version in history(database)] == [
        "article.undo",
        "article.undo",
        "article.quote",
        "article.found",
    ]


def test_an_older_change_is_undone_where_nothing_builds_upon_it(
    settings: Settings, database: Database, editor: Reviewer
) -> None:
    """What was changed elsewhere since stays; what was changed in the same place refuses it."""
    seen = see_article(settings, "fika")
    elin = (Speaker("Elin Sjövind"),)
    first = correct(settings, database, editor, QuoteChange(seen.reading.quotes[0].segments, speakers=elin))
    last = seen.reading.quotes[-1]
    second = correct(settings, database, editor, QuoteChange(last.segments, municipality="Sala"))
    assert first.version is not None
    assert second.version is not None

    now = undo(settings, database, first.version, reviewer=editor, expected_sha256=second.seen.sha256).seen
    assert said_by(now, "Vi fikar") == ["Tuva Granhöst"]
    assert now.reading.quotes[-1].municipality == "Sala"

    third = correct(settings, database, editor, QuoteChange(last.segments, municipality="Flen"))
    with pytest.raises(KeepingError, match="senare ändring"):
        undo(settings, database, second.version, reviewer=editor, expected_sha256=third.seen.sha256)


def test_a_text_file_becomes_markdown_and_what_it_was_again(
    settings: Settings, database: Database, editor: Reviewer
) -> None:
    """The ids of its quotes stay."""
    (settings.corpus / "fika.md").unlink()
    (settings.corpus / "fika.txt").write_text(TEXT, encoding="utf-8")
    seen = see_article(settings, "fika")
    corrected = correct(settings, database, editor, QuoteChange(seen.reading.quotes[0].segments, municipality="Sala"))
    assert [path.name for path in settings.corpus.iterdir()] == ["fika.md"]
    (change,) = corrected.changes
    assert change.before is not None
    assert change.after is not None
    assert change.before.id == change.after.id
    assert corrected.version is not None
    undo(settings, database, corrected.version, reviewer=editor, expected_sha256=corrected.seen.sha256)
    assert [path.name for path in settings.corpus.iterdir()] == ["fika.txt"]


@pytest.mark.parametrize("version", [1, 99], ids=["as it was found", "none"])
def test_what_has_nothing_before_it_cannot_be_undone(
    settings: Settings, database: Database, editor: Reviewer, version: int
) -> None:
    """Nothing is changed."""
    seen = see_article(settings, "fika")
    now = correct(settings, database, editor, approved(seen.reading.quotes[0])).seen
    with pytest.raises(KeepingError, match=r"finns"):
        undo(settings, database, version, reviewer=editor, expected_sha256=now.sha256)
    assert see_article(settings, "fika").sha256 == now.sha256


def test_a_lost_decision_can_be_taken_away(settings: Settings, database: Database, editor: Reviewer) -> None:
    """Only by a person."""
    seen = see_article(settings, "fika")
    correct(settings, database, editor, approved(seen.reading.quotes[0]))
    written = (settings.corpus / "fika.md").read_text(encoding="utf-8")
    header, _, body = written.removeprefix("---\n").partition("---\n")
    header = header.replace("words: Vi fikar", "words: Vi fikade")
    (settings.corpus / "fika.md").write_text(f"---\n{header}---\n{body}", encoding="utf-8")
    seen = see_article(settings, "fika")
    assert len(seen.reading.lost_decisions) == 1
    after = release_lost(settings, database, "fika", reviewer=editor, expected_sha256=seen.sha256).seen
    assert (after.reading.lost_decisions, after.article.decision) == ((), None)


def test_nobody_who_has_withdrawn_is_named_again(settings: Settings, database: Database, editor: Reviewer) -> None:
    """Neither by a correction nor by undoing one."""
    Withdrawn.read(settings.corpus).with_person("Amir Fjällstig").write(settings.corpus)
    seen = see_article(settings, "fika")
    change = QuoteChange(seen.reading.quotes[0].segments, speakers=(Speaker("Amir Fjällstig"),))
    with pytest.raises(KeepingError, match="dragit sig ur"):
        correct(settings, database, editor, change)
    assert (settings.corpus / "fika.md").read_text(encoding="utf-8") == FLEN


def test_a_database_that_fails_leaves_the_file_as_it_was(
    settings: Settings, database: Database, editor: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File and version change together, or neither."""
    seen = see_article(settings, "fika")

    def fail(*_arguments: object, **_named: object) -> None:
        raise StoreError("databasen är full")

    monkeypatch.setattr("chatbot.seen_articles.note", fail)
    with pytest.raises(StoreError):
        correct(settings, database, editor, approved(seen.reading.quotes[0]))
    assert (settings.corpus / "fika.md").read_text(encoding="utf-8") == FLEN
    assert [version.action for version in history(database)] == [FOUND]


def test_file_and_version_agree_where_the_disk_fails(
    settings: Settings, database: Database, editor: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be written is no version."""
    seen = see_article(settings, "fika")

    def fail(path: Path, content: bytes) -> None:
        if content != seen.content:
            raise OSError("skivan är full")
        path.write_bytes(content)

    monkeypatch.setattr("chatbot.corpus_files.write_bytes", fail)
    with pytest.raises(KeepingError, match="full"):
        correct(settings, database, editor, approved(seen.reading.quotes[0]))
    assert (settings.corpus / "fika.md").read_text(encoding="utf-8") == FLEN
    assert [version.action for version in history(database)] == [FOUND]


@pytest.mark.parametrize("is_removal", [True, False], ids=["removed", "corrected"])
def test_a_change_that_cannot_be_committed_is_none(
    settings: Settings, database: Database, editor: Reviewer, monkeypatch: pytest.MonkeyPatch, *, is_removal: bool
) -> None:
    """The file is what it was, also where the change gives it another ending."""
    path = (settings.corpus / "fika.md").rename(settings.corpus / "fika.txt")
    path.write_text(FLEN.rsplit("---\n", maxsplit=1)[-1], encoding="utf-8")
    seen = see_article(settings, "fika")
    changing = Database.changing

    @contextmanager
    def full(database: Database) -> Iterator[Connection]:
        with changing(database) as connection:
            yield connection
            assert not path.exists()
            raise StoreError("skivan är full")

    keep_found(database, "fika", file="fika.txt", content=seen.content)
    monkeypatch.setattr(Database, "changing", full)

    def change() -> object:
        if is_removal:
            return remove_article(settings, database, "fika", reviewer=editor, expected_sha256=seen.sha256)
        return correct(settings, database, editor, approved(seen.reading.quotes[0]))

    with pytest.raises(StoreError, match="full"):
        change()
    assert {path.name: path.read_bytes() for path in settings.corpus.iterdir()} == {"fika.txt": seen.content}


def test_an_article_that_was_removed_comes_back(settings: Settings, database: Database, editor: Reviewer) -> None:
    """As it was, once."""
    seen = see_article(settings, "fika")
    with pytest.raises(ConflictError):
        remove_article(settings, database, "fika", reviewer=editor, expected_sha256="0")
    number = remove_article(settings, database, "fika", reviewer=editor, expected_sha256=seen.sha256)
    assert list(settings.corpus.iterdir()) == []
    back = undo(settings, database, number, reviewer=editor, expected_sha256="")
    assert back.seen.content == seen.content == (settings.corpus / "fika.md").read_bytes()
    assert len(back.changes) == 3
    with pytest.raises(KeepingError, match="finns redan"):
        undo(settings, database, number, reviewer=editor, expected_sha256="")


def test_of_two_who_save_at_once_one_is_told(settings: Settings, database: Database, editor: Reviewer) -> None:
    """Nothing of the other's is lost."""
    seen = see_article(settings, "fika")
    changes = [QuoteChange(quote.segments, municipality="Sala") for quote in seen.reading.quotes]

    def save(change: QuoteChange) -> Corrected | ConflictError:
        try:
            return correct_quote(settings, database, "fika", change, reviewer=editor, expected_sha256=seen.sha256)
        except ConflictError as exc:
            return exc

    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(save, changes))

    assert sum(isinstance(result, Corrected) for result in results) == 1
    decision = see_article(settings, "fika").article.decision
    assert decision is not None
    assert len(decision.quotes) == 1
    assert len(history(database)) == 2


def test_a_published_quote_follows_what_is_decided_about_its_speaker(
    settings: Settings, database: Database, editor: Reviewer
) -> None:
    """Only who speaks was approved."""
    seen = see_article(settings, "fika")
    seen = correct(settings, database, editor, approved(seen.reading.quotes[0])).seen
    roles = {"Tuva Granhöst": "samordnare"}
    seen = set_roles(settings, database, "fika", roles, reviewer=editor, expected_sha256=seen.sha256).seen
    assert seen.reading.quotes[0].attribution.speakers == (Speaker("Tuva Granhöst", "samordnare"),)
    assert seen.reading.quotes[0].municipality == "Flen"
