"""Keep what people make of the lines of joint displays."""

from sqlalchemy import select
from sqlmodel import Session

from whyshore.domain.joint import Finding, Fit
from whyshore.store.events import Change, adding, altering, removing
from whyshore.store.tables import FindingRow, table_of


def all_findings(session: Session) -> list[Finding]:
    """Every finding, by display and line."""
    table = table_of(FindingRow)
    rows = session.execute(select(table).order_by(table.c.display, table.c.line))
    return [
        Finding(
            row["id"],
            row["display"],
            row["line"],
            Fit(row["fit"]) if row["fit"] else None,
            row["text"],
            row["author"],
            row["created"],
        )
        for row in rows.mappings()
    ]


def adding_finding(finding: Finding) -> Change:
    """The change that keeps a finding."""
    return adding(_row(finding))


def altering_finding(session: Session, finding: Finding) -> Change:
    """The change that makes a stored finding like this one."""
    return altering(session, FindingRow, finding.id, _row(finding).model_dump())


def removing_finding(session: Session, finding: str) -> Change:
    """The change that takes a finding away."""
    return removing(session, FindingRow, finding)


def _row(finding: Finding) -> FindingRow:
    return FindingRow(
        id=finding.id,
        display=finding.display,
        line=finding.line,
        fit=finding.fit.value if finding.fit else "",
        text=finding.text,
        author=finding.author,
        created=finding.created,
    )
