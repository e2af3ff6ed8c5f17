"""Whether what lies in an interview would lie on the same words in another version of its text."""

from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import Session

from whyshore.store.tables import (
    CodingRow,
    GuidePinRow,
    InterviewRow,
    InterviewVersionRow,
    PassageRow,
    table_of,
)


def lying_elsewhere(
    session: Session, interview: str, version: object, touched: Collection[tuple[str, str]]
) -> str:
    """What would lie on other words if this version came into use, in words; `""` for nothing.

    What is touched by the same change is left out, as it moves along.
    """
    rows = _resting(session, interview, touched)
    if not rows:
        return ""
    new, old = _text(session, version), _text_in_use(session, interview)
    if new is None:
        return "what lies there"
    for called, start, end in rows:
        if old[start:end] != new[start:end]:
            return f"a {called}"
    return ""


def _resting(
    session: Session, interview: str, touched: Collection[tuple[str, str]]
) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for table, called in ((table_of(CodingRow), "coding"), (table_of(PassageRow), "passage")):
        wanted = select(table.c.id, table.c.start, table.c.end).where(
            table.c.interview == interview
        )
        for key, start, end in session.execute(wanted):
            if (table.name, key) not in touched:
                found.append((called, start, end))
    pins = table_of(GuidePinRow)
    of_turns = select(pins.c.id, pins.c.start, pins.c.quote).where(pins.c.interview == interview)
    for key, start, quote in session.execute(of_turns):
        if (pins.name, key) not in touched:
            found.append(("pinned turn", start, start + len(quote)))
    return found


def _text(session: Session, version: object) -> str | None:
    table = table_of(InterviewVersionRow)
    return session.scalars(select(table.c.text).where(table.c.id == version)).first()


def _text_in_use(session: Session, interview: str) -> str:
    table = table_of(InterviewRow)
    version = session.scalars(select(table.c.version).where(table.c.id == interview)).first()
    return _text(session, version) or ""
