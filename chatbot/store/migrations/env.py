"""Runs the migrations on the connection that chatbot.store.versions gives; Alembic loads it by its name."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,  # SQLite can change a column only by building its table anew
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
