"""Versions of articles are kept in either database."""

from __future__ import annotations

import datetime

from chatbot.store.article_versions import (
    forget_versions,
    keep_version,
    newest_version,
    version_before,
    version_by_id,
    versions_of,
)
from chatbot.store.database import Database
from chatbot.store.schema import reviewers


def test_versions_are_kept_in_order(database: Database) -> None:
    """With the bytes as they were, and who made them."""
    content = "– Vi fikar, säger Tuva Granhöst.\n".encode()
    now = datetime.datetime.now(datetime.UTC)
    with database.changing() as connection:
        connection.execute(reviewers.insert().values(login="anna", role="editor", added=now))
        first = keep_version(connection, "fika", file="fika.txt", content=content, action="article.found")
        other = keep_version(connection, "hjo", file="hjo.md", content=b"x", action="article.found")
        detail = {"words": "Vi fikar", "speakers": ["Tuva"]}
        last = keep_version(
            connection, "fika", file="fika.md", content=None, action="article.remove", detail=detail, reviewer=1
        )
    with database.reading() as connection:
        versions = versions_of(connection, "fika")
        assert [version.id for version in versions] == [last, first]
        assert (versions[1].content, versions[1].who) == (content, None)
        assert (versions[0].content, versions[0].sha256, versions[0].who) == (None, None, "anna")
        assert versions[0].detail == detail
        assert versions[0].made >= now
        assert newest_version(connection, "fika") == versions[0]
        assert version_before(connection, versions[0]) == versions[1]
        assert version_before(connection, versions[1]) is None
        assert version_by_id(connection, other) == newest_version(connection, "hjo")
        assert version_by_id(connection, 99) is None


def test_versions_that_tell_of_somebody_go(database: Database) -> None:
    """Those of some articles, and all that have certain words: in the file or the detail."""
    told = "Tuva Granhöst"
    with database.changing() as connection:
        for article, content, detail in (
            ("fika", b"Hej", None),
            ("a", b"Hej", None),
            ("b", told.encode(), None),
            ("c", b"Hej", {"speakers": [told]}),
        ):
            keep_version(connection, article, file="a.md", content=content, action="article.found", detail=detail)
        forget_versions(connection, ["fika"], lambda text: told in text)
    with database.reading() as connection:
        assert [len(versions_of(connection, article)) for article in ("fika", "a", "b", "c")] == [0, 1, 0, 0]
