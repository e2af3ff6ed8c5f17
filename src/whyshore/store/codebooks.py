"""Keep every version of the codebook's file that was worked with, and the steps between them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import insert, select
from sqlmodel import Session, col

from whyshore.domain.history import now
from whyshore.store.events import Change, adding
from whyshore.store.tables import CodebookStepRow, CodebookVersionRow, EventRow, table_of

MARK = 12
"""Letters of the mark of a version: enough for any project, short enough to read."""


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """The codebook's file as it once was, byte for byte."""

    number: int
    mark: str
    raw: bytes
    at: str
    coder: str


def mark_of(raw: bytes) -> str:
    """A short mark of a codebook's file, the same in every copy of a project."""
    return sha256(raw).hexdigest()[:MARK]


def note_version(session: Session, raw: bytes, *, coder: str) -> str:
    """Keep the codebook's file as it is, unless it is the one that was kept last; gives its mark.

    Versions are only added, never changed or removed.
    """
    table, mark = table_of(CodebookVersionRow), mark_of(raw)
    last = session.execute(select(table.c.mark).order_by(table.c.id.desc()).limit(1)).scalar()
    if last != mark:
        session.execute(insert(table).values(mark=mark, raw=raw, at=now(), coder=coder))
    return mark


def versions(session: Session) -> list[StoredVersion]:
    """Every version, the oldest first."""
    rows = session.scalars(select(CodebookVersionRow).order_by(col(CodebookVersionRow.id)))
    return [_as_version(row) for row in rows]


def last_version(session: Session) -> StoredVersion | None:
    """The version kept last, None where there is none yet."""
    newest = select(CodebookVersionRow).order_by(col(CodebookVersionRow.id).desc()).limit(1)
    row = session.scalars(newest).first()
    return _as_version(row) if row else None


def raw_of(session: Session, mark: str) -> bytes | None:
    """The file that bears a mark, None where it was never kept here."""
    table = table_of(CodebookVersionRow)
    found = session.execute(select(table.c.raw).where(table.c.mark == mark).limit(1)).scalar()
    return bytes(found) if found is not None else None


def adding_step(before: str, after: str) -> Change:
    """The change that says: this event also made one version of the codebook another."""
    return adding(CodebookStepRow(id=uuid4().hex, before=before, after=after))


def steps_of(session: Session, event: int) -> Sequence[tuple[str, str]]:
    """The versions before and after that an event made in the codebook, as it was done."""
    row = session.get(EventRow, event)
    changes = [Change(*each) for each in json.loads(row.changes)] if row else []
    return [
        (str(each.after["before"]), str(each.after["after"]))
        for each in changes
        if each.table == CodebookStepRow.__tablename__ and each.after is not None
    ]


def _as_version(row: CodebookVersionRow) -> StoredVersion:
    return StoredVersion(row.id or 0, row.mark, row.raw, row.at, row.coder)
