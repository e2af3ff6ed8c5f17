"""The process of the clerk who keeps the project: opens it, saves, counts, looks up."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whyshore.workflow.clerk import Clerk
from whyshore.workflow.room import work_in_room
from whyshore.workflow.start_project import open_project


@contextmanager
def clerk_of_project() -> Iterator[Clerk]:
    """The clerk of the project that the arguments name."""
    folder, coder = sys.argv[1:3]
    opened = open_project(Path(folder), coder=coder)
    try:
        yield Clerk(opened.project, opened.report)
    finally:
        opened.project.close()


if __name__ == "__main__":
    work_in_room(clerk_of_project)
