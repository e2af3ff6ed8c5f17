"""End the program when its terminal, or the server of its browser, is gone or it is asked to stop.

Every change is saved by the key that makes it, so ending at once loses nothing. Without this,
a program whose terminal has gone would go on reading from nowhere and keep a core busy.
"""

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

LOOK_EVERY = 0.4
"""Seconds between looks whether the terminal is still there."""
GRACE = 1.5
"""Seconds the program gets to leave by itself before it is ended."""


class HangUpWatch:
    """Leaves the program on SIGTERM, SIGHUP, or when the terminal has gone."""

    def __init__(self, leave: Callable[[], object]) -> None:
        """Watch from now on; `leave` is called once, from another thread."""
        self._leave = leave
        self._ended = threading.Event()
        self._leaving = threading.Event()
        self._before: dict[signal.Signals, object] = {}

    def start(self) -> None:
        """Begin to watch the terminal, or the pipe from the server of a browser's tab."""
        if not sys.__stdin__:
            return
        for number in (signal.SIGTERM, signal.SIGHUP):
            self._before[number] = signal.signal(number, self._signalled)
        watch = threading.Thread(target=self._watch, args=(sys.__stdin__.fileno(),), daemon=True)
        watch.start()

    def stop(self) -> None:
        """Stop watching: the program is ending in the ordinary way."""
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
        threading.Thread(target=self._leave, daemon=True).start()
        time.sleep(GRACE)
        if not self._ended.is_set():
            os._exit(1)
