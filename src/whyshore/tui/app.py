"""The program on the terminal: one app, the screens on it, and what keeps text harmless."""

import re
import sys
from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor
from textual.message import Message
from textual.screen import Screen

from whyshore.errors import FixableError
from whyshore.tui.asking import HoldingApp
from whyshore.tui.coding_screen import CodingScreen
from whyshore.tui.display_text import display
from whyshore.tui.hang_up import HangUpWatch
from whyshore.tui.leaving import close_office
from whyshore.tui.memory import SETTLED_SECONDS, settle_memory
from whyshore.tui.palette import Commands
from whyshore.tui.themes import FULL, HIGH_CONTRAST, WITHOUT_COLOURS, unknown_theme
from whyshore.tui.work_screen import WorkScreen
from whyshore.workflow.coding_desk import CodingDesk
from whyshore.workflow.office import Office

_ACTIVE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
"""Characters that a terminal would act on, or that turn the order of what is shown."""


def _harmless(active: re.Match[str]) -> str:
    """What stands for an active character, of the width that was counted for it."""
    return "\ufffd" if cell_len(active[0]) else ""


HELD_UP = "database in use"
STOPPED = "NOT SAVING"
READ_ONLY = "READ-ONLY"
TOLD = {
    HELD_UP: "Another program is writing to the database. What you code meanwhile waits on your "
    "screen, and is saved as soon as the other program is done.",
    READ_ONLY: "This project is read-only: you can read and search it, but nothing you code can be "
    "saved. To code, change the permissions of its folder and of whyshore.db, or copy the folder.",
}


def trouble_in(office: Office, *, read_only: bool) -> str:
    """Why an office saves nothing at present, in a few words; empty while all is well."""
    if office.gone:
        return STOPPED
    return HELD_UP if office.held_up else READ_ONLY if read_only else ""


class NoControls(LineFilter):
    """The last guard: no control character of any text ever reaches the terminal."""

    def __init__(self, before: Sequence[LineFilter] = ()) -> None:
        """Stand behind other filters; as one with them, so that a line is filtered once."""
        super().__init__()
        self.before = tuple(before)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Take active characters out of a line; nearly always there are none."""
        for each in self.before:
            segments = each.apply(segments, background)
        if not any(_ACTIVE.search(segment.text) for segment in segments):
            return segments
        return [
            segment
            if segment.control
            else Segment(_ACTIVE.sub(_harmless, segment.text), segment.style)
            for segment in segments
        ]


class WhyshoreApp(HoldingApp):
    """Whyshore on the terminal."""

    TITLE = "Whyshore"
    CSS_PATH = "styles.tcss"
    VERTICAL_BREAKPOINTS = WorkScreen.VERTICAL_BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Leave", priority=True, show=False, id="quit"),
        Binding("ctrl+p", "command_palette", "Commands", priority=True, show=False, id="palette"),
    ]

    COMMANDS = {Commands}  # noqa: RUF012 - as in App
    """What the palette offers; of Textual's own commands, one writes the text to a file unasked."""

    class Answered(Message):
        """The clerk answered something that was asked for."""

    def __init__(self, office: Office, first: str = "") -> None:
        """Make the app for a project that the office is opening.

        `first` is an action of the coding screen that is done when the project is open.
        """
        super().__init__()
        for theme in HIGH_CONTRAST:
            self.register_theme(theme)
        if self.no_color:
            self.theme = WITHOUT_COLOURS
            self._filters = [
                NoColor() if isinstance(each, Monochrome) else each for each in self._filters
            ]
        self.office = office
        self.first = first
        self._guard = NoControls()
        self._read_only = False
        self.problem: FixableError | None = None
        """Why the project could not be opened."""

    def on_mount(self) -> None:
        """Show the first screen."""
        self.set_class(self.few_colours, "-few-colours")
        self.office.call_when_answered(lambda: self.post_message(self.Answered()))
        self.push_screen(self.first_screen())
        if not self.is_headless:  # a test makes many apps in one process
            self.set_timer(SETTLED_SECONDS, settle_memory)

    def first_screen(self) -> Screen[None]:
        """What is shown first: the coding screen, which fills when the project is open."""
        return CodingScreen(CodingDesk(self.office), self.first)

    def on_whyshore_app_answered(self) -> None:
        """Take in what the clerk did, and show it where it cannot save."""
        self.office.deliver()
        self._show_trouble()

    def _show_trouble(self) -> None:
        trouble = trouble_in(self.office, read_only=self._read_only)
        if trouble == self.trouble:
            return
        self.trouble = trouble
        for screen in self.screen_stack:
            if isinstance(screen, WorkScreen):
                screen.show_saving()
        if trouble in TOLD:
            self.notify(TOLD[trouble], markup=False, severity="warning", timeout=10)

    @on(CodingScreen.NotOpened)
    def _leave(self, event: CodingScreen.NotOpened) -> None:
        """Leave, as the project could not be opened; `run` tells why."""
        self.problem = event.problem
        self.exit(return_code=1)

    @on(CodingScreen.Opened)
    def _use_settings(self, event: CodingScreen.Opened) -> None:
        """Say where nothing can be saved; take the theme of the settings."""
        self._read_only = event.read_only
        self._show_trouble()
        self.use_theme(event.settings.theme)

    def use_theme(self, name: str) -> None:
        """Take a theme that settings name, if colours are wanted; say where there is none."""
        if name in self.available_themes and not self.no_color:
            self.theme = name
        elif name and name not in self.available_themes:
            self.notify(
                display(unknown_theme(name, self.available_themes)),
                markup=False,
                severity="warning",
                timeout=12,
            )

    async def action_quit(self) -> None:
        """Leave, unless words would be lost by it and that was not said yet."""
        desks = [each for each in self.screen_stack if isinstance(each, CodingScreen)]
        if all(each.may_leave() for each in desks):
            await super().action_quit()

    def action_help_quit(self) -> None:
        """Ctrl+C, where it copies nothing: say what copies and what leaves."""
        copies, leaves = map(self.keys.shown, ("copy", "quit"))
        self.notify(
            display(f"{copies} in the text copies with the citation. {leaves} leaves Whyshore."),
            markup=False,
        )

    def end_work(self) -> None:
        """Wait until everything is saved."""
        close_office(self.office)

    @property
    def few_colours(self) -> bool:
        """Whether the terminal shows 256 colours or fewer, so that many look the same."""
        return self.no_color or (not self.is_headless and self.console.color_system != FULL)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and after them the guard against control characters."""
        filters = tuple(super().get_line_filters())
        if filters != self._guard.before:
            self._guard = NoControls(filters)
        return [self._guard]

    def _fatal_error(self) -> None:
        """Show a crash without the values of local variables: they hold interview text."""
        import traceback

        self.bell()
        kind, value, trail = sys.exc_info()
        frames = traceback.extract_tb(trail)[-12:]
        where = "\n".join(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
        name = kind.__name__ if kind else "Error"
        said = f": {value}" if isinstance(value, FixableError) else ""
        told = (
            f"Whyshore met a fault of its own and stopped ({name}{said}).\n{where}\n"
            "Everything coded up to here is saved. Please report the lines above; they hold no "
            "interview text."
        )
        self._exit_renderables.append(Text(display(told)))
        self._close_messages_no_wait()


def run(office: Office, first: str = "") -> int:
    """Run the screens until the researcher leaves and all is saved; gives the exit status.

    Raises:
        FixableError: the project could not be opened.
    """
    return run_app(WhyshoreApp(office, first))


def run_app(app: WhyshoreApp) -> int:
    """Run an app until it is left; gives the exit status.

    Raises:
        FixableError: what it was opened for could not be.
    """
    watch = HangUpWatch(lambda: app.call_from_thread(app.exit))
    watch.start()
    try:
        app.run()
        app.end_work()
    finally:
        watch.stop()
    if app.problem:
        raise app.problem
    return app.return_code or 0
