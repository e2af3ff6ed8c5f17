"""Notice that a sitting was cut off, and say what of it is there.

While a project lies open on a screen, a small file among the reader's own files tells how far its
changes have come, and a lock on it tells that somebody is at work. A file that nobody holds is
what a sitting left that was killed, or lost its power.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from whyshore.domain.history import Event, local_time, now
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError
from whyshore.store.events import events, newest
from whyshore.workflow.first_run import state_folder
from whyshore.workflow.project import Project

try:
    import fcntl
except ImportError:  # Windows: sittings that were cut off are not noticed there
    fcntl = None  # type: ignore[assignment]

SIZE = 4096


@dataclass(frozen=True, slots=True)
class _Left:
    """What a sitting wrote down of itself."""

    coder: str
    began: str
    first: int
    last: int


class Sitting:
    """One time that a project lies open on a screen."""

    def __init__(self, project: Project) -> None:
        """Look for what others left behind, and begin; `told` says what was found."""
        self._project = project
        self._place: int | None = None
        self._moment = self._newest()
        self._left = _Left(project.coder, now(), self._moment, self._moment)
        self._folder = state_folder() / "sittings"
        database = str(project.database.file or project.database.url)
        self._mark = sha256(database.encode(errors="surrogateescape")).hexdigest()[:16]
        self.told: tuple[str, ...] = ()
        if fcntl is not None:
            with suppress(OSError):  # where nothing can be noted, nothing is noticed next time
                self.told = tuple(self._found())
                self._begin()

    def note(self) -> None:
        """Write down how far the changes have come."""
        if self._place is None or (moment := self._newest()) == self._moment:
            return
        self._moment = moment
        self._write()

    def end(self) -> None:
        """The screen was left as it should be: nothing has to be told next time."""
        if self._place is not None:
            os.close(self._place)
            self._place = None
            self._file.unlink(missing_ok=True)

    # --- inside ---

    def _newest(self) -> int:
        with suppress(FixableError), self._project.database.reading() as session:
            return newest(session)
        return 0

    def _begin(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file = self._folder / f"{self._mark}-{uuid4().hex}.json"
        self._place = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self._write()

    def _write(self) -> None:
        left = self._left
        told = {"coder": left.coder, "began": left.began, "first": left.first, "last": self._moment}
        with suppress(OSError):
            os.pwrite(self._place or 0, json.dumps(told).ljust(SIZE).encode()[:SIZE], 0)

    def _found(self) -> Iterator[str]:
        for file in sorted(self._folder.glob(f"{self._mark}-*.json")):
            left = _cut_off(file)
            if left is not None:
                yield self._in_words(left)

    def _in_words(self, left: _Left) -> str:
        """What of a sitting that was cut off is in the database."""
        told = f"The last sitting ({left.coder}, {local_time(left.began)}) was cut off."
        if left.last > self._moment:
            lost = counted(left.last - self._moment, "change")
            return (
                f"{told} The database lacks {lost} of what it had saved (from number "
                f"{self._moment + 1} on): the disk lost them, or an older copy was put in its "
                "place. Look with whyshore backup --list, and whyshore check --deep."
            )
        with self._project.database.reading() as session:
            done = [each for each in events(session) if each.number > left.first]
        own = [each for each in done if each.number <= left.last and each.coder == left.coder]
        return f"{told} {_kept(own)}"


def _kept(done: list[Event]) -> str:
    if not done:
        return "Nothing had been changed in it."
    last = done[0]
    what, when = shortened(last.summary), local_time(last.at)
    return f"All it had saved is here: {counted(len(done), 'change')}, the last at {when}: {what}."


def _cut_off(file: Path) -> _Left | None:
    """What a sitting left that nobody holds any more; the file goes. None where one is at work."""
    place = os.open(file, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        told = json.loads(os.read(place, SIZE))
        file.unlink(missing_ok=True)
        return _Left(str(told["coder"]), str(told["began"]), int(told["first"]), int(told["last"]))
    except BlockingIOError:
        return None
    except (ValueError, KeyError, TypeError):
        file.unlink(missing_ok=True)
        return None
    finally:
        os.close(place)
