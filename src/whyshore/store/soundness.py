"""Whether a SQLite database that is being opened has what the program rests on.

SQLite takes any value in any column, and tables can be dropped by hand; a quick look at opening
tells so before something stumbles over it. `health` looks longer, row by row.
"""

from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Connection, Integer, LargeBinary, Table, text
from sqlmodel import SQLModel

from whyshore.store.tables import InterviewRow, InterviewVersionRow, table_of

_KINDS = ((LargeBinary, "blob"), (Boolean, "integer"), (Integer, "integer"))
"""What SQLite calls the values of a column; all others hold text."""
NO_SENSE = (TypeError, ValueError, KeyError, AttributeError)
"""What comes of making something of a row that was altered."""
_TEXTS = {table_of(row).name for row in (InterviewRow, InterviewVersionRow)}
"""Without these nothing that points to them can be shown at all."""


def missing_parts(connection: Connection) -> str:
    """A table or column that is not there; empty where all of them are."""
    asked = (
        "SELECT tables.name, columns.name FROM sqlite_master AS tables, "
        "pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'"
    )
    found: dict[str, set[str]] = {}
    for table, column in connection.execute(text(asked)):
        found.setdefault(table, set()).add(column)
    for table in _tables():
        if table.name not in found:
            return f"the table {table.name} is missing"
        for name in sorted({*table.columns.keys()} - found[table.name]):
            return f"the column {name} of the table {table.name} is missing"
    return ""


def misfits(connection: Connection) -> str:
    """A row with a value that is no text, or no number, where one belongs; empty without one."""
    for table in _tables():
        wrong = " OR ".join(map(_misfit, table.columns))
        (key,) = (f'"{column.name}"' for column in table.primary_key)
        found = connection.execute(
            text(f'SELECT {key} FROM "{table.name}" WHERE {wrong} LIMIT 1')  # noqa: S608 - own names
        ).first()
        if found:
            return f"a row of {table.name} ({found[0]!r}) has values of the wrong kind"
    return ""


def dangling(connection: Connection) -> Iterator[tuple[str, str]]:
    """References that lead nowhere: the table they point to, and the reference in words."""
    for table, row, points_to, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield points_to, f"row {row} of {table} points to a row of {points_to} that is not there"


def lost_references(connection: Connection) -> tuple[str, str]:
    """References that lead nowhere: one that makes work impossible, and any other one."""
    blocking = other = ""
    for points_to, told in dangling(connection):
        if points_to in _TEXTS:
            blocking = blocking or told
        else:
            other = other or told
    return blocking, other


def put_indexes_back(connection: Connection) -> None:
    """Make indexes anew that somebody dropped."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'index'"
    there = set(connection.scalars(text(asked)))
    lost = [each for table in _tables() for each in table.indexes if each.name not in there]
    for index in lost:
        index.create(connection)


def _tables() -> Iterator[Table]:
    yield from SQLModel.metadata.sorted_tables


def _misfit(column: "Column[object]") -> str:
    name = f'"{column.name}"'
    kind = next((kind for of, kind in _KINDS if isinstance(column.type, of)), "text")
    wrong = f"typeof({name}) <> '{kind}'"
    return f"({name} IS NOT NULL AND {wrong})" if column.nullable else wrong
