"""Whether the database itself is sound."""

from sqlalchemy import text
from sqlmodel import Session


def database_problems(session: Session) -> list[str]:
    """What SQLite's own checks find: damaged pages and references that lead nowhere.

    PostgreSQL keeps both sound by itself, so there the list is empty.
    """
    if session.get_bind().dialect.name != "sqlite":
        return []
    found = [str(line) for line in session.scalars(text("PRAGMA integrity_check")) if line != "ok"]
    for table, row, points_to, _ in session.execute(text("PRAGMA foreign_key_check")):
        found.append(f"row {row} of {table} points to a {points_to} that is not there")
    return found
