"""What points to rows that an undo or redo takes away, and what would point to nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Table, bindparam, select, true
from sqlmodel import Session

from whyshore.domain.memo import Topic
from whyshore.store.changes import Change
from whyshore.store.tables import KEPT_IN_EVENTS, LinkRow, MemoRow, table_of

PORTION = 500
"""How many rows are asked for at once."""
_TOPICS = {
    "coding": Topic.CODING,
    "interview": Topic.INTERVIEW,
    "research_case": Topic.CASE,
}
"""What memos on the rows of a table are about."""


def resting_on(
    session: Session, run: Sequence[Change], touched: Collection[tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """The rows about to be removed that others point to: by their ids, table and id of the other.

    What the same undo or redo touches does not count, as it goes along.
    """
    if run[0].kind != "remove":
        return {}
    found: dict[str, tuple[str, str]] = {}
    for table, column, only in _pointers_to(run[0].table):
        wanted = select(table.c.id, column).where(
            column.in_(bindparam("wanted", expanding=True)), only
        )
        for some in in_portions(run):
            rows = session.connection().execute(wanted, {"wanted": some})
            found.update(
                (pointed_to, (table.name, key))
                for key, pointed_to in rows
                if (table.name, key) not in touched
            )
    return found


def missing_under(
    session: Session, run: Sequence[Change], coming: Collection[str]
) -> dict[str, str]:
    """The rows about to come that would point to nothing: by their ids, the table it is gone from.

    `coming` are the ids of all that the same undo or redo brings.
    """
    found: dict[str, str] = {}
    for table, pointing in _pointed_to(run):
        asked = sorted({str(to) for to in pointing.values() if to is not None} - {*coming})
        wanted = select(table.c.id).where(table.c.id.in_(bindparam("wanted", expanding=True)))
        there: set[str] = set()
        for first in range(0, len(asked), PORTION):
            some = asked[first : first + PORTION]
            there.update(session.connection().execute(wanted, {"wanted": some}).scalars())
        gone = {*asked} - there
        found.update((row, table.name) for row, to in pointing.items() if to in gone)
    return found


def in_portions(run: Sequence[Change]) -> Iterator[list[str]]:
    """The ids of many changes, as many at a time as any database lets be asked for at once."""
    ids = [each.id for each in run]
    yield from (ids[first : first + PORTION] for first in range(0, len(ids), PORTION))


def _pointed_to(run: Sequence[Change]) -> Iterator[tuple[Table, Mapping[str, object]]]:
    """The tables that rows about to come point to, and what in them: by the ids of the rows."""
    coming = {each.id: each.after or {} for each in run}
    for key in table_of(KEPT_IN_EVENTS[run[0].table]).foreign_keys:
        yield key.column.table, {row: now.get(key.parent.name) for row, now in coming.items()}
    if run[0].table == table_of(MemoRow).name:
        for name, topic in _TOPICS.items():
            on_these = {row: now for row, now in coming.items() if now.get("topic") == topic.value}
            about = {row: now.get("about") for row, now in on_these.items()}
            yield table_of(KEPT_IN_EVENTS[name]), about


def _pointers_to(name: str) -> Iterator[tuple[Table, ColumnElement[str], ColumnElement[bool]]]:
    """The columns that point to a table, each with its own table and which of its rows do."""
    memo = table_of(MemoRow)
    if name in _TOPICS:
        yield memo, memo.c.about, memo.c.topic == _TOPICS[name].value
    for row in KEPT_IN_EVENTS.values():
        table = table_of(row)
        for key in table.foreign_keys:
            if key.column.table.name == name:
                yield table, key.parent, true()
    if name == "research_case":
        link = table_of(LinkRow)
        yield link, link.c.case_id, true()
