"""What the screens one works in have in common: a status line, and how problems are shown."""

import os
from collections.abc import Collection
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.widget import Widget

from whyshore.errors import FixableError
from whyshore.tui.asking import Window, keys_of, trouble_of
from whyshore.tui.clipboard import clipboard_doubt, harmless_copy
from whyshore.tui.display_text import display
from whyshore.tui.hint_line import HintLine
from whyshore.tui.keys import KeyGroup
from whyshore.tui.notices import NoticingApp
from whyshore.tui.panes import plain
from whyshore.tui.status import Line, StatusLine

SAVED = "all saved"
WORKING = "working …"
REFUSED = "NOT SAVED"
"""After a change that was not saved and is taken back, until one is saved again."""
READING = "reading …"
"""While the text is there and what is on it is not."""

Answer = TypeVar("Answer")


class WorkScreen(Window[Answer]):
    """A whole screen with a status line; side panes fold where there is no room."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 - as in Screen
        (0, "-narrow"),
        (100, "-normal"),
        (150, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 - as in Screen
        (0, "-flat"),
        (8, "-low"),
        (18, "-tall"),
    ]

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus, and what had it, draw themselves; Textual draws the whole screen too."""

    def compose_lines(self) -> ComposeResult:
        """The lines at the bottom: what is going on, whether it is saved, which keys there are."""
        with Horizontal(id="status-row"):
            yield Line(id="saved")
            yield StatusLine(id="status")
        yield HintLine(id="hints")

    def show_saved(self, state: str = SAVED) -> None:
        """Say whether everything is saved; this place is never covered by anything else."""
        trouble, line = trouble_of(self.app), self.query_one("#saved", Line)
        line.set_class(bool(trouble) or state == REFUSED, "-trouble")
        line.say(((trouble or SAVED) if state == SAVED else state, "bold"))

    def show_saving(self) -> None:
        """Say how far saving has come."""
        self.show_saved()

    def hint(
        self, *groups: KeyGroup, first: Collection[str] = (), without: Collection[str] = ()
    ) -> None:
        """Show the keys of some groups, as they are configured, as many as fit."""
        keys = keys_of(self.app).of(*groups)
        self.query_one("#hints", HintLine).show(keys, self.size.width - 2, first, without)

    def say(self, *parts: Content | str | tuple[str, str]) -> None:
        """Show something in the status line until the next key changes it."""
        self.query_one("#status", Line).say(*parts)

    def tell(self, *parts: Content | str | tuple[str, str]) -> None:
        """Say something to be read to its end: where the line is too short, in a notice too."""
        self.say(*parts)
        self._show_whole(Content.assemble(*parts).plain)

    def _show_whole(self, told: str, severity: SeverityLevel = "information") -> None:
        if not self.query_one("#status", StatusLine).fits:
            self.notify(told, markup=False, severity=severity, timeout=10)

    def on_screen_suspend(self) -> None:
        """A window opens: what stands in the corner would lie over it."""
        if isinstance(self.app, NoticingApp):
            self.app.set_notices_aside()

    def on_screen_resume(self) -> None:
        """The window is closed."""
        if isinstance(self.app, NoticingApp):
            self.app.bring_notices_back()

    def copy_out(self, text: str, done: str) -> None:
        """Copy text to the clipboard, and say where the terminal may not take it over."""
        self.app.copy_to_clipboard(harmless_copy(text))
        doubt = clipboard_doubt(os.environ)
        self.tell((done, "bold"), f" · {doubt}" if doubt else "")

    def fail(self, problem: FixableError) -> None:
        """Show what could not be done as it stands; what is too long for the line in full."""
        self.say(("not done: ", "bold"), plain(str(problem)))
        self._show_whole(display(str(problem)), "error")
