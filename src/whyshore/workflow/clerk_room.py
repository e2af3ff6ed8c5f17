"""The process of the clerk who keeps the project: opens it, saves, counts, looks up.

While another program is writing to the database, what nobody waits for (a coding to save) is
tried until it can be done, and the screen is told so; what somebody waits for is refused soon.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whyshore.errors import FixableError
from whyshore.store.database import DatabaseBusyError
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.errands import HELD_UP, Errand, Tray
from whyshore.workflow.room import Tell, work_in_room
from whyshore.workflow.start_project import open_project

WAIT_SECONDS = 1.0
"""How long one try waits for another program that is writing to the database."""


@contextmanager
def clerk_of_project() -> Iterator[Clerk]:
    """The clerk of the project that the arguments name."""
    folder, coder = sys.argv[1:3]
    opened = open_project(Path(folder), coder=coder)
    try:
        opened.project.database.wait_seconds = WAIT_SECONDS
        yield Clerk(opened.project, opened.report)
    finally:
        opened.project.close()


def done(clerk: object, errand: Errand, tray: Tray, tell: Tell) -> object:
    """What an errand brings; one that nobody waits for is tried as long as it takes."""
    while True:
        try:
            return getattr(clerk, errand.name)(*errand.given)
        except DatabaseBusyError as problem:
            if errand.waited_for:
                return problem
            for other in tray.take_waited_for():
                tell(other.number, problem)
            tell(HELD_UP, str(problem))
        except FixableError as problem:
            return problem


if __name__ == "__main__":
    work_in_room(clerk_of_project, done)
