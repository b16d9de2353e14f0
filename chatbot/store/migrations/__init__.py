"""The database's versions, one module each; Alembic applies those that a database lacks."""
