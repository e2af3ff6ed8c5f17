"""Every change is an event: it gives undo, history and an audit trail."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, select, update
from sqlmodel import Session, SQLModel, col, func

from whyshore.domain.history import Event, now, refused
from whyshore.domain.kinds import called
from whyshore.domain.words import shortened
from whyshore.errors import FixableError
from whyshore.store.changes import Change, Values, changes_of, touched_columns
from whyshore.store.history import depending_on
from whyshore.store.lying import lying_elsewhere
from whyshore.store.resting import in_portions, missing_under, resting_on
from whyshore.store.tables import KEPT_IN_EVENTS, EventRow, table_of

__all__ = ["Change", "Values"]  # besides what is defined here
LISTED = 5
"""How many changes a message lists."""


class ChangedSinceError(FixableError):
    """An event cannot be taken back because a later one rests on it."""


def adding(row: SQLModel) -> Change:
    """The change that adds a row."""
    values = row.model_dump()
    return Change(str(row.__tablename__), values["id"], None, values)


def removing(session: Session, table: type[SQLModel], row_id: str) -> Change:
    """The change that removes a row as it stands now."""
    return Change(str(table.__tablename__), row_id, _now(session, table, row_id), None)


def altering(session: Session, table: type[SQLModel], row_id: str, values: Values) -> Change:
    """The change that gives some columns of a row new values."""
    before = _now(session, table, row_id)
    return Change(str(table.__tablename__), row_id, before, {**(before or {}), **values})


def make(
    session: Session, changes: Sequence[Change], *, coder: str, action: str, summary: str
) -> int:
    """Make changes and write down who made them, when and what they did.

    Changes that alter nothing are left out; with none left, nothing is written and 0 is given.
    """
    changes = [change for change in changes if change.before != change.after]
    if not changes:
        return 0
    _apply_all(session, changes)
    _forget_redo(session, coder)
    return _write(session, changes, kind="do", coder=coder, action=action, summary=summary)


def make_together(  # noqa: PLR0913 - as `make`, and what it goes with
    session: Session,
    changes: Sequence[Change],
    *,
    earlier: int,
    coder: str,
    action: str,
    summary: str,
) -> int:
    """As `make`, but one event with an earlier one, so that one undo takes back both.

    For what is saved again and again while somebody writes. The earlier event goes on only if
    it is the coder's own, still stands, nothing was undone or redone in it, and the same rows
    stand as it left them; else the changes make an event of their own. Where both together
    alter nothing, the earlier event is undone, and 0 is given.
    """
    row = session.get(EventRow, earlier) if earlier else None
    joined = _joined(session, row, changes, coder) if row is not None else None
    if row is None or joined is None:
        return make(session, changes, coder=coder, action=action, summary=summary)
    if all(change.before == change.after for change in joined):
        undo(session, coder=coder, event=earlier)
        return 0
    for change in changes:
        _apply(session, change)
    _forget_redo(session, coder)
    # Written before the other goes, so that its number is a new one and others notice it.
    number = _write(session, joined, kind="do", coder=coder, action=action, summary=summary)
    session.delete(row)
    return number


def _joined(
    session: Session, row: EventRow, changes: Sequence[Change], coder: str
) -> list[Change] | None:
    """What an event and changes that follow it do together; None where they do not belong so."""
    table = table_of(EventRow)
    told_of = session.execute(select(table.c.id).where(table.c.target == row.id).limit(1)).first()
    if row.kind != "do" or row.undone or row.coder != coder or told_of:
        return None
    first = {(each.table, each.id): each for each in changes_of(row)}
    then = {(each.table, each.id): each for each in changes}
    if first.keys() != then.keys() or any(first[key].after != then[key].before for key in first):
        return None
    return [Change(*key, first[key].before, then[key].after) for key in first]


def undo(session: Session, *, coder: str, event: int | None = None) -> Event | None:
    """Take back one event: a given one, or the coder's last. None where there is none.

    Raises:
        ChangedSinceError: what the event left was changed since.
    """
    row = _event_to_undo(session, coder, event)
    if row is None:
        return None
    changes = changes_of(row)
    _turn(session, [change.reversed() for change in reversed(changes)], row)
    row.undone, row.redoable = True, True
    return _followed_up(session, row, changes, coder=coder, kind="undo")


def redo(session: Session, *, coder: str) -> Event | None:
    """Bring back what the coder's last undo took away. None where there is nothing to bring."""
    row = _event_to_redo(session, coder)
    if row is None:
        return None
    changes = changes_of(row)
    _turn(session, changes, row)
    row.undone, row.redoable = False, False
    return _followed_up(session, row, changes, coder=coder, kind="redo")


def events(session: Session, *, limit: int | None = None) -> list[Event]:
    """The history, newest first; which rows each event touched is left out."""
    table = table_of(EventRow)
    columns = [table.c[name] for name in _TOLD]
    found = select(*columns).order_by(table.c.id.desc())
    rows = session.execute(found.limit(limit) if limit else found)
    return [
        Event(number, at, coder, kind, action, summary, target=target, undone=undone)
        for number, at, coder, kind, action, summary, target, undone in rows
    ]


def only_synced(session: Session) -> bool:
    """Whether nothing was ever done in the project but to read its transcripts."""
    table = table_of(EventRow)
    other = select(table.c.id).where(table.c.action != "sync").limit(1)
    return session.execute(other).first() is None


def newest(session: Session) -> int:
    """The number of the last event, 0 where there is none."""
    return session.execute(select(func.max(EventRow.id))).scalar() or 0


_TOLD = ("id", "at", "coder", "kind", "action", "summary", "target", "undone")


def _last_done(coder: str) -> Select[EventRow]:
    """A coder's last change that still stands."""
    own = (col(EventRow.coder) == coder, col(EventRow.kind) == "do", ~col(EventRow.undone))
    return select(EventRow).where(*own).order_by(col(EventRow.id).desc()).limit(1)


def _event_to_redo(session: Session, coder: str) -> EventRow | None:
    """What the coder's last undo took back, if nothing was done since."""
    undos = select(col(EventRow.target)).where(
        col(EventRow.coder) == coder, col(EventRow.kind) == "undo"
    )
    for target in session.scalars(undos.order_by(col(EventRow.id).desc())):
        row = session.get(EventRow, target)
        if row is not None and row.undone and row.redoable:
            return row
    return None


def _event_to_undo(session: Session, coder: str, event: int | None) -> EventRow | None:
    if event is None:
        return session.scalars(_last_done(coder)).first()
    row = session.get(EventRow, event)
    if row is None or row.kind != "do":
        raise FixableError(f"There is no change number {event}. See: whyshore history")
    if row.undone:
        raise FixableError(f"Change {event} is already undone.")
    return row


def _turn(session: Session, changes: Sequence[Change], row: EventRow) -> None:
    """Make the changes of an undo or redo, if the rows still stand as they are taken to."""
    touched = {(change.table, change.id) for change in changes}
    coming = {change.id for change in changes if change.after is not None}
    for run in _runs(changes):
        standing = _rows_now(session, run)
        resting, missing = resting_on(session, run, touched), missing_under(session, run, coming)
        for change in run:
            _check_unchanged(session, change, standing.get(change.id), row)
            _check_text_stays(session, change, row, touched)
            _check_nothing_hangs(session, change, row, resting, missing)
        _apply_all(session, run)


def _runs(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes of one kind that follow each other and touch each row once: they go in one go."""
    run: list[Change] = []
    seen: set[str] = set()
    for change in changes:
        if run and (
            (change.table, change.kind) != (run[0].table, run[0].kind) or change.id in seen
        ):
            yield run
            run, seen = [], set()
        run.append(change)
        seen.add(change.id)
    if run:
        yield run


def _check_unchanged(session: Session, change: Change, found: Values | None, row: EventRow) -> None:
    if found == change.before:
        return
    before, touched = change.before or {}, touched_columns(change)
    if (found is None) != (change.before is None) or any(
        (found or {}).get(name) != before.get(name) for name in touched if before
    ):
        raise _refusal(session, row, f"Its {called(change.table, change.id)} was changed since")


def _check_text_stays(
    session: Session, change: Change, row: EventRow, touched: Collection[tuple[str, str]]
) -> None:
    """Texts do not move under what lies on them."""
    before, after = change.before or {}, change.after or {}
    if change.table == "interview" and before.get("version") not in {None, after.get("version")}:
        left = lying_elsewhere(session, change.id, after.get("version"), touched, row.id or 0)
        if left:
            why = f"{left[0].upper()}{left[1:]} in it would lie on other words"
            raise _refusal(session, row, why)


def _check_nothing_hangs(
    session: Session,
    change: Change,
    row: EventRow,
    resting: Mapping[str, tuple[str, str]],
    missing: Mapping[str, str],
) -> None:
    """Nothing goes from under what rests on it, and nothing comes that has nothing to rest on."""
    if change.id in resting:
        other = resting[change.id]
        told = "A memo was written on it"
        if other[0] != "memo":
            told = f"Something rests on it: {called(*other)}"
        raise _refusal(session, row, told)
    if change.id in missing:
        gone = called(missing[change.id], change.id)
        raise _refusal(session, row, f"The {gone} it belongs to is no longer there")


def _refusal(session: Session, row: EventRow, why: str) -> ChangedSinceError:
    """Why an event is not turned, and which changes have to be undone before: the newest first."""
    depending = depending_on(session, row.id or 0)
    if not depending:
        first = "Undo the later change first: the history lists it."
        return ChangedSinceError(refused(f"{why}. {first}", row.summary))
    more = f" and {len(depending) - LISTED} more" if len(depending) > LISTED else ""
    numbers = ", ".join(str(each.number) for each in depending[:LISTED])
    told = "; ".join(
        f"{each.number} is “{shortened(each.summary)}” ({each.coder})"
        for each in depending[:LISTED]
    )
    said = refused(f"{why}. Undo first: {numbers}{more}.", row.summary)
    return ChangedSinceError(f"{said} {told}.")


def _followed_up(
    session: Session, row: EventRow, changes: Sequence[Change], *, coder: str, kind: str
) -> Event:
    """Write down that a change was undone or redone."""
    session.add(row)
    about = {"action": row.action, "summary": row.summary}
    number = _write(session, (), kind=kind, coder=coder, target=row.id, **about)
    session.flush()
    touched = tuple((change.table, change.id) for change in changes)
    return Event(number, now(), coder, kind, row.action, row.summary, touched, row.id)


def _apply_all(session: Session, changes: Sequence[Change]) -> None:
    """Make changes in their order; those that do the same one after the other go in one go."""
    for (name, kind, columns), some in groupby(changes, key=_deed):
        table, rows = table_of(KEPT_IN_EVENTS[name]), list(some)
        if kind == "add":
            session.connection().execute(insert(table), [dict(each.after or {}) for each in rows])
        elif kind == "remove":
            gone = delete(table).where(table.c.id == bindparam("gone"))
            session.connection().execute(gone, [{"gone": each.id} for each in rows])
        elif columns:
            altered = update(table).where(table.c.id == bindparam("altered_row"))
            values = [{"altered_row": each.id, **each.altered} for each in rows]
            session.connection().execute(altered, values)


def _deed(change: Change) -> tuple[str, str, tuple[str, ...]]:
    """What changes have in common that one statement can make."""
    columns = tuple(change.altered) if change.kind == "alter" else ()
    return change.table, change.kind, columns


def _apply(session: Session, change: Change) -> None:
    table = table_of(KEPT_IN_EVENTS[change.table])
    if change.after is None:
        session.connection().execute(delete(table).where(table.c.id == change.id))
    elif change.before is None:
        session.connection().execute(insert(table).values(**change.after))
    else:
        session.connection().execute(
            update(table).where(table.c.id == change.id).values(**change.altered)
        )


def _now(session: Session, table: type[SQLModel], row_id: str) -> Values | None:
    found = session.connection().execute(_row_of(table), {"wanted": row_id})
    row = found.mappings().first()
    return dict(row) if row else None


def _rows_now(session: Session, run: Sequence[Change]) -> dict[str, Values]:
    """The rows of changes to one table as they stand now, by their ids."""
    table = table_of(KEPT_IN_EVENTS[run[0].table])
    wanted = select(table).where(table.c.id.in_(bindparam("wanted", expanding=True)))
    found: dict[str, Values] = {}
    for some in in_portions(run):
        rows = session.connection().execute(wanted, {"wanted": some}).mappings()
        found.update((each["id"], dict(each)) for each in rows)
    return found


@cache
def _row_of(table: type[SQLModel]) -> Select[*tuple[Any, ...]]:
    """How a row is looked up; put together once, as a large step looks up thousands."""
    return select(table_of(table)).where(table_of(table).c.id == bindparam("wanted"))


def _write(session: Session, changes: Sequence[Change], **about: str | int | None) -> int:
    listed = [[change.table, change.id, change.before, change.after] for change in changes]
    written = session.execute(
        insert(table_of(EventRow)).values(
            at=now(),
            changes=json.dumps(listed, ensure_ascii=False),
            undone=False,
            redoable=False,
            **about,
        )
    )
    key = written.inserted_primary_key  # type: ignore[attr-defined]
    return int(key[0])


def _forget_redo(session: Session, coder: str) -> None:
    """What was undone cannot be redone once something else was done."""
    table = table_of(EventRow)
    own = select(table.c.target).where(table.c.coder == coder, table.c.kind == "undo")
    session.execute(
        update(table)
        .where(table.c.id.in_(own), table.c.undone, table.c.redoable)
        .values(redoable=False)
    )
