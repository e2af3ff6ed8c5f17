"""The process in which somebody works for a screen: begins, does errands, ends.

Errands come on standard input one after the other, answers go to standard output. The end of
the input ends the process, after everything that was asked for is done.
"""

import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from types import TracebackType
from typing import BinaryIO, Protocol

from whyshore.errors import FixableError, MemoChangedError
from whyshore.workflow.errands import FAULT, Errand, Tray

Tell = Callable[[int, object], None]
"""Tells the screen something, under the number of an errand."""


class Host(Protocol):
    """Whoever does the errands."""

    def opening(self) -> object:
        """What the screen has to know first."""


Do = Callable[[object, Errand, Tray, Tell], object]
"""Does an errand, and gives what it brings; a `FixableError` where it cannot be done."""


def do_once(host: object, errand: Errand, _tray: Tray, _tell: Tell) -> object:
    """What an errand brings."""
    try:
        return getattr(host, errand.name)(*errand.given)
    except FixableError as problem:
        return problem


def work_in_room(begin: Callable[[], AbstractContextManager[Host]], do: Do = do_once) -> None:
    """Begin, tell the opening, and work until nothing more is asked for."""
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            # Whoever ends the screen closes the pipe; what was asked for until then is done.
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    errands, answers = _pipes()
    sys.excepthook = partial(_tell_fault, answers)
    tell = partial(_answer, answers)
    try:
        with begin() as host:
            tell(0, host.opening())
            tray = Tray(errands)
            while errand := tray.next():
                tell(errand.number, do(host, errand, tray, tell))
    except FixableError as problem:
        tell(0, problem)


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
