"""What somebody hands in becomes a draft: read at once, so that what cannot be read is told at once."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from sqlalchemy.engine import Connection

from chatbot.adding import Addition, Details, Fetch, Outcome, plan_article
from chatbot.errors import KeepingError
from chatbot.seen_articles import Corrected, Edit, Seen, changes_between, seen_article, seen_as_written
from chatbot.settings import Settings
from chatbot.store.article_versions import keep_found, keep_version
from chatbot.store.auditing import note
from chatbot.store.database import Database
from chatbot.store.drafts import StoredDraft, change_draft, draft_by_id
from chatbot.store.errors import ConflictError
from chatbot.store.reviewers import Reviewer
from chatbot.withdrawn import Withdrawn
from corpus.errors import ArticleError
from corpus.files import article_of, normalise, refuse_ending
from corpus.reading import NOTHING_SAID, read
from corpus.records import Article, Decision
from corpus.writing import write_article

LARGEST_UPLOAD = 20 * 1024 * 1024
"""Bytes; as large as a page that is fetched may be."""
_STORED = "artikel.md"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that is to be published.

    Attributes:
        file: what it was called, or its address.
        content: a Markdown file with the article as it was handed in.
        details: what is to be published of it; None where the article does not tell and nobody has told.
            municipality: only where a person has decided it.
    """

    file: str
    content: bytes
    details: Details

    @property
    def article(self) -> Article:
        """The article with its details."""
        article = article_of(self.content, _STORED)
        details, decision = self.details, article.decision
        if details.municipality:
            decision = replace(decision or Decision(), municipality=details.municipality)
        elif decision is not None:
            decision = replace(decision, municipality=None)
        return replace(
            article,
            id=PurePath(self.file).stem or article.id,
            title=details.title,
            publisher=details.publisher,
            url=details.url,
            published=details.published,
            decision=decision if decision != Decision() else None,
        )


def draft_of_file(settings: Settings, name: str, content: bytes) -> Draft:
    """Return the draft of a file.

    Raises:
        KeepingError: it is too large, nobody speaks in it, or somebody who has withdrawn.
        ArticleError: it cannot be read; the message begins with its name.
    """
    name = PurePath(name.replace("\\", "/")).name or "fil"
    refuse_ending(name)
    if not content.strip():
        raise ArticleError(f"{name}: filen är tom")
    if len(content) > LARGEST_UPLOAD:
        size, limit = len(content) / 1024**2, LARGEST_UPLOAD // 1024**2
        raise KeepingError(f"{name}: filen är {size:.0f} MB; den får vara högst {limit} MB")
    return _draft(settings, name, article_of(content, name))


def draft_of_address(settings: Settings, address: str, fetch: Fetch) -> Draft:
    """Return the draft of a web page.

    Raises:
        FetchError: the address gives nothing.
        KeepingError: nobody speaks there, or somebody who has withdrawn.
        ArticleError: what it gives cannot be read.
    """
    fetched = fetch(address)
    name = (PurePath(urlsplit(fetched.url).path).stem or "sida") + fetched.ending
    return _draft(settings, fetched.url, article_of(fetched.content, name, url=fetched.url))


def draft_of_text(settings: Settings, text: str) -> Draft:
    """Return the draft of a text that was pasted.

    Raises:
        KeepingError: nobody speaks in it, or somebody who has withdrawn.
        ArticleError: it is empty.
    """
    name = "inklistrad text.txt"
    return _draft(settings, name, article_of(text.replace("\r\n", "\n").encode(), name))


def _draft(settings: Settings, file: str, article: Article) -> Draft:
    text, marks = normalise(article.text, article.marks)
    article = replace(article, text=text, marks=marks)
    reading = read(article)
    if not reading.quotes:
        raise KeepingError(f"{file}: {NOTHING_SAID}")
    # Nothing of somebody who has withdrawn is kept, not even as a draft.
    Withdrawn.read(settings.corpus).refuse(file, reading)
    decided = article.decision.municipality if article.decision else None
    details = Details(article.url, reading.article.title, article.publisher, article.published, decided)
    return Draft(file, write_article(article).encode(), details)


def draft_of(stored: StoredDraft) -> Draft:
    """Return a draft as it is kept."""
    return Draft(stored.file, stored.content, details_from_json(stored.details))


def seen_draft(settings: Settings, stored: StoredDraft) -> Seen:
    """Return a draft as its file would be published, with what is decided about the article that it takes the place of.

    Raises:
        KeepingError: it cannot be published, or is in the corpus already.
        CorpusError: an article of the corpus cannot be read.
    """
    draft = draft_of(stored)
    addition = plan_article(settings, draft.file, draft.article).additions[0]
    if addition.outcome is Outcome.PRESENT:
        raise KeepingError(f"{draft.file}: finns redan som {addition.path.stem}")
    return seen_article(addition.path, addition.content)


def correct_draft(
    settings: Settings,
    database: Database,
    draft_id: str,
    edit: Callable[[Seen], Edit],
    *,
    reviewer: Reviewer,
    expected_sha256: str,
) -> Corrected:
    """Change the article of a draft that somebody has seen, as an article of the corpus is changed.

    Raises:
        ConflictError: it is another now; stored is the draft as it is (Seen).
        KeepingError: there is no such draft, or it must not be as it would be; nothing was changed.
        CorpusError, StoreError: it cannot be read, or the database not be used; nothing was changed.
    """
    with database.reading() as connection:
        stored = draft_by_id(connection, draft_id)
    if stored is None:
        raise KeepingError("utkastet är publicerat eller kastat")
    before = seen_draft(settings, stored)
    if before.sha256 != expected_sha256:
        raise ConflictError(before)
    made = edit(before).article
    if made == before.article:
        return Corrected(before, None, ())
    after = seen_as_written(before, made)
    Withdrawn.read(settings.corpus).refuse(stored.file, after.reading)
    with database.changing() as connection:
        if not change_draft(connection, reviewer.id, stored.id, version=stored.version, content=after.content):
            raise ConflictError(before)
        note(connection, reviewer.id, "draft.change", subject=stored.id)
    return Corrected(after, stored.version + 1, changes_between(before.reading, after.reading))


def keep_published(connection: Connection, settings: Settings, addition: Addition, reviewer: int) -> None:
    """Keep the version of an article that is about to be written."""
    keep_version(
        connection,
        addition.path.stem,
        file=_within(settings, addition.path),
        content=addition.content,
        action="article.publish",
        detail={"quotes": addition.quotes},
        reviewer=reviewer,
    )


def keep_replaced(database: Database, settings: Settings, addition: Addition) -> None:
    """Keep how the file of an article is that is about to be replaced."""
    old = addition.replaces
    if old is not None:
        keep_found(database, addition.path.stem, file=_within(settings, old), content=old.read_bytes())


def _within(settings: Settings, path: Path) -> str:
    return path.relative_to(settings.corpus).as_posix()


def details_to_json(details: Details) -> str:
    """Return details as they are stored."""
    data = asdict(details)
    data["published"] = details.published.isoformat() if details.published else None
    return json.dumps(data, ensure_ascii=False)


def details_from_json(stored: str) -> Details:
    """Return stored details."""
    data = json.loads(stored)
    published = datetime.date.fromisoformat(data["published"]) if data["published"] else None
    return Details(data["url"], data["title"], data["publisher"], published, data["municipality"])
