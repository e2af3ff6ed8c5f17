"""The process in which a clerk works for a screen: opens the project, does errands, ends.

Errands come on standard input one after the other, answers go to standard output. The end of
the input ends the clerk, after everything that was asked for is done.

While another program is writing to the database, what nobody waits for (a coding to save) is
tried until it can be done, and the screen is told so; what somebody waits for is refused soon.
"""

import os
import pickle
import signal
import sys
import traceback
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from whyshore.errors import FixableError, MemoChangedError
from whyshore.store.database import DatabaseBusyError
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.errands import FAULT, HELD_UP, PART, Errand, Tray
from whyshore.workflow.sittings import Sitting
from whyshore.workflow.start_project import open_project

WAIT_SECONDS = 1.0
"""How long one try waits for another program that is writing to the database."""


def main() -> None:
    """Open the project that the arguments name, and work until nothing more is asked for."""
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            # Whoever ends the screen closes the pipe; what was asked for until then is done.
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    errands, answers = _pipes()
    sys.excepthook = partial(_tell_fault, answers)
    folder, coder = sys.argv[1:3]
    try:
        opened = open_project(Path(folder), coder=coder)
    except FixableError as problem:
        _answer(answers, 0, problem)
        return
    try:
        opened.project.database.wait_seconds = WAIT_SECONDS
        clerk = Clerk(opened.project, opened.report)
        _begin(clerk, Sitting(opened.project), Tray(errands), answers)
    finally:
        opened.project.close()


def _begin(clerk: Clerk, sitting: Sitting, tray: Tray, answers: BinaryIO) -> None:
    """Show the project, and do what is asked for; one that cannot be shown is given up."""
    try:
        opening = clerk.opening()
        opening = replace(opening, notices=(*sitting.told, *opening.notices))
    except FixableError as problem:
        _answer(answers, 0, problem)
        return
    _answer(answers, 0, opening)
    while errand := tray.next():
        if errand.name == PART:
            sitting.end()
            return
        _answer(answers, errand.number, _done(clerk, errand, tray, answers))
        sitting.note()


def _done(clerk: Clerk, errand: Errand, tray: Tray, answers: BinaryIO) -> object:
    """What an errand brings; one that nobody waits for is tried as long as it takes."""
    while True:
        try:
            return getattr(clerk, errand.name)(*errand.given)
        except DatabaseBusyError as problem:
            if errand.waited_for:
                return problem
            for other in tray.take_waited_for():
                _answer(answers, other.number, problem)
            _answer(answers, HELD_UP, str(problem))
        except FixableError as problem:
            return problem


def _answer(answers: BinaryIO, number: int, found: object) -> None:
    if isinstance(found, FixableError) and not isinstance(found, MemoChangedError):
        found = FixableError(str(found))  # the other kinds of problems have arguments of their own
    try:
        pickle.dump((number, found), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()
    except BrokenPipeError:
        return  # the screen was killed; what it asked for is still done


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Input and output for errands alone: nothing else that is printed may come between."""
    errands, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return errands, answers


def _tell_fault(
    answers: BinaryIO, kind: type[BaseException], _value: BaseException, trail: TracebackType | None
) -> None:
    """Say where a fault of the program lies, without any values: they hold interview text."""
    frames = traceback.extract_tb(trail)[-12:]
    lines = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    _answer(answers, FAULT, "\n".join([kind.__name__, *lines]))


if __name__ == "__main__":
    main()
