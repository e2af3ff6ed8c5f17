"""What goes from a screen to its clerk: errands, in the order they are asked for."""

import pickle
import threading
from collections import deque
from typing import BinaryIO, NamedTuple

FAULT = -1
"""The number of an answer that nobody asked for: the clerk met a fault of the program and ends."""
HELD_UP = -2
"""Another program is writing to the database: the errand at hand is done when that is over."""

PART = "part"
"""The errand by which a screen says that it is left as it should be."""


class Errand(NamedTuple):
    """One thing that a clerk is asked to do."""

    number: int
    name: str
    given: tuple[object, ...]
    waited_for: bool
    """Whether somebody waits for the answer, so that it is refused rather than held up for long."""


class Tray:
    """Errands that have come and are not begun; a thread takes them in while the clerk works."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._errands: deque[Errand] = deque()
        self._changed = threading.Condition()
        self._ended = False
        threading.Thread(target=self._take_in, args=(pipe,), daemon=True).start()

    def next(self) -> Errand | None:
        """The next errand, once there is one; None when no more will come."""
        with self._changed:
            self._changed.wait_for(lambda: self._errands or self._ended)
            return self._errands.popleft() if self._errands else None

    def take_waited_for(self) -> list[Errand]:
        """Take out the errands that somebody waits for."""
        with self._changed:
            found = [each for each in self._errands if each.waited_for]
            self._errands = deque(each for each in self._errands if not each.waited_for)
            return found

    def _take_in(self, pipe: BinaryIO) -> None:
        try:
            while True:
                errand = Errand(*pickle.load(pipe))  # noqa: S301 - from a process of our own
                with self._changed:
                    self._errands.append(errand)
                    self._changed.notify_all()
        except (EOFError, OSError, pickle.UnpicklingError):
            return  # the screen has gone
        finally:
            with self._changed:
                self._ended = True
                self._changed.notify_all()
