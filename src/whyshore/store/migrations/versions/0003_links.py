"""Cases are linked to respondents of the survey, and joint displays get a person's reading."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Answers stay in the survey's data file; only the links and the readings are kept here."""
    case = sa.ForeignKey("research_case.id", deferrable=True, initially="DEFERRED")
    op.create_table(
        "survey_link",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("case_id", sa.String(), case, nullable=False),
        sa.Column("respondent", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.UniqueConstraint("case_id", "respondent", name="survey_link_once"),
    )
    op.create_index("ix_survey_link_case_id", "survey_link", ["case_id"])
    op.create_index("ix_survey_link_respondent", "survey_link", ["respondent"])
    op.create_table(
        "joint_finding",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("display", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("fit", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.UniqueConstraint("display", "line", name="joint_finding_once"),
    )
