"""The recruiters' desk: accounts, verdicts, what they teach, corrected articles, and who did what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, and what the queue sorts answers by."""
    _sort_answers()
    _make_accounts()
    _make_verdicts()
    _make_lessons()
    _make_articles()


def _sort_answers() -> None:
    with op.batch_alter_table("answers") as table:
        table.add_column(sa.Column("score", sa.Float))
        table.add_column(sa.Column("disliked", sa.Boolean, nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("state", sa.String(16), nullable=False, server_default="new"))
        table.add_column(sa.Column("chosen_role", sa.Text))
        table.add_column(sa.Column("chosen_area", sa.String(64)))
        table.add_column(sa.Column("year_from", sa.Integer))
        table.add_column(sa.Column("year_to", sa.Integer))
    op.execute("UPDATE answers SET score = (SELECT max(s.score) FROM shown_quotes s WHERE s.answer = answers.id)")
    op.execute("UPDATE answers SET disliked = true WHERE id IN (SELECT answer FROM ratings WHERE kind <> 'helpful')")
    filtered = ["status", "disliked", "language", "channel", "interpreted_municipality"]
    op.create_index("answers_by_state", "answers", ["state", "asked", "id", "score", *filtered])
    op.create_index("answers_by_score", "answers", ["state", "score", "id", "asked", *filtered])
    op.create_index("answers_disliked", "answers", ["state", "disliked", "asked", "id"])


def _make_accounts() -> None:
    op.create_table(
        "reviewers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("login", sa.String(64), nullable=False, unique=True),
        sa.Column("password", sa.Text),
        sa.Column("subject", sa.String(512), unique=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("epoch", sa.Integer, nullable=False, server_default="0"),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("sign_in_failures_by_time", "sign_in_failures", ["locked_until"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer", sa.Integer, sa.ForeignKey("reviewers.id")),
        sa.Column("action", sa.String(48), nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("reason", sa.Text),
    )
    op.create_index("audit_by_time", "audit", ["at", "id"])
    op.create_table(
        "desk_settings",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("reviewer", sa.Integer, sa.ForeignKey("reviewers.id")),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
    )


def _make_verdicts() -> None:
    op.create_table(
        "question_vectors",
        sa.Column("answer", sa.String(64), sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("model", sa.String(64), nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("answer", sa.String(64), nullable=False),
        sa.Column("reviewer", sa.Integer, sa.ForeignKey("reviewers.id"), nullable=False),
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
        sa.Column("judged", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("verdicts_by_time", "verdicts", ["judged", "id"])
    op.create_index("verdicts_once", "verdicts", ["answer", "reviewer", "adjudicates"], unique=True)
    op.create_table(
        "verdict_quotes",
        sa.Column("verdict", sa.Integer, sa.ForeignKey("verdicts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("quote", sa.String(128), primary_key=True),
        sa.Column("position", sa.Integer),
        sa.Column("label", sa.String(24), nullable=False),
    )
    op.create_index("verdict_quotes_by_quote", "verdict_quotes", ["quote"])
    op.create_table(
        "sittings",
        sa.Column("answer", sa.String(64), sa.ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("reviewer", sa.Integer, sa.ForeignKey("reviewers.id"), primary_key=True),
        sa.Column("begun", sa.DateTime(timezone=True), nullable=False),
    )


def _make_lessons() -> None:
    op.create_table(
        "hidden_quotes",
        sa.Column("quote", sa.String(128), primary_key=True),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("reviewer", sa.Integer, sa.ForeignKey("reviewers.id")),
        sa.Column("hidden", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "trials",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reviewer", sa.Integer, sa.ForeignKey("reviewers.id")),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.Column("report", sa.Text),
    )
    op.create_table(
        "lessons",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("verdict", sa.Integer, sa.ForeignKey("verdicts.id", ondelete="CASCADE")),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("quote", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("trial", sa.Integer, sa.ForeignKey("trials.id", ondelete="SET NULL")),
        sa.Column("reviewer", sa.Integer, sa.ForeignKey("reviewers.id")),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("lessons_by_quote", "lessons", ["quote"])
    op.create_index("lessons_by_state", "lessons", ["state", "id"])


def _make_articles() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("reviewer", sa.Integer, sa.ForeignKey("reviewers.id")),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "article_versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary),
        sa.Column("sha256", sa.String(64)),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text),
        sa.Column("reviewer", sa.Integer, sa.ForeignKey("reviewers.id")),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("article_versions_by_article", "article_versions", ["article", "id"])
