"""Cases, groups of cases, and the passages that are about a case."""

import json
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session

from whyshore.domain.case import Case, CaseGroup, Passage
from whyshore.domain.segment import Segment
from whyshore.store.events import Change, adding, altering, removing
from whyshore.store.tables import (
    CaseGroupMemberRow,
    CaseGroupRow,
    CaseRow,
    CodingRow,
    InterviewRow,
    LinkRow,
    PassageRow,
    StatementRow,
    table_of,
)


def all_cases(session: Session) -> list[Case]:
    """Every case, by company and country."""
    table = table_of(CaseRow)
    rows = session.execute(select(table).order_by(table.c.company, table.c.country))
    return [
        Case(
            row["id"],
            row["company"],
            row["country"],
            dict(json.loads(row["attributes"])),
            tuple(json.loads(row["aliases"])),
        )
        for row in rows.mappings()
    ]


def all_groups(session: Session) -> list[CaseGroup]:
    """The rows of the synthesis, in order."""
    members: dict[str, list[str]] = {}
    table = table_of(CaseGroupMemberRow)
    for row in session.execute(select(table).order_by(table.c.position)).mappings():
        members.setdefault(row["case_group"], []).append(row["case_id"])
    groups = table_of(CaseGroupRow)
    return [
        CaseGroup(row["id"], row["label"], row["position"], tuple(members.get(row["id"], ())))
        for row in session.execute(select(groups).order_by(groups.c.position)).mappings()
    ]


def passages_in(session: Session, interview: str | None = None) -> list[Passage]:
    """The passages of one interview, or of all, in reading order."""
    table = table_of(PassageRow)
    wanted = select(table).order_by(table.c.interview, table.c.start)
    if interview is not None:
        wanted = wanted.where(table.c.interview == interview)
    return [
        Passage(row["id"], Segment(row["interview"], row["start"], row["end"]), row["case_id"])
        for row in session.execute(wanted).mappings()
    ]


def case_row(case: Case) -> CaseRow:
    """A case as its row."""
    return CaseRow(
        id=case.id,
        company=case.company,
        country=case.country,
        attributes=json.dumps(dict(case.attributes), ensure_ascii=False),
        aliases=json.dumps(case.aliases, ensure_ascii=False),
    )


def adding_case(case: Case) -> Change:
    """The change that adds a case."""
    return adding(case_row(case))


def altering_case(session: Session, case: Case) -> Change:
    """The change that gives a case other facts; its id stays."""
    return altering(session, CaseRow, case.id, case_row(case).model_dump())


def removing_case(session: Session, case: str) -> Change:
    """The change that removes a case; `users_of_case` tells whether anything needs it."""
    return removing(session, CaseRow, case)


def users_of_case(session: Session, case: str) -> list[str]:
    """What would lose its case if this one went, in words."""
    uses = (
        ("passage", table_of(PassageRow).c.case_id),
        ("coding", table_of(CodingRow).c.case_id),
        ("case group", table_of(CaseGroupMemberRow).c.case_id),
        ("interview default", table_of(InterviewRow).c.default_case),
        ("survey link", table_of(LinkRow).c.case_id),
    )
    counts = ((name, len(session.execute(select(c).where(c == case)).all())) for name, c in uses)
    return [f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts if count]


def adding_group(group: CaseGroup) -> list[Change]:
    """The changes that add a row of the synthesis and its cases."""
    row = CaseGroupRow(id=group.id, label=group.label, position=group.position)
    return [adding(row), *(adding(member) for member in _members(group))]


def altering_group(session: Session, group: CaseGroup) -> list[Change]:
    """The changes that give a row of the synthesis another label, place or other cases."""
    values: dict[str, str | int] = {"label": group.label, "position": group.position}
    changes = [altering(session, CaseGroupRow, group.id, values)]
    wanted = {member.id: member for member in _members(group)}
    present = _member_ids(session, group.id)
    changes += [
        removing(session, CaseGroupMemberRow, gone) for gone in present if gone not in wanted
    ]
    changes += [
        altering(session, CaseGroupMemberRow, member.id, member.model_dump())
        if member.id in present
        else adding(member)
        for member in wanted.values()
    ]
    return changes


def removing_group(session: Session, group: str) -> list[Change]:
    """The changes that remove a row of the synthesis; its statements have to go first."""
    members = _member_ids(session, group)
    changes = [removing(session, CaseGroupMemberRow, member) for member in members]
    return [*changes, removing(session, CaseGroupRow, group)]


def statements_of_group(session: Session, group: str) -> list[str]:
    """The ids of the statements that stand in a row of the synthesis."""
    table = table_of(StatementRow)
    return list(session.scalars(select(table.c.id).where(table.c.case_group == group)))


def adding_passage(passage: Passage) -> Change:
    """The change that adds a passage."""
    place = passage.segment
    row = PassageRow(
        id=passage.id,
        interview=place.interview,
        start=place.start,
        end=place.end,
        case_id=passage.case,
    )
    return adding(row)


def replacing_passage(before: Passage, after: Passage) -> Change:
    """The change of a passage that was read in this session into this one."""
    return Change("passage", before.id, adding_passage(before).after, adding_passage(after).after)


def removing_passage(session: Session, passage: str) -> Change:
    """The change that removes a passage."""
    return removing(session, PassageRow, passage)


def _members(group: CaseGroup) -> list[CaseGroupMemberRow]:
    return [
        CaseGroupMemberRow(
            id=f"{group.id}:{case}", case_group=group.id, case_id=case, position=position
        )
        for position, case in enumerate(group.cases)
    ]


def _member_ids(session: Session, group: str) -> Sequence[str]:
    table = table_of(CaseGroupMemberRow)
    return list(session.scalars(select(table.c.id).where(table.c.case_group == group)))
