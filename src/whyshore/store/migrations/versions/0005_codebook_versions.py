"""The versions of the codebook are kept, and codings know the one they were made under."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Codings that are there already were made under a version nobody kept: the mark is empty."""
    op.create_table(
        "codebook_version",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
    )
    op.create_index("ix_codebook_version_mark", "codebook_version", ["mark"])
    op.create_table(
        "codebook_step",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
    )
    op.add_column("coding", sa.Column("codebook", sa.String(), nullable=False, server_default=""))
