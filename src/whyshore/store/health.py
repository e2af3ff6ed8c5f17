"""Whether the database itself is sound, looked at row by row before anything is made of it."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import RowMapping, select, text
from sqlmodel import Session, SQLModel

from whyshore.domain.coding import Origin
from whyshore.domain.interview import text_hash
from whyshore.domain.memo import Topic
from whyshore.store.cases import all_cases, all_groups, passages_in
from whyshore.store.codings import codings_in
from whyshore.store.interviews import all_interviews
from whyshore.store.memos import memos_on
from whyshore.store.replay import rows_from_events
from whyshore.store.soundness import NO_SENSE, dangling
from whyshore.store.statements import all_statements
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
    found += [told for _, told in dangling(session.connection())]
    for (name,) in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
        found.append(f"somebody gave it a trigger, “{name}”, which changes what is stored")
    return found


def row_problems(session: Session) -> list[str]:
    """Rows that nothing sensible can be made of, as only altering them by hand leaves them."""
    found = [
        *_place_problems(session),
        *_word_problems(session, CodingRow, "origin", {each.value for each in Origin}),
        *_word_problems(session, MemoRow, "topic", {each.value for each in Topic}),
        *_json_problems(session),
        *_date_problems(session),
    ]
    return found or list(_unreadable(session))


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
        (InterviewVersionRow, {"turns": list, "sentences": list}),
        (InterviewRow, {"named_cases": list}),
        (CaseRow, {"attributes": dict, "aliases": list}),
        (StatementRow, {"seen": dict}),
        (EventRow, {"changes": list}),
    )
    for table, columns in kept_as_json:
        for row in _rows(session, table, "id", *columns):
            for column, kind in columns.items():
                if not _is_json(row[column], kind):
                    yield f"{_named(table, row)} has {column} that cannot be read"


def _date_problems(session: Session) -> Iterator[str]:
    for table in (CodingRow, MemoRow, StatementRow, EventRow):
        column = "at" if table is EventRow else "created"
        for row in _rows(session, table, "id", column):
            if not _is_date(row[column]):
                yield f"{_named(table, row)} has a date that cannot be read ({row[column]!r})"


def _is_date(said: str) -> bool:
    try:
        return not said or bool(datetime.fromisoformat(said))
    except (TypeError, ValueError):
        return False


def _is_json(said: str, kind: type) -> bool:
    try:
        return isinstance(json.loads(said), kind)
    except (TypeError, ValueError):
        return False


def _unreadable(session: Session) -> Iterator[str]:
    """Tables with rows of which nothing can be made, though each value has the right kind."""
    for what, read in _READERS.items():
        try:
            read(session)
        except NO_SENSE as error:
            yield f"what it holds of {what} makes no sense ({error})"


_READERS: dict[str, Callable[[Session], object]] = {
    "interviews": all_interviews,
    "cases": all_cases,
    "groups of cases": all_groups,
    "passages": passages_in,
    "codings": codings_in,
    "memos": memos_on,
    "statements": all_statements,
    "the history": rows_from_events,
}


def _rows(session: Session, table: type[SQLModel], *columns: str) -> list[RowMapping]:
    wanted = select(*(table_of(table).c[name] for name in columns))
    return list(session.execute(wanted).mappings())


def _is_place(start: object, end: object) -> bool:
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end


def _named(table: type[SQLModel], row: RowMapping) -> str:
    return f"{str(table.__tablename__).replace('_', ' ')} {row['id']}"
