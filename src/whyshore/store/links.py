"""Keep which respondents of the survey cases are linked to."""

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session

from whyshore.domain.link import Consent, Level, Link, Method
from whyshore.store.events import Change, adding, altering, removing
from whyshore.store.tables import LinkRow, table_of


def all_links(session: Session) -> list[Link]:
    """Every link, and every “these are not the same”, by case."""
    table = table_of(LinkRow)
    rows = session.execute(select(table).order_by(table.c.case_id, table.c.respondent))
    return [
        Link(
            row["id"],
            row["case_id"],
            row["respondent"],
            Method(row["method"]),
            Consent(row["consent"]),
            Level(row["level"]),
            bool(row["rejected"]),
            row["confirmed_by"],
            row["created"],
        )
        for row in rows.mappings()
    ]


def adding_link(link: Link) -> Change:
    """The change that keeps a link."""
    return adding(_row(link))


def keeping_link(session: Session, link: Link) -> Change:
    """The change that keeps a link, in the place of what was decided on the same two before."""
    table = table_of(LinkRow)
    same = (table.c.case_id == link.case, table.c.respondent == link.respondent)
    before = session.execute(select(table.c.id).where(*same)).scalar()
    return altering_link(session, replace(link, id=before)) if before else adding_link(link)


def altering_link(session: Session, link: Link) -> Change:
    """The change that makes a stored link like this one."""
    return altering(session, LinkRow, link.id, _row(link).model_dump())


def removing_link(session: Session, link: str) -> Change:
    """The change that takes a link away."""
    return removing(session, LinkRow, link)


def _row(link: Link) -> LinkRow:
    return LinkRow(
        id=link.id,
        case_id=link.case,
        respondent=link.respondent,
        method=link.method.value,
        consent=link.consent.value,
        level=link.level.value,
        rejected=link.rejected,
        confirmed_by=link.confirmed_by,
        created=link.created,
    )
