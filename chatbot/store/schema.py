"""The tables as the newest migration leaves them; a test compares the two."""

from __future__ import annotations

import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

metadata = sa.MetaData()

_OF_ANSWER = sa.text("quote IS NULL")
_FILTERED = ("status", "disliked", "language", "channel", "interpreted_municipality")


class UtcTime(sa.TypeDecorator[datetime.datetime]):
    """A moment with its time zone; SQLite has no zones, so there it is kept as UTC without one."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """Return what is stored."""
        if value is None:
            return None
        moment = value.astimezone(datetime.UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime.datetime | None:  # noqa: ANN401, ARG002
        """Return the moment in UTC."""
        if value is None:
            return None
        zoned: datetime.datetime = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        return zoned.astimezone(datetime.UTC)


answers = sa.Table(
    "answers",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("asked", UtcTime, nullable=False),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("conversation", sa.String(64)),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("scrubbed", sa.Boolean, nullable=False),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("interpreted_question", sa.Text, nullable=False),
    sa.Column("interpreted_municipality", sa.Text),
    sa.Column("interpreted_speaker", sa.Text),
    sa.Column("interpreted_role", sa.Text),
    sa.Column("compared", sa.Boolean, nullable=False),
    sa.Column("status", sa.String(32), nullable=False),
    sa.Column("generation", sa.String(128), nullable=False),
    sa.Column("score", sa.Float),
    sa.Column("disliked", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("state", sa.String(16), nullable=False, server_default="new"),
    sa.Column("chosen_role", sa.Text),
    sa.Column("chosen_area", sa.String(64)),
    sa.Column("year_from", sa.Integer),
    sa.Column("year_to", sa.Integer),
    sa.Index("answers_by_time", "asked", "id"),
    # Everything that the queue filters by, so that a filter that hardly anything fulfils needs no rows of the table.
    sa.Index("answers_by_state", "state", "asked", "id", "score", *_FILTERED),
    sa.Index("answers_by_score", "state", "score", "id", "asked", *_FILTERED),
    sa.Index("answers_disliked", "state", "disliked", "asked", "id"),
    sa.Index("answers_by_conversation", "conversation"),
)

shown_quotes = sa.Table(
    "shown_quotes",
    metadata,
    sa.Column("answer", sa.String(64), sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("quote", sa.String(128), nullable=False),
    sa.Column("article", sa.Text, nullable=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Index("shown_quotes_by_quote", "quote"),
)

ratings = sa.Table(
    "ratings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("answer", sa.String(64), sa.ForeignKey("answers.id", ondelete="CASCADE"), nullable=False),
    sa.Column("quote", sa.String(128)),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("comment", sa.Text),
    sa.Column("scrubbed", sa.Boolean, nullable=False),
    sa.Column("rated", UtcTime, nullable=False),
    sa.Index("ratings_of_quotes_once", "answer", "quote", unique=True),
    # NULL alone would be different from itself.
    sa.Index("ratings_of_answers_once", "answer", unique=True, sqlite_where=_OF_ANSWER, postgresql_where=_OF_ANSWER),
)

question_vectors = sa.Table(
    "question_vectors",
    metadata,
    sa.Column("answer", sa.String(64), sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("model", sa.String(64), nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)
"""Scrubbed questions as the model reads them, so that questions that ask the same are found."""

reviewers = sa.Table(
    "reviewers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("login", sa.String(64), nullable=False, unique=True),
    sa.Column("password", sa.Text),
    sa.Column("subject", sa.String(512), unique=True),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("epoch", sa.Integer, nullable=False, server_default="0"),
    sa.Column("added", UtcTime, nullable=False),
)
"""Recruiters. A higher epoch ends every session that was begun under a lower one."""

sign_in_failures = sa.Table(
    "sign_in_failures",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("locked_until", UtcTime, nullable=False),
    sa.Index("sign_in_failures_by_time", "locked_until"),
)
"""Passwords that were wrong, by a keyed hash of the login that was given, whether or not there is such an account."""

_OF_WHOM = "reviewers.id"

verdicts = sa.Table(
    "verdicts",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    # No foreign key: what a question was judged to be answered with outlives the conversation.
    sa.Column("answer", sa.String(64), nullable=False),
    sa.Column("reviewer", sa.Integer, sa.ForeignKey(_OF_WHOM), nullable=False),
    sa.Column("adjudicates", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("scrubbed", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("municipality", sa.Text),
    sa.Column("speaker", sa.Text),
    sa.Column("chosen_role", sa.Text),
    sa.Column("chosen_area", sa.String(64)),
    sa.Column("year_from", sa.Integer),
    sa.Column("year_to", sa.Integer),
    sa.Column("status", sa.String(32), nullable=False),
    sa.Column("compared", sa.Boolean, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("comment", sa.Text),
    sa.Column("generation", sa.String(128), nullable=False),
    sa.Column("judged", UtcTime, nullable=False),
    sa.Index("verdicts_once", "answer", "reviewer", "adjudicates", unique=True),
    sa.Index("verdicts_by_time", "judged", "id"),
)
"""What a reviewer says of an answer as a whole, with a copy of the scrubbed question as it was understood."""

verdict_quotes = sa.Table(
    "verdict_quotes",
    metadata,
    sa.Column("verdict", sa.Integer, sa.ForeignKey("verdicts.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("quote", sa.String(128), primary_key=True),
    sa.Column("position", sa.Integer),
    sa.Column("label", sa.String(24), nullable=False),
    sa.Index("verdict_quotes_by_quote", "quote"),
)
"""What a reviewer says of one quote; position None: not shown to the visitor, but a candidate."""

sittings = sa.Table(
    "sittings",
    metadata,
    sa.Column("answer", sa.String(64), sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("reviewer", sa.Integer, sa.ForeignKey(_OF_WHOM), primary_key=True),
    sa.Column("begun", UtcTime, nullable=False),
)
"""Answers that a reviewer opened before anybody's verdict was to be seen; gone when the reviewer sees one."""

hidden_quotes = sa.Table(
    "hidden_quotes",
    metadata,
    sa.Column("quote", sa.String(128), primary_key=True),
    sa.Column("article", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("reviewer", sa.Integer, sa.ForeignKey(_OF_WHOM)),
    sa.Column("hidden", UtcTime, nullable=False),
)
"""Quotes that are not to be shown to anybody."""

trials = sa.Table(
    "trials",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("reviewer", sa.Integer, sa.ForeignKey(_OF_WHOM)),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("started", UtcTime, nullable=False),
    sa.Column("finished", UtcTime),
    sa.Column("report", sa.Text),
)
"""Runs of all labelled questions against the chat as verdicts would change it; the report is JSON."""

lessons = sa.Table(
    "lessons",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("verdict", sa.Integer, sa.ForeignKey("verdicts.id", ondelete="CASCADE")),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("quote", sa.String(128), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("trial", sa.Integer, sa.ForeignKey("trials.id", ondelete="SET NULL")),
    sa.Column("reviewer", sa.Integer, sa.ForeignKey(_OF_WHOM)),
    sa.Column("made", UtcTime, nullable=False),
    sa.Column("changed", UtcTime, nullable=False),
    sa.Index("lessons_by_state", "state", "id"),
    sa.Index("lessons_by_quote", "quote"),
)
"""What verdicts teach the chat: this quote answers this question, or does not."""

desk_settings = sa.Table(
    "desk_settings",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("reviewer", sa.Integer, sa.ForeignKey(_OF_WHOM)),
    sa.Column("changed", UtcTime, nullable=False),
)
"""What recruiters decide about the desk itself, as JSON: guidelines, shares, margins."""

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("details", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("reviewer", sa.Integer, sa.ForeignKey(_OF_WHOM)),
    sa.Column("changed", UtcTime, nullable=False),
)
"""Articles that are not published yet."""

article_versions = sa.Table(
    "article_versions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("article", sa.Text, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary),
    sa.Column("sha256", sa.String(64)),
    sa.Column("action", sa.String(32), nullable=False),
    sa.Column("detail", sa.Text),
    sa.Column("reviewer", sa.Integer, sa.ForeignKey(_OF_WHOM)),
    sa.Column("made", UtcTime, nullable=False),
    sa.Index("article_versions_by_article", "article", "id"),
)
"""An article's file after each change; content None: the file went."""

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("reviewer", sa.Integer, sa.ForeignKey(_OF_WHOM)),
    sa.Column("action", sa.String(48), nullable=False),
    sa.Column("subject", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Index("audit_by_time", "at", "id"),
)
"""Who did what; without any visitor's words."""
