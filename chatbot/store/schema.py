"""The tables as the newest migration leaves them; a test compares the two."""

from __future__ import annotations

import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

metadata = sa.MetaData()

_OF_ANSWER = sa.text("quote IS NULL")


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
    sa.Index("answers_by_time", "asked", "id"),
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
