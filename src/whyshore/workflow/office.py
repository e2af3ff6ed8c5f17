"""How a screen reaches its clerk: in the same process, or in one of the clerk's own.

The database and all it needs take half a second to load and thirty megabytes. A clerk in a
process of its own loads them while the screen is being drawn, saves while the next key is
read, and goes on saving what it was given when the screen's process is killed.
"""

import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from whyshore.errors import FixableError
from whyshore.workflow.errands import FAULT, HELD_UP, PART, Errand

if TYPE_CHECKING:  # a screen knows what a clerk can do, and never loads what it does it with
    from whyshore.workflow.clerk import Clerk

CODING_ROOM, SURVEY_ROOM = "whyshore.workflow.clerk_room", "whyshore.workflow.survey_room"
_STOPPED = {
    CODING_ROOM: "The part of Whyshore that saves has stopped. What was shown as saved is safe; "
    "leave the program and open it again.",
    SURVEY_ROOM: "The part of Whyshore that counts the survey has stopped. Nothing is lost; close "
    "the survey and open it again.",
}
_START = "import gc; gc.disable(); from {room} import main; main()"
"""Looking for garbage among what is loaded costs a tenth of the loading: a room begins it later."""
PATIENCE = 30.0
"""Seconds that leaving waits for what is not saved yet."""


class Office:
    """Where a clerk works: in this process. What is asked for later is done at once."""

    clerk: "Clerk"
    held_up = ""
    """Why saving waits, as when another program is writing to the database; empty else."""
    gone = False
    """Whether the clerk has stopped, so that nothing more is saved."""
    left_undone = ""
    """Why what was asked for last was not done, once that is known; empty else."""

    def __init__(self, clerk: "Clerk") -> None:
        self.clerk = clerk

    @property
    def waiting(self) -> int:
        """How many errands are not done yet."""
        return 0

    def when_open(
        self, done: Callable[[Any], None], failed: Callable[[FixableError], None]
    ) -> None:
        """Be told of the project once it is open, or why it cannot be opened."""
        self.later(done, failed, "opening")

    def later(
        self,
        done: Callable[[Any], None],
        failed: Callable[[FixableError], None],
        name: str,
        *given: object,
    ) -> None:
        """Ask for something without waiting; `done` or `failed` is told of it by `deliver`."""
        try:
            found = getattr(self.clerk, name)(*given)
        except FixableError as problem:
            failed(problem)
        else:
            done(found)

    def soon(
        self,
        done: Callable[[Any], None],
        failed: Callable[[FixableError], None],
        name: str,
        *given: object,
    ) -> None:
        """As `later`, for what somebody waits for: refused soon where another program writes."""
        self.later(done, failed, name, *given)

    def leave_with(self, name: str, *given: object) -> None:
        """Ask for a last thing; `close` finds out whether it could be done."""
        try:
            getattr(self.clerk, name)(*given)
        except FixableError as problem:
            self.left_undone = str(problem)

    def for_survey(self) -> "Office":
        """Another office, where the survey of the same folder is counted."""
        return OwnOffice(self.folder, room=SURVEY_ROOM)

    @property
    def folder(self) -> Path:
        """The folder of the project."""
        return self.clerk.project.folder

    def check_free(self) -> None:
        """Look whether the clerk could answer at once.

        Raises:
            FixableError: it is held up, or has stopped.
        """
        if self.held_up:
            raise FixableError("The database is in use by another program. Try it again soon.")

    def call_when_answered(self, call: Callable[[], object]) -> None:
        """Say what to call, from any thread, when there is something to `deliver`."""

    def deliver(self) -> None:
        """Tell of everything that is done by now, in the order it was asked for."""

    def close(self, patience: float = PATIENCE) -> bool:  # noqa: ARG002 - for one elsewhere
        """Wait until everything is done, and end; False where it is not done yet."""
        return True

    def end_at_once(self) -> None:
        """End without waiting, where nothing is to be saved."""


@dataclass(frozen=True, slots=True)
class _Answer:
    number: int
    value: Any
    """A `FixableError` where it could not be done."""


_Listener = tuple[int, Callable[[Any], None], Callable[[FixableError], None]]
"""The number of an errand, and who is told what it brought or why it could not be done."""


class OwnOffice(Office):
    """A clerk in a process of its own."""

    def __init__(self, folder: Path, coder: str = "", *, room: str = CODING_ROOM) -> None:
        """Start the process; it opens the project at once."""
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-c", _START.format(room=room), str(folder), coder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # what ends the screen's terminal does not end the clerk
        )
        self.clerk = cast("Clerk", _Voice(self))
        self._folder, self._room = folder, room

        self._asked: SimpleQueue[Errand | None] = SimpleQueue()
        self._answers: deque[_Answer] = deque()
        self._arrived = threading.Condition()
        self._listeners: deque[_Listener] = deque()
        self._number = self._last = 0
        self._fault = ""
        self._call: Callable[[], object] = _nothing
        asked, answered = self._process.stdin, self._process.stdout
        if asked is None or answered is None:
            raise RuntimeError("The clerk has no pipes.")
        self._threads = [
            threading.Thread(target=self._send_all, args=(asked,), daemon=True),
            threading.Thread(target=self._hear_all, args=(answered,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def waiting(self) -> int:
        """How many errands are not done yet."""
        return len(self._listeners)

    @property
    def folder(self) -> Path:
        """The folder it was opened for."""
        return self._folder

    def when_open(
        self, done: Callable[[Any], None], failed: Callable[[FixableError], None]
    ) -> None:
        """Be told of the project once it is open, or why it cannot be opened."""
        self._listeners.append((0, done, failed))  # the clerk says it first, unasked
        self.deliver()

    def later(
        self,
        done: Callable[[Any], None],
        failed: Callable[[FixableError], None],
        name: str,
        *given: object,
    ) -> None:
        """Ask for something without waiting; `done` or `failed` is told of it by `deliver`."""
        self._listen(self._ask(name, given, waited_for=False), done, failed)

    def soon(
        self,
        done: Callable[[Any], None],
        failed: Callable[[FixableError], None],
        name: str,
        *given: object,
    ) -> None:
        """As `later`, for what somebody waits for: refused soon where another program writes."""
        try:
            self.check_free()
        except FixableError as problem:
            failed(problem)
        else:
            self._listen(self._ask(name, given, waited_for=True), done, failed)

    def leave_with(self, name: str, *given: object) -> None:
        """Ask for a last thing; `close` finds out whether it could be done."""
        self._last = self._ask(name, given, waited_for=False)

    def ask(self, name: str, *given: object) -> object:
        """Ask for something and wait for the answer.

        Raises:
            FixableError: it cannot be done.
        """
        self.check_free()
        number = self._ask(name, given, waited_for=True)
        found = self._wait_for(number)
        self.deliver()
        return found

    def call_when_answered(self, call: Callable[[], object]) -> None:
        """Say what to call, from any thread, when there is something to `deliver`."""
        self._call = call

    def deliver(self) -> None:
        """Tell of everything that is done by now, in the order it was asked for.

        What was refused soon is told before what waits for another program.
        """
        while found := self._first_answered():
            (_, done, failed), answer = found
            if isinstance(answer.value, FixableError):
                failed(answer.value)
            else:
                done(answer.value)

    def close(self, patience: float = PATIENCE) -> bool:
        """Wait until everything is done, and end the clerk.

        False where something is not saved yet, as while another program is writing to the
        database. The clerk then goes on by itself until it is, and ends.
        """
        self._ask(PART, (), waited_for=False)
        self._asked.put(None)
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            return False
        for thread in self._threads:
            thread.join(1)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe and not pipe.closed:
                pipe.close()
        last = self._answer_to(self._last) if self._last else None
        if last is not None and isinstance(last.value, FixableError):
            self.left_undone = str(last.value)
        return True

    def end_at_once(self) -> None:
        """End a clerk that saves nothing, whatever it is at."""
        self._process.kill()
        self.close()

    # --- inside ---

    def _ask(self, name: str, given: tuple[object, ...], *, waited_for: bool) -> int:
        self._number += 1
        self._asked.put(Errand(self._number, name, given, waited_for))
        return self._number

    def _listen(
        self, number: int, done: Callable[[Any], None], failed: Callable[[FixableError], None]
    ) -> None:
        self._listeners.append((number, done, failed))
        if self.gone:
            self._call()

    def _first_answered(self) -> tuple[_Listener, _Answer] | None:
        """The listener that is to be told next, taken out, with what it is told."""
        with self._arrived:
            arrived = {each.number for each in self._answers}
            listeners = (each for each in self._listeners if self.gone or each[0] in arrived)
            listener = next(listeners, None)
        if listener is None:
            return None
        self._listeners.remove(listener)
        answer = self._answer_to(listener[0])
        return (listener, answer) if answer else None

    def _wait_for(self, number: int) -> object:
        with self._arrived:
            self._arrived.wait_for(
                lambda: self.gone or any(answer.number == number for answer in self._answers)
            )
            answer = next((each for each in self._answers if each.number == number), None)
            if answer is None:
                raise self._stopped()
            self._answers.remove(answer)
        if isinstance(answer.value, FixableError):
            raise answer.value
        return answer.value

    def _answer_to(self, number: int) -> _Answer | None:
        with self._arrived:
            found = next((each for each in self._answers if each.number == number), None)
            if found is not None:
                self._answers.remove(found)
            elif self.gone:
                found = _Answer(number, self._stopped())
            return found

    def _stopped(self) -> FixableError:
        where = f" Please report these lines; they hold no interview text:\n{self._fault}"
        return FixableError(f"{_STOPPED[self._room]}{where if self._fault else ''}")

    def _send_all(self, pipe: BinaryIO) -> None:
        while (errand := self._asked.get()) is not None:
            try:
                pickle.dump(errand, pipe)
                pipe.flush()
            except OSError:
                break  # the clerk has gone; whoever listens is told so
        try:
            pipe.close()
        except OSError:
            return

    def _hear_all(self, pipe: BinaryIO) -> None:
        while True:
            try:
                answer = _Answer(*pickle.load(pipe))  # noqa: S301 - from a process of our own
            except (EOFError, OSError, pickle.UnpicklingError):
                break
            if answer.number == FAULT:
                self._fault = str(answer.value)
                continue
            self.held_up = str(answer.value) if answer.number == HELD_UP else ""
            if answer.number == HELD_UP:
                self._call()
                continue
            with self._arrived:
                self._answers.append(answer)
                self._arrived.notify_all()
            self._call()
        with self._arrived:
            self.gone = True
            self._arrived.notify_all()
        self._call()


class _Voice:
    """Stands for a clerk that is elsewhere: every method asks for the one of that name."""

    def __init__(self, office: OwnOffice) -> None:
        self._office = office

    def __getattr__(self, name: str) -> Callable[..., object]:
        return partial(self._office.ask, name)


def _nothing() -> None:
    """Nobody wants to be called yet."""
