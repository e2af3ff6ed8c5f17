"""The process in which a clerk works for a screen: opens the project, does errands, ends.

Errands come on standard input one after the other, answers go to standard output. The end of
the input ends the clerk, after everything that was asked for is done.

While another program is writing to the database, what nobody waits for (a coding to save) is
tried until it can be done, and the screen is told so; what somebody waits for is refused soon.
"""

import logging
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from whyshore.errors import FixableError
from whyshore.store.database import DatabaseBusyError
from whyshore.workflow.errands import HELD_UP, PART, Errand, Tray
from whyshore.workflow.reading_clerk import ReadingClerk
from whyshore.workflow.room import answer, begin_to_tidy, pipes_of_room
from whyshore.workflow.sittings import Sitting
from whyshore.workflow.start_project import open_project

WAIT_SECONDS = 1.0
"""How long one try waits for another program that is writing to the database."""


def main() -> None:
    """Open the project that the arguments name, and work until nothing more is asked for."""
    errands, answers = pipes_of_room()
    folder, coder = sys.argv[1:3]
    logging.getLogger("whyshore").addHandler(_HeldUp(answers))
    try:
        opened = open_project(Path(folder), coder=coder)
    except FixableError as problem:
        answer(answers, 0, problem)
        return
    try:
        opened.project.database.wait_seconds = WAIT_SECONDS
        clerk = ReadingClerk(opened.project, opened.report)
        _begin(clerk, Sitting(opened.project), Tray(errands), answers)
    finally:
        opened.project.close()


class _HeldUp(logging.Handler):
    """Tells the screen what opening a project waits for."""

    def __init__(self, answers: BinaryIO) -> None:
        super().__init__()
        self._answers = answers

    def emit(self, record: logging.LogRecord) -> None:
        """Tell it."""
        answer(self._answers, HELD_UP, record.getMessage())


def _begin(reader: ReadingClerk, sitting: Sitting, tray: Tray, answers: BinaryIO) -> None:
    """Show the project, and do what is asked for; one that cannot be shown is given up."""
    try:
        opening = reader.opening()
        opening = replace(opening, notices=(*sitting.told, *opening.notices))
    except FixableError as problem:
        answer(answers, 0, problem)
        return
    answer(answers, 0, opening)
    clerk: ReadingClerk = reader
    if opening.first is None:
        clerk = _whole_clerk(reader)
    while errand := tray.next():
        if errand.name == PART:
            sitting.end()
            return
        if clerk is reader and not hasattr(reader, errand.name):
            clerk = _whole_clerk(reader)
        answer(answers, errand.number, _done(clerk, errand, tray, answers))
        if clerk is reader:
            clerk = _whole_clerk(reader)
        sitting.note()


def _whole_clerk(reader: ReadingClerk) -> ReadingClerk:
    """The clerk that can do everything; loaded once the screen has what it shows first."""
    from whyshore.workflow.clerk import Clerk

    begin_to_tidy()
    return Clerk.following(reader)


def _done(clerk: ReadingClerk, errand: Errand, tray: Tray, answers: BinaryIO) -> object:
    """What an errand brings; one that nobody waits for is tried as long as it takes."""
    while True:
        try:
            return getattr(clerk, errand.name)(*errand.given)
        except DatabaseBusyError as problem:
            if errand.waited_for:
                return problem
            for other in tray.take_waited_for():
                answer(answers, other.number, problem)
            answer(answers, HELD_UP, str(problem))
        except FixableError as problem:
            return problem


if __name__ == "__main__":
    main()
