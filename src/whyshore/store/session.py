"""One piece of work on the database, as the workflow hands it from one function to the next."""

from sqlmodel import Session

__all__ = ["Session"]
