"""Run by Alembic: use the connection that `migrate` hands over."""

from alembic import context
from sqlmodel import SQLModel

from whyshore.store import tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

__all__ = ["tables"]
