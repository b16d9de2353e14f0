"""Answers, the quotes that they showed, and visitors' ratings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "answers",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
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
    )
    op.create_index("answers_by_time", "answers", ["asked", "id"])
    op.create_index("answers_by_conversation", "answers", ["conversation"])
    op.create_table(
        "shown_quotes",
        sa.Column("answer", sa.String(64), sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("quote", sa.String(128), nullable=False),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
    )
    op.create_index("shown_quotes_by_quote", "shown_quotes", ["quote"])
    op.create_table(
        "ratings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("answer", sa.String(64), sa.ForeignKey("answers.id", ondelete="CASCADE"), nullable=False),
        sa.Column("quote", sa.String(128)),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("comment", sa.Text),
        sa.Column("scrubbed", sa.Boolean, nullable=False),
        sa.Column("rated", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ratings_of_quotes_once", "ratings", ["answer", "quote"], unique=True)
    whole = sa.text("quote IS NULL")  # NULL alone would be different from itself
    op.create_index(
        "ratings_of_answers_once", "ratings", ["answer"], unique=True, sqlite_where=whole, postgresql_where=whole
    )
