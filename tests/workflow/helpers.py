"""Shorthand for the stories of these tests."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.factories import place
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview
from whyshore.store.interviews import interview_with_id
from whyshore.workflow.apply_codes import apply_code
from whyshore.workflow.project import Project


def interview_of(project: Project, interview: str = "ana") -> Interview:
    """An interview as the project holds it."""
    with project.database.reading() as session:
        found = interview_with_id(session, interview)
    assert found is not None
    return found


def coded(project: Project, quote: str, code: str = "off-growth", interview: str = "ana") -> Coding:
    """Put a code on the first place where the interview has these words."""
    found = interview_of(project, interview)
    return apply_code(project, found, place(found, quote), code=code)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Another program is writing to the database."""
    with closing(sqlite3.connect(folder / "whyshore.db", isolation_level=None)) as database:
        database.execute("begin exclusive")
        yield
        database.execute("rollback")
