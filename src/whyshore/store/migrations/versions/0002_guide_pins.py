"""A person can say which section of the interview guide a turn belongs to."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Pins stand beside what the words of a turn propose, and come before it."""
    interview = sa.ForeignKey("interview.id", deferrable=True, initially="DEFERRED")
    op.create_table(
        "guide_pin",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("interview", sa.String(), interview, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.UniqueConstraint("interview", "start", name="guide_pin_once"),
    )
    op.create_index("ix_guide_pin_interview", "guide_pin", ["interview"])
