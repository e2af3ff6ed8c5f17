"""End the program when its terminal, or the server of its browser, is gone or it is asked to stop.

Every change is saved by the key that makes it, so ending at once loses nothing. Without this,
a program whose terminal has gone would go on reading from nowhere and keep a core busy.
"""

import os
import select
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

LOOK_EVERY = 0.25
"""Seconds between looks whether the terminal is still there."""
GRACE = 1.2
"""Seconds the program gets to leave by itself before it is ended."""


AS_BEFORE = "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[<u\x1b[?1049l\x1b[?25h"
"""Ends the mouse, pasting, the other keyboard and the other screen, and shows the cursor."""


class HangUpWatch:
    """Leaves the program on SIGTERM, SIGHUP, or when the terminal has gone."""

    def __init__(self, leave: Callable[[], object]) -> None:
        """Watch from now on; `leave` is called once, from another thread."""
        self._leave = leave
        self._ended = threading.Event()
        self._leaving = threading.Event()
        self._modes: list[Any] | None = None

    def start(self) -> None:
        """Begin to watch the terminal, or the pipe from the server of a browser's tab."""
        if not sys.__stdin__:
            return
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._signalled)
        with suppress(termios.error):  # a tab of a browser has no terminal
            self._modes = termios.tcgetattr(sys.__stdin__.fileno())
        watch = threading.Thread(target=self._watch, args=(sys.__stdin__.fileno(),), daemon=True)
        watch.start()

    def stop(self) -> None:
        """Stop watching: the program is ending in the ordinary way.

        Where its terminal has gone, ending has to be over in time all the same.
        """
        if not self._leaving.is_set():
            self._ended.set()

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        self._go()

    def _watch(self, terminal: int) -> None:
        poll = select.poll()
        poll.register(terminal, 0)  # hang-up and error are told without asking for them
        while not self._ended.wait(LOOK_EVERY):
            if poll.poll(0):
                self._go()
                return

    def _go(self) -> None:
        if self._leaving.is_set():
            return
        self._leaving.set()
        threading.Thread(target=self._end, daemon=True).start()

    def _end(self) -> None:
        threading.Thread(target=self._ask_to_leave, daemon=True).start()
        time.sleep(GRACE)
        if not self._ended.is_set():
            self._mend_terminal()
            os._exit(1)

    def _ask_to_leave(self) -> None:
        with suppress(RuntimeError):  # it is leaving already
            self._leave()

    def _mend_terminal(self) -> None:
        """Leave a terminal that is still there as it was found, without waiting for it."""
        if self._modes is None or not sys.__stdin__:
            return
        terminal = sys.__stdin__.fileno()
        with suppress(OSError, termios.error):
            os.set_blocking(terminal, False)
            os.write(terminal, AS_BEFORE.encode())
            os.set_blocking(terminal, True)
            termios.tcsetattr(terminal, termios.TCSANOW, self._modes)
