"""Drafts are kept until somebody publishes them or throws them away."""

from __future__ import annotations

import datetime

from chatbot.store.database import Database
from chatbot.store.drafts import add_draft, all_drafts, change_draft, draft_by_id, take_draft
from chatbot.store.schema import reviewers


def a_reviewer(database: Database) -> int:
    """Return the number of an account."""
    now = datetime.datetime.now(datetime.UTC)
    with database.changing() as connection:
        connection.execute(reviewers.insert().values(id=7, login="ronja", role="editor", added=now))
    return 7


def test_a_draft_comes_back_as_it_was_kept(database: Database) -> None:
    """Bytes, details, version 1, and who handed it in."""
    editor = a_reviewer(database)
    with database.changing() as connection:
        draft_id = add_draft(connection, editor, file="å.docx", content=b"\x00\xff", details="{}")
    with database.reading() as connection:
        draft = draft_by_id(connection, draft_id)
        assert draft is not None
        assert (draft.file, draft.content, draft.details) == ("å.docx", b"\x00\xff", "{}")
        assert (draft.version, draft.reviewer) == (1, editor)
        assert [each.id for each in all_drafts(connection)] == [draft_id]


def test_an_old_version_changes_nothing(database: Database) -> None:
    """The second of two who save, throw away or publish the same version is told so."""
    editor = a_reviewer(database)
    with database.changing() as connection:
        draft_id = add_draft(connection, editor, file="a.txt", content=b"x", details="1")
        assert change_draft(connection, editor, draft_id, version=1, details="2")
        assert not change_draft(connection, editor, draft_id, version=1, details="3")
        assert not take_draft(connection, draft_id, version=1)
        kept = draft_by_id(connection, draft_id)
        assert kept is not None
        assert (kept.details, kept.version) == ("2", 2)
        assert take_draft(connection, draft_id, version=2)
        assert draft_by_id(connection, draft_id) is None
