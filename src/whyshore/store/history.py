"""Read events with all they did, and find which later ones rest on one."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from whyshore.domain.history import Effect, Entry, Event
from whyshore.store.changes import as_event, changes_of, touched_columns
from whyshore.store.tables import EventRow

_POINTERS = ("interview", "about", "coding", "statement", "case_id", "case_group", "default_case")
"""The columns by which one thing rests on another."""

WRITE_MEMO = "write memo"
"""What a change is called by which somebody writes in a memo."""


def entries(session: Session, *, since: str = "", until: str = "") -> Iterator[Entry]:
    """Every change with all it did, the oldest first; an undo does what its change did, reversed.

    `since` and `until` are moments as ISO text in UTC; what was changed before is read, as an
    undo may be about it, and not given.
    """
    done: dict[int, tuple[Effect, ...]] = {}
    wanted = select(EventRow).order_by(col(EventRow.id))
    if until:
        wanted = wanted.where(col(EventRow.at) <= until)
    for row in session.scalars(wanted):
        event = as_event(row)
        effects = done.get(event.target or 0, ())
        if event.kind == "do":
            effects = tuple(Effect(c.table, c.id, c.before, c.after) for c in changes_of(row))
            done[event.number] = effects
        elif event.kind == "undo":
            effects = tuple(each.reversed() for each in reversed(effects))
        if event.at >= since:
            yield Entry(event, effects)


def memo_writers(session: Session, memo: str = "") -> dict[str, list[str]]:
    """Who wrote in each memo, or in one, by the changes that still stand."""
    wanted = select(EventRow).where(
        col(EventRow.action) == WRITE_MEMO, col(EventRow.kind) == "do", ~col(EventRow.undone)
    )
    if memo:
        wanted = wanted.where(col(EventRow.changes).contains(memo))
    found: dict[str, list[str]] = {}
    for row in session.scalars(wanted.order_by(col(EventRow.id))):
        for change in changes_of(row):
            writers = found.setdefault(change.id, [])
            if row.coder not in writers:
                writers.append(row.coder)
    return found


def depending_on(session: Session, event: int) -> list[Event]:
    """The later changes that still stand and rest on what one event did, the newest first.

    A change rests on it if it touches the same facts of a thing, or something that points to
    what the event put there: a memo on its coding, a passage in the text it imported.
    """
    row = session.get(EventRow, event)
    if row is None:
        return []
    touched = {(each.table, each.id): touched_columns(each) for each in changes_of(row)}
    there = {each.id for each in changes_of(row) if each.after is not None}
    later = select(EventRow).where(
        col(EventRow.id) > event, col(EventRow.kind) == "do", ~col(EventRow.undone)
    )
    found = []
    for other in session.scalars(later.order_by(col(EventRow.id).desc())):
        for change in changes_of(other):
            same = touched.get((change.table, change.id), set()) & touched_columns(change)
            points = {(change.after or {}).get(name) for name in _POINTERS}
            if same or points & there:
                found.append(as_event(other))
                break
    return found


def changed_after(session: Session, event: int) -> set[tuple[str, str]]:
    """The rows, by table and id, that anything changed after an event, an undo or redo too."""
    found: set[tuple[str, str]] = set()
    for row in session.scalars(select(EventRow).where(col(EventRow.id) > event)):
        about = session.get(EventRow, row.target) if row.target else None
        for each in (row, about):
            found |= {(change.table, change.id) for change in changes_of(each)} if each else set()
    return found
