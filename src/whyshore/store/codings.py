"""Save, remove and find codings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from sys import intern
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session

from whyshore.domain.anchoring import Kind, Outcome
from whyshore.domain.coding import Coding, Origin
from whyshore.domain.segment import NOWHERE, Segment
from whyshore.errors import FixableError
from whyshore.store.adrift import codings_adrift, settling
from whyshore.store.events import Change, Values, adding, altering, removing
from whyshore.store.memos import merging_memos, removing_memos, removing_memos_on
from whyshore.store.statements import merging_evidence, unlinking, unlinking_all
from whyshore.store.tables import CodingRow, table_of

COLUMNS = (
    *("id", "interview", "start", "end", "code", "coder", "quote", "before", "after"),
    *("case_id", "rating", "origin", "created", "codebook"),
)


def codings_in(session: Session, interview: str | None = None) -> list[Coding]:
    """Every coding of one interview, or of all, in reading order."""
    table = table_of(CodingRow)
    order = (table.c.interview, table.c.start, table.c.end, table.c.code, table.c.coder)
    wanted = _every_coding().order_by(*order)
    if interview is not None:
        wanted = wanted.where(table.c.interview == interview)
    adrift = codings_adrift(session, interview)
    found = [_as_coding(row) for row in session.execute(wanted)]
    if adrift:
        sure = Outcome.KEPT
        found = [replace(each, anchored=adrift.get(each.id, sure)) for each in found]
    return found


def coding_with_id(session: Session, coding: str) -> Coding | None:
    """One coding, None where it is gone."""
    table = table_of(CodingRow)
    row = session.execute(_every_coding().where(table.c.id == coding)).first()
    return _as_coding(row) if row else None


def same_coding(session: Session, segment: Segment, *, code: str, coder: str) -> Coding | None:
    """The coding of this segment with this code by this coder, None where there is none."""
    table = table_of(CodingRow)
    row = session.execute(
        _every_coding().where(
            table.c.interview == segment.interview,
            table.c.start == segment.start,
            table.c.end == segment.end,
            table.c.code == code,
            table.c.coder == coder,
        )
    )
    found = row.first()
    return _as_coding(found) if found else None


def lying_like(session: Session, coding: Coding) -> Coding | None:
    """The stored coding that has a coding's place, code and coder, itself or another."""
    return same_coding(session, coding.segment, code=coding.code, coder=coding.coder)


def coding_as_seen(session: Session, coding: Coding) -> Coding:
    """A coding as it is stored now, made sure that it lies where the one who changes it sees it.

    Raises:
        FixableError: it is gone, or was put elsewhere meanwhile.
    """
    stored = coding_with_id(session, coding.id)
    if stored is None:
        raise FixableError("That coding is gone already.")
    if (stored.segment, stored.code) != (coding.segment, coding.code):
        raise FixableError("That coding was changed meanwhile by another program. Look at it anew.")
    return stored


def coding_places(session: Session) -> list[tuple[str, str, int]]:
    """Interview, code and start of every coding that has a place, in reading order."""
    table = table_of(CodingRow)
    wanted = select(table.c.interview, table.c.code, table.c.start)
    wanted = wanted.where(table.c.start < NOWHERE)
    return [tuple(row) for row in session.execute(wanted.order_by(table.c.start))]


def coding_counts(session: Session) -> Counter[str]:
    """How many codings each code has, those without a place included."""
    table = table_of(CodingRow)
    rows = session.execute(select(table.c.code, func.count()).group_by(table.c.code))
    return Counter({row[0]: row[1] for row in rows})


def codings_by_version(session: Session) -> Counter[str]:
    """How many codings were made under each version of the codebook, by its mark."""
    table = table_of(CodingRow)
    rows = session.execute(select(table.c.codebook, func.count()).group_by(table.c.codebook))
    return Counter({row[0]: row[1] for row in rows})


def codes_used_lately(session: Session, coder: str, limit: int) -> list[str]:
    """The codes a coder used last, the latest first, each once."""
    table = table_of(CodingRow)
    latest = func.max(table.c.created)
    wanted = select(table.c.code).where(table.c.coder == coder).group_by(table.c.code)
    return list(session.scalars(wanted.order_by(latest.desc()).limit(limit)))


def adding_coding(coding: Coding) -> Change:
    """The change that adds a coding."""
    return adding(_row(coding))


def removing_coding(session: Session, coding: str) -> list[Change]:
    """The changes that remove a coding, its memos, and its place among the evidence.

    A statement that rested on it keeps its words and is shown as stale.
    """
    linked: Sequence[Change] = unlinking(session, coding)
    memos = removing_memos(session, topic="coding", about=coding)
    return [*linked, *memos, removing(session, CodingRow, coding)]


def giving_code(
    session: Session, stays: Coding, others: Sequence[Coding], code: str
) -> list[Change]:
    """The changes that give a coding a code, and make others on the same words one with it.

    What hung on the others goes to it: memos, evidence, and a case or rating it has none of.
    Memos come first: a coding with a memo on it is not removed when this is done again.
    """
    gone = [each.id for each in others]
    all_of_them = (stays, *others)
    values = {
        "code": code,
        "case_id": next((each.case for each in all_of_them if each.case), None),
        "rating": next((each.rating for each in all_of_them if each.rating is not None), None),
    }
    moved: list[Change] = []
    if gone:
        moved = [
            *merging_memos(session, gone, stays.id),
            *merging_evidence(session, gone, stays.id),
        ]
    return [
        *moved,
        *(adding_coding(each).reversed() for each in others),
        _altering_known(stays, values),
    ]


def _altering_known(coding: Coding, values: Values) -> Change:
    """The change of a coding that was read in this session, so that its row is known."""
    row = adding_coding(coding)
    return Change(row.table, row.id, row.after, {**(row.after or {}), **values})


def removing_codings(session: Session, codings: Sequence[Coding]) -> list[Change]:
    """As `removing_coding` for many, which were read in this session."""
    about = {each.id for each in codings}
    return [
        *unlinking_all(session, about),
        *removing_memos_on(session, about),
        *(adding_coding(each).reversed() for each in codings),
    ]


def setting_case(session: Session, coding: str, case: str | None) -> Change:
    """The change that ties one coding to a case, or back to its passage's with None."""
    return altering(session, CodingRow, coding, {"case_id": case})


def setting_rating(session: Session, coding: str, rating: int | None) -> Change:
    """The change that rates a coding, or takes its rating away with None."""
    return altering(session, CodingRow, coding, {"rating": rating})


def replacing(before: Coding, after: Coding) -> Change:
    """The change of a coding that was read in this session into this one."""
    return Change("coding", before.id, _row(before).model_dump(), _row(after).model_dump())


def placing(session: Session, coding: Coding) -> list[Change]:
    """The changes that put a stored coding where a person says it lies."""
    return [setting_whole(session, coding), *settling(session, Kind.CODING, coding.id)]


def setting_whole(session: Session, coding: Coding) -> Change:
    """The change that makes a stored coding like this one: its place, words, case and rating."""
    return altering(session, CodingRow, coding.id, _row(coding).model_dump())


def removing_bare_coding(session: Session, coding: str) -> Change:
    """The change that removes a coding that nothing hangs on any more."""
    return removing(session, CodingRow, coding)


def _row(coding: Coding) -> CodingRow:
    place = coding.segment
    return CodingRow(
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
        codebook=coding.codebook,
    )


def _every_coding() -> Select[tuple[Any, ...]]:
    """Asks for codings, with the columns in the order that `_as_coding` takes."""
    table = table_of(CodingRow)
    return select(*(table.c[name] for name in COLUMNS))


def _as_coding(row: Sequence[Any]) -> Coding:
    """The coding in a row of these columns; taken apart at once, as there are thousands."""
    key, interview, start, end, code, coder, quote, before, after, *more = row
    case, rating, origin, created, codebook = more
    place = Segment(intern(interview), start, end)
    made_by = (case, rating, Origin(origin), created, codebook)
    return Coding(key, place, intern(code), intern(coder), quote, before, after, *made_by)
