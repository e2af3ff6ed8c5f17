"""SQLite or PostgreSQL behind plain functions; the only place that knows SQL."""
