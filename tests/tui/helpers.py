"""Sit down before the running program: press keys, read what shows and what was saved."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pyte
from rich.cells import cell_len
from textual import events
from textual.containers import VerticalScroll
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList, Static

from whyshore.domain.case import Passage
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview
from whyshore.store.cases import passages_in
from whyshore.store.codings import codings_in
from whyshore.store.interviews import interview_with_id
from whyshore.tui.app import WhyshoreApp
from whyshore.tui.coding_screen import CodingScreen
from whyshore.tui.palette import commands_on
from whyshore.tui.selection import Selection
from whyshore.tui.synthesis_grid import SynthesisGrid
from whyshore.tui.synthesis_screen import SynthesisScreen
from whyshore.tui.transcript import Transcript
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.office import Office
from whyshore.workflow.project import Project
from whyshore.workflow.start_project import open_project

WIDE = (120, 40)
"""A terminal in which sentences of the tests stand on one row."""
HOPS = 3
"""How many widgets a key's consequences pass through before they have settled."""


def _key_event(name: str) -> events.Key:
    """The event of a key, with the character it types."""
    key = _character_to_key(name) if len(name) == 1 and not name.isalnum() else name
    try:
        named = _get_unicode_name_from_key(REPLACED_KEYS.get(key, key))
        return events.Key(key, unicodedata.lookup(named))
    except KeyError:
        return events.Key(key, name if len(name) == 1 else None)


class Sitting:
    """A coder before the running program."""

    def __init__(self, app: WhyshoreApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.project = app, pilot, app.office.clerk.project

    # --- what a coder does ---

    async def press(self, *keys: str) -> None:
        """Press keys by their names, such as `s` or `ctrl+right`.

        As `Pilot.press` does, but without its waits for an idle machine: a key is done when no
        widget has a message left, which takes a few hops.
        """
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            driver.send_message(_key_event(key))
            for _ in range(HOPS):
                await self.pilot._wait_for_screen()
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Press the key of each character."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def settle(self) -> None:
        """Wait until everything that was begun has been drawn."""
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool], seconds: float = 5.0) -> None:
        """Wait until something holds, at most so long."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"waited in vain; the status line says: {self.said}"
            await self.pilot.pause(0.05)

    async def open(self, interview: str) -> None:
        """Open an interview from the list."""
        self.coding.open_interview(interview)
        await self.settle()

    def go_to(self, words: str, *, select: bool = False) -> None:
        """Put the cursor on the first place of some words."""
        start = self.interview.text.index(words)
        self.transcript.put_cursor(start, start + len(words) if select else None)

    # --- what is on the screen ---

    @property
    def screen(self) -> Screen[object]:
        """The screen on top."""
        return self.app.screen

    @property
    def coding(self) -> CodingScreen:
        """The coding screen, though a dialog may lie on it."""
        return next(each for each in self.app.screen_stack if isinstance(each, CodingScreen))

    @property
    def synthesis(self) -> SynthesisScreen:
        """The synthesis, though a dialog may lie on it."""
        return next(each for each in self.app.screen_stack if isinstance(each, SynthesisScreen))

    @property
    def grid(self) -> SynthesisGrid:
        """The table of the synthesis."""
        return self.synthesis.grid

    @property
    def transcript(self) -> Transcript:
        """The pane with the text."""
        return self.coding.transcript

    @property
    def interview(self) -> Interview:
        """The interview that lies open."""
        return self.coding.desk.opened()

    @property
    def selection(self) -> Selection:
        """Cursor and selection."""
        assert self.transcript.selection is not None
        return self.transcript.selection

    @property
    def selected(self) -> str:
        """The selected words."""
        return self.interview.text[slice(*(self.selection.span or (0, 0)))]

    @property
    def target(self) -> str:
        """The words a code would go on."""
        return self.interview.text[slice(*(self.selection.target or (0, 0)))]

    @property
    def at_cursor(self) -> str:
        """The text from the cursor on."""
        return self.interview.text[self.selection.cursor :]

    @property
    def said(self) -> str:
        """The words of the status line."""
        holder = next(
            each
            for each in reversed(self.app.screen_stack)
            if isinstance(each, CodingScreen | SynthesisScreen)
        )
        return str(holder.query_one("#status", Static).content)

    @property
    def details(self) -> str:
        """What the pane below the codebook explains."""
        return str(self.coding.query_one("#details", Static).content)

    @property
    def evidence(self) -> list[str]:
        """The lines beside the synthesis."""
        return lines_of(self.synthesis.query_one("#evidence", OptionList))

    @property
    def commands(self) -> dict[str, str]:
        """What the palette would offer here, each with its keys."""
        return {each.title: each.help for each in commands_on(self.app, self.app.screen)}

    @property
    def focus(self) -> str:
        """The id of the widget with the focus."""
        return str(self.app.focused.id) if self.app.focused else ""

    def lines(self, widget_id: str) -> list[str]:
        """The lines of a list beside the text, without what only fills them up."""
        lines = lines_of(self.coding.query_one(f"#{widget_id}", OptionList))
        return [" ".join(line.split()) for line in lines]

    def shown(self, widget_id: str) -> bool:
        """Whether a widget of the coding screen can be seen."""
        return is_shown(self.coding.query_one(f"#{widget_id}"))

    def rows(self) -> list[str]:
        """Every row of the screen as it is written to the terminal."""
        return rows_of(self.app)

    def picture(self) -> str:
        """The rows of the screen in one piece."""
        return "\n".join(self.rows())

    # --- what was saved ---

    def codings(self, interview: str | None = None) -> list[Coding]:
        """The codings in the database."""
        with self.project.database.reading() as session:
            return codings_in(session, interview)

    def coded(self) -> list[tuple[str, str]]:
        """Code and words of each coding in the database."""
        return [(each.code, each.quote) for each in self.codings()]

    def passages(self) -> list[tuple[str, str]]:
        """Case and words of each passage of the open interview."""
        with self.project.database.reading() as session:
            found: list[Passage] = passages_in(session, self.interview.id)
        text = self.interview.text
        return [(each.case, text[each.segment.start : each.segment.end]) for each in found]

    def stored(self) -> Interview:
        """The open interview as the database holds it."""
        with self.project.database.reading() as session:
            found = interview_with_id(session, self.interview.id)
        assert found is not None
        return found


@asynccontextmanager
async def sitting(
    folder: Path, *, size: tuple[int, int] = (80, 24), coder: str = "ana"
) -> AsyncIterator[Sitting]:
    """Open a project in the program; it is closed again afterwards."""
    opened = open_project(folder, coder=coder)
    try:
        app = WhyshoreApp(Office(Clerk(opened.project, opened.report)))
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield Sitting(app, pilot)
    finally:
        opened.project.close()


@contextmanager
def elsewhere(folder: Path, coder: str = "ben") -> Iterator[Project]:
    """The same project in the hands of another program."""
    project = open_project(folder, coder=coder).project
    try:
        yield project
    finally:
        project.close()


def lines_of(options: OptionList) -> list[str]:
    """The lines of a list as people read them."""
    return [str(option.prompt) for option in options.options]


def rows_of(app: WhyshoreApp) -> list[str]:
    """Every row of the screen as it is written to the terminal."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


def is_shown(widget: Widget) -> bool:
    """Whether a widget has cells on the screen, whole or scrolled."""
    if any(not above.display for above in widget.ancestors_with_self if isinstance(above, Widget)):
        return False
    scrolled = any(isinstance(above, VerticalScroll) for above in widget.ancestors)
    inside = widget.screen.region.contains_region(widget.region)
    return widget.size.area > 0 and (inside or scrolled)


def width_of(row: str) -> int:
    """How many cells a row takes."""
    return cell_len(row)


class Terminal:
    """The program as a process on a terminal of its own."""

    def __init__(
        self, arguments: list[str], *, size: tuple[int, int], env: Mapping[str, str]
    ) -> None:
        self.raw = b""
        width, height = size
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.process = subprocess.Popen(
            arguments,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(env),
            start_new_session=True,
        )
        os.close(slave)

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what the program wrote; False where nothing came."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            found = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.raw += found
        self._stream.feed(found)
        return bool(found)

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    @property
    def picture(self) -> str:
        """What the terminal shows."""
        return "\n".join(self._screen.display)

    def wait_for(self, words: str, seconds: float = 15.0) -> None:
        """Read until the terminal shows some words."""
        end = time.monotonic() + seconds
        while words not in self.picture:
            assert time.monotonic() < end, f"no “{words}” in\n{self.picture}"
            self.read()

    def settle(self, seconds: float = 0.2) -> None:
        """Read until nothing was written for a while."""
        while self.read(seconds):
            pass

    def wait_for_end(self, seconds: float) -> int | None:
        """Read until the program ended; gives its status, None where it goes on."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end:
            self.read()
        return self.process.poll()

    def hang_up(self) -> None:
        """Close the window of the terminal."""
        os.close(self.master)
        self.master = -1

    def close(self) -> None:
        """End the program where it still runs."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        if self.master >= 0:
            os.close(self.master)


@contextmanager
def terminal(
    folder: Path, *more: str, size: tuple[int, int] = (100, 30), program: str = ""
) -> Iterator[Terminal]:
    """`whyshore` on a project, in a terminal; or another Python program that gets the folder."""
    env = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    env |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "WHYSHORE_CODER": "ana"}
    env |= {"ESCDELAY": "25", "PYTHONDONTWRITEBYTECODE": "1"}
    starting = program or "from whyshore.cli.start import main; main()"
    arguments = [] if program else ["--project"]
    running = Terminal(
        [sys.executable, "-c", starting, *arguments, str(folder), *more], size=size, env=env
    )
    try:
        yield running
    finally:
        running.close()


_UNWANTED = {
    "NO_COLOR",
    "TEXTUAL",
    "WHYSHORE_DATABASE",
    "COLUMNS",
    "LINES",
    "COVERAGE_PROCESS_START",
}
