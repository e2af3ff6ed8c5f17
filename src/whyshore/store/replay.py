"""What was stored at any moment, worked out from the events alone, and the way back there."""

import json
from collections.abc import Iterator, Mapping

from sqlalchemy import insert, select
from sqlmodel import Session, SQLModel

from whyshore.store.changes import Change, Values
from whyshore.store.tables import KEPT_IN_EVENTS, EventRow, InterviewVersionRow, table_of

Rows = dict[str, dict[str, Values]]
"""Rows by table and id."""


def rows_from_events(session: Session, *, until: str | None = None) -> Rows:
    """Every row as the events leave it: all of them, or those made up to a moment (ISO, UTC)."""
    rows: Rows = {name: {} for name in KEPT_IN_EVENTS}
    done: dict[int, list[Change]] = {}
    table = table_of(EventRow)
    columns = (table.c.id, table.c.kind, table.c.target, table.c.changes)
    wanted = select(*columns).order_by(table.c.id)
    if until is not None:
        wanted = wanted.where(table.c.at <= until)
    for number, kind, target, text in session.execute(wanted):
        if kind == "do":
            done[number] = [Change(*each) for each in json.loads(text)]
        changes = done.get(number if kind == "do" else target or 0, [])
        if kind == "undo":
            changes = [change.reversed() for change in reversed(changes)]
        for change in changes:
            _follow(rows[change.table], change)
    return rows


def whole(rows: Rows) -> Rows:
    """Rows with every column that there is today, as events of an older program lack some."""
    made: Rows = {}
    for name, table in KEPT_IN_EVENTS.items():
        columns = {column.name for column in table_of(table).columns}
        made[name] = {
            key: row if columns == row.keys() else _with_defaults(table, row)
            for key, row in rows[name].items()
        }
    return made


def _with_defaults(table: type[SQLModel], row: Values) -> Values:
    known = {name: value for name, value in row.items() if name in table.model_fields}
    return table.model_validate(known).model_dump()


def _follow(rows: dict[str, Values], change: Change) -> None:
    """Do with a row what `events` does: an alteration touches only the columns that differ."""
    if change.after is None:
        rows.pop(change.id, None)
    elif change.before is None:
        rows[change.id] = change.after
    else:
        rows[change.id] = {**rows.get(change.id, {}), **change.altered}


def rows_now(session: Session) -> Rows:
    """Every row that changes only through events, as it is stored."""
    return {
        name: {row["id"]: dict(row) for row in session.execute(select(table_of(kind))).mappings()}
        for name, kind in KEPT_IN_EVENTS.items()
    }


def changes_to(session: Session, wanted: Rows) -> list[Change]:
    """The changes that make what is stored what is wanted, in an order that can be taken back.

    A row that differs is taken away and put back as it is wanted, and so is what rests on it:
    the memos and evidence of a coding, the codings and passages of a text.
    """
    stored = rows_now(session)
    differing = {
        name: {
            key
            for key in {*stored[name], *wanted[name]}
            if stored[name].get(key) != wanted[name].get(key)
        }
        for name in KEPT_IN_EVENTS
    }
    for rests, column, on in _RESTING:
        for rows in (stored, wanted):
            differing[rests] |= {
                key for key, row in rows[rests].items() if row[column] in differing[on]
            }
    leaving = [
        Change(name, key, stored[name][key], None)
        for name in _LEAVING
        for key in sorted(differing[name])
        if key in stored[name]
    ]
    coming = [
        Change(name, key, None, wanted[name][key])
        for name in reversed(_LEAVING)
        for key in sorted(differing[name])
        if key in wanted[name]
    ]
    return [*leaving, *coming]


_RESTING = (
    ("coding", "interview", "interview"),
    ("passage", "interview", "interview"),
    ("guide_pin", "interview", "interview"),
    ("adrift", "interview", "interview"),
    ("memo", "about", "coding"),
    ("evidence", "coding", "coding"),
)
"""What rests on what: table, the column that points, and what it points to."""

_FIRST = ("adrift", "evidence", "memo", "coding", "passage", "guide_pin")
_LEAVING = (*_FIRST, *(name for name in KEPT_IN_EVENTS if name not in _FIRST))
"""The tables in an order in which nothing is taken away from under what rests on it."""


def missing_texts(source: Session, target: Session) -> int:
    """Copy the texts that one database has and another has not; gives how many."""
    table = table_of(InterviewVersionRow)
    there = set(target.scalars(select(table.c.id)))
    missing = [
        dict(row)
        for row in source.execute(select(table).order_by(table.c.id)).mappings()
        if row["id"] not in there
    ]
    if missing:
        target.execute(insert(table), missing)
    return len(missing)


def fill(session: Session, rows: Rows) -> None:
    """Put rows into the empty tables of a database."""
    for name, table in KEPT_IN_EVENTS.items():
        if rows[name]:
            session.connection().execute(
                insert(table_of(table)), [dict(each) for each in rows[name].values()]
            )


def history_problems(session: Session) -> Iterator[str]:
    """Where what is stored is not what the history says, as after a change made past Whyshore."""
    told = rows_from_events(session)
    for name, kind in KEPT_IN_EVENTS.items():
        stored = {row["id"]: row for row in session.execute(select(table_of(kind))).mappings()}
        called = name.replace("_", " ")
        for key in sorted({*stored, *told[name]}):
            if key not in told[name]:
                yield f"{called} {key} is stored, but no change in the history made it"
            elif key not in stored:
                yield f"{called} {key} is gone, but no change in the history removed it"
            elif odd := _differing(told[name][key], dict(stored[key])):
                yield f"{called} {key} was altered past the history: {', '.join(odd)}"


def _differing(told: Values, stored: Mapping[str, object]) -> list[str]:
    """The columns in which a row differs; one that came with a later program is not told."""
    return [name for name in told if name in stored and told[name] != stored[name]]
