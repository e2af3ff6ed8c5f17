"""Whether what lies in an interview would lie on the same words in another version of its text."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session

from whyshore.domain.anchoring import Kind
from whyshore.store.history import changed_after
from whyshore.store.tables import (
    CodingRow,
    GuidePinRow,
    InterviewRow,
    InterviewVersionRow,
    PassageRow,
    table_of,
)


def lying_elsewhere(
    session: Session,
    interview: str,
    version: object,
    touched: Collection[tuple[str, str]],
    event: int,
) -> str:
    """What would lie on other words if this version came into use, in words; `""` for nothing.

    What is touched by the event that is undone or redone is left out, as it moves along, and so
    is what nothing changed since: it stands where it stood when both texts were in use, be it on
    its words or adrift.
    """
    rows = _resting(session, interview, touched)
    if not rows:
        return ""
    new, old = _text(session, version), _text_in_use(session, interview)
    if new is None:
        return "what lies there"
    elsewhere = [each for each in rows if old[each.start : each.end] != new[each.start : each.end]]
    later = changed_after(session, event) if elsewhere else set()
    for each in elsewhere:
        if not later.isdisjoint(each.rows):
            return f"a {each.called}"
    return ""


@dataclass(frozen=True, slots=True)
class _Lying:
    """A thing that lies in a text, and the rows that say where and how surely."""

    called: str
    start: int
    end: int
    rows: frozenset[tuple[str, str]]


def _resting(
    session: Session, interview: str, touched: Collection[tuple[str, str]]
) -> list[_Lying]:
    found: list[_Lying] = []
    for table, called in ((table_of(CodingRow), "coding"), (table_of(PassageRow), "passage")):
        wanted = select(table.c.id, table.c.start, table.c.end).where(
            table.c.interview == interview
        )
        for key, start, end in session.execute(wanted):
            if (table.name, key) not in touched:
                found.append(_Lying(called, start, end, _rows(table.name, Kind(called), key)))
    pins = table_of(GuidePinRow)
    of_turns = select(pins.c.id, pins.c.start, pins.c.quote).where(pins.c.interview == interview)
    for key, start, quote in session.execute(of_turns):
        if (pins.name, key) not in touched:
            rows = _rows(pins.name, Kind.PIN, key)
            found.append(_Lying("pinned turn", start, start + len(quote), rows))
    return found


def _rows(table: str, kind: Kind, key: str) -> frozenset[tuple[str, str]]:
    return frozenset({(table, key), ("adrift", f"{kind.value}:{key}")})


def _text(session: Session, version: object) -> str | None:
    table = table_of(InterviewVersionRow)
    return session.scalars(select(table.c.text).where(table.c.id == version)).first()


def _text_in_use(session: Session, interview: str) -> str:
    table = table_of(InterviewRow)
    version = session.scalars(select(table.c.version).where(table.c.id == interview)).first()
    return _text(session, version) or ""
