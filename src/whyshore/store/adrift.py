"""Keep what a corrected text no longer surely has, until a person settles where it lies."""

from sqlalchemy import RowMapping, select
from sqlmodel import Session, SQLModel

from whyshore.domain.anchoring import Adrift, Kind, Outcome
from whyshore.domain.segment import Anchor
from whyshore.store.events import Change, adding, altering, removing
from whyshore.store.tables import AdriftRow, CodingRow, GuidePinRow, PassageRow, table_of


def all_adrift(session: Session, interview: str | None = None) -> list[Adrift]:
    """Everything that is adrift in one interview, or in all; nothing that is gone since."""
    table = table_of(AdriftRow)
    wanted = select(table).order_by(table.c.interview, table.c.kind, table.c.id)
    if interview is not None:
        wanted = wanted.where(table.c.interview == interview)
    rows = session.execute(wanted).mappings().all()
    return [_as_adrift(row) for row in rows if _is_there(session, row)] if rows else []


def codings_adrift(session: Session, interview: str | None = None) -> dict[str, Outcome]:
    """The codings that are adrift, with how much so."""
    table = table_of(AdriftRow)
    wanted = select(table.c.about, table.c.state).where(table.c.kind == Kind.CODING.value)
    if interview is not None:
        wanted = wanted.where(table.c.interview == interview)
    return {about: Outcome(state) for about, state in session.execute(wanted)}


def setting_adrift(session: Session, adrift: Adrift) -> Change:
    """The change that notes that something is adrift, or how much it is now."""
    row = AdriftRow(
        id=_key(adrift.kind, adrift.about),
        kind=adrift.kind.value,
        about=adrift.about,
        interview=adrift.interview,
        state=adrift.state.value,
        quote=adrift.was.quote,
        before=adrift.was.before,
        after=adrift.was.after,
        why=adrift.why,
    )
    if session.get(AdriftRow, row.id) is None:
        return adding(row)
    return altering(session, AdriftRow, row.id, row.model_dump())


def settling(session: Session, kind: Kind, about: str) -> list[Change]:
    """The changes that say that something is adrift no more."""
    key = _key(kind, about)
    return [removing(session, AdriftRow, key)] if session.get(AdriftRow, key) else []


def _key(kind: Kind, about: str) -> str:
    return f"{kind.value}:{about}"


_TABLES: dict[Kind, type[SQLModel]] = {
    Kind.CODING: CodingRow,
    Kind.PASSAGE: PassageRow,
    Kind.PIN: GuidePinRow,
}


def _is_there(session: Session, row: RowMapping) -> bool:
    """Whether the thing itself is still there: what was removed while adrift may come back."""
    table = table_of(_TABLES[Kind(row["kind"])])
    return session.execute(select(table.c.id).where(table.c.id == row["about"])).first() is not None


def _as_adrift(row: RowMapping) -> Adrift:
    return Adrift(
        Kind(row["kind"]),
        row["about"],
        row["interview"],
        Outcome(row["state"]),
        Anchor(row["quote"], row["before"], row["after"]),
        row["why"],
    )
