"""Save, remove and find the statements of the synthesis and their evidence."""

import json
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlmodel import Session

from whyshore.domain.synthesis import Statement
from whyshore.store.events import Change, adding, altering, removing
from whyshore.store.tables import EvidenceRow, StatementRow, table_of


def all_statements(session: Session) -> list[Statement]:
    """Every statement, cell by cell, in order."""
    evidence: dict[str, list[str]] = {}
    links = table_of(EvidenceRow)
    for row in session.execute(select(links).order_by(links.c.position)).mappings():
        evidence.setdefault(row["statement"], []).append(row["coding"])
    table = table_of(StatementRow)
    order = (table.c.case_group, table.c.column, table.c.position, table.c.id)
    return [
        Statement(
            id=row["id"],
            group=row["case_group"],
            column=row["column"],
            position=row["position"],
            text=row["text"],
            hedge=row["hedge"],
            orientation=row["orientation"],
            by=row["by"],
            evidence=tuple(evidence.get(row["id"], ())),
            seen=json.loads(row["seen"]),
            author=row["author"],
            created=row["created"],
        )
        for row in session.execute(select(table).order_by(*order)).mappings()
    ]


def adding_statement(statement: Statement) -> list[Change]:
    """The changes that add a statement and its evidence."""
    return [adding(_row(statement)), *(adding(link) for link in _links(statement))]


def altering_statement(session: Session, statement: Statement) -> list[Change]:
    """The changes that make a stored statement like this one, its evidence included."""
    changes = [altering(session, StatementRow, statement.id, _row(statement).model_dump())]
    wanted = {link.id: link for link in _links(statement)}
    present = _link_ids(session, statement=statement.id)
    changes += [removing(session, EvidenceRow, gone) for gone in present if gone not in wanted]
    changes += [
        altering(session, EvidenceRow, link.id, link.model_dump())
        if link.id in present
        else adding(link)
        for link in wanted.values()
    ]
    return changes


def placing(session: Session, positions: Mapping[str, int]) -> list[Change]:
    """The changes that put statements into other places of their cell."""
    return [
        altering(session, StatementRow, statement, {"position": position})
        for statement, position in positions.items()
    ]


def removing_statement(session: Session, statement: str) -> list[Change]:
    """The changes that remove a statement; the codings it rested on stay."""
    links = _link_ids(session, statement=statement)
    changes = [removing(session, EvidenceRow, link) for link in links]
    return [*changes, removing(session, StatementRow, statement)]


def unlinking(session: Session, coding: str) -> list[Change]:
    """The changes that take a coding away from every statement that rests on it."""
    return [removing(session, EvidenceRow, link) for link in _link_ids(session, coding=coding)]


def unlinking_all(session: Session, codings: Collection[str]) -> list[Change]:
    """The changes that take codings away from every statement that rests on them."""
    table = table_of(EvidenceRow)
    links = session.execute(select(table.c.id, table.c.coding))
    return [removing(session, EvidenceRow, link) for link, coding in links if coding in codings]


def merging_evidence(session: Session, gone: Sequence[str], stays: str) -> list[Change]:
    """The changes that make statements which rested on some codings rest on another one."""
    table = table_of(EvidenceRow)
    wanted = select(table).where(table.c.coding.in_([stays, *gone])).order_by(table.c.position)
    links = [EvidenceRow(**row) for row in session.execute(wanted).mappings()]
    resting = {link.statement for link in links if link.coding == stays}
    changes = []
    for link in (each for each in links if each.coding != stays):
        changes.append(removing(session, EvidenceRow, link.id))
        if link.statement not in resting:
            resting.add(link.statement)
            changes.append(adding(_link(link.statement, stays, link.position)))
    return changes


def setting_seen(session: Session, statement: str, seen: Mapping[str, str]) -> Change:
    """The change of what a statement's writer is taken to have seen of its evidence."""
    values = {"seen": json.dumps(dict(seen), sort_keys=True)}
    return altering(session, StatementRow, statement, values)


def _row(statement: Statement) -> StatementRow:
    return StatementRow(
        id=statement.id,
        case_group=statement.group,
        column=statement.column,
        position=statement.position,
        text=statement.text,
        hedge=statement.hedge,
        orientation=statement.orientation,
        by=statement.by,
        seen=json.dumps(dict(statement.seen), sort_keys=True),
        author=statement.author,
        created=statement.created,
    )


def _links(statement: Statement) -> list[EvidenceRow]:
    return [
        _link(statement.id, coding, position) for position, coding in enumerate(statement.evidence)
    ]


def _link(statement: str, coding: str, position: int) -> EvidenceRow:
    return EvidenceRow(
        id=f"{statement}:{coding}", statement=statement, coding=coding, position=position
    )


def _link_ids(session: Session, **where: str) -> Sequence[str]:
    table = table_of(EvidenceRow)
    wanted = select(table.c.id).where(*(table.c[name] == value for name, value in where.items()))
    return list(session.scalars(wanted))
