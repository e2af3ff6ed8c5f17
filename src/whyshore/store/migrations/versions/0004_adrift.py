"""Codings, passages and pins may be adrift: a corrected text no longer surely has their words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What is adrift keeps its old words until a person says where it lies."""
    interview = sa.ForeignKey("interview.id", deferrable=True, initially="DEFERRED")
    op.create_table(
        "adrift",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("interview", sa.String(), interview, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
    )
    op.create_index("ix_adrift_interview", "adrift", ["interview"])
