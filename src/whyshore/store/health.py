"""Whether the database itself is sound, looked at row by row before anything is made of it."""

import json
from collections.abc import Iterator

from sqlalchemy import RowMapping, select, text
from sqlmodel import Session, SQLModel

from whyshore.domain.coding import Origin
from whyshore.domain.interview import text_hash
from whyshore.domain.memo import Topic
from whyshore.store.tables import (
    CaseRow,
    CodingRow,
    EventRow,
    InterviewRow,
    InterviewVersionRow,
    MemoRow,
    PassageRow,
    StatementRow,
    table_of,
)


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


def row_problems(session: Session) -> list[str]:
    """Rows that nothing sensible can be made of, as only altering them by hand leaves them."""
    return [
        *_place_problems(session),
        *_word_problems(session, CodingRow, "origin", {each.value for each in Origin}),
        *_word_problems(session, MemoRow, "topic", {each.value for each in Topic}),
        *_json_problems(session),
    ]


def odd_versions(session: Session) -> list[str]:
    """The texts ever imported that are not what they were then."""
    table = table_of(InterviewVersionRow)
    kept = session.execute(select(table.c.id, table.c.text, table.c.text_hash))
    return [version for version, text, kept_hash in kept if text_hash(text) != kept_hash]


def _place_problems(session: Session) -> Iterator[str]:
    for table in (CodingRow, PassageRow):
        for row in _rows(session, table, "id", "start", "end"):
            if not _is_place(row["start"], row["end"]):
                yield f"{_named(table, row)} goes from {row['start']} to {row['end']}"


def _word_problems(
    session: Session, table: type[SQLModel], column: str, allowed: set[str]
) -> Iterator[str]:
    for row in _rows(session, table, "id", column):
        if row[column] not in allowed:
            yield f"{_named(table, row)} has the {column} “{row[column]}”"


def _json_problems(session: Session) -> Iterator[str]:
    kept_as_json = (
        (InterviewVersionRow, ("turns", "sentences")),
        (InterviewRow, ("named_cases",)),
        (CaseRow, ("attributes", "aliases")),
        (StatementRow, ("seen",)),
        (EventRow, ("changes",)),
    )
    for table, columns in kept_as_json:
        for row in _rows(session, table, "id", *columns):
            for column in columns:
                try:
                    json.loads(row[column])
                except (TypeError, ValueError):
                    yield f"{_named(table, row)} has {column} that cannot be read"


def _rows(session: Session, table: type[SQLModel], *columns: str) -> list[RowMapping]:
    wanted = select(*(table_of(table).c[name] for name in columns))
    return list(session.execute(wanted).mappings())


def _is_place(start: object, end: object) -> bool:
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end


def _named(table: type[SQLModel], row: RowMapping) -> str:
    return f"{str(table.__tablename__).replace('_', ' ')} {row['id']}"
