"""Alembic steps from any older project to today's, for SQLite and PostgreSQL alike."""
