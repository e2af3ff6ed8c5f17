"""Row classes, one per table; plain columns only, so that any row can be kept in an event.

Foreign keys are checked at the end of a transaction, so one event may touch several tables
in any order. Lists and mappings are kept as JSON text; dates as ISO text in UTC.
"""

from sqlalchemy import ForeignKey, Index, Table, UniqueConstraint
from sqlmodel import Column, Field, SQLModel, String, Text


def _key(*, table: str, optional: bool = False, on_delete: str | None = None) -> Column[str]:
    """A column that points to the `id` of another table."""
    points_to = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED", ondelete=on_delete)
    return Column(String, points_to, nullable=optional, index=True)


class InterviewVersionRow(SQLModel, table=True):
    """The text of an interview as it was once imported; never changed and never removed."""

    __tablename__ = "interview_version"
    id: str = Field(primary_key=True)
    interview: str = Field(index=True)
    number: int
    text: str = Field(sa_type=Text)
    text_hash: str
    file_hash: str
    encoding: str
    turns: str = Field(sa_type=Text)
    sentences: str = Field(sa_type=Text)
    imported: str


class CaseRow(SQLModel, table=True):
    """A company in a country."""

    __tablename__ = "research_case"
    id: str = Field(primary_key=True)
    company: str
    country: str
    attributes: str = Field(sa_type=Text)
    aliases: str = Field(sa_type=Text)


class InterviewRow(SQLModel, table=True):
    """One transcript and its facts, pointing to the version of its text in use."""

    __tablename__ = "interview"
    id: str = Field(primary_key=True)
    path: str = Field(unique=True)
    title: str
    language: str
    date: str
    source: str = Field(sa_type=Text)
    notes: str = Field(sa_type=Text)
    include: bool
    fictional: bool
    named_cases: str = Field(sa_type=Text)
    default_case: str | None = Field(sa_column=_key(table="research_case", optional=True))
    front_case: str | None
    version: str = Field(sa_column=_key(table="interview_version"))


class CaseGroupRow(SQLModel, table=True):
    """A row of the synthesis."""

    __tablename__ = "case_group"
    id: str = Field(primary_key=True)
    label: str = Field(sa_type=Text)
    position: int


class CaseGroupMemberRow(SQLModel, table=True):
    """One case in one group."""

    __tablename__ = "case_group_member"
    id: str = Field(primary_key=True)
    case_group: str = Field(sa_column=_key(table="case_group"))
    case_id: str = Field(sa_column=_key(table="research_case"))
    position: int


class PassageRow(SQLModel, table=True):
    """A stretch of an interview that is about one case."""

    __tablename__ = "passage"
    id: str = Field(primary_key=True)
    interview: str = Field(sa_column=_key(table="interview"))
    start: int
    end: int
    case_id: str = Field(sa_column=_key(table="research_case"))


class CodingRow(SQLModel, table=True):
    """One coder applied one code to one segment."""

    __tablename__ = "coding"
    __table_args__ = (
        UniqueConstraint("interview", "start", "end", "code", "coder", name="coding_once"),
        Index("coding_place", "interview", "start"),
    )
    id: str = Field(primary_key=True)
    interview: str = Field(sa_column=_key(table="interview"))
    start: int
    end: int
    quote: str = Field(sa_type=Text)
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)
    code: str = Field(index=True)
    coder: str
    case_id: str | None = Field(sa_column=_key(table="research_case", optional=True))
    rating: int | None
    origin: str
    created: str
    codebook: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The mark of the codebook's version it was made under; `""` where that is not known."""


class MemoRow(SQLModel, table=True):
    """A written thought; `about` is the id of a coding, code, case or interview."""

    __tablename__ = "memo"
    __table_args__ = (Index("memo_about", "topic", "about"),)
    id: str = Field(primary_key=True)
    topic: str
    about: str
    text: str = Field(sa_type=Text)
    author: str
    created: str
    changed: str


class StatementRow(SQLModel, table=True):
    """One bullet of the synthesis."""

    __tablename__ = "statement"
    id: str = Field(primary_key=True)
    case_group: str = Field(sa_column=_key(table="case_group"))
    column: str
    position: int
    text: str = Field(sa_type=Text)
    hedge: str = Field(sa_type=Text)
    orientation: str
    by: str
    seen: str = Field(sa_type=Text)
    author: str
    created: str


class EvidenceRow(SQLModel, table=True):
    """One coding that one statement rests on."""

    __tablename__ = "evidence"
    id: str = Field(primary_key=True)
    statement: str = Field(sa_column=_key(table="statement"))
    coding: str = Field(sa_column=_key(table="coding"))
    position: int


class GuidePinRow(SQLModel, table=True):
    """A person's word on which section of the interview guide a turn belongs to."""

    __tablename__ = "guide_pin"
    __table_args__ = (UniqueConstraint("interview", "start", name="guide_pin_once"),)
    id: str = Field(primary_key=True)
    interview: str = Field(sa_column=_key(table="interview"))
    start: int
    section: str
    quote: str = Field(sa_type=Text)
    coder: str
    created: str


class LinkRow(SQLModel, table=True):
    """A person's word on which respondent of the survey a case is, or is not."""

    __tablename__ = "survey_link"
    __table_args__ = (UniqueConstraint("case_id", "respondent", name="survey_link_once"),)
    id: str = Field(primary_key=True)
    case_id: str = Field(sa_column=_key(table="research_case"))
    respondent: str = Field(index=True)
    method: str
    consent: str
    level: str
    rejected: bool
    confirmed_by: str
    created: str


class FindingRow(SQLModel, table=True):
    """What a person makes of one line of a joint display: the fit, and what follows from it."""

    __tablename__ = "joint_finding"
    __table_args__ = (UniqueConstraint("display", "line", name="joint_finding_once"),)
    id: str = Field(primary_key=True)
    display: str
    line: str
    fit: str
    text: str = Field(sa_type=Text)
    author: str
    created: str


class AdriftRow(SQLModel, table=True):
    """Something that lies in a text, and that a corrected text no longer surely has.

    `kind` names the table of what is adrift and `about` its row; `quote`, `before` and `after`
    are the words it lay on. The row goes when a person settled where it lies.
    """

    __tablename__ = "adrift"
    id: str = Field(primary_key=True)
    kind: str
    about: str
    interview: str = Field(sa_column=_key(table="interview"))
    state: str
    quote: str = Field(sa_type=Text)
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)


class CodebookVersionRow(SQLModel, table=True):
    """The codebook's file as it was when it was worked with; never changed and never removed."""

    __tablename__ = "codebook_version"
    id: int | None = Field(default=None, primary_key=True)
    mark: str = Field(index=True)
    raw: bytes
    at: str
    coder: str


class CodebookStepRow(SQLModel, table=True):
    """An event that made one version of the codebook another, by their marks."""

    __tablename__ = "codebook_step"
    id: str = Field(primary_key=True)
    before: str
    after: str


class EventRow(SQLModel, table=True):
    """One change: who, when, what, and every touched row before and after.

    `kind` is `do`, `undo` or `redo`; the last two point to the event they took back or
    brought back. `undone` and `redoable` say where an event stands now.
    """

    __tablename__ = "event"
    __table_args__ = (Index("event_undo", "coder", "kind", "undone"),)
    id: int | None = Field(default=None, primary_key=True)
    at: str
    coder: str
    kind: str
    action: str
    summary: str = Field(sa_type=Text)
    changes: str = Field(sa_type=Text)
    target: int | None = None
    undone: bool = False
    redoable: bool = False


class ReadingRow(SQLModel, table=True):
    """Where a coder last was in an interview; a convenience, not a change to the project."""

    __tablename__ = "reading"
    id: str = Field(primary_key=True)
    coder: str
    interview: str
    position: int
    at: str


KEPT_IN_EVENTS: dict[str, type[SQLModel]] = {
    str(row.__tablename__): row
    for row in (
        InterviewRow,
        CaseRow,
        CaseGroupRow,
        CaseGroupMemberRow,
        PassageRow,
        CodingRow,
        MemoRow,
        StatementRow,
        EvidenceRow,
        GuidePinRow,
        LinkRow,
        FindingRow,
        AdriftRow,
        CodebookStepRow,
    )
}
"""The tables that change only through events."""


def table_of(row: type[SQLModel]) -> Table:
    """The table behind a row class, for reading many rows without making objects of them."""
    table = row.__table__  # type: ignore[attr-defined]
    assert isinstance(table, Table)  # noqa: S101 - a row class always has one
    return table
