"""The first tables: interviews, cases, codings, memos, the synthesis, and the history."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A project can hold everything that leads from a transcript to Table 5."""
    op.create_table(
        "interview_version",
        _id(),
        _word("interview"),
        _number("number"),
        _text("text"),
        _word("text_hash"),
        _word("file_hash"),
        _word("encoding"),
        _text("turns"),
        _text("sentences"),
        _word("imported"),
    )
    op.create_index("ix_interview_version_interview", "interview_version", ["interview"])
    op.create_table(
        "research_case",
        _id(),
        _word("company"),
        _word("country"),
        _text("attributes"),
        _text("aliases"),
    )
    op.create_table(
        "interview",
        _id(),
        _word("path"),
        _word("title"),
        _word("language"),
        _word("date"),
        _text("source"),
        _text("notes"),
        sa.Column("include", sa.Boolean(), nullable=False),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        _text("named_cases"),
        _key("default_case", "research_case", optional=True),
        sa.Column("front_case", sa.String(), nullable=True),
        _key("version", "interview_version"),
        sa.UniqueConstraint("path"),
    )
    _index("interview", "default_case", "version")
    op.create_table("case_group", _id(), _text("label"), _number("position"))
    op.create_table(
        "case_group_member",
        _id(),
        _key("case_group", "case_group"),
        _key("case_id", "research_case"),
        _number("position"),
    )
    _index("case_group_member", "case_group", "case_id")
    op.create_table(
        "passage",
        _id(),
        _key("interview", "interview"),
        _number("start"),
        _number("end"),
        _key("case_id", "research_case"),
    )
    _index("passage", "interview", "case_id")
    op.create_table(
        "coding",
        _id(),
        _key("interview", "interview"),
        _number("start"),
        _number("end"),
        _text("quote"),
        _text("before"),
        _text("after"),
        _word("code"),
        _word("coder"),
        _key("case_id", "research_case", optional=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        _word("origin"),
        _word("created"),
        sa.UniqueConstraint("interview", "start", "end", "code", "coder", name="coding_once"),
    )
    _index("coding", "interview", "code", "case_id")
    op.create_index("coding_place", "coding", ["interview", "start"])
    op.create_table(
        "memo",
        _id(),
        _word("topic"),
        _word("about"),
        _text("text"),
        _word("author"),
        _word("created"),
        _word("changed"),
    )
    op.create_index("memo_about", "memo", ["topic", "about"])
    op.create_table(
        "statement",
        _id(),
        _key("case_group", "case_group"),
        _word("column"),
        _number("position"),
        _text("text"),
        _text("hedge"),
        _word("orientation"),
        _word("by"),
        _text("seen"),
        _word("author"),
        _word("created"),
    )
    _index("statement", "case_group")
    op.create_table(
        "evidence",
        _id(),
        _key("statement", "statement"),
        _key("coding", "coding"),
        _number("position"),
    )
    _index("evidence", "statement", "coding")
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        _word("at"),
        _word("coder"),
        _word("kind"),
        _word("action"),
        _text("summary"),
        _text("changes"),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("redoable", sa.Boolean(), nullable=False),
    )
    op.create_index("event_undo", "event", ["coder", "kind", "undone"])
    op.create_table(
        "reading",
        _id(),
        _word("coder"),
        _word("interview"),
        _number("position"),
        _word("at"),
    )


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(), primary_key=True, nullable=False)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _key(name: str, table: str, *, optional: bool = False) -> sa.Column[str]:
    points_to = sa.ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return sa.Column(name, sa.String(), points_to, nullable=optional)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])
