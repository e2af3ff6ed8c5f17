"""Save, remove and find codings."""

from collections.abc import Sequence
from sys import intern

from sqlalchemy import RowMapping, func, select
from sqlmodel import Session

from whyshore.domain.coding import Coding, Origin
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError
from whyshore.store.events import Change, adding, altering, removing
from whyshore.store.memos import removing_memos
from whyshore.store.statements import unlinking
from whyshore.store.tables import CodingRow, table_of


def codings_in(session: Session, interview: str | None = None) -> list[Coding]:
    """Every coding of one interview, or of all, in reading order."""
    table = table_of(CodingRow)
    order = (table.c.interview, table.c.start, table.c.end, table.c.code, table.c.coder)
    wanted = select(table).order_by(*order)
    if interview is not None:
        wanted = wanted.where(table.c.interview == interview)
    return [_as_coding(row) for row in session.execute(wanted).mappings()]


def coding_with_id(session: Session, coding: str) -> Coding | None:
    """One coding, None where it is gone."""
    table = table_of(CodingRow)
    row = session.execute(select(table).where(table.c.id == coding)).mappings().first()
    return _as_coding(row) if row else None


def same_coding(session: Session, segment: Segment, *, code: str, coder: str) -> Coding | None:
    """The coding of this segment with this code by this coder, None where there is none."""
    table = table_of(CodingRow)
    row = session.execute(
        select(table).where(
            table.c.interview == segment.interview,
            table.c.start == segment.start,
            table.c.end == segment.end,
            table.c.code == code,
            table.c.coder == coder,
        )
    )
    found = row.mappings().first()
    return _as_coding(found) if found else None


def coding_places(session: Session) -> list[tuple[str, str, int]]:
    """Interview, code and start of every coding, in reading order."""
    table = table_of(CodingRow)
    wanted = select(table.c.interview, table.c.code, table.c.start)
    return [tuple(row) for row in session.execute(wanted.order_by(table.c.start))]


def codes_used_lately(session: Session, coder: str, limit: int) -> list[str]:
    """The codes a coder used last, the latest first, each once."""
    table = table_of(CodingRow)
    latest = func.max(table.c.created)
    wanted = select(table.c.code).where(table.c.coder == coder).group_by(table.c.code)
    return list(session.scalars(wanted.order_by(latest.desc()).limit(limit)))


def adding_coding(coding: Coding) -> Change:
    """The change that adds a coding."""
    place = coding.segment
    row = CodingRow(
        id=coding.id,
        interview=place.interview,
        start=place.start,
        end=place.end,
        quote=coding.quote,
        before=coding.before,
        after=coding.after,
        code=coding.code,
        coder=coding.coder,
        case_id=coding.case,
        rating=coding.rating,
        origin=coding.origin.value,
        created=coding.created,
    )
    return adding(row)


def removing_coding(session: Session, coding: str) -> list[Change]:
    """The changes that remove a coding, its memos, and its place among the evidence.

    A statement that rested on it keeps its words and is shown as stale.
    """
    linked: Sequence[Change] = unlinking(session, coding)
    memos = removing_memos(session, topic="coding", about=coding)
    return [*linked, *memos, removing(session, CodingRow, coding)]


def setting_case(session: Session, coding: str, case: str | None) -> Change:
    """The change that ties one coding to a case, or back to its passage's with None."""
    return altering(session, CodingRow, coding, {"case_id": case})


def _as_coding(row: RowMapping) -> Coding:
    try:
        return _coding(row)
    except ValueError as error:
        raise FixableError(
            f"The database holds a coding that makes no sense ({row['id']}: {error}). It was "
            "altered by hand or damaged: run whyshore check, and restore a copy from before."
        ) from error


def _coding(row: RowMapping) -> Coding:
    return Coding(
        id=row["id"],
        segment=Segment(intern(row["interview"]), row["start"], row["end"]),
        code=intern(row["code"]),
        coder=intern(row["coder"]),
        quote=row["quote"],
        before=row["before"],
        after=row["after"],
        case=row["case_id"],
        rating=row["rating"],
        origin=Origin(row["origin"]),
        created=row["created"],
    )
