"""What the history says is stored, worked out from its events alone."""

import json
from collections.abc import Iterator, Mapping

from sqlalchemy import delete, insert, select
from sqlmodel import Session

from whyshore.store.events import Change, Values
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


def _follow(rows: dict[str, Values], change: Change) -> None:
    """An undo writes back only a row that still stands, whole, as `events.undo` does."""
    if change.after is None:
        rows.pop(change.id, None)
    else:
        rows[change.id] = change.after


def fill(session: Session, rows: Rows) -> None:
    """Put rows into the empty tables of a database."""
    for name, table in KEPT_IN_EVENTS.items():
        if rows[name]:
            session.connection().execute(
                insert(table_of(table)), [dict(each) for each in rows[name].values()]
            )


def copy_texts(source: Session, target: Session) -> None:
    """Copy every version of every interview's text into another, empty database."""
    table = table_of(InterviewVersionRow)
    target.execute(delete(table))
    for row in source.execute(select(table)).mappings():
        target.execute(insert(table), [dict(row)])


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
            elif odd := _differing(told[name][key], stored[key]):
                yield f"{called} {key} was altered past the history: {', '.join(odd)}"


def _differing(told: Values, stored: Mapping[str, object]) -> list[str]:
    """The columns in which a row differs; one that came with a later program is not told."""
    return [name for name in told if name in stored and told[name] != stored[name]]
