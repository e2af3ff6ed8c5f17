"""What processes that work for a screen have in common: pipes, answers, how a fault is told.

Errands come on standard input one after the other, answers go to standard output. The end of
the input ends the process, after everything that was asked for is done.
"""

import gc
import os
import pickle
import signal
import sys
import traceback
from functools import partial
from types import TracebackType
from typing import BinaryIO

from whyshore.errors import FixableError, MemoChangedError
from whyshore.workflow.errands import FAULT


def pipes_of_room() -> tuple[BinaryIO, BinaryIO]:
    """The pipes for errands and answers; no signal ends the process, and every fault is told."""
    for name in ("SIGINT", "SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            # Whoever ends the screen closes the pipe; what was asked for until then is done.
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    errands, answers = _pipes()
    sys.excepthook = partial(_tell_fault, answers)
    return errands, answers


def begin_to_tidy() -> None:
    """Look for garbage from now on, but never again among what is loaded by now: that stays."""
    gc.freeze()
    gc.enable()


def answer(answers: BinaryIO, number: int, found: object) -> None:
    """Tell the screen something, under the number of an errand."""
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
    answer(answers, FAULT, "\n".join([kind.__name__, *lines]))
